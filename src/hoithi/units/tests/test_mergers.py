from datetime import date

import pytest
from django.apps import apps

from hoithi.accounts.actors import SYSTEM
from hoithi.accounts.enums import Role
from hoithi.audit.models import Event
from hoithi.kit.clock import now
from hoithi.kit.refusals import Refusal
from hoithi.units.actions import (
    add_member,
    close_unit,
    create_unit,
    merge_duplicates,
    propose,
    reopen_unit,
    succeed,
)
from hoithi.units.models import Member, Succession, Unit, UnitAlias
from hoithi.units.queries import in_force, kind

pytestmark = pytest.mark.django_db
DAY = date(2025, 7, 1)


@pytest.fixture
def communes(district):
    return [
        create_unit(name=name, kind=kind("commune"), parent=district, by=SYSTEM)
        for name in ("Xã Tân Hiệp", "Xã Đồng Nơ", "Xã Tân Khai")
    ]


def test_closing_ends_a_body_and_all_below_it(contest, actor, district, department):
    close_unit(district, on=DAY, reason="Nghị quyết 1662/NQ-UBTVQH15", by=actor(Role.HEAD))
    department.refresh_from_db()
    assert department.valid_to == DAY
    assert not Unit.objects.filter(in_force(DAY), pk=department.pk).exists()
    assert Unit.objects.filter(in_force(date(2025, 6, 30)), pk=department.pk).exists()


def test_an_earlier_end_below_is_kept(district, department):
    close_unit(department, on=date(2025, 1, 1), reason="Giải thể", by=SYSTEM)
    close_unit(district, on=DAY, reason="Bỏ cấp huyện", by=SYSTEM)
    department.refresh_from_db()
    assert department.valid_to == date(2025, 1, 1)


@pytest.mark.parametrize("role", [role for role in Role if role != Role.HEAD] + [None])
def test_only_the_head_settles(contest, actor, department, communes, role):
    somebody, (first, second, _) = actor(role), communes
    before = Event.objects.count()
    for verb in (
        lambda: close_unit(department, on=DAY, reason="Giải thể", by=somebody),
        lambda: succeed([first], successors=[second], on=DAY, by=somebody),
        lambda: merge_duplicates(first, duplicate=second, reason="Trùng", by=somebody),
        lambda: reopen_unit(department, reason="Nhầm", by=somebody),
    ):
        with pytest.raises(Refusal, match="do Trưởng Ban Tổ chức duyệt"):
            verb()
    assert Event.objects.count() == before


def test_closing_needs_a_reason_and_a_day_after_the_first(department):
    with pytest.raises(Refusal, match="Chưa nhập lý do"):
        close_unit(department, on=DAY, reason=" ", by=SYSTEM)
    department.valid_from = DAY
    department.save()
    with pytest.raises(Refusal, match="sau ngày thành lập"):
        close_unit(department, on=DAY, reason="Giải thể", by=SYSTEM)


def test_a_mistaken_closing_is_undone_unless_succeeded(department, communes):
    close_unit(department, on=DAY, reason="Giải thể", by=SYSTEM)
    assert reopen_unit(department, reason="Nhầm đơn vị", by=SYSTEM).valid_to is None
    succeed([communes[0]], successors=[communes[1]], on=DAY, by=SYSTEM)
    with pytest.raises(Refusal, match="đơn vị kế thừa"):
        reopen_unit(communes[0], reason="Nhầm", by=SYSTEM)


def test_three_become_one_that_was_among_them(communes):
    for _ in range(2):
        succeed(communes, successors=[communes[2]], on=DAY, note="Nghị quyết 1662", by=SYSTEM)
    assert Succession.objects.count() == 2
    ends = [Unit.objects.get(pk=unit.pk).valid_to for unit in communes]
    assert ends == [DAY, DAY, None]
    assert Event.objects.filter(verb="units.succeed").count() == 2


def test_nobody_succeeds_into_a_body_that_is_gone(communes):
    close_unit(communes[1], on=date(2025, 1, 1), reason="Giải thể", by=SYSTEM)
    communes[1].refresh_from_db()
    with pytest.raises(Refusal, match="không còn tồn tại"):
        succeed([communes[0]], successors=[communes[1]], on=DAY, by=SYSTEM)
    with pytest.raises(Refusal, match="ít nhất một"):
        succeed([], successors=[communes[1]], on=DAY, by=SYSTEM)


def test_joining_two_rows_brings_everything_along(contest, actor, department, communes):
    keep, duplicate, other = communes
    actor(Role.FOCAL_POINT, unit=duplicate)
    below = create_unit(name="Trường Tiểu học", kind=kind("school"), parent=duplicate, by=SYSTEM)
    for unit in (keep, duplicate):
        add_member(unit, full_name=f"Người {unit.name}", duty=Member.Duty.FOCAL_POINT, by=SYSTEM)
    for unit in (keep, duplicate):
        Succession.objects.create(predecessor=other, successor=unit, on=DAY)
    contest.owner = duplicate
    contest.save()
    merge_duplicates(keep, duplicate=duplicate, reason="Nhập hai lần", by=actor(Role.HEAD, contest=None))
    for thing in (below, contest):
        thing.refresh_from_db()
    assert not Unit.objects.filter(pk=duplicate.pk).exists()
    assert below.path == f"{keep.path}{below.pk}/"
    assert (contest.owner, contest.owner_path) == (keep, keep.path)
    assert keep.grants.get().role == Role.FOCAL_POINT
    assert [alias.name for alias in keep.aliases.all()] == ["Xã Đồng Nơ"]
    assert keep.members.filter(duty=Member.Duty.FOCAL_POINT).get().full_name == "Người Xã Tân Hiệp"
    assert Succession.objects.get().successor == keep


def rows_at(unit):
    """How many rows point at `unit`, by each foreign key of the whole system."""
    keys = [f for model in apps.get_models() for f in model._meta.concrete_fields if f.related_model is Unit]
    return {str(key): key.model._base_manager.filter(**{key.name: unit}).count() for key in keys}


def test_every_table_that_points_at_a_body_is_followed(contest, actor, person, department, communes):
    keep, duplicate, other = communes
    create_unit(name="Trường Tiểu học", kind=kind("school"), parent=duplicate, by=SYSTEM)
    UnitAlias.objects.create(unit=duplicate, name="Đồng Nơ cũ")
    Succession.objects.create(predecessor=duplicate, successor=other, on=DAY)
    Succession.objects.create(predecessor=other, successor=duplicate, on=DAY)
    add_member(duplicate, full_name="Trần Thị Mẫu", duty=Member.Duty.MEMBER, by=SYSTEM)
    propose(duplicate, change="alias", data={"name": "Đ. Nơ"}, reason="NQ", by=actor(Role.FOCAL_POINT, unit=duplicate))
    contest.owner = contest.standing_agency = contest.territory = duplicate
    contest.save()
    contest.invitations.create(
        unit=duplicate, role=Role.FOCAL_POINT, full_name="Lê Thị Mẫu", token_hash="x", expires_at=now()
    )
    file = apps.get_model("kit.StoredFile").objects.create(name="k.md", size=1, sha256="0", key="k")
    contest.plans.create(owner=duplicate, file=file)
    contest.tasks.create(unit=duplicate, text="Tuyên truyền")
    models = {name: apps.get_model(f"entries.{name}") for name in ("Entry", "UnitConfirmation", "ArchiveImport")}
    entry = models["Entry"].objects.create(contest=contest, owner=person(), unit=duplicate, changed_at=now())
    models["UnitConfirmation"].objects.create(entry=entry, unit=duplicate, asked_at=now())
    models["ArchiveImport"].objects.create(owner=duplicate, file=file, contest_name="Hội thi", made_at=now())
    apps.get_model("documents.Series").objects.create(unit=duplicate, name="UBND", symbol="UBND", opened_at=now())
    apps.get_model("documents.OfficeTemplate").objects.create(unit=duplicate, kind="giay-moi", file=file, at=now())
    assert {*rows_at(duplicate).values()} == {1}
    assert len(rows_at(duplicate)) == 18
    merge_duplicates(keep, duplicate=duplicate, reason="Nhập hai lần", by=SYSTEM)
    assert all(rows_at(keep).values())
    assert not any(rows_at(duplicate).values())


def test_a_body_is_not_joined_with_itself_or_its_parent(district, department):
    for duplicate in (department, district):
        with pytest.raises(Refusal, match="cấp trên"):
            merge_duplicates(department, duplicate=duplicate, reason="Trùng", by=SYSTEM)
