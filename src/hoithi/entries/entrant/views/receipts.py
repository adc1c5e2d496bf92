"""The receipt of a version for its authors, as a page and as paper; and the public page that checks a code."""

from typing import Any

from django.conf import settings
from django.core.exceptions import ValidationError
from django.db.models import BigIntegerField, QuerySet
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.safestring import mark_safe
from django.utils.translation import gettext as _
from django.utils.translation import override

from hoithi.entries.documents import receipt_pdf, show_second
from hoithi.entries.entrant.desk import Desk, frame, open_entry
from hoithi.entries.entrant.forms.receipts import CodeForm
from hoithi.entries.models import ReceiptKey, Submission
from hoithi.entries.receipts import facts_of
from hoithi.kit.codes import read_code, show_code
from hoithi.kit.guessing import looked_up
from hoithi.kit.prepared import given, prepared
from hoithi.kit.refusals import Refusal
from hoithi.kit.signing import verify
from hoithi.kit.typeset import qr_svg


def entry_receipt(request: HttpRequest, uid: str, number: int) -> HttpResponse:
    """It arrived: number, code, time to the second, every file with its hash, and what happens next."""
    desk, version = _version(request, uid, number)
    facts = facts_of(version, desk.book)
    context = {
        "facts": facts,
        "version": version,
        "code": show_code(version.receipt_code),
        "time": show_second(version.received_at),
        "qr": mark_safe(qr_svg(facts.verify_url)),
        "newest": desk.entry.latest_id == version.pk,
    }
    return render(request, "entries/entrant/receipt.html", frame(desk, **context))


def entry_receipt_pdf(request: HttpRequest, uid: str, number: int) -> HttpResponse:
    """The same on paper; the same bytes each time."""
    desk, version = _version(request, uid, number)
    with override(settings.LANGUAGE_CODE):  # papers speak Vietnamese
        paper = receipt_pdf(facts_of(version, desk.book))
    response = HttpResponse(paper, content_type="application/pdf")
    response["Content-Disposition"] = f'attachment; filename="bien-nhan-{desk.entry.code}-{version.number}.pdf"'
    return response


def _version(request: HttpRequest, uid: str, number: int) -> tuple[Desk, Submission]:
    desk = open_entry(request, uid)
    last = desk.entry.latest  # nearly always it is the receipt that is looked at
    if last is not None and last.number == number:
        found: Submission | None = last
    else:
        found = next(iter(_numbered(entry=desk.entry.pk, number=number)), None) if number < 10_000 else None
    if found is None:
        raise Http404
    found.entry, found.contest = desk.entry, desk.entry.contest
    return desk, found


@prepared
def _numbered() -> QuerySet[Submission]:
    whole = BigIntegerField()
    return Submission.objects.filter(entry=given("entry", whole), number=given("number", whole)).order_by()


def receipt_check(request: HttpRequest) -> HttpResponse:
    """Whoever holds a receipt types its code."""
    typed = request.GET.get("ma")
    return (
        _answer(request, typed)
        if typed
        else render(request, "entries/entrant/receipt_check.html", {"form": CodeForm()})
    )


def receipt_of(request: HttpRequest, code: str) -> HttpResponse:
    """The address in the QR code of a receipt."""
    return _answer(request, code)


def _answer(request: HttpRequest, typed: str) -> HttpResponse:
    form = CodeForm({"ma": typed[:200]})
    try:
        code = read_code(typed)
        version = looked_up(request, "receipt", lambda: _find(code))
    except ValidationError as error:
        return _refused(request, form, error.messages[0], 422)
    except Refusal as refusal:
        return _refused(request, form, refusal.sentence, refusal.status)
    return render(request, "entries/entrant/receipt_check.html", {"form": form, "found": _public(version)})


def _find(code: str) -> Submission:
    rows = Submission.objects.select_related("entry", "contest").filter(receipt_code=code)
    found = rows.first()
    if found is None:
        raise Refusal("entries.no_receipt", _("Không có biên nhận nào mang mã này."), status=404)
    return found


def _refused(request: HttpRequest, form: CodeForm, sentence: str, status: int) -> HttpResponse:
    form.is_valid()
    form.add_error("ma", sentence)
    return render(request, "entries/entrant/receipt_check.html", {"form": form}, status=status)


def _public(version: Submission) -> dict[str, Any]:
    """What the paper says, and nothing else of the dossier."""
    key = ReceiptKey.objects.filter(key_id=version.key_id).values_list("public", flat=True).first()
    return {
        "contest": version.contest.name,
        "number": version.entry.code,
        "title": version.content["about"].get("title", ""),
        "time": show_second(version.received_at),
        "version": version.number,
        "hash": version.hash,
        "code": show_code(version.receipt_code),
        "whole": bool(key) and verify(version.receipt, version.signature, key or ""),
    }
