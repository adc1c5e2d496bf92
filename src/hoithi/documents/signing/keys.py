"""Keys that sign: a PKCS#12 file with its passphrase, or a token behind PKCS#11. A key lives only as long as the act:
nothing here keeps it, and it shows neither itself nor its words when it is printed."""

from collections.abc import Iterator
from contextlib import AbstractContextManager, contextmanager
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from asn1crypto import pkcs12
from asn1crypto.x509 import Certificate
from django.utils.translation import gettext as _
from django.views.decorators.debug import sensitive_variables
from pyhanko.config.pkcs11 import TokenCriteria
from pyhanko.sign.general import SigningError
from pyhanko.sign.signers import Signer, SimpleSigner

from hoithi.kit.clock import VIETNAM, now
from hoithi.kit.refusals import Refusal

MOST_BYTES = 1024 * 1024  # a key file is some kilobytes
_MOST_ROUNDS = 5_000_000  # of making keys from the passphrase, of all in a file: about two seconds
_SIGNING = {"digital_signature", "non_repudiation"}


@dataclass(frozen=True, slots=True)
class Key:
    """A key at hand, with the certificate that says whose it is."""

    signer: Signer = field(repr=False)
    certificate: Certificate = field(repr=False)

    @property
    def name(self) -> str:
        """The person or body that the certificate names."""
        return subject(self.certificate, "common_name")

    @property
    def organisation(self) -> str:
        """The body that the certificate names, if it does."""
        return subject(self.certificate, "organization_name")


def subject(certificate: Certificate, part: str) -> str:
    """One part of the name of whom `certificate` is for; several are joined."""
    value = certificate.subject.native.get(part) or ""
    return value if isinstance(value, str) else ", ".join(map(str, value))


@sensitive_variables()
def key_of_file(data: bytes, passphrase: str) -> Key:
    """The key in a .p12 or .pfx file. Raises `Refusal` (422): not such a file, wrong passphrase, no certificate, one
    that is not for signing, or not in force now."""
    _look(data)
    try:
        if "\0" in passphrase:  # the library would stop the program
            raise ValueError
        signer = SimpleSigner.load_pkcs12_data(data, other_certs=[], passphrase=passphrase.encode())
    except (ValueError, AttributeError, TypeError):  # the last two: a file that holds no key, or no certificate
        sentence = _("Mật khẩu của chứng thư không đúng, hoặc tệp không có khóa ký. Hãy nhập lại mật khẩu.")
        raise Refusal("wrong_passphrase", sentence, status=422, field="passphrase") from None
    return _usable(signer, signer.signing_cert)


def _look(data: bytes) -> None:
    """Refuse what is no key file, and one that would keep the machine busy before the passphrase is even tried."""
    try:
        if len(data) > MOST_BYTES:
            raise ValueError
        holder = pkcs12.Pfx.load(data, strict=True)
        rounds = [holder["mac_data"]["iterations"].native] if holder["mac_data"] else []
        for content in holder.authenticated_safe:
            if content["content_type"].native == "encrypted_data":
                info = content["content"]["encrypted_content_info"]
                rounds.append(info["content_encryption_algorithm"].kdf_iterations)
            else:
                rounds += _rounds(pkcs12.SafeContents.load(content["content"].native))
        if min(rounds, default=0) < 0:
            raise ValueError
    except (ValueError, TypeError, KeyError, OverflowError, RecursionError):
        sentence = _("Tệp không phải chứng thư số .p12 hoặc .pfx. Hãy chọn lại tệp.")
        raise Refusal("no_key_file", sentence, status=422, field="key") from None
    if sum(rounds) > _MOST_ROUNDS:
        sentence = _("Tệp chứng thư được mã hóa quá nặng nên không mở được. Hãy xuất lại chứng thư.")
        raise Refusal("heavy_key_file", sentence, status=422, field="key")


def _rounds(bags: pkcs12.SafeContents) -> Iterator[int]:
    for bag in bags:
        kind, value = bag["bag_id"].native, bag["bag_value"]
        if kind == "safe_contents":
            yield from _rounds(value)
        elif kind == "pkcs8_shrouded_key_bag":
            yield int(value["encryption_algorithm"].kdf_iterations)


def _usable(signer: Signer, certificate: Certificate | None) -> Key:
    if certificate is None:
        raise Refusal(
            "no_certificate", _("Không có chứng thư đi cùng khóa ký. Hãy xuất lại tệp chứng thư."), status=422
        )
    usage = certificate.key_usage_value
    if usage is not None and not _SIGNING & usage.native:
        raise Refusal("not_for_signing", _("Chứng thư này không dùng để ký. Hãy chọn chứng thư ký số."), status=422)
    starts, ends = certificate.not_valid_before, certificate.not_valid_after
    if not starts <= now() <= ends:
        words = {"start": _day(starts), "end": _day(ends)}
        sentence = _("Chứng thư chỉ có hiệu lực từ %(start)s đến %(end)s nên không ký được. Hãy dùng chứng thư khác.")
        raise Refusal("not_in_force", sentence % words, status=422)
    return Key(signer, certificate)


def _day(moment: datetime) -> str:
    here = moment.astimezone(VIETNAM)
    return f"{here.day}/{here.month}/{here.year}"


@sensitive_variables()
def key_of_token(*, module: str, label: str, pin: str, certificate: str = "") -> AbstractContextManager[Key]:
    """The key in the token named `label` behind the PKCS#11 library `module`; `certificate` is the label of its
    certificate when there are several. Open as long as the block. Raises `Refusal` (503) when the token does not
    answer, and as `key_of_file` does."""
    try:
        from pyhanko.sign.pkcs11 import open_pkcs11_session  # noqa: PLC0415 - an extra that few install
    except ImportError as error:
        sentence = _("Máy chủ chưa cài phần ký bằng thiết bị (python-pkcs11). Hãy báo quản trị viên.")
        raise Refusal("no_token_library", sentence, status=503) from error
    import pkcs11  # noqa: PLC0415 - comes with it

    try:
        session = open_pkcs11_session(module, token_criteria=TokenCriteria(label=label), user_pin=pin)
    except (pkcs11.PKCS11Error, SigningError, RuntimeError) as error:
        sentence = _("Thiết bị ký số không trả lời hoặc từ chối mã PIN. Hãy báo quản trị viên.")
        raise Refusal("no_token", sentence, status=503) from error
    return _key_in(session, certificate)


@contextmanager
def _key_in(session: Any, certificate: str) -> Iterator[Key]:
    import pkcs11  # noqa: PLC0415 - an extra
    from pyhanko.sign.pkcs11 import PKCS11Signer  # noqa: PLC0415

    try:
        names = {certificate} if certificate else _names(session)
        if len(names) != 1:
            sentence = _("Thiết bị ký số có %d chứng thư. Hãy ghi rõ chứng thư trong thiết lập.") % len(names)
            raise Refusal("which_certificate", sentence, status=503)
        signer = PKCS11Signer(session, cert_label=names.pop(), other_certs_to_pull=None)
        yield _usable(signer, signer.signing_cert)
    except (pkcs11.PKCS11Error, SigningError) as error:
        sentence = _("Thiết bị ký số không ký được. Hãy báo quản trị viên.")
        raise Refusal("no_token", sentence, status=503) from error
    finally:
        session.close()


def _names(session: object) -> set[str]:
    """The labels of the certificates that stand beside a key."""
    from pkcs11 import Attribute, ObjectClass  # noqa: PLC0415 - an extra

    keys = session.get_objects({Attribute.CLASS: ObjectClass.PRIVATE_KEY})  # type: ignore[attr-defined]
    owned = {one[Attribute.ID] for one in keys}
    found = session.get_objects({Attribute.CLASS: ObjectClass.CERTIFICATE})  # type: ignore[attr-defined]
    return {one[Attribute.LABEL] for one in found if one[Attribute.ID] in owned}
