"""Sealed text opens for whoever has the keys and the purpose, and for nobody else; also across a change of keys."""

import secrets

import pytest
from django.db import models
from django.test.utils import isolate_apps
from hypothesis import given
from hypothesis import strategies as st

from hoithi.kit.base64url import from_text
from hoithi.kit.sealed import SealError, keyed, mask_digits, readable, resealed, seal, sealed, unseal

NUMBER = "070084000999"
PURPOSE = "tests.number"
ONE, TWO = secrets.token_bytes(32), secrets.token_bytes(32)


@given(st.text(st.characters(exclude_categories=["Cs"]), max_size=200))
def test_what_was_sealed_opens(text):
    assert unseal(seal(text, purpose=PURPOSE), purpose=PURPOSE) == text


def test_a_token_shows_neither_the_text_nor_that_two_are_equal():
    first, second = seal(NUMBER, purpose=PURPOSE), seal(NUMBER, purpose=PURPOSE)
    assert first != second
    assert first.isascii()
    assert NUMBER not in first
    assert NUMBER.encode() not in from_text(first.removeprefix("s1."))


def test_a_token_opens_only_for_its_purpose():
    token = seal(NUMBER, purpose=PURPOSE)
    with pytest.raises(SealError):
        unseal(token, purpose="tests.other")
    assert not readable(token, purpose="tests.other")
    assert readable(token, purpose=PURPOSE)


def test_no_letter_of_a_token_can_be_changed():
    token = seal(NUMBER, purpose=PURPOSE)
    for place in range(len(token)):
        for letter in "AaZ1-=":
            altered = token[:place] + letter + token[place + 1 :]
            assert altered == token or not readable(altered, purpose=PURPOSE)


@pytest.mark.parametrize("token", ["", "s1.", "s1.AAAA", "x", NUMBER, "s1.số", "s2." + "A" * 80, "s1." + "A" * 80])
def test_what_is_no_token_is_refused(token):
    assert not readable(token, purpose=PURPOSE)
    with pytest.raises(SealError):
        resealed(token, purpose=PURPOSE)


def test_a_new_data_key_seals_and_the_old_ones_open(settings):
    at_first = seal(NUMBER, purpose=PURPOSE)  # under the secret key
    settings.DATA_KEYS = [ONE]
    under_one = seal(NUMBER, purpose=PURPOSE)
    settings.DATA_KEYS = [TWO, ONE]
    assert {unseal(token, purpose=PURPOSE) for token in (at_first, under_one)} == {NUMBER}
    again = resealed(under_one, purpose=PURPOSE)
    assert again != under_one
    assert resealed(again, purpose=PURPOSE) == again
    settings.DATA_KEYS = [TWO]
    assert readable(again, purpose=PURPOSE)
    assert not readable(under_one, purpose=PURPOSE)


def test_a_new_secret_key_opens_what_the_old_one_sealed_until_it_is_gone(settings):
    token, print_before = seal(NUMBER, purpose=PURPOSE), keyed(NUMBER, purpose=PURPOSE)
    old = settings.SECRET_KEY
    settings.SECRET_KEY, settings.SECRET_KEY_FALLBACKS = "another secret key of this installation", [old]
    assert unseal(token, purpose=PURPOSE) == NUMBER
    assert keyed(NUMBER, purpose=PURPOSE) == print_before
    settings.SECRET_KEY_FALLBACKS = []
    assert not readable(token, purpose=PURPOSE)
    assert keyed(NUMBER, purpose=PURPOSE) != print_before


def test_a_fingerprint_is_the_same_for_equal_texts_of_one_purpose_whatever_the_data_keys(settings):
    before = keyed("Nguyễn", purpose=PURPOSE)
    assert len(before) == 64
    assert keyed("Nguye\u0302\u0303n", purpose=PURPOSE) == before
    assert keyed("Nguyên", purpose=PURPOSE) != before
    assert keyed("Nguyễn", purpose="tests.other") != before
    settings.DATA_KEYS = [ONE, TWO]
    assert keyed("Nguyễn", purpose=PURPOSE) == before


@pytest.mark.parametrize(
    ("number", "masked"),
    [
        (NUMBER, "•••• •••• 0999"),
        ("0700 8400 0999", "•••• •••• 0999"),
        ("0943999025", "•• •••• 9025"),
        ("1234567", "••• ••••"),
        ("", ""),
    ],
)
def test_a_mask_leaves_four_digits_of_a_long_number(number, masked):
    assert mask_digits(number) == masked


def test_a_sealed_attribute_is_written_and_read_as_text_and_kept_as_a_token():
    with isolate_apps("hoithi.kit"):

        class Sample(models.Model):  # noqa: DJ008
            number_sealed = models.TextField(blank=True)
            number = sealed("number_sealed", purpose=PURPOSE)

            class Meta:
                app_label = "kit"

    row = Sample(number=NUMBER)
    assert row.number == NUMBER
    assert row.number_sealed.startswith("s1.")
    row.number = ""
    assert (row.number, row.number_sealed) == ("", "")
    row.number_sealed = seal(NUMBER, purpose="tests.other")
    with pytest.raises(SealError):
        row.number  # noqa: B018
