"""Taking back: a submitted dossier is withdrawn, a draft is dropped; consents are given and taken back."""

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from hoithi.entries.actions import drop_draft, give_consent, withdraw_consent, withdraw_entry
from hoithi.entries.entrant.desk import Desk, frame, keep_last_complete, open_entry, sent
from hoithi.entries.entrant.forms.consents import GUARDIAN, OWN, guarded_of
from hoithi.entries.enums import Purpose
from hoithi.entries.messages import CONSENTS
from hoithi.entries.models import Author, Consent
from hoithi.kit.form_pages import form_page, press
from hoithi.kit.forms import CleanTextField, Form

FORM = "entries/entrant/form_page.html"


class WithdrawForm(Form):
    """Why, if the person wants to say it."""

    reason = CleanTextField(label=gettext_lazy("Lý do"), required=False, max_length=1000)


def entry_withdraw(request: HttpRequest, uid: str) -> HttpResponse:
    """Take a submitted dossier back before the deadline."""
    desk = open_entry(request, uid)
    return form_page(
        request, form=WithdrawForm(sent(request)),
        act=lambda data: withdraw_entry(desk.entry, reason=data["reason"], by=desk.actor, at=desk.at),
        title=_("Rút hồ sơ?"), button=_("Rút hồ sơ"), danger=True,
        lead=_("Hồ sơ rút rồi thì không được xét, nhưng vẫn giữ số và các lần đã nộp. Trước hạn bạn nộp lại được."),
        back=reverse("entry_home", args=[uid]), done=_("Đã rút hồ sơ."), template=FORM, **frame(desk),
    )  # fmt: skip


def entry_drop(request: HttpRequest, uid: str) -> HttpResponse:
    """Delete a draft with all that was typed in it."""
    desk = open_entry(request, uid)
    return form_page(
        request, form=Form(sent(request)), act=lambda _data: drop_draft(desk.entry, by=desk.actor),
        title=_("Bỏ hồ sơ đang soạn?"), button=_("Bỏ hẳn"), danger=True,
        lead=_("Mọi nội dung và tệp của bản nháp này bị xóa, không lấy lại được."),
        back=reverse("entry_tasks", args=[uid]), then=reverse("entry_list"), done=_("Đã bỏ bản nháp."),
        template=FORM, **frame(desk),
    )  # fmt: skip


def entry_consents(request: HttpRequest, uid: str) -> HttpResponse:
    """Each purpose: what for, given when and how, and a button that takes it back (or gives it)."""
    desk = open_entry(request, uid)
    mine = _mine(desk)
    if request.method == "POST":
        return _change(request, desk, mine)
    given = {
        (one.author_id, one.purpose): one
        for one in Consent.objects.filter(author__in=[author.pk for author, __ in mine], withdrawn_at=None)
    }
    people = [
        {"author": author, "rows": [_row(purpose, given.get((author.pk, purpose))) for purpose in purposes]}
        for author, purposes in mine
    ]
    return render(request, "entries/entrant/consents.html", frame(desk, people=people))


def _mine(desk: Desk) -> list[tuple[Author, list[Purpose]]]:
    """The authors for whom this reader may decide, with the purposes that concern them."""
    children = guarded_of(desk.authors, desk.book.eligibility)
    own = desk.own_author()
    found = []
    for author in desk.authors:
        author.entry = desk.entry
        purposes = [*OWN] if own is not None and author.pk == own.pk else []
        if purposes and author.ethnicity_sealed:
            purposes.append(Purpose.ETHNICITY)
        if author in children and (desk.is_owner or purposes):
            purposes += GUARDIAN
        if purposes:
            found.append((author, purposes))
    return found


def _row(purpose: Purpose, standing: Consent | None) -> dict[str, Any]:
    return {"purpose": purpose.value, "words": CONSENTS[purpose], "standing": standing}


def _change(request: HttpRequest, desk: Desk, mine: list[tuple[Author, list[Purpose]]]) -> HttpResponse:
    wanted = (request.POST.get("author", ""), request.POST.get("purpose", ""))
    author = next((one for one, purposes in mine if one.uid == wanted[0] and wanted[1] in purposes), None)
    if author is None:
        raise Http404
    back = reverse("entry_consents", args=[desk.entry.uid])
    if request.POST.get("do") == "give":
        name = author.guardian_name if wanted[1] in GUARDIAN else ""

        def give() -> None:
            give_consent(author, wanted[1], by=desk.actor, given_by=name)
            keep_last_complete(desk.entry, at=desk.at)

        return press(request, act=give, back=back, done=_("Đã ghi nhận sự đồng ý."))
    if wanted[1] == Purpose.ENTER and "sure" not in request.POST:
        facts = {"author": author, "back": back}
        return render(request, "entries/personal/withdraw_enter.html", facts)
    return press(
        request, act=lambda: withdraw_consent(author, wanted[1], by=desk.actor), back=back, done=_("Đã rút sự đồng ý.")
    )
