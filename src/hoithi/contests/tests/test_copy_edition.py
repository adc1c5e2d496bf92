from datetime import UTC, date, datetime

import pytest

from hoithi.accounts.actors import SYSTEM
from hoithi.accounts.enums import Role
from hoithi.audit.models import Event
from hoithi.contests import hooks
from hoithi.contests.actions import copy_edition, edit_contest, set_reporting_regime, set_rules
from hoithi.contests.actions.copying import moved
from hoithi.contests.enums import RuleKind, State
from hoithi.contests.models import Contest
from hoithi.contests.queries import current_rules
from hoithi.contests.rule_schemas.templates import rule_templates
from hoithi.contests.rules import missing_before_announcing
from hoithi.kit.refusals import Refusal
from hoithi.kit.tests.standing import shared

pytestmark = pytest.mark.django_db
NAME = "Hội thi lần sau"


@shared
def old(ready):
    template = rule_templates()["thieu-nien"]
    for kind in set(RuleKind.values) - {"fields"}:
        set_rules(ready, kind=kind, data=template.data(kind, start_year=2026, end_year=2027), by=SYSTEM)
    set_reporting_regime(ready, period="quarter", due_day=20, due_month="last", contents=["Số hồ sơ"], by=SYSTEM)
    return edit_contest(ready, edition=2, start_year=2026, end_year=2027, purposes=["Phong trào"], by=SYSTEM)


def test_takes_everything_moved_and_unconfirmed(old, officer):
    new = copy_edition(old, name=NAME, shift_years=2, by=officer)
    assert (new.state, new.previous, new.edition, new.years) == (State.DRAFT, old, 3, "2028-2029")
    assert (new.contact_phone, new.purposes) == ("0943999025", ["Phong trào"])
    milestone = new.milestones.get()
    assert (milestone.ends_at, milestone.confirmed_at) == (datetime(2101, 4, 15, 17, tzinfo=UTC), None)
    assert set(current_rules(new)) == set(RuleKind.values)
    eligibility = current_rules(new)["eligibility"].data
    assert eligibility["age_on"] == "2029-12-31"
    assert {"age_on"} <= {one["where"] for one in eligibility["unconfirmed"]}
    assert new.reporting.contents == ["Số hồ sơ"]
    assert "deadline" in {m.code for m in missing_before_announcing(new)}


def test_leaves_the_old_one_as_it_was(old, officer):
    before = [list(old.milestones.values()), list(old.rule_versions.values()), Contest.objects.values().get(pk=old.pk)]
    copy_edition(old, name=NAME, shift_years=2, by=officer)
    after = [list(old.milestones.values()), list(old.rule_versions.values()), Contest.objects.values().get(pk=old.pk)]
    assert before == after


def test_other_domains_take_theirs_along(old, officer, monkeypatch):
    seen = []

    def copy(one, two, shift, by):
        seen.append((one, two.previous, shift(datetime(2026, 1, 1, tzinfo=UTC)).year, by))
        return 7

    monkeypatch.setattr(hooks, "COPY_STEPS", [hooks.CopyStep("tasks", "Nhiệm vụ", lambda _old: 7, copy)])
    copy_edition(old, name=NAME, shift_years=1, by=officer)
    assert seen == [(old, old, 2027, officer)]
    assert Event.objects.get(verb="contests.copy_edition").data["taken"] == {"tasks": 7}


def test_copied_twice_is_one_draft(old, officer):
    made = [copy_edition(old, name=NAME, shift_years=1, uid="abcdefghjkmn", by=officer) for _ in range(2)]
    assert made[0] == made[1]
    assert old.next_editions.count() == 1


@pytest.mark.parametrize("role", [None, *(r for r in Role if r not in {Role.OFFICER, Role.SECRETARY})])
def test_nobody_else_may(old, over, actor, role):
    with pytest.raises(Refusal):
        copy_edition(old, name=NAME, shift_years=1, by=over(role) if role else actor())
    assert not old.next_editions.exists()


def test_a_leap_day_becomes_the_last_day_of_february():
    assert moved(date(2028, 2, 29), 1) == date(2029, 2, 28)
    assert moved(None, 1) is None
