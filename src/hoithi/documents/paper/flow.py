"""A paper as lines, rules, columns and tables in the order of the decree. Capitals, dashes and closing marks are set
here, so that Word and PDF have the same letters."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import replace

from hoithi.documents.paper import measure
from hoithi.documents.paper.items import Columns, Frame, Item, Line, Picture, Rule, Section, line_of, room
from hoithi.documents.paper.model import (
    Annex,
    Blanks,
    Block,
    Heading,
    Paper,
    Paragraph,
    QrCode,
    Signature,
    Signatures,
    Span,
    Table,
    Urgency,
    plain,
    show_day,
    show_number,
    spans,
)
from hoithi.documents.paper.style import (
    FIRST_LINE,
    FRAME_WIDTHS,
    HEADINGS,
    LINE_HEIGHT,
    MM,
    RULE_SHARE,
    SIGNING_ROOM,
    STYLES,
    TITLES_BELOW,
    Role,
)
from hoithi.documents.paper.tables import table_items
from hoithi.kit.typeset import printable

_NEXT_AUTHORITY = re.compile(r"\s+(?=(?:KT|TL|TUQ)\.\s)")  # "TM. ỦY BAN NHÂN DÂN KT. CHỦ TỊCH" is two lines

NATION, MOTTO = "Cộng hòa xã hội chủ nghĩa Việt Nam", "Độc lập - Tự do - Hạnh phúc"


def flow(paper: Paper) -> tuple[Section, ...]:
    """`paper` as sections: itself, then each annex."""
    width = room(wide=paper.wide)
    body = _closed(paper.blocks, paper.closing)
    title = list(_title(paper, width))
    items = [_masthead(paper, width), *title, *_opening(paper), *_blocks(body, width, 1 if title else 0)]
    signing = _signing(paper, width)
    if signing and isinstance(items[-1], Line):
        items[-1] = replace(items[-1], keep=True)  # who signs never stands alone on a page
    main = Section(tuple(items + signing), paper.wide, tuple(_foot(paper, width)))
    return (main, *(_annex(annex) for annex in paper.annexes))


def title_of(paper: Paper) -> str:
    """What readers show as the title of the file."""
    return " ".join(printable(f"{paper.kind_name} {paper.abstract}").split()) or author_of(paper) or "Văn bản"


def author_of(paper: Paper) -> str:
    """Whose paper it is, in the properties of the file."""
    return " ".join(printable(paper.issuer).split())


def _centred(role: Role, text: str, place: float, **given: object) -> Line:
    """A line whose words, when they need more than one, make lines of about one length."""
    line = line_of(role, text, **given)
    aside = (place - measure.balanced(plain(line.spans), STYLES[role], place - 8)) / 2
    return replace(line, left=aside, right=aside)


def _rule_below(line: Line, place: float, share: float) -> Rule:
    inside = place - line.left - line.right
    return Rule(share * min(inside, max(measure.lines(plain(line.spans), STYLES[line.role], inside))))


def _masthead(paper: Paper, width: float) -> Columns:
    right = max(91.5 * MM, width * 0.55)
    left = width - right
    nation, motto = _centred(Role.NATION, NATION, right), _centred(Role.MOTTO, MOTTO, right)
    issuer = _centred(Role.ISSUER, paper.issuer, left)
    bodies = [_centred(Role.PARENT, paper.parent, left)] if paper.parent else []
    rows: list[tuple[tuple[Item, ...], ...]] = [
        ((*bodies, issuer, _rule_below(issuer, left, RULE_SHARE)), (nation, motto, _rule_below(motto, right, 1)))
    ]
    number: list[Item] = []
    if paper.symbol:
        number.append(_centred(Role.NUMBER, f"Số: {show_number(paper.number)}/{paper.symbol}", left))
    if not paper.kind_name and paper.abstract:
        number.append(_centred(Role.SUBJECT, _subject(paper.abstract), left))
    if paper.urgency is not Urgency.NONE:
        wide = FRAME_WIDTHS[paper.urgency]
        aside = (left - wide) / 2
        number.append(Frame(line_of(Role.URGENCY, paper.urgency.value, left=aside, right=aside), wide))
    day = f"{paper.place}, {show_day(paper.day, paper.year)}"
    dated: tuple[Item, ...] = (_centred(Role.DAY, day, right),) if paper.place else ()
    if number or dated:
        rows.append((tuple(number), dated))
    return Columns((left, right), tuple(rows))


def _subject(abstract: str) -> str:
    return abstract if abstract.lower().startswith("v/v") else f"V/v {abstract}"


def _title(paper: Paper, width: float) -> Iterable[Item]:
    if not _says(paper.kind_name):
        return
    kind = _centred(Role.KIND, paper.kind_name, width, heading=1)
    yield kind
    if paper.abstract:
        abstract = _centred(Role.ABSTRACT, paper.abstract, width)
        yield abstract
        yield _rule_below(abstract, width, RULE_SHARE)


def _opening(paper: Paper) -> Iterable[Item]:
    yield from _addressees(paper.addressees)
    if paper.decider:
        yield line_of(Role.DECIDER, paper.decider)
    for basis, mark in _marked(paper.bases):
        yield line_of(Role.BASIS, basis + mark)
    if paper.command:
        yield line_of(Role.COMMAND, paper.command)


def _addressees(names: Sequence[str]) -> Iterable[Line]:
    start, label = 60.0, "Kính gửi:"
    inside = measure.width("Kính gửi", STYLES[Role.ADDRESSEE])  # the dashes stand below the colon (II.9.d)
    if len(names) == 1:
        hang = measure.width(f"{label} ", STYLES[Role.ADDRESSEE])
        yield line_of(Role.ADDRESSEE, f"{label} {names[0]}", left=start, hang=hang)
    elif names:
        yield line_of(Role.ADDRESSEE, label, left=start, keep=True)
        for name, mark in _marked(names):
            hang = measure.width("- ", STYLES[Role.ADDRESSEE])
            yield line_of(Role.ADDRESSEE, f"- {name}{mark}", left=start + inside, hang=hang, before=3.0)


def _marked(texts: Sequence[str]) -> Iterable[tuple[str, str]]:
    """Each of `texts` without the mark that it may end with, and the one that it has to end with."""
    for position, text in enumerate(texts, start=1):
        yield re.sub(r"[\s;.,]+$", "", text), "." if position == len(texts) else ";"


def _closed(blocks: Sequence[Block], closing: str) -> Sequence[Block]:
    """`blocks` with the mark after the last word; on a line of its own when they do not end with words."""
    if not blocks or not closing:
        return blocks
    *others, last = blocks
    if isinstance(last, Paragraph):
        *before, end = spans(last.words)
        return [*others, replace(last, words=(*before, replace(end, text=_ended(end.text, closing))))]
    if isinstance(last, Heading):
        return [*others, replace(last, title=_ended(last.title, closing))]
    return [*blocks, Paragraph(closing)]


def _ended(text: str, closing: str) -> str:
    text = text.rstrip()
    return text if text.endswith(closing) else re.sub(r"[.;,\s]+$", "", text) + closing


def _says(text: str) -> bool:
    return bool(printable(text).strip())


def _blocks(blocks: Iterable[Block], width: float, depth: int) -> Iterable[Item]:
    """The items of `blocks`; headings stand in a tree without gaps below `depth`."""
    above: list[Role] = []
    for block in blocks:
        if isinstance(block, Heading):
            if _says(block.label + block.title):
                role = HEADINGS[block.level]
                yield from _heading(block, role, depth + _step(above, role))
        elif isinstance(block, Paragraph):
            yield _paragraph(block)
        elif isinstance(block, Table):
            yield from table_items(block, width)
        elif isinstance(block, Blanks):
            for number in range(block.lines):
                label = f"{block.label} " if block.label and not number else ""
                yield line_of(Role.BLANKS, label, dots=True)
        elif isinstance(block, QrCode):
            yield Picture(printable(block.text), block.millimetres * MM, block.align)
            if block.caption:
                yield line_of(Role.UNDER_PICTURE, block.caption, align=block.align)
        else:
            yield from _signatures(block, width)


def _step(above: list[Role], role: Role) -> int:
    """Goes from the headings `above` to one of `role`; how many headings deep that is."""
    order = list(HEADINGS.values())
    while above and order.index(above[-1]) >= order.index(role):
        above.pop()
    above.append(role)
    return len(above)


def _heading(heading: Heading, role: Role, depth: int) -> Iterable[Line]:
    below = TITLES_BELOW.get(heading.level)
    if below is None:
        yield line_of(role, f"{heading.label} {heading.title}".strip(), heading=depth)
        return
    if _says(heading.label):
        yield line_of(role, heading.label, heading=depth)
    if _says(heading.title):
        yield line_of(below, heading.title, heading=0 if _says(heading.label) else depth)


def _paragraph(paragraph: Paragraph) -> Line:
    words = spans(paragraph.words)
    if paragraph.label:
        words = (Span(f"{paragraph.label} ", bold=paragraph.bold_label), *words)
    return line_of(Role.BODY, words, align=paragraph.align, first_line=FIRST_LINE if paragraph.indent else 0.0)


def _signatures(block: Signatures, width: float) -> Iterable[Columns]:
    for start in range(0, len(block.people), 3):
        people = block.people[start : start + 3]
        place = width / len(people)
        yield Columns((place,) * len(people), (_hands(people, place),))


def _hands(people: Sequence[Signature | None], place: float) -> tuple[tuple[Line, ...], ...]:
    """Who signs side by side, with room for the hands and all names on one height."""
    heads = [tuple(_head(person, place)) if person else () for person in people]
    deep = [
        sum(
            len(measure.lines(plain(line.spans), style, place - line.left - line.right)) * style.size * LINE_HEIGHT
            for line in head
            for style in (STYLES[line.role],)
        )
        for head in heads
    ]
    return tuple(
        (*head, *_name(person, place, SIGNING_ROOM + max(deep) - own)) if person else ()
        for person, head, own in zip(people, heads, deep, strict=True)
    )


def _head(person: Signature, place: float) -> Iterable[Line]:
    above = 12.0
    for role, text in (
        *((Role.AUTHORITY, one) for one in _NEXT_AUTHORITY.split(person.authority)),
        (Role.POSITION, person.position),
        (Role.SIGNING_NOTE, person.note),
    ):
        if text:
            yield _centred(role, text, place, before=above)
            above = 0


def _name(person: Signature, place: float, above: float) -> Iterable[Line]:
    if not person.post and not person.name:
        yield Line(role=Role.SIGNER, before=above)
    for text in filter(None, (person.post, person.name)):
        yield _centred(Role.SIGNER, text, place, before=above)
        above = 0


def _signing(paper: Paper, width: float) -> list[Item]:
    place = width / 2
    listed = tuple(_recipients(paper))
    left, right = _hands((paper.second_signature, paper.signature), place)
    rows = [(left, right), (listed, ())] if left and listed else [(left or listed, right)]
    return [Columns((place, place), tuple(rows), splits=len(listed) > 30)] if left or right or listed else []


def _recipients(paper: Paper) -> Iterable[Line]:
    listed = [*paper.recipients, *([f"Lưu: {paper.filing}"] if paper.filing else [])]
    if not listed:
        return
    yield line_of(Role.RECIPIENTS, "Nơi nhận:", before=12.0)
    for name, mark in _marked(listed):
        yield line_of(Role.RECIPIENT, f"- {name}{mark}")


def _foot(paper: Paper, width: float) -> Iterable[Item]:
    if paper.drafter:
        yield line_of(Role.DRAFTER, paper.drafter)
    if paper.address_line:
        yield Rule(width)
        yield line_of(Role.ADDRESS, paper.address_line)


def _annex(annex: Annex) -> Section:
    width = room(wide=annex.wide)
    head = [
        _centred(role, text, width, heading=heading)
        for role, text, heading in (
            (Role.ANNEX, annex.label, 1),
            (Role.ANNEX_TITLE, annex.title, 0 if _says(annex.label) else 1),
            (Role.ANNEX_NOTE, annex.note, 0),
        )
        if _says(text)
    ]
    depth = max((line.heading for line in head), default=0)
    return Section((*head, *_blocks(annex.blocks, width, depth)), annex.wide)
