"""The boxes of a form of questions: filled, sent, refused with nothing lost; whole without a script."""

from datetime import datetime

import pytest
from django.http import QueryDict

from hoithi.contests.rule_schemas.boxes import form_of
from hoithi.contests.tests.questions.conftest import QUESTIONS, dossier_of
from hoithi.kit.clock import VIETNAM

NOON = datetime(2026, 2, 1, 12, tzinfo=VIETNAM)
ALL = dossier_of().sections
SENT = {
    "q-ten": "Máy thái củ mì", "q-moi": "Một  hai", "q-dang": "Khác", "q-noi": ["Ruộng", "Nhà"], "q-diem": "8,5",
    "q-tien": "1.500.000", "q-ngay": "15/4/2025", "q-bang_0_0": "Xã Tân Khai", "q-bang_0_1": "2025", "q-bang_1_0": "",
    "q-bang_1_1": "", "q-nguoi_0_0": "Điểu Xrê", "q-nguoi_0_1": "Cô giáo", "q-nguoi_0_2": "0943 999 025",
    "q-cam-doan": "on", "q-khac": "Gỗ",
}  # fmt: skip
KEPT = {
    "ten": "Máy thái củ mì", "moi": "Một hai", "dang": "Khác", "noi": ["Nhà", "Ruộng"], "diem": "8.5",
    "tien": 1_500_000, "ngay": "2025-04-15", "bang": [["Xã Tân Khai", "2025"]],
    "nguoi": [["Điểu Xrê", "Cô giáo", "0943999025"]], "cam-doan": True, "khac": "Gỗ",
}  # fmt: skip


def posted(**changes):
    data = QueryDict(mutable=True)
    for name, value in {**SENT, **changes}.items():
        data.setlist(name, value if isinstance(value, list) else [value])
    return data


def form(rows=QUESTIONS, answers=None, data=None, moment=NOON):
    return form_of(dossier_of(rows).sections, answers or {}, data, moment=moment)


def test_what_was_sent_is_kept():
    sent = form(data=posted())
    assert sent.is_valid(), sent.errors
    assert sent.answers() == KEPT


def test_what_is_kept_fills_the_boxes_and_comes_back_the_same():
    html = str(form(answers=KEPT))
    for words in ('value="8,5"', 'value="1.500.000"', 'value="15/4/2025"', 'value="Xã Tân Khai"', ">Một hai<"):
        assert words in html.replace("\n", "")
    assert html.count("checked") == 4  # one of a choice, two of choices, the declaration
    assert not form(answers=KEPT, data=posted()).has_changed()
    assert form(answers=KEPT, data=posted(**{"q-diem": "9"})).changed_data == ["q-diem"]


def test_an_empty_draft_is_no_error_and_nothing_is_ticked_beforehand():
    sent = form(data=QueryDict())
    assert sent.is_valid()
    assert not any(sent.answers().values())
    assert "checked" not in str(form())


def test_an_error_loses_nothing():
    sent = form(data=posted(**{"q-tien": "1.5tr", "q-ngay": "29/02/2023", "q-bang_1_0": "x" * 201}))
    assert not sent.is_valid()
    assert set(sent.errors) == {"q-tien", "q-ngay", "q-bang"}
    assert set(KEPT) - set(sent.answers()) == {"tien", "ngay", "bang"}
    html = str(sent)
    for typed in ('value="1.5tr"', 'value="29/02/2023"', "x" * 201, 'value="Xã Tân Khai"'):
        assert typed in html


def test_markup_is_shown_as_it_was_typed():
    nasty = '"><img src=x onerror=alert(1)>'
    rows = [{"name": nasty, "guide": nasty, "example": nasty, "kind": "choice", "options": f"{nasty}\nb"},
            {"name": "Bảng", "kind": "table", "columns": nasty}, {"name": "Dòng", "kind": "line"}]  # fmt: skip
    html = str(form(rows, answers={"bang": [[nasty]], "dong": nasty, "img-src-x-onerror-alert-1": nasty}))
    assert "<img" not in html
    assert html.count("&lt;img") >= 7


class TestHints:
    def test_say_guide_limit_and_example_in_words(self):
        row = {"name": "Q", "guide": "Khác gì.", "example": "Nhanh gấp ba.", "most_words": "300", "kind": "long"}
        html = str(form([row]))
        for words in ("Khác gì.", "Tối đa 300 từ.", "<b>Ví dụ:</b> Nhanh gấp ba.", 'data-words="300"'):
            assert words in html
        assert "maxlength" not in html

    def test_give_the_keys_that_fit(self):
        html = str(form())
        for words in ('inputmode="decimal"', 'inputmode="numeric"', 'inputmode="tel"', 'placeholder="ngày/tháng/năm"'):
            assert words in html
        assert "Từ 0 đến 100." in html
        assert "Nhiều nhất 5.000.000.000 đồng." in html

    def test_every_box_has_a_label_of_its_own(self):
        html = str(form())
        assert html.count("<legend>") == 4  # choice, choices, table, people
        for number in range(3):
            assert f'aria-label="Dòng {number + 1}"' in html
        assert "Chức danh hoặc đơn vị" in html


class TestConditions:
    CHOICE, AFTER = QUESTIONS[2], QUESTIONS[-1]

    def test_on_the_same_page_are_shown_in_words_for_who_has_no_script(self):
        html = str(form())
        assert 'data-when="q-dang"' in html
        assert 'data-when-value="Khác"' in html
        assert "Chỉ trả lời nếu “Dạng giải pháp” là “Khác”." in html

    def test_on_another_page_decide_whether_the_box_is_there(self):
        after = dossier_of([self.CHOICE, self.AFTER]).sections[1:]
        assert not form_of(after, {"dang": "Máy móc"}).fields
        made = form_of(after, {"dang": "Khác"}, QueryDict("q-khac=G%E1%BB%97"))
        assert made.is_valid()
        assert made.answers() == {"khac": "Gỗ"}
        assert "data-when" not in str(made)

    def test_a_box_that_nobody_asks_raises_no_error_and_gives_no_answer(self):
        sent = form(data=posted(**{"q-dang": "Máy móc", "q-khac": "x" * 301}))
        assert sent.is_valid()
        assert "khac" not in sent.answers()
        assert not form(data=posted(**{"q-khac": "x" * 301})).is_valid()


class TestDays:
    ROWS = [{"name": "Q", "kind": "line", "frozen_from": "1/2/2026"}, {"name": "R", "required_from": "1/2/2026"}]

    def test_what_is_frozen_keeps_its_answer_whatever_is_sent(self):
        sent = form(self.ROWS, answers={"q": "cũ"}, data=QueryDict("q-q=moi&q-r=chu"))
        assert sent.is_valid()
        assert sent.answers() == {"q": "cũ", "r": "chu"}
        assert sent.changed_data == ["q-r"]
        assert "Không sửa được từ ngày 1/2/2026." in str(sent)
        before = form(self.ROWS, data=QueryDict("q-q=moi"), moment=datetime(2026, 1, 31, 23, 59, tzinfo=VIETNAM))
        assert before.is_valid()
        assert before.answers()["q"] == "moi"

    def test_a_frozen_answer_of_a_form_that_changed_is_no_error(self):
        rows = [{"name": "Q", "kind": "choice", "options": "A\nB", "frozen_from": "1/2/2026"}]
        assert form(rows, answers={"q": "C"}, data=QueryDict("")).is_valid()

    def test_required_says_so_from_its_day(self):
        early = datetime(2026, 1, 31, tzinfo=VIETNAM)
        assert [field.required for field in form(self.ROWS, moment=early).fields.values()] == [False, False]
        assert [field.required for field in form(self.ROWS).fields.values()] == [False, True]


class TestRows:
    ROW = [{"name": "Bảng", "kind": "table", "columns": "A\nB"}]

    @pytest.mark.parametrize(("kept", "most", "shown"), [(0, 50, 3), (2, 50, 5), (3, 4, 4), (4, 4, 4)])
    def test_empty_rows_stand_under_the_filled_ones_up_to_the_most(self, kept, most, shown):
        html = str(form([{**self.ROW[0], "most": str(most)}], answers={"bang": [["a", "b"]] * kept}))
        assert html.count('role="group"') == shown

    def test_rows_of_other_columns_still_show(self):
        for kept in ([["a"]], [["a", "b", "c"]], ["chuỗi"], "chuỗi", [[1, 2]]):
            assert 'name="q-bang_0_1"' in str(form(self.ROW, answers={"bang": kept}))

    def test_more_rows_than_any_table_are_refused_not_read_for_ever(self):
        data = QueryDict(mutable=True)
        data.update({f"q-bang_{n}_0": "x" for n in range(4000)})
        sent = form(self.ROW, data=data)
        assert not sent.is_valid()
        assert "Nhiều nhất 50 dòng" in sent.errors["q-bang"][0]
