"""The letters of a PDF page as pieces of text: what stands together on one line, without a wide gap."""

import ctypes
from collections.abc import Iterator
from typing import Any

import pypdfium2.raw as pdfium_c

from hoithi.contests.plan.sources.grid import Box
from hoithi.contests.plan.text import compose, squeeze

_BOLD = 600
_WIDE = 0.8
# What the library gives for a hyphen at the end of a line.
_HYPHENS = (0x02, 0xFFFE, 0xAD)


def read_boxes(page: Any) -> list[Box]:
    """Pieces of text of a page in the order of the file, each with its place and whether it is bold."""
    text = page.get_textpage()
    boxes = [_box(text, piece) for piece in _pieces(text)]
    text.close()
    return [box for box in boxes if box.text]


Letter = tuple[int, str, float, float, float, float]


def _letters(text: Any) -> Iterator[Letter]:
    """Each character with its index and its box: left, right, bottom, top."""
    edges = [ctypes.c_double() for _ in range(4)]
    for index in range(text.count_chars()):
        code = pdfium_c.FPDFText_GetUnicode(text, index)
        pdfium_c.FPDFText_GetCharBox(text, index, *edges)
        left, right, bottom, top = (edge.value for edge in edges)
        yield (index, "-" if code in _HYPHENS else chr(code), left, right, bottom, top)


def _pieces(text: Any) -> Iterator[list[Letter]]:
    piece: list[Letter] = []
    for letter in _letters(text):
        if letter[1] in "\r\n":
            yield piece
            piece = []
        elif piece and not letter[1].isspace() and _apart(piece, letter):
            yield piece
            piece = [letter]
        else:
            piece.append(letter)
    yield piece


def _apart(piece: list[Letter], letter: Letter) -> bool:
    """Whether a letter stands too far from the piece before it, or on another line."""
    shown = [other for other in piece[-3:] if not other[1].isspace()]
    if not shown:
        return False
    last = shown[-1]
    height = max(last[5] - last[4], letter[5] - letter[4], 4.0)
    return (
        letter[2] - last[3] > _WIDE * height
        or letter[2] < last[2] - 3 * height
        or letter[4] > last[5]
        or letter[5] < last[4] - height
    )


def _box(text: Any, piece: list[Letter]) -> Box:
    shown = [letter for letter in piece if not letter[1].isspace()]
    words = squeeze(compose("".join(letter[1] for letter in piece)))
    if not shown or not words:
        return Box(0, 0, 0, 0, "")
    bold = all(_is_bold(text, letter[0]) for letter in (shown[0], shown[-1]))
    lefts, rights, bottoms, tops = zip(*(letter[2:] for letter in shown), strict=True)
    return Box(min(lefts), min(bottoms), max(rights), max(tops), words, bold)


def _is_bold(text: Any, index: int) -> bool:
    """By the name of the font, or by its weight where the name does not tell."""
    name = ctypes.create_string_buffer(128)
    pdfium_c.FPDFText_GetFontInfo(text, index, name, 128, None)
    known = any(word in name.value.lower() for word in (b"bold", b"black", b"heavy"))
    return known or pdfium_c.FPDFText_GetFontWeight(text, index) >= _BOLD
