"""What stands in the way of using a Word file as a template, one sentence each, with where it is and how to mend it."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from hoithi.documents.office_templates.filling import PLACEHOLDER, group_in, stretches, used_in
from hoithi.documents.office_templates.names import Name, Names
from hoithi.documents.office_templates.package import WORD, Element, Package, Words, paragraphs, row_of
from hoithi.documents.paper.checking.seen import quoted

_CODE = re.compile(r"\{[%#]|[%#]\}|\$\{")
_HARMLESS = {
    "PAGE", "NUMPAGES", "SECTIONPAGES", "TOC", "REF", "PAGEREF", "NOTEREF", "HYPERLINK", "SEQ", "STYLEREF", "SYMBOL",
    "EQ",
}  # fmt: skip
_LINKS = {
    "attachedTemplate": "Tệp gắn với một mẫu Word ở nơi khác. Hãy chép nội dung sang tệp mới rồi lưu lại.",
    "image": "Tệp có ảnh lấy từ nơi khác. Hãy chèn ảnh vào hẳn trong tệp.",
    "oleObject": "Tệp có đối tượng lấy từ nơi khác. Hãy dán nội dung đó thành chữ hoặc ảnh.",
    "aFChunk": "Tệp chèn nguyên một tệp khác. Hãy dán nội dung của tệp đó thay cho nó.",
    "subDocument": "Tệp ghép từ tệp khác. Hãy chép nội dung vào hẳn trong tệp.",
}
_ELSEWHERE = "Tệp có phần lấy từ nơi khác khi mở. Hãy chép nội dung sang tệp mới rồi lưu lại."
_THINGS = {"object": "đối tượng nhúng", "control": "nút điều khiển", "altChunk": "tệp chèn"}


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing to mend: `code` is stable, `where` the part of the file and the words there."""

    code: str
    where: str
    sentence: str


def findings_in(data: bytes, names: Names, *, asked: tuple[tuple[str, ...], ...] = ()) -> list[Finding]:
    """Everything to mend in a template for `names`, each once; an empty list when it can be used. Besides what is
    required, one name of each tuple in `asked` (by code) must stand in it. Raises `NotReadable`."""
    package = Package(data)
    found: list[Finding] = [*_reaching_out(package)]
    used: list[Name] = []
    for _part, root, label in package.texts:
        found += [*_hostile(root, label), *_fields(root, label)]
        for paragraph in paragraphs(root):
            text = Words(paragraph).text
            used += used_in(text, names)
            found += _in_words(text, f"{label}, {quoted(text)}", names)
        found += [*_in_stretches(root, label, names), *_in_rows(root, label, names)]
    return list(dict.fromkeys([*found, *_missing(names, used, asked)]))


def _in_words(text: str, where: str, names: Names) -> Iterator[Finding]:
    for match in PLACEHOLDER.finditer(text):
        if match[1].strip().startswith(("#", "/")):
            continue
        known = names.find(match[1])
        if known is None:
            yield Finding("unknown", where, _unknown(match[1].strip(), names))
        elif known.many:
            yield Finding("whole_list", where, _list_whole(known, names))
    rest = PLACEHOLDER.sub("", text)
    if _CODE.search(rest):
        yield Finding("code", where, "Mẫu không chạy lệnh: hãy bỏ {% … %}, {# … #}, ${…}, chỉ dùng {{tên_trường}}.")
    elif "{{" in rest or "}}" in rest:
        yield Finding("unclosed", where, "Có “{{” hoặc “}}” lẻ. Hãy ghi tên trường trong một đoạn: {{tên_trường}}.")


def _unknown(typed: str, names: Names) -> str:
    if not typed:
        return "Giữa “{{” và “}}” chưa có tên trường."
    near = names.nearest(typed)
    hint = f"Ý bạn là {{{{{near.written}}}}} ({near.label})?" if near else "Hãy xem danh sách tên trường."
    return f"Không có trường nào tên {quoted(typed)}. {hint}"


def _list_whole(known: Name, names: Names) -> str:
    columns = [one.written for one in names.all if one.group == known.code]
    shown = ", ".join(f"{{{{{one}}}}}" for one in columns[:3])
    return f"“{known.label}” là danh sách: hãy ghi từng cột trong một hàng của bảng, ví dụ {shown}."


def _in_stretches(root: Element, label: str, names: Names) -> Iterator[Finding]:
    """Paragraphs that say where a list begins and where it ends."""
    marks: set[Element] = set()
    for one in stretches(root, names):
        where = f"{label}, {quoted(Words(one.first).text)}"
        marks |= {one.first, one.last}
        if one.name is None or not one.name.many:
            yield Finding("no_list", where, "Sau “{{#” phải là tên một danh sách. Hãy xem danh sách tên trường.")
        elif one.last is None:
            yield Finding("no_end", where, f"Thiếu dòng {{{{/{one.name.written}}}}} ở sau, cùng cấp với dòng này.")
    for paragraph in paragraphs(root):
        text = Words(paragraph).text
        if paragraph not in marks and re.search(r"\{\{\s*[#/]", text):
            sentence = "Dòng mở, dòng đóng của danh sách phải đứng một mình, đi từng cặp, không lồng nhau."
            yield Finding("no_pair", f"{label}, {quoted(text)}", sentence)


def _in_rows(root: Element, label: str, names: Names) -> Iterator[Finding]:
    """A row or a paragraph is repeated for one list only."""
    blocks: dict[Element, list[str]] = {}
    for paragraph in paragraphs(root):
        row = row_of(paragraph)
        blocks.setdefault(paragraph if row is None else row, []).append(Words(paragraph).text)
    for texts in blocks.values():
        groups = {name.group for text in texts for name in used_in(text, names) if name.group}
        if len(groups) > 1:
            where = f"{label}, {quoted(next(text for text in texts if group_in([text], names)))}"
            yield Finding("two_lists", where, "Một hàng chỉ lặp theo một danh sách. Hãy tách thành hai bảng.")


def _missing(names: Names, used: list[Name], asked: tuple[tuple[str, ...], ...]) -> Iterator[Finding]:
    codes = {one.code for one in used}
    groups = {one.group for one in used if one.group}
    wanted = {either[0] for either in asked if not codes & set(either)}
    for one in names.all:
        needed = one.code in wanted or (one.required and (not one.group or one.group in groups))
        there = one.code in codes or (one.many and one.code in groups)
        if needed and not there:
            where = f"danh sách “{_label(names, one.group)}”" if one.group else "cả tệp"
            shown = f"{{{{{one.written}}}}}" if not one.many else f"các cột của {{{{{one.written}}}}}"
            yield Finding("missing", where, f"Mẫu thiếu trường bắt buộc “{one.label}”. Hãy ghi {shown} vào chỗ của nó.")


def _label(names: Names, code: str) -> str:
    return next(one.label for one in names.all if one.code == code)


def _reaching_out(package: Package) -> Iterator[Finding]:
    for link in package.links():
        kind = (link.get("Type") or "").rpartition("/")[2]
        outside = link.get("TargetMode") == "External" and kind != "hyperlink"
        if outside or kind in {"aFChunk", "attachedTemplate"}:
            yield Finding("link", quoted(link.get("Target") or kind), _LINKS.get(kind, _ELSEWHERE))


def _hostile(root: Element, label: str) -> Iterator[Finding]:
    for tag, what in _THINGS.items():
        if next(root.iter(f"{WORD}{tag}"), None) is not None:
            yield Finding("object", label, f"Tệp có {what}. Hãy bỏ, hoặc dán thành chữ hay ảnh.")


def _fields(root: Element, label: str) -> Iterator[Finding]:
    """Codes of fields: those that count pages and refer within the file are left, all others are not taken."""
    for code in _codes(root):
        word = code.split(maxsplit=1)[0].upper() if code.strip() else ""
        if word and word not in _HARMLESS and not word.startswith("="):
            sentence = f"Mã trường {quoted(word)} của Word lấy dữ liệu từ nơi khác hoặc tự đổi. Hãy bỏ mã trường đó."
            yield Finding("field", label, sentence)


def _codes(root: Element) -> Iterator[str]:
    """The codes of all fields, however they are broken into runs and nested."""
    opened: list[list[str]] = [[]]
    for one in root.iter(f"{WORD}fldSimple", f"{WORD}fldChar", f"{WORD}instrText"):
        if one.tag == f"{WORD}fldSimple":
            yield one.get(f"{WORD}instr") or ""
        elif one.tag == f"{WORD}instrText":
            opened[-1].append(one.text or "")
        elif one.get(f"{WORD}fldCharType") == "begin":
            opened.append([])
        else:
            yield "".join(opened[-1])
            opened[-1].clear()
            if one.get(f"{WORD}fldCharType") == "end" and len(opened) > 1:
                opened.pop()
    yield from ("".join(left) for left in opened)
