"""Text that was copied out of Word or Excel, made into lines and rows as people type them here."""

import re

_BULLET = re.compile(r"[\u2022\u25cf\u25aa\u25a0\u25e6\uf0b7\uf0a7\uf02d\u00b7\u2043\u27a2\uf0d8]\s*|o\t")
_LABEL = re.compile(r"(?:[IVXLC]+\.|(?:\d{1,2}\.)+|\d{1,2}\)|[a-zđ]\)|[-–+*]|Điều \d+\.)\Z")


def from_office(text: str) -> str:
    """`text` with the signs of Word's lists as the house writes them, and cells parted by tabs as cells parted by bars.

    A list that Word numbers comes as "1.<tab>words"; a table, of Word or of Excel, as lines of cells parted by tabs.
    Text without tabs and without Word's bullets stays as it is.
    """
    lines = text.replace("\r\n", "\n").replace("\r", "\n").replace("\x0b", "\n").split("\n")
    return "\n".join(_line(line) for line in lines)


def _line(line: str) -> str:
    bare = line.lstrip(" \t")
    if found := _BULLET.match(bare):
        return "- " + " ".join(bare[found.end() :].split())
    cells = [cell.strip() for cell in line.strip(" ").split("\t")]
    filled = [cell for cell in cells if cell]
    if len(cells) == 1:
        return line
    if (not cells[0] and len(filled) < 2) or (len(filled) == 2 and _LABEL.match(filled[0])):
        return " ".join(filled)
    return " | ".join(cell.replace("|", "/") for cell in cells).rstrip()


def cells_of(text: str) -> list[list[str]]:
    """The rows of a table that was copied out of Excel or Word: cells parted by tabs, or by bars; a cell in quotes may
    hold lines and tabs of its own, as Excel copies it. Empty rows are left out."""
    rows: list[list[str]] = [[]]
    for cell, end in _cells(text.replace("\r\n", "\n").replace("\r", "\n")):
        rows[-1].append(" ".join(cell.split()))
        if end == "\n":
            rows.append([])
    return [row for row in rows if any(row)]


def _cells(text: str) -> list[tuple[str, str]]:
    """Each cell with what ended it."""
    if "\t" not in text and "|" in text:
        text = re.sub(r"[ ]*\|[ ]*", "\t", text)
    found, at = [], 0
    while at <= len(text):
        if text[at : at + 1] == '"' and (quoted := re.compile(r'"((?:[^"]|"")*)"(?=[\t\n]|\Z)').match(text, at)):
            cell, at = quoted.group(1).replace('""', '"'), quoted.end()
        else:
            end = re.compile(r"[\t\n]|\Z").search(text, at)
            stop = end.start() if end else len(text)
            cell, at = text[at:stop], stop
        found.append((cell, text[at : at + 1]))
        at += 1
    return found
