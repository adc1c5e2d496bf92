"""A certificate authority of the tests: made anew each time, known to nobody."""

from datetime import timedelta
from functools import cache

from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec, rsa
from cryptography.hazmat.primitives.serialization import pkcs12
from cryptography.x509.oid import ExtendedKeyUsageOID, NameOID
from pyhanko.sign.signers import SimpleSigner

from hoithi.documents.signing.keys import Key, key_of_file
from hoithi.kit.clock import now

PASSPHRASE = "Mật khẩu 123"


@cache
def people_key():
    """Of everybody in the tests, of a kind that is quick to read; those of authorities and tokens are of RSA."""
    return ec.generate_private_key(ec.SECP256R1())


@cache
def rsa_key(which, bits=2048):
    return rsa.generate_private_key(public_exponent=65537, key_size=bits)


def _name(person, body):
    return x509.Name([
        x509.NameAttribute(NameOID.COUNTRY_NAME, "VN"),
        x509.NameAttribute(NameOID.ORGANIZATION_NAME, body),
        x509.NameAttribute(NameOID.COMMON_NAME, person),
    ])  # fmt: skip


_USES = (
    "digital_signature", "content_commitment", "key_encipherment", "data_encipherment", "key_agreement",
    "key_cert_sign", "crl_sign", "encipher_only", "decipher_only",
)  # fmt: skip


def _usage(*names):
    return x509.KeyUsage(**{name: name in names for name in _USES})


class Authority:
    """Issues certificates; `root` is its own, as PEM."""

    def __init__(self, name="Cơ quan chứng thực kiểm thử", *, ca=True):
        self._key, self._name = rsa_key("authorities"), _name(name, "Nhà cung cấp kiểm thử")
        builder = self._builder(self._name, self._key.public_key(), days=(-3650, 3650))
        builder = builder.add_extension(x509.BasicConstraints(ca=ca, path_length=None), critical=True)
        if ca:
            builder = builder.add_extension(_usage("key_cert_sign", "crl_sign"), critical=True)
        self.certificate = builder.sign(self._key, hashes.SHA256())
        self.root = self.certificate.public_bytes(serialization.Encoding.PEM)

    def _builder(self, subject, public_key, days):
        begins, ends = (now() + timedelta(days=each) for each in days)
        return (
            x509.CertificateBuilder().subject_name(subject).issuer_name(self._name).public_key(public_key)
            .serial_number(x509.random_serial_number()).not_valid_before(begins).not_valid_after(ends)
        )  # fmt: skip

    def leaf(self, person, body="UBND xã Mẫu", *, days=(-30, 365), usage=None, purpose=None, key=None):
        """A certificate for a person."""
        key = key or people_key()
        builder = self._builder(_name(person, body), key.public_key(), days)
        builder = builder.add_extension(x509.BasicConstraints(ca=False, path_length=None), critical=True)
        builder = builder.add_extension(
            usage or _usage("digital_signature", "content_commitment"), critical=True
        )  # fmt: skip
        if purpose:
            builder = builder.add_extension(x509.ExtendedKeyUsage([purpose]), critical=True)
        return builder.sign(self._key, hashes.SHA256())

    def p12(self, person="Nguyễn Văn Mẫu", body="UBND xã Mẫu", *, passphrase=PASSPHRASE, **options):
        """The key and the certificate of a person as a .p12 file."""
        key = options["key"] = options.get("key") or people_key()
        return pkcs12.serialize_key_and_certificates(
            person.encode(), key, self.leaf(person, body, **options), [self.certificate],
            serialization.BestAvailableEncryption(passphrase.encode()),
        )  # fmt: skip

    def key(self, person="Nguyễn Văn Mẫu", body="UBND xã Mẫu", **options):
        """The key of a person, ready to sign."""
        return key_of_file(self.p12(person, body, **options), PASSPHRASE)

    def own_key(self):
        """The key of the authority itself, which vouches for itself, ready to sign."""
        data = pkcs12.serialize_key_and_certificates(
            b"own", self._key, self.certificate, None, serialization.BestAvailableEncryption(PASSPHRASE.encode())
        )
        signer = SimpleSigner.load_pkcs12_data(data, other_certs=[], passphrase=PASSPHRASE.encode())
        return Key(signer, signer.signing_cert)

    def timestamping(self):
        """Key and certificate of a server of times."""
        key = rsa_key("people")
        return key, self.leaf(
            "Máy chủ dấu thời gian", days=(-30, 3000), key=key, purpose=ExtendedKeyUsageOID.TIME_STAMPING
        )


ENCRYPTING = _usage("key_encipherment")
