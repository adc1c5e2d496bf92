"""What is done to papers, in words for the record."""

from collections.abc import Iterable
from typing import Any

from django.utils.translation import gettext as __
from django.utils.translation import gettext_lazy as _

from hoithi.audit import messages as audit
from hoithi.audit.messages import Told
from hoithi.audit.models import Event
from hoithi.documents.enums import Audience

VERBS = {
    "documents.create": _("Bắt đầu soạn"),
    "documents.save": _("Lưu bản mới"),
    "documents.comment": _("Góp ý"),
    "documents.submit": _("Trình duyệt"),
    "documents.return_to_draft": _("Trả lại để sửa"),
    "documents.approve": _("Duyệt"),
    "documents.discard": _("Bỏ dự thảo"),
    "documents.issue": _("Ban hành"),
    "documents.cancel": _("Hủy văn bản đã ban hành"),
    "documents.forget": _("Xóa tên theo yêu cầu"),
    "documents.sign": _("Ký số"),
    "documents.withdraw_signed": _("Thu hồi tệp đã ký"),
    "documents.attach_scan": _("Đính kèm bản ký tay"),
    "documents.set_audience": _("Đổi người được đọc"),
    "documents.upload_template": _("Gửi mẫu Word"),
    "documents.approve_template": _("Duyệt mẫu Word"),
    "documents.ask_withdrawal": _("Đề nghị thôi dùng mẫu Word"),
    "documents.withdraw_template": _("Thôi dùng mẫu Word"),
    "documents.choose_template": _("Chọn mẫu cho bản Word"),
    "documents.open_series": _("Mở sổ văn bản"),
    "documents.reserve_numbers": _("Giữ số văn bản"),
    "documents.use_number": _("Ghi số đã giữ vào sổ"),
    "documents.cancel_number": _("Hủy số văn bản"),
    "documents.draft_run": _("Lập đợt cấp giấy chứng nhận"),
    "documents.save_run": _("Sửa đợt cấp giấy chứng nhận"),
    "documents.submit_run": _("Trình duyệt giấy chứng nhận"),
    "documents.return_run": _("Trả lại đợt cấp giấy chứng nhận"),
    "documents.approve_run": _("Duyệt giấy chứng nhận"),
    "documents.discard_run": _("Bỏ đợt cấp giấy chứng nhận"),
    "documents.issue_run": _("Cấp số giấy chứng nhận"),
    "documents.print_run": _("In xong giấy chứng nhận"),
    "documents.cancel_certificate": _("Hủy giấy chứng nhận"),
}


def tell(events: Iterable[Event]) -> list[Told]:
    """What happened to a paper or a number, in the order given."""
    return audit.tell(events, more=_more)


def _more(data: dict[str, Any]) -> str:
    number = data.get("number") or ""
    if data.get("signer"):
        return str(data["signer"])
    if data.get("audience"):
        return str(Audience(data["audience"]).label)
    if data.get("template") and not number:
        return str(data["template"])
    said: str = (__("số %s") if isinstance(number, str) else __("bản %s")) % number if number else ""
    return said
