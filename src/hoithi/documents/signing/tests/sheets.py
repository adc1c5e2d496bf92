"""A paper to sign, set by Typst alone: the places are found on what is printed, whoever printed it."""

from functools import cache
from io import BytesIO
from pathlib import Path

import typst
from PIL import Image, ImageDraw

_FONTS = Path(__file__).parent.parent.parent / "data" / "fonts"
_SOURCE = """
#set page(paper: "a4", margin: (top: 20mm, bottom: 20mm, left: 30mm, right: 15mm))
#set text(font: "Tinos", size: 14pt, lang: "vi")
#grid(columns: (2fr, 3fr), align: center,
  [UBND HUYỆN MẪU \\ *PHÒNG KINH TẾ* \\ Số: 07/TB-KT],
  [*CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM* \\ *Độc lập - Tự do - Hạnh phúc* \\ _Hớn Quản, ngày 05 tháng 01 năm 2024_])
#align(center)[*THÔNG BÁO* \\ *Về việc nhận hồ sơ dự thi*]
PAGES
Phòng Kinh tế nhận hồ sơ dự thi của mọi tác giả trong giờ hành chính./.
#v(6mm)
#grid(columns: (1fr, 1fr), LEFT, align(center)[
  *TM. BAN TỔ CHỨC* \\ *TRƯỞNG BAN*
  #v(GAPmm)
  POST*NAME*
])
"""
_RECIPIENTS = "[_*Nơi nhận:*_ \\ - Như trên; \\ - Lưu: VT.]"


@cache
def sheet(*, name="Nguyễn Văn Mẫu", gap=25, post="", pages="", left=_RECIPIENTS):
    """The PDF of a notice with room for one who signs."""
    source = _SOURCE.replace("PAGES", pages).replace("GAP", str(gap)).replace("LEFT", left)
    source = source.replace("POST", f"*{post}* \\ " if post else "").replace("*NAME*", f"*{name}*" if name else "")
    fonts = typst.Fonts(include_system_fonts=False, font_paths=[_FONTS])
    return typst.compile(source.encode(), font_paths=fonts, format="pdf", pdf_standards="a-2b")


@cache
def png(colour=(0, 0, 200), size=(300, 120), ground=(0, 0, 0, 0)):
    """A drawing on a transparent ground."""
    picture = Image.new("RGBA", size, ground)
    ImageDraw.Draw(picture).ellipse((4, 4, size[0] - 4, size[1] - 4), outline=(*colour, 255), width=6)
    kept = BytesIO()
    picture.save(kept, "PNG")
    return kept.getvalue()
