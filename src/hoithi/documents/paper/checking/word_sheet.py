"""A Word file as what is seen: formats are followed through runs, styles and the defaults of the document."""

import io
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass, replace
from itertools import pairwise
from typing import Any

from docx import Document
from docx.oxml.ns import qn

from hoithi.documents.paper.checking.seen import CannotRead, Line, PageNumber, Paper, Place, Sheet, in_capitals
from hoithi.documents.paper.checking.widths import broken

_TWIP_MM = 25.4 / 1440
_EMU_MM = 25.4 / 914400
_TEXT = {qn("w:t"), qn("w:tab"), qn("w:br"), qn("w:cr"), qn("w:noBreakHyphen")}
_SKIPPED = {qn("w:del"), qn("w:moveFrom"), qn("w:pPr"), qn("w:rPr"), qn("w:instrText")}
_FALLBACK = "{http://schemas.openxmlformats.org/markup-compatibility/2006}Fallback"
_EXTENTS = ("{http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing}extent",)
_ALIGN = {"both": "justify", "distribute": "justify", "start": "left", "end": "right"}
_MOST = 100_000_000
_BROKEN = "Tệp Word bị hỏng hoặc không phải tệp .docx. Hãy mở bằng Word, lưu lại thành .docx rồi gửi lại."


@dataclass(frozen=True, slots=True)
class _Run:
    text: str
    size: float
    font: str
    bold: bool
    italic: bool
    capitals: bool
    colour: str


def read_word(data: bytes) -> Paper:
    """What is seen in a .docx. Raises `CannotRead`."""
    _check_package(data)
    try:
        document = Document(io.BytesIO(data))
        return _Reader(document).paper()
    except CannotRead:
        raise
    except Exception as error:
        raise CannotRead(_BROKEN) from error


def _check_package(data: bytes) -> None:
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as package:
            members = package.infolist()
            if len(members) > 5000 or sum(one.file_size for one in members) > _MOST:
                raise CannotRead("Tệp Word bung ra quá lớn nên không được mở. Hãy kiểm tra lại tệp.")
            for one in members:
                if one.filename.endswith((".xml", ".rels")) and b"<!DOCTYPE" in package.read(one):
                    raise CannotRead("Tệp Word chứa khai báo DTD không an toàn. Hãy lưu lại bằng Word rồi gửi lại.")
    except (zipfile.BadZipFile, OSError, NotImplementedError, RuntimeError) as error:
        raise CannotRead(_BROKEN) from error


class _Reader:
    def __init__(self, document: Any) -> None:
        self.document = document
        self.body = document.element.body
        styles = document.styles.element
        self.styles = {style.get(qn("w:styleId")): style for style in styles.findall(qn("w:style"))}
        self.default_style = next(
            (s.get(qn("w:styleId")) for s in self.styles.values()
             if s.get(qn("w:type")) == "paragraph" and s.get(qn("w:default")) in {"1", "true"}), None,
        )  # fmt: skip
        defaults = styles.find(qn("w:docDefaults"))
        self.defaults = {
            name: _deep(defaults, (f"w:{name}Default", f"w:{name}")) for name in ("rPr", "pPr")
        }  # fmt: skip
        self.theme = _theme_fonts(document)
        self.frames = 0
        self.section = 1
        self.count = 0

    def paper(self) -> Paper:
        lines = list(self._blocks(self.body, Line("", "")))
        _join_rules(lines)
        paper = Paper("docx", [line for line in lines if line.text])
        sections = list(self.document.sections)
        for number, section in enumerate(sections, 1):
            where = f"phần {number}" if len(sections) > 1 else "cả văn bản"
            paper.sheets.append(
                Sheet(where, *(_mm(value) for value in (
                    section.page_width, section.page_height, section.top_margin, section.bottom_margin,
                    section.left_margin, section.right_margin,
                )))
            )  # fmt: skip
        paper.pages = 1 + sum(1 for _ in self.body.iter(qn("w:lastRenderedPageBreak")))
        paper.numbers = [found for number, one in enumerate(sections, 1) for found in self._page_numbers(one, number)]
        return paper

    # -- where things stand

    def _blocks(self, parent: Any, at: Line) -> Iterator[Line]:
        for child in parent:
            if child.tag == qn("w:p"):
                yield self._line(child, at)
                if child.find(f"{qn('w:pPr')}/{qn('w:sectPr')}") is not None:
                    self.section += 1
            elif child.tag == qn("w:tbl"):
                yield from self._table(child, at)
            elif child.tag == qn("w:sdt"):
                content = child.find(qn("w:sdtContent"))
                if content is not None:
                    yield from self._blocks(content, at)

    def _table(self, table: Any, at: Line) -> Iterator[Line]:
        place = Place.GRID if self._has_borders(table) else Place.FRAME
        self.frames += 1
        frame = self.frames
        for number, row in enumerate(table.iter(qn("w:tr"))):
            for column, cell in enumerate(row.findall(qn("w:tc"))):
                yield from self._blocks(cell, replace(at, place=place, frame=frame, row=number, column=column))

    def _has_borders(self, table: Any) -> bool:
        properties = table.find(qn("w:tblPr"))
        borders = properties.find(qn("w:tblBorders")) if properties is not None else None
        if borders is None and properties is not None:
            style = properties.find(qn("w:tblStyle"))
            found = self.styles.get(style.get(qn("w:val"))) if style is not None else None
            borders = _deep(found, ("w:tblPr", "w:tblBorders"))
        return borders is not None and any(side.get(qn("w:val")) not in {"nil", "none"} for side in borders)

    def _line(self, paragraph: Any, at: Line) -> Line:
        self.count += 1
        chain = self._style_chain(paragraph)
        runs = [run for run in self._runs(paragraph, chain) if run.text]
        text = "".join(run.text for run in runs).replace("\xa0", " ").strip()
        seen = [run for run in runs if run.text.strip()]
        if any(run.capitals for run in seen):
            text = text.upper()
        spacing = self._spacing(paragraph, chain)
        line = replace(
            at, text=text, where=f"đoạn {self.count}", page=self.section,
            sizes=frozenset(run.size for run in seen), fonts=frozenset(run.font for run in seen),
            bold=bool(seen) and all(run.bold for run in seen), italic=bool(seen) and all(run.italic for run in seen),
            any_bold=any(run.bold for run in seen), any_italic=any(run.italic for run in seen),
            capitals=in_capitals(text), colours=frozenset(run.colour for run in seen),
            align=_ALIGN.get(found := self._paragraph_value(paragraph, chain, "w:jc", "w:val") or "left", found),
            first_line=self._first_line(paragraph, chain), before=spacing[0], after=spacing[1], spacing=spacing[2],
        )  # fmt: skip
        if seen and len({run.font for run in seen}) == 1:
            words = (text, max(line.sizes), _room(paragraph))
            line.widths = tuple(broken(*words, bold=line.bold, italic=line.italic))
        line.rule = _rule_in(paragraph, own=bool(text), width=max(line.widths, default=0.0))
        return line

    # -- formats

    def _style_chain(self, paragraph: Any) -> list[Any]:
        style = paragraph.find(f"{qn('w:pPr')}/{qn('w:pStyle')}")
        return self._based(style.get(qn("w:val")) if style is not None else self.default_style)

    def _based(self, name: str | None) -> list[Any]:
        chain: list[Any] = []
        while name and (style := self.styles.get(name)) is not None and style not in chain:
            chain.append(style)
            based = style.find(qn("w:basedOn"))
            name = based.get(qn("w:val")) if based is not None else None
        return chain

    def _runs(self, paragraph: Any, chain: list[Any]) -> Iterator[_Run]:
        for run in paragraph.iter(qn("w:r")):
            if any(up.tag in _SKIPPED or up.tag == _FALLBACK for up in run.iterancestors()):
                continue
            if any(up.tag == qn("w:txbxContent") for up in run.iterancestors()):
                continue
            text = "".join(_written(child) for child in run)
            own = run.find(qn("w:rPr"))
            character = _deep(own, ("w:rStyle",))
            styles = self._based(character.get(qn("w:val"))) if character is not None else []
            sources = [own, *(_deep(style, ("w:rPr",)) for style in [*styles, *chain]), self.defaults["rPr"]]
            yield self._run(text, [source for source in sources if source is not None])

    def _run(self, text: str, sources: list[Any]) -> _Run:
        size = _first(sources, "w:sz", "w:val")
        colour = _first(sources, "w:color", "w:val") or "auto"
        return _Run(
            text, float(size) / 2 if size else 10.0, self._font(sources), _on(sources, "w:b"), _on(sources, "w:i"),
            _on(sources, "w:caps"), colour.upper() if colour != "auto" else "auto",
        )  # fmt: skip

    def _font(self, sources: list[Any]) -> str:
        for source in sources:
            fonts = source.find(qn("w:rFonts"))
            if fonts is None:
                continue
            if theme := fonts.get(qn("w:asciiTheme")):
                return str(self.theme.get(theme[:5], theme))
            if name := fonts.get(qn("w:ascii")):
                return str(name)
        return "Times New Roman"  # what Word takes when nothing is said

    def _paragraph_value(self, paragraph: Any, chain: list[Any], tag: str, attribute: str) -> str | None:
        sources = [paragraph.find(qn("w:pPr")), *(_deep(style, ("w:pPr",)) for style in chain), self.defaults["pPr"]]
        return _first([source for source in sources if source is not None], tag, attribute)

    def _first_line(self, paragraph: Any, chain: list[Any]) -> float:
        first = self._paragraph_value(paragraph, chain, "w:ind", "w:firstLine")
        return round(_number(first) * _TWIP_MM, 2)

    def _spacing(self, paragraph: Any, chain: list[Any]) -> tuple[float, float, float | None]:
        before, after, line, rule = (
            self._paragraph_value(paragraph, chain, "w:spacing", f"w:{name}")
            for name in ("before", "after", "line", "lineRule")
        )
        multiple = (_number(line) / 240 if line else 1.0) if rule in {None, "auto"} else None
        return _number(before) / 20, _number(after) / 20, multiple

    # -- numbers of pages

    def _page_numbers(self, section: Any, number: int) -> Iterator[PageNumber]:
        parts = [(section.header, True), (section.footer, False)]
        if section.different_first_page_header_footer:
            parts += [(section.first_page_header, True), (section.first_page_footer, False)]
        for index, (part, top) in enumerate(parts):
            for paragraph in part._element.iter(qn("w:p")):  # noqa: SLF001 - the library has no public way
                if not _shows_page(paragraph):
                    continue
                chain = self._style_chain(paragraph)
                align = self._paragraph_value(paragraph, chain, "w:jc", "w:val")
                frame = _deep(paragraph, ("w:pPr", "w:framePr"))
                centred = align == "center" or (frame is not None and frame.get(qn("w:xAlign")) == "center")
                runs = list(self._runs(paragraph, chain))
                yield PageNumber(
                    f"phần {number}", page=1 if index > 1 or not section.different_first_page_header_footer else 2,
                    text="", sizes=frozenset(run.size for run in runs), in_top=top,
                    upright=not any(run.italic for run in runs), off_centre=0.0 if centred else 99.0,
                )  # fmt: skip


def _shows_page(paragraph: Any) -> bool:
    told = [*(e.text or "" for e in paragraph.iter(qn("w:instrText")))]
    told += [e.get(qn("w:instr")) or "" for e in paragraph.iter(qn("w:fldSimple"))]
    return any(words.split()[:1] == ["PAGE"] for words in "".join(told).split("\\") if words.strip()) or any(
        words.strip().startswith("PAGE") for words in told
    )


def _join_rules(lines: list[Line]) -> None:
    """A rule that an empty paragraph draws belongs to the words above it."""
    for above, line in pairwise(lines):
        if above.text and not line.text and line.rule and (above.frame, above.column) == (line.frame, line.column):
            above.rule = line.rule


def _rule_in(paragraph: Any, *, own: bool, width: float) -> float:
    """The length in mm of the rule that a paragraph draws; a border without known bounds is as long as the words."""
    for tag in _EXTENTS:
        for extent in paragraph.iter(tag):
            if int(extent.get("cy") or 0) < 40_000:
                return int(extent.get("cx") or 0) * _EMU_MM
    for shape in paragraph.iter("{urn:schemas-microsoft-com:vml}line"):
        ends = [float(str(shape.get(name, "0")).split(",")[0].rstrip("ptminc ") or 0) for name in ("from", "to")]
        return abs(ends[1] - ends[0]) * 25.4 / 72
    borders = paragraph.find(f"{qn('w:pPr')}/{qn('w:pBdr')}")
    if borders is None or not any(side.tag in {qn("w:bottom"), qn("w:top")} for side in borders):
        return 0.0
    if own:
        return width
    return _room(paragraph)


def _room(paragraph: Any) -> float:
    """How wide a paragraph may be, in mm: its cell or the page, less its indents."""
    indent = paragraph.find(f"{qn('w:pPr')}/{qn('w:ind')}")
    taken = sum(
        _number(indent.get(qn(f"w:{side}"))) for side in ("left", "right", "start", "end")
    ) if indent is not None else 0  # fmt: skip
    for up in paragraph.iterancestors():
        if up.tag == qn("w:tc"):
            told = _deep(up, ("w:tcPr", "w:tcW"))
            cell = _number(told.get(qn("w:w"))) if told is not None else 0
            return max((cell - taken) * _TWIP_MM - _cell_margins(up), 0.0)
    section = next(iter(paragraph.getroottree().getroot().iter(qn("w:sectPr"))), None)
    size, margins = (_deep(section, (name,)) for name in ("w:pgSz", "w:pgMar"))
    if size is None or margins is None:
        return 0.0
    whole = _number(size.get(qn("w:w"))) - _number(margins.get(qn("w:left"))) - _number(margins.get(qn("w:right")))
    return (whole - taken) * _TWIP_MM


def _cell_margins(cell: Any) -> float:
    for up in cell.iterancestors(qn("w:tbl")):
        margins = _deep(up, ("w:tblPr", "w:tblCellMar"))
        if margins is None:
            return 2 * 1.9
        sides = [_deep(margins, (f"w:{side}",)) for side in ("left", "right", "start", "end")]
        return sum(_number(side.get(qn("w:w"))) for side in sides if side is not None) * _TWIP_MM
    return 0.0


def _written(child: Any) -> str:
    if child.tag == qn("w:t"):
        return child.text or ""
    if child.tag in _TEXT:
        return {"tab": "\t", "noBreakHyphen": "-"}.get(child.tag.rpartition("}")[2], "\n")
    return ""


def _deep(element: Any, tags: tuple[str, ...]) -> Any:
    for tag in tags:
        if element is None:
            return None
        element = element.find(qn(tag))
    return element


def _first(sources: list[Any], tag: str, attribute: str) -> str | None:
    for source in sources:
        found = source.find(qn(tag))
        if found is not None and found.get(qn(attribute)) is not None:
            return str(found.get(qn(attribute)))
    return None


def _on(sources: list[Any], tag: str) -> bool:
    for source in sources:
        found = source.find(qn(tag))
        if found is not None:
            return found.get(qn("w:val")) not in {"0", "false", "off"}
    return False


def _number(text: str | None) -> float:
    try:
        return float(text or 0)
    except ValueError:
        return 0.0


def _mm(length: Any) -> float:
    return float(length or 0) * _EMU_MM


def _theme_fonts(document: Any) -> dict[str, str]:
    """The Latin font that "minorHAnsi" and "majorHAnsi" stand for, by "minor" and "major"."""
    for relation in document.part.rels.values():
        if relation.reltype.endswith("/theme"):
            from lxml import etree  # noqa: PLC0415 - only for files that have a theme

            root = etree.fromstring(relation.target_part.blob, etree.XMLParser(resolve_entities=False, no_network=True))
            a = "{http://schemas.openxmlformats.org/drawingml/2006/main}"
            return {
                name: found.get("typeface", "")
                for name in ("minor", "major")
                if (found := root.find(f".//{a}{name}Font/{a}latin")) is not None
            }
    return {}
