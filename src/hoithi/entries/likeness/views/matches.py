"""Two solutions side by side, and what an officer makes of them."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from hoithi.entries.actions.likeness import ask_comparison, decide_match
from hoithi.entries.likeness import rules
from hoithi.entries.likeness.forms import DecisionForm
from hoithi.entries.likeness.shown import Line, pieces, sides
from hoithi.entries.likeness.views.common import actor_of, crumbs, entry_href, entry_or_404, match_or_404
from hoithi.entries.models import Match
from hoithi.kit.form_pages import press
from hoithi.kit.refusals import Refusal


def match_page(request: HttpRequest, uid: str) -> HttpResponse:
    """Both texts with the passages that agree marked; the office says what the likeness means."""
    match = match_or_404(request, uid)
    actor = actor_of(request)
    may = rules.can_decide(actor, match)
    first = {"version": match.version, "state": match.state, "reason": match.reason}
    form = DecisionForm(request.POST or None, initial=first)
    status = 200
    if request.method == "POST":
        status = 422
        if form.is_valid():
            try:
                decide_match(match, by=actor, **form.cleaned_data)
            except Refusal as refusal:
                form.refuse(refusal)
                status = refusal.status
            else:
                messages.success(request, _("Đã ghi kết luận."))
                return redirect("match_page", match.uid)
    return render(request, "entries/likeness/match.html", _shown(request, match, form, may=bool(may)), status=status)


def _shown(request: HttpRequest, match: Match, form: DecisionForm, *, may: bool) -> dict[str, object]:
    mine, other = sides(actor_of(request), match)
    spans = [one for one in match.passages if one[1] <= len(mine.text or "") and one[3] <= len(other.text or "")]
    return {
        "match": match,
        "line": Line(match, other, later=False),
        "mine": mine,
        "other": other,
        "my_pieces": list(pieces(mine.text or "", [(start, end) for start, end, *_there in spans])),
        "other_pieces": list(pieces(other.text or "", [(start, end) for _s, _e, start, end, _words in spans])),
        "count": len(spans),
        "form": form,
        "may": may,
        "crumbs": crumbs((match.entry.code or match.entry.title, entry_href(match.entry)), (_("So hai giải pháp"), "")),
    }


def entry_compare(request: HttpRequest, uid: str) -> HttpResponse:
    """The button that has an entry compared once more."""
    entry = entry_or_404(request, uid)
    return press(
        request,
        act=lambda: ask_comparison(entry, by=actor_of(request)),
        back=entry_href(entry),
        done=_("Đang so lại. Kết quả hiện ra trong ít phút: hãy tải lại trang."),
    )
