"""The words of a paper for reading on a screen: lines and tables, without the layout of the sheet."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from hoithi.documents.paper.model import Block, Heading, Paper, Table, plain, words_of


@dataclass(frozen=True, slots=True)
class Piece:
    """A line, or a table with its heads; `strong` for titles."""

    text: str
    strong: bool = False
    heads: tuple[str, ...] = ()
    rows: tuple[tuple[str, ...], ...] = ()


def pieces_of(paper: Paper) -> Iterator[Piece]:
    """What `paper` says from its name to the end of its annexes."""
    yield from (Piece(text, strong=True) for text in (paper.kind_name, paper.abstract) if text)
    yield from (Piece(text) for text in (*paper.bases, paper.command) if text)
    yield from _pieces(paper.blocks)
    for annex in paper.annexes:
        yield from (Piece(text, strong=True) for text in (annex.label, annex.title) if text)
        yield from _pieces(annex.blocks)


def _pieces(blocks: Iterable[Block]) -> Iterator[Piece]:
    for block in blocks:
        if isinstance(block, Table):
            rows = tuple(tuple(plain(cell) for cell in row) for row in block.rows) or ((block.empty,),)
            yield Piece(block.caption, heads=tuple(column.title for column in block.columns), rows=rows)
        else:
            strong = isinstance(block, Heading)
            yield from (Piece(text, strong=strong) for text in words_of([block]) if text)
