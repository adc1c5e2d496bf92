"""What many tests begin with is made once for those of a module that ask for the same, and undone after the last.

Each test finds the rows as they were made, for what it changes is in a savepoint, and the objects as they were made,
for they are put back before it.
"""

import functools
from collections.abc import Callable, Iterable
from contextlib import ExitStack
from copy import deepcopy
from itertools import groupby
from typing import Any

import pytest
from django.db import transaction
from django.db.models import Model
from django.test import override_settings

_shared: set[str] = set()
_made: list[Any] = []
_as_made: list[tuple[Model, dict[str, Any], dict[str, Any]]] = []


def shared(make: Callable[..., Any]) -> Any:
    """A fixture that is made once; it may ask only for others of this kind, and comes from `standing` in the end."""
    _shared.add(make.__name__)

    @functools.wraps(make)
    def keep(**asked: Any) -> Any:
        _made.append(make(**asked))
        return _made[-1]

    return pytest.fixture(scope="module")(keep)


def commits(fixtures: Iterable[str], marker: pytest.Mark | None) -> bool:
    """Whether a test commits, so that nothing may stand around it."""
    return bool({"transactional_db", "live_server"} & set(fixtures)) or bool(
        marker and marker.kwargs.get("transaction")
    )


def asked_of(metafunc: pytest.Metafunc) -> str:
    """What a test begins with, as one word: the same word, the same rows."""
    if commits(metafunc.fixturenames, metafunc.definition.get_closest_marker("django_db")):
        return f"alone {metafunc.definition.nodeid}"
    return " ".join(sorted(_shared.intersection(metafunc.fixturenames)))


def in_order(items: list[pytest.Item]) -> list[pytest.Item]:
    """Tests of a module that begin with the same stand together, and in one process."""
    ordered: list[pytest.Item] = []
    for path, together in groupby(items, key=lambda item: item.path):
        for item in sorted(together, key=_word):
            ordered.append(item)
            if _word(item) and not item.get_closest_marker("django_db"):
                item.add_marker(pytest.mark.django_db)  # by the marks it is known which databases are to be made
            if _word(item) and not item.get_closest_marker("xdist_group"):
                item.add_marker(pytest.mark.xdist_group(str(path.relative_to(item.config.rootpath))))
    return ordered


def _word(item: pytest.Item) -> str:
    callspec = getattr(item, "callspec", None)
    return callspec.params.get("standing", "") if callspec else ""


def opened(word: str, stack: ExitStack, blocker: Any, files: pytest.TempPathFactory) -> None:
    """Let fixtures make rows and files, undone with `stack` unless the test commits and is emptied anyway."""
    _made.clear()
    _as_made.clear()
    if word:
        stack.enter_context(override_settings(MEDIA_ROOT=files.mktemp("tep")))
        stack.enter_context(blocker.unblock())
        if not word.startswith("alone "):
            stack.enter_context(transaction.atomic())
            stack.callback(transaction.set_rollback, True)


def put_back() -> None:
    """Before a test: the objects as they were made, whatever the test before has set on them."""
    if not _as_made:
        _as_made.extend(_kept(one) for one in _models(_made))
    for one, fields, related in _as_made:
        state = one._state
        vars(one).clear()
        vars(one).update(
            {name: deepcopy(value) if isinstance(value, dict | list) else value for name, value in fields.items()}
        )
        state.fields_cache = dict(related)
        one._state, state.adding = state, one.pk is None


def _kept(one: Model) -> tuple[Model, dict[str, Any], dict[str, Any]]:
    fields = {name: value for name, value in vars(one).items() if name != "_state"}
    return one, deepcopy(fields), dict(one._state.fields_cache)


def _models(values: list[Any]) -> list[Model]:
    """Every row that can be reached from `values`."""
    found: dict[int, Model] = {}
    left = list(values)
    while left:
        one = left.pop()
        if isinstance(one, list | tuple | dict):
            left += one.values() if isinstance(one, dict) else one
        elif isinstance(one, Model) and id(one) not in found:
            found[id(one)] = one
            left += one._state.fields_cache.values()
    return list(found.values())
