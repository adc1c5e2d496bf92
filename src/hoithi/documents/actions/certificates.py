"""Certificates that go out together: drafted, approved by another, numbered in one block, printed, cancelled singly."""

from datetime import date
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from hoithi.accounts.actors import Actor
from hoithi.audit.actions import record
from hoithi.contests.models import Contest
from hoithi.documents import hooks, rules
from hoithi.documents.actions.base import words
from hoithi.documents.actions.numbering import held, open_series, strike, take_numbers, write_lines
from hoithi.documents.certificates.facts import RunFacts, in_bars, read_people
from hoithi.documents.enums import CertificateState, NumberState, RunState
from hoithi.documents.filling import kept
from hoithi.documents.kinds.base import kind_of
from hoithi.documents.kinds.lists import Design
from hoithi.documents.kinds.sources import facts_for
from hoithi.documents.models import Certificate, CertificateRun, CertificateRunVersion, Number, Series
from hoithi.kit import chaos
from hoithi.kit.clock import now
from hoithi.kit.codes import make_code
from hoithi.kit.ids import is_public_id
from hoithi.kit.refusals import Refusal
from hoithi.kit.schemas.reading import DataProblems, read_data

BOOK, BOOK_SYMBOL = "Sổ cấp giấy chứng nhận", "GCN"


class StaleRun(Refusal):
    """Somebody changed the draft since the form was made; what was typed is kept as `aside`."""

    def __init__(self, aside: CertificateRunVersion) -> None:
        sentence = _("Người khác vừa sửa đợt cấp này. Bản của bạn được giữ riêng; hãy xem hai bản rồi lưu lại.")
        super().__init__("documents.stale", sentence)
        self.aside = aside


def draft_run(contest: Contest, *, by: Actor, uid: str | None = None) -> CertificateRun:
    """Begin certificates of `contest` with what it says of itself. `uid`, of the shape of `public_id`, makes a
    second press return the same run. Refused: who may not draft."""
    with transaction.atomic():
        contest = Contest.objects.select_for_update().get(pk=contest.pk)
        rules.can_draft(by, contest).enforce()
        uid = uid if uid and is_public_id(uid) else None
        if uid and (made := CertificateRun.objects.filter(uid=uid).first()):
            if made.contest_id == contest.pk:
                return made
            uid = None
        run = CertificateRun.objects.create(
            contest=contest, facts=_begun(contest, by), created_at=now(), created_by_id=by.person_id,
            created_by_name=by.name[:100], changed_at=now(), changed_by_name=by.name[:100],
            **({"uid": uid} if uid else {}),
        )  # fmt: skip
        record("documents.draft_run", on=run, scope=contest, by=by)
    return run


def _begun(contest: Contest, by: Actor) -> dict[str, Any]:
    known = facts_for(kind_of("giay-chung-nhan"), contest, by=by)
    awarder = f"Ban Tổ chức {known.get('contest') or contest.name}"
    symbol = f"{BOOK_SYMBOL}-{known.pop('symbol', 'BTC')}"
    first = {"design": Design.CLASSIC.value, "awarder": awarder, "symbol": symbol}
    return kept(RunFacts, first | known)


def taken_run(run: CertificateRun) -> CertificateRun:
    """The row as it is now, with its contest, held until the transaction ends."""
    rows = CertificateRun.objects.select_for_update(of=("self",)).select_related("contest__owner")
    return rows.get(pk=run.pk)


def _on(run: CertificateRun, version: int) -> None:
    if run.version != version:
        sentence = _("Đợt cấp vừa được người khác sửa hoặc xử lý. Hãy xem lại bản mới nhất rồi làm lại.")
        raise Refusal("documents.stale", sentence)


def _move(run: CertificateRun, to: RunState, *fields: str) -> None:
    run.state, run.changed_at = to, now()
    run.version += 1
    run.save(update_fields=["state", "changed_at", "version", *fields])


def typed(facts: dict[str, Any]) -> dict[str, Any]:
    """Facts as a run keeps them, also incomplete; the pasted list a line for each row."""
    return kept(RunFacts, {**facts, "people": in_bars(str(facts.get("people") or ""))})


def save_run(run: CertificateRun, *, facts: dict[str, Any], version: int, by: Actor) -> CertificateRun:
    """Save what was typed into a draft; it may be incomplete. The same facts again change nothing.

    `version` is that of the run when the form was made: raises `StaleRun` when somebody has changed it since, and
    keeps what was typed. Refused: who may not draft, what is no draft any more.
    """
    facts = typed(facts)
    with transaction.atomic():
        row = taken_run(run)
        rules.can_draft(by, row.contest).enforce()
        if row.facts == facts:
            return row
        if row.version == version:
            rules.can_edit_run(by, row).enforce()
            row.facts, row.changed_by_name = facts, by.name[:100]
            _move(row, RunState.DRAFT, "facts", "changed_by_name")
            _version(row, facts, by=by)
            record("documents.save_run", on=row, scope=row.contest, by=by)
            return row
        again = row.versions.filter(aside=True, by=by.person_id).first()
        aside = again if again and again.facts == facts else _version(row, facts, by=by, aside=True)
    raise StaleRun(aside)


def _version(run: CertificateRun, facts: dict[str, Any], *, by: Actor, aside: bool = False) -> CertificateRunVersion:
    return run.versions.create(facts=facts, aside=aside, at=now(), by_id=by.person_id, by_name=by.name[:100])


def submit_run(run: CertificateRun, *, version: int, by: Actor) -> CertificateRun:
    """Ask the head to approve. Said twice it stands once. Refused: facts that are missing, bad lines of the list, a
    stale `version`."""
    with transaction.atomic():
        row = taken_run(run)
        if row.state == RunState.SUBMITTED and row.submitted_by_id == by.person_id:
            return row
        rules.can_edit_run(by, row).enforce()
        _on(row, version)
        _whole(row)
        row.submitted_by_id, row.reason = by.person_id, ""
        _move(row, RunState.SUBMITTED, "submitted_by", "reason")
        record("documents.submit_run", on=row, scope=row.contest, by=by)
    return row


def _whole(run: CertificateRun) -> RunFacts:
    try:
        return read_data(RunFacts, run.facts)
    except DataProblems as found:
        said = {"count": len(found.problems), "first": found.problems[0].sentence}
        sentence = _("Còn %(count)d chỗ phải điền hoặc sửa. %(first)s") % said
        raise Refusal("documents.incomplete", sentence, status=422) from found


def return_run(run: CertificateRun, *, reason: str, version: int, by: Actor) -> CertificateRun:
    """Make a draft of it again, for a reason. Refused: no reason, what is neither submitted nor approved, a stale
    `version`."""
    why = words(reason, field="reason", label=_("Lý do"))
    with transaction.atomic():
        row = taken_run(run)
        if (row.state, row.reason) == (RunState.DRAFT, why):
            return row
        rules.can_return_run(by, row).enforce()
        _on(row, version)
        row.reason, row.approved_at, row.approved_by, row.approved_by_name = why, None, None, ""
        _move(row, RunState.DRAFT, "reason", "approved_at", "approved_by", "approved_by_name")
        record("documents.return_run", on=row, scope=row.contest, by=by, reason=why)
    return row


def approve_run(run: CertificateRun, *, version: int, by: Actor) -> CertificateRun:
    """The head lets them go out. Said twice it stands once. Refused: who wrote any of it, without a second factor, a
    stale `version`."""
    with transaction.atomic():
        row = taken_run(run)
        if row.state == RunState.APPROVED and row.approved_by_id == by.person_id:
            return row
        rules.can_approve_run(by, row).enforce()
        _on(row, version)
        row.approved_at, row.approved_by_id, row.approved_by_name = now(), by.person_id, by.name[:100]
        _move(row, RunState.APPROVED, "approved_at", "approved_by", "approved_by_name")
        record("documents.approve_run", on=row, scope=row.contest, by=by)
    return row


def discard_run(run: CertificateRun, *, reason: str, version: int, by: Actor) -> CertificateRun:
    """Give up a draft; it stays readable. Said twice it stands once. Refused: no reason, what is no draft, a stale
    `version`."""
    why = words(reason, field="reason", label=_("Lý do"))
    with transaction.atomic():
        row = taken_run(run)
        if (row.state, row.reason) == (RunState.CANCELLED, why):
            return row
        rules.can_discard_run(by, row).enforce()
        _on(row, version)
        row.reason = why
        _move(row, RunState.CANCELLED, "reason")
        record("documents.discard_run", on=row, scope=row.contest, by=by, reason=why)
    return row


def issue_run(run: CertificateRun, *, day: date, version: int, by: Actor, once_key: str) -> CertificateRun:
    """Approved certificates get their numbers, one block of the committee's book of certificates, with codes by which
    they are looked up, and are printed in the background. The same `once_key` again is the same issue.

    Refused: who may not draft, what is not approved, a day that breaks the order, a stale `version`.
    """
    with transaction.atomic():
        row = taken_run(run)
        once = f"{row.pk}:{once_key}"[:60]
        if row.issue_key == once:
            return row
        rules.can_issue_run(by, row).enforce()
        _on(row, version)
        facts = _whole(row)
        row.series = open_series(row.contest, name=BOOK, symbol=BOOK_SYMBOL, committee=True, by=by)
        row.day, row.issued_at, row.issue_key = day, now(), once
        row.issued_by_id, row.issued_by_name = by.person_id, by.name[:100]
        lines = _numbered(row, facts, row.series, day, by=by)
        _move(row, RunState.ISSUING, "series", "day", "issued_at", "issue_key", "issued_by", "issued_by_name")
        record(
            "documents.issue_run", on=row, scope=row.contest, by=by, number=f"{lines[0].shown} – {lines[-1].shown}",
            count=len(lines), day=day.isoformat(),
        )  # fmt: skip
        for told in hooks.RUN_ISSUED:
            told(row)
    return row


def _numbered(run: CertificateRun, facts: RunFacts, series: Series, day: date, *, by: Actor) -> list[Number]:
    people, _wrong = read_people(facts.people)
    fixed = {
        "series": series, "contest": run.contest, "year": day.year, "day": day, "state": NumberState.ISSUED,
        "symbol": facts.symbol, "kind_name": "Giấy chứng nhận", "signer": facts.signer, "taken_at": now(),
        "taken_by_name": by.name[:100],
    }  # fmt: skip
    numbers = take_numbers(series, len(people), day=day)
    lines = write_lines(
        [
            Number(number=number, subject=f"{one.winner}, {one.prize}", recipients=one.winner, **fixed)
            for number, one in zip(numbers, people, strict=True)
        ]
    )
    Certificate.objects.bulk_create(
        Certificate(
            run=run, position=position, number=line, code=make_code(), winner=one.winner, unit=one.unit,
            prize=one.prize, title=one.title, field=one.field,
        )
        for position, (line, one) in enumerate(zip(lines, people, strict=True), 1)
    )  # fmt: skip
    chaos.point("certificates.numbered")
    return lines


def cancel_certificate(certificate: Certificate, *, reason: str, by: Actor) -> Certificate:
    """Call off one certificate: it, its number and its page stay and say why. Said twice it stands once. Refused: no
    reason, whoever is not the head, without a second factor."""
    why = words(reason, field="reason", label=_("Lý do"))
    with transaction.atomic():
        rows = Certificate.objects.select_for_update(of=("self",)).select_related("run__contest__owner", "number")
        row = rows.get(pk=certificate.pk)
        if (row.state, row.reason) == (CertificateState.CANCELLED, why):
            return row
        rules.can_cancel_certificate(by, row).enforce()
        line = held(row.number)
        strike(line, why)
        row.state, row.reason, row.cancelled_at = CertificateState.CANCELLED, why, now()
        row.save(update_fields=["state", "reason", "cancelled_at"])
        record("documents.cancel_certificate", on=row.run, scope=row.run.contest, by=by, reason=why, number=line.shown)
    return row
