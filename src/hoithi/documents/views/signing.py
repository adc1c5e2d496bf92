"""Signing a paper that went out, and its signed files."""

from typing import Any

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, render
from django.utils.translation import gettext as _
from django.views.decorators.debug import sensitive_post_parameters, sensitive_variables

from hoithi.documents import actions, rules
from hoithi.documents.enums import OUT, SignedKind
from hoithi.documents.forms import ReasonForm
from hoithi.documents.models import Document, SignedFile
from hoithi.documents.queries import newest_signed, visible_to
from hoithi.documents.signing.asking import seals_from, seals_of
from hoithi.documents.signing.forms import AttachForm, CheckForm, ScanForm, SignForm
from hoithi.documents.signing.keys import MOST_BYTES, key_of_file, key_of_token
from hoithi.documents.signing.sentences import sentences
from hoithi.documents.signing.verifying import Seal
from hoithi.documents.views.common import actor_of, crumbs_to, document_or_404, url_of
from hoithi.kit.files import download
from hoithi.kit.form_pages import form_page
from hoithi.kit.refusals import Refusal


def signatures_of(document: Document) -> dict[str, Any]:
    """What pages show of the signed files of a paper: all, the newest signed by certificate, its signatures."""
    if document.state not in OUT:
        return {}
    rows = list(document.signed_files.select_related("file"))
    standing = (one for one in reversed(rows) if one.kind != SignedKind.SCAN and one.withdrawn_at is None)
    newest = next(standing, None)
    return {"signed_files": rows, "newest_signed": newest, "seals": _told(seals_from(newest.seals)) if newest else []}


def _told(seals: list[Seal]) -> list[tuple[Seal, list[str]]]:
    return [(one, list(sentences(one))) for one in seals]


def _page(request: HttpRequest, document: Document, title: str, **page: Any) -> HttpResponse:
    act = page.pop("act")
    return form_page(
        request, title=title, back=url_of(document), crumbs=crumbs_to(document, title), document=document,
        contest=document.contest, act=lambda data: act(document, data), **{"lead": document.title, **page},
    )  # fmt: skip


def _to_sign(request: HttpRequest, slug: str, uid: str, rule: Any = rules.can_sign) -> Document:
    document = document_or_404(request, slug, uid)
    verdict = rule(actor_of(request), document)
    if not verdict and verdict.code == "documents.not_yours":
        raise Http404
    return document


@sensitive_variables()
@sensitive_post_parameters("passphrase")
def document_sign(request: HttpRequest, slug: str, uid: str) -> HttpResponse:
    """Sign by a key file, or by the token of the server when it has one."""
    document = _to_sign(request, slug, uid)
    newest = newest_signed(document)
    sent = [request.POST, request.FILES] if request.method == "POST" else []
    form = SignForm(*sent, token=bool(settings.TOKEN), initial={"after": newest.uid if newest else ""})
    return _page(
        request, document, _("Ký số"), form=form, button=_("Ký"), done=_("Đã ký số."),
        act=lambda paper, data: _signed(request, paper, data),
        template="documents/sign.html", timestamps=bool(settings.TIMESTAMP_URL),
    )  # fmt: skip


@sensitive_variables("data", "key")
def _signed(request: HttpRequest, document: Document, data: dict[str, Any]) -> SignedFile:
    said = {
        "by": actor_of(request), "once_key": data["once"], "after": data["after"], "seal_mm": float(data["seal_mm"]),
        "image": data["image"].read() if data["image"] else None,
        "seal": data["seal"].read() if data["seal"] else None,
    }  # fmt: skip
    if settings.TOKEN is not None and data.get("way") == "token":
        with key_of_token(**settings.TOKEN) as key:
            return actions.sign_document(document, key=key, **said)
    if not data["key"]:
        raise Refusal("documents.no_key", _("Hãy chọn tệp chứng thư số (.p12, .pfx)."), status=422, field="key")
    return actions.sign_document(
        document, key=key_of_file(data["key"].read(MOST_BYTES + 1), data["passphrase"]), **said
    )


def document_attach_signed(request: HttpRequest, slug: str, uid: str) -> HttpResponse:
    """Bring back the file that was signed with another program."""
    document = _to_sign(request, slug, uid)
    form = AttachForm(*([request.POST, request.FILES] if request.method == "POST" else []))
    return _page(
        request, document, _("Gửi tệp đã ký số"), form=form, button=_("Gửi"), done=_("Đã nhận tệp đã ký."),
        act=lambda paper, data: actions.attach_signed(
            paper, data=data["file"].read(), by=actor_of(request), once_key=data["once"]
        ),
    )  # fmt: skip


def document_attach_scan(request: HttpRequest, slug: str, uid: str) -> HttpResponse:
    """Keep the scan of the sheet that was signed by hand."""
    document = _to_sign(request, slug, uid)
    form = ScanForm(*([request.POST, request.FILES] if request.method == "POST" else []))
    return _page(
        request, document, _("Đính kèm bản ký tay"), form=form, button=_("Gửi"), done=_("Đã nhận bản ký tay."),
        act=lambda paper, data: actions.attach_scan(
            paper, upload=data["file"], by=actor_of(request), once_key=data["once"]
        ),
    )  # fmt: skip


def document_withdraw_signed(request: HttpRequest, slug: str, uid: str, signed: str) -> HttpResponse:
    """Take back a wrong signed file or scan."""
    document = _to_sign(request, slug, uid, rules.can_withdraw)
    row = get_object_or_404(document.signed_files.select_related("file"), uid=signed)
    return _page(
        request, document, _("Thu hồi tệp đã ký"), form=ReasonForm(request.POST or None), danger=True,
        button=_("Thu hồi"), done=_("Đã thu hồi tệp đã ký."), lead=row.file.name,
        act=lambda _paper, data: actions.withdraw_signed(row, reason=data["reason"], by=actor_of(request)),
    )  # fmt: skip


def signed_file(request: HttpRequest, slug: str, uid: str, signed: str) -> HttpResponseBase:
    """A signed file or a scan, for the office."""
    document = document_or_404(request, slug, uid)
    return download(get_object_or_404(document.signed_files.select_related("file"), uid=signed).file)


def issued_signed(request: HttpRequest, uid: str) -> HttpResponseBase:
    """The file with all signatures by certificate, for the audience of the paper."""
    document = get_object_or_404(visible_to(actor_of(request)).filter(state__in=OUT), uid=uid)
    newest = newest_signed(document)
    if newest is None:
        raise Http404
    return download(newest.file)


def check_signatures(request: HttpRequest) -> HttpResponse:
    """Send any PDF; the answer is what the signatures in it are worth. Nothing is kept."""
    form = CheckForm(*([request.POST, request.FILES] if request.method == "POST" else []))
    told, name, status = None, "", 200
    if request.method == "POST":
        status = 422
        if form.is_valid():
            try:
                upload = form.cleaned_data["file"]
                _kinds, looked = upload.looked_into
                told, name, status = _told(seals_of(upload.read())), looked.name, 200
            except Refusal as refusal:
                form.refuse(refusal)
    context = {"form": form, "told": told, "name": name, "roots": bool(settings.SIGNING_ROOTS)}
    return render(request, "documents/check_signatures.html", context, status=status)
