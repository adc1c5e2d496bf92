"""Files in and out: section F of the bad-input catalogue, with real files made here."""

import io
import os
import stat
import unicodedata
from pathlib import Path
from types import SimpleNamespace

import pytest
from django.conf import settings
from django.core.files.storage import default_storage
from django.core.files.uploadedfile import TemporaryUploadedFile
from PIL import Image

from hoithi.kit import files
from hoithi.kit.files import EVIDENCE, PLANS, KindSet, look
from hoithi.kit.files.kinds import JPEG
from hoithi.kit.forms import UploadField
from hoithi.kit.models import StoredFile
from hoithi.kit.refusals import Refusal
from hoithi.kit.tests.made_files import docx, patched, pdf, picture, upload, zipped

pytestmark = pytest.mark.usefixtures("var")

SYSTEM = SimpleNamespace(person_id=None)


@pytest.fixture
def var(tmp_path, settings):
    settings.MEDIA_ROOT = tmp_path / "files"


def refusal(name, data, kinds=EVIDENCE):
    with pytest.raises(Refusal) as caught:
        files.inspect(upload(name, data), kinds=kinds)
    return caught.value


@pytest.mark.parametrize(
    ("name", "make", "code"),
    [
        ("Kế hoạch.docx", docx, "docx"),
        ("ảnh.jpg", lambda: picture("JPEG"), "jpeg"),
        ("ẢNH.JPEG", lambda: picture("JPEG"), "jpeg"),
        ("ảnh.png", picture, "png"),
        ("ảnh.webp", lambda: picture("WEBP"), "webp"),
        ("x.pDf", pdf, "pdf"),
    ],
)
def test_what_is_taken(name, make, code):
    assert files.inspect(upload(name, make()), kinds=EVIDENCE).kind.code == code


@pytest.mark.parametrize("data", ["Kế hoạch\nĐiều 1".encode(), "Kế hoạch".encode("utf-16"), ("é" * 5000).encode()])
def test_plain_text_is_taken_as_a_plan_only(data):
    assert files.inspect(upload("ke-hoach.md", data), kinds=PLANS).kind.code == "text"
    assert refusal("ke-hoach.md", data).code == "file_kind"


@pytest.mark.parametrize(
    ("name", "make", "code", "status"),
    [
        ("a.pdf", lambda: b"", "file_empty", 422),
        ("a.pdf", lambda: b"MZ\x90\x00\x03", "file_kind", 415),
        ("a.docx", pdf, "file_name", 415),
        ("bao_cao.pdf.exe", pdf, "file_runs", 415),
        ("bao_cao.exe.pdf", pdf, "file_runs", 415),
        ("x\u202efdp.exe", pdf, "file_runs", 415),
        ("a\x00.pdf", pdf, "file_label", 422),
        ("a.pdf", lambda: pdf() + docx(), "file_polyglot", 415),
        ("a.jpg", lambda: picture("JPEG") + docx(), "file_polyglot", 415),
        ("a.pdf", lambda: b"<script>alert(1)</script>" + pdf(), "file_kind", 415),
        ("a.svg", lambda: b"<svg xmlns='http://www.w3.org/2000/svg'/>", "file_runs", 415),
        ("a.pdf", lambda: pdf()[:-400], "file_broken", 422),
        ("a.jpg", lambda: picture("JPEG", (400, 400))[:-700], "file_broken", 422),
        ("a.png", lambda: picture()[:-20], "file_broken", 422),
        ("a.docx", lambda: docx()[:-300], "file_broken", 422),
        ("a.docx", lambda: docx(parts={"word/vbaProject.bin": b"x"}), "file_macro", 415),
        ("a.docx", lambda: docx(parts={"word/x.xml": b"<!DOCTYPE a [<!ENTITY b 'c'>]><a/>"}), "file_dtd", 415),
        ("a.docx", lambda: docx(parts={"word/x.xml": "<!DOCTYPE a>".encode("utf-16")}), "file_dtd", 415),
        ("a.docx", lambda: docx(parts={"../../evil": b"x"}), "file_broken", 422),
        ("a.docx", lambda: docx(parts={"WORD/document.xml": b"x"}), "file_broken", 422),
        ("a.docx", lambda: docx(parts={"word/big.bin": bytes(30 << 20)}), "file_bomb", 422),
        ("a.docx", lambda: docx(parts={f"word/{n}.bin": b"" for n in range(2100)}), "file_bomb", 422),
        ("a.zip", lambda: zipped({"a.txt": b"x"}), "file_kind", 415),
        ("a.rar", lambda: b"Rar!\x1a\x07\x01\x00" + bytes(50), "file_kind", 415),
        ("a.doc", lambda: bytes.fromhex("d0cf11e0a1b11ae1") + bytes(600), "file_kind", 415),
        ("a.gif", lambda: picture("GIF"), "file_kind", 415),
        ("a.heic", lambda: b"\x00\x00\x00\x18ftypheic" + bytes(60), "file_kind", 415),
    ],
)
def test_what_is_refused(name, make, code, status):
    refused = refusal(name, make())
    assert (refused.code, refused.status) == (code, status)
    assert refused.sentence.endswith(".")


@pytest.mark.parametrize("text", ["<!doctype html>", " <svg></svg>", "MIME-Version: 1.0\n\nx", "<?xml version='1.0'?>"])
def test_a_page_is_no_plain_text(text):
    assert refusal("a.txt", text.encode(), PLANS).code == "file_page"


def test_noise_is_no_plain_text():
    assert refusal("a.txt", b"\xff\xf1\xf2" * 3000, PLANS).code == "file_kind"
    assert refusal("a.txt", b"abc" * 3000 + b"\xff\xff", PLANS).code == "file_text"


def test_passwords_are_named_at_once():
    locked = bytes.fromhex("d0cf11e0a1b11ae1") + bytes(512) + "EncryptedPackage".encode("utf-16-le")
    assert "mật khẩu" in refusal("a.docx", locked).sentence
    assert refusal("a.docx", patched(docx(), local=6, central=8, value=1)).code == "file_password"


def test_more_pixels_than_a_camera_makes():
    memory = io.BytesIO()
    Image.new("1", (9000, 9000)).save(memory, "PNG")
    assert refusal("a.png", memory.getvalue()).code == "picture_large"


def test_too_large_is_said_in_megabytes():
    small = files.KindSet((look.PDF,), 1 << 20)
    refused = refusal("a.pdf", b"%PDF-" + bytes(1 << 20), small)
    assert refused.status == 413
    assert "tối đa 1 MB" in refused.sentence


@pytest.mark.parametrize(
    ("name", "label"),
    [
        ("../../etc/passwd", "passwd"),
        ("..\\..\\x", "x"),
        ("C:\\Users\\Ha\\Kế hoạch.pdf", "Kế hoạch.pdf"),
        (unicodedata.normalize("NFD", "Hồ sơ dự thi (bản cuối) – final.pdf"), "Hồ sơ dự thi (bản cuối) – final.pdf"),
        ("CON.pdf", "CON.pdf"),
        (".htaccess", "htaccess"),
        ("a;b.pdf", "a;b.pdf"),
        ("a\nb.pdf", "a b.pdf"),
        ("a.pdf. ", "a.pdf"),
        ("", "tep"),
        ("x" * 400 + ".pdf", "x" * 186 + ".pdf"),
    ],
)
def test_a_name_is_only_a_label(name, label):
    assert look.clean_name(name) == label


def keep(name="Ảnh.png", data=None):
    return files.store(upload(name, data or picture()), kinds=EVIDENCE, by=SYSTEM)


def test_kept_bytes_are_private_and_under_a_random_key(db):
    first, second = keep(), keep()
    assert first.key != second.key
    assert "nh" not in first.key
    assert files.read(first) == picture()
    path = Path(default_storage.path(first.key))
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    assert stat.S_IMODE(path.parent.stat().st_mode) == 0o700


def test_a_large_upload_from_disk_is_kept_too(db):
    spooled = TemporaryUploadedFile("a.png", "image/png", 0, None)
    spooled.write(picture())
    spooled.size = spooled.tell()
    spooled.seek(0)
    stored = files.store(spooled, kinds=EVIDENCE, by=SYSTEM)
    spooled.close()
    assert files.read(stored) == picture()


def test_a_full_disk_is_said_politely_and_leaves_no_row(db, monkeypatch):
    real = os.open

    def full(path, flags, *mode):
        return real("/dev/full", os.O_WRONLY) if flags & os.O_CREAT else real(path, flags, *mode)

    with monkeypatch.context() as patch:
        patch.setattr(os, "open", full)
        with pytest.raises(Refusal) as caught:
            keep()
    assert caught.value.status == 507
    assert not StoredFile.objects.exists()


def test_a_download_can_do_nothing_in_the_page(db):
    response = files.download(keep("Hồ sơ “đẹp”.png"))
    assert response["Content-Disposition"].startswith("attachment; filename*=utf-8''H%E1%BB%93%20s")
    assert response["X-Content-Type-Options"] == "nosniff"
    assert response["Content-Security-Policy"] == "sandbox; default-src 'none'"
    assert response["Cache-Control"] == "private, no-store"
    assert response["Content-Type"] == "image/png"
    assert b"".join(response.streaming_content) == picture()
    response.file_to_stream.close()  # response.close() would end the request, and with it the test's connection


def test_an_altered_and_a_missing_file_are_found(db):
    whole, altered, missing = keep(), keep(), keep()
    path = Path(default_storage.path(altered.key))
    path.chmod(0o600)
    path.write_bytes(path.read_bytes()[:-1] + b"x")
    default_storage.delete(missing.key)
    assert list(files.damaged()) == [
        f"file {altered.uid} was altered after it was stored",
        f"file {missing.uid} is missing from the storage",
    ]
    assert whole.uid not in "".join(files.damaged())


def test_files_lie_outside_what_is_served():
    assert not Path(settings.MEDIA_ROOT).is_relative_to(settings.STATIC_ROOT)


def test_what_a_form_has_seen_counts_for_the_same_kinds_alone(db):
    seen = upload("x.pdf", pdf())
    found = UploadField(kinds=EVIDENCE).clean(seen)
    assert files.store(found, kinds=EVIDENCE, by=SYSTEM).content_type == "application/pdf"
    with pytest.raises(Refusal) as caught:
        files.store(found, kinds=KindSet((JPEG,), 1024), by=SYSTEM)
    assert caught.value.code == "file_large"
