"""Choosing a file for a paper of the form."""

from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from hoithi.contests.rule_schemas.entering import Paper
from hoithi.entries.papers import kinds_of
from hoithi.kit.files import EVIDENCE
from hoithi.kit.forms import Form, UploadField


class FileForm(Form):
    """One file; what may be chosen is said before."""

    use_required_attribute = False

    def __init__(self, paper: Paper, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, auto_id=f"id_{paper.code}_%s", **kwargs)
        self.fields["file"] = UploadField(kinds=kinds_of(paper), label=_("Chọn tệp cho “%s”") % paper.name)
        self.fields["file"].error_messages["required"] = _("Chưa chọn tệp.")
        self.fields["file"].error_messages["empty"] = _("Tệp rỗng. Hãy mở thử trên máy rồi chọn lại.")


class StampForm(Form):
    """The scan of the stamped paper."""

    use_required_attribute = False
    file = UploadField(kinds=EVIDENCE, label=gettext_lazy("Ảnh chụp hoặc bản quét giấy xác nhận có dấu"))
