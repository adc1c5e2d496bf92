"""Levels inside a criterion, written one a line: "27 - 30: mới hoàn toàn"."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from itertools import pairwise
from typing import Any

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from hoithi.kit.numbers import parse_decimal, show_decimal
from hoithi.kit.schemas.specs import Spec

_LINE = re.compile(r"(?P<low>\d[\d.,]*)\s*(?:[-–]|đến)\s*(?P<high>\d[\d.,]*)\s*:\s*(?P<text>\S.*)\Z")


@dataclass(frozen=True, slots=True)
class Band:
    """From `low` to `high` points, both included, and what earns them."""

    low: Decimal
    high: Decimal
    text: str


@dataclass(frozen=True, kw_only=True)
class Bands(Spec):
    """The levels of a criterion; none at all means any value up to its points."""

    widget = "lines"

    @property
    def empty(self) -> tuple[Band, ...]:
        return ()

    def read(self, raw: Any) -> tuple[Band, ...]:
        if isinstance(raw, list | tuple):
            raw = "\n".join(f"{one['low']} - {one['high']}: {one['text']}" for one in raw if isinstance(one, dict))
        return super().read(raw)  # type: ignore[no-any-return]

    def parse(self, text: str) -> tuple[Band, ...]:
        return tuple(self._band(line) for line in text.split("\n") if line)

    def _band(self, line: str) -> Band:
        match = _LINE.match(line)
        if not match:
            raise ValidationError(_("“%s”: hãy ghi mỗi mức một dòng, như “27 - 30: mới hoàn toàn”.") % line[:40])
        return Band(parse_decimal(match["low"]), parse_decimal(match["high"]), match["text"][:300])

    def typed(self, value: tuple[Band, ...]) -> str:
        return "\n".join(f"{show_decimal(b.low)} - {show_decimal(b.high)}: {b.text}" for b in value)

    def json(self, value: tuple[Band, ...]) -> list[dict[str, str]]:
        return [{"low": format(b.low, "f"), "high": format(b.high, "f"), "text": b.text} for b in value]


def check_bands(bands: tuple[Band, ...], most: Decimal) -> Iterator[str]:
    """Sentences on levels that are upside down, reach over the points of the criterion, or overlap."""
    for band in bands:
        if band.low > band.high:
            yield _("Mức “%s”: điểm đầu lớn hơn điểm cuối.") % band.text
        if band.high > most:
            yield _("Mức “%(text)s” vượt điểm tối đa %(most)s.") % {"text": band.text, "most": show_decimal(most)}
    rising = sorted(bands, key=lambda b: b.low)
    for lower, upper in pairwise(rising):
        if upper.low <= lower.high:
            yield _("Mức “%(one)s” và “%(two)s” chồng lên nhau.") % {"one": lower.text, "two": upper.text}
