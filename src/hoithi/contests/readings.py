"""How the words of a plan become instants, and what a person should look at before confirming. Pure."""

from dataclasses import asdict, dataclass, field
from datetime import date, datetime, timedelta
from typing import Any, Self

from django.utils.translation import gettext as _

from hoithi.contests.enums import MilestoneKind, Precision
from hoithi.kit.clock import VIETNAM, start_of
from hoithi.kit.dates import last_day_before, show_date
from hoithi.kit.holidays import holiday_name


def instants(start: date | None, end: date | None, *, before: bool = False) -> tuple[datetime | None, datetime | None]:
    """The half-open reading of two days of a plan, hours of Viet Nam.

    "đến hết ngày 15/4" keeps the 15th in: 16/4 00:00, exclusive. "trước ngày 30/4" (`before`) leaves the 30th out.
    """
    starts_at = start_of(start) if start else None
    return starts_at, start_of(end if before else end + timedelta(days=1)) if end else None


@dataclass(frozen=True, kw_only=True, slots=True)
class MilestoneData:
    """All that can be said of a milestone: `starts_at` inclusive, `ends_at` exclusive, aware."""

    kind: str = MilestoneKind.OTHER.value
    label: str
    starts_at: datetime | None = None
    ends_at: datetime | None = None
    precision: str = Precision.DAY.value
    tentative: bool = False
    written: str = ""
    place: str = ""
    plan_line: int | None = None

    def as_json(self) -> dict[str, Any]:
        """The same as JSON values; instants as ISO text."""
        data = asdict(self)
        return {k: v.isoformat() if isinstance(v, datetime) else v for k, v in data.items()}

    @classmethod
    def from_json(cls, data: dict[str, Any]) -> Self:
        """The other way round."""
        read = {k: datetime.fromisoformat(data[k]) if data.get(k) else None for k in ("starts_at", "ends_at")}
        return cls(**{**data, **read})


@dataclass(frozen=True, slots=True)
class Others:
    """What a milestone is held against: the rest of the same contest."""

    opens_at: datetime | None = None
    closes_at: datetime | None = None
    judging_at: datetime | None = None
    was: datetime | None = field(default=None)  # the deadline as it stood before


def warnings_of(data: MilestoneData, others: Others, moment: datetime) -> list[str]:
    """Sentences for whoever confirms: past, out of order, weekend, holiday, moved earlier. None of them forbids."""
    found = [*_out_of_order(data, others), *_unlucky_day(data)]
    if data.ends_at and data.ends_at <= moment:
        found.insert(0, _("Thời hạn này đã qua."))
    if data.kind == MilestoneKind.ENTRIES and data.ends_at and others.was and data.ends_at < others.was:
        found.insert(0, _("Hạn nộp hồ sơ bị chuyển sớm hơn: người đang chuẩn bị hồ sơ có thể không kịp."))
    return found


def _out_of_order(data: MilestoneData, others: Others) -> list[str]:
    found = []
    if data.kind == MilestoneKind.ENTRIES and data.ends_at:
        if others.opens_at and data.ends_at <= others.opens_at:
            found.append(_("Hạn nộp hồ sơ đứng trước ngày bắt đầu nhận hồ sơ."))
        if others.judging_at and data.ends_at > others.judging_at:
            found.append(_("Hạn nộp hồ sơ còn chưa hết thì đã bắt đầu chấm thi."))
    if data.kind == MilestoneKind.JUDGING and data.starts_at and others.closes_at and data.starts_at < others.closes_at:
        found.append(_("Bắt đầu chấm thi trước khi hết hạn nộp hồ sơ."))
    return found


def _unlucky_day(data: MilestoneData) -> list[str]:
    """The last day of a deadline on which no office receives anything."""
    if data.ends_at is None or data.precision not in {Precision.DAY, Precision.MINUTE}:
        return []
    day = last_day_before(data.ends_at)
    found = []
    if name := holiday_name(day):
        found.append(_("Ngày cuối cùng, %(day)s, là ngày nghỉ: %(name)s.") % {"day": show_date(day), "name": name})
    elif day.weekday() >= 5:
        found.append(_("Ngày cuối cùng rơi vào %s.") % show_date(day, weekday=True))
    if data.ends_at.astimezone(VIETNAM).second:
        found.append(_("Giờ hết hạn không tròn phút."))
    return found
