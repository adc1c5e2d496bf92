"""Verbs that make bodies and change their names and places."""

from datetime import date, timedelta

from django.db import IntegrityError, transaction
from django.db.models import F, Value
from django.db.models.functions import Concat, Substr
from django.utils.translation import gettext as _

from hoithi.accounts.actors import Actor
from hoithi.audit.actions import record
from hoithi.kit.dates import show_date
from hoithi.kit.refusals import Refusal
from hoithi.units import queries, rules
from hoithi.units.actions.base import cleaned, cleaned_code, keep, taken
from hoithi.units.models import Unit, UnitAlias, UnitKind
from hoithi.units.naming import initials
from hoithi.units.signals import paths_changed

_DEEPEST = 255


def create_unit(
    *,
    name: str,
    kind: UnitKind,
    parent: Unit | None,
    by: Actor,
    code: str = "",
    valid_from: date | None = None,
    address: str = "",
    phone: str = "",
    email: str = "",
    even_if_alike: bool = False,
) -> Unit:
    """A new body below `parent` (None: at the top). Without a State code, one is made from the parent's. Below a body
    that ceased it ceased on the same day: plans of former editions name such bodies.

    Refused: who may not change this place, an empty name, a code in use, and, unless `even_if_alike`, a body in
    force beside it under the same name (so that saying it twice makes one body).
    """
    rules.can_change(by, parent.path if parent else "").enforce()
    name = cleaned(name, field="name", label=_("Tên đơn vị"), most=200, needed=True)
    with transaction.atomic():
        if parent is not None:
            parent = taken(parent)
        twin = None if even_if_alike else queries.twin_of(name, parent)
        if twin is not None:
            raise Refusal("units.twin", _("Đã có đơn vị “%(name)s” (mã %(code)s) ở đây.") % vars(twin), field="name")
        unit = Unit(
            code=cleaned_code(code) or free_code(name, parent), name=name, kind=kind, parent=parent,
            valid_from=valid_from, valid_to=parent.valid_to if parent else None, **_reached(address, phone, email),
        )  # fmt: skip
        _insert(unit)
        record("units.create_unit", on=unit, by=by, name=name, code=unit.code)
    return unit


def _insert(unit: Unit) -> None:
    if Unit.objects.filter(code=unit.code).exists():
        raise _code_in_use(unit.code)
    try:
        with transaction.atomic():
            unit.save()
    except IntegrityError as error:
        raise _code_in_use(unit.code) from error


def _code_in_use(code: str) -> Refusal:
    owner = Unit.objects.filter(code=code).first()
    name = owner.name if owner else ""
    return Refusal(
        "units.code_taken", _("Mã %(code)s đã dùng cho “%(name)s”.") % {"code": code, "name": name}, field="code"
    )


def _reached(address: str, phone: str, email: str) -> dict[str, str]:
    return {
        "address": cleaned(address, field="address", label=_("Địa chỉ"), most=300),
        "phone": cleaned(phone, field="phone", label=_("Số điện thoại"), most=20),
        "email": cleaned(email, field="email", label=_("Thư điện tử"), most=254),
    }


def free_code(name: str, parent: Unit | None) -> str:
    """A code for a body that the State gave none: the parent's code and the name's initials, numbered if in use."""
    stem = f"{parent.code}-" if parent else ""
    stem = f"{stem[-18:] if len(stem) > 18 else stem}{initials(name)[:8] or 'dv'}"
    used = set(Unit.objects.filter(code__startswith=stem).values_list("code", flat=True))
    return next(
        code for number in range(len(used) + 1) if (code := f"{stem}{number + 1 if number else ''}") not in used
    )


def edit_unit(
    unit: Unit,
    *,
    kind: UnitKind,
    code: str,
    by: Actor,
    valid_from: date | None = None,
    address: str = "",
    phone: str = "",
    email: str = "",
    version: int | None = None,
) -> Unit:
    """Change what is known of a body, apart from its name and place. Refused: a code in use, an older `version`."""
    with transaction.atomic():
        unit = taken(unit, version=version)
        rules.can_change(by, unit.path).enforce()
        wanted = {
            "kind": kind, "code": cleaned_code(code) or unit.code, "valid_from": valid_from,
            **_reached(address, phone, email),
        }  # fmt: skip
        changed = [field for field, value in wanted.items() if getattr(unit, field) != value]
        if "code" in changed and Unit.objects.filter(code=wanted["code"]).exists():
            raise _code_in_use(str(wanted["code"]))
        if not changed:
            return unit
        for field in changed:
            setattr(unit, field, wanted[field])
        keep(unit, *changed)
        record("units.edit_unit", on=unit, by=by, changed=changed)
    return unit


def rename_unit(
    unit: Unit, *, name: str, by: Actor, on: date | None = None, kind: UnitKind | None = None, reason: str = ""
) -> Unit:
    """Give a body its new official name from day `on`; without a day the old spelling was a mistake.

    The old name stays as an alias, with the day until which papers print it. Same name again: nothing happens.
    """
    name = cleaned(name, field="name", label=_("Tên đơn vị"), most=200, needed=True)
    with transaction.atomic():
        unit = taken(unit)
        rules.can_change(by, unit.path).enforce()
        if unit.name == name and kind in {None, unit.kind}:
            return unit
        old, unit.name, unit.kind = unit.name, name, kind or unit.kind
        if old != name:
            UnitAlias.objects.update_or_create(unit=unit, name=old, defaults={"used_until": on})
        keep(unit, "name", "kind")
        record("units.rename_unit", on=unit, by=by, reason=reason, old=old, new=name, day=on and on.isoformat())
    return unit


def add_alias(unit: Unit, *, name: str, by: Actor, used_until: date | None = None) -> UnitAlias:
    """Another name under which papers call a body (`used_until`: official until the day before). Twice is once."""
    name = cleaned(name, field="name", label=_("Tên gọi khác"), most=200, needed=True)
    with transaction.atomic():
        unit = taken(unit)
        rules.can_change(by, unit.path).enforce()
        alias, made = UnitAlias.objects.get_or_create(unit=unit, name=name, defaults={"used_until": used_until})
        if made:
            keep(unit)
            record("units.add_alias", on=unit, by=by, name=name)
    return alias


def remove_alias(alias: UnitAlias, *, by: Actor) -> None:
    """Forget a name that was noted by mistake. A former official name stays: papers were printed with it."""
    with transaction.atomic():
        rules.can_change(by, alias.unit.path).enforce()
        if alias.used_until is not None:
            raise Refusal(
                "units.former_name",
                _("“%(name)s” là tên chính thức đến trước ngày %(day)s nên được giữ lại.")
                % {"name": alias.name, "day": show_date(alias.used_until)},
            )
        alias.delete()
        keep(taken(alias.unit))
        record("units.remove_alias", on=alias.unit, by=by, name=alias.name)


def move_unit(unit: Unit, *, parent: Unit | None, by: Actor, reason: str = "") -> Unit:
    """Put a body, with all below it, under another (None: at the top), in one update of their paths.

    Refused: a place inside itself, a tree deeper than the path can hold, who may not change both places.
    """
    with transaction.atomic():
        unit = taken(unit)
        rules.can_change(by, unit.path).enforce()
        rules.can_change(by, parent.path if parent else "").enforce()
        if unit.parent_id == (parent.pk if parent else None):
            return unit
        if parent is not None and parent.path.startswith(unit.path):
            raise Refusal(
                "units.circle", _("Không thể đặt đơn vị vào trong chính nó hoặc đơn vị trực thuộc."), field="parent"
            )
        old, unit.parent = unit.path, parent
        new = f"{parent.path if parent else '/'}{unit.pk}/"
        _move_paths(old, new)
        unit.path = new
        keep(unit, "parent")
        record("units.move_unit", on=unit, by=by, reason=reason, to=parent.code if parent else "")
        paths_changed.send(sender=Unit, path=new)
    return unit


def _move_paths(old: str, new: str) -> None:
    under = Unit.objects.filter(path__startswith=old)
    longest = max(len(path) for path in under.values_list("path", flat=True))
    if longest + len(new) - len(old) > _DEEPEST:
        raise Refusal("units.too_deep", _("Cây đơn vị quá sâu, không đặt thêm được ở đây."))
    under.update(path=Concat(Value(new), Substr("path", len(old) + 1)), version=F("version") + 1)


def reopen_unit(unit: Unit, *, reason: str, by: Actor) -> Unit:
    """Undo a closing that was a mistake: the body exists again. Refused once it has successors."""
    with transaction.atomic():
        unit = taken(unit)
        rules.can_settle(by, unit.path).enforce()
        if unit.succeeded_by.exists():
            raise Refusal("units.succeeded", _("Đơn vị này đã có đơn vị kế thừa nên không mở lại được."))
        if unit.valid_to is None:
            return unit
        unit.valid_to = None
        keep(unit, "valid_to")
        record("units.reopen_unit", on=unit, by=by, reason=cleaned_reason(reason))
    return unit


def cleaned_reason(reason: str) -> str:
    """A reason that was really given; a `Refusal` asks for one."""
    return cleaned(reason, field="reason", label=_("Lý do, căn cứ"), most=2000, needed=True, multiline=True)


def last_day(bound: date) -> str:
    """The day before an exclusive bound, as people write it."""
    return show_date(bound - timedelta(days=1))
