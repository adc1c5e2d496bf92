"""What must always be true of entries (reliability.md 4.2: INV-1, 2, 4, 12, 13). Each yields a sentence where it is
not; `hoithi check` and the nightly job ask."""

import json
from collections.abc import Iterator

from django.db.models import Count, Max, Min, Q

from hoithi.contests.models import Contest
from hoithi.entries.actions.erasing import broken_seal
from hoithi.entries.enums import EntryState, VersionState
from hoithi.entries.models import Entry, EntryFile, ReceiptKey, Register, Submission
from hoithi.kit import signing
from hoithi.kit.clock import now


def broken_numbers() -> Iterator[str]:
    """INV-13: the numbers of a contest run from 1 to the last one given, each once."""
    given = dict(Register.objects.values_list("contest_id", "number"))
    numbered = Entry.objects.filter(number__isnull=False).order_by().values("contest_id")
    found = {row["contest_id"]: row for row in numbered.annotate(n=Count("pk"), low=Min("number"), high=Max("number"))}
    for contest in sorted(given.keys() | found.keys()):
        row, last = found.get(contest, {"n": 0, "low": 1, "high": 0}), given.get(contest, 0)
        if not (row["n"] == row["high"] == last and row["low"] == 1) and (row["n"] or last):
            yield f"contest {_slug(contest)}: {last} numbers were given, {row['n']} entries carry one"


def broken_states() -> Iterator[str]:
    """INV-13: submitted = accepted + rejected + duplicates + withdrawn + under check; and a draft has no number."""
    decided = Q(state__in=[state for state in EntryState if state != EntryState.DRAFT])
    numbered = Q(number__isnull=False)
    rows = Entry.objects.order_by().values("contest_id")
    counted = rows.annotate(
        submitted=Count("pk", filter=numbered),
        standing=Count("pk", filter=decided),
        whole=Count("pk", filter=decided & numbered & Q(latest__isnull=False, submitted_at__isnull=False)),
    )
    for row in counted:
        if not row["submitted"] == row["standing"] == row["whole"]:
            words = "{submitted} submitted, {standing} in a state after that, {whole} of these with number and version"
            yield f"contest {_slug(row['contest_id'])}: {words.format(**row)}"


def broken_versions() -> Iterator[str]:
    """INV-1, 4, 12: each version has its signed receipt, says what was signed, and follows the one before it."""
    keys = dict(ReceiptKey.objects.values_list("key_id", "public"))
    last: dict[int, tuple[int, str]] = {}
    rows = Submission.objects.select_related("entry", "contest").order_by("contest_id", "sequence")
    for version in rows.iterator(chunk_size=200):
        sequence, before = last.get(version.contest_id, (0, ""))
        name = f"version {version.contest.slug}/{version.sequence}"
        if version.sequence != sequence + 1 or version.previous_hash != before:
            yield f"{name} does not follow the one before it"
        yield from (f"{name} {problem}" for problem in _problems(version, keys))
        last[version.contest_id] = (version.sequence, version.hash)
    for register in Register.objects.all():
        if (register.sequence, register.last_hash) != last.get(register.contest_id, (0, "")):
            yield f"contest {_slug(register.contest_id)}: versions were taken away from the end of the chain"


def _problems(version: Submission, keys: dict[str, str]) -> Iterator[str]:
    if problem := broken_seal(version):
        yield f"was altered after it was sealed: {problem}"
    if not signing.verify(version.receipt, version.signature, keys.get(version.key_id, "")):
        yield "has a receipt whose signature does not hold"
        return
    said = json.loads(version.receipt)
    facts = {
        "entry": version.entry.uid,
        "number": version.entry.number,
        "version": version.number,
        "sequence": version.sequence,
        "received_at": version.received_at.isoformat(),
        "manifest": version.manifest_hash,
        "hash": version.hash,
    }
    if any(said.get(name) != value for name, value in facts.items()):
        yield "differs from its receipt"


def broken_files() -> Iterator[str]:
    """INV-2: a complete version has all its files, with length and hash; one that waits has its end ahead (the clock
    looks every minute, so ten are given)."""
    for version in Submission.objects.exclude(manifest=[]).iterator(chunk_size=200):
        if version.state == VersionState.COMPLETE:
            rows = EntryFile.objects.filter(entry=version.entry_id).values_list("slot", "file__sha256", "file__size")
            here = set(rows)
            for one in version.manifest:
                if not one.get("erased") and (one["slot"], one["sha256"], one["size"]) not in here:
                    yield f"version {version.uid} is complete without its file {one['sha256'][:16]}"
        elif version.state == VersionState.WAITING and version.grace_until is not None:
            late = (now() - version.grace_until).total_seconds()
            if late > 600:
                yield f"version {version.uid} still waits for bytes after its grace"


def _slug(contest: int) -> str:
    return Contest.objects.values_list("slug", flat=True).get(pk=contest)
