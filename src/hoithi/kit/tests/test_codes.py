"""Codes survive being read aloud and typed by hand; a slip of the hand is found, and said in one sentence."""

import itertools

import pytest
from django.core.exceptions import ValidationError

from hoithi.kit.codes import make_code, read_code, show_code
from hoithi.kit.ids import ALPHABET

LETTERS = ALPHABET.upper()


def refusal(text):
    with pytest.raises(ValidationError) as refused:
        read_code(text)
    return refused.value


def test_codes_are_all_different_and_read_back():
    codes = {make_code() for _ in range(500)}
    assert len(codes) == 500
    for code in codes:
        assert read_code(code) == code
        assert read_code(show_code(code)) == code
    assert {letter for code in codes for letter in code} == set(LETTERS)


def test_a_code_is_printed_in_groups():
    code = make_code()
    assert show_code(code) == f"{code[:4]}-{code[4:8]}-{code[8:12]}-{code[12:16]}-{code[16]}"


@pytest.mark.parametrize("look", [str.lower, lambda code: code.replace("0", "O"), lambda code: code.replace("0", "o")])
@pytest.mark.parametrize("one", ["1", "I", "l", "i", "L"])
@pytest.mark.parametrize("between", ["", " ", "-", " – ", "\u00a0", "\n", "."])
def test_a_code_is_read_however_it_was_typed(look, one, between):
    code = next(code for code in iter(make_code, None) if "0" in code and "1" in code)
    assert read_code(" " + between.join(look(code).replace("1", one)) + "\n") == code


def test_full_width_letters_are_read():
    code = make_code()
    assert read_code("".join(chr(ord(letter) + 0xFEE0) for letter in code)) == code


def test_every_wrong_letter_and_every_exchange_of_two_is_found():
    code = make_code()
    for place, letter in itertools.product(range(17), LETTERS):
        altered = code[:place] + letter + code[place + 1 :]
        assert altered == code or refusal(altered).code == "code_check"
    for first, second in itertools.combinations(range(17), 2):
        letters = list(code)
        letters[first], letters[second] = letters[second], letters[first]
        assert letters == list(code) or refusal("".join(letters)).code == "code_check"


@pytest.mark.parametrize("text", ["", "K7M2", "0" * 18, "-", "0" * 5000])
def test_a_code_of_another_length_is_refused(text):
    found = refusal(text)
    assert found.code == "code_length"
    assert "17" in found.messages[0]


@pytest.mark.parametrize("text", ["U" * 17, "Đ" * 17, "٨" * 17])
def test_other_letters_are_refused(text):
    found = refusal(text)
    assert found.code == "code_check"
    assert found.messages[0].endswith(".")
