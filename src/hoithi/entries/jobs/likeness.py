"""Every submitted dossier is compared with all earlier ones; all again when a list of former solutions came in."""

from django.db.models import QuerySet

from hoithi.entries.actions.likeness import compare_version
from hoithi.entries.likeness.corpus import index
from hoithi.entries.likeness.engine import SKETCH
from hoithi.entries.likeness.queries import live_versions, missed_versions
from hoithi.entries.models import Former, Submission
from hoithi.kit.jobs import every, job

_AFTER_OTHERS = -10  # receipts and previews go first in the rush before a deadline
_ROWS = 200
_ENTRIES = 20


@job(priority=_AFTER_OTHERS)
def compare_entry(uid: str) -> None:
    """Compare one sealed version, by its uid. Enqueue it again when the text of one of its files has been read."""
    version = Submission.objects.select_related("entry", "contest").filter(uid=uid).first()
    if version is not None:
        compare_version(version)


@job(priority=_AFTER_OTHERS)
def index_list(uid: str) -> None:
    """Make the rows of a taken list findable, then compare what is being worked on with them."""
    _index_all(Former.objects.filter(archive__uid=uid))
    compare_again.enqueue(0)


def _index_all(formers: QuerySet[Former]) -> None:
    while rows := list(formers.filter(sketch__lt=SKETCH).order_by("pk")[:_ROWS]):
        index(rows)


@every(minutes=60)
@job(priority=_AFTER_OTHERS)
def catch_up() -> None:
    """Whatever was left out: versions whose comparison failed for good, solutions sketched in an older way."""
    _index_all(Former.objects.all())
    for version in Submission.objects.filter(uid__in=missed_versions(_ENTRIES)).select_related("entry", "contest"):
        compare_version(version)


@job(priority=_AFTER_OTHERS)
def compare_again(after: int) -> None:
    """Compare the next twenty entries after that number, and leave the others to the next job, so that a submission
    does not wait behind all of them."""
    batch = live_versions(after, _ENTRIES)
    for version in Submission.objects.filter(uid__in=[uid for _pk, uid in batch]).select_related("entry", "contest"):
        compare_version(version)
    if len(batch) == _ENTRIES:
        compare_again.enqueue(batch[-1][0])
