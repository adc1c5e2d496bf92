"""The upload protocol answer by answer: what is taken, what is refused and with which status, what stays behind."""

import errno
import hashlib
import os
from datetime import timedelta
from pathlib import Path
from types import SimpleNamespace

import pytest
import time_machine
from django.conf import settings
from django.contrib.auth import get_user_model
from django.core.files.storage import default_storage
from django.core.files.uploadedfile import SimpleUploadedFile
from django.http import Http404
from django.test import Client

from hoithi.kit import chaos, environment, files, invariants, safety, uploads
from hoithi.kit.clock import now
from hoithi.kit.files.keep import DurableStorage
from hoithi.kit.models import StoredFile, Upload, UploadPart
from hoithi.kit.refusals import Refusal
from hoithi.kit.tests import upload_place
from hoithi.kit.tests.test_files import picture
from hoithi.kit.tests.tus_client import Tus, checksum, kept, row
from hoithi.kit.tests.upload_place import text
from hoithi.kit.uploads import queries, spool


@pytest.fixture(autouse=True)
def place(tmp_path, settings):
    settings.MEDIA_ROOT = tmp_path / "files"
    upload_place.register()
    yield
    upload_place.closed.clear()
    upload_place.taken.clear()


@pytest.fixture
def me(actor):
    return actor(None)


@pytest.fixture
def tus(me, sign_in):
    return Tus(sign_in(me))


def bytes_on_disk():
    return [path for path in Path(settings.MEDIA_ROOT).rglob("*") if path.is_file()]


def nothing_is_broken():
    return not list(invariants.broken("uploads")) and not list(invariants.broken("files"))


# The straight way.


def test_the_server_says_what_it_speaks(tus):
    answer = tus.send("OPTIONS", "/tai-len/", Tus_Resumable=None)
    assert answer.status_code == 204
    assert answer["Tus-Version"] == "1.0.0"
    assert answer["Tus-Extension"] == "creation,creation-with-upload,checksum,expiration,termination"
    assert answer["Tus-Checksum-Algorithm"] == "sha256"


def test_a_file_in_pieces_becomes_one_file_at_its_place(tus, me):
    data = text(300_000)
    path = tus.begin(len(data), name="Hồ sơ “đẹp”.txt", sha256=hashlib.sha256(data).hexdigest())
    for start in range(0, len(data), 100_000):
        answer = tus.patch(path, start, data[start : start + 100_000], Upload_Checksum=checksum(data[start:][:100_000]))
        assert (answer.status_code, answer["Upload-Offset"]) == (204, str(min(start + 100_000, len(data))))
        assert nothing_is_broken()
    stored = StoredFile.objects.get()
    assert files.read(stored) == data
    assert (stored.name, stored.size, stored.created_by_id) == ("Hồ sơ “đẹp”.txt", len(data), me.person_id)
    assert upload_place.taken == [(row(path).uid, stored.uid)]
    assert tus.state(path) | {"file": stored.uid, "state": "done", "offset": len(data)} == tus.state(path)
    assert [path.name for path in bytes_on_disk()] == [stored.key.rpartition("/")[2]]
    assert not UploadPart.objects.exists()


def test_a_file_in_one_piece_is_not_copied(tus, monkeypatch):
    written = []
    save = DurableStorage._save
    monkeypatch.setattr(DurableStorage, "_save", lambda *words: written.append(1) or save(*words))
    assert tus.create(3, data=b"abc").status_code == 201
    path = tus.begin(6)
    tus.patch(path, 0, b"abcdef")
    assert len(written) == 2
    assert sorted(files.read(stored) for stored in StoredFile.objects.all()) == [b"abc", b"abcdef"]


def test_creation_with_the_first_bytes(tus):
    answer = tus.create(10, data=b"abcd")
    assert (answer.status_code, answer["Upload-Offset"]) == (201, "4")
    assert "GMT" in answer["Upload-Expires"]
    assert tus.patch(answer["Location"], 4, b"efghij").status_code == 204
    assert files.read(StoredFile.objects.get()) == b"abcdefghij"


def test_where_it_stands_is_never_kept_by_a_cache(tus):
    path = tus.begin(10)
    answer = tus.head(path)
    assert (answer.status_code, answer["Upload-Offset"], answer["Upload-Length"]) == (200, "0", "10")
    assert answer["Cache-Control"] == "no-store"


# What is refused, before bytes, with bytes, and as a whole.


@pytest.mark.parametrize(
    ("about", "status", "code"),
    [
        ({"size": 16 * 2**20 + 1}, 413, "file_large"),
        ({"size": 0}, 422, "file_empty"),
        ({"size": "-1"}, 400, "malformed"),
        ({"size": "1e3"}, 400, "malformed"),
        ({"size": "９"}, 400, "malformed"),
        ({"size": "9" * 30}, 400, "malformed"),
        ({"size": 10, "Upload_Length": None}, 400, "malformed"),
        ({"size": 10, "Upload_Metadata": "place !!!"}, 400, "malformed"),
        ({"size": 10, "Upload_Metadata": "place /w=="}, 400, "malformed"),
        ({"size": 10, "sha256": "abc"}, 400, "malformed"),
        ({"size": 10, "name": "a\x00b.txt"}, 422, "file_label"),
        ({"size": 9 * 2**20, "target": "han-muc"}, 422, "quota"),
        ({"size": 3, "data": b"abcd"}, 413, "upload_long"),
    ],
)
def test_a_beginning_that_is_refused(tus, about, status, code):
    answer = tus.create(**about)
    assert (answer.status_code, answer.json()["code"]) == (status, code)
    assert answer["Tus-Resumable"] == "1.0.0"
    assert not bytes_on_disk()


@pytest.mark.parametrize(
    ("about", "status"),
    [
        ({"target": "an"}, 404),
        ({"place": "khong-co"}, 404),
        ({"target": "Đích có dấu"}, 404),
        ({"target": "x" * 121}, 404),
        ({"Tus_Resumable": None}, 412),
        ({"Tus_Resumable": "0.2.2"}, 412),
    ],
)
def test_a_beginning_that_finds_nothing(tus, about, status):
    assert tus.create(10, **about).status_code == status
    assert not Upload.objects.exists()


def test_too_late_to_begin_and_too_late_to_go_on(tus):
    path = tus.begin(10)
    upload_place.closed.add("t1")
    for answer in (tus.create(10), tus.patch(path, 0, b"abc")):
        assert (answer.status_code, answer.json()) == (409, {"code": "late", "sentence": "Đã hết hạn nộp."})
    assert "Upload-Offset" not in answer  # not a matter of where it stands: the client stops
    assert tus.offset(path) == 0


def test_a_hundred_unfinished_files_are_enough(tus, me):
    fields = {"place": "thu", "target": "t2", "person_id": me.person_id, "name": "x", "size": 9}
    Upload.objects.bulk_create(Upload(**fields, expires_at=now() + timedelta(hours=1)) for _ in range(100))
    assert tus.create(10).status_code == 429
    Upload.objects.update(expires_at=now())
    assert tus.create(10).status_code == 201


@pytest.mark.parametrize(
    ("offset", "data", "headers", "status", "code"),
    [
        (0, b"abc", {}, 409, "offset"),
        (8, b"ab", {}, 409, "offset"),
        (3, b"cde", {}, 409, "offset"),  # overlap
        (4, b"efghijk", {}, 413, "upload_long"),
        (4, b"ef", {"Upload_Checksum": checksum(b"eg")}, 460, "checksum"),
        (4, b"ef", {"Upload_Checksum": "md5 abcd"}, 400, "malformed"),
        (4, b"ef", {"Upload_Checksum": "sha256 abcd"}, 400, "malformed"),
        (4, b"ef", {"content_type": "application/octet-stream"}, 415, "body_type"),
        (4, b"ef", {"CONTENT_LENGTH": None, "Transfer_Encoding": "chunked"}, 411, "no_length"),
        ("", b"ef", {}, 400, "malformed"),
        ("-4", b"ef", {}, 400, "malformed"),
    ],
)
def test_bytes_that_are_refused_change_nothing(tus, offset, data, headers, status, code):
    path = tus.begin(10)
    tus.patch(path, 0, b"abcd")
    if "CONTENT_LENGTH" in headers:
        said = {"HTTP_TUS_RESUMABLE": "1.0.0", "HTTP_UPLOAD_OFFSET": "4", "CONTENT_LENGTH": ""}
        answer = tus.client.generic("PATCH", path, data, content_type="application/offset+octet-stream", **said)
    else:
        answer = tus.patch(path, offset, data, **headers)
    assert (answer.status_code, answer.json()["code"]) == (status, code)
    assert (status == 409) == ("Upload-Offset" in answer)
    assert answer.get("Upload-Offset", "4") == "4"
    assert (tus.offset(path), kept(row(path)), len(bytes_on_disk())) == (4, b"abcd", 1)
    assert tus.patch(path, 4, b"efghij").status_code == 204


def test_a_piece_larger_than_any_body_is_refused_before_it_is_read(tus, settings):
    settings.MAX_BODY_BYTES = 1000
    path = tus.begin(5000)
    assert tus.patch(path, 0, text(1001)).status_code == 413
    assert tus.patch(path, 0, text(1000)).status_code == 204


@pytest.mark.parametrize(
    ("name", "data", "about", "status", "words"),
    [
        ("bai.pdf", b"MZ\x00\x00" + b"\x00" * 60, {}, 415, "không phải loại nhận ở đây"),
        ("anh.jpg", picture("PNG"), {}, 415, "nội dung là PNG"),
        ("anh.png", picture("PNG")[:-40], {}, 422, "bị hỏng hoặc tải chưa hết"),
        ("bai.txt.exe", b"abc", {}, 415, "tệp chạy được"),
        ("bai.txt", b"abc", {"sha256": "0" * 64}, 460, "Tệp thay đổi trong khi tải"),
        ("bai.txt", b"abc", {"target": "tu-choi"}, 409, "Mục này đã đủ tệp"),
    ],
)
@pytest.mark.parametrize("pieces", [1, 2])
def test_a_whole_that_is_refused_is_told_and_forgotten(tus, name, data, about, status, words, pieces):
    path = tus.begin(len(data), name=name, **about)
    half = len(data) // pieces
    if pieces == 2:
        assert tus.patch(path, 0, data[:half]).status_code == 204
    start = half if pieces == 2 else 0
    answer = tus.patch(path, start, data[start:])
    assert answer.status_code == status
    assert words in answer.json()["sentence"]
    assert tus.state(path)["state"] == "failed"
    assert words in tus.state(path)["sentence"]
    assert tus.head(path).status_code == tus.patch(path, len(data), b"").status_code == 410
    assert not StoredFile.objects.exists()
    assert not bytes_on_disk()
    assert not upload_place.taken


def test_another_persons_upload_is_absent(tus, actor, client):
    path = tus.begin(10)
    tus.patch(path, 0, b"abcd")
    other = Tus(Client())
    other.client.force_login(_person(actor(None)))
    answers = [
        other.head(path),
        other.patch(path, 4, b"e"),
        other.send("DELETE", path),
        other.client.get(path),
        other.client.get("/tai-len/khongcothatt0/"),
    ]
    assert {answer.status_code for answer in answers} == {404}
    assert tus.offset(path) == 4
    stranger = Tus(Client())
    assert stranger.head(path).status_code == stranger.create(10).status_code == 401


def _person(who):
    return get_user_model().objects.get(pk=who.person_id)


def test_what_the_place_hides_later_is_absent_from_then_on(tus):
    path = tus.begin(10, target="thu-hoi")
    upload_place.closed.add("anything")
    assert tus.head(path).status_code == tus.patch(path, 0, b"a").status_code == tus.client.get(path).status_code == 404


def test_a_request_without_the_token_of_the_page_is_refused(me):
    strict = Tus(Client(enforce_csrf_checks=True))
    strict.client.force_login(_person(me))
    assert strict.create(10).status_code == 403
    strict.client.cookies["csrftoken"] = "a" * 32
    path = strict.begin(3, X_CSRFToken="a" * 32)
    assert strict.patch(path, 0, b"abc").status_code == 403
    assert strict.patch(path, 0, b"abc", X_CSRFToken="a" * 32).status_code == 204


# Cut off, late, full, dropped.


def test_bytes_of_a_cut_line_are_kept(tus, monkeypatch):
    data = text(200_000)
    path = tus.begin(len(data))
    upload, read = row(path), iter([data[:65536], data[65536:70_000], b""])
    incoming = uploads.writing.Incoming(lambda _size: next(read), 0, len(data))
    uploads.writing.write(upload, incoming, by=_actor_of(upload))
    assert (tus.offset(path), kept(row(path))) == (70_000, data[:70_000])
    cut = iter([data[70_000:80_000], b""])
    incoming = uploads.writing.Incoming(lambda _size: next(cut), 70_000, 130_000, hashlib.sha256(b"all").hexdigest())
    with pytest.raises(Refusal, match="bị sai khi truyền"):  # what came cannot be proven against the hash of the rest
        uploads.writing.write(row(path), incoming, by=_actor_of(upload))
    assert tus.offset(path) == 70_000


def _actor_of(upload):
    return SimpleNamespace(person_id=upload.person_id)


def test_while_one_writes_another_waits_and_a_dead_writer_is_not_waited_for(tus):
    path = tus.begin(10)
    upload = row(path)
    with uploads.writing._turn(upload):
        answer = tus.patch(path, 0, b"abc")
        assert (answer.status_code, answer.json()["sentence"]) == (423, "Tệp này đang được tải ở cửa sổ khác.")
        assert tus.offset(path) == 0
        with time_machine.travel(now() + timedelta(seconds=16)):
            assert tus.patch(path, 0, b"abc").status_code == 204
    assert tus.offset(path) == 3


def test_a_writer_that_was_thought_dead_cannot_write_over_another(tus):
    path = tus.begin(10)
    upload = row(path)
    with uploads.writing._turn(upload) as alive:
        with time_machine.travel(now() + timedelta(seconds=16)):
            assert tus.patch(path, 0, b"abc").status_code == 204
        incoming = uploads.writing.Incoming(iter([b"xyz", b""]).__next__, 0, 3)
        late = uploads.writing.Incoming(lambda _size: incoming.read(), 0, 3)
        with pytest.raises(uploads.writing.WrongOffset) as refused:
            uploads.writing._keep(upload, late, alive=alive)
    assert refused.value.offset == 3
    assert (kept(row(path)), len(bytes_on_disk())) == (b"abc", 1)


def test_the_turn_is_renewed_while_bytes_flow(tus, monkeypatch):
    upload = row(tus.begin(10))
    monkeypatch.setattr(uploads.writing, "RENEW", -1.0)
    with uploads.writing._turn(upload) as alive, time_machine.travel(now() + timedelta(seconds=14)):
        alive()
        assert row(f"/tai-len/{upload.uid}/").writer_until > now() + timedelta(seconds=14)


@pytest.mark.parametrize("full", ["_save", "take"])
def test_a_full_disk_is_said_and_survived(tus, monkeypatch, full):
    path = tus.begin(10)

    def no_space(*_words, **_more):
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))

    with monkeypatch.context() as patch:
        if full == "_save":
            patch.setattr(DurableStorage, "_save", no_space)
        else:
            patch.setattr(spool.tempfile, "NamedTemporaryFile", no_space)
        answer = tus.patch(path, 0, b"abcd")
        assert (answer.status_code, answer.json()["code"]) == (507, "no_space")
        assert tus.offset(path) == 0
    assert tus.patch(path, 0, b"abcd").status_code == 204


def test_a_full_disk_at_the_end_can_be_tried_again(tus, monkeypatch):
    path = tus.begin(6)
    tus.patch(path, 0, b"abc")
    whole = uploads.finishing.save
    calls = []

    def full(content):
        calls.append(1)
        raise Refusal("no_space", "Hết chỗ.", status=507)

    monkeypatch.setattr(uploads.finishing, "save", full)
    assert tus.patch(path, 3, b"def").status_code == 507
    assert tus.head(path).status_code == 507
    assert tus.state(path)["state"] == "running"
    monkeypatch.setattr(uploads.finishing, "save", whole)
    assert tus.offset(path) == 6
    assert files.read(StoredFile.objects.get()) == b"abcdef"
    assert len(calls) == 3


@pytest.mark.parametrize("pieces", [[b"abcdef"], [b"abc", b"def"]])
@pytest.mark.parametrize("ask", ["head", "state", "empty_patch"])
def test_an_upload_whose_last_request_died_is_finished_by_the_next_question(tus, monkeypatch, pieces, ask):
    path = tus.begin(6)
    monkeypatch.setattr(uploads.writing, "finish", lambda upload, **_: upload)  # the kill
    for number, piece in enumerate(pieces):
        tus.patch(path, 3 * number, piece)
    assert row(path).state == "running"
    monkeypatch.undo()
    for _ in range(2):
        if ask == "empty_patch":
            assert tus.patch(path, 6, b"").status_code == 204
        else:
            getattr(tus, ask)(path)
        assert row(path).state == "done"
    assert files.read(StoredFile.objects.get()) == b"abcdef"
    assert len(upload_place.taken) == 1


def test_two_who_finish_at_once_make_one_file(tus, monkeypatch):
    path = tus.begin(6)
    monkeypatch.setattr(uploads.writing, "finish", lambda upload, **_: upload)
    tus.patch(path, 0, b"abc")
    tus.patch(path, 3, b"def")
    monkeypatch.undo()
    first, second, third = row(path), row(path), row(path)
    parts = queries.pieces(third)
    for stale in (first, second):
        assert uploads.writing.complete(stale, by=_actor_of(stale)).state == "done"
    monkeypatch.setattr(uploads.finishing, "pieces", lambda _upload: parts)  # read before they went
    assert uploads.finishing.finish(third, by=_actor_of(third), alive=lambda: None).state == "done"
    assert len(upload_place.taken) == StoredFile.objects.count() == len(bytes_on_disk()) == 1


def test_the_slower_of_two_who_finish_removes_what_it_made(tus, monkeypatch):
    path = tus.begin(6)
    tus.patch(path, 0, b"abc")
    quick, save = row(path), uploads.finishing.save

    def overtaken(content):
        monkeypatch.undo()
        settings.MEDIA_ROOT = place
        quick.refresh_from_db()
        uploads.finishing.finish(quick, by=_actor_of(quick), alive=lambda: None)
        return save(content)

    place = settings.MEDIA_ROOT
    monkeypatch.setattr(uploads.finishing, "save", overtaken)
    assert tus.patch(path, 3, b"def").status_code == 204
    assert len(upload_place.taken) == StoredFile.objects.count() == len(bytes_on_disk()) == 1
    assert nothing_is_broken()


def test_parts_that_are_lost_are_told(tus):
    path = tus.begin(6)
    tus.patch(path, 0, b"abc")
    default_storage.delete(UploadPart.objects.get().key)
    answer = tus.patch(path, 3, b"def")
    assert (answer.status_code, answer.json()["code"]) == (410, "upload_lost")
    assert tus.state(path)["state"] == "failed"


def test_an_upload_is_kept_for_three_days(tus):
    path, longer = tus.begin(10), tus.begin(10, target="lau")
    with time_machine.travel(now() + timedelta(hours=71, minutes=59)):
        assert tus.patch(path, 0, b"abcd").status_code == 204
        assert uploads.sweep() == 0
    with time_machine.travel(now() + timedelta(hours=72, minutes=1)):
        assert tus.head(path).status_code == tus.patch(path, 4, b"ef").status_code == 410
        assert list(uploads.unfinished(_actor_of(row(path)), place="thu", target="t1")) == []
        assert uploads.sweep() == 1
        assert tus.head(path).status_code == 404
        assert tus.head(longer).status_code == 200
    assert not bytes_on_disk()


def test_the_sweep_leaves_parts_of_running_uploads_and_files_in_use(tus):
    path = tus.begin(10)
    tus.patch(path, 0, b"abcd")
    done = tus.begin(3)
    tus.patch(done, 0, b"abc")
    loose = spool.folder() / "left-by-a-kill"
    loose.write_bytes(b"x")
    for file in bytes_on_disk():
        os.utime(file, (1, 1))
    StoredFile.objects.update(created_at=now() - timedelta(days=2))
    assert (uploads.sweep(), loose.exists()) == (1, False)
    assert files.sweep() == 0
    assert kept(row(path)) == b"abcd"
    with time_machine.travel(now() + timedelta(hours=73)):
        assert uploads.sweep() == 2
        assert files.sweep() == 2  # its domain never pointed at the file: the row, then its bytes
    assert not bytes_on_disk()


def test_dropping(tus):
    path = tus.begin(10)
    tus.patch(path, 0, b"abcd")
    assert tus.send("DELETE", path).status_code == 204
    assert tus.head(path).status_code == 404
    assert not bytes_on_disk()
    done = tus.begin(3)
    tus.patch(done, 0, b"abc")
    assert tus.send("DELETE", done).status_code == 409
    assert StoredFile.objects.exists()


def test_dropped_while_it_is_written(tus):
    path = tus.begin(10)
    upload = row(path)
    with uploads.writing._turn(upload) as alive:
        uploads.drop(row(path))
        incoming = uploads.writing.Incoming(lambda _size: b"abc", 0, 3)
        with pytest.raises(Upload.DoesNotExist):
            uploads.writing._keep(upload, incoming, alive=alive)
    assert not bytes_on_disk()


def test_what_was_acknowledged_and_lost_is_found(tus):
    path = tus.begin(10)
    tus.patch(path, 0, b"abcd")
    assert nothing_is_broken()
    part = UploadPart.objects.get()
    default_storage.delete(part.key)
    assert list(queries.broken()) == [f"upload {row(path).uid} has lost the part at 0"]
    part.delete()
    assert list(queries.broken()) == [f"upload {row(path).uid} acknowledged 4 bytes and holds 0"]
    assert uploads.forget_running() == 1
    assert nothing_is_broken()


def test_a_whole_file_of_a_form_takes_the_same_way(me):
    stored = uploads.take(SimpleUploadedFile("bai.txt", b"abc"), place="thu", target="t1", by=me)
    assert upload_place.taken == [(Upload.objects.get().uid, stored.uid)]
    with pytest.raises(Refusal, match="đã đủ tệp"):
        uploads.take(SimpleUploadedFile("bai.txt", b"abc"), place="thu", target="tu-choi", by=me)
    with pytest.raises(Http404):
        uploads.take(SimpleUploadedFile("bai.txt", b"abc"), place="thu", target="an", by=me)
    assert Upload.objects.count() == 1


# The points at which tests kill.


def test_chaos_is_off_unless_asked_for_and_never_in_production(settings, monkeypatch):
    killed = []
    monkeypatch.setattr(chaos.os, "kill", lambda *words: killed.append(words))
    chaos.point("upload.written")
    settings.CHAOS = environment.chaos_settings("upload.written:1, upload.committed:0")
    chaos.point("upload.committed")
    assert not killed
    chaos.point("upload.written")
    assert len(killed) == 1
    settings.DEBUG = settings.DEMO = False
    assert "hoithi.E114" in [finding.id for finding in safety.modes()]
    settings.DEBUG = True
    assert "hoithi.E114" not in [finding.id for finding in safety.modes()]
    with pytest.raises(Exception, match="HOITHI_CHAOS"):
        environment.chaos_settings("upload.written:often")
