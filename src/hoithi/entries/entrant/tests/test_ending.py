"""Withdrawn, dropped, consents taken back."""

from datetime import timedelta

import pytest

from hoithi.entries.entrant.tests.conftest import hidden
from hoithi.entries.enums import EntryState
from hoithi.entries.models import Consent, Entry, Submission

pytestmark = pytest.mark.django_db


def test_withdrawn_and_submitted_again(at_desk, submitted, fresh):
    assert at_desk.get("entry_withdraw", submitted).status_code == 200
    assert fresh(submitted).state == EntryState.SUBMITTED
    at_desk.post("entry_withdraw", submitted, {"reason": "Cần sửa thêm"})
    assert (fresh(submitted).state, fresh(submitted).reason) == (EntryState.WITHDRAWN, "Cần sửa thêm")
    assert at_desk.post("entry_withdraw", submitted).status_code == 409
    page = at_desk.get("entry_check", submitted)
    at_desk.post("entry_check", submitted, {"once": hidden(page, "once"), "base": hidden(page, "base")})
    assert (fresh(submitted).state, fresh(submitted).number) == (EntryState.SUBMITTED, 1)
    assert Submission.objects.count() == 2


def test_nobody_withdraws_after_the_deadline(at_desk, submitted, deadline, time_machine, fresh):
    time_machine.move_to(deadline, tick=False)
    answer = at_desk.post("entry_withdraw", submitted)
    assert (answer.status_code, "gọi ban tổ chức" in answer.content.decode()) == (409, True)
    assert fresh(submitted).state == EntryState.SUBMITTED
    assert "Rút hồ sơ" not in at_desk.get("entry_home", submitted).content.decode()


@pytest.mark.parametrize("state", ["accepted", "rejected", "duplicate"])
def test_what_is_decided_is_not_withdrawn(at_desk, submitted, many, state, fresh):
    other = many(1)[0] if state == "duplicate" else None
    Entry.objects.filter(pk=submitted.pk).update(state=state, duplicate_of=other)
    assert at_desk.post("entry_withdraw", submitted).status_code == 409
    assert "Sửa rồi nộp lại" not in at_desk.get("entry_home", submitted).content.decode()
    assert at_desk.save("entry_step", submitted, {"q-ly-do": "Sửa lén."}, part="ly-do").status_code == 409
    assert fresh(submitted).state == state


def test_a_draft_is_dropped_after_a_question(at_desk, draft):
    assert at_desk.get("entry_drop", draft).status_code == 200
    assert Entry.objects.exists()
    answer = at_desk.post("entry_drop", draft)
    assert answer["Location"] == at_desk.address("entry_list")
    assert not Entry.objects.exists()
    assert at_desk.post("entry_drop", draft).status_code == 404


def test_what_was_submitted_is_not_dropped(at_desk, submitted):
    assert at_desk.post("entry_drop", submitted).status_code == 409
    assert Entry.objects.exists()


def test_consents_are_seen_taken_back_and_given(at_desk, submitted, deadline, time_machine):
    own = submitted.authors.get()
    time_machine.move_to(deadline + timedelta(days=1))
    assert "Đã đồng ý lúc" in at_desk.get("entry_consents", submitted).content.decode()
    sent = {"author": own.uid, "purpose": "enter", "do": "withdraw"}
    asked = at_desk.post("entry_consents", submitted, sent).content.decode()
    assert "không xét tiếp được hồ sơ" in asked
    assert at_desk.address("entry_withdraw", submitted) in asked
    assert Consent.objects.get().withdrawn_at is None
    at_desk.post("entry_consents", submitted, {**sent, "sure": "1"})
    assert Consent.objects.get().withdrawn_at is not None
    at_desk.post("entry_consents", submitted, {"author": own.uid, "purpose": "publish", "do": "give"})
    assert Consent.objects.filter(purpose="publish", withdrawn_at=None).count() == 1


@pytest.mark.parametrize(("author", "purpose"), [("khong-co", "enter"), (None, "ethnicity"), (None, "xyz")])
def test_a_consent_that_concerns_nobody(at_desk, submitted, author, purpose):
    sent = {"author": author or submitted.authors.get().uid, "purpose": purpose, "do": "give"}
    assert at_desk.post("entry_consents", submitted, sent).status_code == 404
    assert Consent.objects.count() == 1
