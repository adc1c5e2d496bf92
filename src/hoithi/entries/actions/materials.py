"""Verbs on things handed in with an entry: received, moved, given back against a signature."""

from datetime import datetime

from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from hoithi.accounts.actors import Actor
from hoithi.audit.actions import record
from hoithi.entries import rules
from hoithi.entries.actions.base import words
from hoithi.entries.enums import EntryState
from hoithi.entries.models import Entry, Material
from hoithi.kit.clock import now
from hoithi.kit.models import StoredFile
from hoithi.kit.refusals import Refusal

MOST = 1000


def receive_material(
    entry: Entry,
    *,
    kind: str,
    name: str,
    once_key: str,
    by: Actor,
    count: int = 1,
    place: str = "",
    condition: str = "",
    photo: StoredFile | None = None,
    paper: StoredFile | None = None,
    at: datetime | None = None,
) -> Material:
    """A thing of a submitted entry is here: what, how many, where, in which condition. The same `once_key` again gives
    the same. Refused: who may not, a draft, a count out of reason."""
    rules.can_receive_material(by, entry.contest).enforce()
    key = f"{by.person_id}:{once_key}"[:60]
    if there := Material.objects.filter(once_key=key).first():
        return there
    if entry.state == EntryState.DRAFT:
        raise Refusal("entries.state", _("Hồ sơ chưa nộp nên chưa nhận hiện vật."), status=409)
    if not 1 <= count <= MOST:
        raise Refusal("entries.count", _("Số lượng từ 1 đến %d.") % MOST, status=422, field="count")
    given = {
        "kind": Material.Kind(kind),
        "name": words(name, field="name", label=_("Tên hiện vật"), most=200, lines=False),
        "place": _place(place),
        "condition": words(condition, field="condition", label=_("Tình trạng"), needed=False, most=500, lines=False),
    }
    try:
        with transaction.atomic():
            made = Material.objects.create(
                entry=entry, count=count, photo=photo, received_paper=paper, received_at=at or now(),
                received_by_name=by.name[:100], once_key=key, **given,
            )  # fmt: skip
            record(
                "entries.receive_material", on=entry, by=by, scope=entry.contest, material=made.uid, kind=made.kind,
                count=count,
            )  # fmt: skip
    except IntegrityError:
        return Material.objects.get(once_key=key)
    return made


def _place(text: str) -> str:
    return words(text, field="place", label=_("Chỗ để"), needed=False, most=200, lines=False)


@transaction.atomic
def move_material(material: Material, *, place: str, by: Actor) -> Material:
    """The thing lies elsewhere from now on. Said twice: nothing new. Refused: who may not, what was given back."""
    held = _here(material, by)
    to = _place(place)
    if not to:
        raise Refusal("entries.empty", _("Chưa nhập chỗ để."), status=422, field="place")
    if held.place != to:
        before, held.place = held.place, to
        held.save(update_fields=["place"])
        record(
            "entries.move_material", on=held.entry, by=by, scope=held.entry.contest, material=held.uid, before=before,
            after=to,
        )  # fmt: skip
    return held


@transaction.atomic
def return_material(
    material: Material, *, to: str, condition: str, by: Actor, paper: StoredFile | None = None
) -> Material:
    """The thing was fetched by `to`, who signed for it; `paper` is the scan. Refused: who may not, without a name,
    what was given back already."""
    held = _here(material, by)
    held.returned_to = words(to, field="to", label=_("Người nhận lại"), most=100, lines=False)
    held.return_condition = words(condition, field="condition", label=_("Tình trạng khi trả"), most=500, lines=False)
    held.returned_at, held.returned_by_name, held.returned_paper = now(), by.name[:100], paper
    held.save()
    record("entries.return_material", on=held.entry, by=by, scope=held.entry.contest, material=held.uid)
    return held


def _here(material: Material, by: Actor) -> Material:
    held = Material.objects.select_for_update(of=("self",)).select_related("entry__contest").get(pk=material.pk)
    rules.can_receive_material(by, held.entry.contest).enforce()
    if held.returned_at is not None:
        raise Refusal("entries.returned", _("Hiện vật này đã trả rồi."), status=409)
    return held
