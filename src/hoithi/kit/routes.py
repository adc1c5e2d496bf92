"""Every address says who may take it; one that does not say is not served."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache, wraps
from typing import Any
from urllib.parse import urlsplit, urlunsplit

from django.contrib.auth.views import redirect_to_login
from django.core import checks
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseNotAllowed
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.template.loader import render_to_string
from django.urls import URLPattern, URLResolver, get_resolver, include, path

View = Callable[..., HttpResponseBase]


@dataclass(frozen=True)
class Who:
    """Those who may take a route: a name for tables and tests, and the question asked of the actor.

    A route is the outer door; the view behind it still fetches through `visible_to`.
    """

    name: str
    admits: Callable[[Any], bool]


ANYONE = Who("anyone", lambda _actor: True)
SIGNED_IN = Who("signed_in", lambda actor: actor.person_id is not None)
VISITOR_ONLY = Who("visitor_only", lambda actor: actor.person_id is None)


def page(
    route: str, view: View, *, name: str, who: Who, methods: Sequence[str] = ("GET",), cached: bool = False
) -> URLPattern:
    """A path that only `who` may take with `methods` (HEAD comes with GET).

    Refused: a visitor is sent to sign in, a signed-in stranger gets 404. `cached`: the page is the same for every
    visitor and may be kept by the public cache until a verb empties it.
    """
    allowed = {*methods, "HEAD"} if "GET" in methods else set(methods)

    @wraps(view)
    def guarded(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        if request.method not in allowed:
            return _not_so(request, sorted(allowed))
        refused = refuse(request, who, back=None if "GET" in allowed else _came_from(request))
        return refused if refused is not None else view(request, *args, **kwargs)

    guarded.who = who  # type: ignore[attr-defined]
    guarded.methods = tuple(sorted(allowed))  # type: ignore[attr-defined]
    guarded.cached = cached  # type: ignore[attr-defined]
    return path(route, guarded, name=name)


def by_first_word(patterns: Iterable[URLPattern | URLResolver]) -> list[URLPattern | URLResolver]:
    """The same routes in the same order, put together under the first word of their paths ("ho-so/"): a request is
    compared with those of its own word and not with all of the product.

    Includes without a prefix are opened. A path whose first word is not fixed stays as it is, after the words.
    """
    words: dict[str, list[URLPattern]] = {}
    others: list[URLPattern | URLResolver] = []
    for text, pattern in _flat(patterns):
        first, slash, rest = text.partition("/")
        if slash and first and "<" not in first:
            words.setdefault(first, []).append(path(rest, pattern.callback, pattern.default_args, pattern.name or ""))
        else:
            others.append(pattern)
    return [*(path(f"{word}/", include(under)) for word, under in words.items()), *others]


def _flat(patterns: Iterable[URLPattern | URLResolver]) -> Iterator[tuple[str, URLPattern]]:
    for each in patterns:
        if isinstance(each, URLResolver):
            if str(each.pattern):
                raise ValueError("an include here has no prefix of its own")
            yield from _flat(each.url_patterns)
        else:
            yield str(each.pattern), each


def remember_addresses() -> None:
    """Keeps the addresses made last: a page says the same dozens as the page before it, most for the same thing."""
    resolver: Any = get_resolver()
    resolver._reverse_with_prefix = lru_cache(4096)(resolver._reverse_with_prefix)  # noqa: SLF001


def _not_so(request: HttpRequest, allowed: Sequence[str]) -> HttpResponse:
    """To a person who looks at an address that only takes what a button sends, a page; to others the bare answer."""
    answer = HttpResponseNotAllowed(allowed)
    if request.method == "GET":
        answer.content = render_to_string("405.html", request=request)
    return answer


def _came_from(request: HttpRequest) -> str:
    """The page whose button was pressed, where its reader goes on after signing in; the first page when not told."""
    page = urlsplit(request.headers.get("Referer", ""))
    here = page.netloc == request.get_host() and page.path.startswith("/") and not page.path.startswith("//")
    return urlunsplit(("", "", page.path, page.query, "")) if here else "/"


def refuse(request: HttpRequest, who: Who, *, back: str | None = None) -> HttpResponse | None:
    """None when the actor of `request` is admitted; a redirect to sign in for a visitor, and from there to `back` (the
    address itself when None); `Http404` for the others.

    A piece of a page (htmx) or of a file (tus) gets 401 and a sentence instead of the redirect: the page keeps what was
    typed.
    """
    actor = request.actor  # type: ignore[attr-defined]
    if who.admits(actor):
        return None
    if actor.person_id is None and any(name in request.headers for name in ("HX-Request", "Tus-Resumable")):
        return render(request, "kit/signed_out.html", status=401)
    if actor.person_id is None:
        return redirect_to_login(back or request.get_full_path())
    raise Http404


def who_may(callback: Any) -> Who | None:
    """Who may take a resolved route; None when nobody said."""
    return getattr(callback, "who", None)


class DenyUnregistered:
    """Middleware: a route that does not say who may take it is not served."""

    def __init__(self, get_response: View) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        return self.get_response(request)

    def process_view(self, request: HttpRequest, view: Any, args: Any, kwargs: Any) -> None:  # noqa: ARG002
        if who_may(view) is None:
            raise Http404


def all_routes(resolver: URLResolver | None = None, prefix: str = "") -> list[tuple[str, URLPattern]]:
    """Every route of the project as (pattern text, pattern), included ones too."""
    found: list[tuple[str, URLPattern]] = []
    for entry in (resolver or get_resolver()).url_patterns:
        text = prefix + str(entry.pattern)
        if isinstance(entry, URLResolver):
            found += all_routes(entry, text)
        else:
            found.append((text, entry))
    return found


@checks.register("hoithi")
def routes_say_who(**kwargs: Any) -> list[checks.CheckMessage]:  # noqa: ARG001
    """A system check: the start is refused while a route does not say who may take it."""
    return [
        checks.Error(f"The route {text!r} does not say who may take it.", hint="Use kit.routes.page.", id="hoithi.E001")
        for text, pattern in all_routes()
        if who_may(pattern.callback) is None
    ]
