"""Which decisions an entry allows now, to whom, and why the others are out of reach."""

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from hoithi.accounts.actors import Actor
from hoithi.contests.models import Milestone
from hoithi.contests.stages import judging_at
from hoithi.entries import rules
from hoithi.entries.actions.intake import CONCLUDED, HANDLED, withdrawn_by_office
from hoithi.entries.enums import EDITABLE, EntryState
from hoithi.entries.inspection import Inspection
from hoithi.entries.models import Entry
from hoithi.entries.reasons import FOUND
from hoithi.entries.windows import window_of
from hoithi.kit.clock import now, start_of, today
from hoithi.kit.refusals import Verdict


@dataclass(frozen=True, slots=True)
class Offer:
    """A decision as data: `code` is the last part of its address, `to` the state that it brings about."""

    code: str
    label: str | Promise
    icon: str
    kind: str = "secondary"
    to: str = ""


OFFERS = (
    Offer("tiep-nhan", gettext_lazy("Tiếp nhận hợp lệ"), "circle-check", "primary", EntryState.ACCEPTED),
    Offer("bo-sung", gettext_lazy("Yêu cầu bổ sung"), "pencil", "secondary", EntryState.RETURNED),
    Offer("khong-hop-le", gettext_lazy("Không hợp lệ"), "circle-x", "danger", EntryState.REJECTED),
    Offer("trung", gettext_lazy("Trùng hồ sơ khác"), "copy", "secondary", EntryState.DUPLICATE),
    Offer("rut", gettext_lazy("Rút theo yêu cầu của người nộp"), "log-out", "danger", EntryState.WITHDRAWN),
    Offer("mo-lai", gettext_lazy("Mở lại để kiểm tra"), "refresh-cw"),
    Offer("chuyen-linh-vuc", gettext_lazy("Chuyển lĩnh vực"), "git-compare"),
    Offer("gia-han", gettext_lazy("Đề nghị gia hạn"), "calendar-plus"),
    Offer("ghi-chu", gettext_lazy("Ghi chú nội bộ"), "lightbulb", "quiet"),
)


@dataclass(frozen=True, slots=True)
class Offered:
    """A decision for one entry: possible when `why` is empty. `at_once`: nothing needs to be asked before it."""

    offer: Offer
    why: str
    at_once: bool = False


def offered(entry: Entry, actor: Actor, inspection: Inspection) -> list[Offered]:
    """All decisions with their verdicts, for the office; nobody else decides here."""
    if not rules.is_office(actor, entry.contest):
        return []
    checks = rules.can_check(actor, entry)
    found = []
    for offer in OFFERS:
        verdict = _verdict(offer, entry, actor, checks, inspection)
        clean = offer.to == EntryState.ACCEPTED and not inspection.against
        found.append(Offered(offer, "" if verdict else str(verdict.reason), at_once=bool(verdict) and clean))
    return found


# Decisions that move no state, by the states in which they make sense.
_IN = {"gia-han": EDITABLE, "mo-lai": CONCLUDED, "chuyen-linh-vuc": HANDLED}


def _verdict(offer: Offer, entry: Entry, actor: Actor, checks: Verdict, inspection: Inspection) -> Verdict:
    if offer.code == "ghi-chu":
        return Verdict.yes()
    allowed = rules.can_propose_extension(actor, entry) if offer.code == "gia-han" else checks
    if not allowed:
        return allowed
    if offer.code == "mo-lai" and withdrawn_by_office(entry):
        return Verdict.yes()
    if offer.code in _IN:
        return Verdict.yes() if entry.state in _IN[offer.code] else _not_now(entry)
    if offer.to == EntryState.ACCEPTED and inspection.waiting:
        return Verdict.no("entries.bytes", _("Tệp của hồ sơ còn đang tải lên."))
    return rules.can_move(entry, offer.to)


def proposed_due(entry: Entry) -> datetime:
    """A day for a supplement: a week, or the deadline when that is later, and before judging begins."""
    closes = window_of(entry.contest, now()).closes
    week = start_of(today() + timedelta(days=8))
    starts = judging_at(Milestone.objects.filter(contest=entry.contest_id))
    return min(max(week, closes or week), starts or datetime.max.replace(tzinfo=UTC))


def known_lacks(inspection: Inspection) -> list[str]:
    """The sentences that say what the check has found."""
    return list(dict.fromkeys(FOUND[lack.name] for lack in inspection.against if lack.name in FOUND))


def _not_now(entry: Entry) -> Verdict:
    words = _("Hồ sơ đang ở bước “%s”.")
    return Verdict.no("entries.order", words % EntryState(entry.state).label)
