"""Keys that come as files: what is taken, and a sentence for each that is not."""

import pytest
from asn1crypto import pkcs12
from django.views.debug import ExceptionReporter

from hoithi.documents.signing.keys import key_of_file
from hoithi.documents.signing.tests.authority import ENCRYPTING, PASSPHRASE, Authority
from hoithi.kit.refusals import Refusal

pytestmark = pytest.mark.once
AUTHORITY = Authority()


def refused(data, passphrase=PASSPHRASE):
    with pytest.raises(Refusal) as refusal:
        key_of_file(data, passphrase)
    assert refusal.value.status == 422
    return refusal.value


def test_a_key_file_gives_its_person_and_shows_no_secret():
    key = key_of_file(AUTHORITY.p12("Lê Thị Mẫu", "UBND xã Tân Mẫu"), PASSPHRASE)
    assert (key.name, key.organisation) == ("Lê Thị Mẫu", "UBND xã Tân Mẫu")
    assert repr(key) == "Key()"


@pytest.mark.parametrize("passphrase", ["", "khác", PASSPHRASE + " ", "\0"])
def test_a_wrong_passphrase_is_told_without_repeating_it(passphrase):
    refusal = refused(AUTHORITY.p12(), passphrase)
    assert refusal.code == "wrong_passphrase"
    assert refusal.field == "passphrase"
    assert refusal.__cause__ is None
    assert not passphrase or passphrase not in refusal.sentence


@pytest.mark.parametrize(
    "data", [b"", b"\x30", b"PK\x03\x04", b"\x30\x80" * 5000, b"x" * 2_000_000, AUTHORITY.root, AUTHORITY.p12()[:-300]]
)
def test_what_is_no_key_file_is_told(data):
    assert refused(data).code == "no_key_file"


def test_a_file_that_would_keep_the_machine_busy_is_not_tried():
    holder = pkcs12.Pfx.load(AUTHORITY.p12())
    holder["mac_data"]["iterations"] = 2**31 - 1
    assert refused(holder.dump(force=True)).code == "heavy_key_file"


def rounds_of(holder, count):
    """The bags of a key file, of which that with the key takes so many rounds."""
    content = next(one for one in holder.authenticated_safe if one["content_type"].native == "data")
    bags = pkcs12.SafeContents.load(content["content"].native)
    derivation = bags[0]["bag_value"]["encryption_algorithm"]["parameters"]["key_derivation_func"]
    derivation["parameters"]["iteration_count"] = count
    return content, pkcs12.SafeContents.load(bags.dump(force=True))


def with_bags(holder, content, bags):
    content["content"] = bags.dump(force=True)
    holder["auth_safe"]["content"] = holder.authenticated_safe.dump(force=True)
    return holder.dump(force=True)


def test_what_keeps_the_machine_busy_is_counted_together():
    holder = pkcs12.Pfx.load(AUTHORITY.p12())
    holder["mac_data"]["iterations"] = 3_000_000
    assert refused(holder.dump(force=True)).code == "wrong_passphrase"  # tried: the sum over it is another
    assert refused(with_bags(holder, *rounds_of(holder, 3_000_000))).code == "heavy_key_file"
    holder["mac_data"]["iterations"] = -(2**40)
    assert refused(holder.dump(force=True)).code == "no_key_file"


def test_bags_within_bags_are_counted():
    holder = pkcs12.Pfx.load(AUTHORITY.p12())
    content, bags = rounds_of(holder, 6_000_000)
    outer = pkcs12.SafeContents([pkcs12.SafeBag({"bag_id": "safe_contents", "bag_value": bags})])
    assert refused(with_bags(holder, content, outer)).code == "heavy_key_file"


def test_no_report_of_an_error_shows_the_passphrase():
    class Odd(str):
        def encode(self, *_how):
            raise RuntimeError

    with pytest.raises(RuntimeError) as error:
        key_of_file(AUTHORITY.p12(), Odd(PASSPHRASE))
    frames = ExceptionReporter(None, error.type, error.value, error.tb).get_traceback_frames()
    shown = {frame["function"]: str(frame["vars"]) for frame in frames}
    assert "passphrase" in shown["key_of_file"]
    assert PASSPHRASE not in shown["key_of_file"] + shown["encode"]


def test_a_certificate_must_be_in_force():
    assert refused(AUTHORITY.p12(days=(-400, -1))).code == "not_in_force"
    assert refused(AUTHORITY.p12(days=(1, 400))).code == "not_in_force"


def test_a_certificate_must_be_for_signing():
    assert refused(AUTHORITY.p12(usage=ENCRYPTING)).code == "not_for_signing"
