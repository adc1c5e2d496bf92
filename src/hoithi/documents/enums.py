"""States of a document and of a number, as data. Codes are stable ASCII; labels are for people."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class DocumentState(models.TextChoices):
    DRAFT = "draft", _("Dự thảo")
    SUBMITTED = "submitted", _("Chờ duyệt")
    APPROVED = "approved", _("Đã duyệt, chờ ban hành")
    ISSUED = "issued", _("Đã ban hành")
    CANCELLED = "cancelled", _("Đã hủy")
    DISCARDED = "discarded", _("Đã bỏ dự thảo")


OUT = (DocumentState.ISSUED, DocumentState.CANCELLED)  # went out once, and so has a number and files
UNASKED = (DocumentState.DRAFT, DocumentState.DISCARDED)  # asks nobody for a word; it may have, and come back


class Audience(models.TextChoices):
    """Who may read a document once it is issued (permission matrix, note 21)."""

    OFFICE = "office", _("Ban Tổ chức và người thanh tra")
    MEMBERS = "members", _("Người có vai trò trong hội thi")
    PUBLIC = "public", _("Mọi người")


class Relation(models.TextChoices):
    """What a document does to the earlier one that it refers to."""

    REPLACES = "replaces", _("thay thế")
    CORRECTS = "corrects", _("đính chính")


class SignedKind(models.TextChoices):
    """How a signed file of a paper came."""

    HERE = "here", _("Ký số tại đây")
    ELSEWHERE = "elsewhere", _("Ký số nơi khác, tải lên")
    SCAN = "scan", _("Bản ký tay, chụp lại")


class TemplateState(models.TextChoices):
    """Whether papers may be made from an office's own Word file."""

    WAITING = "waiting", _("Chờ duyệt")
    APPROVED = "approved", _("Đang dùng")
    WITHDRAWN = "withdrawn", _("Đã thôi dùng")


class NumberState(models.TextChoices):
    RESERVED = "reserved", _("Giữ cho bản giấy")
    ISSUED = "issued", _("Đã dùng")
    CANCELLED = "cancelled", _("Đã hủy")


class RunState(models.TextChoices):
    """Where certificates that go out together stand."""

    DRAFT = "draft", _("Dự thảo")
    SUBMITTED = "submitted", _("Chờ duyệt")
    APPROVED = "approved", _("Đã duyệt, chờ cấp số")
    ISSUING = "issuing", _("Đang in")
    ISSUED = "issued", _("Đã cấp")
    CANCELLED = "cancelled", _("Đã bỏ")


class CertificateState(models.TextChoices):
    VALID = "valid", _("Có hiệu lực")
    CANCELLED = "cancelled", _("Đã hủy")
