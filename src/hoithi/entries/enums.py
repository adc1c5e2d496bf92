"""States and kinds of an entry as data. Codes are stable ASCII; labels are for people."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class EntryState(models.TextChoices):
    DRAFT = "draft", _("Đang soạn")
    SUBMITTED = "submitted", _("Đã nộp, chờ kiểm tra")
    RETURNED = "returned", _("Cần bổ sung")
    ACCEPTED = "accepted", _("Đã tiếp nhận hợp lệ")
    REJECTED = "rejected", _("Không hợp lệ")
    DUPLICATE = "duplicate", _("Trùng hồ sơ khác")
    WITHDRAWN = "withdrawn", _("Đã rút")


# From a state to those that a verb may bring about. A submitted dossier that is corrected stays submitted.
TRANSITIONS: dict[str, frozenset[str]] = {
    EntryState.DRAFT: frozenset({EntryState.SUBMITTED}),
    EntryState.SUBMITTED: frozenset(
        {
            EntryState.SUBMITTED,
            EntryState.RETURNED,
            EntryState.ACCEPTED,
            EntryState.REJECTED,
            EntryState.DUPLICATE,
            EntryState.WITHDRAWN,
        }
    ),
    EntryState.RETURNED: frozenset({EntryState.SUBMITTED, EntryState.REJECTED, EntryState.WITHDRAWN}),
    EntryState.ACCEPTED: frozenset(
        {
            EntryState.SUBMITTED,  # taken by mistake, checked again
            EntryState.RETURNED,
            EntryState.REJECTED,
            EntryState.DUPLICATE,
            EntryState.WITHDRAWN,
        }
    ),
    EntryState.REJECTED: frozenset({EntryState.SUBMITTED}),  # the decision is taken back, with a reason
    EntryState.DUPLICATE: frozenset({EntryState.SUBMITTED}),
    EntryState.WITHDRAWN: frozenset({EntryState.SUBMITTED}),  # before the deadline the entrant may change their mind
}
IN_HAND = (EntryState.SUBMITTED, EntryState.RETURNED)  # under check: neither taken nor refused
EDITABLE = (EntryState.DRAFT, EntryState.SUBMITTED, EntryState.RETURNED)


class Source(models.TextChoices):
    ONLINE = "online", _("Nộp trực tuyến")
    COUNTER = "counter", _("Nộp trực tiếp tại quầy")
    POST = "post", _("Gửi qua bưu điện")


class AuthorState(models.TextChoices):
    PENDING = "pending", _("Chờ tác giả xác nhận")
    CONFIRMED = "confirmed", _("Đã xác nhận")
    ON_PAPER = "on_paper", _("Đã ký trên giấy")
    DECLINED = "declined", _("Không nhận là tác giả")


class UnitAnswer(models.TextChoices):
    WAITING = "waiting", _("Chờ đơn vị xác nhận")
    CONFIRMED = "confirmed", _("Đơn vị đã xác nhận")
    ON_PAPER = "on_paper", _("Có bản giấy đóng dấu")
    DECLINED = "declined", _("Đơn vị không xác nhận")


class VersionState(models.TextChoices):
    COMPLETE = "complete", _("Đủ tệp")
    WAITING = "waiting", _("Chờ tệp tải xong")
    INCOMPLETE = "incomplete", _("Thiếu tệp, chờ cán bộ quyết định")


class Purpose(models.TextChoices):
    """What personal data may be used for: each agreed to apart, each to be taken back (domain.md 4.3)."""

    ENTER = "enter", _("Xét hồ sơ dự thi")
    PUBLISH = "publish", _("Công bố họ tên, đơn vị, ảnh khi đạt giải")
    CONTACT = "contact", _("Công bố cách liên hệ để chia sẻ giải pháp")
    ETHNICITY = "ethnicity", _("Dùng thông tin dân tộc để xét giải dành cho đồng bào dân tộc thiểu số")
    GUARDIAN = "guardian", _("Cha mẹ, người giám hộ đồng ý cho dự thi")
    GUARDIAN_PUBLISH = "guardian_publish", _("Cha mẹ, người giám hộ đồng ý công bố họ tên, trường, ảnh của con")


class Decision(models.TextChoices):
    WAITING = "waiting", _("Chờ duyệt")
    APPROVED = "approved", _("Đã duyệt")
    REFUSED = "refused", _("Không duyệt")


class AssistState(models.TextChoices):
    """What the owner says of a version that was typed in for them."""

    WAITING = "waiting", _("Chờ người dự thi xác nhận")
    CONFIRMED = "confirmed", _("Người dự thi đã xác nhận")
    REFUSED = "refused", _("Người dự thi báo chưa đúng")


class ConfirmedBy(models.TextChoices):
    CODE = "code", _("Mã dùng một lần")
    ACCOUNT = "account", _("Tài khoản của người dự thi")
    PAPER = "paper", _("Bản giấy có chữ ký")


# Parts of a dossier that are not questions of the form; each has a version of its own in `Entry.parts`.
ABOUT, AUTHORS, FILES = "about", "authors", "files"
PAPER_SLOT = "ban-giay"  # pages of the paper dossier, photographed or scanned at the counter
ERASED = "đã xóa theo yêu cầu"  # stands where personal data stood; kept in the database, so never translated
