from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from hoithi.documents.checker.asking import checked
from hoithi.documents.checker.forms import CheckForm
from hoithi.documents.paper.checking.looks import Deviation
from hoithi.kit.refusals import Refusal


def check_layout(request: HttpRequest) -> HttpResponse:
    """Send a Word file or a PDF; the answer is what does not follow the decree, clause by clause. Nothing is kept."""
    form = CheckForm(*([request.POST, request.FILES] if request.method == "POST" else []))
    found: list[Deviation] | None = None
    name, status = "", 200
    if request.method == "POST":
        status = 422
        if form.is_valid():
            upload = form.cleaned_data["file"]
            try:
                _kinds, looked = upload.looked_into
                upload.seek(0)
                found = checked(upload.read(), looked.kind.code)
                name, status = looked.name, 200
            except Refusal as refusal:
                form.refuse(refusal)
                status = refusal.status
    return render(request, "documents/check.html", {"form": form, "found": found, "name": name}, status=status)
