"""The page of one paper: an editor while it is a draft that the reader may change, else the paper and what to do."""

from itertools import pairwise
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _

from hoithi.audit.actions import subject_of
from hoithi.audit.queries import events_of
from hoithi.documents import actions, rules
from hoithi.documents.content import changes, cited, kind_name, known_kind
from hoithi.documents.enums import OUT, DocumentState
from hoithi.documents.filling import filled
from hoithi.documents.forms import CommentForm
from hoithi.documents.kinds.base import Facts, Kind
from hoithi.documents.messages import tell
from hoithi.documents.models import Document, DocumentVersion
from hoithi.documents.queries import templates_for, visible_to
from hoithi.documents.views.common import actor_of, crumbs_to, document_or_404, url_of
from hoithi.documents.views.preview import preview_of, preview_of_issued
from hoithi.documents.views.signing import signatures_of
from hoithi.kit.refusals import Refusal
from hoithi.kit.schemas.editor import Editor, editor_of, obey, raw_of
from hoithi.kit.schemas.reading import specs_of

MOST, COMPARED = 50, 5
FRAME = frozenset(specs_of(Facts)) - {"abstract"}  # asked of every paper, and the same in most
DECIDED = (
    "comment", "return", "approve", "issue", "discard", "correct", "compare", "cancel", "open", "sign", "withdraw",
    "choose_template",
)  # fmt: skip


def document(request: HttpRequest, slug: str, uid: str) -> HttpResponse:
    """One paper."""
    found = document_or_404(request, slug, uid)
    kind = known_kind(found)
    if kind is not None and rules.can_draft(actor_of(request), found.contest) and found.state == DocumentState.DRAFT:
        return _editor_page(request, found, kind)
    typed = request.method == "POST"  # and somebody submitted it meanwhile
    if kind is not None and typed and rules.can_draft(actor_of(request), found.contest):
        return _editor_page(request, found, kind)
    return paper_page(request, found)


def _editor_page(request: HttpRequest, document: Document, kind: Kind) -> HttpResponse:
    page: dict[str, Any] = {"version": document.version, "note": "", "status": 200, "look": "", "saw": document.facts}
    raw = dict(document.facts)
    problems = [one for one in filled(kind.schema, raw)[1] if _says(raw, one.where)]
    if request.method == "POST":
        answer = _answer(request, document, kind, page)
        if isinstance(answer, HttpResponse):
            return answer
        raw = answer
        problems = filled(kind.schema, raw)[1]
        if page["look"] or not page.get("pressed"):
            problems = [one for one in problems if _says(raw, one.where)]
    editor = editor_of(kind.schema, raw, problems, look=page["look"])
    context = {
        **page, **_boxes(editor), "document": document, "kind": kind, "editor": editor,
        "preview": preview_of(document, raw, person=actor_of(request).person_id),
        "verdict": True,  # the editor's rows ask whether they may be changed
    }  # fmt: skip
    return render(request, "documents/editor.html", {**context, **_about(request, document)}, status=page["status"])


def _boxes(editor: Editor) -> dict[str, Any]:
    """The boxes of the kind itself, and those that every paper has; the latter stand open when one of them is bad."""
    frame = [box for box in editor.boxes if box.name in FRAME]
    missing = any(box.error or (box.spec.required and not box.value) for box in frame)
    return {"own": [box for box in editor.boxes if box.name not in FRAME], "frame": frame, "frame_open": missing}


def _says(raw: dict[str, Any], where: str) -> bool:
    """Whether something was typed at `where` ("steps.0.name")."""
    value: Any = raw
    for part in where.split("."):
        if isinstance(value, list):
            value = value[int(part)] if int(part) < len(value) else None
        else:
            value = value.get(part) if isinstance(value, dict) else None
    return value not in (None, "", [])


def _answer(
    request: HttpRequest, document: Document, kind: Kind, page: dict[str, Any]
) -> HttpResponse | dict[str, Any]:
    """Where saving leads, or what was typed to show again, with `page` filled."""
    raw, wish = raw_of(kind.schema, request.POST), request.POST.get("do", "save")
    base = request.POST.get("version", "")
    page["version"] = int(base) if base.isdecimal() and len(base) < 8 else 0
    page["note"] = request.POST.get("of_version", "")[:300]
    if wish not in {"save", "submit"}:
        page["look"] = obey(kind.schema, raw, wish, request.POST)
        return raw
    page["pressed"] = wish == "submit"
    try:
        return _saved(request, document, raw, wish, page)
    except actions.Stale as stale:
        document.refresh_from_db()
        page["differences"] = changes(document, document.facts, stale.aside.facts)
        page["refusal"], page["status"], page["version"] = stale, stale.status, document.version
    except Refusal as refusal:
        page["refusal"], page["status"] = refusal, refusal.status
    return raw


def _saved(
    request: HttpRequest, document: Document, raw: dict[str, Any], wish: str, page: dict[str, Any]
) -> HttpResponse:
    by = actor_of(request)
    saved = actions.save_document(document, facts=raw, version=page["version"], note=page["note"], by=by)
    page["version"] = saved.version  # should the next step be refused, what follows is made on this one
    if wish == "submit":
        actions.submit_for_approval(saved, version=saved.version, by=by)
        messages.success(request, _("Đã trình Trưởng Ban Tổ chức duyệt."))
    else:
        messages.success(request, _("Đã lưu dự thảo."))
    return redirect(url_of(document))


def paper_page(
    request: HttpRequest, document: Document, form: CommentForm | None = None, status: int = 200
) -> HttpResponse:
    """The paper as it stands, with what this reader may do to it."""
    if document.state in OUT:
        preview = preview_of_issued(document)
    elif known_kind(document):
        preview = preview_of(document, document.facts, person=actor_of(request).person_id)
    else:
        preview = None
    context = {"document": document, "preview": preview, **_about(request, document)}
    if form is not None:
        context["comment_form"] = form
    return render(request, "documents/paper.html", context, status=status)


def _about(request: HttpRequest, document: Document) -> dict[str, Any]:
    """What both pages say of a paper: its state, versions, comments, history, and the verbs that are open."""
    actor = actor_of(request)
    versions = list(document.versions.all()[:MOST])
    return {
        "contest": document.contest,
        "crumbs": crumbs_to(document),
        "kind_name": kind_name(document),
        "line": getattr(document, "number", None),
        "refers": cited(document.corrects) if document.corrects else "",
        "corrections": list(visible_to(actor).filter(corrects=document)),
        "versions": list(zip(versions, _said(document, versions), strict=True)),
        "comments": list(document.comments.all()[:MOST]),
        "history": tell(events_of(subject_of(document))[:MOST]),
        "comment_form": CommentForm(),
        "may": {name: getattr(rules, f"can_{name}")(actor, document) for name in DECIDED},
        "templates": document.state == DocumentState.DRAFT and templates_for(document).exists(),
        **signatures_of(document),
        "is_head": actor.holds_in(document.contest, *rules.HEAD),
    }


def _said(document: Document, versions: list[DocumentVersion]) -> list[list[str]]:
    """What each version changed of the one before it; of the newest only, for it takes a while to tell."""
    counted = [one for one in reversed(versions[: COMPARED + 1]) if one.number is not None]
    before = {one.pk: was.facts for was, one in pairwise(counted)}
    return [
        changes(document, before.get(one.pk, one.facts) if one.number else document.facts, one.facts)
        if place < COMPARED
        else []
        for place, one in enumerate(versions)
    ]


def document_version(request: HttpRequest, slug: str, uid: str, version: str) -> HttpResponse:
    """A version as it printed, beside what now differs from it; of a draft it can be taken up again."""
    found = document_or_404(request, slug, uid)
    kept = get_object_or_404(found.versions, uid=version)
    if known_kind(found) is None:
        return paper_page(request, found)
    may_take = rules.can_edit(actor_of(request), found)
    if request.method == "POST":
        return _take_up(request, found, kept)
    context = {
        "document": found, "contest": found.contest, "kept": kept, "may_take": may_take,
        "differences": changes(found, kept.facts, found.facts),
        "preview": preview_of(found, kept.facts, person=actor_of(request).person_id),
        "crumbs": crumbs_to(found, _("Bản đã lưu")),
    }  # fmt: skip
    return render(request, "documents/version.html", context)


def _take_up(request: HttpRequest, document: Document, kept: DocumentVersion) -> HttpResponse:
    note = _("Lấy lại bản của %s") % kept.by_name
    base = request.POST.get("on", "")
    version = int(base) if base.isdecimal() and len(base) < 8 else 0
    try:
        actions.save_document(document, facts=kept.facts, version=version, note=note, by=actor_of(request))
    except Refusal as refusal:
        messages.error(request, refusal.sentence)
    else:
        messages.success(request, _("Đã lấy lại bản này."))
    return redirect(url_of(document))
