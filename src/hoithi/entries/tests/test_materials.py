import pytest

from hoithi.accounts.enums import Role
from hoithi.audit.models import Event
from hoithi.entries.actions.materials import move_material, receive_material, return_material
from hoithi.entries.models import Material
from hoithi.entries.queries import materials_visible_to
from hoithi.kit.refusals import Refusal

pytestmark = pytest.mark.django_db


def receive(entry, by, key="a", **more):
    given = {"kind": "model", "name": "Mô hình máy tách vỏ", "place": "Kệ 3", "condition": "Nguyên vẹn", **more}
    return receive_material(entry, once_key=key, by=by, **given)


def test_a_thing_is_here_once_with_place_condition_and_photo(submitted, officer, page):
    photo = page(officer)
    made = receive(submitted, officer, count=2, photo=photo)
    assert receive(submitted, officer, count=2, photo=photo) == made
    assert (made.place, made.condition, made.count, made.photo) == ("Kệ 3", "Nguyên vẹn", 2, photo)
    assert made.received_by_name == officer.name
    assert Event.objects.filter(verb="entries.receive_material").count() == 1


@pytest.mark.parametrize("given", [{"name": " "}, {"count": 0}, {"count": 1001}, {"name": "m" * 201}])
def test_what_cannot_be_kept_is_said(submitted, officer, given):
    with pytest.raises(Refusal) as refused:
        receive(submitted, officer, **given)
    assert (refused.value.status, refused.value.field) == (422, next(iter(given)))


def test_a_draft_brings_nothing(draft, officer):
    with pytest.raises(Refusal):
        receive(draft, officer)


def test_it_is_moved_and_the_record_says_from_where(submitted, officer):
    made = receive(submitted, officer)
    move_material(made, place="Phòng 2", by=officer)
    move_material(made, place="Phòng 2", by=officer)
    made.refresh_from_db()
    assert made.place == "Phòng 2"
    assert [event.data["before"] for event in Event.objects.filter(verb="entries.move_material")] == ["Kệ 3"]


def test_it_is_given_back_once_against_a_signature(submitted, officer, page):
    made = receive(submitted, officer)
    signed = page(officer)
    done = return_material(made, to="Điểu Xuân Lộc", condition="Nguyên vẹn", paper=signed, by=officer)
    assert (done.returned_to, done.returned_paper, done.returned_by_name) == ("Điểu Xuân Lộc", signed, officer.name)
    for again in (
        lambda: return_material(made, to="Người khác", condition="Vỡ", by=officer),
        lambda: move_material(made, place="Đâu đó", by=officer),
    ):
        with pytest.raises(Refusal) as refused:
            again()
        assert refused.value.code == "entries.returned"


@pytest.mark.parametrize("role", [None, *sorted(set(Role) - {Role.OFFICER, Role.SECRETARY})])
def test_only_the_office_keeps_things(submitted, officer, actor, role):
    made, by = receive(submitted, officer), actor(role)
    for act in (
        lambda: receive(submitted, by, key="b"),
        lambda: move_material(made, place="Đâu đó", by=by),
        lambda: return_material(made, to="Ai đó", condition="Vỡ", by=by),
    ):
        with pytest.raises(Refusal) as refused:
            act()
        assert refused.value.status == 404
    assert Material.objects.count() == 1
    assert not materials_visible_to(by, submitted.contest).exists()
