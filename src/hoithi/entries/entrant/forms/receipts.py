"""The code of a receipt."""

from django.utils.translation import gettext_lazy

from hoithi.kit.forms import CleanCharField, Form


class CodeForm(Form):
    """As it stands on the paper; case, spaces and hyphens do not matter."""

    use_required_attribute = False
    ma = CleanCharField(
        label=gettext_lazy("Mã biên nhận"),
        help_text=gettext_lazy("17 chữ và số in dưới mã QR, chia nhóm bằng dấu gạch."),
    )
