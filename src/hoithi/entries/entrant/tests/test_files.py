"""Files by papers: what may be chosen is said before, nothing is lost by a refusal, the door shuts at the deadline."""

from datetime import timedelta

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from hoithi.entries import book
from hoithi.entries.entrant.tests.conftest import picture
from hoithi.entries.models import Attempt, EntryFile
from hoithi.kit.clock import today
from hoithi.kit.models import StoredFile

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def folder(settings, tmp_path):
    """Files of their own."""
    settings.MEDIA_ROOT = tmp_path


def send(desk, entry, *, slot="anh", name="may.png", content=None, **more):
    """Another picture for every name, else the one of `picture`."""
    file = SimpleUploadedFile(name, (picture() + name.encode()) if content is None else content)
    return desk.post("entry_file_add", entry, {"file": file, **more}, slot=slot)


def test_added_under_any_name_and_taken_home_again(at_desk, draft):
    answer = send(at_desk, draft, name="Hồ sơ (bản cuối) – final.png")
    assert answer["Location"] == at_desk.address("entry_files", draft) + "#anh"
    placed = EntryFile.objects.get()
    assert placed.file.name == "Hồ sơ (bản cuối) – final.png"
    assert "Hồ sơ (bản cuối) – final.png" in at_desk.get("entry_files", draft).content.decode()
    taken = at_desk.get("entry_file", draft, file=placed.uid)
    assert b"".join(taken.streaming_content) == picture() + "Hồ sơ (bản cuối) – final.png".encode()
    assert "filename*=" in taken["Content-Disposition"]


def test_sent_and_led_on(at_desk, draft):
    assert 'name="then" value="di-tiep"' in at_desk.get("entry_files", draft).content.decode()
    assert send(at_desk, draft, then="di-tiep")["Location"] == at_desk.address("entry_check", draft)
    assert "Đã nhận tệp “may.png”" in at_desk.get("entry_check", draft).content.decode()
    refused = send(at_desk, draft, content=b"", then="di-tiep")
    assert refused.status_code == 422


def test_what_may_be_chosen_is_said_before(at_desk, draft):
    words = at_desk.get("entry_files", draft).content.decode()
    assert "Nhiều nhất 3 tệp." in words
    assert "Nhận tệp JPEG, PNG, WebP, HEIC; tối đa 20 MB." in words
    assert 'accept=".jpg' in words


@pytest.mark.parametrize(
    ("name", "content", "said"),
    [
        ("rong.png", b"", "Tệp rỗng"),
        ("may.png", b"MZ\x90\x00" * 50, "tệp"),
        ("may.png", picture()[:40], "hỏng"),
        ("trang.html", b"<html><script>1</script>", "tệp"),
    ],
)
def test_a_file_that_is_refused_says_why_at_its_box(at_desk, draft, name, content, said):
    send(at_desk, draft)
    answer = send(at_desk, draft, name=name, content=content)
    assert answer.status_code == 422
    assert said in answer.content.decode()
    assert 'href="#id_anh_file"' in answer.content.decode()
    assert EntryFile.objects.count() == StoredFile.objects.count() == 1


def test_no_file_at_all(at_desk, draft):
    answer = at_desk.post("entry_file_add", draft, slot="anh")
    assert (answer.status_code, "Chưa chọn tệp" in answer.content.decode()) == (422, True)


def test_a_full_place(at_desk, draft):
    for number in range(3):
        send(at_desk, draft, name=f"{number}.png")
    answer = send(at_desk, draft)
    assert answer.status_code == 422
    assert "nhận tối đa 3 tệp" in answer.content.decode()
    assert StoredFile.objects.count() == 3


def test_a_place_that_the_form_lacks(at_desk, draft):
    assert send(at_desk, draft, slot="khong-co").status_code == 404


def test_ordered_and_removed(at_desk, draft):
    for name in ("mot.png", "hai.png", "ba.png"):
        send(at_desk, draft, name=name)
    last = EntryFile.objects.get(file__name="ba.png")
    at_desk.post("entry_file_up", draft, file=last.uid)
    names = EntryFile.objects.filter(removed_at=None).values_list("file__name", flat=True)
    assert list(names) == ["mot.png", "ba.png", "hai.png"]
    first = EntryFile.objects.get(file__name="mot.png")
    at_desk.post("entry_file_up", draft, file=first.uid)
    assert list(names.all()) == ["mot.png", "ba.png", "hai.png"]
    at_desk.post("entry_file_remove", draft, file=first.uid)
    assert list(names.all()) == ["ba.png", "hai.png"]
    assert at_desk.post("entry_file_remove", draft, file=first.uid).status_code == 404


def test_too_late(at_desk, draft, deadline, time_machine):
    send(at_desk, draft)
    placed = EntryFile.objects.get()
    time_machine.move_to(deadline, tick=False)
    answer = send(at_desk, draft)
    assert (answer.status_code, "Đã hết hạn nộp" in answer.content.decode()) == (409, True)
    assert StoredFile.objects.count() == 1
    assert Attempt.objects.filter(step="upload_end", ok=False).count() == 1
    at_desk.post("entry_file_remove", draft, file=placed.uid)
    assert EntryFile.objects.get().removed_at is None
    assert at_desk.get("entry_file", draft, file=placed.uid).status_code == 200


def test_a_frozen_paper(at_desk, draft, rules_of):
    send(at_desk, draft)
    day = (today() - timedelta(days=1)).isoformat()
    rules_of("form", papers=[{"code": "anh", "name": "Ảnh", "kind": "image", "most": 3, "frozen_from": day}])
    book.forget()
    assert "không thêm, bớt tệp được nữa" in at_desk.get("entry_files", draft).content.decode()
    assert send(at_desk, draft).status_code == 409
    placed = EntryFile.objects.get()
    at_desk.post("entry_file_remove", draft, file=placed.uid)
    placed.refresh_from_db()
    assert placed.removed_at is None


@pytest.mark.parametrize("scan", ["infected", "waiting"])
def test_what_a_scanner_holds_back_is_not_handed_out(at_desk, draft, scan):
    send(at_desk, draft)
    EntryFile.objects.update(scan=scan)
    path = at_desk.address("entry_file", draft, file=EntryFile.objects.get().uid)
    assert at_desk.client.get(path).status_code == 404
    page = at_desk.get("entry_files", draft).content.decode()
    assert "may.png" in page
    assert path not in page
