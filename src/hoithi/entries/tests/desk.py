"""Each decision of the office with all that it needs, for tests that change one thing of it."""

from datetime import timedelta

from hoithi.entries.actions.intake import (
    accept_entry,
    change_field,
    mark_duplicate,
    reject_entry,
    reopen_entry,
    request_supplement,
    withdraw_for_owner,
)
from hoithi.entries.models import Entry
from hoithi.kit.clock import now


def fresh(entry):
    return Entry.objects.get(pk=entry.pk)


def ask(entry, by, **more):
    given = {"reasons": ["photo"], "due_at": now() + timedelta(days=3), "once_key": "a", "version": entry.desk_version}
    return request_supplement(entry, by=by, **(given | more))


def accept(entry, by, **more):
    return accept_entry(entry, by=by, **({"version": entry.desk_version} | more))


def reject(entry, by, **more):
    return reject_entry(entry, by=by, **({"version": entry.desk_version, "reason": "Không đúng đối tượng."} | more))


def withdraw(entry, by, **more):
    return withdraw_for_owner(entry, by=by, **({"version": entry.desk_version, "reason": "Bà Mơ gọi điện."} | more))


def reopen(entry, by, **more):
    return reopen_entry(entry, by=by, **({"version": entry.desk_version, "reason": "Kết luận nhầm."} | more))


def refield(entry, by, **more):
    given = {"field": "cntt", "reason": "Nội dung là phần mềm.", "version": entry.desk_version}
    return change_field(entry, by=by, **(given | more))


def duplicate(entry, by, of, **more):
    return mark_duplicate(entry, of, by=by, **({"version": entry.desk_version, "reason": "Cùng nội dung."} | more))
