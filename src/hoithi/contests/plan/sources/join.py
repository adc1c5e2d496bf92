"""Lines that only the width of the page has broken are put together into paragraphs."""

import re
from itertools import pairwise

from hoithi.contests.plan.headings import read_heading
from hoithi.contests.plan.model import Row
from hoithi.contests.plan.outline import DASH, read_mark
from hoithi.contests.plan.text import fold, is_caps, squeeze

_ENDS = re.compile(r"[.;:!?…]['\")”»]*$|/\.$")
_CITED = re.compile(r"can cu\b|(?:thuc hien|theo|xet de nghi)\b.*\bso\s*\d")
_RAGGED = 12
_HYPHENATED = re.compile(r"\w[-/]$")
_OPENERS = re.compile(
    r"(?:can cu|noi nhan|thuc hien (?:ke|cong|quyet|chuong|nghi|thong|huong|chi)|xet de nghi|kinh gui"
    r"|tren day la|nhan duoc (?:ke hoach|van ban)|can cu ke hoach nay|trong qua trinh"
    r"|(?:dia chi|dien thoai|email|e-mail|thoi gian|dia diem|lien he)\b[^:]{0,40}:|so\s*:)"
)


def join_rows(rows: list[Row]) -> list[Row]:
    """Paragraphs: each keeps the number of its first line."""
    joined: list[Row] = []
    last: Row | None = None
    indented = _has_first_line_indents(rows)
    for row in (piece for whole in rows for piece in _at_breaks(whole)):
        if (
            last is not None
            and joined
            and _continues(joined[-1], last, row)
            and not (indented and _is_first_line(joined[-1], row))
        ):
            glue = "" if _HYPHENATED.search(last.text) else " "
            joined[-1].text = squeeze(f"{joined[-1].text}{glue}{row.text}")
            joined[-1].bold = joined[-1].bold and row.bold
        else:
            joined.append(Row(row.line, row.text, row.bold, row.gap, row.room, row.cells, row.x))
        last = row
    return joined


def _has_first_line_indents(rows: list[Row]) -> bool:
    """Whether paragraphs of the file begin further right than their other lines."""
    pairs = [(a, b) for a, b in pairwise(rows) if _no_room(a, b.text) and not b.gap]
    return sum(a.x > b.x + 2 and b.x < 1 for a, b in pairs) * 3 > len(pairs) > 2


def _is_first_line(paragraph: Row, row: Row) -> bool:
    return row.x > 2 and abs(row.x - paragraph.x) < 1 and not row.text[0].islower()


def _at_breaks(row: Row) -> list[Row]:
    if row.cells or "\n" not in row.text:
        return [row]
    return [Row(row.line, squeeze(text), row.bold, x=row.x) for text in row.text.split("\n") if text.strip()]


def _continues(paragraph: Row, last: Row, row: Row) -> bool:
    if row.cells or last.cells or _opens(last, row):
        return False
    if is_caps(last.text) != is_caps(row.text) and (is_caps(last.text) or not row.text[0].islower()):
        return False
    ended = bool(_ENDS.search(last.text))
    if row.text[0].islower() or (row.text[0] in "(,;&" and not row.gap):
        apart = row.gap and not (last.text.endswith(";") and read_mark(paragraph.text))
        return not ended or (not apart and not last.text.endswith("/."))
    return not row.gap and _flows_on(paragraph, last, row, ended)


def _opens(last: Row, row: Row) -> bool:
    """Whether a line opens a paragraph by its mark or its words; not by one that a broken line brought there."""
    if mark := read_mark(row.text):
        broken = not row.gap and not _ENDS.search(last.text) and _no_room(last, row.text)
        return not (broken and mark.rank >= DASH and not mark.rest[:1].isupper())
    return row.text[0].isupper() and _OPENERS.match(fold(row.text)) is not None


def _flows_on(paragraph: Row, last: Row, row: Row, ended: bool) -> bool:
    """Whether a line that begins like a new sentence still belongs to the paragraph."""
    if is_caps(row.text):
        return read_mark(paragraph.text) is not None or _no_room(last, row.text)
    if _is_open(paragraph.text) or (_CITED.match(fold(paragraph.text)) and not ended and not last.text.endswith(",")):
        return True
    if last.text.endswith((",", " và")) and ":" not in paragraph.text and _names_bodies(paragraph.text):
        return True
    return not last.text.endswith("/.") and (_no_room(last, row.text) or (last.room < _RAGGED and not ended))


def _names_bodies(text: str) -> bool:
    mark = read_mark(text)
    return mark is not None and read_heading(mark.rest) is not None


def _is_open(text: str) -> bool:
    """Whether a bracket is still open."""
    return text.count("(") > text.count(")")


def _no_room(last: Row, text: str) -> bool:
    return len(text.split(" ", 1)[0]) + 1 > last.room
