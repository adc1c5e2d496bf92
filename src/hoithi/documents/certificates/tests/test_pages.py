"""The office's pages of certificates, and the public one on which anybody checks a paper."""

import io
import re
import zipfile

import pytest
from django.core.cache import cache
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from PIL import Image

from hoithi.accounts.enums import Role
from hoithi.documents.actions import cancel_certificate, issue_run, save_run
from hoithi.documents.enums import CertificateState, RunState
from hoithi.documents.jobs import print_run
from hoithi.documents.models import Certificate, CertificateRun
from hoithi.kit import guessing
from hoithi.kit.clock import today
from hoithi.kit.codes import make_code, show_code
from hoithi.kit.files import read
from hoithi.kit.pdfium import opened
from hoithi.kit.tests.standing import shared


def url(run, name="certificate_run", **more):
    return reverse(name, kwargs={"slug": run.contest.slug, "uid": run.uid, **more})


def typed(run, **changes):
    return {"do": "save", "version": run.version, **run.facts, **changes}


@pytest.fixture
def as_officer(sign_in, officer):
    return sign_in(officer)


@shared
def numbered(approved_run, officer):
    return issue_run(approved_run, day=today(), version=approved_run.version, by=officer, once_key="mot")


@pytest.fixture
def printed(numbered):
    print_run.func(numbered.uid)
    numbered.refresh_from_db()
    return numbered


# Writing


def test_a_run_begins_from_the_list_and_pressing_twice_begins_one(contest, as_officer):
    here = reverse("certificate_list", args=[contest.slug])
    assert "Chưa có đợt cấp nào" in as_officer.get(here).content.decode()
    for _turn in range(2):
        answer = as_officer.post(reverse("certificate_draft", args=[contest.slug]), {"once": "abcdefghjk12"})
    run = CertificateRun.objects.get()
    assert answer["Location"] == url(run)
    page = as_officer.get(url(run)).content.decode()
    assert contest.name in page
    assert "Còn chỗ cần sửa" not in page
    assert "Chưa có danh sách" in as_officer.get(here).content.decode()
    as_officer.post(url(run), typed(run, people="An\txã\tGiải Ba\tMáy\nBình\txã\tGiải Ba\tMáy"))
    assert "An và 1 giấy nữa" in as_officer.get(here).content.decode()


def test_a_list_is_pasted_and_each_bad_line_is_named(run, as_officer):
    pasted = "Họ và tên\tĐơn vị\tGiải\tTên giải pháp\nAn\txã A\tGiải Nhất\tMáy A\nBình\txã B\t\tMáy B"
    as_officer.post(url(run), typed(run, people=pasted))
    page = as_officer.get(url(run)).content.decode()
    assert "Dòng 3: chưa ghi giải." in page
    assert "2 giấy" in page
    assert "An | xã A | Giải Nhất | Máy A" in page


def test_a_bad_list_is_kept_and_not_submitted(run, as_officer):
    answer = as_officer.post(url(run), typed(run, do="submit", people="An\txã A\t\tMáy A"))
    assert answer.status_code == 422
    assert "Dòng 1: chưa ghi giải." in answer.content.decode()
    run.refresh_from_db()
    assert (run.state, run.facts["people"]) == (RunState.DRAFT, "An | xã A | | Máy A")
    again = as_officer.post(url(run), typed(run, do="submit", people="An\txã A\tGiải Ba\tMáy A"))
    assert again.status_code == 302


def test_a_stale_save_shows_both(run, officer, as_officer):
    save_run(run, facts={**run.facts, "signer": "Người Kia"}, version=run.version, by=officer)
    answer = as_officer.post(url(run), typed(run, signer="Người Này", people="Dũng\txã\tGiải Ba\tMáy"))
    page = answer.content.decode()
    assert answer.status_code == 409
    for said in ("Người Kia", "Người Này", "Danh sách thêm dòng “Dũng | xã | Giải Ba | Máy”"):
        assert said in page
    run.refresh_from_db()
    assert as_officer.post(url(run), typed(run, signer="Người Này")).status_code == 302


def test_any_line_is_seen_as_it_will_print(run, as_officer):
    for line in (1, 3):
        picture = as_officer.get(url(run, "certificate_picture", line=line))
        assert Image.open(io.BytesIO(picture.content)).size == (1400, 990)
    assert as_officer.get(url(run, "certificate_picture", line=4)).status_code == 404
    assert "/anh/2/" in as_officer.get(url(run) + "?dong=2").content.decode()


def test_a_draft_without_anybody_can_be_looked_at(contest, run, officer, as_officer):
    save_run(run, facts={"design": "?", "people": ""}, version=run.version, by=officer)
    assert as_officer.get(url(run)).status_code == 200
    assert as_officer.get(url(run, "certificate_picture", line=1)).status_code == 200


# Deciding


def test_the_head_sees_everybody_and_approves(submitted_run, sign_in, head):
    client = sign_in(head)
    page = client.get(url(submitted_run)).content.decode()
    for said in ("1. An", "3. Chi", "Trần Quốc Tuấn", "Duyệt"):
        assert said in page
    client.post(url(submitted_run, "certificate_approve"), {"version": submitted_run.version})
    submitted_run.refresh_from_db()
    assert submitted_run.state == RunState.APPROVED


def test_it_is_returned_and_given_up_with_a_reason(submitted_run, sign_in, head, officer):
    said = {"reason": "Thiếu tên", "version": submitted_run.version}
    assert sign_in(head).post(url(submitted_run, "certificate_return"), said).status_code == 302
    client = sign_in(officer)
    assert "Thiếu tên" in client.get(url(submitted_run)).content.decode()
    submitted_run.refresh_from_db()
    client.post(url(submitted_run, "certificate_discard"), {"reason": "Nhầm", "version": submitted_run.version})
    assert "Nhầm" in client.get(url(submitted_run)).content.decode()


def test_numbers_are_given_once_and_progress_is_told_until_all_are_printed(approved_run, as_officer):
    page = as_officer.get(url(approved_run, "certificate_issue"))
    once = re.search(r'name="once" value="(\w+)"', page.content.decode())[1]
    said = {"day": "12/6/2025", "version": approved_run.version, "once": once}
    for _turn in range(2):
        as_officer.post(url(approved_run, "certificate_issue"), said)
    assert Certificate.objects.count() == 3
    page = as_officer.get(url(approved_run)).content.decode()
    assert "0/3" in page
    assert 'hx-trigger="load delay:2s"' in page
    assert as_officer.get(url(approved_run, "certificate_progress"))["Location"] == url(approved_run)
    print_run.func(approved_run.uid)
    piece = as_officer.get(url(approved_run, "certificate_progress"), headers={"HX-Request": "true"})
    assert piece["HX-Refresh"] == "true"
    assert "hx-trigger" not in piece.content.decode()
    assert "01/GCN-BTC" in as_officer.get(url(approved_run)).content.decode()


def test_files_are_taken_singly_in_a_zip_and_as_one_print(printed, head, as_officer):
    one, *_others, last = printed.certificates.select_related("file")
    got = as_officer.get(url(printed, "certificate_file", one=one.uid))
    assert b"".join(got.streaming_content) == read(one.file)
    cancel_certificate(last, reason="Sai", by=head)
    packed = b"".join(as_officer.get(url(printed, "certificate_zip")).streaming_content)
    with zipfile.ZipFile(io.BytesIO(packed)) as archive:
        assert archive.namelist() == ["giay-chung-nhan-01.pdf", "giay-chung-nhan-02.pdf"]
        assert archive.read("giay-chung-nhan-01.pdf") == read(one.file)
    whole = b"".join(as_officer.get(url(printed, "certificate_print")).streaming_content)
    with opened(whole) as document:
        assert len(document) == 2
        assert "Bình" in document[1].get_textpage().get_text_bounded()


def test_what_is_not_printed_has_no_file(numbered, as_officer):
    one = numbered.certificates.first()
    assert as_officer.get(url(numbered, "certificate_file", one=one.uid)).status_code == 404
    for name in ("certificate_zip", "certificate_print"):
        assert as_officer.get(url(numbered, name)).status_code == 404


def test_the_head_calls_one_off_from_the_list(printed, sign_in, head, officer):
    one = printed.certificates.first()
    path = url(printed, "certificate_cancel", one=one.uid)
    assert path not in sign_in(officer).get(url(printed)).content.decode()
    client = sign_in(head)
    assert path in client.get(url(printed)).content.decode()
    assert "01/GCN-BTC" in client.get(path).content.decode()
    client.post(path, {"reason": "Sai tên"})
    one.refresh_from_db()
    assert one.state == CertificateState.CANCELLED


@pytest.mark.parametrize("role", [Role.JUDGE, Role.FOCAL_POINT, Role.FINANCE, Role.ADMIN])
def test_for_others_there_is_nothing(printed, sign_in, actor, role):
    client = sign_in(actor(role))
    for name in ("certificate_run", "certificate_zip"):
        assert client.get(url(printed, name)).status_code == 404


def test_the_auditor_reads_and_does_nothing(printed, sign_in, actor):
    client = sign_in(actor(Role.AUDITOR))
    assert client.get(url(printed)).status_code == 200
    assert client.post(reverse("certificate_draft", args=[printed.contest.slug])).status_code == 404
    assert client.post(url(printed), typed(printed)).status_code == 404
    one = printed.certificates.first()
    assert client.get(url(printed, "certificate_cancel", one=one.uid)).status_code == 404


# What anybody may ask


def public(client, code, **data):
    return client.get(f"/chung-nhan/{code}/", data)


@pytest.mark.parametrize("write", [str, str.lower, show_code])
def test_anybody_checks_a_certificate(client, printed, write):
    one = printed.certificates.first()
    page = client.get("/chung-nhan/", {"ma": write(one.code)}).content.decode()
    for said in ("là thật", "An", "Giải Nhất", "Máy cạo mủ", "01/GCN-BTC", one.sha256, printed.facts["contest"]):
        assert said in page
    for hidden in ("Bình", one.uid, printed.uid, "Người officer"):
        assert hidden not in page
    assert "là thật" in public(client, one.code).content.decode()


def test_a_cancelled_one_says_why_and_when(client, printed, head):
    one = cancel_certificate(printed.certificates.first(), reason="Ghi sai họ tên", by=head)
    page = public(client, one.code).content.decode()
    assert "đã bị hủy" in page
    assert "Ghi sai họ tên" in page
    assert "là thật" not in page


def test_it_is_known_before_it_is_printed(client, numbered):
    page = public(client, numbered.certificates.first().code).content.decode()
    assert "là thật" in page
    assert "SHA-256" not in page


@pytest.mark.parametrize(("typed_code", "status"), [("K7M2", 422), ("U" * 17, 422), ("", 200)])
def test_a_code_that_is_none(client, db, typed_code, status):
    assert client.get("/chung-nhan/", {"ma": typed_code}).status_code == status


def test_guessing_is_slow(client, printed, monkeypatch):
    monkeypatch.setattr(guessing, "MOST_WRONG", 2)
    cache.clear()
    assert [public(client, make_code()).status_code for _turn in range(3)] == [404, 404, 429]
    assert public(client, printed.certificates.first().code).status_code == 429
    cache.clear()


def test_the_file_that_one_holds_is_compared_byte_for_byte(client, printed):
    one, two, _three = printed.certificates.select_related("file")

    def ask(data):
        return client.post(f"/chung-nhan/{one.code}/", {"file": SimpleUploadedFile("a.pdf", data)})

    assert "không sai một byte" in ask(read(one.file)).content.decode()
    for other in (read(two.file), read(one.file) + b"\n"):
        assert "Không phải tệp đã cấp" in ask(other).content.decode()
    for wrong in (b"", b"abc", b"%PDF-1.7" + b"0" * (2 << 20)):
        assert ask(wrong).status_code == 422
