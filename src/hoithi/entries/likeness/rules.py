"""Who may see what a dossier is like, and say what it means. A likeness is a hint for a person: it refuses nothing."""

from django.utils.translation import gettext as _

from hoithi.accounts.actors import Actor
from hoithi.contests.enums import FROZEN
from hoithi.entries.models import ArchiveImport, Entry, Match
from hoithi.entries.queries import OFFICE, sight
from hoithi.kit.refusals import Verdict
from hoithi.units.models import Unit


def can_see(actor: Actor, entry: Entry) -> Verdict:
    """See what `entry` is like: whoever reads it for the organizers (office; head after the deadline), never one of
    its authors, whatever else they are. `entry` came from `visible_to`."""
    found = sight(actor, entry)
    return Verdict.yes() if found.content and found.staff else _unknown()


def can_work(actor: Actor, entry: Entry) -> Verdict:
    """Compare `entry` again, or say what a likeness means: the office, while the contest is not frozen (override 3)."""
    seen = can_see(actor, entry)
    if not seen or not (actor.is_system or actor.holds_in(entry.contest, *OFFICE)):
        return _unknown()
    if entry.contest.state in FROZEN:
        return Verdict.no("likeness.frozen", _("Hội thi đã lưu trữ hoặc đã hủy nên chỉ còn xem được."))
    if entry.latest_id is None:
        return Verdict.no("likeness.draft", _("Hồ sơ chưa nộp nên chưa có gì để so."))
    return Verdict.yes()


def can_decide(actor: Actor, match: Match) -> Verdict:
    """Say what the likeness of `match.entry` to a former solution means: who may work on that entry."""
    return can_work(actor, match.entry)


def can_import(actor: Actor, owner: Unit) -> Verdict:
    """Bring a list of former solutions of `owner` in, and take it out again: the office of that body."""
    if actor.is_system or any(g.role in OFFICE and g.covers_unit(owner.path) for g in actor.grants):
        return Verdict.yes()
    return _unknown()


def can_take(actor: Actor, archive: ArchiveImport) -> Verdict:
    """Take the rows of a list that was looked at: the office of its body, once."""
    allowed = can_import(actor, archive.owner)
    if allowed and archive.taken_at is not None:
        return Verdict.no("likeness.taken", _("Danh sách này đã nhập rồi."))
    return allowed


def _unknown() -> Verdict:
    return Verdict.no("likeness.unknown", _("Không có mục này, hoặc bạn không được xem."), status=404)
