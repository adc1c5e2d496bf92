"""Authors: the list with its sum, one at a time added, edited and removed, invited by link or signed on paper."""

from decimal import Decimal
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _

from hoithi.entries import rules
from hoithi.entries.actions import (
    add_author,
    confirm_on_paper,
    edit_author,
    give_consent,
    invite_author,
    remove_author,
)
from hoithi.entries.entrant.desk import Desk, frame, keep_last_complete, open_entry, sent
from hoithi.entries.entrant.forms.authors import AuthorForm, InviteForm, initial_of, warnings_of
from hoithi.entries.entrant.onward import onward
from hoithi.entries.enums import AUTHORS, AuthorState, Purpose
from hoithi.entries.models import Author, Consent
from hoithi.entries.queries import accounts_of
from hoithi.kit.form_pages import form_page, press
from hoithi.kit.forms import Form
from hoithi.kit.refusals import Refusal

FORM = "entries/entrant/form_page.html"


def entry_authors(request: HttpRequest, uid: str) -> HttpResponse:
    """Who made it, whose answer is awaited, and whether the shares add up."""
    desk = open_entry(request, uid)
    authors = desk.state.authors
    total = sum((one.share or Decimal(0) for one in authors), Decimal(0))
    most = desk.book.eligibility.most_authors
    accounts = _accounts(desk)
    facts = {
        "rows": [
            {
                "author": one,
                "answered": _answered(desk, one),
                "told": _told(desk, one),
                "open": _opens(desk, one),
                "account": accounts.get(one.uid),
            }
            for one in authors
        ],
        "total": total,
        "shares": desk.book.dossier.shares and len(authors) > 1,
        "lacking": [lack for lack in desk.lacks if lack.part == "authors"],
        "most": most,
        "full": most is not None and len(authors) >= most,
        "onward": onward(desk, AUTHORS),
    }
    return render(request, "entries/entrant/authors.html", frame(desk, **facts))


def _accounts(desk: Desk) -> dict[str, tuple[str, bool]]:
    """For whoever enters: by which account each of the others confirmed."""
    others = any(one.person_id not in {None, desk.entry.owner_id} for one in desk.authors)
    return accounts_of(desk.entry) if desk.is_owner and others else {}


def _answered(desk: Desk, author: Author) -> bool:
    sure = author.state in {AuthorState.CONFIRMED, AuthorState.ON_PAPER}
    return sure or author.person_id == desk.entry.owner_id


def _mine(desk: Desk, author: Author) -> bool:
    return author.person_id is not None and author.person_id == desk.actor.person_id


def _told(desk: Desk, author: Author) -> bool:
    """Whether what the law holds dear may be told: to the author, and to whoever enters (matrix, row "CCCD no.")."""
    return desk.is_owner or _mine(desk, author)


def _opens(desk: Desk, author: Author) -> bool:
    return (desk.door and (desk.is_owner or not (author.represents or author.person_id))) or _mine(desk, author)


def entry_author_add(request: HttpRequest, uid: str) -> HttpResponse:
    """One more author."""
    desk = open_entry(request, uid)
    form = AuthorForm(desk.book, owner=desk.is_owner, data=sent(request))

    def act(data: dict[str, Any]) -> Author:
        author = add_author(desk.entry, by=desk.actor, once_key=data["once"], **form.given())
        _after(request, desk, author, data)
        return author

    return _form(request, desk, form, act, title=_("Thêm tác giả"), done=lambda made: _("Đã thêm %s.") % made.full_name)


def entry_author(request: HttpRequest, uid: str, author: str) -> HttpResponse:
    """One author's row, for them, for whoever enters, and for those who may change it."""
    desk = open_entry(request, uid)
    found = _author(desk, author)
    may = rules.can_edit_author(desk.actor, found, at=desk.at)
    if not (may or _told(desk, found)):
        raise Http404
    own = _mine(desk, found) or (found.represents and desk.is_owner)
    given = {"data": request.POST} if request.method == "POST" else {"initial": initial_of(found)}
    form = AuthorForm(desk.book, author=found, own=own, owner=desk.is_owner, **given)
    if not may:
        return _form(request, desk, form, _never, title=found.full_name, done="", shut=True, refusal=may.reason)

    def act(data: dict[str, Any]) -> Author:
        edited = edit_author(found, version=data["version"], by=desk.actor, **form.given())
        _after(request, desk, edited, data)
        return edited

    return _form(request, desk, form, act, title=found.full_name, done=_("Đã lưu."), fresh=request.path)


def _never(_data: dict[str, Any]) -> None:
    raise Refusal("entries.read_only", _("Không sửa được nữa."))


def _form(
    request: HttpRequest, desk: Desk, form: Form, act: Any, *, title: str, done: Any, **more: Any
) -> HttpResponse:
    back = reverse("entry_authors", args=[desk.entry.uid])
    if not desk.door and request.method == "GET":
        more.setdefault("refusal", desk.door.reason)
    return form_page(
        request,
        form=form,
        act=act,
        title=title,
        button=_("Lưu"),
        back=back,
        done=done,
        template=FORM,
        **frame(desk, **more),
    )


def _after(request: HttpRequest, desk: Desk, author: Author, data: dict[str, Any]) -> None:
    if data.get("ethnicity") and data.get("ethnicity_agreed"):
        own = author.person_id == desk.actor.person_id or (author.represents and desk.is_owner)
        how = Consent.How.CLICK if own else Consent.How.PAPER
        give_consent(author, Purpose.ETHNICITY, by=desk.actor, how=how)
    for sentence in warnings_of(data, typed=request.POST.get("full_name", "")):
        messages.warning(request, sentence)
    keep_last_complete(desk.entry, at=desk.at)


def _author(desk: Desk, uid: str) -> Author:
    found = next((one for one in desk.authors if one.uid == uid), None)
    if found is None:
        raise Http404
    found.entry = desk.entry
    return found


def entry_author_remove(request: HttpRequest, uid: str, author: str) -> HttpResponse:
    """Ask before an author is taken off."""
    desk = open_entry(request, uid)
    found = _author(desk, author)
    return form_page(
        request,
        form=Form(sent(request)),
        act=lambda _data: remove_author(found, by=desk.actor),
        title=_("Bỏ tác giả %s?") % found.full_name,
        button=_("Bỏ tác giả này"),
        danger=True,
        lead=_("Tên này không còn trong hồ sơ đang soạn. Các lần đã nộp vẫn giữ nguyên."),
        back=reverse("entry_authors", args=[uid]),
        done=_("Đã bỏ %s.") % found.full_name,
        template=FORM,
        **frame(desk),
    )


def entry_author_invite(request: HttpRequest, uid: str, author: str) -> HttpResponse:
    """Make a link by which the author confirms; it is shown once, here, and sent when an address was given."""
    desk = open_entry(request, uid)
    found = _author(desk, author)
    form = InviteForm(sent(request), initial={"email": found.details.get("email", "")})
    facts: dict[str, Any] = {"author": found, "form": form}
    status = 200
    if request.method == "POST" and form.is_valid():
        try:
            secret = invite_author(found, by=desk.actor, email=form.cleaned_data["email"] or "")
        except Refusal as refusal:
            form.refuse(refusal)
            status = refusal.status
        else:
            facts |= {"secret": secret, "mailed": form.cleaned_data["email"], "path": reverse("author_invitation")}
    elif form.errors:
        status = 422
    return render(request, "entries/entrant/invite.html", frame(desk, **facts), status=status)


def entry_author_paper(request: HttpRequest, uid: str, author: str) -> HttpResponse:
    """The author signed the paper form."""
    desk = open_entry(request, uid)
    found = _author(desk, author)
    back = reverse("entry_authors", args=[uid])

    def act() -> None:
        confirm_on_paper(found, by=desk.actor)
        keep_last_complete(desk.entry, at=desk.at)

    return press(request, act=act, back=back, done=_("Đã ghi: %s ký trên giấy.") % found.full_name)
