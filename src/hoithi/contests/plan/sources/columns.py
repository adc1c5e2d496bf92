"""Two columns set side by side (letterhead, recipients beside the signature) put one after the other."""

from hoithi.contests.plan.model import Row

_NEAR = 2
_SLACK = 6


def in_reading_order(parts: list[list[Row]]) -> list[Row]:
    """Rows of the file in reading order, from the pieces found on each line; an empty line leaves a `gap`."""
    _mark_gaps(parts)
    rows: list[Row] = []
    at = 0
    while at < len(parts):
        end = _block_end(parts, at) if len(parts[at]) == 2 else at
        rows += _columns(parts[at:end]) if end > at else parts[at]
        at = max(end, at + 1)
    return rows


def _mark_gaps(parts: list[list[Row]]) -> None:
    for before, pieces in zip([[], *parts], parts, strict=False):
        for piece in pieces:
            piece.gap = not before


def _split_at(pair: list[Row]) -> float:
    return pair[1].x - _SLACK


def _block_end(parts: list[list[Row]], start: int) -> int:
    """End of the run of lines that stay within the two columns opened at `start`."""
    split, end, empty = _split_at(parts[start]), start + 1, 0
    for at in range(start + 1, len(parts)):
        pieces = parts[at]
        empty = 0 if pieces else empty + 1
        if empty > _NEAR or any(_crosses(piece, split) for piece in pieces):
            break
        if len(pieces) == 2 or (pieces and pieces[0].x >= split):
            split, end = min(split, _split_at(pieces) if len(pieces) == 2 else split), at + 1
        elif pieces and not _pair_follows(parts, at):
            break
    return end


def _crosses(piece: Row, split: float) -> bool:
    return bool(piece.cells) or (piece.x < split and piece.x + len(piece.text) > split + 2 * _SLACK)


def _pair_follows(parts: list[list[Row]], at: int) -> bool:
    return any(len(pieces) == 2 for pieces in parts[at + 1 : at + 1 + 2 * _NEAR])


def _columns(parts: list[list[Row]]) -> list[Row]:
    split = min(_split_at(pieces) for pieces in parts if len(pieces) == 2)
    pieces = [piece for line in parts for piece in line]
    left = [piece for piece in pieces if piece.x < split]
    right = [piece for piece in pieces if piece.x >= split]
    for column in (left, right):
        if column:
            column[0].gap = True
    return left + right
