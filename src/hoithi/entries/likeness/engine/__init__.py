"""How alike two solutions are: pure functions over a title and a text, no database.

Marks, case and punctuation count little, the order of words counts little; what counts is which words stand together
and which runs of words both texts have. Nothing here decides: a person sees the nearest ones and judges.
"""

from hoithi.entries.likeness.engine.compare import Likeness, Paper, Run, likeness
from hoithi.entries.likeness.engine.passages import Passage, passages
from hoithi.entries.likeness.engine.sketch import SKETCH, sketch

__all__ = ["SKETCH", "Likeness", "Paper", "Passage", "Run", "likeness", "passages", "sketch"]
