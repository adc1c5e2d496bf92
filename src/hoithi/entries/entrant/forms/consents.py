"""Boxes of consent: each purpose apart, none ticked beforehand (domain.md 4.3)."""

from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from hoithi.contests.rule_schemas.entering import Eligibility
from hoithi.entries.checks import State
from hoithi.entries.eligibility import is_child
from hoithi.entries.enums import Purpose
from hoithi.entries.messages import CONSENTS
from hoithi.entries.models import Author
from hoithi.kit.clock import today
from hoithi.kit.forms import CleanCharField, Form, OnceField, VersionField

OWN = (Purpose.ENTER, Purpose.PUBLISH, Purpose.CONTACT)
GUARDIAN = (Purpose.GUARDIAN, Purpose.GUARDIAN_PUBLISH)


class SecretForm(Form):
    """The part of a link that stands behind "#"."""

    use_required_attribute = False
    secret = CleanCharField(
        label=gettext_lazy("Mã trong liên kết"), max_length=80,
        help_text=gettext_lazy("Phần đứng sau dấu # của liên kết bạn nhận được."),
        widget=forms.TextInput({"data-from-address": "", "autocomplete": "off", "spellcheck": "false"}),
    )  # fmt: skip


def box(purpose: Purpose, *, required: bool) -> forms.BooleanField:
    """A box in the words of the consent; a required one says what happens without it."""
    made = forms.BooleanField(label=CONSENTS[purpose], required=required)
    made.error_messages["required"] = _(
        "Chưa đánh dấu đồng ý: không có sự đồng ý này thì ban tổ chức không xét được hồ sơ."
    )
    return made


class OwnConsents(Form):
    """What an author agrees to for themself."""

    use_required_attribute = False

    def __init__(self, *args: Any, needed: tuple[Purpose, ...] = OWN, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for purpose in needed:
            self.fields[purpose.value] = box(purpose, required=purpose == Purpose.ENTER)

    def chosen(self) -> list[Purpose]:
        """The purposes that were ticked."""
        return [purpose for purpose in OWN if self.cleaned_data.get(purpose.value)]


class CheckForm(Form):
    """Submission: the consents that are still missing, the key of this page and the version that was checked."""

    use_required_attribute = False
    once = OnceField()
    base = VersionField()

    def __init__(self, *args: Any, own: Author | None, state: State, guarded: list[Author], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.own, self.boxes = own, {}  # type: ignore[var-annotated]
        for purpose in OWN if own else ():
            if own and (own.pk, purpose) not in state.agreed:
                self._add(purpose.value, own, purpose, required=purpose == Purpose.ENTER)
        for child in guarded:
            for purpose in GUARDIAN:
                if (child.pk, purpose) not in state.agreed:
                    self._add(f"{purpose}_{child.uid}", child, purpose, required=purpose == Purpose.GUARDIAN)

    def _add(self, name: str, author: Author, purpose: Purpose, *, required: bool) -> None:
        self.fields[name] = box(purpose, required=required)
        if purpose in GUARDIAN:
            self.fields[name].label = f"{author.full_name}: {CONSENTS[purpose]}"
        self.boxes[name] = (author, purpose)

    def consents(self) -> list[tuple[Author, Purpose]]:
        """What was agreed to on this page, for whom."""
        return [pair for name, pair in self.boxes.items() if self.cleaned_data.get(name)]


def guarded_of(authors: list[Author], rules: Eligibility) -> list[Author]:
    """The authors for whom a parent or guardian agrees too."""
    return [one for one in authors if is_child(one.birth_date, rules, today())]
