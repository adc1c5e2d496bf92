"""The outer door of the plan pages; the views behind still fetch through `plans_visible_to`."""

from hoithi.contests.rules import EDITORS, READERS
from hoithi.kit.routes import Who

PLAN_PEOPLE = Who("plan_people", lambda actor: actor.holds(*READERS))
UPLOADERS = Who("uploaders", lambda actor: actor.holds(*EDITORS))
