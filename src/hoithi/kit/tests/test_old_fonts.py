"""Names in the fonts from before Unicode: bad-input catalogue, line 5."""

import pytest

from hoithi.kit.old_fonts import from_old_fonts


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("Nguyeãn Vaên", "Nguyễn Văn"),
        ("NGUYEÃN VAÊN", "NGUYỄN VĂN"),
        ("Ñieåu Xuaân Loäc", "Điểu Xuân Lộc"),
        ("Traàn Thò Höôøng", "Trần Thị Hường"),
        ("NguyÔn V¨n", "Nguyễn Văn"),
        ("§iÓu Xu©n Léc", "Điểu Xuân Lộc"),
        ("TrÇn ThÞ H¹nh", "Trần Thị Hạnh"),
        ("§Æng ThÞ §µo", "Đặng Thị Đào"),
        ("Trần Thị Hường", None),
        ("H'Hen Niê", None),
        ("K’Brơi", None),
    ],
)
def test_what_was_meant_in_the_old_fonts(typed, meant):
    assert from_old_fonts(typed) == meant
