"""From the first page to the receipt, as somebody without a script goes it; and what that costs."""

import re

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from hoithi.entries.entrant.tests.conftest import hidden, picture
from hoithi.entries.models import Entry, EntryFile, Submission

pytestmark = pytest.mark.django_db
PNG = picture()
MOST_QUERIES = 8  # of a page


def test_the_whole_way_without_a_script(at_desk, receiving, settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path
    with CaptureQueriesContext(connection) as spent:
        page = at_desk.get("entry_begin", slug=receiving.slug)
        answer = at_desk.post("entry_begin", data={"once": hidden(page, "once")}, slug=receiving.slug)
        entry = Entry.objects.get()
        assert answer["Location"] == reverse("entry_about", args=[entry.uid])
        assert "Đã mở hồ sơ" in at_desk.client.get(answer["Location"]).content.decode()
        assert "Đã xong 1 trên 5 phần" in at_desk.get("entry_tasks", entry).content.decode()
        about = {"title": "Máy tách vỏ hạt điều", "field": "nong-nghiep", "entrant": "individual", "unit_name": ""}
        answer = at_desk.save("entry_about", entry, about)
        assert answer["Location"].endswith("/buoc/ly-do/")
        at_desk.save("entry_step", entry, {"q-ly-do": "Tách vỏ bằng tay chậm."}, part="ly-do")
        at_desk.save("entry_step", entry, {"q-noi-dung": "Hai trục quay."}, part="noi-dung")
        at_desk.get("entry_files", entry)
        photo = SimpleUploadedFile("Ảnh máy (bản cuối) – final.png", PNG, "image/png")
        at_desk.post("entry_file_add", entry, {"file": photo}, slot="anh")
        assert EntryFile.objects.get().slot == "anh"
        page = at_desk.get("entry_check", entry)
        words = page.content.decode()
        assert "Nộp hồ sơ" in words and not re.search(r'type="checkbox"[^>]*checked', words)
        sent = {"once": hidden(page, "once"), "base": hidden(page, "base"), "enter": "on"}
        answer = at_desk.post("entry_check", entry, sent)
    assert len(spent) < 190  # of 15 requests; each asks first who it is (3)
    version = Submission.objects.get()
    assert answer["Location"] == reverse("entry_receipt", args=[entry.uid, 1])
    receipt = at_desk.client.get(answer["Location"]).content.decode()
    assert "HS-0001" in receipt and version.manifest[0]["sha256"] in receipt
    assert "Đã nhận hồ sơ" in receipt
    track = at_desk.get("entry_home", entry).content.decode()
    assert "Ban tổ chức đã nhận hồ sơ" in track


@pytest.mark.parametrize(
    "name",
    ["entry_list", "entry_home", "entry_tasks", "entry_about", "entry_authors", "entry_files", "entry_unit",
     "entry_check", "entry_consents", "entry_losts", "entry_withdraw", "entry_drop", "entry_author_add"],
)  # fmt: skip
@pytest.mark.parametrize("which", ["draft", "whole", "submitted"])
def test_every_page_opens(at_desk, reached, name, which):
    entry = reached(which)
    with CaptureQueriesContext(connection) as spent:
        answer = at_desk.get(name, None if name == "entry_list" else entry)
    assert answer.status_code == 200
    assert len(spent) <= MOST_QUERIES
