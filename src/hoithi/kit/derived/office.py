"""Word and Excel files read for their words, and copied without the names of those who wrote and reviewed them."""

import io
import posixpath
import zipfile
from collections.abc import Iterator
from typing import Any

import python_calamine
from lxml import etree

from hoithi.kit.derived import traces

MAX_TEXT = 200_000
MAX_INFLATED = 200 * 1024 * 1024
_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_FALLBACK = "{http://schemas.openxmlformats.org/markup-compatibility/2006}Fallback"
_DELETED = {f"{_W}{name}" for name in ("del", "moveFrom", "instrText", "delText")}
_SIGNS = {f"{_W}tab": "\t", f"{_W}br": "\n", f"{_W}cr": "\n", f"{_W}noBreakHyphen": "-"}

_DROPPED = (
    "docprops/",
    "customxml/",
    "word/comments",
    "word/people.xml",
    "xl/threadedcomments/",
    "xl/persons/",
    "xl/revisions/",
)
_MARKS = {  # elements that go with all that is in them
    *(f"{_W}{name}" for name in ("del", "moveFrom", "cellDel", "cellIns", "cellMerge", "numberingChange")),
    *(f"{_W}{name}" for name in ("commentRangeStart", "commentRangeEnd", "commentReference", "attachedTemplate")),
    *(f"{_W}{side}Range{end}" for side in ("moveFrom", "moveTo") for end in ("Start", "End")),
    *(f"{_W}customXml{kind}Range{end}" for kind in ("Ins", "Del", "MoveFrom", "MoveTo") for end in ("Start", "End")),
    *(f"{_W}{name}" for name in ("docVars", "rsids", "dataBinding")),
    "{http://schemas.microsoft.com/office/spreadsheetml/2010/11/ac}absPath",
    "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}fileSharing",
}
_UNWRAPPED = {f"{_W}ins", f"{_W}moveTo"}


def text(data: bytes, kind: str) -> list[bytes]:
    """The words of a document or of all sheets (cells of a row parted by tabs), at most 200,000 characters."""
    lines = _document_lines(data) if kind == "docx" else _sheet_lines(data)
    found, left = [], MAX_TEXT
    for line in lines:
        found.append(line[:left])
        left -= len(line) + 1
        if left <= 0:
            break
    return ["\n".join(found).encode(errors="replace")]


def plain(data: bytes, kind: str) -> list[bytes]:  # noqa: ARG001 - every work is called alike
    """The file without properties, comments, names of reviewers, thumbnails and links to its template; changes that
    were tracked are taken in; pictures lose what the camera wrote."""
    memory = io.BytesIO()
    with _opened(data) as old, zipfile.ZipFile(memory, "w", zipfile.ZIP_DEFLATED) as new:
        for info in old.infolist():
            name = info.filename
            if not name.casefold().startswith(_DROPPED) and not info.is_dir():
                new.writestr(zipfile.ZipInfo(name), _cleaned(name, old.read(name)), zipfile.ZIP_DEFLATED)
    return [memory.getvalue()]


def _opened(data: bytes) -> zipfile.ZipFile:
    archive = zipfile.ZipFile(io.BytesIO(data))
    if sum(info.file_size for info in archive.infolist()) > MAX_INFLATED:
        raise ValueError("too large")
    return archive


def _parsed(data: bytes) -> Any:
    parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False)
    root = etree.fromstring(data, parser)
    if root.getroottree().docinfo.doctype:
        raise ValueError("document type")
    return root


def _document_lines(data: bytes) -> Iterator[str]:
    with _opened(data) as archive:
        body = _parsed(archive.read("word/document.xml"))
    for paragraph in body.iter(f"{_W}p"):
        if not any(above.tag in {f"{_W}p", _FALLBACK} for above in paragraph.iterancestors()):
            yield from "".join(_words(paragraph)).split("\n")


def _words(element: Any) -> Iterator[str]:
    for child in element:
        if child.tag == f"{_W}t":
            yield child.text or ""
        elif child.tag in _SIGNS and element.tag == f"{_W}r":
            yield _SIGNS[child.tag]
        elif isinstance(child.tag, str) and child.tag not in _DELETED and child.tag != _FALLBACK:
            yield "\n" if child.tag == f"{_W}p" else ""
            yield from _words(child)


def _sheet_lines(data: bytes) -> Iterator[str]:
    workbook = python_calamine.CalamineWorkbook.from_filelike(io.BytesIO(data))
    for name in workbook.sheet_names:
        for row in workbook.get_sheet_by_name(name).to_python():
            cells = [str(int(cell)) if isinstance(cell, float) and cell.is_integer() else str(cell) for cell in row]
            if any(cells):
                yield "\t".join(cells).rstrip("\t")


def _cleaned(name: str, data: bytes) -> bytes:
    low = name.casefold()
    if data.startswith(b"\xff\xd8\xff"):
        return traces.without_camera(data)
    if data.startswith(b"\x89PNG"):
        return traces.without_png_texts(data)
    if low.endswith((".docx", ".xlsx")):  # the numbers behind a chart
        return plain(data, "")[0]
    if not low.endswith((".xml", ".rels")):
        return data
    root = _parsed(data)
    if low.endswith(".rels"):
        _clean_links(root, posixpath.dirname(posixpath.dirname(name)))
    elif low == "[content_types].xml":
        _drop(root, [one for one in root if (one.get("PartName") or "").lstrip("/").casefold().startswith(_DROPPED)])
    elif low.startswith("xl/comments"):
        _empty_comments(root)
    else:
        _take_in_changes(root)
    return bytes(etree.tostring(root, xml_declaration=True, encoding="UTF-8", standalone=True))


def _clean_links(root: Any, folder: str) -> None:
    """Links to dropped parts go; those to files elsewhere (a template in somebody's folder) lead nowhere."""
    for link in list(root):
        target = link.get("Target") or ""
        inside = posixpath.normpath(posixpath.join("/", folder, target)).lstrip("/").casefold()
        if link.get("TargetMode") != "External" and inside.startswith(_DROPPED):
            _drop(root, [link])
        elif link.get("TargetMode") == "External" and not link.get("Type", "").endswith("/hyperlink"):
            link.set("Target", "about:blank")


def _empty_comments(root: Any) -> None:
    for element in root.iter():
        if etree.QName(element).localname in {"author", "t"}:
            element.text = ""


def _take_in_changes(root: Any) -> None:
    changes = [e for e in root.iter() if isinstance(e.tag, str) and (e.tag in _MARKS or e.tag.endswith("PrChange"))]
    for element in changes:
        _drop(element.getparent(), [element])
    for element in [e for e in root.iter() if e.tag in _UNWRAPPED]:
        _unwrap(element)
    for element in root.iter():
        for attribute in list(element.attrib) if isinstance(element.tag, str) else []:
            if etree.QName(attribute).localname in {"author", "initials", "userName"}:
                element.set(attribute, "")


def _drop(parent: Any, elements: list[Any]) -> None:
    """Remove `elements` with all that is in them, but not the text that follows them."""
    for element in elements:
        if parent is not None:
            _keep_tail(element, parent)
            parent.remove(element)


def _keep_tail(element: Any, parent: Any) -> None:
    if element.tail and element.tail.strip():
        before = element.getprevious()
        if before is None:
            parent.text = (parent.text or "") + element.tail
        else:
            before.tail = (before.tail or "") + element.tail


def _unwrap(element: Any) -> None:
    parent = element.getparent()
    at = parent.index(element)
    for child in reversed(list(element)):
        parent.insert(at + 1, child)
    parent.remove(element)
