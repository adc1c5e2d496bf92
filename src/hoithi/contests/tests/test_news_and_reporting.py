import pytest

from hoithi.accounts.enums import Role
from hoithi.audit.models import Event
from hoithi.contests.actions import publish_news, set_reporting_regime, unpublish_news, write_news
from hoithi.contests.enums import State
from hoithi.kit.refusals import Refusal

pytestmark = pytest.mark.django_db
NEWS = {"title": "Lễ phát động", "body": "Sáng nay, tại hội trường huyện."}


def test_written_put_out_and_taken_back(contest, actor):
    officer = actor(Role.OFFICER)
    item = write_news(contest, **NEWS, uid="abcdefghjkmn", by=officer)
    assert write_news(contest, **NEWS, uid="abcdefghjkmn", by=officer) == item
    assert item.published_at is None
    for _ in range(2):
        item = publish_news(item, by=officer)
    assert item.published_at
    for _ in range(2):
        item = unpublish_news(item, by=officer)
    assert item.published_at is None
    verbs = list(Event.objects.values_list("verb", flat=True))
    assert verbs == ["contests.write_news", "contests.publish_news", "contests.unpublish_news"]


def test_changed_without_overwriting_anybody(contest, actor):
    officer = actor(Role.OFFICER)
    item = write_news(contest, **NEWS, by=officer)
    write_news(contest, title="Mới", body="Khác", item=item, version=item.version, by=officer)
    with pytest.raises(Refusal) as refused:
        write_news(contest, **NEWS, item=item, version=item.version, by=officer)
    assert refused.value.code == "stale"


@pytest.mark.parametrize(
    ("values", "field"), [({"title": " "}, "title"), ({"body": ""}, "body"), ({"title": "x" * 201}, "title")]
)
def test_bad_values_are_refused_with_their_field(contest, actor, values, field):
    with pytest.raises(Refusal) as refused:
        write_news(contest, **{**NEWS, **values}, by=actor(Role.OFFICER))
    assert refused.value.field == field


def test_news_of_a_draft_stays_inside(draft, officer):
    with pytest.raises(Refusal) as refused:
        publish_news(write_news(draft, **NEWS, by=officer), by=officer)
    assert refused.value.code == "draft"


@pytest.mark.parametrize("role", [None, *(r for r in Role if r not in {Role.OFFICER, Role.SECRETARY})])
def test_nobody_else_writes_news(contest, actor, over, role):
    with pytest.raises(Refusal):
        write_news(contest, **NEWS, by=over(role) if role else actor())


def test_a_regime_is_set_and_changed(draft, officer):
    made = set_reporting_regime(draft, period="quarter", due_day=20, due_month="last", by=officer)
    again = set_reporting_regime(draft, period="quarter", due_day=20, due_month="last", by=officer)
    assert (again, again.version) == (made, made.version)
    changed = set_reporting_regime(draft, due_day=25, version=made.version, by=officer)
    assert (changed.due_day, changed.version) == (25, made.version + 1)


@pytest.mark.parametrize(
    ("values", "field"),
    [
        ({"period": "quarter", "due_month": "last"}, "due_day"),
        ({"period": "quarter", "due_day": 32, "due_month": "last"}, "due_day"),
        ({"period": "quarter", "due_day": 20, "due_month": "13"}, "due_month"),
        ({"period": "once"}, "due_date"),
        ({"period": "weekly", "due_day": 20, "due_month": "last"}, "period"),
    ],
)
def test_a_regime_without_a_day_is_refused(draft, officer, values, field):
    with pytest.raises(Refusal) as refused:
        set_reporting_regime(draft, **values, by=officer)
    assert refused.value.field == field


@pytest.mark.parametrize("role", [None, *(r for r in Role if r not in {Role.OFFICER, Role.SECRETARY})])
def test_nobody_else_sets_a_regime(draft, actor, over, role):
    with pytest.raises(Refusal):
        set_reporting_regime(draft, period="once", due_date="2026-01-01", by=over(role) if role else actor())


def test_a_running_contest_keeps_its_regime_until_two_persons_agree(contest, actor):
    assert contest.state == State.OPEN
    with pytest.raises(Refusal) as refused:
        set_reporting_regime(contest, period="once", due_date="2026-01-01", by=actor(Role.OFFICER))
    assert refused.value.code == "needs_approval"
