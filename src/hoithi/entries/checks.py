"""What still stands between a dossier and its submission, and what the rules find in it."""

from collections import Counter, defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.db.models import BigIntegerField, Exists, OuterRef, QuerySet
from django.utils.translation import gettext as _

from hoithi.contests.rule_schemas.answers import missing, steps_of
from hoithi.entries.book import Book
from hoithi.entries.eligibility import Facts, Finding, Maker, findings
from hoithi.entries.enums import ABOUT, FILES, AuthorState, Purpose, UnitAnswer
from hoithi.entries.models import Author, Consent, Entry, EntryFile
from hoithi.entries.queries import with_standing
from hoithi.kit.clock import today
from hoithi.kit.prepared import given, prepared

_ON_PAPER = {"answers", "unit", "guardian", "age", "shares", "alone", "twice"}  # rules that wait until it is typed in
_ANSWERED = {AuthorState.CONFIRMED, AuthorState.ON_PAPER}


@dataclass(frozen=True, slots=True)
class Lack:
    """One thing to mend before submission: in which part, and the sentence. `name`: the box that it is about."""

    part: str
    sentence: str
    name: str = ""


@dataclass(frozen=True, slots=True)
class State:
    """All that a check needs of one entry, read at once."""

    authors: list[Author]
    files: list[EntryFile]
    agreed: set[tuple[int, str]]  # (number of the author, purpose)
    unit_asked: str | None
    unit_answer: str | None
    others: int

    def answer_of(self, about: dict[str, Any]) -> str | None:
        """The word of the body that `about` names. A click speaks for the body that clicked: another one chosen since
        has not answered."""
        same = self.unit_asked == about.get("unit") or self.unit_answer == UnitAnswer.ON_PAPER
        return self.unit_answer if same else None


def state_of(entry: Entry) -> State:
    """Reads authors, files, consents, the body's answer and the number of other entries. Three queries, two for an
    entry of `queries.with_standing`."""
    if "others" not in entry.__dict__:
        read = with_standing(Entry.objects.filter(pk=entry.pk)).order_by().get().__dict__
        entry.__dict__.update({name: read[name] for name in ("unit_asked", "unit_answer", "others")})
    return states_of([entry])[entry.pk]


def states_of(entries: Sequence[Entry]) -> dict[int, State]:
    """`state_of` for entries that `queries.with_standing` read, by their numbers. Two queries, however many."""
    numbers = [entry.pk for entry in entries]
    authors, files = standing_authors(numbers), standing_files(numbers)
    return {entry.pk: state_from(entry, authors[entry.pk], files[entry.pk]) for entry in entries}


def standing_authors(numbers: Sequence[int]) -> dict[int, list[Author]]:
    """The authors of the entries with these numbers, each knowing what they agreed to. One query."""
    found: dict[int, list[Author]] = defaultdict(list)
    one = len(numbers) == 1
    for author in _authors_of(entry=numbers[0]) if one else _authors(Author.objects.filter(entry__in=numbers)):
        found[author.entry_id].append(author)
    return found


def _authors(rows: QuerySet[Author]) -> QuerySet[Author]:
    agreed = Consent.objects.filter(author=OuterRef("pk"), withdrawn_at=None)
    return rows.filter(removed_at=None).annotate(
        **{f"agreed_{name}": Exists(agreed.filter(purpose=name)) for name in Purpose.values}
    )


@prepared
def _authors_of() -> QuerySet[Author]:
    return _authors(Author.objects.filter(entry=given("entry", BigIntegerField())))


def standing_files(numbers: Sequence[int]) -> dict[int, list[EntryFile]]:
    """The files of the working copies of the entries with these numbers. One query."""
    found: dict[int, list[EntryFile]] = defaultdict(list)
    one = len(numbers) == 1
    for file in _files_of(entry=numbers[0]) if one else _files(EntryFile.objects.filter(entry__in=numbers)):
        found[file.entry_id].append(file)
    return found


def _files(rows: QuerySet[EntryFile]) -> QuerySet[EntryFile]:
    return rows.filter(removed_at=None).select_related("file")


@prepared
def _files_of() -> QuerySet[EntryFile]:
    return _files(EntryFile.objects.filter(entry=given("entry", BigIntegerField())))


def state_from(entry: Entry, authors: list[Author], files: list[EntryFile]) -> State:
    """The state out of what was read: an entry of `queries.with_standing`, authors of `standing_authors`."""
    agreed = {(one.pk, str(name)) for one in authors for name in Purpose.values if getattr(one, f"agreed_{name}")}
    read = entry.__dict__
    return State(authors, files, agreed, read["unit_asked"], read["unit_answer"], read["others"] or 0)


def lacks(
    entry: Entry, book: Book, state: State, *, at: datetime, running: tuple[str, ...] = (), on_paper: bool = False
) -> list[Lack]:
    """What is missing, in the order of the parts; empty when the dossier may be submitted. `running`: the slots of
    uploads on their way; `on_paper`: taken at the counter, where the paper stands for what is not typed in yet."""
    found = list(_about(entry, book))
    if not on_paper:
        counts = Counter(file.slot for file in state.files) + Counter(running)
        found += _form(entry, book, counts, at)
        found += _typed_badly(entry, book)
    found += [
        Lack("submit" if finding.code == "guardian" else finding.part or ABOUT, finding.sentence, finding.code)
        for finding in eligibility(entry, book, state)
        if finding.ok is False and not (on_paper and finding.code in _ON_PAPER)
    ]
    if not on_paper:
        found += _consents(state)
    return found


def _about(entry: Entry, book: Book) -> list[Lack]:
    about, found = entry.about, []
    if not about.get("title"):
        found.append(Lack(ABOUT, _("Chưa ghi tên giải pháp."), "title"))
    if book.fields.items and book.field(about.get("field", "")) is None:
        found.append(Lack(ABOUT, _("Chưa chọn lĩnh vực dự thi."), "field"))
    if not about.get("entrant"):
        found.append(Lack(ABOUT, _("Chưa chọn dự thi với tư cách cá nhân, nhóm hay tổ chức."), "entrant"))
    if about.get("entrant") == "organization" and not about.get("organization"):
        found.append(Lack(ABOUT, _("Chưa ghi tên tổ chức dự thi."), "organization"))
    return found


def _form(entry: Entry, book: Book, counts: Counter[str], at: datetime) -> list[Lack]:
    step_of = {question.code: step.code for step in steps_of(book.dossier) for question in step.questions}
    return [
        Lack(step_of.get(one.code, FILES) if one.kind == "question" else FILES, one.sentence, one.code)
        for one in missing(book.dossier, entry.answers, counts, at)
        if one.kind != "object"  # things are handed in once the dossier has a number
    ]


def _typed_badly(entry: Entry, book: Book) -> list[Lack]:
    step_of = {question.code: step.code for step in steps_of(book.dossier) for question in step.questions}
    return [
        Lack(step_of.get(name, ABOUT), _("Có nội dung gõ chưa đúng: hãy mở lại phần này để sửa."), name)
        for name in entry.work.get("typed", {})
    ]


def _consents(state: State) -> list[Lack]:
    first = next((author for author in state.authors if author.represents), None)
    if first is not None and (first.pk, Purpose.ENTER) not in state.agreed:
        words = _("Chưa đồng ý cho ban tổ chức dùng thông tin cá nhân để xét hồ sơ.")
        return [Lack("submit", words, "consent")]
    return []


def facts_of(entry: Entry, state: State, about: dict[str, Any] | None = None) -> Facts:
    """The entry as the rules of eligibility see it."""
    about = entry.about if about is None else about
    makers = [
        Maker(
            name=author.full_name,
            birth_date=author.birth_date,
            share=author.share,
            answered=author.state in _ANSWERED or author.person_id == entry.owner_id,
            guardian_agrees=(author.pk, Purpose.GUARDIAN) in state.agreed,
        )
        for author in state.authors
    ]
    said = state.answer_of(about)
    answers: dict[str | None, bool | None] = {
        UnitAnswer.CONFIRMED: True,
        UnitAnswer.DECLINED: False,
        UnitAnswer.WAITING: None,
        None: None,
    }
    return Facts(
        entrant=about.get("entrant", ""),
        makers=makers,
        made_on=day_of(entry.answers.get("ngay-tao-ra") or entry.answers.get("ngay_tao_ra")),
        others=state.others,
        prized=_told_prizes(entry.answers),
        unit_confirmed=answers.get(said),
        unit_on_paper=said == UnitAnswer.ON_PAPER,
        today=today(),
    )


def _told_prizes(answers: dict[str, Any]) -> tuple[str, ...]:
    """What the entrant says of earlier prizes, in the questions that the sample forms ask of them."""
    if answers.get("giai-truoc") != "Rồi":
        return ()
    where = answers.get("giai-nao") or answers["giai-truoc"]
    rows = [" ".join(map(str, row)) for row in where] if isinstance(where, list) else [where]
    return (_("người dự thi ghi: %s") % "; ".join(rows),)


def day_of(kept: Any) -> date | None:
    """The day that something kept names; None for what names none: words of a question that asks for no date."""
    try:
        return date.fromisoformat(kept) if kept else None
    except (TypeError, ValueError):
        return None


def eligibility(entry: Entry, book: Book, state: State) -> list[Finding]:
    """What each rule of the edition says of this entry, with the rule quoted."""
    return findings(book.eligibility, facts_of(entry, state), shares=book.dossier.shares)
