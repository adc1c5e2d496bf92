"""Forms that change a body, or propose the change to whoever decides it."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from hoithi.kit.form_pages import form_page, press
from hoithi.units import actions, forms, queries, rules
from hoithi.units.models import Unit, UnitAlias
from hoithi.units.views.common import crumbs_to, unit_or_404, url_of


@dataclass(frozen=True)
class Page:
    """The page of one change of `actions.proposals.CHANGES`."""

    change: str
    form: type[forms.ReasonForm]
    title: str | Promise
    lead: str | Promise
    settles: bool = False


PAGES = {
    "doi-ten": Page(
        "rename",
        forms.RenameForm,
        gettext_lazy("Đổi tên"),
        gettext_lazy("Tên cũ được giữ lại: văn bản đã ban hành vẫn in tên của ngày ban hành, và tìm tên cũ vẫn ra."),
    ),
    "ten-khac": Page(
        "alias",
        forms.AliasForm,
        gettext_lazy("Thêm tên gọi khác"),
        gettext_lazy("Lần sau, kế hoạch viết tên này sẽ được nhận ra đúng đơn vị."),
    ),
    "cham-dut": Page(
        "close",
        forms.CloseForm,
        gettext_lazy("Chấm dứt hoạt động"),
        gettext_lazy("Đơn vị không bị xóa: hồ sơ, nhiệm vụ và lịch sử của nó vẫn còn."),
        settles=True,
    ),
    "sap-nhap": Page(
        "succeed",
        forms.SucceedForm,
        gettext_lazy("Sáp nhập, chia tách"),
        gettext_lazy("Từ ngày này, đơn vị chấm dứt và các đơn vị dưới đây kế thừa."),
        settles=True,
    ),
    "gop": Page(
        "merge",
        forms.MergeForm,
        gettext_lazy("Gộp hai dòng trùng nhau"),
        gettext_lazy("Dùng khi một đơn vị bị nhập hai lần. Mọi thứ của dòng trùng chuyển sang đơn vị này."),
        settles=True,
    ),
}


def change_unit(request: HttpRequest, uid: str, change: str) -> HttpResponse:
    """Make one change of `PAGES`, or send it as a proposal when another has to decide."""
    page, unit, actor = PAGES.get(change), unit_or_404(request, uid), request.actor  # type: ignore[attr-defined]
    if page is None:
        raise Http404
    decides = (rules.can_settle if page.settles else rules.can_change)(actor, unit.path)
    if not decides and not rules.can_propose(actor, unit.path):
        raise Http404
    form = page.form(request.POST or None)

    def act(data: dict[str, Any]) -> Any:
        return actions.propose(unit, change=page.change, data=form.change_data(), reason=data["reason"], by=actor)

    return form_page(
        request,
        form=form,
        act=act,
        title=f"{page.title}: {unit.name}",
        lead=_lead(page, unit),
        button=_button(page, decides=bool(decides)),
        danger=bool(decides) and page.settles,
        done=lambda proposal: _("Đã gửi đề nghị.") if proposal else _("Đã lưu thay đổi."),
        back=url_of(unit),
        crumbs=crumbs_to(unit, page.title),
    )


def _button(page: Page, *, decides: bool) -> str:
    if not decides:
        return _("Gửi đề nghị")
    return str(page.title) if page.settles else _("Lưu")


def _lead(page: Page, unit: Unit) -> str:
    below = actions.in_force_below(unit) if page.change == "close" else 0
    if not below:
        return str(page.lead)
    also = ngettext("%d đơn vị trực thuộc cũng chấm dứt theo.", "%d đơn vị trực thuộc cũng chấm dứt theo.", below)
    return f"{page.lead} {also % below}"


def create_unit(request: HttpRequest) -> HttpResponse:
    """A new body, below the one in `?trong=` if given."""
    actor = request.actor  # type: ignore[attr-defined]
    parent = queries.visible_to(actor).filter(uid=request.GET.get("trong", "")[:12]).first()
    form = forms.CreateForm(request.POST or None, initial={"parent": parent})
    return form_page(
        request,
        form=form,
        act=lambda data: actions.create_unit(by=actor, **data),
        title=_("Thêm đơn vị"),
        button=_("Thêm đơn vị"),
        done=lambda unit: _("Đã thêm “%s”.") % unit.name,
        then=url_of,
        back=url_of(parent) if parent else reverse("unit_list"),
        crumbs=crumbs_to(parent, _("Thêm đơn vị")) if parent else _to(_("Thêm đơn vị")),
    )


def _to(label: str) -> list[dict[str, Any]]:
    return [{"label": _("Đơn vị"), "href": reverse("unit_list")}, {"label": label, "href": ""}]


def _changed(
    request: HttpRequest, unit: Unit, title: str, form: Any, act: Callable[[dict[str, Any]], Any], **words: Any
) -> HttpResponse:
    return form_page(
        request,
        form=form,
        act=act,
        title=f"{title}: {unit.name}",
        button=_("Lưu"),
        done=_("Đã lưu thay đổi."),
        back=url_of(unit),
        crumbs=crumbs_to(unit, title),
        **words,
    )


def edit_unit(request: HttpRequest, uid: str) -> HttpResponse:
    """Change what is known of a body."""
    unit, actor = unit_or_404(request, uid), request.actor  # type: ignore[attr-defined]
    if not rules.can_change(actor, unit.path):
        raise Http404
    now = {name: getattr(unit, name) for name in forms.EditForm.base_fields}
    form = forms.EditForm(request.POST or None, initial=now)
    return _changed(request, unit, _("Sửa thông tin"), form, lambda data: actions.edit_unit(unit, by=actor, **data))


def move_unit(request: HttpRequest, uid: str) -> HttpResponse:
    """Put a body, with all below it, under another."""
    unit, actor = unit_or_404(request, uid), request.actor  # type: ignore[attr-defined]
    if not rules.can_change(actor, unit.path):
        raise Http404
    form = forms.MoveForm(request.POST or None, initial={"parent": unit.parent})
    lead = _("Các đơn vị trực thuộc chuyển theo.")
    title = _("Chuyển đơn vị cấp trên")
    return _changed(request, unit, title, form, lambda data: actions.move_unit(unit, by=actor, **data), lead=lead)


def reopen_unit(request: HttpRequest, uid: str) -> HttpResponse:
    """Undo a mistaken closing."""
    unit, actor = unit_or_404(request, uid), request.actor  # type: ignore[attr-defined]
    if not rules.can_settle(actor, unit.path):
        raise Http404
    form = forms.ReasonForm(request.POST or None)
    return _changed(request, unit, _("Mở lại đơn vị"), form, lambda data: actions.reopen_unit(unit, by=actor, **data))


def remove_alias(request: HttpRequest, uid: str, number: int) -> HttpResponse:
    """Forget another name of a body."""
    unit, actor = unit_or_404(request, uid), request.actor  # type: ignore[attr-defined]
    alias = get_object_or_404(UnitAlias, unit=unit, pk=number)
    if not rules.can_change(actor, unit.path):
        raise Http404
    return press(
        request, act=lambda: actions.remove_alias(alias, by=actor), back=url_of(unit), done=_("Đã bỏ tên gọi này.")
    )
