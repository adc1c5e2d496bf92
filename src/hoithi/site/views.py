from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from hoithi.contests.queries import visible_to


def home(request: HttpRequest) -> HttpResponse:
    """The contests that the visitor may know of."""
    contests = visible_to(request.actor)[:50]  # type: ignore[attr-defined]
    return render(request, "site/home.html", {"contests": contests})
