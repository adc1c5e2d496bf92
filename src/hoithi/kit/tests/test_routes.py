import sys
from types import ModuleType, SimpleNamespace

import pytest
from django.http import Http404, HttpResponse
from django.test import RequestFactory
from django.urls import URLResolver, clear_url_caches, include, path
from django.urls.resolvers import RegexPattern

from hoithi.kit.routes import ANYONE, SIGNED_IN, DenyUnregistered, Who, all_routes, by_first_word, page, routes_say_who

VISITOR = SimpleNamespace(person_id=None)
MEMBER = SimpleNamespace(person_id=1)
NOBODY = Who("nobody", lambda actor: False)


def take(pattern, *, actor, method="get"):
    request = getattr(RequestFactory(), method)("/x/")
    request.actor = actor
    return pattern.callback(request)


def test_a_visitor_is_sent_to_sign_in_and_a_stranger_finds_nothing(settings):
    settings.LOGIN_URL = "/vao/"
    pattern = page("x/", lambda request: HttpResponse("ok"), name="x", who=SIGNED_IN)
    assert take(pattern, actor=VISITOR).url == "/vao/?next=/x/"
    assert take(pattern, actor=MEMBER).content == b"ok"
    with pytest.raises(Http404):
        take(page("x/", lambda request: HttpResponse(), name="x", who=NOBODY), actor=MEMBER)


@pytest.mark.parametrize(
    ("came_from", "back"),
    [
        ("http://testserver/ho-so/a/?trang=2", "/ho-so/a/%3Ftrang%3D2"),
        ("http://testserver//la.vn/", "/"),
        ("https://la.vn/ho-so/", "/"),
        ("", "/"),
    ],
)
def test_whoever_presses_a_button_signed_out_comes_back_to_its_page(settings, came_from, back):
    settings.LOGIN_URL = "/vao/"
    request = RequestFactory().post("/x/", headers={"Referer": came_from})
    request.actor = VISITOR
    pattern = page("x/", lambda request: HttpResponse(), name="x", who=SIGNED_IN, methods=("POST",))
    assert pattern.callback(request).url == f"/vao/?next={back}"


def test_only_the_methods_that_were_named_are_taken():
    pattern = page("x/", lambda request: HttpResponse("ok"), name="x", who=ANYONE)
    assert take(pattern, actor=VISITOR, method="head").status_code == 200
    assert take(pattern, actor=VISITOR, method="post").status_code == 405


def test_a_view_that_nobody_registered_is_not_served():
    request = RequestFactory().get("/")
    request.actor, request.resolver_match = VISITOR, SimpleNamespace(url_name="forgotten")
    with pytest.raises(Http404):
        DenyUnregistered(lambda request: HttpResponse()).process_view(request, lambda request: None, (), {})


def test_the_start_is_refused_while_a_route_does_not_say_who(settings):
    urls = ModuleType("urls_of_this_test")
    urls.urlpatterns = [page("a/", lambda request: HttpResponse(), name="a", who=ANYONE)]
    sys.modules[urls.__name__] = urls
    settings.ROOT_URLCONF = urls.__name__
    assert routes_say_who() == []
    urls.urlpatterns.append(path("b/", lambda request: HttpResponse(), name="b"))
    clear_url_caches()
    assert [error.id for error in routes_say_who()] == ["hoithi.E001"]


def _view(request, **more):
    return HttpResponse("ok")


def _page(route):
    return page(route, _view, name=route.replace("/", "-") or "home", who=ANYONE)


ROUTES = ["", "ho-so/moi/", "robots.txt", "ho-so/<slug:uid>/", "hoi-thi/", "ho-so/<slug:uid>/tep/<int:number>/"]


def test_routes_by_first_word_are_the_same_routes():
    before = [path("", include([_page(route) for route in ROUTES[:3]])), *(_page(route) for route in ROUTES[3:])]
    after = URLResolver(RegexPattern(r"^/"), by_first_word(before))
    assert {text for text, _pattern in all_routes(after)} == set(ROUTES)
    for asked, name, kwargs in [
        ("/", "home", {}),
        ("/robots.txt", "robots.txt", {}),
        ("/hoi-thi/", "hoi-thi-", {}),
        ("/ho-so/moi/", "ho-so-moi-", {}),  # the first that fits, as before
        ("/ho-so/abc/", "ho-so-<slug:uid>-", {"uid": "abc"}),
        ("/ho-so/abc/tep/3/", "ho-so-<slug:uid>-tep-<int:number>-", {"uid": "abc", "number": 3}),
    ]:
        found = after.resolve(asked)
        assert (found.url_name, found.kwargs, found.func.who) == (name, kwargs, ANYONE)
    assert after.reverse("ho-so-<slug:uid>-", uid="abc") == "ho-so/abc/"


def test_an_include_with_a_prefix_is_refused():
    with pytest.raises(ValueError, match="prefix"):
        by_first_word([path("ho-so/", include([_page("moi/")]))])
