"""Kinds of body to begin with: the table grows by data, this is only its first content."""

# code, name, whether it is a territory, order in lists
KINDS: tuple[tuple[str, str, bool, int], ...] = (
    ("province", "Tỉnh, thành phố trực thuộc trung ương", True, 10),
    ("district", "Huyện, quận, thị xã, thành phố thuộc tỉnh", True, 20),
    ("commune", "Xã", True, 30),
    ("ward", "Phường", True, 31),
    ("township", "Thị trấn", True, 32),
    ("department", "Sở, phòng, ban chuyên môn", False, 40),
    ("office", "Văn phòng", False, 41),
    ("centre", "Trung tâm, đài, đơn vị sự nghiệp", False, 42),
    ("union", "Công đoàn, Đoàn thanh niên", False, 50),
    ("association", "Mặt trận, hội, hiệp hội", False, 51),
    ("school", "Trường học", False, 60),
    ("enterprise", "Doanh nghiệp", False, 70),
    ("armed_forces", "Quân sự, biên phòng", False, 80),
    ("police", "Công an", False, 81),
    ("committee", "Ban Tổ chức, Ban Chỉ đạo, hội đồng", False, 90),
    ("other", "Khác", False, 100),
)
COMMUNES = ("commune", "ward", "township")
