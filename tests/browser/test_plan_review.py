"""The review of a plan keeps what is typed by itself, and two people never overwrite each other."""

from pathlib import Path

import pytest

pytestmark = pytest.mark.browser
SEED = Path(__file__).parents[2] / "samples/plans/ke-hoach-hon-quan-viii.md"


@pytest.fixture
def open_review(tmp_path):
    """Uploads the seed plan (a text of its own each time) and opens its review."""

    def upload(page):
        plan = tmp_path / "ke-hoach.md"
        plan.write_text(SEED.read_text().replace("0943.999.025", f"0943.{tmp_path.stat().st_ino % 1000:03d}.025"))
        page.goto("/lam-viec/ke-hoach/moi/")
        page.set_input_files("input[type=file]", plan)
        page.click("main form button")
        page.wait_for_selector("#s-milestones")
        row = page.locator("#s-milestones .pair").nth(1).get_attribute("id")
        return page.url, row

    return upload


def change_end(page, row, text):
    with page.expect_response(lambda answer: answer.request.method == "POST") as waiting:
        page.fill(f"[id='{row}.end']", text)
        page.keyboard.press("Tab")
    return waiting.value.status


def test_what_is_typed_is_kept_and_said_in_words(as_role, open_review):
    with as_role("chuyen-vien") as page:
        url, row = open_review(page)
        assert change_end(page, row, "20/4/2025") == 200
        page.wait_for_selector(f"#w-{row}:has-text('thứ Hai, 21/4/2025')")
        assert "Đã lưu" in page.inner_text("#k-milestones")
        page.goto(url)
        assert page.input_value(f"[id='{row}.end']") == "20/4/2025"


def test_the_second_of_two_people_is_told_and_keeps_the_text(as_role, open_review):
    with as_role("chuyen-vien") as page:
        url, row = open_review(page)
        other = page.context.new_page()
        other.goto(url)
        assert change_end(page, row, "21/4/2025") == 200
        assert change_end(other, row, "22/4/2025") == 409
        other.click("#k-milestones button")
        other.wait_for_selector("h1:has-text('Hai người cùng sửa một phần')")
        assert "21/4/2025" in other.inner_text("main")
        assert "22/4/2025" in other.inner_text("main")
        other.click("text=Lưu bản tôi vừa gõ")
        other.wait_for_selector("#s-milestones")
        assert other.input_value(f"[id='{row}.end']") == "22/4/2025"


def test_when_the_session_has_ended_what_was_typed_stays(as_role, open_review):
    with as_role("chuyen-vien") as page:
        _url, row = open_review(page)
        page.context.clear_cookies(name="sessionid")
        assert change_end(page, row, "23/4/2025") == 401
        page.wait_for_selector("#signed-out:has-text('đăng nhập lại')")
        assert page.input_value(f"[id='{row}.end']") == "23/4/2025"
        assert page.locator("#k-milestones").count() == 1
