"""What a change says, in words: for the proposal, the person who decides, the public record."""

from dataclasses import asdict
from datetime import datetime
from typing import Any

from django.db import models
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from hoithi.accounts.enums import Role
from hoithi.audit.messages import name_of
from hoithi.contests.enums import MilestoneKind, RuleKind, State
from hoithi.contests.models import Contest, Milestone
from hoithi.contests.readings import MilestoneData
from hoithi.contests.rule_schemas import differences, parse
from hoithi.kit.clock import VIETNAM
from hoithi.kit.dates import show_bound, show_date, show_instant

LABELS = {
    "kind": gettext_lazy("Loại"),
    "name": gettext_lazy("Tên hội thi"),
    "edition": gettext_lazy("Lần thứ"),
    "start_year": gettext_lazy("Từ năm"),
    "end_year": gettext_lazy("Đến năm"),
    "organizer_name": gettext_lazy("Ban Tổ chức"),
    "standing_agency": gettext_lazy("Cơ quan thường trực"),
    "territory": gettext_lazy("Địa bàn"),
    "upper": gettext_lazy("Hội thi cấp trên"),
    "purposes": gettext_lazy("Mục đích"),
    "funding": gettext_lazy("Kinh phí"),
    "period": gettext_lazy("Kỳ báo cáo"),
    "due_day": gettext_lazy("Ngày"),
    "due_month": gettext_lazy("Của tháng"),
    "due_date": gettext_lazy("Ngày cụ thể"),
    "before": gettext_lazy("Trước ngày đó"),
    "to": gettext_lazy("Gửi về"),
    "contents": gettext_lazy("Nội dung báo cáo"),
}


def say_bound(moment: datetime | None) -> str:
    """An exclusive bound as people say it, or that there is none."""
    return show_bound(moment) if moment else _("chưa có")


def say_start(moment: datetime | None) -> str:
    """A beginning as people say it: the day, with the hour when it is not midnight."""
    if moment is None:
        return _("chưa có")
    if moment.astimezone(VIETNAM).time() == datetime.min.time():
        return show_date(moment, weekday=True)
    return show_instant(moment)


def milestone_changes(was: Milestone | None, to: MilestoneData) -> list[str]:
    """What a change to a milestone says, line by line; nothing when it already stands so, confirmed."""
    if was is None:
        return [_("Thêm mốc “%(label)s”: từ %(start)s đến %(end)s.") % _said(to)]
    if was.confirmed_at and all(getattr(was, name) == value for name, value in asdict(to).items()):
        return []
    old, new = _said(was), _said(to)
    found = []
    if was.label != to.label:
        found.append(_("Mốc “%(was)s” đổi tên thành “%(now)s”.") % {"was": was.label, "now": to.label})
    if was.kind != to.kind:
        labels = {"was": MilestoneKind(was.kind).label, "now": MilestoneKind(to.kind).label}
        found.append(_("Loại mốc: từ “%(was)s” thành “%(now)s”.") % labels)
    if was.starts_at != to.starts_at:
        words = {"label": was.label, "was": old["start"], "now": new["start"]}
        found.append(_("“%(label)s” bắt đầu: từ “%(was)s” thành “%(now)s”.") % words)
    if was.ends_at != to.ends_at:
        words = {"label": was.label, "was": old["end"], "now": new["end"]}
        found.append(_("“%(label)s” kết thúc: từ “%(was)s” thành “%(now)s”.") % words)
    if was.place != to.place:
        words = {"label": was.label, "was": was.place, "now": to.place}
        found.append(_("“%(label)s” địa điểm: từ “%(was)s” thành “%(now)s”.") % words)
    if was.kind == MilestoneKind.ENTRIES and was.ends_at and to.ends_at and to.ends_at < was.ends_at:
        found.append(_("Hạn nộp hồ sơ bị chuyển sớm hơn: người đang chuẩn bị hồ sơ có thể không kịp."))
    return found or [_("Xác nhận mốc “%(label)s”: từ %(start)s đến %(end)s.") % new]


def _said(one: Milestone | MilestoneData) -> dict[str, str]:
    return {"label": one.label, "start": say_start(one.starts_at), "end": say_bound(one.ends_at)}


def rule_changes(kind: str, was: dict[str, Any] | None, to: dict[str, Any]) -> list[str]:
    """What a new version of a rule says against the one before it."""
    label = RuleKind(kind).label
    if was is None:
        return [_("Ban hành “%s” lần đầu.") % label]
    return differences(parse(kind, was), parse(kind, to)) or [_("“%s”: không đổi nội dung.") % label]


def field_changes(row: models.Model, to: dict[str, Any]) -> list[str]:
    """What a change to plain fields of `row` says."""
    found = []
    for name, value in to.items():
        was = getattr(row, name)
        if was != value:
            words = {"label": LABELS[name], "was": _shown(was), "now": _shown(value)}
            found.append(_("%(label)s: từ “%(was)s” thành “%(now)s”.") % words)
    return found


def state_change(contest: Contest, to: str) -> list[str]:
    """What a move by hand says."""
    return [_("Chuyển từ “%(was)s” sang “%(now)s”.") % {"was": State(contest.state).label, "now": State(to).label}]


def _shown(value: Any) -> str:
    if isinstance(value, list):
        return "; ".join(str(one) for one in value)
    return str(value) if value not in (None, "") else _("chưa có")


VERBS = {
    "contests.create": gettext_lazy("Tạo hội thi"),
    "contests.copy_edition": gettext_lazy("Chép từ lần trước"),
    "contests.edit": gettext_lazy("Sửa thông tin"),
    "contests.edit_reception": gettext_lazy("Sửa nơi nhận, liên hệ"),
    "contests.announce": gettext_lazy("Công bố hội thi"),
    "contests.follow_dates": gettext_lazy("Chuyển trạng thái theo ngày"),
    "contests.move_state": gettext_lazy("Chuyển trạng thái"),
    "contests.cancel": gettext_lazy("Hủy hội thi"),
    "contests.archive": gettext_lazy("Lưu trữ"),
    "contests.add_milestone": gettext_lazy("Thêm mốc thời gian"),
    "contests.set_milestone": gettext_lazy("Sửa, xác nhận mốc thời gian"),
    "contests.remove_milestone": gettext_lazy("Bỏ mốc thời gian"),
    "contests.set_rules": gettext_lazy("Ban hành bản thể lệ mới"),
    "contests.set_reporting": gettext_lazy("Đặt chế độ báo cáo"),
    "contests.propose": gettext_lazy("Đề xuất thay đổi"),
    "contests.proposal_approved": gettext_lazy("Duyệt đề xuất"),
    "contests.proposal_rejected": gettext_lazy("Không duyệt đề xuất"),
    "contests.proposal_withdrawn": gettext_lazy("Rút đề xuất"),
    "contests.write_news": gettext_lazy("Viết, sửa tin"),
    "contests.publish_news": gettext_lazy("Đăng tin"),
    "contests.unpublish_news": gettext_lazy("Gỡ tin"),
    "contests.remove_reporting": gettext_lazy("Bỏ chế độ báo cáo"),
    "contests.upload_plan": gettext_lazy("Tải kế hoạch lên"),
    "contests.edit_plan": gettext_lazy("Rà soát kế hoạch"),
    "contests.discard_plan": gettext_lazy("Bỏ bản kế hoạch đang rà soát"),
    "contests.confirm_plan": gettext_lazy("Xác nhận kế hoạch"),
}


def say_event(verb: str, data: dict[str, Any]) -> str:
    """An event of the record for people: its verb and what it was done to."""
    named = name_of(verb)
    if verb == "contests.set_rules":
        said = {"label": RuleKind(data["kind"]).label, "number": data["number"]}
        return f"{named}: " + _("%(label)s, phiên bản %(number)d") % said
    if to := data.get("to") if verb in {"contests.follow_dates", "contests.move_state"} else None:
        return f"{named}: {State(to).label}"
    what = data.get("label") or data.get("title") or data.get("name")
    if role := data.get("role"):
        what = str(Role(role).label)
    return f"{named}: {what}" if isinstance(what, str) else named
