"""What entering costs: the whole way of an entrant, the officer's list, likeness, many users at once.

The way is walked as a browser walks it without a script, every redirect followed, through the WSGI application of this
process; its processor time is that of the whole process (database and all: SQLite lives in it). Each round is another
person's, signed in beforehand.
"""

import http.client
import secrets
import statistics
import sys
import threading
import time
from collections.abc import Callable
from typing import Any

from scripts.bench_walk import Answer, Browser, Sample, document, in_process, photo, walk

WAYS, WARM = 30, 5  # ways that count, and those before them
FIELDS = {"items": [{"code": "cntt", "name": "Công nghệ thông tin"}, {"code": "co-khi", "name": "Cơ khí"}]}
ELIGIBILITY = {"entrants": ["individual"], "applied": "tested", "prior": "allowed"}
FORM = {
    "sections": [{"code": "mo-ta", "name": "Mô tả giải pháp", "required": True, "most_words": 2000}],
    "papers": [{"code": "tai-lieu", "name": "Tài liệu", "kind": "any", "least": 1, "most": 3}],
}


def open_contest(slug: str = "do-toc-do") -> Any:
    """A contest with a plain form that receives entries for a month."""
    from datetime import timedelta

    from hoithi.contests.enums import MilestoneKind, Precision, State
    from hoithi.contests.models import Contest, Milestone, RuleVersion
    from hoithi.kit.clock import now
    from hoithi.units.models import Unit

    moment = now()
    owner = Unit.objects.order_by("pk").first()
    contest = Contest.objects.create(
        slug=slug, name="Hội thi đo tốc độ", edition=1, start_year=2026, end_year=2027, owner=owner,
        standing_agency=owner, organizer_name="Ban Tổ chức", state=State.OPEN, announced_at=moment,
    )  # fmt: skip
    for kind, data in (("fields", FIELDS), ("eligibility", ELIGIBILITY), ("form", FORM)):
        RuleVersion.objects.create(contest=contest, kind=kind, number=1, data=data, made_at=moment, made_by_name="Đo")
    Milestone.objects.create(
        contest=contest, kind=MilestoneKind.ENTRIES, label="Nhận hồ sơ", starts_at=moment - timedelta(days=1),
        ends_at=moment + timedelta(days=30), precision=Precision.MINUTE, confirmed_at=moment,
    )  # fmt: skip
    return contest


def over_the_wire(port: int) -> Callable[..., Answer]:
    """How one user's requests get to a server: over one connection that is kept."""
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=60)

    def carry(method: str, path: str, body: bytes, kind: str, cookies: str, headers: dict[str, str]) -> Answer:
        said = {name.removeprefix("HTTP_").replace("_", "-"): value for name, value in headers.items()}
        said |= {"Cookie": cookies, "Accept-Encoding": "identity", **({"Content-Type": kind} if kind else {})}
        connection.request(method, path, body, said)
        answer = connection.getresponse()
        return Answer(answer.status, answer.getheaders(), answer.read())

    return carry


def measure_users(port: int, users: int, seconds: float) -> dict[str, float]:
    """So many people at once, each going the whole way again and again without a pause for `seconds`: how many ways
    came to their receipt in a second, and how many ended in an error."""
    contest = open_contest(f"do-toc-do-{users}-{secrets.token_hex(3)}")
    sessions, file = people(users, f"cung-luc-{secrets.token_hex(3)}-"), document()
    done, errors = [0] * users, [0] * users
    until = time.perf_counter() + seconds

    def one(number: int) -> None:
        browser = Browser({"sessionid": sessions[number]}, over_the_wire(port))
        while time.perf_counter() < until:
            try:
                walk(browser, contest.slug, file)
                done[number] += 1
            except (SystemExit, OSError, http.client.HTTPException) as error:
                print(f"{users} users: {error}", file=sys.stderr)
                errors[number] += 1
                browser.carry = over_the_wire(port)

    started = time.perf_counter()
    threads = [threading.Thread(target=one, args=(number,)) for number in range(users)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    per_second = round(sum(done) / (time.perf_counter() - started), 1)
    return {f"entries.users_{users}.errors": sum(errors), f"entries.users_{users}.per_s": per_second}


def people(count: int, mark: str) -> list[str]:
    """New people, each signed in: the keys of their sessions."""
    from django.contrib.auth import BACKEND_SESSION_KEY, HASH_SESSION_KEY, SESSION_KEY
    from django.contrib.sessions.backends.db import SessionStore

    from hoithi.accounts.models import Person

    keys = []
    for number in range(count):
        person = Person(full_name="Điểu Xuân Lộc", email=f"{mark}{number}@example.vn", password="!")  # noqa: S106
        person.save()
        session = SessionStore()
        session[SESSION_KEY], session[HASH_SESSION_KEY] = str(person.pk), person.get_session_auth_hash()
        session[BACKEND_SESSION_KEY] = "hoithi.accounts.backends.PersonBackend"
        session.save()
        keys.append(str(session.session_key))
    return keys


def measure_entries() -> dict[str, float]:
    """All in this process, as an installation runs: without the bar of the demo, with nobody else at work."""
    from django.test import override_settings

    import hoithi.wsgi  # noqa: F401 - it asks whether the settings make sense, and those of a demo are checked as such

    with override_settings(DEMO=False):
        return measure_way()


def measure_likeness(count: int = 100_000) -> dict[str, float]:
    """One dossier against `count` former ones, found in the way of the job."""
    from hoithi.entries.likeness.corpus import nearest
    from scripts.likeness_data import fill_former, probes

    started = time.perf_counter()
    fill_former(count)
    filled = time.perf_counter() - started
    times = []
    for probe in probes(60, count):
        started = time.perf_counter()
        nearest(probe.paper)
        times.append((time.perf_counter() - started) * 1000)
    name = f"entries.likeness_{count}"
    return {
        f"{name}.fill_s": round(filled, 1), f"{name}.p50_ms": round(statistics.median(times), 1),
        f"{name}.p95_ms": round(statistics.quantiles(times, n=20)[-1], 1),
    }  # fmt: skip


def measure_way() -> dict[str, float]:
    """The way in a contest without entries and in one with 10,000, by the form and by the script of the page; the
    officer's list of those 10,000."""
    empty, full = open_contest("do-toc-do-trong"), open_contest("do-toc-do-day")
    file = document()
    one = walk_apart(full.slug, file, 1, mark="mau")
    fill_contest(full, 10_000)
    figures = {
        "entries.submit.requests": one["requests"], "entries.submit.queries": one["queries"],
    }  # fmt: skip
    quiet = walk_apart(empty.slug, file, WAYS, mark="trong")
    figures["entries.submit.cpu_ms"] = quiet["cpu_ms"]
    figures["entries.submit.p50_ms"] = quiet["wall_ms"]
    figures["entries.submit.grown"] = round(
        walk_apart(full.slug, file, WAYS, mark="day")["cpu_ms"] / quiet["cpu_ms"], 2
    )
    figures["entries.submit.photo_cpu_ms"] = walk_apart(empty.slug, photo(), WAYS, mark="anh")["cpu_ms"]
    figures["entries.submit.tus_cpu_ms"] = walk_apart(empty.slug, file, WAYS, mark="tus", by_script=True)["cpu_ms"]
    return {**figures, **measure_list(full)}


def walk_apart(slug: str, file: Sample, count: int, *, mark: str, by_script: bool = False) -> dict[str, float]:
    """That many ways of as many people after `WARM` others: medians of processor and wall time, requests, queries."""
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    browsers = [Browser({"sessionid": key}, in_process) for key in people(count + WARM, mark)]
    spent, lasted = [], []
    for browser in browsers:
        began, started = time.process_time(), time.perf_counter()
        walk(browser, slug, file, by_script=by_script)
        spent.append((time.process_time() - began) * 1000)
        lasted.append((time.perf_counter() - started) * 1000)
    counted = Browser({"sessionid": people(1, f"{mark}-dem")[0]}, in_process)
    queries = 0

    def counting(*request: Any) -> Answer:
        nonlocal queries
        with CaptureQueriesContext(connection) as asked:
            answer = in_process(*request)
        queries += len(asked)
        return answer

    counted.carry = counting
    walk(counted, slug, file, by_script=by_script)
    return {
        "cpu_ms": round(statistics.median(spent[WARM:]), 1), "wall_ms": round(statistics.median(lasted[WARM:]), 1),
        "requests": len(counted.asked), "queries": queries,
    }  # fmt: skip


def fill_contest(contest: Any, count: int) -> None:
    """Copies of the first entry of `contest`, with their authors, files and versions, in the states that lists have."""
    from django.db import transaction

    from hoithi.entries.models import Author, Entry, EntryFile, Register, Submission

    first = Entry.objects.filter(contest=contest).exclude(number=None).order_by("pk")[0]
    author, file, version = first.authors.get(), first.files.get(), first.versions.get()
    register = Register.objects.get(contest=contest)
    states = ("submitted", "submitted", "submitted", "accepted", "accepted", "returned", "rejected", "withdrawn")
    for start in range(0, count, 2000):
        numbers = range(start, min(start + 2000, count))
        with transaction.atomic():
            rows = Entry.objects.bulk_create(
                copied(first, number=register.number + 1 + n, state=states[n % 8], title=f"{first.title} {n}",
                       search_key=f"{first.search_key} {n} hs-{n:04d}", once_key=None, latest=None)
                for n in numbers
            )  # fmt: skip
            Author.objects.bulk_create(copied(author, entry=row) for row in rows)
            EntryFile.objects.bulk_create(copied(file, entry=row) for row in rows)
            versions = Submission.objects.bulk_create(
                copied(version, entry=row, sequence=register.sequence + 1 + n, hash=f"{contest.pk:x}{n:063x}"[-64:],
                       receipt_code=f"{contest.pk}-{n}")
                for n, row in zip(numbers, rows, strict=True)
            )  # fmt: skip
            for row, sealed in zip(rows, versions, strict=True):
                row.latest = sealed
            Entry.objects.bulk_update(rows, ["latest"], batch_size=500)
    register.number, register.sequence = register.number + count, register.sequence + count
    register.save()


def copied(row: Any, **changes: Any) -> Any:
    """A new row that says the same but for `changes`."""
    from copy import copy

    from hoithi.kit.ids import public_id

    new = copy(row)
    new._state = copy(row._state)  # noqa: SLF001
    new.pk, new._state.adding = None, True  # noqa: SLF001
    if hasattr(new, "uid"):
        new.uid = public_id()
    for name, value in changes.items():
        setattr(new, name, value)
    return new


def measure_list(contest: Any) -> dict[str, float]:
    """The officer's list: its first page, the page of a search, and what it asks of the database."""
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    browser = Browser({"sessionid": officer_of(contest)}, in_process)
    path = f"/lam-viec/hoi-thi/{contest.slug}/ho-so/"
    with CaptureQueriesContext(connection) as asked:
        page = browser.get(path)
    if page.status != 200 or "HS-" not in page.text:
        raise SystemExit(f"{path} showed no entries")
    figures = {"entries.list_10000.queries": float(len(asked))}
    for name, query in (("", "?x=1"), ("search_", "?q=hat+dieu+777")):
        times = walls(lambda query=query: browser.get(path + query), 60)
        figures[f"entries.list_10000.{name}p50_ms"] = round(statistics.median(times), 2)
        figures[f"entries.list_10000.{name}p95_ms"] = round(statistics.quantiles(times, n=20)[-1], 2)
    return figures


def walls(act: Callable[[], object], rounds: int) -> list[float]:
    """Wall times of `act` in milliseconds, after three that do not count."""
    times = []
    for _turn in range(rounds + 3):
        started = time.perf_counter()
        act()
        times.append((time.perf_counter() - started) * 1000)
    return times[3:]


def officer_of(contest: Any) -> str:
    """Somebody who works in the office of `contest`: the key of their session, the second factor shown."""
    from datetime import timedelta

    from django.contrib.auth import SESSION_KEY
    from django.contrib.sessions.backends.db import SessionStore

    from hoithi.accounts.enums import Role
    from hoithi.contests.models import RoleGrant
    from hoithi.kit.clock import now

    key = people(1, f"can-bo-{secrets.token_hex(4)}-")[0]
    session = SessionStore(key)
    number = session[SESSION_KEY]
    RoleGrant.objects.create(
        person_id=int(number), role=Role.OFFICER, contest=contest, starts_at=now() - timedelta(days=1)
    )
    session["account_authentication_methods"] = [{"method": "mfa", "at": time.time()}]
    session["account_authentication_methods_user"] = number
    session.save()
    return key
