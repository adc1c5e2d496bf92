"""What every verb on bodies needs: clean words, the row as it is now, and the change kept."""

import re

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from hoithi.kit.refusals import Refusal
from hoithi.kit.text import clean_text
from hoithi.units.models import Unit

_CODE = re.compile(r"[0-9A-Za-z][0-9A-Za-z.\-]{0,29}\Z")


def cleaned(value: str, *, field: str, label: str, most: int, needed: bool = False, multiline: bool = False) -> str:
    """`value` through the gate of the house; raises a `Refusal` that names `label`."""
    try:
        text = clean_text(value, max_length=most, multiline=multiline)
    except ValidationError as error:
        raise Refusal("units.text", f"{label}: {error.messages[0]}", status=422, field=field) from error
    if needed and not text:
        raise Refusal("units.empty", _("Chưa nhập %s.") % label.lower(), status=422, field=field)
    return text


def cleaned_code(code: str) -> str:
    """`code` trimmed; refused unless letters, digits, dots and hyphens, at most 30."""
    text = cleaned(code, field="code", label=_("Mã đơn vị"), most=30)
    if text and not _CODE.match(text):
        raise Refusal(
            "units.code",
            _("Mã “%s” chỉ được gồm chữ không dấu, chữ số, dấu chấm và gạch nối.") % text[:40],
            status=422,
            field="code",
        )
    return text


def taken(unit: Unit, *, version: int | None = None) -> Unit:
    """The row of `unit` as it is now, held until the transaction ends.

    Refused when a `version` is given and somebody else has changed the body since.
    """
    row = Unit.objects.select_for_update().get(pk=unit.pk)
    if version is not None and row.version != version:
        raise Refusal(
            "units.changed",
            _("Đơn vị vừa được người khác sửa. Hãy xem lại thông tin mới rồi sửa tiếp."),
        )
    return row


def keep(unit: Unit, *fields: str) -> None:
    """Save the named fields, and raise the version."""
    unit.version += 1
    unit.save(update_fields=[*fields, "search_key", "sort_key", "version"])
