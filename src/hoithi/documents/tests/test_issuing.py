from datetime import date, timedelta
from io import BytesIO

import docx
import pytest
from django.db import connection

from hoithi.accounts.actors import VISITOR
from hoithi.accounts.enums import Role
from hoithi.audit.models import Event
from hoithi.contests.queries import visible_to as contests_visible_to
from hoithi.documents.actions import (
    approve_document,
    cancel_document,
    cancel_number,
    create_document,
    issue_document,
    reserve_numbers,
    set_audience,
    submit_for_approval,
)
from hoithi.documents.content import audiences_of, changes
from hoithi.documents.enums import Audience, DocumentState, NumberState, Relation
from hoithi.documents.kinds.base import all_kinds, kind_of
from hoithi.documents.models import Document, Number
from hoithi.documents.queries import visible_to
from hoithi.kit import invariants
from hoithi.kit.derived import papers
from hoithi.kit.files import read
from hoithi.kit.models import StoredFile
from hoithi.kit.public_cache import version
from hoithi.kit.refusals import Refusal
from hoithi.kit.schemas.reading import as_data

DAY = date(2025, 6, 2)
ALL = ("document numbers", "documents", "document files", "files")


def issue(document, series, by, **said):
    words = {"day": DAY, "audience": Audience.OFFICE, "version": document.version, "once_key": document.uid}
    return issue_document(document, series=series, by=by, **{**words, **said})


def words_of_word(stored):
    paper = docx.Document(BytesIO(read(stored)))
    cells = [cell.text for table in paper.tables for row in table.rows for cell in row.cells]
    return "\n".join([*cells, *(one.text for one in paper.paragraphs)])


def words_of_pdf(stored):
    return papers.text(read(stored), "pdf")[0].decode()


def broken():
    return [sentence for name in ALL for sentence in invariants.broken(name)]


def test_an_approved_paper_goes_out_with_number_day_and_files(approved, series, officer):
    document = issue(approved, series, officer)
    assert document.state == DocumentState.ISSUED
    assert (document.number.shown, document.number.day, document.number.signer) == (
        "01/GM-BTC", DAY, document.facts["signer"],
    )  # fmt: skip
    for text in (words_of_word(document.word), words_of_pdf(document.pdf)):
        assert "01/GM-BTC" in text
        assert "ngày 02 tháng 6 năm 2025" in text
    assert (document.pdf.name, document.word.name) == ("giay-moi-01-gm-btc.pdf", "giay-moi-01-gm-btc.docx")
    assert document.facts == approved.facts
    assert Event.objects.get(verb="documents.issue").data["pdf"] == document.pdf_sha256
    assert broken() == []


def test_a_paper_goes_out_once(approved, series, officer):
    first = issue(approved, series, officer)
    assert issue(approved, series, officer) == first
    assert Number.objects.count() == 1
    with pytest.raises(Refusal) as refused:
        issue(first, series, officer, once_key="khac")
    assert refused.value.code == "documents.order"


def test_what_is_not_approved_does_not_go_out(submitted, series, officer):
    with pytest.raises(Refusal) as refused:
        issue(submitted, series, officer)
    assert refused.value.code == "documents.order"
    assert not Number.objects.exists()
    assert not StoredFile.objects.exists()


@pytest.mark.parametrize("role", [Role.HEAD, Role.AUDITOR, Role.JUDGE, None])
def test_others_send_nothing_out(approved, series, actor, role):
    with pytest.raises(Refusal) as refused:
        issue(approved, series, actor(role))
    assert refused.value.status in {403, 404}


@pytest.mark.parametrize(
    ("said", "field"),
    [({"audience": "moi"}, "audience"), ({"series": None}, "series"), ({"day": date(2200, 1, 1)}, "day")],
)
def test_bad_choices_are_refused(approved, series, officer, said, field):
    with pytest.raises(Refusal) as refused:
        issue(approved, said.pop("series", series), officer, **said)
    assert refused.value.field == field
    assert not Number.objects.exists()


def test_a_day_before_the_last_one_is_refused(approved, series, contest, officer):
    reserve_numbers(series, contest, count=1, subject="Giấy", day=DAY, by=officer, once_key="k")
    with pytest.raises(Refusal) as refused:
        issue(approved, series, officer, day=DAY - timedelta(days=1))
    assert refused.value.code == "documents.day_back"


def test_what_changed_meanwhile_does_not_go_out(approved, series, officer):
    with pytest.raises(Refusal) as refused:
        issue(approved, series, officer, version=approved.version - 1)
    assert refused.value.code == "documents.stale"


def test_a_reserved_number_goes_to_a_paper(approved, series, contest, officer):
    kept, _other = reserve_numbers(series, contest, count=2, subject="Giấy", day=DAY, by=officer, once_key="k")
    document = issue(approved, None, officer, reserved=kept)
    assert document.number.number == kept.number == 1
    assert document.number.subject == document.facts["abstract"]
    assert broken() == []


def test_a_number_that_another_takes_meanwhile_is_not_used_twice(approved, series, contest, officer):
    """While the files are kept that were made for one number, a colleague takes it; twice."""
    keys = iter("ab")

    def colleague(execute, sql, *rest):
        if sql.startswith("INSERT") and "storedfile" in sql and (key := next(keys, None)):
            reserve_numbers(series, contest, count=1, subject="Giấy", day=DAY, by=officer, once_key=key)
        return execute(sql, *rest)

    with connection.execute_wrapper(colleague):
        document = issue(approved, series, officer)
    assert document.number.number == 3
    assert "03/GM-BTC" in words_of_word(document.word)
    assert broken() == []


def test_the_head_calls_a_paper_off_and_it_stays(approved, series, officer, head):
    document = issue(approved, series, officer)
    with pytest.raises(Refusal):
        cancel_document(document, reason="Sai", by=officer)
    with pytest.raises(Refusal) as refused:
        cancel_number(document.number, reason="Sai", by=head)
    assert refused.value.code == "documents.has_paper"
    for _turn in range(2):
        document = cancel_document(document, reason="Hoãn lễ", by=head)
    assert (document.state, document.number.state) == (DocumentState.CANCELLED, NumberState.CANCELLED)
    assert document.number.reason == "Hoãn lễ"
    assert document in visible_to(officer)
    assert broken() == []


def test_a_new_paper_replaces_an_old_one_and_says_so(approved, series, contest, officer, head):
    old = issue(approved, series, officer)
    new = create_document(
        contest, kind="giay-moi", facts=old.facts, by=officer, corrects=old, relation=Relation.REPLACES
    )
    new = submit_for_approval(new, version=new.version, by=officer)
    new = issue(approve_document(new, version=new.version, by=head), series, officer)
    said = "Văn bản này thay thế Giấy mời số 01/GM-BTC ngày 02 tháng 6 năm 2025"
    assert said in words_of_word(new.word)
    assert said in " ".join(words_of_pdf(new.pdf).split())
    assert list(old.corrections.all()) == [new]


@pytest.mark.parametrize(("relation", "out"), [("", True), ("khac", True), (Relation.REPLACES, False)])
def test_only_what_went_out_is_replaced(approved, series, contest, officer, relation, out):
    old = issue(approved, series, officer) if out else approved
    with pytest.raises(Refusal):
        create_document(contest, kind="giay-moi", facts={}, by=officer, corrects=old, relation=relation)


def test_what_has_changed_since_is_said(approved, series, officer):
    document = issue(approved, series, officer)
    assert changes(document, document.facts, document.facts) == []
    said = changes(document, document.facts, {**document.facts, "where": "Nhà văn hóa"})
    assert len(said) == 1
    assert said[0].endswith("thành “Nhà văn hóa”.")


READERS = {
    Audience.OFFICE: {Role.OFFICER, Role.SECRETARY, Role.HEAD, Role.AUDITOR},
    Audience.MEMBERS: set(Role) - {Role.ADMIN},
    Audience.PUBLIC: {None, *Role},
}


@pytest.mark.parametrize("audience", Audience)
def test_each_audience_reads_what_is_for_it(approved, series, officer, actor, audience):
    document = set_audience(issue(approved, series, officer), audience=audience, by=officer)
    assert {role for role in [None, *Role] if document in visible_to(actor(role))} == READERS[audience]
    assert (document in visible_to(VISITOR)) == (audience == Audience.PUBLIC)


def test_what_says_of_people_what_is_not_for_everybody_is_never_public():
    closed = {one.code for one in all_kinds() if Audience.PUBLIC not in audiences_of(Document(kind=one.code))}
    assert closed == {"danh-sach-ho-so", "bien-nhan", "danh-sach-chi-tien", "phieu-cham", "bang-tong-hop-diem"}
    assert Audience.PUBLIC not in audiences_of(Document(kind="khong-con"))


def test_a_list_of_payments_is_not_opened_to_everybody(approved, series, officer):
    document = issue(approved, series, officer, audience=Audience.MEMBERS)
    Document.objects.filter(pk=document.pk).update(kind="danh-sach-chi-tien")
    document.refresh_from_db()
    with pytest.raises(Refusal) as refused:
        set_audience(document, audience=Audience.PUBLIC, by=officer)
    assert refused.value.code == "documents.personal"
    document.refresh_from_db()
    assert document.audience == Audience.MEMBERS


def test_what_did_not_go_out_is_read_by_the_office_alone(approved, actor):
    Document.objects.update(audience=Audience.PUBLIC)
    assert {role for role in [None, *Role] if approved in visible_to(actor(role))} == READERS[Audience.OFFICE]
    assert approved not in visible_to(VISITOR)


def test_a_contest_that_nobody_knows_of_shows_no_paper(approved, series, officer, contest):
    document = set_audience(issue(approved, series, officer), audience=Audience.PUBLIC, by=officer)
    contest.state = "draft"
    contest.save()
    assert contest not in contests_visible_to(VISITOR)
    assert document not in visible_to(VISITOR)


def test_what_is_broken_is_found(approved, series, officer):
    document = issue(approved, series, officer)
    Document.objects.filter(pk=document.pk).update(pdf_sha256="0" * 64)
    assert list(invariants.broken("document files")) == [
        f"document {document.uid} has another pdf file than the one it went out with"
    ]
    Number.objects.filter(document=document).update(state=NumberState.RESERVED)
    assert list(invariants.broken("documents")) == [f"document {document.uid} is issued, its number reserved"]
    Number.objects.filter(document=document).update(document=None)
    assert "is missing" in next(invariants.broken("documents"))


def test_the_public_pages_are_told(approved, series, officer, head, contest):
    seen = [version(contest.cache_scope)]
    issued = issue(approved, series, officer, audience=Audience.PUBLIC)
    seen.append(version(contest.cache_scope))
    set_audience(issued, audience=Audience.OFFICE, by=officer)
    seen.append(version(contest.cache_scope))
    set_audience(issued, audience=Audience.PUBLIC, by=officer)
    cancel_document(issued, reason="Sai", by=head)
    seen.append(version(contest.cache_scope))
    assert seen == sorted(set(seen))


def test_of_a_paper_that_was_called_off_the_audience_can_be_narrowed(approved, series, officer, head):
    issued = issue(approved, series, officer, audience=Audience.PUBLIC)
    gone = cancel_document(issued, reason="Sai", by=head)
    assert set_audience(gone, audience=Audience.OFFICE, by=officer).audience == Audience.OFFICE


def test_a_list_takes_no_number_of_the_register(contest, series, officer, head):
    facts = as_data(kind_of("danh-sach-ho-so").sample())
    draft = create_document(contest, kind="danh-sach-ho-so", facts=facts, by=officer)
    waiting = submit_for_approval(draft, version=draft.version, by=officer)
    approved = approve_document(waiting, version=waiting.version, by=head)
    with pytest.raises(Refusal, match="không lấy số"):
        issue(approved, series, officer)
    assert not Number.objects.exists()
