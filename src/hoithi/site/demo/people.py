"""The people of the demo, one or more for each role. All are invented; their numbers begin with 0900000."""

from dataclasses import dataclass

from hoithi.accounts.enums import Role


@dataclass(frozen=True, slots=True)
class Played:
    """A role of the demo's bar: who plays it, over what.

    `scope` is "contest" (of the ward), "office" (all that the ward runs) or "installation"; `unit` the name of the
    body that the person speaks for.
    """

    code: str
    label: str
    name: str
    role: Role | None
    scope: str = "contest"
    unit: str = ""
    title: str = ""


PLAYED = (
    Played(
        "chuyen-vien", "Chuyên viên cơ quan thường trực", "Lê Thị Mai Thảo", Role.OFFICER, "office", title="Chuyên viên"
    ),
    Played(
        "dau-moi",
        "Đầu mối đơn vị",
        "Ngô Đức Thiện",
        Role.FOCAL_POINT,
        unit="Phòng Văn hóa - Xã hội",
        title="Chuyên viên",
    ),
    Played("to-giup-viec", "Tổ giúp việc", "Điểu Minh", Role.COMMITTEE, unit="Đoàn Thanh niên phường", title="Bí thư"),
    Played("thu-ky", "Tổ Thư ký", "Phan Thị Thu Hà", Role.SECRETARY),
    Played("giam-khao", "Giám khảo", "Hoàng Văn Tuấn", Role.JUDGE),
    Played("truong-tieu-ban", "Trưởng tiểu ban", "Đỗ Thị Kim Liên", Role.PANEL_CHAIR),
    Played("truong-ban", "Trưởng Ban Tổ chức", "Trần Quốc Bảo", Role.HEAD, "office", title="Phó Chủ tịch UBND phường"),
    Played("tai-chinh", "Tài chính", "Vũ Ngọc Ánh", Role.FINANCE),
    Played("cap-tren", "Người nhận cấp trên", "Phạm Minh Khôi", Role.RECEIVER),
    Played("thanh-tra", "Thanh tra, giám sát", "Bùi Thanh Sơn", Role.AUDITOR, "installation"),
    Played("quan-tri", "Quản trị hệ thống", "Nguyễn Hoài Nam", Role.ADMIN, "installation"),
    Played("thi-sinh", "Người dự thi", "Điểu Xuân Lộc", None),
)


# The focal points of the ward's other bodies, in the order in which the bodies are named.
OTHERS = (
    "Lâm Thị Ngọc Bích",
    "Cao Văn Phúc",
    "Thị Hồng",
    "Đinh Công Lý",
    "Trịnh Thị Mỹ Duyên",
    "Hồ Quang Vinh",
    "Nguyễn Thị Ánh Tuyết",
    "Mai Xuân Trường",
)
