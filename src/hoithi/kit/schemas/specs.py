"""What one value may be: read from JSON or as somebody typed it, shown, and written back as JSON."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date, time
from decimal import Decimal
from typing import Any

from django.core.exceptions import ValidationError
from django.db.models import TextChoices
from django.utils.functional import Promise
from django.utils.translation import gettext as _

from hoithi.kit import dates, numbers
from hoithi.kit.pasted import from_office
from hoithi.kit.text import clean_text

Words = str | Promise


@dataclass(frozen=True, kw_only=True)
class Spec:
    """One value: its label, whether it may be left empty, and how it is read, shown and kept.

    `rare`: an editor keeps it folded away. `inner`: how a form works, never read by the public.
    `kinds`: it says something only in a row whose `kind` is one of these. `silent`: no box of its own in an editor, and
    its changes are not told.
    """

    label: Words
    required: bool = False
    help: Words = ""
    rare: bool = False
    inner: bool = False
    kinds: tuple[str, ...] = ()
    silent: bool = False
    widget = "text"

    def read(self, raw: Any) -> Any:
        """The typed value of `raw` (None or "" when left empty). Raises `ValidationError` with one sentence."""
        text = clean_text(str(raw if raw is not None else ""), multiline=self.widget == "lines")
        if not text:
            if self.required:
                raise ValidationError(_("Hãy ghi “%s”.") % self.label, code="required")
            return self.empty
        return self.parse(text)

    @property
    def empty(self) -> Any:
        return None

    def parse(self, text: str) -> Any:
        """The value that a text that is not empty names."""
        raise NotImplementedError

    def typed(self, value: Any) -> str:
        """`value` as it stands in a box."""
        return "" if value is None else str(value)

    def show(self, value: Any) -> str:
        """`value` for a reader; "không đặt" for nothing."""
        return self.typed(value) or _("không đặt")

    def json(self, value: Any) -> Any:
        """`value` as JSON."""
        return value


@dataclass(frozen=True, kw_only=True)
class Text(Spec):
    """One line of at most `most` characters."""

    most: int = 200

    @property
    def empty(self) -> str:
        return ""

    def parse(self, text: str) -> str:
        return clean_text(text, multiline=self.widget == "lines", max_length=self.most)


@dataclass(frozen=True, kw_only=True)
class Lines(Text):
    """Several lines of text."""

    widget = "lines"


@dataclass(frozen=True, kw_only=True)
class Prose(Lines):
    """Lines that may have been copied out of Word or Excel: lists and tables come as people type them here."""

    def read(self, raw: Any) -> str:
        return str(super().read(from_office(str(raw if raw is not None else ""))))


@dataclass(frozen=True, kw_only=True)
class Reference(Text):
    """Another row, by its code or (until it has one) by its name; `settled` puts the code in its place."""

    widget = "reference"


@dataclass(frozen=True, kw_only=True)
class Code(Text):
    """The stable name of a row; made from the row's name when left empty, never shown in an editor."""

    most: int = 60
    label: Words = "mã"
    inner: bool = True
    widget = "hidden"


@dataclass(frozen=True, kw_only=True)
class Whole(Spec):
    """A whole number between `least` and `most`."""

    least: int = 0
    most: int = 1_000_000
    widget = "number"

    def parse(self, text: str) -> int:
        number = numbers.parse_whole(text)
        if not self.least <= number <= self.most:
            raise ValidationError(_("“%(label)s” phải từ %(least)d đến %(most)d.") % vars(self), code="range")
        return number


@dataclass(frozen=True, kw_only=True)
class Money(Spec):
    """Whole đồng."""

    widget = "number"

    def parse(self, text: str) -> int:
        return int(numbers.parse_money(text))

    def typed(self, value: int | None) -> str:
        return "" if value is None else f"{value:,}".replace(",", ".")

    def show(self, value: int | None) -> str:
        return numbers.show_money(value) if value is not None else _("không đặt")


@dataclass(frozen=True, kw_only=True)
class Points(Spec):
    """A decimal between `least` and `most`, kept as text so that no binary fraction ever touches it."""

    least: Decimal = Decimal(0)
    most: Decimal = Decimal(100)
    widget = "decimal"

    def parse(self, text: str) -> Decimal:
        number = numbers.parse_decimal(text)
        if not self.least <= number <= self.most:
            shown = {k: numbers.show_decimal(getattr(self, k)) for k in ("least", "most")}
            raise ValidationError(
                _("“%(label)s” phải từ %(least)s đến %(most)s.") % {"label": self.label, **shown}, code="range"
            )
        return number

    def typed(self, value: Decimal | None) -> str:
        return "" if value is None else numbers.show_decimal(value)

    def json(self, value: Decimal | None) -> str | None:
        return None if value is None else format(value, "f")


@dataclass(frozen=True, kw_only=True)
class Day(Spec):
    """A day."""

    widget = "day"

    def parse(self, text: str) -> date:
        return dates.parse_date(text)

    def typed(self, value: date | None) -> str:
        return f"{value.day}/{value.month}/{value.year}" if value else ""

    def json(self, value: date | None) -> str | None:
        return value.isoformat() if value else None


@dataclass(frozen=True, kw_only=True)
class Hour(Spec):
    """An hour of the day."""

    def parse(self, text: str) -> time:
        return dates.parse_hour(text)

    def typed(self, value: time | None) -> str:
        return f"{value:%H:%M}" if value is not None else ""

    def json(self, value: time | None) -> str | None:
        return f"{value:%H:%M}" if value is not None else None


@dataclass(frozen=True, kw_only=True)
class Check(Spec):
    """Yes or no; a box that was not ticked is no."""

    widget = "check"

    def read(self, raw: Any) -> bool:
        return raw is True or str(raw).lower() in {"on", "true", "1"}

    def typed(self, value: bool) -> str:
        return "on" if value else ""

    def show(self, value: bool) -> str:
        return _("có") if value else _("không")


@dataclass(frozen=True, kw_only=True)
class Choice(Spec):
    """One of `options`."""

    options: type[TextChoices]
    widget = "choice"

    def parse(self, text: str) -> str:
        if text not in self.options.values:
            raise ValidationError(
                _("“%(text)s” không có trong danh sách “%(label)s”.") % {"text": text[:40], "label": self.label}
            )
        return str(self.options(text).value)

    def show(self, value: str | None) -> str:
        return str(self.options(value).label) if value else _("không đặt")


@dataclass(frozen=True, kw_only=True)
class Choices(Choice):
    """Some of `options`, in their order; at least one when required."""

    widget = "choices"

    def read(self, raw: Any) -> tuple[str, ...]:
        given = [raw] if isinstance(raw, str) else raw if isinstance(raw, Iterable) else []
        chosen = {self.parse(clean_text(str(one))) for one in given if one}
        if self.required and not chosen:
            raise ValidationError(_("Hãy chọn ít nhất một mục ở “%s”.") % self.label, code="required")
        return tuple(value for value in self.options.values if value in chosen)

    def typed(self, value: tuple[str, ...]) -> tuple[str, ...]:  # type: ignore[override]
        return value

    def show(self, value: tuple[str, ...]) -> str:  # type: ignore[override]
        return ", ".join(str(self.options(one).label).lower() for one in value) or _("không")

    def json(self, value: tuple[str, ...]) -> list[str]:
        return list(value)


@dataclass(frozen=True, kw_only=True)
class Rows(Spec):
    """A list of rows, each with the specs of the dataclass `of`; between `least` and `most` of them."""

    of: type[Any]
    row: Words
    least: int = 0
    most: int = 40
    widget = "rows"


def spec(one: Spec) -> Any:
    """A dataclass field that carries its spec; it starts out as its spec's empty value."""
    empty: Any = () if isinstance(one, Rows | Choices) else False if isinstance(one, Check) else one.empty
    return field(default=empty, metadata={"spec": one})
