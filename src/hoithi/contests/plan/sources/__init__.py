"""Files as paragraphs: .docx, .pdf with a text layer, .md and .txt."""

from pathlib import PurePath

from hoithi.contests.plan.model import Source
from hoithi.contests.plan.sources.plain import read_plain

MAX_BYTES = 30_000_000


def open_source(data: bytes, name: str) -> Source:
    """The paragraphs of a file, by its name's ending. Raises `NotAPlan` when it cannot be read."""
    suffix = PurePath(name).suffix.lower()
    return read_plain(data, markdown=suffix == ".md")
