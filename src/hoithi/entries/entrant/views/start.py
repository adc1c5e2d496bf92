"""Before the first word: am I eligible, and then: begin, go on with what was begun, or copy from an earlier entry."""

from collections.abc import Mapping
from typing import Any

from django.contrib import messages
from django.db.models import BigIntegerField, CharField, QuerySet
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from hoithi.accounts.actors import VISITOR, Actor
from hoithi.contests.models import Contest
from hoithi.contests.queries import visible_to
from hoithi.entries import known, queries, rules
from hoithi.entries.actions import copy_entry, start_entry
from hoithi.entries.book import book_of
from hoithi.entries.entrant import bodies_of, kept_text
from hoithi.entries.entrant.desk import Desk
from hoithi.entries.entrant.forms.begin import BeginForm
from hoithi.entries.entrant.forms.parts import AboutForm
from hoithi.entries.entrant.precheck import PrecheckForm, judge
from hoithi.entries.entrant.views.steps import save_first
from hoithi.entries.enums import EntryState
from hoithi.entries.models import Entry
from hoithi.entries.windows import window_of
from hoithi.kit.clock import now
from hoithi.kit.ids import public_id
from hoithi.kit.prepared import given, prepared
from hoithi.kit.refusals import Refusal, Verdict

_MOST_EARLIER = 20


def _contest(request: HttpRequest, slug: str) -> Contest:
    actor: Actor = request.actor  # type: ignore[attr-defined]
    held = actor.grants or actor.is_system
    found = next(iter(_read(visible_to(actor).filter(slug=slug))[:1] if held else _announced(slug=slug)), None)
    if found is None:
        raise Http404
    known.keep(found, found)
    return found


def _read(rows: QuerySet[Contest]) -> QuerySet[Contest]:
    return rows.select_related("owner", "standing_agency").annotate(**known.of_contest("pk")).order_by()


@prepared
def _announced() -> QuerySet[Contest]:
    return _read(visible_to(VISITOR).filter(slug=given("slug", CharField())))


@prepared
def _own() -> QuerySet[Entry]:
    owner = given("person", BigIntegerField())
    rows = queries.own_entries(Actor(owner, "")).filter(owner=owner, trial=False)
    return rows.select_related("contest")[:_MOST_EARLIER]


def _trial(request: HttpRequest, contest: Contest) -> bool:
    """The office tries the form as an entrant meets it; anybody else who asks for that gets the ordinary way."""
    asked = (request.POST.get("trial") or request.GET.get("thu")) == "1"
    return asked and rules.is_office(request.actor, contest)  # type: ignore[attr-defined]


def entry_eligibility(request: HttpRequest, slug: str) -> HttpResponse:
    """Short questions, judged on this page; nothing of them is kept."""
    moment = now()
    contest = _contest(request, slug)
    actor: Actor = request.actor  # type: ignore[attr-defined]
    eligibility = book_of(contest).eligibility
    form = PrecheckForm(eligibility, request.POST if request.method == "POST" else None)
    found = judge(eligibility, form.cleaned_data) if form.is_bound and form.is_valid() else []
    facts = {
        "form": form,
        "eligibility": eligibility,
        "found": found,
        "refused": [finding for finding in found if finding.ok is False],
        "trial": _trial(request, contest),
        **_door(contest, actor, moment),
    }
    return render(request, "entries/entrant/eligibility.html", facts, status=422 if form.errors else 200)


def _door(contest: Contest, actor: Actor, moment: Any) -> dict[str, Any]:
    window = window_of(contest, moment)
    open_now = window.is_open(moment)
    verdict = rules.can_start(actor, contest, at=moment, window=window)
    if verdict.code == "entries.sign_in" and not open_now:
        # why the door is shut comes before who may pass it
        verdict = rules.can_start(Actor(0, ""), contest, at=moment, window=window)
    until = window.closes if open_now else None
    return {"contest": contest, "door": verdict, "open": open_now, "until": until, "stage": window.state}


def entry_begin(request: HttpRequest, slug: str) -> HttpResponse:
    """One press makes one draft: with the first part if it was filled in here, or with what an earlier entry of one's
    own said."""
    if request.actor.person_id is None:  # type: ignore[attr-defined]
        return kept_text.keep_and_sign_in(request, page=request.get_full_path())
    moment = now()
    contest = _contest(request, slug)
    actor: Actor = request.actor  # type: ignore[attr-defined]
    trial = _trial(request, contest)
    own = [] if trial else _own(person=actor.person_id)
    begun = [entry for entry in own if entry.contest_id == contest.pk and entry.state == EntryState.DRAFT]
    form = BeginForm(request.POST if request.method == "POST" else None, earlier=own)
    typed: Mapping[str, Any] = request.POST if request.method == "POST" else kept_text.kept_for(request) or {}
    facts = {"form": form, "begun": begun, "trial": trial, **_door(contest, actor, moment)}
    if trial:
        facts["door"] = Verdict.yes()
    status = 200
    if request.method == "POST" and form.is_valid():
        try:
            entry = _begin(contest, form.cleaned_data, own, actor, moment=moment, trial=trial)
        except Refusal as refusal:
            form.refuse(refusal)
            status = refusal.status
        else:
            messages.success(
                request, _("Đã mở hồ sơ. Mọi thứ bạn gõ được lưu lại; lúc nào cũng có thể dừng rồi làm tiếp.")
            )
            kept_text.forget(request)
            if any(typed.get(name) for name in AboutForm.base_fields):
                return save_first(request, Desk(actor, entry, moment))
            return redirect("entry_about", uid=entry.uid)
    elif form.errors:
        status = 422
    if facts["door"] and "source" not in form.fields:  # what is copied brings its own first part
        facts |= {
            "about": AboutForm(book_of(contest), initial={name: typed.get(name, "") for name in AboutForm.base_fields}),
            "tab": typed.get("tab") or public_id(),
            "units": bodies_of.offered(contest),
        }
    return render(request, "entries/entrant/begin.html", facts, status=status)


def _begin(
    contest: Contest, data: dict[str, Any], own: list[Entry], actor: Actor, *, moment: Any, trial: bool
) -> Entry:
    source = next((entry for entry in own if entry.uid == data.get("source")), None)
    if source is not None:
        return copy_entry(source, contest, by=actor, once_key=data["once"], at=moment)
    return start_entry(contest, by=actor, once_key=data["once"], trial=trial, at=moment)
