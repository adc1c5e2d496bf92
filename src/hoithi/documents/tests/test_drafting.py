import pytest

from hoithi.accounts.enums import Role
from hoithi.audit.models import Event
from hoithi.documents.actions import (
    Stale,
    approve_document,
    comment,
    create_document,
    discard_document,
    return_to_draft,
    save_document,
    submit_for_approval,
)
from hoithi.documents.content import changes, sketch_of
from hoithi.documents.enums import DocumentState
from hoithi.documents.models import Comment, Document, DocumentVersion
from hoithi.documents.queries import visible_to
from hoithi.kit.ids import public_id
from hoithi.kit.refusals import Refusal
from hoithi.notifications.models import Message


def save(document, by, **facts):
    return save_document(document, facts={**document.facts, **facts}, version=document.version, by=by)


def test_a_paper_is_begun_with_what_is_known(contest, officer, invitation):
    assert (invitation.state, invitation.kind, invitation.created_by_name) == ("draft", "giay-moi", officer.name)
    assert invitation.title.startswith("Dự Lễ tổng kết")
    assert [one.number for one in invitation.versions.all()] == [1]


def test_a_paper_is_begun_once(contest, officer):
    uid = public_id()
    made = [create_document(contest, kind="giay-moi", facts={}, by=officer, uid=uid) for _ in range(2)]
    assert made[0] == made[1]
    assert Document.objects.count() == 1


def test_an_unknown_kind_is_refused(contest, officer):
    with pytest.raises(Refusal) as refused:
        create_document(contest, kind="khong-co", facts={}, by=officer)
    assert refused.value.field == "kind"


@pytest.mark.parametrize("role", [Role.HEAD, Role.AUDITOR, Role.JUDGE, Role.FOCAL_POINT, Role.ADMIN, None])
def test_others_begin_none(contest, actor, role):
    with pytest.raises(Refusal) as refused:
        create_document(contest, kind="giay-moi", facts={}, by=actor(role))
    assert refused.value.status in {403, 404}
    assert not Document.objects.exists()


def test_a_frozen_contest_begins_none(contest, officer):
    contest.state = "archived"
    contest.save()
    with pytest.raises(Refusal) as refused:
        create_document(contest, kind="giay-moi", facts={}, by=officer)
    assert refused.value.code == "documents.frozen"


def test_each_save_is_a_version_and_the_same_facts_are_none(invitation, officer):
    document = save(invitation, officer, abstract="Dự họp")
    assert (document.title, document.version) == ("Dự họp", 2)
    assert save(document, officer, abstract="Dự họp").version == 2
    assert [one.number for one in document.versions.all()] == [2, 1]
    assert changes(document, invitation.facts, document.facts)[0].startswith("Trích yếu: từ “Dự Lễ tổng kết")


def test_a_draft_may_lack_anything(invitation, officer):
    document = save(invitation, officer, issuer="", on="31/2/2025")
    assert document.facts["on"] == "31/2/2025"
    sketch = sketch_of(document, document.facts)
    assert [one.where for one in sketch.problems] == ["issuer", "on"]
    assert sketch.paper.issuer == "[thiếu: Cơ quan ban hành]"


def test_what_no_database_can_hold_is_left_out(invitation, officer):
    document = save(invitation, officer, on="\x00mai\ud800")
    document.refresh_from_db()
    assert document.facts["on"] == "mai"


def test_a_stale_save_keeps_both_texts(invitation, officer, actor):
    colleague = actor(Role.SECRETARY)
    save(invitation, colleague, abstract="Của người kia")
    for _turn in range(2):  # pressing again keeps it no second time
        with pytest.raises(Stale) as stale:
            save(invitation, officer, abstract="Của tôi")
    assert stale.value.status == 409
    assert Document.objects.get().facts["abstract"] == "Của người kia"
    assert DocumentVersion.objects.get(number=None).facts["abstract"] == "Của tôi"
    assert stale.value.aside.by_name == officer.name


def test_a_comment_is_said_once(invitation, head):
    for _turn in range(2):
        comment(invitation, text="Thêm giờ đón tiếp", by=head, once_key="mot")
    assert Comment.objects.get().version == 1


def test_who_only_reads_does_not_comment(invitation, actor):
    with pytest.raises(Refusal) as refused:
        comment(invitation, text="Thêm", by=actor(Role.AUDITOR), once_key="mot")
    assert refused.value.status == 403


def test_what_is_incomplete_is_not_submitted(invitation, officer):
    document = save(invitation, officer, position="")
    with pytest.raises(Refusal) as refused:
        submit_for_approval(document, version=document.version, by=officer)
    assert refused.value.status == 422
    assert "Chức vụ người ký" in refused.value.sentence


def test_a_prescribed_paper_without_symbol_is_not_submitted(invitation, officer):
    document = save(invitation, officer, symbol=" ")
    with pytest.raises(Refusal) as refused:
        submit_for_approval(document, version=document.version, by=officer)
    assert refused.value.field == "symbol"


def test_submitting_tells_the_heads_once(invitation, officer, head):
    for _turn in range(2):
        document = submit_for_approval(invitation, version=1, by=officer)
    assert document.state == DocumentState.SUBMITTED
    letter = Message.objects.get()
    assert invitation.uid in letter.body
    with pytest.raises(Refusal) as refused:
        save(document, officer, abstract="Khác")
    assert refused.value.code == "documents.order"


def test_the_head_reads_a_draft_once_it_was_submitted(invitation, officer, head, actor):
    readers = {who: actor(who) for who in (Role.OFFICER, Role.SECRETARY, Role.AUDITOR)} | {Role.HEAD: head}

    def reading(document):
        return {role for role, who in readers.items() if document in visible_to(who)}

    begun = create_document(invitation.contest, kind="giay-moi", facts=invitation.facts, by=officer)
    discard_document(begun, reason="Trùng", version=begun.version, by=officer)
    others = {Role.OFFICER, Role.SECRETARY, Role.AUDITOR}
    assert (reading(begun), reading(invitation)) == (others, others)
    document = submit_for_approval(invitation, version=invitation.version, by=officer)
    assert reading(document) == {*others, Role.HEAD}
    document = return_to_draft(document, reason="Sai giờ", version=document.version, by=head)
    assert reading(document) == {*others, Role.HEAD}


def test_the_head_approves_and_the_writer_is_told(submitted, head, officer):
    for _turn in range(2):
        document = approve_document(submitted, version=submitted.version, by=head)
    assert (document.state, document.approved_by_name) == (DocumentState.APPROVED, head.name)
    assert Event.objects.filter(verb="documents.approve").count() == 1
    assert Message.objects.filter(kind="documents.approved").count() == 1


def test_nobody_approves_what_they_wrote(contest, actor, person, invitation, officer):
    both = actor(Role.HEAD)
    writer = type(both)(both.person_id, both.name, (*both.grants, *officer.grants), has_second_factor=True)
    document = save(invitation, writer, abstract="Sửa một chữ")
    document = submit_for_approval(document, version=document.version, by=officer)
    with pytest.raises(Refusal) as refused:
        approve_document(document, version=document.version, by=writer)
    assert refused.value.code == "documents.own"


def test_without_a_second_factor_nothing_is_approved(submitted, head):
    weak = type(head)(head.person_id, head.name, head.grants, has_second_factor=False)
    with pytest.raises(Refusal) as refused:
        approve_document(submitted, version=submitted.version, by=weak)
    assert refused.value.code == "second_factor"


def test_an_officer_approves_nothing(submitted, officer):
    with pytest.raises(Refusal) as refused:
        approve_document(submitted, version=submitted.version, by=officer)
    assert refused.value.status == 403


def test_what_changed_meanwhile_is_not_approved(submitted, head):
    with pytest.raises(Refusal) as refused:
        approve_document(submitted, version=submitted.version - 1, by=head)
    assert refused.value.code == "documents.stale"


def test_a_paper_is_returned_for_a_reason(submitted, head, officer):
    with pytest.raises(Refusal):
        return_to_draft(submitted, reason="", version=submitted.version, by=head)
    document = return_to_draft(submitted, reason="Sai giờ", version=submitted.version, by=head)
    assert (document.state, document.reason) == (DocumentState.DRAFT, "Sai giờ")
    assert "Sai giờ" in Message.objects.get(kind="documents.returned").body
    document = save(document, officer, at="9:00")
    assert submit_for_approval(document, version=document.version, by=officer).reason == ""


def test_a_draft_is_given_up_for_a_reason(invitation, officer):
    document = discard_document(invitation, reason="Không họp nữa", version=1, by=officer)
    assert (document.state, document.reason) == (DocumentState.DISCARDED, "Không họp nữa")
    with pytest.raises(Refusal):
        save(document, officer, abstract="Khác")


def test_a_name_that_is_no_name_of_ours_or_of_another_contest_is_not_taken(contest, officer, invitation):
    assert create_document(contest, kind="giay-moi", facts={}, by=officer, uid="a b").uid != "a b"
    other = contest.__class__.objects.create(slug="hoi-thi-khac", name="Hội thi khác", owner=contest.owner)
    Document.objects.filter(pk=invitation.pk).update(contest=other)
    made = create_document(contest, kind="giay-moi", facts={}, by=officer, uid=invitation.uid)
    assert (made.contest, made.uid != invitation.uid) == (contest, True)


def test_what_was_given_up_takes_no_text_aside(invitation, officer):
    gone = discard_document(invitation, reason="Không cần nữa", version=invitation.version, by=officer)
    with pytest.raises(Refusal) as refused:
        save_document(gone, facts={"abstract": "Khác"}, version=1, by=officer)
    assert not isinstance(refused.value, Stale)
    assert DocumentVersion.objects.filter(document=gone).count() == 1


def test_the_same_key_on_two_papers_is_two_comments(contest, invitation, officer):
    other = create_document(contest, kind="giay-moi", facts={}, by=officer)
    for paper in (invitation, other):
        comment(paper, text="Được", by=officer, once_key="k")
    assert Comment.objects.count() == 2


def test_a_draft_that_cannot_be_laid_can_still_be_opened(invitation):
    for bars in ("|\n|", "| |\n| |", "- | -\n- | -", "---|---\n---|---"):
        assert sketch_of(invitation, {**invitation.facts, "programme": bars}).paper is not None


def test_a_paper_without_the_name_of_who_signs_is_not_submitted(invitation, officer):
    nobody = save(invitation, officer, signer="")
    with pytest.raises(Refusal, match="họ tên người ký"):
        submit_for_approval(nobody, version=nobody.version, by=officer)
