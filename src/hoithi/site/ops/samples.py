"""Kinds of paper from their sample facts, as Word and as PDF, for eyes and for other programs."""

from collections.abc import Callable, Sequence
from pathlib import Path

from hoithi.documents.kinds.base import SAMPLE_DAY, Kind
from hoithi.documents.paper.model import Paper
from hoithi.documents.paper.press import pdf_of
from hoithi.documents.paper.word import docx_of
from hoithi.site.ops import Failure

_NUMBER = 7


def write_samples(kinds: Sequence[Kind], folder: Path, *, say: Callable[[str], None]) -> None:
    """Write CODE.docx and CODE.pdf of each of `kinds` into `folder`, which is made if need be. Raises `Failure` when
    something cannot be written."""
    try:
        folder.mkdir(parents=True, exist_ok=True)
        for position, kind in enumerate(kinds, start=1):
            paper = sample_paper(kind)
            folder.joinpath(f"{kind.code}.docx").write_bytes(docx_of(paper))
            folder.joinpath(f"{kind.code}.pdf").write_bytes(pdf_of(paper))
            say(f"{position}/{len(kinds)} {kind.code}")
    except OSError as error:
        raise Failure(f"{error.filename}: {error.strerror}") from error


def sample_paper(kind: Kind) -> Paper:
    """The sample of `kind`, issued if the decree binds it."""
    paper = kind.lay(kind.sample())
    return paper.numbered(_NUMBER, SAMPLE_DAY) if kind.prescribed else paper
