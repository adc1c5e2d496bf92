import pytest

from hoithi.accounts.actors import SYSTEM, VISITOR
from hoithi.accounts.enums import Role
from hoithi.contests.enums import State
from hoithi.contests.queries import actor_of
from hoithi.entries.actions import add_author, answer_invitation, ask_help, invite_author
from hoithi.entries.actions.typing import answer_typed, finish_typing
from hoithi.entries.models import Entry
from hoithi.entries.queries import counts, drafts_of, own_entries, received, sight, visible_to

pytestmark = pytest.mark.django_db


def see(who):
    return set(visible_to(who).values_list("pk", flat=True))


def test_a_draft_is_its_authors_alone(draft, entrant, actor):
    assert see(entrant) == {draft.pk}
    for role in (None, *Role):
        assert see(actor(role)) == set()
    assert see(VISITOR) == set()
    assert see(SYSTEM) == {draft.pk}


def test_the_office_looks_into_a_draft_only_when_asked(draft, entrant, actor):
    officer = actor(Role.OFFICER)
    assert drafts_of(officer, draft.contest) == 1
    assert drafts_of(actor(Role.HEAD), draft.contest) == 0
    ask_help(draft, by=entrant)
    assert see(officer) == {draft.pk}


def test_a_co_author_sees_it_until_they_decline(draft, entrant, actor):
    friend, other = actor(), actor()
    author = add_author(draft, by=entrant, full_name="Thị Hồng")
    answer_invitation(invite_author(author, by=entrant), accept=True, by=friend)
    second = add_author(draft, by=entrant, full_name="Điểu Minh")
    answer_invitation(invite_author(second, by=entrant), accept=False, by=other)
    assert see(friend) == {draft.pk}
    assert list(own_entries(friend)) == [draft]
    assert see(other) == set()


READ_SUBMITTED = {Role.OFFICER, Role.SECRETARY, Role.AUDITOR}


@pytest.mark.parametrize("role", [None, *Role])
def test_who_knows_of_a_submitted_entry_before_the_deadline(submitted, actor, role):
    assert see(actor(role)) == ({submitted.pk} if role in READ_SUBMITTED else set())


@pytest.mark.parametrize("role", [None, *Role])
def test_after_the_deadline_the_head_reads_too(submitted, actor, role):
    submitted.contest.state = State.CLOSED
    submitted.contest.save()
    assert see(actor(role)) == ({submitted.pk} if role in READ_SUBMITTED | {Role.HEAD} else set())


def test_a_body_knows_of_the_entries_of_its_own(submitted, actor, department):
    focal = actor(Role.FOCAL_POINT)
    assert see(focal) == set()
    Entry.objects.filter(pk=submitted.pk).update(unit=department)
    assert see(focal) == {submitted.pk}
    look = sight(focal, Entry.objects.get(pk=submitted.pk))
    assert (look.content, look.files, look.people, look.sealed) == (False, False, True, False)


def test_what_each_may_read(submitted, entrant, actor):
    own, officer, auditor = (
        sight(entrant, submitted),
        sight(actor(Role.OFFICER), submitted),
        sight(actor(Role.AUDITOR), submitted),
    )
    assert own.working
    assert own.files
    assert not own.staff
    assert officer.files
    assert officer.sealed
    assert not officer.working
    assert not auditor.content
    assert not auditor.files
    assert not auditor.sealed
    assert auditor.guardian


def test_what_an_owner_edits_after_their_word_on_the_typed_version_is_theirs_alone(taken_in, officer):
    typed_in, typed = sight(officer, taken_in), finish_typing(taken_in, once_key="n", base=taken_in.version, by=officer)
    answer_typed(typed, right=True, by=actor_of(taken_in.owner))
    assert typed_in.working
    assert not sight(officer, Entry.objects.get()).working


def test_counts_leave_drafts_out(submitted, many, actor, receiving):
    many(2)
    assert counts(actor(Role.OFFICER), receiving) == {"submitted": 3}
    assert received(actor(Role.OFFICER), receiving).count() == 3
    assert counts(actor(Role.FINANCE), receiving) == {}
