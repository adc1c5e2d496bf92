"""What these pages put into menus, panels and lists of verbs."""

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

VERBS: dict[str, str | Promise] = {
    "entries.request_supplement": _("Yêu cầu bổ sung"),
    "entries.accept_entry": _("Tiếp nhận hợp lệ"),
    "entries.reject_entry": _("Kết luận không hợp lệ"),
    "entries.mark_duplicate": _("Đánh dấu trùng hồ sơ khác"),
    "entries.reopen_entry": _("Hủy kết luận, kiểm tra lại"),
    "entries.change_field": _("Chuyển lĩnh vực"),
    "entries.add_note": _("Ghi chú nội bộ"),
    "entries.propose_extension": _("Đề nghị gia hạn"),
    "entries.decide_extension": _("Duyệt đề nghị gia hạn"),
    "entries.bulk": _("Xử lý nhiều hồ sơ cùng lúc"),
    "entries.save_view": _("Lưu bộ lọc"),
    "entries.delete_view": _("Xóa bộ lọc"),
    "entries.export_list": _("Tải danh sách hồ sơ"),
    "entries.ask_dossiers": _("Yêu cầu tệp ZIP hồ sơ"),
    "entries.make_dossiers": _("Làm tệp ZIP hồ sơ"),
    "entries.take_dossiers": _("Tải tệp ZIP hồ sơ"),
}


def register() -> None:
    """Called once the apps are ready; said twice it changes nothing."""
