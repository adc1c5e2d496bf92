"""Every manage page: shown to those who may, unknown to the others, in a constant number of queries."""

import pytest
from django.db import transaction
from django.urls import reverse

from hoithi.accounts.actors import SYSTEM
from hoithi.accounts.enums import Role
from hoithi.audit.actions import record
from hoithi.contests.actions import write_news
from hoithi.contests.enums import RuleKind
from hoithi.contests.grants.actions import grant_role
from hoithi.contests.models import Contest
from hoithi.contests.rules import READERS

pytestmark = pytest.mark.django_db
PLAIN = [
    "contest_manage",
    "manage_state",
    "manage_copy",
    "manage_details",
    "manage_reception",
    "manage_reporting",
    "manage_milestones",
    "manage_milestone_new",
    "manage_rules_home",
    "manage_news",
    "manage_news_new",
    "manage_proposals",
    "manage_history",
]
EDITORS_ONLY = {"manage_copy"}


def addresses(contest):
    """Every GET address about one contest."""
    made = {name: reverse(name, args=[contest.slug]) for name in PLAIN}
    for kind in RuleKind.values:
        made[f"manage_rules {kind}"] = reverse("manage_rules", args=[contest.slug, kind])
    for item in contest.news.all():
        made["manage_news_item"] = reverse("manage_news_item", args=[contest.slug, item.uid])
    for one in contest.milestones.all():
        made["manage_milestone"] = reverse("manage_milestone", args=[contest.slug, one.uid])
        made["manage_milestone_remove"] = reverse("manage_milestone_remove", args=[contest.slug, one.uid])
    return made


def test_every_page_is_shown_to_the_officer(full, officer, sign_in):
    client = sign_in(officer)
    pages = addresses(full)
    assert len(pages) == 21
    for name, address in pages.items():
        response = client.get(address)
        assert response.status_code == 200, name
        assert "{%" not in response.content.decode(), name
        assert full.name in response.content.decode(), name


@pytest.mark.parametrize("role", [None, *Role])
def test_who_sees_the_pages(full, over, actor, sign_in, role):
    client = sign_in(over(role) if role else actor())
    for name, address in addresses(full).items():
        wanted = 200 if role in READERS else 404
        if name == "manage_history" and role == Role.PANEL_CHAIR:
            wanted = 404
        if name in EDITORS_ONLY and role not in {Role.OFFICER, Role.SECRETARY}:
            wanted = 404
        assert client.get(address).status_code == wanted, name


def test_a_visitor_is_sent_to_sign_in(full, client):
    for address in addresses(full).values():
        assert client.get(address).status_code == 302


def test_another_contest_of_another_body_is_unknown(full, actor, contest, sign_in):
    client = sign_in(actor(Role.OFFICER))
    for name, address in addresses(full).items():
        assert client.get(address).status_code == 404, name


def test_lists_cost_the_same_at_one_row_and_at_many(full, officer, sign_in, django_assert_max_num_queries, district):
    client = sign_in(officer)
    counts = {}
    for round_ in range(2):
        for name in ("manage_news", "manage_milestones", "manage_history", "manage_rules_home", "contest_manage"):
            with django_assert_max_num_queries(9) as seen:
                client.get(reverse(name, args=[full.slug]))
            counts.setdefault(name, []).append(len(seen))
        for number in range(30 * (1 - round_)):
            write_news(full, title=f"Tin {number}", body="x", by=SYSTEM)
            full.milestones.create(label=f"Mốc {number}", kind="other")
    assert all(first == second for first, second in counts.values()), counts


def test_the_history_names_what_other_domains_did(full, officer, over, person, sign_in):
    who = person("Điểu Xrê")
    grant_role(who, role=Role.JUDGE, contest=full, by=SYSTEM)
    record_by = {"by": SYSTEM, "scope": full}
    with transaction.atomic():
        record("planning.report_progress", on=full, **record_by)
        record("contests.confirm_plan", on=full, **record_by)
    page = sign_in(over(Role.SECRETARY)).get(reverse("manage_history", args=[full.slug])).content.decode()
    for words in ("Giao vai trò: ", "Báo tiến độ", "Xác nhận kế hoạch"):
        assert words in page


def test_the_list_shows_what_one_may_manage(full, contest, officer, actor, sign_in):
    Contest.objects.create(slug="tinh", name="Hội thi tỉnh", owner=contest.owner.parent)
    page = sign_in(officer).get(reverse("manage_list")).content.decode()
    assert full.name in page
    assert contest.name in page
    assert "Hội thi tỉnh" not in page


def test_the_list_goes_to_excel(full, officer, sign_in):
    response = sign_in(officer).get(reverse("manage_list") + "?xuat=xlsx")
    assert b"".join(response).startswith(b"PK")


def test_the_editor_of_a_running_contest_says_whom_a_change_touches(running, officer, sign_in):
    page = sign_in(officer).get(reverse("manage_rules", args=[running.slug, "rubric"])).content.decode()
    assert "1 người đang giữ vai trò trong hội thi này." in page
