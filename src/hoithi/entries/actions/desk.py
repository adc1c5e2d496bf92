"""Small verbs of the office's desk: views that are kept, lists and dossiers that are taken away as files."""

from collections.abc import Sequence
from datetime import timedelta

from django.db import transaction
from django.utils.translation import gettext as _

from hoithi.accounts.actors import Actor
from hoithi.audit.actions import record
from hoithi.contests.models import Contest
from hoithi.entries import hooks, rules
from hoithi.entries.actions.base import other_content, words
from hoithi.entries.models import DossierExport, SavedView
from hoithi.kit.clock import now
from hoithi.kit.refusals import Refusal

MOST_VIEWS = 30  # of one person in one contest
MOST_DOSSIERS = 2_000  # in one ZIP
KEPT = timedelta(days=7)


def _self(by: Actor) -> int:
    if by.person_id is None:
        raise Refusal("entries.sign_in", _("Hãy đăng nhập."), status=403)
    return by.person_id


@transaction.atomic
def save_view(contest: Contest, *, name: str, query: str, by: Actor) -> SavedView:
    """Keep a search and its filters under a name, for whoever keeps it; the same name again takes the new filters.
    Refused: who may not read the list, no name, more than thirty."""
    rules.can_export(by, contest).enforce()
    said = words(name, field="name", label=_("Tên bộ lọc"), most=80, lines=False)
    own = SavedView.objects.filter(contest=contest, person=_self(by))
    if own.exclude(name=said).count() >= MOST_VIEWS:
        sentence = _("Mỗi người lưu được tối đa %d bộ lọc. Hãy xóa bớt.") % MOST_VIEWS
        raise Refusal("entries.views", sentence, status=422, field="name")
    kept = {"query": query[:1000]}
    view, __ = SavedView.objects.update_or_create(contest=contest, person_id=_self(by), name=said, defaults=kept)
    record("entries.save_view", on=contest, by=by, scope=contest, name=said)
    return view


@transaction.atomic
def delete_view(view: SavedView, *, by: Actor) -> None:
    """Forget a view. Refused: somebody else's (404)."""
    if by.person_id is None or view.person_id != by.person_id:
        raise Refusal("entries.unknown", _("Không có bộ lọc này."), status=404)
    if SavedView.objects.filter(pk=view.pk).delete()[0]:
        record("entries.delete_view", on=view.contest, by=by, scope=view.contest, name=view.name)


@transaction.atomic
def export_list(contest: Contest, *, rows: int, what: str, personal: bool, by: Actor) -> None:
    """Record that `by` takes `rows` rows of a list ("list", "register", "chosen") away as a file. Call it before the
    file is made. Refused: who may not (`rules.can_export`)."""
    rules.can_export(by, contest).enforce()
    record("entries.export_list", on=contest, by=by, scope=contest, rows=rows, what=what, personal=personal)


@transaction.atomic
def ask_dossiers(contest: Contest, entries: Sequence[int], *, query: str, by: Actor, once_key: str) -> DossierExport:
    """Have a ZIP made of the dossiers of `entries` (numbers) in the background, for `by` alone, kept seven days. The
    same `once_key` again is the same file.

    Refused: who is not of the office, no entry, more than 2,000.
    """
    rules.can_take_dossiers(by, contest).enforce()
    chosen = list(dict.fromkeys(entries))
    if not chosen:
        raise Refusal("entries.none", _("Chưa có hồ sơ nào để tải về."), status=422)
    if len(chosen) > MOST_DOSSIERS:
        sentence = _("Mỗi tệp ZIP chứa tối đa %(most)d hồ sơ (đang chọn %(got)d). Hãy lọc bớt, ví dụ theo lĩnh vực.")
        raise Refusal("entries.many", sentence % {"most": MOST_DOSSIERS, "got": len(chosen)}, status=422)
    given = {
        "contest": contest, "query": query[:1000], "chosen": chosen, "total": len(chosen), "asked_at": now(),
        "expires_at": now() + KEPT,
    }  # fmt: skip
    made, new = DossierExport.objects.get_or_create(person_id=_self(by), once_key=once_key[:60], defaults=given)
    if (made.contest_id, made.chosen) != (contest.pk, chosen):
        raise other_content()
    if not new:
        return made
    record("entries.ask_dossiers", on=contest, by=by, scope=contest, export=made.uid, dossiers=len(chosen))
    hooks.tell(hooks.EXPORT_ASKED, made)
    return made


@transaction.atomic
def take_dossiers(export: DossierExport, *, by: Actor) -> DossierExport:
    """Whoever had the file made takes it; each time is recorded. Refused: somebody else, one who is no longer of the
    office, a file that is not ready or has expired."""
    if by.person_id is None or export.person_id != by.person_id:
        raise Refusal("entries.unknown", _("Không có tệp này."), status=404)
    rules.can_take_dossiers(by, export.contest).enforce()
    if export.state != DossierExport.State.DONE or export.file is None or export.expires_at <= now():
        raise Refusal("entries.not_ready", _("Tệp chưa làm xong hoặc đã hết hạn. Hãy yêu cầu lại."), status=409)
    record("entries.take_dossiers", on=export.contest, by=by, scope=export.contest, export=export.uid)
    return export
