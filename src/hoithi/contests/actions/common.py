"""What every verb here does: take the row, clean the fields, ask for the reason, tell the public pages."""

from datetime import datetime
from typing import Any, TypeVar

from django.core.exceptions import ValidationError
from django.db import models
from django.utils.translation import gettext as _

from hoithi.accounts.actors import SYSTEM, Actor
from hoithi.audit.actions import record
from hoithi.contests.models import Contest
from hoithi.contests.stages import state_at
from hoithi.kit import public_cache
from hoithi.kit.clock import now
from hoithi.kit.refusals import Refusal
from hoithi.kit.text import clean_text

Row = TypeVar("Row", bound=models.Model)


def stale() -> Refusal:
    """Somebody else changed it since the form was made; the page shows both texts."""
    sentence = _("Người khác vừa sửa phần này. Hãy xem hai bản bên dưới, chọn lại rồi lưu.")
    return Refusal("stale", sentence, status=409)


def hold(row: Row) -> Row:
    """The row as it is stored, locked until the end of the transaction (SQLite: the whole database is ours)."""
    held: Row = type(row)._default_manager.select_for_update().get(pk=row.pk)  # noqa: SLF001
    return held


def take(row: Row, *, version: int | None = None) -> Row:
    """The row as it stands now, locked as in `hold`; a contest in the state that its dates give at this moment, so that
    the rules are asked about what the pages show, also while no worker runs.

    `version` is the one that the caller's form was made from; another one now raises `stale()`.
    """
    taken = hold(row)
    if isinstance(taken, Contest):
        follow_dates(taken, at=now())
    if version is not None and getattr(taken, "version", version) != version:
        raise stale()
    return taken


def follow_dates(contest: Contest, *, at: datetime, by: Actor = SYSTEM) -> bool:
    """Store the state that the dates give at `at`; whether it changed. Inside a transaction, on a taken row."""
    state = state_at(contest, contest.milestones.all(), at)
    if state == contest.state:
        return False
    was, contest.state = contest.state, state
    contest.save(update_fields=["state"])
    record("contests.follow_dates", on=contest, scope=contest, by=by, was=was, to=state)
    tell_public(contest)
    return True


def put(row: models.Model, values: dict[str, Any]) -> dict[str, Any]:
    """Write `values` into `row`, raise its version, and return what really changed; nothing is saved if nothing did.

    Refused: an unknown choice, a number out of range, a text that the gate refuses, each with its field.
    """
    clean = {name: _clean(row, name, value) for name, value in values.items()}
    changed = {name: value for name, value in clean.items() if getattr(row, name) != value}
    if changed:
        for name, value in changed.items():
            setattr(row, name, value)
        extra = {name for name in ("version", "search_key", "owner_path") if hasattr(row, name)}
        if row.pk is not None and "version" in extra:
            row.version += 1  # type: ignore[attr-defined]
        row.save(update_fields=[*changed, *extra] if row.pk is not None else None)
    return changed


def _clean(row: models.Model, name: str, value: Any) -> Any:
    field = row._meta.get_field(name)
    assert isinstance(field, models.Field)  # noqa: S101 - the names are our own
    if value is None and isinstance(field, models.CharField | models.TextField) and not field.null:
        value = ""
    if isinstance(field, models.ForeignKey) or value is None:
        return value
    try:
        if isinstance(value, str):
            value = clean_text(value, multiline=isinstance(field, models.TextField), max_length=field.max_length)
        if isinstance(value, list):
            value = [clean_text(line, multiline=True, max_length=5000) for line in value if line.strip()]
        return field.clean(value, row)
    except ValidationError as error:
        raise Refusal("bad_value", " ".join(error.messages), status=422, field=name) from error


def as_json(values: dict[str, Any]) -> dict[str, Any]:
    """`values` as the record keeps them: instants as ISO text, rows by their number."""
    return {name: _plain(value) for name, value in values.items()}


def _plain(value: Any) -> Any:
    if isinstance(value, models.Model):
        return value.pk
    return value.isoformat() if isinstance(value, datetime) or hasattr(value, "isoformat") else value


def reason_of(text: str) -> str:
    """The reason through the gate; an empty one is refused."""
    try:
        reason = clean_text(text, multiline=True, max_length=2000)
    except ValidationError as error:
        raise Refusal("bad_value", " ".join(error.messages), status=422, field="reason") from error
    if not reason:
        raise Refusal("no_reason", _("Hãy ghi lý do: lý do được lưu lại cùng thay đổi."), status=422, field="reason")
    return reason


def tell_public(contest: Contest) -> None:
    """The kept public pages of this contest, and the lists it stands in, are stale."""
    public_cache.bump(contest.cache_scope)
    public_cache.bump("site")
