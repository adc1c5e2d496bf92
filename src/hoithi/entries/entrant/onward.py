"""From one part to the next: the entrant is led past what asks nothing of them, at last to the page that submits."""

from django.urls import reverse

from hoithi.contests.rule_schemas.entering import Entrant
from hoithi.entries.entrant.desk import Desk
from hoithi.entries.enums import ABOUT, AUTHORS, FILES
from hoithi.entries.papers import file_papers

UNIT, SUBMIT = "unit", "submit"
_PAGES = {
    ABOUT: "entry_about",
    AUTHORS: "entry_authors",
    FILES: "entry_files",
    UNIT: "entry_unit",
    SUBMIT: "entry_check",
}


def address(uid: str, code: str) -> str:
    """Where the part `code` is filled in."""
    return reverse(_PAGES[code], args=[uid]) if code in _PAGES else reverse("entry_step", args=[uid, code])


def onward(desk: Desk, code: str) -> str:
    """Where whoever has done the part `code` goes on to."""
    order = [ABOUT, *(step.code for step in desk.steps), AUTHORS, FILES, UNIT, SUBMIT]
    steps = {step.code for step in desk.asked_steps()}
    later = order[order.index(code) + 1 :]
    return address(desk.entry.uid, next(one for one in later if one in steps or _asks(desk, one)))


def _asks(desk: Desk, code: str) -> bool:
    if code == AUTHORS:
        return not _says_all(desk)
    if code == FILES:
        return bool(file_papers(desk.book.dossier))
    return desk.book.eligibility.unit_confirms if code == UNIT else code == SUBMIT


def _says_all(desk: Desk) -> bool:
    """Who enters alone where nothing is asked of authors: the last page names them, with the way to change it."""
    rules = desk.book.eligibility
    asked = desk.book.dossier.author_details or rules.guardian or rules.age_on is not None
    if asked or desk.entry.about.get("entrant") != Entrant.INDIVIDUAL:
        return False
    return [author.person_id for author in desk.authors] == [desk.entry.owner_id]
