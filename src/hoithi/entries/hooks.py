"""What is told, inside the transaction of a verb, to work that stands above: no commit, no work."""

from collections.abc import Callable
from typing import Any

Listener = Callable[[Any], object]
SUBMITTED: list[Listener] = []  # a Submission was sealed
FILE_ADDED: list[Listener] = []  # an EntryFile was placed
READ: list[Listener] = []  # the text of a file of a submitted Entry was read
ERASED: list[Listener] = []  # personal data went out of an Entry and its versions: what was made from them goes too
EXPORT_ASKED: list[Listener] = []  # a DossierExport waits to be made


def tell(listeners: list[Listener], thing: Any) -> None:
    """Tells each of them."""
    for listener in listeners:
        listener(thing)
