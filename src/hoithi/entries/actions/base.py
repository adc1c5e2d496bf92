"""What every verb on entries needs: the row taken, texts through the gate, one way to save."""

from datetime import datetime

from django.core.exceptions import ValidationError
from django.db.models import BigIntegerField, QuerySet
from django.utils.translation import gettext as _

from hoithi.accounts.actors import Actor
from hoithi.entries import known, rules
from hoithi.entries.enums import EntryState
from hoithi.entries.models import Entry
from hoithi.entries.queries import with_standing
from hoithi.kit.clock import now
from hoithi.kit.prepared import given, prepared
from hoithi.kit.refusals import Refusal
from hoithi.kit.text import clean_text


def taken(entry: Entry) -> Entry:
    """The row as it is now, with its contest, held until the transaction ends."""
    row = next(iter(_taken(entry=entry.pk)), None)
    if row is None:
        raise Entry.DoesNotExist
    known.keep(row.contest, row)
    return row


@prepared
def _taken() -> QuerySet[Entry]:
    rows = Entry.objects.select_for_update(of=("self",)).select_related("contest", "unit", "owner")
    standing = with_standing(rows.filter(pk=given("entry", BigIntegerField())))
    return standing.annotate(**known.of_contest("contest")).order_by()


def editable(entry: Entry, *, by: Actor, at: datetime | None = None) -> Entry:
    """`taken`, once the rule lets `by` change the working copy at `at`."""
    row = taken(entry)
    rules.can_edit(by, row, at=at or now()).enforce()
    return row


def words(value: str, *, field: str, label: str, needed: bool = True, most: int = 2000, lines: bool = True) -> str:
    """`value` through the gate of the house; a `Refusal` names `label`."""
    try:
        text = clean_text(value, multiline=lines, max_length=most)
    except ValidationError as error:
        raise Refusal("entries.text", f"{label}: {error.messages[0]}", status=422, field=field) from error
    if needed and not text:
        raise Refusal("entries.empty", _("Chưa nhập %s.") % label.lower(), status=422, field=field)
    return text


def other_content() -> Refusal:
    """A key that comes back with another content than it was first sent with: nothing is done (INV-4)."""
    sentence = _("Trang này đã gửi một nội dung khác. Hãy tải lại trang rồi làm lại.")
    return Refusal("entries.key", sentence, status=422)


def touch(entry: Entry, part: str, *fields: str, seen: bool = False) -> None:
    """Save the named fields of the working copy, raise the version of `part`, and say when it was changed.

    `seen`: whoever checks the dossier knows of the change; what they checked may still be submitted.
    """
    entry.parts = {**entry.parts, part: entry.parts.get(part, 0) + 1}
    entry.changed_at = now()
    entry.version += not seen
    entry.save(update_fields=[*fields, "parts", "changed_at", "version"])


def move(entry: Entry, to: EntryState, *fields: str) -> None:
    """Bring `entry` into the state `to`, saving the named fields with it. Refused out of order."""
    rules.can_move(entry, to).enforce()
    entry.state, entry.moved_at = to, now()
    entry.version += 1
    entry.desk_version += 1
    entry.save(update_fields=[*fields, "state", "moved_at", "version", "desk_version"])
