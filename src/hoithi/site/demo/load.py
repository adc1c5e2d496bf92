import secrets
from datetime import date
from pathlib import Path
from typing import Any

from django.core.files.base import ContentFile

from hoithi import units
from hoithi.accounts.actions import create_person
from hoithi.accounts.actors import SYSTEM, Actor
from hoithi.accounts.enums import Role
from hoithi.accounts.models import DemoRole, Person
from hoithi.contests.actions import announce, set_rules
from hoithi.contests.actions.news import publish_news, write_news
from hoithi.contests.grants.actions import grant_role
from hoithi.contests.models import Contest, PlanVersion
from hoithi.contests.planflow.actions import confirm_plan, save_review, upload_plan
from hoithi.contests.planflow.bodies import NEW
from hoithi.contests.planflow.sections import BY_NAME, mark, projection
from hoithi.contests.queries import actor_of
from hoithi.contests.rule_schemas.templates import rule_templates
from hoithi.kit.clock import today
from hoithi.planning.actions import report_progress
from hoithi.planning.models import Task, TaskState
from hoithi.site.demo.people import PLAYED, Played
from hoithi.site.demo.plans import SamplePlan, sample_plans
from hoithi.units.actions import add_member, load_tree, set_focal_point
from hoithi.units.models import Unit
from hoithi.units.rows import read_rows

TREE = Path(units.__file__).parent / "data" / "hon_quan.csv"


def load_demo(*, day: date | None = None) -> bool:
    """Make the sample contests as of `day` (today). False, and nothing changes, when they are there already."""
    if DemoRole.objects.exists():
        return False
    load_tree(read_rows(TREE.read_bytes()), by=SYSTEM)
    made: dict[str, Contest] = {}
    for sample in sample_plans(day or today()):
        made[sample.name] = _run(sample, upper=made.get(sample.upper))
    ward = Unit.objects.get(code="25357")
    contest = Contest.objects.get(owner=ward)
    people = {played.code: _cast(played, contest, ward) for played in PLAYED}
    _busy_month(contest, people)
    for order, played in enumerate(PLAYED):
        DemoRole.objects.create(code=played.code, label=played.label, person=people[played.code], order=order)
    return True


def _run(sample: SamplePlan, *, upper: Contest | None) -> Contest:
    """What an officer and a head do between the upload and the announcement."""
    owner = Unit.objects.get(code=sample.owner)
    officer, head = _office(owner)
    plan = upload_plan(ContentFile(sample.data, name=sample.name), owner=owner, by=officer)
    plan = _reviewed(plan, sample, upper=upper, by=officer)
    contest = confirm_plan(plan, by=officer)
    template = rule_templates()[sample.template]
    for kind in template.rules:
        data = template.data(kind, start_year=contest.start_year, end_year=contest.end_year)
        stood_by = {**data, "unconfirmed": []} if "unconfirmed" in data else data
        set_rules(contest, kind=kind, data=stood_by, by=officer, template=sample.template)
    return announce(contest, by=head)


def _office(owner: Unit) -> tuple[Actor, Actor]:
    """The two people who set up the contests of `owner`; their accounts close with the set-up."""
    made = []
    for role, name in ((Role.OFFICER, "Nguyễn Thị Khởi Tạo"), (Role.HEAD, "Lê Văn Phê Duyệt")):
        person = create_person(full_name=name, email=f"{role}.{owner.code}@hoithi.example", by=SYSTEM)
        grant_role(person, role=role, unit=owner, by=SYSTEM)
        made.append(actor_of(person, second_factor=True))
    return made[0], made[1]


def _reviewed(plan: PlanVersion, sample: SamplePlan, *, upper: Contest | None, by: Actor) -> PlanVersion:
    """The review as a careful officer leaves it: every reading looked at, every unknown body to be made, and what the
    scanner misread put right."""

    def confirm(row: dict[str, Any]) -> None:
        row["confirmed"] = bool(row["end"] or row["start"])

    def decide(row: dict[str, Any]) -> None:
        row["choice"] = row["choice"] or NEW

    plan = _each_row(plan, "milestones", confirm, by=by)
    plan = _each_row(plan, "bodies", decide, by=by)
    right = {"contest": {"contest.upper": upper.slug}} if upper else sample.corrections
    for section, fields in right.items():
        plan = _saved(plan, section, fields, by=by)
    return plan


def _each_row(plan: PlanVersion, section: str, change: Any, *, by: Actor) -> PlanVersion:
    typed = projection(BY_NAME[section], plan.review)
    standing = mark(typed)
    for row in typed["rows"]:
        change(row)
    return save_review(plan, {section: typed}, marks={section: standing}, by=by)


def _saved(plan: PlanVersion, section: str, fields: dict[str, str], *, by: Actor) -> PlanVersion:
    typed = projection(BY_NAME[section], plan.review)
    standing = mark(typed)
    typed["fields"].update(fields)
    return save_review(plan, {section: typed}, marks={section: standing}, by=by)


def _cast(played: Played, contest: Contest, ward: Unit) -> Person:
    """The person of a role, with an account that nobody can sign in to but by the demo's bar."""
    person = create_person(full_name=played.name, email=f"{played.code}@hoithi.example", by=SYSTEM)
    person.set_password(secrets.token_urlsafe(24))
    person.save(update_fields=["password"])
    unit = Unit.objects.get(name=played.unit, path__startswith=ward.path) if played.unit else None
    if played.role is not None:
        scope = {
            "contest": {"contest": contest, "unit": unit},
            "office": {"unit": ward},
            "installation": {},
        }[played.scope]
        grant_role(person, role=played.role, by=SYSTEM, **scope)
    if unit is not None:
        member = add_member(unit, full_name=played.name, title=played.title, person=person, by=SYSTEM)
        set_focal_point(unit, member=member, by=SYSTEM)
    return person


def _busy_month(contest: Contest, people: dict[str, Person]) -> None:
    """What has happened since the launch: news, and some bodies that report on their tasks while others are late."""
    officer = actor_of(people["chuyen-vien"], second_factor=True)
    for title, body in _NEWS:
        publish_news(write_news(contest, title=title, body=body, by=officer), by=officer)
    tasks = list(Task.objects.filter(contest=contest).order_by("position"))
    for place, task in enumerate(tasks):
        if place % 3 == 2:
            continue
        done = place % 3 == 0
        report_progress(
            task,
            progress=100 if done else 40,
            state=TaskState.DONE if done else TaskState.DOING,
            once_key=f"demo-{task.uid}",
            text="Đã thực hiện theo kế hoạch." if done else "Đang triển khai, dự kiến xong trong tuần tới.",
            by=SYSTEM,
        )


_NEWS = (
    (
        "Phường Tân Khai phát động Hội thi Sáng tạo kỹ thuật lần thứ I",
        (
            "Lễ phát động diễn ra tại hội trường UBND phường với đại diện các khu phố, trường học và doanh nghiệp.\n\n"
            "Ban Tổ chức mời mọi người dân, không phân biệt tuổi tác, nghề nghiệp, gửi giải pháp dự thi."
        ),
    ),
    (
        "Hướng dẫn nộp hồ sơ tại quầy cho người không dùng điện thoại thông minh",
        (
            "Người dự thi mang hồ sơ giấy đến Trung tâm Phục vụ hành chính công phường trong giờ làm việc, "
            "cán bộ tiếp nhận sẽ nhập giúp và trao giấy biên nhận ngay tại chỗ."
        ),
    ),
)
