"""A plan that was read, as facts of a plan to be issued: the same words in the same order."""

import re
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from hoithi.contests.plan.letterhead import gives_place
from hoithi.contests.plan.model import Row
from hoithi.contests.plan.outline import SECTION, read_mark
from hoithi.contests.plan.parts import Parts, cut, is_closing_sentence
from hoithi.contests.plan.preamble import read_bases
from hoithi.contests.plan.sources import open_source
from hoithi.contests.plan.sources.join import join_rows
from hoithi.contests.plan.tables import take_apart_layout
from hoithi.contests.plan.text import fold, is_caps, squeeze
from hoithi.documents.paper.model import roman

_END = re.compile(r"\s*\.\s*/\s*\.?\s*$")
_BOLD_STAR = re.compile(r"\*\*(?P<star>\*+)\s+(?P<rest>[^*]+)\*\*\Z")
_OTHER_CORNER = re.compile(r"\b(?:cong hoa xa hoi|doc lap\s*[-–]|(?P<number>so\s*:))")
_AREA = re.compile(r"(?:xa|phuong|huyen|tinh|thanh pho|thi tran|dac khu|quan)\b")
_FILING = re.compile(r"l[uư]u\s*[:.]\s*(?P<where>.*)\Z", re.IGNORECASE)


def plan_facts(source_lines: Sequence[str], name: str, reading: Mapping[str, Any]) -> dict[str, Any]:
    """Raw facts of the kind "ke-hoach". `source_lines` and `reading` are what the reader kept of the file `name`."""
    markdown = name.lower().endswith((".md", ".markdown"))
    source = open_source("\n".join(source_lines).encode(), "plan.md" if markdown else "plan.txt")
    parts = cut(join_rows(take_apart_layout(source.rows)))
    texts = _Texts(source_lines if markdown else ())
    opening = [row for row in parts.preamble if not _is_basis(row)]
    said, ending = _ending(parts.body)
    return {
        **_head(parts, reading),
        "bases": "\n".join(row.text.rstrip(" ;,.") for row in parts.preamble if _is_basis(row)),
        "opening": "\n".join(texts.of(row) for row in opening),
        "parts": _parts(said, texts),
        "ending": "\n".join(_END.sub("", texts.of(row)) for row in ending),
    }


def _is_basis(row: Row) -> bool:
    return not row.text.endswith(":") and bool(read_bases([row]))


class _Texts:
    """The words of rows: as the source has them where it names faces and the row is one line of it."""

    def __init__(self, source_lines: Sequence[str]) -> None:
        self._lines = source_lines

    def of(self, row: Row) -> str:
        raw = squeeze(self._lines[row.line - 1]) if row.line <= len(self._lines) else ""
        if raw.replace("*", "").strip() != row.text.replace("*", "").strip():
            return row.text
        return _BOLD_STAR.sub(lambda found: f"{found['star']} **{found['rest'].strip()}**", raw)


def _ending(rows: list[Row]) -> tuple[list[Row], list[Row]]:
    """The body, and the sentences at its end that only close it."""
    at = len(rows)
    while at and not rows[at - 1].cells and not read_mark(rows[at - 1].text) and is_closing_sentence(rows[at - 1].text):
        at -= 1
    return rows[:at], rows[at:]


def _parts(rows: Iterable[Row], texts: _Texts) -> list[dict[str, str]]:
    """The parts by their Roman numbers as long as these run on from I; a plan that is numbered otherwise is one part
    without a title, whose lines keep their own numbers."""
    made: list[tuple[str, list[str]]] = [("", [])]
    for row in rows:
        title = _title(row, sum(bool(title) for title, _text in made) + 1)
        if title:
            made.append((title, []))
        else:
            made[-1][1].append(" | ".join(row.cells) if row.cells else texts.of(row))
    found = [{"name": title, "text": "\n".join(text)} for title, text in made if title or text]
    if found:
        found[-1]["text"] = _END.sub("", found[-1]["text"])
    return found


def _title(row: Row, number: int) -> str:
    """The title of a row that is the part with this Roman number, "" for any other row."""
    mark = None if row.cells else read_mark(row.text)
    if mark is None or mark.rank != SECTION or mark.label != roman(number) or not is_caps(mark.rest):
        return ""
    return mark.rest


def _head(parts: Parts, reading: Mapping[str, Any]) -> dict[str, Any]:
    document, contest = reading["document"], reading["contest"]
    signer = document["signer"]
    recipients, filing = recipients_of(document["recipients"])
    corner = _corner(parts.letterhead)
    return {
        "parent": corner[0] if len(corner) > 1 else "",
        "issuer": corner[-1] if corner else (contest["organizer"] or "").upper(),
        "symbol": document["symbol"] or "",
        "place": document["place"] or "",
        "abstract": document["title"] or contest["name"] or "",
        "authority": signer["authority"] or "",
        "position": signer["position"] or "",
        "post": signer["concurrent"] or "",
        "signer": signer["name"] or "",
        "recipients": "\n".join(recipients),
        "filing": filing,
    }


def _corner(letterhead: Iterable[Row]) -> list[str]:
    """The bodies in the left corner: the one above if there are several lines, and the one that issues."""
    names: list[str] = []
    for row in letterhead:
        found = _OTHER_CORNER.search(fold(row.text))
        name = row.text[: found.start()].strip() if found else row.text
        if names and _AREA.match(fold(name)):
            names[-1] += f" {name}"
        elif is_caps(name) and not gives_place(row):
            names.append(name)
        if found and found["number"]:
            break
    return [names[0], " ".join(names[1:])] if len(names) > 1 else names


def recipients_of(items: Iterable[str]) -> tuple[list[str], str]:
    """Whom it is sent to, and the line of the archive."""
    kept, filing = [], ""
    for item in items:
        found = _FILING.match(item)
        filing = found["where"] if found else filing
        kept += [] if found else [item]
    return kept, filing
