"""The letter of an invitation, and how its link looks."""

from django.conf import settings
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from hoithi.accounts.actors import SYSTEM
from hoithi.accounts.enums import Role
from hoithi.contests.models import Invitation
from hoithi.kit.clock import VIETNAM
from hoithi.kit.dates import show_date

VERBS = {
    "grants.grant": gettext_lazy("Giao vai trò"),
    "grants.propose": gettext_lazy("Đề xuất giao vai trò"),
    "grants.approve": gettext_lazy("Duyệt vai trò"),
    "grants.refuse": gettext_lazy("Không duyệt vai trò"),
    "grants.end": gettext_lazy("Kết thúc vai trò"),
    "grants.invite": gettext_lazy("Mời người tham gia"),
    "grants.withdraw_invitation": gettext_lazy("Thu hồi lời mời"),
    "grants.accept_invitation": gettext_lazy("Nhận lời mời"),
    "grants.export_people": gettext_lazy("Tải danh sách người về máy"),
}


def link(token: str) -> str:
    """The full address of the invitation with this secret, under the configured address of the site."""
    return settings.BASE_URL + reverse("invitation", args=[token])


def place(invitation: Invitation) -> str:
    """What the role is held over, in words: the contest, the body, or both."""
    names = [str(thing) for thing in (invitation.unit, invitation.contest) if thing is not None]
    return ", ".join(names) or _("toàn hệ thống")


def invitation_letter(invitation: Invitation, token: str) -> tuple[str, str]:
    """(subject, body) of the letter that carries the link."""
    facts = {
        "name": invitation.full_name,
        "by": invitation.invited_by_name or SYSTEM.name,
        "role": Role(invitation.role).label,
        "place": place(invitation),
        "link": link(token),
        "until": show_date(invitation.expires_at.astimezone(VIETNAM).date()),
    }
    return _("Mời bạn tham gia: %(role)s, %(place)s") % facts, _(
        "Kính gửi %(name)s,\n\n%(by)s mời bạn giữ vai trò %(role)s (%(place)s).\n\n"
        "Để nhận, hãy mở liên kết sau và làm theo hướng dẫn:\n%(link)s\n\n"
        "Liên kết dùng được một lần, đến ngày %(until)s, chỉ cho riêng bạn; xin đừng chuyển tiếp.\n"
        "Nếu bạn không rõ lời mời này, không cần làm gì."
    ) % facts
