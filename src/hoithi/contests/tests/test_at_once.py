"""Several processes at the same contest at the same instant: each thing happens once, nobody is overwritten."""

from collections import Counter

import pytest

from hoithi.accounts.actors import SYSTEM
from hoithi.contests.actions import set_milestone
from hoithi.contests.readings import MilestoneData
from hoithi.kit.tests.at_once import at_once

SCRIPT = """
import os
from collections import Counter
from hoithi.accounts.actors import Actor
from hoithi.audit.models import Event
from hoithi.contests import actions
from hoithi.contests.models import Contest, Milestone
from hoithi.contests.readings import MilestoneData
from hoithi.kit.refusals import Refusal
from hoithi.units.models import Unit

me = Actor(person_id=None, name=f"process {os.getpid()}", is_system=True)
owner, ready = Unit.objects.get(pk=words[0]), Contest.objects.get(pk=words[1])
date, version = Milestone.objects.get(pk=words[2]), words[3]
start = actions.Start(template="cap-xa-2026")
made = actions.start_contest(owner=owner, name="Mot lan", start=start, uid="abcdefghjkmn", by=me)
actions.set_milestone(made, MilestoneData(label="Tong ket"), uid="nmkjhgfedcba", by=me)
try:
    actions.set_milestone(date.contest, MilestoneData(label=me.name), milestone=date, version=version, by=me)
except Refusal as refusal:
    assert refusal.code == "stale"
actions.announce(ready, by=me)
print(json.dumps(Counter(Event.objects.filter(actor_name=me.name).values_list("verb", flat=True))))
"""


@pytest.mark.django_db(transaction=True)
def test_of_three_processes_one_makes_the_contest_one_moves_the_date_one_announces(district, ready, tmp_path):
    date = set_milestone(ready, MilestoneData(label="Khác"), by=SYSTEM)
    done = Counter()
    for counts in at_once(SCRIPT, [district.pk, ready.pk, date.pk, date.version], tmp_path):
        done.update(counts)
    assert done == {
        "contests.create": 1,
        "contests.set_rules": 5,
        "contests.add_milestone": 1,
        "contests.set_milestone": 1,
        "contests.announce": 1,
    }
