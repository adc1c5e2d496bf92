"""Who may do what to a contest, and when. Source: permission matrix, rows "Contest configuration", "Public pages",
"Deadline / extension" and "Rubric"; note 2 (two persons); override 3 (archived and cancelled are read only)."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from django.utils.translation import gettext as _

from hoithi.accounts.actors import Actor
from hoithi.accounts.enums import Role
from hoithi.contests.enums import BINDING, FROZEN, PHASES, Decision, RuleKind, State
from hoithi.contests.models import Contest, PlanVersion, Proposal, RuleVersion
from hoithi.contests.stages import closes_at
from hoithi.kit.refusals import Verdict
from hoithi.units.models import Unit

EDITORS = (Role.OFFICER, Role.SECRETARY)
READERS = (*EDITORS, Role.PANEL_CHAIR, Role.HEAD, Role.FINANCE, Role.AUDITOR)
RUBRIC_OPEN = (State.ANNOUNCED, State.OPEN, State.CLOSED)
HISTORY_READERS = (*EDITORS, Role.HEAD, Role.FINANCE, Role.AUDITOR)
MOVABLE = (State.ANNOUNCED, State.OPEN, State.CLOSED, State.JUDGING, State.DELIBERATION)


def phase(contest: Contest) -> str:
    """The column "K0" to "K8" or "KX" of the permission matrix that the stored state falls in."""
    return PHASES[State(contest.state)]


def can_read_configuration(actor: Actor, contest: Contest) -> Verdict:
    """The manage pages. Whoever may not is not told that there is anything."""
    if actor.is_system or actor.holds_in(contest, *READERS):
        return Verdict.yes()
    return Verdict.no("unknown", _("Không có hội thi này, hoặc bạn không được xem phần này."), status=404)


def can_create(actor: Actor, owner: Unit) -> Verdict:
    """Officers and secretaries of a body (or of one above it) make its contests."""
    held = (g for g in actor.grants if g.role in EDITORS and g.contest_id is None)
    if actor.is_system or any(g.covers_unit(owner.path) for g in held):
        return Verdict.yes()
    return Verdict.no("not_yours", _("Bạn không được tạo hội thi cho %s.") % owner.name, status=403)


def can_edit_public(actor: Actor, contest: Contest) -> Verdict:
    """News, contact, reception, summary and the dates that open no door: officers and secretaries, until archived."""
    if contest.state in FROZEN:
        return Verdict.no("frozen", _("Hội thi đã lưu trữ hoặc đã hủy, chỉ còn xem được."))
    return _held(actor, contest, *EDITORS)


def can_edit(actor: Actor, contest: Contest) -> Verdict:
    """The configuration, at once and alone: only before the announcement."""
    allowed = can_edit_public(actor, contest)
    if allowed and contest.state != State.DRAFT:
        return Verdict.no("needs_approval", _("Hội thi đã công bố: thay đổi này phải đề xuất để Trưởng Ban duyệt."))
    return allowed


def can_set_milestone(actor: Actor, contest: Contest, *kinds: str) -> Verdict:
    """A milestone that opens or closes a door is configuration; the others belong to the public calendar."""
    return can_edit(actor, contest) if set(kinds) & set(BINDING) else can_edit_public(actor, contest)


def can_propose(actor: Actor, contest: Contest, *, rubric: bool = False) -> Verdict:
    """A change to a running contest may be proposed by its officers and secretaries, the rubric also by a
    chair, and once judging has begun no longer by an officer."""
    if contest.state in FROZEN:
        return can_edit_public(actor, contest)
    if contest.state == State.DRAFT:
        return Verdict.no("draft", _("Hội thi chưa công bố: hãy sửa thẳng, không cần đề xuất."))
    if rubric:
        editors = EDITORS if contest.state in RUBRIC_OPEN else (Role.SECRETARY,)
        return _held(actor, contest, *editors, Role.PANEL_CHAIR)
    return _held(actor, contest, *EDITORS)


def can_decide(actor: Actor, proposal: Proposal) -> Verdict:
    """The head decides, never on a proposal of their own, with a second factor (note 2)."""
    if proposal.contest.state in FROZEN:
        return can_edit_public(actor, proposal.contest)
    held = _held(actor, proposal.contest, Role.HEAD)
    if not held:
        return held
    if proposal.proposed_by_id == actor.person_id:
        return Verdict.no("own_proposal", _("Người đề xuất không được tự duyệt: cần một người khác."), status=403)
    if not actor.has_second_factor:
        return Verdict.no("second_factor", _("Hãy đăng nhập bằng hai lớp xác thực rồi duyệt lại."), status=403)
    if proposal.decision:
        return Verdict.no("decided", _("Đề xuất này đã có kết luận: %s.") % Decision(proposal.decision).label)
    return Verdict.yes()


def can_withdraw(actor: Actor, proposal: Proposal) -> Verdict:
    """Whoever proposed may take it back while nobody has decided."""
    if proposal.decision:
        return Verdict.no("decided", _("Đề xuất này đã có kết luận: %s.") % Decision(proposal.decision).label)
    if actor.person_id is None or proposal.proposed_by_id != actor.person_id:
        return Verdict.no("not_yours", _("Chỉ người đề xuất mới rút được đề xuất."), status=403)
    return Verdict.yes()


def can_announce(actor: Actor, contest: Contest) -> Verdict:
    """The head announces; officers and secretaries too once a signed plan stands (the head has signed it)."""
    if contest.state != State.DRAFT:
        return Verdict.no("announced", _("Hội thi này đã công bố rồi."))
    if actor.is_system or actor.holds_in(contest, Role.HEAD):
        return Verdict.yes()
    held = _held(actor, contest, *EDITORS)
    if held and not PlanVersion.objects.filter(contest=contest, number__isnull=False).exists():
        return Verdict.no(
            "no_plan", _("Hội thi chưa có kế hoạch đã ký: cần Trưởng Ban Tổ chức bấm công bố."), status=403
        )
    return held


def can_move(contest: Contest, to: str) -> Verdict:
    """Which states a person may choose; results and prizes have verbs of their own."""
    if contest.state == State.DRAFT:
        return Verdict.no("draft", _("Hội thi chưa công bố: hãy bấm “Công bố” thay vì chuyển trạng thái."))
    if contest.state not in MOVABLE or to not in MOVABLE:
        return Verdict.no("no_way", _("Không chuyển hội thi sang trạng thái này bằng tay được."))
    return Verdict.yes()


def can_end(actor: Actor, contest: Contest) -> Verdict:
    """Cancelling or archiving: the head; a draft may also be dropped by whoever prepares it."""
    if contest.state in FROZEN:
        return can_edit_public(actor, contest)
    return _held(actor, contest, Role.HEAD, *(EDITORS if contest.state == State.DRAFT else ()))


def can_read_history(actor: Actor, contest: Contest) -> Verdict:
    """The business record: whole for secretary, head, finance, auditor; the officer sees what they did themselves."""
    if actor.is_system or actor.holds_in(contest, *HISTORY_READERS):
        return Verdict.yes()
    return Verdict.no("unknown", _("Không có hội thi này, hoặc bạn không được xem phần này."), status=404)


def sees_whole_history(actor: Actor, contest: Contest) -> bool:
    """Whether the acts of others are shown too."""
    return actor.is_system or actor.holds_in(contest, Role.SECRETARY, Role.HEAD, Role.FINANCE, Role.AUDITOR)


@dataclass(frozen=True, slots=True)
class Missing:
    """Something to do before the announcement: the page where it is done (a URL name) and the sentence."""

    code: str
    sentence: str
    url_name: str
    arg: str = ""


def missing_before_announcing(contest: Contest) -> list[Missing]:
    """What stands between a draft and its announcement; empty when it may go out. Four queries at most."""
    found = list(_missing_details(contest))
    if closes_at(contest.milestones.all()) is None:
        found.append(Missing("deadline", _("Chưa xác nhận hạn cuối nhận hồ sơ."), "manage_milestones"))
    latest: dict[str, RuleVersion] = {}
    for version in contest.rule_versions.order_by("number"):
        latest[version.kind] = version
    if RuleKind.FIELDS not in latest:
        found.append(Missing("fields", _("Chưa chọn các lĩnh vực dự thi."), "manage_rules", RuleKind.FIELDS))
    return found + list(_unconfirmed(latest.values()))


def _missing_details(contest: Contest) -> Iterator[Missing]:
    if not contest.name.strip():
        yield Missing("name", _("Chưa có tên hội thi."), "manage_details")
    if not contest.organizer_name.strip():
        yield Missing("organizer", _("Chưa ghi Ban Tổ chức."), "manage_details")
    if not (contest.contact_phone or contest.contact_email):
        yield Missing("contact", _("Chưa có số điện thoại hoặc thư điện tử để người dân hỏi."), "manage_reception")


def _unconfirmed(versions: Iterable[RuleVersion]) -> Iterator[Missing]:
    for version in versions:
        if left := len(version.data.get("unconfirmed", [])):
            sentence = _("%(kind)s: còn %(left)d điểm của bản mẫu chưa có người xác nhận.")
            label = RuleKind(version.kind).label
            yield Missing("unconfirmed", sentence % {"kind": label, "left": left}, "manage_rules", version.kind)


def _held(actor: Actor, contest: Contest, *roles: Role) -> Verdict:
    if actor.is_system or actor.holds_in(contest, *roles):
        return Verdict.yes()
    known = can_read_configuration(actor, contest)
    if not known:
        return known
    return Verdict.no("not_yours", _("Việc này không thuộc phần việc của bạn trong hội thi này."), status=403)
