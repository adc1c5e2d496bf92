"""Letters about one's own account, as plain words. Each takes facts and gives (subject, body)."""

from collections.abc import Callable, Mapping
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, gettext_noop

Letter = tuple[str, str]
Facts = Mapping[str, Any]
VERBS = {
    "accounts.sign_up": gettext_lazy("Đăng ký tài khoản"),
    "accounts.create_person": gettext_lazy("Tạo tài khoản"),
    "accounts.erase_person": gettext_lazy("Xóa thông tin của tài khoản"),
    "accounts.edit_profile": gettext_lazy("Sửa thông tin cá nhân"),
    "accounts.close": gettext_lazy("Khóa tài khoản"),
    "accounts.reopen": gettext_lazy("Mở lại tài khoản"),
    "accounts.print_slip": gettext_lazy("In phiếu đăng nhập"),
    "accounts.revoke_slips": gettext_lazy("Hủy phiếu đăng nhập"),
    "accounts.use_slip": gettext_lazy("Dùng phiếu đăng nhập"),
    "accounts.forget_password": gettext_lazy("Bỏ mật khẩu chưa được xác nhận"),
    "accounts.ask_reset": gettext_lazy("Xin đặt lại lớp xác thực thứ hai"),
    "accounts.agree_reset": gettext_lazy("Đồng ý đặt lại lớp xác thực thứ hai"),
    "accounts.retry_letter": gettext_lazy("Gửi lại thư"),
}


def _login_code(facts: Facts) -> Letter:
    return _("Mã đăng nhập của bạn"), _(
        "Mã đăng nhập: %(code)s\n\nMã dùng được một lần, trong 10 phút.\n"
        "Đừng đưa mã cho ai, kể cả người xưng là cán bộ.\n"
        "Nếu bạn không yêu cầu mã này, hãy bỏ qua thư."
    ) % {"code": facts["code"]}


def _confirm(facts: Facts) -> Letter:
    return _("Mã xác nhận địa chỉ thư điện tử"), _(
        "Mã xác nhận: %(code)s\n\nNhập mã này vào trang đang mở để xác nhận địa chỉ của bạn.\n"
        "Mã dùng được trong 30 phút.\n"
        "Nếu bạn không đăng ký, hãy bỏ qua thư: tài khoản sẽ không dùng được."
    ) % {"code": facts["code"]}


def _already_exists(facts: Facts) -> Letter:
    return _("Bạn đã có tài khoản"), _(
        "Có người vừa dùng địa chỉ này để đăng ký, nhưng địa chỉ đã có tài khoản.\n\n"
        "Nếu là bạn, hãy đăng nhập, hoặc lấy lại mật khẩu tại: %(url)s\nNếu không phải bạn, không cần làm gì."
    ) % {"url": facts["password_reset_url"]}


def _unknown(facts: Facts) -> Letter:
    return _("Chưa có tài khoản với địa chỉ này"), _(
        "Có người vừa dùng địa chỉ này để đăng nhập hoặc lấy lại mật khẩu, nhưng địa chỉ chưa có tài khoản.\n\n"
        "Nếu là bạn, có thể bạn đã đăng ký bằng địa chỉ khác hoặc bằng số điện thoại. Đăng ký mới tại: %(url)s\n"
        "Nếu không phải bạn, không cần làm gì."
    ) % {"url": facts["signup_url"]}


def _reset(facts: Facts) -> Letter:
    return _("Đặt lại mật khẩu"), _(
        "Để đặt mật khẩu mới, hãy mở liên kết này trong vòng 30 phút:\n%(url)s\n\n"
        "Nếu bạn không yêu cầu, hãy bỏ qua thư: mật khẩu cũ vẫn dùng được."
    ) % {"url": facts["password_reset_url"]}


def _happened(what: str) -> Callable[[Facts], Letter]:
    def letter(facts: Facts) -> Letter:  # noqa: ARG001
        return _("Tài khoản của bạn vừa thay đổi"), _(
            "%(what)s\n\nNếu không phải bạn làm, hãy lấy lại mật khẩu ngay và báo cho cơ quan thường trực của hội thi."
        ) % {"what": _(what)}

    return letter


LETTERS: dict[str, Callable[[Facts], Letter]] = {
    "account/email/login_code": _login_code,
    "account/email/email_confirmation": _confirm,
    "account/email/email_confirmation_signup": _confirm,
    "account/email/account_already_exists": _already_exists,
    "account/email/unknown_account": _unknown,
    "account/email/password_reset_key": _reset,
    "account/email/password_changed": _happened(gettext_noop("Mật khẩu vừa được đổi.")),
    "account/email/password_reset": _happened(gettext_noop("Mật khẩu vừa được đặt lại.")),
    "account/email/password_set": _happened(gettext_noop("Mật khẩu vừa được đặt.")),
    "account/email/email_changed": _happened(gettext_noop("Địa chỉ thư điện tử của tài khoản vừa được đổi.")),
    "account/email/email_confirm": _happened(gettext_noop("Địa chỉ thư điện tử của tài khoản vừa được xác nhận.")),
    "mfa/email/totp_activated": _happened(gettext_noop("Xác thực hai lớp vừa được bật.")),
    "mfa/email/totp_deactivated": _happened(gettext_noop("Xác thực hai lớp vừa được tắt.")),
    "mfa/email/recovery_codes_generated": _happened(gettext_noop("Bộ mã dự phòng mới vừa được tạo.")),
}

# What the pages of sign-in say after a step, by the library's name of the message; the others are not shown.
NOTICES: dict[str, str] = {
    "account/messages/password_changed.txt": gettext_noop("Đã đổi mật khẩu."),
    "account/messages/password_set.txt": gettext_noop("Đã đặt mật khẩu."),
    "account/messages/email_confirmed.txt": gettext_noop("Đã xác nhận địa chỉ thư điện tử."),
    "mfa/messages/totp_activated.txt": gettext_noop("Đã bật xác thực hai lớp."),
    "mfa/messages/totp_deactivated.txt": gettext_noop("Đã tắt xác thực hai lớp."),
    "mfa/messages/recovery_codes_generated.txt": gettext_noop("Đã tạo bộ mã dự phòng mới; bộ cũ không dùng được nữa."),
    "usersessions/messages/sessions_logged_out.txt": gettext_noop("Đã thoát khỏi các thiết bị khác."),
}
