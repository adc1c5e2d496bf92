"""Roles of a person, with the letters of the permission matrix."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class Role(models.TextChoices):
    """Codes are stable; letters are the columns of `permissions.csv` (P is everybody; E and C come with an entry)."""

    FOCAL_POINT = "focal_point", _("Đầu mối đơn vị")
    COMMITTEE = "committee", _("Ban Chỉ đạo, Tổ giúp việc cấp xã")
    OFFICER = "officer", _("Chuyên viên cơ quan thường trực")
    SECRETARY = "secretary", _("Thư ký")
    JUDGE = "judge", _("Giám khảo")
    PANEL_CHAIR = "panel_chair", _("Trưởng tiểu ban")
    HEAD = "head", _("Trưởng Ban Tổ chức")
    RECEIVER = "receiver", _("Người nhận hồ sơ cấp trên")
    FINANCE = "finance", _("Tài chính")
    AUDITOR = "auditor", _("Thanh tra, giám sát")
    ADMIN = "admin", _("Quản trị hệ thống")


LETTERS = {
    Role.FOCAL_POINT: "U",
    Role.COMMITTEE: "X",
    Role.OFFICER: "O",
    Role.SECRETARY: "S",
    Role.JUDGE: "J",
    Role.PANEL_CHAIR: "H",
    Role.HEAD: "B",
    Role.RECEIVER: "V",
    Role.FINANCE: "F",
    Role.AUDITOR: "A",
    Role.ADMIN: "Y",
}
SECOND_FACTOR_ROLES = frozenset(
    {
        Role.OFFICER,
        Role.SECRETARY,
        Role.JUDGE,
        Role.PANEL_CHAIR,
        Role.HEAD,
        Role.RECEIVER,
        Role.FINANCE,
        Role.AUDITOR,
        Role.ADMIN,
    }
)
ERASED_NAME = "Đã xóa theo yêu cầu"  # of an account whose person asked that; kept in the database, so never translated
