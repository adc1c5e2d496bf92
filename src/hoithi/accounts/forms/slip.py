from django.utils.translation import gettext_lazy

from hoithi.kit.forms import CleanCharField, Form


class SlipForm(Form):
    """The code printed on a login slip, with or without its hyphens."""

    code = CleanCharField(label=gettext_lazy("Mã trên phiếu"), max_length=40)

    def __init__(self, *args: object, **kwargs: object) -> None:
        super().__init__(*args, **kwargs)
        words = {"autocomplete": "one-time-code", "autocapitalize": "characters", "data-from-address": ""}
        self.fields["code"].widget.attrs |= words
