"""The form of one author: what the rules ask and nothing else."""

from datetime import date
from decimal import Decimal
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from hoithi.contests.rule_schemas.entering import AuthorDetail
from hoithi.entries.book import Book
from hoithi.entries.eligibility import is_child
from hoithi.entries.enums import Purpose
from hoithi.entries.messages import CONSENTS
from hoithi.entries.models import Author
from hoithi.kit.clock import today
from hoithi.kit.dates import parse_date
from hoithi.kit.forms import (
    CleanCharField,
    DateField,
    DecimalField,
    EmailField,
    Form,
    OnceField,
    PersonNameField,
    PhoneField,
    VersionField,
)
from hoithi.kit.identity import read_id_number
from hoithi.kit.text import fold

FIRST_BIRTH = date(1900, 1, 1)
_TOKENS = {
    AuthorDetail.ID_NUMBER: "id_sealed",
    AuthorDetail.BANK: "bank_sealed",
    AuthorDetail.ETHNICITY: "ethnicity_sealed",
}
SEALED = tuple(_TOKENS)
_NO_NUMBER = gettext_lazy(
    "12 chữ số trên thẻ căn cước. Trẻ chưa có thẻ: số định danh trên giấy khai sinh, hoặc để trống."
)
_TEXTS = {
    AuthorDetail.OCCUPATION: 200,
    AuthorDetail.QUALIFICATION: 200,
    AuthorDetail.WORKPLACE: 300,
    AuthorDetail.SCHOOL_CLASS: 200,
    AuthorDetail.ADDRESS: 300,
}
_SEXES = [("", gettext_lazy("chưa chọn")), ("Nam", gettext_lazy("Nam")), ("Nữ", gettext_lazy("Nữ"))]


class IdNumberField(CleanCharField):
    """Twelve digits; what disagrees with the birth date is only warned of (`warnings_of`)."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(max_length=60, **kwargs)
        self.widget.attrs |= {"inputmode": "numeric", "autocomplete": "off"}

    def to_python(self, value: Any) -> str:
        text = super().to_python(value)
        return read_id_number(text).number if text else ""


class AuthorForm(Form):
    """An author. `author`: whose row is edited; `own`: whether whoever types is this author; `owner`: who enters."""

    use_required_attribute = False
    full_name = PersonNameField(
        label=gettext_lazy("Họ và tên"), help_text=gettext_lazy("Có dấu, đúng như trên giấy tờ.")
    )

    def __init__(
        self, book: Book, *, author: Author | None = None, own: bool = False, owner: bool = True, **given: Any
    ) -> None:
        super().__init__(**given)
        self.author, self.own = author, own
        asked = book.dossier.author_details
        for code in asked:
            self.fields[code] = _detail(AuthorDetail(code), author, told=own or owner)
        if AuthorDetail.ETHNICITY in asked:
            self.fields["ethnicity_agreed"] = forms.BooleanField(label=self._ethnicity_words(), required=False)
        if book.dossier.shares and (owner or author is None or not own or author.may_edit):
            self.fields["share"] = _share()
        self.eligibility = book.eligibility
        if book.eligibility.guardian or self._is_child():
            self._ask_guardian()
        if owner and (author is None or not author.represents):
            self.fields["may_edit"] = forms.BooleanField(
                label=_("Cho người này cùng sửa hồ sơ (sau khi họ xác nhận)"), required=False
            )
        self.fields |= {"version": VersionField()} if author is not None else {"once": OnceField(required=False)}

    def _ethnicity_words(self) -> str:
        if self.own:
            return str(CONSENTS[Purpose.ETHNICITY])
        return _("Tác giả đã ký giấy đồng ý cho dùng thông tin dân tộc để xét giải dành cho đồng bào dân tộc thiểu số.")

    def _is_child(self) -> bool:
        if AuthorDetail.BIRTH_DATE not in self.fields:
            return False
        try:
            born = self.fields["birth_date"].clean(self["birth_date"].value())
        except ValidationError:
            return False
        return is_child(born, self.eligibility, today())

    def _ask_guardian(self) -> None:
        only = _("Chỉ ghi khi tác giả dưới 16 tuổi.")
        self.fields["guardian_name"] = PersonNameField(
            label=_("Họ và tên cha, mẹ hoặc người giám hộ"), required=False, help_text=only
        )
        self.fields["guardian_relation"] = CleanCharField(
            label=_("Quan hệ với tác giả"), required=False, max_length=60, help_text=_("Ví dụ: mẹ.")
        )
        self.fields["guardian_phone"] = PhoneField(label=_("Điện thoại của người giám hộ"), required=False)

    def clean(self) -> dict[str, Any]:
        """Ethnic group only with its own consent; a child's guardian is named."""
        data = super().clean() or self.cleaned_data
        standing = bool(self.author and self.author.ethnicity_sealed)
        if data.get("ethnicity") and not data.get("ethnicity_agreed") and not standing:
            self.add_error(
                "ethnicity_agreed", _("Ghi dân tộc thì phải đánh dấu đồng ý; nếu không, hãy để trống ô dân tộc.")
            )
        if is_child(data.get("birth_date"), self.eligibility, today()) and not data.get("guardian_name"):
            self.add_error("guardian_name", _("Tác giả dưới 16 tuổi: hãy ghi cha, mẹ hoặc người giám hộ."))
        return data

    def given(self) -> dict[str, Any]:
        """What the verb takes: a sealed value left empty is not touched, None for an empty day or share."""
        rest = {"version", "once", "ethnicity_agreed"}
        data = {name: value for name, value in self.cleaned_data.items() if name not in rest}
        return {name: value for name, value in data.items() if not (name in SEALED and not value)}


def _share() -> DecimalField:
    return DecimalField(
        label=_("Tỷ lệ đóng góp (%)"),
        least=Decimal("0.01"),
        most=Decimal(100),
        required=False,
        help_text=_("Của tất cả tác giả cộng lại bằng 100. Ví dụ: 60 hoặc 33,5."),
    )


def _detail(code: AuthorDetail, author: Author | None, *, told: bool) -> forms.Field:
    label = code.label
    if code == AuthorDetail.BIRTH_DATE:
        return BirthDateField(label=label, required=False)
    if code == AuthorDetail.SEX:
        return forms.ChoiceField(label=label, choices=_SEXES, required=False)
    if code == AuthorDetail.PHONE:
        return PhoneField(label=label, required=False, help_text=_("Trẻ em ghi số của cha mẹ cũng được."))
    if code == AuthorDetail.EMAIL:
        return EmailField(label=label, required=False)
    if code in SEALED:
        return _sealed(code, author, told=told)
    return CleanCharField(label=label, required=False, max_length=_TEXTS[code])


class BirthDateField(DateField):
    """A day of birth: one sentence for all that lies outside."""

    def parse(self, text: str) -> date:
        day = parse_date(text)
        if not FIRST_BIRTH <= day < today():
            raise ValidationError(_("Ngày sinh phải trước hôm nay và sau ngày 1/1/1900."), code="birth")
        return day


def _sealed(code: AuthorDetail, author: Author | None, *, told: bool) -> forms.Field:
    token = getattr(author, _TOKENS[code], "") if author else ""
    help_text = _("Đã lưu, không hiện lại. Để trống nếu không đổi.") if token else ""
    if code == AuthorDetail.ID_NUMBER:
        if author and token and told:
            help_text = _("Đang lưu số có đuôi %s. Để trống nếu không đổi.") % author.id_last
        return IdNumberField(label=code.label, required=False, help_text=help_text or _NO_NUMBER)
    if code == AuthorDetail.ETHNICITY and not token:
        help_text = _("Chỉ để xét giải dành cho đồng bào dân tộc thiểu số. Không xét giải này thì để trống.")
    return CleanCharField(label=code.label, required=False, max_length=120, help_text=help_text)


def initial_of(author: Author) -> dict[str, Any]:
    """What the boxes hold of a row; sealed values never."""
    return {
        **author.details,
        **{name: getattr(author, name) for name in ("full_name", "share", "birth_date", "may_edit", "version")},
        **{name: getattr(author, name) for name in ("guardian_name", "guardian_phone", "guardian_relation")},
    }


def warnings_of(data: dict[str, Any], *, typed: str = "") -> list[str]:
    """What a person should look at again, though it was taken; `typed` is the name as it came."""
    found = []
    name = data.get("full_name", "")
    if "\u00d0" in typed:
        found.append(_("Đã đổi chữ “Ð” của phông cũ thành “Đ”: %s. Hãy xem lại.") % name)
    if name.isascii() and len(name.split()) > 1 and "'" not in name and fold(name):
        found.append(_("Tên “%s” chưa có dấu: đúng như trên giấy tờ chưa?") % name)
    if data.get("id_number"):
        sexes: dict[str, Any] = {"Nam": "male", "Nữ": "female"}
        number = read_id_number(data["id_number"], born=data.get("birth_date"), sex=sexes.get(data.get("sex", "")))
        found += number.warnings
    return found


class InviteForm(Form):
    """Where the link goes; without an address it is only shown, to be sent by whatever means."""

    email = EmailField(
        label=gettext_lazy("Gửi liên kết tới thư điện tử"), required=False,
        help_text=gettext_lazy("Để trống nếu bạn tự gửi liên kết qua Zalo hoặc tin nhắn."),
    )  # fmt: skip
