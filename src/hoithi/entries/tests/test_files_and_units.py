import pytest

from hoithi.accounts.enums import Role
from hoithi.contests.queries import actor_of
from hoithi.entries.actions import (
    add_file,
    answer_for_unit,
    ask_unit,
    confirm_unit_on_paper,
    remove_file,
    save_part,
    start_entry,
    submit_entry,
    units,
)
from hoithi.entries.actions import files as file_verbs
from hoithi.entries.actions.submitting import Incomplete
from hoithi.entries.bodies.views import asked_of
from hoithi.entries.book import book_of
from hoithi.entries.conftest import fill
from hoithi.entries.inspection import inspect
from hoithi.entries.models import Entry, EntryFile, UnitConfirmation
from hoithi.kit.refusals import Refusal
from hoithi.kit.tests.standing import shared
from hoithi.notifications.models import Message
from hoithi.units.models import Member

pytestmark = pytest.mark.django_db


def test_a_file_takes_its_place_and_is_named_by_the_version(whole, entrant, stored):
    placed = add_file(whole, "anh", stored("anh.jpg"), by=entrant)
    entry = Entry.objects.get(pk=whole.pk)
    version = submit_entry(entry, once_key="a", base=entry.version, by=entrant)
    assert [(one["slot"], one["name"], one["sha256"]) for one in version.manifest] == [
        ("anh", "anh.jpg", placed.file.sha256)
    ]
    remove_file(placed, by=entrant)
    assert EntryFile.objects.get(pk=placed.pk).removed_at is not None


def test_places_have_their_bounds(draft, entrant, stored):
    with pytest.raises(Refusal) as refused:
        add_file(draft, "khong-co", stored(), by=entrant)
    assert refused.value.status == 404
    for _ in range(3):
        add_file(draft, "anh", stored(), by=entrant)
    with pytest.raises(Refusal, match="tối đa 3 tệp"):
        add_file(draft, "anh", stored(), by=entrant)


def test_the_quota_says_what_to_do(draft, entrant, stored, monkeypatch):
    monkeypatch.setattr(file_verbs, "QUOTA", 15)
    add_file(draft, "anh", stored(size=10), by=entrant)
    with pytest.raises(Refusal, match="Hãy bỏ tệp không cần"):
        add_file(draft, "anh", stored(size=10), by=entrant)


def test_strangers_and_latecomers_add_nothing(draft, entrant, actor, stored, deadline, time_machine):
    with pytest.raises(Refusal):
        add_file(draft, "anh", stored(), by=actor(Role.OFFICER))
    time_machine.move_to(deadline, tick=False)
    with pytest.raises(Refusal, match="Đã hết hạn"):
        add_file(draft, "anh", stored(), by=entrant)
    assert not EntryFile.objects.exists()


@shared
def asked(whole, entrant, department, person):
    Member.objects.create(unit=department, full_name="Ngô Đức Thiện", duty="focal_point", email="thien@example.vn")
    save_part(whole, "about", {"unit": department.uid}, base=1, by=entrant)
    ask_unit(whole, by=entrant)
    return Entry.objects.get(pk=whole.pk)


def test_the_body_is_asked_by_letter_once_a_day(asked, entrant):
    ask_unit(asked, by=entrant)
    assert UnitConfirmation.objects.get().answer == "waiting"
    assert Message.objects.filter(kind="entries.unit_asked").count() == 1


def test_the_focal_point_confirms_or_declines_with_a_reason(asked, actor):
    focal = actor(Role.FOCAL_POINT)
    with pytest.raises(Refusal, match="Chưa nhập lý do"):
        answer_for_unit(asked, confirm=False, by=focal)
    assert answer_for_unit(asked, confirm=True, by=focal).answer == "confirmed"
    assert answer_for_unit(asked, confirm=False, note="Không phải người của đơn vị", by=focal).answer == "declined"


@pytest.mark.parametrize("role", [role for role in Role if role not in {Role.FOCAL_POINT, Role.COMMITTEE}] + [None])
def test_nobody_else_speaks_for_the_body(asked, actor, role):
    with pytest.raises(Refusal) as refused:
        answer_for_unit(asked, confirm=True, by=actor(role))
    assert refused.value.status == 404


def test_a_correction_that_names_another_body_needs_its_word(asked, entrant, actor, district, rules_of):
    rules_of("eligibility", unit_confirms=True)
    answer_for_unit(asked, confirm=True, by=actor(Role.FOCAL_POINT))
    asked.refresh_from_db()
    submit_entry(asked, once_key="a", base=asked.version, by=entrant)
    save_part(asked, "about", {"unit": district.uid}, base=2, by=entrant)
    asked.refresh_from_db()
    with pytest.raises(Incomplete) as refused:
        submit_entry(asked, once_key="b", base=asked.version, by=entrant)
    assert [lack.part for lack in refused.value.lacks] == ["unit"]
    other = actor(Role.FOCAL_POINT, unit=district)
    ask_unit(asked, by=entrant)
    assert asked_of(other).get() == asked
    answer_for_unit(asked, confirm=True, by=other)
    assert submit_entry(asked, once_key="b", base=asked.version, by=entrant).number == 2


def test_what_the_body_chooses_at_the_same_moment_counts(asked, person, actor, department, rules_of, monkeypatch):
    """The other choice holds the row of the body, and is there once it has given it back."""
    rules_of("eligibility", preselect=True, unit_most=1)
    owner = actor_of(person("Thị Mai"))
    other = fill(start_entry(asked.contest, by=owner, once_key="hai"), owner, title="Hai")
    save_part(other, "about", {"unit": department.uid}, base=1, by=owner)
    ask_unit(Entry.objects.get(pk=other.pk), by=owner)
    real = units._hold

    def wait(unit):
        UnitConfirmation.objects.filter(entry=other).update(answer="confirmed")
        real(unit)

    monkeypatch.setattr(units, "_hold", wait)
    with pytest.raises(Refusal, match="tối đa 1 giải pháp"):
        answer_for_unit(asked, confirm=True, by=actor(Role.FOCAL_POINT))
    assert UnitConfirmation.objects.get(entry=asked).answer == "waiting"


def test_a_stamped_paper_confirms_too(asked, entrant, stored):
    assert confirm_unit_on_paper(asked, paper=stored("giay.pdf"), by=entrant).answer == "on_paper"


def test_a_stamped_paper_over_a_refusal_is_for_the_office_to_look_at(asked, entrant, actor, stored, rules_of):
    rules_of("eligibility", unit_confirms=True)
    answer_for_unit(asked, confirm=False, note="Không phải người của đơn vị", by=actor(Role.FOCAL_POINT))
    given = confirm_unit_on_paper(asked, paper=stored("giay.pdf"), by=entrant)
    assert (given.answered_by_name, given.note) == (entrant.name, "")
    asked.refresh_from_db()
    submit_entry(asked, once_key="a", base=asked.version, by=entrant)
    asked.refresh_from_db()
    found = {one.code: one.ok for one in inspect(asked, book_of(asked.contest, asked)).findings}
    assert found["unit"] is None


def test_without_a_body_nobody_is_asked(draft, entrant):
    with pytest.raises(Refusal, match="Hãy chọn đơn vị"):
        ask_unit(draft, by=entrant)


def test_the_rules_may_ask_for_the_body(whole, entrant, rules_of):
    rules_of("eligibility", unit_confirms=True)
    with pytest.raises(Refusal) as refused:
        submit_entry(whole, once_key="a", base=whole.version, by=entrant)
    assert [lack.part for lack in refused.value.lacks] == ["unit"]
