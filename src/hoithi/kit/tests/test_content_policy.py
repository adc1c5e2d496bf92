"""The header that is made once says what the library says."""

import pytest
from csp.decorators import csp_replace, csp_update
from csp.middleware import CSPMiddleware
from django.http import HttpRequest, HttpResponse

from hoithi.kit.content_policy import KeptCSPMiddleware

HEADER = "Content-Security-Policy"


def plain(request):
    return HttpResponse("a")


def with_a_nonce(request):
    return HttpResponse(f"<script nonce={request.csp_nonce}></script>")


def with_its_own(request):
    return HttpResponse("a", headers={HEADER: "sandbox"})


@pytest.mark.parametrize(
    "view",
    [plain, with_its_own, csp_update({"frame-src": ["'self'"]})(plain), csp_replace({"img-src": ["*"]})(plain)],
)
@pytest.mark.parametrize("debug", [False, True])
def test_as_the_library_says_it(view, debug, settings):
    settings.DEBUG = debug
    said = [kind(view)(HttpRequest()).headers[HEADER] for kind in (KeptCSPMiddleware, CSPMiddleware)]
    assert said[0] == said[1]
    assert "default-src 'none'" in said[0] or said[0] == "sandbox"


def test_a_nonce_that_a_page_uses_is_in_the_header():
    request = HttpRequest()
    answer = KeptCSPMiddleware(with_a_nonce)(request)
    assert f"'nonce-{request.csp_nonce}'" in answer.headers[HEADER]
    assert "nonce" not in KeptCSPMiddleware(plain)(HttpRequest()).headers[HEADER]
