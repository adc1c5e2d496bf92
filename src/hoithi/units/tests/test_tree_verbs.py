from datetime import date

import pytest

from hoithi.accounts.actors import SYSTEM
from hoithi.accounts.enums import Role
from hoithi.audit.models import Event
from hoithi.kit.refusals import Refusal
from hoithi.units.actions import (
    add_alias,
    close_unit,
    create_unit,
    edit_unit,
    move_unit,
    remove_alias,
    rename_unit,
)
from hoithi.units.models import Unit
from hoithi.units.queries import kind, name_on

pytestmark = pytest.mark.django_db


def test_an_officer_makes_a_body_with_a_code_from_the_owners(contest, actor, district):
    unit = create_unit(name="  Phòng  Nội vụ ", kind=kind("department"), parent=district, by=actor(Role.OFFICER))
    assert (unit.name, unit.code, unit.path) == ("Phòng Nội vụ", "697-pnv", f"{district.path}{unit.pk}/")
    assert Event.objects.get().verb == "units.create_unit"


def test_two_bodies_with_the_same_initials_get_two_codes(district):
    codes = [
        create_unit(name=name, kind=kind("school"), parent=district, by=SYSTEM).code
        for name in ("Trường Trần Phú", "Trường Tân Phước")
    ]
    assert codes == ["697-ttp", "697-ttp2"]


def test_saying_it_twice_makes_one_body(district):
    create_unit(name="Phòng Nội vụ", kind=kind("department"), parent=district, by=SYSTEM)
    with pytest.raises(Refusal, match="Đã có đơn vị “Phòng Nội vụ”"):
        create_unit(name="phòng Nội vụ", kind=kind("department"), parent=district, by=SYSTEM)
    assert Unit.objects.filter(search_key__startswith="phong noi vu").count() == 1


@pytest.mark.parametrize("role", [role for role in Role if role != Role.OFFICER] + [None])
def test_nobody_but_an_officer_makes_or_changes_a_body(contest, actor, district, department, role):
    somebody = actor(role)
    for verb in (
        lambda: create_unit(name="Phòng Nội vụ", kind=kind("department"), parent=district, by=somebody),
        lambda: rename_unit(department, name="Phòng Kinh tế", by=somebody),
        lambda: edit_unit(department, kind=department.kind, code="697-kt", address="Ấp 1", by=somebody),
        lambda: move_unit(department, parent=district.parent, by=somebody),
        lambda: add_alias(department, name="Phòng KTHT", by=somebody),
    ):
        with pytest.raises(Refusal, match="Chỉ chuyên viên"):
            verb()
    assert not Event.objects.exists()


def test_an_officer_of_one_contest_does_not_reach_beyond_the_body_that_runs_it(contest, actor, district):
    for parent in (district.parent, None):
        with pytest.raises(Refusal, match="Chỉ chuyên viên"):
            create_unit(name="Sở Nội vụ", kind=kind("department"), parent=parent, by=actor(Role.OFFICER))


@pytest.mark.parametrize(
    ("fields", "sentence"),
    [
        ({"name": "\u200b"}, "Chưa nhập tên đơn vị"),
        ({"name": "x" * 201}, "Tối đa 200 ký tự"),
        ({"code": "697"}, "Mã 697 đã dùng cho “Huyện Hớn Quản”"),
        ({"code": "mã lạ"}, "chỉ được gồm"),
        ({"address": "\x00"}, "Có ký tự không hợp lệ"),
    ],
)
def test_bad_words_are_refused_in_one_sentence(district, fields, sentence):
    with pytest.raises(Refusal, match=sentence):
        create_unit(**{"name": "Phòng Nội vụ", **fields}, kind=kind("department"), parent=district, by=SYSTEM)


def test_a_new_name_counts_from_its_day_and_the_old_one_stays(department):
    rename_unit(department, name="Phòng Kinh tế", on=date(2025, 3, 1), by=SYSTEM)
    department.refresh_from_db()
    assert department.search_key.startswith("phong kinh te ")
    assert name_on(department, date(2025, 2, 28)) == "Phòng Kinh tế và Hạ tầng"
    assert name_on(department, date(2025, 3, 1)) == "Phòng Kinh tế"


def test_a_corrected_spelling_is_found_but_never_printed(department):
    rename_unit(department, name="Phòng Kinh tế - Hạ tầng", by=SYSTEM)
    rename_unit(department, name="Phòng Kinh tế - Hạ tầng", by=SYSTEM)
    department.refresh_from_db()
    assert name_on(department, date(2020, 1, 1)) == "Phòng Kinh tế - Hạ tầng"
    assert [alias.name for alias in department.aliases.all()] == ["Phòng Kinh tế và Hạ tầng"]
    assert Event.objects.count() == 1


def test_a_former_name_cannot_be_forgotten_but_an_alias_can(department):
    rename_unit(department, name="Phòng Kinh tế", on=date(2025, 3, 1), by=SYSTEM)
    with pytest.raises(Refusal, match="tên chính thức"):
        remove_alias(department.aliases.get(), by=SYSTEM)
    alias = add_alias(department, name="P. KTHT", by=SYSTEM)
    assert add_alias(department, name="P. KTHT", by=SYSTEM) == alias
    remove_alias(alias, by=SYSTEM)
    assert department.aliases.count() == 1


def test_an_edit_from_an_old_form_does_not_overwrite(department):
    edit_unit(department, kind=department.kind, code="697-kt", address="Khu phố 1", version=1, by=SYSTEM)
    with pytest.raises(Refusal, match="vừa được người khác sửa"):
        edit_unit(department, kind=department.kind, code="697-kt", address="Khu phố 2", version=1, by=SYSTEM)
    department.refresh_from_db()
    assert department.address == "Khu phố 1"


def test_moving_takes_the_whole_subtree_and_its_contests(contest, district, department, kinds):
    city = Unit.objects.create(code="75", name="Thành phố Đồng Nai", kind=kinds["province"])
    move_unit(district, parent=city, by=SYSTEM)
    for thing in (district, department, contest):
        thing.refresh_from_db()
    assert district.path == f"{city.path}{district.pk}/"
    assert department.path == f"{district.path}{department.pk}/"
    assert contest.owner_path == district.path


def test_a_body_cannot_lie_inside_itself(district, department):
    for place in (district, department):
        with pytest.raises(Refusal, match="trong chính nó"):
            move_unit(district, parent=place, by=SYSTEM)


def test_a_tree_too_deep_for_its_path_is_refused_whole(district, department, kinds):
    parent = Unit.objects.create(code="top", name="Đỉnh", kind=kinds["province"])
    Unit.objects.filter(pk=parent.pk).update(path="/" + "1/" * 126)
    parent.refresh_from_db()
    with pytest.raises(Refusal, match="quá sâu"):
        move_unit(district, parent=parent, by=SYSTEM)
    department.refresh_from_db()
    assert department.path.startswith(district.path)


def test_a_body_below_one_that_ceased_ceased_with_it_and_is_made_once(district):
    close_unit(district, on=date(2025, 7, 1), reason="Bỏ cấp huyện", by=SYSTEM)
    district.refresh_from_db()
    made = create_unit(name="Phòng Nội vụ", kind=kind("department"), parent=district, by=SYSTEM)
    assert made.valid_to == date(2025, 7, 1)
    with pytest.raises(Refusal, match="Đã có đơn vị"):
        create_unit(name="Phòng Nội vụ", kind=kind("department"), parent=district, by=SYSTEM)
