"""A second upload for a contest that stands: only what the plan changed changes."""

import pytest

from hoithi.accounts.enums import Role
from hoithi.contests.actions import edit_reception, set_milestone
from hoithi.contests.actions.milestones import data_of
from hoithi.contests.enums import State
from hoithi.contests.planflow.actions import confirm_plan, save_review, set_aside, upload_plan
from hoithi.contests.planflow.describe import preview_of
from hoithi.contests.planflow.queries import version_before
from hoithi.kit.clock import VIETNAM
from hoithi.kit.refusals import Refusal
from hoithi.kit.tests.standing import shared

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("read_here")]
MOVED = ("đến hết **ngày 15/4/2025**", "đến hết **ngày 20/4/2025**")
FEWER = (", Trung tâm Y tế huyện chỉ đạo", " chỉ đạo")
REWORDED = (
    "- Triển khai thực hiện các Quyết định, Kế hoạch của Hội thi.",
    "- Triển khai các Quyết định và Kế hoạch của Hội thi.",
)


@shared
def contest(plan, officer, save):
    """The contest of the seed, its deadline confirmed, one task reported on."""
    row = next(row for row in plan.review["milestones"] if row["kind"] == "entries")
    return confirm_plan(save(plan, officer, **{f"{row['id']}__confirmed": "1"}), by=officer)


@pytest.fixture
def upload_again(contest, officer, file_of, seed):
    """Uploads the seed with replacements as the next version."""

    def make(*replacements, by=officer):
        text = seed
        for old, new in replacements:
            assert old in text
            text = text.replace(old, new)
        return upload_plan(file_of(text, "ban-2.md"), owner=contest.owner, contest=contest, by=by)

    return make


def tick(plan, save, by, kind):
    row = next(row for row in plan.review["milestones"] if row["kind"] == kind)
    return save(plan, by, **{f"{row['id']}__confirmed": "1"})


def rows(contest):
    return {
        "tasks": set(contest.tasks.exclude(state="dropped").values_list("uid", "unit__name", "text")),
        "milestones": set(contest.milestones.values_list("uid", "label", "starts_at", "ends_at")),
    }


def test_the_same_text_changes_nothing(contest, upload_again, officer):
    before = rows(contest)
    plan = upload_again(("Lưu: VT.", "Lưu: VT, KT."))
    assert preview_of(plan).said == []
    confirm_plan(plan, by=officer)
    assert rows(contest) == before
    plan.refresh_from_db()
    assert (plan.number, version_before(plan).number) == (2, 1)


def test_a_moved_deadline_a_body_less_and_a_reworded_task(contest, upload_again, officer, save):
    before = rows(contest)
    task = contest.tasks.get(text__startswith="Triển khai thực hiện các Quyết định")
    task.progress, task.state = 40, "doing"
    task.save()
    plan = upload_again(MOVED, FEWER, REWORDED)
    assert not next(row for row in plan.review["milestones"] if row["kind"] == "entries")["confirmed"]
    confirm_plan(tick(plan, save, officer, "entries"), by=officer)
    after = rows(contest)
    gone, new = before["tasks"] - after["tasks"], after["tasks"] - before["tasks"]
    assert {(unit, text[:20]) for _uid, unit, text in gone} >= {("Phòng Kinh tế và Hạ tầng", "Triển khai thực hiện")}
    assert "Trung tâm Y tế huyện" in {unit for _uid, unit, _text in gone}
    assert (task.uid, "Phòng Kinh tế và Hạ tầng", "Triển khai các Quyết định và Kế hoạch của Hội thi.") in new
    task.refresh_from_db()
    assert (task.progress, task.state, task.plan.number) == (40, "doing", 2)
    [(_uid, label, _start, ends_at)] = after["milestones"] - before["milestones"]
    assert (label, ends_at.astimezone(VIETNAM).day) == ("Thời gian nhận hồ sơ", 21)
    assert len(before["milestones"] & after["milestones"]) == 5


def test_what_was_corrected_by_hand_stays_unless_the_plan_says_otherwise(contest, upload_again, officer):
    edit_reception(contest, by=officer, contact_phone="0271 3666 777")
    jury = contest.milestones.get(kind="jury")
    set_milestone(contest, data_of(jury, label="Lập Hội đồng Giám khảo"), milestone=jury, by=officer)
    confirm_plan(upload_again(REWORDED), by=officer)
    contest.refresh_from_db()
    assert contest.contact_phone == "0271 3666 777"
    assert contest.milestones.get(kind="jury").label == "Lập Hội đồng Giám khảo"


def test_corrections_in_the_first_review_are_kept_by_the_second(plan, officer, save, upload_again_from):
    first = save(plan, officer, contest__name="Hội thi Sáng tạo kỹ thuật huyện Hớn Quản")
    first = set_aside(first, first.review["milestones"][0]["id"], removed=True, by=officer)
    contest = confirm_plan(first, by=officer)
    second = upload_again_from(contest, MOVED)
    assert second.review["contest"]["name"] == "Hội thi Sáng tạo kỹ thuật huyện Hớn Quản"
    assert [said.about for said in preview_of(second).said] == ["Mốc “Thời gian nhận hồ sơ”"]
    assert next(row for row in second.review["milestones"] if row["kind"] == "launch")["removed"]


@pytest.fixture
def upload_again_from(officer, file_of, seed):
    """The same, for a contest made in the test."""
    return lambda contest, change: upload_plan(
        file_of(seed.replace(*change), "ban-2.md"), owner=contest.owner, contest=contest, by=officer
    )


def test_both_changed_is_a_conflict_that_a_person_decides(contest, upload_again, officer, save):
    row = contest.milestones.get(kind="entries")
    by_hand = row.ends_at.replace(day=25)
    set_milestone(contest, data_of(row, ends_at=by_hand), milestone=row, by=officer, confirmed=True)
    plan = tick(upload_again(MOVED), save, officer, "entries")
    [conflict] = preview_of(plan).conflicts
    with pytest.raises(Refusal) as refused:
        confirm_plan(plan, by=officer)
    assert refused.value.code == "conflict"
    confirm_plan(plan, by=officer, choices={conflict.name: "kept"})
    row.refresh_from_db()
    assert row.ends_at == by_hand


def test_the_plan_may_win_the_conflict(contest, upload_again, officer, save):
    row = contest.milestones.get(kind="entries")
    set_milestone(contest, data_of(row, ends_at=row.ends_at.replace(day=25)), milestone=row, by=officer)
    plan = tick(upload_again(MOVED), save, officer, "entries")
    [conflict] = preview_of(plan).conflicts
    confirm_plan(plan, by=officer, choices={conflict.name: "plan"})
    row.refresh_from_db()
    assert (row.ends_at.astimezone(VIETNAM).day, row.confirmed_at is not None) == (21, True)


def test_once_announced_the_head_confirms_and_never_who_uploaded(contest, upload_again, officer, over, save):
    contest.state = State.ANNOUNCED
    contest.save()
    plan = tick(upload_again(MOVED), save, officer, "entries")
    with pytest.raises(Refusal, match="Trưởng Ban Tổ chức"):
        confirm_plan(plan, by=officer)
    head = over(Role.HEAD)
    confirm_plan(plan, by=head)
    assert contest.plans.get(number=2).confirmed_by_id == head.person_id


def test_the_head_makes_the_bodies_that_the_new_plan_names(contest, upload_again, officer, over):
    contest.state = State.ANNOUNCED
    contest.save()
    plan = upload_again(("5. Huyện đoàn:", "5. Hội Nông dân huyện:"))
    confirm_plan(plan, by=over(Role.HEAD))
    assert contest.tasks.exclude(state="dropped").get(order="5").unit.name == "Hội Nông dân huyện"


def test_nobody_saves_into_a_version_that_stands(contest, officer):
    plan = contest.plans.get()
    with pytest.raises(Refusal):
        save_review(plan, {}, marks={}, by=officer)
