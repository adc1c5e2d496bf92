from datetime import datetime

import pytest

from hoithi.accounts.actors import SYSTEM
from hoithi.accounts.enums import Role
from hoithi.audit.models import Event
from hoithi.contests.enums import PlanState, State
from hoithi.contests.models import Contest
from hoithi.contests.planflow.actions import confirm_plan, set_aside
from hoithi.kit.clock import VIETNAM
from hoithi.kit.refusals import Refusal
from hoithi.kit.tests.standing import shared
from hoithi.units.actions import create_unit, merge_duplicates
from hoithi.units.models import Unit, UnitAlias

pytestmark = pytest.mark.django_db


def local(moment):
    return moment and moment.astimezone(VIETNAM).strftime("%d/%m/%Y %H:%M")


@shared
def confirmed(plan, officer):
    """The contest of the seed, confirmed as it was read."""
    return confirm_plan(plan, by=officer)


def test_the_seed_becomes_a_contest(confirmed, hon_quan):
    assert (confirmed.name, confirmed.edition, confirmed.years) == (
        "Hội thi Sáng tạo kỹ thuật huyện Hón Quản", 8, "2024-2025",
    )  # fmt: skip
    assert (confirmed.owner, confirmed.territory, confirmed.state) == (hon_quan, hon_quan, State.DRAFT)
    assert confirmed.standing_agency.name == "Phòng Kinh tế và Hạ tầng"
    assert confirmed.contact_phone == "0943.999.025"
    assert len(confirmed.purposes) == len(confirmed.funding) == 2
    assert confirmed.reporting.due_day == 20
    assert confirmed.reporting.before
    assert len(confirmed.reporting.contents) == 3


def test_milestones_are_the_instants_that_the_plan_says(confirmed):
    found = {m.kind: (local(m.starts_at), local(m.ends_at), m.precision) for m in confirmed.milestones.all()}
    assert found == {
        "launch": ("01/01/2024 00:00", "01/04/2024 00:00", "quarter"),
        "entries": (None, "16/04/2025 00:00", "day"),
        "jury": (None, "30/04/2025 00:00", "day"),
        "judging": ("01/05/2025 00:00", "16/05/2025 00:00", "day"),
        "promotion": (None, "31/05/2025 00:00", "day"),
        "ceremony": ("01/10/2025 00:00", "01/01/2026 00:00", "quarter"),
    }
    assert all(m.written and m.plan_line for m in confirmed.milestones.all())


def test_only_ticked_readings_count(plan, officer, save):
    row = next(row for row in plan.review["milestones"] if row["kind"] == "entries")
    plan = save(plan, officer, **{f"{row['id']}__confirmed": "1"})
    contest = confirm_plan(plan, by=officer)
    assert [m.kind for m in contest.milestones.exclude(confirmed_at=None)] == ["entries"]
    assert contest.milestones.get(kind="entries").confirmed_by_id == officer.person_id


def test_fourteen_assignments_reach_every_body_one_by_one(confirmed, plan):
    orders = {task.order for task in confirmed.tasks.all()}
    assert orders == {str(number) for number in range(1, 15)}
    communes = {task.unit for task in confirmed.tasks.filter(order="14")}
    assert len(communes) == 13
    assert {unit.kind.code for unit in communes} == {"commune", "township"}
    assert confirmed.tasks.filter(order="14").count() == 13 * 5
    assert {task.unit.name for task in confirmed.tasks.filter(order="12")} == {
        "Trường THPT Nguyễn Hữu Cảnh", "Trường THPT Trần Phú",
    }  # fmt: skip
    assert confirmed.tasks.filter(order="13").values("unit").distinct().count() == 5
    lines = plan.lines
    assert all(task.text[:30] in lines[task.plan_line - 1] for task in confirmed.tasks.all())


def test_bodies_that_were_missing_are_made_once_below_the_owner(plan, officer, hon_quan):
    before = Unit.objects.count()
    confirm_plan(plan, by=officer)
    assert Unit.objects.count() == before + 19
    assert Unit.objects.filter(name="Phòng Kinh tế và Hạ tầng", parent=hon_quan).count() == 1


def test_twice_is_once(confirmed, plan, officer):
    events, tasks = Event.objects.count(), confirmed.tasks.count()
    assert confirm_plan(plan, by=officer) == confirmed
    assert (Contest.objects.count(), Event.objects.count(), confirmed.tasks.count()) == (1, events, tasks)


def test_the_version_is_numbered_and_frozen(confirmed, plan, officer, save):
    plan.refresh_from_db()
    assert (plan.number, plan.state, plan.confirmed_by_id) == (1, PlanState.CONFIRMED, officer.person_id)
    with pytest.raises(Refusal, match="không sửa được nữa"):
        save(plan, officer, contest__edition="9")


def test_a_body_matched_by_hand_is_known_by_that_name_from_then_on(plan, officer, save, hon_quan):
    row = next(row for row in plan.review["bodies"] if row["name"] == "Huyện đoàn")
    unit = Unit.objects.create(code="694-dtn", name="Đoàn Thanh niên huyện", kind_id=hon_quan.kind_id, parent=hon_quan)
    plan = save(
        plan, officer, **{f"{row['id']}__choice": "other", f"{row['id']}__other": "Đoàn Thanh niên huyện (694-dtn)"}
    )
    contest = confirm_plan(plan, by=officer)
    assert contest.tasks.get(order="5").unit == unit
    assert UnitAlias.objects.filter(unit=unit, name="Huyện đoàn").exists()


def test_a_body_that_others_run_gets_no_name_from_this_plan(plan, officer, save, hon_quan):
    elsewhere = Unit.objects.create(code="99-dtn", name="Đoàn Thanh niên khác", kind_id=hon_quan.kind_id)
    row = next(row for row in plan.review["bodies"] if row["name"] == "Huyện đoàn")
    choice = {f"{row['id']}__choice": "other", f"{row['id']}__other": "Đoàn Thanh niên khác (99-dtn)"}
    contest = confirm_plan(save(plan, officer, **choice), by=officer)
    assert contest.tasks.get(order="5").unit == elsewhere
    assert not elsewhere.aliases.exists()


def test_the_upper_contest_is_one_that_whoever_confirms_is_offered(plan, officer, save, hon_quan):
    def above(slug, owner, state):
        return Contest.objects.create(slug=slug, name="Cấp tỉnh", owner=owner, standing_agency=owner, state=state)

    elsewhere = Unit.objects.create(code="99", name="Tỉnh khác", kind_id=hon_quan.kind_id)
    above("nhap", hon_quan.parent, State.DRAFT)
    above("noi-khac", elsewhere, State.OPEN)
    chosen = above("cong-bo", hon_quan.parent, State.OPEN)
    for slug in ("nhap", "noi-khac", "khong-co"):
        plan = save(plan, officer, contest__upper=slug)
        with pytest.raises(Refusal, match="Không tìm thấy hội thi cấp trên"):
            confirm_plan(plan, by=officer)
    assert confirm_plan(save(plan, officer, contest__upper="cong-bo"), by=officer).upper == chosen


def test_another_body_without_a_name_is_asked_for_by_the_name_of_the_plan(plan, officer, save):
    row = next(row for row in plan.review["bodies"] if row["name"] == "Huyện đoàn")
    plan = save(plan, officer, **{f"{row['id']}__choice": "other"})
    with pytest.raises(Refusal, match="“Huyện đoàn” ứng với đơn vị khác, nhưng chưa ghi đơn vị nào"):
        confirm_plan(plan, by=officer)


@pytest.mark.parametrize("choice", ["unit:khongcothat1", "unit:", "gi do"])
def test_a_body_that_was_invented_is_asked_for_again(plan, officer, save, choice):
    row = next(row for row in plan.review["bodies"] if row["name"] == "Huyện đoàn")
    plan = save(plan, officer, **{f"{row['id']}__choice": choice})
    with pytest.raises(Refusal, match="chọn cho “Huyện đoàn” không còn trong danh mục"):
        confirm_plan(plan, by=officer)


def test_a_member_of_a_group_that_was_invented_is_asked_for_again(plan, officer, save):
    row = next(row for row in plan.review["bodies"] if row["choice"] == "group")
    plan = save(plan, officer, **{f"{row['id']}__members": [*row["members"], "khongcothat1"]})
    with pytest.raises(Refusal, match="không còn trong danh mục"):
        confirm_plan(plan, by=officer)


def test_a_body_that_was_merged_away_since_is_asked_for_again(plan, officer, save, hon_quan):
    row = next(row for row in plan.review["bodies"] if row["name"] == "Huyện đoàn")
    keep, gone = (create_unit(name=n, kind=hon_quan.kind, parent=hon_quan, by=SYSTEM) for n in ("Đoàn A", "Đoàn B"))
    plan = save(plan, officer, **{f"{row['id']}__choice": f"unit:{gone.uid}"})
    merge_duplicates(keep, duplicate=gone, reason="Trùng", by=SYSTEM)
    with pytest.raises(Refusal, match="không còn trong danh mục"):
        confirm_plan(plan, by=officer)
    plan = save(plan, officer, **{f"{row['id']}__choice": f"unit:{keep.uid}"})
    assert confirm_plan(plan, by=officer).tasks.get(order="5").unit == keep


def test_a_row_set_aside_makes_nothing(plan, officer):
    from_plan = plan.review["milestones"][0]

    plan = set_aside(plan, from_plan["id"], removed=True, by=officer)
    contest = confirm_plan(plan, by=officer)
    assert contest.milestones.count() == 5


def test_blocking_problems_stand_in_the_way_and_nothing_is_made(plan, officer, save):
    row = plan.review["milestones"][1]
    plan = save(plan, officer, **{f"{row['id']}__end": "31/2/2025"})
    before = Unit.objects.count()
    with pytest.raises(Refusal, match="Ngày 31/2/2025 không có thật") as refused:
        confirm_plan(plan, by=officer)
    assert (refused.value.status, Contest.objects.count(), Unit.objects.count()) == (422, 0, before)


def test_a_review_changed_since_the_page_is_shown_again_first(plan, officer, save):
    seen = plan.version
    plan = save(plan, officer, contest__edition="9")
    with pytest.raises(Refusal) as refused:
        confirm_plan(plan, by=officer, version=seen)
    assert refused.value.code == "stale"


def test_who_may_not(plan, over):
    for role in set(Role) - {Role.OFFICER, Role.SECRETARY}:
        with pytest.raises(Refusal) as refused:
            confirm_plan(plan, by=over(role))
        assert refused.value.status in {403, 404}, role
    assert Contest.objects.count() == 0


def test_a_secretary_may_but_makes_no_bodies(plan, over):
    with pytest.raises(Refusal, match="chuyên viên cơ quan thường trực"):
        confirm_plan(plan, by=over(Role.SECRETARY))
    assert Contest.objects.count() == 0


def test_the_record_says_who_made_what(confirmed, officer):
    verbs = set(Event.objects.filter(scope=f"contest:{confirmed.pk}").values_list("verb", flat=True))
    assert {"contests.create", "contests.add_milestone", "contests.set_reporting", "contests.confirm_plan"} <= verbs
    assert set(Event.objects.values_list("actor_id", flat=True)) - {None} == {officer.person_id}
    assert isinstance(confirmed.created_at, datetime)
