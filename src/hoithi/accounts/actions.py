"""The only place where people who sign in are changed."""

from datetime import timedelta
from typing import Any

from allauth.account.models import EmailAddress
from allauth.mfa.models import Authenticator
from allauth.usersessions.models import UserSession
from django.db import transaction
from django.db.models import F
from django.utils.translation import gettext as _

from hoithi.accounts import rules, slips
from hoithi.accounts.actors import VISITOR, Actor
from hoithi.accounts.enums import ERASED_NAME
from hoithi.accounts.messages import LETTERS
from hoithi.accounts.models import LoginSlip, Person, SecondFactorReset
from hoithi.accounts.queries import Contact, person_by_email, person_by_phone
from hoithi.audit.actions import record
from hoithi.kit.clock import now
from hoithi.kit.refusals import Refusal, Verdict
from hoithi.notifications.actions import forget_letters, post, requeue
from hoithi.notifications.models import Message

SLIP_LIVES = timedelta(days=3)
SLIP_TRIES = 5
ERASED_AT = "da-xoa.invalid"  # where the addresses of erased accounts lead: nowhere (RFC 2606)


def sign_up(*, full_name: str, contact: Contact, password: str, by: Actor = VISITOR) -> Person:
    """An account made by its owner. Refused (`contact_taken`) when the number or address has one already.

    An e-mail address counts only once its owner has sent back the code: sign-in by it waits for that.
    """
    with transaction.atomic():
        _refuse_taken(**{contact.kind: contact.value})
        person = Person.objects.create_user(full_name=full_name, password=password, **{contact.kind: contact.value})
        record("accounts.sign_up", on=person, by=Actor(person.pk, person.full_name) if by == VISITOR else by)
    return person


def create_person(
    *, full_name: str, email: str | None = None, phone: str | None = None, by: Actor, may: Verdict | None = None
) -> Person:
    """An account made for somebody else, without a password: they enter by invitation, code by e-mail or login slip.

    `may`: the answer of a domain above that lets `by` make this one; without it, the rule of accounts is asked.
    Refused: `not_yours`, `no_contact` (neither e-mail nor phone), `contact_taken`.
    """
    (may or rules.can_create_person(by)).enforce()
    if not email and not phone:
        raise Refusal("no_contact", _("Cần ít nhất số điện thoại hoặc địa chỉ thư điện tử."), status=422, field="phone")
    with transaction.atomic():
        _refuse_taken(email=email, phone=phone)
        maker = {"created_by_id": by.person_id}
        person = Person.objects.create_user(full_name=full_name, email=email, phone=phone, **maker)
        record("accounts.create_person", on=person, by=by)
    return person


def edit_profile(person: Person, *, full_name: str, phone: str | None, by: Actor) -> Person:
    """New name and number. The e-mail address changes only by a code sent to the new one (pages of sign-in)."""
    rules.can_edit_profile(by, person).enforce()
    with transaction.atomic():
        person = Person.objects.select_for_update().get(pk=person.pk)
        if phone != person.phone:
            _refuse_taken(phone=phone)
            person.phone_verified = False
        if not phone and not person.email:
            raise Refusal(
                "no_contact", _("Hãy giữ lại số điện thoại: bạn đăng nhập bằng số này."), status=422, field="phone"
            )
        changed = [name for name, new in (("full_name", full_name), ("phone", phone)) if getattr(person, name) != new]
        person.full_name, person.phone = full_name, phone
        person.save(update_fields=["full_name", "phone", "phone_verified"])
        if changed:
            record("accounts.edit_profile", on=person, by=by, fields=changed)
    return person


def close_account(person: Person, *, reason: str, by: Actor) -> Person:
    """The person cannot sign in any more; open sessions end with their next request. Said twice: nothing new."""
    return _set_active(person, active=False, verb="accounts.close", reason=reason, by=by)


def reopen_account(person: Person, *, reason: str, by: Actor) -> Person:
    """Undoes `close_account`."""
    return _set_active(person, active=True, verb="accounts.reopen", reason=reason, by=by)


def erase_person(person: Person, *, may: Verdict, by: Actor) -> Person:
    """Everything that says who `person` is goes out of the account: name, number, address, ways in; letters to them
    too. The row stays, for what hangs on it. Nobody signs in with it again. Said twice: nothing new.

    `may` is the answer of the domain above that knows what the person holds and is asked for (`contests.grants`,
    `entries`).
    """
    may.enforce()
    with transaction.atomic():
        person = Person.objects.select_for_update().get(pk=person.pk)
        nobody = f"{person.uid}@{ERASED_AT}"
        if person.email == nobody:
            return person
        addresses = {person.email, *EmailAddress.objects.filter(user=person).values_list("email", flat=True)}
        for address in filter(None, addresses):
            forget_letters(address)
        EmailAddress.objects.filter(user=person).delete()
        Authenticator.objects.filter(user=person).delete()
        UserSession.objects.filter(user=person).delete()
        LoginSlip.objects.filter(person=person).delete()
        person.set_unusable_password()  # the keys of sessions hang on it
        person.full_name, person.phone, person.email = ERASED_NAME, None, nobody
        person.phone_verified, person.is_active = False, False
        person.save()
        record("accounts.erase_person", on=person, by=by)
    return person


def make_slip(person: Person, *, by: Actor) -> tuple[LoginSlip, str]:
    """A new slip for `person` and its code, which is shown this once; earlier unused slips stop working.

    Whether `by` may print one for this person is asked by `contests.grants`, which knows who holds what; here only
    that nobody prints one for themselves (`own_slip`) or for a closed account (`closed`).
    """
    if by.person_id == person.pk:
        raise Refusal("own_slip", _("Bạn đang đăng nhập rồi, không cần phiếu cho chính mình."))
    if not person.is_active:
        raise Refusal("closed", _("Tài khoản này đã đóng, không in phiếu đăng nhập được."))
    with transaction.atomic():
        revoke_slips(person, by=by)
        code = _unused_code()
        slip = LoginSlip.objects.create(
            person=person,
            number=code[: slips.NUMBER],
            code_hash=slips.kept(code),
            printed_by_id=by.person_id,
            printed_at=now(),
            expires_at=now() + SLIP_LIVES,
        )
        record("accounts.print_slip", on=person, by=by, slip=slip.uid)
    return slip, code


def _unused_code() -> str:
    while LoginSlip.objects.filter(number=(code := slips.new_code())[: slips.NUMBER]).exists():
        pass
    return code


def revoke_slips(person: Person, *, by: Actor) -> int:
    """Every unused slip of `person` stops working; gives how many did. Said twice: none."""
    with transaction.atomic():
        live = LoginSlip.objects.filter(person=person, used_at=None, revoked_at=None)
        count = live.update(revoked_at=now())
        if count:
            record("accounts.revoke_slips", on=person, by=by, count=count)
    return count


def use_slip(typed: str) -> Person:
    """The person whom the slip `typed` lets in; the slip is spent. One answer for every code that does not work.

    The slip takes the place of the password, which somebody else may have set before the number was proven.
    Refused: `slip_refused` (unknown, spent, revoked, past its day, or guessed at five times). Two at once: one enters.
    """
    code = slips.read(typed)
    refused = Refusal(
        "slip_refused", _("Mã trên phiếu không dùng được. Hãy xem lại, hoặc xin phiếu mới."), field="code"
    )
    slip = LoginSlip.objects.select_related("person").filter(number=code[: slips.NUMBER]).first()
    if slip is None or not slip.person.is_active:
        raise refused
    live = LoginSlip.objects.filter(
        pk=slip.pk, used_at=None, revoked_at=None, expires_at__gt=now(), attempts__lt=SLIP_TRIES
    )
    if not slips.same(code, slip.code_hash):
        live.update(attempts=F("attempts") + 1)
        raise refused
    with transaction.atomic():
        if not live.update(used_at=now()):
            raise refused
        record("accounts.use_slip", on=slip.person, by=Actor(slip.person.pk, slip.person.full_name), slip=slip.uid)
        if slip.person.phone and not slip.person.phone_verified:
            slip.person.phone_verified = True
            slip.person.save(update_fields=["phone_verified"])
        forget_password(slip.person)
    return slip.person


def forget_password(person: Person) -> None:
    """The password of `person`, and every session opened so far, stop working. Said twice: nothing new.

    For the moment when somebody proves without it that the account is theirs: whoever set it had proven nothing.
    """
    if not person.has_usable_password():
        return
    with transaction.atomic():
        person.set_unusable_password()  # the keys of sessions hang on it
        person.save(update_fields=["password"])
        record("accounts.forget_password", on=person, by=Actor(person.pk, person.full_name))


def ask_reset(person: Person, *, reason: str, by: Actor) -> SecondFactorReset:
    """Ask that the second factor of `person`, who lost it, be taken away; somebody else has to agree within a day.

    Said twice: the open request. Refused: `not_yours`, `own_account`.
    """
    rules.can_ask_reset(by, person).enforce()
    with transaction.atomic():
        fresh = SecondFactorReset.objects.filter(person=person, done_at=None, asked_at__gt=now() - rules.RESET_LIVES)
        there = fresh.select_for_update().first()
        if there is not None:
            return there
        reset = SecondFactorReset.objects.create(person=person, asked_by_id=by.person_id, reason=reason, asked_at=now())
        record("accounts.ask_reset", on=person, by=by, reason=reason)
    return reset


def agree_reset(reset: SecondFactorReset, *, by: Actor) -> SecondFactorReset:
    """Take the second factor away; the person sets up a new one at the next sign-in. Said twice: nothing new.

    Refused: `not_yours`, `own_proposal`, `expired`.
    """
    rules.can_agree_reset(by, reset).enforce()
    with transaction.atomic():
        if SecondFactorReset.objects.filter(pk=reset.pk, done_at=None).update(done_at=now()):
            Authenticator.objects.filter(user=reset.person_id).delete()
            record("accounts.agree_reset", on=reset.person, by=by, asked_by=reset.asked_by_id)
            _tell_of_reset(reset.person, reset, by)
        reset.refresh_from_db()
    return reset


def _tell_of_reset(person: Person, reset: SecondFactorReset, by: Actor) -> None:
    if person.email:
        subject, body = LETTERS["mfa/email/totp_deactivated"]({})
        once = f"reset:{reset.uid}"
        post(
            kind="mfa.reset",
            to_address=person.email,
            to_name=person.full_name,
            subject=subject,
            body=body,
            once_key=once,
            by=by,
        )


def retry_letter(letter: Message, *, by: Actor) -> Message:
    """A letter that failed goes back into the queue. Refused: `not_yours`, `already_sent`, `expired`."""
    rules.can_retry_letter(by).enforce()
    with transaction.atomic():
        letter = requeue(letter)
        record("accounts.retry_letter", on=letter, by=by)
    return letter


def _set_active(person: Person, *, active: bool, verb: str, reason: str, by: Actor) -> Person:
    rules.can_close_account(by, person).enforce()
    with transaction.atomic():
        person = Person.objects.select_for_update().get(pk=person.pk)
        if person.is_active != active:
            person.is_active = active
            person.save(update_fields=["is_active"])
            record(verb, on=person, by=by, reason=reason)
    return person


def _refuse_taken(*, email: str | None = None, phone: str | None = None) -> None:
    taken: dict[str, Any] = {
        "email": email and person_by_email(email),
        "phone": phone and person_by_phone(phone),
    }
    for field, person in taken.items():
        if person:
            raise Refusal(
                "contact_taken",
                _("Đã có tài khoản dùng địa chỉ này. Nếu là của bạn, hãy đăng nhập hoặc lấy lại mật khẩu.")
                if field == "email"
                else _(
                    "Đã có tài khoản dùng số này. Nếu là của bạn, hãy đăng nhập hoặc nhờ đầu mối in phiếu đăng nhập."
                ),
                field=field,
            )
