"""The upload protocol answer by answer: what is taken, what is refused and with which status, what stays behind."""

import hashlib
from datetime import timedelta

import pytest
from django.contrib.auth import get_user_model
from django.test import Client

from hoithi.kit import files
from hoithi.kit.clock import now
from hoithi.kit.files.keep import DurableStorage
from hoithi.kit.models import StoredFile, Upload, UploadPart
from hoithi.kit.tests import upload_place
from hoithi.kit.tests.test_files import picture
from hoithi.kit.tests.tus_client import Tus, bytes_on_disk, checksum, kept, nothing_is_broken, row
from hoithi.kit.tests.upload_place import text

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
        ("bai.pdf", b"MZ\x00\x00" + b"\x00" * 60, {}, 415, "Không nhận tệp chạy được"),
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
