"""Forms about things that were handed in."""

from django import forms
from django.utils.translation import gettext_lazy

from hoithi.entries.counter.forms import SCANS
from hoithi.entries.models import Material
from hoithi.kit.files import PHOTOS
from hoithi.kit.forms import CleanCharField, Form, OnceField, PersonNameField, UploadField, WholeField


class MaterialForm(Form):
    """A thing that came in."""

    number = WholeField(label=gettext_lazy("Số hồ sơ"), least=1, help_text=gettext_lazy("Ví dụ 42 của HS-0042."))
    kind = forms.ChoiceField(label=gettext_lazy("Loại"), choices=Material.Kind.choices, widget=forms.RadioSelect)
    name = CleanCharField(label=gettext_lazy("Tên hiện vật"))
    count = WholeField(label=gettext_lazy("Số lượng"), least=1, most=1000, initial=1)
    place = CleanCharField(label=gettext_lazy("Chỗ để"), required=False)
    condition = CleanCharField(label=gettext_lazy("Tình trạng khi nhận"), max_length=500, required=False)
    photo = UploadField(label=gettext_lazy("Ảnh hiện vật"), kinds=PHOTOS, required=False)
    paper = UploadField(label=gettext_lazy("Giấy giao nhận đã ký"), kinds=SCANS, required=False)
    once = OnceField()


class MoveForm(Form):
    """Where it lies from now on."""

    place = CleanCharField(label=gettext_lazy("Chỗ để mới"))


class ReturnForm(Form):
    """Given back against a signature."""

    to = PersonNameField(label=gettext_lazy("Người nhận lại"))
    condition = CleanCharField(label=gettext_lazy("Tình trạng khi trả"), max_length=500)
    paper = UploadField(label=gettext_lazy("Biên bản trả đã ký, chụp hoặc quét"), kinds=SCANS, required=False)
