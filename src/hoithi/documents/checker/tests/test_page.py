import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from hoithi.accounts.enums import Role
from hoithi.documents.tests.by_hand import ByHand
from hoithi.kit.models import StoredFile

pytestmark = pytest.mark.django_db


@pytest.fixture
def send(actor, sign_in):
    """Sends a file to the page as an officer: the page as text, and its status."""
    client = sign_in(actor(Role.OFFICER))

    def sent(data, name="thong-bao.docx"):
        answer = client.post(reverse("check_layout"), {"file": SimpleUploadedFile(name, data)} if data else {})
        return answer.content.decode(), answer.status_code

    return sent


def test_a_right_paper_is_praised_and_nothing_kept(send):
    page, status = send(ByHand().docx())
    assert status == 200
    assert "Không thấy chỗ nào trái thể thức." in page
    assert "thong-bao.docx" in page
    assert not StoredFile.objects.exists()


def test_faults_stand_with_place_and_clause(send):
    page, status = send(ByHand(body_size=12, place="Hớn Quản, ngày 5 tháng 01 năm 2024").docx())
    assert status == 200
    assert "Có 2 điều cần sửa." in page
    assert "Nội dung cỡ chữ 12; phải từ 13 đến 14." in page
    assert "Phụ lục I, phần I, mục II.4.b" in page


@pytest.mark.parametrize(
    ("data", "name", "words"),
    [
        (b"", "", "Chưa chọn văn bản cần kiểm tra."),
        (b"MZ\x90\x00 program", "van-ban.docx", "Word"),
        (ByHand().docx()[:3000], "van-ban.docx", "hỏng"),
        (b"%PDF-1.7\nnothing", "van-ban.pdf", "PDF"),
    ],
)
def test_what_is_no_paper_gets_one_sentence(send, data, name, words):
    page, status = send(data, name)
    assert status == 422
    assert words in page


def test_entrants_and_judges_are_not_told_of_the_page(actor, sign_in):
    for role in (None, Role.JUDGE):
        assert sign_in(actor(role)).get(reverse("check_layout")).status_code == 404
