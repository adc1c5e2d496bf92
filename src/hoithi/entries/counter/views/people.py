"""Authors typed in from the paper."""

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _

from hoithi.entries.actions import add_author, confirm_on_paper, edit_author, give_consent
from hoithi.entries.book import book_of
from hoithi.entries.counter.access import actor_of, contest_or_404, typed_entry_or_404
from hoithi.entries.counter.forms import AuthorForm
from hoithi.entries.enums import AuthorState, Purpose
from hoithi.entries.models import Author, Consent, Entry
from hoithi.kit.form_pages import form_page
from hoithi.kit.sealed import mask_digits


def typing_author(request: HttpRequest, slug: str, uid: str, author: str = "") -> HttpResponse:
    """One author, new or as typed so far; who signed the paper needs no other confirmation."""
    contest, actor = contest_or_404(request, slug), actor_of(request)
    entry = typed_entry_or_404(request, contest, uid)
    standing = _author_or_404(entry, author) if author else None
    book = book_of(contest, entry)
    agreed = Consent.objects.filter(author=standing, withdrawn_at=None).values_list("purpose", flat=True)
    form = AuthorForm(request.POST or None, initial=_initial(standing), book=book, standing=set(agreed))
    if standing is not None and standing.id_last and "id_number" in form.fields:
        masked = mask_digits("0" * 8 + standing.id_last)
        form.fields["id_number"].help_text = _("Đang giữ số %s. Để trống thì giữ nguyên.") % masked

    def act(data: dict[str, Any]) -> Author:
        if standing is None:
            made = add_author(entry, by=actor, once_key=data["once"], **form.given())
        else:
            made = edit_author(standing, version=data["version"] or 0, by=actor, **form.given())
        if made.state == AuthorState.PENDING and made.person_id != entry.owner_id:
            confirm_on_paper(made, by=actor)
        for purpose in data["agreed"]:
            give_consent(made, purpose, by=actor, how=Consent.How.PAPER, given_by=_signer(made, purpose))
        return made

    return form_page(
        request,
        form=form,
        act=act,
        title=_("Tác giả"),
        lead=_("Ghi đúng như trên bản giấy có chữ ký."),
        button=_("Lưu"),
        back=reverse("typing", args=[slug, uid]),
        done=_("Đã lưu."),
        contest=contest,
    )


def _signer(author: Author, purpose: str) -> str:
    guardian = purpose in {Purpose.GUARDIAN, Purpose.GUARDIAN_PUBLISH}
    return (author.guardian_name if guardian else "") or author.full_name


def _author_or_404(entry: Entry, uid: str) -> Author:
    found = Author.objects.filter(entry=entry, uid=uid, removed_at=None).select_related("entry__contest").first()
    if found is None:
        raise Http404
    return found


def _initial(author: Author | None) -> dict[str, Any]:
    if author is None:
        return {}
    names = ("version", "full_name", "share", "birth_date", "guardian_name", "guardian_phone")
    return {**author.details, **{name: getattr(author, name) for name in names}}
