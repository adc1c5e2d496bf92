"""Sentences that an officer picks instead of typing: what a dossier lacks, and why one is not taken. Data."""

from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from hoithi.entries.enums import ABOUT, AUTHORS, FILES


@dataclass(frozen=True, slots=True)
class Canned:
    """One sentence to pick. `part` is where the entrant mends it; "" when no single part is meant."""

    code: str
    sentence: str | Promise
    part: str = ""


SUPPLEMENT: tuple[Canned, ...] = (
    Canned("unclear", _("Bản mô tả chưa rõ cách làm; xin viết rõ từng bước và cách vận hành."), ""),
    Canned("effect", _("Chưa có số liệu về hiệu quả; xin ghi trước và sau khi áp dụng."), ""),
    Canned("photo", _("Thiếu ảnh hoặc video cho thấy sản phẩm; xin chụp rõ, đủ sáng."), FILES),
    Canned("unreadable", _("Có tệp mờ hoặc không mở được; xin gửi lại bản đọc được."), FILES),
    Canned("unsigned", _("Bản đăng ký chưa có đủ chữ ký; xin ký rồi gửi lại bản chụp."), FILES),
    Canned("applied", _("Thiếu giấy xác nhận đã áp dụng hoặc đã thử nghiệm."), FILES),
    Canned("authors", _("Thông tin tác giả chưa đủ hoặc chưa đúng; xin sửa lại từng người."), AUTHORS),
    Canned("shares", _("Tỷ lệ đóng góp của các tác giả chưa cộng đủ 100 %."), AUTHORS),
    Canned("guardian", _("Tác giả dưới 16 tuổi chưa có cha mẹ hoặc người giám hộ đồng ý."), AUTHORS),
    Canned("unit", _("Chưa có xác nhận của đơn vị hoặc địa phương."), ""),
    Canned("field", _("Lĩnh vực dự thi chưa phù hợp với nội dung giải pháp; xin chọn lại."), ABOUT),
    Canned("title", _("Tên giải pháp chưa nói được giải pháp làm gì; xin đặt lại cho rõ."), ABOUT),
)
REJECTION: tuple[Canned, ...] = (
    Canned("late", _("Hồ sơ gửi sau khi hết hạn nhận.")),
    Canned("who", _("Người dự thi không thuộc đối tượng của hội thi.")),
    Canned("age", _("Tuổi của tác giả không đúng thể lệ.")),
    Canned("window", _("Giải pháp không được tạo ra trong thời gian mà thể lệ quy định.")),
    Canned("prior", _("Giải pháp đã đạt giải từ trước nên không được dự thi lại.")),
    Canned("idea", _("Mới là ý tưởng, chưa làm ra hoặc chưa thử nghiệm như thể lệ đòi hỏi.")),
    Canned("silent", _("Đã yêu cầu bổ sung nhưng quá hạn không nhận được.")),
    Canned("law", _("Giải pháp không phù hợp với quy định của pháp luật.")),
)


def canned(code: str, known: tuple[Canned, ...]) -> Canned | None:
    """The sentence of that code."""
    return next((one for one in known if one.code == code), None)


# Which sentence says what the check has found, by the name of the lack.
FOUND = {
    "unit": "unit", "guardian": "guardian", "shares": "shares", "answers": "authors", "age": "authors",
    "twice": "authors", "title": "title", "field": "field",
}  # fmt: skip
