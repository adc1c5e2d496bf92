"""News: written, put out, taken back."""

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from hoithi.contests import actions, rules
from hoithi.contests.manage.access import actor_of, contest_or_404
from hoithi.contests.manage.forms import NewsForm
from hoithi.contests.manage.saving import Outcome, attempt
from hoithi.contests.models import Contest, NewsItem
from hoithi.kit.refusals import Refusal
from hoithi.kit.views import refusal_page


def manage_news(request: HttpRequest, slug: str) -> HttpResponse:
    """All items of the contest, also those that are not public."""
    contest = contest_or_404(request, slug)
    may = rules.can_edit_public(actor_of(request), contest)
    items = list(contest.news.order_by("-created_at").defer("body")[:200])
    return render(request, "contests/manage/news.html", {"contest": contest, "items": items, "may": may})


def manage_news_item(request: HttpRequest, slug: str, uid: str | None = None) -> HttpResponse:
    """Write or change one item; the buttons put it out or take it back."""
    contest = contest_or_404(request, slug)
    item = _item_or_404(contest, uid) if uid else None
    form = NewsForm(request.POST or None, initial=_values(item) if item else None)
    outcome = Outcome(ok=False)
    if request.method == "POST":
        now = (lambda: _values(contest.news.get(pk=item.pk))) if item else None
        outcome = attempt(form, lambda: _write(request, contest, form, item), now=now)
        if outcome.ok:
            messages.success(request, _("Đã đăng tin.") if outcome.result.published_at else _("Đã lưu, chưa đăng."))
            return redirect("manage_news", slug)
    context = {
        "contest": contest,
        "item": item,
        "form": form,
        "both": outcome.both,
        "verdict": rules.can_edit_public(actor_of(request), contest),
    }
    return render(request, "contests/manage/news_item.html", context, status=outcome.status)


def _item_or_404(contest: Contest, uid: str) -> NewsItem:
    found = contest.news.filter(uid=uid[:12]).first()
    if found is None:
        raise Http404
    return found


def _values(item: NewsItem) -> dict[str, object]:
    return {"title": item.title, "body": item.body, "version": item.version}


def _write(request: HttpRequest, contest: Contest, form: NewsForm, item: NewsItem | None) -> NewsItem:
    said, by = form.cleaned_data, actor_of(request)
    written = actions.write_news(
        contest,
        title=said["title"],
        body=said["body"],
        item=item,
        uid=said["once"] or None,
        version=said["version"],
        by=by,
    )
    return actions.publish_news(written, by=by) if request.POST.get("do") == "publish" else written


def manage_news_switch(request: HttpRequest, slug: str, uid: str) -> HttpResponse:
    """The buttons of the list: put out, take back."""
    contest = contest_or_404(request, slug)
    item = _item_or_404(contest, uid)
    verb = actions.unpublish_news if request.POST.get("do") == "unpublish" else actions.publish_news
    try:
        verb(item, by=actor_of(request))
    except Refusal as refusal:
        return refusal_page(request, refusal, back="../../")
    messages.success(request, _("Đã gỡ tin.") if verb is actions.unpublish_news else _("Đã đăng tin."))
    return redirect("manage_news", slug)
