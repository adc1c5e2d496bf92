"""Who may do what to an entry, and until when. Sources: permission matrix, rows "Entry", "Original files", "Deadline /
extension"; reliability.md INV-5 and INV-6; override 3 (archived and cancelled contests are read only)."""

from datetime import datetime

from django.db.models import Q
from django.utils.translation import gettext as _

from hoithi.accounts.actors import Actor
from hoithi.accounts.enums import Role
from hoithi.contests.enums import FROZEN, State
from hoithi.contests.models import Contest
from hoithi.entries.enums import EDITABLE, IN_HAND, TRANSITIONS, AuthorState, Decision, EntryState
from hoithi.entries.models import Author, DataRequest, Entry, Extension
from hoithi.entries.queries import BODIES, OFFICE, is_author
from hoithi.entries.windows import Window, extended_until, is_in_time, until, window_of
from hoithi.kit.clock import now
from hoithi.kit.dates import show_bound, show_instant
from hoithi.kit.refusals import Verdict
from hoithi.units.models import Unit

CHECKING = (State.OPEN, State.CLOSED)


def _thawed(contest: Contest) -> Verdict:
    if contest.state in FROZEN:
        return Verdict.no("entries.frozen", _("Hội thi đã lưu trữ hoặc đã hủy nên chỉ còn xem được."))
    return Verdict.yes()


def _unknown() -> Verdict:
    return Verdict.no("entries.unknown", _("Không có hồ sơ này, hoặc bạn không được xem."), status=404)


def is_office(actor: Actor, contest: Contest) -> bool:
    """Whether `actor` works in the office that receives the dossiers of `contest`."""
    return actor.is_system or actor.holds_in(contest, *OFFICE)


def can_start(actor: Actor, contest: Contest, *, at: datetime, window: Window | None = None) -> Verdict:
    """Begin an entry of one's own: anybody who is signed in, while the contest receives entries."""
    if actor.person_id is None:
        return Verdict.no("entries.sign_in", _("Hãy đăng nhập hoặc tạo tài khoản để dự thi."), status=403)
    window = window or window_of(contest, at)
    if window.is_open(at):
        return Verdict.yes()
    return _shut(window, at)


def _shut(window: Window, at: datetime) -> Verdict:
    if window.state == State.ANNOUNCED:
        opens = _(" Nhận từ %s.") % show_instant(window.opens) if window.opens else ""
        return Verdict.no("entries.early", _("Hội thi chưa nhận hồ sơ.") + opens, until=window.opens)
    if window.closes and at >= window.closes:
        words = _("Đã hết hạn nộp lúc %s. Bạn có thể gọi ban tổ chức để đề nghị gia hạn.")
        return Verdict.no("entries.late", words % show_bound(window.closes))
    return Verdict.no("entries.shut", _("Hội thi hiện không nhận hồ sơ."))


def _edits(actor: Actor, entry: Entry) -> bool:
    if actor.is_system or (actor.person_id is not None and actor.person_id in _submitters(entry)):
        return True
    allowed = Author.objects.filter(entry=entry, person=actor.person_id, may_edit=True, removed_at=None)
    return actor.person_id is not None and allowed.exists()


def _submitters(entry: Entry) -> set[int | None]:
    """The owner; and whoever takes the dossier in for them, until it is received: after that the owner's word counts
    (note 8)."""
    return {entry.owner_id} if entry.submitted_at is not None else {entry.owner_id, entry.typed_by_id}


def can_edit(
    actor: Actor, entry: Entry, *, at: datetime, window: Window | None = None, extended: datetime | None = None
) -> Verdict:
    """Change the working copy: the owner, co-authors whom the owner lets, whoever types it for the owner; while it
    may still be submitted."""
    if is_typed_in(entry) and can_type_in(actor, entry, at=at, window=window):
        return Verdict.yes()
    if not _edits(actor, entry):
        return _unknown()
    return _is_open(entry, at=at, window=window, extended=extended)


def _is_open(entry: Entry, *, at: datetime, window: Window | None = None, extended: datetime | None = None) -> Verdict:
    if entry.state not in EDITABLE and entry.state != EntryState.WITHDRAWN:
        words = _("Hồ sơ đang ở bước “%s” nên không sửa được nữa. Cần sửa, hãy gọi ban tổ chức.")
        return Verdict.no("entries.state", words % EntryState(entry.state).label)
    if entry.trial:
        return Verdict.yes()
    window = window or window_of(entry.contest, at)
    extended = extended or extended_until(entry)
    if is_in_time(entry, window, at, extended):
        return Verdict.yes(until=until(entry, window, extended))
    return _shut(window, at)


def can_edit_author(actor: Actor, author: Author, *, at: datetime) -> Verdict:
    """Change what is said of an author: they themself; whoever enters or types it in; of one who has no account also
    co-authors who may edit (matrix, row "Basic personal data"). While the dossier may be corrected."""
    entry, own = author.entry, author.person_id is not None and author.person_id == actor.person_id
    if author.removed_at is not None or (own and author.state == AuthorState.DECLINED):
        return _unknown()
    if own:
        return _is_open(entry, at=at)
    door = can_edit(actor, entry, at=at)
    theirs = author.represents or author.person_id is not None
    if door and theirs and not (is_typed_in(entry) or actor.is_system or actor.person_id in _submitters(entry)):
        words = _("Chỉ %s hoặc người đứng tên hồ sơ mới sửa được phần này.")
        return Verdict.no("entries.not_own_row", words % author.full_name, status=403)
    return door


def can_submit(
    actor: Actor,
    entry: Entry,
    *,
    at: datetime,
    window: Window | None = None,
    extended: datetime | None = None,
    typed: bool = False,
) -> Verdict:
    """Seal a version: the owner (or whoever takes it in at the counter), in time, once more after a correction. What
    was `typed` in from paper, and is not in force until the owner confirms it: whoever may type it in."""
    if typed:
        return can_type_in(actor, entry, at=at, window=window)
    if not actor.is_system and actor.person_id not in _submitters(entry):
        if _edits(actor, entry):
            words = _("Chỉ người đứng tên hồ sơ mới nộp được. Hãy báo người đó bấm nộp.")
            return Verdict.no("entries.not_owner", words, status=403)
        return _unknown()
    if entry.trial:
        return Verdict.no("entries.trial", _("Đây là hồ sơ thử nên không nộp. Mẫu hồ sơ đã xem đủ các bước."))
    return can_edit(actor, entry, at=at, window=window, extended=extended)


def can_arrange(actor: Actor, entry: Entry, *, at: datetime) -> Verdict:
    """Have it submitted by itself, let the office look into it: who may submit it (note 6)."""
    door = can_edit(actor, entry, at=at)
    if door and not actor.is_system and actor.person_id not in _submitters(entry):
        return Verdict.no("entries.not_owner", _("Chỉ người đứng tên hồ sơ mới chọn được việc này."), status=403)
    return door


def can_withdraw(actor: Actor, entry: Entry, *, at: datetime) -> Verdict:
    """Take a submitted dossier back: the owner, until the deadline (after it, only through the office)."""
    if actor.person_id != entry.owner_id:
        return _unknown()
    if entry.state not in IN_HAND:
        return Verdict.no("entries.state", _("Chỉ rút được hồ sơ đã nộp và chưa có kết luận của ban tổ chức."))
    window = window_of(entry.contest, at)
    if is_in_time(entry, window, at, extended_until(entry)):
        return Verdict.yes()
    return Verdict.no("entries.late", _("Đã hết hạn nộp nên không tự rút được. Hãy gọi ban tổ chức."))


def can_check(actor: Actor, entry: Entry) -> Verdict:
    """Ask for a supplement, accept, reject, mark as a duplicate: the office, until judging begins (matrix: K1 reads,
    K2 moves; a dossier that is in order may be taken at once, also before the deadline). Never on one's own entry
    (override 2)."""
    if not is_office(actor, entry.contest):
        return _unknown()
    if actor.person_id is not None and (actor.person_id == entry.owner_id or is_author(actor, entry)):
        words = _("Bạn dự thi bằng hồ sơ này nên không tự xử lý được. Hãy nhờ người khác trong ban tổ chức.")
        return Verdict.no("entries.own_entry", words, status=403)
    return _checking(entry.contest)


def _checking(contest: Contest) -> Verdict:
    thawed = _thawed(contest)
    if thawed and window_of(contest, now()).state not in CHECKING:
        words = _("Việc này chỉ làm được khi hội thi đang nhận hoặc đang kiểm tra hồ sơ.")
        return Verdict.no("entries.phase", words)
    return thawed


def can_move(entry: Entry, to: str) -> Verdict:
    """Whether the state of `entry` may become `to`."""
    if to in TRANSITIONS[entry.state]:
        return Verdict.yes()
    words = _("Hồ sơ đang ở bước “%(now)s” nên không chuyển sang “%(to)s” được.")
    labels = {"now": EntryState(entry.state).label, "to": EntryState(to).label}
    return Verdict.no("entries.order", words % labels)


def can_type(actor: Actor, contest: Contest) -> Verdict:
    """Enter a dossier for somebody at the counter or from the post: the office, and focal points and committees for
    their people (matrix, "Entry on behalf")."""
    thawed = _thawed(contest)
    if not thawed:
        return thawed
    if is_office(actor, contest) or _speaks_in(actor, contest):
        return Verdict.yes()
    return _unknown()


def can_take_in(actor: Actor, contest: Contest, *, counts_at: datetime, at: datetime) -> Verdict:
    """Take a paper dossier in at `at` that counts as come at `counts_at`: the contest received entries then, and does
    not judge them yet."""
    allowed = can_type(actor, contest)
    if not allowed:
        return allowed
    window = window_of(contest, counts_at)
    if not window.is_open(counts_at):
        return _shut(window, counts_at)
    if window_of(contest, at).state not in CHECKING:
        sentence = _("Hội thi đã sang bước chấm nên không nhận thêm hồ sơ. Hãy báo Trưởng Ban Tổ chức.")
        return Verdict.no("entries.phase", sentence)
    return Verdict.yes()


def is_typed_in(entry: Entry) -> bool:
    """Whether `entry` came on paper and is still to be typed in from it."""
    return entry.typed_by_id is not None and entry.submitted_at is not None and not entry.typing_done


def can_type_in(actor: Actor, entry: Entry, *, at: datetime, window: Window | None = None) -> Verdict:
    """Type in what the paper of `entry` says: the office, or whoever took it in, until judging begins; also after the
    deadline, for the paper came before it."""
    if not (is_office(actor, entry.contest) or actor.person_id == entry.typed_by_id) or entry.typed_by_id is None:
        return _unknown()
    if not is_typed_in(entry):
        return Verdict.no("entries.typed", _("Hồ sơ này đã nhập xong."))
    if (window or window_of(entry.contest, at)).state not in CHECKING:
        return Verdict.no("entries.phase", _("Hội thi đã sang bước chấm nên không nhập thêm được."))
    if entry.state not in {*IN_HAND, EntryState.ACCEPTED}:
        return Verdict.no("entries.state", _("Hồ sơ đã rút hoặc không hợp lệ nên không cần nhập tiếp."))
    return Verdict.yes()


def can_answer_typed(actor: Actor, entry: Entry) -> Verdict:
    """Say whether a version that was typed in is what the paper says: the owner, never whoever typed it (note 8), until
    judging begins, for it changes what the dossier says."""
    if actor.person_id != entry.owner_id:
        return _unknown()
    return _checking(entry.contest)


def can_file_typed_paper(actor: Actor, entry: Entry) -> Verdict:
    """Put the paper by which the owner confirmed with their signature into the dossier: the office, or whoever took
    the dossier in, until judging begins."""
    if is_office(actor, entry.contest) or (actor.person_id is not None and actor.person_id == entry.typed_by_id):
        return _checking(entry.contest)
    return _unknown()


def can_answer_invitation(actor: Actor, entry: Entry) -> Verdict:
    """Say whether one is an author of `entry`: anybody with an account who holds the link."""
    if actor.person_id is None:
        return Verdict.no("entries.sign_in", _("Hãy đăng nhập để xác nhận."), status=403)
    return _thawed(entry.contest)


def _speaks_in(actor: Actor, contest: Contest) -> bool:
    return any(
        grant.role in BODIES
        and (grant.contest_id == contest.pk or (grant.contest_id is None and grant.covers_unit(contest.owner_path)))
        for grant in actor.grants
    )


def can_answer_for_unit(actor: Actor, entry: Entry, unit: Unit | None) -> Verdict:
    """Confirm or decline an entry for the body that was asked: its focal point or committee, or of one above it."""
    if unit is not None and any(
        grant.role in BODIES and grant.covers_unit(unit.path) and grant.contest_id in {None, entry.contest_id}
        for grant in actor.grants
    ):
        return _thawed(entry.contest)
    return _unknown()


def can_propose_extension(actor: Actor, entry: Entry) -> Verdict:
    """Keep the door open for one named entry: proposed by the office."""
    return _thawed(entry.contest) if is_office(actor, entry.contest) else _unknown()


def can_decide_extension(actor: Actor, extension: Extension) -> Verdict:
    """Approved by the head, never by whoever proposed it, with a second factor (note 2)."""
    contest = extension.entry.contest
    if not (actor.is_system or actor.holds_in(contest, Role.HEAD)):
        return _unknown()
    if extension.state != Decision.WAITING:
        return Verdict.no("entries.decided", _("Đề nghị này đã có kết luận."))
    if extension.proposed_by_id == actor.person_id:
        return Verdict.no("entries.own", _("Người đề nghị không được tự duyệt: cần một người khác."), status=403)
    if not actor.has_second_factor:
        return Verdict.no("second_factor", _("Hãy đăng nhập bằng hai lớp xác thực rồi duyệt lại."), status=403)
    return _thawed(contest)


def can_receive_material(actor: Actor, contest: Contest) -> Verdict:
    """Take in and give back models, USB sticks and paper copies: the office."""
    return Verdict.yes() if is_office(actor, contest) else _unknown()


def can_reveal(actor: Actor, entry: Entry) -> Verdict:
    """Open a sealed value with a reason: the office (note 15); authors see their own without one."""
    return Verdict.yes() if is_office(actor, entry.contest) else _unknown()


def can_export(actor: Actor, contest: Contest) -> Verdict:
    """Take the list or the dossiers away as files: the office, the head and the auditor; recorded."""
    if is_office(actor, contest) or actor.holds_in(contest, Role.HEAD, Role.AUDITOR):
        return Verdict.yes()
    return _unknown()


def can_see_reveals(actor: Actor, contest: Contest) -> Verdict:
    """Read who opened what of whom: auditor, head and secretary, officers of their own acts."""
    if actor.is_system or actor.holds_in(contest, *OFFICE, Role.HEAD, Role.AUDITOR):
        return Verdict.yes()
    return _unknown()


def can_export_reveals(actor: Actor, contest: Contest) -> Verdict:
    """Take that list away as a file: head and auditor (matrix, rows "Audit log" and "Exports with personal data")."""
    if actor.is_system or actor.holds_in(contest, Role.HEAD, Role.AUDITOR):
        return Verdict.yes()
    return _unknown()


def can_answer_request(actor: Actor, request: DataRequest) -> Verdict:
    """Answer somebody who asks about their data: whoever keeps the whole installation, or the office of every contest
    in which the person entered something. Never one's own request."""
    if actor.is_system:
        return Verdict.yes()
    if request.person_id is None or request.person_id == actor.person_id:
        return _unknown()
    if any(grant.role == Role.ADMIN and not (grant.contest_id or grant.unit_id) for grant in actor.grants):
        return Verdict.yes()
    entered = Q(entries__owner=request.person_id) | Q(entries__authors__person=request.person_id)
    contests = list(Contest.objects.filter(entered).distinct())
    held = [actor.holds_in(contest, *OFFICE) for contest in contests]
    if held and all(held):
        return Verdict.yes()
    if any(held):
        sentence = _("Người này còn dự hội thi của cơ quan khác nên quản trị hệ thống trả lời yêu cầu này.")
        return Verdict.no("entries.elsewhere", sentence, status=403)
    return _unknown()


def can_take_dossiers(actor: Actor, contest: Contest) -> Verdict:
    """Take whole dossiers with their files away: the office, who reads them one by one (row "Original files")."""
    return Verdict.yes() if is_office(actor, contest) else _unknown()


def can_note(actor: Actor, entry: Entry) -> Verdict:
    """Keep a remark on an entry, and read those of others: the office, in any phase."""
    return Verdict.yes() if is_office(actor, entry.contest) else _unknown()
