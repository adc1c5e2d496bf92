import pytest

from hoithi.accounts.actors import VISITOR
from hoithi.accounts.enums import Role
from hoithi.audit.models import Event
from hoithi.contests.actions import create_contest
from hoithi.contests.enums import State
from hoithi.contests.models import Contest
from hoithi.contests.queries import visible_to
from hoithi.kit.refusals import Refusal

pytestmark = pytest.mark.django_db
NAME = "Hội thi Sáng tạo kỹ thuật xã Tân Khai"


def test_makes_a_draft_that_only_its_own_people_see(officer, district, actor):
    made = create_contest(owner=district, name=f"  {NAME} ", edition=2, start_year=2026, end_year=2027, by=officer)
    assert (made.name, made.state, made.slug) == (
        NAME,
        State.DRAFT,
        "hoi-thi-sang-tao-ky-thuat-xa-tan-khai-2-2026-2027",
    )
    assert made in visible_to(officer)
    assert made not in visible_to(actor())
    assert made not in visible_to(VISITOR)
    event = Event.objects.get(verb="contests.create")
    assert (event.actor_id, event.data["edition"]) == (officer.person_id, 2)


def test_a_second_press_of_the_button_returns_the_same_draft(officer, district):
    first = create_contest(owner=district, name=NAME, uid="abcdefghjkmn", by=officer)
    assert create_contest(owner=district, name=NAME, uid="abcdefghjkmn", by=officer) == first
    assert Event.objects.filter(verb="contests.create").count() == 1


def test_two_contests_of_one_name_have_addresses_of_their_own(officer, district):
    slugs = {create_contest(owner=district, name=NAME, by=officer).slug for _ in range(3)}
    assert len(slugs) == 3


@pytest.mark.parametrize("role", [r for r in Role if r not in {Role.OFFICER, Role.SECRETARY}])
def test_nobody_else_may(over, district, role):
    with pytest.raises(Refusal) as refused:
        create_contest(owner=district, name=NAME, by=over(role))
    assert refused.value.code == "not_yours"
    assert not Contest.objects.filter(name=NAME).exists()


def test_an_officer_of_one_contest_or_of_another_body_may_not(actor, district, department):
    for who in (actor(Role.OFFICER), actor(Role.OFFICER, contest=None, unit=department)):
        with pytest.raises(Refusal):
            create_contest(owner=district, name=NAME, by=who)


@pytest.mark.parametrize(
    ("values", "field"),
    [
        ({"name": " \u200b "}, "name"),
        ({"name": "a" * 201}, "name"),
        ({"edition": -1}, "edition"),
        ({"kind": "olympic"}, "kind"),
        ({"start_year": 2027, "end_year": 2026}, "end_year"),
        ({"start_year": 2000, "end_year": 2026}, "end_year"),
    ],
)
def test_bad_values_are_refused_with_their_field(officer, district, values, field):
    with pytest.raises(Refusal) as refused:
        create_contest(owner=district, by=officer, **{"name": NAME, **values})
    assert (refused.value.status, refused.value.field) == (422, field)


def test_the_upper_contest_is_one_that_the_maker_may_know_of(officer, district, contest):
    hidden = Contest.objects.create(slug="an", name="Ẩn", owner=district.parent)
    with pytest.raises(Refusal):
        create_contest(owner=district, name=NAME, upper=hidden, by=officer)
    assert create_contest(owner=district, name=NAME, upper=contest, by=officer).upper == contest
