"""Which contest the plan is about: name, edition, years, who organises it and who is its standing agency."""

import re

from hoithi.contests.plan.bodies import is_body
from hoithi.contests.plan.headings import first_body
from hoithi.contests.plan.model import Contest, Row
from hoithi.contests.plan.text import UPPER, capital, fold, squeeze

_WORD = re.compile(
    r"(?:hoi thi|cuoc thi|giai thuong|hoi thao|lien hoan|ngay hoi|cuoc van dong|san choi"
    r"|phong trao thi dua|hoi giang|dot thi dua)\b"
)
_STOP = re.compile(
    r"\s*[,;(–-]*\s*(?:\(?lan\s+(?:thu\b|[ivxl]+\b|\d)|\(?nam\s+(?:hoc\s+)?20\d\d|giai doan\s+20"
    r"|nhiem ky\s+20|(?:chao mung|nhan dip|ky niem|huong toi|lap thanh tich)\b|20\d\d\b|\bdot\s+[\di]|$)"
)
_EDITION = re.compile(r"\blan\s+(?:thu\s+)?(?P<n>[ivxl]+|\d{1,3}|nhat|nhi|hai|ba|tu|nam|sau|bay|tam|chin|muoi)\b")
_WORDS = ["", "nhat", "hai", "ba", "tu", "nam", "sau", "bay", "tam", "chin", "muoi"]
_LEAD = re.compile(r"(?:(?:to chuc|trien khai|thuc hien|ve viec|v/v)\s+)+")
_ORGANIZER = re.compile(r"(?:don vi|co quan|ban)\s+to\s+chuc(?:\s+(?:hoi|cuoc)\s+thi)?\s*(?::|la\b)\s*")
_OWN_NAME = re.compile(r"ban\s")
_STANDING = (
    r"(?:co quan|don vi|bo phan)\s+(?:la\s+)?thuong\s+truc(?:\s+(?:cua\s+"
    r"|to\s+chuc\s+)?(?:ban to chuc(?:\s+(?:hoi|cuoc) thi)?|(?:hoi|cuoc)\s+thi|giai thuong))?"
)
_STANDING_THEN = re.compile(rf"{_STANDING}\s*(?:[-–—:(]+|\bla\b)+\s*")
_THEN_STANDING = re.compile(
    rf"\s*(?:\(|,|:|[-–—])?\s*(?:duoc giao\s+)?(?:la|lam|nhiem vu)?\s*(?:{_STANDING}"
    rf"|thuong truc (?:hoi thi|cuoc thi|giai thuong|ban to chuc))"
)


def read_contest(title: str | None, issue: tuple[str | None, str], issuer: str | None, rows: list[Row]) -> Contest:
    """The contest of the title; what the title does not say is taken from the issuing sentence and the body."""
    organizer, sentence = issue
    name = _name(title or "") or _named_in(sentence)
    years = read_years(title or "") or read_years(sentence)
    edition = read_edition(title or "") or read_edition(sentence)
    return Contest(name, edition, years, _labelled_organizer(rows) or organizer or issuer, _standing_agency(rows))


def _name(title: str) -> str | None:
    named = _named_in(title)
    if named or not title:
        return named
    folded = fold(title)
    lead = _LEAD.match(folded)
    start = lead.end() if lead else 0
    stop = _STOP.search(folded, start)
    return capital(squeeze(title[start : stop.start() if stop else len(title)])) or None


def _named_in(text: str) -> str | None:
    folded = fold(text)
    word = _WORD.search(folded)
    if not word:
        return None
    stop = _STOP.search(folded, word.end())
    return capital(squeeze(text[word.start() : stop.start() if stop else len(text)]).strip(" ,;:–-."))


def read_years(text: str) -> list[int]:
    """Years of the contest as a title names them, in order, each once."""
    return sorted({int(year) for year in re.findall(r"(?<!\d)20\d\d(?!\d)", text)})[:4]


def read_edition(text: str) -> int | None:
    """Number of "lần thứ VIII", "lần thứ 8", "lần thứ nhất"."""
    found = _EDITION.search(fold(text))
    if not found:
        return None
    if found["n"].isdigit():
        return int(found["n"])
    return _WORDS.index(found["n"]) if found["n"] in _WORDS else 2 if found["n"] == "nhi" else _roman(found["n"])


def _roman(text: str) -> int | None:
    values = [{"i": 1, "v": 5, "x": 10, "l": 50}[char] for char in text]
    return sum(-a if a < b else a for a, b in zip(values, [*values[1:], 0], strict=True)) or None


def _labelled_organizer(rows: list[Row]) -> str | None:
    """The body after the label "Cơ quan tổ chức:", or in the line below a heading that is only that label."""
    texts = [re.sub(r"^(?:[-–+*]|\d{1,2}[.)]|[a-zđ]\)|[IVX]+\.)\s*", "", row.text) for row in rows]
    for text, below in zip(texts, [row.text for row in rows[1:]] + [""], strict=False):
        found = _ORGANIZER.match(fold(text))
        said = text[found.end() :] if found else ""
        if _ORGANIZER.fullmatch(f"{fold(text).rstrip(' :.')}:") and not _OWN_NAME.match(fold(text)) and is_body(below):
            said = below
        if said.strip():
            return capital(re.split(r"[.;]\s*$|\.\s", said)[0].strip())
    return None


def _standing_agency(rows: list[Row]) -> str | None:
    for row in rows:
        folded = fold(row.text)
        for found in _STANDING_THEN.finditer(folded):
            if name := first_body(row.text[found.end() :]):
                return name
        for found in re.finditer(r"thuong truc", folded):
            if name := _body_before(row.text, found.start()):
                return name
    return None


def _body_before(text: str, at: int) -> str | None:
    """The body just before "... là cơ quan thường trực", "... (Cơ quan thường trực Hội thi)"."""
    folded = fold(text)
    for word in re.finditer(rf"\b[{UPPER}]", text[:at]):
        name = first_body(text[word.start() : at])
        if not name or fold(name).startswith(("co quan", "don vi", "thuong truc", "cac ")):
            continue
        if _THEN_STANDING.match(folded[word.start() + len(name) :]):
            return name
    return None
