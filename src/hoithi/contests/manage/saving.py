"""One way to save a form: nothing typed is lost, and two people never overwrite each other silently."""

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any, cast

from django.http import QueryDict

from hoithi.kit.forms import Form
from hoithi.kit.refusals import Refusal


@dataclass(slots=True)
class Both:
    """A box that somebody else changed meanwhile: what stands now, what was typed here."""

    label: Any
    now: str
    typed: str


@dataclass(slots=True)
class Outcome:
    """`result` of the verb when `ok`; otherwise the status of the page that shows the form again."""

    ok: bool
    result: Any = None
    status: int = 200
    both: list[Both] = field(default_factory=list)


def attempt(form: Form, do: Callable[[], Any], *, now: Callable[[], dict[str, Any]] | None = None) -> Outcome:
    """Do it if the form is right. On a refusal the form keeps what was typed and shows the sentence.

    `now` gives the values as they stand, with their `version`, when the form was made from an older one: both texts
    are shown, and saving once more overwrites knowingly.
    """
    if not form.is_valid():
        return Outcome(ok=False, status=422)
    try:
        return Outcome(ok=True, result=do())
    except Refusal as refusal:
        form.refuse(refusal)
        both = _both(form, now()) if refusal.code == "stale" and now else []
        return Outcome(ok=False, status=refusal.status, both=both)


def typed_data(form: Form) -> QueryDict:
    """A copy of what was typed, which may be changed."""
    return cast("QueryDict", form.data).copy()


def _both(form: Form, now: dict[str, Any]) -> list[Both]:
    data = typed_data(form)
    data["version"] = str(now.pop("version"))
    fresh = type(form)(initial=now, **form.remade) if hasattr(form, "remade") else type(form)(initial=now)
    form.data = data
    found = []
    for name in (name for name in form.fields if name in now):
        one = Both(form.fields[name].label, _shown(fresh, name), _shown(form, name))
        found += [one] if one.now != one.typed else []
    return found


def _shown(form: Form, name: str) -> str:
    value = form[name].value()
    choices = {str(code): label for code, label in getattr(form.fields[name], "choices", ())}
    words = choices.get(str(value), value)
    return "" if words is None else str(words)
