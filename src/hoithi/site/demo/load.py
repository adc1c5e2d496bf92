from datetime import date, timedelta
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
from hoithi.contests.models import Contest, PlanVersion, RoleGrant
from hoithi.contests.planflow.actions import confirm_plan, save_review, upload_plan
from hoithi.contests.planflow.bodies import NEW
from hoithi.contests.planflow.sections import BY_NAME, mark, projection
from hoithi.contests.queries import actor_of
from hoithi.contests.rule_schemas.templates import rule_templates
from hoithi.kit.clock import start_of, today
from hoithi.planning.actions import report_progress, set_due
from hoithi.planning.enums import TaskState
from hoithi.planning.models import Task
from hoithi.site.demo.accounts import Accounts
from hoithi.site.demo.certificates import ward_certificates
from hoithi.site.demo.desk import bring_archive, decide_all
from hoithi.site.demo.documents import founding_papers, ward_papers
from hoithi.site.demo.entries import enter_all
from hoithi.site.demo.people import OTHERS, PLAYED, Played
from hoithi.site.demo.plans import FOUNDING, SamplePlan, sample_plans
from hoithi.site.demo.stage import Stage
from hoithi.units.actions import add_member, load_tree, set_focal_point
from hoithi.units.models import Unit
from hoithi.units.rows import read_rows

TREE = Path(units.__file__).parent / "data" / "hon_quan.csv"


def load_demo(*, day: date | None = None) -> bool:
    """Make the sample contests as of `day` (today). False, and nothing changes, when they are there already."""
    if DemoRole.objects.exists():
        return False
    day = day or today()
    load_tree(read_rows(TREE.read_bytes()), by=SYSTEM)
    made: dict[str, Contest] = {}
    for sample in sample_plans(day):
        made[sample.name] = _run(sample, upper=made.get(sample.upper))
    ward = Unit.objects.get(code="25357")
    contest = Contest.objects.get(owner=ward)
    people = {played.code: _cast(played, contest, ward) for played in PLAYED}
    speakers = _speakers(contest)
    officer = actor_of(people["chuyen-vien"], second_factor=True)
    _busy_month(contest, officer, speakers)
    stage = Stage(
        contest=contest, accounts=Accounts([people["thi-sinh"]]), speakers=speakers, officer=officer,
        head=actor_of(people["truong-ban"], second_factor=True), day=day,
    )  # fmt: skip
    ward_papers(stage)
    ward_certificates(stage)
    bring_archive(stage)
    decide_all(stage, enter_all(stage))
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
    contest = announce(contest, by=head)
    if sample.name == FOUNDING:
        founding_papers(contest, officer, head)
    return contest


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
    """The person of a role; nobody knows the password, the demo's bar lets the visitor in."""
    person = create_person(full_name=played.name, email=f"{played.code}@hoithi.example", by=SYSTEM)
    unit = Unit.objects.get(name=played.unit, path__startswith=ward.path) if played.unit else None
    if played.role is not None:
        scopes: dict[str, dict[str, Any]] = {
            "contest": {"contest": contest, "unit": unit},
            "office": {"unit": ward},
            "installation": {},
        }
        grant_role(person, role=played.role, by=SYSTEM, **scopes[played.scope])
    if unit is not None:
        _represent(unit, person, title=played.title)
    return person


def _represent(unit: Unit, person: Person, *, title: str) -> None:
    member = add_member(unit, full_name=person.full_name, title=title, person=person, by=SYSTEM)
    set_focal_point(unit, member=member, by=SYSTEM)


def _speakers(contest: Contest) -> dict[int, Actor]:
    """Who speaks for each body with tasks, by the body's number; bodies without a focal point get one."""
    bodies = Unit.objects.filter(tasks__contest=contest).distinct().order_by("pk")
    held = dict(RoleGrant.objects.filter(contest=contest, unit__in=bodies).values_list("unit_id", "person_id"))
    names = iter(OTHERS)
    for number, body in enumerate(bodies):
        if body.pk not in held:
            person = create_person(full_name=next(names), email=f"don-vi-{number}@hoithi.example", by=SYSTEM)
            grant_role(person, role=Role.FOCAL_POINT, contest=contest, unit=body, by=SYSTEM)
            _represent(body, person, title="Chuyên viên")
            held[body.pk] = person.pk
    people = Person.objects.in_bulk(held.values())
    return {unit: actor_of(people[person]) for unit, person in held.items()}


def _busy_month(contest: Contest, officer: Actor, speakers: dict[int, Actor]) -> None:
    """What has happened since the launch: news; a third of the tasks done, a third under way, a third not begun,
    of which some are late."""
    for title, body in _NEWS:
        publish_news(write_news(contest, title=title, body=body, by=officer), by=officer)
    for place, task in enumerate(Task.objects.filter(contest=contest).order_by("position")):
        days = _DUE[place % len(_DUE)]
        if task.due_at is None and days is not None:
            set_due(
                task,
                due_at=start_of(today() + timedelta(days=days)),
                reason="Lịch công tác của Ban Tổ chức",
                by=officer,
            )
        state, progress, text = _REPORTS[place % len(_REPORTS)]
        if state:
            report_progress(task, state=state, progress=progress, text=text, once_key="demo", by=speakers[task.unit_id])


_DUE = (None, 5, -3, 12, 2, None, -8)
_REPORTS = (
    (TaskState.DONE, 100, "Đã thực hiện xong, có ảnh và biên bản kèm theo trong hồ sơ của đơn vị."),
    (TaskState.DOING, 40, "Đang triển khai, dự kiến xong trong tuần tới."),
    ("", 0, ""),
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
