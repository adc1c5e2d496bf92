"""Files of dossiers are scanned and made ready to be looked at."""

from hoithi.entries.actions.preparing import prepare_file
from hoithi.entries.models import EntryFile
from hoithi.kit import chaos
from hoithi.kit.jobs import job


@job
def prepare(uid: str) -> None:
    """Scan one file and make its pictures and its text; one that is gone meanwhile needs nothing."""
    placed = EntryFile.objects.select_related("file", "entry__contest").filter(uid=uid).first()
    if placed is not None:
        prepare_file(placed)
        chaos.point("files.prepared")


def wake(placed: EntryFile) -> None:
    """A file was placed: prepare it once the transaction is committed."""
    prepare.enqueue(placed.uid)
