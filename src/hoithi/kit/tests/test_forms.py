"""Every field against the lines of the bad-input catalogue that touch it."""

import unicodedata
from datetime import UTC, date, datetime, time
from decimal import Decimal

import pytest
from django.core.exceptions import ValidationError

from hoithi.kit import forms
from hoithi.kit.contacts import parse_email, parse_phone
from hoithi.kit.refusals import Refusal


def sentence(field, typed):
    with pytest.raises(ValidationError) as caught:
        field.clean(typed)
    return " ".join(caught.value.messages)


@pytest.mark.parametrize(
    "typed", ["0943.999.025", "0943 999 025", "+84943999025", "84943999025", "(0943) 999-025", "０９４３９９９０２５"]
)
def test_one_form_for_a_mobile_number(typed):
    assert parse_phone(typed) == "0943999025"


@pytest.mark.parametrize(
    "typed",
    ["094399902", "19001234", "01234567890", "0123456789", "không có", "٠٩٤٣٩٩٩٠٢٥", "0943999025\n1"],
)
def test_what_is_no_mobile_number(typed):
    assert "10 chữ số" in sentence(forms.PhoneField(), typed)


def test_land_line_only_where_asked():
    assert forms.PhoneField(landline=True).clean("0271 3 870 020") == "02713870020"
    assert "số di động" in sentence(forms.PhoneField(), "0271 3 870 020")


@pytest.mark.parametrize("typed", ["A@B.VN", "ａ@b.vn", " a@b.vn "])
def test_one_form_for_an_address(typed):
    assert parse_email(typed) == "a@b.vn"


@pytest.mark.parametrize("typed", ["mıke@b.vn", "a@b.vn.", "a" * 65 + "@b.vn", "a b@c.vn", "a@b.vn\nBcc: x@y.vn"])
def test_what_is_no_address(typed):
    assert "thư điện tử" in sentence(forms.EmailField(), typed)


@pytest.mark.parametrize("typed", ["15/04/2025", "15/4/2025", "15-4-2025", "15.4.2025", "１５/０４/２０２５"])
def test_a_day_in_all_its_forms(typed):
    assert forms.DateField().clean(typed) == date(2025, 4, 15)


def test_day_comes_before_month():
    assert forms.DateField().clean("03/01/2024") == date(2024, 1, 3)


@pytest.mark.parametrize(
    ("typed", "words"),
    [
        ("04/15/2025", "tháng phải từ 1 đến 12"),
        ("15/4/25", "4 chữ số"),
        ("29/02/2023", "không có thật"),
        ("31/04/2025", "không có thật"),
        ("00/00/0000", "tháng"),
        ("ngày 15/4", "thiếu năm"),
        ("01/01/0001", "1900"),
        ("31/12/9999", "2200"),
        ("hôm qua", "không phải là ngày"),
        ("1" * 5000, "Tối đa"),
    ],
)
def test_what_is_no_day(typed, words):
    assert words in sentence(forms.DateField(), typed)


def test_a_day_out_of_bounds_names_the_bound():
    field = forms.DateField(earliest=date(2025, 1, 1), latest=date(2025, 12, 31))
    assert "1/1/2025" in sentence(field, "31/12/2024")
    assert "31/12/2025" in sentence(field, "1/1/2026")


@pytest.mark.parametrize("typed", ["17:00", "17 giờ", "17 giờ 00", "17g", "17h00"])
def test_an_hour_in_all_its_forms(typed):
    assert forms.HourField().clean(typed) == time(17)


@pytest.mark.parametrize("typed", ["25:00", "17:60", "năm giờ"])
def test_what_is_no_hour(typed):
    assert "17:00" in sentence(forms.HourField(), typed)


def test_an_end_without_hour_is_the_start_of_the_next_day():
    assert forms.InstantField(end=True).clean(["15/4/2025", ""]) == datetime(2025, 4, 15, 17, tzinfo=UTC)
    assert forms.InstantField().clean(["15/4/2025", ""]) == datetime(2025, 4, 14, 17, tzinfo=UTC)
    assert forms.InstantField(end=True).clean(["15/4/2025", "17:00"]) == datetime(2025, 4, 15, 10, tzinfo=UTC)


@pytest.mark.parametrize("end", [True, False])
@pytest.mark.parametrize("typed", [["15/4/2025", ""], ["15/4/2025", "17:00"], ["1/1/2026", "08:30"]])
def test_an_instant_comes_back_as_it_was_typed(end, typed):
    field = forms.InstantField(end=end)
    assert field.widget.decompress(field.clean(typed)) == typed


def test_an_hour_without_day_and_a_bad_hour_are_refused():
    assert "thiếu ngày" in sentence(forms.InstantField(required=False), ["", "17:00"])
    assert "không phải là giờ" in sentence(forms.InstantField(), ["15/4/2025", "99"])
    assert forms.InstantField(required=False).clean(["", ""]) is None


@pytest.mark.parametrize("typed", ["8,5", "8.5", " 8,50 "])
def test_comma_and_point_are_one(typed):
    assert forms.DecimalField(least=Decimal(0), most=Decimal(10)).clean(typed) == Decimal("8.5")


@pytest.mark.parametrize(
    "typed", ["1e2", "1_0", "0x10", "+8", "٨", "８", "NaN", "Infinity", "-0", "-1", "1,000.5", "8,", ",5", "9" * 50]
)
def test_what_is_no_number(typed):
    assert "chữ số" in sentence(forms.DecimalField(least=Decimal(0), most=Decimal(10)), typed)
    assert sentence(forms.WholeField(), typed)


def test_steps_and_bounds_are_named():
    field = forms.DecimalField(least=Decimal(0), most=Decimal(10), step=Decimal("0.25"))
    assert field.clean("9,75") == Decimal("9.75")
    for typed in ("10,001", "9,8"):
        assert sentence(field, typed) == "Phải từ 0 đến 10, bước 0,25."


@pytest.mark.parametrize("typed", ["5" * 5000, str(10**30), "2000000001"])
def test_numbers_that_no_database_keeps(typed):
    assert sentence(forms.WholeField(), typed)


@pytest.mark.parametrize("typed", ["1.500.000", "1500000", "1 500 000", "1.500.000 đ", "1.500.000 đồng", "1.500.000₫"])
def test_one_form_for_an_amount(typed):
    assert forms.MoneyField().clean(typed) == Decimal(1500000)


@pytest.mark.parametrize("typed", ["1,500,000", "1.5tr", "-5", str(10**18), "1.50.000", "1e6", "１"])
def test_what_is_no_amount(typed):
    assert "không phải là số tiền" in sentence(forms.MoneyField(), typed)


@pytest.mark.parametrize("typed", ["   ", "\u00a0", "\u200b\u200b", "\u3000", "\ufeff"])
def test_nothing_visible_is_nothing(typed):
    class Named(forms.Form):
        name = forms.CleanCharField(label="Họ tên")

    assert Named({"name": typed}).errors["name"] == ["Chưa nhập họ tên."]


def test_text_is_kept_in_one_form():
    assert forms.CleanCharField().clean(unicodedata.normalize("NFD", "Nguyễn Văn Hạ")) == "Nguyễn Văn Hạ"
    assert forms.CleanCharField().clean("\u00d0ặng") == "Đặng"
    assert forms.CleanTextField().clean("một\x0bhai\r\nba\x1f") == "một\nhai\nba"


@pytest.mark.parametrize(
    ("typed", "words"),
    [
        ("Nguyễn\x00Văn", "không hợp lệ"),
        ("\ud800", "hỏng mã Unicode"),
        ("a" * 999, "999"),
        ("\u202egnp.exe", "đảo chiều chữ"),
    ],
)
def test_broken_text_is_refused(typed, words):
    assert words in sentence(forms.CleanCharField(max_length=100), typed)


def test_length_is_counted_after_joining_marks():
    assert forms.CleanCharField(max_length=4).clean(unicodedata.normalize("NFD", "Hạộẩ")) == "Hạộẩ"


def test_what_was_typed_stays_in_the_box():
    class Dated(forms.Form):
        day = forms.DateField(label="Ngày nộp")

    assert 'value="31/04/2025"' in str(Dated({"day": "31/04/2025"})["day"])
    assert 'value="15/4/2025"' in str(Dated(initial={"day": date(2025, 4, 15)})["day"])


def test_a_refusal_of_a_verb_lands_at_its_field():
    class Named(forms.Form):
        name = forms.CleanCharField(label="Tên")

    form = Named({"name": "x"})
    assert form.is_valid()
    form.refuse(Refusal("taken", "Tên này đã có.", field="name"))
    form.refuse(Refusal("closed", "Hội thi đã đóng."))
    assert form.errors["name"] == ["Tên này đã có."]
    assert form.non_field_errors() == ["Hội thi đã đóng."]


def test_the_key_of_a_form_comes_back_with_it():
    class Once(forms.Form):
        once = forms.OnceField()
        version = forms.VersionField()

    first, second = Once(), Once()
    assert first["once"].value() != second["once"].value()
    assert Once({"once": "abc", "version": "7"}).data["once"] == "abc"
    bad = Once({"once": "a" * 1000, "version": "x"})
    assert set(bad.errors) == {"once", "version"}


@pytest.mark.parametrize("field", [forms.DateField(), forms.HourField(), forms.MoneyField()])
def test_an_empty_box_shows_no_sample_value(field):
    assert not any(sign.isdigit() for sign in str(field.widget.attrs.get("placeholder", "")))


def test_a_day_can_be_typed_on_every_telephone():
    assert forms.DateField().widget.attrs["inputmode"] == "text"


@pytest.mark.parametrize("typed", ["H'Hen Niê", "K’Brơi", "Y", "Điểu Xrê", "Nguyen Van Ha", "Trần Xuân Quý"])
def test_names_of_all_peoples_are_names(typed):
    assert forms.PersonNameField().clean(typed) == typed


@pytest.mark.parametrize(
    ("typed", "says"),
    [
        ("Nguyeãn Vaên", "Hãy gõ lại bằng Unicode. Ý bạn là “Nguyễn Văn”?"),
        ("NguyÔn V¨n", "Hãy gõ lại bằng Unicode. Ý bạn là “Nguyễn Văn”?"),
        ("Hà 👩‍🔬", "không dùng biểu tượng"),
        ("Аdmin", "không phải là chữ Việt"),
        ("x" * 1000, "Tối đa 100 ký tự"),
    ],
)
def test_what_no_certificate_could_carry_is_no_name(typed, says):
    assert says in sentence(forms.PersonNameField(), typed)
