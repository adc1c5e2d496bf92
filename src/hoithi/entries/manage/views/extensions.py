"""The door kept open for named entries: whom, until when, why, and the head's answer."""

from typing import Any

from django.core.exceptions import ValidationError
from django.db.models import Q, QuerySet
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _

from hoithi.accounts.actors import Actor
from hoithi.contests.models import Contest
from hoithi.entries import rules
from hoithi.entries.actions.extensions import approve_extension, propose_extension, refuse_extension
from hoithi.entries.enums import EntryState
from hoithi.entries.manage.access import actor_of, contest_or_404
from hoithi.entries.manage.forms import DecideForm, ExtensionForm, FindForm
from hoithi.entries.models import Entry, Extension
from hoithi.entries.queries import OFFICE, sight
from hoithi.kit.contacts import parse_email, parse_phone
from hoithi.kit.form_pages import form_page

MOST = 200


def intake_extensions(request: HttpRequest, slug: str) -> HttpResponse:
    """What was proposed and decided; the office also finds the entry that it wants to propose."""
    contest = contest_or_404(request, slug)
    actor = actor_of(request)
    form = FindForm(request.GET if "ai" in request.GET else None)
    office = rules.is_office(actor, contest)
    found = _find(contest, form.cleaned_data["ai"]) if office and form.is_bound and form.is_valid() else None
    rows = Extension.objects.filter(entry__contest=contest).select_related("entry__owner", "entry__contest")
    context = {
        "contest": contest,
        "extensions": [(one, _whose(actor, one)) for one in rows.order_by("-proposed_at")[:MOST]],
        "form": form if office else None,
        "found": found,
    }
    return render(request, "entries/manage/extensions.html", context)


def _whose(actor: Actor, extension: Extension) -> str:
    """The entry by its number, with its owner for those who may know them: the head decides without, before K5."""
    entry = extension.entry
    known = entry.state != EntryState.DRAFT and sight(actor, entry, author=False).people
    name = entry.code or _("Bản nháp")
    return f"{name}, {entry.owner.full_name}" if known or rules.is_office(actor, entry.contest) else name


def _find(contest: Contest, said: str) -> list[Entry]:
    """By number among all, by the owner's telephone or address also among drafts; their content is not shown."""
    rows: QuerySet[Entry] = Entry.objects.filter(contest=contest, trial=False).select_related("owner")
    number = said.upper().removeprefix("HS").lstrip("-0 ")
    if number.isdecimal() and len(number) < 6:
        return list(rows.filter(number=int(number)))
    return list(rows.filter(_owned_by(said))[:20])


def _owned_by(said: str) -> Q:
    for read, column in ((parse_phone, "owner__phone"), (parse_email, "owner__email")):
        try:
            return Q(**{column: read(said)})
        except ValidationError:
            continue
    return Q(pk__in=[])


def intake_extension_new(request: HttpRequest, slug: str, uid: str) -> HttpResponse:
    """Propose to keep the door open for one entry."""
    contest = contest_or_404(request, slug, *OFFICE)
    rows = Entry.objects.filter(contest=contest, trial=False, uid=uid).select_related("owner", "contest")
    entry = rows.first()
    if entry is None:
        raise Http404
    back = reverse("intake_extensions", args=[slug])
    return form_page(
        request,
        form=ExtensionForm(request.POST or None),
        act=lambda data: propose_extension(entry, by=actor_of(request), **data),
        title=_("Đề nghị gia hạn"),
        lead=_("%(code)s của %(owner)s") % {"code": entry.code or _("Bản nháp"), "owner": entry.owner.full_name},
        button=_("Gửi Trưởng Ban duyệt"),
        back=back,
        done=_("Đã gửi đề nghị. Hạn chỉ đổi khi Trưởng Ban duyệt."),
        crumbs=[{"label": _("Gia hạn"), "href": back}, {"label": _("Đề nghị gia hạn")}],
        contest=contest,
    )


def intake_extension(request: HttpRequest, slug: str, uid: str) -> HttpResponse:
    """One proposal, and the answer of the head."""
    contest = contest_or_404(request, slug)
    actor = actor_of(request)
    rows = Extension.objects.filter(entry__contest=contest).select_related("entry__contest", "entry__owner")
    extension = rows.filter(uid=uid).first()
    verb = request.POST.get("viec", "")
    if extension is None or (request.method == "POST" and verb not in {"duyet", "khong-duyet"}):
        raise Http404
    back = reverse("intake_extensions", args=[slug])
    return form_page(
        request,
        form=DecideForm(request.POST or None),
        act=lambda data: _decide(extension, verb, actor, data),
        title=_("Đề nghị gia hạn"),
        button="",
        back=back,
        done=_("Đã ghi nhận ý kiến. Người nộp được báo bằng thư."),
        crumbs=[{"label": _("Gia hạn"), "href": back}, {"label": extension.entry.code or _("Bản nháp")}],
        template="entries/manage/extension.html",
        contest=contest,
        extension=extension,
        lead=_whose(actor, extension),
        verdict=rules.can_decide_extension(actor, extension),
    )


def _decide(extension: Extension, verb: str, actor: Actor, data: dict[str, Any]) -> Extension:
    decide = approve_extension if verb == "duyet" else refuse_extension
    return decide(extension, reason=data["reason"], by=actor)
