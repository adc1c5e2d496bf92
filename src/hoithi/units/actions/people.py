"""Verbs on the people of a body."""

from datetime import date

from django.db import transaction
from django.db.models import Q
from django.utils.translation import gettext as _

from hoithi.accounts.actors import Actor
from hoithi.accounts.models import Person
from hoithi.audit.actions import record
from hoithi.kit.clock import today
from hoithi.kit.refusals import Refusal
from hoithi.units import rules
from hoithi.units.actions.base import cleaned, taken
from hoithi.units.models import Member, Unit

Duty = Member.Duty


def add_member(
    unit: Unit,
    *,
    full_name: str,
    by: Actor,
    title: str = "",
    duty: str = Duty.MEMBER,
    phone: str = "",
    email: str = "",
    person: Person | None = None,
    starts_on: date | None = None,
) -> Member:
    """Somebody of `unit`, perhaps without an account. The same name with the same title again is the same person.

    A focal point takes over from the one before; a unit has one.
    """
    with transaction.atomic():
        unit = taken(unit)
        rules.can_keep_members(by, unit.path).enforce()
        words = _words(full_name, title, phone, email)
        same = unit.members.filter(full_name=words["full_name"], title=words["title"], ends_on=None).first()
        if same is not None:
            return set_focal_point(unit, member=same, by=by) if duty == Duty.FOCAL_POINT else same
        if duty == Duty.FOCAL_POINT:
            _stand_down(unit)
        member = Member.objects.create(unit=unit, duty=duty, person=person, starts_on=starts_on or today(), **words)
        record("units.add_member", on=unit, by=by, member=member.uid, duty=duty)
    return member


def link_member(unit: Unit, *, person: Person, email: str = "", phone: str = "", by: Actor) -> Member:
    """The member of `unit` with that address or number (or, without either, that name) is `person`; else a new member.

    The caller has seen that address or number proven. Said twice: the member there is. Refused: `units.stranger`.
    """
    with transaction.atomic():
        unit = taken(unit)
        rules.can_keep_members(by, unit.path).enforce()
        present = unit.members.filter(ends_on=None)
        there = present.filter(person=person).first()
        if there is not None:
            return there
        same = Q(full_name=person.full_name, email="", phone="")
        same |= (Q(email__iexact=email) if email else Q()) | (Q(phone=phone) if phone else Q())
        member = present.filter(same, person=None).order_by("-email", "-phone").first()
        if member is None:
            words = _words(person.full_name, "", phone, email)
            member = Member(unit=unit, starts_on=today(), **words)
        member.person = person
        member.save()
        record("units.link_member", on=unit, by=by, member=member.uid, person=person.uid)
    return member


def _words(full_name: str, title: str, phone: str, email: str) -> dict[str, str]:
    return {
        "full_name": cleaned(full_name, field="full_name", label=_("Họ và tên"), most=100, needed=True),
        "title": cleaned(title, field="title", label=_("Chức vụ"), most=150),
        "phone": cleaned(phone, field="phone", label=_("Số điện thoại"), most=20),
        "email": cleaned(email, field="email", label=_("Thư điện tử"), most=254),
    }


def edit_member(
    member: Member, *, full_name: str, by: Actor, title: str = "", duty: str = "", phone: str = "", email: str = ""
) -> Member:
    """Correct what is known of a member; a new focal point takes over from the one before."""
    with transaction.atomic():
        rules.can_keep_members(by, member.unit.path).enforce()
        member = _held(member)
        words = {**_words(full_name, title, phone, email), "duty": duty or member.duty}
        changed = [field for field, value in words.items() if getattr(member, field) != value]
        if not changed:
            return member
        if words["duty"] == Duty.FOCAL_POINT:
            _stand_down(member.unit, but=member)
        for field in changed:
            setattr(member, field, words[field])
        member.save(update_fields=changed)
        record("units.edit_member", on=member.unit, by=by, member=member.uid, changed=changed)
    return member


def end_member(member: Member, *, by: Actor, on: date | None = None) -> Member:
    """A member is in office no longer from day `on` (today). Twice is once; the row stays."""
    with transaction.atomic():
        rules.can_keep_members(by, member.unit.path).enforce()
        member = Member.objects.select_for_update().get(pk=member.pk)
        if member.ends_on is not None:
            return member
        member.ends_on = on or today()
        member.save(update_fields=["ends_on"])
        record("units.end_member", on=member.unit, by=by, member=member.uid, day=member.ends_on.isoformat())
    return member


def set_focal_point(unit: Unit, *, member: Member, by: Actor) -> Member:
    """`member` answers for `unit` from now on; the one before stays a member. Refused: a member of another body."""
    with transaction.atomic():
        unit = taken(unit)
        rules.can_keep_members(by, unit.path).enforce()
        member = _held(member)
        if member.unit_id != unit.pk:
            raise Refusal("units.other_body", _("Người này không thuộc đơn vị."), status=422)
        if member.duty == Duty.FOCAL_POINT:
            return member
        _stand_down(unit)
        member.duty = Duty.FOCAL_POINT
        member.save(update_fields=["duty"])
        record("units.set_focal_point", on=unit, by=by, member=member.uid)
    return member


def _held(member: Member) -> Member:
    row = Member.objects.select_for_update().select_related("unit").get(pk=member.pk)
    if row.ends_on is not None:
        raise Refusal("units.member_ended", _("Người này đã thôi tham gia nên không sửa được nữa."))
    return row


def _stand_down(unit: Unit, *, but: Member | None = None) -> None:
    before = unit.members.filter(duty=Duty.FOCAL_POINT, ends_on=None)
    (before.exclude(pk=but.pk) if but else before).update(duty=Duty.MEMBER)
