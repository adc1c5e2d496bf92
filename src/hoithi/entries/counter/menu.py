"""What the pages of the counter put into menus, panels and lists of verbs."""

from typing import Any

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from hoithi.entries import rules
from hoithi.entries.counter import panel
from hoithi.entries.counter.access import OFFICE, TYPISTS
from hoithi.kit import nav, panels

VERBS: dict[str, str | Promise] = {
    "entries.enter_person": _("Lập tài khoản tại quầy"),
    "entries.take_in": _("Nhận hồ sơ giấy"),
    "entries.finish_typing": _("Nhập hộ xong từ bản giấy"),
    "entries.reopen_typing": _("Mở lại bản nhập hộ để nhập tiếp"),
    "entries.send_typed_code": _("Gửi mã xác nhận bản nhập hộ"),
    "entries.answer_typed": _("Người dự thi trả lời bản nhập hộ"),
    "entries.receive_material": _("Nhận hiện vật"),
    "entries.move_material": _("Chuyển chỗ hiện vật"),
    "entries.return_material": _("Trả hiện vật"),
}


def register() -> None:
    """Called once the apps are ready; said twice it changes nothing."""
    nav.register("manage", _("Quầy"), "counter", TYPISTS, order=56, icon="inbox", shown=_types)
    nav.register("manage", _("Hiện vật"), "materials", OFFICE, order=57, icon="archive", shown=_keeps)
    panels.register("entry_checks", panel.checks, order=40)
    panels.register("entry_entrant", panel.entrant, order=40)


def _types(actor: Any, contest: Any = None, **_about: Any) -> bool:
    return contest is not None and bool(rules.can_type(actor, contest))


def _keeps(actor: Any, contest: Any = None, **_about: Any) -> bool:
    return contest is not None and rules.is_office(actor, contest)
