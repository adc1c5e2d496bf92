"""What is said of a file that is taken all the same: stable codes, kept by the caller, and their sentences."""

from typing import Final

from django.utils.translation import gettext as _

ACTIVE: Final = "active"
MANY_PAGES: Final = "many_pages"
NAMES_AUTHOR: Final = "names_author"
GUESSED_NAMES: Final = "guessed_names"
PAGES_SHOWN: Final = 50


def flag_words(flag: str) -> str:
    """The sentence for a person who sees the file. Raises `KeyError` for a code that is none of ours."""
    return {
        ACTIVE: _("Tệp có phần tự chạy hoặc lấy từ nơi khác, nên chỉ tải về được, không xem trong trang."),
        MANY_PAGES: _("Tệp nhiều trang; trong trang chỉ xem trước %d trang đầu.") % PAGES_SHOWN,
        NAMES_AUTHOR: _("Thông tin ẩn trong tệp ghi tên người soạn. Bản cho người khác xem sẽ được xóa tên này."),
        GUESSED_NAMES: _("Tên các tệp trong gói nén không ghi bằng Unicode nên được đoán, có thể sai dấu."),
    }[flag]
