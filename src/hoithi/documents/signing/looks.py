"""What is seen of a signature on the sheet, as the decree wants it: drawn to a PDF of the size of its place."""

import base64
from dataclasses import dataclass, replace
from datetime import datetime
from io import BytesIO
from pathlib import Path

from django.utils.translation import gettext as _
from PIL import Image, UnidentifiedImageError

from hoithi.documents.signing.places import MOST_HEIGHT, MOST_WIDTH, Place
from hoithi.kit import typeset
from hoithi.kit.clock import VIETNAM
from hoithi.kit.refusals import Refusal

_DATA = Path(__file__).parent.parent / "data"
_MOST_BYTES, _MOST_PIXELS = 2 * 1024 * 1024, 4_000_000
_SEAL_SIZES = (20.0, 50.0)  # mm
_UNDER_SEAL = 1 / 3
_WORDS_WIDTH = 60.0


@dataclass(frozen=True, slots=True)
class Look:
    """What is drawn where."""

    place: Place
    drawn: bytes


def pictures(place: Place, *, image: bytes | None, seal: bytes | None, seal_mm: float) -> Look:
    """The signer's `image` in the middle of `place`, as large as fits; the agency's `seal`, `seal_mm` wide, over the
    left third of it. Where the image is missing the seal stands as if it filled the place. The frame grows to hold
    both. Raises `Refusal` (422) for what is no PNG with a transparent ground, or would cover too much of the sheet."""
    across, down = _fitted(place, _size(image, "image")) if image is not None else (place.width, place.height)
    boxes = []
    left, top = place.left + (place.width - across) / 2, place.top + (place.height - down) / 2
    if image is not None:
        boxes.append((image, left, top, across, down))
    if seal is not None:
        wide, high = _size(seal, "seal")
        if not _SEAL_SIZES[0] <= seal_mm <= _SEAL_SIZES[1]:
            words = {"least": int(_SEAL_SIZES[0]), "most": int(_SEAL_SIZES[1])}
            sentence = _("Đường kính con dấu phải từ %(least)d đến %(most)d mm.") % words
            raise Refusal("seal_size", sentence, status=422, field="seal_mm")
        tall = seal_mm * high / wide
        boxes.append((seal, left + across * _UNDER_SEAL - seal_mm, top + (down - tall) / 2, seal_mm, tall))
    frame = _around(place, [box[1:] for box in boxes])
    if frame.width > MOST_WIDTH or frame.height > MOST_HEIGHT:
        words = {"width": int(MOST_WIDTH), "height": int(MOST_HEIGHT)}
        sentence = _("Chữ ký và con dấu phải nằm trong %(width)d × %(height)d mm. Hãy chọn ảnh con dấu khác.") % words
        raise Refusal("seal_size", sentence, status=422, field="seal")
    drawn = [
        {"svg": _svg(data), "x": x - frame.left, "y": y - frame.top, "width": across, "height": down}
        for data, x, y, across, down in boxes
    ]
    return Look(frame, _drawn(frame, pictures=drawn))


def words(place: Place, name: str, at: datetime) -> Look:
    """A plain box in the middle of `place`: who signed and when."""
    wide = replace(place, left=place.left + (place.width - _WORDS_WIDTH) / 2, width=_WORDS_WIDTH)
    return Look(wide, _drawn(wide, lines=[_("Ký số bởi: %s") % name, _("Thời gian ký: %s") % stamp(at)], size=8))


def corner(place: Place, number: str, at: datetime) -> Look:
    """The agency's signature on an annex: no picture, number and symbol of the paper and the time of signing."""
    return Look(place, _drawn(place, lines=[number, stamp(at)], size=10, align="right"))


def stamp(at: datetime) -> str:
    """The time of signing as the decree writes it: ISO 8601, in Viet Nam."""
    return at.astimezone(VIETNAM).isoformat(timespec="seconds")


def _size(png: bytes, field: str) -> tuple[float, float]:
    try:
        if len(png) > _MOST_BYTES:
            raise ValueError
        with Image.open(BytesIO(png), formats=["PNG"]) as picture:
            wide, high = picture.size
            if wide * high > _MOST_PIXELS or wide > 20 * high or high > 20 * wide:
                raise ValueError
            picture.load()
            hides = min(picture.convert("RGBA").getchannel("A").tobytes()) > 0
    except (UnidentifiedImageError, Image.DecompressionBombError, ValueError, OSError, SyntaxError) as error:
        sentence = _("Ảnh phải là tệp PNG không quá 2 MB và 4 triệu điểm ảnh. Hãy chọn lại ảnh.")
        raise Refusal("bad_picture", sentence, status=422, field=field) from error
    if hides:
        sentence = _("Ảnh chưa có nền trong suốt nên sẽ che chữ trên văn bản. Hãy xóa nền rồi lưu lại thành PNG.")
        raise Refusal("opaque_picture", sentence, status=422, field=field)
    return float(wide), float(high)


def _fitted(place: Place, size: tuple[float, float]) -> tuple[float, float]:
    scale = min(place.width / size[0], place.height / size[1])
    return size[0] * scale, size[1] * scale


def _around(place: Place, boxes: list[tuple[float, float, float, float]]) -> Place:
    left, top = min(box[0] for box in boxes), min(box[1] for box in boxes)
    right, bottom = max(box[0] + box[2] for box in boxes), max(box[1] + box[3] for box in boxes)
    return Place(place.page, left, top, right - left, bottom - top)


def _svg(png: bytes) -> str:
    with Image.open(BytesIO(png), formats=["PNG"]) as picture:
        wide, high = picture.size
    held = base64.b64encode(png).decode()
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" width="{wide}" height="{high}">'
        f'<image width="{wide}" height="{high}" href="data:image/png;base64,{held}"/></svg>'
    )


def _drawn(place: Place, **drawn: object) -> bytes:
    given = {"pictures": [], "lines": [], "size": 10, "align": "center"} | drawn
    size = {"width": place.width, "height": place.height}
    return typeset.pdf(_DATA / "signature.typ", given | size, faces=_DATA / "fonts")
