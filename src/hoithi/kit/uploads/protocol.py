"""The words of tus 1.0.0: headers read strictly, answers written. https://tus.io/protocols/resumable-upload"""

import base64
import binascii
import re

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.utils.http import http_date
from django.utils.translation import gettext as _

from hoithi.kit.models import Upload
from hoithi.kit.refusals import Refusal

VERSION = "1.0.0"
EXTENSIONS = "creation,creation-with-upload,checksum,expiration,termination"
BODY_TYPE = "application/offset+octet-stream"
_SHA256 = re.compile(r"[0-9a-f]{64}")


def malformed(header: str) -> Refusal:
    """The request is not in the form that the protocol gives `header`."""
    return Refusal("malformed", _("Yêu cầu tải tệp không đúng dạng (%s).") % header, status=400)


def number(request: HttpRequest, header: str) -> int:
    """A length or an offset: digits only. Raises a `Refusal` (400) for anything else, or when it is missing."""
    text = request.headers.get(header, "")
    if not (text.isascii() and text.isdigit() and len(text) < 19):
        raise malformed(header)
    return int(text)


def body_length(request: HttpRequest) -> int:
    """How long the body says it is. Raises a `Refusal`: 411 when it does not, 415 when it is not of the right type."""
    if request.content_type != BODY_TYPE:
        words = _("Phần của tệp phải gửi theo dạng %s.") % BODY_TYPE
        raise Refusal("body_type", words, status=415)
    if not request.META.get("CONTENT_LENGTH"):
        raise Refusal("no_length", _("Yêu cầu tải tệp không ghi độ dài."), status=411)
    return number(request, "Content-Length")


def checksum(request: HttpRequest) -> str:
    """The SHA-256 of the body in hexadecimal, "" when none is given. Raises a `Refusal` (400)."""
    text = request.headers.get("Upload-Checksum", "")
    if not text:
        return ""
    name, __, value = text.partition(" ")
    digest = _decoded(value, "Upload-Checksum")
    if name != "sha256" or len(digest) != 32:
        raise malformed("Upload-Checksum")
    return digest.hex()


def metadata(request: HttpRequest) -> dict[str, str]:
    """What is said of a new upload: place, target, filename, and sha256 perhaps. Raises a `Refusal` (400)."""
    found: dict[str, str] = {}
    for pair in filter(None, request.headers.get("Upload-Metadata", "").split(",")):
        key, __, value = pair.strip().partition(" ")
        try:
            found[key] = _decoded(value, "Upload-Metadata").decode()
        except UnicodeDecodeError as error:
            raise malformed("Upload-Metadata") from error
    found["sha256"] = found.get("sha256", "").lower()
    if found["sha256"] and not _SHA256.fullmatch(found["sha256"]):
        raise malformed("Upload-Metadata")
    return found


def _decoded(text: str, header: str) -> bytes:
    try:
        return base64.b64decode(text, validate=True)
    except (binascii.Error, ValueError) as error:
        raise malformed(header) from error


def answer(status: int, *, upload: Upload | None = None, **headers: str) -> HttpResponse:
    """An answer without a body, with where `upload` stands and how long it is kept."""
    response = HttpResponse(status=status, headers={name.replace("_", "-"): text for name, text in headers.items()})
    if upload is not None:
        response["Upload-Offset"] = str(upload.offset)
        response["Upload-Expires"] = http_date(upload.expires_at.timestamp())
    return framed(response)


def refused(refusal: Refusal) -> HttpResponse:
    """The answer of a refusal: its code and its sentence, and where the upload stands when that was the trouble."""
    response = framed(JsonResponse({"code": refusal.code, "sentence": refusal.sentence}, status=refusal.status))
    offset = getattr(refusal, "offset", None)
    if offset is not None:
        response["Upload-Offset"] = str(offset)
    return response


def framed(response: HttpResponse) -> HttpResponse:
    """What every answer of the protocol says."""
    response["Tus-Resumable"] = VERSION
    response["Cache-Control"] = "no-store"
    return response
