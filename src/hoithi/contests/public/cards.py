"""The picture that social networks show for a contest: 1200 by 630, drawn once for each version of the contest."""

import io
import textwrap
from functools import lru_cache
from pathlib import Path

from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _
from PIL import Image, ImageDraw, ImageFont

from hoithi import kit
from hoithi.contests.public import queries, words
from hoithi.contests.public.views import fetch
from hoithi.contests.stages import state_at
from hoithi.kit.clock import now
from hoithi.kit.dates import show_bound
from hoithi.kit.templatetags.kit import roman

SIZE = (1200, 630)
GREEN, LIGHT, SOFT, WHITE = "#073b27", "#8fd4ae", "#c9e4d5", "#ffffff"
FONTS = Path(kit.__file__).parent / "data"


@lru_cache(maxsize=16)
def _font(size: int, weight: str = "Bold") -> ImageFont.FreeTypeFont:
    return ImageFont.truetype(FONTS / f"BeVietnamPro-{weight}.ttf", size)


def contest_card(request: HttpRequest, slug: str) -> HttpResponse:
    """The share card of a contest as PNG."""
    contest = fetch(request, slug)
    milestones = queries.milestones_of(contest)
    window = words.entry_window(milestones)
    over = " · ".join(part for part in (contest.owner.name, contest.years) if part)
    edition = _("lần thứ %s") % roman(contest.edition) if contest.edition else ""
    name = f"{contest.name} {edition}"
    state = str(state_at(contest, milestones, now()).label)
    deadline = (
        _("Hạn nộp: %s") % show_bound(window.ends_at) if window and window.confirmed_at and window.ends_at else ""
    )
    return HttpResponse(draw(over, name, state, deadline), content_type="image/png")


@lru_cache(maxsize=64)
def draw(over: str, name: str, state: str, deadline: str) -> bytes:
    """The card as PNG bytes; the same words give the same picture without drawing it again."""
    image = Image.new("RGB", SIZE, GREEN)
    pen = ImageDraw.Draw(image)
    _weave(pen)
    pen.text((72, 92), over[:60], font=_font(34, "Regular"), fill=SOFT)
    lines, size = _fit(name)
    y = 160.0
    for line in lines:
        pen.text((72, y), line, font=_font(size), fill=WHITE)
        y += size * 1.32
    pen.rounded_rectangle((72, 492, 72 + pen.textlength(state, _font(32)) + 56, 552), 30, fill=LIGHT)
    pen.text((100, 500), state, font=_font(32), fill=GREEN)
    if deadline:
        x = 72 + pen.textlength(state, _font(32)) + 88
        pen.text((x, 500), deadline, font=_font(32, "Regular"), fill=WHITE)
    out = io.BytesIO()
    image.quantize(64).save(out, "PNG", optimize=True)
    return out.getvalue()


def _fit(name: str) -> tuple[list[str], int]:
    for size, width in ((76, 26), (64, 31), (54, 37), (44, 46)):
        lines = textwrap.wrap(name, width)
        if len(lines) * size * 1.32 <= 310:
            return lines, size
    return [*lines[:4], "…"], 44


def _weave(pen: ImageDraw.ImageDraw) -> None:
    """The band of diamonds at the foot and the head, as on the pages."""
    for y in (0, 598):
        for x in range(0, SIZE[0], 32):
            pen.polygon([(x, y + 16), (x + 16, y), (x + 32, y + 16), (x + 16, y + 32)], outline=LIGHT, width=3)
            pen.polygon([(x + 10, y + 16), (x + 16, y + 10), (x + 22, y + 16), (x + 16, y + 22)], fill=LIGHT)
