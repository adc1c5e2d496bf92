import pytest

from hoithi.accounts.enums import Role
from hoithi.audit.models import Event
from hoithi.contests.actions import edit_contest, edit_reception
from hoithi.contests.enums import State
from hoithi.kit.models import PublicVersion
from hoithi.kit.refusals import Refusal

pytestmark = pytest.mark.django_db


def test_changes_a_draft_and_records_what_changed(draft, officer):
    edited = edit_contest(draft, name="Tên mới", edition=3, version=draft.version, by=officer)
    assert (edited.name, edited.edition, edited.version) == ("Tên mới", 3, draft.version + 1)
    assert Event.objects.get(verb="contests.edit").data == {"name": "Tên mới", "edition": 3}
    assert "ten moi" in edited.search_key


def test_said_twice_changes_nothing_more(draft, officer):
    edit_contest(draft, edition=3, by=officer)
    again = edit_contest(draft, edition=3, by=officer)
    assert again.version == draft.version + 1
    assert Event.objects.filter(verb="contests.edit").count() == 1


def test_a_stale_form_overwrites_nobody(draft, officer):
    edit_contest(draft, name="Của người trước", version=draft.version, by=officer)
    with pytest.raises(Refusal) as refused:
        edit_contest(draft, name="Của người sau", version=draft.version, by=officer)
    assert (refused.value.code, refused.value.status) == ("stale", 409)
    draft.refresh_from_db()
    assert draft.name == "Của người trước"


def test_an_announced_contest_is_not_changed_alone(contest, actor):
    with pytest.raises(Refusal) as refused:
        edit_contest(contest, name="Khác", by=actor(Role.OFFICER))
    assert refused.value.code == "needs_approval"


@pytest.mark.parametrize("role", [r for r in Role if r not in {Role.OFFICER, Role.SECRETARY}])
def test_nobody_else_may(draft, over, role):
    with pytest.raises(Refusal) as refused:
        edit_contest(draft, name="Khác", by=over(role))
    assert refused.value.status in {403, 404}


def test_reception_is_kept_right_while_the_contest_runs(contest, actor):
    edited = edit_reception(contest, contact_phone="0943999025", by=actor(Role.OFFICER))
    assert edited.contact_phone == "0943999025"
    assert PublicVersion.objects.filter(scope=contest.cache_scope).exists()


@pytest.mark.parametrize("state", [State.ARCHIVED, State.CANCELLED])
def test_nothing_changes_once_archived_or_cancelled(contest, actor, state):
    contest.state = state
    contest.save()
    with pytest.raises(Refusal) as refused:
        edit_reception(contest, contact_phone="1", by=actor(Role.OFFICER))
    assert refused.value.code == "frozen"


def test_the_mail_address_must_be_one(contest, actor):
    with pytest.raises(Refusal) as refused:
        edit_reception(contest, contact_email="khong phai thu", by=actor(Role.OFFICER))
    assert refused.value.field == "contact_email"
