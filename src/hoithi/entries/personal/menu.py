"""What the pages of personal data put into menus, panels, invariants and lists of verbs."""

from collections.abc import Iterator
from typing import Any

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from hoithi.entries import rules
from hoithi.entries.actions.erasing import broken_seal
from hoithi.entries.models import Submission
from hoithi.entries.personal import panel
from hoithi.entries.personal.access import ANSWERERS, READERS
from hoithi.kit import invariants, nav, panels

VERBS: dict[str, str | Promise] = {
    "entries.reveal": _("Mở thông tin được che"),
    "entries.export_reveals": _("Tải danh sách lượt mở thông tin"),
    "entries.take_copy": _("Tải bản sao dữ liệu của mình"),
    "entries.ask_erasure": _("Xin xóa dữ liệu"),
    "entries.answer_request": _("Trả lời yêu cầu về dữ liệu"),
    "entries.erase_entry": _("Xóa dữ liệu cá nhân trong hồ sơ"),
    "entries.erase_version": _("Xóa dữ liệu cá nhân trong bản đã nộp"),
}


def register() -> None:
    """Called once the apps are ready; said twice it changes nothing."""
    nav.register("work", _("Yêu cầu dữ liệu"), "data_requests", ANSWERERS, order=46, icon="shield-check")
    nav.register("manage", _("Lượt mở dữ liệu"), "reveals", READERS, order=95, icon="eye", shown=_reads)
    panels.register("entry_people", panel.people)
    panels.register("account_home", panel.account)
    invariants.register("entries: erased versions are explained by the record", erased_unexplained)


def _reads(actor: Any, contest: Any = None, **_about: Any) -> bool:
    return contest is not None and bool(rules.can_see_reveals(actor, contest))


def erased_unexplained() -> Iterator[str]:
    """Versions that lost personal data, and are not what the record says was left of them."""
    for version in Submission.objects.filter(erased__isnull=False).order_by("pk").iterator(chunk_size=200):
        if problem := broken_seal(version):
            yield f"version {version.uid}: {problem}"
