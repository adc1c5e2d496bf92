"""Am I eligible? A few short questions made from the rules, judged with the rule quoted. Pure."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from hoithi.contests.rule_schemas.entering import Applied, Eligibility, Entrant, Prior
from hoithi.entries.eligibility import Facts, Finding, Maker, findings, is_child
from hoithi.entries.entrant.forms.authors import BirthDateField
from hoithi.kit.clock import today
from hoithi.kit.forms import DateField, Form

_APPLIED = [
    ("no", gettext_lazy("Mới là ý tưởng, bản vẽ")),
    ("tested", gettext_lazy("Đã làm thử, thử nghiệm được")),
    ("yes", gettext_lazy("Đang dùng thật")),
]
_PRIOR = [
    ("new", gettext_lazy("Chưa dự thi lần nào")),
    ("entered", gettext_lazy("Đã dự thi cấp tỉnh trở lên, chưa đạt giải")),
    ("awarded", gettext_lazy("Đã đạt giải cấp tỉnh trở lên")),
]


class PrecheckForm(Form):
    """Only what the rules of this contest decide by."""

    use_required_attribute = False

    def __init__(self, rules: Eligibility, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self._choose("entrant", _("Ai đứng tên dự thi?"), Entrant.choices)
        if rules.age_on and (rules.age_min is not None or rules.age_max is not None):
            help_text = _(
                "Nhóm thì ghi ngày sinh của người nhỏ tuổi nhất; mỗi tác giả sẽ được kiểm tra khi ghi vào hồ sơ."
            )
            self.fields["birth_date"] = BirthDateField(label=_("Ngày sinh của tác giả"), help_text=help_text)
        if rules.made_from or rules.made_to:
            help_text = _("Chỉ nhớ tháng thì ghi ngày 1 của tháng ấy.")
            self.fields["made_on"] = DateField(
                label=_("Giải pháp được tạo ra ngày nào?"), help_text=help_text, latest=today()
            )
        if rules.applied in {Applied.TESTED, Applied.YES}:
            self._choose("applied", _("Giải pháp đã được áp dụng chưa?"), _APPLIED)
        if rules.prior in {Prior.NOT_AWARDED, Prior.NEVER_ENTERED}:
            self._choose("prior", _("Giải pháp đã dự thi ở đâu chưa?"), _PRIOR)

    def _choose(self, name: str, label: str, pairs: Any) -> None:
        self.fields[name] = forms.ChoiceField(label=label, choices=pairs, widget=forms.RadioSelect)
        self.fields[name].error_messages["required"] = _("Hãy chọn một câu trả lời.")


def judge(rules: Eligibility, answers: dict[str, Any]) -> list[Finding]:
    """What each rule says of these answers: yes, no, or (None) something to prepare."""
    asked = replace(
        rules,
        unit_confirms=False,
        preselect=False,
        prior=Prior.ALLOWED,
        most_entries=None,
        most_authors=None,
    )
    born: date | None = answers.get("birth_date")
    makers = [Maker(_("Tác giả này"), birth_date=born, answered=True)]
    if born is None:
        asked = replace(asked, age_min=None, age_max=None)
    facts = Facts(answers.get("entrant", ""), makers, made_on=answers.get("made_on"))
    found = [one for one in findings(asked, facts) if one.code != "guardian"]
    return [*found, *_applied(rules, answers), *_prior(rules, answers), *_to_prepare(rules, born)]


def _applied(rules: Eligibility, answers: dict[str, Any]) -> Iterator[Finding]:
    said = answers.get("applied")
    if said and rules.applied in {Applied.TESTED, Applied.YES}:
        ok = said == "yes" or (said == "tested" and rules.applied == Applied.TESTED)
        rule = _("Việc áp dụng: %s.") % str(Applied(rules.applied).label).lower()
        yield Finding(
            "applied", ok, _("Đạt yêu cầu về áp dụng.") if ok else _("Giải pháp chưa được áp dụng như yêu cầu."), rule
        )


def _prior(rules: Eligibility, answers: dict[str, Any]) -> Iterator[Finding]:
    said = answers.get("prior")
    if said and rules.prior in {Prior.NOT_AWARDED, Prior.NEVER_ENTERED}:
        ok = said == "new" or (said == "entered" and rules.prior == Prior.NOT_AWARDED)
        rule = _("Giải pháp: %s.") % str(Prior(rules.prior).label).lower()
        yield Finding("prior", ok, _("Được dự thi.") if ok else _("Giải pháp này không được dự thi lại."), rule)


def _to_prepare(rules: Eligibility, born: date | None) -> Iterator[Finding]:
    """What answers nothing now but takes time: better known at the start."""
    if rules.preselect:
        yield Finding("unit", None, _("Hãy báo đơn vị sớm để được chọn."), _("Đơn vị chọn giải pháp gửi dự thi."))
    elif rules.unit_confirms:
        said = _("Cần đầu mối của đơn vị bấm xác nhận, hoặc bản giấy có dấu.")
        yield Finding("unit", None, said, _("Đơn vị hoặc địa phương phải xác nhận hồ sơ."))
    if rules.guardian or is_child(born, rules, today()):
        said = _("Tác giả dưới 16 tuổi cần cha, mẹ hoặc người giám hộ cùng đồng ý.")
        yield Finding("guardian", None, said, _("Người dưới 16 tuổi phải có cha mẹ hoặc người giám hộ đồng ý."))
    if rules.employer_agrees:
        said = _("Làm theo nhiệm vụ được giao thì cần giấy đồng ý của cơ quan giao việc.")
        yield Finding("employer", None, said, _("Giải pháp làm theo nhiệm vụ phải có tổ chức đồng ý."))
