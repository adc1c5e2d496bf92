"""What the clock does to entries: drafts that wait for their deadline, versions that wait for bytes."""

from hoithi.entries.actions import seal_provisional, settle_version
from hoithi.entries.enums import EntryState, VersionState
from hoithi.entries.models import Entry, Provisional, Submission
from hoithi.entries.windows import extended_until, is_in_time, window_of
from hoithi.kit.clock import now
from hoithi.kit.jobs import every, job


@every(minutes=1)
@job
def settle_versions() -> None:
    """Versions that wait for the bytes of their uploads: whole, or the grace is over."""
    for version in Submission.objects.filter(state=VersionState.WAITING):
        settle_version(version)


@every(minutes=1)
@job
def seal_at_the_deadline() -> None:
    """Drafts whose owners asked for it are submitted as they were when last complete, once their door has shut."""
    moment = now()
    waiting = Provisional.objects.filter(entry__state=EntryState.DRAFT, entry__auto_submit=True).values("entry")
    for entry in Entry.objects.filter(pk__in=waiting).select_related("contest"):
        window = window_of(entry.contest, moment)
        if window.closes and moment >= window.closes and not is_in_time(entry, window, moment, extended_until(entry)):
            seal_provisional(entry)
