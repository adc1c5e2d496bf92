"""Bodies as plans name them: where a name begins, and the several bodies of one phrase one by one."""

import re

from hoithi.contests.plan.text import UPPER, capital, fold, squeeze
from hoithi.contests.plan.words import (
    BODY_HEADS,
    BODY_WORDS,
    COMPOUND_FIELDS,
    NOT_BODIES,
    SCHOOL_LEVELS,
)


def any_of(words: list[str]) -> str:
    return "(?:" + "|".join(re.escape(word).replace(r"\ ", r"\s+") for word in words) + ")"


_NO_HEAD = re.compile(rf"{any_of(NOT_BODIES)}\b")
_HEAD = re.compile(rf"{any_of(BODY_HEADS)}(?!\w)")
_WORD = re.compile(rf"{any_of(BODY_WORDS)}(?!\w)")
_MISREAD = re.compile(
    rf"(?:P[hn][oòóỏõọôồố]ng|Tr[uưừ][oơờớởộ]ng|S[oóòơờớồ]|H[oôộọồ]i|[DĐ]o[aàáâ]n|[ĐD][aàáâ]i)\s+[{UPPER}]"
    rf"|P\.\s?[{UPPER}]{{2}}|[{UPPER}]{{2}}\d{{2}}\b"
)
_SEPARATOR = re.compile(
    r"\s*[,;]\s*(?:và\s+|cùng\s+)?|\s+(?:và|cùng|&)\s+|\s+[-–]\s+(?=UBND|HĐND|UBMTTQ)", re.IGNORECASE
)
CLASS = re.compile(r"(?:cac|tat\s+ca\s+cac|toan\s+the\s+cac|nhung)\s+")
_STANDING = re.compile(
    r"\s+[-–—]\s+(?:(?:là\s+)?(?:cơ quan|đơn vị|bộ phận)(?:\s+thường trực.*)?"
    r"|thường trực\s+(?:hội|cuộc|giải|ban).*)\s*$",
    re.IGNORECASE,
)
_SHORT_FORM = re.compile(
    rf"(?i:các)\s+(?:trường|trung tâm|cơ sở)\s.*?,\s*(?:và\s+)?[{UPPER}&]{{3,}}(?:\s+[^\W\d_{UPPER}]+)*$"
)
_BRACKET = re.compile(r"\s*\([^)]*\)?")
_DASHED = re.compile(r"\s+[–—-]\s+|\s*:\s*")
_KINDS = (
    "sở|phòng|ban|hội|trường|xã|phường|thị trấn|công ty|nhà máy|khoa|tổ|chi đoàn|đơn vị|cơ quan|huyện"
    "|trung tâm|chi hội|đoàn|doanh nghiệp|đội|trạm|xưởng|phân xưởng"
    "|xí nghiệp|chi nhánh|bệnh viện|nông trường|lâm trường"
)
_KIND_LIST = re.compile(
    rf"(?P<before>(?:[^\W\d_]+\s+){{0,4}}?)(?i:tất cả\s+)?(?i:các)\s+"
    rf"(?:(?P<kind>(?i:{_KINDS}))(?P<field>(?:\s+[^\W\d_{UPPER}]+){{0,2}})"
    rf"(?:(?P<colon>\s*:\s*)|\s+(?=[{UPPER}]))"
    r"|(?P<any>[^\W\d_]+(?:\s+[^\W\d_]+){0,2})\s*:\s*)(?P<names>.+)"
)
_TYPE = "(?:mn|mg|th|thcs|thpt|ptdtnt|mầm non|mẫu giáo|tiểu học|trung học cơ sở|trung học phổ thông)"
_LEVEL = re.compile(rf"trường\s+(?:{'|'.join(level for level in SCHOOL_LEVELS)})?\s*", re.IGNORECASE)
_VOCATIONAL = re.compile(r"trường\s+(?:cao đẳng|trung cấp|đại học)\s", re.IGNORECASE)
_TYPES = re.compile(rf"(?i:(?:tất cả )?các\s+trường\s+{_TYPE}(?:(?:\s*,\s*|\s+và\s+){_TYPE})*)(?:\s+[^\W\d_{UPPER}]+)*")
_PROPER = re.compile(rf"[{UPPER}][^\W\d_{UPPER}]+(?:\s+[{UPPER}][^\W\d_{UPPER}]*)*")
_HEADED = re.compile(
    rf"(?P<head>(?:(?:THPT|THCS|TH|MN|PTDTNT)\s+|(?:[{UPPER}][^\W\d_{UPPER}]+(?:\s+[^\W\d_{UPPER}]+)+\s+)+))(?P<own>{_PROPER.pattern})"
)
_CREW = re.compile("tổ|đội|trạm|xưởng|phân xưởng|xí nghiệp|chi nhánh")
_LEVEL_START = re.compile(rf"(?:{any_of(SCHOOL_LEVELS)})\s")
_PLACE_START = re.compile(rf"(?:xã|phường|thị trấn|đặc khu|huyện|thị xã|thành phố)\s+[{UPPER}]")
_SHORT = re.compile(rf"[{UPPER}][{UPPER}\w&]*[{UPPER}](?:[-–][{UPPER}\w&]+)*")
_SHORT_NAME = re.compile(rf"((?:Phòng|Ban|Sở|Khoa|Tổ)\s+){_SHORT.pattern}")
_NUMBER = re.compile(r"(?:số\s+)?(?:\d{1,4}|[IVX]{1,4}|[A-Z]\d?)")
_NUMBERED = re.compile(r"(.*?\s)(?:số\s+)?(?:\d{1,4}|[IVX]{1,4}|[A-Z]\d?)$")
_OFFICE = re.compile(
    r"van\s+phong\s+(?:[^,;]*\s)?(?:hdnd|ubnd|hoi dong nhan dan|uy ban nhan dan|dang uy|doan dbqh)(?:\s+\w+)?$"
)


def is_body(text: str) -> bool:
    """Whether a phrase begins with the name of a body or of a person in office."""
    folded = fold(text)
    if _NO_HEAD.match(folded):
        return False
    return bool(_HEAD.match(folded) or _WORD.match(text.lower()) or _MISREAD.match(text))


def without_standing(phrase: str) -> str:
    """Without the remark that the body is the standing agency ("Phòng A - Cơ quan thường trực Hội thi")."""
    return _STANDING.sub("", phrase)


def split_bodies(phrase: str) -> list[str]:
    """The bodies of a phrase one by one, each in its full name, capital first, without remarks in brackets."""
    phrase = squeeze(_BRACKET.sub("", phrase)).strip(" ,;:.–-")
    phrase = without_standing(phrase)
    if _TYPES.fullmatch(phrase):
        return [capital(phrase)]
    listed = None if _SHORT_FORM.match(phrase) else _KIND_LIST.fullmatch(phrase)
    if listed and not fold(listed["before"]).endswith("hiep ") and _are_names(listed):
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
        if names and ";" not in glue and not _begins_body(names[-1], piece):
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
    if not is_body(piece) or _bare(folded) or _halves(folded, piece_fold):
        return False
    if _OFFICE.search(folded) and re.match(r"(?:hdnd|ubnd|hoi dong nhan dan|uy ban nhan dan|dang uy)\b", piece_fold):
        return False
    if CLASS.match(piece_fold):
        return True
    alone = len(piece.split()) < 2
    if piece[:1].islower():
        return not (alone or CLASS.search(folded))
    return not (alone and CLASS.search(folded))


def _shares_words(before: str, piece: str) -> bool:
    """Whether a piece leans on words that the one before it said for both."""
    school = (piece[:1].isupper() and not is_body(piece)) or _LEVEL_START.match(fold(piece))
    if _LEVEL.match(before) and school:
        return not (_VOCATIONAL.match(before) and not _LEVEL_START.match(fold(piece)))
    if _SHORT_NAME.fullmatch(before) and _SHORT.fullmatch(piece) and not is_body(piece):
        return True
    return bool(_PLACE_START.match(piece) or (_NUMBER.fullmatch(piece) and _NUMBERED.match(before)))


def _halves(folded: str, piece: str) -> bool:
    """ "học sinh, sinh viên" is one kind of people."""
    return folded.endswith("hoc sinh") and piece.startswith("sinh vien")


def _bare(folded: str) -> bool:
    """A head without a name of its own ("Báo và Đài ...") goes on in the next piece."""
    return folded in ("bao", "phong", "ban", "so", "hoi", "truong", "doan", "cac phong", "cac ban", "dai", "cac so")


def _with_shared_words(before: str, piece: str) -> str:
    """Gives a piece the words that the one before it said for both ("Trường THPT A và B", "UBND xã A, xã B")."""
    if _SHORT.fullmatch(piece) and not is_body(piece) and (short := _SHORT_NAME.fullmatch(before)):
        return short[1] + piece
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
    if not listed["colon"]:
        names = _with_shared_head(names)
        prefix += listed["field"] if _CREW.fullmatch(kind) and "thuộc" not in listed["field"] else ""
    return [
        capital(name if is_body(name) and not _LEVEL_START.match(fold(name)) else squeeze(f"{prefix} {name}"))
        for name in names
    ]


def _with_shared_head(names: list[str]) -> list[str]:
    """Gives proper names the words before the first of them ("Vận hành Suối Giai, Phước Hòa")."""
    head = ""
    full = []
    for name in names:
        if headed := _HEADED.fullmatch(name):
            head = headed["head"]
        elif not _PROPER.fullmatch(name):
            head = ""
        full.append(name if headed else head + name)
    return full


def _are_names(listed: re.Match[str]) -> bool:
    """Whether a list holds names: not bodies of their own, nor small words of a class ("Các trạm Y tế xã, phường")."""
    names = listed["names"]
    if listed["kind"] and not listed["colon"] and any(name[0].islower() for name in _list_names(names)):
        return False
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
