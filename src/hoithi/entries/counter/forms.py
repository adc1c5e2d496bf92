"""Forms of the counter."""

from collections.abc import Collection
from decimal import Decimal
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.core.files.base import File
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from hoithi.accounts.actors import Actor
from hoithi.contests.models import Contest
from hoithi.contests.rule_schemas.entering import AuthorDetail, Entrant
from hoithi.entries.actions.counter import Brought, Thing
from hoithi.entries.book import Book
from hoithi.entries.enums import Purpose, Source
from hoithi.entries.models import Material
from hoithi.entries.queries import BODIES, OFFICE
from hoithi.kit.clock import today
from hoithi.kit.files import PHOTOS, KindSet
from hoithi.kit.files.kinds import PDF
from hoithi.kit.forms import (
    CleanCharField,
    CleanTextField,
    DateField,
    DecimalField,
    Form,
    OnceField,
    PersonNameField,
    PhoneField,
    UploadField,
    VersionField,
    WholeField,
)
from hoithi.kit.identity import read_id_number
from hoithi.units.models import Unit

SCANS = KindSet((*PHOTOS.kinds, PDF), PHOTOS.max_size)
MOST_AT_ONCE = 40


class ManyFiles(forms.ClearableFileInput):
    """A chooser of several files at once."""

    allow_multiple_selected = True
    template_name = "django/forms/widgets/file.html"


class ScansField(UploadField):
    """Several photographs or scans; a list of files, empty when none was chosen. `camera` opens that of a phone."""

    widget = ManyFiles

    def __init__(self, *, camera: bool = False, **kwargs: Any) -> None:
        super().__init__(kinds=PHOTOS if camera else SCANS, **kwargs)
        if camera:
            self.widget.attrs |= {"accept": "image/*", "capture": "environment"}

    def clean(self, data: Any, initial: Any = None) -> list[File]:  # type: ignore[type-arg]
        files = [file for file in data or [] if file] if isinstance(data, list | tuple) else [data] if data else []
        if len(files) > MOST_AT_ONCE:
            raise ValidationError(
                _("Mỗi lần gửi tối đa %d tệp. Hãy thêm phần còn lại ở bước nhập tiếp.") % MOST_AT_ONCE
            )
        return [super(ScansField, self).clean(file, initial) for file in files]


class PersonForm(Form):
    """Two boxes make a person."""

    full_name = PersonNameField(label=gettext_lazy("Họ và tên"))
    phone = PhoneField(label=gettext_lazy("Số di động"))


class TakeInForm(Form):
    """What lies on the counter: three boxes are needed, the rest is ticked or left."""

    title = CleanCharField(label=gettext_lazy("Tên giải pháp"), max_length=300)
    field = forms.ChoiceField(label=gettext_lazy("Lĩnh vực"))
    entrant = forms.ChoiceField(label=gettext_lazy("Dự thi với tư cách"), widget=forms.RadioSelect)
    organization = CleanCharField(label=gettext_lazy("Tên tổ chức, nếu là tổ chức dự thi"), required=False)
    author = PersonNameField(
        label=gettext_lazy("Tên tác giả, nếu khác người có số điện thoại"),
        help_text=gettext_lazy("Ví dụ con dùng số của cha mẹ: số này chỉ để liên lạc, không phải tên của tác giả."),
        required=False,
    )
    source = forms.ChoiceField(
        label=gettext_lazy("Hồ sơ đến bằng cách nào"),
        choices=[(Source.COUNTER, Source.COUNTER.label), (Source.POST, Source.POST.label)],
        widget=forms.RadioSelect,
        initial=Source.COUNTER,
    )
    postmarked_on = DateField(label=gettext_lazy("Ngày trên dấu bưu điện, nếu gửi bưu điện"), required=False)
    copies = WholeField(label=gettext_lazy("Số bộ hồ sơ giấy"), most=20, required=False)
    model = CleanCharField(label=gettext_lazy("Mô hình, hiện vật"), required=False)
    usb = WholeField(label=gettext_lazy("Số USB, đĩa"), most=20, required=False)
    photos = ScansField(label=gettext_lazy("Chụp các trang giấy"), camera=True, required=False)
    scans = ScansField(label=gettext_lazy("Hoặc chọn các tệp đã quét"), required=False)
    unit = forms.ChoiceField(label=gettext_lazy("Đơn vị"), required=False)
    once = OnceField()

    def __init__(self, *args: Any, book: Book, actor: Actor, contest: Contest, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self._choose("field", [(one.code, one.name) for one in book.fields.items])
        kinds = book.eligibility.entrants or Entrant.values
        self.choices("entrant", [(kind, Entrant(kind).label) for kind in kinds])
        if len(kinds) == 1:
            self.fields["entrant"].initial = kinds[0]
        if Entrant.ORGANIZATION not in kinds:
            del self.fields["organization"]
        if book.dossier.copies:
            self.fields["copies"].help_text = _("Thể lệ yêu cầu %d bộ.") % book.dossier.copies
        if not book.dossier.postmark:
            said = _("Thể lệ không tính theo dấu bưu điện: thời điểm được tính là lúc nhận tại đây.")
            self.fields["postmarked_on"].help_text = said
        self._choose("unit", _units(actor, contest))

    def choices(self, name: str, pairs: list[tuple[str, Any]]) -> None:
        """Fill the choices of a field."""
        self.fields[name].choices = pairs  # type: ignore[attr-defined]

    def _choose(self, name: str, pairs: list[tuple[str, Any]]) -> None:
        if not pairs:
            del self.fields[name]
        elif len(pairs) == 1:
            self.choices(name, pairs)
            self.fields[name].initial = pairs[0][0]
        else:
            self.choices(name, [("", _("chưa chọn")), *pairs])

    def about(self) -> dict[str, Any]:
        """The boxes of the part "about"."""
        names = ("title", "field", "entrant", "organization", "unit")
        return {name: self.cleaned_data[name] for name in names if self.cleaned_data.get(name)}

    def pages(self) -> list[File]:  # type: ignore[type-arg]
        """All pages, the photographs first."""
        return [*self.cleaned_data["photos"], *self.cleaned_data["scans"]]

    def brought(self, pages: list[Any]) -> Brought:
        """What the verb takes, once `pages` are stored."""
        data = self.cleaned_data
        things = []
        if data["copies"]:
            things.append(Thing(Material.Kind.PAPERS, _("Bộ hồ sơ giấy"), data["copies"]))
        if data["model"]:
            things.append(Thing(Material.Kind.MODEL, data["model"]))
        if data["usb"]:
            things.append(Thing(Material.Kind.MEDIUM, _("USB, đĩa"), data["usb"]))
        post = data["source"] == Source.POST
        return Brought(
            about=self.about(), author=data["author"], source=data["source"],
            postmarked_on=data["postmarked_on"] if post else None, things=things, pages=pages,
        )  # fmt: skip


def _units(actor: Actor, contest: Contest) -> list[tuple[str, str]]:
    """The bodies for which somebody types who is not of the office: an entry of theirs belongs to one of them."""
    if actor.is_system or actor.holds_in(contest, *OFFICE):
        return []
    mine = [grant.unit_id for grant in actor.grants if grant.role in BODIES and grant.contest_id in {None, contest.pk}]
    return list(Unit.objects.filter(pk__in=[pk for pk in mine if pk]).values_list("uid", "name"))


class AboutForm(Form):
    """Title, field and who enters, as the paper says."""

    base = VersionField()
    title = CleanCharField(label=gettext_lazy("Tên giải pháp"), max_length=300)
    field = forms.ChoiceField(label=gettext_lazy("Lĩnh vực"))
    entrant = forms.ChoiceField(label=gettext_lazy("Dự thi với tư cách"), widget=forms.RadioSelect)
    organization = CleanCharField(label=gettext_lazy("Tên tổ chức, nếu là tổ chức dự thi"), required=False)
    unit_name = CleanCharField(label=gettext_lazy("Đơn vị, như ghi trên giấy"), required=False)

    def __init__(self, *args: Any, book: Book, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.book = book
        fields = [(one.code, one.name) for one in book.fields.items]
        if fields:
            self.fields["field"].choices = fields  # type: ignore[attr-defined]
        else:
            del self.fields["field"]
        kinds = book.eligibility.entrants or Entrant.values
        self.fields["entrant"].choices = [  # type: ignore[attr-defined]
            (kind, Entrant(kind).label) for kind in kinds
        ]


_SHAPES: dict[str, Any] = {
    AuthorDetail.BIRTH_DATE: lambda label: DateField(label=label, required=False, latest=today()),
    AuthorDetail.PHONE: lambda label: PhoneField(label=label, required=False),
}


class AuthorForm(Form):
    """One author, as the paper says; the boxes that the form of the edition asks for."""

    version = VersionField(required=False)
    once = OnceField(required=False)
    full_name = PersonNameField(label=gettext_lazy("Họ và tên"))

    def __init__(self, *args: Any, book: Book, standing: Collection[str] = (), **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if book.dossier.shares:
            share = DecimalField(label=_("Tỷ lệ đóng góp (%)"), least=Decimal(0), most=Decimal(100), required=False)
            self.fields["share"] = share
        for name in book.dossier.author_details:
            label = AuthorDetail(name).label
            make = _SHAPES.get(name, lambda label: CleanCharField(label=label, required=False))
            self.fields[name] = make(label)
        if book.eligibility.guardian or AuthorDetail.BIRTH_DATE in book.dossier.author_details:
            self.fields["guardian_name"] = PersonNameField(label=_("Cha mẹ, người giám hộ"), required=False)
            self.fields["guardian_phone"] = PhoneField(label=_("Điện thoại của người giám hộ"), required=False)
        self.fields["agreed"] = forms.MultipleChoiceField(
            label=_("Đã ký đồng ý trên giấy"),
            choices=[one for one in Purpose.choices if one[0] not in standing],
            widget=forms.CheckboxSelectMultiple,
            required=False,
        )

    def clean_id_number(self) -> str:
        """The twelve digits, or nothing: a child may have no card yet."""
        typed = self.cleaned_data.get("id_number")
        return read_id_number(typed).number if typed else ""

    def given(self) -> dict[str, Any]:
        """What the verbs on authors take. An empty box of a sealed value leaves what is kept."""
        data = {name: value for name, value in self.cleaned_data.items() if name not in {"version", "once", "agreed"}}
        return {name: value for name, value in data.items() if value or name not in {"id_number", "bank", "ethnicity"}}


class PagesForm(Form):
    """More pages of the paper."""

    photos = ScansField(label=gettext_lazy("Chụp các trang giấy"), camera=True, required=False)
    scans = ScansField(label=gettext_lazy("Hoặc chọn các tệp đã quét"), required=False)

    def clean(self) -> dict[str, Any]:
        """At least one page."""
        data = super().clean() or {}
        if not self.errors and not (data.get("photos") or data.get("scans")):
            self.add_error("scans", _("Chưa chọn trang nào."))
        return data


class SealForm(Form):
    """Typing is done: the version that the officer looked at, and the key of the press."""

    base = VersionField()
    once = OnceField()
    sure = forms.BooleanField(label=gettext_lazy("Các phần còn trống thì bản giấy cũng không có."))

    def __init__(self, *args: Any, empty: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if not empty:
            del self.fields["sure"]


class SignedForm(Form):
    """The owner signed the printed version."""

    signed_by = PersonNameField(label=gettext_lazy("Người ký"))
    paper = UploadField(label=gettext_lazy("Bản có chữ ký, chụp hoặc quét"), kinds=SCANS)


class AnswerForm(Form):
    """The owner's word on what was typed for them."""

    right = forms.ChoiceField(
        label=gettext_lazy("Bản nhập có đúng như bản giấy của bạn không?"),
        choices=[("1", gettext_lazy("Đúng, tôi xác nhận")), ("0", gettext_lazy("Chưa đúng"))],
        widget=forms.RadioSelect,
    )
    reason = CleanTextField(label=gettext_lazy("Chỗ chưa đúng"), max_length=2000, required=False)


class CodeForm(Form):
    """The code of the letter; a script takes it over from behind the "#" of the address."""

    code = CleanCharField(label=gettext_lazy("Mã trong thư"), max_length=40)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["code"].widget.attrs |= {"data-from-address": "", "autocomplete": "one-time-code"}
