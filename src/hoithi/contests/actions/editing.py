"""Making a contest and changing what is said about it."""

from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from hoithi.accounts.actors import Actor
from hoithi.audit.actions import record
from hoithi.contests import rules
from hoithi.contests.actions.common import as_json, put, take, tell_public
from hoithi.contests.models import Contest
from hoithi.contests.queries import visible_to
from hoithi.kit.databases import lock_for_append
from hoithi.kit.refusals import Refusal
from hoithi.kit.text import slugify
from hoithi.units.models import Unit

# What the announced contest was announced as: changing it later takes two persons.
DETAILS = (
    "kind",
    "name",
    "edition",
    "start_year",
    "end_year",
    "organizer_name",
    "standing_agency",
    "territory",
    "upper",
    "purposes",
    "funding",
)
# What belongs to the public pages: an officer keeps it right at any time.
RESERVED = frozenset({"moi"})  # stands in an address of our own
RECEPTION = ("summary", "reception_agency", "reception_address", "contact_name", "contact_phone", "contact_email")


def create_contest(*, owner: Unit, name: str, by: Actor, uid: str | None = None, **values: Any) -> Contest:
    """A new draft of `owner`, which only its own people see. `values`: any of `DETAILS`, `RECEPTION`, `previous`.

    `uid` (from the form) makes a second press of the button return the same draft. Refused: who may not make
    contests for `owner`; a value that the gate refuses, with its field; years the wrong way round.
    """
    _known(values, (*DETAILS, *RECEPTION, "previous"))
    with transaction.atomic():
        lock_for_append(Contest)
        rules.can_create(by, owner).enforce()
        if uid and (made := Contest.objects.filter(uid=uid).first()):
            return _same_maker(made, owner)
        contest = Contest(owner=owner, **({"uid": uid} if uid else {}))
        contest.slug = _free_slug(name, values)
        _check_scope(contest, values, by)
        put(contest, {"name": _named(name), **values})
        record("contests.create", on=contest, scope=contest, by=by, **as_json({"name": contest.name, **values}))
    return contest


def edit_contest(contest: Contest, *, by: Actor, version: int | None = None, **values: Any) -> Contest:
    """Change `DETAILS` of a draft at once. Refused: an announced contest (propose it), stale `version`, bad values."""
    with transaction.atomic():
        contest = take(contest, version=version)
        rules.can_edit(by, contest).enforce()
        return apply_details(contest, values, by=by)


def apply_details(contest: Contest, values: dict[str, Any], *, by: Actor, reason: str = "") -> Contest:
    """The change itself, inside the caller's transaction, once a rule has allowed it."""
    _known(values, DETAILS)
    if "name" in values:
        _named(values["name"])
    _check_scope(contest, values, by)
    changed = put(contest, values)
    if changed:
        record("contests.edit", on=contest, scope=contest, by=by, reason=reason, **as_json(changed))
        tell_public(contest)
    return contest


def edit_reception(contest: Contest, *, by: Actor, version: int | None = None, **values: Any) -> Contest:
    """Change `RECEPTION`: where entries are received, whom to call, the summary. Any time until archived."""
    with transaction.atomic():
        contest = take(contest, version=version)
        rules.can_edit_public(by, contest).enforce()
        return apply_reception(contest, values, by=by)


def apply_reception(contest: Contest, values: dict[str, Any], *, by: Actor) -> Contest:
    """The change itself, inside the caller's transaction, once a rule has allowed it."""
    _known(values, RECEPTION)
    if changed := put(contest, values):
        record("contests.edit_reception", on=contest, scope=contest, by=by, **as_json(changed))
        tell_public(contest)
    return contest


def _known(values: dict[str, Any], allowed: tuple[str, ...]) -> None:
    if unknown := set(values) - set(allowed):
        raise TypeError(f"Not fields of this verb: {sorted(unknown)}")


def _named(name: str) -> str:
    if not name.strip():
        raise Refusal("no_name", _("Hãy ghi tên hội thi."), status=422, field="name")
    return name


def _same_maker(made: Contest, owner: Unit) -> Contest:
    if made.owner_id != owner.pk:
        raise Refusal("taken", _("Biểu mẫu này đã dùng cho một hội thi khác. Hãy mở lại trang tạo hội thi."))
    return made


def _check_scope(contest: Contest, values: dict[str, Any], by: Actor) -> None:
    """Years in order; the upper contest one that the actor may know of, and not the contest itself."""
    start = values.get("start_year", contest.start_year)
    end = values.get("end_year", contest.end_year)
    if start and end and not 0 <= end - start <= 10:
        raise Refusal(
            "years", _("Năm kết thúc phải sau năm bắt đầu, cách nhau nhiều nhất 10 năm."), status=422, field="end_year"
        )
    upper = values.get("upper")
    if upper is not None and (upper.pk == contest.pk or not visible_to(by).filter(pk=upper.pk).exists()):
        raise Refusal("upper", _("Không tìm thấy hội thi cấp trên đã chọn."), status=422, field="upper")


def _free_slug(name: str, values: dict[str, Any]) -> str:
    years = "-".join(str(y) for y in (values.get("start_year"), values.get("end_year")) if y)
    stem = slugify(f"{slugify(name)[:60]} {values.get('edition') or ''} {years}") or "hoi-thi"
    taken = {*RESERVED, *Contest.objects.filter(slug__startswith=stem).values_list("slug", flat=True)}
    return next(slug for n in range(1, len(taken) + 2) if (slug := stem if n == 1 else f"{stem}-{n}") not in taken)
