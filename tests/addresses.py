"""One address for every route of the product, in the demo: of the ward's own things, and of another body's.

A route that takes no argument is visited as it is. Whoever adds a route that takes some adds how to fill them here;
the sweep fails until then.
"""

from collections.abc import Callable, Iterator
from dataclasses import asdict, dataclass
from typing import Any

from django.http import HttpRequest
from django.test import Client
from django.urls import URLPattern, reverse

from hoithi.accounts.models import DemoRole, Person
from hoithi.accounts.sessions import mark_second_factor
from hoithi.contests.models import Contest, Invitation, Milestone, NewsItem, PlanVersion, Proposal, RoleGrant
from hoithi.kit.routes import ANYONE, VISITOR_ONLY, all_routes, who_may
from hoithi.notifications.models import Message
from hoithi.planning.models import Task, TaskNote
from hoithi.units.models import Member, Unit
from tests.document_addresses import document_arguments, document_things
from tests.entry_addresses import entry_arguments, entry_things

WARD, DISTRICT = "25357", "694"
VISITOR = "khach"
Scene = dict[str, Any]


def scene(owner: str) -> Scene:
    """The things of one body's contest that stand in addresses."""
    contest = Contest.objects.get(owner__code=owner)
    unit = Unit.objects.get(code=owner)
    task = Task.objects.filter(contest=contest, notes__isnull=False).first() or contest.tasks.first()
    member = Member.objects.filter(unit__path__startswith=unit.path).first()
    return {
        "contest": contest,
        "unit": task.unit,
        "task": task,
        "note": TaskNote.objects.filter(task=task).first(),
        "member": member,
        "plan": PlanVersion.objects.filter(contest=contest).first(),
        "milestone": Milestone.objects.filter(contest=contest).first(),
        "news": NewsItem.objects.filter(contest=contest).first(),
        "grant": RoleGrant.objects.filter(contest=contest).first(),
        "invitation": Invitation.objects.filter(contest=contest).first(),
        "proposal": Proposal.objects.filter(contest=contest).first(),
        "letter": Message.objects.first(),
        "person": Person.objects.filter(grants__contest=contest).first(),
        **document_things(contest),
        **entry_things(owner, ward=WARD),
    }


# How the arguments of a route are filled, by the route's name; "khong-co" is a name that nothing has.
FILL: dict[str, Callable[[Scene], dict[str, Any]]] = {
    "set_language": lambda things: {"code": "en"},
    "upload": lambda things: {"uid": "khong-co"},
    "demo_role": lambda things: {"code": "khach"},
    "account_reset_password_from_key": lambda things: {"uidb36": "1", "key": "khong-co"},
    "invitation": lambda things: {"token": "khong-co"},
    "news_item": lambda things: in_contest(things, uid=things["news"]),
    "role_grant": lambda things: in_contest(things, uid=things["grant"]),
    "invitation_withdraw": lambda things: in_contest(things, uid=things["invitation"]),
    "task_remind": lambda things: in_contest(things, unit=things["unit"]),
    "task_evidence": lambda things: uids(uid=things["task"], note=things["note"]),
    "manage_milestone": lambda things: in_contest(things, uid=things["milestone"]),
    "manage_milestone_remove": lambda things: in_contest(things, uid=things["milestone"]),
    "manage_news_item": lambda things: in_contest(things, uid=things["news"]),
    "manage_news_switch": lambda things: in_contest(things, uid=things["news"]),
    "manage_proposal": lambda things: in_contest(things, uid=things["proposal"]),
    "manage_rules": lambda things: {"slug": things["contest"].slug, "kind": "rubric"},
    "unit_change": lambda things: {**uids(uid=things["unit"]), "change": "doi-ten"},
    "unit_alias_remove": lambda things: {**uids(uid=things["unit"]), "number": 1},
    "unit_proposal": lambda things: {"uid": "khong-co"},
    "person_role_end": lambda things: uids(uid=things["person"], grant_uid=things["grant"]),
    "person_reset_agree": lambda things: {**uids(uid=things["person"]), "reset_uid": "khong-co"},
}
# Routes that take one `uid`, by the first word of their name.
KINDS = {"unit": "unit", "member": "unit", "task": "task", "plan": "plan", "person": "person", "letter": "letter"}


def uids(**things: Any) -> dict[str, str]:
    """The public names of things."""
    return {key: thing.uid if thing else "khong-co" for key, thing in things.items()}


def in_contest(scene: Scene, **things: Any) -> dict[str, str]:
    """The contest's slug and the public names of things in it."""
    return {"slug": scene["contest"].slug, **uids(**things)}


def arguments(name: str, pattern: URLPattern, things: Scene) -> dict[str, Any]:
    """The arguments of a route in a scene: by `FILL`, else by what it takes."""
    wanted = set(pattern.pattern.converters)
    kind = KINDS.get(name.partition("_")[0])
    if name in FILL:
        return FILL[name](things)
    for arguments_of in (entry_arguments, document_arguments):
        if (filled := arguments_of(name, wanted, things)) is not None:
            return filled
    if wanted == {"uid"} and kind:
        return uids(uid=things[kind])
    if wanted == {"uid", "member"}:
        return uids(uid=things["member"].unit if things["member"] else None, member=things["member"])
    if wanted == {"slug"}:
        return {"slug": things["contest"].slug}
    if wanted:
        raise LookupError(f"tests/addresses.py does not say how to fill {sorted(wanted)} of {name!r}")
    return {}


def addresses(owner: str) -> dict[str, str]:
    """The path of every route, by its name, in the scene of `owner`."""
    things = scene(owner)
    return {
        str(pattern.name): reverse(str(pattern.name), kwargs=arguments(str(pattern.name), pattern, things))
        for _text, pattern in all_routes()
    }


@dataclass(frozen=True, slots=True)
class Visit:
    """One page to look at, as the role that it is for; `cookie` is the session, empty for a visitor."""

    name: str
    path: str
    role: str
    cookie: str
    cached: bool

    def as_dict(self) -> dict[str, Any]:
        """For a process without Django."""
        return asdict(self)


def visits() -> Iterator[Visit]:
    """Every page that answers 200 to somebody, once, as the first role of `ORDER` that it answers."""
    cookies = {VISITOR: "", **{role.code: session_of(role.code) for role in DemoRole.objects.all()}}
    paths = addresses(WARD)
    clients = {code: client_of(cookie) for code, cookie in cookies.items()}
    for _text, pattern in all_routes():
        name = str(pattern.name)
        if name in NOT_PAGES:
            continue
        who = who_may(pattern.callback)
        order = cookies if who in {ANYONE, VISITOR_ONLY} else tuple(code for code in cookies if code != VISITOR)
        for code in order:
            answer = clients[code].get(paths[name])
            if answer.status_code == 200 and answer.get("Content-Type", "").startswith("text/html"):
                yield Visit(name, paths[name], code, cookies[code], bool(getattr(pattern.callback, "cached", False)))
                break


def session_of(code: str) -> str:
    """The cookie of a session of a demo role, second factor and all."""
    person = DemoRole.objects.select_related("person").get(code=code).person
    client = Client()
    client.force_login(person)
    request = HttpRequest()
    request.session, request.user = client.session, person
    mark_second_factor(request, person, how="demo")
    request.session.save()
    return f"sessionid={request.session.session_key}"


def client_of(cookie: str) -> Client:
    """A test client with that session."""
    client = Client(headers={"Host": "127.0.0.1"})
    if cookie:
        client.cookies["sessionid"] = cookie.partition("=")[2]
    return client


# What a browser does not show as a page of its own.
NOT_PAGES = {"set_language", "demo_role"}
