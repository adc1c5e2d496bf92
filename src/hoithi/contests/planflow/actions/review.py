"""What people do with an uploaded plan, up to the contest that it makes."""

import hashlib
from collections.abc import Mapping
from copy import deepcopy
from typing import Any

from django.core.files import File
from django.db import transaction
from django.utils.translation import gettext as _

from hoithi.accounts.actors import Actor
from hoithi.audit.actions import record
from hoithi.contests.enums import PlanState
from hoithi.contests.models import Contest, PlanVersion
from hoithi.contests.planflow import bodies, rules
from hoithi.contests.planflow.align import aligned
from hoithi.contests.planflow.draft import draft_of, normal_row
from hoithi.contests.planflow.queries import day_of_plan, version_before
from hoithi.contests.planflow.reading import Reading, read_bounded
from hoithi.contests.planflow.sections import (
    BY_NAME,
    Projection,
    Review,
    mark,
    merged,
    new_row,
    projection,
    rows_of,
)
from hoithi.kit import files
from hoithi.kit.models import StoredFile
from hoithi.kit.refusals import Refusal
from hoithi.units.models import Unit


class Overtaken(Refusal):
    """Somebody else changed the same sections since the form was made: `sections` says which, `plan` how they stand."""

    def __init__(self, plan: PlanVersion, sections: list[str]) -> None:
        super().__init__("stale", _("Người khác vừa sửa cùng phần này. Hãy xem hai bản rồi chọn."), status=409)
        self.plan, self.sections = plan, sections


def upload_plan(upload: "File[Any]", *, owner: Unit, by: Actor, contest: Contest | None = None) -> PlanVersion:
    """Keep the file, read it, and lay it out for review; a new version is pre-filled from the one that stands.

    The same file again, while it is in review for the same body or contest, gives the same review. Refused: who may
    not; a file that is not taken; a file that is not a plan, with the reader's sentence (422, nothing kept for review).
    """
    rules.can_upload(by, owner, contest).enforce()
    sha256 = _sha256(upload)
    if waiting := _waiting(sha256, owner, contest):
        return waiting
    stored = files.store(upload, kinds=files.PLANS, by=by)
    reading = read_bounded(files.read(stored), stored.name)
    return lay_out(stored, reading, owner=owner, by=by, contest=contest)


def lay_out(
    stored: StoredFile, reading: Reading, *, owner: Unit, by: Actor, contest: Contest | None = None
) -> PlanVersion:
    """The review of a file that was stored and read; `upload_plan` has asked who may."""
    with transaction.atomic():
        if waiting := _waiting(stored.sha256, owner, contest):
            return waiting
        plan = PlanVersion(
            owner=owner, contest=contest, file=stored, lines=reading.lines, reading=reading.plan,
            uploaded_by_id=by.person_id,
        )  # fmt: skip
        plan.review = _first_review(plan, reading)
        plan.save()
        record("contests.upload_plan", on=plan, scope=contest, by=by, file=stored.name, sha256=stored.sha256)
    return plan


def _sha256(upload: "File[Any]") -> str:
    digest = hashlib.sha256()
    for chunk in upload.chunks():
        digest.update(chunk)
    upload.seek(0)
    return digest.hexdigest()


def _waiting(sha256: str, owner: Unit, contest: Contest | None) -> PlanVersion | None:
    same = PlanVersion.objects.filter(file__sha256=sha256, owner=owner, contest=contest, state=PlanState.REVIEW)
    return same.select_for_update().first() if transaction.get_connection().in_atomic_block else same.first()


def _first_review(plan: PlanVersion, reading: Reading) -> Review:
    review = draft_of(reading.plan, reading.lines)
    if (before := version_before(plan)) is not None:
        review = aligned(review, before.review, read_before=draft_of(before.reading, before.lines))
    return bodies.with_bodies(review, owner=plan.owner, on=day_of_plan(review))


def save_review(
    plan: PlanVersion, typed: Mapping[str, Projection], *, marks: Mapping[str, str], by: Actor
) -> PlanVersion:
    """Keep what was typed, as typed, in the sections named by `typed`; `marks` says what each form was made from.

    Only sections that the person changed are touched. Refused: a plan that is no longer in review; sections that
    somebody else changed meanwhile (`Overtaken`, nothing is kept). Said twice: nothing more happens.
    """
    with transaction.atomic():
        plan = _take(plan, by)
        standing = {name: projection(BY_NAME[name], plan.review) for name in typed}
        wanted = {
            name: value for name, value in typed.items() if mark(value) not in {marks[name], mark(standing[name])}
        }
        if lost := [name for name in wanted if mark(standing[name]) != marks[name]]:
            raise Overtaken(plan, lost)
        review = plan.review
        for name, value in wanted.items():
            review = merged(BY_NAME[name], review, value)
        return _keep(plan, review, by=by, sections=sorted(wanted)) if wanted else plan


def add_row(plan: PlanVersion, to: str, *, by: Actor) -> tuple[PlanVersion, str]:
    """An empty row in a section ("milestones"), or an empty task in an assignment ("a12"); also returns its id."""
    with transaction.atomic():
        plan = _take(plan, by)
        review = deepcopy(plan.review)
        if (section := BY_NAME.get(to)) is not None and section.row:
            row = normal_row(new_row(review, section.prefix), section.row)
            review[to].append({**row, section.inner_name: []} if section.inner else row)
        else:
            section = BY_NAME["assignments"]
            row = normal_row(new_row(review, section.inner_prefix), section.inner)
            _row(review, to).setdefault("tasks", []).append(row)
        return _keep(plan, review, by=by, sections=[section.name]), row["id"]


def set_aside(plan: PlanVersion, row_id: str, *, removed: bool, by: Actor) -> PlanVersion:
    """Leave a row out of what will be made (or take it back in). It stays on the page, so that nothing is lost."""
    with transaction.atomic():
        plan = _take(plan, by)
        review = deepcopy(plan.review)
        row = _row(review, row_id)
        if bool(row.get("removed")) == removed:
            return plan
        row["removed"] = removed
        return _keep(plan, review, by=by, sections=[row_id])


def discard_plan(plan: PlanVersion, *, by: Actor) -> PlanVersion:
    """Give a review up; the file and the review stay readable. Refused: one that was confirmed. Twice is once."""
    with transaction.atomic():
        taken = _locked(plan)
        if taken.state == PlanState.DISCARDED:
            return taken
        rules.can_edit(by, taken).enforce()
        taken.state = PlanState.DISCARDED
        taken.version += 1
        taken.save(update_fields=["state", "version"])
        record("contests.discard_plan", on=taken, scope=taken.contest, by=by)
    return taken


def _locked(plan: PlanVersion) -> PlanVersion:
    return PlanVersion.objects.select_for_update(of=("self",)).select_related("owner", "contest").get(pk=plan.pk)


def _take(plan: PlanVersion, by: Actor) -> PlanVersion:
    taken = _locked(plan)
    rules.can_edit(by, taken).enforce()
    return taken


def _keep(plan: PlanVersion, review: Review, *, by: Actor, sections: list[str]) -> PlanVersion:
    review = bodies.settle_typed(review, by=by)
    plan.review = bodies.with_bodies(review, owner=plan.owner, on=day_of_plan(review))
    plan.version += 1
    plan.save(update_fields=["review", "version"])
    record("contests.edit_plan", on=plan, scope=plan.contest, by=by, sections=sections)
    return plan


def _row(review: Review, row_id: str) -> dict[str, Any]:
    for section in BY_NAME.values():
        for row in rows_of(review, section):
            if row["id"] == row_id and section.name not in {"bodies", "warnings"}:
                return row
    raise Refusal("no_row", _("Dòng này không còn trong bản rà soát. Hãy tải lại trang."), status=404)
