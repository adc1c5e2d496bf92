"""The boxes of which MP4, MOV and HEIC files are made (ISO/IEC 14496-12): walked by their lengths, never decoded."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import IO

MAX_BOXES = 200_000  # ten hours in pieces of a second, and no file of a million empty boxes


@dataclass(frozen=True, slots=True)
class Box:
    """One box: its four letters, and where in the file its content begins and ends."""

    kind: bytes
    start: int
    end: int


class Boxes:
    """The boxes of one file. Every walk raises `ValueError` when they do not fill their room to the byte, as in a
    file that was cut short, and after 200,000 boxes in all."""

    def __init__(self, file: IO[bytes]) -> None:
        self._file, self._left = file, MAX_BOXES
        self._whole = Box(b"", 0, file.seek(0, 2))

    def inside(self, box: Box | None = None) -> Iterator[Box]:
        """The boxes right inside `box`, by default of the file. Those of `meta` come after 4 bytes of version."""
        room = box or self._whole
        at = room.start + (4 if room.kind == b"meta" else 0)
        while at != room.end:
            found = self._read(at, room.end)
            yield found
            at = found.end

    def at(self, path: bytes, *, within: Box | None = None) -> Iterator[Box]:
        """All boxes at a path such as b"moov/trak/mdia"."""
        kind, _, rest = path.partition(b"/")
        for box in self.inside(within):
            if box.kind == kind and rest:
                yield from self.at(rest, within=box)
            elif box.kind == kind:
                yield box

    def content(self, box: Box) -> bytes:
        """The first 64 bytes in a box."""
        self._file.seek(box.start)
        return self._file.read(min(64, box.end - box.start))

    def _read(self, start: int, stop: int) -> Box:
        self._left -= 1
        self._file.seek(start)
        head = self._file.read(min(16, max(0, stop - start)))
        size, header = int.from_bytes(head[:4], "big"), 8
        if size == 1:
            size, header = int.from_bytes(head[8:16], "big"), 16
        elif size == 0:
            size = stop - start
        if len(head) < header or size < header or start + size > stop or self._left < 0:
            raise ValueError("cut short")
        return Box(head[4:8], start + header, start + size)


def brands(head: bytes) -> list[bytes]:
    """The brands of a file that begins with an `ftyp` box, the main one first; none for any other file."""
    if head[4:8] != b"ftyp":
        return []
    size = min(int.from_bytes(head[:4], "big"), len(head))
    return [head[8:12], *(head[at : at + 4] for at in range(16, size - 3, 4))]
