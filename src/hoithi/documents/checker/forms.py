from django.utils.translation import gettext_lazy as _

from hoithi.kit.files import WRITTEN
from hoithi.kit.forms import Form, UploadField


class CheckForm(Form):
    """The paper to look at; it is not kept."""

    file = UploadField(label=_("Văn bản cần kiểm tra"), kinds=WRITTEN)
