"""The single moments that a Vietnamese sentence names: a day, a month, a quarter, half a year, a year."""

import re
from calendar import monthrange
from dataclasses import dataclass, replace
from datetime import date

_N2, _N4, _SEP = r"[0-3oil]?[\doil]", r"2[0o][\doil]{2}", r"(?P<s>\s*[/.\-–]\s*)"
_YEAR = r"(?:\s*(?:[/.\-–]|,?\s*(?:cua\s+)?nam)\s*(?P<y>2[0o][\doil]{2})(?![\d/]))?"
_QUARTER = r"(?:iv|i{1,3}|l{1,3}|[1-4])"
_PART = (
    r"(?:(?:nhung\s+ngay|tuan(?:\s+le)?(?:\s+thu)?(?:\s+(?:\d|[iv]+|hai|ba|tu|nhat))?|trung\s+tuan"
    r"|thuong\s+tuan|ha\s+tuan|nua|khoang"
    r"|dau|giua|cuoi|cua)\s+)*"
)
_PATTERNS = [
    ("skip", re.compile(r"\b(?:nam\s+hoc|nam|giai\s+doan|nhiem\s+ky)\s+20\d\d\s*[-–]\s*20\d\d")),
    ("skip", re.compile(r"\bnam\s+hoc\s+20\d\d")),
    ("skip", re.compile(r"\b\d{1,2}\s*(?:gio|g|h)(?![a-z])(?:\s*\d{1,2}(?!\s*[/.\-]\s*\d)(?:\s*(?:phut|p)\b)?)?")),
    ("day", re.compile(rf"(?<![\d/.])(?:ngay\s*|(?<!\w))(?P<d>{_N2}){_SEP}(?P<m>{_N2})(?P=s)(?P<y>{_N4})(?![\d/])")),
    (
        "day",
        re.compile(
            r"\b(?<!tuan )(?<!tuan thu )(?:ngay\s+)?(?:m[uo]ng\s+)?"
            r"(?P<d>[0-3oil]?[\doil])\s+thang\s+(?P<m>[01ol]?[\dol])(?!\w)"
            r"(?:\s*(?:[/\-–,]|,?\s*nam)?\s*(?P<y>2[0o][\doil]{2})(?!\d))?"
        ),
    ),
    ("half", re.compile(r"\b(?:6|sau)\s+thang\s+(?P<h>dau|cuoi)(?:\s+nam)?(?:\s+(?P<y>2[0o][\doil]{2}))?")),
    ("month", re.compile(rf"\b{_PART}thang\s+(?P<m>1[0-2]|0?[1-9])(?!\d){_YEAR}")),
    ("quarter", re.compile(rf"\b{_PART}quy\s+(?P<q>{_QUARTER})\b{_YEAR}")),
    ("month", re.compile(r"(?<![\d/.])(?P<m>1[0-2]|0?[1-9])\s*/\s*(?P<y>2[0o][\doil]{2})(?![\d/])")),
    (
        "day",
        re.compile(
            r"(?<![\w/.,])(?P<ngay>ngay\s+)?(?P<d>[0-3oil]?[\doil])\s*[/.\-]\s*(?P<m>1[0-2]|0?[1-9])(?![\d/%]|[.,]\d)"
        ),
    ),
    ("bare", re.compile(rf"(?<!\w)(?P<ngay>)(?P<n>iv|i{{1,3}})(?!\w){_YEAR}")),
    ("year", re.compile(r"\b(?:cuoi\s+|dau\s+)?nam\s+(?P<y>2[0o][\doil]{2})(?!\d)")),
    ("bare", re.compile(r"(?<![\w/.,])(?P<ngay>ngay\s+)?(?P<n>[0-3]?\d)(?![\w/.])")),
]
# Months said in a row after one word: "tháng 6 - 7/2026", "các tháng 2, 3 và 4 năm 2026".
_MONTHS = re.compile(
    r"(?<!\d )\b(?:cac\s+)?thang\s+(?:1[0-2]|0?[1-9])"
    r"(?:\s*(?:,\s*va|,|va|[-–])\s*(?:1[0-2]|0?[1-9])(?!\d|\s+thang|\s*[/.]\s*\d\d?\b))+"
    rf"{_YEAR}(?(y)|(?=\s*(?:[.;:,()]|den\b|$)))"
)
_DIGITS = str.maketrans("oil", "011", " ")


@dataclass(frozen=True, slots=True)
class Moment:
    """`number` is the day's, month's, quarter's or half's own number; the span is in the folded text.

    A `bare` number is a moment only together with the one after it ("ngày 10 và 11/5/2026"); a `loose` day or
    month (no word of time before it) only where a word of time or a range holds it.
    """

    kind: str
    begin: int
    end: int
    year: int | None = None
    month: int | None = None
    number: int = 0
    loose: bool = False

    def first(self) -> date:
        """First day. Raises ValueError for a day that does not exist or a year not known."""
        return date(self.year or 0, *self._opening())

    def last(self) -> date:
        """Last day. Raises as `first` does."""
        if self.kind == "day":
            return self.first()
        month = {"month": self.number, "quarter": self.number * 3, "half": self.number * 6}.get(self.kind, 12)
        return date(self.year or 0, month, monthrange(self.year or 1, month)[1])

    def _opening(self) -> tuple[int, int]:
        if self.kind == "day":
            return self.month or 0, self.number
        return {"month": self.number, "quarter": self.number * 3 - 2, "half": self.number * 6 - 5}.get(self.kind, 1), 1

    def within(self, year: int | None) -> "Moment":
        """The same moment in `year`, unless it names its own."""
        return self if self.year or not year else replace(self, year=year)


def find_moments(folded: str) -> list[Moment]:
    """Every moment named in a folded text, in order, none inside another; bare numbers are among them."""
    taken = bytearray(len(folded) + 1)
    moments = [moment for found in _MONTHS.finditer(folded) for moment in _months(found)]
    for month in moments:
        taken[month.begin : month.end] = b"\1" * (month.end - month.begin)
    for kind, pattern in _PATTERNS:
        for found in pattern.finditer(folded):
            begin, end = found.span()
            if any(taken[begin:end]):
                continue
            moment = _moment(kind, found)
            if moment or kind == "skip":
                taken[begin:end] = b"\1" * (end - begin)
            if moment:
                moments.append(moment)
    return sorted(moments, key=lambda moment: moment.begin)


def _months(found: re.Match[str]) -> list[Moment]:
    """Each month of the row, with the year that is said at its end."""
    end = found.start("y") if found["y"] else found.end()
    numbers = list(re.finditer(r"\d+", found.string[found.start() : end]))
    year = _number(found["y"]) if found["y"] else None
    begins = [found.start(), *(found.start() + number.start() for number in numbers[1:])]
    ends = [*(found.start() + number.end() for number in numbers[:-1]), found.end()]
    return [
        Moment("month", begin, end, year, None, int(number[0]))
        for begin, end, number in zip(begins, ends, numbers, strict=True)
    ]


def _moment(kind: str, found: re.Match[str]) -> Moment | None:
    parts = found.groupdict()
    if kind == "skip" or (kind == "day" and not re.search(r"\d", parts["d"])):
        return None
    year = _number(parts["y"]) if parts.get("y") else None
    month = _number(parts["m"]) if parts.get("m") else None
    number = {"month": month or 0, "half": 1 if parts.get("h") == "dau" else 2}.get(kind, 0)
    if kind == "day":
        number = _number(parts["d"])
    elif kind in ("quarter", "bare"):
        number = _quarter(parts.get("q") or parts["n"])
    loose = (kind == "day" and "ngay" in parts and not parts["ngay"]) or (kind == "bare" and not parts["ngay"])
    return Moment(kind, *found.span(), year, month if kind == "day" else None, number, loose)


def _number(text: str) -> int:
    return int(text.translate(_DIGITS).replace(" ", ""))


def _quarter(text: str) -> int:
    return {"i": 1, "ii": 2, "iii": 3, "iv": 4, "l": 1, "ll": 2, "lll": 3}.get(text) or int(text)
