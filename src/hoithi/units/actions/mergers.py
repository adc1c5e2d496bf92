"""Verbs by which bodies end: closing, succession, and joining two rows that were one body all along."""

from collections.abc import Iterable
from datetime import date

from django.db import models, transaction
from django.db.models import F, Q
from django.utils.translation import gettext as _

from hoithi.accounts.actors import Actor
from hoithi.audit.actions import record
from hoithi.kit.refusals import Refusal
from hoithi.units import queries, rules
from hoithi.units.actions.base import keep as save
from hoithi.units.actions.base import taken
from hoithi.units.actions.tree import cleaned_reason, move_unit
from hoithi.units.models import Member, Succession, Unit, UnitAlias
from hoithi.units.signals import paths_changed


def close_unit(unit: Unit, *, on: date, reason: str, by: Actor) -> Unit:
    """A body and all below it exist no longer from day `on`. Refused before its first day, or without a reason."""
    with transaction.atomic():
        unit = taken(unit)
        rules.can_settle(by, unit.path).enforce()
        reason = cleaned_reason(reason)
        if unit.valid_from is not None and on <= unit.valid_from:
            raise Refusal("units.before_start", _("Ngày chấm dứt phải sau ngày thành lập."), status=422, field="on")
        if unit.valid_to == on:
            return unit
        _end(unit, on)
        record("units.close_unit", on=unit, by=by, reason=reason, day=on.isoformat())
    unit.refresh_from_db()
    return unit


def _end(unit: Unit, on: date) -> None:
    later = Q(valid_to=None) | Q(valid_to__gt=on)
    Unit.objects.filter(later, path__startswith=unit.path).update(valid_to=on, version=F("version") + 1)
    Unit.objects.filter(pk=unit.pk).update(valid_to=on)


def succeed(
    predecessors: Iterable[Unit], *, successors: Iterable[Unit], on: date, by: Actor, note: str = ""
) -> list[Succession]:
    """On day `on` each predecessor went over into the successors, and ended unless it is one of them.

    Thirteen that became five are five calls. Saying it twice keeps one succession. Refused: a successor that does
    not exist on that day, no body on one side.
    """
    old, new = list(predecessors), list(successors)
    if not old or not new:
        raise Refusal("units.nobody", _("Cần ít nhất một đơn vị cũ và một đơn vị mới."), status=422)
    for unit in old:
        rules.can_settle(by, unit.path).enforce()
    for unit in new:
        rules.can_settle_with(by, unit).enforce()
        if unit.valid_to is not None and unit.valid_to <= on:
            raise Refusal("units.gone", _("“%s” không còn tồn tại vào ngày kế thừa.") % unit.name, status=422)
    with transaction.atomic():
        return [step for unit in old for step in _hand_over(taken(unit), new, on, by, note)]


def _hand_over(unit: Unit, successors: list[Unit], on: date, by: Actor, note: str) -> list[Succession]:
    others = [other for other in successors if other.pk != unit.pk]
    pairs = [
        Succession.objects.get_or_create(predecessor=unit, successor=other, defaults={"on": on, "note": note[:300]})
        for other in others
    ]
    if any(made for _step, made in pairs):
        codes = [other.code for other in others]
        record("units.succeed", on=unit, by=by, reason=note, day=on.isoformat(), successors=codes)
        for other in others:
            record("units.take_over", on=other, by=by, reason=note, day=on.isoformat(), predecessor=unit.code)
    if len(others) == len(successors) and unit.valid_to != on:
        _end(unit, on)
    return [step for step, _made in pairs]


def merge_duplicates(keep: Unit, *, duplicate: Unit, reason: str, by: Actor) -> Unit:
    """Two rows were one body: all that hangs on `duplicate` goes over to `keep`, its name stays as an alias.

    Every table that points to a body is followed, whichever domain it is of. The duplicate's row goes; the record
    keeps its name and code. Refused: a body with itself or with one above or below it, and by
    whoever is not the head of both.
    """
    with transaction.atomic():
        keep, duplicate = taken(keep), taken(duplicate)
        rules.can_settle(by, keep.path).enforce()
        rules.can_settle_with(by, duplicate).enforce()
        reason = cleaned_reason(reason)
        if keep.path.startswith(duplicate.path) or duplicate.path.startswith(keep.path):
            raise Refusal(
                "units.kin", _("Không thể gộp một đơn vị với chính nó hoặc với đơn vị cấp trên của nó."), status=422
            )
        for child in duplicate.children.all():
            move_unit(child, parent=keep, by=_settler(by), reason=reason)
        _take_names(keep, duplicate)
        if keep.members.filter(duty=Member.Duty.FOCAL_POINT, ends_on=None).exists():
            duplicate.members.filter(duty=Member.Duty.FOCAL_POINT).update(duty=Member.Duty.MEMBER)
        for relation in Unit._meta.get_fields(include_hidden=True):  # hidden: related_name="+"
            if isinstance(relation, models.ForeignObjectRel):
                _repoint(relation, keep, duplicate)
        gone = {"name": duplicate.name, "code": duplicate.code, "uid": duplicate.uid}
        record("units.merge_duplicates", on=keep, by=by, reason=reason, **gone)
        duplicate.delete()
        save(keep)
        paths_changed.send(sender=Unit, path=keep.path)
    return keep


def _settler(by: Actor) -> Actor:
    """The system, under the name of whoever decided: moving children is part of the merger that was allowed."""
    return Actor(person_id=by.person_id, name=by.name, is_system=True)


def _take_names(keep: Unit, duplicate: Unit) -> None:
    names = [(duplicate.name, None), *duplicate.aliases.values_list("name", "used_until")]
    for name, until in names:
        if name != keep.name:
            UnitAlias.objects.get_or_create(unit=keep, name=name, defaults={"used_until": until})
    duplicate.aliases.all().delete()
    Succession.objects.filter(
        Q(predecessor=keep, successor=duplicate) | Q(predecessor=duplicate, successor=keep)
    ).delete()
    for side, other in (("predecessor", "successor"), ("successor", "predecessor")):
        have = Succession.objects.filter(**{side: keep}).values(other)
        Succession.objects.filter(**{side: duplicate, f"{other}__in": have}).delete()


def _repoint(relation: models.ForeignObjectRel, keep: Unit, duplicate: Unit) -> None:
    field = relation.field.name
    rows: models.QuerySet[models.Model] = models.QuerySet(relation.related_model)
    rows.filter(**{field: duplicate}).update(**{field: keep})


def in_force_below(unit: Unit, on: date | None = None) -> int:
    """How many bodies below `unit` a closing would close with it."""
    return queries.below(unit).filter(queries.in_force(on)).count()
