"""Two columns set side by side (letterhead, recipients beside the signature) put one after the other."""

from hoithi.contests.plan.model import Row

_EMPTY, _AHEAD, _GUTTER = 2, 4, 1.0


def in_reading_order(parts: list[list[Row]]) -> list[Row]:
    """Rows of the file in reading order, from the pieces found on each line; an empty line leaves a `gap`."""
    _mark_gaps(parts)
    rows: list[Row] = []
    at = 0
    while at < len(parts):
        columns = _Columns()
        end = columns.take(parts, at) if len(parts[at]) == 2 else at
        rows += columns.left + columns.right if end > at else parts[at]
        at = max(end, at + 1)
    return rows


def _mark_gaps(parts: list[list[Row]]) -> None:
    for before, pieces in zip([[], *parts], parts, strict=False):
        for piece in pieces:
            piece.gap = not before


class _Columns:
    """Two columns that grow line by line as long as an empty gutter stays between them."""

    def __init__(self) -> None:
        self.left: list[Row] = []
        self.right: list[Row] = []
        self._left_end, self._right_start = 0.0, float("inf")

    def take(self, parts: list[list[Row]], start: int) -> int:
        """Takes the lines from `start` on that belong to the columns; returns the index of the first that does not."""
        end, empty = start, 0
        for at in range(start, len(parts)):
            empty = 0 if parts[at] else empty + 1
            if empty > _EMPTY or not self._fits(parts, at):
                break
            if parts[at]:
                self._add(parts[at])
                end = at + 1
        for column in (self.left, self.right):
            for row in column:
                row.room = float("inf")
                row.gap = row.gap or row is column[0]
        return end

    def _fits(self, parts: list[list[Row]], at: int) -> bool:
        pieces = parts[at]
        if any(piece.cells for piece in pieces):
            return False
        if len(pieces) == 2:
            return max(self._left_end, _end(pieces[0])) + _GUTTER < min(self._right_start, pieces[1].x)
        if not pieces or self._is_right(pieces[0]):
            return True
        return _end(pieces[0]) + _GUTTER < self._right_start and self._goes_on(parts, at)

    def _goes_on(self, parts: list[list[Row]], at: int) -> bool:
        """Whether a line of the left column alone still has the right column beside or below it."""
        listed = parts[at][0].text.startswith(("-", "+"))
        unfinished = bool(self.left) and not self.left[-1].text.endswith((";", ".", ":"))
        return (
            listed
            or (unfinished and self.left[-1].text.startswith("-"))
            or any(len(pieces) == 2 or self._right_of(pieces) for pieces in parts[at + 1 : at + 1 + _AHEAD])
        )

    def _right_of(self, pieces: list[Row]) -> bool:
        return len(pieces) == 1 and self._is_right(pieces[0])

    def _is_right(self, piece: Row) -> bool:
        return piece.x > self._left_end + _GUTTER and piece.x + 12 > self._right_start

    def _add(self, pieces: list[Row]) -> None:
        alone_right = self._right_of(pieces)
        if not alone_right:
            self.left.append(pieces[0])
            self._left_end = max(self._left_end, _end(pieces[0]))
        if alone_right or len(pieces) == 2:
            self.right.append(pieces[-1])
            self._right_start = min(self._right_start, pieces[-1].x)


def _end(piece: Row) -> float:
    return piece.x + len(piece.text)
