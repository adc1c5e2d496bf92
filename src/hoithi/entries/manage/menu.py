"""What these pages put into menus, panels and lists of verbs."""

from typing import Any

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from hoithi.entries import hooks
from hoithi.entries.jobs.dossiers import make_dossiers
from hoithi.entries.manage.access import READERS, READING
from hoithi.entries.manage.invariants import broken_files, broken_numbers, broken_states, broken_versions
from hoithi.entries.manage.panels import entries_today
from hoithi.entries.models import DossierExport
from hoithi.kit import invariants, nav, panels

VERBS: dict[str, str | Promise] = {
    "entries.request_supplement": _("Yêu cầu bổ sung"),
    "entries.accept_entry": _("Tiếp nhận hợp lệ"),
    "entries.reject_entry": _("Kết luận không hợp lệ"),
    "entries.withdraw_for_owner": _("Rút hồ sơ theo yêu cầu của người nộp"),
    "entries.mark_duplicate": _("Đánh dấu trùng hồ sơ khác"),
    "entries.reopen_entry": _("Hủy kết luận, kiểm tra lại"),
    "entries.change_field": _("Chuyển lĩnh vực"),
    "entries.add_note": _("Ghi chú nội bộ"),
    "entries.propose_extension": _("Đề nghị gia hạn"),
    "entries.decide_extension": _("Duyệt đề nghị gia hạn"),
    "entries.bulk": _("Xử lý nhiều hồ sơ cùng lúc"),
    "entries.save_view": _("Lưu bộ lọc"),
    "entries.delete_view": _("Xóa bộ lọc"),
    "entries.export_list": _("Tải danh sách hồ sơ"),
    "entries.ask_dossiers": _("Yêu cầu tệp ZIP hồ sơ"),
    "entries.make_dossiers": _("Làm tệp ZIP hồ sơ"),
    "entries.take_dossiers": _("Tải tệp ZIP hồ sơ"),
}


def _reads(actor: Any, *, contest: Any = None, **_about: Any) -> bool:
    return contest is not None and actor.holds_in(contest, *READING)


def _wake(export: DossierExport) -> None:
    make_dossiers.enqueue(export.uid)


def register() -> None:
    """Called once the apps are ready; said twice it changes nothing."""
    nav.register("manage", _("Hồ sơ"), "intake_list", READERS, order=15, icon="inbox", shown=_reads)
    panels.register("today", entries_today)
    hooks.EXPORT_ASKED[:] = [_wake]
    invariants.register("entry numbers", broken_numbers)
    invariants.register("entry states", broken_states)
    invariants.register("entry versions", broken_versions)
    invariants.register("entry files", broken_files)
