"""Addresses of people, roles and invitations."""

from hoithi.contests.grants.views import common as who
from hoithi.contests.grants.views import contest, invitation, people
from hoithi.kit.routes import ANYONE, page

both = ("GET", "POST")
IN_CONTEST = "lam-viec/hoi-thi/<slug:slug>/nguoi/"
ACCOUNTS = "lam-viec/nguoi-dung/"

urlpatterns = [
    page("loi-moi/<str:token>/", invitation.invitation, name="invitation", who=ANYONE, methods=both),
    page(IN_CONTEST, contest.contest_people, name="contest_people", who=who.CONTEST_PEOPLE),
    page(f"{IN_CONTEST}moi/", contest.invite, name="contest_invite", who=who.GIVERS, methods=both),
    page(
        f"{IN_CONTEST}moi-dau-moi/",
        contest.invite_focal_points,
        name="contest_invite_focal_points",
        who=who.GIVERS,
        methods=both,
    ),
    page(
        f"{IN_CONTEST}loi-moi/<slug:uid>/thu-hoi/",
        contest.withdraw,
        name="invitation_withdraw",
        who=who.GIVERS,
        methods=("POST",),
    ),
    page(f"{IN_CONTEST}<slug:uid>/", contest.role_grant, name="role_grant", who=who.CONTEST_PEOPLE, methods=both),
    page(ACCOUNTS, people.people_list, name="people_list", who=who.PEOPLE),
    page(f"{ACCOUNTS}them/", people.person_create, name="person_create", who=who.MAKERS, methods=both),
    page(f"{ACCOUNTS}<slug:uid>/", people.person_detail, name="person_detail", who=who.PEOPLE),
    page(
        f"{ACCOUNTS}<slug:uid>/phieu/", people.print_slip, name="person_slip", who=who.SLIP_PRINTERS, methods=("POST",)
    ),
    page(f"{ACCOUNTS}<slug:uid>/vai-tro/", people.give_role, name="person_role", who=who.ROLE_KEEPERS, methods=both),
    page(
        f"{ACCOUNTS}<slug:uid>/vai-tro/<slug:grant_uid>/",
        people.end_role,
        name="person_role_end",
        who=who.ROLE_KEEPERS,
        methods=both,
    ),
    page(f"{ACCOUNTS}<slug:uid>/dong-mo/", people.set_active, name="person_active", who=who.ADMINS, methods=both),
    page(f"{ACCOUNTS}<slug:uid>/dat-lai/", people.ask_reset, name="person_reset", who=who.ADMINS, methods=both),
    page(
        f"{ACCOUNTS}<slug:uid>/dat-lai/<slug:reset_uid>/",
        people.agree_reset,
        name="person_reset_agree",
        who=who.ROLE_KEEPERS,
        methods=("POST",),
    ),
]
