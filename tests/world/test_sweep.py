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

from hoithi.accounts.models import DemoRole
from hoithi.audit.models import Event
from hoithi.kit.routes import all_routes
from tests.addresses import DISTRICT, VISITOR, WARD, addresses, client_of, session_of

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("world")]
TABLE = Path(__file__).with_name("routes.csv")


def clients():
    """A test client for each role."""
    roles = DemoRole.objects.values_list("code", flat=True)
    return {VISITOR: client_of(""), **{code: client_of(session_of(code)) for code in roles}}


def swept():
    """(route, scene, path) of all that is visited: every route once, and of another body where the path differs."""
    own, other = addresses(WARD), addresses(DISTRICT)
    rows = [(name, "own", path) for name, path in own.items()]
    rows += [(name, "other", path) for name, path in other.items() if path != own[name]]
    return sorted(row for row in rows if row[0] != "demo_role")


def table() -> str:
    """The status of every address for every role, as CSV."""
    by_role = clients()
    out = io.StringIO()
    rows = csv.writer(out, lineterminator="\n")
    rows.writerow(["route", "of", *by_role])
    for name, of, path in swept():
        rows.writerow([name, of, *(client.get(path).status_code for client in by_role.values())])
    return out.getvalue()


def test_every_address_answers_every_role_as_the_table_says():
    text = table()
    if os.environ.get("HOITHI_WRITE_TABLES"):
        TABLE.write_text(text)
    assert text == TABLE.read_text()
    assert len(text.splitlines()) - 1 == len(swept()) > 120
    assert "500" not in text


def test_a_shut_door_cannot_be_told_from_no_door():
    """Whoever may not see a thing gets the very page that a name gives which nothing has."""
    by_role, paths = clients(), addresses(DISTRICT)
    compared = 0
    for row in csv.DictReader(TABLE.open()):
        if row["of"] != "other":
            continue
        path = paths[row["route"]]
        for code, client in by_role.items():
            if row[code] == "404":
                absent = client.get(re.sub(r"/[^/]*hon-quan[^/]*/|/[0-9a-z]{12}/", "/khong-co-that/", path))
                assert (absent.status_code, strip(absent)) == (404, strip(client.get(path))), (code, path)
                compared += 1
    assert compared > 100


def strip(answer) -> str:
    """The body without what changes at every request."""
    return re.sub(r'nonce="[^"]*"|value="[A-Za-z0-9]{64}"|/khong-co-that/|[?]next=[^"]*', "", answer.content.decode())


def test_a_post_that_is_not_allowed_changes_nothing():
    by_role = clients()
    refused = 0
    for name, of, path in swept():
        for code, client in by_role.items():
            before = Event.objects.count()
            answer = client.post(path, {}, headers={"Sec-Fetch-Site": "same-origin"})
            assert answer.status_code < 500, (name, of, code)
            if answer.status_code in {403, 404, 405} or "dang-nhap" in answer.get("Location", ""):
                assert Event.objects.count() == before, (name, of, code)
                refused += 1
    assert refused > 500


def test_every_route_is_swept():
    assert {name for name, _of, _path in swept()} | {"demo_role"} >= {str(p.name) for _text, p in all_routes()}
