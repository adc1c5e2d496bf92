import pytest

from hoithi.accounts.enums import Role
from hoithi.audit.models import Event
from hoithi.contests.actions import set_rules
from hoithi.contests.enums import RuleKind
from hoithi.contests.queries import current_rules
from hoithi.contests.rule_schemas import DataProblems
from hoithi.contests.rule_schemas.templates import rule_templates
from hoithi.kit.refusals import Refusal

pytestmark = pytest.mark.django_db
FIELDS = {"items": [{"name": "Y dược"}]}


def test_a_version_follows_the_last_which_stays(draft, officer):
    first = set_rules(draft, kind="fields", data=FIELDS, based_on=0, by=officer)
    more = {"items": [*first.data["items"], {"name": "Cơ khí"}]}
    second = set_rules(draft, kind="fields", data=more, based_on=1, by=officer)
    assert (first.number, second.number) == (1, 2)
    assert current_rules(draft) == {"fields": second}
    first.refresh_from_db()
    assert len(first.data["items"]) == 1
    assert Event.objects.filter(verb="contests.set_rules").count() == 2


def test_the_same_rules_again_are_the_same_version(draft, officer):
    assert set_rules(draft, kind="fields", data=FIELDS, by=officer) == set_rules(
        draft, kind="fields", data=FIELDS, based_on=0, by=officer
    )


def test_a_stale_form_overwrites_nobody(draft, officer):
    set_rules(draft, kind="fields", data=FIELDS, based_on=0, by=officer)
    with pytest.raises(Refusal) as refused:
        set_rules(draft, kind="fields", data={"items": [{"name": "Cơ khí"}]}, based_on=0, by=officer)
    assert refused.value.code == "stale"


def test_what_is_not_a_rule_is_refused_with_its_places(draft, officer):
    with pytest.raises(DataProblems) as refused:
        set_rules(draft, kind="fields", data={"items": []}, by=officer)
    assert (refused.value.status, refused.value.problems[0].where) == (422, "items")


def test_a_running_contest_needs_two_persons(contest, actor):
    with pytest.raises(Refusal) as refused:
        set_rules(contest, kind="fields", data=FIELDS, by=actor(Role.OFFICER))
    assert refused.value.code == "needs_approval"


@pytest.mark.parametrize("role", [r for r in Role if r not in {Role.OFFICER, Role.SECRETARY}])
def test_nobody_else_may(draft, over, role):
    with pytest.raises(Refusal):
        set_rules(draft, kind="fields", data=FIELDS, by=over(role))
    assert not draft.rule_versions.exists()


def test_all_ready_rules_of_a_template_can_be_taken(draft, officer):
    template = rule_templates()["thieu-nien"]
    for kind in RuleKind.values:
        data = template.data(kind, start_year=2026, end_year=None)
        assert set_rules(draft, kind=kind, data=data, template=template.code, by=officer).number == 1
