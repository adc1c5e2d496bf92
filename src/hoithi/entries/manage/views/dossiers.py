"""ZIP files of dossiers: asked for, watched, taken, by whoever asked and nobody else."""

from django.http import Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import render

from hoithi.entries.actions.desk import take_dossiers
from hoithi.entries.manage.access import actor_of, contest_or_404
from hoithi.entries.models import DossierExport
from hoithi.entries.queries import OFFICE
from hoithi.kit.files import download
from hoithi.kit.refusals import Refusal
from hoithi.kit.views import refusal_page

MOST = 50


def intake_dossiers(request: HttpRequest, slug: str) -> HttpResponse:
    """One's own files of this contest, the newest first."""
    contest = contest_or_404(request, slug, *OFFICE)
    own = DossierExport.objects.filter(contest=contest, person=actor_of(request).person_id)
    return render(
        request, "entries/manage/dossiers.html", {"contest": contest, "exports": own.select_related("file")[:MOST]}
    )


def intake_dossier(request: HttpRequest, slug: str, uid: str) -> HttpResponse:
    """How far the file is. The page asks again by itself while it is being made, and can be left and found again."""
    contest = contest_or_404(request, slug, *OFFICE)
    context = {"contest": contest, "export": _own_or_404(request, contest.pk, uid)}
    piece = request.headers.get("HX-Request") == "true"
    return render(request, f"entries/manage/{'_dossier_state' if piece else 'dossier'}.html", context)


def intake_dossier_file(request: HttpRequest, slug: str, uid: str) -> HttpResponseBase:
    """The file; the right is asked again and the taking recorded."""
    contest = contest_or_404(request, slug, *OFFICE)
    try:
        export = take_dossiers(_own_or_404(request, contest.pk, uid), by=actor_of(request))
    except Refusal as refusal:
        return refusal_page(request, refusal, back="../")
    if export.file is None:
        raise Http404
    return download(export.file)


def _own_or_404(request: HttpRequest, contest: int, uid: str) -> DossierExport:
    own = DossierExport.objects.select_related("contest", "file").filter(person=actor_of(request).person_id)
    export = own.filter(contest=contest, uid=uid).first()
    if export is None:
        raise Http404
    return export
