"""What the sketches show: plain drawings, one for each kind of solution, each with four places to point at.

All are drawn in a box of 800 by 600; `Pen` knows where that stands on the sheet.
"""

import math
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from PIL import ImageDraw

Point = tuple[float, float]
INK = "#26332c"
STEEL = "#aab6b8"
WOOD = "#c79a63"
EARTH = "#9a6a45"
LEAF = "#6f9f5b"
WATER = "#8fbcd4"
PALE = "#f4efdf"
FIRE = "#d8693a"
SUN = "#e3b23c"


@dataclass(frozen=True, slots=True)
class Pen:
    """Draws in the box on a sheet that is `scale` times as large; `tint` is the colour of the field."""

    draw: ImageDraw.ImageDraw
    scale: float
    left: float
    top: float
    tint: str

    def at(self, x: float, y: float) -> Point:
        """A point of the box on the sheet."""
        return ((self.left + x) * self.scale, (self.top + y) * self.scale)

    @property
    def width(self) -> int:
        """Of a line."""
        return round(4 * self.scale)

    def box(self, x: float, y: float, w: float, h: float, fill: str, round_by: float = 8) -> None:
        """A box with round corners."""
        corners = (*self.at(x, y), *self.at(x + w, y + h))
        self.draw.rounded_rectangle(corners, round_by * self.scale, fill, INK, self.width)

    def shape(self, points: Sequence[Point], fill: str) -> None:
        """A shape through these points."""
        self.draw.polygon([self.at(*point) for point in points], fill, INK, self.width)

    def disc(self, x: float, y: float, r: float, fill: str | None) -> None:
        """A disc, or with no `fill` a ring."""
        self.draw.ellipse((*self.at(x - r, y - r), *self.at(x + r, y + r)), fill, INK, self.width)

    def line(self, *points: Point, thick: float = 4, color: str = INK) -> None:
        """A line through these points."""
        self.draw.line([self.at(*point) for point in points], color, round(thick * self.scale), "curve")

    def arc(self, x: float, y: float, r: float, start: float, end: float) -> None:
        """A part of a ring, in degrees from the right, clockwise."""
        self.draw.arc((*self.at(x - r, y - r), *self.at(x + r, y + r)), start, end, INK, self.width)


def _wheel(pen: Pen, x: float, y: float, r: float, teeth: int = 0) -> None:
    if teeth:
        step = 2 * math.pi / teeth
        ring = [
            (x + far * math.cos(i * step + turn), y + far * math.sin(i * step + turn))
            for i in range(teeth)
            for far, turn in ((r, 0), (r * 1.14, step * 0.2), (r * 1.14, step * 0.5), (r, step * 0.7))
        ]
        pen.shape(ring, STEEL)
    else:
        pen.disc(x, y, r, STEEL)
    pen.disc(x, y, r * 0.72, PALE)
    for i in range(6):
        turn = i * math.pi / 3
        pen.line((x, y), (x + r * 0.72 * math.cos(turn), y + r * 0.72 * math.sin(turn)), thick=3)
    pen.disc(x, y, r * 0.2, pen.tint)


def machine(pen: Pen) -> tuple[Point, ...]:
    """A hopper over a drum that a motor turns, and the chute."""
    pen.line((230, 430), (190, 570), thick=12)
    pen.line((520, 430), (560, 570), thick=12)
    pen.shape([(240, 60), (460, 60), (400, 190), (300, 190)], pen.tint)
    pen.box(210, 190, 330, 250, PALE, 14)
    _wheel(pen, 340, 315, 90, 16)
    pen.shape([(540, 330), (720, 450), (720, 490), (540, 410)], WOOD)
    pen.box(90, 470, 130, 90, STEEL, 18)
    pen.line((155, 470), (330, 230), thick=3)
    pen.line((170, 556), (352, 402), thick=3)
    for x, y in ((640, 520), (676, 536), (712, 522), (690, 556), (655, 556)):
        pen.disc(x, y, 15, EARTH)
    return (350, 120), (340, 315), (155, 515), (640, 420)


def cart(pen: Pen) -> tuple[Point, ...]:
    """A tank on wheels with a handle and a boom."""
    pen.line((60, 560), (740, 560), thick=6, color=EARTH)
    pen.box(200, 330, 400, 60, WOOD)
    pen.box(240, 190, 250, 150, pen.tint, 44)
    _wheel(pen, 270, 470, 85)
    _wheel(pen, 540, 490, 65)
    pen.line((200, 350), (70, 230), (40, 250), thick=10)
    pen.line((490, 250), (600, 120), (730, 150), thick=10)
    for i in range(4):
        x = 640 + i * 28
        pen.line((x, 134 + i * 7), (x + 12, 190 + i * 7), thick=3, color=WATER)
        pen.disc(x + 14, 206 + i * 7, 6, WATER)
    return (340, 250), (270, 470), (70, 235), (640, 128)


def garden(pen: Pen) -> tuple[Point, ...]:
    """Plants in a row on poles, water from a tank above, a pipe along the ground."""
    pen.shape([(30, 470), (770, 430), (770, 580), (30, 580)], EARTH)
    pen.box(60, 150, 150, 150, WATER, 20)
    for x in (80, 190):
        pen.line((x, 300), (x, 460), thick=10)
    pen.line((210, 270), (250, 270), (250, 480), (740, 452), thick=9, color=pen.tint)
    for i, x in enumerate((360, 510, 660)):
        foot = 470 - i * 8
        pen.line((x, foot), (x, 150), thick=14, color=WOOD)
        for j in range(6):
            side = 1 if j % 2 else -1
            y = 190 + j * 42
            pen.shape([(x, y + 22), (x + side * 34, y - 6), (x + side * 70, y + 10), (x + side * 36, y + 34)], LEAF)
    pen.disc(690, 80, 44, SUN)
    return (135, 220), (660, 210), (510, 330), (440, 474)


def device(pen: Pen) -> tuple[Point, ...]:
    """A panel in the sun, a box of electronics, what it switches."""
    pen.shape([(90, 70), (380, 30), (420, 190), (130, 230)], "#3f6182")
    for i in range(1, 4):
        pen.line((90 + i * 72, 70 - i * 10), (130 + i * 72, 230 - i * 10), thick=2, color=PALE)
    pen.line((110, 150), (400, 110), thick=2, color=PALE)
    pen.line((270, 210), (270, 560), thick=14)
    pen.box(330, 270, 190, 170, PALE, 14)
    pen.box(355, 295, 140, 60, pen.tint, 6)
    for i in range(4):
        pen.disc(372 + i * 36, 398, 11, FIRE if i == 0 else STEEL)
    pen.line((270, 350), (330, 350), thick=6)
    pen.line((520, 350), (600, 350), (600, 420), thick=6)
    pen.shape([(545, 420), (655, 420), (690, 540), (510, 540)], WATER)
    for r in (40, 70, 100):
        pen.arc(425, 268, r, 235, 305)
    pen.line((120, 560), (730, 560), thick=6, color=EARTH)
    return (160, 120), (425, 325), (425, 180), (600, 490)


def book(pen: Pen) -> tuple[Point, ...]:
    """An open book, a picture in it, a voice."""
    pen.shape([(60, 150), (390, 200), (390, 540), (60, 480)], PALE)
    pen.shape([(740, 150), (410, 200), (410, 540), (740, 480)], PALE)
    pen.shape([(390, 200), (410, 200), (410, 540), (390, 540)], pen.tint)
    pen.shape([(100, 210), (350, 248), (350, 380), (100, 340)], WATER)
    pen.shape([(120, 332), (190, 262), (250, 340), (290, 300), (340, 372)], LEAF)
    for i in range(4):
        pen.line((105, 380 + i * 26), (345, 420 + i * 26), thick=4, color=STEEL)
    for i in range(3):
        pen.line((450, 250 + i * 34), (700, 212 + i * 34), thick=4, color=STEEL)
    pen.disc(575, 400, 62, pen.tint)
    pen.shape([(556, 364), (556, 436), (614, 400)], PALE)
    for r in (90, 116):
        pen.arc(575, 400, r, -40, 40)
    return (220, 300), (575, 400), (230, 440), (560, 262)


def board(pen: Pen) -> tuple[Point, ...]:
    """A board of cells, some lit, on a stand."""
    pen.line((200, 480), (150, 590), thick=12)
    pen.line((600, 480), (650, 590), thick=12)
    pen.box(80, 60, 640, 430, WOOD, 16)
    pen.box(110, 90, 580, 370, PALE, 6)
    lit = {(0, 0), (1, 3), (2, 5), (3, 2), (1, 6)}
    for row in range(4):
        for column in range(7):
            fill = pen.tint if (row, column) in lit else "#e4ecd9" if (row + column) % 2 else "#ffffff"
            pen.box(130 + column * 78, 110 + row * 84, 66, 70, fill, 6)
    pen.disc(400, 540, 30, FIRE)
    return (163, 145), (397, 230), (400, 540), (553, 313)


def kiln(pen: Pen) -> tuple[Point, ...]:
    """A drum over a fire, with the pipe that cools what rises."""
    pen.box(110, 220, 340, 190, STEEL, 95)
    for x in (190, 280, 370):
        pen.line((x, 222), (x, 408), thick=3)
    pen.line((150, 400), (130, 560), thick=12)
    pen.line((410, 400), (430, 560), thick=12)
    for i, x in enumerate((190, 240, 290, 340, 390)):
        tall = 90 if i % 2 else 120
        pen.shape(
            [(x - 26, 556), (x - 12, 556 - tall * 0.6), (x, 556 - tall), (x + 14, 556 - tall * 0.5), (x + 26, 556)],
            FIRE,
        )
    pen.line((280, 220), (280, 110), (560, 110), (640, 360), thick=26, color=pen.tint)
    pen.box(560, 370, 160, 180, WATER, 12)
    pen.line((640, 372), (640, 400), thick=10)
    pen.box(70, 260, 60, 110, EARTH, 8)
    pen.disc(640, 470, 34, PALE)
    return (280, 315), (420, 110), (640, 470), (290, 500)


def bottle(pen: Pen) -> tuple[Point, ...]:
    """A ring of coloured tags, a card with a cross, a telephone that rings."""
    pen.box(90, 90, 230, 320, PALE, 18)
    pen.box(178, 150, 54, 170, FIRE, 6)
    pen.box(120, 208, 170, 54, FIRE, 6)
    pen.disc(480, 270, 130, None)
    tags = (FIRE, SUN, LEAF, WATER, pen.tint, STEEL, WOOD, "#ffffff")
    for i, fill in enumerate(tags):
        turn = i * math.pi / 4
        pen.disc(480 + 130 * math.cos(turn), 270 + 130 * math.sin(turn), 36, fill)
    pen.box(600, 380, 120, 200, STEEL, 18)
    pen.box(614, 402, 92, 140, "#ffffff", 4)
    for r in (86, 112):
        pen.arc(660, 480, r, 205, 260)
    pen.line((120, 350), (290, 350), thick=4, color=STEEL)
    pen.line((120, 376), (250, 376), thick=4, color=STEEL)
    return (205, 235), (480, 140), (660, 470), (388, 362)


def form(pen: Pen) -> tuple[Point, ...]:
    """A slip of paper with a code, pictures and a stamp."""
    pen.shape([(150, 60), (560, 40), (590, 540), (180, 560)], "#ffffff")
    for i in range(9):
        for j in range(9):
            if (i * 5 + j * 3 + i * j) % 4 < 2 or {i, j} & {0, 8} == {0, 8}:
                pen.draw.rectangle((*pen.at(210 + i * 15, 110 + j * 15), *pen.at(224 + i * 15, 124 + j * 15)), INK)
    for i in range(4):
        pen.line((370, 120 + i * 34), (530, 112 + i * 34), thick=6, color=STEEL)
    for i, fill in enumerate((LEAF, WATER, SUN, WOOD)):
        pen.box(205 + i * 88, 290 - i * 4, 72, 84, fill, 8)
    pen.line((210, 430), (540, 414), thick=6, color=STEEL)
    pen.line((212, 466), (440, 454), thick=6, color=STEEL)
    pen.draw.ellipse((*pen.at(440, 430), *pen.at(550, 530)), None, "#b3382c", pen.width)
    pen.box(610, 300, 120, 220, pen.tint, 20)
    pen.box(626, 326, 88, 150, PALE, 4)
    return (270, 170), (330, 330), (496, 480), (670, 400)


MOTIFS: dict[str, Callable[[Pen], tuple[Point, ...]]] = {
    "machine": machine, "cart": cart, "garden": garden, "device": device, "book": book, "board": board, "kiln": kiln,
    "bottle": bottle, "form": form,
}  # fmt: skip
