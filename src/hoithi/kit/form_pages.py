"""The page of one form that ends in one verb: asked, checked, refused in place, done."""

from collections.abc import Callable, Sequence
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render

from hoithi.kit.forms import Form
from hoithi.kit.refusals import Refusal

Crumb = dict[str, str]


def form_page(
    request: HttpRequest,
    *,
    form: Form,
    act: Callable[[dict[str, Any]], Any],
    title: str,
    button: str,
    back: str,
    done: str | Callable[[Any], str] = "",
    then: str | Callable[[Any], str] = "",
    lead: str = "",
    crumbs: Sequence[Crumb] = (),
    danger: bool = False,
    template: str = "kit/form_page.html",
    **context: Any,
) -> HttpResponse:
    """Show `form`; when it comes back whole, call `act` with its clean data and go to `then` (else `back`).

    `done` is the sentence that the next page shows; both may be made from what `act` returned. A `Refusal` of the verb
    stands in the form, with all that was typed, and the page answers with its status; so does a form with errors (422).
    """
    status = 200
    if request.method == "POST":
        status = 422
        if form.is_valid():
            try:
                result = act(form.cleaned_data)
            except Refusal as refusal:
                form.refuse(refusal)
                status = refusal.status
            else:
                messages.success(request, done(result) if callable(done) else done)
                return redirect((then(result) if callable(then) else then) or back)
    words = {"form": form, "title": title, "button": button, "back": back, "lead": lead, "crumbs": crumbs}
    return render(request, template, {**words, "danger": danger, **context}, status=status)


def press(request: HttpRequest, *, act: Callable[[], Any], back: str, done: str) -> HttpResponse:
    """A button without a form: call `act`, say what was done or what stood in the way, and go `back`."""
    try:
        act()
    except Refusal as refusal:
        messages.error(request, refusal.sentence)
    else:
        messages.success(request, done)
    return redirect(back)
