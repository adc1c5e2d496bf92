"""The sections of a review: what can be typed in each, and how a posted form becomes the review again.

A *projection* is the part of a section that can be typed, as plain JSON. Two people are kept from overwriting each
other by comparing projections: the one a form was made from (its mark travels with the form), the one posted, and the
one that stands.
"""

import hashlib
import json
from collections.abc import Iterator, Mapping
from copy import deepcopy
from dataclasses import dataclass
from typing import Any, Protocol

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from hoithi.contests.enums import Kind, MilestoneKind, Period, Precision
from hoithi.contests.planflow.fields import CHOICE, DATE, FLAG, HOUR, LINES, LONG, MANY, NUMBER, YEARS, Field, read

Review = dict[str, Any]
Projection = dict[str, Any]


class Posted(Protocol):
    """What a form sends: every value under a name."""

    def getlist(self, key: str) -> list[str]: ...


@dataclass(frozen=True, slots=True)
class Section:
    """One part of the review page. `fields` stand in the review itself; `row` describes each of the rows under `name`
    (ids begin with `prefix`), `inner` the rows that each row holds under `inner_name`."""

    name: str
    title: str | Promise
    fields: tuple[Field, ...] = ()
    row: tuple[Field, ...] = ()
    prefix: str = ""
    inner: tuple[Field, ...] = ()
    inner_name: str = ""
    inner_prefix: str = ""


BOUNDS = (("in", _("hết ngày đó")), ("before", _("trước ngày đó")))
DUE_MONTHS = (("last", _("tháng cuối kỳ")), ("first", _("tháng đầu kỳ")), ("next", _("tháng sau kỳ báo cáo")))
ALL = (
    Section(
        "document",
        _("Văn bản"),
        (
            Field("document.title", _("Trích yếu"), LONG, 500),
            Field("document.number", _("Số"), max_length=40),
            Field("document.symbol", _("Ký hiệu"), max_length=80),
            Field("document.place", _("Nơi ban hành"), max_length=100),
            Field("document.date", _("Ngày ban hành"), DATE),
            Field("document.signer.authority", _("Thẩm quyền ký")),
            Field("document.signer.position", _("Chức vụ người ký")),
            Field("document.signer.concurrent", _("Chức vụ kiêm nhiệm")),
            Field("document.signer.name", _("Người ký"), max_length=100),
            Field("document.recipients", _("Nơi nhận (mỗi dòng một nơi)"), LINES),
        ),
    ),
    Section(
        "contest",
        _("Hội thi"),
        (
            Field("contest.name", _("Tên hội thi"), LONG, 200),
            Field("contest.kind", _("Loại"), CHOICE, choices=tuple(Kind.choices)),
            Field("contest.edition", _("Lần thứ"), NUMBER),
            Field("contest.years", _("Năm"), YEARS, help=_("Ví dụ 2026 hoặc 2024-2025")),
            Field("contest.organizer", _("Đơn vị tổ chức"), max_length=250),
            Field("contest.standing_agency", _("Cơ quan thường trực"), max_length=200),
            Field("contest.upper", _("Hội thi cấp trên"), CHOICE),
        ),
    ),
    Section(
        "legal_bases",
        _("Căn cứ"),
        row=(
            Field("text", _("Căn cứ"), LONG, 2000),
            Field("number", _("Số, ký hiệu"), max_length=80),
            Field("date", _("Ngày"), DATE),
        ),
        prefix="c",
    ),
    Section("purposes", _("Mục đích, yêu cầu"), (Field("purposes", _("Mỗi dòng một ý"), LINES, 5000),)),
    Section(
        "milestones",
        _("Mốc thời gian"),
        row=(
            Field("kind", _("Loại mốc"), CHOICE, choices=tuple(MilestoneKind.choices)),
            Field("label", _("Tên mốc"), max_length=250),
            Field("start", _("Từ ngày"), DATE),
            Field("end", _("Đến ngày"), DATE),
            Field("hour", _("Giờ chốt"), HOUR, help=_("Để trống nếu kế hoạch không ghi giờ")),
            Field("bound", _("Ngày cuối hiểu là"), CHOICE, choices=BOUNDS),
            Field("precision", _("Độ chính xác"), CHOICE, choices=tuple(Precision.choices)),
            Field("tentative", _("Dự kiến"), FLAG),
            Field("confirmed", _("Tôi xác nhận cách hiểu này"), FLAG),
        ),
        prefix="m",
    ),
    Section(
        "reception",
        _("Nơi nhận hồ sơ, liên hệ"),
        (
            Field("reception.agency", _("Cơ quan tiếp nhận"), max_length=250),
            Field("reception.address", _("Địa chỉ"), max_length=300),
            Field("reception.contact_name", _("Người liên hệ"), max_length=100),
            Field("reception.contact_phone", _("Điện thoại"), max_length=40),
        ),
    ),
    Section("funding", _("Kinh phí"), (Field("funding", _("Mỗi dòng một nguồn"), LINES, 2000),)),
    Section(
        "assignments",
        _("Phân công nhiệm vụ"),
        row=(
            Field("order", _("Mục"), max_length=20),
            Field("unit", _("Tiêu đề trong kế hoạch"), LONG, 300),
            Field("units", _("Đơn vị được giao (mỗi dòng một đơn vị)"), LINES, 200),
        ),
        prefix="a",
        inner=(
            Field("text", _("Nhiệm vụ"), LONG, 5000),
            Field("due", _("Hạn"), DATE),
            Field("milestone", _("Theo mốc"), CHOICE),
        ),
        inner_name="tasks",
        inner_prefix="t",
    ),
    Section(
        "bodies",
        _("Đơn vị"),
        row=(
            Field("choice", _("Là đơn vị nào"), CHOICE),
            Field("other", _("Đơn vị khác"), max_length=240),
            Field("kind", _("Loại đơn vị"), CHOICE),
            Field("parent", _("Trực thuộc"), max_length=240),
            Field("members", _("Gồm"), MANY),
        ),
        prefix="b",
    ),
    Section(
        "reporting",
        _("Chế độ báo cáo"),
        (
            Field("reporting.period", _("Kỳ báo cáo"), CHOICE, choices=tuple(Period.choices)),
            Field("reporting.due_day", _("Ngày"), NUMBER),
            Field("reporting.due_month", _("Của"), CHOICE, choices=DUE_MONTHS),
            Field("reporting.due_date", _("Hoặc một ngày cố định"), DATE),
            Field("reporting.bound", _("Ngày đó hiểu là"), CHOICE, choices=BOUNDS),
            Field("reporting.to", _("Gửi về"), LONG, 300),
            Field("reporting.contents", _("Nội dung báo cáo (mỗi dòng một ý)"), LINES, 2000),
        ),
    ),
    Section("warnings", _("Chỗ chưa hiểu chắc"), row=(Field("seen", _("Đã xem"), FLAG),), prefix="w"),
)
BY_NAME = {section.name: section for section in ALL}


def get(thing: Mapping[str, Any], path: str) -> Any:
    """The value at `path` ("signer.name") of nested dictionaries, or None."""
    value: Any = thing
    for key in path.split("."):
        value = value.get(key) if isinstance(value, Mapping) else None
    return value


def put(thing: dict[str, Any], path: str, value: Any) -> None:
    """Set the value at `path`, making the dictionaries on the way."""
    *way, last = path.split(".")
    for key in way:
        if not isinstance(thing.get(key), dict):
            thing[key] = {}
        thing = thing[key]
    thing[last] = value


def projection(section: Section, review: Review) -> Projection:
    """What can be typed in `section`, as it stands in `review`."""
    return {
        "fields": {field.path: get(review, field.path) for field in section.fields},
        "rows": [_project_row(section, row) for row in review.get(section.name, ())] if section.row else [],
    }


def _project_row(section: Section, row: dict[str, Any]) -> dict[str, Any]:
    shown = {"id": row["id"], **{field.path: row.get(field.path) for field in section.row}}
    if section.inner:
        shown[section.inner_name] = [
            {"id": inner["id"], **{field.path: inner.get(field.path) for field in section.inner}}
            for inner in row.get(section.inner_name, ())
        ]
    return shown


def posted(section: Section, form: Posted) -> Projection:
    """The projection that a posted form holds."""
    return {
        "fields": {field.path: read(field, form.getlist(field.path)) for field in section.fields},
        "rows": [_posted_row(section, form, row_id) for row_id in form.getlist(f"rows.{section.name}")],
    }


def _posted_row(section: Section, form: Posted, row_id: str) -> dict[str, Any]:
    row: dict[str, Any] = {"id": row_id, **_posted_fields(section.row, form, row_id)}
    if section.inner:
        inner_ids = form.getlist(f"rows.{row_id}")
        row[section.inner_name] = [{"id": key, **_posted_fields(section.inner, form, key)} for key in inner_ids]
    return row


def _posted_fields(fields: tuple[Field, ...], form: Posted, row_id: str) -> dict[str, Any]:
    return {field.path: read(field, form.getlist(f"{row_id}.{field.path}")) for field in fields}


def merged(section: Section, review: Review, typed: Projection) -> Review:
    """A copy of `review` with what was typed. Rows that the review does not know are left out, rows that were not
    posted stay as they are."""
    fresh = deepcopy(review)
    for path, value in typed["fields"].items():
        put(fresh, path, value)
    known = {row["id"]: row for row in rows_of(fresh, section)}
    for row in typed["rows"]:
        _merge_row(known, row, section.inner_name)
    return fresh


def _merge_row(known: dict[str, dict[str, Any]], typed: dict[str, Any], inner_name: str) -> None:
    for inner in typed.get(inner_name, ()):
        _merge_row(known, inner, "")
    if typed["id"] in known:
        known[typed["id"]].update({key: value for key, value in typed.items() if key not in {"id", inner_name}})


def rows_of(review: Review, section: Section) -> Iterator[dict[str, Any]]:
    """All rows of `section`, inner ones too."""
    for row in review.get(section.name, ()) if section.row else ():
        yield row
        yield from row.get(section.inner_name, ()) if section.inner else ()


def mark(typed: Projection) -> str:
    """A short name for a projection: equal names, equal text."""
    text = json.dumps(typed, sort_keys=True, ensure_ascii=False, separators=(",", ":"))
    return hashlib.sha256(text.encode()).hexdigest()[:16]


def new_row(review: Review, prefix: str, **values: Any) -> dict[str, Any]:
    """A row with an id of its own, taken from the review's counter."""
    number = int(review.get("next", 1))
    review["next"] = number + 1
    return {"id": f"{prefix}{number}", **values}
