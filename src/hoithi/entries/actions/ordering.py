"""The order in which files are read."""

from django.db import transaction

from hoithi.accounts.actors import Actor
from hoithi.audit.actions import record
from hoithi.entries.actions.base import editable, touch
from hoithi.entries.actions.files import enforce_thawed
from hoithi.entries.enums import FILES
from hoithi.entries.models import EntryFile


@transaction.atomic
def move_file_up(placed: EntryFile, *, by: Actor) -> None:
    """Let `placed` be read before the one that stands above it in the same place; the first stays where it is.
    Refused: who may not edit, out of time."""
    row = editable(placed.entry, by=by)
    enforce_thawed(row, placed.slot)
    standing = list(EntryFile.objects.filter(entry=row, slot=placed.slot, removed_at=None))
    here = next((number for number, one in enumerate(standing) if one.pk == placed.pk), 0)
    if here == 0:
        return
    standing[here - 1], standing[here] = standing[here], standing[here - 1]
    for number, one in enumerate(standing, 1):
        if one.position != number:
            EntryFile.objects.filter(pk=one.pk).update(position=number)
    touch(row, FILES)
    record("entries.move_file_up", on=row, by=by, scope=row.contest, slot=placed.slot)
