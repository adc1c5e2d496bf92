"""The picture of a solution: a sketch on squared paper with numbered parts; and a page as if it had been scanned."""

import zlib
from functools import cache
from io import BytesIO
from pathlib import Path

from PIL import Image, ImageDraw, ImageFont, ImageOps

import hoithi.kit
from hoithi.site.demo.dossiers import Solution
from hoithi.site.demo.samples.motifs import INK, MOTIFS, Pen, Point

WIDTH, HEIGHT = 1200, 900
_FINER = 2  # motifs are drawn twice as large, so that slanting lines come out smooth
_FACES = Path(hoithi.kit.__file__).parent / "data"
_LEFT, _TOP = 200, 85  # where the box of the motif stands
_BAND = 150
_LOOKS = {  # by field: the motif where an entry names none, and the colour
    "nong-nghiep": ("garden", "#5b8a3c"),
    "co-khi": ("machine", "#b0752b"),
    "cntt": ("device", "#3c6e9e"),
    "giao-duc": ("book", "#a8486a"),
    "vat-lieu": ("kiln", "#80604a"),
    "y-duoc": ("bottle", "#2f8c80"),
    "hanh-chinh": ("form", "#6a5a9c"),
}


def sketch(one: Solution, *, turn: int = 0) -> bytes:
    """A JPEG of 1200 by 900; `turn` 1 is the same thing seen from the other side."""
    motif, tint = _LOOKS[one.field]
    drawn, anchors = _drawn(one.sketch or motif, tint)
    places = [(_LEFT + x, _TOP + y) for x, y in anchors]
    if (zlib.crc32(one.code.encode()) + turn) % 2:
        sheet = ImageOps.mirror(drawn)
        places = [(WIDTH - x, y) for x, y in places]
    else:
        sheet = drawn.copy()
    draw = ImageDraw.Draw(sheet)
    _label(draw, places, one.parts, tint)
    _band(draw, one.title, "Ảnh 2: nhìn từ phía sau" if turn else "Ảnh 1: các bộ phận chính", tint)
    return _jpeg(sheet)


@cache
def _drawn(motif: str, tint: str) -> tuple[Image.Image, tuple[Point, ...]]:
    """A motif on squared paper, and the places on it to point at; several entries share one."""
    sheet = Image.new("RGB", (WIDTH * _FINER, HEIGHT * _FINER), "#fbf8ee")
    draw = ImageDraw.Draw(sheet)
    for step in range(0, WIDTH * _FINER, 75 * _FINER):
        draw.line((step, 0, step, HEIGHT * _FINER), "#ece5d2", _FINER)
        draw.line((0, step, WIDTH * _FINER, step), "#ece5d2", _FINER)
    anchors = MOTIFS[motif](Pen(draw, _FINER, _LEFT, _TOP, tint))
    return sheet.reduce(_FINER), anchors


@cache
def _font(size: int, *, bold: bool = False) -> ImageFont.FreeTypeFont:
    face = "BeVietnamPro-Bold.ttf" if bold else "BeVietnamPro-Regular.ttf"
    return ImageFont.truetype(_FACES / face, size, layout_engine=ImageFont.Layout.BASIC)


def _label(draw: ImageDraw.ImageDraw, places: list[Point], parts: tuple[str, ...], tint: str) -> None:
    """Numbered labels at both edges, the upper ones for the upper parts, each with a line to its part."""
    numbered = sorted(zip(places, parts, strict=False), key=lambda one: one[0])
    sides = numbered[: len(numbered) // 2], numbered[len(numbered) // 2 :]
    number = 0
    for side, column in enumerate(sides):
        for row, (place, words) in enumerate(sorted(column, key=lambda one: one[0][1])):
            number += 1
            _tag(draw, place, words, number, right=bool(side), y=60 + row * 590, tint=tint)


def _tag(draw: ImageDraw.ImageDraw, place: Point, words: str, number: int, *, right: bool, y: int, tint: str) -> None:
    font = _font(24)
    wide = font.getlength(words) + 74
    x = WIDTH - 30 - wide if right else 30
    inner = x if right else x + wide
    draw.line((inner, y + 24, *place), tint, 3)
    draw.ellipse((place[0] - 14, place[1] - 14, place[0] + 14, place[1] + 14), "#ffffff", tint, 3)
    box = (x, y, x + wide, y + 48)
    draw.rounded_rectangle(box, 24, "#ffffff", tint, 2)
    draw.ellipse((x + 5, y + 5, x + 43, y + 43), tint)
    draw.text((x + 24, y + 23), str(number), "#ffffff", _font(22, bold=True), anchor="mm")
    draw.text((x + 54, y + 23), words, INK, font, anchor="lm")


def _band(draw: ImageDraw.ImageDraw, title: str, below: str, tint: str) -> None:
    top = HEIGHT - _BAND
    draw.rectangle((0, top, WIDTH, HEIGHT), "#ffffff")
    draw.rectangle((0, top, 14, HEIGHT), tint)
    lines = _wrapped(title, _font(30, bold=True), WIDTH - 80)[:2]
    for row, line in enumerate(lines):
        draw.text((44, top + 18 + row * 42), line, INK, _font(30, bold=True))
    draw.text((44, top + 22 + len(lines) * 42), f"{below} · hình vẽ minh họa", tint, _font(22))


def _wrapped(words: str, font: ImageFont.FreeTypeFont, most: float) -> list[str]:
    lines = [""]
    for word in words.split():
        longer = f"{lines[-1]} {word}".strip()
        if font.getlength(longer) <= most:
            lines[-1] = longer
        else:
            lines.append(word)
    return lines


def scan(heading: str, paragraphs: tuple[str, ...], *, signed: str = "Trưởng ban", stamp: str = "") -> bytes:
    """A JPEG of a sheet of A4 with these words, as a telephone takes it; `stamp` is what a red ring says."""
    sheet = Image.new("RGB", (1000, 1414), "#fdfcf8")
    draw = ImageDraw.Draw(sheet)
    small, bold = _font(26), _font(30, bold=True)
    draw.text((500, 90), heading, INK, bold, anchor="mm")
    y = 170.0
    for paragraph in paragraphs:
        for line in _wrapped(paragraph, small, 800):
            draw.text((100, y), line, "#35405a", small)
            y += 40
        y += 24
    draw.text((720, y + 40), "Người ký", INK, small, anchor="mm")
    draw.line([(600 + i * 12, y + 110 + (i * 37 % 23) - (i % 3) * 14) for i in range(20)], "#23408a", 4, "curve")
    draw.text((720, y + 190), signed, INK, small, anchor="mm")
    if stamp:
        for r in (92, 84):
            draw.ellipse((560 - r, y + 110 - r, 560 + r, y + 110 + r), None, "#c4372c", 4)
        for row, line in enumerate(_wrapped(stamp, _font(18, bold=True), 130)):
            draw.text((560, y + 82 + row * 26), line, "#c4372c", _font(18, bold=True), anchor="mm")
    return _jpeg(sheet.rotate(0.7, Image.Resampling.BILINEAR, fillcolor="#8d8577"))


def _jpeg(picture: Image.Image) -> bytes:
    kept = BytesIO()
    picture.save(kept, "JPEG", quality=70)
    return kept.getvalue()
