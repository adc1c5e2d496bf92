"""States, kinds and milestones of a contest as data. Codes are stable ASCII; labels are for people."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class State(models.TextChoices):
    DRAFT = "draft", _("Đang chuẩn bị")
    ANNOUNCED = "announced", _("Đã công bố")
    OPEN = "open", _("Đang nhận hồ sơ")
    CLOSED = "closed", _("Đã hết hạn nhận hồ sơ")
    JUDGING = "judging", _("Đang chấm thi")
    DELIBERATION = "deliberation", _("Đang xét giải")
    APPROVED = "approved", _("Đã duyệt kết quả")
    PUBLISHED = "published", _("Đã công bố kết quả")
    AWARDED = "awarded", _("Đã trao giải")
    ARCHIVED = "archived", _("Đã lưu trữ")
    CANCELLED = "cancelled", _("Đã hủy")


ORDER = tuple(state for state in State if state != State.CANCELLED)
# The dates of the plan lead a contest along these by themselves; further on only verbs do.
DRIVEN_BY_DATES = (State.ANNOUNCED, State.OPEN, State.CLOSED, State.JUDGING)
FROZEN = (State.ARCHIVED, State.CANCELLED)  # read only
# Columns of the permission matrix (reliability.md, section 5).
PHASES = {
    State.DRAFT: "K0",
    State.ANNOUNCED: "K1",
    State.OPEN: "K1",
    State.CLOSED: "K2",
    State.JUDGING: "K3",
    State.DELIBERATION: "K4",
    State.APPROVED: "K5",
    State.PUBLISHED: "K6",
    State.AWARDED: "K7",
    State.ARCHIVED: "K8",
    State.CANCELLED: "KX",
}


class Kind(models.TextChoices):
    TECHNICAL = "technical", _("Hội thi Sáng tạo kỹ thuật")
    YOUTH = "youth", _("Cuộc thi Sáng tạo thanh thiếu niên, nhi đồng")
    INITIATIVE = "initiative", _("Công nhận sáng kiến")


class MilestoneKind(models.TextChoices):
    LAUNCH = "launch", _("Lễ phát động")
    ENTRIES = "entries", _("Nhận hồ sơ")
    JURY = "jury", _("Thành lập Hội đồng Giám khảo")
    JUDGING = "judging", _("Chấm thi")
    PROMOTION = "promotion", _("Gửi hồ sơ dự thi cấp trên")
    CEREMONY = "ceremony", _("Tổng kết, trao giải")
    REPORT = "report", _("Báo cáo")
    OTHER = "other", _("Mốc khác")


# Milestones that open and close doors: moving one in a running contest takes two persons.
BINDING = (MilestoneKind.ENTRIES, MilestoneKind.JUDGING)


class Precision(models.TextChoices):
    MINUTE = "minute", _("đến phút")
    DAY = "day", _("đến ngày")
    WEEK = "week", _("trong tuần")
    MONTH = "month", _("trong tháng")
    QUARTER = "quarter", _("trong quý")
    YEAR = "year", _("trong năm")


class RuleKind(models.TextChoices):
    FIELDS = "fields", _("Lĩnh vực dự thi")
    ELIGIBILITY = "eligibility", _("Điều kiện dự thi")
    FORM = "form", _("Mẫu hồ sơ")
    RUBRIC = "rubric", _("Tiêu chí chấm điểm")
    PRIZES = "prizes", _("Cơ cấu giải thưởng")


class Period(models.TextChoices):
    MONTH = "month", _("Hằng tháng")
    QUARTER = "quarter", _("Hằng quý")
    HALF_YEAR = "half_year", _("6 tháng")
    YEAR = "year", _("Hằng năm")
    ONCE = "once", _("Một lần")


class PlanState(models.TextChoices):
    REVIEW = "review", _("Đang rà soát")
    CONFIRMED = "confirmed", _("Đã xác nhận")
    DISCARDED = "discarded", _("Đã bỏ")


class Change(models.TextChoices):
    """What can be proposed for a running contest."""

    DETAILS = "details", _("Thông tin chung")
    MILESTONE = "milestone", _("Mốc thời gian")
    REMOVAL = "removal", _("Bỏ mốc thời gian")
    RULES = "rules", _("Thể lệ")
    REPORTING = "reporting", _("Chế độ báo cáo")
    STATE = "state", _("Chuyển trạng thái")


class Decision(models.TextChoices):
    APPROVED = "approved", _("Đã duyệt")
    REJECTED = "rejected", _("Không duyệt")
    WITHDRAWN = "withdrawn", _("Đã rút")
