"""Things that were handed in: where they are, moved, given back; labels to stick on them."""

from datetime import timedelta
from typing import Any

import segno
from django.conf import settings
from django.db.models import QuerySet
from django.http import Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _

from hoithi.contests.enums import State
from hoithi.contests.models import Contest
from hoithi.entries import queries
from hoithi.entries.actions.materials import move_material, receive_material, return_material
from hoithi.entries.counter.access import actor_of, material_or_404, office_contest_or_404
from hoithi.entries.counter.forms import SCANS
from hoithi.entries.counter.material_forms import MaterialForm, MoveForm, ReturnForm
from hoithi.entries.models import Entry, Material
from hoithi.kit.clock import now
from hoithi.kit.files import PHOTOS, download, store
from hoithi.kit.form_pages import form_page
from hoithi.kit.refusals import Refusal
from hoithi.kit.tables import Column, Filter, ListPage

FETCH = timedelta(days=30)  # after the results people are expected to fetch their things
RESULTS_OUT = (State.PUBLISHED, State.AWARDED, State.ARCHIVED)
SHOWN = {"anh": "photo", "giay-nhan": "received_paper", "giay-tra": "returned_paper"}


def fetch_by(contest: Contest) -> Any:
    """Until when things are to be fetched (exclusive): thirty days after the contest moved to its results; None while
    there are none."""
    if contest.state not in RESULTS_OUT or contest.moved_at is None:
        return None
    return contest.moved_at + FETCH


def materials(request: HttpRequest, slug: str) -> HttpResponseBase:
    """What is here and where it lies; what was given back; what should have been fetched."""
    contest, actor = office_contest_or_404(request, slug), actor_of(request)
    until = fetch_by(contest)

    def narrow(rows: QuerySet[Material], code: str) -> QuerySet[Material]:
        if code == "da-tra":
            return rows.filter(returned_at__isnull=False)
        here = rows.filter(returned_at=None)
        return here.none() if code == "qua-han" and (until is None or now() < until) else here

    states = [("con", _("Đang giữ")), ("qua-han", _("Quá hạn nhận lại")), ("da-tra", _("Đã trả"))]
    page = ListPage(
        request,
        queries.materials_visible_to(actor, contest).select_related("entry"),
        [
            Column("ten", _("Hiện vật"), "name", sort=("name",), href=lambda row: _url(slug, row)),
            Column("ho-so", _("Hồ sơ"), lambda row: row.entry.code, sort=("entry__number",)),
            Column("loai", _("Loại"), lambda row: row.get_kind_display()),
            Column("so", _("Số lượng"), "count", kind="number"),
            Column("cho", _("Chỗ để"), "place", sort=("place",)),
            Column("nhan", _("Nhận ngày"), "received_at", sort=("received_at",), kind="date"),
            Column("tra", _("Trả ngày"), "returned_at", sort=("returned_at",), kind="date"),
        ],
        search="entry__search_key",
        filters=[
            Filter("tinh-trang", _("Tình trạng"), states, narrow),
            Filter("loai", _("Loại"), Material.Kind.choices, "kind"),
        ],
        default_sort="ho-so",
        export=True,
    )
    return page.response("entries/counter/materials.html", {"contest": contest, "until": until}, filename="hien-vat")


def _url(slug: str, row: Material) -> str:
    return reverse("material", args=[slug, row.uid])


def material_new(request: HttpRequest, slug: str) -> HttpResponse:
    """A thing came in."""
    contest, actor = office_contest_or_404(request, slug), actor_of(request)
    asked = request.GET.get("ho-so", "")

    def act(data: dict[str, Any]) -> Material:
        entry = queries.received(actor, contest).filter(number=data.pop("number")).first()
        if entry is None:
            raise Refusal("entries.unknown", _("Hội thi không có hồ sơ số này."), status=422, field="number")
        photo, paper = data.pop("photo"), data.pop("paper")
        return receive_material(
            entry,
            **{name: value for name, value in data.items() if name != "once"},
            once_key=data["once"],
            photo=store(photo, kinds=PHOTOS, by=actor) if photo else None,
            paper=store(paper, kinds=SCANS, by=actor) if paper else None,
            by=actor,
        )

    return form_page(
        request,
        form=MaterialForm(
            request.POST or None, request.FILES or None, initial={"number": asked if asked.isdigit() else ""}
        ),
        act=lambda data: act(dict(data)),
        title=_("Nhận hiện vật"),
        button=_("Nhận"),
        back=reverse("materials", args=[slug]),
        then=lambda made: _url(slug, made),
        done=_("Đã nhận hiện vật. Hãy in nhãn và dán lên hiện vật."),
        contest=contest,
    )


def material(request: HttpRequest, slug: str, uid: str) -> HttpResponse:
    """One thing: where it is, in which condition, what can be done with it."""
    contest = office_contest_or_404(request, slug)
    facts = {"contest": contest, "material": material_or_404(request, contest, uid), "until": fetch_by(contest)}
    return render(request, "entries/counter/material.html", facts)


def material_move(request: HttpRequest, slug: str, uid: str) -> HttpResponse:
    """It lies elsewhere from now on."""
    contest, actor = office_contest_or_404(request, slug), actor_of(request)
    thing = material_or_404(request, contest, uid)
    return form_page(
        request,
        form=MoveForm(request.POST or None, initial={"place": thing.place}),
        act=lambda data: move_material(thing, place=data["place"], by=actor),
        title=_("Chuyển chỗ"),
        lead=thing.name,
        button=_("Chuyển"),
        back=_url(slug, thing),
        done=_("Đã ghi chỗ mới."),
        contest=contest,
    )


def material_return(request: HttpRequest, slug: str, uid: str) -> HttpResponse:
    """Given back against a signature."""
    contest, actor = office_contest_or_404(request, slug), actor_of(request)
    thing = material_or_404(request, contest, uid)

    def act(data: dict[str, Any]) -> Material:
        paper = store(data["paper"], kinds=SCANS, by=actor) if data["paper"] else None
        return return_material(thing, to=data["to"], condition=data["condition"], paper=paper, by=actor)

    return form_page(
        request,
        form=ReturnForm(request.POST or None, request.FILES or None, initial={"to": thing.entry.owner.full_name}),
        act=act,
        title=_("Trả hiện vật"),
        lead=_("%s: in biên bản cho người nhận ký, rồi ghi nhận ở đây.") % thing.name,
        button=_("Ghi nhận đã trả"),
        back=_url(slug, thing),
        done=_("Đã ghi nhận việc trả."),
        contest=contest,
    )


def material_paper(request: HttpRequest, slug: str, uid: str) -> HttpResponse:
    """The paper that whoever fetches the thing signs."""
    contest = office_contest_or_404(request, slug)
    facts = {"contest": contest, "material": material_or_404(request, contest, uid)}
    return render(request, "entries/counter/return_paper.html", facts)


def material_labels(request: HttpRequest, slug: str, uid: str) -> HttpResponse:
    """Labels for what is here of one entry: number, name, and a code that opens the page of the thing."""
    contest, actor = office_contest_or_404(request, slug), actor_of(request)
    entry = queries.received(actor, contest).filter(uid=uid, number__isnull=False).first()
    if entry is None:
        raise Http404
    labels = [_label(slug, entry, place, thing) for place, thing in enumerate(_here(actor, contest, entry), start=1)]
    return render(request, "entries/counter/labels.html", {"contest": contest, "entry": entry, "labels": labels})


def _here(actor: Any, contest: Contest, entry: Entry) -> QuerySet[Material]:
    return queries.materials_visible_to(actor, contest).filter(entry=entry, returned_at=None)


def _label(slug: str, entry: Entry, place: int, thing: Material) -> dict[str, Any]:
    address = settings.BASE_URL + _url(slug, thing)
    qr = segno.make(address, error="m").svg_data_uri(scale=3, light="white")
    return {"number": f"{entry.code}/{place}", "material": thing, "qr": qr}


def material_file(request: HttpRequest, slug: str, uid: str, which: str) -> HttpResponseBase:
    """The photo of a thing, or a signed paper about it."""
    contest = office_contest_or_404(request, slug)
    stored = getattr(material_or_404(request, contest, uid), SHOWN.get(which, ""), None)
    if stored is None:
        raise Http404
    return download(stored)
