"""Vietnamese phrases of time: "từ ngày 01/5 đến ngày 15/5/2025", "trước 31/5/2025", "Quý II, III năm 2026"."""

import re
from dataclasses import dataclass, replace
from datetime import date

from hoithi.contests.plan.moments import Moment, find_moments
from hoithi.contests.plan.text import fold

_HOUR = r"(?:\d{1,2}\s*(?:gio|g|h)\s*(?:\d{1,2}\s*(?:phut|p)?)?|24h)[\s,]*"
_WEEKDAY = r"(?:\(?(?:thu\s+(?:hai|ba|tu|nam|sau|bay|[2-7])|chu\s+nhat)\)?[\s,]*)"
_LEAD = rf"(?:{_HOUR}|{_WEEKDAY}|ngay\b|luc\b|cua\b|trong\b|vao\b|thoi\s+diem\b|la\b|cuoi\b|:|\s|\()*"
_LIMIT = (
    r"(?:den\s+het|den\s+truoc|den|toi|het|cham\s+nhat|muon\s+nhat|tre\s+nhat|khong\s+qua"
    r"|khong\s+muon\s+hon|khong\s+cham\s+hon"
    r"|han\s+(?:cuoi(?:\s+cung)?|chot|cuoi\s+nhan[^:.;]*|nop[^:.;]*|nhan[^:.;]*)|ket\s+thuc(?:\s+(?:nhan|nop)[^:.;]*)?)"
)
_UNTIL = re.compile(rf"\b{_LIMIT}[\s,:]*(?:den\s+|het\s+|vao\s+)*{_LEAD}$")
_BEFORE = re.compile(rf"\btruoc\s*(?P<lead>{_LEAD})$")
_FROM = re.compile(rf"\b(?:tu|ke\s+tu|bat\s+dau(?:\s+tu)?|sau)\s+{_LEAD}$")
_ON = re.compile(
    rf"\b(?:vao|luc|trong|ngay|thoi\s+gian|du\s+kien|khoang|tu|sang|chieu|{_HOUR})[\s:]*{_LEAD}$|[(:]\s*$|^\s*$"
)
_TO = re.compile(
    rf"\s*(?:\([^)]*\))?\s*,?\s*(?:den|toi|[-–—]+>?|→)\s*(?P<limit>(?:het|truoc|cuoi|khoang)\s*)?(?P<lead>{_LEAD})"
)
_AND = re.compile(rf"\s*(?:,|;|va|,\s*va|&|\+|[-–])\s*(?:quy|thang|ngay)?\s*{_LEAD}")
_REFERENCE = re.compile(
    r"(?:\d\s*[-\w]*/\s?[a-z][\w.&\- ]*?|luat\b[^.;:]*|\b(?:duong|pho|so nha)\s)[,\s]*(?:ban\s+hanh\s*)?(?:ngay\s*)?$"
)
_MEMORIAL = re.compile(r"\b(?:ky niem\s+(?:lan thu\s+)?\d+|lan thu)\b(?:(?!du kien|to chuc|vao ngay|,)[^.;:])*$")
_ALSO = re.compile(r"\s*(?:,|;|va|hoac|&|\s)+\s*")
_SHARE = re.compile(r"\s*(?:so|tong|thanh vien|phieu|giai|don vi|tro len|diem)\b")
_PRECISION = {"half": "month"}


@dataclass(frozen=True, slots=True)
class Phrase:
    """A period as the text names it; `begin` and `end` are its place, lead words ("trước ngày") included."""

    begin: int
    end: int
    first: Moment | None
    last: Moment | None
    before: bool = False

    @property
    def precision(self) -> str:
        moment = self.last or self.first
        return _PRECISION.get(moment.kind, moment.kind) if moment else "day"

    def has_year(self) -> bool:
        return any(moment is not None and moment.year is not None for moment in (self.first, self.last))

    def days(self, year: int | None) -> tuple[date | None, date | None]:
        """Start and end as days; `year` stands in for one not written. Raises ValueError when there is no such day."""
        first, last = self.first and self.first.within(year), self.last and self.last.within(year)
        if first and last and first.year == last.year and first.first() > last.last():
            first = replace(first, year=(first.year or 0) - 1)
        return first.first() if first else None, last.last() if last else None


def find_phrases(text: str) -> list[Phrase]:
    """Every phrase of time in a composed text; the date of a cited document and of an anniversary is not one."""
    folded = fold(text)
    moments = find_moments(folded)
    phrases: list[Phrase] = []
    at = 0
    while at < len(moments):
        first, last, at, glue = _gather(folded, moments, at)
        goes_on = bool(phrases) and _ALSO.fullmatch(folded, phrases[-1].end, first.begin) is not None
        phrase = _phrase(folded, replace(first, loose=False) if goes_on else first, last, glue)
        if phrase and not _is_reference(folded, phrase, first):
            phrases.append(phrase)
    return phrases


def _gather(folded: str, moments: list[Moment], at: int) -> tuple[Moment, Moment, int, re.Match[str] | None]:
    """The range or row of moments that begins at `at`: first, last, index after it, and what says "to"."""
    first = last = moments[at]
    glue = None
    while at + 1 < len(moments):
        follower = moments[at + 1]
        between = folded[moments[at].end : follower.begin]
        to = None if glue else _TO.fullmatch(between)
        if not to and not _in_row(last, follower, between):
            break
        if to and not _pair(last, follower):
            break
        glue, last, at = glue or to, follower, at + 1
    return (*_share(first, last), at + 1, glue)


def _pair(first: Moment, last: Moment) -> bool:
    """Whether both ends are of one kind, or of kinds that make a range."""
    if last.kind == "bare":
        return first.kind == "month" and first.number < last.number <= 12 and not first.year
    return first.kind != "bare" or last.kind in ("day", "month", "quarter")


def _in_row(last: Moment, follower: Moment, between: str) -> bool:
    """Whether "Quý II, III", "12 và 13/5/2026" go on; moments that do not touch are two phrases."""
    if not _AND.fullmatch(between) or follower.kind not in (last.kind, "bare", "day", "month", "quarter"):
        return False
    if last.kind == "bare":
        return follower.kind in ("bare", "day") and follower.number > last.number
    if follower.kind == "bare":
        return last.kind in ("month", "quarter") and last.year is None and follower.number == last.number + 1
    if follower.kind != last.kind or (last.year or follower.year) != (follower.year or last.year):
        return False
    return follower.number == last.number + 1 and (last.kind != "day" or last.month == follower.month)


def _share(first: Moment, last: Moment) -> tuple[Moment, Moment]:
    """Month, kind and year said once are given to both ends."""
    if first.kind == "bare" and last.kind != "bare":
        first = replace(first, kind=last.kind, month=last.month, loose=last.loose and first.loose)
    if last.kind == "bare" and first.kind != "bare":
        last = replace(last, kind=first.kind, year=last.year or first.year)
    return first.within(last.year), last.within(first.year)


def _phrase(folded: str, first: Moment, last: Moment, glue: re.Match[str] | None) -> Phrase | None:
    if "bare" in (first.kind, last.kind):
        return None
    lead = folded[max(0, first.begin - 90) : first.begin]
    if first.begin != last.begin:
        return _range(lead, first, last, glue)
    for pattern, make in ((_BEFORE, _limit_before), (_UNTIL, _limit), (_FROM, _open)):
        if found := pattern.search(lead):
            return make(first, first.begin - len(lead) + found.start(), found)
    if (first.loose and not _ON.search(lead)) or (first.kind == "year" and not _year_stands(lead)):
        return None
    return Phrase(first.begin, first.end, first, first)


def _year_stands(lead: str) -> bool:
    """A year alone is a time only where a word of time holds it, or where it opens the line."""
    return re.search(r"(?:^\W*|\b(?:trong|vao|du kien|het|dau|cuoi|thoi gian)[\s:]*)$", lead) is not None


def _range(lead: str, first: Moment, last: Moment, glue: re.Match[str] | None) -> Phrase:
    begin = first.begin
    if found := _FROM.search(lead):
        begin += found.start() - len(lead)
    before = bool(glue and (glue["limit"] or "").startswith("truoc") and not re.search(_HOUR, glue["lead"]))
    row = Phrase(begin, last.end, first, last, before)
    if glue is None and (found := _BEFORE.search(lead) or _UNTIL.search(lead)):
        return replace(row, begin=first.begin + found.start() - len(lead), first=None)
    return row


def _limit_before(moment: Moment, begin: int, found: re.Match[str]) -> Phrase:
    in_day = bool(re.search(_HOUR, found["lead"]))
    return Phrase(begin, moment.end, None, moment, not in_day)


def _limit(moment: Moment, begin: int, found: re.Match[str]) -> Phrase:
    before = "den truoc" in found[0] and not re.search(_HOUR, found[0])
    return Phrase(begin, moment.end, None, moment, before)


def _open(moment: Moment, begin: int, _found: re.Match[str]) -> Phrase:
    return Phrase(begin, moment.end, moment, None)


def _is_reference(folded: str, phrase: Phrase, first: Moment) -> bool:
    lead = folded[max(0, first.begin - 90) : first.begin]
    if phrase.begin < first.begin:
        return False
    return bool(_REFERENCE.search(lead) or _MEMORIAL.search(lead))


def unread_days(text: str, phrases: list[Phrase]) -> list[str]:
    """Days and months in a text ("18/5") that no phrase took up; a share such as "2/3 số phiếu" is none."""
    folded = fold(text)
    return [
        text[moment.begin : moment.end]
        for moment in find_moments(folded)
        if moment.kind == "day"
        and moment.year is None
        and not any(phrase.begin <= moment.begin < phrase.end for phrase in phrases)
        and not _SHARE.match(folded, moment.end)
        and not _REFERENCE.search(folded[max(0, moment.begin - 90) : moment.begin])
    ]


def read_day(text: str) -> date | None:
    """The first full day named in a text (a letterhead, a citation), or None."""
    for moment in find_moments(fold(text)):
        if moment.kind == "day" and moment.year:
            try:
                return moment.first()
            except ValueError:
                return None
    return None
