"""Uploads on their way that a submission seals by their hash: the bytes may arrive in the grace."""

from dataclasses import dataclass

from hoithi.kit.models import Upload, UploadState


@dataclass(frozen=True, slots=True)
class Running:
    """An upload on its way: its hash is sealed now, its bytes may arrive in the grace."""

    uid: str
    slot: str
    name: str
    size: int
    sha256: str


def still_running(seen: tuple[Running, ...]) -> tuple[Running, ...]:
    """Those of `seen` that are under way at this moment: one that became a file since the request was read is among
    the files, and one that was refused or dropped will never come. For verbs that hold the row of the entry."""
    if not seen:
        return seen
    rows = Upload.objects.filter(uid__in=[one.uid for one in seen], state=UploadState.RUNNING)
    standing = set(rows.values_list("uid", flat=True))
    return tuple(one for one in seen if one.uid in standing)
