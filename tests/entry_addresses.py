"""How the arguments of the routes of entries are filled: with a dossier of the demo's entrant, or with another's.

In the scene of another body every name is one that none of the demo's roles may know of: a stranger's draft.
"""

from collections.abc import Callable
from typing import Any

from hoithi.accounts.models import DemoRole
from hoithi.contests.rule_schemas.answers import steps_of
from hoithi.entries.book import book_of
from hoithi.entries.models import (
    ArchiveImport,
    Assist,
    Author,
    DataRequest,
    Entry,
    EntryFile,
    Extension,
    Match,
    Material,
    SavedView,
    UnitConfirmation,
)

ABSENT = "khong-co"
Things = dict[str, Any]


def entry_things(owner: str, *, ward: str) -> Things:
    """The dossiers that stand in addresses: in the scene of the ward of the entrant of the bar, else a stranger's."""
    entries = Entry.objects.filter(contest__owner__code=ward, trial=False).select_related("contest").order_by("pk")
    mine = DemoRole.objects.get(code="thi-sinh").person
    if owner != ward:
        strange = entries.filter(state="draft").exclude(owner=mine).first()
        return {"draft": strange, "sent": strange, "paper": None, "typed": None, "checked": strange}
    return {
        "draft": entries.filter(owner=mine, state="draft").first(),
        "sent": entries.filter(owner=mine, state="submitted").first(),
        "paper": entries.filter(typing_done=False).first(),
        "typed": entries.filter(pk__in=Assist.objects.values("entry")).first(),
        "checked": entries.filter(state="submitted").exclude(owner=mine).first(),
    }


def uid(thing: Any) -> str:
    """The public name of a thing, or one that nothing has."""
    return thing.uid if thing is not None else ABSENT


def entry_arguments(name: str, wanted: set[str], scene: Things) -> dict[str, Any] | None:
    """The arguments of a route of entries; None for a route that is none."""
    if name not in FILLED:
        return None
    which, fill = FILLED[name]
    entry = scene[which] if which else None
    filled = {**({"slug": scene["contest"].slug} if "slug" in wanted else {}), **fill(entry)}
    if "uid" in wanted and "uid" not in filled:
        filled["uid"] = uid(entry)
    return filled


def _only(**fixed: Any) -> Callable[[Entry | None], dict[str, Any]]:
    return lambda _entry: fixed


def _first(rows: Any) -> str:
    return uid(rows.first())


def _author(entry: Entry | None) -> dict[str, Any]:
    return {"author": _first(Author.objects.filter(entry=entry, removed_at=None))}


def _file(entry: Entry | None) -> dict[str, Any]:
    return {"file": _first(EntryFile.objects.filter(entry=entry, removed_at=None))}


def _step(entry: Entry | None) -> dict[str, Any]:
    return {"part": steps_of(book_of(entry.contest, entry).dossier)[0].code if entry else ABSENT}


def _slot(entry: Entry | None) -> dict[str, Any]:
    return {"slot": book_of(entry.contest, entry).dossier.papers[0].code if entry else ABSENT}


def _code(entry: Entry | None) -> dict[str, Any]:
    return {"code": entry.latest.receipt_code if entry and entry.latest else ABSENT}


def _of(model: Any, **fixed: Any) -> Callable[[Entry | None], dict[str, Any]]:
    """The first row of `model`, as the `uid` of the route; of another body there is none."""
    return lambda entry: {"uid": ABSENT if entry is None or entry.latest is None else _first(model.objects), **fixed}


def _stamped(entry: Entry | None) -> dict[str, Any]:
    """A dossier of the same contest whose body confirmed on paper, and that paper."""
    contest = entry.contest if entry and entry.latest else None
    papers = UnitConfirmation.objects.exclude(paper=None).exclude(entry__latest=None)
    found = papers.filter(entry__contest=contest).select_related("entry", "paper").first()
    return {"uid": uid(found and found.entry), "paper": uid(found and found.paper)}


_NONE = _only()
_MINE = [
    "entry_tasks", "entry_help", "entry_auto", "entry_about", "entry_losts", "entry_authors", "entry_author_add",
    "entry_files", "entry_unit", "entry_check", "entry_consents", "entry_drop",
]  # fmt: skip
_SENT = ["entry_home", "entry_withdraw"]
_PAPER = [
    "counter_taken", "counter_receipt", "typing", "typing_author_new", "typing_pages", "typing_finish",
    "material_labels",
]  # fmt: skip
_TYPED = ["typed_paper", "typed_print", "typed_send", "typed_own", "typing_reopen"]
_ARCHIVE = ["former_archive", "former_archive_take", "former_archive_drop", "former_refused"]
FILLED: dict[str, tuple[str, Callable[[Entry | None], dict[str, Any]]]] = {
    **dict.fromkeys(_MINE, ("draft", _NONE)),
    **dict.fromkeys(_SENT, ("sent", _NONE)),
    **dict.fromkeys(_PAPER, ("paper", _NONE)),
    **dict.fromkeys(_TYPED, ("typed", _NONE)),
    **dict.fromkeys(["intake_entry", "intake_compare", "intake_extension_new", "entry_compare"], ("checked", _NONE)),
    "unit_entry": ("checked", _NONE),
    "intake_decide": ("checked", _only(decision="nhan")),
    "intake_file": ("checked", _file),
    "intake_picture": ("checked", lambda entry: {**_file(entry), "number": 0}),
    "intake_paper": ("checked", _stamped),
    "intake_extension": ("checked", _of(Extension)),
    "intake_view_delete": ("checked", _of(SavedView)),
    "intake_bulk_result": ("", _only(uid=ABSENT)),
    "intake_dossier": ("", _only(uid=ABSENT)),
    "intake_dossier_file": ("", _only(uid=ABSENT)),
    "entry_step": ("draft", _step),
    "entry_save": ("draft", _step),
    "entry_lost": ("draft", _only(lost=ABSENT)),
    **dict.fromkeys(
        ["entry_author", "entry_author_remove", "entry_author_invite", "entry_author_paper"], ("draft", _author)
    ),
    "entry_file_add": ("draft", _slot),
    **dict.fromkeys(["entry_file", "entry_file_remove", "entry_file_up"], ("sent", _file)),
    "entry_receipt": ("sent", _only(number=1)),
    "entry_receipt_pdf": ("sent", _only(number=1)),
    "receipt_of": ("sent", _code),
    "counter_take_in": ("paper", lambda entry: {"person": uid(entry.owner if entry else None)}),
    "typing_part": ("paper", _only(part="about")),
    "typing_author": ("paper", _author),
    "paper_page": ("paper", _file),
    **dict.fromkeys(["material", "material_move", "material_return", "material_paper"], ("paper", _of(Material))),
    "material_file": ("paper", _of(Material, which="anh")),
    "my_copy": ("", _only(form="json")),
    "my_withdrawal": ("sent", lambda entry: {"uid": _author(entry)["author"], "purpose": "enter"}),
    "my_value": ("sent", lambda entry: {"uid": _author(entry)["author"], "what": "id_number"}),
    "reveal_value": ("checked", lambda entry: {**_author(entry), "what": "id_number"}),
    "data_request": ("sent", _of(DataRequest)),
    **dict.fromkeys(_ARCHIVE, ("checked", _of(ArchiveImport))),
    "match_page": ("checked", _of(Match)),
}
