"""What the one small script does: search, help, rows by keyboard; and that nothing depends on it."""

import pytest
from playwright.sync_api import expect

pytestmark = pytest.mark.browser


def test_slash_goes_to_the_search_box_and_the_question_mark_opens_help(as_role):
    with as_role("khach") as page:
        page.goto("/hoi-thi/")
        page.keyboard.press("/")
        assert page.evaluate("document.activeElement.name") == "q"
        page.keyboard.type("?/")
        assert page.input_value("[name=q]") == "?/"
        page.evaluate("document.activeElement.blur()")
        page.keyboard.press("?")
        assert page.locator("#keys").is_visible()
        page.keyboard.press("Escape")
        assert not page.locator("#keys").is_visible()


def test_j_and_k_walk_the_rows(as_role):
    with as_role("khach") as page:
        page.goto("/hoi-thi/")
        here = "document.activeElement.getAttribute('href')"
        page.keyboard.press("j")
        first = page.evaluate(here)
        page.keyboard.press("j")
        second = page.evaluate(here)
        page.keyboard.press("k")
        assert first != second
        assert page.evaluate(here) == first
        page.keyboard.press("Enter")
        page.wait_for_url("**" + first)


def test_a_menu_that_scrolls_begins_at_the_open_page(as_role):
    with as_role("chuyen-vien", width=390) as page:
        page.goto("/lam-viec/hoi-thi/")
        page.locator("main tbody a").first.click()
        page.locator(".tabs a").last.click()
        page.wait_for_selector(".tabs [aria-current]")
        box = page.locator(".tabs [aria-current]").bounding_box()
        assert 0 <= box["x"] <= 390 - box["width"]


def test_the_reader_of_a_refused_form_starts_at_what_is_wrong(as_role):
    with as_role("khach") as page:
        page.goto("/dang-nhap/")
        page.evaluate("document.querySelector('main form').noValidate = true")
        page.click("main form button[type=submit]")
        expect(page.locator(".summary")).to_be_focused()
        page.locator(".summary a").first.click()
        expect(page.locator("main input:focus")).to_have_count(1)


def test_the_code_of_a_slip_moves_from_behind_the_hash_into_its_box(as_role):
    with as_role("khach") as page:
        asked = []
        page.on("request", lambda request: asked.append(request.url))
        page.goto("/dang-nhap/phieu/#k7m2q9rt4xwp")
        page.wait_for_url("**/dang-nhap/phieu/")
        assert page.input_value("[name=code]") == "k7m2q9rt4xwp"
        assert not any("k7m2" in url.partition("#")[0] for url in asked)


def test_pages_stand_without_javascript(as_role):
    with as_role("khach", java_script_enabled=False, width=390) as page:
        page.goto("/")
        page.locator("main a").first.click()
        page.goto("/hoi-thi/?q=tan+khai")
        page.locator("main .list a").first.click()
        assert page.locator(".count").is_visible()
        page.locator(".hero__call a").click()
        assert page.url.endswith("/du-thi/")
        assert page.locator("main form").is_visible()


def test_the_first_visit_keeps_its_budget(as_role):
    sizes = {}
    with as_role("khach", width=390) as page:
        page.on("requestfinished", lambda request: sizes.update({request.url: request.sizes()["responseBodySize"]}))
        page.goto("/hoi-thi/")
        address = page.locator("main .list a").first.get_attribute("href")
        page.context.clear_cookies()
    sizes.clear()
    with as_role("khach", width=390) as page:
        page.on("requestfinished", lambda request: sizes.update({request.url: request.sizes()["responseBodySize"]}))
        page.goto(address)
        page.wait_for_load_state("networkidle")
    fonts = {url for url in sizes if ".woff2" in url}
    assert sum(size for url, size in sizes.items() if url not in fonts) <= 45_000
    assert sum(sizes[url] for url in fonts) <= 75_000
    assert len(sizes) - len(fonts) <= 6
    assert len(sizes) <= 10
