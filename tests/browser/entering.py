"""How somebody enters in a browser: the hands of the tests of the entrant's way, with a script and without one."""

import io
import os
import re
from pathlib import Path

from PIL import Image
from playwright.sync_api import expect

from tests.browser.test_accessible import faults

PHONE, DESK = {"width": 390, "height": 844}, {"width": 1280, "height": 900}
SAVED = "[data-saved]"
NOT_SAVED = "Chưa lưu được, đang thử lại"
ANSWERS = {
    "van-de": "Thái mì bằng dao mỗi ngày bốn giờ, hay đứt tay.",
    "giai-phap": "Bàn đạp quay đĩa hai lưỡi, một người thái bằng năm người.",
    "ap-dung": "Nhà tôi và ba hộ trong ấp, từ tháng 3/2026.",
    "hieu-qua": "Bớt ba giờ công mỗi ngày, không ai đứt tay nữa.",
}
SHOTS = os.environ.get("HOITHI_SHOTS", "")


def look(page, name):
    """What a person would stumble over on this page: axe finds nothing and nothing is wider than the screen."""
    if SHOTS:
        Path(SHOTS).mkdir(parents=True, exist_ok=True)
        page.screenshot(path=f"{SHOTS}/{name}-{page.viewport_size['width']}.png", full_page=True)
    assert list(faults(page, name)) == []


def photo():
    """A JPEG of about one megabyte that a browser leaves as it is: no larger than a screen, already well pressed."""
    memory = io.BytesIO()
    Image.effect_noise((1600, 1200), 90).convert("RGB").save(memory, "JPEG", quality=75)
    return {"name": "Ảnh máy thái mì (bản cuối).jpg", "mimeType": "image/jpeg", "buffer": memory.getvalue()}


class Line:
    """The network of one page: cut, mended, slow."""

    def __init__(self, page):
        self.devtools = page.context.new_cdp_session(page)
        self.devtools.send("Network.enable")
        self.words = {"offline": False, "latency": 0, "downloadThroughput": -1, "uploadThroughput": -1}

    def _now(self, **words):
        self.words |= words
        self.devtools.send("Network.emulateNetworkConditions", self.words)

    def slow(self):
        """256 kbit/s both ways and 600 ms to the server and back."""
        self._now(latency=600, downloadThroughput=32_000, uploadThroughput=32_000)

    def quick(self):
        """As quick as it can be."""
        self._now(latency=0, downloadThroughput=-1, uploadThroughput=-1)

    def cut(self):
        """Nothing passes."""
        self._now(offline=True)

    def mend(self):
        """As it was before the cut."""
        self._now(offline=False)


def ask_eligibility(page, *, look=look):
    """From the list of contests to the answer that one may enter."""
    page.goto("/hoi-thi/")
    page.locator("main").get_by_role("link", name=re.compile("Tân Khai")).first.click()
    look(page, "hoi-thi")
    page.get_by_role("link", name="Nộp hồ sơ", exact=True).first.click()
    look(page, "dieu-kien")
    page.get_by_label("Nhóm tác giả").check()
    page.fill("[name=made_on]", "1/3/2026")
    page.get_by_label("Đang dùng thật").check()
    page.get_by_label("Chưa dự thi lần nào").check()
    page.get_by_role("button", name="Xem kết quả").click()
    expect(page.get_by_role("heading", name="Bạn được dự thi")).to_be_visible()
    look(page, "duoc-du-thi")


def sign_up(page, *, name, contact, password):
    """Fills the page of a new account."""
    page.fill("[name=full_name]", name)
    page.fill("[name=contact]", contact)
    page.fill("[name=password1]", password)
    page.get_by_role("button", name="Tạo tài khoản").click()


def sign_in(page, *, contact, password):
    """Fills the page of an account that is there."""
    page.goto("/dang-nhap/")
    page.fill("[name=login]", contact)
    page.fill("[name=password]", password)
    page.locator("main").get_by_role("button", name="Đăng nhập").click()
    page.wait_for_url(lambda url: "/dang-nhap/" not in url)


def write_about(page, *, title):
    """The first part, without pressing anything."""
    page.fill("[name=title]", title)
    page.get_by_label("Nông lâm ngư nghiệp").check()
    page.get_by_label("Nhóm tác giả").check()
    page.fill("[name=unit_name]", "Phòng Văn hóa - Xã hội")


def go_on(page):
    """Saves the part and goes to the next; gives when that has come."""
    before = page.url
    page.get_by_role("button", name="Lưu và tiếp tục").click()
    page.wait_for_url(lambda url: url != before)


def write_step(page):
    """Answers the question of the part that is open, whatever it asks."""
    code = page.url.rstrip("/").rpartition("/")[2]
    if code in ANSWERS:
        page.fill(f"[name=q-{code}]", ANSWERS[code])
    elif code == "cam-doan":
        page.get_by_role("checkbox").check()
    else:
        page.get_by_label({"da-ap-dung": "Đã áp dụng", "giai-truoc": "Chưa"}[code], exact=True).check()


def share_authors(page, *, other):
    """Sixty for oneself, forty for a co-author."""
    page.get_by_role("link", name=re.compile("^Sửa ")).click()
    page.fill("[name=birth_date]", "12/5/1979")
    page.fill("[name=share]", "60")
    page.get_by_role("button", name="Lưu").click()
    page.get_by_role("link", name="Thêm tác giả").click()
    page.fill("[name=full_name]", other)
    page.fill("[name=share]", "40")
    page.get_by_role("button", name="Lưu").click()
    expect(page.get_by_text(f"Đã thêm {other}.")).to_be_visible()


def receipts_on_track(page):
    """How many receipts the page that follows the entry names."""
    return page.get_by_role("link", name=re.compile(r"^Lần nộp \d+$")).count()
