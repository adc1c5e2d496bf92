"""The review page as plain data: sections, rows and boxes, each with what the plan says and what is still open."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import Any

from django.utils.functional import Promise
from django.utils.html import escape
from django.utils.safestring import SafeString, mark_safe

from hoithi.contests.models import PlanVersion
from hoithi.contests.planflow.bodies import said
from hoithi.contests.planflow.fields import Field, fault, show
from hoithi.contests.planflow.instants import due_in_words, in_words
from hoithi.contests.planflow.problems import Problem, problems_of
from hoithi.contests.planflow.sections import ALL, Review, Section, get, mark, projection

Choices = Sequence[tuple[str, Any]]


@dataclass(slots=True)
class Box:
    """One input: `name` in the form, which is also its id."""

    name: str
    label: str
    kind: str
    value: str
    choices: Choices = ()
    help: str = ""
    fault: str = ""
    notes: str = ""  # the id of the list in which its fault is explained

    @property
    def options(self) -> SafeString:
        """Its choices as `<option>`s: a page has a thousand, too many for a loop of the template."""
        found = (
            (escape(code), escape(label), " selected" if code == self.value else "") for code, label in self.choices
        )
        # Both parts of each option are escaped above.
        return mark_safe("".join(f'<option value="{code}"{on}>{label}</option>' for code, label, on in found))


@dataclass(slots=True)
class RowView:
    """One row of a section: its boxes by field, its source line, what is open about it."""

    id: str
    data: dict[str, Any]
    boxes: dict[str, Box]
    line: int | None = None
    source: str = ""
    words: str = ""
    problems: list[Problem] = field(default_factory=list)
    inner: list["RowView"] = field(default_factory=list)


@dataclass(slots=True)
class SectionView:
    """One section: single boxes with their source lines, or rows. `mark` travels with the form."""

    name: str
    title: str | Promise
    mark: str
    boxes: list[Box]
    rows: list[RowView]
    sources: list[tuple[int, str]]
    problems: list[Problem]
    open: int

    @property
    def template(self) -> str:
        """The piece of the page that shows this section."""
        return f"contests/plan/sections/{self.name if self.name in _OWN_TEMPLATE else 'plain'}.html"


_OWN_TEMPLATE = {"legal_bases", "milestones", "assignments", "bodies", "warnings"}


@dataclass(slots=True)
class Offered:
    """Choices that the database gives: kinds of bodies and the contests above."""

    kinds: Choices = ()
    uppers: Choices = ()


def sections_of(plan: PlanVersion, offered: Offered, *, only: Iterable[str] | None = None) -> list[SectionView]:
    """The sections of the review page (all, or those named by `only`), in order."""
    review = plan.review
    problems: dict[str, list[Problem]] = defaultdict(list)
    for problem in problems_of(review):
        problems[problem.section].append(problem)
    wanted = [section for section in ALL if only is None or section.name in only]
    return [_section(section, plan, problems[section.name], offered) for section in wanted]


def _section(section: Section, plan: PlanVersion, problems: list[Problem], offered: Offered) -> SectionView:
    review = plan.review
    by_item: dict[str, list[Problem]] = defaultdict(list)
    for problem in problems:
        by_item[problem.item].append(problem)
    maker = _Maker(section, plan, by_item, _choices(section, review, offered))
    rows = [maker.row(row, section.row) for row in review.get(section.name, ())] if section.row else []
    shown = {row.id for row in rows} | {inner.id for row in rows for inner in row.inner}
    return SectionView(
        name=section.name,
        title=section.title,
        mark=mark(projection(section, review)),
        boxes=[maker.box(one, one.path, get(review, one.path), f"n-{section.name}") for one in section.fields],
        rows=rows,
        sources=[(number, plan.lines[number - 1]) for number in review["sources"].get(section.name, ())],
        problems=[problem for problem in problems if problem.item not in shown],
        open=len(problems),
    )


def _choices(section: Section, review: Review, offered: Offered) -> dict[str, Choices]:
    if section.name == "assignments":
        rows = [row for row in review["milestones"] if not row.get("removed")]
        return {"milestone": [(row["id"], row["label"] or row["id"]) for row in rows]}
    return {"contest.upper": offered.uppers, "kind": offered.kinds} if section.name in {"contest", "bodies"} else {}


def _escaped(choices: Choices) -> Choices:
    return [(escape(code), escape(label)) for code, label in choices]


class _Maker:
    """Makes the rows and boxes of one section."""

    def __init__(
        self, section: Section, plan: PlanVersion, problems: dict[str, list[Problem]], choices: dict[str, Choices]
    ) -> None:
        self.section, self.lines, self.problems = section, plan.lines, problems
        # Words of a field are put into the reader's language once for the hundred rows that show them.
        fields = (*section.fields, *section.row, *section.inner)
        self.words = {one.path: (str(one.label), str(one.help)) for one in fields}
        self.choices = {one.path: _escaped(choices.get(one.path) or one.choices) for one in fields}

    def box(self, one: Field, name: str, value: Any, notes: str) -> Box:
        label, help_text = self.words[one.path]
        return Box(
            name=name,
            label=label,
            kind=one.kind,
            value=show(one, value) if one.kind != "many" else "",
            choices=self.choices[one.path],
            help=help_text,
            fault=fault(one, value),
            notes=notes,
        )

    def row(self, row: dict[str, Any], fields: tuple[Field, ...]) -> RowView:
        name, number = row["id"], row.get("line")
        return RowView(
            id=name,
            data=row,
            boxes={one.path: self.box(one, f"{name}.{one.path}", row.get(one.path), f"n-{name}") for one in fields},
            line=number,
            source=self.lines[number - 1] if number and number <= len(self.lines) else "",
            words=_words(self.section, row),
            problems=self.problems.get(name, []),
            inner=[self.row(inner, self.section.inner) for inner in row.get(self.section.inner_name, ())]
            if self.section.inner
            else [],
        )


def _words(section: Section, row: dict[str, Any]) -> str:
    if section.name == "milestones":
        return in_words(row)
    if section.name == "bodies":
        return said(row)
    return due_in_words(row["due"]) if "due" in row else ""


@dataclass(frozen=True, slots=True)
class SourceLine:
    """A line of the uploaded text, with the rows that it gave: an unused line may be a loss."""

    number: int
    text: str
    items: tuple[str, ...]
    used: bool


def source_lines(plan: PlanVersion) -> list[SourceLine]:
    """Every line that is not empty, each with the anchors of what was made of it."""
    items: dict[int, list[str]] = defaultdict(list)
    for section in ALL:
        for number in plan.review["sources"].get(section.name, ()):
            items[number].append(f"s-{section.name}")
        for row in plan.review.get(section.name, ()) if section.row else ():
            for one in (row, *row.get(section.inner_name, ())) if section.inner else (row,):
                if one.get("line"):
                    items[one["line"]].append(one["id"])
    return [
        SourceLine(number, text, tuple(items[number][:3]), bool(items[number]))
        for number, text in enumerate(plan.lines, 1)
        if text.strip()
    ]
