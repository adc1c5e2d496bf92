"""Signing in and one's own account: the library's views under our addresses, and no other of its routes."""

from functools import partial

from allauth.account import views as library
from allauth.mfa.base import views as mfa
from allauth.mfa.recovery_codes import views as recovery
from allauth.mfa.totp import views as totp
from allauth.usersessions.views import list_usersessions
from django.conf import settings
from django.urls import register_converter
from django.urls.converters import StringConverter

from hoithi.accounts import demo_urls
from hoithi.accounts.views import account, outbox, signin
from hoithi.kit.routes import ANYONE, SIGNED_IN, page


class Base36(StringConverter):
    """The number of an account in the link of a letter; what follows the first hyphen is the key."""

    regex = "[0-9A-Za-z]+"


register_converter(Base36, "base36")
demo = demo_urls.urlpatterns if settings.DEMO else []
both = ("GET", "POST")
anyone = partial(page, who=ANYONE, methods=both)
signed_in = partial(page, who=SIGNED_IN, methods=both)

urlpatterns = [
    *demo,
    anyone("dang-nhap/", library.login, name="account_login"),
    anyone("dang-nhap/ma/", library.request_login_code, name="account_request_login_code"),
    anyone("dang-nhap/ma/nhap/", library.confirm_login_code, name="account_confirm_login_code"),
    anyone("dang-nhap/phieu/", signin.login_slip, name="login_slip"),
    anyone("dang-nhap/xac-thuc/", mfa.authenticate, name="mfa_authenticate"),
    anyone("dang-nhap/tai-khoan-da-dong/", library.account_inactive, name="account_inactive"),
    anyone("dang-nhap/quen-mat-khau/", library.password_reset, name="account_reset_password"),
    anyone("dang-nhap/quen-mat-khau/da-gui/", library.password_reset_done, name="account_reset_password_done"),
    anyone(
        "dang-nhap/mat-khau-moi/<base36:uidb36>-<str:key>/",
        library.password_reset_from_key,
        name="account_reset_password_from_key",
    ),
    anyone(
        "dang-nhap/mat-khau-moi/xong/",
        library.password_reset_from_key_done,
        name="account_reset_password_from_key_done",
    ),
    anyone("dang-xuat/", library.logout, name="account_logout"),
    anyone("dang-ky/", library.signup, name="account_signup"),
    anyone("dang-ky/nhap-ma/", library.email_verification_sent, name="account_email_verification_sent"),
    page("lam-viec/thu-da-gui/", outbox.letter_list, name="letter_list", who=outbox.READERS),
    page("lam-viec/thu-da-gui/<slug:uid>/", outbox.letter_detail, name="letter_detail", who=outbox.READERS),
    page(
        "lam-viec/thu-da-gui/<slug:uid>/gui-lai/",
        outbox.letter_retry,
        name="letter_retry",
        who=outbox.KEEPERS,
        methods=("POST",),
    ),
    signed_in("tai-khoan/", account.account_home, name="account_home"),
    signed_in("tai-khoan/thong-tin/", account.account_profile, name="account_profile"),
    signed_in("tai-khoan/thu-dien-tu/", account.account_email, name="account_email"),
    signed_in("tai-khoan/mat-khau/", library.password_change, name="account_change_password"),
    signed_in("tai-khoan/mat-khau/dat/", library.password_set, name="account_set_password"),
    signed_in("tai-khoan/xac-nhan/", library.reauthenticate, name="account_reauthenticate"),
    signed_in("tai-khoan/xac-nhan/ma/", mfa.reauthenticate, name="mfa_reauthenticate"),
    signed_in("tai-khoan/thiet-bi/", list_usersessions, name="usersessions_list"),
    signed_in("tai-khoan/hai-lop/", mfa.index, name="mfa_index"),
    signed_in("tai-khoan/hai-lop/bat/", totp.activate_totp, name="mfa_activate_totp"),
    signed_in("tai-khoan/hai-lop/tat/", totp.deactivate_totp, name="mfa_deactivate_totp"),
    signed_in("tai-khoan/hai-lop/ma-du-phong/", recovery.view_recovery_codes, name="mfa_view_recovery_codes"),
    signed_in(
        "tai-khoan/hai-lop/ma-du-phong/tao/", recovery.generate_recovery_codes, name="mfa_generate_recovery_codes"
    ),
    signed_in(
        "tai-khoan/hai-lop/ma-du-phong/tai/", recovery.download_recovery_codes, name="mfa_download_recovery_codes"
    ),
]
