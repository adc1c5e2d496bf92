"""A contest that receives entries, and people with drafts that lack nothing but their files; made by the verbs."""

import time
from datetime import timedelta
from typing import Any

from clients import Person

SECTIONS = [{"code": "noi-dung", "name": "Nội dung", "required": True}]
PAPERS = [{"code": "tai-lieu", "name": "Tài liệu", "kind": "any", "least": 0, "most": 10}]


def make_world(rushing: int, waiting: int, officers: int, *, size: int) -> tuple[list[Person], list[Person], str]:
    """Entrants (the first `rushing` with files of `size` bytes together, the others with none), officers, and the
    address of the inbox. The database must be empty."""
    from hoithi.site.ops import start

    start.set_up()
    start.upgrade(quiet=True)
    from django.db import connection, transaction
    from django.urls import reverse

    with transaction.atomic():
        contest = _contest()
        people = [_entrant(contest, number) for number in range(rushing + waiting)]
        watching = [_officer(contest, number) for number in range(officers)]
    for who in people[:rushing]:
        who.files, who.size = (2, 64_000) if who.slow else (5, size // 5)
    connection.close()
    return people, watching, reverse("intake_list", args=[contest.slug])


def _contest() -> Any:
    from hoithi.accounts.actors import SYSTEM
    from hoithi.contests.actions import announce, create_contest, set_milestone, set_rules
    from hoithi.contests.enums import MilestoneKind
    from hoithi.contests.readings import MilestoneData
    from hoithi.kit.clock import now
    from hoithi.units.models import Unit, UnitKind

    kind = UnitKind.objects.get_or_create(code="ward", defaults={"name": "Phường"})[0]
    owner = Unit.objects.create(code="1", name="Phường Thử Tải", kind=kind)
    contest = create_contest(owner=owner, name="Hội thi thử tải", by=SYSTEM)
    contest.contact_phone, contest.organizer_name = "0943999025", "Ban Tổ chức"
    contest.save()
    began, ends = now() - timedelta(days=1), now() + timedelta(minutes=30)
    window = MilestoneData(kind=MilestoneKind.ENTRIES, label="Nhận hồ sơ", starts_at=began, ends_at=ends)
    set_milestone(contest, window, by=SYSTEM, confirmed=True)
    eligibility = {"entrants": ["individual"], "applied": "no", "prior": "allowed"}
    set_rules(contest, kind="fields", data={"items": [{"code": "cntt", "name": "Công nghệ thông tin"}]}, by=SYSTEM)
    set_rules(contest, kind="eligibility", data=eligibility, by=SYSTEM)
    set_rules(contest, kind="form", data={"sections": SECTIONS, "papers": PAPERS, "grace_minutes": 30}, by=SYSTEM)
    return announce(contest, by=SYSTEM)


def _entrant(contest: Any, number: int) -> Person:
    from hoithi.accounts.models import Person as Account
    from hoithi.contests.queries import actor_of
    from hoithi.entries.actions import give_consent, save_part, start_entry
    from hoithi.entries.enums import Purpose

    account = Account.objects.create_user(full_name=f"Người dự thi số {number}", email=f"nguoi{number}@example.vn")
    by = actor_of(account)
    entry = start_entry(contest, by=by, once_key="a")
    title = f"Giải pháp số {number}"
    save_part(entry, "about", {"title": title, "field": "cntt", "entrant": "individual"}, base=0, by=by)
    save_part(entry, "noi-dung", {"noi-dung": f"{title}: cách làm và kết quả. " * 20}, base=0, by=by)
    give_consent(entry.authors.get(), Purpose.ENTER, by=by)
    return Person(number, entry.uid, _session(account))


def _officer(contest: Any, number: int) -> Person:
    from hoithi.accounts.enums import Role
    from hoithi.accounts.models import Person as Account
    from hoithi.contests.models import RoleGrant
    from hoithi.kit.clock import now

    account = Account.objects.create_user(full_name=f"Cán bộ số {number}", email=f"canbo{number}@example.vn")
    RoleGrant.objects.create(person=account, role=Role.OFFICER, contest=contest, starts_at=now() - timedelta(days=1))
    proof = {
        "account_authentication_methods": [{"method": "mfa", "at": time.time()}],
        "account_authentication_methods_user": str(account.pk),
    }
    return Person(number, "", _session(account, **proof))


def _session(account: Any, **more: Any) -> str:
    from django.test import Client

    client = Client()
    client.force_login(account)
    session = client.session
    session.update(more)
    session.save()
    return str(session.session_key)
