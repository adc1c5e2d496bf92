"""News of a contest: written, put out, taken back."""

from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from hoithi.accounts.actors import Actor
from hoithi.audit.actions import record
from hoithi.contests import rules
from hoithi.contests.actions.common import put, take, tell_public
from hoithi.contests.models import Contest, NewsItem
from hoithi.kit.clock import now
from hoithi.kit.refusals import Refusal


def write_news(
    contest: Contest,
    *,
    title: str,
    body: str,
    by: Actor,
    item: NewsItem | None = None,
    uid: str | None = None,
    version: int | None = None,
) -> NewsItem:
    """A new item, not yet public, or a change to `item`. `uid` makes a second press return the same item.

    Refused: who may not, an archived contest, no title or no body, a stale `version`.
    """
    with transaction.atomic():
        contest = take(contest)
        rules.can_edit_public(by, contest).enforce()
        for name, text in (("title", title), ("body", body)):
            if not text.strip():
                raise Refusal("empty", _("Tin cần có cả tiêu đề và nội dung."), status=422, field=name)
        row = _row(contest, item, uid, version)
        fresh = row.pk is None
        if put(row, {"title": title, "body": body, **({"author_name": by.name} if fresh else {})}):
            record("contests.write_news", on=row, scope=contest, by=by, title=row.title)
            tell_public(contest)
    return row


def _row(contest: Contest, item: NewsItem | None, uid: str | None, version: int | None) -> NewsItem:
    if item is not None:
        return take(item, version=version)
    if uid and (made := contest.news.filter(uid=uid).first()):
        return made
    return NewsItem(contest=contest, **({"uid": uid} if uid else {}))


def publish_news(item: NewsItem, *, by: Actor, at: datetime | None = None) -> NewsItem:
    """The item is public from `at` (now). Refused: a contest that the public does not know yet. Twice: once."""
    with transaction.atomic():
        item, contest = take(item), take(item.contest)
        rules.can_edit_public(by, contest).enforce()
        if contest.announced_at is None and contest.state == "draft":
            raise Refusal("draft", _("Hội thi chưa công bố nên chưa đăng tin được."))
        if item.published_at is None:
            put(item, {"published_at": at or now()})
            record("contests.publish_news", on=item, scope=contest, by=by, title=item.title)
            tell_public(contest)
    return item


def unpublish_news(item: NewsItem, *, by: Actor) -> NewsItem:
    """The item is no longer public; it stays with the officers. Twice: once."""
    with transaction.atomic():
        item, contest = take(item), take(item.contest)
        rules.can_edit_public(by, contest).enforce()
        if item.published_at is not None:
            put(item, {"published_at": None})
            record("contests.unpublish_news", on=item, scope=contest, by=by, title=item.title)
            tell_public(contest)
    return item
