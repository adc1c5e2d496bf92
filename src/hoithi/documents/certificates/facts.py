"""What certificates that go out together share, and the list of who gets one, as it is pasted from Excel."""

from collections.abc import Iterator
from dataclasses import dataclass

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as __
from django.utils.translation import gettext_lazy as _

from hoithi.documents.kinds.lists import CertificateFacts, Design
from hoithi.kit.pasted import cells_of
from hoithi.kit.schemas.reading import Problem, Schema, specs_of
from hoithi.kit.schemas.specs import Choice, Lines, Text, spec
from hoithi.kit.text import fold

MOST = 2000  # certificates at a time
COLUMNS = ("winner", "unit", "prize", "title", "field")
_HEADS = {
    "winner": ("ho ten", "ho va ten", "nguoi nhan", "nguoi dat giai", "tac gia", "tap the", "ten tac gia"),
    "unit": ("don vi", "dia chi", "don vi cong tac", "truong"),
    "prize": ("giai", "giai thuong", "dat giai", "muc giai"),
    "title": ("giai phap", "ten giai phap", "de tai", "ten de tai", "san pham", "ten san pham"),
    "field": ("linh vuc",),
}
_OF = specs_of(CertificateFacts)


@dataclass(frozen=True)
class RunFacts(Schema):
    """What all certificates of a run say, and `people`: a line for each, cells parted by bars."""

    design: str | None = spec(Choice(label=_("Mẫu trình bày"), required=True, options=Design))
    awarder: str = spec(_OF["awarder"])
    contest: str = spec(_OF["contest"])
    decided: str = spec(_OF["decided"])
    symbol: str = spec(
        Text(label=_("Ký hiệu"), help=_("Ghi sau số vào sổ, ví dụ GCN-BTC thành 01/GCN-BTC."), required=True, most=40)
    )
    place: str = spec(_OF["place"])
    authority: str = spec(_OF["authority"])
    position: str = spec(_OF["position"])
    post: str = spec(_OF["post"])
    signer: str = spec(Text(label=_("Họ tên người ký"), required=True, most=100))
    people: str = spec(
        Lines(
            label=_("Danh sách nhận giấy"),
            help=_("Chép từ Excel rồi dán vào đây: họ tên, đơn vị, giải, tên giải pháp, lĩnh vực; mỗi người một dòng."),
            required=True,
            most=600_000,
        )
    )

    def check(self) -> Iterator[Problem]:
        yield from (Problem("people", sentence) for sentence in read_people(self.people)[1])

    def certificate(self, one: "Person", *, number: str = "", code: str = "", url: str = "") -> CertificateFacts:
        """The facts of one certificate."""
        return CertificateFacts(
            parent="", issuer=self.awarder, symbol="", place=self.place, abstract=self.contest,
            authority=self.authority, position=self.position, post=self.post, signer=self.signer, recipients="",
            filing="", urgency=None, contest=self.contest, design=self.design, awarder=self.awarder,
            winner=one.winner, unit=one.unit, prize=one.prize, title=one.title, field=one.field,
            decided=self.decided, number=number, code_shown=code, verify_url=url,
        )  # fmt: skip


@dataclass(frozen=True, slots=True)
class Person:
    """Who gets a certificate for what."""

    winner: str
    unit: str
    prize: str
    title: str
    field: str


def in_bars(text: str) -> str:
    """A pasted list as it is kept: a line for each row, cells parted by bars, so that the lines can be counted."""
    return "\n".join(" | ".join(cell.replace("|", "/") for cell in row).rstrip(" |") for row in cells_of(text))


def read_people(text: str) -> tuple[list[Person], list[str]]:
    """Who is in a list, with or without a line of heads and a column of numbers; and a sentence for each bad line."""
    rows = cells_of(text)
    columns = _heads(rows[0]) if rows else None
    first = 2 if columns else 1
    rows = rows[1:] if columns else rows
    if not columns:
        counted = bool(rows) and all(row[0].rstrip(".").isdecimal() for row in rows)
        columns = dict(zip(COLUMNS, range(counted, counted + len(COLUMNS)), strict=True))
    people: list[Person] = []
    wrong: list[str] = []
    seen: dict[Person, int] = {}
    for line, row in enumerate(rows, first):
        cells = {name: row[at] if at < len(row) else "" for name, at in columns.items()}
        bad, values = _read(cells)
        wrong += [__("Dòng %(line)d: %(what)s") % {"line": line, "what": what} for what in bad]
        one = Person(**values)
        if not bad and (same := seen.setdefault(one, line)) != line:
            wrong.append(__("Dòng %(line)d: trùng với dòng %(same)d.") % {"line": line, "same": same})
        people.append(one)
    if len(people) > MOST:
        wrong.insert(0, __("Mỗi đợt nhiều nhất %d giấy. Hãy chia danh sách thành nhiều đợt.") % MOST)
    if text and not people:
        wrong.append(__("Chưa có ai trong danh sách."))
    return people, wrong


def beginning(text: str) -> tuple[str, int]:
    """Who comes first in a list that is kept, and how many follow; without reading all of it."""
    lines = text.splitlines()
    headed = bool(lines) and _heads(cells_of(lines[0])[0]) is not None
    people, _wrong = read_people("\n".join(lines[: 1 + headed]))
    return (people[0].winner, len(lines) - headed - 1) if people else ("", 0)


def _heads(row: list[str]) -> dict[str, int] | None:
    """In which column each thing stands, when `row` is a line of heads."""
    found: dict[str, int] = {}
    for at, cell in enumerate(row):
        words = fold(cell).strip(" .:")
        name = next((name for name, heads in _HEADS.items() if words in heads), None)
        if name is not None:
            found.setdefault(name, at)
    return found if len(found) >= 2 else None


def _read(cells: dict[str, str]) -> tuple[list[str], dict[str, str]]:
    bad, values = [], {}
    for name in COLUMNS:
        one = _OF[name]
        try:
            values[name] = one.read(cells.get(name, ""))
        except ValidationError as error:
            values[name] = ""
            missing = __("chưa ghi %s.") % str(one.label).lower()
            bad.append(missing if error.code == "required" else f"{one.label}: {error.messages[0]}")
    return bad, values
