"""Requests that no page of ours sends: the bad-input catalogue, lines 13, 81 to 85, 87 and 90."""

import io

import pytest
from django.test import Client
from django.urls import reverse

from hoithi.accounts.enums import Role
from hoithi.accounts.models import Person
from hoithi.audit.models import Event
from hoithi.kit.routes import all_routes
from hoithi.units.models import Unit

pytestmark = pytest.mark.django_db
UNREADABLE = "Đường dẫn hoặc dữ liệu gửi lên không đúng dạng. Hãy quay lại trang trước và thử lại."
FORM = "application/x-www-form-urlencoded"


@pytest.fixture
def somebody(actor, sign_in):
    """A client whose person is signed in."""
    return sign_in(actor())


def said(answer):
    return answer.status_code, UNREADABLE in answer.content.decode()


def test_83_more_fields_than_any_form_has(client):
    body = "&".join(f"a{number}=1" for number in range(10_001))
    assert said(client.post("/dang-nhap/", body, content_type=FORM)) == (400, True)


def test_83_more_files_than_any_form_has(client):
    files = {f"f{number}": io.BytesIO(b"x") for number in range(1001)}
    assert said(client.post("/dang-nhap/", files)) == (400, True)


def test_83_more_parameters_than_any_address_has(client):
    assert said(client.get("/hoi-thi/?" + "&".join(f"a{number}=1" for number in range(10_001)))) == (400, True)


@pytest.mark.parametrize(
    ("body", "content_type"),
    [
        ("[" * 10_000, "application/json"),
        ("<x/>", "application/xml"),
        ("a=1", "text/plain; charset=klingon"),
        ("--x\r\nrubbish", "multipart/form-data; boundary=x"),
        ("name=%20&a=%FF%FE&b=%ED%A0%80", FORM),
    ],
)
def test_82_bodies_that_are_no_forms(actor, sign_in, body, content_type):
    """The form finds nothing that it asked for: nothing is guessed, nothing breaks."""
    before = Unit.objects.count()
    answer = sign_in(actor(Role.OFFICER)).generic("POST", reverse("unit_create"), body.encode(), content_type)
    assert answer.status_code == 422
    assert Unit.objects.count() == before


@pytest.mark.parametrize("content_type", ["multipart/form-data; boundary=", "multipart/form-data"])
def test_82_a_body_that_cannot_be_read(client, content_type):
    assert said(client.generic("POST", "/dang-nhap/", b"a=1", content_type)) == (400, True)


def test_82_a_form_in_another_alphabet_is_not_guessed(client):
    answer = client.post("/dang-nhap/", "full_name=Lan", content_type=f"{FORM}; charset=windows-1258")
    assert said(answer) == (400, True)


def test_82_a_body_larger_than_any_page_takes(client, settings):
    settings.MAX_BODY_BYTES = 1000
    answer = client.post("/dang-nhap/", "a" * 1001, content_type="application/json")
    assert answer.status_code == 413
    assert answer.content.decode() == "Nội dung gửi lên quá lớn; tối đa 0 MB. Hãy quay lại và chọn tệp nhỏ hơn."


@pytest.mark.parametrize("path", ["/hoi-thi/?trang=1&trang=2", "/hoi-thi/?q=a&q=b&q=", "/hoi-thi/?nam=2024&nam=x"])
def test_81_a_parameter_said_twice_counts_once(client, path):
    assert client.get(path).status_code == 200


@pytest.mark.parametrize(
    "target",
    ["//evil.example", "/\\evil.example", "javascript:alert(1)", "/x%0d%0aSet-Cookie: a=b", "/x\r\nSet-Cookie: a"],
)
def test_84_nobody_is_led_away_nor_given_a_cookie(client, target):
    answer = client.get("/ngon-ngu/en/", {"next": target})
    assert answer["Location"].startswith("/")
    assert not answer["Location"].startswith(("//", "/\\"))
    assert "\n" not in answer["Location"]
    assert set(answer.cookies) == {"django_language"}


@pytest.mark.parametrize(
    "headers",
    [{"Host": "evil.example"}, {"Host": "a b"}, {"Host": "testserver@evil.example"}],
)
def test_85_a_host_that_is_not_ours_is_not_answered(client, headers):
    assert said(client.get("/dang-nhap/", headers=headers)) == (400, True)


def test_85_a_forwarded_host_is_not_believed(client):
    page = client.get("/dang-nhap/", headers={"X-Forwarded-Host": "evil.example", "X-Forwarded-Proto": "gopher"})
    assert page.status_code == 200
    assert "evil.example" not in page.content.decode()


@pytest.mark.parametrize(
    "path",
    [
        "/hoi-thi/%00/", "/hoi-thi/..%2f..%2fetc%2fpasswd", "/hoi-thi/%2e%2e/%2e%2e/etc/passwd", "/hoi-thi/x%0a/",
        "/hoi-thi/%ff%fe/", "/hoi-thi/%ED%A0%80/", "/ho-so/" + "a" * 10_000 + "/", "//hoi-thi//",
        "/hoi-thi/x%0d%0aA:b/", "/static/..%2f..%2fsettings.py", "/static/%00", "/bien-nhan/%00/", "/tai-len/%00/",
    ],
)  # fmt: skip
def test_90_odd_addresses_are_not_found(somebody, path):
    assert somebody.get(path).status_code in {404, 410}


def only_posts():
    """Every route that takes no GET, with addresses that need not exist."""
    for _text, pattern in all_routes():
        if "GET" not in pattern.callback.methods:
            words = {
                name: 1 if kind.regex == "[0-9]+" else "khong-co" for name, kind in pattern.pattern.converters.items()
            }
            yield reverse(str(pattern.name), kwargs=words)


def test_87_an_act_is_done_by_no_look_at_its_address(somebody):
    """By GET, by HEAD, by OPTIONS, by a scanner of links in letters: refused before anything is asked."""
    before = Event.objects.count()
    acts = list(only_posts())
    for path in acts:
        for method in ("GET", "HEAD", "TRACE"):
            scanner = {"User-Agent": "LinkScanner/1.0", "Sec-Purpose": "prefetch"}
            answer = somebody.generic(method, path, headers=scanner)
            assert answer.status_code == 405, (method, path)
            assert "GET" not in answer["Allow"]
    assert len(acts) > 20
    assert Event.objects.count() == before


def test_87_a_post_of_another_site_does_nothing(actor):
    stranger = Client(enforce_csrf_checks=True)
    stranger.force_login(Person.objects.get(pk=actor(Role.OFFICER).person_id))
    for path in only_posts():
        answer = stranger.post(path, headers={"Origin": "https://evil.example", "Sec-Fetch-Site": "cross-site"})
        assert answer.status_code in {403, 404}, path
