"""The page behind the link to a co-author: looking changes nothing; the person answers after signing in."""

from django.contrib import messages
from django.contrib.auth.views import redirect_to_login
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from hoithi.accounts.actors import Actor
from hoithi.entries.actions import answer_invitation, give_consent
from hoithi.entries.actions.authors import invited
from hoithi.entries.entrant.forms.consents import OwnConsents, SecretForm
from hoithi.entries.enums import Purpose
from hoithi.entries.models import Author
from hoithi.kit.refusals import Refusal
from hoithi.kit.text import fold

_KEY = "author_link"  # what a visitor typed waits here while they sign in


def author_invitation(request: HttpRequest) -> HttpResponse:
    """Type (or bring behind "#") the secret of the link; see who names whom as an author of what; accept or decline."""
    actor: Actor = request.actor  # type: ignore[attr-defined]
    if request.method == "GET" and not (actor.person_id and request.session.get(_KEY)):
        return render(request, "entries/entrant/invited.html", {"form": SecretForm()})
    secret = request.POST.get("secret") if request.method == "POST" else request.session.pop(_KEY)
    form = SecretForm({"secret": secret})
    if not form.is_valid():
        return render(request, "entries/entrant/invited.html", {"form": form}, status=422)
    if actor.person_id is None:
        request.session[_KEY] = form.cleaned_data["secret"]
        return redirect_to_login(request.path)
    return _offer(request, actor, form)


def _offer(request: HttpRequest, actor: Actor, form: SecretForm) -> HttpResponse:
    author = invited(form.cleaned_data["secret"])
    if author is None:
        form.add_error(
            "secret", _("Liên kết này đã dùng hoặc đã hết hạn. Hãy xin người đứng tên hồ sơ gửi liên kết mới.")
        )
        return render(request, "entries/entrant/invited.html", {"form": form}, status=410)
    other = fold(author.full_name) != fold(actor.name)
    answer = request.POST.get("answer")
    wanted = OwnConsents(request.POST if answer == "accept" else None)
    if answer == "decline" or (answer == "accept" and wanted.is_valid()):
        try:
            return _answer(request, actor, form, wanted if answer == "accept" else None)
        except Refusal as refusal:
            facts = {"form": form, "author": author, "other": other, "wanted": wanted, "refusal": refusal.sentence}
            return render(request, "entries/entrant/invited.html", facts, status=refusal.status)
    facts = {"form": form, "author": author, "other": other, "wanted": wanted}
    return render(request, "entries/entrant/invited.html", facts, status=422 if wanted.errors else 200)


def _answer(request: HttpRequest, actor: Actor, form: SecretForm, wanted: OwnConsents | None) -> HttpResponse:
    author: Author = answer_invitation(form.cleaned_data["secret"], accept=wanted is not None, by=actor)
    if wanted is None:
        messages.success(request, _("Đã báo rằng bạn không phải là tác giả của giải pháp này."))
        return redirect("entry_list")
    for purpose in wanted.chosen():
        give_consent(author, Purpose(purpose), by=actor)
    messages.success(request, _("Cảm ơn. Bạn đã xác nhận là tác giả."))
    return redirect("entry_home", uid=author.entry.uid)
