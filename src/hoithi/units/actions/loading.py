"""A whole list of bodies at once: what it would change, and changing it."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from django.db import transaction
from django.utils.translation import gettext as _

from hoithi.accounts.actors import Actor
from hoithi.kit.refusals import Refusal
from hoithi.kit.text import fold
from hoithi.units import rules
from hoithi.units.actions.mergers import close_unit, succeed
from hoithi.units.actions.tree import add_alias, create_unit, edit_unit, rename_unit
from hoithi.units.models import Unit, UnitKind
from hoithi.units.naming import guess_kind
from hoithi.units.rows import UnitRow


@dataclass(frozen=True, slots=True)
class RowPlan:
    """What loading would do with one row: `outcome` is "new", "changed", "same" or "wrong" (then `problems`)."""

    row: UnitRow
    outcome: str
    changes: tuple[str, ...] = ()
    problems: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Loaded:
    """How many bodies a list made, changed, and found as they were."""

    created: int
    changed: int
    same: int


@dataclass(slots=True)
class _Ground:
    """What is there before the list: kinds, bodies by code, and who asks where."""

    kinds: dict[str, UnitKind]
    units: dict[str, Unit]
    in_list: set[str]
    root: Unit | None
    by: Actor


def check_rows(rows: Sequence[UnitRow], *, by: Actor, root: Unit | None = None) -> list[RowPlan]:
    """What `load_tree` would do with each row, without doing it. Rows without a parent's code go below `root`."""
    ground = _ground(rows, by, root)
    seen: set[str] = set()
    plans = []
    for row in rows:
        problems = [*row.problems, *_wrong(row, ground)]
        if row.code in seen:
            problems.append(_("Mã %s có ở hai dòng.") % row.code)
        seen.add(row.code)
        plans.append(_plan(row, ground, tuple(problems)))
    return plans


def _ground(rows: Iterable[UnitRow], by: Actor, root: Unit | None) -> _Ground:
    codes = {code for row in rows for code in (row.code, row.parent, *row.successors) if code}
    units = Unit.objects.filter(code__in=codes).select_related("kind", "parent").prefetch_related("aliases")
    kinds = {key: kind for kind in UnitKind.objects.all() for key in (kind.code, fold(kind.name))}
    return _Ground(kinds, {unit.code: unit for unit in units}, {row.code for row in rows}, root, by)


def _kind(row: UnitRow, ground: _Ground) -> UnitKind | None:
    return (
        ground.kinds.get(row.kind) or ground.kinds.get(fold(row.kind))
        if row.kind
        else ground.kinds[guess_kind(row.name)]
    )


def _wrong(row: UnitRow, ground: _Ground) -> Iterable[str]:
    if row.kind and _kind(row, ground) is None:
        yield _("Không có loại đơn vị “%s”.") % row.kind[:40]
    for code in filter(None, (row.parent, *row.successors)):
        if code not in ground.units and code not in ground.in_list:
            yield _("Không có đơn vị mã %s.") % code[:40]
    if row.parent and row.parent == row.code:
        yield _("Đơn vị không thể trực thuộc chính nó.")
    if row.successors and row.valid_to is None:
        yield _("Có mã kế thừa thì phải có ngày chấm dứt.")
    path = _path(row, ground)
    if path is not None:
        verdicts = [rules.can_change(ground.by, path), *([rules.can_settle(ground.by, path)] if row.valid_to else [])]
        yield from (str(verdict.reason) for verdict in verdicts if not verdict)


def _path(row: UnitRow, ground: _Ground) -> str | None:
    """Where the row's body lies or would lie; None below a body that the list itself makes."""
    if row.code in ground.units:
        return ground.units[row.code].path
    if row.parent:
        parent = ground.units.get(row.parent)
        return parent.path if parent else None
    return ground.root.path if ground.root else ""


def _plan(row: UnitRow, ground: _Ground, problems: tuple[str, ...]) -> RowPlan:
    if problems:
        return RowPlan(row, "wrong", problems=problems)
    unit = ground.units.get(row.code)
    if unit is None:
        return RowPlan(row, "new")
    changes = tuple(_changes(row, unit, ground))
    return RowPlan(row, "changed" if changes else "same", changes)


def _changes(row: UnitRow, unit: Unit, ground: _Ground) -> Iterable[str]:
    if row.name != unit.name:
        yield _("Tên: %(old)s → %(new)s") % {"old": unit.name, "new": row.name}
    kind = _kind(row, ground)
    if row.kind and kind is not None and kind != unit.kind:
        yield _("Loại: %(old)s → %(new)s") % {"old": unit.kind, "new": kind}
    for field in ("address", "phone", "email", "valid_from", "valid_to"):
        value = getattr(row, field)
        if value and value != getattr(unit, field):
            yield f"{_FIELD_NAMES[field]}: {value}"
    known = {alias.name for alias in unit.aliases.all()}
    for name in (*row.aliases, *(former for former, _day in row.former)):
        if name not in known:
            yield _("Thêm tên gọi: %s") % name


_FIELD_NAMES = {
    "address": "Địa chỉ", "phone": "Điện thoại", "email": "Thư điện tử", "valid_from": "Từ ngày",
    "valid_to": "Chấm dứt từ ngày",
}  # fmt: skip


def load_tree(rows: Sequence[UnitRow], *, by: Actor, root: Unit | None = None) -> Loaded:
    """Make the bodies of a list exist as it says: all rows or none; a second time changes nothing.

    Bodies are told apart by code. Nothing is closed or removed for being absent from the list. Refused: any row
    that `check_rows` finds wrong.
    """
    with transaction.atomic():
        plans = check_rows(rows, by=by, root=root)
        wrong = [plan for plan in plans if plan.outcome == "wrong"]
        if wrong:
            first = wrong[0]
            raise Refusal(
                "units.import_wrong",
                _("Dòng %(line)d: %(problem)s (%(count)d dòng có lỗi, chưa nhập dòng nào.)")
                % {"line": first.row.line, "problem": first.problems[0], "count": len(wrong)},
                status=422,
            )
        ground = _ground(rows, by, root)
        for plan in _parents_first([plan for plan in plans if plan.outcome != "same"], ground):
            _load(plan.row, ground)
        for plan in plans:
            _end(plan.row, ground)
    counts = {outcome: sum(plan.outcome == outcome for plan in plans) for outcome in ("new", "changed", "same")}
    return Loaded(counts["new"], counts["changed"], counts["same"])


def _parents_first(plans: list[RowPlan], ground: _Ground) -> Iterable[RowPlan]:
    waiting = plans
    while waiting:
        ready = [plan for plan in waiting if not plan.row.parent or plan.row.parent in ground.units]
        if not ready:
            line = waiting[0].row.line
            raise Refusal(
                "units.import_circle", _("Dòng %d: các đơn vị trực thuộc lẫn nhau thành vòng.") % line, status=422
            )
        yield from ready
        waiting = [plan for plan in waiting if plan not in ready]


def _load(row: UnitRow, ground: _Ground) -> None:
    unit = ground.units.get(row.code)
    if unit is None:
        unit = create_unit(
            name=row.name, kind=_kind(row, ground) or ground.kinds["other"], code=row.code,
            parent=ground.units[row.parent] if row.parent else ground.root, valid_from=row.valid_from,
            address=row.address, phone=row.phone, email=row.email, even_if_alike=True, by=ground.by,
        )  # fmt: skip
    else:
        unit = rename_unit(unit, name=row.name, by=ground.by)
        unit = edit_unit(
            unit, kind=(_kind(row, ground) if row.kind else None) or unit.kind, code=unit.code,
            valid_from=row.valid_from or unit.valid_from, address=row.address or unit.address,
            phone=row.phone or unit.phone, email=row.email or unit.email, by=ground.by,
        )  # fmt: skip
    for name in row.aliases:
        add_alias(unit, name=name, by=ground.by)
    for name, until in row.former:
        add_alias(unit, name=name, used_until=until, by=ground.by)
    ground.units[row.code] = unit


def _end(row: UnitRow, ground: _Ground) -> None:
    unit = ground.units[row.code]
    if row.valid_to is None:
        return
    if row.successors:
        heirs = [ground.units[code] for code in row.successors]
        succeed([unit], successors=heirs, on=row.valid_to, by=ground.by)
    elif unit.valid_to != row.valid_to:
        close_unit(unit, on=row.valid_to, reason=_("Theo danh sách nhập vào."), by=ground.by)
