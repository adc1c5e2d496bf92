import unicodedata

import pytest
from django.core.exceptions import ValidationError
from hypothesis import given
from hypothesis import strategies as st

from hoithi.kit.text import clean_text, fold, person_sort_key, slugify, sort_key


@pytest.mark.parametrize(
    ("given", "kept"),
    [
        (unicodedata.normalize("NFD", "Nguyễn Văn Hạ"), "Nguyễn Văn Hạ"),
        ("Ðặng", "Đặng"),
        ("  Điểu   Xrê ", "Điểu Xrê"),
        ("K’Brơi", "K’Brơi"),
        ("\u202dgnp\u2069.exe\u200e", "gnp.exe"),
        ("\u200b\u200b", ""),
        ("\u00a0", ""),
        ("một\x0bhai", "một hai"),
        ("x\ufffe\x1fy", "xy"),
        ("<script>alert(1)</script>", "<script>alert(1)</script>"),
        ("tên\r\nBcc: x@y", "tên Bcc: x@y"),
    ],
)
def test_a_line_is_kept_as_it_reads(given, kept):
    assert clean_text(given) == kept


def test_many_lines_keep_their_breaks_and_joined_signs():
    assert clean_text("a\r\n\r\n\r\n\r\nb  c\x0b👩‍🔬", multiline=True) == "a\n\nb c\n👩‍🔬"


@pytest.mark.parametrize("turned", ["\u202egnp.exe", "a\u202bb", "\u2067fdp.exe\u2069"])
def test_a_line_that_would_read_backwards_is_refused(turned):
    with pytest.raises(ValidationError, match="Có ký tự ẩn đảo chiều chữ"):
        clean_text(turned)
    assert clean_text(turned, multiline=True).isascii()


@pytest.mark.parametrize("broken", ["Nguyễn\x00Văn", "\ud800", "a" + "\u0301" * 6])
def test_broken_text_is_refused_with_a_sentence(broken):
    with pytest.raises(ValidationError) as refused:
        clean_text(broken)
    assert refused.value.messages[0].endswith(".")


def test_length_is_counted_after_composition():
    assert len(clean_text(unicodedata.normalize("NFD", "ế" * 10), max_length=10)) == 10
    with pytest.raises(ValidationError, match=r"đang có 11"):
        clean_text("a" * 11, max_length=10)


@given(st.text(max_size=60))
def test_what_passes_the_gate_passes_it_again_unchanged(text):
    try:
        once = clean_text(text, multiline=True)
    except ValidationError:
        return
    assert clean_text(once, multiline=True) == once
    assert unicodedata.is_normalized("NFC", once)


LATIN = "".join(map(chr, [10, *range(32, 127), *range(0xC0, 0x250), *range(0x1E00, 0x1F00)]))


@pytest.mark.parametrize("multiline", [True, False])
def test_plain_letters_pass_the_short_way_as_they_pass_the_long_one(multiline):
    """A picture at the end leads by the long way."""
    for text in (LATIN, LATIN[::-1], *LATIN):
        assert clean_text(f"x{text}x", multiline=multiline) + "👩" == clean_text(f"x{text}x👩", multiline=multiline)


def test_search_keys_forget_marks_case_and_where_the_tone_stands():
    assert fold("ĐẶNG VŨ HUỲNH") == fold("Đặng Vũ Huỳnh") == "dang vu huynh"
    assert fold("hoà thuỷ") == fold("hòa thủy")
    assert fold("Phòng KT-HT (huyện)") == "phong kt ht huyen"
    assert slugify("Hội thi Sáng tạo kỹ thuật, lần thứ VIII!") == "hoi-thi-sang-tao-ky-thuat-lan-thu-viii"


def test_words_sort_by_the_vietnamese_alphabet_and_tones():
    words = ["ma", "mà", "mả", "mã", "má", "mạ", "mai", "mă", "mâ", "nam", "đa", "da", "xã 10", "xã 2", "xã An"]
    assert sorted(words, key=sort_key) == [
        "da", "đa", "ma", "mà", "mả", "mã", "má", "mạ", "mai", "mă", "mâ", "nam", "xã 10", "xã 2", "xã An",
    ]  # fmt: skip


def test_people_sort_by_the_given_name():
    assert sorted(["Lê Thị Bình", "Nguyễn Văn An", "Trần An"], key=person_sort_key) == [
        "Nguyễn Văn An",
        "Trần An",
        "Lê Thị Bình",
    ]
