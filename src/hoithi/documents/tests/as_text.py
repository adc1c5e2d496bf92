"""A paper as lines to be read and compared: one for each paragraph, row and component, its part in front."""

from collections.abc import Iterable, Iterator

from hoithi.documents.paper.model import (
    Align,
    Annex,
    Blanks,
    Block,
    Heading,
    Paper,
    Paragraph,
    QrCode,
    Signature,
    Table,
    Words,
    show_day,
    show_number,
    spans,
)


def as_text(paper: Paper) -> str:
    """All that `paper` says, in its order."""
    return "\n".join(_lines(paper)) + "\n"


def _lines(paper: Paper) -> Iterator[str]:
    yield from _said(parent=paper.parent, issuer=paper.issuer)
    if paper.symbol:
        yield f"number: {show_number(paper.number)}/{paper.symbol}"
    if paper.place:
        yield f"place: {paper.place}, {show_day(paper.day, paper.year)}"
    yield from _said(
        urgency=paper.urgency,
        kind=paper.kind_name,
        abstract=paper.abstract if paper.kind_name else f"V/v {paper.abstract}",
    )
    yield from (f"to: {one}" for one in paper.addressees)
    yield from _said(decider=paper.decider)
    yield from (f"base: {one}" for one in paper.bases)
    yield from _said(command=paper.command)
    yield from _blocks(paper.blocks)
    yield from _said(closing=paper.closing)
    yield from _signs("left", paper.second_signature)
    yield from _signs("right", paper.signature)
    yield from (f"copy: {one}" for one in paper.recipients)
    yield from _said(filing=paper.filing, wide="yes" if paper.wide else "")
    for annex in paper.annexes:
        yield from _annex(annex)


def _said(**parts: str) -> Iterator[str]:
    return (f"{name}: {text}" for name, text in parts.items() if text)


def _signs(side: str, who: Signature | None) -> Iterator[str]:
    if who is not None:
        said = (who.authority, who.position, who.note, who.post, who.name)
        yield f"sign {side}: " + " / ".join(text for text in said if text)


def _annex(annex: Annex) -> Iterator[str]:
    yield ""
    yield f"annex{' wide' if annex.wide else ''}: {annex.label}".rstrip()
    yield from _said(title=annex.title, note=annex.note)
    yield from _blocks(annex.blocks)


def _blocks(blocks: Iterable[Block]) -> Iterator[str]:
    for block in blocks:
        if isinstance(block, Heading):
            yield f"{block.level} {block.label} {block.title}".rstrip()
        elif isinstance(block, Paragraph):
            label = f"*{block.label}* " if block.bold_label else f"{block.label} " if block.label else ""
            yield f"{'=' if block.align == Align.CENTER else '¶'} {label}{_faces(block.words)}"
        elif isinstance(block, Table):
            yield from _table(block)
        elif isinstance(block, QrCode):
            yield f"qr: {block.text} ({block.caption})"
        elif isinstance(block, Blanks):
            yield f"blanks: {block.label} x {block.lines}"
        else:
            for person in block.people:
                yield from _signs("within", person)


def _table(table: Table) -> Iterator[str]:
    yield from _said(caption=table.caption)
    yield "| " + " | ".join(column.title for column in table.columns) + " |"
    for at, row in enumerate(table.rows):
        mark = "+" if at in table.strong else "|"
        yield f"{mark} " + " | ".join(_faces(cell) for cell in row) + f" {mark}"
    if not table.rows:
        yield f"empty: {table.empty}"


def _faces(words: Words) -> str:
    made = ""
    for span in spans(words):
        sign = "**" if span.bold else "*" if span.italic else ""
        made += f"{sign}{span.text}{sign}"
    return made
