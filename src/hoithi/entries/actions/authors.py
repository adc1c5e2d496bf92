"""Verbs on the authors of an entry: typed in or invited by link, each confirms, or has signed on paper."""

import hashlib
import secrets
from collections.abc import Iterable
from datetime import timedelta
from decimal import Decimal
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from hoithi.accounts.actors import Actor
from hoithi.audit.actions import record, subject_of
from hoithi.audit.queries import events_of
from hoithi.contests.rule_schemas.entering import AuthorDetail
from hoithi.entries import messages, rules
from hoithi.entries.actions.base import editable, other_content, taken, touch, words
from hoithi.entries.actions.consents import take_back_clicks
from hoithi.entries.actions.submitting import keep_provisional
from hoithi.entries.book import Book, book_of
from hoithi.entries.enums import AUTHORS, AuthorState
from hoithi.entries.messages import author_line
from hoithi.entries.models import Author, Entry
from hoithi.kit.clock import now
from hoithi.kit.refusals import Refusal
from hoithi.kit.sealed import keyed, seal
from hoithi.kit.text import check_person_name
from hoithi.notifications.actions import post

INVITED_FOR = timedelta(days=14)
MOST_INVITATIONS = 10  # an entry and a day: nobody sends mail through us (threat T13)
_PLAIN = frozenset(
    {
        AuthorDetail.SEX,
        AuthorDetail.OCCUPATION,
        AuthorDetail.QUALIFICATION,
        AuthorDetail.WORKPLACE,
        AuthorDetail.ADDRESS,
        AuthorDetail.PHONE,
        AuthorDetail.EMAIL,
        "school_class",
    }
)
_SEALED = {
    AuthorDetail.ID_NUMBER: "id_sealed",
    AuthorDetail.BANK: "bank_sealed",
    AuthorDetail.ETHNICITY: "ethnicity_sealed",
}
_COLUMNS = ("full_name", "share", "birth_date", "guardian_name", "guardian_phone", "guardian_relation", "may_edit")


@transaction.atomic
def add_author(entry: Entry, *, by: Actor, once_key: str = "", **given: Any) -> Author:
    """One more author, as typed. `given`: `full_name`, `share`, `birth_date`, `guardian_...`, `may_edit`, and the
    details that the form asks for. The same `once_key` again is the same author. Refused: who may not edit, more
    authors than the rules allow, a name that no certificate could carry, the key of another author (422)."""
    row = editable(entry, by=by)
    if once_key and (before := _added_with(row, once_key)):
        if before.full_name != given.get("full_name"):
            raise other_content()
        return before
    book = book_of(row.contest, row)
    standing = list(_live(row))
    most = book.eligibility.most_authors
    if most is not None and len(standing) >= most:
        sentence = _("Thể lệ cho tối đa %d tác giả một giải pháp.") % most
        raise Refusal("entries.authors", sentence, status=422)
    author = Author(entry=row, position=max((one.position for one in standing), default=0) + 1, full_name="")
    _fill(author, _allowed(row, author, given, by), book)
    author.save()
    _show(row, [*standing, author])
    record("entries.add_author", on=row, by=by, scope=row.contest, author=author.uid, once=once_key)
    return author


def _added_with(entry: Entry, once_key: str) -> Author | None:
    added = events_of(subject_of(entry)).filter(verb="entries.add_author", data__once=once_key).first()
    return Author.objects.filter(entry=entry, uid=added.data["author"]).first() if added is not None else None


@transaction.atomic
def edit_author(author: Author, *, version: int, by: Actor, **given: Any) -> Author:
    """Change what is said of an author. One who had confirmed confirms anew when name or share change; another name
    is another person, so the account that had confirmed is theirs no more. Refused: who
    may not edit (an author may put right what is said of them while the dossier may be corrected, but not their share
    nor who may edit), a version that is no longer the last (409)."""
    row = taken(author.entry)
    author = Author.objects.select_for_update().get(pk=author.pk)
    author.entry = row
    rules.can_edit_author(by, author, at=now()).enforce()
    if author.version != version:
        raise Refusal(
            "entries.stale", _("Phần này vừa được sửa ở nơi khác. Hãy xem lại bản mới rồi sửa tiếp."), status=409
        )
    before = (author.full_name, author.share)
    given = _allowed(row, author, given, by)
    _fill(author, given, book_of(row.contest, row))
    other = author.person_id != by.person_id and before != (author.full_name, author.share)
    if other and author.state in {AuthorState.CONFIRMED, AuthorState.ON_PAPER}:
        author.state, author.answered_at = AuthorState.PENDING, None
    if other and before[0] != author.full_name and author.state != AuthorState.DECLINED:
        _untie(author, row)
    author.version += 1
    author.save()
    _show(row, _live(row))
    record("entries.edit_author", on=row, by=by, scope=row.contest, author=author.uid, fields=sorted(given))
    return author


def _untie(author: Author, entry: Entry) -> None:
    """The account that answered for `author` is theirs no more: it reads nothing, and what it agreed to is taken
    back. Whoever enters stays who they are."""
    if author.person_id in {None, entry.owner_id}:
        return
    author.person_id = None
    take_back_clicks(author)


def _allowed(entry: Entry, author: Author, given: dict[str, Any], by: Actor) -> dict[str, Any]:
    """Whoever enters lets others edit; an author who may not edit leaves the share to those who may."""
    if by.is_system or by.person_id in {entry.owner_id, entry.typed_by_id}:
        return given
    kept_back = {"may_edit"}
    if author.person_id == by.person_id and not author.may_edit:
        kept_back.add("share")
    return {name: value for name, value in given.items() if name not in kept_back}


@transaction.atomic
def remove_author(author: Author, *, by: Actor) -> None:
    """Take an author off the working copy; versions that name them stay. Refused: the one who represents the others."""
    row = editable(author.entry, by=by)
    if author.represents:
        raise Refusal("entries.represents", _("Người đứng tên hồ sơ không bỏ được. Hãy sửa tên nếu ghi nhầm."))
    Author.objects.filter(pk=author.pk).update(removed_at=now(), invite_hash=None)
    _show(row, _live(row))
    record("entries.remove_author", on=row, by=by, scope=row.contest, author=author.uid)


@transaction.atomic
def invite_author(author: Author, *, by: Actor, email: str = "") -> str:
    """A link by which this author confirms (and may be let in to edit); the old one stops working, and so does an
    account that had answered by it. Sent to `email`
    when given. Returns the secret part of the link, which is kept nowhere. Refused: more than ten a day for an
    entry."""
    row = editable(author.entry, by=by)
    made = events_of(subject_of(row)).filter(verb="entries.invite_author", at__gt=now() - timedelta(days=1))
    if made.count() >= MOST_INVITATIONS:
        raise Refusal("entries.invitations", _("Mỗi ngày gửi được tối đa %d lời mời.") % MOST_INVITATIONS, status=429)
    secret = secrets.token_urlsafe(24)
    author.invite_hash, author.invite_ends_at = _hash(secret), now() + INVITED_FOR
    if author.state == AuthorState.CONFIRMED:
        author.state, author.answered_at = AuthorState.PENDING, None
    _untie(author, row)
    author.save(update_fields=["invite_hash", "invite_ends_at", "person", "state", "answered_at", "ethnicity_sealed"])
    if email:
        letter = messages.invitation(row, author, secret)
        post(
            kind="entries.invitation", to_address=email, to_name=author.full_name, subject=letter.subject,
            body=letter.body,
            once_key=f"author:{author.invite_hash[:40]}", secret=True, by=by,
        )  # fmt: skip
    record("entries.invite_author", on=row, by=by, scope=row.contest, author=author.uid, mailed=bool(email))
    return secret


def invited(secret: str) -> Author | None:
    """The author whom the link with `secret` is for, while it may still be answered."""
    waiting = Author.objects.filter(invite_hash=_hash(secret), invite_ends_at__gt=now(), removed_at=None)
    return waiting.select_related("entry__contest", "entry__owner").first()


@transaction.atomic
def answer_invitation(secret: str, *, accept: bool, by: Actor) -> Author:
    """The invited person says that they are (or are not) an author; the link works once. Refused: a visitor, a link
    that is used up, the account of another author of the same entry."""
    author = invited(secret)
    held = Author.objects.select_for_update().filter(invite_hash=_hash(secret)).first()  # not used since it was found
    if author is None or held is None:
        sentence = _("Liên kết này đã dùng hoặc đã hết hạn. Hãy xin người đứng tên hồ sơ gửi liên kết mới.")
        raise Refusal("entries.link", sentence, status=410)
    rules.can_answer_invitation(by, author.entry).enforce()
    others = Author.objects.filter(entry=author.entry, person=by.person_id, removed_at=None).exclude(pk=author.pk)
    if others.exists():
        raise Refusal("entries.twice", _("Tài khoản này đã là tác giả của hồ sơ."), status=409)
    author.person_id, author.invite_hash, author.answered_at = by.person_id, None, now()
    author.state = AuthorState.CONFIRMED if accept else AuthorState.DECLINED
    author.save(update_fields=["person", "invite_hash", "answered_at", "state"])
    record("entries.answer_invitation", on=author.entry, by=by, scope=author.entry.contest, accept=accept)
    keep_provisional(author.entry)
    return author


@transaction.atomic
def confirm_on_paper(author: Author, *, by: Actor) -> Author:
    """This author signed the paper form, which stands among the files (or was shown at the counter): no account speaks
    for them. Refused: one who has said that they are no author: only they take that back, by a new link."""
    row = editable(author.entry, by=by)
    author = Author.objects.select_for_update().get(pk=author.pk)
    if author.state == AuthorState.DECLINED:
        sentence = _("%s đã báo không phải là tác giả. Hãy bỏ tên này, hoặc gửi lại liên kết để họ tự xác nhận.")
        raise Refusal("entries.declined", sentence % author.full_name, status=409)
    author.state, author.answered_at = AuthorState.ON_PAPER, now()
    _untie(author, row)
    author.save(update_fields=["state", "answered_at", "person", "ethnicity_sealed"])
    record("entries.confirm_on_paper", on=row, by=by, scope=row.contest, author=author.uid)
    return author


def _live(entry: Entry) -> Iterable[Author]:
    return Author.objects.filter(entry=entry, removed_at=None)


def _show(entry: Entry, authors: Iterable[Author]) -> None:
    if entry.submitted_at is None:
        entry.authors_line = author_line([author.full_name for author in authors])[:300]
        touch(entry, AUTHORS, "authors_line")
    else:
        touch(entry, AUTHORS)


def _fill(author: Author, given: dict[str, Any], book: Book) -> None:
    asked = set(book.dossier.author_details)
    for name, value in given.items():
        if name in _COLUMNS:
            setattr(author, name, _column(name, value))
        elif name in _SEALED and name in asked:
            _seal(author, name, str(value or ""))
        elif name in _PLAIN and (name in asked or name in author.details):
            text = words(
                str(value or ""), field=name, label=_("Thông tin tác giả"), needed=False, most=300, lines=False
            )
            author.details = {**author.details, str(name): text}
    if not author.full_name:
        raise Refusal("entries.empty", _("Chưa nhập họ và tên tác giả."), status=422, field="full_name")


def _column(name: str, value: Any) -> Any:
    if name in {"full_name", "guardian_name"}:
        label = _("Họ và tên tác giả") if name == "full_name" else _("Họ và tên người giám hộ")
        text = words(str(value or ""), field=name, label=label, needed=name == "full_name", most=100, lines=False)
        check_person_name(text)
        return text
    if name == "share" and value is not None and not 0 < Decimal(value) <= 100:
        raise Refusal("entries.share", _("Tỷ lệ đóng góp từ trên 0 đến 100 %."), status=422, field="share")
    return value if name in {"share", "birth_date", "may_edit"} else str(value or "")


def _seal(author: Author, name: str, text: str) -> None:
    setattr(author, _SEALED[AuthorDetail(name)], seal(text, purpose=f"author.{name}") if text else "")
    if name == AuthorDetail.ID_NUMBER:
        author.id_key = keyed(text, purpose="author.id_number") if text else ""
        author.id_last = text[-4:]


def _hash(secret: str) -> str:
    return hashlib.sha256(secret.encode()).hexdigest()
