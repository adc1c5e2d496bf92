"""Numbers of persons: bad-input catalogue, lines 64 to 68."""

from datetime import date

import pytest
from django.core.exceptions import ValidationError

from hoithi.kit.identity import read_id_number

NUMBER = "070084000999"  # a man born in 1984


@pytest.mark.parametrize(
    "text", [NUMBER, NUMBER + "\n", " 0700 8400 0999 ", "0700.8400.0999", "０７００８４０００９９９", "070-084-000999"]
)
def test_one_number_is_read_however_it_was_typed(text):
    assert read_id_number(text).number == NUMBER
    assert read_id_number(text).warnings == ()


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        ("70084000999", "Thiếu chữ số – có thể Excel đã bỏ số 0 đầu. Ý bạn là 070084000999?"),
        ("1084000999", "Thiếu chữ số – có thể Excel đã bỏ số 0 đầu. Ý bạn là 001084000999?"),
        ("285123456", "Nhập số định danh 12 chữ số (CMND 9 số không còn dùng)."),
        ("", "Số định danh gồm đúng 12 chữ số, ví dụ 070084000999."),
        ("07008400099a", "Số định danh gồm đúng 12 chữ số, ví dụ 070084000999."),
        ("0700840009990", "Số định danh gồm đúng 12 chữ số, ví dụ 070084000999."),
        ("٠٧٠٠٨٤٠٠٠٩٩٩", "Số định danh gồm đúng 12 chữ số, ví dụ 070084000999."),
        ("7,0084E+10", "Số định danh gồm đúng 12 chữ số, ví dụ 070084000999."),
    ],
)
def test_what_is_no_number_is_refused_with_what_to_do(text, sentence):
    with pytest.raises(ValidationError) as refused:
        read_id_number(text)
    assert refused.value.messages == [sentence]


@pytest.mark.parametrize(
    ("number", "born", "sex", "warned"),
    [
        (NUMBER, date(1984, 3, 12), "male", []),
        (NUMBER, None, None, []),
        (NUMBER, date(1985, 3, 12), "male", ["1984"]),
        (NUMBER, date(2084, 3, 12), None, ["1984"]),
        (NUMBER, date(1984, 3, 12), "female", ["giới tính nam"]),
        ("070313000999", date(2013, 1, 1), "female", []),
        ("070213000999", date(2013, 1, 1), "female", ["giới tính nam"]),
        ("070113000999", date(2013, 1, 1), "male", ["1913", "giới tính nữ"]),
    ],
)
def test_a_number_that_disagrees_is_warned_of_and_kept(number, born, sex, warned):
    found = read_id_number(number, born=born, sex=sex)
    assert found.number == number
    assert len(found.warnings) == len(warned)
    assert all(word in sentence for word, sentence in zip(warned, found.warnings, strict=True))
