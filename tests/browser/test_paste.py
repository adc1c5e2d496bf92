"""What is copied out of Word and Excel, pasted into the editor of a paper in a real browser."""

import pytest
from playwright.sync_api import expect

pytestmark = pytest.mark.browser

TABLE = (
    "<table><tr><td colspan='2'>Họ và tên</td></tr>"
    "<tr><td>Điểu <b>Xrê</b></td><td>Xã An Khương</td></tr><tr><td>Lê Mẫu</td><td>A|B</td></tr></table>"
)
PASTE = """([html, text]) => {
  const data = new DataTransfer();
  data.setData("text/html", html);
  data.setData("text/plain", text);
  const wish = { clipboardData: data, bubbles: true, cancelable: true };
  document.activeElement.dispatchEvent(new ClipboardEvent("paste", wish));
}"""


@pytest.fixture
def draft(site):
    """The editor of a new draft of a kind."""

    def begin(page, kind):
        page.goto(next(visit["path"] for visit in site.visits if visit["name"] == "document_new"))
        page.locator(f"button[value='{kind}']").click()
        expect(page.locator("#van-ban")).to_be_visible()

    return begin


def test_a_copied_table_becomes_rows(as_role, draft):
    with as_role("chuyen-vien") as page:
        draft(page, "quyet-dinh-ban-to-chuc")
        rows = page.locator("[name^='members-'][name$='-name']")
        before = rows.count()
        page.locator("button[value='add:members']").click()
        page.locator(f"[name='members-{before}-name']").focus()
        page.evaluate(PASTE, [TABLE, ""])
        expect(page.locator(f"[name='members-{before}-name']")).to_have_value("Điểu Xrê")
        expect(page.locator(f"[name='members-{before}-post']")).to_have_value("Xã An Khương")
        expect(page.locator(f"[name='members-{before + 1}-name']")).to_have_value("Lê Mẫu")


def test_a_table_in_a_text_becomes_lines_with_bars(as_role, draft):
    with as_role("chuyen-vien") as page:
        draft(page, "giay-moi")
        box = page.locator("#van-ban section textarea").first
        box.fill("")
        box.focus()
        page.evaluate(PASTE, [f"<p>Thành phần:</p>{TABLE}<ul><li>Đại biểu</li></ul>", ""])
        expect(box).to_have_value("Thành phần:\nHọ và tên |\nĐiểu Xrê | Xã An Khương\nLê Mẫu | A/B\n- Đại biểu")


def test_what_was_typed_is_not_left_behind_without_a_word(as_role, draft):
    with as_role("chuyen-vien") as page:
        asked = []
        page.on("dialog", lambda dialog: (asked.append(dialog.type), dialog.dismiss()))
        draft(page, "giay-moi")
        page.locator("#van-ban section textarea").first.press_sequentially("Khác")
        page.locator(".tabs a").first.click(no_wait_after=True)
        page.wait_for_timeout(500)
        assert asked == ["beforeunload"]
        expect(page.locator("#van-ban")).to_be_visible()
        page.locator("button[value='save']").last.click()
        page.locator(".tabs a").first.click()
        expect(page.locator("#van-ban")).to_have_count(0)
        assert asked == ["beforeunload"]
