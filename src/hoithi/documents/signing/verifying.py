"""What the signatures in a PDF are worth. No network: whether a certificate was revoked is never claimed.

`verify_pdf` may hang or eat memory on a hostile file; uploads go through `asking.seals_of`.
"""

from collections.abc import Coroutine, Iterable
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from io import BytesIO
from typing import Any, TypeVar, cast

from asn1crypto import pem
from asn1crypto.x509 import Certificate
from pyhanko.pdf_utils.misc import PdfError
from pyhanko.pdf_utils.reader import PdfFileReader
from pyhanko.sign.diff_analysis import DiffResult, ModificationLevel, SuspiciousModification
from pyhanko.sign.fields import enumerate_sig_fields
from pyhanko.sign.validation.pdf_embedded import (
    EmbeddedPdfSignature,
    async_validate_pdf_signature,
    async_validate_pdf_timestamp,
)
from pyhanko.sign.validation.settings import KeyUsageConstraints
from pyhanko.sign.validation.status import DocumentTimestampStatus, PdfSignatureStatus
from pyhanko.sign.validation.utils import CMSAlgorithmUsagePolicy
from pyhanko_certvalidator import ValidationContext
from pyhanko_certvalidator.policy_decl import AcceptAllAlgorithms

from hoithi.documents.signing.keys import subject
from hoithi.kit.clock import VIETNAM

Result = TypeVar("Result")
Validation = Coroutine[Any, Any, PdfSignatureStatus]
MOST_BYTES = 64 * 1024 * 1024
MOST_SEALS = 50
_WEAK_DIGESTS = {"md2", "md5", "sha1"}
_EXPIRED = {"EXPIRED", "OUT_OF_BOUNDS_NO_POE", "OUT_OF_BOUNDS_NOT_REVOKED"}
_USAGE = KeyUsageConstraints(key_usage={"digital_signature", "non_repudiation"})
BROKEN = (  # what the library raises on files that are not as they should be
    PdfError, ValueError, KeyError, TypeError, IndexError, AttributeError, OverflowError, RecursionError,
)  # fmt: skip


class After(StrEnum):
    """What was done to the file after a signature."""

    NOTHING = "nothing"
    SIGNED = "signed"  # further signatures only
    FILLED = "filled"  # boxes of a form were filled in
    ALTERED = "altered"  # anything else, or more than can be told


class Trust(StrEnum):
    TRUSTED = "trusted"
    UNKNOWN_ROOT = "unknown_root"
    EXPIRED = "expired"  # now, and no proven time says that it was in force
    REVOKED = "revoked"
    NOT_FOR_SIGNING = "not_for_signing"
    NOT_GOOD = "not_good"


@dataclass(frozen=True, slots=True)
class Seal:
    """One signature: who (as the certificate says), when (`proven` by a server of times, else as the signer's machine
    says), and what it is worth. `intact`: the bytes it was made over are those. `reason` and `location` are the
    signer's words. A seal that cannot be read at all has no person and is not intact."""

    field: str
    person: str = ""
    organisation: str = ""
    serial: str = ""
    issuer: str = ""
    at: str = ""  # ISO 8601 in Viet Nam
    proven: bool = False
    intact: bool = False
    after: After = After.ALTERED
    trust: Trust = Trust.NOT_GOOD
    weak: bool = False
    timestamp_only: bool = False
    reason: str = ""
    location: str = ""

    @property
    def good(self) -> bool:
        """Whether nothing speaks against it: intact, only signed further, by a trusted and strong certificate."""
        sound = self.intact and self.after in {After.NOTHING, After.SIGNED}
        return sound and self.trust == Trust.TRUSTED and not self.weak


class CannotVerify(ValueError):  # noqa: N818 - an answer, not an error of the program
    """The file is no PDF whose signatures can be looked at, with a sentence."""


def verify_pdf(data: bytes, *, roots: Iterable[bytes]) -> list[Seal]:
    """The signatures in `data`, in the order in which they were made; `roots` are trusted certificates, PEM or DER.
    An empty list when there is none. Raises `CannotVerify`."""
    reader = opened(data)
    trusted = certificates(roots)
    try:
        found = reader.embedded_signatures
    except BROKEN:
        return [Seal(name) for name in signed_fields(reader)]
    if len(found) > MOST_SEALS:
        raise CannotVerify(f"Tệp có hơn {MOST_SEALS} chữ ký số nên không kiểm tra hết được.")
    fields = set(signed_fields(reader))
    return [_seal(one, trusted, fields) for one in found]


def certificates(roots: Iterable[bytes]) -> list[Certificate]:
    """The certificates in files of PEM (one or several) or DER. Raises `ValueError`."""
    found = []
    for data in roots:
        parts = [each for _kind, _head, each in pem.unarmor(data, multiple=True)] if pem.detect(data) else [data]
        for part in parts:
            certificate = Certificate.load(part, strict=True)
            if not certificate.subject.native:
                raise ValueError("a certificate of nobody")
            found.append(certificate)
    return found


def opened(data: bytes, *, strict: bool = False) -> PdfFileReader:
    """A reader of `data`; a `strict` one takes nothing that other readers might read otherwise. Raises
    `CannotVerify`."""
    if len(data) > MOST_BYTES:
        raise CannotVerify("Tệp lớn hơn 64 MB nên không kiểm tra chữ ký số được.")
    try:
        reader = PdfFileReader(BytesIO(data), strict=strict)
        if reader.encrypted:
            raise CannotVerify("Tệp PDF có mật khẩu nên không kiểm tra chữ ký số được. Hãy gỡ mật khẩu rồi gửi lại.")
        reader.root["/Pages"]
    except CannotVerify:
        raise
    except BROKEN as error:
        raise CannotVerify("Tệp không phải PDF hoặc bị hỏng. Hãy gửi lại tệp gốc đã ký.") from error
    return reader


def signed_fields(reader: PdfFileReader) -> list[str]:
    """The names of the fields that hold a signature."""
    try:
        return [name for name, value, _field in enumerate_sig_fields(reader) if value is not None]
    except BROKEN:
        return []


def _seal(one: EmbeddedPdfSignature, trusted: list[Certificate], fields: set[str]) -> Seal:
    """What a signature is worth; one that cannot be read is worth nothing."""
    try:
        stamp = one.sig_object_type == "/DocTimeStamp"
        status = _stamp_status(one, trusted) if stamp else _status(one, trusted)
        return _told(one, status, fields, trusted, stamp=stamp)
    except BROKEN:
        return Seal(str(one.field_name))


def _status(one: EmbeddedPdfSignature, trusted: list[Certificate]) -> PdfSignatureStatus:
    """Judged by today; by the time of signing when a trusted server of times proves it."""
    status = _run(_judged(one, trusted, None))
    proof = status.timestamp_validity
    if proof is not None and proof.valid and proof.intact and proof.trusted and not status.trusted:
        return _run(_judged(one, trusted, proof.timestamp))
    return status


def _judged(one: EmbeddedPdfSignature, trusted: list[Certificate], at: datetime | None) -> Validation:
    return async_validate_pdf_signature(
        one, _context(trusted, at), ts_validation_context=_context(trusted, None), key_usage_settings=_USAGE,
        algorithm_policy=CMSAlgorithmUsagePolicy.lift_policy(AcceptAllAlgorithms()),
    )  # fmt: skip


def _stamp_status(one: EmbeddedPdfSignature, trusted: list[Certificate]) -> DocumentTimestampStatus:
    return _run(async_validate_pdf_timestamp(one, _context(trusted, None)))


def _context(trusted: list[Certificate], at: datetime | None) -> ValidationContext:
    return ValidationContext(trust_roots=trusted, allow_fetching=False, revocation_mode="soft-fail", moment=at)


def _run(work: Coroutine[Any, Any, Result]) -> Result:
    """The result of work that never waits for anything, without a loop of events: those open sockets."""
    try:
        work.send(None)
    except StopIteration as done:
        return cast("Result", done.value)
    work.close()
    raise CannotVerify("Chữ ký số cần dữ liệu ở nơi khác nên không kiểm tra được.")


def _told(one: EmbeddedPdfSignature, status: Any, fields: set[str], trusted: list[Certificate], *, stamp: bool) -> Seal:
    certificate = status.signing_cert
    proof = None if stamp else status.timestamp_validity
    proven = stamp or bool(proof and proof.valid and proof.intact and proof.trusted)
    at = status.timestamp if stamp else proof.timestamp if proof and proven else status.signer_reported_dt
    return Seal(
        field=str(one.field_name), person=subject(certificate, "common_name"),
        organisation=subject(certificate, "organization_name"), serial=f"{certificate.serial_number:X}",
        issuer=certificate.issuer.native.get("common_name") or "", at=_shown(at), proven=proven,
        intact=bool(status.intact and status.valid), after=done_after(status.diff_result, fields),
        trust=_trust(status, trusted), weak=_weak(status, certificate), timestamp_only=stamp,
        reason=_words(one, "/Reason"), location=_words(one, "/Location"),
    )  # fmt: skip


def _shown(at: datetime | None) -> str:
    return at.astimezone(VIETNAM).isoformat(timespec="seconds") if at else ""


def _words(one: EmbeddedPdfSignature, name: str) -> str:
    value = one.sig_object.get(name)
    return str(value)[:200] if value is not None else ""


def done_after(result: DiffResult | SuspiciousModification | None, fields: set[str]) -> After:
    """The differences that the library found, by what they mean for a reader; `fields` hold signatures."""
    if not isinstance(result, DiffResult):
        return After.ALTERED
    level = result.modification_level
    if level == ModificationLevel.NONE:
        return After.NOTHING
    if level > ModificationLevel.FORM_FILLING:
        return After.ALTERED
    return After.SIGNED if result.changed_form_fields <= fields else After.FILLED


def _trust(status: Any, trusted: list[Certificate]) -> Trust:
    if status.trusted:
        return Trust.TRUSTED
    own = status.signing_cert
    if own.self_issued and own.dump() not in {each.dump() for each in trusted}:
        return Trust.UNKNOWN_ROOT  # the library says of it that it is not for signing
    if status.revoked:
        return Trust.REVOKED
    name = getattr(status.trust_problem_indic, "name", "")
    if name == "NO_CERTIFICATE_CHAIN_FOUND":
        return Trust.UNKNOWN_ROOT
    if name == "CHAIN_CONSTRAINTS_FAILURE":
        return Trust.NOT_FOR_SIGNING
    return Trust.EXPIRED if name in _EXPIRED else Trust.NOT_GOOD


def _weak(status: Any, certificate: Certificate) -> bool:
    public = certificate.public_key
    short = public.algorithm in {"rsa", "dsa"} and public.bit_size < 2048
    return short or status.md_algorithm in _WEAK_DIGESTS or certificate.hash_algo in _WEAK_DIGESTS
