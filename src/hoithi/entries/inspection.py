"""What an officer checks: the version in force as the rules see it, never the copy that is being edited."""

from dataclasses import dataclass, replace
from decimal import Decimal, InvalidOperation
from typing import Any

from django.db.models import Q, Sum
from django.utils.translation import gettext as _

from hoithi.contests.rule_schemas.answers import missing
from hoithi.contests.rule_schemas.entering import PaperKind, Prior
from hoithi.entries.book import Book
from hoithi.entries.checks import Lack, State, day_of, facts_of, lacks, state_of
from hoithi.entries.eligibility import Facts, Finding, findings
from hoithi.entries.enums import FILES, Source, VersionState
from hoithi.entries.models import Author, Entry, EntryFile, Former, Match, Material, Provisional, Submission
from hoithi.entries.models.likeness import VERY_LIKE


@dataclass(frozen=True, slots=True)
class Inspection:
    """What the rules say of a version: every rule asked, and what stands against taking the dossier. `waiting`: bytes
    are still on their way."""

    findings: list[Finding]
    against: list[Lack]
    waiting: bool


def inspect(entry: Entry, book: Book) -> Inspection:
    """Asks every rule of the version in force of `entry`. Five queries, one more when a file is awaited, one for the
    things that a form asks for, two when the rules ask for earlier prizes."""
    version = entry.latest
    if version is None:
        return Inspection([], [], waiting=False)
    sealed, state = as_said(entry, version, state_of(entry))
    typed_later = entry.source != Source.ONLINE and not entry.typing_done
    against = lacks(sealed, book, state, at=version.received_at, on_paper=typed_later)
    facts = facts_of(sealed, state)
    return Inspection(
        findings=findings(book.eligibility, _looked_up(entry, version, book, facts), shares=book.dossier.shares),
        against=[*_without_bytes(version), *against, *([] if typed_later else _without_things(sealed, version, book))],
        waiting=version.state == VersionState.WAITING,
    )


def _looked_up(entry: Entry, version: Submission, book: Book, facts: Facts) -> Facts:
    """`facts` with the prizes of former solutions that this version is very like, once it was compared: from lists
    that the office of the contest may read."""
    if book.eligibility.prior not in {Prior.NOT_AWARDED, Prior.NEVER_ENTERED}:
        return facts
    compared = Former.objects.filter(version=version, compared_at__isnull=False).exists()
    lists = Q(former__archive__published=True) | Q(former__archive__owner=entry.contest.owner_id)
    near = Match.objects.filter(lists, entry=entry, score__gte=VERY_LIKE).exclude(state=Match.State.DIFFERENT)
    won = near.exclude(former__prize="").values_list("former__prize", "former__title")
    found = [f"{prize} “{title}”" for prize, title in won]
    return replace(facts, compared=compared, prized=(*facts.prized, *found))


def as_said(entry: Entry, version: Submission | Provisional, state: State) -> tuple[Entry, State]:
    """`entry` as `version` says it: its words and files, and what people confirmed or consented to until now."""
    content = version.content
    sealed = Entry(
        pk=entry.pk,
        contest_id=entry.contest_id,
        owner_id=entry.owner_id,
        work={"about": content.get("about", {}), "answers": content.get("answers", {})},
    )
    live = {author.uid: author for author in state.authors}
    authors = [_author(one, live.get(one.get("uid", ""))) for one in content.get("authors", [])]
    files = [EntryFile(slot=one["slot"]) for one in version.manifest]
    return sealed, replace(state, authors=authors, files=files)


def _author(said: dict[str, Any], live: Author | None) -> Author:
    """An author as the version says; what they confirmed or consented to since then counts as it stands now."""
    return Author(
        pk=live.pk if live else None,
        uid=said.get("uid", ""),
        full_name=said.get("full_name", ""),
        represents=bool(said.get("represents")),
        share=_decimal(said.get("share")),
        birth_date=day_of(said.get("birth_date")),
        person_id=live.person_id if live else None,
        state=live.state if live else said.get("state", ""),
    )


def _decimal(text: Any) -> Decimal | None:
    try:
        return Decimal(text) if text is not None else None
    except (InvalidOperation, TypeError):
        return None


def placed_files(version: Submission, *, pictures: bool = False) -> dict[tuple[str, str], EntryFile]:
    """The files of a version that are here, by place and hash; one that was named but never came is not. One query, a
    second one for what was made of them to look at."""
    named = {(one["slot"], one["sha256"]) for one in version.manifest}
    found: dict[tuple[str, str], EntryFile] = {}
    if named:
        rows = EntryFile.objects.filter(entry=version.entry_id).select_related("file").order_by("-pk")
        rows = rows.prefetch_related("derived") if pictures else rows
        found = {key: row for row in rows if (key := (row.slot, row.file.sha256)) in named}
    return found


def _without_things(sealed: Entry, version: Submission, book: Book) -> list[Lack]:
    """Objects that the form asks for and that nobody has brought. Things of an entry do not say for which place of the
    form they are: all of them count for each."""
    codes = [paper.code for paper in book.dossier.papers if paper.kind == PaperKind.OBJECT]
    if not codes:
        return []
    things = Material.objects.filter(entry=sealed.pk).exclude(kind=Material.Kind.PAPERS)
    brought = things.aggregate(count=Sum("count"))["count"] or 0
    found = missing(book.dossier, sealed.answers, dict.fromkeys(codes, brought), version.received_at)
    return [Lack(FILES, one.sentence, one.code) for one in found if one.kind == "object"]


def _without_bytes(version: Submission) -> list[Lack]:
    if version.state != VersionState.INCOMPLETE:
        return []
    here = placed_files(version)
    words = _("Tệp “%s” đã chốt trong danh sách nhưng nội dung không về đủ.")
    gone = [one["name"] for one in version.manifest if (one["slot"], one["sha256"]) not in here]
    return [Lack(FILES, words % name) for name in gone]
