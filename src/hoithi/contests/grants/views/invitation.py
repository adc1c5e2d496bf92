"""The page behind the link of an invitation: looking changes nothing, sending takes the role."""

from django.conf import settings
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _

from hoithi.accounts.enums import Role
from hoithi.accounts.models import Person
from hoithi.accounts.queries import person_by_email, person_by_phone
from hoithi.accounts.views.signin import enter
from hoithi.contests.grants.actions import Newcomer, accept_invitation, read_invitation
from hoithi.contests.grants.forms import NewcomerForm
from hoithi.contests.grants.messages import place
from hoithi.contests.models import Invitation, RoleGrant
from hoithi.kit.refusals import Refusal
from hoithi.kit.views import refusal_page


def invitation(request: HttpRequest, token: str) -> HttpResponse:
    """Who invites to what; then: accept (signed in), sign in first (has an account), or make an account."""
    try:
        offer = read_invitation(token)
        form = _form(request, offer)
        if request.method == "POST" and (form is None or form.is_valid()):
            return _accept(request, token, form)
    except Refusal as refusal:
        return refusal_page(request, refusal, back=reverse("home"))
    facts = {
        "offer": offer,
        "role": Role(offer.role).label,
        "place": place(offer),
        "form": form,
        "known": form is None and not request.user.is_authenticated,
        "sign_in": f"{reverse('account_login')}?next={request.path}",
    }
    return render(request, "contests/people/invitation.html", facts, status=422 if form and form.errors else 200)


def _form(request: HttpRequest, offer: Invitation) -> NewcomerForm | None:
    known = (offer.email and person_by_email(offer.email)) or (offer.phone and person_by_phone(offer.phone))
    if known or request.user.is_authenticated:
        return None
    contact = offer.email or offer.phone
    return NewcomerForm(request.POST or None, contact=contact, initial={"full_name": offer.full_name})


def _accept(request: HttpRequest, token: str, form: NewcomerForm | None) -> HttpResponse:
    if form is None:
        person = request.user if isinstance(request.user, Person) else None
        grant = accept_invitation(token, person=person)
    else:
        data = form.cleaned_data
        grant = accept_invitation(token, newcomer=Newcomer(data["full_name"], data["password"]))
    waits = grant.state == RoleGrant.State.PROPOSED
    done = _("Đã nhận lời mời; vai trò có hiệu lực khi Trưởng Ban Tổ chức duyệt.") if waits else _("Đã nhận vai trò.")
    messages.success(request, done)
    return redirect(settings.LOGIN_REDIRECT_URL) if form is None else enter(request, grant.person, how="invitation")
