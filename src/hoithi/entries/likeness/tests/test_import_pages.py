"""The pages that bring a list of former solutions in."""

import io

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from python_calamine import CalamineWorkbook

from hoithi.accounts.enums import Role
from hoithi.entries.likeness.tests.conftest import csv_file
from hoithi.entries.models import ArchiveImport

pytestmark = pytest.mark.django_db


def test_an_import_from_the_first_tap_to_the_last(district, actor, sign_in):
    client = sign_in(actor(Role.OFFICER))
    file = csv_file("Máy một;2019;Điểu Sơn", ";2019", "=cmd;x")
    given = {"file": file, "contest_name": "Hội thi cũ", "owner": district.uid}
    page = client.post(reverse("former_import"), given, follow=True)
    said = page.content.decode()
    assert "Chưa nhập dòng nào" in said
    assert "Thiếu tên giải pháp. (A3)" in said
    archive = ArchiveImport.objects.get()
    refused = b"".join(client.get(reverse("former_refused", args=[archive.uid])).streaming_content)
    rows = CalamineWorkbook.from_filelike(io.BytesIO(refused)).get_sheet_by_index(0).to_python()
    assert rows[1][:3] == [3, "A3", "Thiếu tên giải pháp."]
    assert rows[2][3] == "=cmd"
    done = client.post(reverse("former_archive_take", args=[archive.uid]), {"version": 1}, follow=True)
    assert "Đã nhập 1 dòng mới; 0 dòng đã có; 2 dòng không nhập được." in done.content.decode()
    again = client.post(
        reverse("former_import"), {**given, "file": csv_file("Máy một;2019;Điểu Sơn", ";2019", "=cmd;x")}, follow=True
    ).content.decode()
    assert "; 0 dòng mới." in again
    assert "Đã nhập lúc" in again
    assert "Nhập 0" not in again


def test_columns_are_chosen_on_the_page_when_the_heads_are_unknown(bring, actor, sign_in):
    archive = bring(csv_file("1;Máy hai", head="Số;Cái gì"))
    client, address = sign_in(actor(Role.OFFICER)), reverse("former_archive", args=[archive.uid])
    page = client.get(address).content.decode()
    assert "Chưa rõ cột nào ghi tên giải pháp" in page
    assert "B: Cái gì" in page
    wrong = client.post(address, {"version": 1, "title": ""})
    assert (wrong.status_code, "Hãy chọn cột ghi tên giải pháp." in wrong.content.decode()) == (422, True)
    assert client.post(address, {"version": 1, "title": "99"}).status_code == 422
    right = client.post(address, {"version": 1, "title": "1"}, follow=True).content.decode()
    assert "Máy hai" in right
    assert "Nhập 1 dòng mới" in right


@pytest.mark.parametrize(
    ("name", "data", "said"),
    [
        ("ds.csv", b"", "Tệp không có dòng nào."),
        ("ds.xls", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"0" * 600, "Hãy lưu lại thành .docx hoặc .xlsx."),
        ("ds.csv", b"%PDF-1.7 not a list", "Nội dung tệp không phải loại nhận ở đây."),
        ("ds.csv", b"Ten giai phap\n" + b"a" * (6 * 1024 * 1024), "Tệp lớn hơn 5 MB."),
    ],
)
def test_files_that_the_page_refuses(district, actor, sign_in, name, data, said):
    given = {"file": SimpleUploadedFile(name, data), "contest_name": "Hội thi cũ", "owner": district.uid}
    page = sign_in(actor(Role.OFFICER)).post(reverse("former_import"), given)
    assert page.status_code == 422
    assert said in page.content.decode()


def test_another_body_cannot_be_chosen(elsewhere, district, actor, sign_in):
    _contest, officer = elsewhere
    given = {"file": csv_file("Máy"), "contest_name": "Hội thi cũ", "owner": district.uid}
    assert sign_in(officer).post(reverse("former_import"), given).status_code == 422


def test_lists_of_others_are_not_there(bring, elsewhere, sign_in):
    archive = bring(csv_file("Máy một;2019"))
    _contest, officer = elsewhere
    client = sign_in(officer)
    for name in ("former_archive", "former_refused", "former_archive_drop"):
        assert client.get(reverse(name, args=[archive.uid])).status_code == 404
    assert client.post(reverse("former_archive_take", args=[archive.uid]), {"version": 1}).status_code == 404


def test_a_list_is_dropped_by_the_page(take, actor, sign_in):
    archive = take("Máy một;2019")
    client, address = sign_in(actor(Role.OFFICER)), reverse("former_archive_drop", args=[archive.uid])
    assert client.post(address, {"reason": ""}).status_code == 422
    assert "Đã bỏ danh sách." in client.post(address, {"reason": "Nhầm"}, follow=True).content.decode()


def test_the_sample_is_a_list_that_can_be_taken(bring, actor, sign_in):
    sample = sign_in(actor(Role.OFFICER)).get(reverse("former_sample")).content
    archive = bring(SimpleUploadedFile("mau.csv", sample))
    assert set(archive.columns) == {"title", "year", "contest", "authors", "unit", "field", "prize", "summary"}
