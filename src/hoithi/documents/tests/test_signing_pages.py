"""The pages of signing: one signs, brings back, attaches a scan, and others see what it is worth."""

from datetime import date

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from hoithi.accounts.enums import Role
from hoithi.documents.actions import issue_document
from hoithi.documents.enums import Audience
from hoithi.documents.models import Document, SignedFile
from hoithi.documents.signing.making import sign_pdf
from hoithi.documents.signing.tests.authority import PASSPHRASE, Authority
from hoithi.documents.signing.tests.sheets import png, sheet
from hoithi.kit.files import read
from hoithi.kit.tests.standing import shared

AUTHORITY = Authority()


@shared
def issued(approved, series, officer):
    document = issue_document(
        approved, series=series, day=date(2025, 6, 2), audience=Audience.PUBLIC, version=approved.version,
        by=officer, once_key="issue",
    )  # fmt: skip
    return Document.objects.select_related("contest", "pdf").get(pk=document.pk)


@pytest.fixture
def as_head(sign_in, head, settings):
    settings.SIGNING_ROOTS = [AUTHORITY.root]
    return sign_in(head)


def url(document, name, **more):
    return reverse(name, kwargs={"slug": document.contest.slug, "uid": document.uid, **more})


def sent(**changes):
    key = SimpleUploadedFile("khoa.p12", AUTHORITY.p12("Trần Quốc Tuấn"))
    return {"key": key, "passphrase": PASSPHRASE, "seal_mm": "36", "after": "", "once": "k1", **changes}


def test_the_head_signs_and_everybody_sees_what_it_is_worth(issued, as_head, client):
    assert "Ký số" in as_head.get(url(issued, "document")).content.decode()
    answer = as_head.post(url(issued, "document_sign"), sent(image=SimpleUploadedFile("a.png", png())), follow=True)
    assert "Đã ký số." in answer.content.decode()
    assert "Chữ ký hợp lệ." in answer.content.decode()
    [signed] = SignedFile.objects.all()
    assert b"".join(as_head.get(url(issued, "signed_file", signed=signed.uid)).streaming_content) == read(signed.file)
    as_head.logout()
    page = client.get(reverse("issued_document", args=[issued.uid])).content.decode()
    assert "Trần Quốc Tuấn" in page
    assert "Chữ ký hợp lệ." in page
    file = client.get(reverse("issued_signed", args=[issued.uid]))
    assert b"".join(file.streaming_content) == read(signed.file)


def test_a_wrong_passphrase_is_told_at_its_box_and_not_sent_back(issued, as_head):
    answer = as_head.post(url(issued, "document_sign"), sent(passphrase="sai-hoàn-toàn"))
    page = answer.content.decode()
    assert answer.status_code == 422
    assert "Mật khẩu của chứng thư không đúng" in page
    assert "sai-hoàn-toàn" not in page
    assert not SignedFile.objects.exists()


def test_without_a_key_nothing_is_signed(issued, as_head):
    answer = as_head.post(url(issued, "document_sign"), sent(key=""))
    assert answer.status_code == 422
    assert "Hãy chọn tệp chứng thư số" in answer.content.decode()


def test_a_file_signed_elsewhere_comes_back(issued, as_head):
    page = url(issued, "document_attach_signed")
    other = SimpleUploadedFile("a.pdf", sign_pdf(sheet(), key=AUTHORITY.key()))
    assert "không phải văn bản đã ban hành" in as_head.post(page, {"file": other, "once": "a"}).content.decode()
    own = SimpleUploadedFile("a.pdf", sign_pdf(read(issued.pdf), key=AUTHORITY.key("Ký nơi khác")))
    assert "Ký nơi khác" in as_head.post(page, {"file": own, "once": "b"}, follow=True).content.decode()


def test_the_head_withdraws_a_wrong_file_and_the_public_sees_it_no_more(issued, as_head, sign_in, officer):
    as_head.post(url(issued, "document_sign"), sent())
    [signed] = SignedFile.objects.all()
    page = url(issued, "document_withdraw_signed", signed=signed.uid)
    assert page in as_head.get(url(issued, "document")).content.decode()
    assert as_head.get(page).status_code == 200
    assert as_head.post(page, {"reason": ""}).status_code == 422
    answer = as_head.post(page, {"reason": "Ký nhầm tệp"}, follow=True).content.decode()
    assert "Đã thu hồi tệp đã ký." in answer
    assert "Ký nhầm tệp" in answer
    assert page not in answer
    assert as_head.get(url(issued, "signed_file", signed=signed.uid)).status_code == 200
    as_head.logout()
    assert as_head.get(reverse("issued_signed", args=[issued.uid])).status_code == 404
    assert "Chữ ký số" not in as_head.get(reverse("issued_document", args=[issued.uid])).content.decode()
    assert sign_in(officer).get(page).status_code == 404


def test_a_scan_is_for_the_office(issued, as_head, sign_in, actor):
    page = url(issued, "document_attach_scan")
    assert as_head.get(page).status_code == 200
    as_head.post(page, {"file": SimpleUploadedFile("ban ky.png", png()), "once": "a"})
    [scan] = SignedFile.objects.all()
    address = url(issued, "signed_file", signed=scan.uid)
    assert as_head.get(address).status_code == 200
    assert sign_in(actor(Role.JUDGE)).get(address).status_code == 404
    assert as_head.get(reverse("issued_signed", args=[issued.uid])).status_code == 404


def test_an_auditor_does_not_sign(issued, sign_in, actor):
    auditor = sign_in(actor(Role.AUDITOR))
    for name in ("document_sign", "document_attach_signed", "document_attach_scan"):
        assert auditor.get(url(issued, name)).status_code == 404
    assert "Gửi tệp đã ký số" not in auditor.get(url(issued, "document")).content.decode()


def test_any_pdf_can_be_looked_into_and_nothing_is_kept(as_head):
    page = reverse("check_signatures")
    answer = as_head.post(page, {"file": SimpleUploadedFile("a.pdf", sign_pdf(sheet(), key=AUTHORITY.key()))})
    assert "Chữ ký hợp lệ." in answer.content.decode()
    answer = as_head.post(page, {"file": SimpleUploadedFile("a.pdf", sheet())})
    assert "không có chữ ký số nào" in answer.content.decode()
    answer = as_head.post(page, {"file": SimpleUploadedFile("a.pdf", b"PK")})
    assert answer.status_code == 422
    assert not SignedFile.objects.exists()
