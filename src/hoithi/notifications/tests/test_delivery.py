"""Letters against a real mail server: delivered, refused, tried again, and never in clear."""

import socket
import ssl
from datetime import UTC, datetime, timedelta
from email import message_from_bytes
from email.header import decode_header, make_header
from types import SimpleNamespace

import pytest
import time_machine
from aiosmtpd.controller import Controller
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec

from hoithi.kit.clock import now
from hoithi.kit.jobs import run_pending
from hoithi.notifications.actions import post, requeue
from hoithi.notifications.delivery import deliver, due, forget_secrets
from hoithi.notifications.jobs import sweep_outbox
from hoithi.notifications.models import Message

pytestmark = pytest.mark.django_db
SOMEBODY = SimpleNamespace(person_id=None, name="Hệ thống")


class Inbox:
    """What a mail server does with letters: keeps them, or answers with `answer` first."""

    def __init__(self):
        self.letters, self.answers = [], []

    async def handle_DATA(self, server, session, envelope):  # noqa: N802, ARG002 - as the server calls it
        if self.answers:
            return self.answers.pop(0)
        self.letters.append((envelope.rcpt_tos, message_from_bytes(envelope.content), session.ssl is not None))
        return "250 OK"


@pytest.fixture(scope="module")
def certificate(tmp_path_factory):
    """A certificate for 127.0.0.1 signed by itself: (file, key file)."""
    folder, key = tmp_path_factory.mktemp("tls"), ec.generate_private_key(ec.SECP256R1())
    name = x509.Name([x509.NameAttribute(x509.NameOID.COMMON_NAME, "localhost")])
    today = datetime.now(UTC)
    made = (
        x509.CertificateBuilder()
        .subject_name(name)
        .issuer_name(name)
        .public_key(key.public_key())
        .serial_number(1)
        .not_valid_before(today - timedelta(days=1))
        .not_valid_after(today + timedelta(days=2))
        .add_extension(x509.SubjectAlternativeName([x509.DNSName("localhost")]), critical=False)
        .add_extension(x509.BasicConstraints(ca=True, path_length=None), critical=True)
        .sign(key, hashes.SHA256())
    )
    (folder / "cert.pem").write_bytes(made.public_bytes(serialization.Encoding.PEM))
    plain = serialization.NoEncryption()
    words = key.private_bytes(serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, plain)
    (folder / "key.pem").write_bytes(words)
    return folder / "cert.pem", folder / "key.pem"


@pytest.fixture
def server(settings):
    """Starts a mail server and points the settings at it; gives its inbox."""
    running = []

    def start(*, tls=None):
        inbox = Inbox()
        with socket.socket() as probe:
            probe.bind(("127.0.0.1", 0))
            port = probe.getsockname()[1]
        context = None
        if tls is not None:
            context = ssl.create_default_context(ssl.Purpose.CLIENT_AUTH)
            context.load_cert_chain(*tls)
        controller = Controller(inbox, hostname="127.0.0.1", port=port, tls_context=context, require_starttls=bool(tls))
        controller.start()
        running.append(controller)
        settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
        settings.EMAIL_HOST, settings.EMAIL_PORT, settings.EMAIL_TIMEOUT = "localhost", port, 5
        settings.EMAIL_USE_TLS, settings.EMAIL_USE_SSL = tls is not None, False
        return inbox

    yield start
    for controller in running:
        controller.stop()


def letter(key="một", **changes):
    facts = {
        "kind": "test",
        "to_address": "mo@example.vn",
        "to_name": "Thị Mơ",
        "subject": "Lời mời",
        "body": "Kính gửi chị,\n.\nHết thư.",
        "once_key": key,
        "by": SOMEBODY,
    }
    return post(**facts | changes)


def state(row):
    row.refresh_from_db()
    return row.state


def test_a_promised_letter_leaves_by_its_job_and_arrives_whole(server):
    inbox = server()
    row = letter()
    run_pending()
    assert state(row) == Message.State.SENT
    recipients, mail, __ = inbox.letters[0]
    assert recipients == ["mo@example.vn"]
    assert str(make_header(decode_header(mail["Subject"]))) == "Lời mời"
    assert mail.get_payload(decode=True).decode().replace("\r\n", "\n").rstrip("\n") == "Kính gửi chị,\n.\nHết thư."
    assert row.uid in mail["Message-ID"]


def test_the_same_occasion_is_one_letter_and_one_delivery(server):
    inbox = server()
    row = letter()
    assert letter() == row
    deliver(row.uid)
    assert not deliver(row.uid)
    run_pending()
    assert len(inbox.letters) == 1


def test_a_secret_is_erased_when_it_left(server):
    server()
    row = letter(secret=True)
    deliver(row.uid)
    row.refresh_from_db()
    assert row.body == ""


def test_names_and_subjects_cannot_bring_headers_of_their_own(server):
    inbox = server()
    row = letter(to_name="Mơ\r\nBcc: x@evil.example", subject="Mời\nBcc: y@evil.example")
    deliver(row.uid)
    recipients, mail, __ = inbox.letters[0]
    assert recipients == ["mo@example.vn"]
    assert mail["Bcc"] is None


def test_refused_for_now_it_comes_round_again_after_a_while(server):
    inbox = server()
    inbox.answers = ["451 later"]
    row = letter()
    assert not deliver(row.uid)
    row.refresh_from_db()
    assert (row.state, row.tries) == (Message.State.WAITING, 1)
    assert "451" in row.last_error
    assert not deliver(row.uid)
    with time_machine.travel(now() + timedelta(minutes=2)):
        sweep_outbox.func()
    assert state(row) == Message.State.SENT


def test_refused_for_good_it_is_not_tried_again_until_somebody_says_so(server):
    inbox = server()
    inbox.answers = ["550 no such person"]
    row = letter()
    deliver(row.uid)
    assert state(row) == Message.State.FAILED
    requeue(row)
    assert deliver(row.uid)


def test_a_server_that_is_down_loses_nothing_and_in_the_end_the_letter_has_failed(server, settings):
    server()
    settings.EMAIL_PORT = 8129
    row = letter()
    with time_machine.travel(now()) as clock:
        for _ in range(8):
            assert state(row) == Message.State.WAITING
            deliver(row.uid)
            clock.shift(timedelta(hours=13))
    assert state(row) == Message.State.FAILED
    assert row.tries == 8


def test_under_tls_it_is_delivered(server, certificate, monkeypatch):
    monkeypatch.setenv("SSL_CERT_FILE", str(certificate[0]))
    inbox = server(tls=certificate)
    row = letter()
    deliver(row.uid)
    assert state(row) == Message.State.SENT
    assert inbox.letters[0][2]


def test_a_server_without_starttls_gets_nothing(server, settings):
    inbox = server()
    settings.EMAIL_USE_TLS = True
    row = letter()
    deliver(row.uid)
    assert state(row) == Message.State.WAITING
    assert inbox.letters == []


def test_a_certificate_that_nobody_vouches_for_gets_nothing(server, certificate):
    inbox = server(tls=certificate)
    row = letter()
    deliver(row.uid)
    assert state(row) == Message.State.WAITING
    assert inbox.letters == []


def test_a_distant_server_is_not_spoken_to_in_clear(server, settings):
    server()
    settings.EMAIL_HOST = "mail.example.vn"
    row = letter()
    assert not deliver(row.uid)
    row.refresh_from_db()
    assert row.tries == 0


def test_without_a_mail_server_letters_wait_and_leave_once_there_is_one(server, settings):
    row = letter()
    run_pending()
    assert state(row) == Message.State.WAITING
    server()
    sweep_outbox.func()
    assert state(row) == Message.State.SENT


def test_a_worker_that_died_with_the_letter_in_hand_is_taken_over(server):
    server()
    row = letter()
    due().filter(uid=row.uid).update(next_try_at=now() + timedelta(minutes=5))
    assert not deliver(row.uid)
    with time_machine.travel(now() + timedelta(minutes=6)):
        assert deliver(row.uid)


def test_secrets_past_their_use_are_erased():
    row = letter(secret=True)
    Message.objects.update(created_at=now() - timedelta(days=16))
    assert forget_secrets() == 1
    assert state(row) == Message.State.FAILED
    assert row.body == ""
