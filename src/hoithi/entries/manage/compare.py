"""Two versions of one dossier side by side."""

from dataclasses import dataclass

from django.utils.translation import gettext as _

from hoithi.contests.models import Contest
from hoithi.contests.planflow.diff import SAME, Row, line_rows
from hoithi.entries.models import Submission
from hoithi.entries.reading import Reading, book_for, read


@dataclass(frozen=True, slots=True)
class Changed:
    """One part that differs, line by line; inside a line the words that differ are marked."""

    label: str
    rows: list[Row]


@dataclass(frozen=True, slots=True)
class Comparison:
    """What differs between two versions: parts, files that came (`added`) and went (`removed`); `same` names the parts
    that do not differ."""

    changed: list[Changed]
    same: list[str]
    added: list[str]
    removed: list[str]


def compare(contest: Contest, old: Submission, new: Submission, *, people: bool, files: bool) -> Comparison:
    """Compares two versions of one entry, as far as the reader may read them."""
    before, after = _read(contest, old, people), _read(contest, new, people)
    left, right = _texts(before), _texts(after)
    changed, same = [], []
    for label in dict.fromkeys([*left, *right]):
        rows = line_rows(left.get(label, "").split("\n"), right.get(label, "").split("\n"))
        if any(row.kind != SAME for row in rows):
            changed.append(Changed(label, rows))
        else:
            same.append(label)
    came, went = _files(new) if files else {}, _files(old) if files else {}
    return Comparison(
        changed=changed,
        same=same,
        added=[name for key, name in came.items() if key not in went],
        removed=[name for key, name in went.items() if key not in came],
    )


def _read(contest: Contest, version: Submission, people: bool) -> Reading:
    return read(version.content, [], book_for(contest, version), {}, people=people)


def _texts(reading: Reading) -> dict[str, str]:
    texts = {_("Tên giải pháp"): reading.title, **dict(reading.about)}
    texts |= {answer.name: answer.text for part in reading.parts for answer in part.answers}
    if reading.authors:
        lines = []
        for author in reading.authors:
            facts = [author.share, *(f"{label}: {value}" for label, value in author.facts)]
            lines.append("; ".join([author.name, *(one for one in facts if one)]))
        texts[_("Tác giả")] = "\n".join(lines)
    return texts


def _files(version: Submission) -> dict[tuple[str, str], str]:
    return {(one["slot"], one["sha256"]): one["name"] for one in version.manifest}
