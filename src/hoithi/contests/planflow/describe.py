"""Facts and changes in words, for the pages that ask a person to confirm or show what differs."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any, Final

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from hoithi.contests.enums import Kind, Period, Precision
from hoithi.contests.models import PlanVersion
from hoithi.contests.planflow import bodies
from hoithi.contests.planflow.diff import Piece, word_pieces
from hoithi.contests.planflow.facts import ADDED, CHANGED, REMOVED, Change, facts_of
from hoithi.contests.planflow.fields import show
from hoithi.contests.planflow.instants import in_words
from hoithi.contests.planflow.pending import pending
from hoithi.contests.planflow.queries import version_before
from hoithi.contests.planflow.sections import DUE_MONTHS, Projection, Review, Section
from hoithi.kit.dates import show_bound, show_instant
from hoithi.units.models import Unit

KINDS: Final = {ADDED: gettext_lazy("Thêm"), REMOVED: gettext_lazy("Bỏ"), CHANGED: gettext_lazy("Sửa")}
_LABELS: Final[dict[str, str | Promise]] = {
    "contest.name": gettext_lazy("Tên hội thi"),
    "contest.kind": gettext_lazy("Loại"),
    "contest.edition": gettext_lazy("Lần thứ"),
    "contest.start_year": gettext_lazy("Năm bắt đầu"),
    "contest.end_year": gettext_lazy("Năm kết thúc"),
    "contest.organizer_name": gettext_lazy("Đơn vị tổ chức"),
    "contest.standing_agency": gettext_lazy("Cơ quan thường trực"),
    "contest.upper": gettext_lazy("Hội thi cấp trên"),
    "contest.purposes": gettext_lazy("Mục đích, yêu cầu"),
    "contest.funding": gettext_lazy("Kinh phí"),
    "contest.reception_agency": gettext_lazy("Cơ quan tiếp nhận"),
    "contest.reception_address": gettext_lazy("Địa chỉ"),
    "contest.contact_name": gettext_lazy("Người liên hệ"),
    "contest.contact_phone": gettext_lazy("Điện thoại"),
    "reporting": gettext_lazy("Chế độ báo cáo"),
}


@dataclass(frozen=True, slots=True)
class Said:
    """One change in words: what it is about, and the text before and after, with the pieces that differ."""

    name: str
    kind: str
    verb: str | Promise
    about: str
    before: tuple[Piece, ...]
    after: tuple[Piece, ...]
    stands: str = ""
    conflict: bool = False


def described(found: Iterable[Change], *reviews: Review) -> list[Said]:
    """`found` in words; `reviews` lend the names of bodies, milestones and assignments, the newest last."""
    words = _Words(reviews)
    return [_said(change, words) for change in found]


def _said(change: Change, words: "_Words") -> Said:
    before = "" if change.before is None else words.value(change.name, change.before)
    after = "" if change.after is None else words.value(change.name, change.after)
    both = change.kind == CHANGED and bool(before) and bool(after)
    left, right = word_pieces(before, after) if both else (((False, before),), ((False, after),))
    stands = words.value(change.name, change.stands) if change.stands is not None else ""
    return Said(
        name=change.name,
        kind=change.kind,
        verb=KINDS[change.kind],
        about=words.about(change.name, change.after or change.before),
        before=left if before else (),
        after=right if after else (),
        stands=stands or (_("đã bị xóa") if change.conflict else ""),
        conflict=change.conflict,
    )


class _Words:
    """Turns the values of facts into text a person can check."""

    def __init__(self, reviews: Iterable[Review]) -> None:
        self.bodies: dict[str, str] = {}
        self.rows: dict[str, str] = {}
        uids: set[str] = set()
        for review in reviews:
            uids |= bodies.uids_in(review)
            self.bodies |= {f"new:{row['id']}": row["name"] for row in review["bodies"]}
            self.rows |= {row["id"]: row["label"] or "" for row in review["milestones"]}
        self.bodies |= dict(Unit.objects.filter(uid__in=uids).values_list("uid", "name"))

    def about(self, name: str, value: Any) -> str:
        if name.startswith("milestone:"):
            return _("Mốc “%s”") % str(value["label"])
        if name.startswith("task:"):
            return _("Nhiệm vụ của %s") % self.bodies.get(name.split(":", 2)[2], "")
        return str(_LABELS[name])

    def value(self, name: str, value: Any) -> str:
        if name.startswith("milestone:"):
            return self._milestone(value)
        if name.startswith("task:"):
            return self._task(value)
        if name == "reporting":
            return _regime(value)
        if name == "contest.standing_agency":
            return self.bodies.get(value, "")
        if name == "contest.kind":
            return str(Kind(value).label)
        return "; ".join(str(part) for part in value) if isinstance(value, list) else str(value)

    def _milestone(self, value: dict[str, Any]) -> str:
        parts = [value["label"] or ""]
        if value["starts_at"]:
            parts.append(_("từ %s") % _instant(value["starts_at"]))
        if value["ends_at"]:
            parts.append(_("đến %s") % _bound(value["ends_at"]))
        if value["precision"] != Precision.DAY:
            parts.append(str(Precision(value["precision"]).label))
        if value["tentative"]:
            parts.append(_("dự kiến"))
        return ", ".join(parts)

    def _task(self, value: dict[str, Any]) -> str:
        due = _(" (hạn: %s)") % _bound(value["due_at"]) if value["due_at"] else ""
        follows = _(" (theo mốc “%s”)") % self.rows.get(value["milestone"], "") if value["milestone"] else ""
        return f"{value['text']}{due}{follows}"


def _instant(text: str) -> str:
    return show_instant(datetime.fromisoformat(text))


def _bound(text: str) -> str:
    return show_bound(datetime.fromisoformat(text))


def _regime(value: dict[str, Any]) -> str:
    day = "" if not value["due_day"] else _("trước ngày %s") if value["before"] else _("đến hết ngày %s")
    month = dict(DUE_MONTHS).get(value["due_month"], "")
    parts = [
        str(Period(value["period"]).label),
        f"{day % value['due_day']} {month}" if day else "",
        value["due_date"] or "",
        value["to"],
        "; ".join(value["contents"]),
    ]
    return ", ".join(part for part in parts if part)


@dataclass(frozen=True, slots=True)
class Preview:
    """What a confirmation will make or change: `said` for a new version, the rest for a first one."""

    said: list[Said] = field(default_factory=list)
    new_bodies: list[dict[str, Any]] = field(default_factory=list)
    matched: list[tuple[str, str]] = field(default_factory=list)
    groups: list[tuple[str, int]] = field(default_factory=list)
    tasks: int = 0
    bodies: int = 0
    tasks_of_nobody: int = 0
    milestones: list[dict[str, Any]] = field(default_factory=list)

    @property
    def conflicts(self) -> list[Said]:
        return [said for said in self.said if said.conflict]


def preview_of(plan: PlanVersion) -> Preview:
    """Counts, the new bodies one by one, what spelling is taken for what body, and for a new version each change."""
    facts = facts_of(plan.review)
    given = [name.split(":", 2) for name in facts if name.startswith("task:")]
    names = dict(Unit.objects.filter(uid__in=bodies.uids_in(plan.review)).values_list("uid", "name"))
    before = version_before(plan)
    found = pending(plan) if plan.contest is not None else []
    return Preview(
        said=described(found, *([before.review] if before else []), plan.review),
        new_bodies=list(bodies.new_ones(plan.review)),
        matched=[
            (row["name"], names[bodies.chosen(row)[0]])
            for row in plan.review["bodies"]
            if (row["choice"] or "").startswith(bodies.UNIT)
            and names.get(bodies.chosen(row)[0], row["name"]) != row["name"]
        ],
        groups=[(row["name"], len(row["members"])) for row in plan.review["bodies"] if row["choice"] == bodies.GROUP],
        tasks=len(given),
        bodies=len({uid for _task, _row, uid in given}),
        tasks_of_nobody=_ownerless(plan.review, {row for _task, row, _uid in given}),
        milestones=[{**row, "words": in_words(row)} for row in plan.review["milestones"] if not row.get("removed")],
    )


def _ownerless(review: Review, given: set[str]) -> int:
    rows = (row for row in review["assignments"] if not row.get("removed"))
    return sum(1 for row in rows for task in row["tasks"] if not task.get("removed") and task["id"] not in given)


def side_by_side(section: Section, standing: Projection, typed: Projection) -> tuple[list[str], list[str]]:
    """What differs between two projections of a section, as lines of text: (as it stands, as it was typed)."""
    left, right = _lines(section, standing), _lines(section, typed)
    return [line for line in left if line not in right], [line for line in right if line not in left]


def _lines(section: Section, one: Projection) -> list[str]:
    found = [f"{field.label}: {show(field, one['fields'].get(field.path))}" for field in section.fields]
    for row in one["rows"]:
        found.append(f"[{row['id']}] " + _of_row(section.row, row))
        found += [f"[{inner['id']}] " + _of_row(section.inner, inner) for inner in row.get(section.inner_name, ())]
    return found


def _of_row(fields: Iterable[Any], row: dict[str, Any]) -> str:
    return "; ".join(
        f"{one.label}: {show(one, value) if not isinstance(value, list) else ', '.join(map(str, value))}"
        for one in fields
        if (value := row.get(one.path))
    )
