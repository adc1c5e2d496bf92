"""What every kind of rule has."""

from dataclasses import dataclass

from django.utils.translation import gettext_lazy as _

from hoithi.kit.schemas.reading import Schema
from hoithi.kit.schemas.specs import Rows, Text, spec


@dataclass(frozen=True)
class Unconfirmed:
    """A setting of a ready template for which no source was found: a person must stand by it."""

    where: str = spec(Text(label=_("mục"), required=True))
    why: str = spec(Text(label=_("cần xác nhận"), most=500, required=True))


@dataclass(frozen=True)
class Rules(Schema):
    """The rules of one kind."""

    unconfirmed: tuple[Unconfirmed, ...] = spec(
        Rows(label=_("Cần xác nhận"), of=Unconfirmed, row=_("điểm"), silent=True)
    )
