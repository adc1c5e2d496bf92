"""How wide words are in Times New Roman, measured with a face of equal metrics."""

from functools import cache
from pathlib import Path

from PIL import ImageFont

_FACES = Path(__file__).parents[2] / "data" / "fonts"
_SCALE = 100  # the faces are measured this large, for exact fractions


@cache
def _face(bold: bool, italic: bool) -> ImageFont.FreeTypeFont:
    name = {(False, False): "Regular", (True, False): "Bold", (False, True): "Italic", (True, True): "BoldItalic"}
    return ImageFont.truetype(_FACES / f"Tinos-{name[bold, italic]}.ttf", _SCALE)


def width_mm(text: str, size: float, *, bold: bool = False, italic: bool = False) -> float:
    """The width of `text` on one line at `size` pt, in mm."""
    return _face(bold, italic).getlength(text) / _SCALE * size * 25.4 / 72
