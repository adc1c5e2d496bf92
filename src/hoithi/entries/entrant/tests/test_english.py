"""Whoever reads English meets no Vietnamese but what people wrote; papers, letters and rows stay Vietnamese."""

import html
import re

import pytest
from django.urls import reverse
from django.utils.translation import override

from hoithi.accounts.models import Person
from hoithi.contests.models import Contest
from hoithi.contests.public.tests.test_english import VIETNAMESE, strings
from hoithi.entries import messages
from hoithi.entries.actions import add_author, submit_entry
from hoithi.entries.book import book_of
from hoithi.entries.documents import receipt_pdf, show_second
from hoithi.entries.entrant.forms.files import StampForm
from hoithi.entries.models import Author, Entry
from hoithi.entries.receipts import facts_of
from hoithi.notifications.models import Message

pytestmark = pytest.mark.django_db
OWN = ["Tiếng Việt", "đồng"]


def left_in_vietnamese(page):
    """The texts of `page` with Vietnamese letters that no row of the database holds."""
    rows = [
        *Contest.objects.values(), *Entry.objects.values(), *Author.objects.values("full_name"),
        *Person.objects.values("full_name"), *Contest.objects.values("rule_versions__data", "milestones__label"),
        *Contest.objects.values("owner__name", "standing_agency__name"),
    ]  # fmt: skip
    known = {*OWN, *(text for row in rows for text in strings(dict(row)) if VIETNAMESE.search(text))}
    known |= {text.lower() for text in known}
    for text in sorted(known, key=len, reverse=True):
        page = page.replace(html.escape(text), "").replace(text, "")
    return [text for text in re.split(r"[<>\n]", page) if VIETNAMESE.search(text)]


@pytest.fixture
def english(at_desk):
    at_desk.client.cookies["django_language"] = "en"
    return at_desk


@pytest.mark.parametrize(
    "name",
    ["entry_list", "entry_home", "entry_tasks", "entry_about", "entry_authors", "entry_files", "entry_unit",
     "entry_check", "entry_consents", "entry_losts", "entry_withdraw", "entry_drop", "entry_author_add", "my_data"],
)  # fmt: skip
@pytest.mark.parametrize("which", ["draft", "submitted"])
def test_a_page_of_ones_own(english, reached, name, which):
    entry = reached(which)
    answer = english.get(name, None if name in {"entry_list", "my_data"} else entry)
    assert left_in_vietnamese(answer.content.decode()) == []


def test_the_way_in_and_the_receipt(english, submitted, receiving):
    code = submitted.latest.receipt_code
    for address in (
        reverse("entry_eligibility", args=[receiving.slug]),
        reverse("entry_begin", args=[receiving.slug]),
        reverse("entry_step", args=[submitted.uid, "ly-do"]),
        reverse("entry_receipt", args=[submitted.uid, 1]),
        reverse("receipt_of", args=[code]),
        reverse("receipt_of", args=["A" * len(code)]),
        reverse("author_invitation"),
        reverse("typed_answer"),
    ):
        page = english.client.get(address).content.decode()
        assert left_in_vietnamese(page) == [], address
    assert show_second(submitted.latest.received_at).endswith("(giờ Việt Nam)")


def test_what_is_wrong_is_said_in_english_too(english, draft):
    english.save("entry_about", draft, {"title": "\u202e", "field": "x", "entrant": "", "unit_name": ""})
    too_long = english.save("entry_step", draft, {"q-ly-do": "word " * 301}, part="ly-do")
    for answer in (too_long, *(english.get(name, draft) for name in ("entry_about", "entry_check", "entry_tasks"))):
        assert left_in_vietnamese(answer.content.decode()) == []
    assert "At most 300 words (there are 301)" in too_long.content.decode()


def test_the_paper_is_vietnamese(english, submitted):
    version = submitted.latest
    given = english.get("entry_receipt_pdf", submitted, number=1).content
    assert given == receipt_pdf(facts_of(version, book_of(submitted.contest, submitted)))


def test_what_is_kept_and_sent_is_vietnamese(whole, entrant):
    with override("en"):
        for name in ("Thị Nhung", "Lâm Sóc Khol"):
            add_author(whole, full_name=name, by=entrant)
        assert messages.author_line(["Thị Nhung", "Lâm Sóc Khol"]) == "Thị Nhung và 1 người khác"
        letter = messages.invitation(whole, whole.authors.first(), "bi-mat")
    assert Entry.objects.get(pk=whole.pk).authors_line.endswith("và 2 người khác")
    assert letter.subject == "Xác nhận bạn là tác giả giải pháp dự thi" and "Kính gửi" in letter.body


def test_the_receipt_by_mail_is_vietnamese(whole, entrant):
    Person.objects.filter(pk=entrant.person_id).update(email="loc@vidu.vn")
    with override("en"):
        submit_entry(whole, once_key="nop", base=whole.version, by=entrant)
    assert "Mã biên nhận" in Message.objects.get(kind="entries.receipt").body


def test_help_of_a_box_follows_the_reader():
    box = StampForm.base_fields["file"]
    with override("en"):
        assert str(box.help_text).startswith("Files taken")
    assert str(box.help_text).startswith("Nhận tệp")
