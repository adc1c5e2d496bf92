"""Text files: .txt, and .md with its marks taken off."""

import html
import re

from hoithi.contests.plan.errors import NotAPlan
from hoithi.contests.plan.model import Row, Source
from hoithi.contests.plan.sources.columns import in_reading_order
from hoithi.contests.plan.sources.tabs import bar_rows, is_mark, settle_tabs
from hoithi.contests.plan.tables import is_layout
from hoithi.contests.plan.text import compose, squeeze

_RULE = re.compile(r"[-_*=~.·—–\s\\]{3,}")
_PAGE = re.compile(r"(?i)[-–—\s]*(?:trang\s+)?\d{1,3}(?:\s*/\s*\d{1,3})?[-–—\s]*")
_TABLE_RULE = re.compile(r"\|?[\s:|-]*-[\s:|-]*\|?")
_HEADING = re.compile(r"\s{0,3}#{1,6}\s+")
_EMPHASIS = re.compile(r"(?<![\w*])([*_])(?=\S)([^*_]*?\S)\1(?![\w*])")
_ENDED = re.compile(r"[.;:!?]\W*$")
_GAP = re.compile(r"\t+|\s{3,}")


def read_plain(data: bytes, markdown: bool) -> Source:
    """Every physical line is a line of the source; what is only layout (rules, page numbers) is no row."""
    lines = compose(_decode(data)).replace("\r\n", "\n").replace("\r", "\n").split("\n")
    settled, tabbed = settle_tabs(lines)
    barred = bar_rows(lines)
    parts: list[list[Row]] = []
    for number, (text, bold) in enumerate(_unbold(settled, markdown), 1):
        if number - 1 in tabbed:
            parts.append([_cells_row(number, text.split("\t"))])
        elif number - 1 in barred or (" | " in text and is_layout(text)):
            parts.append(_table_row(number, _unmark(text, bold)[0] if markdown else text))
        else:
            parts.append(_fragments(number, text, bold, markdown))
    rows = in_reading_order(_without_page_breaks(parts, lines))
    _measure_room(rows)
    return Source([squeeze(text) for text in lines], rows)


def _decode(data: bytes) -> str:
    codec = "utf-16" if data[:2] in (b"\xff\xfe", b"\xfe\xff") else "utf-8-sig"
    try:
        return data.decode(codec)
    except UnicodeDecodeError:
        raise NotAPlan(
            "Tệp văn bản không ở bảng mã Unicode (UTF-8); hãy mở tệp, lưu lại với mã UTF-8 rồi gửi lại."
        ) from None


def _unbold(lines: list[str], markdown: bool) -> list[tuple[str, bool]]:
    """Lines without `**`, each with whether all of it was bold; bold may span lines."""
    if not markdown:
        return [(text, False) for text in lines]
    result, inside = [], False
    for text in lines:
        pieces = re.split(r"\*\*|__", text)
        plain = "".join(pieces[1 if inside else 0 :: 2])
        result.append(("".join(pieces), (inside or len(pieces) > 1) and not re.search(r"[^\W\d_]", plain)))
        inside = (inside + len(pieces) - 1) % 2 == 1 and bool(text.strip())
    return result


def _without_page_breaks(parts: list[list[Row]], lines: list[str]) -> list[list[Row]]:
    """The lines without a page's number and the empty lines around it, where they stand inside a sentence."""
    kept: list[list[Row]] = []
    numbered = False
    for part, text in zip(parts, lines, strict=True):
        if not part:
            numbered = numbered or bool(text.strip() and _PAGE.fullmatch(text))
        elif numbered and (
            part[0].text[:1].islower() or not _ENDED.search(next((p[-1].text for p in kept[::-1] if p), "."))
        ):
            while kept and not kept[-1]:
                kept.pop()
        numbered = numbered and not part
        kept.append(part)
    return kept


def _fragments(number: int, text: str, bold: bool, markdown: bool) -> list[Row]:
    if markdown:
        text, bold = _unmark(text, bold)
        if text.lstrip().startswith("|"):
            return _table_row(number, text)
    if _RULE.fullmatch(text) or _PAGE.fullmatch(text):
        return []
    return _split_wide(number, text, bold)


def _unmark(text: str, bold: bool) -> tuple[str, bool]:
    heading = _HEADING.match(text)
    text = re.sub(r"(?i)<br\s*/?>", "\n", text[heading.end() :].rstrip(" #") if heading else text)
    text = html.unescape(re.sub(r"</?[a-zA-Z][^>]*>", "", text)).replace("\u00a0", " ")
    text = re.sub(r"^(\s*)>\s?", r"\1", text)
    text = re.sub(r"\\([\\`*_{}\[\]()#+.!|>-])", r"\1", text)
    return _EMPHASIS.sub(r"\2", text).rstrip("\\"), bold or heading is not None


def _table_row(number: int, text: str) -> list[Row]:
    if _TABLE_RULE.fullmatch(text.strip()):
        return []
    return [_cells_row(number, text.strip().strip("|").split("|"))]


def _cells_row(number: int, texts: list[str]) -> Row:
    cells = tuple(_cell(text) for text in texts)
    return Row(number, squeeze(" | ".join(cells)), cells=cells)


def _cell(text: str) -> str:
    return "\n".join(squeeze(line) for line in text.split("\n") if line.strip())


def _split_wide(number: int, text: str, bold: bool) -> list[Row]:
    text = text.expandtabs(8).rstrip()
    gaps = [gap for gap in _GAP.finditer(text) if text[: gap.start()].strip() and not is_mark(text[: gap.start()])]
    if not text.strip():
        return []
    widest = max(gaps, key=lambda gap: gap.end() - gap.start()).end() if gaps else len(text)
    return [
        Row(number, squeeze(text[a:b]), bold, x=a + len(text[a:b]) - len(text[a:b].lstrip()))
        for a, b in ((0, widest), (widest, len(text)))
        if text[a:b].strip()
    ]


def _measure_room(rows: list[Row]) -> None:
    """Finds whether the file was wrapped at a width, and how much room each line left."""
    lengths = sorted((row.x + len(row.text) for row in rows if not row.cells), reverse=True)
    if not lengths:
        return
    width = lengths[len(lengths) // 50]
    near = sum(width - 15 <= length <= width for length in lengths)
    if width <= 140 and near * 6 >= len(lengths):
        for row in rows:
            row.room = max(0.0, width - row.x - len(row.text))
