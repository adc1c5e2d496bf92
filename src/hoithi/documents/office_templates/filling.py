"""A template filled: names become what they stand for, letter by letter, whatever that is."""

import re
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass, field

from hoithi.documents.office_templates.names import Name, Names, normal
from hoithi.documents.office_templates.package import WORD, Element, Package, Words, copied, paragraphs, row_of

PLACEHOLDER = re.compile(r"\{\{([^{}\n\t]*)\}\}")
_OPENING, _CLOSING = (re.compile(rf"\s*\{{\{{\s*{sign}([^{{}}\n\t]*)\}}\}}\s*\Z") for sign in "#/")
_UNWRITABLE = re.compile("[^\t\n\x20-\x7e\x85\xa0-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
_LINE_ENDS = re.compile("\r\n?|[\x0b\x0c\x85\u2028\u2029]")


@dataclass
class Texts:
    """What names stand for: facts by their code, lists by their code with a text for each column of each row."""

    one: dict[str, str]
    many: dict[str, list[dict[str, str]]] = field(default_factory=dict)


def fill(data: bytes, names: Names, texts: Texts) -> bytes:
    """The Word file that a template becomes. Pure: the same template and texts give the same bytes. A name that is
    unknown stays as it stands; `checking.findings_in` tells it before."""
    package = Package(data)
    for _name, root, _label in package.texts:
        _fill(root, names, texts)
    return package.packed()


def used_in(words: str, names: Names) -> list[Name]:
    """The known names that stand in a text."""
    return [found for match in PLACEHOLDER.finditer(words) if (found := names.find(match[1]))]


def group_in(words: Iterable[str], names: Names) -> str:
    """The list whose columns are named in some texts, or nothing."""
    return next((name.group for text in words for name in used_in(text, names) if name.group), "")


def _fill(root: Element, names: Names, texts: Texts) -> None:
    found = paragraphs(root)  # those that were there: what is put in is not looked at again
    for stretch in stretches(root, names):
        _repeat_stretch(stretch, names, texts)
    for paragraph in found:
        if not _is_in(paragraph, root):
            continue
        row = row_of(paragraph)
        block = row if row is not None and group_in(_own_words(row), names) else paragraph
        group = group_in(_own_words(block) if block is row else [Words(paragraph).text], names)
        if not group:
            _put(paragraph, names, texts.one)
            continue
        for values in texts.many.get(group, []) or [{}]:
            made = copied(block)
            block.addprevious(made)
            scope = texts.one | {f"{group}.{column}": text for column, text in values.items()}
            for one in paragraphs(made):
                _put(one, names, scope)
        block.getparent().remove(block)


@dataclass
class Stretch:
    """What stands between `{{#list}}` and `{{/list}}`; without an end when that is not among its neighbours."""

    name: Name | None
    first: Element
    last: Element | None
    inner: list[Element]


def stretches(root: Element, names: Names) -> list[Stretch]:
    """What is repeated whole, in the order of reading; nothing within another."""
    found: list[Stretch] = []
    for paragraph in paragraphs(root):
        opening = _OPENING.match(Words(paragraph).text)
        if not opening or any(paragraph in one.inner for one in found):
            continue
        inner: list[Element] = []
        last = None
        for one in paragraph.itersiblings():
            closing = _CLOSING.match(Words(one).text) if one.tag == paragraph.tag else None
            if closing and normal(closing[1]) == normal(opening[1]):
                last = one
                break
            inner.append(one)
        found.append(Stretch(names.find(opening[1]), paragraph, last, inner if last is not None else []))
    return found


def _repeat_stretch(stretch: Stretch, names: Names, texts: Texts) -> None:
    if stretch.name is None or stretch.last is None:
        return
    group = stretch.name.code
    for values in texts.many.get(group, []):
        scope = texts.one | {f"{group}.{column}": text for column, text in values.items()}
        for one in stretch.inner:
            made = copied(one)
            stretch.first.addprevious(made)
            for each in paragraphs(made):
                _put(each, names, scope)
    for one in (stretch.first, *stretch.inner, stretch.last):
        one.getparent().remove(one)


def _is_in(one: Element, root: Element) -> bool:
    return next(reversed([one, *one.iterancestors()])) is root


def _own_words(row: Element) -> list[str]:
    return [Words(one).text for one in paragraphs(row) if row_of(one) is row]


def _put(paragraph: Element, names: Names, values: dict[str, str]) -> None:
    words = Words(paragraph)
    found = [(match, name) for match in PLACEHOLDER.finditer(words.text) if (name := names.find(match[1]))]
    if not found:
        return
    given = [(match, _as_typed(match[1], clean(values.get(name.code, "")))) for match, name in found]
    rest = PLACEHOLDER.sub("", words.text)
    alone = len(given) == 1 and not any(sign.isalnum() for sign in rest) and _is_simple(paragraph)
    if alone and "\n" in given[0][1]:
        _repeat(paragraph, given[0][0], given[0][1].split("\n"))
        return
    for match, text in reversed(given):
        words.put(match.start(), match.end(), text)
    words.break_lines()
    if alone and not rest.strip() and not given[0][1] and _may_go(paragraph):
        paragraph.getparent().remove(paragraph)


def _as_typed(name: str, text: str) -> str:
    """A name in capitals stands for its text in capitals."""
    return text.upper() if name.isupper() else text


def _repeat(paragraph: Element, match: re.Match[str], lines: list[str]) -> None:
    """A list of lines: each becomes a paragraph like the one of its name, with the dash and the mark around it; where
    the mark is a full stop it ends the last, and a semicolon the others."""
    said = [line.strip() for line in lines if line.strip()]
    for at, line in enumerate(said, 1):
        made = copied(paragraph)
        words = Words(made)
        mark = words.text[match.end() : match.end() + 1]
        marked = mark in {".", ";", ","}
        if marked:
            words.put(match.end(), match.end() + 1, ";" if mark == "." and at < len(said) else mark)
        words.put(match.start(), match.end(), line.rstrip(".;, ") if marked else line)
        paragraph.addprevious(made)
    paragraph.getparent().remove(paragraph)


def _is_simple(paragraph: Element) -> bool:
    """Whether nothing hangs on it that may be there only once: a section, a picture, a box."""
    tags = ("sectPr", "drawing", "pict", "object", "fldChar", "footnoteReference")
    return not any(next(paragraph.iter(f"{WORD}{tag}"), None) is not None for tag in tags)


def _may_go(paragraph: Element) -> bool:
    """A cell, a header, a box may not be left without any paragraph, nor end in a table."""
    after, before = paragraph.getnext(), paragraph.getprevious()
    return any(one is not None and one.tag == paragraph.tag for one in (after, before)) and after is not None


def clean(text: str) -> str:
    """A text as a Word file can hold it."""
    ended = _LINE_ENDS.sub("\n", text).replace("\t", " ")
    return unicodedata.normalize("NFC", _UNWRITABLE.sub("", ended))
