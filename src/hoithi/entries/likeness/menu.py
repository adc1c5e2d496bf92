"""What these pages put into menus, panels and lists of verbs."""

from typing import Any

from django.http import HttpRequest
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from hoithi.entries import hooks
from hoithi.entries.actions import archives, likeness
from hoithi.entries.jobs.likeness import compare_entry, index_list
from hoithi.entries.likeness import rules
from hoithi.entries.likeness.shown import lines
from hoithi.entries.likeness.views.common import STAFF
from hoithi.entries.models import Entry, Former, Submission
from hoithi.kit import nav, panels

VERBS: dict[str, str | Promise] = {
    "entries.ask_comparison": _("So lại với giải pháp cũ"),
    "entries.decide_match": _("Kết luận về độ giống"),
    "entries.bring_list": _("Tải lên danh sách giải pháp cũ"),
    "entries.choose_columns": _("Chọn cột của danh sách giải pháp cũ"),
    "entries.take_list": _("Nhập danh sách giải pháp cũ"),
    "entries.drop_list": _("Bỏ danh sách giải pháp cũ"),
}


def register() -> None:
    """Called once the apps are ready; said twice it changes nothing."""
    hooks.SUBMITTED[:] = [one for one in hooks.SUBMITTED if one is not _submitted] + [_submitted]
    hooks.READ[:] = [one for one in hooks.READ if one is not _again] + [_again]
    hooks.ERASED[:] = [one for one in hooks.ERASED if one is not _again] + [_again]
    likeness.COMPARE[:] = [compare_entry.enqueue]
    archives.TAKEN[:] = [index_list.enqueue]
    panels.register("entry_checks", what_it_is_like, order=60)
    nav.register("work", _("Kho giải pháp"), "former_list", STAFF, order=60, icon="archive")


def _submitted(version: Submission) -> None:
    compare_entry.enqueue(version.uid)


def _again(entry: Entry) -> None:
    """What its files say has been read, or what it said is gone: compared anew."""
    if entry.latest is not None:
        compare_entry.enqueue(entry.latest.uid)


def what_it_is_like(request: HttpRequest, *, entry: Entry, **_about: Any) -> list[dict[str, Any]]:
    """The former solutions that `entry` is like, for whoever checks it."""
    actor = request.actor  # type: ignore[attr-defined]
    if entry.latest_id is None or not rules.can_see(actor, entry):
        return []
    return [
        {
            "template": "entries/likeness/panel.html",
            "entry": entry,
            "lines": lines(actor, entry),
            "compared_at": Former.objects.filter(entry=entry).values_list("compared_at", flat=True).first(),
            "may": rules.can_work(actor, entry),
        }
    ]
