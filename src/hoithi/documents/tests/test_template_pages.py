"""The pages of an office's own Word files, from the starter to the paper that is made from one."""

from io import BytesIO

import docx
import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from hoithi.accounts.enums import Role
from hoithi.contests.models import Contest
from hoithi.documents.actions import choose_template, withdraw_template
from hoithi.documents.enums import TemplateState
from hoithi.documents.kinds.base import all_kinds, kind_of
from hoithi.documents.models import OfficeTemplate
from hoithi.documents.office_templates.tests.offices import OWN, file_of_office


def url(contest, name, *more):
    return reverse(name, args=[contest.slug, *more])


def page_of(client, *address):
    answer = client.get(url(*address))
    assert answer.status_code == 200
    return answer.content.decode()


def word_in(answer):
    assert answer["Content-Type"].endswith("wordprocessingml.document")
    return docx.Document(BytesIO(b"".join(answer.streaming_content)))


def lines_in(answer):
    return [one.text for one in word_in(answer).paragraphs]


@pytest.fixture
def as_officer(sign_in, officer):
    return sign_in(officer)


def test_every_kind_is_listed_with_its_templates(as_officer, contest, template):
    page = page_of(as_officer, contest, "template_list")
    assert page.count(url(contest, "template_list") + "loai/") == len(all_kinds())
    assert "1 mẫu chờ duyệt" in page
    assert "mẫu đang dùng" not in page
    assert url(contest, "template_list") in page_of(as_officer, contest, "document_list")


def test_the_names_of_a_kind_are_shown_to_copy(as_officer, contest):
    page = page_of(as_officer, contest, "template_kind", "quyet-dinh-ban-to-chuc")
    assert "<code>{{trich_yeu}}</code></td><td>Trích yếu" in page
    assert "<code>{{#ban_to_chuc}} … {{/ban_to_chuc}}</code>" in page
    assert "trang in và bản PDF vẫn theo bố cục chung" in page


def test_the_starter_is_taken_changed_and_sent(as_officer, contest):
    starter = word_in(as_officer.get(url(contest, "template_starter", "giay-moi")))
    assert "{{trich_yeu}}" in [one.text for one in starter.paragraphs]
    starter.paragraphs[0].insert_paragraph_before("Của huyện")
    kept = BytesIO()
    starter.save(kept)
    for _press in range(2):
        sent = {"name": "Mẫu của huyện", "file": SimpleUploadedFile("a.docx", kept.getvalue()), "once": "k"}
        answer = as_officer.post(url(contest, "template_new", "giay-moi"), sent)
    made = OfficeTemplate.objects.get()
    assert answer.url == url(contest, "template", made.uid)
    page = page_of(as_officer, contest, "template", made.uid)
    assert made.sha256 in page
    assert "Chờ một chuyên viên khác hoặc Trưởng Ban Tổ chức duyệt." in page
    assert url(contest, "template_approve", made.uid) not in page
    assert b"".join(as_officer.get(url(contest, "template_file", made.uid)).streaming_content) == kept.getvalue()


def test_each_thing_to_mend_is_a_sentence_with_its_place(as_officer, contest):
    sent = {"name": "Mẫu", "file": file_of_office("Kính gửi {{noi_nhann}}", without="trich_yeu"), "once": "k"}
    answer = as_officer.post(url(contest, "template_new", "giay-moi"), sent)
    page = answer.content.decode()
    assert answer.status_code == 422
    assert "Mẫu còn 2 chỗ phải sửa." in page
    assert "Không có trường nào tên “noi_nhann”. Ý bạn là {{noi_nhan}} (Nơi nhận)?" in page
    assert "Kính gửi {{noi_nhann}}" in page
    assert "Mẫu thiếu trường bắt buộc “Trích yếu”" in page
    assert 'value="Mẫu"' in page
    assert not OfficeTemplate.objects.exists()


@pytest.mark.parametrize(
    ("data", "name", "words"),
    [
        (b"", "Mẫu", "Chưa chọn tệp Word của mẫu."),
        (b"%PDF-1.7", "Mẫu", "Nội dung tệp không phải Word"),
        (None, "", "Chưa nhập tên mẫu."),
    ],
)
def test_bad_input_is_told_at_its_box(as_officer, contest, data, name, words):
    upload = file_of_office() if data is None else SimpleUploadedFile("mau.docx", data) if data else ""
    answer = as_officer.post(url(contest, "template_new", "giay-moi"), {"name": name, "file": upload, "once": "k"})
    assert answer.status_code == 422
    assert words in answer.content.decode()


def test_what_does_not_follow_the_decree_is_shown(as_officer, contest):
    sent = {"name": "Mẫu", "file": file_of_office(margin=10), "once": "k"}
    page = as_officer.post(url(contest, "template_new", "giay-moi"), sent, follow=True).content.decode()
    assert "chưa theo Nghị định 30/2020/NĐ-CP" in page
    assert "Lề trái" in page


def test_the_sample_of_the_kind_is_filled_in(as_officer, contest, template):
    said = lines_in(as_officer.get(url(contest, "template_sample", template.uid)))
    assert OWN in said
    assert kind_of("giay-moi").sample().abstract in said


def test_another_person_approves_and_both_take_it_out(sign_in, contest, template, officer, head):
    client = sign_in(head)
    assert url(contest, "template_approve", template.uid) in page_of(client, contest, "template", template.uid)
    client.post(url(contest, "template_approve", template.uid))
    client.post(url(contest, "template_withdraw", template.uid), {"reason": "Mẫu cũ"})
    template.refresh_from_db()
    assert (template.state, template.asked_by_name) == (TemplateState.APPROVED, head.name)
    page = page_of(client, contest, "template", template.uid)
    assert "Có đề nghị thôi dùng" in page
    assert url(contest, "template_withdraw", template.uid) not in page
    other = sign_in(officer)
    assert "Mẫu cũ" in page_of(other, contest, "template_withdraw", template.uid)
    other.post(url(contest, "template_withdraw", template.uid), {"reason": "Mẫu cũ"})
    template.refresh_from_db()
    assert template.state == TemplateState.WITHDRAWN
    assert "Mẫu cũ" in page_of(other, contest, "template", template.uid)


def test_who_sent_it_presses_in_vain(as_officer, contest, template):
    answer = as_officer.post(url(contest, "template_approve", template.uid), follow=True)
    assert "Việc này cần hai người" in answer.content.decode()
    assert as_officer.post(url(contest, "template_withdraw", template.uid), {"reason": ""}).status_code == 422
    template.refresh_from_db()
    assert template.state == TemplateState.WAITING


def test_an_auditor_reads_and_does_nothing(sign_in, actor, contest, template):
    client = sign_in(actor(Role.AUDITOR))
    page = page_of(client, contest, "template", template.uid)
    assert url(contest, "template_withdraw", template.uid) not in page
    assert client.get(url(contest, "template_file", template.uid)).status_code == 200
    assert client.get(url(contest, "template_new", "giay-moi")).status_code == 404
    assert client.post(url(contest, "template_approve", template.uid)).status_code == 404
    assert client.post(url(contest, "template_withdraw", template.uid), {"reason": "x"}).status_code == 404


def test_judges_and_other_bodies_are_not_told_of_it(sign_in, actor, contest, template, department):
    judge = sign_in(actor(Role.JUDGE))
    for name in ("template", "template_file", "template_sample"):
        assert judge.get(url(contest, name, template.uid)).status_code == 404
    Contest.objects.filter(pk=contest.pk).update(owner=department)
    assert sign_in(actor(Role.HEAD)).get(url(contest, "template", template.uid)).status_code == 404


def test_a_kind_that_is_gone_leaves_its_templates(as_officer, contest, template):
    assert as_officer.get(url(contest, "template_kind", "khong-co")).status_code == 404
    OfficeTemplate.objects.update(kind="loai-cu")
    assert "loai-cu" in page_of(as_officer, contest, "template", template.uid)
    assert as_officer.get(url(contest, "template_sample", template.uid)).status_code == 404


def test_a_draft_is_made_from_the_template_that_is_chosen(as_officer, contest, invitation, in_use):
    address = url(contest, "document_template", invitation.uid)
    assert address in page_of(as_officer, contest, "document", invitation.uid)
    assert "bản PDF vẫn theo bố cục chung" in page_of(as_officer, contest, "document_template", invitation.uid)
    sent = {"template": in_use.uid, "version": invitation.version}
    assert as_officer.post(address, {**sent, "template": "khong-co"}).status_code == 422
    assert as_officer.post(address, sent).url == url(contest, "document", invitation.uid)
    page = page_of(as_officer, contest, "document", invitation.uid)
    assert in_use.name in page
    assert "Trang in và bản PDF theo bố cục chung của hệ thống." in page
    assert OWN in lines_in(as_officer.get(url(contest, "document_file", invitation.uid, "docx")))
    as_officer.post(address, {"template": "", "version": invitation.version + 1})
    assert OWN not in lines_in(as_officer.get(url(contest, "document_file", invitation.uid, "docx")))


def test_a_template_that_went_is_told_on_the_draft(as_officer, contest, invitation, in_use, officer, head):
    choose_template(invitation, template=in_use, version=invitation.version, by=officer)
    for by in (officer, head):
        withdraw_template(in_use, contest=contest, reason="Cũ", by=by)
    assert "mẫu đã thôi dùng" in page_of(as_officer, contest, "document", invitation.uid)
    answer = as_officer.post(
        url(contest, "document_submit", invitation.uid), {"version": invitation.version + 1}, follow=True
    )
    assert "đã thôi dùng. Hãy chọn mẫu khác" in answer.content.decode()


def test_without_a_template_in_use_none_is_offered(as_officer, contest, invitation, template):
    address = url(contest, "document_template", invitation.uid)
    assert address not in page_of(as_officer, contest, "document", invitation.uid)
