"""The two addresses of the upload protocol. Rights are those of the place; what is not the actor's own is absent."""

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.http import HttpRequest, HttpResponse, JsonResponse, UnreadablePostError
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.translation import gettext as _

from hoithi.kit.models import Upload
from hoithi.kit.refusals import Refusal
from hoithi.kit.uploads import protocol
from hoithi.kit.uploads.beginning import begin, drop
from hoithi.kit.uploads.places import admit, place_named
from hoithi.kit.uploads.queries import visible_to
from hoithi.kit.uploads.writing import Incoming, check_alive, complete, write

View = Callable[..., HttpResponse]


def speaks_tus(view: View) -> View:
    """Answer OPTIONS, refuse another version (412), and make every refusal an answer of the protocol."""

    @wraps(view)
    def spoken(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if request.method == "OPTIONS":
            return protocol.answer(
                204,
                Tus_Version=protocol.VERSION,
                Tus_Extension=protocol.EXTENSIONS,
                Tus_Checksum_Algorithm="sha256",
            )
        if request.method != "GET" and request.headers.get("Tus-Resumable") != protocol.VERSION:
            return protocol.answer(412, Tus_Version=protocol.VERSION)
        try:
            return view(request, *args, **kwargs)
        except Refusal as refusal:
            return protocol.refused(refusal)
        except Upload.DoesNotExist:  # dropped or swept while it was being written
            return protocol.refused(Refusal("upload_gone", _("Lần tải này đã bị bỏ."), status=410))

    return spoken


@speaks_tus
def create(request: HttpRequest) -> HttpResponse:
    """POST: open an upload, with its first bytes when it brings some. 201 and its address."""
    if "Upload-Length" not in request.headers:
        raise protocol.malformed("Upload-Length")
    about = protocol.metadata(request)
    incoming = _incoming(request, 0) if request.content_type == protocol.BODY_TYPE else None
    upload = begin(
        place=about.get("place", ""),
        target=about.get("target", ""),
        name=about.get("filename", ""),
        size=protocol.number(request, "Upload-Length"),
        sha256=about["sha256"],
        by=_actor(request),
    )
    if incoming is not None:
        upload = write(upload, incoming, by=_actor(request))
    return protocol.answer(201, upload=upload, Location=reverse("upload", args=[upload.uid]))


@speaks_tus
def one(request: HttpRequest, uid: str) -> HttpResponse:
    """HEAD: where it stands. PATCH: more bytes. DELETE: forget it. GET: what became of it, as JSON."""
    upload = get_object_or_404(visible_to(_actor(request)), uid=uid)
    verdict = place_named(upload.place).may_write(_actor(request), upload)
    if verdict.status == 404:
        admit(verdict)
    return _METHODS[request.method or ""](request, upload)


def _head(request: HttpRequest, upload: Upload) -> HttpResponse:
    check_alive(upload)
    upload = complete(upload, by=_actor(request))
    return protocol.answer(200, upload=upload, Upload_Length=str(upload.size))


def _patch(request: HttpRequest, upload: Upload) -> HttpResponse:
    upload = write(upload, _incoming(request, protocol.number(request, "Upload-Offset")), by=_actor(request))
    return protocol.answer(204, upload=upload)


def _delete(request: HttpRequest, upload: Upload) -> HttpResponse:  # noqa: ARG001
    drop(upload)
    return protocol.answer(204)


def _get(request: HttpRequest, upload: Upload) -> HttpResponse:
    try:
        upload = complete(upload, by=_actor(request))
    except Refusal:
        upload.refresh_from_db()
    words = {"uid": upload.uid, "name": upload.name, "size": upload.size, "offset": upload.offset}
    file = upload.file.uid if upload.file else ""
    state = {"state": upload.state, "sentence": upload.sentence, "file": file}
    return protocol.framed(JsonResponse(words | state))


_METHODS = {"HEAD": _head, "GET": _get, "PATCH": _patch, "DELETE": _delete}


def _incoming(request: HttpRequest, offset: int) -> Incoming:
    def read(size: int) -> bytes:
        try:
            return bytes(request.read(size))
        except UnreadablePostError:
            return b""  # the line was cut: what came before is kept

    return Incoming(read, offset, protocol.body_length(request), protocol.checksum(request))


def _actor(request: HttpRequest) -> Any:
    return request.actor  # type: ignore[attr-defined]
