"""Who may take the pages of people, and how a page finds what it is about."""

from datetime import date, datetime

from django.http import Http404, HttpRequest
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.translation import gettext as _

from hoithi.accounts.enums import Role
from hoithi.accounts.models import Person
from hoithi.contests.grants import queries, rules
from hoithi.contests.grants.scopes import READERS, UNIT_ROLES
from hoithi.contests.models import Contest
from hoithi.contests.queries import visible_to
from hoithi.kit.clock import VIETNAM
from hoithi.kit.routes import Who

CONTEST_PEOPLE = Who("contest_people", lambda actor: actor.holds(*READERS))
GIVERS = Who("role_givers", lambda actor: actor.holds(Role.OFFICER, Role.SECRETARY, Role.PANEL_CHAIR, Role.HEAD))
PEOPLE = Who("people_readers", lambda actor: actor.holds(*READERS, Role.ADMIN, *UNIT_ROLES))
MAKERS = Who("account_makers", lambda actor: actor.holds(Role.ADMIN, Role.OFFICER, Role.SECRETARY))
ADMINS = Who("administrators", lambda actor: actor.holds(Role.ADMIN))
ROLE_KEEPERS = Who("role_keepers", lambda actor: actor.holds(Role.ADMIN, Role.OFFICER, Role.HEAD))
SLIP_PRINTERS = Who("slip_printers", lambda actor: actor.holds(Role.ADMIN, Role.OFFICER, Role.SECRETARY, *UNIT_ROLES))


def contest_or_404(request: HttpRequest, slug: str) -> Contest:
    """The contest of the address, for those who may read its people."""
    actor = request.actor  # type: ignore[attr-defined]
    contest = get_object_or_404(visible_to(actor).select_related("owner"), slug=slug)
    if not rules.can_read_people(actor, contest):
        raise Http404
    return contest


def person_or_404(request: HttpRequest, uid: str) -> Person:
    """The person of the address, for those who may look at them."""
    return get_object_or_404(queries.people_visible_to(request.actor), uid=uid)  # type: ignore[attr-defined]


def crumbs(contest: Contest) -> list[dict[str, str]]:
    """The way back to the list of people of a contest."""
    return [{"label": _("Người tham gia"), "href": reverse("contest_people", args=[contest.slug])}]


def day_of(instant: datetime) -> date:
    """The day that `instant` falls on in Viet Nam."""
    return instant.astimezone(VIETNAM).date()
