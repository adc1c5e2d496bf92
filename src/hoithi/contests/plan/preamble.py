"""The preamble: legal bases, and the sentence that issues the plan."""

import re

from hoithi.contests.plan.bodies import is_body
from hoithi.contests.plan.dates import read_day
from hoithi.contests.plan.headings import name_of
from hoithi.contests.plan.model import Basis, Row
from hoithi.contests.plan.text import UPPER, fold, trim_item

_LEAD = re.compile(r"(?:can cu(?: vao)?|thuc hien|tiep tuc thuc hien|theo|xet|tren co so|trien khai thuc hien)\b")
_KIND = (
    r"(?:luật|bộ luật|pháp lệnh|nghị quyết|nghị định|quyết định|thông tư|chỉ thị|kế hoạch|công văn"
    r"|hướng dẫn|tờ trình|thông báo|chương trình"
    r"|kết luận|quy chế|quy định|điều lệ|thể lệ|văn bản|đề án|đề nghị|báo cáo|biên bản|thông tri|giấy mời|phương án)"
)
_NEXT = re.compile(
    rf"\s*;\s*(?={_KIND}\b)|(?:\s*[,;]|\s+và)\s+(?=số\s+\d[\w.]*\s?[-/])|\s*(?:;"
    rf"|,)\s*(?:và\s+)?(?=(?:căn cứ\s+)?{_KIND}\s+(?:liên tịch\s+|phối hợp\s+"
    rf"|liên ngành\s+|hành động\s+)?(?:số\b|\d|của\b))|\s*(?:;|,)\s*(?:và\s+)?(?=luật\s)"
    rf"|\s*[;,]?\s+và\s+(?={_KIND}\s+(?:liên tịch\s+|phối hợp\s+|liên ngành\s+|hành động\s+)?(?:số\b|\d))"
    rf"|\s+và\s+(?=luật\s)|;\s*(?=(?:căn cứ|thực hiện|theo|xét)\s)",
    re.IGNORECASE,
)
_NUMBER = re.compile(
    r"(?:\bsố\s*:?\s*)(?P<a>\d[\w.]*\s?[-/]\s?[^\W\d_][\w\-./&]*(?:\s[A-ZĐ&]{2,}[\w\-/&]*(?=\s*,?\s+ngày))?"
    r"|\d+\s?[-/]\s?\d{4}[\w\-./&]*)"
    r"|\b(?P<b>\d{1,5}[a-z]?[-/](?:\d{4}/)?[A-ZĐ][\w\-./&]*)",
    re.IGNORECASE,
)
_OCCASION = re.compile(
    r"(?:can cu(?: vao)?|tren co so|theo|xet)\s+(?:tinh hinh|dieu kien|nhu cau|thuc te|chuc nang|tinh than|ket qua"
    r"|thuc tien|kha nang|dac diem|yeu cau (?:thuc te|nhiem vu|cong tac))\b"
)
_CLAUSE = re.compile(rf"[,;]\s+|\.\s+(?=[{UPPER}])")
_SENTENCE = re.compile(
    rf"(?:(?<=[^\W\d_{UPPER}]{{2}})|(?<=\d\d)|(?<=[{UPPER}]{{3}})|(?<=thứ [IVX])|(?<=thứ [IVX]{{2}}))\.\s+(?=[{UPPER}])"
)
_ISSUE = re.compile(
    r"\b(?:ban hanh|xay dung|lap|trien khai|de ra|thong nhat"
    r"|(?<!ban )to chuc)\s+(?:va\s+\w+\s+\w+\s+)?(?:thuc hien\s+)?(?:noi dung\s+)?(?:ke hoach|hoi thi"
    r"|cuoc thi)\b"
)


def read_bases(rows: list[Row]) -> list[Basis]:
    """Every document of the preamble, one by one, with its number and date where it has them."""
    bases: list[Basis] = []
    for row in rows:
        text = re.sub(r"^[-–+*]\s*", "", row.text)
        for sentence in _SENTENCE.split(text):
            if not _LEAD.match(fold(sentence)):
                break
            pieces = _NEXT.split(_without_issue(sentence))
            bases += [_basis(piece) for piece in pieces if piece.strip(" ;,.") and not _is_occasion(piece)]
    return bases


def _is_occasion(text: str) -> bool:
    """A ground that is no document ("Trên cơ sở tình hình thực tế")."""
    return _OCCASION.match(fold(text)) is not None and not _NUMBER.search(text)


def _without_issue(text: str) -> str:
    """Up to the body that issues this plan, where the clause and the sentence are one."""
    for comma in reversed(list(_CLAUSE.finditer(text))):
        rest = text[comma.end() :]
        if is_body(rest) and (issue := _ISSUE.search(fold(rest))) and issue.start() < 160:
            return text[: comma.start()]
    return text


def _basis(text: str) -> Basis:
    number = _NUMBER.search(text)
    after = text[number.end() :][:40] if number else text
    value = re.sub(r"\s*([/-])\s*", r"\1", number["a"] or number["b"]).rstrip(".,-/") if number else None
    return Basis(trim_item(text).removesuffix("."), value, read_day(after))  # the stop ends the list of bases


def issuing_sentence(rows: list[Row]) -> tuple[str | None, str]:
    """The body that the sentence "... ban hành Kế hoạch ... như sau" names, and the sentence."""
    for row in reversed(rows):
        issue = _ISSUE.search(fold(row.text))
        if not issue:
            continue
        before = row.text[: issue.start()].rstrip(" ,")
        starts = [0, *(comma.end() for comma in _CLAUSE.finditer(before))]
        names = [before[at:] for at in starts if is_body(before[at:])]
        if names:
            sentence = max((at for at in starts if row.text[:at].rstrip().endswith(".")), default=0)
            return name_of(names[-1]), row.text[sentence:]
    return None, ""
