"""Whoever holds a certificate asks whether it is real: only what is printed on it is said."""

import hashlib

from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _

from hoithi.documents.certificates.forms import CodeForm, HeldForm
from hoithi.documents.models import Certificate
from hoithi.documents.queries import certificate_of
from hoithi.kit.codes import read_code, show_code
from hoithi.kit.guessing import looked_up
from hoithi.kit.refusals import Refusal

PAGE = "documents/certificates/check.html"


def certificate_check(request: HttpRequest) -> HttpResponse:
    """A code is typed."""
    typed = request.GET.get("ma")
    return _answer(request, typed) if typed else render(request, PAGE, {"form": CodeForm()})


def certificate(request: HttpRequest, code: str) -> HttpResponse:
    """The address in the QR code; there the file that somebody holds can be compared with the one that was issued."""
    return _answer(request, code)


def _answer(request: HttpRequest, typed: str) -> HttpResponse:
    form = CodeForm({"ma": typed[:200]})
    try:
        code = read_code(typed)
        found = looked_up(request, "certificate", lambda: _find(code))
    except ValidationError as error:
        return _refused(request, form, error.messages[0], 422)
    except Refusal as refusal:
        return _refused(request, form, refusal.sentence, refusal.status)
    held = HeldForm(*([request.POST, request.FILES] if request.method == "POST" else []))
    context = {"form": form, "found": found, "facts": found.run.facts, "code": show_code(code), "held": held}
    status = 200
    if request.method == "POST":
        if held.is_valid():
            context["same"] = _hash(held) == found.sha256
        else:
            status = 422
    return render(request, PAGE, context, status=status)


def _hash(held: HeldForm) -> str:
    digest = hashlib.sha256()
    held.cleaned_data["file"].seek(0)
    for chunk in held.cleaned_data["file"].chunks():
        digest.update(chunk)
    return digest.hexdigest()


def _find(code: str) -> Certificate:
    found = certificate_of(code)
    if found is None:
        raise Refusal("documents.no_certificate", _("Không có giấy chứng nhận nào mang mã này."), status=404)
    return found


def _refused(request: HttpRequest, form: CodeForm, sentence: str, status: int) -> HttpResponse:
    form.is_valid()
    form.add_error("ma", sentence)
    return render(request, PAGE, {"form": form}, status=status)
