"""The outbox: which letters were promised, which left, which did not and why."""

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.translation import gettext as _

from hoithi.accounts import rules
from hoithi.accounts.actions import retry_letter
from hoithi.kit.form_pages import press
from hoithi.kit.routes import Who
from hoithi.kit.tables import Column, Filter, ListPage
from hoithi.notifications import queries
from hoithi.notifications.delivery import can_send
from hoithi.notifications.models import Message

READERS = Who("outbox_readers", lambda actor: bool(rules.can_read_outbox(actor)))
KEEPERS = Who("outbox_keepers", lambda actor: bool(rules.can_retry_letter(actor)))


def letter_list(request: HttpRequest) -> HttpResponseBase:
    """All letters, the newest first, found by address."""
    page = ListPage(
        request,
        queries.outbox(),
        [
            Column("chu-de", _("Chủ đề"), "subject", href=_url),
            Column("den", _("Gửi đến"), "to_address", sort=("to_address",)),
            Column("luc", _("Lúc"), "created_at", sort=("created_at",), kind="date"),
            Column("tinh-trang", _("Tình trạng"), lambda row: row.get_state_display(), sort=("state", "-created_at")),
            Column("lan", _("Số lần thử"), "tries", kind="number"),
        ],
        search="to_address",
        filters=[Filter("tinh-trang", _("Tình trạng"), Message.State.choices, "state")],
        default_sort="-luc",
    )
    context = {"counts": queries.counts(), "can_send": can_send()}
    return page.response("account/letters.html", context, filename="thu-da-gui")


def letter_detail(request: HttpRequest, uid: str) -> HttpResponse:
    """One letter. What carries a code or a link is between the two; only a demo shows it."""
    letter = get_object_or_404(Message, uid=uid)
    actor = request.actor  # type: ignore[attr-defined]
    facts = {
        "letter": letter,
        "body": letter.body if settings.DEMO or not letter.secret else "",
        "may_retry": letter.state == Message.State.FAILED and rules.can_retry_letter(actor),
    }
    return render(request, "account/letter.html", facts)


def letter_retry(request: HttpRequest, uid: str) -> HttpResponse:
    """Try a failed letter again."""
    letter = Message.objects.filter(uid=uid).first()
    if letter is None:
        raise Http404
    return press(
        request,
        act=lambda: retry_letter(letter, by=request.actor),  # type: ignore[attr-defined]
        back=_url(letter),
        done=_("Thư đã vào hàng chờ gửi."),
    )


def _url(letter: Message) -> str:
    return reverse("letter_detail", args=[letter.uid])
