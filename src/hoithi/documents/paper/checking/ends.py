"""Annex I, part I, II.7, II.9 and III: who signs, who receives, what goes along."""

import re
from collections.abc import Iterator

from hoithi.documents.paper.checking.looks import Deviation, Look, at, letters, no
from hoithi.documents.paper.checking.parts import ADDRESSED, WITHOUT_PLACE, Annex, Parts, middle_of
from hoithi.documents.paper.checking.seen import Paper

_RANK = re.compile(r"^(GS|PGS|TS|ThS|Th\.S|CN|KS|BS|CKI|CKII|NGƯT|NGND|Thạc sĩ|Tiến sĩ|Kỹ sư|Bác sĩ|Cử nhân)\b")
_ADDRESSEE = Look("Kính gửi", "II.9.d", (13, 14), bold=False)
_RECIPIENTS = Look("Từ “Nơi nhận”", "II.9.d", (12, 12), bold=True, italic=True)
_RECIPIENT = Look("Danh sách nơi nhận", "II.9.d", (11, 11), bold=False)
_SIGNER = Look("Quyền hạn, chức vụ, họ tên người ký", "II.7.đ", (13, 14), bold=True)
_URGENCY = Look("Dấu chỉ mức độ khẩn", "III.2.b", (13, 14), bold=True, capitals=True)
_ANNEX = Look("Từ “Phụ lục”", "III.1.b", (14, 14), bold=True, centred=True)
_ANNEX_TITLE = Look("Tên phụ lục", "III.1.b", (13, 14), bold=True, capitals=True, centred=True)
_ANNEX_NOTE = Look("Chỉ dẫn kèm theo của phụ lục", "III.1.c", (13, 14), bold=False, italic=True, centred=True)


def signers(paper: Paper, parts: Parts) -> Iterator[Deviation]:
    lines = [line for line in parts.signers if not line.italic]
    if not lines:
        yield no("II.7.đ", "cuối văn bản", "Không thấy chức vụ và họ tên người ký.")
        return
    for line in lines:
        yield from letters(line, _SIGNER)
        if _RANK.match(line.text):
            yield no("II.7.c", at(line), "Trước họ tên người ký không ghi học hàm, học vị, danh hiệu.")
    if paper.kind == "docx" and not any(line.capitals for line in lines):
        yield no("II.7.đ", at(lines[0]), "Quyền hạn, chức vụ của người ký phải in hoa.")


def addressees(_paper: Paper, parts: Parts) -> Iterator[Deviation]:
    for line in parts.addressees:
        yield from letters(line, _ADDRESSEE)
    if parts.addressees and parts.kind_name and parts.kind_name not in ADDRESSED:
        yield no("II.9.c", at(parts.addressees[0]), "“Kính gửi” chỉ dùng cho công văn, tờ trình, báo cáo.")
    if parts.state is not None and parts.subject and parts.kind is None and not parts.addressees:
        yield no("II.9.b", "đầu văn bản", "Công văn phải có “Kính gửi:”.")
    if parts.addressees and not re.match(r"^Kính gửi:", parts.addressees[0].text):
        yield no("II.9.d", at(parts.addressees[0]), "Sau từ “Kính gửi” phải có dấu hai chấm.")


def recipients(paper: Paper, parts: Parts) -> Iterator[Deviation]:
    word = parts.recipients_word
    if word is None:
        if parts.kind_name not in WITHOUT_PLACE and parts.state is not None:
            yield no("II.9.c", "cuối văn bản", "Không thấy “Nơi nhận:”.")
        return
    yield from letters(word, _RECIPIENTS)
    if word.text != "Nơi nhận:":
        yield no("II.9.d", at(word), "Từ “Nơi nhận” ở một dòng riêng, sau có dấu hai chấm.")
    for line in parts.recipients:
        yield from letters(line, _RECIPIENT)
    if not any(line.text.lstrip("-– ").startswith("Lưu:") for line in parts.recipients):
        yield no("II.9.d", at(word), "Dòng cuối của nơi nhận phải là “- Lưu: VT, …”.")
    if paper.kind != "docx":
        return
    for number, line in enumerate(parts.recipients, 1):
        end = "." if number == len(parts.recipients) else ";"
        if not line.text.startswith(("-", "–")):
            yield no("II.9.d", at(line), "Mỗi nơi nhận một dòng, đầu dòng có gạch đầu dòng.")
        if not line.text.endswith(end):
            yield no("II.9.d", at(line), "Cuối mỗi nơi nhận là dấu chấm phẩy, dòng cuối cùng là dấu chấm.")


def others(paper: Paper, parts: Parts) -> Iterator[Deviation]:
    for line in parts.urgency:
        yield from letters(line, _URGENCY)
    roman = re.compile(r"^Phụ lục [IVXLC]+$", re.IGNORECASE)
    for annex in parts.annexes:
        yield from _annex(paper, annex)
        if len(parts.annexes) > 1 and not roman.match(annex.label.text):
            yield no("III.1.a", at(annex.label), "Từ hai phụ lục trở lên phải đánh số bằng chữ số La Mã.")


def _annex(paper: Paper, annex: Annex) -> Iterator[Deviation]:
    middle = middle_of(paper) if paper.sheets[min(annex.label.page, len(paper.sheets)) - 1].height > 250 else None
    for line, look in (
        (annex.label, _ANNEX),
        *((line, _ANNEX_TITLE) for line in annex.title),
        *((line, _ANNEX_NOTE) for line in annex.note),
    ):
        if middle is None and paper.kind == "pdf":
            look = Look(look.name, look.clause, look.sizes, look.bold, look.italic, look.capitals)  # noqa: PLW2901
        yield from letters(line, look, middle)
