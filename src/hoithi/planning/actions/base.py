"""What every verb on tasks needs."""

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from hoithi.kit.refusals import Refusal
from hoithi.kit.text import clean_text
from hoithi.planning.models import Task


def words(value: str, *, field: str, label: str, needed: bool = True, most: int = 5000) -> str:
    """`value` through the gate of the house; a `Refusal` names `label`."""
    try:
        text = clean_text(value, multiline=True, max_length=most)
    except ValidationError as error:
        raise Refusal("planning.text", f"{label}: {error.messages[0]}", status=422, field=field) from error
    if needed and not text:
        raise Refusal("planning.empty", _("Chưa nhập %s.") % label.lower(), status=422, field=field)
    return text


def taken(task: Task, *, version: int | None = None) -> Task:
    """The row as it is now, with its body and contest, held until the transaction ends. An older `version` is
    refused."""
    row = Task.objects.select_for_update(of=("self",)).select_related("unit", "contest").get(pk=task.pk)
    if version is not None and row.version != version:
        raise Refusal("planning.changed", _("Nhiệm vụ vừa được người khác sửa. Hãy xem lại rồi sửa tiếp."))
    return row


def keep(task: Task, *fields: str) -> None:
    """Save the named fields and raise the version."""
    task.version += 1
    task.save(update_fields=[*fields, "search_key", "version"])
