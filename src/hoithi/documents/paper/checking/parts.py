"""Which line is which component of an administrative document (annex I, part I, IV: the boxes 1 to 13)."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from hoithi.documents.paper.checking.seen import Line, Paper, Place
from hoithi.kit.text import fold

KIND_NAMES = frozenset(
    {
        "nghi quyet", "quyet dinh", "chi thi", "quy che", "quy dinh", "thong cao",
        "thong bao", "huong dan", "chuong trinh", "ke hoach", "phuong an", "de an",
        "du an", "bao cao", "bien ban", "to trinh", "hop dong", "cong dien",
        "ban ghi nho", "ban thoa thuan", "giay uy quyen", "giay moi", "giay gioi thieu", "giay nghi phep",
        "phieu gui", "phieu chuyen", "phieu bao", "thu cong",
    }
)  # fmt: skip
ADDRESSED = frozenset({"to trinh", "bao cao"})  # kinds that may say "Kính gửi", besides letters
WITHOUT_PLACE = frozenset({"bien ban"})
NUMBER = re.compile(r"^Số\s*:", re.IGNORECASE)
PLACE = re.compile(r"(^|,\s*)ngày[\s.…\d]*tháng[\s.…\d]*năm[\s.…\d]*$", re.IGNORECASE)
SUBJECT = re.compile(r"^V/v\b", re.IGNORECASE)
BASIS = re.compile(r"^(Căn cứ|Xét đề nghị|Theo đề nghị|Xét)\b")
ADDRESSEE = re.compile(r"^Kính gửi\b", re.IGNORECASE)
RECIPIENTS = re.compile(r"^Nơi nhận\b", re.IGNORECASE)
ANNEX = re.compile(r"^Phụ lục(\s+([IVXLC]+|\d+|[A-Z]))?$", re.IGNORECASE)
_URGENT = {"hoa toc", "thuong khan", "khan", "hoa toc hen gio"}
_MOTTO = "doc lap"


@dataclass(slots=True)
class Annex:
    label: Line
    title: list[Line] = field(default_factory=list)
    note: list[Line] = field(default_factory=list)


@dataclass(slots=True)
class Parts:
    """The lines of each component; what is not there is None or empty."""

    state: Line | None = None
    motto: Line | None = None
    parents: list[Line] = field(default_factory=list)
    issuers: list[Line] = field(default_factory=list)
    number: Line | None = None
    subject: list[Line] = field(default_factory=list)
    place: Line | None = None
    urgency: list[Line] = field(default_factory=list)
    kind: Line | None = None
    abstract: list[Line] = field(default_factory=list)
    bases: list[Line] = field(default_factory=list)
    addressees: list[Line] = field(default_factory=list)
    body: list[Line] = field(default_factory=list)
    recipients_word: Line | None = None
    recipients: list[Line] = field(default_factory=list)
    signers: list[Line] = field(default_factory=list)
    annexes: list[Annex] = field(default_factory=list)

    @property
    def kind_name(self) -> str:
        """The folded name of the kind, "" for a letter."""
        return fold(self.kind.text) if self.kind else ""


def parts_of(paper: Paper) -> Parts:
    """The components of `paper`."""
    parts = Parts()
    lines = paper.lines
    middle = middle_of(paper)
    start = _head(lines, parts, middle)
    rest = _title(lines[start:], parts, middle)
    main, annexes = _split_annexes(rest)
    _annexes(annexes, parts, middle)
    _body(_without_end(main, parts, middle), parts)
    return parts


def is_centred(line: Line, middle: float | None) -> bool:
    """Whether a line stands in the middle of the sheet (PDF) or is set so (Word)."""
    if line.align is not None:
        return line.align == "center"
    return middle is not None and line.left is not None and abs((line.left + (line.right or 0)) / 2 - middle) < 4.0


def middle_of(paper: Paper) -> float | None:
    """The middle of the room for text on page 1 of a PDF, in mm; margins that cannot be told are as prescribed."""
    first = paper.sheets[0]
    if paper.kind != "pdf":
        return None
    left = first.left if first.left is not None else 31.0
    right = first.right if first.right is not None else 17.5
    return (left + first.width - right) / 2


def _at_left(line: Line, state: Line, middle: float | None) -> bool:
    if middle is not None and line.left is not None:
        return (line.left + (line.right or 0)) / 2 < middle
    return line.frame == state.frame and line.column < state.column


def _at_right(line: Line, state: Line, middle: float | None) -> bool:
    if middle is not None and line.left is not None:
        return line.left > middle - 25.0
    return line.frame == state.frame and line.column == state.column


def _head(lines: list[Line], parts: Parts, middle: float | None) -> int:
    """Fills the head; the index of the first line after it."""
    parts.state = next((one for one in lines[:12] if fold(one.text).startswith("cong hoa xa hoi chu nghia")), None)
    if parts.state is None:
        return 0
    top = lines[:24]
    parts.motto = next((one for one in top if fold(one.text).startswith(_MOTTO)), None)
    parts.number = next((one for one in top if NUMBER.match(one.text)), None)
    parts.place = next((one for one in top if PLACE.search(one.text) and _at_right(one, parts.state, middle)), None)
    right = [parts.state, parts.motto, parts.place]
    end = max(lines.index(one) for one in (*right, parts.number) if one is not None) + 1
    for line in lines[:end]:
        if any(line is one for one in right) or line is parts.number or not _at_left(line, parts.state, middle):
            continue
        _put_left(line, parts)
    while end < len(lines) and _goes_on_left(lines[end], parts, middle):
        _put_left(lines[end], parts)
        end += 1
    if not parts.issuers and parts.parents:
        parts.issuers = [parts.parents.pop()]
    return end


def _goes_on_left(line: Line, parts: Parts, middle: float | None) -> bool:
    """The subject of a letter and the mark of urgency stand below the number."""
    if parts.state is None or not _at_left(line, parts.state, middle):
        return False
    if line.place == Place.FRAME and parts.state.frame >= 0:
        return line.frame == parts.state.frame
    if ADDRESSEE.match(line.text):
        return False
    wide = line.left is not None and (line.right or 0) > (middle or 0) + 5
    begins = bool(SUBJECT.match(line.text)) or fold(line.text) in _URGENT
    return not wide and not line.any_italic and (begins or bool(parts.subject))


def _put_left(line: Line, parts: Parts) -> None:
    if fold(line.text) in _URGENT:
        parts.urgency.append(line)
    elif SUBJECT.match(line.text) or parts.subject:
        parts.subject.append(line)
    else:
        (parts.issuers if line.bold else parts.parents).append(line)


def _title(lines: list[Line], parts: Parts, middle: float | None) -> list[Line]:
    """Takes the name of the kind and the abstract; what follows."""
    for index, line in enumerate(lines[:6]):
        if fold(line.text) in KIND_NAMES and (line.capitals or is_centred(line, middle)):
            parts.kind = line
            rest = lines[index + 1 :]
            while rest and _is_abstract(rest[0], middle):
                parts.abstract.append(rest[0])
                rest = rest[1:]
            return lines[:index] + rest
    return lines


def _is_abstract(line: Line, middle: float | None) -> bool:
    return is_centred(line, middle) and not line.capitals and not line.any_italic and not ADDRESSEE.match(line.text)


def _split_annexes(lines: list[Line]) -> tuple[list[Line], list[Line]]:
    for index, line in enumerate(lines):
        if ANNEX.match(line.text) and index:
            return lines[:index], lines[index:]
    return lines, []


def _annexes(lines: list[Line], parts: Parts, middle: float | None) -> None:
    current: Annex | None = None
    open_head = False
    for line in lines:
        if ANNEX.match(line.text):
            current, open_head = Annex(line), True
            parts.annexes.append(current)
        elif current is not None and open_head and not current.note and _is_annex_title(line, current, middle):
            current.title.append(line)
        elif current is not None and open_head and (line.text.startswith("(") or current.note) and line.italic:
            current.note.append(line)
        else:
            open_head = False
            if line.place == Place.FLOW and not is_centred(line, middle):
                parts.body.append(line)


def _is_annex_title(line: Line, annex: Annex, middle: float | None) -> bool:
    return line.capitals or (not annex.title and line.bold and is_centred(line, middle))


def _without_end(lines: list[Line], parts: Parts, middle: float | None) -> list[Line]:
    """Takes recipients and signers from the end of the main text."""
    found = next((i for i in range(len(lines) - 1, -1, -1) if RECIPIENTS.match(lines[i].text)), None)
    if found is None:
        return _without_minutes_end(lines, parts)
    word = parts.recipients_word = lines[found]
    start = found
    while start and middle is not None and _beside(lines[start - 1], word):
        start -= 1
    for line in lines[start:]:
        if line is word or not _at_end(line, word, middle):
            continue
        if _in_left(line, word, middle):
            parts.recipients.append(line)
        else:
            parts.signers.append(line)
    attached = [line for line in lines[start:] if line is not word and not _at_end(line, word, middle)]
    if not parts.signers:
        return _without_minutes_end(lines[:start], parts) + attached
    return lines[:start] + attached


def _at_end(line: Line, word: Line, middle: float | None) -> bool:
    """Whether a line stands where recipients and signers do; what follows them goes along with the paper."""
    return line.page == word.page if middle is not None else word.frame < 0 or line.frame == word.frame


def _beside(line: Line, word: Line) -> bool:
    return line.page == word.page and abs((line.top or 0) - (word.top or 0)) < 2.0


def _in_left(line: Line, word: Line, middle: float | None) -> bool:
    if middle is not None and line.left is not None:
        return line.left < (word.left or 0) + 8.0
    return line.frame == word.frame and line.column == word.column


def _without_minutes_end(lines: list[Line], parts: Parts) -> list[Line]:
    """Minutes end in two who sign, in a frame."""
    end = len(lines)
    while end and lines[end - 1].place == Place.FRAME:
        end -= 1
    parts.signers = lines[end:]
    return lines[:end]


def _body(lines: list[Line], parts: Parts) -> None:
    for line in _told_apart(lines, parts):
        parts.body.append(line)


def _told_apart(lines: list[Line], parts: Parts) -> Iterator[Line]:
    begun = False
    open_addressees = False
    for line in lines:
        if not begun and BASIS.match(line.text) and (line.italic or line.text.endswith(";") or parts.bases):
            parts.bases.append(line)
            open_addressees = False
        elif not begun and (ADDRESSEE.match(line.text) or (open_addressees and line.text.startswith(("-", "–")))):
            parts.addressees.append(line)
            open_addressees = True
        elif not begun and parts.bases and line.italic:
            parts.bases.append(line)  # goes on from the line above, in a PDF
        else:
            open_addressees = False
            begun = begun or (line.place == Place.FLOW and not line.capitals)
            if line.place != Place.GRID:
                yield line
