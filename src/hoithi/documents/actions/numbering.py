"""The register of numbers: each series gives 01, 02, ... in each year, none twice, none left out.

A number exists only together with its line in the register: both are written in the transaction of whoever needs it,
so that a process that dies takes nothing along.
"""

from datetime import date

from django.db import transaction
from django.db.models import F
from django.utils.translation import gettext as _

from hoithi.accounts.actors import Actor
from hoithi.audit.actions import record
from hoithi.contests.models import Contest
from hoithi.documents import rules
from hoithi.documents.actions.base import words
from hoithi.documents.enums import NumberState
from hoithi.documents.models import Document, Number, Series, SeriesYear
from hoithi.documents.queries import days_around, series_of
from hoithi.kit import chaos
from hoithi.kit.clock import now, today
from hoithi.kit.dates import show_date
from hoithi.kit.refusals import Refusal

MOST_RESERVED = 50  # at a time, by hand


class NumberGone(Exception):  # noqa: N818 - an answer, not an error of the program
    """Somebody took the number that was expected; another may be had."""


def open_series(contest: Contest, *, name: str, symbol: str, committee: bool, by: Actor) -> Series:
    """A series of the committee of `contest`, or of the body that runs it. Said twice it is one series. Refused: who
    may not draft, no name, no symbol, the symbol of a series that has another name."""
    name = words(name, field="name", label=_("Tên cơ quan ban hành"), most=250, lines=False)
    symbol = words(symbol, field="symbol", label=_("Ký hiệu"), most=40, lines=False)
    with transaction.atomic():
        contest = Contest.objects.select_for_update().get(pk=contest.pk)
        rules.can_draft(by, contest).enforce()
        of = contest if committee else None
        made = Series.objects.filter(unit=contest.owner_id, contest=of, symbol=symbol).first()
        if made is not None and made.name != name:
            sentence = _("Ký hiệu này là của sổ “%s”. Hãy chọn sổ đó hoặc ghi ký hiệu khác.")
            raise Refusal("documents.series", sentence % made.name, field="symbol")
        if made is None:
            made = Series.objects.create(
                unit_id=contest.owner_id, contest=of, name=name, symbol=symbol, opened_at=now()
            )
            record("documents.open_series", on=made, scope=contest, by=by, name=name, symbol=symbol)
    return made


def take_numbers(series: Series, count: int, *, day: date, expected: int | None = None) -> range:
    """The next `count` numbers of the year of `day`, in one statement, inside the caller's transaction, which writes
    their lines. Whoever comes next waits until it ends.

    Refused: a day to come; a day before that of the last number. Raises `NumberGone` when the first is not `expected`.
    """
    if not transaction.get_connection().in_atomic_block:
        raise RuntimeError("Numbers are taken in the transaction that writes their lines.")
    if day > today():
        raise Refusal("documents.day_ahead", _("Ngày ban hành không được sau hôm nay."), status=422, field="day")
    first_day = {"last_day": date(day.year, 1, 1)}
    SeriesYear.objects.get_or_create(series=series, year=day.year, defaults=first_day)
    year = SeriesYear.objects.filter(series=series, year=day.year)
    moved = year.filter(last_day__lte=day, **({} if expected is None else {"last": expected - 1})).update(
        last=F("last") + count, last_day=day
    )
    at = year.get()
    if not moved and at.last_day <= day:
        raise NumberGone
    later = SeriesYear.objects.filter(series=series, year__gt=day.year, last__gt=0).order_by("-year").first()
    if not moved or later:
        last = (later or at).last_day
        sentence = _("Sổ đã có số của ngày %s nên không lùi ngày được. Hãy ghi từ ngày đó trở đi.") % show_date(last)
        raise Refusal("documents.day_back", sentence, status=422, field="day")
    chaos.point("number.taken")
    return range(at.last - count + 1, at.last + 1)


def write_lines(lines: list[Number]) -> list[Number]:
    """Enter the lines of numbers that were just taken, in one statement."""
    for line in lines:
        line.search_key = line.key()
    return Number.objects.bulk_create(lines)


def reserve_numbers(
    series: Series, contest: Contest, *, count: int, subject: str, day: date, by: Actor, once_key: str
) -> list[Number]:
    """Keep `count` numbers for papers that are made outside (by hand, or elsewhere). The same `once_key` again gives
    the same numbers. Refused: who may not draft, a series of another body, no subject, more than 50, a day that breaks
    the order."""
    subject = words(subject, field="subject", label=_("Dùng cho việc gì"), lines=False)
    if not 1 <= count <= MOST_RESERVED:
        sentence = _("Mỗi lần giữ từ 1 đến %d số.") % MOST_RESERVED
        raise Refusal("documents.count", sentence, status=422, field="count")
    with transaction.atomic():
        rules.can_draft(by, contest).enforce()
        series = _own(contest, series)
        if made := list(
            Number.objects.filter(series=series, contest=contest, once_key=once_key[:60]).order_by("number")
        ):
            return made
        fixed = {
            "series": series, "contest": contest, "year": day.year, "day": day, "state": NumberState.RESERVED,
            "subject": subject, "taken_at": now(), "taken_by_name": by.name[:100], "once_key": once_key[:60],
        }  # fmt: skip
        lines = write_lines([Number(number=n, **fixed) for n in take_numbers(series, count, day=day)])
        span = {"first": lines[0].number, "last": lines[-1].number, "year": day.year}
        record("documents.reserve_numbers", on=series, scope=contest, by=by, reason=subject, **span)
    return lines


def _own(contest: Contest, series: Series) -> Series:
    found = series_of(contest).select_for_update(of=("self",)).filter(pk=series.pk).first()
    if found is None:
        raise Refusal("documents.series", _("Sổ này không phải của hội thi."), status=422, field="series")
    return found


def use_number(
    number: Number, *, day: date, symbol: str, kind_name: str, subject: str, signer: str, recipients: str, by: Actor
) -> Number:
    """A reserved number went to a paper made outside: enter it into the register. Refused: a number that is not
    reserved, no symbol or subject, a day out of the order of the numbers around it."""
    said = {
        "symbol": words(symbol, field="symbol", label=_("Ký hiệu"), most=60, lines=False),
        "kind_name": words(kind_name, field="kind_name", label=_("Tên loại"), most=100, lines=False),
        "subject": words(subject, field="subject", label=_("Trích yếu"), lines=False),
        "signer": words(signer, field="signer", label=_("Người ký"), needed=False, most=100, lines=False),
        "recipients": words(recipients, field="recipients", label=_("Nơi nhận"), needed=False),
    }
    with transaction.atomic():
        number = held(number)
        rules.can_use_number(by, number).enforce()
        date_reserved(number, day)
        for name, value in said.items():
            setattr(number, name, value)
        number.state = NumberState.ISSUED
        number.save()
        record("documents.use_number", on=number, scope=number.contest, by=by, number=number.shown, subject=subject)
    return number


def held(number: Number) -> Number:
    """The line as it is now, with its contest, until the transaction ends."""
    return Number.objects.select_for_update(of=("self",)).select_related("contest__owner", "series").get(pk=number.pk)


def date_reserved(number: Number, day: date) -> None:
    """Give a reserved number its day. Refused: a day to come, another year, out of the order of its neighbours."""
    first, last = days_around(number)
    if day > today():
        raise Refusal("documents.day_ahead", _("Ngày ban hành không được sau hôm nay."), status=422, field="day")
    if day.year != number.year or (first and day < first) or (last and day > last):
        sentence = _("Số %(number)s phải mang ngày từ %(first)s đến %(last)s để sổ đúng thứ tự.")
        said = {
            "number": number.shown,
            "first": show_date(first or date(number.year, 1, 1)),
            "last": show_date(last or min(today(), date(number.year, 12, 31))),
        }
        raise Refusal("documents.day_order", sentence % said, status=422, field="day")
    number.day = day


def cancel_number(number: Number, *, reason: str, by: Actor) -> Number:
    """A number is given up; its line stays and says why. Said twice it stands once. Refused: no reason, a number that a
    paper of ours carries (the paper is cancelled), who may not."""
    why = words(reason, field="reason", label=_("Lý do"))
    with transaction.atomic():
        number = held(number)
        if (number.state, number.reason) == (NumberState.CANCELLED, why):
            return number
        rules.can_cancel_number(by, number).enforce()
        strike(number, why)
        record("documents.cancel_number", on=number, scope=number.contest, by=by, reason=why, number=number.shown)
    return number


def strike(number: Number, reason: str) -> None:
    """Mark a line as cancelled, inside a verb's transaction."""
    number.state, number.reason = NumberState.CANCELLED, reason
    number.save(update_fields=["state", "reason"])


def line_of(document: Document, *, series: Series, number: int, day: date, by: Actor, **said: str) -> Number:
    """The line of a paper that goes out now, not yet entered."""
    return Number(
        series=series, contest_id=document.contest_id, document=document, year=day.year, number=number, day=day,
        state=NumberState.ISSUED, taken_at=now(), taken_by_name=by.name[:100], **said,
    )  # fmt: skip
