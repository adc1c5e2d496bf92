"""The record of a body in words for people."""

from collections.abc import Iterable
from datetime import date
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from hoithi.audit import messages as audit
from hoithi.audit.messages import Told
from hoithi.audit.models import Event
from hoithi.kit.dates import show_date

VERBS = {
    "units.create_unit": gettext_lazy("Lập đơn vị"),
    "units.edit_unit": gettext_lazy("Sửa thông tin"),
    "units.rename_unit": gettext_lazy("Đổi tên"),
    "units.add_alias": gettext_lazy("Thêm tên gọi khác"),
    "units.remove_alias": gettext_lazy("Bỏ tên gọi khác"),
    "units.move_unit": gettext_lazy("Chuyển đơn vị cấp trên"),
    "units.close_unit": gettext_lazy("Chấm dứt hoạt động"),
    "units.reopen_unit": gettext_lazy("Mở lại đơn vị"),
    "units.succeed": gettext_lazy("Sáp nhập, chia tách"),
    "units.take_over": gettext_lazy("Tiếp nhận đơn vị cũ"),
    "units.merge_duplicates": gettext_lazy("Gộp hai dòng trùng nhau"),
    "units.add_member": gettext_lazy("Thêm thành viên"),
    "units.link_member": gettext_lazy("Gắn thành viên với tài khoản"),
    "units.edit_member": gettext_lazy("Sửa thành viên"),
    "units.end_member": gettext_lazy("Thành viên thôi tham gia"),
    "units.set_focal_point": gettext_lazy("Chọn đầu mối"),
    "units.propose": gettext_lazy("Gửi đề nghị thay đổi"),
    "units.decide_proposal": gettext_lazy("Xử lý đề nghị"),
}


def tell(events: Iterable[Event]) -> list[Told]:
    """The events of a body, in the order given."""
    return audit.tell(events, more=_more)


def _more(data: dict[str, Any]) -> str:
    parts = []
    if data.get("old"):
        parts.append(f"“{data['old']}” → “{data['new']}”")
    elif data.get("name"):
        parts.append(f"“{data['name']}”")
    codes = data.get("successors") or [code for code in (data.get("predecessor"), data.get("to")) if code]
    if codes:
        parts.append(_("mã %s") % ", ".join(codes))
    if data.get("day"):
        parts.append(_("từ ngày %s") % show_date(date.fromisoformat(data["day"])))
    return ", ".join(parts)
