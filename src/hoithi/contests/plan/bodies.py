"""Bodies as plans name them: where a name begins and ends, and the several bodies of one phrase one by one."""

import re
from dataclasses import dataclass

from hoithi.contests.plan.text import UPPER, capital, fold, squeeze
from hoithi.contests.plan.words import (
    BODY_HEADS,
    BODY_WORDS,
    COMPOUND_FIELDS,
    NAME_WORDS,
    NOT_BODIES,
    SCHOOL_LEVELS,
    TASK_OPENERS,
)


def _any(words: list[str]) -> str:
    return "(?:" + "|".join(re.escape(word).replace(r"\ ", r"\s+") for word in words) + ")"


_NO_HEAD = re.compile(rf"{_any(NOT_BODIES)}\b")
_HEAD = re.compile(rf"{_any(BODY_HEADS)}(?!\w)")
_WORD = re.compile(rf"{_any(BODY_WORDS)}(?!\w)")
_MISREAD = re.compile(
    rf"(?:P[hn][oòóỏõọôồố]ng|Tr[uưừ][oơờớởộ]ng|S[oóòơờớồ]|H[oôộọồ]i|[DĐ]o[aàáâ]n|[ĐD][aàáâ]i)\s+[{UPPER}]"
)
_LEAD_IN = re.compile(
    r"(?:(?:trân\s+trọng\s+|kính\s+)?(?:giao(?:\s+cho)?|đề\s+nghị|yêu\s+cầu|kính\s+mời|mời|phân\s+công"
    r"|ủy\s+quyền(?:\s+cho)?)"
    r"|(?:trách\s+nhiệm|nhiệm\s+vụ|nhiệm\s+vụ\s+và\s+trách\s+nhiệm)(?:\s+(?:của|thuộc))?|đối\s+với|về\s+phía)\s*:?\s+"
)
_STRONG = re.compile(
    r"chu tri|phoi hop|tham muu|co trach nhiem|co nhiem vu|chiu trach nhiem|thuc hien|to chuc|la\b"
    r"|duoc giao|trien khai|chi dao|huong dan"
)
_SINGLE = _any([word for word in TASK_OPENERS if " " not in word])
_MULTI = _any([fold(word) for word in TASK_OPENERS if " " in word])
_OPENER = re.compile(
    rf"(?!phát thanh){_SINGLE}(?!\w)(?!\s+(?:tỉnh|huyện|xã|phường|cơ sở|thành phố|trên|dưới|trung ương)\b)"
)
_FOLDED_OPENER = re.compile(rf"{_MULTI}(?!\w)")
_AFTER_NAME_PART = re.compile(
    r"(?:^|\s)(?:cac|nhung|ban|phong|tam|to|bo|quy|phan|chuc|nha|tram|cuc|so|doi|vien|truong ban|moi"
    r"|hoi dong|hoi dong giam khao va|tieu ban)\s+$"
)
_TOGETHER = re.compile(r"(?:chủ động\s+)?phối hợp\s+(?:với|cùng)\s+")
_SEPARATOR = re.compile(
    r"\s*[,;]\s*(?:và\s+|cùng\s+)?|\s+(?:và|cùng|&)\s+|\s+[-–]\s+(?=UBND|HĐND|UBMTTQ)", re.IGNORECASE
)
_CLASS = re.compile(r"(?:cac|tat\s+ca\s+cac|toan\s+the\s+cac|nhung)\s+")
_BRACKET = re.compile(r"\s*\([^)]*\)?")
_DASHED = re.compile(r"\s+[–—-]\s+|\s*:\s*")
_KINDS = (
    "sở|phòng|ban|hội|trường|xã|phường|thị trấn|công ty|nhà máy|khoa|tổ|chi đoàn|đơn vị|cơ quan|huyện"
    "|trung tâm|chi hội|đoàn|doanh nghiệp"
)
_KIND_LIST = re.compile(
    rf"(?P<before>(?:[^\W\d_]+\s+){{0,4}}?)(?i:tất cả\s+)?(?i:các)\s+"
    rf"(?:(?P<kind>(?i:{_KINDS}))(?:\s+[^\W\d_{UPPER}]+){{0,2}}"
    rf"(?:\s*:\s*|\s+(?=[{UPPER}]))"
    r"|(?P<any>[^\W\d_]+(?:\s+[^\W\d_]+){0,2})\s*:\s*)(?P<names>.+)"
)
_LEVEL = re.compile(rf"trường\s+(?:{'|'.join(level for level in SCHOOL_LEVELS)})?\s*", re.IGNORECASE)
_LEVEL_START = re.compile(rf"(?:{_any(SCHOOL_LEVELS)})\s")
_PLACE_START = re.compile(rf"(?:xã|phường|thị trấn|đặc khu|huyện|thị xã|thành phố)\s+[{UPPER}]")
_NUMBER = re.compile(r"(?:số\s+)?(?:\d{1,4}|[IVX]{1,4}|[A-Z]\d?)")
_NUMBERED = re.compile(r"(.*?\s)(?:số\s+)?(?:\d{1,4}|[IVX]{1,4}|[A-Z]\d?)$")
_OF_OFFICE = re.compile(r"phu trach[^.;:]{0,60}:")
_OFFICE = re.compile(
    r"van\s+phong\s+(?:[^,;]*\s)?(?:hdnd|ubnd|hoi dong nhan dan|uy ban nhan dan|dang uy|doan dbqh)(?:\s+\w+)?$"
)


@dataclass(frozen=True, slots=True)
class BodyHeading:
    """A heading that names bodies: `unit` as written, the bodies one by one, and what it tells them at once."""

    unit: str
    units: list[str]
    task: str


def is_body(text: str) -> bool:
    """Whether a phrase begins with the name of a body or of a person in office."""
    folded = fold(text)
    if _NO_HEAD.match(folded):
        return False
    return bool(_HEAD.match(folded) or _WORD.match(text.lower()) or _MISREAD.match(text))


def read_heading(text: str) -> BodyHeading | None:
    """Reads "Giao Phòng A chủ trì ...", "Phòng A, Phòng B: ...", "Các đơn vị: A, B chỉ đạo ...", or gives None."""
    lead = _LEAD_IN.match(text.lower())
    if lead is None and (together := _TOGETHER.match(text.lower())) and _first_opener(text, together.end()) < 0:
        lead = together
    text = text[lead.end() :] if lead else text
    if not is_body(text):
        return None
    end = _name_end(text)
    if end == len(text) and text.endswith((".", ";")):
        end = _first_strange_word(text)
    unit, task = text[:end].strip(" ,;:–-"), text[end:].strip(" ,;:–-")
    if end == len(text) and len(text) > 250:
        return None
    return BodyHeading(squeeze(unit), split_bodies(unit), squeeze(task))


def _name_end(text: str) -> int:
    """Where the names end: at the first colon that does not open a list of bodies, or at the first verb of a task."""
    start = 0
    while True:
        colon = text.find(":", start)
        verb = _first_opener(text, start)
        if colon < 0 or (0 <= verb < colon and not _describes(text, verb, colon)):
            return verb if verb >= 0 else len(text)
        if not _opens_list(text[:colon], text[colon + 1 :].strip()):
            return colon
        start = colon + 1


def _first_strange_word(text: str) -> int:
    """Where the first small word stands that no name of a body holds: a verb that is not in the vocabulary."""
    after_capital = True
    for word in re.finditer(r"[^\W\d_]+", text):
        if word[0].islower() and not after_capital and word[0] not in NAME_WORDS:
            return word.start()
        after_capital = word[0][0].isupper()
    return len(text)


def _describes(text: str, verb: int, colon: int) -> bool:
    """Whether the verb is part of the name ("Học sinh dự thi: Chấp hành ..."), since the task begins after a colon."""
    after = text[colon + 1 :].strip()
    return colon < 80 and not _STRONG.match(fold(text), verb) and "," not in text[verb:colon] and after[:1].isupper()


def _opens_list(before: str, after: str) -> bool:
    if not after or not _CLASS.match(fold(before)) or opens_task(after):
        return False
    listed = re.search(r"[,;]", after[:60]) is not None
    return is_body(after) or (after[:1].isupper() and listed) or len(re.findall(r"[,;]", after)) > 1


def opens_task(text: str) -> bool:
    """Whether a text begins with a verb that tells someone to do something."""
    low = text.lower()
    return bool(_OPENER.match(low) or _FOLDED_OPENER.match(fold(text)))


def _first_opener(text: str, start: int) -> int:
    low, folded = text.lower(), fold(text)
    depth = 0
    for word in re.finditer(r"[()]|\S+", text[start:]):
        at = start + word.start()
        depth += word[0].count("(") - word[0].count(")")
        if depth > 0 or at == 0 or not text[at].islower() or _OF_OFFICE.match(folded, at):
            continue
        if (_OPENER.match(low, at) or _FOLDED_OPENER.match(folded, at)) and not _AFTER_NAME_PART.search(folded[:at]):
            return at
    return -1


def split_bodies(phrase: str) -> list[str]:
    """The bodies of a phrase one by one, each in its full name, capital first, without remarks in brackets."""
    phrase = squeeze(_BRACKET.sub("", phrase)).strip(" ,;:.–-")
    listed = _KIND_LIST.fullmatch(phrase)
    if listed and not fold(listed["before"]).endswith("hiep ") and _are_names(listed["names"]):
        return _distribute(listed)
    if ":" in phrase:
        head, names = phrase.split(":", 1)
        return split_bodies(names) if is_body(names.strip()) else split_bodies(head)
    return [_own_name(name) for name in _pieces(phrase) if name]


def _pieces(phrase: str) -> list[str]:
    names: list[str] = []
    at = 0
    for separator in [*_SEPARATOR.finditer(phrase), None]:
        piece = phrase[at : separator.start() if separator else len(phrase)]
        glue = phrase[_last_end(phrase, at) : at]
        if names and not _begins_body(names[-1], piece):
            names[-1] += glue + piece
        else:
            names.append(_with_shared_words(names[-1] if names else "", piece))
        at = separator.end() if separator else at
    numbered = [name for name in names if _NUMBERED.match(name) and name.lower().startswith("các ")]
    return [squeeze(name[4:] if len(numbered) > 1 and name in numbered else name) for name in names]


def _last_end(phrase: str, at: int) -> int:
    """Start of the separator that ends at `at`."""
    for separator in _SEPARATOR.finditer(phrase):
        if separator.end() == at:
            return separator.start()
    return at


def _begins_body(before: str, piece: str) -> bool:
    folded, piece_fold = fold(before), fold(piece)
    if _shares_words(before, piece):
        return True
    if not is_body(piece) or _bare(folded):
        return False
    if _OFFICE.search(folded) and re.match(r"(?:hdnd|ubnd|hoi dong nhan dan|uy ban nhan dan|dang uy)\b", piece_fold):
        return False
    if _CLASS.match(piece_fold):
        return True
    alone = len(piece.split()) < 2
    if piece[:1].islower():
        return not (alone or _CLASS.search(folded))
    return not (alone and _CLASS.search(folded))


def _shares_words(before: str, piece: str) -> bool:
    """Whether a piece leans on words that the one before it said for both."""
    school = (piece[:1].isupper() and not is_body(piece)) or _LEVEL_START.match(fold(piece))
    if _LEVEL.match(before) and school:
        return True
    return bool(_PLACE_START.match(piece) or (_NUMBER.fullmatch(piece) and _NUMBERED.match(before)))


def _bare(folded: str) -> bool:
    """A head without a name of its own ("Báo và Đài ...") goes on in the next piece."""
    return folded in ("bao", "phong", "ban", "so", "hoi", "truong", "doan", "cac phong", "cac ban", "dai", "cac so")


def _with_shared_words(before: str, piece: str) -> str:
    """Gives a piece the words that the one before it said for both ("Trường THPT A và B", "UBND xã A, xã B")."""
    level = _LEVEL.match(before)
    if level and not is_body(piece):
        return level[0] + piece
    if level and _LEVEL_START.match(fold(piece)):
        return before[: len("trường ")] + piece
    if before and _NUMBER.fullmatch(piece) and (numbered := _NUMBERED.match(before)):
        return numbered[1] + piece
    office = re.match(rf"(.*?)(?:xã|phường|thị trấn|huyện|thị xã|thành phố|đặc khu)\s+[{UPPER}]", before)
    return office[1] + piece if office and _PLACE_START.match(piece) else piece


def _distribute(listed: re.Match[str]) -> list[str]:
    """ "Các sở: Y tế, Tài chính" as "Sở Y tế", "Sở Tài chính"."""
    kind = (listed["kind"] or listed["any"]).lower()
    prefix = (
        "" if fold(kind) in ("don vi", "co quan", "doanh nghiep", "to chuc") else squeeze(f"{listed['before']} {kind}")
    )
    names = _list_names(listed["names"])
    return [
        capital(name if is_body(name) and not _LEVEL_START.match(fold(name)) else squeeze(f"{prefix} {name}"))
        for name in names
    ]


def _are_names(names: str) -> bool:
    return not is_body(names) or _LEVEL_START.match(fold(names)) is not None


def _list_names(names: str) -> list[str]:
    """Names of a list; a compound field of work keeps its "và" and its commas."""
    hidden = names
    for field in COMPOUND_FIELDS:
        at = fold(hidden).find(field)
        if at >= 0:
            kept = hidden[at : at + len(field)].replace(",", "\1").replace(" và ", "\2")
            hidden = hidden[:at] + kept + hidden[at + len(field) :]
    pieces = re.split(r"\s*[,;]\s*(?:và\s+)?|\s+và\s+", hidden)
    return [piece.replace("\1", ",").replace("\2", " và ").strip(" .:") for piece in pieces if piece.strip(" .:")]


def _own_name(name: str) -> str:
    """The body itself where the text puts its part first ("Cơ quan thường trực – Phòng Kinh tế")."""
    parts = _DASHED.split(name.strip())
    if len(parts) == 2 and re.match(r"(?:co quan|don vi|bo phan|thuong truc)", fold(parts[0])) and is_body(parts[1]):
        name = parts[1]
    return capital(name.strip(" ,;:.–-"))


def name_of(text: str) -> str:
    """The names with which a text begins, up to the verb or colon that ends them."""
    return squeeze(text[: _name_end(text)]).strip(" ,;")


def first_body(text: str) -> str | None:
    """The one body that a text begins with, up to a comma, bracket, full stop or verb; None when there is none."""
    text = squeeze(text)
    if not is_body(text):
        return None
    end = re.search(r"[.;:()]|\s+(?:là|làm|để|về|tại|trước|qua|thông qua|theo|được)\s", text)
    phrase = text[: end.start()] if end else text
    names = split_bodies(phrase[: _name_end(phrase)])
    return names[0] if names else None
