import pytest

from hoithi.accounts.actors import SYSTEM
from hoithi.accounts.enums import Role
from hoithi.kit.refusals import Refusal
from hoithi.units.actions import create_unit, decide_proposal, propose
from hoithi.units.models import Proposal, Unit
from hoithi.units.queries import kind, proposals_visible_to

pytestmark = pytest.mark.django_db
CLOSING = {"change": "close", "data": {"on": "2025-07-01"}, "reason": "Nghị quyết 1662"}
NAMING = {"change": "rename", "data": {"name": "Phòng Kinh tế", "on": "2025-03-01"}, "reason": "Quyết định 12"}


@pytest.fixture
def closing(contest, actor, department):
    return propose(department, **CLOSING, by=actor(Role.OFFICER))


def test_an_officer_proposes_a_closing_and_the_head_makes_it(closing, actor, department):
    department.refresh_from_db()
    assert department.valid_to is None
    head = actor(Role.HEAD)
    assert decide_proposal(closing, approve=True, by=head).decided_by_id == head.person_id
    department.refresh_from_db()
    assert department.valid_to is not None


def test_what_one_may_do_oneself_is_done_at_once(contest, actor, department):
    assert propose(department, **NAMING, by=actor(Role.OFFICER)) is None
    assert Unit.objects.get(pk=department.pk).name == "Phòng Kinh tế"


@pytest.mark.parametrize("role", [Role.FOCAL_POINT, Role.COMMITTEE])
@pytest.mark.parametrize("decider", [Role.OFFICER, Role.HEAD])
def test_the_bodys_own_people_propose_a_name(contest, actor, department, role, decider):
    by = actor(role)
    proposal = propose(department, **NAMING, by=by)
    assert propose(department, **NAMING, by=by) == proposal
    decide_proposal(proposal, approve=True, by=actor(decider))
    assert Unit.objects.get(pk=department.pk).name == "Phòng Kinh tế"


def test_a_refusal_says_why_and_changes_nothing(closing, actor, department):
    head = actor(Role.HEAD)
    with pytest.raises(Refusal, match="Chưa nhập lý do không duyệt"):
        decide_proposal(closing, approve=False, by=head)
    decide_proposal(closing, approve=False, answer="Chưa có nghị quyết", by=head)
    with pytest.raises(Refusal, match="đã được xử lý"):
        decide_proposal(closing, approve=True, by=head)
    department.refresh_from_db()
    assert department.valid_to is None


@pytest.mark.parametrize("role", [role for role in Role if role != Role.HEAD] + [None])
def test_nobody_but_the_head_decides_a_closing(closing, actor, role):
    with pytest.raises(Refusal):
        decide_proposal(closing, approve=True, by=actor(role))
    assert Proposal.objects.get().state == Proposal.State.WAITING


def test_strangers_do_not_propose_and_do_not_see(closing, actor, department):
    for stranger in (actor(), actor(Role.JUDGE), actor(Role.ADMIN)):
        with pytest.raises(Refusal):
            propose(department, **NAMING, by=stranger)
        assert not proposals_visible_to(stranger).exists()
    assert closing in proposals_visible_to(actor(Role.HEAD))


def test_an_approval_that_no_longer_fits_is_refused_whole(contest, actor, department, district):
    proposal = propose(
        department, change="merge", data={"duplicate": ["khongcodau"]}, reason="Trùng", by=actor(Role.OFFICER)
    )
    with pytest.raises(Refusal, match="không còn nữa"):
        decide_proposal(proposal, approve=True, by=actor(Role.HEAD))
    proposal.refresh_from_db()
    assert proposal.state == Proposal.State.WAITING


@pytest.mark.parametrize(
    ("change", "data"),
    [("merge", {"duplicate": []}), ("succeed", {"successors": [], "on": "2025-07-01"})],
)
def test_two_people_of_one_district_do_not_reach_a_body_of_another_province(contest, actor, department, change, data):
    province = create_unit(name="Tỉnh Khác", kind=kind("province"), parent=None, code="99", by=SYSTEM)
    foreign = create_unit(name="Phòng Kinh tế", kind=kind("department"), parent=province, by=SYSTEM)
    data = {key: [foreign.uid] if isinstance(value, list) else value for key, value in data.items()}
    proposal = propose(department, change=change, data=data, reason="Trùng", by=actor(Role.OFFICER))
    with pytest.raises(Refusal, match="“Phòng Kinh tế” không thuộc phạm vi của bạn"):
        decide_proposal(proposal, approve=True, by=actor(Role.HEAD))
    assert Unit.objects.filter(pk=foreign.pk).exists()
    assert not foreign.succeeds.exists()
    proposal.refresh_from_db()
    assert proposal.state == Proposal.State.WAITING


def test_a_head_approves_a_merger_of_two_bodies_of_their_own(contest, actor, department):
    twin = create_unit(name="Phòng KT và HT", kind=kind("department"), parent=department.parent, by=SYSTEM)
    by, data = actor(Role.OFFICER), {"duplicate": [twin.uid]}
    decide_proposal(
        propose(department, change="merge", data=data, reason="Trùng", by=by), approve=True, by=actor(Role.HEAD)
    )
    assert not Unit.objects.filter(pk=twin.pk).exists()
