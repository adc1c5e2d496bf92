"""Answers of every kind: good, empty, too long, wrong, hostile. Numbers are lines of the bad-input catalogue."""

import unicodedata
from datetime import datetime

import pytest
from django.core.exceptions import ValidationError
from hypothesis import given, settings
from hypothesis import strategies as st

from hoithi.contests.rule_schemas.answers import (
    count_words,
    is_asked,
    is_empty,
    is_frozen,
    is_required,
    missing,
    read_answer,
    show_answer,
    visible_to_judges,
)
from hoithi.contests.tests.questions.conftest import QUESTIONS, dossier_of
from hoithi.kit.clock import VIETNAM

DOSSIER = dossier_of()
ASKED = {one.code: one for one in DOSSIER.sections}
NOON = datetime(2026, 2, 1, 12, tzinfo=VIETNAM)


def refused(code, raw):
    with pytest.raises(ValidationError) as found:
        read_answer(ASKED[code], raw)
    assert len(found.value.messages) == 1
    return found.value.messages[0]


@pytest.mark.parametrize(("code", "raw", "kept", "shown"), [
    ("ten", "  Máy   thái củ mì ", "Máy thái củ mì", "Máy thái củ mì"),
    ("moi", "Một\r\nhai", "Một\nhai", "Một\nhai"),
    ("dang", "Phần mềm", "Phần mềm", "Phần mềm"),
    ("noi", ["Ruộng", "Nhà", "Nhà"], ["Nhà", "Ruộng"], "Nhà; Ruộng"),
    ("noi", "Nhà", ["Nhà"], "Nhà"),
    ("diem", "8,5", "8.5", "8,5"),  # 48
    ("diem", "8.5", "8.5", "8,5"),
    ("diem", "0", "0", "0"),
    ("tien", "1.500.000", 1_500_000, "1.500.000 đồng"),  # 57
    ("tien", "1 500 000 đ", 1_500_000, "1.500.000 đồng"),
    ("tien", 1_500_000, 1_500_000, "1.500.000 đồng"),
    ("ngay", "15/4/2025", "2025-04-15", "15/4/2025"),  # 34
    ("ngay", "15-4-2025", "2025-04-15", "15/4/2025"),
    ("ngay", "2025-04-15", "2025-04-15", "15/4/2025"),
    ("ngay", "１５/０４/２０２５", "2025-04-15", "15/4/2025"),  # 37
    ("bang", [["Xã Tân Khai", "1/2025"], ["", " "], ["", "2026"]], [["Xã Tân Khai", "1/2025"], ["", "2026"]],
     "Xã Tân Khai · 1/2025\n2026"),
    ("nguoi", [["H'Hen Niê", "Giáo viên", "0943.999.025"], []], [["H'Hen Niê", "Giáo viên", "0943999025"]],
     "H'Hen Niê · Giáo viên · 0943999025"),
    ("cam-doan", "on", True, "Có, đã đánh dấu"),
    ("cam-doan", True, True, "Có, đã đánh dấu"),
])  # fmt: skip
def test_a_good_answer_is_kept_and_shown_and_reads_again(code, raw, kept, shown):
    assert read_answer(ASKED[code], raw) == kept
    assert read_answer(ASKED[code], kept) == kept
    assert show_answer(ASKED[code], kept) == shown
    assert not is_empty(kept)


@pytest.mark.parametrize("code", [one["code"] for one in QUESTIONS])
@pytest.mark.parametrize("raw", [None, "", "  \xa0", "\u200b\u200b", [], ["", ""], [["", " "], []], False])
def test_nothing_is_none_whatever_the_kind(code, raw):
    """A shape that the kind does not know is nothing or a refusal, never an answer."""
    try:
        assert read_answer(ASKED[code], raw) is None
    except ValidationError as error:
        assert "không đúng dạng" in error.messages[0]
    assert show_answer(ASKED[code], None) == ""


@pytest.mark.parametrize(("code", "raw", "words"), [
    ("ten", "x" * 301, "Tối đa 300 ký tự (đang có 301)."),
    ("moi", "từ " * 23, "Tối đa 20 từ (đang có 23). Hãy bớt 3 từ."),
    ("dang", "Gỗ", "“Gỗ” không có trong các lựa chọn. Hãy chọn lại."),
    ("noi", ["Nhà", "Biển"], "“Biển” không có trong các lựa chọn. Hãy chọn lại."),
    ("diem", "100,5", "Nhiều nhất 100 (đang ghi 100,5). Hãy ghi lại."),
    ("tien", "9.000.000.000", "Nhiều nhất 5.000.000.000 đồng (đang ghi 9.000.000.000 đồng). Hãy ghi lại."),
    ("ngay", "04/15/2025", "“04/15/2025”: tháng phải từ 1 đến 12 (ngày/tháng/năm)."),  # 33
    ("ngay", "15/4/25", "“15/4/25”: hãy ghi đủ 4 chữ số của năm."),  # 35
    ("ngay", "29/02/2023", "Ngày 29/02/2023 không có thật."),  # 36
    ("bang", [["a", "b"]] * 5, "Nhiều nhất 4 dòng (đang có 5). Hãy bỏ bớt."),
    ("bang", [["a", "b"], ["x" * 201, ""]], "Dòng 2, cột “Nơi”: Tối đa 200 ký tự (đang có 201)."),
    ("nguoi", [["", "Giáo viên", ""]], "Dòng 1: hãy ghi họ và tên."),
])  # fmt: skip
def test_a_wrong_answer_says_what_and_how_to_mend(code, raw, words):
    assert refused(code, raw) == words


@pytest.mark.parametrize(("code", "raw"), [
    ("diem", "1e2"), ("diem", "1_0"), ("diem", "0x10"), ("diem", "+8"),  # 49
    ("diem", "٨"), ("diem", "８"),  # 50
    ("diem", "NaN"), ("diem", "Infinity"), ("diem", "-0"), ("diem", "-1"),  # 51
    ("tien", "1,500,000"), ("tien", "1.5tr"), ("tien", "-5"), ("tien", "1" + "0" * 18),  # 57
    ("tien", "9" * 5000), ("diem", "9" * 5000), ("ngay", "1" * 5000),  # 58
    ("ngay", "ngày 15/4"), ("ngay", "0001-01-01"), ("ngay", "00/00/0000"),  # 36, 38, 40
    ("ten", "Nguyễn\x00Văn"), ("ten", "\ud800"), ("moi", "a" + "\u0301" * 300),  # 12, 13, 17
    ("moi", "x" * 5_000_000), ("ten", "x" * 5_000_000),  # 25
    ("nguoi", [["Trần Thị Mẫu 👩‍🔬", "", ""]]), ("nguoi", [["Tr\u0430n", "", ""]]),  # 16, 18
    ("nguoi", [["Trần Thị Mẫu", "", "12"]]),
    ("ten", {"a": 1}), ("moi", ["x"]), ("tien", True), ("ngay", 2.5), ("bang", [[{"a": 1}, ""]]),
    ("noi", ["Nhà"] * 201), ("dang", ["Phần mềm"]),
])  # fmt: skip
def test_hostile_input_is_refused_in_one_short_sentence(code, raw):
    sentence = refused(code, raw)
    assert len(sentence) < 200
    assert sentence.endswith(".")


@pytest.mark.parametrize(("raw", "kept"), [
    ("Từ Word\x0bxuống dòng\x0ctrang", "Từ Word\nxuống dòngtrang"),  # 14
    ("Gia đình 👩\u200d🔬", "Gia đình 👩\u200d🔬"),  # 16
    ("<script>alert(1)</script>", "<script>alert(1)</script>"),  # 19
    ("\u202egnp.exe", "gnp.exe"),  # 11
    ("a\ufffe\uffffb", "ab"),  # 15
])  # fmt: skip
def test_a_long_text_is_cleaned_not_refused(raw, kept):
    assert read_answer(ASKED["moi"], raw) == kept


def test_a_whole_table_of_hostile_rows_is_bounded():
    assert "Nhiều nhất 4 dòng" in refused("bang", [["a", "b"]] * 100_000)
    assert read_answer(ASKED["bang"], [None, 7, "chuỗi", {"a": 1}]) is None
    assert read_answer(ASKED["bang"], [["a", "b", "thừa"]]) == [["a", "b"]]


class TestWords:
    def test_counts_after_nfc(self):  # 26
        text = "từ " * 20
        for form in ("NFC", "NFD"):
            assert read_answer(ASKED["moi"], unicodedata.normalize(form, text)) == ("từ " * 20).strip()
        refused("moi", unicodedata.normalize("NFD", text + "nữa"))

    @pytest.mark.parametrize(("text", "words"), [
        ("", 0), (" \n\t ", 0), ("kinh tế - xã hội", 4), ("H'Hen K’Brơi", 2), ("2.000 kg/ha", 2),
        ("một\xa0hai\u3000ba", 3),
        ("— … !", 0), ("👩‍🔬", 0), ("a\u200bb", 1), ("½ m²", 2), ("dòng\nkhác", 2),
    ])  # fmt: skip
    def test_what_a_word_is(self, text, words):
        assert count_words(text) == words

    def test_a_long_run_of_signs_takes_no_time_of_its_own(self):
        assert count_words("-" * 400_000) == 0


def test_an_answer_that_the_form_no_longer_takes_is_shown_as_it_was():
    assert show_answer(ASKED["dang"], "Gỗ") == "Gỗ"
    assert show_answer(ASKED["tien"], "nhiều") == "nhiều"


@given(st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=40),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.text(max_size=4), inner, max_size=2),
    max_leaves=8,
))  # fmt: skip
@settings(max_examples=150, deadline=None, derandomize=True)
def test_any_json_is_an_answer_or_a_refusal(raw):
    for question in DOSSIER.sections:
        try:
            kept = read_answer(question, raw)
        except ValidationError:
            continue
        assert read_answer(question, kept) == kept
        assert isinstance(show_answer(question, kept), str)


class TestAsked:
    def test_a_condition_is_met_by_its_answer(self):
        assert is_asked(ASKED["khac"], {"dang": "Khác"})
        for other in ({}, {"dang": None}, {"dang": "Máy móc"}, {"dang": True}, {"dang": ["Máy móc"]}):
            assert not is_asked(ASKED["khac"], other)
        assert is_asked(ASKED["ten"], {})

    def test_one_of_several_choices_and_a_tick_meet_it_too(self):
        rows = [*QUESTIONS, {"name": "Ruộng nào", "when_question": "noi", "when_value": "Ruộng"},
                {"name": "Ký tên", "when_question": "cam-doan"}]  # fmt: skip
        field, sign = dossier_of(rows).sections[-2:]
        assert is_asked(field, {"noi": ["Nhà", "Ruộng"]})
        assert not is_asked(field, {"noi": ["Nhà"]})
        assert is_asked(sign, {"cam-doan": True})
        assert not is_asked(sign, {"cam-doan": None})

    def test_what_hangs_on_a_question_that_is_not_asked_is_not_asked(self):
        rows = [
            {"code": "a", "name": "A", "kind": "choice", "options": "có\nkhông"},
            {
                "code": "b",
                "name": "B",
                "kind": "choice",
                "options": "có\nkhông",
                "when_question": "a",
                "when_value": "có",
            },
            {"code": "c", "name": "C", "required": True, "when_question": "b", "when_value": "có"},
        ]
        dossier = dossier_of(rows)
        assert [one.code for one in missing(dossier, {"a": "có", "b": "có"}, {}, NOON)] == ["c"]
        assert missing(dossier, {"a": "không", "b": "có"}, {}, NOON) == []
        assert visible_to_judges(dossier, {"a": "không", "b": "có", "c": "x"}) == {"a": "không"}


class TestDays:
    QUESTION = dossier_of([{"name": "Q", "required_from": "1/3/2026", "frozen_from": "1/4/2026"}]).sections[0]

    @pytest.mark.parametrize(("moment", "required", "frozen"), [
        (datetime(2026, 2, 28, 23, 59, 59, 999999, tzinfo=VIETNAM), False, False),
        (datetime(2026, 3, 1, tzinfo=VIETNAM), True, False),
        (datetime(2026, 3, 31, 23, 59, 59, 999999, tzinfo=VIETNAM), True, False),
        (datetime(2026, 4, 1, tzinfo=VIETNAM), True, True),
    ])  # fmt: skip
    def test_begin_at_midnight_in_viet_nam(self, moment, required, frozen):
        assert (is_required(self.QUESTION, {}, moment), is_frozen(self.QUESTION, moment)) == (required, frozen)


class TestMissing:
    GOOD = {"ten": "Máy", "moi": "Mới", "cam-doan": True, "bang": [["Xã", ""]]}

    def test_a_whole_dossier_lacks_nothing(self, dossier):
        assert missing(dossier, self.GOOD, {"anh": 1}, NOON) == []

    def test_everything_that_lacks_is_said_in_order(self, dossier):
        found = missing(dossier, {"dang": "Phần mềm"}, {"anh": 4}, datetime(2026, 3, 1, tzinfo=VIETNAM))
        assert [(one.kind, one.code, one.sentence) for one in found] == [
            ("question", "ten", "Chưa trả lời “Tên giải pháp”."),
            ("question", "moi", "Chưa trả lời “Tính mới”."),
            ("question", "cam-doan", "Chưa đánh dấu “Tôi cam đoan không sao chép”."),
            ("paper", "anh", "“Ảnh sản phẩm”: nhiều nhất 3 (đang có 4). Hãy bỏ bớt."),
            ("paper", "ma-nguon", "Còn thiếu “Mã nguồn”: cần ít nhất 1 tệp (đang có 0)."),
            ("object", "mau", "Còn thiếu “Mô hình”: cần ít nhất 1 hiện vật (đang có 0)."),
        ]

    def test_too_few_rows_and_answers_that_the_form_no_longer_takes(self):
        rows = [{"name": "Bảng", "kind": "table", "columns": "Nơi", "least": "2"}, {"name": "Loại", "kind": "choice",
                "options": "A\nB"}]  # fmt: skip
        found = missing(dossier_of(rows), {"bang": [["một"]], "loai": "C"}, {}, NOON)
        assert [one.sentence for one in found] == [
            "“Bảng” cần ít nhất 2 dòng (đang có 1).",
            "“Loại”: “C” không có trong các lựa chọn. Hãy chọn lại.",
        ]

    def test_a_long_name_is_cut_inside_the_sentence(self):
        found = missing(dossier_of([{"name": "x" * 200, "required": True}]), {}, {}, NOON)
        assert len(found[0].sentence) < 110


def test_judges_see_no_people_and_nothing_that_was_not_asked(dossier):
    answers = {"ten": "Máy", "nguoi": [["Điểu Xrê", "", ""]], "khac": "Gỗ", "dang": "Máy móc", "la": "lạ", "tien": None}
    assert visible_to_judges(dossier, answers) == {"ten": "Máy", "dang": "Máy móc"}
