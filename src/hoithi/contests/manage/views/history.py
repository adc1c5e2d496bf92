"""The record of a contest, for those who may read it."""

from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.utils.translation import gettext_lazy as _

from hoithi.audit.actions import subject_of
from hoithi.audit.queries import events_in
from hoithi.contests import rules
from hoithi.contests.manage.access import actor_of, contest_or_404
from hoithi.contests.messages import say_event
from hoithi.kit.tables import Column, ListPage

COLUMNS = [
    Column("viec", _("Việc"), lambda row: say_event(row["verb"], row["data"])),
    Column("nguoi", _("Người làm"), "actor_name", sort=("actor_name",)),
    Column("luc", _("Lúc"), "at", sort=("at",)),
    Column("ly-do", _("Lý do"), "reason"),
]


def manage_history(request: HttpRequest, slug: str) -> HttpResponseBase:
    """What happened, newest first; an officer sees their own acts (permission matrix, "Audit log · business")."""
    contest = contest_or_404(request, slug, rules.can_read_history)
    actor = actor_of(request)
    events = events_in(subject_of(contest))
    whole = rules.sees_whole_history(actor, contest)
    if not whole:
        events = events.filter(actor_id=actor.person_id)
    rows = events.values("verb", "actor_name", "at", "reason", "data")
    page = ListPage(request, rows, COLUMNS, search="", default_sort="")
    return page.response("contests/manage/history.html", {"contest": contest, "whole": whole}, filename="lich-su")
