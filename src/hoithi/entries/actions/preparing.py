"""What is made of a file in the background: the scanner's verdict, flags, a small picture, pages to look at, its text.

Repeatable: whatever is there already is not made again. Hostile bytes are looked into by a bounded child (kit.files).
"""

from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.db import transaction

from hoithi.accounts.actors import SYSTEM
from hoithi.audit.actions import record
from hoithi.entries import hooks
from hoithi.entries.models import Derived, Entry, EntryFile
from hoithi.kit import files
from hoithi.kit.files import Kind
from hoithi.kit.refusals import Refusal

LARGEST = 100 * files.kinds.MiB  # bytes that a picture or a text is made of


def prepare_file(placed: EntryFile) -> EntryFile:
    """Scan `placed`, then make what others look at. One that the scanner finds infected is opened by nobody."""
    if placed.scan == EntryFile.Scan.WAITING:
        scan_file(placed)
    kind = files.kind_of(placed.file.content_type)
    if placed.scan == EntryFile.Scan.INFECTED or kind is None or placed.file.size > LARGEST:
        return placed
    data = files.read(placed.file)
    flags = _flags(placed, kind)
    text = files.text_of(data, kind) or ""
    with transaction.atomic():
        EntryFile.objects.filter(pk=placed.pk).update(flags=list(flags), text=text)
        if text and text != placed.text:
            hooks.tell(hooks.READ, Entry.objects.select_related("latest").get(pk=placed.entry_id))
    _keep(placed, Derived.Kind.SMALL, [files.thumbnail(data, kind)])
    if kind.code == "pdf":
        _keep(placed, Derived.Kind.VIEW, files.pages(data))
    elif kind in files.PHOTOS.kinds:
        _keep(placed, Derived.Kind.VIEW, [files.picture(data, kind)])
    return EntryFile.objects.get(pk=placed.pk)


def scan_file(placed: EntryFile) -> None:
    """Ask the scanner; raises `TimeoutError` while it does not answer, so that the job comes round again."""
    with default_storage.open(placed.file.key) as bytes_of_it:
        said = files.scan(bytes_of_it)
    if said == "unknown":
        raise TimeoutError("the scanner gave no verdict")
    state = {"clean": EntryFile.Scan.CLEAN, "off": EntryFile.Scan.OFF}.get(said, EntryFile.Scan.INFECTED)
    with transaction.atomic():
        placed.scan, placed.scan_said = state, said[:200]
        placed.save(update_fields=["scan", "scan_said"])
        if state == EntryFile.Scan.INFECTED:
            record("entries.quarantine_file", on=placed.entry, by=SYSTEM, scope=placed.entry.contest, said=said[:200])


def _flags(placed: EntryFile, kind: Kind) -> tuple[str, ...]:
    with default_storage.open(placed.file.key) as bytes_of_it:
        try:
            return kind.check(bytes_of_it)
        except Refusal:
            return (files.ACTIVE,)


def _keep(placed: EntryFile, kind: str, pictures: list[bytes | None] | list[bytes]) -> None:
    for page, picture in enumerate(pictures, start=1):
        if picture is None or Derived.objects.filter(source=placed, kind=kind, page=page).exists():
            continue
        made = files.store(ContentFile(picture, name=f"{placed.uid}-{page}"), kinds=files.PHOTOS, by=SYSTEM)
        Derived.objects.get_or_create(source=placed, kind=kind, page=page, defaults={"file": made})
