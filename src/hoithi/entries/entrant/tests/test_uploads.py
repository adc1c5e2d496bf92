"""Files that arrive in pieces: the bad-input catalogue, lines 92, 93, 117, 118 and 120 to 124, through the server."""

import hashlib
import socket
from datetime import timedelta

import pytest
from django.test import Client

from hoithi.accounts.models import Person
from hoithi.contests.models import Contest, Milestone
from hoithi.contests.queries import actor_of
from hoithi.entries import book
from hoithi.entries.actions import files as file_verbs
from hoithi.entries.actions.preparing import scan_file
from hoithi.entries.conftest import photo
from hoithi.entries.entrant.tests.conftest import browser, hidden, picture
from hoithi.entries.models import Attempt, EntryFile, Extension, Submission
from hoithi.entries.uploading import target_of
from hoithi.kit.clock import now, today
from hoithi.kit.dates import show_bound, show_instant
from hoithi.kit.models import Upload
from hoithi.kit.tests.test_files_clamd import Daemon
from hoithi.kit.tests.tus_client import Tus, row
from hoithi.kit.uploads import writing

pytestmark = pytest.mark.django_db
PHOTO = picture()
SHA = hashlib.sha256(PHOTO).hexdigest()


def place(entry, slot="anh"):
    """What an upload says of where it belongs."""
    return {"place": "entry_file", "target": target_of(entry, slot), "name": "may.png"}


@pytest.fixture
def tus(at_desk):
    """The entrant's browser, speaking the protocol."""
    return Tus(at_desk.client)


def other_device(entrant):
    """The same person in another browser."""
    client = Client()
    client.force_login(Person.objects.get(pk=entrant.person_id))
    return Tus(client)


def placed(entry):
    """The hashes of the files that stand in the working copy."""
    return list(EntryFile.objects.filter(entry=entry, removed_at=None).values_list("file__sha256", flat=True))


def submit(desk, entry):
    """Presses the button of the last page."""
    page = desk.get("entry_check", entry)
    sent = {"once": hidden(page, "once"), "base": hidden(page, "base"), "enter": "on"}
    return desk.post("entry_check", entry, sent)


def test_92_too_large_is_refused_before_a_byte_is_sent(tus, draft):
    answer = tus.create(20 * 2**20 + 1, **place(draft))
    assert answer.status_code == 413
    assert answer.json()["sentence"] == "Tệp nặng 21 MB; tối đa 20 MB."
    assert tus.create(2 * 2**30 + 1, **place(draft)).status_code == 422
    assert not Upload.objects.exists()


def test_93_the_quota_is_named_with_what_can_be_done(tus, at_desk, draft, monkeypatch):
    monkeypatch.setattr(file_verbs, "QUOTA", 2 * 2**20)
    for _file in range(2):
        assert tus.create(len(PHOTO), data=PHOTO, **place(draft)).status_code == 201
    answer = tus.create(2 * 2**20, **place(draft))
    assert answer.status_code == 422
    said = "Cả hồ sơ tối đa 2 MB, đã dùng 0 MB. Hãy bỏ tệp không cần hoặc giảm cỡ ảnh, video."
    assert answer.json()["sentence"] == said


def test_the_quota_counts_what_is_on_its_way(tus, draft, entrant, monkeypatch, time_machine):
    monkeypatch.setattr(file_verbs, "QUOTA", 5 * 2**20)
    first = place(draft) | {"sha256": "1" * 64}
    for about in (first, first, place(draft) | {"sha256": "2" * 64}):  # begun again it is one file
        tus.begin(2 * 2**20, **about)
    answer = tus.create(2 * 2**20, sha256="3" * 64, **place(draft))
    assert (answer.status_code, "tối đa 5 MB, đã dùng 4 MB" in answer.json()["sentence"]) == (422, True)
    time_machine.move_to(now() + timedelta(hours=2), tick=False)
    assert tus.create(2 * 2**20, sha256="3" * 64, **place(draft)).status_code == 201


def test_117_the_same_file_twice_and_by_two_entrants(tus, at_desk, draft, many):
    """The same bytes in the same place are one file; nobody learns that somebody else has sent them."""
    (other,) = many(1)
    theirs = other_device(actor_of(other.owner))
    sent = [(tus, draft), (tus, draft), (theirs, other)]
    answers = [who.create(len(PHOTO), data=PHOTO, **place(entry)) for who, entry in sent]
    assert {(one.status_code, one.content, one["Upload-Offset"]) for one in answers} == {(201, b"", str(len(PHOTO)))}
    assert placed(draft) == placed(other) == [SHA]
    kept = EntryFile.objects.get(entry=other)
    assert at_desk.get("entry_file", other, file=kept.uid).status_code == 404
    assert browser(theirs.client).get("entry_file", draft, file=kept.uid).status_code == 404


def test_a_frozen_paper_takes_nothing_in_pieces_either(tus, draft, rules_of):
    day = (today() - timedelta(days=1)).isoformat()
    rules_of("form", papers=[{"code": "anh", "name": "Ảnh", "kind": "image", "most": 3, "frozen_from": day}])
    book.forget()
    answer = tus.create(len(PHOTO), data=PHOTO, **place(draft))
    assert (answer.status_code, answer.json()["sentence"]) == (409, "Mục này không thêm, bớt tệp được nữa.")
    assert placed(draft) == []


def test_118_a_verdict_belongs_to_the_bytes_that_were_scanned(tus, draft, settings):
    """The file is taken away and another put in its place while the scanner still looks at the first."""
    with socket.create_server(("127.0.0.1", 0)) as listening:
        settings.CLAMD = listening.getsockname()
        asked = Daemon(listening, says=b"stream: Eicar-Test-Signature FOUND\0")
        tus.create(len(PHOTO), data=PHOTO, **place(draft))
        first, other = EntryFile.objects.get(), photo("red")
        file_verbs.remove_file(first, by=actor_of(draft.owner))
        tus.create(len(other), data=other, **(place(draft) | {"name": "khac.jpg"}))
        scan_file(first)
    assert asked.got == [PHOTO]
    assert list(EntryFile.objects.order_by("pk").values_list("scan", flat=True)) == ["infected", "waiting"]


def test_120_bytes_that_are_not_those_that_were_announced(tus, draft):
    path = tus.begin(len(PHOTO), sha256="0" * 64, **place(draft))
    answer = tus.patch(path, 0, PHOTO)
    assert (answer.status_code, answer.json()["sentence"]) == (460, "Tệp thay đổi trong khi tải. Hãy chọn lại tệp.")
    assert placed(draft) == []


def test_121_begun_here_and_finished_on_another_device(tus, draft, entrant):
    path = tus.begin(len(PHOTO), sha256=SHA, **place(draft))
    tus.patch(path, 0, PHOTO[:-1])
    tus.client.logout()
    other = other_device(entrant)
    words = browser(other.client).get("entry_files", draft).content.decode()
    assert f'data-url="{path}"' in words
    assert "Chọn lại đúng tệp này để tải tiếp." in words
    assert other.offset(path) == len(PHOTO) - 1
    assert other.patch(path, len(PHOTO) - 1, PHOTO[-1:]).status_code == 204
    assert placed(draft) == [SHA]


def test_122_two_windows_send_the_same_file_at_once(tus, draft, entrant):
    path = tus.begin(len(PHOTO), **place(draft))
    with writing._turn(row(path)):
        answer = other_device(entrant).patch(path, 0, PHOTO)
    assert (answer.status_code, answer.json()["sentence"]) == (423, "Tệp này đang được tải ở cửa sổ khác.")


def test_123_sealed_in_time_and_finished_ten_minutes_after(tus, at_desk, whole, deadline, time_machine):
    time_machine.move_to(deadline - timedelta(minutes=5), tick=False)
    path = tus.begin(len(PHOTO), sha256=SHA, **place(whole))
    tus.patch(path, 0, PHOTO[:20])
    time_machine.move_to(deadline - timedelta(seconds=1), tick=False)
    assert submit(at_desk, whole).status_code == 302
    version = Submission.objects.get()
    receipt = at_desk.get("entry_receipt", whole, number=1).content.decode()
    words = "Còn tệp đang tải lên: danh sách đã chốt đúng hạn, nội dung được bổ sung đến"
    assert f"{words} {show_instant(version.grace_until)}." in receipt
    time_machine.move_to(deadline + timedelta(minutes=10), tick=False)
    assert tus.patch(path, 20, PHOTO[20:]).status_code == 204
    version.refresh_from_db()
    assert (version.state, version.completed_at) == ("complete", deadline + timedelta(minutes=10))
    assert words not in at_desk.get("entry_receipt", whole, number=1).content.decode()


def test_a_sealed_file_that_broke_off_is_begun_again_after_the_deadline(tus, at_desk, whole, deadline, time_machine):
    time_machine.move_to(deadline - timedelta(minutes=5), tick=False)
    path = tus.begin(len(PHOTO), sha256=SHA, **place(whole))
    tus.patch(path, 0, PHOTO[:20])
    assert submit(at_desk, whole).status_code == 302
    tus.send("DELETE", path)
    time_machine.move_to(deadline + timedelta(minutes=10), tick=False)
    grace = show_instant(Submission.objects.get().grace_until)
    words = at_desk.get("entry_files", whole).content.decode()
    assert f"chưa về đủ: may.png. Hãy chọn đúng tệp đó để gửi tiếp trước {grace}." in words
    assert words.count('type="file"') == 1
    assert tus.create(len(PHOTO), **place(whole)).status_code == 409
    assert tus.create(len(PHOTO), sha256=SHA, **place(whole, "tai-lieu")).status_code == 409
    assert tus.create(len(PHOTO), sha256=SHA, data=PHOTO, **place(whole)).status_code == 201
    assert (Submission.objects.get().state, placed(whole)) == ("complete", [SHA])
    assert 'type="file"' not in at_desk.get("entry_files", whole).content.decode()
    assert tus.create(len(PHOTO), sha256=SHA, **place(whole)).status_code == 409


def test_what_was_begun_is_kept_until_a_week_after_the_deadline_of_the_entry(tus, draft, deadline):
    assert row(tus.begin(len(PHOTO), **place(draft))).expires_at == deadline + timedelta(days=7)
    Extension.objects.create(
        entry=draft, until=deadline + timedelta(days=3), reason="mất điện", state="approved", proposed_at=deadline,
        proposed_by_name="Cán bộ",
    )  # fmt: skip
    assert row(tus.begin(len(PHOTO), **place(draft))).expires_at == deadline + timedelta(days=10)
    Milestone.objects.all().delete()
    Extension.objects.all().delete()
    Contest.objects.update(state="open", moved_to="open", moved_at=now())
    assert row(tus.begin(len(PHOTO), **place(draft))).expires_at < now() + timedelta(hours=73)


@pytest.mark.parametrize("came", [0, 20])
def test_what_was_left_an_hour_ago_stands_for_no_file(tus, at_desk, whole, rules_of, time_machine, came):
    rules_of("form", papers=[{"code": "anh", "name": "Ảnh", "kind": "image", "least": 1}])
    path = tus.begin(len(PHOTO), sha256=SHA, **place(whole))
    tus.patch(path, 0, PHOTO[:came])
    time_machine.move_to(now() + timedelta(hours=2), tick=False)
    answer = submit(at_desk, whole)
    assert (answer.status_code, "Còn thiếu “Ảnh”" in answer.content.decode()) == (422, True)
    assert f'data-url="{path}"' in at_desk.get("entry_files", whole).content.decode()
    assert tus.patch(path, came, PHOTO[came:30]).status_code == 204
    assert submit(at_desk, whole).status_code == 302
    assert Submission.objects.get().state == "waiting"


def test_124_begun_after_the_deadline(tus, draft, deadline, time_machine):
    time_machine.move_to(deadline, tick=False)
    answer = tus.create(len(PHOTO), **place(draft))
    assert answer.status_code == 409
    said = f"Đã hết hạn nộp lúc {show_bound(deadline)}. Bạn có thể gọi ban tổ chức để đề nghị gia hạn."
    assert answer.json()["sentence"] == said
    assert list(Attempt.objects.values_list("step", "ok", "said")) == [("upload_begin", False, said)]


def test_begun_in_time_and_not_sealed_it_is_kept_and_in_no_version(tus, at_desk, draft, deadline, time_machine):
    time_machine.move_to(deadline - timedelta(minutes=5), tick=False)
    path = tus.begin(len(PHOTO), sha256=SHA, **place(draft))
    time_machine.move_to(deadline + timedelta(seconds=1), tick=False)
    assert tus.patch(path, 0, PHOTO).status_code == 204
    assert placed(draft) == []
    assert list(EntryFile.objects.values_list("late", flat=True)) == [True]
