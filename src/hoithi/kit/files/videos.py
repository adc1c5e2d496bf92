"""Videos in the container of telephones (.mp4, .mov), whole or in fragments: told by their boxes, never decoded."""

from typing import IO

from django.utils.translation import gettext as _

from hoithi.kit.files.boxes import Boxes, brands
from hoithi.kit.files.refuse import broken, refuse, two_formats_in_one

_OTHERS = (b"3g", b"M4A", b"M4B", b"F4", b"avi", b"hei", b"hev", b"mif", b"msf", b"jp2", b"jpx", b"crx")
_OLD_MOV = (b"moov", b"mdat", b"wide", b"free", b"skip")


def video_of(head: bytes) -> str | None:
    """ "mp4" or "mov" by the first bytes; None for anything else, other families of the same boxes too."""
    if head[:1] == b"\0" and head[4:8] in _OLD_MOV:  # from before brands were written; no text begins with NUL
        return "mov"
    kinds = brands(head)
    if not kinds or kinds[0].startswith(_OTHERS):
        return None
    return "mov" if kinds[0] == b"qt  " else "mp4"


def check_video(file: IO[bytes]) -> tuple[str, ...]:
    """No flags. Raises a `Refusal` for a video that is cut short or damaged, and for one without a picture.

    However long it says it is and whether it has sound does not matter: it is kept as it came.
    """
    two_formats_in_one(file)
    boxes = Boxes(file)
    try:
        kinds = {box.kind for box in boxes.inside()}
        handlers = [boxes.content(box)[8:12] for box in boxes.at(b"moov/trak/mdia/hdlr")]
    except ValueError as error:
        raise broken() from error
    if b"moov" not in kinds or not kinds & {b"mdat", b"moof"}:
        raise broken()
    if b"vide" not in handlers:
        raise refuse("file_video", _("Tệp này không có hình. Hãy chọn tệp video có hình."), status=415)
    return ()
