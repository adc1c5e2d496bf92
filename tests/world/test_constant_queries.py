"""Every list runs the same number of queries over one row and over a hundred more."""

from datetime import date

import pytest
from django.db import connection, transaction
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from hoithi.accounts.actors import SYSTEM
from hoithi.accounts.enums import Role
from hoithi.accounts.models import DemoRole, Person
from hoithi.audit.actions import record
from hoithi.contests.enums import PlanState, State
from hoithi.contests.models import Contest, Milestone, NewsItem, PlanVersion, Proposal, RoleGrant, RuleVersion
from hoithi.documents.models import Certificate, CertificateRun, Document, Number, OfficeTemplate, Series
from hoithi.kit.clock import now
from hoithi.kit.ids import public_id
from hoithi.notifications.models import Message
from hoithi.planning.models import Task, TaskNote
from hoithi.units.models import Member, Unit
from tests.addresses import VISITOR, client_of, session_of

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("world")]


def contests(ward, numbers):
    for number in numbers:
        Contest.objects.create(
            slug=f"them-{number}", name=f"Hội thi thêm {number}", owner=ward.owner, state=State.OPEN, end_year=2027
        )


def units(ward, numbers):
    for number in numbers:
        Unit.objects.create(code=f"them-{number}", name=f"Tổ {number}", kind=ward.owner.kind, parent=ward.owner)


def people(ward, numbers):
    for number in numbers:
        one = Person.objects.create_user(full_name=f"Người thêm {number}", email=f"them{number}@example.vn")
        RoleGrant.objects.create(person=one, role=Role.JUDGE, contest=ward, starts_at=now())


def members(ward, numbers):
    unit = Unit.objects.filter(tasks__contest=ward).first()
    Member.objects.bulk_create(Member(unit=unit, full_name=f"Thành viên {number}") for number in numbers)


def tasks(ward, numbers):
    bodies = list(Unit.objects.filter(tasks__contest=ward).distinct())
    for number in numbers:
        task = Task.objects.create(contest=ward, unit=bodies[number % len(bodies)], text=f"Việc {number}", due_at=now())
        TaskNote.objects.create(task=task, at=now(), by_name="Người", state="doing", progress=10)


def notes(ward, numbers):
    task = ward.tasks.first()
    for _number in numbers:
        TaskNote.objects.create(task=task, at=now(), by_name="Người", state="doing", progress=10)


def milestones(ward, numbers):
    for number in numbers:
        Milestone.objects.create(contest=ward, kind="other", label=f"Mốc {number}", starts_at=now())


def news(ward, numbers):
    for number in numbers:
        NewsItem.objects.create(contest=ward, title=f"Tin {number}", body="Nội dung", published_at=now())


def plans(ward, numbers):
    first = ward.plans.first()
    for number in numbers:
        PlanVersion.objects.create(
            contest=ward, owner=first.owner, number=number + 2, state=PlanState.CONFIRMED, file=first.file,
            lines=first.lines, reading=first.reading, review=first.review, confirmed_at=now(),
        )  # fmt: skip


def letters(ward, numbers):
    for number in numbers:
        Message.objects.create(
            kind="them", to_address=f"n{number}@example.vn", subject="Thư", body="Thư", once_key=public_id(),
            created_at=now(),
        )  # fmt: skip


def events(ward, numbers):
    with transaction.atomic():
        for _number in numbers:
            record("contests.edit", on=ward, scope=ward, by=SYSTEM, reason="Thêm")


def proposals(ward, numbers):
    for number in numbers:
        Proposal.objects.create(
            contest=ward, change="details", data={"name": f"Tên {number}"}, reason="Vì", proposed_by_name="Người",
            proposed_at=now(),
        )  # fmt: skip


def rules(ward, numbers):
    last = ward.rule_versions.filter(kind="fields").first()
    for number in numbers:
        RuleVersion.objects.create(
            contest=ward, kind="fields", number=last.number + number + 1, data=last.data, made_at=now(),
            made_by_name="Người", reason="Vì",
        )  # fmt: skip


def papers(ward, numbers):
    moment = now()
    for number in numbers:
        document = Document.objects.create(
            contest=ward, kind="giay-moi", title=f"Văn bản {number}", state="submitted", facts={"abstract": "x"},
            created_at=moment, changed_at=moment, created_by_name="Người", changed_by_name="Người",
        )  # fmt: skip
        Number.objects.create(
            series=Series.objects.filter(contest=ward).first(), contest=ward, year=2001, number=number + 1,
            day=date(2001, 1, 1), state="reserved", taken_at=moment, taken_by_name="Người", document=document,
        )  # fmt: skip


def issued(ward, numbers):
    out = Document.objects.filter(contest=ward, state="issued").select_related("number").first()
    facts = {field.attname: getattr(out, field.attname) for field in Document._meta.fields}
    for number in numbers:
        fresh = {"id": None, "uid": public_id(), "issue_key": None}
        document = Document.objects.create(**{**facts, **fresh})
        Number.objects.create(
            series=out.number.series, contest=ward, year=2000, number=number + 1, day=date(2000, 1, 1), state="issued",
            taken_at=now(), taken_by_name="Người", document=document,
        )  # fmt: skip


def runs(ward, numbers):
    moment = now()
    for _number in numbers:
        CertificateRun.objects.create(
            contest=ward, created_at=moment, changed_at=moment, created_by_name="Người", changed_by_name="Người"
        )


def certificates(ward, numbers):
    run = CertificateRun.objects.get(contest=ward, state="issued")
    for number in numbers:
        line = Number.objects.create(
            series=run.series, contest=ward, year=2001, number=number + 1, day=date(2001, 1, 1), state="issued",
            taken_at=now(), taken_by_name="Người",
        )  # fmt: skip
        Certificate.objects.create(
            run=run, position=1000 + number, winner="Người", prize="Giải", title="Máy", number=line, code=public_id()
        )


def templates(ward, numbers):
    first = OfficeTemplate.objects.filter(unit=ward.owner).first()
    facts = {field.attname: getattr(first, field.attname) for field in OfficeTemplate._meta.fields}
    for _number in numbers:
        OfficeTemplate.objects.create(**{**facts, "id": None, "uid": public_id(), "once_key": public_id()})


LISTS = [
    ("home", VISITOR, contests),
    ("contest_list", VISITOR, contests),
    ("sitemap", VISITOR, contests),
    ("manage_list", "chuyen-vien", contests),
    ("contest_detail", VISITOR, news),
    ("contest_detail", VISITOR, milestones),
    ("contest_calendar", VISITOR, milestones),
    ("contest_news", VISITOR, news),
    ("contest_feed", VISITOR, news),
    ("site_feed", VISITOR, news),
    ("contest_rules", VISITOR, rules),
    ("unit_list", "chuyen-vien", units),
    ("people_list", "quan-tri", people),
    ("contest_people", "chuyen-vien", people),
    ("contest_tasks", "chuyen-vien", tasks),
    ("contest_overview", "truong-ban", tasks),
    ("task_mine", "dau-moi", tasks),
    ("today", "chuyen-vien", tasks),
    ("today", "dau-moi", tasks),
    ("today", "chuyen-vien", milestones),
    ("work_calendar", "chuyen-vien", tasks),
    ("work_calendar", "chuyen-vien", milestones),
    ("manage_milestones", "chuyen-vien", milestones),
    ("manage_news", "chuyen-vien", news),
    ("manage_history", "thu-ky", events),
    ("manage_proposals", "chuyen-vien", proposals),
    ("manage_rules_home", "chuyen-vien", rules),
    ("plan_list", "chuyen-vien", plans),
    ("plan_versions", "chuyen-vien", plans),
    ("letter_list", "quan-tri", letters),
    ("document_list", "chuyen-vien", papers),
    ("document_list", "giam-khao", issued),
    ("document_register", "chuyen-vien", papers),
    ("document_register", "chuyen-vien", certificates),
    ("certificate_list", "chuyen-vien", runs),
    ("certificate_run", "chuyen-vien", certificates),
    ("template_list", "chuyen-vien", templates),
    ("template_kind", "chuyen-vien", templates),
    ("today", "truong-ban", papers),
    ("contest_detail", VISITOR, issued),
    ("unit_proposals", "chuyen-vien", units),
]


@pytest.mark.parametrize(("route", "role", "add"), LISTS, ids=lambda part: getattr(part, "__name__", part))
def test_a_hundred_more_rows_cost_no_query(route, role, add, ward):
    client = client_of("" if role == VISITOR else session_of(role))
    path = path_of(route, ward)
    add(ward, range(1))
    before = counted(client, path)
    add(ward, range(1, 101))
    assert counted(client, path) == before


def counted(client, path):
    """The number of queries of a page that is not kept, once whatever a process loads once is loaded."""
    client.get(path + "?a=1")
    with CaptureQueriesContext(connection) as queries:
        assert client.get(path + "?a=2").status_code == 200
    return len(queries)


def path_of(route, ward):
    """The address of a list, of the ward where it is of a contest."""
    if route == "certificate_run":
        run = CertificateRun.objects.get(contest=ward, state="issued")
        return reverse(route, kwargs={"slug": ward.slug, "uid": run.uid})
    try:
        return reverse(route)
    except Exception:  # noqa: BLE001 - it takes a contest
        kind = {"kind": "giay-moi"} if route == "template_kind" else {}
        return reverse(route, kwargs={"slug": ward.slug, **kind})


@pytest.fixture
def ward():
    return Contest.objects.select_related("owner__kind").get(owner__code="25357")


def test_the_roles_of_the_lists_are_in_the_demo():
    assert {role for _route, role, _add in LISTS} - {VISITOR} <= set(DemoRole.objects.values_list("code", flat=True))
