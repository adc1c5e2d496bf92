"""The style page: every component in every state, for those who build pages and for the tests that look at them."""

from datetime import timedelta
from types import SimpleNamespace
from typing import Any

from django import forms
from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext_lazy as _

from hoithi.kit.clock import now
from hoithi.kit.routes import Who

COLOURS = ("ground", "paper", "sunk", "ink", "ink-soft", "green", "green-soft", "gold", "red", "amber", "blue")
STATES = [
    ("open", _("Đang nhận hồ sơ")),
    ("announced", _("Đã công bố")),
    ("closed", _("Đã hết hạn nhận hồ sơ")),
    ("cancelled", _("Đã hủy")),
    ("awarded", _("Đã trao giải")),
    ("draft", _("Đang chuẩn bị")),
]


def _may_read(actor: Any) -> bool:
    return bool(settings.DEBUG or settings.DEMO or any(grant.role == "admin" for grant in actor.grants))


STYLE_READERS = Who("style_readers", _may_read)


class SampleForm(forms.Form):
    """One field of every look."""

    title = forms.CharField(label=_("Tên giải pháp"), help_text=_("Ghi như trong đơn đăng ký dự thi."))
    note = forms.CharField(label=_("Ghi chú"), widget=forms.Textarea, required=False)
    field = forms.ChoiceField(label=_("Lĩnh vực"), choices=[("1", _("Nông nghiệp")), ("2", _("Y tế"))])
    way = forms.ChoiceField(
        label=_("Cách nộp"), widget=forms.RadioSelect, choices=[("1", _("Trên mạng")), ("2", _("Tại quầy"))]
    )
    sure = forms.BooleanField(label=_("Tôi cam đoan những điều khai trên là đúng"))


def _sample_list() -> SimpleNamespace:
    """A list page as `kit.tables.ListPage` gives it, without a database behind it."""
    columns = [
        SimpleNamespace(name="name", label=_("Đơn vị"), kind="text"),
        SimpleNamespace(name="tasks", label=_("Số việc"), kind="number"),
        SimpleNamespace(name="state", label=_("Trạng thái"), kind="state"),
    ]
    lines = [("Xã Tân Khai", "12", "late", _("Trễ hạn")), ("Xã Minh Đức", "5", "done", _("Xong"))]
    rows = [
        SimpleNamespace(
            cells=[
                SimpleNamespace(column=columns[0], text=name, href="#"),
                SimpleNamespace(column=columns[1], text=tasks, href=""),
                SimpleNamespace(column=columns[2], text=label, value=code, href=""),
            ]
        )
        for name, tasks, code, label in lines
    ]
    heads = [SimpleNamespace(column=column, href="?xep=" + column.name, sorted="none") for column in columns]
    heads[0].sorted = "ascending"
    states = SimpleNamespace(name="trang-thai", label=_("Trạng thái"), choices=[("late", _("Trễ hạn"))])
    return SimpleNamespace(
        heads=heads,
        rows=rows,
        total=2,
        words=_("Trang 1/7, 312 dòng"),
        choices=[SimpleNamespace(filter=states, chosen="")],
        next_href="?trang=2",
        export_href="?xuat=xlsx",
    )


def style_page(request: HttpRequest) -> HttpResponse:
    """Every component in every state. The second form shows what a refused one looks like."""
    milestones = [
        {"label": _("Lễ phát động"), "when": "20/3/2025", "phase": "past"},
        {"label": _("Nhận hồ sơ"), "when": "20/3/2025 - 15/4/2025", "phase": "now", "left": _("còn 3 ngày")},
        {"label": _("Chấm thi"), "when": "1/5/2025 - 15/5/2025", "phase": "next"},
    ]
    items = [{"label": _("Hội thi"), "href": "#"}, {"label": _("Mốc thời gian"), "href": "", "here": True}]
    tabs = [{"label": _("Thông tin"), "href": "#a", "here": True}, {"label": _("Nhiệm vụ"), "href": "#b", "count": 3}]
    return render(
        request,
        "kit/style_page.html",
        {
            "form": SampleForm(),
            "refused": SampleForm({"refused-note": "Những gì đã ghi vẫn còn"}, prefix="refused"),
            "milestones": milestones,
            "crumbs": items,
            "tabs": tabs,
            "states": STATES,
            "colours": COLOURS,
            "list": _sample_list(),
            "soon": now() + timedelta(days=3),
        },
    )
