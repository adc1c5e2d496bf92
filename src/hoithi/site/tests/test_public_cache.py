"""Nobody gets a page of somebody else, and what changed is seen at once (threat T19, incidents R19 R20 R42)."""

import gzip
from datetime import timedelta

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from hoithi.accounts.enums import Role
from hoithi.contests.models import Contest, NewsItem
from hoithi.kit import public_cache
from hoithi.kit.clock import now

pytestmark = pytest.mark.django_db


@pytest.fixture
def address(contest):
    return f"/hoi-thi/{contest.slug}/"


def count(client, address, **headers):
    """How many queries one visit takes."""
    with CaptureQueriesContext(connection) as seen:
        assert client.get(address, headers=headers).status_code in {200, 304}
    return len(seen)


def test_the_second_visitor_costs_one_query(address):
    client = Client()
    assert count(client, address) > 1
    assert count(client, address) == 1
    assert count(client, address, **{"User-Agent": "another"}) == 1


def test_a_verb_is_seen_by_the_next_visitor(client, contest, address):
    client.get(address)
    Contest.objects.filter(pk=contest.pk).update(name="Tên mới của hội thi")
    assert "Tên mới" not in client.get(address).content.decode()
    public_cache.bump(contest.cache_scope)
    assert "Tên mới" in client.get(address).content.decode()


def test_a_page_is_kept_for_its_minute_only(client, contest, address, time_machine):
    time_machine.move_to("2026-03-01 08:00:30+00:00", tick=False)
    client.get(address)
    time_machine.move_to("2026-03-01 08:00:59+00:00", tick=False)
    assert count(client, address) == 1
    time_machine.move_to("2026-03-01 08:01:00+00:00", tick=False)
    assert count(client, address) > 1


def test_who_is_signed_in_is_never_answered_from_the_cache_nor_kept(client, address, sign_in, actor):
    visitor = Client()
    visitor.get(address)
    signed_in = sign_in(actor(Role.OFFICER))
    page = signed_in.get(address)
    assert "Đăng nhập" not in page.content.decode()
    assert page["Cache-Control"] == "private, no-store"
    assert "Đăng nhập" in visitor.get(address).content.decode()
    assert visitor.get(address)["Cache-Control"] == "public, max-age=60"


def test_a_greedy_cache_that_minds_no_vary_never_has_a_name_in_it(client, contest, address, sign_in, actor):
    """A cache between us that keeps every answer it is allowed to keep, by address alone."""
    kept = {}

    def through(visitor, path):
        if path in kept:
            return kept[path]
        answer = visitor.get(path)
        if not {"no-store", "private"} & set(answer.headers.get("Cache-Control", "").replace(",", " ").split()):
            kept[path] = answer
        return answer

    officer = actor(Role.OFFICER)
    signed_in = sign_in(officer)
    paths = [address, "/", "/hoi-thi/", f"{address}the-le/", "/khong-co/", "/tai-khoan/", "/hoi-thi/?q=a"]
    for path in paths:
        through(signed_in, path)
    assert not kept
    for path in paths:
        assert officer.name not in through(Client(), path).content.decode()


@pytest.mark.parametrize("query", ["?q=a", "?x=1"])
def test_an_address_with_a_query_is_not_kept(address, query):
    client = Client()
    client.get(address + query)
    assert public_cache_of(client) == 0


def public_cache_of(client):
    """How many pages the middleware of a test client keeps."""
    handler = client.handler._middleware_chain
    while handler is not None and not hasattr(handler, "pages"):
        handler = getattr(handler, "get_response", None) or getattr(handler, "__wrapped__", None)
    return len(handler.pages)


def test_languages_are_kept_apart(address):
    client = Client()
    client.get(address)
    client.cookies["django_language"] = "en"
    assert '<html lang="en">' in client.get(address).content.decode()
    client.cookies.clear()
    assert '<html lang="vi">' in client.get(address).content.decode()


def test_an_unchanged_page_is_not_sent_again(client, address):
    first = client.get(address)
    again = client.get(address, headers={"If-None-Match": first["ETag"]})
    assert again.status_code == 304
    assert not again.content
    assert client.get(address, headers={"If-None-Match": 'W/"khac"'}).status_code == 200


def test_a_packed_page_is_the_same_page(client, address):
    plain = client.get(address)
    packed = client.get(address, headers={"Accept-Encoding": "gzip, br"})
    assert packed["Content-Encoding"] == "gzip"
    assert gzip.decompress(packed.content) == plain.content
    assert {"Cookie", "Accept-Encoding"} <= set(packed["Vary"].split(", "))


def test_a_page_that_is_not_found_is_not_kept(client, db):
    client.get("/hoi-thi/khong-co/")
    answer = client.get("/hoi-thi/khong-co/")
    assert answer.status_code == 404
    assert answer["Cache-Control"] == "private, no-store"


def test_the_budget_of_the_first_visit(client, address):
    page = client.get(address, headers={"Accept-Encoding": "gzip"})
    assert len(page.content) <= 10_000
    assert "nonce" not in page.content.decode("latin-1")


def test_no_more_than_so_many_pages_are_kept(client, contest, monkeypatch):
    monkeypatch.setattr(public_cache, "MOST_PAGES", 2)
    for path in ("/", "/hoi-thi/", "/robots.txt", "/sitemap.xml"):
        client.get(path)
    assert public_cache_of(client) == 2


def test_a_kept_page_carries_the_headers_that_protect_it(client, address):
    for _visit in range(2):
        answer = client.get(address)
        assert "default-src 'none'" in answer["Content-Security-Policy"]
        assert "nonce-" not in answer["Content-Security-Policy"]
        assert answer["X-Frame-Options"] == "DENY"
        assert answer["X-Content-Type-Options"] == "nosniff"
        assert answer["Content-Language"] == "vi"


def test_a_foreign_host_is_not_answered(client, address):
    client.get(address)
    assert client.get(address, headers={"host": "evil.example"}).status_code == 400


def test_who_saves_data_is_sent_no_fonts(client, address):
    assert "data-save" not in client.get(address).content.decode()
    thrifty = client.get(address, headers={"save-data": "on"})
    assert '<html lang="vi" data-save>' in thrifty.content.decode()
    assert "Save-Data" in thrifty["Vary"]
    assert "data-save" not in client.get(address).content.decode()


def test_rows_of_a_contest_are_kept_for_signed_in_readers_until_a_verb_or_the_minute(
    contest, address, sign_in, actor, time_machine
):
    time_machine.move_to("2026-03-01 08:00:30+00:00", tick=False)
    reader = sign_in(actor())
    first = count(reader, address)
    assert count(reader, address) < first
    NewsItem.objects.create(contest=contest, title="Tin vừa đăng", body="Nội dung", published_at=now())
    assert "Tin vừa đăng" not in reader.get(address).content.decode()
    public_cache.bump(contest.cache_scope)
    assert "Tin vừa đăng" in reader.get(address).content.decode()
    assert count(reader, address) < first
    time_machine.move_to("2026-03-01 08:01:00+00:00", tick=False)
    assert count(reader, address) == first


def test_rows_are_kept_for_each_language_apart(contest, address, sign_in, actor, time_machine):
    time_machine.move_to("2026-03-01 05:00:30+00:00", tick=False)
    reader = sign_in(actor())
    ends = now() + timedelta(days=5, hours=1)
    contest.milestones.create(kind="entries", label="Nhận hồ sơ", ends_at=ends, confirmed_at=now())
    assert "<b>5</b> ngày" in reader.get(address).content.decode()
    reader.cookies["django_language"] = "en"
    assert "<b>5</b> days" in reader.get(address).content.decode()


def test_nothing_of_a_draft_is_kept(contest, address, sign_in, actor):
    Contest.objects.filter(pk=contest.pk).update(state="draft")
    officer = sign_in(actor(Role.OFFICER))
    first = count(officer, address)
    assert count(officer, address) == first
