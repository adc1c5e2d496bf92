"""The inbox, and the views of it that an officer keeps."""

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse, QueryDict
from django.http.response import HttpResponseBase
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _

from hoithi.entries.actions.desk import delete_view, save_view
from hoithi.entries.manage.access import actor_of, contest_or_404
from hoithi.entries.manage.inbox import FIELD, SOURCE, STATE, STATES, UNIT, WORK, WORKS, Inbox, InboxPage
from hoithi.entries.models import SavedView
from hoithi.kit.form_pages import press
from hoithi.kit.ids import public_id

KEPT = ("q", "xep", STATE, WORK, FIELD, SOURCE, UNIT)


def intake_list(request: HttpRequest, slug: str) -> HttpResponseBase:
    """What was received, by state and age: searched, filtered, sorted, taken away; with the views kept before."""
    contest = contest_or_404(request, slug)
    actor = actor_of(request)
    inbox = Inbox(contest, actor)
    page = inbox.page(request)
    context = {
        "contest": contest,
        "inbox": inbox,
        "office": inbox.office,
        "names": inbox.names,
        "pills": _pills(inbox, page),
        "works": _works(page),
        "saved": list(SavedView.objects.filter(contest=contest, person=actor.person_id)),
        "ticked": " checked" if request.GET.get("chon") == "tat-ca" else "",
        "tick_href": page.href(trang=str(page.number), chon="tat-ca"),
        "untick_href": page.href(trang=str(page.number)),
        "here": kept_query(request.GET),
        "once": public_id(),
    }
    return page.response("entries/manage/inbox.html", context, filename=f"ho-so-{contest.slug[:60]}")


def _pills(inbox: Inbox, page: InboxPage) -> list[dict[str, Any]]:
    """The states with their numbers, as links that keep the rest of the address."""
    chosen = next(choice.chosen for choice in page.choices if choice.filter.name == STATE)
    known = chosen in dict(STATES)
    every = {"label": _("Tất cả"), "count": inbox.received, "href": page.href(**{STATE: ""}), "here": not known}
    return (
        [
            every,
            *(
                {
                    "label": label,
                    "count": inbox.counts.get(code, 0),
                    "href": page.href(**{STATE: code}),
                    "here": chosen == code,
                }
                for code, label in STATES
                if inbox.counts.get(code) or chosen == code
            ),
        ]
        if inbox.received
        else []
    )


def _works(page: InboxPage) -> list[dict[str, Any]]:
    chosen = next(choice.chosen for choice in page.choices if choice.filter.name == WORK)
    return [
        {"label": label, "href": page.href(**{WORK: "" if chosen == code else code}), "here": chosen == code}
        for code, label in WORKS
    ]


def kept_query(asked: QueryDict) -> str:
    """The part of an address that a saved view keeps: search, filters, order."""
    words = QueryDict(mutable=True)
    for name in KEPT:
        if value := asked.get(name, "")[:200]:
            words[name] = value
    return words.urlencode()


def intake_view_save(request: HttpRequest, slug: str) -> HttpResponse:
    """The button "Lưu bộ lọc này"."""
    contest = contest_or_404(request, slug)
    query = kept_query(QueryDict(request.POST.get("loc", "")[:1000]))
    return press(
        request,
        act=lambda: save_view(contest, name=request.POST.get("ten", ""), query=query, by=actor_of(request)),
        back=f"{reverse('intake_list', args=[slug])}?{query}",
        done=_("Đã lưu bộ lọc."),
    )


def intake_view_delete(request: HttpRequest, slug: str, uid: str) -> HttpResponse:
    """Forget one of one's own views."""
    contest = contest_or_404(request, slug)
    actor = actor_of(request)
    view = SavedView.objects.filter(contest=contest, person=actor.person_id, uid=uid).first()
    if view is None:
        raise Http404
    delete_view(view, by=actor)
    return redirect("intake_list", slug)
