from django.http import Http404, HttpRequest
from django.http.response import HttpResponseBase
from django.urls import URLPattern

from hoithi.kit.routes import SIGNED_IN, page


def soon(_request: HttpRequest, **_given: object) -> HttpResponseBase:
    """To be replaced by the pages of the entrant in the same branch of work."""
    raise Http404


urlpatterns: list[URLPattern] = [
    page("ho-so/loi-moi/", soon, name="author_invitation", who=SIGNED_IN),
    page("ho-so/<slug:uid>/bien-nhan/<int:number>/", soon, name="entry_receipt", who=SIGNED_IN),
]
