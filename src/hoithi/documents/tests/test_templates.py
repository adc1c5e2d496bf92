"""An office's own Word files: what is taken, and the two persons whom it needs each way."""

from datetime import date
from io import BytesIO

import docx
import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import IntegrityError, transaction

from hoithi.accounts.actors import SYSTEM
from hoithi.accounts.enums import Role
from hoithi.audit.models import Event
from hoithi.contests.actions import create_contest
from hoithi.documents.actions import (
    Faults,
    approve_document,
    approve_template,
    choose_template,
    create_document,
    issue_document,
    return_to_draft,
    submit_for_approval,
    upload_template,
    withdraw_template,
)
from hoithi.documents.enums import Audience, DocumentState, Relation, TemplateState
from hoithi.documents.models import Document, OfficeTemplate
from hoithi.documents.office_templates.tests.offices import OWN, file_of_office
from hoithi.documents.queries import templates_for, templates_of
from hoithi.kit import invariants
from hoithi.kit.files import read
from hoithi.kit.models import StoredFile
from hoithi.kit.refusals import Refusal
from hoithi.units.models import Unit

DAY = date(2025, 6, 2)


def send(contest, by, upload=None, **said):
    words = {"kind": "giay-moi", "name": "Mẫu", "once_key": "k", **said}
    return upload_template(contest, upload=upload or file_of_office(), by=by, **words)


def refused(act, *given, **said):
    with pytest.raises(Refusal) as refusal:
        act(*given, **said)
    return refusal.value.code, refusal.value.status


def test_a_template_is_kept_and_waits(template, contest, officer):
    assert (template.state, template.unit, template.by_name) == ("waiting", contest.owner, officer.name)
    assert template.sha256 == template.file.sha256
    assert read(template.file) == file_of_office().read()
    assert template.findings == []
    assert Event.objects.get(verb="documents.upload_template").data["sha256"] == template.sha256


def test_a_template_is_sent_once(contest, officer):
    assert send(contest, officer) == send(contest, officer)
    assert OfficeTemplate.objects.count() == 1


def test_what_is_to_be_mended_is_told_and_nothing_is_kept(contest, officer):
    with pytest.raises(Faults) as faults:
        send(contest, officer, file_of_office("{{trich_yeuu}} {% load x %}", without="trich_yeu"))
    told = {one.code: one.sentence for one in faults.value.findings}
    assert told.keys() == {"missing", "unknown", "code"}
    assert "Ý bạn là {{trich_yeu}} (Trích yếu)?" in told["unknown"]
    assert "Mẫu thiếu trường bắt buộc “Trích yếu”" in told["missing"]
    assert "Mẫu không chạy lệnh" in told["code"]
    assert (faults.value.status, faults.value.field) == (422, "file")
    assert not StoredFile.objects.exists()


def test_what_does_not_follow_the_decree_is_told_and_taken(contest, officer):
    [told] = send(contest, officer, file_of_office(margin=10)).findings
    assert "Lề trái" in told


@pytest.mark.parametrize(
    ("said", "field"),
    [({"kind": "khong-co"}, "kind"), ({"name": " "}, "name"), ({"name": "x" * 101}, "name")],
)
def test_bad_words_are_refused(contest, officer, said, field):
    with pytest.raises(Refusal) as refusal:
        send(contest, officer, **said)
    assert (refusal.value.field, refusal.value.status) == (field, 422)


@pytest.mark.parametrize("data", [b"", b"PK", b"%PDF-1.7"])
def test_what_is_no_word_file_is_refused(contest, officer, data):
    assert refused(send, contest, officer, SimpleUploadedFile("mau.docx", data))[1] in {415, 422}
    assert not OfficeTemplate.objects.exists()


@pytest.mark.parametrize("role", [Role.HEAD, Role.AUDITOR, Role.JUDGE, Role.FOCAL_POINT, Role.ADMIN, None])
def test_others_send_none(contest, actor, role):
    assert refused(send, contest, actor(role))[1] in {403, 404}
    assert not StoredFile.objects.exists()


def test_another_officer_brings_it_into_use_once(template, contest, actor):
    colleague = actor(Role.OFFICER)
    for _turn in range(2):
        made = approve_template(template, contest=contest, by=colleague)
    assert (made.state, made.approved_by_name) == (TemplateState.APPROVED, colleague.name)
    assert Event.objects.filter(verb="documents.approve_template").count() == 1


def test_who_sent_it_does_not_bring_it_into_use(template, contest, officer):
    assert refused(approve_template, template, contest=contest, by=officer) == ("documents.own", 403)


def test_no_way_around_the_verb_lets_one_person_do_both(template):
    with pytest.raises(IntegrityError), transaction.atomic():
        OfficeTemplate.objects.update(approved_by=template.by_id)


@pytest.mark.parametrize("role", [Role.SECRETARY, Role.AUDITOR, Role.JUDGE, Role.ADMIN, None])
def test_others_bring_none_into_use_and_take_none_out(template, in_use, contest, actor, role):
    OfficeTemplate.objects.update(state=TemplateState.WAITING)
    assert refused(approve_template, template, contest=contest, by=actor(role))[1] in {403, 404}
    OfficeTemplate.objects.update(state=TemplateState.APPROVED)
    assert refused(withdraw_template, template, contest=contest, reason="Cũ", by=actor(role))[1] in {403, 404}


def test_without_a_second_factor_nothing_is_decided(template, contest, head):
    weak = type(head)(head.person_id, head.name, head.grants, has_second_factor=False)
    assert refused(approve_template, template, contest=contest, by=weak) == ("second_factor", 403)
    approve_template(template, contest=contest, by=head)
    assert refused(withdraw_template, template, contest=contest, reason="Cũ", by=weak) == ("second_factor", 403)


def test_one_that_waits_goes_at_once(template, contest, officer):
    for _turn in range(2):
        made = withdraw_template(template, contest=contest, reason="Nhầm tệp", by=officer)
    assert (made.state, made.reason) == (TemplateState.WITHDRAWN, "Nhầm tệp")
    assert Event.objects.filter(verb="documents.withdraw_template").count() == 1
    assert refused(withdraw_template, template, contest=contest, reason="Khác", by=officer)[0] == "documents.order"
    assert refused(approve_template, template, contest=contest, by=SYSTEM)[0] == "documents.order"


def test_one_in_use_goes_when_two_want_it(in_use, contest, officer, head):
    for _turn in range(2):
        asked = withdraw_template(in_use, contest=contest, reason="Mẫu cũ", by=officer)
    assert (asked.state, asked.asked_by_name) == (TemplateState.APPROVED, officer.name)
    assert refused(withdraw_template, in_use, contest=contest, reason="Vì khác", by=officer) == ("documents.own", 403)
    gone = withdraw_template(in_use, contest=contest, reason="Mẫu cũ", by=head)
    assert (gone.state, gone.withdrawn_by_name) == (TemplateState.WITHDRAWN, head.name)
    verbs = ["documents.ask_withdrawal", "documents.withdraw_template"]
    assert [one.verb for one in Event.objects.filter(verb__in=verbs).order_by("pk")] == verbs


def test_going_needs_a_reason(in_use, contest, officer):
    with pytest.raises(Refusal) as refusal:
        withdraw_template(in_use, contest=contest, reason=" ", by=officer)
    assert refusal.value.field == "reason"


def test_a_frozen_contest_decides_nothing(template, contest, officer, head):
    contest.state = "archived"
    contest.save()
    assert refused(send, contest, officer)[0] == "documents.frozen"
    assert refused(approve_template, template, contest=contest, by=head)[0] == "documents.frozen"


def test_a_template_is_of_its_body_in_all_its_contests_and_in_no_other(template, contest, district, actor):
    again = create_contest(owner=contest.owner, name="Hội thi lần sau", by=SYSTEM)
    other = create_contest(owner=Unit.objects.exclude(pk=contest.owner_id).first(), name="Cuộc thi khác", by=SYSTEM)
    assert list(templates_of(again)) == [template]
    assert not templates_of(other).exists()
    assert refused(approve_template, template, contest=other, by=actor(Role.HEAD, contest=other))[1] == 404
    assert approve_template(template, contest=again, by=actor(Role.HEAD, contest=again)).approved_at


def test_another_file_is_found(template):
    OfficeTemplate.objects.update(sha256="0" * 64)
    assert list(invariants.broken("document files")) == [
        f"template {template.uid} has another file than the one that was checked"
    ]


# Papers that are made from one


def choose(document, template, by):
    return choose_template(document, template=template, version=document.version, by=by)


def issue(document, series, by):
    return issue_document(
        document, series=series, day=DAY, audience=Audience.OFFICE, version=document.version, by=by,
        once_key=document.uid,
    )  # fmt: skip


def words_of(stored):
    paper = docx.Document(BytesIO(read(stored)))
    cells = [cell.text for table in paper.tables for row in table.rows for cell in row.cells]
    return "\n".join([*cells, *(one.text for one in paper.paragraphs)])


def test_a_paper_goes_out_in_the_template_that_was_chosen_for_it(invitation, in_use, series, officer, head):
    document = choose(invitation, in_use, officer)
    document = submit_for_approval(document, version=document.version, by=officer)
    document = approve_document(document, version=document.version, by=head)
    document = issue(document, series, officer)
    said = words_of(document.word)
    assert OWN in said
    assert "Số: 01/GM-BTC" in said
    assert "ngày 02 tháng 6 năm 2025" in said
    assert "{{" not in said
    assert document.word_sha256 == document.word.sha256
    recorded = Event.objects.get(verb="documents.issue").data
    assert (recorded["template"], recorded["template_sha256"]) == (in_use.name, in_use.sha256)
    assert recorded["word"] == document.word_sha256


def test_without_a_choice_it_goes_out_in_our_layout(approved, in_use, series, officer):
    document = issue(approved, series, officer)
    assert OWN not in words_of(document.word)
    assert "template" not in Event.objects.get(verb="documents.issue").data


def test_a_choice_is_made_once_and_taken_back(invitation, in_use, officer):
    document = choose(invitation, in_use, officer)
    assert choose_template(document, template=in_use, version=1, by=officer).version == document.version == 2
    assert choose(document, None, officer).template is None
    told = Event.objects.filter(verb="documents.choose_template").order_by("pk")
    assert [one.data.get("template") for one in told] == [in_use.name, None]


def test_only_one_in_use_for_such_papers_is_chosen(invitation, template, contest, officer, head):
    assert refused(choose, invitation, template, officer) == ("documents.template", 422)
    approve_template(template, contest=contest, by=head)
    other = create_document(contest, kind="thong-bao-lich", facts={}, by=officer)
    assert refused(choose, other, template, officer) == ("documents.template", 422)


def test_a_paper_that_replaces_another_is_made_in_our_layout(approved, in_use, series, contest, officer):
    old = issue(approved, series, officer)
    new = create_document(
        contest, kind="giay-moi", facts=old.facts, by=officer, corrects=old, relation=Relation.REPLACES
    )
    assert list(templates_for(old)) == [in_use]
    assert refused(choose, new, in_use, officer) == ("documents.template", 422)


@pytest.mark.parametrize("role", [Role.HEAD, Role.AUDITOR, Role.JUDGE, None])
def test_others_choose_nothing(invitation, in_use, actor, role):
    assert refused(choose, invitation, in_use, actor(role))[1] in {403, 404}


def test_what_waits_or_has_changed_is_not_made_otherwise(submitted, in_use, officer, head):
    assert refused(choose, submitted, in_use, officer)[0] == "documents.order"
    draft = return_to_draft(submitted, reason="Sửa", version=submitted.version, by=head)
    stale = {"template": in_use, "version": draft.version - 1, "by": officer}
    assert refused(choose_template, draft, **stale)[0] == "documents.stale"


def test_what_went_out_of_use_is_not_used(invitation, in_use, contest, series, officer, head):
    document = choose(invitation, in_use, officer)
    document = submit_for_approval(document, version=document.version, by=officer)
    document = approve_document(document, version=document.version, by=head)
    for by in (officer, head):
        withdraw_template(in_use, contest=contest, reason="Cũ", by=by)
    assert refused(issue, document, series, officer)[0] == "documents.template_gone"
    draft = return_to_draft(document, reason="Đổi mẫu", version=document.version, by=head)
    again = {"version": draft.version, "by": officer}
    assert refused(submit_for_approval, draft, **again)[0] == "documents.template_gone"
    assert choose(draft, None, officer).template is None
    assert Document.objects.get().state == DocumentState.DRAFT


def test_a_key_of_another_body_is_none_of_ours(template, department, actor):
    other = create_contest(owner=department, name="Cuộc thi khác", by=SYSTEM)
    made = send(other, actor(Role.OFFICER, contest=other), once_key="mau")
    assert (made.unit, template.unit == made.unit) == (department, False)
