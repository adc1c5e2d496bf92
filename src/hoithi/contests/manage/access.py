"""Who takes the manage pages, and the one way in which they fetch their contest."""

from collections.abc import Callable

from django.http import Http404, HttpRequest
from django.utils.translation import gettext as __
from django.utils.translation import gettext_lazy as _

from hoithi.accounts.actors import Actor
from hoithi.contests import hooks, rules
from hoithi.contests.models import Contest
from hoithi.contests.queries import people_in, visible_to
from hoithi.kit import nav
from hoithi.kit.refusals import Verdict
from hoithi.kit.routes import Who

STAFF = Who("contest_staff", lambda actor: actor.holds(*rules.READERS))
EDITORS = Who("contest_editors", lambda actor: actor.holds(*rules.EDITORS))
HISTORY = Who("contest_historians", lambda actor: actor.holds(*rules.HISTORY_READERS))


def actor_of(request: HttpRequest) -> Actor:
    """Who asks."""
    return request.actor  # type: ignore[attr-defined, no-any-return]


def contest_or_404(
    request: HttpRequest, slug: str, ask: Callable[[Actor, Contest], Verdict] = rules.can_read_configuration
) -> Contest:
    """The contest of the page, for those whom `ask` admits; nobody else is told that it is there."""
    actor = actor_of(request)
    contest = visible_to(actor).select_related("owner").filter(slug=slug).first()
    if contest is None or not ask(actor, contest):
        raise Http404
    return contest


def _reads(actor: Actor, *, contest: Contest | None = None, **_about: object) -> bool:
    return contest is not None and bool(rules.can_read_configuration(actor, contest))


def _reads_history(actor: Actor, *, contest: Contest | None = None, **_about: object) -> bool:
    return contest is not None and bool(rules.can_read_history(actor, contest))


def people_touched(contest: Contest, _change: str, _kind: str) -> list[str]:
    """How many people hold a role in `contest` now."""
    count = people_in(contest).values("person").distinct().count()
    return [__("%d người đang giữ vai trò trong hội thi này.") % count] if count else []


def register_pages() -> None:
    """Put the manage pages into the menus, and the people of a contest among those whom a change touches."""
    hooks.TOUCHES[:] = [one for one in hooks.TOUCHES if one is not people_touched] + [people_touched]
    nav.register("work", _("Hội thi"), "manage_list", STAFF, order=20, icon="trophy")
    tabs = (
        (_("Quản lý"), "contest_manage", 10, "settings"),
        (_("Thông tin"), "manage_details", 20, "info"),
        (_("Mốc thời gian"), "manage_milestones", 30, "calendar"),
        (_("Thể lệ"), "manage_rules_home", 40, "scale"),
        (_("Tin tức"), "manage_news", 70, "newspaper"),
        (_("Đề xuất"), "manage_proposals", 80, "git-compare"),
    )
    for label, url_name, order, icon in tabs:
        nav.register("manage", label, url_name, STAFF, order=order, icon=icon, shown=_reads)
    nav.register("manage", _("Lịch sử"), "manage_history", HISTORY, order=90, icon="history", shown=_reads_history)
