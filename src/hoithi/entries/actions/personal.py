"""Verbs on personal data: open a sealed value, ask for one's data or its erasure, answer.

Sources: permission matrix, note 15; Law 91/2025/QH15 and Decree 356/2025/NĐ-CP (answer within two working days).
"""

from datetime import datetime, timedelta

from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from hoithi.accounts.actors import Actor
from hoithi.accounts.models import Person
from hoithi.audit.actions import record
from hoithi.contests.models import Contest
from hoithi.entries import messages, rules
from hoithi.entries.actions.base import words
from hoithi.entries.actions.erasing import erase_person_data
from hoithi.entries.models import Author, DataRequest, Reveal
from hoithi.kit.clock import VIETNAM, now, start_of
from hoithi.kit.holidays import after_working_days
from hoithi.kit.refusals import Refusal
from hoithi.kit.sealed import SealError, unseal
from hoithi.notifications.actions import post

A_DAY = 20
SEALED = {"id_number": "id_sealed", "bank": "bank_sealed", "ethnicity": "ethnicity_sealed"}
ANSWER_DAYS = 2
ANSWERS = "entries.request_answered"  # letters; their addresses are forgotten once they have left


def reveal(author: Author, what: str, *, reason: str, by: Actor) -> str:
    """The whole of one sealed value ("id_number", "bank", "ethnicity"), for a reason that is kept; at most twenty a
    day and person. Refused: who may not, without a reason, the twenty-first, a value that is not there or whose key is
    gone. The value itself is recorded nowhere."""
    rules.can_reveal(by, author.entry).enforce()
    token = getattr(author, SEALED.get(what, ""), "")
    if not token:
        raise Refusal("entries.unknown", _("Tác giả này không có thông tin ấy."), status=404)
    text = words(reason, field="reason", label=_("Lý do"), most=500)
    with transaction.atomic():
        Person.objects.select_for_update().get(pk=by.person_id or 0)  # two windows are counted one after the other
        moment = now()
        since = start_of(moment.astimezone(VIETNAM).date())
        if Reveal.objects.filter(by=by.person_id, at__gte=since).count() >= A_DAY:
            sentence = _("Hôm nay bạn đã mở %d lần, là mức tối đa một ngày. Hãy làm tiếp vào ngày mai hoặc nhờ thư ký.")
            raise Refusal("entries.reveals", sentence % A_DAY, status=429)
        value = _opened(token, what)
        Reveal.objects.create(
            author=author, what=what, by_id=by.person_id, by_name=by.name[:100], at=moment, reason=text
        )
        entry = author.entry
        record("entries.reveal", on=entry, by=by, scope=entry.contest, reason=text, author=author.uid, what=what)
    return value


def own_value(author: Author, what: str, *, by: Actor) -> str:
    """The whole of a sealed value of oneself, "" when there is none. Refused: anybody else's."""
    if by.person_id is None or by.person_id != author.person_id:
        raise Refusal("entries.unknown", _("Không có thông tin này."), status=404)
    token = getattr(author, SEALED[what])
    return _opened(token, what) if token else ""


def _opened(token: str, what: str) -> str:
    try:
        return unseal(token, purpose=f"author.{what}")
    except SealError as error:
        sentence = _("Không mở được thông tin này vì khóa của hệ thống đã đổi. Hãy báo quản trị hệ thống.")
        raise Refusal("entries.key_gone", sentence, status=409) from error


def due_of(moment: datetime) -> datetime:
    """Until when a request of `moment` is to be answered: the end of the second working day after it, exclusive."""
    day = moment.astimezone(VIETNAM).date()
    return start_of(after_working_days(day, ANSWER_DAYS) + timedelta(days=1))


@transaction.atomic
def take_copy(person: Person, *, by: Actor) -> DataRequest:
    """`person` takes a copy of their own data, which the page makes at once: asked and answered, kept as proof.
    Refused: anybody else's data."""
    if by.person_id != person.pk:
        raise Refusal("entries.unknown", _("Không có thông tin này."), status=404)
    moment = now()
    made = DataRequest.objects.create(
        person=person, person_name=person.full_name, kind=DataRequest.Kind.COPY, asked_at=moment,
        due_at=due_of(moment), answered_at=moment, done=True, answer=_("Tải về ngay trên trang."),
    )  # fmt: skip
    record("entries.take_copy", on=person, by=by)
    return made


def ask_erasure(person: Person, *, text: str, by: Actor, at: datetime | None = None) -> DataRequest:
    """`person` asks that their data be erased; answered within two working days. Said twice: the open request.
    Refused: for anybody else."""
    if by.person_id != person.pk:
        raise Refusal("entries.unknown", _("Không có thông tin này."), status=404)
    said = words(text, field="text", label=_("Điều bạn muốn nói thêm"), needed=False)
    moment = at or now()
    standing = DataRequest.objects.filter(person=person, kind=DataRequest.Kind.ERASE, answered_at=None)
    try:
        with transaction.atomic():
            if there := standing.first():
                return there
            made = DataRequest.objects.create(
                person=person, person_name=person.full_name, kind=DataRequest.Kind.ERASE, words=said, asked_at=moment,
                due_at=due_of(moment),
            )  # fmt: skip
            record("entries.ask_erasure", on=made, by=by)
    except IntegrityError:
        return standing.get()
    return made


@transaction.atomic
def answer_request(request: DataRequest, *, do: bool, answer: str, by: Actor) -> DataRequest:
    """Do what was asked, or say why not; the person gets a letter before their address goes. Refused: who may not,
    what was answered, a refusal without its reason, what stands against erasing (`erase_person_data`)."""
    held = DataRequest.objects.select_for_update(of=("self",)).select_related("person").get(pk=request.pk)
    rules.can_answer_request(by, held).enforce()
    if held.answered_at is not None:
        raise Refusal("entries.answered", _("Yêu cầu này đã được trả lời."), status=409)
    held.answer = words(answer, field="answer", label=_("Lý do"), needed=not do)
    held.done, held.answered_at, held.answered_by_name = do, now(), by.name[:100]
    person = held.person
    if person is None:
        raise Refusal("entries.unknown", _("Không có yêu cầu này."), status=404)
    address = person.email
    if do:
        erase_person_data(person, may=rules.can_answer_request(by, request), by=by)
        held.person_name, held.words = person.full_name, ""
    held.save()
    record("entries.answer_request", on=held, by=by, reason=held.answer if not do else "", done=do)
    if address:
        letter = messages.request_answered(held)
        post(
            kind=ANSWERS, to_address=address, to_name=person.full_name, subject=letter.subject, body=letter.body,
            once_key=f"data:{held.uid}", secret=True, by=by,
        )  # fmt: skip
    return held


@transaction.atomic
def export_reveals(contest: Contest, *, rows: int, by: Actor) -> None:
    """Record that `by` takes the list of openings away as a file. Refused: who may not."""
    rules.can_export_reveals(by, contest).enforce()
    record("entries.export_reveals", on=contest, by=by, scope=contest, rows=rows)
