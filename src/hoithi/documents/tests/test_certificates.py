"""Certificates on their way out: written by one, approved by another, numbered in a block, printed, called off."""

import hashlib
from datetime import date, timedelta

import pytest
from django.db import transaction

from hoithi.accounts.enums import Role
from hoithi.audit.models import Event
from hoithi.documents.actions import (
    StaleRun,
    approve_run,
    cancel_certificate,
    cancel_number,
    discard_run,
    draft_run,
    issue_run,
    return_run,
    save_run,
    submit_run,
)
from hoithi.documents.certificates import printing
from hoithi.documents.enums import CertificateState, NumberState, RunState
from hoithi.documents.jobs import print_run
from hoithi.documents.models import Certificate, CertificateRun, Number, Series
from hoithi.kit import invariants
from hoithi.kit.clock import today
from hoithi.kit.codes import read_code, show_code
from hoithi.kit.derived import papers
from hoithi.kit.files import read
from hoithi.kit.jobs import run_pending
from hoithi.kit.models import StoredFile
from hoithi.kit.refusals import Refusal

DAY = date(2025, 6, 12)
ALL = ("document numbers", "documents", "certificates", "files")


def issue(run, by, *, key="mot", day=DAY):
    return issue_run(run, day=day, version=run.version, by=by, once_key=key)


def save(run, by, version=None, **said):
    return save_run(run, facts={**run.facts, **said}, version=version or run.version, by=by)


def broken():
    return [sentence for name in ALL for sentence in invariants.broken(name)]


@pytest.fixture
def printed(approved_run, officer):
    issued = issue(approved_run, officer)
    print_run.func(issued.uid)
    issued.refresh_from_db()
    return issued


def test_a_draft_begins_with_what_the_contest_says(contest, officer):
    for _turn in range(2):
        run = draft_run(contest, by=officer, uid="0123456789ab")
    assert contest.name in run.facts["contest"]
    assert (run.facts["symbol"], run.facts["design"]) == ("GCN-BTC", "classic")
    assert CertificateRun.objects.count() == 1


def test_who_does_not_write_papers_drafts_none(contest, actor):
    for role in (Role.HEAD, Role.AUDITOR, Role.JUDGE, Role.FOCAL_POINT):
        with pytest.raises(Refusal):
            draft_run(contest, by=actor(role))


def test_a_pasted_list_is_kept_a_line_for_each(run):
    assert run.facts["people"].splitlines()[1] == "Bình | Trường THCS Tân Khai | Giải Nhất | Máy cạo mủ | Cơ khí"
    assert run.versions.count() == 1


def test_the_same_facts_change_nothing(run, officer):
    assert save(run, officer).version == run.version


def test_a_stale_save_keeps_both(run, officer, actor):
    save(run, actor(Role.SECRETARY), signer="Của người kia")
    for _turn in range(2):
        with pytest.raises(StaleRun) as stale:
            save(run, officer, signer="Của tôi")
    assert CertificateRun.objects.get().facts["signer"] == "Của người kia"
    assert run.versions.get(aside=True).facts["signer"] == "Của tôi"
    assert stale.value.aside.by_name == officer.name


def test_a_bad_line_stops_the_run_and_is_named(run, officer):
    run = save(run, officer, people="An\txã A\t\tMáy A")
    with pytest.raises(Refusal) as refused:
        submit_run(run, version=run.version, by=officer)
    assert "Dòng 1: chưa ghi giải." in refused.value.sentence


def test_what_waits_for_approval_is_not_changed(submitted_run, officer):
    assert submit_run(submitted_run, version=1, by=officer).version == submitted_run.version
    with pytest.raises(Refusal) as refused:
        save(submitted_run, officer, signer="Khác")
    assert refused.value.code == "documents.order"


def test_the_head_returns_it_with_a_reason(approved_run, head, officer):
    for _turn in range(2):
        run = return_run(approved_run, reason="Sai tên", version=approved_run.version, by=head)
    assert (run.state, run.reason, run.approved_at) == (RunState.DRAFT, "Sai tên", None)
    assert submit_run(run, version=run.version, by=officer).reason == ""


def test_only_another_with_two_factors_approves(submitted_run, head, officer, actor):
    both = type(head)(head.person_id, head.name, (*head.grants, *officer.grants), has_second_factor=True)
    save(return_run(submitted_run, reason="x", version=submitted_run.version, by=head), both, signer="Khác")
    run = CertificateRun.objects.get()
    run = submit_run(run, version=run.version, by=officer)
    for by, code in ((officer, "documents.not_yours"), (both, "documents.own"), (head, "documents.own")):
        with pytest.raises(Refusal) as refused:
            approve_run(run, version=run.version, by=by)
        assert refused.value.code == code


def test_without_a_second_factor_nobody_approves(submitted_run, head):
    bare = type(head)(head.person_id, head.name, head.grants, has_second_factor=False)
    with pytest.raises(Refusal) as refused:
        approve_run(submitted_run, version=submitted_run.version, by=bare)
    assert refused.value.code == "second_factor"


def test_a_draft_that_is_given_up_stays_readable(run, officer):
    for _turn in range(2):
        given_up = discard_run(run, reason="Lập nhầm", version=run.version, by=officer)
    assert (given_up.state, given_up.reason) == (RunState.CANCELLED, "Lập nhầm")


def test_a_stale_version_moves_nothing(run, submitted_run, approved_run, officer, head):
    for verb, by, said in (
        (return_run, head, {"reason": "x"}), (issue_run, officer, {"day": DAY, "once_key": "x"}),
    ):  # fmt: skip
        with pytest.raises(Refusal) as refused:
            verb(approved_run, version=approved_run.version - 1, by=by, **said)
        assert refused.value.code == "documents.stale"


def test_what_is_not_approved_gets_no_numbers(submitted_run, officer):
    with pytest.raises(Refusal) as refused:
        issue(submitted_run, officer)
    assert refused.value.code == "documents.order"
    assert Number.objects.count() == 0


def test_one_block_of_numbers_goes_to_all_of_them_once(approved_run, officer):
    for _turn in range(2):
        run = issue(approved_run, officer)
    assert run.state == RunState.ISSUING
    shown = [one.number.shown for one in run.certificates.select_related("number")]
    assert shown == ["01/GCN-BTC", "02/GCN-BTC", "03/GCN-BTC"]
    assert Series.objects.get().name == "Sổ cấp giấy chứng nhận"
    assert Number.objects.first().subject == "Chi, Giải Nhất"
    codes = set(run.certificates.values_list("code", flat=True))
    assert len(codes) == 3
    assert all(read_code(show_code(code)) == code for code in codes)
    assert Event.objects.filter(verb="documents.issue_run").count() == 1
    assert broken() == []


def test_a_day_to_come_takes_no_number_and_leaves_it_approved(approved_run, officer):
    with pytest.raises(Refusal):
        issue(approved_run, officer, day=today() + timedelta(days=1))
    approved_run.refresh_from_db()
    assert approved_run.state == RunState.APPROVED
    assert Number.objects.count() == Certificate.objects.count() == 0


def test_printing_is_asked_for_together_with_the_numbers(approved_run, officer):
    with transaction.atomic():
        issue(approved_run, officer)
    assert run_pending() == 1
    approved_run.refresh_from_db()
    assert approved_run.state == RunState.ISSUED
    assert broken() == []


def test_each_is_printed_with_its_name_number_and_code(printed):
    assert printed.state == RunState.ISSUED
    for one in printed.certificates.select_related("file", "number"):
        data = read(one.file)
        words = papers.text(data, "pdf")[0].decode()
        assert one.sha256 == hashlib.sha256(data).hexdigest()
        assert len(data) <= 30_000
        for said in (one.winner, one.number.shown, show_code(one.code), "ngày 12 tháng 6 năm 2025"):
            assert said in words
    assert Event.objects.filter(verb="documents.print_run").count() == 1


def test_printing_again_makes_nothing_anew(printed):
    before = list(StoredFile.objects.values_list("pk", flat=True))
    print_run.func(printed.uid)
    assert list(StoredFile.objects.values_list("pk", flat=True)) == before


def test_what_is_left_is_printed_and_the_rest_stays(approved_run, officer, monkeypatch):
    monkeypatch.setattr(printing, "CHUNK", 1)
    run = issue(approved_run, officer)
    first = run.certificates.first()
    facts = printing.read_data(printing.RunFacts, run.facts)
    printing._keep([first], [printing.pdf_of(facts, first, run)])  # as far as it came
    kept = Certificate.objects.get(pk=first.pk).file_id
    print_run.func(run.uid)
    assert Certificate.objects.get(pk=first.pk).file_id == kept
    assert StoredFile.objects.count() == 3
    assert broken() == []


def test_one_is_called_off_and_stays_with_its_reason(printed, head):
    one = printed.certificates.last()
    for _turn in range(2):
        cancelled = cancel_certificate(one, reason="Sai tên", by=head)
    assert (cancelled.state, cancelled.number.state) == (CertificateState.CANCELLED, NumberState.CANCELLED)
    assert cancelled.cancelled_at is not None
    assert Event.objects.filter(verb="documents.cancel_certificate").count() == 1
    assert broken() == []
    with pytest.raises(Refusal):
        cancel_certificate(one, reason="Lý do khác", by=head)


def test_only_the_head_calls_one_off(printed, officer):
    with pytest.raises(Refusal) as refused:
        cancel_certificate(printed.certificates.first(), reason="Sai", by=officer)
    assert refused.value.status == 403


def test_the_number_of_a_certificate_is_not_cancelled_alone(printed, head):
    with pytest.raises(Refusal) as refused:
        cancel_number(Number.objects.first(), reason="Sai", by=head)
    assert refused.value.code == "documents.has_paper"


def test_what_is_wrong_with_certificates_is_found(printed):
    one, two, three = printed.certificates.all()
    Certificate.objects.filter(pk=one.pk).update(sha256="0" * 64)
    Certificate.objects.filter(pk=two.pk).update(file=None)
    Number.objects.filter(pk=three.number_id).update(state=NumberState.CANCELLED, reason="x")
    found = list(invariants.broken("certificates"))
    assert [sum(row.uid in sentence for sentence in found) for row in (one, two, three)] == [1, 1, 1]


def test_a_name_that_is_no_name_of_ours_or_of_another_contest_is_not_taken(contest, officer, run):
    assert draft_run(contest, by=officer, uid="a b").uid != "a b"
    other = contest.__class__.objects.create(slug="hoi-thi-khac", name="Hội thi khác", owner=contest.owner)
    CertificateRun.objects.filter(pk=run.pk).update(contest=other)
    made = draft_run(contest, by=officer, uid=run.uid)
    assert (made.contest, made.uid != run.uid) == (contest, True)
