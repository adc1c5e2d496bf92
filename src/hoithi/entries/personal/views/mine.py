"""One's own data: what is held, consents, a copy, erasure."""

import json
from typing import Any, cast

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.translation import gettext as _

from hoithi.accounts.actors import Actor
from hoithi.accounts.models import Person
from hoithi.entries.actions import withdraw_consent
from hoithi.entries.actions.erasing import live_entries_of
from hoithi.entries.actions.personal import SEALED, ask_erasure, own_value, take_copy
from hoithi.entries.enums import Purpose
from hoithi.entries.models import Author, DataRequest
from hoithi.entries.personal.forms import ErasureForm
from hoithi.entries.personal.held import author_words, consents_of, copy_of, masked, openings_of, what_words
from hoithi.entries.queries import authorships_of, own_entries
from hoithi.kit.clock import today
from hoithi.kit.form_pages import form_page, press


def _person(request: HttpRequest) -> Person:
    return cast("Person", request.user)


def _actor(request: HttpRequest) -> Actor:
    return request.actor  # type: ignore[attr-defined, no-any-return]


def my_data(request: HttpRequest) -> HttpResponse:
    """What the house holds about me, what I agreed to, who opened what, and what I asked for."""
    person = _person(request)
    authors = list(authorships_of(person))
    facts = {
        "person": person,
        "authors": [{"author": author, "sealed": masked(author)} for author in authors],
        "entries": own_entries(_actor(request)).select_related("contest")[:100],
        "consents": consents_of(authors),
        "openings": [(one.at, what_words(one.what)) for one in openings_of(authors)],
        "requests": DataRequest.objects.filter(person=person).order_by("-asked_at")[:20],
        "erasing": DataRequest.objects.filter(person=person, kind="erase", answered_at=None).first(),
    }
    return render(request, "entries/personal/mine.html", facts)


def my_value(request: HttpRequest, uid: str, what: str) -> HttpResponse:
    """The whole of one sealed value of mine."""
    author = authorships_of(_person(request)).filter(uid=uid).first()
    if author is None or not getattr(author, SEALED.get(what, ""), ""):
        raise Http404
    facts = {"author": author, "value": own_value(author, what, by=_actor(request)), "back": reverse("my_data")}
    return _unkept(render(request, "entries/personal/value.html", facts))


def my_copy(request: HttpRequest, form: str) -> HttpResponse:
    """A copy to take along: JSON for machines, a page for people. Made now, kept nowhere."""
    person, actor = _person(request), _actor(request)
    if form not in {"json", "html"}:
        raise Http404
    take_copy(person, by=actor)
    held = copy_of(person, by=actor)
    name = f"du-lieu-{today().isoformat()}.{form}"
    if form == "json":
        response = HttpResponse(json.dumps(held, ensure_ascii=False, indent=2), content_type="application/json")
    else:
        response = HttpResponse(render_to_string("entries/personal/copy.html", _for_people(held)))
    response["Content-Disposition"] = f'attachment; filename="{name}"'
    response["X-Content-Type-Options"] = "nosniff"
    return _unkept(response)


def _for_people(held: dict[str, Any]) -> dict[str, Any]:
    openings = [{"at": one["at"], "what": what_words(one["what"])} for one in held["openings"]]
    authors = [author_words(author) for author in held["as_author"]]
    return {"held": held, "authors": authors, "openings": openings, "day": today()}


def _unkept(response: HttpResponse) -> HttpResponse:
    response["Cache-Control"] = "private, no-store"
    return response


def my_erasure(request: HttpRequest) -> HttpResponse:
    """Ask that everything be erased."""
    person = _person(request)
    return form_page(
        request,
        form=ErasureForm(request.POST or None),
        act=lambda data: ask_erasure(person, text=data["text"], by=_actor(request)),
        title=_("Xin xóa dữ liệu của tôi"),
        lead=_(
            "Hồ sơ đang soạn bị xóa hẳn. Trong hồ sơ đã nộp, họ tên và thông tin cá nhân của bạn bị xóa; tên giải "
            "pháp, số hồ sơ, kết quả và văn bản đã ban hành vẫn còn. Trả lời trong hai ngày làm việc."
        ),
        button=_("Gửi yêu cầu xóa"),
        back=reverse("my_data"),
        done=_("Đã gửi yêu cầu. Bạn được trả lời trong hai ngày làm việc."),
        danger=True,
        template="entries/personal/form.html",
        live=live_entries_of(person),
    )


def my_withdrawal(request: HttpRequest, uid: str, purpose: str) -> HttpResponse:
    """Take one consent back; of the one without which nothing is judged it is first said what follows."""
    author = Author.objects.filter(uid=uid, person=_person(request)).select_related("entry__contest").first()
    if author is None or purpose not in Purpose.values:
        raise Http404
    if purpose == Purpose.ENTER and "sure" not in request.POST:
        facts = {"author": author, "back": reverse("my_data")}
        return render(request, "entries/personal/withdraw_enter.html", facts)
    return press(
        request,
        act=lambda: withdraw_consent(author, purpose, by=_actor(request)),
        back=reverse("my_data"),
        done=_("Đã rút sự đồng ý."),
    )
