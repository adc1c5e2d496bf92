"""Beginning an entry."""

from typing import Any

from django import forms
from django.utils.translation import gettext as _

from hoithi.entries.models import Entry
from hoithi.kit.forms import Form, OnceField


class BeginForm(Form):
    """The key of this page, and which earlier entry to copy from."""

    use_required_attribute = False
    once = OnceField()

    def __init__(self, *args: Any, earlier: list[Entry], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        named = [entry for entry in earlier if entry.title]
        if named:
            choices = [("", _("Hồ sơ mới, bắt đầu từ trang trắng")), *((one.uid, _copy_label(one)) for one in named)]
            self.fields["source"] = forms.ChoiceField(
                label=_("Bắt đầu từ đâu?"), choices=choices, widget=forms.RadioSelect, required=False, initial="",
                help_text=_("Chép thì lấy cả nội dung và tên các tác giả, không lấy tệp."),
            )  # fmt: skip


def _copy_label(entry: Entry) -> str:
    return _("Chép từ “%(title)s” (%(contest)s)") % {"title": entry.title, "contest": entry.contest.name}
