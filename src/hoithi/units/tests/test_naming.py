import pytest

from hoithi.units.naming import group_kinds, guess_kind, initials


@pytest.mark.parametrize(
    ("name", "kind"),
    [
        ("Phòng Kinh tế và Hạ tầng", "department"),
        ("Huyện đoàn", "union"),
        ("Huyện ủy", "committee"),
        ("Liên đoàn Lao động huyện", "union"),
        ("UBND xã Tân Hưng", "commune"),
        ("Thị trấn Tân Khai", "township"),
        ("Thị xã Bình Long", "district"),
        ("Phường Tân Khai", "ward"),
        ("Điện lực Hớn Quản", "enterprise"),
        ("Công ty TNHH MTV cao su Bình Long", "enterprise"),
        ("Công an huyện", "police"),
        ("Ban Chỉ huy Quân sự huyện", "armed_forces"),
        ("Trường THPT Trần Phú", "school"),
        ("Đài Truyền thanh và Truyền hình huyện", "centre"),
        ("Văn phòng HĐND và UBND huyện", "office"),
        ("Hội Nông dân huyện", "association"),
        ("Hội đồng Giám khảo", "committee"),
        ("Ban Dân vận", "department"),
        ("Câu lạc bộ Sáng chế", "other"),
    ],
)
def test_the_first_words_of_a_name_tell_its_kind(name, kind):
    assert guess_kind(name) == kind


@pytest.mark.parametrize(
    ("name", "kinds"),
    [
        ("UBND các xã, thị trấn", ("commune", "township")),
        ("Ủy ban nhân dân các xã, phường", ("commune", "ward")),
        ("Các trường học trên địa bàn huyện", ("school",)),
        ("UBND các huyện, thị xã, thành phố", ("district",)),
        ("các phòng, ban, ngành, đoàn thể huyện", ("department", "union", "association")),
        ("Các xã và Phòng Nội vụ", ()),
        ("Phòng Nội vụ", ()),
        ("Các nhà khoa học", ()),
    ],
)
def test_a_name_of_many_bodies_gives_their_kinds(name, kinds):
    assert group_kinds(name) == kinds


def test_initials_are_folded():
    assert initials("Phòng Kinh tế và Hạ tầng") == "pktvht"
