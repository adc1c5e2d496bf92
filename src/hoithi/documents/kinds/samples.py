"""Whom the samples are about: the eighth contest of Hớn Quản, with invented people."""

from typing import Any

NAME = "Hội thi Sáng tạo kỹ thuật huyện Hớn Quản lần thứ VIII, năm 2024-2025"
COMMITTEE: dict[str, Any] = {
    "parent": "UBND HUYỆN HỚN QUẢN",
    "issuer": "BAN TỔ CHỨC HỘI THI SÁNG TẠO KỸ THUẬT LẦN THỨ VIII",
    "place": "Hớn Quản",
    "authority": "TM. BAN TỔ CHỨC HỘI THI",
    "position": "TRƯỞNG BAN",
    "post": "PHÓ CHỦ TỊCH UBND HUYỆN",
    "signer": "Trần Quốc Tuấn",
    "recipients": "CT, các PCT. UBND huyện\nThành viên Ban Tổ chức, Tổ Thư ký\nUBND các xã, thị trấn",
    "filing": "VT, KT&HT",
    "contest": NAME,
}
DISTRICT: dict[str, Any] = {
    "issuer": "ỦY BAN NHÂN DÂN HUYỆN HỚN QUẢN",
    "place": "Hớn Quản",
    "authority": "KT. CHỦ TỊCH",
    "position": "PHÓ CHỦ TỊCH",
    "signer": "Trần Quốc Tuấn",
    "recipients": "CT, các PCT. UBND huyện\nLĐVP",
    "filing": "VT, KT",
    "contest": NAME,
}


def also(recipients: str, frame: dict[str, Any]) -> dict[str, Any]:
    """`frame` of a paper that goes first of all to `recipients`: those named above in it."""
    return {**frame, "recipients": f"{recipients}\n{frame['recipients']}"}


DECIDER = "Chủ tịch Ủy ban nhân dân huyện Hớn Quản"
HEAD = f"Trưởng Ban Tổ chức {NAME}"
PLAN = f"Căn cứ Kế hoạch số 12/KH-BTC ngày 20/3/2024 của Ban Tổ chức Hội thi về tổ chức {NAME}"
LAW = (
    "Căn cứ Luật Tổ chức chính quyền địa phương ngày 19 tháng 6 năm 2015; Luật sửa đổi, bổ sung một số điều của Luật "
    "Tổ chức Chính phủ và Luật Tổ chức chính quyền địa phương ngày 22 tháng 11 năm 2019"
)
AWARD_LAW = "Căn cứ Luật Thi đua, khen thưởng ngày 15 tháng 6 năm 2022"
STANDING = "Trưởng phòng Kinh tế và Hạ tầng"

PEOPLE: list[dict[str, Any]] = [
    {"name": "Trần Quốc Tuấn", "post": "Phó Chủ tịch UBND huyện", "duty": "Trưởng Ban"},
    {"name": "Lê Thị Hồng Nhung", "post": "Trưởng phòng Kinh tế và Hạ tầng", "duty": "Phó Trưởng Ban Thường trực"},
    {"name": "Hoàng Đức Thắng", "post": "Chủ tịch Liên đoàn Lao động huyện", "duty": "Phó Trưởng Ban"},
    {"name": "Phạm Ngọc Ánh", "post": "Trưởng phòng Giáo dục và Đào tạo", "duty": "Ủy viên"},
    {"name": "Điểu Minh Sang", "post": "Bí thư Huyện đoàn", "duty": "Ủy viên"},
    {"name": "Vũ Thị Thu Hà", "post": "Trưởng phòng Tài chính - Kế hoạch", "duty": "Ủy viên"},
]
SECRETARIES: list[dict[str, Any]] = [
    {"name": "Bùi Quốc Khánh", "post": "Chuyên viên phòng Kinh tế và Hạ tầng", "duty": "Tổ trưởng"},
    {"name": "Ngô Bích Liên", "post": "Chuyên viên Văn phòng HĐND và UBND huyện", "duty": "Tổ viên"},
]
FIELDS = (
    "Công nghệ thông tin, điện tử, viễn thông",
    "Cơ khí tự động hóa, xây dựng, giao thông vận tải",
    "Nông lâm ngư nghiệp, tài nguyên và môi trường",
    "Giáo dục và đào tạo",
)
ENTRIES: list[dict[str, Any]] = [
    {"number": "HS-0001", "name": "Máy thái củ mì", "field": FIELDS[2], "authors": "Điểu Văn Lành",
     "unit": "Xã An Khương"},
    {"number": "HS-0002", "name": "Cải tiến quy cách dán tem sản phẩm cao su khối và phương pháp quản lý truy xuất "
     "nguồn gốc sản phẩm", "field": FIELDS[1], "authors": "Đỗ Thanh Bình, Võ Minh Trí",
     "unit": "Công ty TNHH MTV Cao su Bình Long"},
    {"number": "HS-0003", "name": "Xây dựng hệ thống giám sát và điều khiển đèn chiếu sáng thông minh",
     "field": FIELDS[0], "authors": "Nguyễn Hoàng Long", "unit": "Điện lực Hớn Quản"},
    {"number": "HS-0004", "name": "Máy sấy đa năng, thông minh - tiết kiệm năng lượng", "field": FIELDS[3],
     "authors": "Lâm Kim Chi", "unit": "Trường THPT Nguyễn Hữu Cảnh"},
    {"number": "HS-0005", "name": "Giàn phun thuốc bảo vệ thực vật, bón phân qua lá", "field": FIELDS[2],
     "authors": "Thị Hồng", "unit": "Xã Thanh An"},
]  # fmt: skip
PRIZES: list[dict[str, Any]] = [
    {**{key: ENTRIES[at][key] for key in ("name", "authors", "unit")}, "prize": prize, "points": points,
     "amount": amount}
    for at, prize, points, amount in (
        (1, "Giải Nhất", "92,5", 10_000_000),
        (2, "Giải Nhì", "88", 7_000_000),
        (0, "Giải Ba", "84,25", 5_000_000),
        (3, "Giải Ba", "81,5", 5_000_000),
        (4, "Giải Khuyến khích", "75", 2_500_000),
    )
]  # fmt: skip
COUNTS: list[dict[str, Any]] = [
    {"name": field, "count": count} for field, count in zip(FIELDS, (9, 14, 21, 18), strict=True)
]
CRITERIA: list[dict[str, Any]] = [
    {"name": "Tính mới, tính sáng tạo", "most": "40"},
    {"name": "Khả năng áp dụng", "most": "30"},
    {"name": "Hiệu quả kinh tế - kỹ thuật - xã hội", "most": "30"},
]
