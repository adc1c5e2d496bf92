"""The parts of the paper: letterhead, title, preamble, body, closing, appendices."""

import re
from dataclasses import dataclass

from hoithi.contests.plan.errors import NotAPlan
from hoithi.contests.plan.model import Row
from hoithi.contests.plan.outline import ITEM, read_mark
from hoithi.contests.plan.text import UPPER, fold, is_caps

OTHER_KINDS = {
    "quyet dinh": "quyết định",
    "the le": "thể lệ",
    "bien ban": "biên bản",
    "giay moi": "giấy mời",
    "thu moi": "thư mời",
    "bao cao": "báo cáo",
    "to trinh": "tờ trình",
    "thong bao": "thông báo",
    "cong van": "công văn",
    "nghi quyet": "nghị quyết",
    "huong dan": "hướng dẫn",
    "quy che": "quy chế",
    "chi thi": "chỉ thị",
    "phieu dang ky": "phiếu đăng ký",
    "thong tu": "thông tư",
    "nghi dinh": "nghị định",
    "hop dong": "hợp đồng",
}
_DOCUMENTS = (
    r"(?:ke hoach|cong van|quyet dinh|chuong trinh|nghi quyet|thong tu|huong dan|chi thi|thong bao"
    r"|su chi dao|chi dao|van ban"
    r"|y kien|nhiem vu|ket luan|luat|the le|to trinh|de an|phong trao|nghi dinh|thong tri|dieu le|quy che)"
)
_CITED = (
    rf"can cu|(?:tiep tuc |trien khai )?thuc hien {_DOCUMENTS}|theo (?:de nghi|{_DOCUMENTS})"
    rf"|xet (?:de nghi|{_DOCUMENTS})|tren co so"
)
_BASE = re.compile(rf"(?:{_CITED})\b")
_OPENER = re.compile(rf"(?:{_CITED}|nham|de (?!an\b)|nhan dip|tiep tuc|huong ung|nhan thuc|hoi thi|cuoc thi)\b")
_CLOSING = re.compile(r"noi nhan\s*(?:[:.]|$)")
_AUTHORITY = re.compile(rf"(?:T/?M|K/?T|T/?L|TUQ)\s?[.\s]\s*[{UPPER}]")
_APPENDIX = re.compile(r"phu luc\b(?!.*[;.]$)|(?:mau|bieu mau)\s+(?:so\s+)?\d")
_ENDING = re.compile(
    r"(?:tren day la|day la (?:hoi thi|cuoc thi|ke hoach)|(?:trong )?qua trinh (?:to chuc|trien khai|thuc hien)"
    r"|can cu (?:ke hoach|noi dung)|(?:neu )?co (?:kho khan|vuong mac)|ke hoach nay|nhan duoc (?:ke hoach|van ban))"
)
_ASKING = re.compile(r"(?:yeu cau|de nghi|mong)\b")
_MOTTO = re.compile(r"cong hoa xa hoi chu nghia|dang cong san viet nam|doc lap\s*[-–]\s*tu do")
_CORNER, _CORNER_LINE = 8, re.compile(r"so\s*[:.]|[^\w]+$|\*")
_RULE = re.compile(r"[\W_]+")
_ISSUED = re.compile(r"\(?(?:ban hanh )?kem theo\b")


@dataclass(slots=True)
class Parts:
    letterhead: list[Row]
    title: list[Row]
    preamble: list[Row]
    body: list[Row]
    closing: list[Row]
    appendices: list[Row]


def cut(rows: list[Row]) -> Parts:
    """Cuts the paragraphs of a plan into its parts. Raises `NotAPlan` when they are not those of a plan."""
    kind_at = _find_kind(rows)
    title_end = _title_end(rows, kind_at + 1)
    body_at = _body_start(rows, title_end)
    closing_at = _closing_start(rows, body_at)
    appendix_at = next((i for i in range(closing_at, len(rows)) if _is_appendix(rows[i])), len(rows))
    return Parts(
        _letterhead(rows[:kind_at]),
        _title_rows(rows, kind_at, title_end),
        rows[title_end:body_at],
        rows[body_at:closing_at],
        rows[closing_at:appendix_at],
        rows[appendix_at:],
    )


def _kind_text(row: Row) -> str:
    folded = fold(row.text).strip(" .:")
    return "ke hoach" if folded.replace(" ", "") == "kehoach" else folded


def _is_plan_line(row: Row) -> bool:
    text = _kind_text(row)
    return text == "ke hoach" or (text.startswith("ke hoach") and (is_caps(row.text) or row.bold))


def _find_kind(rows: list[Row]) -> int:
    other = ""
    for at, row in list(enumerate(rows))[_paper_start(rows) :]:
        if _is_plan_line(row) and (not other or _is_issued_with(rows, at)):
            return at
        text = _kind_text(row)
        if not other and at < 60 and is_caps(row.text):
            other = next((name for kind, name in OTHER_KINDS.items() if _names_kind(text, kind)), "")
        if not other and at < 20 and text.startswith(("kinh gui", "v/v", "kinh moi")):
            other = "công văn"
    raise NotAPlan(_refusal(other))


def _paper_start(rows: list[Row]) -> int:
    """Where the state motto stands when a web page's own words come before it, else the first row."""
    motto = next((at for at, row in enumerate(rows) if _MOTTO.match(fold(row.text))), 0)
    titled = any(_is_plan_line(row) for row in rows[motto:])
    return motto if titled and not any(_is_plan_line(row) and is_caps(row.text) for row in rows[:motto]) else 0


def _letterhead(rows: list[Row]) -> list[Row]:
    """The rows of the paper's head; those of a web page above them end where the corner of the paper begins."""
    start = motto = next((at for at, row in enumerate(rows) if _MOTTO.match(fold(row.text))), 0)
    if motto < _CORNER:
        return rows
    while start and (is_caps(rows[start - 1].text) or _CORNER_LINE.match(fold(rows[start - 1].text))):
        start -= 1
    return rows[start:]


def _names_kind(text: str, kind: str) -> bool:
    return text == kind or (text.startswith(kind + " ") and len(text) < 120)


def _is_issued_with(rows: list[Row], at: int) -> bool:
    """A plan that stands whole in the file behind the decision that issues it."""
    return any(_ISSUED.match(fold(row.text)) for row in rows[at + 1 : at + 6])


def _refusal(other: str) -> str:
    if other:
        return f"Tệp này là {other}, không phải kế hoạch; hãy gửi bản kế hoạch đã ký."
    return "Không thấy dòng “KẾ HOẠCH” trong tệp nên không đọc được như một kế hoạch; hãy gửi đúng bản kế hoạch đã ký."


def _title_end(rows: list[Row], start: int) -> int:
    for at in range(start, len(rows)):
        text = rows[at].text
        if rows[at].cells or read_mark(text) or (_OPENER.match(fold(text)) and not is_caps(text)):
            return at
        if at - start >= 6 or len(text) > 300 or text.endswith((":", ".")):
            return at
    return len(rows)


def _title_rows(rows: list[Row], kind_at: int, end: int) -> list[Row]:
    kind = rows[kind_at]
    words = kind.text.split()[2:] if fold(kind.text).startswith("ke hoach") else []
    inline = [Row(kind.line, " ".join(words).strip(" :"))] if words else []
    return inline + [row for row in rows[kind_at + 1 : end] if not _RULE.fullmatch(row.text)]


def _body_start(rows: list[Row], start: int) -> int:
    for at in range(start, len(rows)):
        row = rows[at]
        mark = read_mark(row.text)
        if row.cells or (mark and mark.rank <= ITEM) or _stands_as_heading(row):
            return at
    after = (at for at in range(start, len(rows)) if not _BASE.match(fold(rows[at].text.lstrip("-–+* "))))
    return next(after, len(rows))


def _stands_as_heading(row: Row) -> bool:
    if _BASE.match(fold(row.text)) or len(row.text) > 120 or row.text.endswith((".", ";", ",")):
        return False
    return is_caps(row.text) or (row.bold and not row.text.endswith(":"))


def _closing_start(rows: list[Row], start: int) -> int:
    end = next((at for at in range(start, len(rows)) if _is_appendix(rows[at])), len(rows))
    listed = [at for at in range(start, end) if _CLOSING.match(fold(rows[at].text).lstrip("-* "))]
    bare = [at for at in listed if len(rows[at].text) < 14 or read_mark(_after_closing(rows[at].text))]
    signed = [at for at in range(start, end) if _AUTHORITY.match(rows[at].text) and is_caps(rows[at].text)]
    starts = (bare or listed)[-1:] + signed[:1]
    return min(starts) if starts else _unsigned_end(rows, start)


def _after_closing(text: str) -> str:
    return text.split(":", 1)[-1].strip()


def _unsigned_end(rows: list[Row], start: int) -> int:
    ended = (at + 1 for at in range(start, len(rows)) if rows[at].text.endswith(("./.", "/.")))
    return next(ended, len(rows))


def is_closing_sentence(text: str) -> bool:
    """Whether a paragraph only ends the plan ("Trên đây là Kế hoạch ...", "Yêu cầu các đơn vị nghiêm túc ...")."""
    folded = fold(text)
    if text.rstrip().endswith("/.") and "ke hoach" in folded:
        return True
    return bool(_ENDING.match(folded)) or (bool(_ASKING.match(folded)) and ("nghiem" in folded or text.endswith("/.")))


def _is_appendix(row: Row) -> bool:
    return not row.cells and _APPENDIX.match(fold(row.text)) is not None and (is_caps(row.text) or len(row.text) < 90)
