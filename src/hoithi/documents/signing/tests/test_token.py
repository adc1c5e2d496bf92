"""Signing by a token: with SoftHSM2 in the place of one of hardware."""

import os
import shutil
import subprocess
from pathlib import Path

import pytest
from cryptography.hazmat.primitives.serialization import Encoding, NoEncryption, PrivateFormat

from hoithi.documents.signing.keys import key_of_token
from hoithi.documents.signing.making import sign_pdf
from hoithi.documents.signing.tests.authority import Authority, rsa_key
from hoithi.documents.signing.tests.sheets import sheet
from hoithi.documents.signing.verifying import verify_pdf
from hoithi.kit.refusals import Refusal

pytestmark = pytest.mark.once
MODULE = "/usr/lib/softhsm/libsofthsm2.so"
PIN = "123456"


@pytest.fixture(scope="module")
def token(tmp_path_factory):
    """A token of SoftHSM2 with one key and its certificate."""
    pytest.importorskip("pkcs11", reason="python-pkcs11 is not on this machine")
    if not shutil.which("softhsm2-util") or not Path(MODULE).exists():
        pytest.skip("SoftHSM2 is not on this machine")
    folder = tmp_path_factory.mktemp("token")
    (folder / "softhsm2.conf").write_text(f"directories.tokendir = {folder}\n")
    os.environ["SOFTHSM2_CONF"] = str(folder / "softhsm2.conf")
    subprocess.run(
        ["softhsm2-util", "--init-token", "--free", "--label", "Con dấu", "--pin", PIN, "--so-pin", "0000"],
        check=True, capture_output=True,
    )  # fmt: skip
    authority = Authority()
    _fill(authority.leaf("UBND xã Mẫu", key=rsa_key("token")))
    yield authority
    del os.environ["SOFTHSM2_CONF"]


def _fill(certificate):
    import pkcs11  # noqa: PLC0415
    from pkcs11.util.rsa import decode_rsa_private_key  # noqa: PLC0415
    from pkcs11.util.x509 import decode_x509_certificate  # noqa: PLC0415

    key = rsa_key("token").private_bytes(Encoding.DER, PrivateFormat.TraditionalOpenSSL, NoEncryption())
    with pkcs11.lib(MODULE).get_token(token_label="Con dấu").open(rw=True, user_pin=PIN) as session:
        named = {pkcs11.Attribute.ID: b"1", pkcs11.Attribute.LABEL: "Khóa ký", pkcs11.Attribute.TOKEN: True}
        session.create_object(decode_rsa_private_key(key) | named)
        session.create_object(decode_x509_certificate(certificate.public_bytes(Encoding.DER)) | named)


def test_a_token_signs(token):
    with key_of_token(module=MODULE, label="Con dấu", pin=PIN) as key:
        assert key.name == "UBND xã Mẫu"
        assert PIN not in repr(key)
        data = sign_pdf(sheet(), key=key)
    [one] = verify_pdf(data, roots=[token.root])
    assert one.good


@pytest.mark.parametrize(
    "wrong", [{"pin": "000000"}, {"label": "Khác"}, {"module": "/nowhere.so"}, {"certificate": "Khác"}], ids=str
)
def test_a_token_that_does_not_answer_is_told(token, wrong):
    with pytest.raises(Refusal) as refusal, key_of_token(**{"module": MODULE, "label": "Con dấu", "pin": PIN, **wrong}):
        pass
    assert refusal.value.status == 503
    assert PIN not in refusal.value.sentence
