from typing import Any

from django import forms
from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from hoithi.kit.files import PLANS
from hoithi.kit.forms import Form, UploadField
from hoithi.units.models import Unit


class UploadForm(Form):
    """The signed plan, and the body that runs the contest; without `owners` the body is known (a new version)."""

    file = UploadField(label=_("Tệp kế hoạch"), kinds=PLANS)
    owner = forms.ModelChoiceField(
        Unit.objects.none(),
        to_field_name="code",
        label=_("Kế hoạch của đơn vị nào"),
        help_text=_("Cơ quan hoặc địa phương đứng ra tổ chức hội thi."),
        error_messages={"invalid_choice": _("Hãy chọn một đơn vị trong danh sách.")},
    )

    def __init__(self, *args: Any, owners: "QuerySet[Unit] | None" = None, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if owners is None:
            del self.fields["owner"]
            return
        field = self.fields["owner"]
        field.queryset = owners  # type: ignore[attr-defined]
        field.label_from_instance = lambda unit: f"{unit.name} ({unit.code})"  # type: ignore[attr-defined]
        if self.initial.get("owner") is None:
            self.initial["owner"] = owners.values_list("code", flat=True).first()
