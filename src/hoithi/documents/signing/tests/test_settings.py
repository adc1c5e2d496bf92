"""Settings of signatures: without any the site starts, and a wrong one stops the start with its name."""

import pytest
from django.core.exceptions import ImproperlyConfigured

from hoithi.documents.signing.tests.authority import Authority
from hoithi.kit.environment import certificates_in, token_settings, web_address

pytestmark = pytest.mark.once


def test_without_any_nothing_is_set():
    assert certificates_in("X", "") == []
    assert web_address("X", "") == ""
    assert token_settings("", "", "", "") is None


def test_roots_are_the_certificates_of_a_folder(tmp_path):
    root = Authority().root
    (tmp_path / "b.pem").write_bytes(root)
    (tmp_path / "a.CRT").write_bytes(root + root)
    (tmp_path / "notes.txt").write_text("không phải chứng thư")
    assert certificates_in("X", str(tmp_path)) == [root + root, root]


@pytest.mark.parametrize("content", [None, b"", b"-----BEGIN CERTIFICATE-----\nAAAA", b"\x30"])
def test_a_folder_without_certificates_stops_the_start(tmp_path, content):
    if content is not None:
        (tmp_path / "a.pem").write_bytes(content)
    with pytest.raises(ImproperlyConfigured, match="HOITHI_SIGNING_ROOTS"):
        certificates_in("HOITHI_SIGNING_ROOTS", str(tmp_path))


@pytest.mark.parametrize("text", ["tsa.example.vn", "ftp://tsa.example.vn", "https://", "http://[::1", "http://a:b/"])
def test_a_wrong_address_stops_the_start(text):
    with pytest.raises(ImproperlyConfigured, match="HOITHI_TIMESTAMP_URL"):
        web_address("HOITHI_TIMESTAMP_URL", text)


def test_a_token_is_told_whole(tmp_path):
    module = tmp_path / "p11.so"
    module.write_bytes(b"")
    whole = {"module": str(module), "label": "Con dấu", "pin": "1", "certificate": ""}
    assert token_settings(*whole.values()) == whole
    for wrong in (("/nowhere.so", "Con dấu", "1", ""), (str(module), "", "1", ""), (str(module), "Con dấu", "", "")):
        with pytest.raises(ImproperlyConfigured, match="HOITHI_TOKEN") as error:
            token_settings(*wrong)
        assert "'1'" not in str(error.value)
