"""Letters of the office to whoever entered, in Vietnamese: what was decided, why, and where to go on."""

from datetime import datetime

from django.conf import settings
from django.urls import reverse
from django.utils.translation import gettext as _

from hoithi.accounts.actors import Actor
from hoithi.accounts.models import Person
from hoithi.entries.enums import ABOUT, AUTHORS, FILES, EntryState
from hoithi.entries.models import Entry, Extension, Supplement
from hoithi.kit.dates import show_bound
from hoithi.kit.language import in_source_language
from hoithi.notifications.actions import post

PAGES = {"": "entry_home", ABOUT: "entry_about", AUTHORS: "entry_authors", FILES: "entry_files"}


def address_of(entry: Entry, part: str = "") -> str:
    """Where the entrant goes on: the list of parts, or one of them."""
    return settings.BASE_URL + reverse(PAGES[part], args=[entry.uid])


@in_source_language
def supplement(entry: Entry, asked: Supplement, part: str, *, by: Actor) -> bool:
    """What the dossier lacks, until when, and the link to the part to be mended."""
    listed = "\n".join(f"- {sentence}" for sentence in asked.reasons)
    return _send(
        entry,
        _("Hồ sơ %s cần bổ sung") % entry.code,
        _("Ban tổ chức đã xem hồ sơ %(code)s “%(title)s” và xin bổ sung:") % _named(entry),
        listed,
        asked.text,
        _("Hạn bổ sung: %s (giờ Việt Nam). Sửa xong, hãy bấm nộp lại.") % show_bound(asked.due_at),
        _("Sửa tại: %s") % address_of(entry, part),
        kind="entries.supplement", once_key=f"supplement:{asked.uid}", by=by,
    )  # fmt: skip


@in_source_language
def accepted(entry: Entry, *, by: Actor) -> bool:
    """The dossier is in order and goes to the judges."""
    words = _("Hồ sơ %(code)s “%(title)s” đã được tiếp nhận hợp lệ và sẽ được đưa vào vòng chấm.") % _named(entry)
    return _decided(entry, _("Hồ sơ %s đã được tiếp nhận") % entry.code, words, kind="entries.accepted", by=by)


@in_source_language
def rejected(entry: Entry, *, by: Actor) -> bool:
    """The dossier is not taken, and why."""
    words = _("Hồ sơ %(code)s “%(title)s” không được tiếp nhận. Lý do:") % _named(entry)
    return _decided(entry, _("Hồ sơ %s không hợp lệ") % entry.code, words, kind="entries.rejected", by=by)


@in_source_language
def withdrawn(entry: Entry, *, by: Actor) -> bool:
    """The office has taken the dossier back because its owner asked for it."""
    words = _(
        "Ban tổ chức đã rút hồ sơ %(code)s “%(title)s” theo yêu cầu của bạn. Nếu bạn không yêu cầu, hãy gọi ngay."
    )
    return _decided(entry, _("Đã rút hồ sơ %s") % entry.code, words % _named(entry), kind="entries.withdrawn", by=by)


@in_source_language
def duplicate(entry: Entry, of: Entry, *, by: Actor) -> bool:
    """The dossier says the same as another one, which alone goes on."""
    words = _("Hồ sơ %(code)s “%(title)s” được xác định là trùng với hồ sơ %(of)s nên không xét riêng. Lý do:")
    said = words % {**_named(entry), "of": of.code}
    return _decided(entry, _("Hồ sơ %s trùng hồ sơ khác") % entry.code, said, kind="entries.duplicate", by=by)


@in_source_language
def reopened(entry: Entry, *, before: EntryState, reason: str, by: Actor) -> bool:
    """The earlier decision was taken back; the dossier is checked again."""
    words = _("Ban tổ chức đã hủy kết luận “%(before)s” và kiểm tra lại hồ sơ %(code)s “%(title)s”.")
    said = words % {**_named(entry), "before": before.label}
    subject, key = _("Hồ sơ %s được kiểm tra lại") % entry.code, f"entries.reopened:{entry.pk}:{entry.desk_version}"
    why = _("Lý do: %s") % reason
    return _send(entry, subject, said, why, _look(entry), kind="entries.reopened", once_key=key, by=by)


@in_source_language
def field_changed(entry: Entry, *, before: str, after: str, reason: str, by: Actor) -> bool:
    """The dossier competes in another field."""
    words = _("Ban tổ chức đã chuyển hồ sơ %(code)s “%(title)s” từ lĩnh vực “%(before)s” sang “%(after)s”.")
    said = words % {**_named(entry), "before": before, "after": after}
    subject = _("Hồ sơ %s đổi lĩnh vực dự thi") % entry.code
    key = f"field:{entry.pk}:{entry.desk_version}"
    return _send(entry, subject, said, _("Lý do: %s") % reason, _look(entry), kind="entries.field", once_key=key, by=by)


@in_source_language
def extension(entry: Entry, row: Extension, *, approved: bool, by: Actor) -> bool:
    """The door stays open for this entry, or does not."""
    until: datetime = row.until
    if approved:
        subject = _("Hồ sơ của bạn được gia hạn")
        said = _("Hồ sơ “%(title)s” được nộp đến %(until)s (giờ Việt Nam).")
    else:
        subject = _("Hồ sơ của bạn không được gia hạn")
        said = _("Đề nghị gia hạn hồ sơ “%(title)s” đến %(until)s không được duyệt.")
    words = {"title": entry.title or _("chưa đặt tên"), "until": show_bound(until)}
    why = _("Lý do: %s") % row.decision_reason if row.decision_reason else ""
    key = f"extension:{row.uid}"
    return _send(entry, subject, said % words, why, _look(entry), kind="entries.extension", once_key=key, by=by)


def _decided(entry: Entry, subject: str, said: str, *, kind: str, by: Actor) -> bool:
    key = f"{kind}:{entry.pk}:{entry.desk_version}"
    return _send(entry, subject, said, entry.reason, _look(entry), kind=kind, once_key=key, by=by)


def _named(entry: Entry) -> dict[str, str]:
    return {"code": entry.code, "title": entry.title}


def _look(entry: Entry) -> str:
    return _("Xem hồ sơ tại: %s") % address_of(entry)


def _send(entry: Entry, subject: str, *paragraphs: str, kind: str, once_key: str, by: Actor) -> bool:
    """One letter to the owner; False when they have no address, so that somebody calls instead."""
    owner = Person.objects.get(pk=entry.owner_id)
    if not owner.email:
        return False
    contest = entry.contest
    signed = contest.organizer_name or contest.name
    phone = _("Cần hỏi, hãy gọi %s.") % contest.contact_phone if contest.contact_phone else ""
    body = "\n\n".join(part for part in (_("Kính gửi %s,") % owner.full_name, *paragraphs, phone, signed) if part)
    post(
        kind=kind, to_address=owner.email, to_name=owner.full_name, subject=subject, body=body, once_key=once_key, by=by
    )
    return True
