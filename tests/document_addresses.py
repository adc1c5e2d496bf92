"""How the arguments of the routes of papers are filled: with one at the stage that the route speaks of."""

from typing import Any

from hoithi.contests.models import Contest
from hoithi.documents.models import Certificate, CertificateRun, Document, Number, OfficeTemplate

ABSENT = "khong-co"
Things = dict[str, Any]

# The stage of the paper that a route speaks of, by the route's name; and what else it takes.
STAGES = {
    "document": "draft", "document_preview": "draft", "document_comment": "draft", "document_submit": "draft",
    "document_discard": "draft", "document_version": "draft", "document_approve": "submitted",
    "document_return": "submitted", "document_issue": "approved", "document_page": "issued",
    "document_file": "issued", "document_cancel": "issued", "document_audience": "issued",
    "document_correct": "issued", "document_again": "issued", "issued_document": "issued", "issued_file": "issued",
    "document_sign": "issued", "document_attach_signed": "issued", "document_attach_scan": "issued",
    "signed_file": "issued", "issued_signed": "issued", "document_withdraw_signed": "issued",
    "document_template": "draft",
}  # fmt: skip
NUMBERS = {"number", "number_cancel"}
RUNS = {
    "certificate_run": "draft", "certificate_submit": "draft", "certificate_discard": "draft",
    "certificate_picture": "draft", "certificate_approve": "submitted", "certificate_return": "submitted",
    "certificate_issue": "approved", "certificate_progress": "issued", "certificate_zip": "issued",
    "certificate_print": "issued", "certificate_file": "issued", "certificate_cancel": "issued",
}  # fmt: skip
KINDS = {"template_kind", "template_starter", "template_new"}
TEMPLATES = {"template", "template_file", "template_sample", "template_approve", "template_withdraw"}


def document_things(contest: Contest) -> Things:
    """The papers of a contest by their stage, and a number that no paper of ours carries."""
    papers = Document.objects.filter(contest=contest).select_related("pdf").order_by("-pk")
    lines = Number.objects.filter(contest=contest, document=None, certificate=None)
    runs = CertificateRun.objects.filter(contest=contest).order_by("-pk")
    return {
        "papers": {one.state: one for one in papers},
        "line": lines,
        "runs": {run.state: run for run in runs},
        "certificate": Certificate.objects.filter(run__contest=contest).order_by("pk").first(),
        "template": OfficeTemplate.objects.filter(unit=contest.owner).first(),
    }


def document_arguments(name: str, wanted: set[str], scene: Things) -> Things | None:
    """The arguments of a route of papers; None for a route that is none."""
    if name in NUMBERS:
        return {"slug": scene["contest"].slug, "uid": _uid(scene["line"].order_by("number").first())}
    if name == "certificate":
        return {"code": scene["certificate"].code if scene["certificate"] else ABSENT}
    if name in RUNS:
        found = {"slug": scene["contest"].slug, "uid": _uid(scene["runs"].get(RUNS[name])), "line": 1}
        found["one"] = _uid(scene["certificate"])
        return {key: found[key] for key in wanted}
    if name in KINDS | TEMPLATES:
        which = {"kind": "giay-moi"} if name in KINDS else {"uid": _uid(scene["template"])}
        return {"slug": scene["contest"].slug, **which}
    if name not in STAGES:
        return None
    paper = scene["papers"].get(STAGES[name])
    filled = {
        "slug": scene["contest"].slug,
        "uid": _uid(paper),
        "form": "docx",
        "number": 1,
        "sha256": paper.pdf_sha256 if paper and paper.pdf_sha256 else ABSENT,
        "signed": ABSENT,
        "version": _uid(paper and paper.versions.first()),
    }
    return {key: filled[key] for key in wanted}


def _uid(thing: Any) -> str:
    return thing.uid if thing else ABSENT
