"""The outbox page: who reads it, what it keeps to itself, and trying again."""

import pytest

from hoithi.accounts.actors import SYSTEM
from hoithi.accounts.enums import Role
from hoithi.audit.models import Event
from hoithi.notifications.actions import post
from hoithi.notifications.models import Message

OUTBOX = "/lam-viec/thu-da-gui/"


def letter(key="một", **changes):
    facts = {"kind": "test", "to_address": "mo@example.vn", "subject": "Nhắc việc", "body": "Còn 3 ngày."}
    return post(**facts | changes, once_key=key, by=SYSTEM)


@pytest.mark.parametrize(
    ("role", "scope", "status"),
    [
        (Role.ADMIN, {"contest": None}, 200),
        (Role.AUDITOR, {"contest": None}, 200),
        (Role.AUDITOR, {}, 404),
        (Role.OFFICER, {}, 404),
        (Role.HEAD, {}, 404),
        (None, {}, 404),
    ],
)
def test_who_reads_it(actor, sign_in, role, scope, status):
    row = letter()
    client = sign_in(actor(role, **scope))
    assert client.get(OUTBOX).status_code == status
    assert client.get(f"{OUTBOX}{row.uid}/").status_code == status


def test_a_code_is_shown_to_nobody(actor, sign_in):
    open_row, secret_row = letter(), letter("hai", secret=True, body="Mã 123456")
    client = sign_in(actor(Role.ADMIN, contest=None))
    assert "Còn 3 ngày." in client.get(f"{OUTBOX}{open_row.uid}/").content.decode()
    assert "123456" not in client.get(f"{OUTBOX}{secret_row.uid}/").content.decode()
    assert client.get(f"{OUTBOX}?xuat=xlsx")["Content-Type"].startswith("text/html")  # addresses are not taken away


def test_an_administrator_tries_a_failed_letter_again_an_auditor_does_not(actor, sign_in):
    row = letter()
    Message.objects.update(state=Message.State.FAILED, tries=8)
    client = sign_in(actor(Role.AUDITOR, contest=None))
    assert client.post(f"{OUTBOX}{row.uid}/gui-lai/").status_code == 404
    client = sign_in(actor(Role.ADMIN, contest=None))
    assert "Gửi lại" in client.get(f"{OUTBOX}{row.uid}/").content.decode()
    client.post(f"{OUTBOX}{row.uid}/gui-lai/")
    row.refresh_from_db()
    assert (row.state, row.tries) == (Message.State.WAITING, 0)
    assert Event.objects.filter(verb="accounts.retry_letter").count() == 1


def test_it_asks_as_much_at_one_letter_as_at_a_hundred(actor, sign_in, django_assert_max_num_queries):
    client = sign_in(actor(Role.ADMIN, contest=None))
    letter()
    with django_assert_max_num_queries(8) as few:
        client.get(OUTBOX)
    for n in range(100):
        letter(str(n))
    with django_assert_max_num_queries(8) as many:
        assert "101 dòng" in client.get(OUTBOX).content.decode()
    assert len(few) == len(many)
