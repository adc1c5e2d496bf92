"""Every address of the product, visited as every role: what is open is open, what is shut cannot be told from absent.

`tests/world/routes.csv` is the checked-in table: a row for each route and scene (the ward's own things, and those of
another body), a column for each role of the demo, the status in each cell. With
 HOITHI_WRITE_TABLES=1 the test writes it anew; a
reviewer reads the difference. The sweep asserts how many it visited.
"""

import csv
import io
import os
import re
from pathlib import Path

import pytest
from django.conf import settings
from django.db import connection, transaction

from hoithi.accounts.models import DemoRole
from hoithi.kit.public_cache import forget_rows
from hoithi.kit.routes import all_routes
from tests.addresses import DISTRICT, VISITOR, WARD, addresses, client_of, session_of

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("world")]
TABLE = Path(__file__).with_name("routes.csv")


def clients():
    """A test client for each role."""
    roles = DemoRole.objects.values_list("code", flat=True)
    return {VISITOR: client_of(""), **{code: client_of(session_of(code)) for code in roles}}


@pytest.fixture(scope="module")
def swept(world):
    """(route, scene, path) of all that is visited: every route once, and of another body where the path differs."""
    own, other = addresses(WARD), addresses(DISTRICT)
    rows = [(name, "own", path) for name, path in own.items()]
    rows += [(name, "other", path) for name, path in other.items() if path != own[name]]
    return sorted(row for row in rows if row[0] != "demo_role")


@pytest.fixture(scope="module")
def visited(swept):
    """What every address answers to every role: the status, and what the page says when there is none."""
    forget_rows()
    answers = {}
    with transaction.atomic():
        for code, client in clients().items():
            for name, of, path in swept:
                answer = client.get(path)
                answers[name, of, code] = answer.status_code, strip(answer) if answer.status_code == 404 else ""
                client.cookies.pop(settings.LANGUAGE_COOKIE_NAME, None)  # one of the addresses sets it
        transaction.set_rollback(True)
    return answers


def table(visited, swept) -> str:
    """The status of every address for every role, as CSV."""
    roles = list(clients())
    out = io.StringIO()
    rows = csv.writer(out, lineterminator="\n")
    rows.writerow(["route", "of", *roles])
    for name, of, _path in swept:
        rows.writerow([name, of, *(visited[name, of, code][0] for code in roles)])
    return out.getvalue()


def test_every_address_answers_every_role_as_the_table_says(visited, swept):
    text = table(visited, swept)
    if os.environ.get("HOITHI_WRITE_TABLES"):
        TABLE.write_text(text)
    assert text == TABLE.read_text()
    assert len(text.splitlines()) - 1 == len(swept) > 120
    assert "500" not in text


def test_a_shut_door_cannot_be_told_from_no_door(visited):
    """Whoever may not see a thing gets the very page that a name gives which nothing has."""
    by_role, paths = clients(), addresses(DISTRICT)
    compared = 0
    for row in csv.DictReader(TABLE.open()):
        if row["of"] != "other":
            continue
        path = paths[row["route"]]
        absent = re.sub(r"/[^/]*hon-quan[^/]*/|/[0-9a-z]{12}/", "/khong-co-that/", path)
        for code, client in by_role.items():
            if row[code] == "404":
                answer = client.get(absent)
                assert (answer.status_code, strip(answer)) == visited[row["route"], "other", code], (code, path)
                compared += 1
    assert compared > 100


def strip(answer) -> str:
    """The body without what changes at every request."""
    return re.sub(r'nonce="[^"]*"|value="[A-Za-z0-9]{64}"|/khong-co-that/|[?]next=[^"]*', "", answer.content.decode())


def recorded() -> int:
    """How many events there are, without the making of a query: it is asked after every request."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT count(*) FROM audit_event")
        return cursor.fetchone()[0]


def test_a_post_that_is_not_allowed_changes_nothing(swept):
    by_role = clients()
    refused, before = 0, recorded()
    for name, of, path in swept:
        for code, client in by_role.items():
            answer = client.post(path, {}, headers={"Sec-Fetch-Site": "same-origin"})
            assert answer.status_code < 500, (name, of, code)
            after = recorded()
            if answer.status_code in {403, 404, 405} or "dang-nhap" in answer.get("Location", ""):
                assert after == before, (name, of, code)
                refused += 1
            before = after
    assert refused > 500


def test_every_route_is_swept(swept):
    assert {name for name, _of, _path in swept} | {"demo_role"} >= {str(p.name) for _text, p in all_routes()}
