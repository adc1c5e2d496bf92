"""Headings that name bodies: where the names end, and what the heading tells them at once."""

import re
from dataclasses import dataclass

from hoithi.contests.plan.bodies import CLASS, any_of, is_body, split_bodies, without_standing
from hoithi.contests.plan.text import fold, squeeze
from hoithi.contests.plan.words import FIELD_VERBS, NAME_WORDS, TASK_OPENERS

_LEAD_IN = re.compile(
    r"(?:(?:trân\s+trọng\s+|kính\s+)?(?:giao(?:\s+cho)?|đề\s+nghị|yêu\s+cầu|kính\s+mời|mời|phân\s+công"
    r"|ủy\s+quyền(?:\s+cho)?)"
    r"|(?:trách\s+nhiệm|nhiệm\s+vụ|nhiệm\s+vụ\s+và\s+trách\s+nhiệm)(?:\s+(?:của|thuộc))?|đối\s+với|về\s+phía)\s*:?\s+"
)
_STRONG = re.compile(
    r"chu tri|phoi hop|tham muu|co trach nhiem|co nhiem vu|chiu trach nhiem|thuc hien|to chuc|la\b"
    r"|duoc giao|trien khai|chi dao|huong dan"
)
_SINGLE = any_of([word for word in TASK_OPENERS if " " not in word])
_MULTI = any_of([fold(word) for word in TASK_OPENERS if " " in word])
_FIRST_WORDS = {
    key: {word.split(maxsplit=1)[0] for word in TASK_OPENERS if fold(word) == key}
    for key in {fold(word) for word in TASK_OPENERS}
}
_OPENER = re.compile(
    rf"(?!phát thanh){_SINGLE}(?!\w)(?!\s+(?:tỉnh|huyện|xã|phường|cơ sở|thành phố|trên|dưới|trung ương)\b)"
)
_FOLDED_OPENER = re.compile(rf"{_MULTI}(?!\w)")
_AFTER_NAME_PART = re.compile(
    r"(?:^|\s)(?:cac|nhung|ban|phong|tam|to|bo|quy|phan|chuc|nha|tram|cuc|so|doi|vien|truong ban|moi"
    r"|hoi dong|hoi dong giam khao va|tieu ban)\s+$"
)
_TOGETHER = re.compile(r"(?:chủ động\s+)?phối hợp\s+(?:với|cùng)\s+")
_NOT_AN_OBJECT = (
    r"(?! (?:kế hoạch|dự thảo|thể lệ|phần mềm|chương trình|phương án|nội dung|quy |văn bản|tiêu chí|hồ sơ|bộ ))"
)
# Fields of work whose names hold the words of an opener.
_IN_NAME = re.compile(r"giao duc thuong xuyen$")
_FIELD = re.compile(
    r"\b(?:(?:công nghệ|hệ thống|an toàn|an ninh|hạ tầng|kỹ thuật) thông tin"
    r"(?! (?:rộng rãi|kịp thời|đến|tới|về|cho|trên))|kế hoạch đầu tư"
    r"|(?:trung|sơ|cao) cấp|tội phạm (?:có )?sử dụng"
    rf"|(?:quản lý|hỗ trợ|tư vấn|nghiên cứu|dự án|cổ phần|tnhh|mtv|thành viên|sản xuất|dịch vụ)"
    rf"(?:,? (?:và )?(?:{FIELD_VERBS})\b{_NOT_AN_OBJECT})+)"
)
# At the end of a name, or right before the verb that is told: a verb without an object is a field of work.
_FIELD_END = re.compile(
    rf"(?:{FIELD_VERBS})(?:\s*(?:[.;]?$|:)|\s+(?:chủ trì|phối hợp|tham mưu|có trách nhiệm|chịu trách nhiệm|cử)\b)"
)
_OF_OFFICE = re.compile(
    r"phu trach(?:[^.;:]{0,60}:|(?=[^.;:,]{2,60}$)|(?=[^.;:,]{2,40}\s(?:chu tri|chiu trach nhiem|chi dao|tham muu)\b))"
)
_OFFICE_HOLDER = re.compile(
    r"^(?:dong chi )?(?:pho|uy vien|thanh vien|can bo|giao vien|chuyen vien|nhan vien)\b[^,;:]*$"
)


@dataclass(frozen=True, slots=True)
class BodyHeading:
    """A heading that names bodies: `unit` as written, the bodies one by one, and what it tells them at once."""

    unit: str
    units: list[str]
    task: str


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
    unit, task = without_standing(text[:end]).strip(" ,;:–-"), text[end:].strip(" ,;:–-")
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
        before = re.split(r"[,;]\s*", text[start:colon])[-1] if start else text[:colon]
        if not _opens_list(before, text[colon + 1 :].strip()):
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
    if not after or not CLASS.match(fold(before)) or opens_task(after):
        return False
    listed = re.search(r"[,;]", after[:60]) is not None
    return is_body(after) or (after[:1].isupper() and listed) or len(re.findall(r"[,;]", after)) > 1


def opens_task(text: str) -> bool:
    """Whether a text begins with a verb that tells someone to do something."""
    return _opens_at(text.lower(), fold(text), 0)


def _opens_at(low: str, folded: str, at: int) -> bool:
    """Whether an opener stands there; one without its diacritics only where the text has none ("lao động chủ trì")."""
    if _OPENER.match(low, at):
        return True
    found = _FOLDED_OPENER.match(folded, at)
    if not found:
        return False
    said = low[at : found.end()].split(maxsplit=1)[0]
    return said == fold(said) or said in _FIRST_WORDS[squeeze(found[0])]


def _first_opener(text: str, start: int) -> int:
    low, folded = text.lower(), fold(text)
    depth = 0
    for word in re.finditer(r"[()]|\S+", text[start:]):
        at = start + word.start()
        depth += word[0].count("(") - word[0].count(")")
        if depth > 0 or at == 0 or not text[at].islower() or _is_of_office(folded, at):
            continue
        if (
            _opens_at(low, folded, at)
            and not _is_field(low, at)
            and not _IN_NAME.search(folded[: at + 12])
            and not _AFTER_NAME_PART.search(folded[:at])
        ):
            return at
    return -1


def _is_field(low: str, at: int) -> bool:
    """Whether the verb belongs to a field of work in a name ("Khoa Công nghệ thông tin", "Khoa Kỹ thuật xây dựng")."""
    return any(field.start() < at < field.end() for field in _FIELD.finditer(low)) or bool(_FIELD_END.match(low, at))


def _is_of_office(folded: str, at: int) -> bool:
    """Whether "phụ trách ..." belongs to a post ("Phó Giám đốc phụ trách kỹ thuật")."""
    found = _OF_OFFICE.match(folded, at)
    return found is not None and (found[0].endswith(":") or _OFFICE_HOLDER.match(folded[:at]) is not None)


def name_of(text: str) -> str:
    """The names with which a text begins, up to the verb or colon that ends them."""
    return squeeze(text[: _name_end(text)]).strip(" ,;")


def first_body(text: str) -> str | None:
    """The one body that a text begins with, up to a comma, bracket, full stop or verb; None when there is none."""
    text = without_standing(squeeze(text))
    if not is_body(text):
        return None
    end = re.search(r"[.;:()]|\s+(?:là|làm|để|về|tại|trước|qua|thông qua|theo|được)\s", text)
    phrase = text[: end.start()] if end else text
    names = split_bodies(phrase[: _name_end(phrase)])
    return names[0] if names else None
