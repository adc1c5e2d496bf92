"""Accounts: the list, one person, a new one; slips, roles over a body, closing."""

from typing import Any

import segno
from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.translation import gettext as _

from hoithi.accounts import actions as accounts
from hoithi.accounts import rules as account_rules
from hoithi.accounts import slips
from hoithi.accounts.enums import Role
from hoithi.accounts.forms.profile import PersonForm, ReasonForm
from hoithi.accounts.models import Person
from hoithi.contests.grants import actions, queries, rules
from hoithi.contests.grants.exports import export_people
from hoithi.contests.grants.forms import DecideForm, GiveForm
from hoithi.contests.grants.views.common import day_of, person_or_404
from hoithi.kit.form_pages import form_page, press
from hoithi.kit.refusals import Refusal
from hoithi.kit.tables import Column, Filter, ListPage
from hoithi.kit.views import refusal_page

STATES = [("1", "Đang mở"), ("0", "Đã đóng")]


def people_list(request: HttpRequest) -> HttpResponseBase:
    """Accounts that the reader may look at, searched without marks by name, address and number."""
    actor = request.actor  # type: ignore[attr-defined]
    page = ListPage(
        request,
        queries.people_visible_to(actor),
        [
            Column("ten", _("Họ và tên"), "full_name", sort=("sort_key",), href=_url),
            Column("dien-thoai", _("Điện thoại"), lambda row: row.phone or ""),
            Column("thu", _("Thư điện tử"), lambda row: row.email or ""),
            Column("tao", _("Ngày tạo"), lambda row: day_of(row.joined_at), sort=("joined_at",), kind="date"),
            Column("mo", _("Tình trạng"), lambda row: _("Đang mở") if row.is_active else _("Đã đóng")),
        ],
        filters=[Filter("mo", _("Tình trạng"), [(code, _(label)) for code, label in STATES], "is_active")],
        default_sort="ten",
        export=bool(rules.can_export_people(actor)),
        exported=lambda rows: export_people(request.user, rows=rows, by=actor),  # type: ignore[arg-type]
    )
    context = {"may_create": account_rules.can_create_person(actor)}
    return page.response("contests/people/accounts.html", context, filename="tai-khoan")


def person_detail(request: HttpRequest, uid: str) -> HttpResponse:
    """One account: how to reach the person, what they hold, and what the reader may do for them."""
    actor, person = request.actor, person_or_404(request, uid)  # type: ignore[attr-defined]
    grants = person.grants.filter(queries.not_over()).select_related("contest", "unit").order_by("role")
    facts = {
        "person": person,
        "grants": list(grants),
        "may_print": rules.can_print_slip(actor, person),
        "may_close": account_rules.can_close_account(actor, person),
        "may_give": actor.holds(Role.ADMIN, Role.HEAD) and actor.person_id != person.pk,
        "may_ask_reset": account_rules.can_ask_reset(actor, person),
        "resets": [
            (reset, account_rules.can_agree_reset(actor, reset)) for reset in person.resets.filter(done_at=None)
        ],
        "ends": {grant.uid for grant in grants if rules.can_end(actor, grant)},
    }
    return render(request, "contests/people/person.html", facts)


def person_create(request: HttpRequest) -> HttpResponse:
    """A new account for somebody else; they get in by a slip, a code by e-mail or an invitation."""
    form = PersonForm(request.POST or None)
    return form_page(
        request,
        form=form,
        act=lambda data: accounts.create_person(**data, by=request.actor),  # type: ignore[attr-defined]
        title=_("Thêm tài khoản"),
        lead=_("Không cần đặt mật khẩu: người này vào bằng phiếu in, bằng mã gửi về thư điện tử hoặc bằng lời mời."),
        button=_("Tạo tài khoản"),
        back=reverse("people_list"),
        then=_url,
        done=_("Đã tạo tài khoản."),
    )


def print_slip(request: HttpRequest, uid: str) -> HttpResponse:
    """A fresh login slip, ready to print on a quarter of a page; the code is shown this once."""
    person = person_or_404(request, uid)
    try:
        slip, code = actions.print_slip(person, by=request.actor)  # type: ignore[attr-defined]
    except Refusal as refusal:
        return refusal_page(request, refusal, back=_url(person))
    address = settings.BASE_URL + reverse("login_slip")
    facts = {
        "person": person,
        "slip": slip,
        "code": slips.shown(code),
        "address": address,
        "qr": segno.make(f"{address}#{code}", error="m").svg_data_uri(scale=4, light="white"),
        "back": _url(person),
    }
    response = render(request, "contests/people/slip.html", facts)
    response.headers["Cache-Control"] = "no-store"
    return response


def give_role(request: HttpRequest, uid: str) -> HttpResponse:
    """A role over all that a body runs, or over the installation."""
    actor, person = request.actor, person_or_404(request, uid)  # type: ignore[attr-defined]

    def act(data: dict[str, Any]) -> Any:
        return actions.give_role(person, role=Role(data["role"]), unit=data["unit_code"], by=actor)

    return form_page(
        request,
        form=GiveForm(request.POST or None),
        act=act,
        title=_("Giao vai trò"),
        lead=person.full_name,
        button=_("Giao"),
        back=_url(person),
        done=_("Đã ghi nhận vai trò."),
    )


def end_role(request: HttpRequest, uid: str, grant_uid: str) -> HttpResponse:
    """End one role of this person, with a reason."""
    actor, person = request.actor, person_or_404(request, uid)  # type: ignore[attr-defined]
    grant = get_object_or_404(person.grants.select_related("contest", "unit"), uid=grant_uid)
    return form_page(
        request,
        form=DecideForm(request.POST or None),
        act=lambda data: actions.end_role(grant, reason=data["reason"], by=actor),
        title=_("Kết thúc vai trò"),
        lead=f"{person.full_name}: {grant.get_role_display()}",
        button=_("Kết thúc"),
        back=_url(person),
        done=_("Đã kết thúc vai trò."),
        danger=True,
    )


def set_active(request: HttpRequest, uid: str) -> HttpResponse:
    """Close or reopen the account, with a reason."""
    actor, person = request.actor, person_or_404(request, uid)  # type: ignore[attr-defined]
    verb = accounts.close_account if person.is_active else accounts.reopen_account
    title = _("Đóng tài khoản") if person.is_active else _("Mở lại tài khoản")
    return form_page(
        request,
        form=ReasonForm(request.POST or None),
        act=lambda data: verb(person, reason=data["reason"], by=actor),
        title=title,
        lead=person.full_name,
        button=title,
        back=_url(person),
        done=_("Đã ghi nhận."),
        danger=person.is_active,
    )


def ask_reset(request: HttpRequest, uid: str) -> HttpResponse:
    """Ask that somebody's lost second factor be taken away."""
    actor, person = request.actor, person_or_404(request, uid)  # type: ignore[attr-defined]
    return form_page(
        request,
        form=ReasonForm(request.POST or None),
        act=lambda data: accounts.ask_reset(person, reason=data["reason"], by=actor),
        title=_("Đề nghị đặt lại xác thực hai lớp"),
        lead=_("Dùng khi %s mất điện thoại và hết mã dự phòng. Hãy gặp hoặc gọi để chắc là đúng người.")
        % person.full_name,
        button=_("Đề nghị"),
        back=_url(person),
        done=_("Đã ghi đề nghị; cần Trưởng Ban Tổ chức hoặc quản trị khác đồng ý trong một ngày."),
    )


def agree_reset(request: HttpRequest, uid: str, reset_uid: str) -> HttpResponse:
    """Agree to what another asked."""
    actor, person = request.actor, person_or_404(request, uid)  # type: ignore[attr-defined]
    reset = get_object_or_404(person.resets.select_related("person"), uid=reset_uid)
    return press(
        request,
        act=lambda: accounts.agree_reset(reset, by=actor),
        back=_url(person),
        done=_("Đã đặt lại. Lần đăng nhập tới, người này bật xác thực hai lớp mới."),
    )


def _url(person: Person) -> str:
    return reverse("person_detail", args=[person.uid])
