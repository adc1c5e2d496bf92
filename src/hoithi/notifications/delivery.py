"""Taking letters from the outbox to the mail server: each to one person, again after a failure, never in clear."""

import smtplib
from datetime import timedelta
from email.utils import formataddr

from django.conf import settings
from django.core.mail import EmailMessage, get_connection
from django.db.models import F, Q, QuerySet

from hoithi.kit.clock import now
from hoithi.notifications.models import Message

LOCAL = {"localhost", "127.0.0.1", "::1"}
# Minutes to wait after the first, second ... failure; after the last the letter has failed.
BACK_OFF = (1, 2, 5, 15, 60, 240, 720)
LEASE = timedelta(minutes=5)
SECRETS_LIVE = timedelta(days=15)


def can_send() -> bool:
    """Whether there is a mail server to send by, reached under TLS unless it is on this machine."""
    if not settings.EMAIL_BACKEND.endswith("smtp.EmailBackend"):
        return False
    return settings.EMAIL_USE_TLS or settings.EMAIL_USE_SSL or settings.EMAIL_HOST in LOCAL


def due() -> QuerySet[Message]:
    """Letters that wait and whose time to be tried has come, the oldest first."""
    waiting = Q(next_try_at=None) | Q(next_try_at__lte=now())
    return Message.objects.filter(waiting, state=Message.State.WAITING).order_by("created_at")


def deliver(uid: str) -> bool:
    """Send the letter `uid` if it is due and nobody else has it in hand; whether it left. Never raises for the server.

    A worker that dies between sending and marking leaves the letter to be sent again after five minutes, under the
    same Message-ID.
    """
    if not can_send():
        return False
    claimed = due().filter(uid=uid).update(next_try_at=now() + LEASE, tries=F("tries") + 1)
    if not claimed:
        return False
    letter = Message.objects.get(uid=uid)
    try:
        _mail(letter).send()
    except (OSError, smtplib.SMTPException) as error:
        _failed(letter, error)
        return False
    letter.state, letter.sent_at, letter.last_error = Message.State.SENT, now(), ""
    if letter.secret:
        letter.body = ""
    letter.save(update_fields=["state", "sent_at", "last_error", "body"])
    return True


def forget_secrets() -> int:
    """Erase codes and links that nobody can use any more from letters that never left; how many."""
    old = Message.objects.filter(secret=True, created_at__lt=now() - SECRETS_LIVE).exclude(body="")
    return old.update(body="", state=Message.State.FAILED, last_error="expired")


def _mail(letter: Message) -> EmailMessage:
    host = settings.BASE_URL.split("://")[-1].split("/")[0].split(":")[0]
    address = formataddr((letter.to_name, letter.to_address)) if letter.to_name else letter.to_address
    return EmailMessage(
        subject=letter.subject,
        body=letter.body,
        from_email=settings.DEFAULT_FROM_EMAIL,
        to=[address],
        headers={"Message-ID": f"<{letter.uid}@{host}>", "Auto-Submitted": "auto-generated"},
        connection=get_connection(),
    )


def _failed(letter: Message, error: Exception) -> None:
    if _for_good(error) or letter.tries > len(BACK_OFF):
        letter.state, letter.next_try_at = Message.State.FAILED, None
    else:
        letter.next_try_at = now() + timedelta(minutes=BACK_OFF[letter.tries - 1])
    letter.last_error = f"{type(error).__name__}: {error}"[:300]
    letter.save(update_fields=["state", "next_try_at", "last_error"])


def _for_good(error: Exception) -> bool:
    """The server says no to this recipient or letter for good (5xx)."""
    if isinstance(error, smtplib.SMTPRecipientsRefused):
        return all(code >= 500 for code, __ in error.recipients.values())
    return isinstance(error, smtplib.SMTPDataError | smtplib.SMTPSenderRefused) and error.smtp_code >= 500
