"""The way in that is ours: the printed slip. The other ways are the library's views with our forms and pages."""

from allauth.account.internal.flows.login import perform_login, record_authentication
from allauth.account.models import Login
from allauth.core.internal import ratelimit
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _

from hoithi.accounts.actions import use_slip
from hoithi.accounts.forms.slip import SlipForm
from hoithi.accounts.models import Person
from hoithi.kit.refusals import Refusal

SLIP_RATE = {"slip": "60/15m/ip"}


def login_slip(request: HttpRequest) -> HttpResponse:
    """Type the code of a slip, or come by its QR code: a script then takes it over from behind the "#" of the address,
    which no server and no log is told. Only sending it spends it."""
    if request.actor.person_id is not None:  # type: ignore[attr-defined]
        return redirect("home")
    form = SlipForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        tries = ratelimit.consume(request, app="hoithi.accounts", action="slip", config=SLIP_RATE)
        try:
            if tries is None:
                raise Refusal("too_many", _("Từ mạng này đã thử sai nhiều lần. Hãy chờ 15 phút."), field="code")
            person = use_slip(form.cleaned_data["code"])
        except Refusal as refusal:
            form.refuse(refusal)
        else:
            tries.rollback()
            return enter(request, person, how="slip")
    return render(request, "account/slip.html", {"form": form}, status=422 if form.errors else 200)


def enter(request: HttpRequest, person: Person, *, how: str) -> HttpResponse:
    """Sign `person` in as far as the second factor; those without a password are led to set one."""
    record_authentication(request, person, method=how)
    onward = None if person.has_usable_password() else reverse("account_set_password")
    return perform_login(request, Login(user=person, redirect_url=onward))
