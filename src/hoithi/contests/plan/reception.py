# ruff: noqa: E501
"""Where entries are handed in, and whom to ask."""

import re

from hoithi.contests.plan.model import Reception
from hoithi.contests.plan.outline import Node
from hoithi.contests.plan.text import capital, fold, squeeze

_AGENCY = re.compile(
    r"(?:co quan|don vi|noi|dia diem|bo phan|dau moi)\s+(?:tiep\s+)?(?:nhan|nop|thu)(?:\s+(?:nhan|va|ho so|san pham|mo hinh|giai phap|bai|du thi|bai thi|cac|tac pham|,|dang ky|sang kien))*\s*:\s*"
)
_ADDRESS = re.compile(r"dia\s+chi(?:\s+(?:nhan|nop|tiep nhan|lien he|gui)[^:]{0,40})?\s*:\s*")
_PHONE = re.compile(r"(?<![\d/])(?:\(\+?84\)|\+84|\(0\d{1,3}\)|0)[\s.\-]?\d(?:[\s.\-)]{0,2}\d){6,10}(?!\d)")
_PERSON = re.compile(
    r"(?:ong|ba|dong chi|d/c|anh|chi|thay|co|chuyen vien|lien he|can bo)\s*:?\s+(?P<name>(?:[^\W\d_][\w’']*\s+){1,5}?[^\W\d_][\w’']*)(?=\s*(?:[,;.(–-]|$|\d|:|so\b|dien\b|sdt\b|dt\b|chuyen\b|pho\b|truong\b|can\b|giao\b|de\b|bi\b|uy\b|theo\b|la\b))"
)
_TITLE = re.compile(r"(?:ong|ba|dong chi|d/c|anh|chi|thay|co)\s+")


def read_reception(nodes: list[Node]) -> Reception:
    """Agency and address after their labels; the contact person and the first telephone given with that person."""
    reception = Reception()
    for node in nodes:
        text = node.text
        folded = fold(text)
        if reception.agency is None and (found := _AGENCY.search(folded)):
            reception.agency = _value(text[found.end() :])
        if reception.address is None and (found := _ADDRESS.search(folded)):
            reception.address = _value(text[found.end() :])
        _read_contact(reception, text)
    return reception


def _value(text: str) -> str | None:
    end = re.search(r";\s|\.\s+(?=[A-ZĐÀ-Ỹ][^\d]{3})|[;.]$", text)
    return squeeze(text[: end.start()] if end else text).strip(" ;,") or None


def _read_contact(reception: Reception, text: str) -> None:
    if reception.contact_name and reception.contact_phone:
        return
    phone = _PHONE.search(text)
    if not phone and "lien he" not in fold(text):
        return
    name = _person(text)
    if name and not reception.contact_name:
        reception.contact_name = name
        reception.contact_phone = phone[0].strip() if phone else reception.contact_phone
    elif phone and not reception.contact_phone:
        reception.contact_phone = phone[0].strip()


def _person(text: str) -> str | None:
    for found in _PERSON.finditer(fold(text)):
        name = squeeze(text[found.start("name") : found.end("name")])
        while title := _TITLE.match(fold(name)):
            name = name[title.end() :]
        words = name.split()
        if len(words) >= 2 and all(word[0].isupper() for word in words):
            return capital(name)
    return None
