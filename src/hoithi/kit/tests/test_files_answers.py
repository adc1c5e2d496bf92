"""Files on their way out: what a browser may do with them, ranges, names that no computer stumbles over."""

import unicodedata
from types import SimpleNamespace

import pytest
from django.template import Context, Template
from django.test import RequestFactory, override_settings
from django_cotton.compiler_regex import CottonCompiler

from hoithi.kit import files
from hoithi.kit.files import ANY
from hoithi.kit.routes import ANYONE, page
from hoithi.kit.tests.made_files import docx, heic, mp4, pdf, picture, upload

SYSTEM = SimpleNamespace(person_id=None)
VIDEO = mp4()


@pytest.fixture(autouse=True)
def var(tmp_path, settings):
    settings.MEDIA_ROOT = tmp_path / "files"


def keep(name, data):
    return files.store(upload(name, data), kinds=ANY, by=SYSTEM)


def shown(stored, *, flags=(), **headers):
    request = RequestFactory().get("/", headers={name.replace("_", "-"): words for name, words in headers.items()})
    response = files.show(stored, request=request, flags=flags)
    body = b"".join(response.streaming_content) if response.streaming else response.content
    if response.streaming:
        response.file_to_stream.close()  # response.close() would end the request, and with it the test's connection
    return response, body


@pytest.mark.parametrize(
    ("name", "make", "content_type"),
    [
        ("a.pdf", pdf, "application/pdf"),
        ("a.jpg", lambda: picture("JPEG"), "image/jpeg"),
        ("a.png", picture, "image/png"),
        ("a.webp", lambda: picture("WEBP"), "image/webp"),
        ("a.mp4", mp4, "video/mp4"),
    ],
)
def test_what_is_looked_at_in_a_page_can_do_nothing_there(db, name, make, content_type):
    response, body = shown(keep(name, make()))
    assert body == make()
    assert response["Content-Type"] == content_type
    assert response["Content-Disposition"].startswith("inline")
    assert response["X-Content-Type-Options"] == "nosniff"
    assert response["Content-Security-Policy"] == "sandbox; default-src 'none'; frame-ancestors 'self'"
    assert response["X-Frame-Options"] == "SAMEORIGIN"
    assert response["Cross-Origin-Resource-Policy"] == "same-origin"
    assert response["Cache-Control"] == "private, no-store"


@pytest.mark.parametrize(("name", "make"), [("a.docx", docx), ("a.heic", heic)])
def test_anything_else_is_a_download(db, name, make):
    data = make()  # a Word document carries the second it was made in
    response, body = shown(keep(name, data))
    assert response["Content-Disposition"].startswith("attachment")
    assert response["Content-Security-Policy"] == "sandbox; default-src 'none'"
    assert body == data


def test_101_what_is_active_is_a_download(db):
    response, _ = shown(keep("a.pdf", pdf()), flags=[files.ACTIVE, files.MANY_PAGES])
    assert response["Content-Disposition"].startswith("attachment")
    assert "X-Frame-Options" not in response


@pytest.mark.parametrize(
    ("asked", "first", "last"),
    [
        ("bytes=0-0", 0, 0),
        ("bytes=10-19", 10, 19),
        ("bytes=100-", 100, len(VIDEO) - 1),
        ("bytes=-5", len(VIDEO) - 5, len(VIDEO) - 1),
        (f"bytes=-{len(VIDEO) * 9}", 0, len(VIDEO) - 1),
        ("bytes=10-999999999", 10, len(VIDEO) - 1),
    ],
)
def test_one_range_is_given(db, asked, first, last):
    response, body = shown(keep("a.mp4", VIDEO), Range=asked)
    assert response.status_code == 206
    assert body == VIDEO[first : last + 1]
    assert response["Content-Range"] == f"bytes {first}-{last}/{len(VIDEO)}"
    assert response["Content-Length"] == str(len(body))


@pytest.mark.parametrize(
    "asked",
    ["bytes=" + ",".join(["0-"] * 1000), "bytes=9-3", "bytes=-", "bytes=--5", "bytes=a-b", "lines=1-2", "bytes=٣-٤"],
)
def test_89_several_ranges_and_nonsense_get_the_whole(db, asked):
    response, body = shown(keep("a.mp4", VIDEO), Range=asked)
    assert (response.status_code, body) == (200, VIDEO)


@pytest.mark.parametrize("asked", [f"bytes={len(VIDEO)}-", "bytes=-0", "bytes=" + "9" * 18 + "-"])
def test_89_a_range_that_is_not_there(db, asked):
    response, body = shown(keep("a.mp4", VIDEO), Range=asked)
    assert (response.status_code, body) == (416, b"")
    assert response["Content-Range"] == f"bytes */{len(VIDEO)}"


def test_a_range_of_another_file_is_the_whole_of_this_one(db):
    stored = keep("a.mp4", VIDEO)
    tag = shown(stored)[0]["ETag"]
    assert shown(stored, Range="bytes=0-1", If_Range=tag)[0].status_code == 206
    assert shown(stored, Range="bytes=0-1", If_Range='"other"')[0].status_code == 200


def the_file(request):
    return files.show(keep("a.mp4", VIDEO), request=request, flags=())


def the_download(request):
    return files.download(keep("a.txt.pdf", pdf()))


urlpatterns = [
    page("xem/", the_file, name="shown", who=ANYONE),
    page("tai/", the_download, name="taken", who=ANYONE),
]


@override_settings(ROOT_URLCONF=__name__)
def test_nothing_on_the_way_packs_it_or_loosens_its_policy(client, db):
    for address in ("/xem/", "/tai/"):
        response = client.get(address, headers={"Accept-Encoding": "gzip"})
        assert response["Content-Encoding"] == "identity"
        assert response["Content-Length"] == str(len(b"".join(response.streaming_content)))
        assert response["Content-Security-Policy"].startswith("sandbox; default-src 'none'")
    response = client.get("/xem/", headers={"Accept-Encoding": "gzip", "Range": "bytes=0-9"})
    assert b"".join(response.streaming_content) == VIDEO[:10]


@pytest.mark.parametrize(
    ("name", "harmless"),
    [
        ("CON.pdf", "_CON.pdf"),
        ("nul", "_nul"),
        ("com1.tar.zip", "_com1.tar.zip"),
        ("LPT².pdf", "_LPT².pdf"),
        ("Con đường.pdf", "Con đường.pdf"),
        ("console.pdf", "console.pdf"),
        ('a<b>:"c|d?*.pdf', "a_b___c_d__.pdf"),
        ("a.exe::$DATA", "a.exe__$DATA"),
        ("a.pdf. . ", "a.pdf"),
        ("...", "tep"),
        (unicodedata.normalize("NFD", "Hồ sơ.pdf"), "Hồ sơ.pdf"),
    ],
)
def test_96_a_name_that_every_computer_takes(name, harmless):
    assert files.harmless_name(name) == harmless


def test_94_vietnamese_names_come_back_whole(db):
    stored = keep(unicodedata.normalize("NFD", "Hồ sơ dự thi (bản cuối) – final.pdf"), pdf())
    said = files.download(stored)["Content-Disposition"]
    assert said == (
        "attachment; filename*=utf-8''H%E1%BB%93%20s%C6%A1%20d%E1%BB%B1%20thi%20%28b%E1%BA%A3n%20cu%E1%BB%91i%29"
        "%20%E2%80%93%20final.pdf"
    )


def test_what_was_looked_into_is_not_looked_into_twice(db):
    sent = upload("a.pdf", pdf())
    found = files.inspect(sent, kinds=ANY)
    stored = files.store(sent, kinds=files.PHOTOS, by=SYSTEM, found=found)  # would refuse a PDF if it looked
    assert (stored.sha256, stored.content_type, files.read(stored)) == (found.sha256, "application/pdf", pdf())


@pytest.mark.parametrize(
    ("name", "make", "way", "tag"),
    [
        ("a.pdf", pdf, "paper", "<iframe"),
        ("a.png", picture, "picture", "<img"),
        ("a.mp4", mp4, "video", "<video"),
        ("a.docx", docx, "", "<figcaption"),
    ],
)
def test_a_page_shows_each_in_its_way(db, name, make, way, tag):
    stored = keep(name, make())
    assert files.way_to_show(stored, flags=()) == way
    assert files.way_to_show(stored, flags=[files.ACTIVE]) == ""
    used = f'<c-file-view way="{way}" src="/xem/" name="Ảnh" download="/tai/" />'
    seen = Template(CottonCompiler().process(used)).render(Context())
    assert tag in seen
    assert ("/xem/" in seen) == bool(way)
    assert 'href="/tai/"' in seen
