"""The desk: find or make the person, take the dossier in, hand out the receipt."""

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _

from hoithi.accounts.models import Person
from hoithi.contests.grants.rules import can_print_slip
from hoithi.contests.models import Contest
from hoithi.entries import queries, rules
from hoithi.entries.actions.counter import enter_person, take_in
from hoithi.entries.book import book_of
from hoithi.entries.counter.access import actor_of, contest_or_404, paper_entry_or_404
from hoithi.entries.counter.forms import SCANS, PersonForm, TakeInForm
from hoithi.entries.counter.people import find_people
from hoithi.entries.counter.receipts import facts_of, item_words, source_words
from hoithi.entries.documents import receipt_pdf
from hoithi.entries.models import Material
from hoithi.entries.windows import window_of
from hoithi.kit.clock import now
from hoithi.kit.files import store
from hoithi.kit.form_pages import form_page
from hoithi.kit.refusals import Refusal

LATELY = 10


def counter(request: HttpRequest, slug: str) -> HttpResponse:
    """Who stands here? Search by number or name; below, what was taken in lately and what is still to be typed."""
    contest, actor = contest_or_404(request, slug), actor_of(request)
    asked = request.GET.get("q", "").strip()[:100]
    facts = {
        "contest": contest,
        "asked": asked,
        "found": find_people(actor, contest, asked) if asked else None,
        "window": window_of(contest, now()),
        "postmark": book_of(contest).dossier.postmark,
        "lately": queries.taken_in(actor, contest).select_related("owner")[:LATELY],
        "typing": queries.to_type_in(actor, contest).count(),
        "office": rules.is_office(actor, contest),
    }
    return render(request, "entries/counter/desk.html", facts)


def counter_person(request: HttpRequest, slug: str) -> HttpResponse:
    """An account for somebody who has none: name and number, then on to their dossier."""
    contest = contest_or_404(request, slug)
    return form_page(
        request,
        form=PersonForm(request.POST or None, initial={"phone": request.GET.get("sdt", "")[:20]}),
        act=lambda data: enter_person(contest, **data, by=actor_of(request)),
        title=_("Người nộp mới"),
        lead=_("Trẻ em dùng chung số với cha mẹ: lập tài khoản cho cha mẹ, tên con ghi ở bước sau."),
        button=_("Tiếp tục nhận hồ sơ"),
        back=reverse("counter", args=[slug]),
        done=_("Đã lập tài khoản. Có thể in phiếu đăng nhập sau khi nhận hồ sơ."),
        then=lambda person: reverse("counter_take_in", args=[slug, person.uid]),
        contest=contest,
    )


def counter_take_in(request: HttpRequest, slug: str, person: str) -> HttpResponse:
    """Take in what this person brought: one page, one press."""
    moment = now()
    contest, actor = contest_or_404(request, slug), actor_of(request)
    owner = get_object_or_404(Person, uid=person, is_active=True)
    book = book_of(contest)
    form = TakeInForm(
        request.POST or None, request.FILES or None, book=book, actor=actor, contest=contest,
    )  # fmt: skip
    status = 200
    if request.method == "POST":
        status = 422
        if form.is_valid():
            try:
                pages = [store(file, kinds=SCANS, by=actor) for file in form.pages()]
                once = form.cleaned_data["once"]
                version = take_in(contest, form.brought(pages), owner=owner, once_key=once, by=actor, at=moment)
            except Refusal as refusal:
                form.refuse(refusal)
                status = refusal.status
            else:
                return redirect("counter_taken", slug, version.entry.uid)
        if request.FILES:
            messages.warning(request, _("Trình duyệt không giữ lại tệp: hãy chọn lại ảnh, bản quét rồi gửi."))
    others = queries.visible_to(actor).filter(contest=contest, owner=owner, submitted_at__isnull=False)
    facts = {"contest": contest, "owner": owner, "form": form, "others": others.order_by("-pk")[:5]}
    return render(request, "entries/counter/take_in.html", facts, status=status)


def counter_taken(request: HttpRequest, slug: str, uid: str) -> HttpResponse:
    """It is received: number, papers to print, what next."""
    contest, actor = contest_or_404(request, slug), actor_of(request)
    entry = paper_entry_or_404(request, contest, uid)
    facts = {
        "contest": contest,
        "entry": entry,
        "how": source_words(entry),
        "items": [item_words(one) for one in Material.objects.filter(entry=entry)],
        "may_slip": can_print_slip(actor, entry.owner),
        "may_type": rules.can_type_in(actor, entry, at=now()),
        "office": rules.is_office(actor, contest),
    }
    return render(request, "entries/counter/taken.html", facts)


def counter_receipt(request: HttpRequest, slug: str, uid: str) -> HttpResponse:
    """The receipt in duplicate, as PDF: the version of the paper, with the things that came."""
    contest = contest_or_404(request, slug)
    entry = paper_entry_or_404(request, contest, uid)
    version = entry.versions.select_related("entry__contest__standing_agency", "entry__owner").get(number=1)
    version.entry.contest = _with_bodies(contest)
    response = HttpResponse(receipt_pdf(facts_of(version), copies=2), content_type="application/pdf")
    response["Content-Disposition"] = f'inline; filename="bien-nhan-{entry.code}.pdf"'
    response["Cache-Control"] = "private, no-store"
    return response


def _with_bodies(contest: Contest) -> Any:
    return Contest.objects.select_related("owner", "standing_agency").get(pk=contest.pk)
