"""Tabs and bars of plain text: which part two columns, which lines are rows of a table, which are only a space."""

import re
from functools import partial
from itertools import groupby

from hoithi.contests.plan.outline import read_mark
from hoithi.contests.plan.text import is_caps

_TAB = re.compile(r"\t+")
_WIDE = "   \t"


def is_mark(text: str) -> bool:
    """Whether a text is only a number or list sign."""
    mark = read_mark(f"{text.strip()} x")
    return mark is not None and mark.rest == "x"


def settle_tabs(lines: list[str]) -> tuple[list[str], set[int]]:
    """The lines with a wide gap where a tab parts columns and a space where it does not; and the rows of tables.

    A row of a table keeps its tabs. A tab after a number, a list sign or a colon only sets the text that follows.
    """
    rows = _table_rows(lines)
    beside = [at in rows or _TAB.search(text.strip()) is not None for at, text in enumerate(_set_marks(lines))]
    settled = []
    for at, text in enumerate(_set_marks(lines)):
        near = any(beside[max(0, at - 1) : at]) or any(beside[at + 1 : at + 2])
        settled.append(lines[at] if at in rows else _TAB.sub(partial(_gap, near), text))
    return settled, rows


def _set_marks(lines: list[str]) -> list[str]:
    return [_TAB.sub(lambda tab: " " if _only_sets(tab) else tab[0], text) for text in lines]


def _only_sets(tab: re.Match[str]) -> bool:
    before, after = tab.string[: tab.start()].strip(), tab.string[tab.end() :].strip()
    return is_mark(before.rsplit("\t", 1)[-1]) or (before.endswith(":") and not is_caps(after))


def _gap(near: bool, tab: re.Match[str]) -> str:
    """A tab between words is a gap only in a letterhead or signature (capitals, several tabs), or beside another."""
    before, after = tab.string[: tab.start()], tab.string[tab.end() :]
    parts = near or len(tab[0]) > 1 or before.rstrip().endswith((";", ".")) or is_caps(before) or is_caps(after)
    return tab[0] if not before.strip() else _WIDE + tab[0] if parts else " "


def _table_rows(lines: list[str]) -> set[int]:
    """Lines one below the other with as many cells, three or more, under a head that no number opens."""
    rows: set[int] = set()
    for count, group in groupby(range(len(lines)), key=lambda at: lines[at].rstrip().count("\t")):
        run = list(group)
        head = [cell.strip() for cell in lines[run[0]].split("\t") if cell.strip()]
        if count > 1 < len(run) and len(head) > 2 and not is_mark(head[0]) and not any(c.endswith(":") for c in head):
            rows.update(run)
    return rows


def bar_rows(lines: list[str]) -> set[int]:
    """Lines of a table laid flat, its cells parted by " | ": those next to another such line."""
    barred = [at for at, text in enumerate(lines) if " | " in text]
    return {at for at in barred if {at - 1, at + 1} & set(barred)}
