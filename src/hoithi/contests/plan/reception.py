"""Where entries are handed in, and whom to ask."""

import re

from hoithi.contests.plan.bodies import is_body
from hoithi.contests.plan.model import Reception
from hoithi.contests.plan.outline import Node
from hoithi.contests.plan.text import UPPER, capital, fold, squeeze

_AGENCY = re.compile(
    r"(?:co quan|don vi|noi|dia diem|bo phan|dau moi)\s+(?:tiep\s+)?(?:nhan|nop|thu)(?:\s+(?:nhan|va|ho so"
    r"|san pham|mo hinh|giai phap|bai|du thi|bai thi|cac|tac pham|,|dang ky|sang kien))*\s*:\s*"
    r"|^(?:tiep nhan|nhan|nop)(?:\s+(?:ho so|san pham|mo hinh|giai phap|bai|du thi|tac pham|va|tai))*\s*:\s*"
)
_GIVEN_TO = re.compile(
    r"\b(?:gui|nop)\s+(?:cho\s+)?"
    r"(?=[^.;()]{4,80}\((?:chi|anh|ong|ba|co|thay|d/c|dong chi|dt|sdt|dien)\b)"
)
_ADDRESS = re.compile(r"dia\s+chi(?:\s+(?:nhan|nop|tiep nhan|lien he|gui)[^:]{0,40})?\s*:\s*")
_PHONE = re.compile(r"(?<![\d/])(?:\(\+?84\)|\+84|\(0\d{1,3}\)|0)[\s.\-]?\d(?:[\s.\-)]{0,2}\d){6,10}(?!\d)")
_PERSON = re.compile(
    r"\b(?P<title>ông|bà|đồng chí|đ/c|anh|chị|thầy|cô|chuyên viên|liên hệ"
    r"|cán bộ)\s*:?\s+(?:(?:ths|ts|pgs|gs|ks|bs"
    r"|cn)\.?\s*)*(?P<name>(?:[^\W\d_][\w’']*\s+){0,5}?[^\W\d_][\w’']*)(?=\s*(?:[,;.()–-]|$|\d|:|số\b"
    r"|điện\b|sđt\b|đt\b|chuyên\b|phó\b|trưởng\b|cán\b|giáo\b|để\b|bí\b|ủy\b|theo\b|là\b))"
)
_PLACE_HEADING = re.compile(
    r"(?:thoi gian(?:,| va)?\s+)?(?:noi|dia diem|dia chi|co quan|don vi)\s+(?:tiep\s+)?(?:nhan|nop"
    r"|thu)(?:\s+(?:nhan|va|ho so|san pham|mo hinh|giai phap|du thi|bai thi|cac|,|sang kien))*"
)
_HANDED_AT = re.compile(r"\b(?:nhan|nop|gui|tiep nhan|thu)\b[^.;]*?(?:\btai|\bve)\s*:?\s+(?=(?!noi)\w)")
_ADDRESS_FOLLOWS = re.compile(
    r"(?:\s*[,;(.]|\s[-–])\s*(?:dia chi\s*:?\s*|(?=(?:so(?:\s+nha)?\s+\d|\d+\w?\s+duong|tang\s+\d|duong\s|ap\s"
    r"|khu pho\s|kp\s?\d|thon\s|to dan pho|quoc lo|km\s?\d)))"
)
_BEHIND_DASH = re.compile(r"\s[-–]\s(?=\d|(?:xa|phuong|thi tran|xom|to|khom|toa nha|lo|ngo|hem|kiet|quoc lo)\s)")
_VALUE_END = re.compile(
    rf";\s|;$|(?<![A-ZĐ])(?<!TP)(?<!TT)(?<!TX)\.\s+(?=[{UPPER}])|\.$|\s*\((?=(?i:đồng chí|đ/c|ông|bà|chị|anh|cô|thầy"
    rf"|gặp"
    rf"|liên hệ|điện thoại|đt|sđt|qua))"
    r"|[,;.]?\s*(?i:điện thoại|số điện thoại|đt|sđt|liên hệ|email|thư điện tử|trong giờ hành chính)\b"
)
_TITLE = re.compile(r"(?:ông|bà|đồng chí|đ/c|anh|chị|thầy|cô)\s+")


def read_reception(nodes: list[Node]) -> Reception:
    """Agency and address after their labels; the contact person and the first telephone given with that person."""
    reception = Reception()
    for node in nodes:
        folded = fold(node.text)
        if reception.agency is None and (found := _AGENCY.search(folded)) and _names_place(found, node.text):
            _read_place(reception, node.text[found.end() :])
        if reception.address is None and (found := _ADDRESS.search(folded)):
            _read_address(reception, node.text[found.end() :])
        _read_contact(reception, node.text)
    for node in nodes:
        if reception.agency is None:
            _read_unlabelled(reception, node)
    return reception


def _read_unlabelled(reception: Reception, node: Node) -> None:
    """The place under a heading "Nơi nhận hồ sơ", or after "nộp ... tại"."""
    if _PLACE_HEADING.fullmatch(fold(node.text).strip(" .:*")) and node.children and is_body(node.children[0].text):
        _read_place(reception, node.children[0].text)
    elif found := _HANDED_AT.search(fold(node.text)) or _GIVEN_TO.search(fold(node.text)):
        text = node.text[found.end() :]
        if is_body(text) and not _TITLE.match(text.lower()):
            _read_place(reception, text)


def _names_place(label: re.Match[str], text: str) -> bool:
    """Whether a body follows; a label that says "nơi" or "cơ quan" may have any text behind it."""
    return label.start() > 0 or not re.match(r"tiep nhan|nhan|nop", label[0]) or is_body(text[label.end() :])


def _read_address(reception: Reception, text: str) -> None:
    """What follows "địa chỉ:"; a body there is the agency, its place in brackets the address."""
    if reception.agency is None and is_body(text) and re.match(r"[^,;(–]{4,80}\(", text):
        _read_place(reception, text)
    else:
        reception.address = _value(text)


def _read_place(reception: Reception, text: str) -> None:
    """An agency, with its address behind it where that is given in the same breath."""
    agency, address = text, ""
    if found := _ADDRESS_FOLLOWS.search(fold(text)) or _BEHIND_DASH.search(fold(text)):
        agency, address = text[: found.start()], text[found.end() :]
        agency += ")" if agency.count("(") > agency.count(")") else ""
    reception.agency = _value(agency)
    if address and reception.address is None:
        reception.address = _value(address)


def _within_bracket(text: str) -> str:
    """Up to the bracket that closes one opened before the text."""
    depth = 0
    for bracket in re.finditer(r"[()]", text):
        depth += 1 if bracket[0] == "(" else -1
        if depth < 0:
            return text[: bracket.start()]
    return text


def _value(text: str) -> str | None:
    text = _within_bracket(text)
    end = _VALUE_END.search(text)
    value = squeeze(text[: end.start()] if end else text).strip(" ;,.")
    return (value.rstrip(")") if value.count(")") > value.count("(") else value) or None


def _read_contact(reception: Reception, text: str) -> None:
    if reception.contact_name and reception.contact_phone:
        return
    phones = list(_PHONE.finditer(text))
    if not phones and "lien he" not in fold(text):
        return
    name, at = _person(text)
    own = next((phone[0].strip() for phone in phones if phone.start() > at), None)
    first = own or (phones[0][0].strip() if phones else None)
    if name and not reception.contact_name:
        reception.contact_name, reception.contact_phone = name, first or reception.contact_phone
    reception.contact_phone = reception.contact_phone or first


def _person(text: str) -> tuple[str | None, int]:
    """The person named after a title, and where the name stands."""
    for found in _PERSON.finditer(text.lower()):
        name = squeeze(text[found.start("name") : found.end("name")])
        while title := _TITLE.match(name.lower()):
            name = name[title.end() :]
        words = name.split()
        alone = found["title"] in ("thầy", "cô", "anh", "chị", "ông", "bà")
        if len(words) >= (1 if alone else 2) and all(word[0].isupper() for word in words) and not name.isupper():
            return capital(name), found.end()
    return None, 0
