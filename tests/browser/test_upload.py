"""Files from the page: over a cut network, after a reload, without JavaScript; a photo made smaller on the way."""

import hashlib
import io
from contextlib import contextmanager
from shutil import copytree

import pytest
from PIL import Image

from hoithi.kit.tests.upload_place import text
from hoithi.kit.tests.upload_site import served
from tests.browser.test_accessible import faults

pytestmark = pytest.mark.browser


@pytest.fixture(scope="module")
def uploads(installation, tmp_path_factory):
    folder = tmp_path_factory.mktemp("uploads")
    copytree(installation, folder / "var")
    with served(folder, workers=2) as site:
        yield site


@pytest.fixture
def page_of(browser, uploads):
    """A page with the box, for one of two people: `page_of(1, java_script_enabled=False)`."""
    contexts = []

    def enter(who=0, **options):
        context = browser.new_context(viewport={"width": 390, "height": 780}, base_url=uploads.url, **options)
        contexts.append(context)
        context.add_cookies([{"name": "sessionid", "value": uploads.sessions[who], "url": uploads.url}])
        page = context.new_page()
        page.goto("/thu-tai-len/")
        return page

    yield enter
    for context in contexts:
        context.close()


def chosen(name, data, kind="text/plain"):
    return {"name": name, "mimeType": kind, "buffer": data}


@contextmanager
def slow(page, bytes_a_second):
    """The line of `page` carries no more than this upwards; gives what cuts it (True) and mends it (False)."""
    devtools = page.context.new_cdp_session(page)
    devtools.send("Network.enable")

    def cut(offline):
        words = {"offline": offline, "latency": 20, "downloadThroughput": -1, "uploadThroughput": bytes_a_second}
        devtools.send("Network.emulateNetworkConditions", words)

    cut(False)
    yield cut
    devtools.detach()


def says(page, words):
    """Wait until the line of a file says so."""
    page.locator(".upload__files span", has_text=words).wait_for(timeout=60_000)


def wait_for(page, number):
    """Until more than `number` bytes have come, as the page says."""
    page.wait_for_function(
        "number => [...document.querySelectorAll('.upload__files progress')].some(bar => bar.value > number)",
        arg=number,
        timeout=60_000,
    )


def test_a_file_arrives_whole_over_a_network_cut_three_times_and_a_reload(page_of):
    data = text(5_000_000, seed=11)
    page = page_of()
    with slow(page, 700_000) as cut:
        page.set_input_files("[type=file]", chosen("Thuyết minh.txt", data))
        for times in (1, 2, 3):
            wait_for(page, times * 600_000)
            cut(True)
            says(page, "Mất mạng, sẽ tự tải tiếp.")
            cut(False)
            says(page, "Đang tải: ")
        wait_for(page, 2_400_000)
        page.reload()
        says(page, "Chọn lại đúng tệp này để tải tiếp.")
        before = page.locator(".upload__files progress").evaluate("bar => bar.value")
        assert 1_500_000 < before < len(data)
    sent = []
    page.on("request", lambda request: sent.append(request) if request.method in {"PATCH", "POST"} else None)
    page.set_input_files("[type=file]", chosen("Thuyết minh.txt", data))
    stored = page.locator(f"#stored [data-sha256='{hashlib.sha256(data).hexdigest()}']")
    stored.wait_for(timeout=60_000)
    assert stored.count() == 1
    assert [request.method for request in sent if request.method == "POST"] == []
    assert int(sent[0].headers["upload-offset"]) >= before


def test_another_device_goes_on_and_another_person_sees_nothing(page_of):
    data = text(3_000_000, seed=12)
    phone = page_of()
    with slow(phone, 300_000):
        phone.set_input_files("[type=file]", chosen("Bản vẽ.txt", data))
        wait_for(phone, 600_000)
        phone.get_by_role("button", name="Tạm dừng: Bản vẽ.txt").click()
        says(phone, "Đã tạm dừng ở ")
    phone.context.close()
    assert page_of(1).locator(".upload__files li").count() == 0
    computer = page_of()
    says(computer, "Chọn lại đúng tệp này để tải tiếp.")
    computer.set_input_files("[type=file]", chosen("Bản vẽ.txt", data))
    computer.locator(f"#stored [data-sha256='{hashlib.sha256(data).hexdigest()}']").wait_for(timeout=60_000)


def test_a_large_photo_is_made_smaller_and_stays_upright(page_of, uploads):
    memory = io.BytesIO()
    photo = Image.effect_noise((3600, 2400), 90).convert("RGB")
    turned = Image.Exif()
    turned[0x0112] = 6  # held upright: to be turned by a quarter
    photo.save(memory, "JPEG", quality=97, exif=turned)
    page = page_of(1)
    page.set_input_files("[type=file]", chosen("Mô hình.jpg", memory.getvalue(), "image/jpeg"))
    page.locator("#stored li", has_text="Mô hình.jpg").wait_for(timeout=60_000)
    listed = page.request.get("/thu-tai-len/da-nhan/").json()["files"]
    assert listed[-1]["size"] < len(memory.getvalue()) / 2
    kept = max((uploads.folder / "var/files").glob("*/*"), key=lambda path: path.stat().st_mtime)
    assert Image.open(kept).size == (1707, 2560)


def test_several_at_once_and_what_is_refused_says_why(page_of):
    page = page_of(1)
    page.set_input_files(
        "[type=file]", [chosen("một.txt", b"abc"), chosen("hai.txt", b"\xff\xfe\x00"), chosen("ba.txt", b"abcd")]
    )
    states = page.locator(".upload__files li")
    page.wait_for_function(
        "() => document.querySelectorAll('.upload__files li:not([data-state=running])').length === 3"
    )
    assert [states.nth(number).get_attribute("data-state") for number in range(3)] == ["done", "failed", "done"]
    assert "Không đọc được văn bản" in states.nth(1).inner_text()
    assert "ba.txt: Đã tải xong." in page.locator(".upload [role=status]").inner_text()


def test_the_box_can_be_used_by_everybody_while_it_sends(page_of):
    page = page_of(1, bypass_csp=True)
    errors = []
    page.on("pageerror", lambda error: errors.append(str(error)))
    with slow(page, 100_000):
        page.set_input_files("[type=file]", [chosen("một.txt", text(900_000)), chosen("hai.txt", b"abc")])
        wait_for(page, 1000)
        assert list(faults(page, "upload")) == []
        page.get_by_role("button", name="Bỏ: một.txt").click()
        page.locator(".upload__files li[data-state=done]").wait_for(timeout=60_000)
        assert page.locator(".upload__files li").count() == 1
    assert errors == []


def test_without_javascript_it_is_an_ordinary_form(page_of):
    page = page_of(1, java_script_enabled=False)
    page.set_input_files("[type=file]", chosen("Không mã.txt", b"abc"))
    assert "{" not in page.locator("main").inner_text()
    page.get_by_role("button", name="Gửi tệp").click()
    page.locator("#stored li", has_text="Không mã.txt").wait_for()
