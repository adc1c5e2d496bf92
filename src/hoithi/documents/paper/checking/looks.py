"""How the letters of a component are prescribed, and what is said when they are not so."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from hoithi.documents.paper.checking.parts import is_centred
from hoithi.documents.paper.checking.seen import Line, quoted


@dataclass(frozen=True, slots=True)
class Deviation:
    """What does not follow the decree: the `clause` ("Phụ lục I, phần I, mục II.1.b"), `where`, and a sentence on what
    is wrong and what is asked."""

    clause: str
    where: str
    sentence: str


@dataclass(frozen=True, slots=True)
class Look:
    """How the letters of a component are prescribed. None: not prescribed."""

    name: str
    clause: str
    sizes: tuple[float, float]
    bold: bool | None = None
    italic: bool | None = False
    capitals: bool | None = None
    centred: bool = False


def no(clause: str, where: str, sentence: str) -> Deviation:
    return Deviation(f"Phụ lục I, phần I, mục {clause}", where, sentence)


def at(line: Line) -> str:
    return f"{line.where} {quoted(line.text)}"


def letters(line: Line, look: Look, middle: float | None = None) -> Iterator[Deviation]:
    least, most = look.sizes
    wrong = sorted(size for size in line.sizes if not least - 0.05 <= size <= most + 0.05)
    if wrong:
        asked = f"{least:g}" if least == most else f"từ {least:g} đến {most:g}"
        yield no(look.clause, at(line), f"{look.name} cỡ chữ {_sizes(wrong)}; phải {asked}.")
    if look.bold is True and not line.bold:
        yield no(look.clause, at(line), f"{look.name} chưa in đậm; phải in đậm.")
    if look.bold is False and line.any_bold:
        yield no(look.clause, at(line), f"{look.name} in đậm; không in đậm.")
    if look.italic is True and not line.italic:
        yield no(look.clause, at(line), f"{look.name} chưa in nghiêng; phải in nghiêng.")
    if look.italic is False and line.any_italic:
        yield no(look.clause, at(line), f"{look.name} in nghiêng; phải là chữ đứng.")
    if look.capitals is True and not line.capitals:
        yield no(look.clause, at(line), f"{look.name} phải in hoa.")
    if look.capitals is False and line.capitals:
        yield no(look.clause, at(line), f"{look.name} phải là chữ in thường.")
    if look.centred and not is_centred(line, middle):
        yield no(look.clause, at(line), f"{look.name} phải canh giữa.")


def _sizes(sizes: Iterable[float]) -> str:
    return ", ".join(f"{size:g}".replace(".", ",") for size in sizes)


def rule_under(lines: list[Line], clause: str, name: str, least: float, most: float, asked: str) -> Iterator[Deviation]:
    """A rule under the last of `lines`, between `least` and `most` of the length of a line."""
    last = lines[-1]
    if last.rule is None:
        return
    if not last.rule:
        yield no(clause, at(last), f"Dưới {name} chưa có đường kẻ ngang, nét liền {asked}.")
        return
    widths = [width for line in lines for width in line.widths]
    if widths and not any(least * width - 2 <= last.rule <= most * width + 2 for width in widths):
        yield no(clause, at(last), f"Đường kẻ dưới {name} dài {last.rule:.0f} mm; phải {asked}.")
