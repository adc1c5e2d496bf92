"""The script of a form of questions in a real browser: what it counts, hides and adds; the form stays whole without."""

from datetime import datetime
from pathlib import Path

import pytest
from playwright.sync_api import expect

from hoithi.contests.rule_schemas import parse
from hoithi.contests.rule_schemas.answers import count_words
from hoithi.contests.rule_schemas.boxes import form_of
from hoithi.kit.clock import VIETNAM

pytestmark = pytest.mark.browser
SCRIPT = (Path(__file__).parents[2] / "src/hoithi/kit/static/kit/questions.js").read_text()
TEXTS = [
    *("", "Máy thái củ mì", "kinh tế - xã hội", "một\xa0hai\u3000ba\u2028bốn", "a\x0bb\x85c", "½ m² ٣", "👩‍🔬 — …"),
    *("e\u0301 \u0301", "H'Hen K’Brơi", "２０２５ năm", "_ __ a_b", "dòng\r\nkhác\n\n", "\x1f \ufeff"),
]
ROWS = [
    {"name": "Tính mới", "most_words": "20"},
    {"name": "Dạng", "kind": "choice", "options": "Máy móc\nKhác"},
    {"name": "Khác là gì", "kind": "choice", "options": "A\nB", "when_question": "dang", "when_value": "Khác"},
    {"name": "Vì sao", "kind": "line", "when_question": "khac-la-gi", "when_value": "B"},
    {"name": "Nơi áp dụng", "kind": "table", "columns": "Nơi\nTừ ngày", "most": "3"},
]


@pytest.fixture
def page(browser):
    """A page with the form of `ROWS`, the script not yet run."""
    html = str(form_of(parse("form", {"sections": ROWS}).sections, {}, moment=datetime(2026, 2, 1, tzinfo=VIETNAM)))
    page = browser.new_page()
    page.set_content(f"<form>{html}</form>")
    yield page
    page.close()


def start(page):
    page.add_script_tag(content=SCRIPT, type="module")
    page.wait_for_selector(".counter")


def test_words_are_counted_as_the_server_counts_them(page):
    start(page)
    counted = page.evaluate(
        "([script, texts]) => import(URL.createObjectURL(new Blob([script], {type: 'text/javascript'})))"
        ".then((module) => texts.map(module.countWords))",
        [SCRIPT, TEXTS],
    )
    assert counted == [count_words(text) for text in TEXTS]


def test_the_counter_says_what_is_left_and_what_is_over(page):
    start(page)
    box = page.locator("[name=q-tinh-moi]")
    box.press_sequentially("Máy thái")
    expect(page.locator(".counter")).to_have_text("Còn 18 từ")
    box.fill("từ " * 23)
    expect(page.locator(".counter--over")).to_have_text("Thừa 3 từ, hãy bớt")


def test_without_the_script_every_question_stands_there(page):
    assert page.locator(".field:visible").count() == 5
    assert page.get_by_text("Chỉ trả lời nếu “Dạng” là “Khác”.").is_visible()


def test_a_question_is_shown_when_it_is_asked_and_with_it_what_hangs_on_it(page):
    start(page)
    assert page.locator(".field:visible").count() == 3
    page.get_by_label("Khác", exact=True).check()
    page.get_by_label("B", exact=True).check()
    assert page.locator(".field:visible").count() == 5
    assert not page.get_by_text("Chỉ trả lời nếu “Dạng” là “Khác”.").is_visible()
    page.get_by_label("Máy móc").check()
    assert page.locator(".field:visible").count() == 3


def test_rows_are_added_up_to_the_most(page):
    assert page.locator(".answer-row").count() == 3
    start(page)
    assert page.locator(".answer-row").count() == 1
    add = page.get_by_role("button", name="Thêm dòng")
    add.click()
    page.keyboard.type("Xã Tân Khai")
    add.click()
    assert not add.is_visible()
    assert page.locator("[name=q-noi-ap-dung_1_0]").input_value() == "Xã Tân Khai"
    assert page.locator("[name=q-noi-ap-dung_2_1]").get_attribute("id") == "id_q-noi-ap-dung_2_1"
    assert page.get_by_role("group", name="Dòng 3").count() == 1
