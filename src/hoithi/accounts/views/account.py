"""Pages about one's own account."""

from typing import cast

from allauth.account.decorators import reauthentication_required
from allauth.account.internal.flows.email_verification import send_verification_email_to_address
from allauth.account.models import EmailAddress
from allauth.core.exceptions import ImmediateHttpResponse
from allauth.mfa.models import Authenticator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _

from hoithi.accounts.actions import edit_profile
from hoithi.accounts.forms.profile import ChangeEmailForm, ProfileForm
from hoithi.accounts.models import Person
from hoithi.accounts.queries import person_by_email
from hoithi.kit.form_pages import form_page


def account_home(request: HttpRequest) -> HttpResponse:
    """Who I am here, how I sign in, and what I can change about it."""
    person = cast("Person", request.user)
    protected = Authenticator.objects.filter(user=person, type=Authenticator.Type.TOTP).exists()
    verified = bool(person.email) and EmailAddress.objects.filter(user=person, primary=True, verified=True).exists()
    facts = {"person": person, "second_factor": protected, "email_verified": verified}
    return render(request, "account/home.html", facts)


def account_profile(request: HttpRequest) -> HttpResponse:
    """Change my name or number."""
    person = cast("Person", request.user)
    return form_page(
        request,
        form=ProfileForm(request.POST or None, initial={"full_name": person.full_name, "phone": person.phone}),
        act=lambda data: edit_profile(person, **data, by=request.actor),  # type: ignore[attr-defined]
        title=_("Thông tin của tôi"),
        button=_("Lưu"),
        back=reverse("account_home"),
        done=_("Đã lưu thông tin của bạn."),
        template="account/profile.html",
    )


@reauthentication_required
def account_email(request: HttpRequest) -> HttpResponse:
    """Change my address: a code goes to the new one; nobody learns whether it has an account already."""
    person = request.user
    form = ChangeEmailForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        address = form.cleaned_data["email"]
        holder = person_by_email(address)
        owner = person if holder in (None, person) else None
        try:
            send_verification_email_to_address(request, EmailAddress(user=owner, email=address))
        except ImmediateHttpResponse as stop:
            return stop.response
        return redirect("account_email_verification_sent")
    return render(request, "account/email.html", {"form": form}, status=422 if form.errors else 200)
