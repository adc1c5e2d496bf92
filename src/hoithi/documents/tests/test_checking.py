"""The checker on Word files made by hand: silent on one that follows the decree, and one clause for each fault."""

import pytest
from docx.enum.text import WD_ALIGN_PARAGRAPH

from hoithi.documents.paper.checking.decree import deviations_of
from hoithi.documents.paper.checking.seen import CannotRead
from hoithi.documents.paper.checking.word_sheet import read_word
from hoithi.documents.tests.by_hand import ByHand

FAULTS = {
    "sheet": ({"sheet": (216, 279)}, "I.1", "Khổ giấy 216 x 279 mm"),
    "left margin": ({"margins": (20, 20, 25, 20)}, "I.3", "Lề trái 25,0 mm; phải từ 30 đến 35"),
    "right margin": ({"margins": (20, 20, 30, 25)}, "I.3", "Lề phải 25,0 mm"),
    "top margin": ({"margins": (15, 20, 30, 20)}, "I.3", "Lề trên 15,0 mm"),
    "font": ({"body_font": "Arial"}, "I.4", "Phông chữ Arial"),
    "colour": ({"body_colour": "1F4E79"}, "I.4", "phải là màu đen"),
    "number on page 1": ({"number_of_page": "first"}, "I.7", "trang thứ nhất"),
    "number at the foot": ({"number_of_page": "bottom"}, "I.7", "lề trên"),
    "no state": ({"state": "ĐẢNG CỘNG SẢN VIỆT NAM"}, "II.1.a", "Không thấy Quốc hiệu"),
    "state too large": ({"state_size": 14}, "II.1.a", "Quốc hiệu cỡ chữ 14; phải từ 12 đến 13"),
    "motto not bold": ({"motto_bold": False}, "II.1.b", "Tiêu ngữ chưa in đậm"),
    "motto without spaces": ({"motto": "Độc lập-Tự do-Hạnh phúc"}, "II.1.b", "có cách chữ"),
    "motto without rule": ({"motto_rule": 0}, "II.1.b", "chưa có đường kẻ ngang"),
    "motto with a short rule": ({"motto_rule": 30}, "II.1.b", "dài 30 mm; phải dài bằng dòng chữ"),
    "issuer small": ({"issuer": "Phòng Kinh tế và Hạ tầng"}, "II.2.b", "phải in hoa"),
    "issuer with a long rule": ({"issuer_rule": 60}, "II.2.b", "dài 60 mm"),
    "number of one figure": ({"number": "Số: 7/TB-KTHT"}, "II.3.c", "thêm số 0"),
    "number too large": ({"number_size": 14}, "II.3.c", "cỡ chữ 14; phải 13"),
    "spaces in the symbol": ({"number": "Số: 07/TB - KTHT"}, "II.3.c", "không cách chữ"),
    "no number": ({"number": "Thông báo nội bộ"}, "II.3.c", "Không thấy dòng “Số:"),
    "day without nought": ({"place": "Hớn Quản, ngày 5 tháng 01 năm 2024"}, "II.4.b", "thêm số 0"),
    "month with nought": ({"place": "Hớn Quản, ngày 05 tháng 03 năm 2024"}, "II.4.b", "thêm số 0"),
    "place upright": ({"place_italic": False}, "II.4.c", "chưa in nghiêng"),
    "kind small": ({"kind": "Thông báo"}, "II.5.b", "Tên loại văn bản phải in hoa"),
    "abstract without rule": ({"abstract_rule": 0}, "II.5.b", "Dưới trích yếu chưa có"),
    "neither kind nor subject": ({"kind": "", "bases": ()}, "II.5", "Không thấy tên loại"),
    "base upright": ({"base_italic": False}, "II.6.a", "chưa in nghiêng"),
    "base without semicolon": ({"bases": ("Căn cứ Luật A", "Căn cứ Luật B.")}, "II.6.a", "dấu chấm phẩy"),
    "small text": ({"body_size": 12}, "II.6.e", "Nội dung cỡ chữ 12; phải từ 13 đến 14"),
    "text at the left": ({"body_align": WD_ALIGN_PARAGRAPH.LEFT}, "II.6.e", "canh đều"),
    "no indent": ({"body_indent": 0}, "II.6.e", "lùi vào 1 cm"),
    "no room between": ({"body_before": 0}, "II.6.e", "phải từ 6 pt"),
    "lines apart": ({"body_spacing": 2.0}, "II.6.e", "Khoảng cách dòng 2,00"),
    "a foreign letter": ({"body": ("f) Tài liệu kèm theo./.",)}, "II.6.đ", "bảng chữ cái tiếng Việt"),
    "position small": ({"position": "Trưởng phòng"}, "II.7.đ", "phải in hoa"),
    "rank before the name": ({"name": "ThS. Lê Văn Mẫu"}, "II.7.c", "học hàm, học vị"),
    "no recipients": ({"recipients_word": "Gửi cho"}, "II.9.c", "Không thấy “Nơi nhận:”"),
    "large recipients": ({"recipient_size": 12}, "II.9.d", "cỡ chữ 12; phải 11"),
    "nothing kept": ({"recipients": ("- Như trên.",)}, "II.9.d", "Lưu: VT"),
    "recipients without end": ({"recipients": ("- Như trên", "- Lưu: VT.")}, "II.9.d", "dấu chấm phẩy"),
    "annexes without numbers": ({"annexes": (("Phụ lục", "DANH SÁCH"),) * 2}, "III.1.a", "La Mã"),
    "annex title small": ({"annexes": (("Phụ lục", "Danh sách"),)}, "III.1.b", "phải in hoa"),
}  # fmt: skip


def found(**faults):
    return deviations_of(read_word(ByHand(**faults).docx()))


def test_a_paper_that_follows_the_decree_has_no_deviation():
    assert found() == []
    assert found(annexes=(("Phụ lục I", "DANH SÁCH"), ("Phụ lục II", "BẢNG ĐIỂM"))) == []


def test_a_paper_that_waits_for_its_day_is_not_told_off():
    assert found(place="Hớn Quản, ngày      tháng      năm") == []
    assert found(place="Hớn Quản, ngày … tháng … năm 2024") == []


@pytest.mark.parametrize("fault", FAULTS, ids=str)
def test_each_fault_is_found_with_its_clause(fault):
    faults, clause, words = FAULTS[fault]
    told = [one for one in found(**faults) if one.clause.endswith(f"mục {clause}") and words in one.sentence]
    assert told, found(**faults)
    assert all(one.where for one in told)


def test_alike_deviations_are_one_with_the_first_places():
    told = [one for one in found(body=("Một đoạn.",) * 9, body_size=12) if "cỡ chữ 12" in one.sentence]
    assert len(told) == 1
    assert told[0].where.endswith("và 6 chỗ khác")


@pytest.mark.parametrize("data", [b"", b"PK\x03\x04 nothing", b"%PDF-1.7", "chữ".encode() * 100])
def test_what_is_no_word_file_gets_a_sentence(data):
    with pytest.raises(CannotRead, match="Word"):
        read_word(data)
