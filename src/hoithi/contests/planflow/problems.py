"""What a person should still look at in a review: faults that stand in the way, and what is merely open."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _

from hoithi.contests.enums import MilestoneKind, Precision
from hoithi.contests.planflow import bodies
from hoithi.contests.planflow.facts import regime_is_whole
from hoithi.contests.planflow.fields import Field, fault
from hoithi.contests.planflow.instants import reading_of
from hoithi.contests.planflow.sections import ALL, Review, get
from hoithi.kit.text import fold
from hoithi.units.models import Unit


@dataclass(frozen=True, slots=True)
class Problem:
    """One sentence, and where it belongs: the section, and the id of the row or path of the field on the page.

    `blocking`: the plan cannot be confirmed while it stands; otherwise it is open and may stay so.
    """

    section: str
    item: str
    sentence: str
    blocking: bool = True


def problems_of(review: Review) -> list[Problem]:
    """Everything to look at, in the order of the page."""
    found: list[Problem] = []
    for section in ALL:
        found += _faults(section.name, section.fields, review, "")
        for row in review.get(section.name, ()) if section.row else ():
            if row.get("removed"):
                continue
            found += _faults(section.name, section.row, row, row["id"])
            for inner in _kept(row.get(section.inner_name, ())) if section.inner else ():
                found += _faults(section.name, section.inner, inner, inner["id"])
        found += _OWN.get(section.name, _nothing)(review)
    return found


def _faults(section: str, fields: tuple[Field, ...], thing: dict[str, Any], item: str) -> Iterator[Problem]:
    for field in fields:
        if sentence := fault(field, get(thing, field.path)):
            yield Problem(section, item or field.path, f"{field.label}: {sentence}")


def _kept(rows: Any) -> list[dict[str, Any]]:
    return [row for row in rows if not row.get("removed")]


def _nothing(_review: Review) -> Iterator[Problem]:
    return iter(())


def _contest(review: Review) -> Iterator[Problem]:
    if not review["contest"].get("name"):
        yield Problem("contest", "contest.name", _("Chưa có tên hội thi. Hãy ghi tên hội thi."))
    if not review["contest"].get("years"):
        yield Problem("contest", "contest.years", _("Kế hoạch không ghi năm của hội thi."), blocking=False)


def _bases(review: Review) -> Iterator[Problem]:
    for row in _kept(review["legal_bases"]):
        if not row.get("text"):
            yield Problem(
                "legal_bases", row["id"], _("Căn cứ này chưa có nội dung. Hãy ghi nội dung hoặc bỏ dòng này.")
            )


def _milestones(review: Review) -> Iterator[Problem]:
    rows = _kept(review["milestones"])
    for row in rows:
        for sentence, blocking in _of_milestone(row):
            yield Problem("milestones", row["id"], sentence, blocking)
    if not any(row["kind"] == MilestoneKind.ENTRIES and row["end"] for row in rows):
        yield Problem("milestones", "milestones", _("Chưa có hạn cuối nhận hồ sơ."), blocking=False)


def _of_milestone(row: dict[str, Any]) -> Iterator[tuple[str, bool]]:
    starts_at, ends_at = reading_of(row)
    if not row["label"]:
        yield _("Mốc này chưa có tên. Hãy ghi tên hoặc bỏ mốc này."), True
    if not row["kind"]:
        yield _("Hãy chọn loại mốc."), True
    if starts_at and ends_at and ends_at <= starts_at:
        yield _("Ngày kết thúc đứng trước ngày bắt đầu. Hãy sửa một trong hai ngày."), True
    if starts_at is None and ends_at is None:
        yield _("Kế hoạch không ghi ngày của mốc này."), False
    elif not row["confirmed"]:
        yield _("Chưa ai xác nhận cách hiểu: mốc này sẽ chỉ hiện nguyên văn và chưa có hiệu lực."), False
    if row["tentative"]:
        yield _("Kế hoạch ghi là dự kiến."), False
    if row["precision"] not in {None, Precision.DAY, Precision.MINUTE}:
        yield _("Kế hoạch chỉ ghi %s, không ghi ngày.") % Precision(row["precision"]).label, False


def _assignments(review: Review) -> Iterator[Problem]:
    chosen = bodies.by_name(review)
    for row in _kept(review["assignments"]):
        tasks = _kept(row["tasks"])
        if tasks and not any(chosen.get(fold(name)) for name in row["units"] or ()):
            yield Problem(
                "assignments", row["id"], _("Các nhiệm vụ ở mục này chưa giao cho đơn vị nào."), blocking=False
            )
        for task in tasks:
            if not task["text"]:
                yield Problem("assignments", task["id"], _("Nhiệm vụ chưa có nội dung. Hãy ghi hoặc bỏ dòng này."))
            elif task.get("due_written") and task["due"] == task.get("read", {}).get("due"):
                sentence = _("Hạn được hiểu từ câu “%s”. Hãy xem có đúng không.") % task["due_written"]
                yield Problem("assignments", task["id"], sentence, blocking=False)


def _bodies(review: Review) -> Iterator[Problem]:
    known = {*Unit.objects.filter(uid__in=bodies.uids_in(review)).values_list("uid", flat=True)}
    for row in review["bodies"]:
        if sentence := _of_body(row) or _of_missing(row, known):
            yield Problem("bodies", row["id"], sentence)
        elif row["choice"] == bodies.NEW:
            sentence = _("“%s” chưa có trong danh mục và sẽ được tạo mới.") % row["name"]
            yield Problem("bodies", row["id"], sentence, blocking=False)
        elif not row["sure"] and row["choice"] == row.get("proposed"):
            yield Problem(
                "bodies",
                row["id"],
                _("Hãy xem lại “%s” có đúng là đơn vị đã chọn không.") % row["name"],
                blocking=False,
            )


def _of_body(row: dict[str, Any]) -> str:
    choice, name = row["choice"], str(row["name"])
    if not choice:
        return _("Chưa rõ “%s” là đơn vị nào. Hãy chọn một trong các khả năng.") % name
    if choice == bodies.OTHER:
        return _of_another(name, str(row["other"] or ""))
    if choice == bodies.GROUP and not row["members"]:
        return _("“%s” là nhóm nhưng chưa chọn đơn vị nào trong nhóm.") % name
    if choice == bodies.NEW and not row["kind"]:
        return _("Hãy chọn loại đơn vị cho “%s”.") % name
    if choice == bodies.NEW and not row.get("parent_uid"):
        return _("“%s” sẽ được tạo mới: hãy chọn đơn vị mà nó trực thuộc.") % name
    return ""


def _of_missing(row: dict[str, Any], known: set[str]) -> str:
    if row["choice"] in {bodies.NOBODY, bodies.NEW}:
        return ""
    uids = bodies.chosen(row)
    if uids and known.issuperset(uids):
        return ""
    name: str = row["name"]
    return _("Đơn vị đã chọn cho “%s” không còn trong danh mục. Hãy chọn lại.") % name


def _of_another(name: str, other: str) -> str:
    if other:
        return _("Không tìm thấy đơn vị “%s”. Hãy chọn trong danh sách gợi ý, kèm mã.") % other
    return _("“%s” ứng với đơn vị khác, nhưng chưa ghi đơn vị nào. Hãy gõ tên rồi chọn trong gợi ý.") % name


def _reporting(review: Review) -> Iterator[Problem]:
    regime = review["reporting"]
    day = regime.get("due_day")
    if not regime.get("period"):
        yield Problem("reporting", "reporting.period", _("Kế hoạch không nêu chế độ báo cáo."), blocking=False)
    elif isinstance(day, int) and not 1 <= day <= 31:
        yield Problem("reporting", "reporting.due_day", _("Ngày nộp báo cáo phải từ 1 đến 31."))
    elif not regime_is_whole(regime):
        sentence = _("Chưa đủ hạn nộp báo cáo (ngày, tháng nào của kỳ): chế độ báo cáo sẽ chưa được đặt.")
        yield Problem("reporting", "reporting.due_day", sentence, blocking=False)


def _reception(review: Review) -> Iterator[Problem]:
    if not review["reception"].get("contact_phone"):
        sentence = _("Chưa có số điện thoại để người dân hỏi.")
        yield Problem("reception", "reception.contact_phone", sentence, blocking=False)


def _warnings(review: Review) -> Iterator[Problem]:
    for row in review["warnings"]:
        if not row["seen"]:
            yield Problem("warnings", row["id"], row["text"], blocking=False)


_OWN = {
    "contest": _contest,
    "legal_bases": _bases,
    "milestones": _milestones,
    "reception": _reception,
    "assignments": _assignments,
    "bodies": _bodies,
    "reporting": _reporting,
    "warnings": _warnings,
}
