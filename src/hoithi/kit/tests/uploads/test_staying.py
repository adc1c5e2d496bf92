"""What stays of an upload: over cut lines, dead writers, full disks, late hours, kills; and what is swept away."""

import errno
import hashlib
import os
from datetime import timedelta
from types import SimpleNamespace

import pytest
import time_machine
from django.conf import settings
from django.core.files.storage import default_storage
from django.core.files.uploadedfile import SimpleUploadedFile
from django.http import Http404

from hoithi.kit import chaos, environment, files, safety, uploads
from hoithi.kit.clock import now
from hoithi.kit.files.keep import DurableStorage
from hoithi.kit.models import StoredFile, Upload, UploadPart
from hoithi.kit.refusals import Refusal
from hoithi.kit.tests import upload_place
from hoithi.kit.tests.tus_client import bytes_on_disk, kept, nothing_is_broken, row
from hoithi.kit.tests.upload_place import text
from hoithi.kit.uploads import queries, spool


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
    assert "hoithi.E116" in [finding.id for finding in safety.modes()]
    settings.DEBUG = True
    assert "hoithi.E116" not in [finding.id for finding in safety.modes()]
    with pytest.raises(Exception, match="HOITHI_CHAOS"):
        environment.chaos_settings("upload.written:often")
