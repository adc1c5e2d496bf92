"""The frame around every page: the style page, the language switch, the error pages, the one style sheet."""

import gzip
import json
import re
import runpy
import sqlite3
from pathlib import Path
from unittest.mock import Mock

import pytest
from django.db import InterfaceError, OperationalError
from django.test import Client

from hoithi.accounts.enums import Role

ROOT = Path(__file__).parents[4]
STATIC = ROOT / "src/hoithi/kit/static/kit"
COMPONENTS = {path.stem for path in (ROOT / "src/hoithi/kit/templates/cotton").glob("*.html")}
pytestmark = pytest.mark.django_db


@pytest.fixture
def style_page(settings, client):
    settings.DEBUG = True
    return client.get("/phong-cach/").content.decode()


def test_the_style_page_shows_every_component():
    source = (ROOT / "src/hoithi/kit/templates/kit/style_page.html").read_text()
    shown = {name.replace("-", "_") for name in re.findall(r"<c-([a-z-]+)", source)}
    assert COMPONENTS - shown == {"icon", "upload"}  # a box for files belongs to a place that takes them


def test_the_style_page_keeps_what_was_typed_and_links_errors_to_fields(style_page):
    assert "Những gì đã ghi vẫn còn</textarea>" in style_page
    assert 'href="#id_refused-title"' in style_page
    assert 'id="id_refused-title"' in style_page
    assert 'aria-describedby="id_refused-title_helptext id_refused-title_error"' in style_page


def test_the_style_page_is_for_builders_only(client, settings, sign_in, actor):
    settings.DEMO = settings.DEBUG = False
    assert sign_in(actor(Role.OFFICER)).get("/phong-cach/").status_code == 404
    assert sign_in(actor(Role.ADMIN)).get("/phong-cach/").status_code == 200


def test_a_page_speaks_vietnamese_until_asked_otherwise(client):
    assert '<html lang="vi">' in client.get("/", headers={"accept-language": "en-US"}).content.decode()
    answer = client.get("/ngon-ngu/en/?next=/phong-cach/")
    assert answer.headers["Location"] == "/phong-cach/"
    page = client.get("/")
    assert '<html lang="en">' in page.content.decode()
    assert "Cookie" in page.headers["Vary"]


@pytest.mark.parametrize(
    "target", ["//evil.example", "https://evil.example/", "javascript:alert(1)", "\\\\evil.example"]
)
def test_the_language_switch_leads_to_no_other_host(client, target):
    assert client.get("/ngon-ngu/en/", {"next": target}).headers["Location"] == "/"


def test_an_unknown_language_changes_nothing(client):
    assert not client.get("/ngon-ngu/xx/").cookies
    client.cookies["django_language"] = "../../etc"
    assert '<html lang="vi">' in client.get("/").content.decode()


def test_a_missing_page_says_what_to_do(client):
    answer = client.get("/khong-co/")
    assert answer.status_code == 404
    assert "Không tìm thấy trang này" in answer.content.decode()


def test_an_error_page_needs_nothing_but_the_templates(monkeypatch):
    monkeypatch.setattr("hoithi.contests.public.views.render", None)
    answer = Client(raise_request_exception=False).get("/")
    assert answer.status_code == 500
    assert "Máy chủ gặp lỗi" in answer.content.decode()


def answer_to(monkeypatch, error):
    monkeypatch.setattr("hoithi.contests.public.views.render", Mock(side_effect=error))
    return Client(raise_request_exception=False).get("/")


def said_by_sqlite(code):
    error, cause = OperationalError("said by the database"), sqlite3.OperationalError()
    error.__cause__, cause.sqlite_errorcode = cause, code
    return error


@pytest.mark.parametrize("error", [said_by_sqlite(sqlite3.SQLITE_BUSY_SNAPSHOT), InterfaceError("it is closed")])
def test_a_database_that_is_away_or_too_busy_asks_to_come_again(monkeypatch, error):
    """F4: planned, told, and tried again; no page of an error."""
    answer = answer_to(monkeypatch, error)
    assert (answer.status_code, answer["Retry-After"]) == (503, "5")
    assert "tải lại trang để xem" in answer.content.decode()


@pytest.mark.once
def test_a_wrong_statement_is_an_error_of_the_program(monkeypatch):
    assert answer_to(monkeypatch, said_by_sqlite(sqlite3.SQLITE_ERROR)).status_code == 500


def test_the_style_sheet_is_what_its_sources_give_and_small():
    joined = runpy.run_path(str(ROOT / "scripts/styles.py"))["joined"]()
    assert (STATIC / "hoithi.css").read_text() == joined
    assert len(gzip.compress(joined.encode())) < 12_000


def test_vendored_files_are_those_of_the_packages():
    vendor = runpy.run_path(str(ROOT / "scripts/vendor.py"))
    assert vendor["hashes"]() == json.loads((STATIC / "VENDORED.json").read_text())
    assert sum(path.stat().st_size for path in (STATIC / "fonts").glob("*.woff2")) < 75_000


def test_a_text_longer_than_any_box_takes_is_refused_with_a_sentence(client, db):
    answer = client.post("/dang-nhap/", {"login": "a" * 3_000_000})
    assert answer.status_code == 413
    assert "dài quá 2,5 triệu ký tự" in answer.content.decode()
