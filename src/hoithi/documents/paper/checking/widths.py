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


def broken(text: str, size: float, room: float, *, bold: bool = False, italic: bool = False) -> list[float]:
    """The width in mm of each line that `text` takes when it is broken at spaces to fit into `room` mm."""
    made = []
    for part in text.split("\n"):
        line = ""
        for word in part.split():
            longer = f"{line} {word}".strip()
            if line and room and width_mm(longer, size, bold=bold, italic=italic) > room:
                made.append(width_mm(line, size, bold=bold, italic=italic))
                longer = word
            line = longer
        made.append(width_mm(line, size, bold=bold, italic=italic))
    return made
