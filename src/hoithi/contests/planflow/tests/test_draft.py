"""Whatever the reader understands becomes a review that a form can show and send back without changing it."""

import json
from pathlib import Path

import pytest
from django.http import QueryDict

from hoithi.contests.planflow.align import aligned, settled
from hoithi.contests.planflow.draft import draft_of
from hoithi.contests.planflow.facts import changes, facts_of
from hoithi.contests.planflow.fields import show
from hoithi.contests.planflow.problems import problems_of
from hoithi.contests.planflow.sections import ALL, mark, posted, projection

PLANS = Path(__file__).parents[2] / "tests/plans"
EXPECTED = sorted(PLANS.glob("*.json"))


def as_sent(section, review):
    """The section as a browser sends it back untouched."""
    form = QueryDict(mutable=True)
    for field in section.fields:
        value = review
        for key in field.path.split("."):
            value = value[key]
        form[field.path] = show(field, value).replace("\n", "\r\n")
    for row in projection(section, review)["rows"]:
        form.appendlist(f"rows.{section.name}", row["id"])
        _put(form, section.row, row)
        for inner in row.get(section.inner_name, ()):
            form.appendlist(f"rows.{row['id']}", inner["id"])
            _put(form, section.inner, inner)
    return form


def _put(form, fields, row):
    for field in fields:
        if row[field.path] not in (None, False, []):
            form[f"{row['id']}.{field.path}"] = show(field, row[field.path]).replace("\n", "\r\n")


@pytest.mark.parametrize("path", EXPECTED, ids=lambda path: path.stem)
def test_a_review_comes_back_from_its_form_unchanged(path):
    review = draft_of(json.loads(path.read_text()), [])
    for section in ALL:
        sent = posted(section, as_sent(section, review))
        assert mark(sent) == mark(projection(section, review)), section.name


@pytest.mark.parametrize("path", EXPECTED, ids=lambda path: path.stem)
def test_nothing_that_the_reader_understood_is_lost(path):
    said = json.loads(path.read_text())
    review = draft_of(said, [])
    for key in ("purposes", "funding", "legal_bases", "milestones", "assignments", "warnings"):
        assert len(review[key]) == len(said[key]), key
    for row, wanted in zip(review["milestones"], said["milestones"], strict=True):
        assert {key: row[key] for key in ("kind", "label", "start", "end")} == {
            key: wanted[key] for key in ("kind", "label", "start", "end")
        }
    assert [len(row["tasks"]) for row in review["assignments"]] == [len(row["tasks"]) for row in said["assignments"]]
    assert review["document"]["recipients"] == said["document"]["recipients"]


@pytest.mark.parametrize("path", EXPECTED, ids=lambda path: path.stem)
def test_the_same_plan_again_changes_nothing(path):
    said = json.loads(path.read_text())
    first = draft_of(said, [])
    again = aligned(draft_of(said, []), settled(first), read_before=draft_of(said, []))
    assert changes(facts_of(first), facts_of(again)) == []


def test_a_reading_of_almost_nothing_is_a_review_too():
    review = draft_of({"contest": {}, "document": {}}, ["KẾ HOẠCH"])
    assert [problem.item for problem in problems_of(review) if problem.blocking] == ["contest.name"]
    assert facts_of(review)["contest.name"] == ""
