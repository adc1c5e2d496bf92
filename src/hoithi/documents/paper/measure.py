"""How wide words are on paper, by the letters of Tinos, which are as wide as those of Times New Roman."""

from functools import cache
from pathlib import Path

from PIL import ImageFont

from hoithi.documents.paper.style import Style

FACES = Path(__file__).parents[1] / "data/fonts"


def width(text: str, style: Style) -> float:
    """The points that `text` takes in one line."""
    return sum(_advance(letter, style.bold, style.italic) for letter in text) * style.size


def lines(text: str, style: Style, room: float) -> list[float]:
    """How wide each line of `text` is when it is broken at spaces to fit into `room`."""
    space = width(" ", style)
    made = []
    for part in text.split("\n"):
        line = 0.0
        for word in part.split():
            end = width(word, style)
            if line and line + space + end > room:
                made.append(line)
                line = 0.0
            line += end + (space if line else 0)
        made.append(line)
    return made


def balanced(text: str, style: Style, room: float) -> float:
    """The width, at most `room`, in which `text` takes no more lines than it must and they are about equally long."""
    count = len(lines(text, style, room))
    if count == 1 or count > 12:
        return room
    narrow, wide = room / 2, room
    for _ in range(8):
        middle = (narrow + wide) / 2
        narrow, wide = (narrow, middle) if len(lines(text, style, middle)) == count else (middle, wide)
    return min(wide + 1, room)


@cache
def _face(bold: bool, italic: bool) -> ImageFont.FreeTypeFont:
    name = ("Bold" if bold else "") + ("Italic" if italic else "") or "Regular"
    return ImageFont.truetype(FACES / f"Tinos-{name}.ttf", 1000, layout_engine=ImageFont.Layout.BASIC)


@cache
def _advance(letter: str, bold: bool, italic: bool) -> float:
    return _face(bold, italic).getlength(letter) / 1000
