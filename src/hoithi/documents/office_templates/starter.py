"""A template to begin with: our own layout of a kind, with names in the place of facts.

Facts that are text are laid out as their names. Days, hours and numbers are laid out as values that nobody would write,
which are then looked for in what was laid out. What found no place stands first, for the officer to move.
"""

import re
from collections.abc import Iterator
from dataclasses import fields, is_dataclass, replace
from datetime import date, time, timedelta
from decimal import Decimal
from enum import Enum
from itertools import count, groupby
from typing import Any
from xml.sax.saxutils import escape

from hoithi.documents.kinds import wording
from hoithi.documents.kinds.base import Kind
from hoithi.documents.office_templates.facts import DAY, NUMBER, names_of, shown_specs
from hoithi.documents.office_templates.filling import PLACEHOLDER, used_in
from hoithi.documents.office_templates.names import COUNT, ROMAN, Name
from hoithi.documents.office_templates.package import Package, Words, paragraphs
from hoithi.documents.paper.model import Annex, Block, Column, Heading, Paper, Paragraph, QrCode, Table, plain, words_of
from hoithi.documents.paper.word import docx_of
from hoithi.kit.numbers import show_decimal
from hoithi.kit.schemas.specs import Check, Choice, Day, Hour, Money, Points, Rows, Spec, Text, Whole

_UNSAID = "……"
_COMPUTED = re.compile(r"\d{1,3}(?:\.\d{3}){2,}")  # from values that nobody would write
_ABSTRACT = "abstract"  # laid out as it is in the sample: the rule below it is as long as it asks
_NUMBER, _DAY = 7777, date(1911, 11, 11)  # of the paper, until names stand in their place
_FIRST_DAY, _FIRST_SUM, _FIRST_COUNT = date(1912, 10, 10), 987_654_321, 8101


def template_for(kind: Kind) -> bytes:
    """The layout of `kind` as a Word file with names in braces, in which `check_template` finds nothing to mend. The
    same kind gives the same bytes."""
    return _Starter(kind).docx()


class _Starter:
    def __init__(self, kind: Kind) -> None:
        self.kind = kind
        self.names = names_of(kind.schema)
        self.written = {one.code: f"{{{{{one.written}}}}}" for one in self.names.all}
        self.forms: list[tuple[str, str]] = []  # what a value may be printed as, and the name for it
        self.turn = count()

    def docx(self) -> bytes:
        paper = self.kind.lay(self._filled(self.kind.schema, self.kind.sample(), ""))
        self.forms.sort(key=lambda form: -len(form[0]))
        paper = self._named(paper)
        paper = replace(paper, blocks=(*self._homeless(paper), *paper.blocks)).numbered(_NUMBER, _DAY)
        package = Package(docx_of(paper))
        self._name_issue(package)
        return package.packed()

    # -- facts that can be found again

    def _filled(self, schema: type[Any], sample: Any, group: str) -> Any:
        given = {code: self._value(one, f"{group}{code}", getattr(sample, code)) for code, one in shown_specs(schema)}
        return replace(sample, **given)

    def _value(self, one: Spec, code: str, sample: Any) -> Any:
        if isinstance(one, Rows):
            return tuple(self._filled(one.of, row, f"{code}.") for row in (sample or (one.of(),))[:1])
        if code == _ABSTRACT:
            return sample
        if isinstance(one, Text):
            return self.written[code]
        found = self._rare(one)
        if found is None:  # a choice, which decides how the paper is laid out
            return sample
        value, said = found
        self.forms += [(each, self.written[code]) for each in said]
        if isinstance(one, Money):
            self.forms.append((wording.in_words(value), _UNSAID))
        return value

    def _rare(self, one: Spec) -> tuple[Any, list[str]] | None:
        """A value that nobody would write, and what it may be printed as."""
        turn = next(self.turn)
        if isinstance(one, Day):
            day = _FIRST_DAY + timedelta(days=32 * turn)
            short = f"{day.day}/{day.month}/{day.year}"
            return day, [wording.day(day).removeprefix("ngày "), wording.short_day(day), short, one.typed(day)]
        if isinstance(one, Hour):
            hour = time(3, 20 + turn % 40)
            return hour, [wording.hour(hour), one.typed(hour), f"{hour.hour} giờ {hour.minute}"]
        if isinstance(one, Money):
            return _FIRST_SUM + turn, [wording.grouped(_FIRST_SUM + turn), str(_FIRST_SUM + turn)]
        if isinstance(one, Points):
            points = Decimal(_FIRST_COUNT + turn) / 100
            return points, [show_decimal(points)]
        if isinstance(one, Whole):
            return _FIRST_COUNT + turn, [str(_FIRST_COUNT + turn), wording.grouped(_FIRST_COUNT + turn)]
        return None

    # -- names in what was laid out

    def _named(self, value: Any) -> Any:
        if isinstance(value, str):
            return value if isinstance(value, Enum) else self._text(value)
        if isinstance(value, QrCode):
            return Paragraph(self._text(value.text), indent=False)
        if isinstance(value, Table):
            return self._table(value)
        if isinstance(value, tuple):
            made = tuple(self._named(one) for one in value)
            return tuple(self._listed(made)) if any(isinstance(one, Block) for one in made) else made
        if is_dataclass(value) and not isinstance(value, type):
            return replace(value, **{one.name: self._named(getattr(value, one.name)) for one in fields(value)})
        return value

    def _text(self, text: str) -> str:
        for form, name in self.forms:
            text = text.replace(form, name)
        return _COMPUTED.sub(_UNSAID, text)

    def _table(self, table: Table) -> Table:
        rows = [
            tuple(PLACEHOLDER.sub(self._said, plain(self._named(cell))) for cell in row)
            if at in table.strong else self._row(self._named(row))
            for at, row in enumerate(table.rows)
        ]  # fmt: skip
        return replace(table, rows=tuple(rows), caption=self._text(table.caption))

    def _said(self, match: Any) -> str:
        """Sums and heads of groups are one each: what belongs to a row of a list cannot stand there."""
        name = self.names.find(match[1])
        return _UNSAID if name is None or name.group else str(match[0])

    def _row(self, row: tuple[Any, ...]) -> tuple[Any, ...]:
        group = self._group(" ".join(map(plain, row)))
        number = self.written.get(f"{group}.{COUNT}", "")
        return tuple(number if number and plain(cell) in {"1", "01"} else cell for cell in row)

    def _listed(self, blocks: tuple[Any, ...]) -> Iterator[Block]:
        """Neighbours that speak of one list are a row of it together, and one alone is or speaks of all of them."""
        for group, run in groupby(blocks, key=self._group_of):
            together = list(run)
            if not group:
                yield from together
            elif len(together) == 1:
                yield self._alone(together[0], group)
            else:
                name = self.written[group].strip("{}")
                yield Paragraph(f"{{{{#{name}}}}}", indent=False)
                yield from (self._counted(one, group) for one in together)
                yield Paragraph(f"{{{{/{name}}}}}", indent=False)

    def _group_of(self, block: Any) -> str:
        said = isinstance(block, Heading | Paragraph)
        return self._group(" ".join(words_of([block]))) if said else ""

    def _alone(self, block: Any, group: str) -> Any:
        columns = [one for one in self.names.all if one.group == group]
        chief = next((one for one in columns if one.required), columns[0])
        if chief in used_in(" ".join(words_of([block])), self.names):
            return self._counted(block, group)
        if isinstance(block, Heading):
            return replace(block, title=PLACEHOLDER.sub(self._said, block.title))
        return replace(block, words=PLACEHOLDER.sub(self._said, plain(block.words)))

    def _counted(self, block: Any, group: str) -> Any:
        for first, column in (("I.", ROMAN), ("1.", COUNT), ("1)", COUNT)):
            if block.label.endswith(first):
                label = block.label.removesuffix(first) + self.written[f"{group}.{column}"] + first[-1]
                return replace(block, label=label)
        return block

    def _group(self, text: str) -> str:
        return next((name.group for name in used_in(text, self.names) if name.group), "")

    # -- what found no place

    def _homeless(self, paper: Paper) -> Iterator[Block]:
        placed = {*self._placed(paper), _ABSTRACT}
        groups = {code.rpartition(".")[0] for code in placed}
        for one in self.names.all:
            if one.code in placed | groups or not (one.required or one.many or self._is_said(one)):
                continue
            if one.many:
                yield self._list(one)
            elif not one.group or one.group in groups:
                yield Paragraph(f"{one.label}: {self.written[one.code]}")

    def _is_said(self, one: Name) -> bool:
        """Whether it is something to print, and no choice that decides how."""
        return not isinstance(dict(shown_specs(self.kind.schema)).get(one.code, Choice), type | Choice | Check)

    def _placed(self, paper: Paper) -> set[str]:
        return {name.code for text in _texts(paper) for name in used_in(text, self.names)}

    def _list(self, one: Name) -> Table:
        columns = [each for each in self.names.all if each.group == one.code]
        heads = tuple(Column(each.label) for each in columns)
        return Table(heads, (tuple(self.written[each.code] for each in columns),), caption=one.label)

    def _name_issue(self, package: Package) -> None:
        """Names for number and day in the text; neither they nor those of facts in the properties of the file."""
        said = ((wording.day(_DAY), DAY), (str(_NUMBER), NUMBER), (self.kind.sample().abstract, _ABSTRACT))
        for _name, root, _label in package.texts:
            for paragraph in paragraphs(root):
                for value, name in said:
                    words = Words(paragraph)
                    at = words.text.find(value)
                    if at >= 0:
                        words.put(at, at + len(value), self.written[name])
        core = package.parts["docProps/core.xml"].decode()
        core = core.replace(_DAY.isoformat(), self.kind.sample_day.isoformat())
        core = core.replace(escape(self.kind.sample().abstract), _UNSAID)
        package.parts["docProps/core.xml"] = PLACEHOLDER.sub(_UNSAID, core).encode()


def _texts(paper: Paper) -> Iterator[str]:
    """Every text of a paper and of what hangs on it."""
    for one in fields(paper):
        value = getattr(paper, one.name)
        if one.name == "blocks":
            yield from words_of(value)
        elif isinstance(value, str):
            yield value
        elif isinstance(value, tuple):
            for each in value:
                if isinstance(each, Annex):
                    yield from (each.title, each.note, *words_of(each.blocks))
                elif isinstance(each, str):
                    yield each
        elif is_dataclass(value) and not isinstance(value, type):
            yield from (getattr(value, each.name) for each in fields(value))
