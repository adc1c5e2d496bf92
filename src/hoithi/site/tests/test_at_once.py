"""Several processes at the same thing at the same instant: one slip, one invitation, five tries at a password."""

import pytest

from hoithi.accounts.actions import make_slip
from hoithi.accounts.actors import SYSTEM
from hoithi.accounts.enums import Role
from hoithi.contests.grants.actions import invite
from hoithi.kit.tests.at_once import at_once

SCRIPT = """
from hoithi.accounts import tries
from hoithi.accounts.actions import use_slip
from hoithi.contests.grants.actions import Newcomer, accept_invitation
from hoithi.kit.refusals import Refusal

slip, link = words
counts = {"slip": 0, "link": 0, "tries": 0}
acts = {
    "slip": lambda: use_slip(slip),
    "link": lambda: accept_invitation(link, newcomer=Newcomer("Thi Mo", "ray dieu sau nha")),
}
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
    counts = at_once(SCRIPT, [code, token], tmp_path)
    assert sum(count["slip"] for count in counts) == 1
    assert sum(count["link"] for count in counts) == 1
    assert 1 <= sum(count["tries"] for count in counts) <= 5
