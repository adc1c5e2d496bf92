"""What a row brings along of its contest says the same as asking the contest."""

from datetime import timedelta

import pytest

from hoithi.contests.enums import MilestoneKind
from hoithi.contests.models import Contest, Milestone
from hoithi.entries.actions.base import taken
from hoithi.entries.book import book_of
from hoithi.entries.windows import window_of
from hoithi.kit.clock import now

pytestmark = pytest.mark.django_db
HOURS = [-50, -1, 1, 239, 241, 400]  # around the dates below; the deadline of the fixture is in 240


@pytest.fixture
def milestone(receiving):
    """Puts one more date into the plan of the contest: hours from now."""

    def make(kind, starts=None, ends=None, *, confirmed=True):
        return Milestone.objects.create(
            contest=receiving,
            kind=kind,
            label="Mốc",
            starts_at=now() + timedelta(hours=starts) if starts is not None else None,
            ends_at=now() + timedelta(hours=ends) if ends is not None else None,
            confirmed_at=now() if confirmed else None,
        )

    return make


DATES = {
    "only entries": [],
    "a launch before": [(MilestoneKind.LAUNCH, -100, None)],
    "a second span that ends later": [(MilestoneKind.ENTRIES, 20, 300)],
    "a second span that begins earlier": [(MilestoneKind.ENTRIES, -900, 2)],
    "judging before the deadline": [(MilestoneKind.JUDGING, 100, None)],
    "judging twice after it": [(MilestoneKind.JUDGING, 390, None), (MilestoneKind.JUDGING, 250, None)],
    "others": [(MilestoneKind.CEREMONY, 20, 30)],
}


@pytest.mark.parametrize("dates", DATES.values(), ids=DATES)
@pytest.mark.parametrize("confirmed", [True, False])
def test_the_doors_are_those_of_the_dates(draft, milestone, dates, confirmed, django_assert_num_queries):
    for kind, starts, ends in dates:
        milestone(kind, starts, ends, confirmed=confirmed)
    row, asked = taken(draft), Contest.objects.get(pk=draft.contest_id)
    for hours in HOURS:
        moment = now() + timedelta(hours=hours)
        with django_assert_num_queries(0):
            known = window_of(row.contest, moment)
        assert known == window_of(asked, moment)


def test_without_any_date_the_announcement_counts(draft):
    Milestone.objects.all().delete()
    row, asked = taken(draft), Contest.objects.get(pk=draft.contest_id)
    assert window_of(row.contest, now()) == window_of(asked, now())


def test_the_rules_are_the_last_of_each_kind(draft, rules_of, django_assert_num_queries):
    rules_of("form", grace_minutes=7)
    asked = book_of(Contest.objects.get(pk=draft.contest_id), draft)
    row = taken(draft)
    with django_assert_num_queries(0):
        assert book_of(row.contest, row) == asked
    assert asked.dossier.grace_minutes == 7


def test_a_submitted_entry_keeps_its_form(submitted, rules_of):
    rules_of("form", grace_minutes=7)
    row = taken(submitted)
    assert book_of(row.contest, row).form_id == submitted.form_id
