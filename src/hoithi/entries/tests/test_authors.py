from datetime import timedelta
from decimal import Decimal

import pytest

from hoithi.accounts.actors import VISITOR
from hoithi.contests.enums import State
from hoithi.contests.models import Contest
from hoithi.contests.queries import actor_of
from hoithi.entries.actions import (
    add_author,
    answer_invitation,
    confirm_on_paper,
    copy_entry,
    edit_author,
    give_consent,
    invite_author,
    remove_author,
    withdraw_consent,
)
from hoithi.entries.actions.authors import MOST_INVITATIONS, invited
from hoithi.entries.enums import AuthorState, EntryState, Purpose
from hoithi.entries.models import Author, Consent, Entry
from hoithi.entries.queries import accounts_of, visible_to
from hoithi.kit.clock import now
from hoithi.kit.refusals import Refusal
from hoithi.kit.sealed import unseal
from hoithi.kit.tests.standing import shared
from hoithi.notifications.models import Message

pytestmark = pytest.mark.django_db


@shared
def second(draft, entrant):
    return add_author(draft, by=entrant, full_name="Thị Hồng", share=Decimal(40))


def test_authors_are_added_in_their_order(draft, entrant, second):
    add_author(draft, by=entrant, full_name="K’Brơi")
    assert list(draft.authors.values_list("full_name", flat=True)) == ["Điểu Xuân Lộc", "Thị Hồng", "K’Brơi"]
    assert Entry.objects.get(pk=draft.pk).authors_line == "Điểu Xuân Lộc và 2 người khác"


@pytest.mark.parametrize("name", ["", "   ", "\u200b\u200b", "Nguyễn\x00Văn", "Nguyễn 👩‍🔬", "Аdmin", "x" * 101])
def test_a_name_that_is_none_is_refused(draft, entrant, name):
    with pytest.raises(Exception, match=r".+") as refused:
        add_author(draft, by=entrant, full_name=name)
    assert refused.type.__name__ in {"Refusal", "ValidationError"}
    assert draft.authors.count() == 1


def test_no_more_authors_than_the_rules_allow(draft, entrant, rules_of):
    rules_of("eligibility", most_authors=2)
    add_author(draft, by=entrant, full_name="Thị Hồng")
    with pytest.raises(Refusal, match="tối đa 2 tác giả"):
        add_author(draft, by=entrant, full_name="Điểu Minh")


def test_only_what_the_form_asks_is_kept_and_the_id_number_is_sealed(draft, entrant):
    author = add_author(
        draft, by=entrant, full_name="Thị Hồng", occupation="Nông dân", workplace="Không hỏi", id_number="070199123456"
    )
    assert author.details == {"occupation": "Nông dân"}
    assert author.id_last == "3456"
    assert "070199123456" not in author.id_sealed
    assert unseal(author.id_sealed, purpose="author.id_number") == "070199123456"


def test_two_people_edit_one_author(second, entrant):
    edit_author(second, version=1, by=entrant, full_name="Thị Hồng Nhung")
    with pytest.raises(Refusal) as refused:
        edit_author(second, version=1, by=entrant, full_name="Thị Hoa")
    assert refused.value.status == 409
    assert Author.objects.get(pk=second.pk).full_name == "Thị Hồng Nhung"


def test_the_link_confirms_once_and_binds_the_account(second, entrant, actor):
    secret = invite_author(second, by=entrant)
    friend = actor()
    author = answer_invitation(secret, accept=True, by=friend)
    assert (author.state, author.person_id) == (AuthorState.CONFIRMED, friend.person_id)
    with pytest.raises(Refusal, match="đã dùng hoặc đã hết hạn"):
        answer_invitation(secret, accept=True, by=actor())


def test_two_answers_at_once_are_one(second, entrant, actor, monkeypatch):
    """The second has found the link before the first used it up."""
    secret = invite_author(second, by=entrant)
    found, first = invited(secret), actor()
    answer_invitation(secret, accept=True, by=first)
    monkeypatch.setattr("hoithi.entries.actions.authors.invited", lambda _secret: found)
    with pytest.raises(Refusal, match="đã dùng hoặc đã hết hạn"):
        answer_invitation(secret, accept=True, by=actor())
    assert Author.objects.get(pk=second.pk).person_id == first.person_id


def test_a_visitor_or_another_author_does_not_use_the_link(second, entrant, draft):
    secret = invite_author(second, by=entrant)
    with pytest.raises(Refusal, match="Hãy đăng nhập"):
        answer_invitation(secret, accept=True, by=VISITOR)
    with pytest.raises(Refusal, match="đã là tác giả"):
        answer_invitation(secret, accept=True, by=entrant)
    assert invited(secret) == second


@pytest.mark.parametrize("state", [State.ARCHIVED, State.CANCELLED])
def test_no_link_changes_what_is_only_kept(second, entrant, actor, state):
    secret = invite_author(second, by=entrant)
    Contest.objects.filter(pk=second.entry.contest_id).update(state=state)
    with pytest.raises(Refusal, match="chỉ còn xem được"):
        answer_invitation(secret, accept=True, by=actor())
    assert Author.objects.get(pk=second.pk).state == AuthorState.PENDING


def test_a_new_link_ends_the_old_one_and_time_ends_all(second, entrant, time_machine):
    old = invite_author(second, by=entrant)
    new = invite_author(second, by=entrant)
    assert invited(old) is None
    assert invited(new) == second
    time_machine.move_to(now() + timedelta(days=15), tick=False)
    assert invited(new) is None


def test_the_letter_carries_the_link_and_keeps_no_copy(second, entrant):
    secret = invite_author(second, by=entrant, email="hong@example.vn")
    letter = Message.objects.get(kind="entries.invitation")
    assert letter.secret
    assert secret in letter.body
    assert not Author.objects.filter(invite_hash=secret).exists()


@pytest.mark.parametrize("names", [1, MOST_INVITATIONS])
def test_nobody_sends_mail_through_us(draft, entrant, second, time_machine, names):
    authors = [Author.objects.create(entry=draft, full_name=f"Tác giả {one}", position=one + 5) for one in range(names)]
    for number in range(MOST_INVITATIONS):
        invite_author(authors[number % names], by=entrant, email=f"ai-do-{number}@example.vn")
    with pytest.raises(Refusal, match="tối đa 10 lời mời"):
        invite_author(second, by=entrant, email="them@example.vn")
    assert Message.objects.filter(kind="entries.invitation").count() == MOST_INVITATIONS
    time_machine.move_to(now() + timedelta(days=1, seconds=1), tick=False)
    assert invited(invite_author(second, by=entrant)) == second


def test_a_confirmed_share_that_changes_is_confirmed_anew(second, entrant, actor):
    answer_invitation(invite_author(second, by=entrant), accept=True, by=actor())
    second.refresh_from_db()
    assert edit_author(second, version=second.version, by=entrant, share=Decimal(30)).state == AuthorState.PENDING


@pytest.fixture
def wrong(second, entrant, actor):
    """Somebody who opened a link that was meant for another, confirmed and agreed: an actor."""
    someone = actor()
    answer_invitation(invite_author(second, by=entrant), accept=True, by=someone)
    second.refresh_from_db()
    give_consent(second, Purpose.PUBLISH, by=someone)
    return someone


def rename(author, by):
    edit_author(author, version=author.version, by=by, full_name="Trần Văn Khác")


@pytest.mark.parametrize("unties", [rename, lambda author, by: invite_author(author, by=by), confirm_on_paper])
def test_who_confirmed_by_mistake_reads_no_more_and_agreed_to_nothing(second, entrant, wrong, unties):
    assert visible_to(wrong).exists()
    unties(second, by=entrant)
    assert not visible_to(wrong).exists()
    second.refresh_from_db()
    assert second.state in {AuthorState.PENDING, AuthorState.ON_PAPER}
    assert not Consent.objects.filter(author=second, withdrawn_at=None).exists()


def test_another_share_is_confirmed_anew_by_the_same_account(second, entrant, wrong):
    edit_author(second, version=second.version, by=entrant, share=Decimal(30))
    assert Author.objects.get(pk=second.pk).person_id == wrong.person_id
    assert Consent.objects.filter(author=second, withdrawn_at=None).exists()


def test_the_account_of_another_name_is_told(second, entrant, person):
    answer_invitation(invite_author(second, by=entrant), accept=True, by=actor_of(person("THI HONG")))
    assert accounts_of(second.entry) == {second.uid: ("THI HONG", False)}
    invite_author(Author.objects.get(pk=second.pk), by=entrant)
    assert accounts_of(second.entry) == {}


def test_signed_on_paper(second, entrant):
    assert confirm_on_paper(second, by=entrant).state == AuthorState.ON_PAPER


def test_no_paper_stands_against_the_word_of_who_is_no_author(second, entrant, actor):
    answer_invitation(invite_author(second, by=entrant), accept=False, by=actor())
    second.refresh_from_db()
    edit_author(second, version=second.version, by=entrant, full_name="Thị Hồng Nhung")
    with pytest.raises(Refusal, match="đã báo không phải là tác giả"):
        confirm_on_paper(second, by=entrant)
    assert Author.objects.get(pk=second.pk).state == AuthorState.DECLINED


def test_who_represents_stays_others_go_but_keep_their_row(draft, second, entrant):
    with pytest.raises(Refusal):
        remove_author(draft.authors.get(represents=True), by=entrant)
    remove_author(second, by=entrant)
    assert Author.objects.get(pk=second.pk).removed_at is not None
    assert Entry.objects.get(pk=draft.pk).authors_line == "Điểu Xuân Lộc"


def test_a_stranger_changes_no_author(second, draft, actor):
    with pytest.raises(Refusal):
        add_author(draft, by=actor(), full_name="Kẻ lạ")
    with pytest.raises(Refusal):
        edit_author(second, version=1, by=actor(), full_name="Kẻ lạ")


def test_consent_is_given_once_and_taken_back(draft, entrant):
    author = draft.authors.get()
    first = give_consent(author, Purpose.PUBLISH, by=entrant)
    assert give_consent(author, Purpose.PUBLISH, by=entrant) == first
    withdraw_consent(author, Purpose.PUBLISH, by=entrant)
    assert Consent.objects.get(pk=first.pk).withdrawn_at is not None
    assert give_consent(author, Purpose.PUBLISH, by=entrant) != first


def test_nobody_consents_for_another(second, entrant, actor):
    for who in (entrant, actor(), VISITOR):
        with pytest.raises(Refusal):
            give_consent(second, Purpose.PUBLISH, by=who)
    assert give_consent(second, Purpose.PUBLISH, by=entrant, how="paper", given_by="Thị Hồng").how == "paper"


def test_a_copy_takes_names_along_and_nothing_that_was_given_for_one_entry(draft, second, entrant, actor, receiving):
    edit_author(second, version=1, by=entrant, id_number="070199123456", ethnicity="S'tiêng", occupation="Nông dân")
    no_author = add_author(draft, by=entrant, full_name="Điểu Minh")
    answer_invitation(invite_author(no_author, by=entrant), accept=False, by=actor())
    new = copy_entry(draft, receiving, by=entrant, once_key="ban-sao")
    taken = new.authors.get(represents=False)
    assert taken.full_name == "Thị Hồng"
    assert (taken.id_sealed, taken.id_last, taken.ethnicity_sealed, taken.details, taken.share) == (
        "",
        "",
        "",
        {},
        None,
    )


@pytest.fixture
def friend(second, entrant, actor):
    """The second author, who has confirmed."""
    by = actor()
    answer_invitation(invite_author(second, by=entrant), accept=True, by=by)
    return by


def test_nobody_puts_their_row_right_once_the_dossier_is_decided(second, friend, draft):
    edit_author(second, version=1, by=friend, full_name="Thị Hồng Nhung")
    Entry.objects.filter(pk=draft.pk).update(state=EntryState.ACCEPTED)
    with pytest.raises(Refusal, match="không sửa được nữa"):
        edit_author(second, version=2, by=friend, full_name="Khác")


def test_a_supplement_opens_their_row_again(second, friend, draft, deadline, time_machine):
    Entry.objects.filter(pk=draft.pk).update(state=EntryState.RETURNED, due_at=deadline + timedelta(days=2))
    time_machine.move_to(deadline + timedelta(days=1), tick=False)
    assert edit_author(second, version=1, by=friend, full_name="Thị Hồng Nhung").full_name == "Thị Hồng Nhung"


def test_who_declined_or_was_removed_has_no_row(second, entrant, friend, draft):
    Author.objects.filter(pk=second.pk).update(state=AuthorState.DECLINED)
    with pytest.raises(Refusal) as refused:
        edit_author(second, version=1, by=friend, full_name="Khác")
    assert refused.value.status == 404
    remove_author(second, by=entrant)
    with pytest.raises(Refusal) as refused:
        edit_author(second, version=1, by=entrant, full_name="Khác")
    assert refused.value.status == 404


def test_one_who_may_edit_changes_only_rows_that_nobody_holds(second, friend, draft):
    Author.objects.filter(pk=second.pk).update(may_edit=True)
    with pytest.raises(Refusal) as refused:
        edit_author(draft.authors.get(represents=True), version=1, by=friend, full_name="Người Khác")
    assert refused.value.status == 403
    third = add_author(draft, by=friend, full_name="Điểu Minh")
    assert edit_author(third, version=1, by=friend, full_name="Điểu Minh Đức").full_name == "Điểu Minh Đức"
