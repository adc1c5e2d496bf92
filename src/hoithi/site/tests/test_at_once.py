"""Several processes at the same thing at the same instant: one slip, one invitation, five tries at a password."""

import json
import os
import subprocess
import sys
from pathlib import Path
from subprocess import PIPE

import pytest

from hoithi.accounts.actions import make_slip
from hoithi.accounts.actors import SYSTEM
from hoithi.accounts.enums import Role
from hoithi.contests.grants.actions import invite
from hoithi.kit.tests.test_jobs import url_of_database

PROCESSES = 3
SCRIPT = """
import json, sys
import django
django.setup()
from hoithi.accounts import tries
from hoithi.accounts.actions import use_slip
from hoithi.contests.grants.actions import Newcomer, accept_invitation
from hoithi.kit.refusals import Refusal

slip, link = json.loads(sys.argv[1])
counts = {"slip": 0, "link": 0, "tries": 0}
acts = {
    "slip": lambda: use_slip(slip),
    "link": lambda: accept_invitation(link, newcomer=Newcomer("Thi Mo", "ray dieu sau nha")),
}
print("ready", flush=True)
sys.stdin.readline()
for name, act in acts.items():
    try:
        act()
        counts[name] += 1
    except Refusal:
        pass
for _ in range(5):
    counts["tries"] += tries.begin(account="0943999025", address="203.0.113.7") is not None
print(json.dumps(counts))
"""


@pytest.mark.django_db(transaction=True)
def test_of_three_processes_one_gets_the_slip_one_the_invitation_and_five_tries_are_five(
    person, contest, department, tmp_path
):
    __, code = make_slip(person(phone="0912345678"), by=SYSTEM)
    __, token = invite(
        full_name="Thị Mơ", email="mo@example.vn", role=Role.FOCAL_POINT, contest=contest, unit=department, by=SYSTEM
    )
    url = url_of_database(tmp_path)
    words = json.dumps([code, token])
    environment = {
        **os.environ,
        "HOITHI_DATABASE_URL": url,
        "HOITHI_DEBUG": "1",
        "DJANGO_SETTINGS_MODULE": "hoithi.settings",
        "PYTHONPATH": str(Path(__file__).parents[3]),
    }
    running = [
        subprocess.Popen([sys.executable, "-c", SCRIPT, words], env=environment, stdin=PIPE, stdout=PIPE)
        for _ in range(PROCESSES)
    ]
    assert [process.stdout.readline() for process in running] == [b"ready\n"] * PROCESSES
    for process in running:
        process.stdin.write(b"go\n")
        process.stdin.flush()
    counts = [json.loads(process.communicate(timeout=90)[0]) for process in running]
    assert sum(count["slip"] for count in counts) == 1
    assert sum(count["link"] for count in counts) == 1
    assert 1 <= sum(count["tries"] for count in counts) <= 5
