"""A date of a contest as it is typed: days, hours, and whether the last day is in."""

from datetime import datetime, time, timedelta
from typing import Any

from django import forms
from django.utils.translation import gettext as __
from django.utils.translation import gettext_lazy as _

from hoithi.contests.enums import MilestoneKind, Precision
from hoithi.contests.manage.forms import Reasoned
from hoithi.contests.models import Milestone
from hoithi.contests.readings import MilestoneData
from hoithi.kit.clock import VIETNAM, start_of
from hoithi.kit.forms import CleanCharField, DateField, HourField, OnceField, VersionField


class MilestoneForm(Reasoned):
    """A date as a person reads it; the last day is in or out, never in between."""

    label = CleanCharField(label=_("Tên mốc"), max_length=250)
    kind = forms.ChoiceField(label=_("Loại mốc"), choices=MilestoneKind.choices)
    start_day = DateField(label=_("Bắt đầu từ ngày"), required=False)
    start_hour = HourField(label=_("Giờ bắt đầu"), required=False, help_text=_("Để trống: từ 0 giờ ngày đó."))
    end_day = DateField(label=_("Ngày kết thúc"), required=False)
    bound = forms.ChoiceField(
        label=_("Cách hiểu ngày kết thúc"),
        widget=forms.RadioSelect,
        choices=[
            ("in", _("Đến hết ngày đó (tính cả ngày đó)")),
            ("out", _("Trước ngày đó (không tính ngày đó)")),
        ],
        initial="in",
    )
    end_hour = HourField(
        label=_("Giờ kết thúc"), required=False, help_text=_("Chỉ ghi khi kế hoạch nói giờ, ví dụ trước 17 giờ 00.")
    )
    precision = forms.ChoiceField(
        label=_("Mức chính xác của ngày trong kế hoạch"), choices=Precision.choices, initial=Precision.DAY
    )
    tentative = forms.BooleanField(label=_("Dự kiến"), required=False)
    place = CleanCharField(label=_("Địa điểm"), max_length=250, required=False)
    version = VersionField(required=False)
    seen = CleanCharField(widget=forms.HiddenInput, required=False, max_length=120)
    once = OnceField(required=False)

    @staticmethod
    def values_of(milestone: Milestone) -> dict[str, Any]:
        """What the form shows of `milestone`."""
        start = milestone.starts_at.astimezone(VIETNAM) if milestone.starts_at else None
        end = milestone.ends_at.astimezone(VIETNAM) if milestone.ends_at else None
        whole = end is not None and end.time() == time(0)
        return {
            "label": milestone.label,
            "kind": milestone.kind,
            "start_day": start.date() if start else None,
            "start_hour": start.time() if start and start.time() != time(0) else None,
            "end_day": (end - timedelta(days=1) if whole else end).date() if end else None,
            "end_hour": end.time() if end and not whole else None,
            "bound": "in",
            "precision": milestone.precision,
            "tentative": milestone.tentative,
            "place": milestone.place,
            "version": milestone.version,
        }

    def clean(self) -> dict[str, Any]:
        """An hour needs its day; the last day needs a reading."""
        data = super().clean() or self.cleaned_data
        for day, hour in (("start_day", "start_hour"), ("end_day", "end_hour")):
            if data.get(hour) is not None and data.get(day) is None and day not in self.errors:
                self.add_error(day, __("Có giờ mà thiếu ngày. Hãy ghi cả ngày."))
        return data

    def milestone_data(self, milestone: Milestone | None = None) -> MilestoneData:
        """What was typed, as instants; the words of the plan stay those of `milestone`."""
        said = self.cleaned_data
        return MilestoneData(
            **{name: said[name] for name in ("label", "kind", "precision", "tentative", "place")},
            starts_at=self._at(said["start_day"], said["start_hour"]),
            ends_at=self._end(),
            written=milestone.written if milestone else "",
            plan_line=milestone.plan_line if milestone else None,
        )

    def _end(self) -> datetime | None:
        day, hour = self.cleaned_data["end_day"], self.cleaned_data["end_hour"]
        if day and hour is None and self.cleaned_data["bound"] == "in":
            return start_of(day + timedelta(days=1))
        return self._at(day, hour)

    @staticmethod
    def _at(day: Any, hour: time | None) -> datetime | None:
        return datetime.combine(day, hour or time(0), tzinfo=VIETNAM) if day else None


class RemovalForm(Reasoned):
    """Taking something out."""

    version = VersionField()
