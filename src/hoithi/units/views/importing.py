"""A list of bodies from a file: read, shown, and only then made so."""

import base64
from typing import Any

from django.contrib import messages
from django.core import signing
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _

from hoithi.kit.refusals import Refusal
from hoithi.units import actions, forms
from hoithi.units.actions.loading import check_rows
from hoithi.units.models import Unit
from hoithi.units.rows import COLUMNS, LABELS, UnitRow, read_rows

_SALT = "hoithi.units.import"
_KEPT_HOURS = 4
_SHOWN = 200


def import_units(request: HttpRequest) -> HttpResponse:
    """Choose a file; see what it would change; confirm. The file travels with the page, signed, until then."""
    if request.method == "POST" and "tep" in request.POST:
        return _confirmed(request)
    form = forms.ImportForm(request.POST or None, request.FILES or None)
    if request.method == "POST" and form.is_valid():
        data, root = form.cleaned_data["file"].read(), form.cleaned_data["root"]
        try:
            return _preview(request, read_rows(data), root, _sealed(data, root))
        except Refusal as refusal:
            form.refuse(refusal)
    columns = [(LABELS[field], field in {"code", "name"}) for field in COLUMNS]
    context = {"form": form, "columns": columns}
    return render(request, "units/import.html", context, status=422 if form.errors else 200)


def _sealed(data: bytes, root: Unit | None) -> str:
    words = {"data": base64.b64encode(data).decode(), "root": root.uid if root else ""}
    return signing.dumps(words, salt=_SALT, compress=True)


def _preview(request: HttpRequest, rows: list[UnitRow], root: Unit | None, sealed: str) -> HttpResponse:
    plans = check_rows(rows, by=request.actor, root=root)  # type: ignore[attr-defined]
    wrong = [plan for plan in plans if plan.outcome == "wrong"]
    telling = [plan for plan in plans if plan.outcome not in {"same", "wrong"}]
    counts = {name: sum(plan.outcome == name for plan in plans) for name in ("new", "changed", "same", "wrong")}
    context = {
        "plans": [*wrong, *telling][:_SHOWN],
        "more": max(len(wrong) + len(telling) - _SHOWN, 0),
        "counts": counts,
        "sealed": "" if wrong or not telling else sealed,
    }
    return render(request, "units/import_preview.html", context, status=422 if wrong else 200)


def _confirmed(request: HttpRequest) -> HttpResponse:
    here = redirect("unit_import")
    try:
        words: dict[str, Any] = signing.loads(request.POST["tep"], salt=_SALT, max_age=_KEPT_HOURS * 3600)
        root = Unit.objects.filter(uid=words["root"]).first()
        rows = read_rows(base64.b64decode(words["data"]))
        loaded = actions.load_tree(rows, by=request.actor, root=root)  # type: ignore[attr-defined]
    except signing.BadSignature:
        messages.error(request, _("Bản xem trước đã cũ. Hãy chọn lại tệp."))
        return here
    except Refusal as refusal:
        messages.error(request, refusal.sentence)
        return here
    told = _("Đã nhập: %(created)d đơn vị mới, %(changed)d thay đổi, %(same)d giữ nguyên.")
    messages.success(request, told % {"created": loaded.created, "changed": loaded.changed, "same": loaded.same})
    return redirect(reverse("unit_list"))


def sample_file(request: HttpRequest) -> HttpResponse:  # noqa: ARG001 - a view
    """An empty list with the names of the columns, and one line that shows how to fill it."""
    head = ";".join(LABELS.values())
    line = "25357;Phường Tân Khai;Phường;75;1/7/2025;;;;Xã Tân Khai (trước 30/4/2026);;;"
    response = HttpResponse(f"\ufeff{head}\r\n{line}\r\n", content_type="text/csv; charset=utf-8")
    response["Content-Disposition"] = 'attachment; filename="mau-don-vi.csv"'
    return response
