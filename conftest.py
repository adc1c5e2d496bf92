"""The permanent cast: a small tree of bodies, one contest, and one person for each role. Names are invented."""

import gc
import os
import sys
import time
from contextlib import ExitStack
from datetime import UTC, datetime

import pytest
from django.template import Template
from django.test.utils import instrumented_test_render

from hoithi.accounts.actors import Actor
from hoithi.accounts.enums import Role
from hoithi.accounts.models import Person
from hoithi.audit.models import Event
from hoithi.contests.enums import State
from hoithi.contests.models import Contest, RoleGrant
from hoithi.contests.queries import actor_of
from hoithi.kit.databases import lift_append_only
from hoithi.kit.public_cache import forget_rows
from hoithi.kit.tests.commands import hoithi
from hoithi.kit.tests.standing import asked_of, commits, in_order, opened, put_back, shared
from hoithi.units.enums import KINDS
from hoithi.units.models import Unit, UnitKind

# Whatever the surroundings say: each process that a test starts would compile the whole house anew.
os.environ.pop("PYTHONDONTWRITEBYTECODE", None)
sys.dont_write_bytecode = False
gc.disable()  # until all tests are collected


rendered_as_served = Template._render  # noqa: SLF001 - before Django puts its own in the place


def pytest_collection_finish():
    """What was imported stays to the end: the collector need not walk through it after every few objects."""
    gc.freeze()
    gc.set_threshold(200_000, 20, 50)
    gc.enable()


def pytest_generate_tests(metafunc):
    """Each test says what it begins with."""
    if "standing" in metafunc.fixturenames:
        metafunc.parametrize("standing", [asked_of(metafunc)], indirect=True, scope="module", ids=[pytest.HIDDEN_PARAM])


@pytest.hookimpl(trylast=True)
def pytest_collection_modifyitems(items):
    """What tests begin with is made as seldom as may be, and what asks for one process gets one."""
    items[:] = in_order(items)
    for item in items:  # xdist 3.8 writes the group of a test where pytest 9.2 no longer reads it
        named = vars(item).get("_nodeid", item.nodeid)
        if named != item.nodeid:
            item._id = type(item._id).parse(named)  # noqa: SLF001


@pytest.fixture(scope="module", autouse=True)
def standing(request, django_db_blocker, tmp_path_factory):
    """Around the tests that begin with the same rows: see `kit/tests/standing.py`."""
    with ExitStack() as stack:
        if request.param:
            request.getfixturevalue("django_db_setup")
            forget_rows()
        opened(request.param, stack, django_db_blocker, tmp_path_factory)
        yield request.param


@pytest.fixture(autouse=True)
def as_they_were_made(request, standing):
    """Before each test: a savepoint around what it changes, and the objects of `standing` put back."""
    if standing:
        request.getfixturevalue("db")
    put_back()


@pytest.fixture(autouse=True)
def record_can_be_emptied(request):
    """Tests that commit have their tables emptied afterwards, which the guard of the record would refuse."""
    if commits(request.fixturenames, request.node.get_closest_marker("django_db")):
        request.getfixturevalue("transactional_db")
        yield
        lift_append_only(Event)  # the emptying ends in post_migrate, which guards it again
    else:
        yield


@pytest.fixture(autouse=True)
def nothing_kept_from_another_test():
    """Public rows are kept in the process under a number, which goes back when a test is undone."""
    forget_rows()


@pytest.fixture(scope="session", autouse=True)
def templates_tell_nothing(django_test_environment):
    """For the test client each part of each page would copy all that it was given, and hardly a test asks."""
    Template._render = rendered_as_served  # noqa: SLF001


@pytest.fixture
def contexts(monkeypatch):
    """For tests that do ask: the `context` of an answer."""
    monkeypatch.setattr(Template, "_render", instrumented_test_render)


@pytest.fixture(scope="session")
def installation(tmp_path_factory):
    """A place with nobody in it, made by command once; tests that change it take a copy, in the xdist group of its
    name."""
    place = tmp_path_factory.mktemp("installation") / "var"
    done = hoithi("upgrade", place=place)
    assert done.returncode == 0, done.stderr
    return place


@shared
def kinds(standing):
    """The kinds of body that the cast needs, as they were installed, also after tests that emptied the tables."""
    wanted = {"province", "district", "commune", "department"}
    return {
        code: UnitKind.objects.get_or_create(
            code=code, defaults={"name": name, "is_territory": is_territory, "order": order}
        )[0]
        for code, name, is_territory, order in KINDS
        if code in wanted
    }


@shared
def district(kinds):
    """The body that runs the contest of the cast."""
    province = Unit.objects.create(code="70", name="Tỉnh Bình Phước", kind=kinds["province"])
    return Unit.objects.create(code="697", name="Huyện Hớn Quản", kind=kinds["district"], parent=province)


@shared
def department(district, kinds):
    """The standing agency of the cast's contest."""
    return Unit.objects.create(
        code="697-kt", name="Phòng Kinh tế và Hạ tầng", kind=kinds["department"], parent=district
    )


@shared
def contest(district, department):
    """An open contest of the district."""
    return Contest.objects.create(
        slug="hoi-thi-hon-quan-8",
        name="Hội thi Sáng tạo kỹ thuật huyện Hớn Quản",
        edition=8,
        start_year=2024,
        end_year=2025,
        owner=district,
        standing_agency=department,
        organizer_name="Ban Tổ chức Hội thi Sáng tạo kỹ thuật huyện Hớn Quản",
        state=State.OPEN,
        announced_at=datetime(2024, 1, 1, tzinfo=UTC),
    )


@shared
def person(standing):
    """Makes a person: `person("Điểu Xrê")`."""

    def make(name="Trần Thị Mẫu", **fields):
        fields.setdefault("email", f"nguoi{Person.objects.count() + 1}@example.vn")
        return Person.objects.create_user(full_name=name, **fields)

    return make


@shared
def actor(person, contest, department):
    """Makes an actor with one role in the contest of the cast: `actor(Role.OFFICER)`; None is a signed-in stranger."""

    def make(role: Role | None = None, **scope) -> Actor:
        somebody = person(f"Người {role or 'lạ'}")
        if role is not None:
            scope.setdefault("contest", contest)
            if role in {Role.FOCAL_POINT, Role.COMMITTEE}:
                scope.setdefault("unit", department)
            RoleGrant.objects.create(person=somebody, role=role, starts_at=datetime(2024, 1, 1, tzinfo=UTC), **scope)
        return actor_of(somebody, second_factor=True)

    return make


@pytest.fixture
def sign_in(client, person):
    """Signs the test client in as the person of an actor, with the second factor shown where the actor has it."""

    def enter(who: Actor):
        client.force_login(Person.objects.get(pk=who.person_id))
        if who.has_second_factor:
            session = client.session
            session["account_authentication_methods"] = [{"method": "mfa", "at": time.time()}]
            session["account_authentication_methods_user"] = str(who.person_id)
            session.save()
        return client

    return enter
