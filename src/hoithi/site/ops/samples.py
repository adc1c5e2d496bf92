"""Kinds of paper from their sample facts, as Word and as PDF, for eyes and for other programs."""

from collections.abc import Callable, Sequence
from pathlib import Path

from hoithi.documents.kinds.base import Kind
from hoithi.site.ops import Failure

_NUMBER = 7


def write_samples(kinds: Sequence[Kind], folder: Path, *, say: Callable[[str], None]) -> None:
    """Write CODE.docx and CODE.pdf of each of `kinds` into `folder`, which is made if need be. Raises `Failure` when
    something cannot be written."""
    try:
        folder.mkdir(parents=True, exist_ok=True)
        for position, kind in enumerate(kinds, start=1):
            sample = kind.sample()
            folder.joinpath(f"{kind.code}.docx").write_bytes(kind.docx(sample, _NUMBER, kind.sample_day))
            folder.joinpath(f"{kind.code}.pdf").write_bytes(kind.pdf(sample, _NUMBER, kind.sample_day))
            say(f"{position}/{len(kinds)} {kind.code}")
    except OSError as error:
        raise Failure(f"{error.filename}: {error.strerror}") from error
