"""What is done to papers, in words for the record."""

from django.utils.translation import gettext_lazy as _

VERBS = {
    "documents.open_series": _("Mở sổ văn bản"),
    "documents.reserve_numbers": _("Giữ số văn bản"),
    "documents.use_number": _("Ghi số đã giữ vào sổ"),
    "documents.cancel_number": _("Hủy số văn bản"),
}
