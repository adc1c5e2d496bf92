"""Large files over poor networks: sent in pieces (tus 1.0.0), kept piece by piece, made whole once.

A domain says where files may go:

    register_place(Place("entry_file", kinds=..., may_begin=..., may_write=..., finished=...))

and puts `<c-upload place="entry_file" target="..." ...>` on its page. `target` is the domain's own key for the thing
that the file is for. `take` does the same for a whole file that came with a form, for browsers without JavaScript.
"""

from hoithi.kit.uploads.beginning import begin, drop, take
from hoithi.kit.uploads.box import Box
from hoithi.kit.uploads.places import Place, register_place
from hoithi.kit.uploads.queries import broken, unfinished, visible_to
from hoithi.kit.uploads.sweeping import forget_running, sweep

__all__ = [
    "Box",
    "Place",
    "begin",
    "broken",
    "drop",
    "forget_running",
    "register_place",
    "sweep",
    "take",
    "unfinished",
    "visible_to",
]
