"""Pages about one's own account."""

from allauth.account.decorators import reauthentication_required
from allauth.account.internal.flows.email_verification import send_verification_email_to_address
from allauth.account.models import EmailAddress
from allauth.core.exceptions import ImmediateHttpResponse
from allauth.mfa.models import Authenticator
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from hoithi.accounts.actions import edit_profile
from hoithi.accounts.forms.profile import ChangeEmailForm, ProfileForm
from hoithi.accounts.queries import person_by_email
from hoithi.kit.refusals import Refusal


def account_home(request: HttpRequest) -> HttpResponse:
    """Who I am here, how I sign in, and what I can change about it."""
    person = request.user
    protected = Authenticator.objects.filter(user=person, type=Authenticator.Type.TOTP).exists()
    verified = bool(person.email) and EmailAddress.objects.filter(user=person, primary=True, verified=True).exists()
    facts = {"person": person, "second_factor": protected, "email_verified": verified}
    return render(request, "account/home.html", facts)


def account_profile(request: HttpRequest) -> HttpResponse:
    """Change my name or number."""
    person = request.user
    form = ProfileForm(request.POST or None, initial={"full_name": person.full_name, "phone": person.phone})
    if request.method == "POST" and form.is_valid():
        try:
            edit_profile(person, **form.cleaned_data, by=request.actor)
        except Refusal as refusal:
            form.refuse(refusal)
        else:
            messages.success(request, _("Đã lưu thông tin của bạn."))
            return redirect("account_home")
    return render(request, "account/profile.html", {"form": form}, status=422 if form.errors else 200)


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
