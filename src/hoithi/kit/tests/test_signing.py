"""A signed statement is proven with the public key alone, letter for letter, also after the key has changed."""

import json
import secrets
import unicodedata
from datetime import UTC, datetime
from decimal import Decimal

import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from hoithi.kit.base64url import from_text
from hoithi.kit.signing import canonical, key_id, public_key, sign, verify

RECEIPT = {
    "kind": "receipt",
    "entry": "k7m2q9rt4xwp",
    "version": 2,
    "title": "Máy tách vỏ hạt điều",
    "files": [{"name": "Bản mô tả.pdf", "size": 120_034, "sha256": "ab" * 32}],
    "pending": None,
    "late": False,
}


def test_a_signed_statement_is_proven():
    signed = sign(RECEIPT)
    assert verify(signed.payload_json, signed.signature, public_key())
    assert signed.key_id == key_id()
    assert len(signed.key_id) == 16
    assert json.loads(signed.payload_json) == RECEIPT


def test_no_letter_of_the_statement_or_its_signature_can_be_changed():
    signed = sign(RECEIPT)
    text = signed.payload_json
    for place in range(len(text)):
        assert not verify(text[:place] + "~" + text[place + 1 :], signed.signature, public_key())
    for place in range(len(signed.signature)):
        other = "A" if signed.signature[place] != "A" else "B"
        altered = signed.signature[:place] + other + signed.signature[place + 1 :]
        assert not verify(text, altered, public_key())


@pytest.mark.parametrize(
    ("payload_json", "signature", "key"),
    [("", "", ""), ("{}", "số", "số"), ("\ud800", "A" * 86, "A" * 43), ("{}", "A" * 86, "A" * 44), ("{}", "A", "!")],
)
def test_nonsense_is_not_proven_and_breaks_nothing(payload_json, signature, key):
    assert not verify(payload_json, signature, key)


def test_old_statements_are_proven_with_the_key_of_their_time(settings):
    old, old_public = sign(RECEIPT), public_key()
    settings.RECEIPT_KEY = secrets.token_bytes(32)
    new = sign(RECEIPT)
    assert new.key_id != old.key_id
    assert verify(old.payload_json, old.signature, old_public)
    assert verify(new.payload_json, new.signature, public_key())
    assert not verify(old.payload_json, old.signature, public_key())
    settings.SECRET_KEY = "another secret key of this installation"
    assert key_id() == new.key_id
    settings.RECEIPT_KEY = b""
    assert key_id() not in {old.key_id, new.key_id}


def test_the_seed_is_an_ed25519_seed_as_others_read_it(settings):
    settings.RECEIPT_KEY = bytes(range(32))
    key = Ed25519PrivateKey.from_private_bytes(bytes(range(32))).public_key()
    signed = sign({"kind": "x"})
    assert signed.payload_json == '{"kind":"x"}'
    key.verify(from_text(signed.signature), b'{"kind":"x"}')


def test_one_statement_has_one_written_form():
    title = "Máy tách vỏ hạt điều"
    written = canonical({"b": [1, True, None, {"y": "“\n\t\u001f</\\"}], "a": unicodedata.normalize("NFD", title)})
    assert written == '{"a":"Máy tách vỏ hạt điều","b":[1,true,null,{"y":"“\\n\\t\\u001f</\\\\"}]}'
    assert canonical(json.loads(written)) == written


@pytest.mark.parametrize(
    "value", [1.5, Decimal("1.5"), datetime(2025, 4, 15, tzinfo=UTC), b"x", {1: "x"}, {"tên": "x"}, 2**53, "\ud800"]
)
def test_what_has_no_single_written_form_is_not_signed(value):
    with pytest.raises(ValueError, match=r"not to be signed|surrogates"):
        sign({"kind": "x", "value": [value]})
