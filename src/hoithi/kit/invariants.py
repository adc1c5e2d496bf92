"""What must always be true of the data. Domains register their own; `hoithi check` and a nightly job ask."""

from collections.abc import Callable, Iterator

Invariant = Callable[[], Iterator[str]]
_known: dict[str, Invariant] = {}


def register(name: str, broken: Invariant) -> None:
    """Name an invariant; `broken` yields one sentence for each place where it does not hold."""
    _known[name] = broken


def names() -> list[str]:
    """All invariants, in the order in which they are asked."""
    return sorted(_known)


def broken(name: str) -> Iterator[str]:
    """Where the invariant `name` does not hold."""
    return _known[name]()
