"""What the component of a page (`<c-upload>`) shows before its script runs, and the words that the script says."""

import json
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _

from hoithi.kit.files import KindSet
from hoithi.kit.models import Upload
from hoithi.kit.uploads.places import place_named
from hoithi.kit.uploads.queries import unfinished


@dataclass(frozen=True, slots=True)
class Box:
    """What a target takes, and which of the reader's uploads to it were cut off after some bytes had come."""

    kinds: KindSet
    unfinished: list[Upload]

    @property
    def accept(self) -> str:
        """For the chooser of the browser: ".pdf,.docx"."""
        return ",".join(self.kinds.suffixes)

    @property
    def words(self) -> str:
        """The sentences of the script as JSON, in the reader's language."""
        return json.dumps(_words(), ensure_ascii=False)


def box(actor: Any, *, place: str, target: str) -> Box:
    """The box for `target` of `place`; whether it is shown at all is for the page to say. Two queries at the most."""
    begun = unfinished(actor, place=place, target=target).filter(offset__gt=0)
    return Box(place_named(place).kinds(target), list(begun))


def _words() -> dict[str, str]:
    return {
        "waiting": _("Chờ tải"),
        "reading": _("Đang chuẩn bị"),
        "sending": _("Đang tải: {got} trên {all}"),
        "shrunk": _("Đã thu nhỏ từ {from} còn {to}."),
        "offline": _("Mất mạng, sẽ tự tải tiếp."),
        "away": _("Máy chủ tạm chưa nhận được, sẽ tự tải tiếp."),
        "busy": _("Tệp này đang được tải ở cửa sổ khác. Trang sẽ tự thử lại."),
        "paused": _("Đã tạm dừng ở {got} trên {all}"),
        "checking": _("Đã gửi đủ. Máy chủ đang kiểm tra tệp."),
        "done": _("Đã tải xong."),
        "signed_out": _("Phiên làm việc đã hết. Hãy tải lại trang, đăng nhập, rồi chọn lại đúng tệp này để tải tiếp."),
        "failed": _("Chưa tải được tệp này. Hãy tải lại trang rồi thử lại."),
        "pause": _("Tạm dừng"),
        "resume": _("Tải tiếp"),
        "drop": _("Bỏ"),
        "too_large": _("Tệp nặng {got}; tối đa {all}."),
    }
