"""Who may ask the checker: whoever works for a contest or a body."""

from django.utils.translation import gettext_lazy as _

from hoithi.accounts.enums import Role
from hoithi.kit import nav
from hoithi.kit.routes import Who

WORKING = Who("paper_writers", lambda actor: actor.holds(*set(Role) - {Role.JUDGE, Role.PANEL_CHAIR, Role.ADMIN}))


def register() -> None:
    """Put the page into the menu of work."""
    nav.register("work", _("Kiểm tra thể thức"), "check_layout", WORKING, order=80, icon="file-text")
    nav.register("work", _("Kiểm tra chữ ký số"), "check_signatures", WORKING, order=81, icon="badge-check")
