"""A paper that went out is signed: by a certificate here, by one elsewhere, or by hand and scanned.

Signing and looking into a file take longer than a writer of the database should wait, so they are done before the
transaction; should somebody else sign meanwhile, theirs stands and this one is refused, for a signature covers those
before it.
"""

from dataclasses import asdict, dataclass, field
from io import BytesIO

from django.conf import settings
from django.core.files.base import File
from django.db import transaction
from django.utils.translation import gettext as _

from hoithi.accounts.actors import Actor
from hoithi.audit.actions import record
from hoithi.documents import rules
from hoithi.documents.actions.base import taken, words
from hoithi.documents.enums import SignedKind
from hoithi.documents.models import Document, SignedFile
from hoithi.documents.queries import newest_signed
from hoithi.documents.signing import looks
from hoithi.documents.signing.asking import place_to_sign, seals_of, seals_on
from hoithi.documents.signing.keys import Key
from hoithi.documents.signing.looks import Look
from hoithi.documents.signing.making import sign_pdf
from hoithi.documents.signing.places import MOST_HEIGHT, MOST_WIDTH
from hoithi.documents.signing.verifying import MOST_BYTES, After, Seal
from hoithi.kit import files
from hoithi.kit.clock import now
from hoithi.kit.files.kinds import JPEG, PDF, PNG, KindSet
from hoithi.kit.files.made import keep_made
from hoithi.kit.language import in_source_language
from hoithi.kit.models import StoredFile
from hoithi.kit.refusals import Refusal


@dataclass(frozen=True, slots=True)
class _Act:
    """What came of signing, and by whom the last signature is."""

    kind: SignedKind
    seals: list[Seal] = field(default_factory=list)
    signer: str = ""


SCANS = KindSet((PDF, JPEG, PNG), 20 * 1024 * 1024)


def sign_document(
    document: Document,
    *,
    key: Key,
    by: Actor,
    once_key: str,
    after: str,
    image: bytes | None = None,
    seal: bytes | None = None,
    seal_mm: float = 36.0,
) -> SignedFile:
    """Sign a paper that went out with `key`, which is not kept, on the signed file `after` (its uid, as the signer saw
    it; "" when there was none). `image` is the signer's signature, `seal` that of the agency, each a PNG with a clear
    ground, and they stand where the decree wants them; without them the first signature is a small box of words and
    later ones are not seen. The same `once_key` again is the same signing.

    Refused: who may not sign, without a second factor, a paper that did not go out or was called off, a picture that
    would hide words, a silent server of times, a signature that somebody else put meanwhile.
    """
    if (made := _made(document, once_key)) is not None:
        return made
    rules.can_sign(by, document).enforce()
    before = newest_signed(document)
    if (before.uid if before else "") != after:
        raise _meanwhile()
    data = files.read(before.file if before else _issued(document))
    look = _look(document, data, key, image=image, seal=seal, seal_mm=seal_mm, first=before is None)
    signed = sign_pdf(data, key=key, look=look, timestamp_url=settings.TIMESTAMP_URL)
    stored = keep_made(BytesIO(signed), name=_name(document, "da-ky"), content_type=PDF.content_type, by=by)
    act = _Act(SignedKind.HERE, seals_of(signed), key.name)
    return _kept(document, stored, act, before=before, by=by, once_key=once_key)


def attach_signed(document: Document, *, data: bytes, by: Actor, once_key: str) -> SignedFile:
    """Keep a file of the paper that was signed elsewhere. The same `once_key` again is the same file.

    Refused: who may not sign, a file that is not the one that went out with signatures behind it, in which one of them
    is seen larger than a signature is, that lacks one already kept, or in which one is broken. Whether its signers are
    trusted is told, not refused.
    """
    if (made := _made(document, once_key)) is not None:
        return made
    rules.can_sign(by, document).enforce()
    if len(data) > MOST_BYTES:
        raise Refusal("documents.signed_large", _("Tệp lớn hơn 64 MB."), status=413, field="file")
    before = newest_signed(document)
    seals = seals_on(files.read(_issued(document)), data)
    if seals is None:
        sentence = _(
            "Tệp không phải văn bản đã ban hành có thêm chữ ký số, hoặc hình chữ ký lớn hơn %(width)d × %(height)d mm."
            " Hãy tải tệp PDF ở đây về, ký rồi gửi lên."
        ) % {"width": int(MOST_WIDTH), "height": int(MOST_HEIGHT)}
        raise Refusal("documents.other_paper", sentence, status=422, field="file")
    if before is not None and not data.startswith(files.read(before.file)):
        sentence = _("Tệp thiếu chữ ký đã có của người ký trước. Hãy tải tệp đã ký mới nhất về, ký tiếp rồi gửi lên.")
        raise Refusal("documents.signature_missing", sentence, field="file")
    if not all(one.intact and one.after in {After.NOTHING, After.SIGNED} for one in seals):
        sentence = _("Có chữ ký trong tệp không còn nguyên vẹn. Hãy ký lại trên tệp tải ở đây về.")
        raise Refusal("documents.signature_broken", sentence, status=422, field="file")
    stored = keep_made(BytesIO(data), name=_name(document, "da-ky"), content_type=PDF.content_type, by=by)
    act = _Act(SignedKind.ELSEWHERE, seals, seals[-1].person)
    return _kept(document, stored, act, before=before, by=by, once_key=once_key)


def attach_scan(document: Document, *, upload: File, by: Actor, once_key: str) -> SignedFile:  # type: ignore[type-arg]
    """Keep a scan of the sheet that was signed and sealed by hand, beside the files. The same `once_key` again is the
    same scan. Refused: who may not sign, a paper that did not go out, what is no PDF, JPEG or PNG."""
    if (made := _made(document, once_key)) is not None:
        return made
    rules.can_sign(by, document).enforce()
    stored = files.store(upload, kinds=SCANS, by=by)
    return _kept(document, stored, _Act(SignedKind.SCAN), before=None, by=by, once_key=once_key)


def withdraw_signed(signed: SignedFile, *, reason: str, by: Actor) -> SignedFile:
    """Take back a wrong signed file or scan: the one before it stands again. Said twice it stands once.

    Refused: no reason, whoever is not the head, without a second factor, a file on which a later one stands.
    """
    why = words(reason, field="reason", label=_("Lý do"))
    with transaction.atomic():
        document = taken(signed.document)
        rules.can_withdraw(by, document).enforce()
        row = document.signed_files.get(pk=signed.pk)
        if row.withdrawn_at is not None:
            return row
        if row.kind != SignedKind.SCAN and row != newest_signed(document):
            sentence = _("Có tệp ký sau chứa chữ ký của tệp này. Hãy thu hồi tệp mới nhất trước.")
            raise Refusal("documents.signed_later", sentence)
        row.withdrawn_at, row.reason = now(), why
        row.save(update_fields=["withdrawn_at", "reason"])
        record(
            "documents.withdraw_signed", on=document, scope=document.contest, by=by, reason=why, sha256=row.sha256,
            signed=row.uid,
        )  # fmt: skip
    return row


def _made(document: Document, once_key: str) -> SignedFile | None:
    return SignedFile.objects.filter(document=document, once_key=once_key[:60]).first()


def _issued(document: Document) -> StoredFile:
    assert document.pdf is not None  # noqa: S101 - what went out has one
    return document.pdf


@in_source_language
def _look(
    document: Document, data: bytes, key: Key, *, image: bytes | None, seal: bytes | None, seal_mm: float, first: bool
) -> Look | None:
    place = place_to_sign(data, name=str(document.facts.get("signer") or ""))
    if place is None:
        return None
    if image is not None or seal is not None:
        return looks.pictures(place, image=image, seal=seal, seal_mm=seal_mm)
    return looks.words(place, key.name, now()) if first else None


def _name(document: Document, what: str) -> str:
    return f"{_issued(document).name.removesuffix('.pdf')}-{what}.pdf"


def _meanwhile() -> Refusal:
    sentence = _("Vừa có người khác ký văn bản này. Hãy tải lại trang rồi ký tiếp trên tệp mới nhất.")
    return Refusal("documents.signed_meanwhile", sentence)


def _kept(
    document: Document,
    stored: StoredFile,
    act: _Act,
    *,
    before: SignedFile | None,
    by: Actor,
    once_key: str,
) -> SignedFile:
    with transaction.atomic():
        row = taken(document)
        if (made := _made(row, once_key)) is not None:
            return made
        rules.can_sign(by, row).enforce()
        if act.kind != SignedKind.SCAN and newest_signed(row) != before:
            raise _meanwhile()
        made = SignedFile.objects.create(
            document=row, kind=act.kind, file=stored, sha256=stored.sha256,
            seals=[asdict(one) for one in act.seals], at=now(), by_id=by.person_id, by_name=by.name[:100],
            once_key=once_key[:60],
        )  # fmt: skip
        verb = "documents.attach_scan" if act.kind == SignedKind.SCAN else "documents.sign"
        record(verb, on=row, scope=row.contest, by=by, sha256=stored.sha256, signer=act.signer, way=act.kind.value)
    return made
