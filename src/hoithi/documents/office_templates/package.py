"""A Word file taken apart and put together again: its texts as trees, all else untouched, always the same way."""

import zipfile
import zlib
from collections.abc import Iterator
from copy import deepcopy
from io import BytesIO
from typing import Any

from lxml import etree

WORD = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_STRICT = "{http://purl.oclc.org/ooxml/wordprocessingml/main}"
_SPACE = "{http://www.w3.org/XML/1998/namespace}space"
_TEXTS = {
    f"{WORD}{name}": label
    for name, label in {
        "document": "thân văn bản", "hdr": "đầu trang", "ftr": "chân trang",
        "footnotes": "chú thích", "endnotes": "chú thích cuối",
    }.items()
}  # fmt: skip
_SIGNS = {f"{WORD}tab": "\t", f"{WORD}br": "\n", f"{WORD}cr": "\n"}
_GONE = {f"{WORD}del", f"{WORD}moveFrom", f"{WORD}pPr", f"{WORD}rPr"}
_PARAGRAPH, _TEXT = f"{WORD}p", f"{WORD}t"

Element = Any


class NotReadable(ValueError):  # noqa: N818 - an answer, not an error of the program
    """The file is no Word file that can be read, with a sentence."""


class Package:
    """The parts of a .docx that was looked through before (`kit.files.office`); `texts` are those that people read:
    the name of a part, its root and what people call it."""

    def __init__(self, data: bytes) -> None:
        try:
            with zipfile.ZipFile(BytesIO(data)) as archive:
                self.parts = {one.filename: archive.read(one) for one in archive.infolist() if not one.is_dir()}
            self._roots = {name: _parsed(part) for name, part in self.parts.items() if _holds_text(name)}
        except (
            zipfile.BadZipFile,
            zlib.error,
            etree.XMLSyntaxError,
            OSError,
            RuntimeError,
            NotImplementedError,
            EOFError,
        ) as error:
            raise NotReadable("Tệp Word bị hỏng. Hãy mở bằng Word, lưu lại thành .docx rồi gửi lại.") from error
        if any(root.tag.startswith(_STRICT) for root in self._roots.values()):
            raise NotReadable("Tệp lưu theo kiểu “Strict Open XML”. Hãy lưu lại thành .docx thường rồi gửi lại.")

    @property
    def texts(self) -> Iterator[tuple[str, Element, str]]:
        """What people read, the body first."""
        found = [(name, root, _TEXTS[root.tag]) for name, root in self._roots.items() if root.tag in _TEXTS]
        return iter(sorted(found, key=lambda one: (one[2] != "thân văn bản", one[0])))

    def links(self) -> Iterator[Element]:
        """The relations of all parts."""
        for name, part in self.parts.items():
            if name.endswith(".rels"):
                yield from _parsed(part)

    def packed(self) -> bytes:
        """The file with its texts as they are now. The same texts give the same bytes."""
        made = BytesIO()
        with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as archive:
            for name, part in self.parts.items():
                entry = zipfile.ZipInfo(name)
                entry.compress_type = zipfile.ZIP_DEFLATED
                archive.writestr(entry, _written(self._roots[name]) if name in self._roots else part)
        return made.getvalue()


def _holds_text(name: str) -> bool:
    return name.startswith("word/") and name.endswith(".xml") and name.count("/") == 1


def _parsed(part: bytes) -> Element:
    return etree.fromstring(part, etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False))


def _written(root: Element) -> bytes:
    return bytes(etree.tostring(root, xml_declaration=True, encoding="UTF-8", standalone=True))


def paragraphs(root: Element) -> list[Element]:
    """All paragraphs, those of tables and of boxes too."""
    return list(root.iter(_PARAGRAPH))


class Words:
    """The words of one paragraph, whatever runs they are broken into; not those of boxes that hang on it."""

    def __init__(self, paragraph: Element) -> None:
        self.paragraph = paragraph
        self._pieces: list[tuple[int, Element]] = []
        self.text = ""
        for one in _own(paragraph):
            if one.tag == _TEXT:
                one.text = (one.text or "").replace("\n", " ")
                self._pieces.append((len(self.text), one))
                self.text += one.text
            else:
                self.text += _SIGNS[one.tag]

    def put(self, start: int, end: int, text: str) -> None:
        """`text` in the place of the words from `start` to `end`, in the face of the first of them. Only once for
        each stretch, the last first: what stands before keeps its place."""
        for at, piece in reversed(self._pieces):
            stop = at + len(piece.text)
            if at >= end or stop <= start:
                continue
            first = at <= start
            piece.text = piece.text[: max(start - at, 0)] + (text if first else "") + piece.text[end - at :]
            piece.set(_SPACE, "preserve")

    def break_lines(self) -> None:
        """Line ends within the words become those of Word."""
        for _at, piece in self._pieces:
            first, *others = (piece.text or "").split("\n")
            piece.text = first
            after = piece
            for line in others:
                for made in (etree.Element(f"{WORD}br"), etree.Element(_TEXT)):
                    after.addnext(made)
                    after = made
                after.text = line
                after.set(_SPACE, "preserve")


def _own(parent: Element) -> Iterator[Element]:
    for one in parent:
        if one.tag == _TEXT or one.tag in _SIGNS:
            yield one
        elif one.tag != _PARAGRAPH and one.tag not in _GONE:
            yield from _own(one)


def copied(one: Element) -> Element:
    """The same again, without the marks of which there may be one only."""
    made = deepcopy(one)
    for name in ("bookmarkStart", "bookmarkEnd"):
        for mark in list(made.iter(f"{WORD}{name}")):
            mark.getparent().remove(mark)
    return made


def row_of(one: Element) -> Element | None:
    """The row of a table that `one` stands in, if it stands in one."""
    return next(one.iterancestors(f"{WORD}tr"), None)
