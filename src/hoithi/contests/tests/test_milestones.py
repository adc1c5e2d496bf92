from datetime import UTC, date, datetime, timedelta

import pytest

from hoithi.accounts.enums import Role
from hoithi.audit.models import Event
from hoithi.contests.actions import confirm_reading, remove_milestone, set_milestone
from hoithi.contests.enums import MilestoneKind, State
from hoithi.contests.readings import MilestoneData, Others, instants, warnings_of
from hoithi.kit.refusals import Refusal

NOW = datetime(2025, 1, 1, tzinfo=UTC)
ENTRIES = MilestoneData(kind=MilestoneKind.ENTRIES, label="Nhận hồ sơ", ends_at=datetime(2025, 4, 15, 17, tzinfo=UTC))
CEREMONY = MilestoneData(kind=MilestoneKind.CEREMONY, label="Tổng kết", starts_at=datetime(2025, 11, 1, tzinfo=UTC))


def test_to_the_end_of_a_day_keeps_it_and_before_a_day_leaves_it_out():
    assert instants(None, date(2025, 4, 15)) == (None, datetime(2025, 4, 15, 17, tzinfo=UTC))
    assert instants(None, date(2025, 4, 30), before=True) == (None, datetime(2025, 4, 29, 17, tzinfo=UTC))
    starts, ends = instants(date(2025, 5, 1), date(2025, 5, 15))
    assert ends - starts == timedelta(days=15)


def entries(day, hour=17):
    return MilestoneData(kind="entries", label="x", ends_at=datetime(2025, *day, hour, tzinfo=UTC))


@pytest.mark.parametrize(
    ("data", "others", "words"),
    [
        (entries((4, 15)), Others(), []),
        (entries((4, 30)), Others(), ["Ngày Chiến thắng"]),
        (entries((4, 12)), Others(), ["thứ Bảy"]),
        (entries((1, 29)), Others(), ["Tết Nguyên đán"]),
        (MilestoneData(label="x", ends_at=datetime(2024, 12, 31, 17, tzinfo=UTC)), Others(), ["Thời hạn này đã qua"]),
        (entries((4, 15)), Others(opens_at=datetime(2025, 5, 1, tzinfo=UTC)), ["trước ngày bắt đầu"]),
        (entries((4, 15)), Others(was=datetime(2025, 5, 1, tzinfo=UTC)), ["sớm hơn"]),
        (entries((4, 15)), Others(judging_at=datetime(2025, 4, 1, tzinfo=UTC)), ["đã bắt đầu chấm"]),
        (
            MilestoneData(kind="judging", label="x", starts_at=datetime(2025, 4, 1, tzinfo=UTC)),
            Others(closes_at=datetime(2025, 4, 15, tzinfo=UTC)),
            ["trước khi hết hạn"],
        ),
    ],
)
def test_warns_whoever_confirms(data, others, words):
    found = warnings_of(data, others, NOW)
    assert len(found) == len(words)
    assert all(word in sentence for word, sentence in zip(words, found, strict=True))


def test_json_and_back():
    assert MilestoneData.from_json(ENTRIES.as_json()) == ENTRIES


@pytest.mark.django_db
class TestVerbs:
    def test_added_then_confirmed_by_a_person(self, draft, officer):
        row = set_milestone(draft, ENTRIES, by=officer)
        assert row.confirmed_at is None
        confirmed = confirm_reading(row, ends_at=ENTRIES.ends_at + timedelta(hours=1), version=row.version, by=officer)
        assert confirmed.confirmed_by_id == officer.person_id
        assert confirmed.ends_at == ENTRIES.ends_at + timedelta(hours=1)
        assert Event.objects.filter(verb="contests.set_milestone", scope=f"contest:{draft.pk}").count() == 1

    def test_said_twice_is_said_once(self, draft, officer):
        for _ in range(2):
            row = set_milestone(draft, ENTRIES, uid="abcdefghjkmn", by=officer)
        for _ in range(2):
            confirm_reading(row, by=officer)
        assert draft.milestones.count() == 1
        assert Event.objects.filter(verb__endswith="milestone").count() == 2
        for _ in range(2):
            remove_milestone(row, by=officer)
        assert Event.objects.filter(verb="contests.remove_milestone").count() == 1

    def test_a_change_takes_the_confirmation_away_unless_it_is_one(self, draft, officer):
        row = set_milestone(draft, ENTRIES, by=officer, confirmed=True)
        assert set_milestone(draft, ENTRIES, milestone=row, by=officer).confirmed_at is None

    def test_a_stale_form_overwrites_nobody(self, draft, officer):
        row = set_milestone(draft, ENTRIES, by=officer)
        confirm_reading(row, version=row.version, by=officer)
        with pytest.raises(Refusal) as refused:
            remove_milestone(row, version=row.version, by=officer)
        assert refused.value.code == "stale"

    @pytest.mark.parametrize(
        ("data", "field"),
        [
            (MilestoneData(label=" "), "label"),
            (MilestoneData(label="x", starts_at=NOW, ends_at=NOW), "ends_at"),
            (MilestoneData(label="x", kind="party"), "kind"),
            (MilestoneData(label="x" * 300), "label"),
        ],
    )
    def test_bad_values_are_refused_with_their_field(self, draft, officer, data, field):
        with pytest.raises(Refusal) as refused:
            set_milestone(draft, data, by=officer)
        assert refused.value.field == field

    def test_nothing_can_be_confirmed_without_an_instant(self, draft, officer):
        row = set_milestone(draft, MilestoneData(label="Trong quý IV"), by=officer)
        with pytest.raises(Refusal) as refused:
            confirm_reading(row, by=officer)
        assert refused.value.code == "no_instant"

    def test_in_a_running_contest_the_calendar_is_free_but_a_door_is_not(self, contest, actor):
        officer = actor(Role.OFFICER)
        assert set_milestone(contest, CEREMONY, by=officer).pk
        with pytest.raises(Refusal) as refused:
            set_milestone(contest, ENTRIES, by=officer)
        assert refused.value.code == "needs_approval"

    def test_a_calendar_date_does_not_become_a_door_by_the_way(self, contest, actor):
        officer = actor(Role.OFFICER)
        row = set_milestone(contest, CEREMONY, by=officer)
        with pytest.raises(Refusal):
            set_milestone(contest, ENTRIES, milestone=row, by=officer)

    @pytest.mark.parametrize("role", [None, *(r for r in Role if r not in {Role.OFFICER, Role.SECRETARY})])
    def test_nobody_else_may(self, draft, actor, over, role):
        with pytest.raises(Refusal):
            set_milestone(draft, CEREMONY, by=over(role) if role else actor())
        assert not draft.milestones.exists()

    def test_a_draft_stays_a_draft_whatever_its_dates(self, draft, officer):
        set_milestone(draft, ENTRIES, by=officer, confirmed=True)
        draft.refresh_from_db()
        assert draft.state == State.DRAFT
