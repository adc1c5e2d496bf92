"""What happened to an entry, like the track of a parcel: out of the record, without names of staff (note 22)."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from hoithi.accounts.actors import Actor
from hoithi.audit.actions import subject_of
from hoithi.audit.models import Event
from hoithi.audit.queries import events_of
from hoithi.entries.models import Author, Entry
from hoithi.kit.dates import show_bound

# Steps that an entrant waits for; what else the record holds is daily work.
SHOWN: dict[str, Any] = {
    "entries.start_entry": gettext_lazy("Bắt đầu soạn hồ sơ"),
    "entries.copy_entry": gettext_lazy("Chép nội dung từ hồ sơ cũ"),
    "entries.ask_unit": gettext_lazy("Xin đơn vị xác nhận"),
    "entries.answer_for_unit": gettext_lazy("Đơn vị trả lời"),
    "entries.confirm_unit_on_paper": gettext_lazy("Có bản giấy đơn vị xác nhận"),
    "entries.submit_entry": gettext_lazy("Ban tổ chức đã nhận hồ sơ"),
    "entries.settle_version": gettext_lazy("Kiểm tra tệp đã về đủ"),
    "entries.take_in": gettext_lazy("Nhận hồ sơ tại quầy"),
    "entries.request_supplement": gettext_lazy("Ban tổ chức đề nghị bổ sung"),
    "entries.accept_entry": gettext_lazy("Tiếp nhận hợp lệ"),
    "entries.reject_entry": gettext_lazy("Không nhận hồ sơ"),
    "entries.withdraw_for_owner": gettext_lazy("Ban tổ chức rút hồ sơ theo yêu cầu của bạn"),
    "entries.mark_duplicate": gettext_lazy("Xác định trùng hồ sơ khác"),
    "entries.reopen_entry": gettext_lazy("Xem xét lại hồ sơ"),
    "entries.withdraw_entry": gettext_lazy("Bạn đã rút hồ sơ"),
    "entries.decide_extension": gettext_lazy("Trả lời đề nghị gia hạn"),
    "entries.receive_material": gettext_lazy("Đã nhận hiện vật, giấy tờ"),
    "entries.return_material": gettext_lazy("Đã trả hiện vật"),
}
_MOST = 60


@dataclass(frozen=True, slots=True)
class Stop:
    """One point of the track; `by` is "Bạn", the name of a co-author's act, or the office as a whole."""

    at: datetime
    what: str
    by: str
    more: str = ""


def track_of(entry: Entry, actor: Actor) -> list[Stop]:
    """The track of `entry`, newest first. Two queries."""
    events = events_of(subject_of(entry)).filter(verb__in=SHOWN)[:_MOST]
    return list(_told(events, entry, actor))


def _told(events: Iterable[Event], entry: Entry, actor: Actor) -> Iterable[Stop]:
    authors = dict(Author.objects.filter(entry=entry, person__isnull=False).values_list("person", "full_name"))
    for event in events:
        if event.actor_id is not None and event.actor_id == actor.person_id:
            by = _("Bạn")
        elif event.actor_id == entry.owner_id:
            by = entry.owner.full_name
        elif event.actor_id is None:
            by = _("Tự động")
        elif event.actor_id in authors:
            by = authors[event.actor_id]
        else:
            by = _("Đơn vị") if event.verb == "entries.answer_for_unit" else _("Ban tổ chức")
        yield Stop(event.at, str(SHOWN[event.verb]), by, _more(event.verb, event.data))


def _more(verb: str, data: dict[str, Any]) -> str:
    if verb == "entries.submit_entry":
        own = _(" (tự nộp khi hết hạn, như bạn đã chọn)") if data.get("provisional") else ""
        return f"{_('Lần nộp %d') % data.get('version', 1)}{own}"
    if verb == "entries.answer_for_unit":
        return _("Đã xác nhận") if data.get("confirm") else _("Không xác nhận")
    if verb == "entries.decide_extension":
        until = show_bound(datetime.fromisoformat(data["until"]))
        return _("Được gia hạn đến %s") % until if data["approved"] else _("Không được gia hạn")
    return ""
