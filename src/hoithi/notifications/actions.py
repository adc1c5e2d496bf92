"""Letters are promised here and nowhere else; `jobs` sends them."""

from collections.abc import Callable
from datetime import datetime
from typing import Protocol

from django.db import transaction
from django.utils.translation import gettext as _

from hoithi.kit.clock import now
from hoithi.kit.refusals import Refusal
from hoithi.kit.text import clean_text
from hoithi.notifications.models import Message

# What is told, inside the transaction, that a letter waits; filled by the app with its job.
WAKE: list[Callable[[Message], object]] = []

_NOTHING = {"to_address": "da-xoa@da-xoa.invalid", "to_name": "", "subject": "", "body": "", "last_error": ""}


class Doer(Protocol):
    """Whoever promises a letter: a person, or the system (without a number)."""

    @property
    def person_id(self) -> int | None: ...


def post(
    *,
    kind: str,
    to_address: str,
    to_name: str = "",
    subject: str,
    body: str,
    once_key: str,
    secret: bool = False,
    fresh: bool = False,
    by: Doer,
) -> Message:
    """Promise one letter to one person; it leaves once the caller's transaction is committed.

    `once_key` names the occasion ("invitation:12:sent"): said twice, one letter. `secret`: the body (a code, a link)
    is shown to nobody in the outbox and is erased when sent. `fresh`: the key names something that the caller's own
    transaction has made, so nobody can have said it before. Line breaks in the subject and the name become spaces.
    """
    words = {
        "kind": kind[:60],
        "to_address": to_address,
        "to_name": clean_text(to_name)[:200],
        "subject": clean_text(subject)[:200],
        "body": clean_text(body, multiline=True),
        "secret": secret,
        "posted_by_id": by.person_id,
        "created_at": now(),
        "next_try_at": now(),
    }
    key = once_key[:120]
    with transaction.atomic(savepoint=False):
        letter, new = (
            (Message.objects.create(once_key=key, **words), True)
            if fresh
            else Message.objects.get_or_create(once_key=key, defaults=words)
        )
        if new:
            _wake(letter)
    return letter


def requeue(letter: Message) -> Message:
    """Put a letter that failed back into the queue, with all its tries.

    Refused: `already_sent` for one that left, `expired` for one whose code or link was erased.
    The caller has asked whether its actor may, and records it.
    """
    with transaction.atomic():
        letter = Message.objects.select_for_update().get(pk=letter.pk)
        if letter.state == Message.State.SENT:
            raise Refusal("already_sent", _("Thư này đã gửi xong, không cần gửi lại."))
        if letter.secret and not letter.body:
            raise Refusal("expired", _("Mã hoặc liên kết trong thư đã hết hạn; hãy làm lại từ đầu để có thư mới."))
        letter.state, letter.tries, letter.next_try_at = Message.State.WAITING, 0, now()
        letter.save(update_fields=["state", "tries", "next_try_at"])
        _wake(letter)
    return letter


def forget_letters(address: str) -> int:
    """Letters to `address` lose address, name and text; those that wait are not sent. Gives how many they were."""
    letters = Message.objects.filter(to_address__iexact=address)
    letters.exclude(state=Message.State.SENT).delete()
    return letters.update(**_NOTHING)


def forget_sent(kind: str, *, before: datetime) -> int:
    """Letters of one `kind` that left before an instant lose address, name and text. Said twice: nothing new."""
    left = Message.objects.filter(kind=kind, state=Message.State.SENT, sent_at__lt=before)
    return left.exclude(to_address=_NOTHING["to_address"]).update(**_NOTHING)


def _wake(letter: Message) -> None:
    for tell in WAKE:
        tell(letter)
