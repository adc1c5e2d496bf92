"""Word's automatic numbers as the text that Word shows."""

from typing import Any

from docx.oxml.ns import qn

_ROMAN = [(50, "L"), (40, "XL"), (10, "X"), (9, "IX"), (5, "V"), (4, "IV"), (1, "I")]


class Numbering:
    """Counts the numbered paragraphs of one document; ask for each paragraph once, in order."""

    def __init__(self, part: Any) -> None:
        self._styles = {style.get(qn("w:styleId")): style for style in part.styles.element.iter(qn("w:style"))}
        self._levels: dict[tuple[str, int], Any] = {}
        self._abstract: dict[str, str] = {}
        self._starts: dict[tuple[str, int], int] = {}
        self._counts: dict[str, list[int]] = {}
        numbering = next((r.target_part for r in part.rels.values() if r.reltype.endswith("/numbering")), None)
        if numbering is not None:
            self._read(numbering.element)

    def _read(self, root: Any) -> None:
        abstract = {a.get(qn("w:abstractNumId")): a for a in root.iter(qn("w:abstractNum"))}
        for number in root.iter(qn("w:num")):
            key, link = number.get(qn("w:numId")), _value(number, "w:abstractNumId")
            self._abstract[key] = link or ""
            for level in abstract[link].iter(qn("w:lvl")) if link in abstract else ():
                self._levels[key, _integer(level.get(qn("w:ilvl")))] = level
            for override in number.iter(qn("w:lvlOverride")):
                self._override(key, override)

    def _override(self, key: str, override: Any) -> None:
        at = _integer(override.get(qn("w:ilvl")))
        if (level := override.find(qn("w:lvl"))) is not None:
            self._levels[key, at] = level
        if (start := _value(override, "w:startOverride")) is not None:
            self._starts[key, at] = _integer(start)

    def label(self, paragraph: Any) -> str:
        """The number or bullet that Word shows before a paragraph, "" when it shows none."""
        key, at = self._place(paragraph)
        level = self._levels.get((key, at))
        if level is None or key == "0":
            return ""
        kind = _value(level, "w:numFmt") or "decimal"
        if kind == "bullet":
            return "+" if _value(level, "w:lvlText") == "+" else "-"
        if kind == "none":
            return ""
        return self._text(key, at, level)

    def style_is_bold(self, paragraph: Any) -> bool:
        """Whether the paragraph's style, or one that it stands on, makes text bold."""
        for style in self._styles_of(paragraph):
            bold = style.find(f"{qn('w:rPr')}/{qn('w:b')}")
            if bold is not None:
                return bold.get(qn("w:val")) not in ("0", "false")
        return False

    def _styles_of(self, paragraph: Any) -> list[Any]:
        name = _value(paragraph.find(qn("w:pPr")), "w:pStyle")
        chain: list[Any] = []
        while name in self._styles and len(chain) < 12:
            chain.append(self._styles[name])
            name = _value(chain[-1], "w:basedOn")
        return chain

    def _place(self, paragraph: Any) -> tuple[str, int]:
        for holder in (paragraph, *self._styles_of(paragraph)):
            properties = holder.find(f"{qn('w:pPr')}/{qn('w:numPr')}")
            if properties is not None and (key := _value(properties, "w:numId")) is not None:
                return key, _integer(_value(properties, "w:ilvl"))
        return "0", 0

    def _text(self, key: str, at: int, level: Any) -> str:
        counts = self._counts.setdefault(self._abstract.get(key, key), [])
        if (key, at) in self._starts:
            del counts[at:]
        while len(counts) <= at:
            counts.append(self._start(key, len(counts)) - 1)
        self._starts.pop((key, at), None)
        counts[at] += 1
        del counts[at + 1 :]
        text = _value(level, "w:lvlText") or ""
        for place in range(at + 1):
            shown = self._levels.get((key, place))
            kind = (_value(shown, "w:numFmt") if shown is not None else None) or "decimal"
            text = text.replace(f"%{place + 1}", _number(counts[place], kind))
        return text

    def _start(self, key: str, at: int) -> int:
        level = self._levels.get((key, at))
        value = _value(level, "w:start") if level is not None else None
        return self._starts.get((key, at), _integer(value) if value else 1)


def _value(element: Any, tag: str) -> str | None:
    child = element.find(qn(tag)) if element is not None else None
    return child.get(qn("w:val")) if child is not None else None


def _integer(text: str | None) -> int:
    return min(int(text), 100_000) if text and text.isdigit() else 0


def _number(count: int, kind: str) -> str:
    if kind in ("upperRoman", "lowerRoman"):
        shown = _roman(count)
        return shown if kind == "upperRoman" else shown.lower()
    if kind in ("upperLetter", "lowerLetter") and count > 0:
        shown = chr(97 + (count - 1) % 26)
        return shown if kind == "lowerLetter" else shown.upper()
    return f"{count:02d}" if kind == "decimalZero" else str(count)


def _roman(count: int) -> str:
    text = ""
    for value, letters in _ROMAN:
        while count >= value and len(text) < 20:
            text, count = text + letters, count - value
    return text
