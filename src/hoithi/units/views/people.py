"""Forms on the people of a body."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.utils.translation import gettext as _

from hoithi.kit.form_pages import form_page, press
from hoithi.units import actions, forms, queries, rules
from hoithi.units.models import Member, Unit
from hoithi.units.views.common import crumbs_to, unit_or_404, url_of


def _kept(request: HttpRequest, uid: str) -> Unit:
    unit = unit_or_404(request, uid)
    if not rules.can_keep_members(request.actor, unit.path):  # type: ignore[attr-defined]
        raise Http404
    return unit


def _member(request: HttpRequest, unit: Unit, member: str) -> Member:
    seen = queries.members_visible_to(request.actor, unit)  # type: ignore[attr-defined]
    return get_object_or_404(seen.select_related("unit"), uid=member)


def add_member(request: HttpRequest, uid: str) -> HttpResponse:
    """Somebody new in a body."""
    unit, actor = _kept(request, uid), request.actor  # type: ignore[attr-defined]
    form = forms.MemberForm(request.POST or None, initial={"duty": Member.Duty.MEMBER})
    return form_page(
        request,
        form=form,
        act=lambda data: actions.add_member(unit, by=actor, **data),
        title=_("Thêm thành viên: %s") % unit.name,
        button=_("Thêm thành viên"),
        done=lambda member: _("Đã thêm %s.") % member.full_name,
        back=url_of(unit),
        crumbs=crumbs_to(unit, _("Thêm thành viên")),
    )


def edit_member(request: HttpRequest, uid: str, member: str) -> HttpResponse:
    """Correct what is known of a member."""
    unit, actor = _kept(request, uid), request.actor  # type: ignore[attr-defined]
    row = _member(request, unit, member)
    form = forms.MemberForm(
        request.POST or None, initial={name: getattr(row, name) for name in forms.MemberForm.base_fields}
    )
    return form_page(
        request,
        form=form,
        act=lambda data: actions.edit_member(row, by=actor, **data),
        title=_("Sửa thành viên: %s") % row.full_name,
        button=_("Lưu"),
        done=_("Đã lưu thay đổi."),
        back=url_of(unit),
        crumbs=crumbs_to(unit, row.full_name),
    )


def end_member(request: HttpRequest, uid: str, member: str) -> HttpResponse:
    """A member is in office no longer."""
    unit, actor = _kept(request, uid), request.actor  # type: ignore[attr-defined]
    row = _member(request, unit, member)
    done = _("%s đã thôi tham gia.") % row.full_name
    return press(request, act=lambda: actions.end_member(row, by=actor), back=url_of(unit), done=done)


def set_focal_point(request: HttpRequest, uid: str, member: str) -> HttpResponse:
    """A member answers for the body from now on."""
    unit, actor = _kept(request, uid), request.actor  # type: ignore[attr-defined]
    row = _member(request, unit, member)
    done = _("%s là đầu mối của đơn vị.") % row.full_name
    return press(request, act=lambda: actions.set_focal_point(unit, member=row, by=actor), back=url_of(unit), done=done)
