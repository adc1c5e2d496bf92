"""What a signature is worth, in sentences for people."""

from collections.abc import Iterator
from datetime import datetime

from django.utils.translation import gettext as _

from hoithi.documents.signing.verifying import After, Seal, Trust


def verdict(seal: Seal) -> str:
    """The one sentence that matters."""
    if not seal.intact:
        return _("Chữ ký không khớp với nội dung tệp: tệp đã bị sửa hoặc hỏng. Không dùng được chữ ký này.")
    if seal.after in {After.ALTERED, After.FILLED}:
        return _("Tệp đã bị sửa sau khi ký. Hãy xem lại bản đúng lúc ký hoặc tìm bản gốc.")
    if seal.good:
        return _("Chữ ký hợp lệ.")
    return _("Nội dung còn nguyên như lúc ký, nhưng chưa tin được người ký.")


def sentences(seal: Seal) -> Iterator[str]:
    """All that is known, the verdict first."""
    yield verdict(seal)
    if not seal.person and not seal.serial:
        yield _("Chữ ký bị hỏng nên không đọc được người ký.")
        return
    yield _who(seal)
    yield _when(seal)
    yield from _file(seal)
    yield _trust(seal)
    if seal.weak:
        yield _("Chữ ký dùng thuật toán đã yếu (SHA-1, MD5 hoặc khóa ngắn), có thể bị làm giả.")
    yield _("Chưa kiểm tra chứng thư có bị thu hồi hay không: hãy hỏi nhà cung cấp chứng thư khi cần chắc chắn.")


def _who(seal: Seal) -> str:
    words = {"who": seal.person, "body": seal.organisation, "serial": seal.serial, "issuer": seal.issuer}
    if seal.timestamp_only:
        return _("Dấu thời gian do “%(who)s” cấp; số chứng thư %(serial)s.") % words
    if seal.organisation and seal.organisation != seal.person:
        return _("Người ký: %(who)s, %(body)s; chứng thư số %(serial)s do “%(issuer)s” cấp.") % words
    return _("Người ký: %(who)s; chứng thư số %(serial)s do “%(issuer)s” cấp.") % words


def _when(seal: Seal) -> str:
    if not seal.at:
        return _("Không rõ thời gian ký.")
    at = datetime.fromisoformat(seal.at)
    shown = f"{at.hour:02d}:{at.minute:02d}:{at.second:02d}, {at.day}/{at.month}/{at.year}"
    if seal.proven:
        return _("Ký lúc %s, có dấu thời gian chứng minh.") % shown
    return _("Ký lúc %s theo đồng hồ của máy người ký, không có dấu thời gian chứng minh.") % shown


def _file(seal: Seal) -> Iterator[str]:
    if not seal.intact:
        return
    if seal.after == After.NOTHING:
        yield _("Chữ ký bao trùm toàn bộ tệp.")
    elif seal.after == After.SIGNED:
        yield _("Sau chữ ký này chỉ có thêm chữ ký khác.")
    elif seal.after == After.FILLED:
        yield _("Sau chữ ký này có ô của biểu mẫu được điền thêm.")
    else:
        yield _("Sau chữ ký này có nội dung được thêm hoặc thay, hoặc chữ ký không bao trùm cả tệp.")


def _trust(seal: Seal) -> str:
    return {
        Trust.TRUSTED: _("Chứng thư do tổ chức được tin cậy cấp và đang có hiệu lực."),
        Trust.UNKNOWN_ROOT: _("Tổ chức cấp chứng thư không có trong danh sách tin cậy của máy chủ này."),
        Trust.EXPIRED: _("Chứng thư đã hết hạn, và không có dấu thời gian chứng minh đã ký trước lúc đó."),
        Trust.REVOKED: _("Chứng thư đã bị thu hồi."),
        Trust.NOT_FOR_SIGNING: _("Chứng thư không được cấp để ký."),
        Trust.NOT_GOOD: _("Không xác định được chứng thư có đáng tin hay không."),
    }[seal.trust]
