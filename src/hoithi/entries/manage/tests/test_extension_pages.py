"""Extensions through their pages: found, proposed, decided."""

from datetime import timedelta

import pytest
from django.urls import reverse

from hoithi.accounts.enums import Role
from hoithi.entries.actions.extensions import propose_extension
from hoithi.entries.enums import Decision
from hoithi.entries.manage.tests.pages import text_of
from hoithi.entries.models import Entry, Extension

pytestmark = pytest.mark.django_db


def test_extensions_through_the_pages(whole, desk, sign_in, actor, deadline, account, entrant):
    slug = whole.contest.slug
    path = reverse("intake_extensions", args=[slug])
    page = text_of(desk.get(path, {"ai": account(entrant).phone}))
    new = reverse("intake_extension_new", args=[slug, whole.uid])
    assert new in page
    assert "Máy tách" not in page
    day = deadline + timedelta(days=3)
    desk.post(new, {"until_ngay": f"{day:%d/%m/%Y}", "until_gio": "", "reason": "Bão số 5."})
    extension = Extension.objects.get()
    one = reverse("intake_extension", args=[slug, extension.uid])
    assert "chờ Trưởng Ban Tổ chức duyệt" in text_of(desk.get(one))
    assert desk.post(one, {"viec": "duyet", "reason": ""}).status_code == 404
    head = sign_in(actor(Role.HEAD))
    assert "Đề nghị gia hạn chờ duyệt" in text_of(head.get(reverse("today")))
    assert head.post(one, {"viec": "khong-duyet", "reason": ""}).status_code == 422
    assert head.post(one, {"viec": "khac"}).status_code == 404
    head.post(one, {"viec": "duyet", "reason": ""})
    extension.refresh_from_db()
    assert extension.state == Decision.APPROVED


@pytest.mark.parametrize(
    ("said", "found"), [("HS-0001", True), ("1", True), ("khong@co.vn", False), ("0900000000", False)]
)
def test_an_entry_is_found_for_an_extension(submitted, desk, said, found):
    page = text_of(desk.get(reverse("intake_extensions", args=[submitted.contest.slug]), {"ai": said}))
    assert ("HS-0001" in page) == found


@pytest.mark.parametrize(
    ("role", "state", "named"),
    [
        (Role.OFFICER, "draft", True),
        (Role.HEAD, "draft", False),
        (Role.HEAD, "submitted", False),
        (Role.AUDITOR, "draft", False),
        (Role.AUDITOR, "submitted", True),
    ],
)
def test_whose_it_is_reads_who_may_know_them(submitted, sign_in, actor, deadline, entrant, role, state, named):
    """The head decides by the reason: before the ranking they know nobody's name (matrix, "Basic personal data")."""
    until = deadline + timedelta(days=2)
    extension = propose_extension(submitted, until=until, reason="Bão", by=actor(Role.SECRETARY))
    Entry.objects.filter(pk=submitted.pk).update(state=state)
    client, slug = sign_in(actor(role)), submitted.contest.slug
    for name, args in (("intake_extensions", [slug]), ("intake_extension", [slug, extension.uid])):
        page = text_of(client.get(reverse(name, args=args)))
        assert "HS-0001" in page
        assert (entrant.name in page) == named
