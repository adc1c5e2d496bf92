"""The bodies of the tree that a plan calls for: made when a person said so, never silently, and known by the plan's
spelling from then on."""

from copy import deepcopy
from dataclasses import replace
from typing import Any

from django.utils.translation import gettext as _

from hoithi.accounts.actors import Actor
from hoithi.contests.models import PlanVersion
from hoithi.contests.planflow import bodies
from hoithi.contests.planflow.sections import Review
from hoithi.kit.refusals import Refusal
from hoithi.kit.text import fold
from hoithi.units.actions import add_alias, create_unit
from hoithi.units.models import Unit, UnitKind
from hoithi.units.rules import can_change, can_settle


def with_made_bodies(plan: PlanVersion, *, by: Actor) -> Review:
    """The review with every body that was to be made now made and chosen.

    Refused: who may not make bodies there (heads approve the plan, and so may); a namesake beside it.
    """
    review: Review = deepcopy(plan.review)
    for row in bodies.new_ones(review):
        unit = _make(row, by)
        row.update(choice=f"{bodies.UNIT}{unit.uid}", sure=True, made=True)
        row["candidates"].append({"uid": unit.uid, "label": bodies.label_of(unit), "why": ""})
    return review


def _make(row: dict[str, Any], by: Actor) -> Unit:
    parent = Unit.objects.filter(uid=row["parent_uid"]).first()
    kind = UnitKind.objects.filter(code=row["kind"]).first()
    if parent is None or kind is None:
        sentence = _("“%s” sẽ được tạo mới: hãy chọn lại loại và đơn vị mà nó trực thuộc.") % row["name"]
        raise Refusal("body", sentence, status=422)
    if not can_settle(by, parent.path):
        can_change(by, parent.path).enforce()
    return create_unit(name=row["name"], kind=kind, parent=parent, by=replace(by, is_system=True))


def add_aliases(review: Review, *, by: Actor) -> None:
    """Keep the plan's spelling of each body that a person matched by hand: the next paper then finds it by itself.

    Only of bodies that `by` runs: an alias changes what everybody's papers are matched to.
    """
    unsure = [row for row in review["bodies"] if not row["sure"] and (row["choice"] or "").startswith(bodies.UNIT)]
    found = Unit.objects.in_bulk([bodies.chosen(row)[0] for row in unsure], field_name="uid")
    for row in unsure:
        unit = found.get(bodies.chosen(row)[0])
        if unit is None or fold(unit.name) == fold(row["name"]):
            continue
        if can_settle(by, unit.path) or can_change(by, unit.path):
            add_alias(unit, name=row["name"], by=replace(by, is_system=True))
