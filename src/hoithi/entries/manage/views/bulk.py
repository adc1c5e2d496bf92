"""Many entries at once: ticked on the list, previewed row by row, done, and the page of what came of it."""

from collections.abc import Sequence
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _

from hoithi.accounts.actors import Actor
from hoithi.contests.models import Contest
from hoithi.entries.actions.bulk import MOST, Effect, Order, chosen_entries, effects, run_bulk
from hoithi.entries.actions.desk import ask_dossiers, export_list
from hoithi.entries.manage.access import actor_of, contest_or_404
from hoithi.entries.manage.forms import DueForm
from hoithi.entries.manage.inbox import SHOWN, Inbox
from hoithi.entries.models import BulkAct
from hoithi.entries.queries import OFFICE
from hoithi.kit.forms import Form, OnceField
from hoithi.kit.ids import public_id
from hoithi.kit.refusals import Refusal
from hoithi.kit.tables.excel import workbook

DECISIONS = {"tiep-nhan": BulkAct.What.ACCEPT, "bo-sung": BulkAct.What.SUPPLEMENT}


class AcceptAllForm(Form):
    """Nothing to type: the rows say it all."""

    once = OnceField()


def intake_bulk(request: HttpRequest, slug: str) -> HttpResponseBase:
    """What was ticked on the list, and what to do with it: a file at once, a decision after its preview."""
    contest = contest_or_404(request, slug, *OFFICE)
    what = request.POST.get("lam", "")
    chosen = [uid[:12] for uid in request.POST.getlist("ho-so")]
    back = f"{reverse('intake_list', args=[slug])}?{request.POST.get('loc', '')[:1000]}"
    if what == "zip-tat-ca":
        return _zip(request, contest, list(Inbox(contest, actor_of(request)).found(request.POST.get("loc", ""))), back)
    if not chosen:
        messages.warning(request, _("Hãy đánh dấu ít nhất một hồ sơ trong danh sách."))
        return redirect(back)
    if len(set(chosen)) > MOST:
        messages.warning(request, _("Mỗi lần chọn tối đa %d hồ sơ.") % MOST)
        return redirect(back)
    if what in {"zip", "excel"}:
        rows = Inbox(contest, actor_of(request)).rows().filter(uid__in=chosen).order_by("number").values(*SHOWN)
        return _zip(request, contest, list(rows), back) if what == "zip" else _excel(request, contest, rows)
    if what not in DECISIONS:
        raise Http404
    return _decide(request, contest, DECISIONS[what], chosen, back)


def _zip(request: HttpRequest, contest: Contest, rows: Sequence[dict[str, Any]], back: str) -> HttpResponse:
    actor, key = actor_of(request), request.POST.get("once", "") or public_id()
    query = request.POST.get("loc", "")
    try:
        made = ask_dossiers(contest, [row["pk"] for row in rows], query=query, by=actor, once_key=key)
    except Refusal as refusal:
        messages.error(request, refusal.sentence)
        return redirect(back)
    return redirect("intake_dossier", contest.slug, made.uid)


def _excel(request: HttpRequest, contest: Contest, rows: Any) -> HttpResponseBase:
    actor = actor_of(request)
    inbox = Inbox(contest, actor)
    export_list(contest, rows=rows.count(), what="chosen", personal=inbox.names, by=actor)
    return workbook(rows, inbox.columns(), filename=f"ho-so-{contest.slug[:60]}.xlsx")


def _decide(request: HttpRequest, contest: Contest, what: str, chosen: list[str], back: str) -> HttpResponse:
    """The preview with its form; sent once more with `chac=1`, it is done."""
    actor = actor_of(request)
    sure = request.POST.get("chac") == "1"
    kind: type[Form] = DueForm if what == BulkAct.What.SUPPLEMENT else AcceptAllForm
    form = kind(request.POST if sure else None)
    if sure and form.is_valid():
        try:
            act = _run(request, contest, what, chosen, form)
        except Refusal as refusal:
            form.refuse(refusal)
        else:
            return redirect("intake_bulk_result", contest.slug, act.uid)
    rows = effects(contest, chosen_entries(contest, chosen, by=actor), what, by=actor)
    context = {
        "contest": contest,
        "form": form,
        "what": BulkAct.What(what),
        "do": request.POST.get("lam", ""),
        "rows": _as_looked_at(request, rows) if sure else rows,
        "will": sum(row.ok for row in rows),
        "back": back,
        "here": request.POST.get("loc", "")[:1000],
    }
    return render(request, "entries/manage/bulk.html", context, status=422 if sure else 200)


def _run(request: HttpRequest, contest: Contest, what: str, chosen: list[str], form: Form) -> BulkAct:
    looked_at = _versions(request)
    said = form.cleaned_data
    order = Order(
        what=what,
        chosen=[(uid, looked_at[uid]) for uid in dict.fromkeys(chosen) if uid in looked_at],
        reasons=said.get("reasons", ()),
        text=said.get("text", ""),
        due_at=said.get("due_at"),
    )
    return run_bulk(contest, order, by=actor_of(request), once_key=said["once"])


def _versions(request: HttpRequest) -> dict[str, int]:
    """The versions that the preview showed, as it gave them along: "uid:version"."""
    pairs = (text.partition(":") for text in request.POST.getlist("ban"))
    return {uid: int(number) for uid, __, number in pairs if number.isdecimal() and len(number) < 10}


def _as_looked_at(request: HttpRequest, rows: list[Effect]) -> list[Effect]:
    """A preview shown again for an error of the form stays the preview that was seen: its versions do not move on."""
    versions = _versions(request)
    return [Effect(row.uid, row.code, row.title, versions.get(row.uid, row.version), row.ok, row.said) for row in rows]


def intake_bulk_result(request: HttpRequest, slug: str, uid: str) -> HttpResponse:
    """What came of each row, for whoever did it."""
    contest = contest_or_404(request, slug, *OFFICE)
    act = _own(contest, actor_of(request), uid)
    context = {
        "contest": contest,
        "act": act,
        "done": [row for row in act.rows if row["ok"]],
        "refused": [row for row in act.rows if not row["ok"]],
    }
    return render(request, "entries/manage/bulk_result.html", context)


def _own(contest: Contest, actor: Actor, uid: str) -> BulkAct:
    act = BulkAct.objects.filter(contest=contest, by=actor.person_id, uid=uid).first()
    if act is None:
        raise Http404
    return act
