"""The dated events of the plan."""

import re

from hoithi.contests.plan.dates import Phrase, find_phrases, unread_days
from hoithi.contests.plan.headings import opens_task
from hoithi.contests.plan.kinds import is_other_act, kind_of, tier_of
from hoithi.contests.plan.model import Contest, Milestone, Notice
from hoithi.contests.plan.outline import TEXT, Node
from hoithi.contests.plan.tables import Table
from hoithi.contests.plan.text import UPPER, fold, squeeze
from hoithi.contests.plan.topics import title_of, topic_of

_RULE = re.compile(
    r"\b(?:duoc tao ra|tao ra|sinh (?:tu|ngay|nam)|do tuoi|tu nam|ap dung (?:tu|trong)|da duoc ap dung"
    r"|chua (?:dat|tham)|dat thanh tich)\b[^.;:]*$"
)
_CLAUSE = re.compile(rf"(?<=[^\W\d]{{2}})[.;]\s+(?=[^\W\d_])|;\s*|(?<=\d{{4}})\.\s+(?=[{UPPER}])|(?<=\d{{4}}\))[.;]\s+")
_LOOSE_END = re.compile(
    r"(?:[\s,:;(–-]|\b(?:từ|vào|trong|dự kiến|thời gian|bắt đầu|kể từ|hoàn thành|xong"
    r"|(?:buổi\s+)?(?:sáng|chiều|tối))\b)+$",
    re.IGNORECASE,
)
_GENERIC = re.compile(
    r"(?:(?:thoi gian|thoi han|thoi diem|du kien|han|ngay|hoan thanh|bat dau|ket thuc|(?:dot|lan|vong"
    r"|giai doan) \w+|cap co so|co so)\b.{0,25})?"
)
_STEP = re.compile(r"(?:buoc|giai doan|dot|noi dung|viec|lan|ky)\s+(?:thu\s+)?\w+")
_CONNECTED = re.compile(r"(?:\W|va|sang|chieu|toi|tu|den|ngay|hoac|cung)*")
_TENTATIVE = re.compile(r"(?i)^\W*dự kiến\W*")
_WHEN = re.compile(r"du kien|(?:buoi\s+)?(?:sang|chieu|toi)")
CONTENT = ("content", "rules")


def read_milestones(nodes: list[Node], contest: Contest) -> tuple[list[Milestone], list[Notice]]:
    """Every dated event of the content parts; a date that cannot be settled is a warning instead."""
    milestones: list[Milestone] = []
    warnings: list[Notice] = []
    for node in (node for node in nodes if not node.row.cells):
        if _is_dated_heading(node):
            _settle_children(node, contest, milestones, warnings)
            continue
        unread = unread_days(node.text, find_phrases(node.text))
        warnings += [Notice(node.line, f"Chưa hiểu “{day}” có phải là một ngày không.") for day in unread]
        for label, phrase in _events(node):
            ruling = topic_of(node) == "rules" or _RULE.search(fold(label))
            if ruling and kind_of(label) == "other":
                warnings.append(
                    Notice(node.line, f"Thời gian “{_quoted(node.text, phrase)}” không được đọc là một mốc.")
                )
                continue
            settle(node, label, phrase, contest, milestones, warnings)
    return milestones, warnings


def _is_dated_heading(node: Node) -> bool:
    """A heading that is nothing but a time ("Năm 2026:", "Tháng 3/2026")."""
    phrases = find_phrases(node.text) if node.children and len(node.text) < 60 else []
    if len(phrases) != 1:
        return False
    rest = node.text[: phrases[0].begin] + node.text[phrases[0].end :]
    return not re.search(r"\w", _TENTATIVE.sub("", rest))


def _settle_children(node: Node, contest: Contest, milestones: list[Milestone], warnings: list[Notice]) -> None:
    """The time of such a heading holds for the events under it that name none."""
    phrase = find_phrases(node.text)[0]
    dated = [bool(find_phrases(child.text)) for child in node.children]
    for child, has_own in zip(node.children, dated, strict=True):
        if not has_own and not (phrase.precision == "year" and any(dated)):
            settle(child, squeeze(child.text), phrase, contest, milestones, warnings)


def settle(
    node: Node, label: str, phrase: Phrase, contest: Contest, milestones: list[Milestone], warnings: list[Notice]
) -> None:
    """Adds the milestone, or a warning when its year is not known or its day does not exist."""
    try:
        start, end = phrase.days(_year_for(node, phrase, contest.years))
    except ValueError:
        warnings.append(
            Notice(node.line, f"Chưa hiểu thời gian “{_quoted(node.text, phrase)}”: thiếu năm hoặc ngày không có thật.")
        )
        return
    kind = _kind_with_context(node, label, contest)
    milestones.append(
        Milestone(
            kind,
            label or squeeze(node.text),
            start,
            end,
            phrase.precision,
            is_tentative(node),
            node.line,
            phrase.before,
        )
    )


def _quoted(text: str, phrase: Phrase) -> str:
    return squeeze(text[phrase.begin : phrase.end])


def _events(node: Node) -> list[tuple[str, Phrase]]:
    """Each phrase of time of a paragraph with the words that say what happens then."""
    starts = [0, *(clause.end() for clause in _CLAUSE.finditer(node.text)), len(node.text)]
    phrases = find_phrases(node.text)
    found: list[tuple[str, Phrase]] = []
    last = ""
    for phrase in phrases:
        begin = max(start for start in starts if start <= phrase.begin)
        end = min(start for start in starts if start >= phrase.end)
        others = [p for p in phrases if begin <= p.begin < end]
        label = _label(node.text, begin, end, phrase, others)
        last = label = last if last and _CONNECTED.fullmatch(fold(label)) else label
        found.append((label.split(" (")[0] if label.count("(") > label.count(")") else label, phrase))
    return [event for event in found if not any(_refines(other, event) for other in found)]


def _refines(finer: tuple[str, Phrase], coarser: tuple[str, Phrase]) -> bool:
    """Whether the same event is given again more exactly ("Tháng 01/2026: Lễ phát động (ngày 09/01/2026)")."""
    if finer[0] != coarser[0] or finer[1].precision != "day" or coarser[1].precision == "day":
        return False
    try:
        inner, outer = finer[1].days(None), coarser[1].days(None)
    except ValueError:
        return False
    return bool(inner[1] and outer[0] and outer[1] and outer[0] <= inner[1] <= outer[1])


def _label(text: str, begin: int, end: int, phrase: Phrase, others: list[Phrase]) -> str:
    """The words before the phrase, or after it where it opens its clause."""
    earlier = [other.end for other in others if other.end <= phrase.begin]
    later = [other.begin for other in others if other.begin >= phrase.end]
    before = _said_first(text[max([begin, *earlier]) : phrase.begin])
    label = squeeze(_LOOSE_END.sub("", before).strip(" ,;:.–-()")) or squeeze(before)
    after = _TENTATIVE.sub("", squeeze(text[phrase.end : min([end, *later])].strip(" ,;:.–-()")))
    empty = len(label) < 4 or _WHEN.fullmatch(fold(label))
    return after if empty and len(after) >= 4 and not earlier else label


def _said_first(text: str) -> str:
    """The words before the first colon, unless they only number the step ("Bước 1: Phát động")."""
    words, *more = text.split(":")
    return more[0] if more and more[0].strip() and _STEP.fullmatch(fold(words).strip()) else words


def _kind_with_context(node: Node, label: str, contest: Contest) -> str:
    """Kind by the label; where the label only says "when" or "where", by the headings above it."""
    own = tier_of(contest.organizer)
    kind = kind_of(label, own)
    if kind != "other" or is_other_act(label):
        return kind
    if _GENERIC.fullmatch(fold(label)):
        above = list(node.ancestors())
    else:
        above = [node.parent] if node.parent and not opens_task(label[:1].lower() + label[1:]) else []
    return next((found for place in above if (found := kind_of(title_of(place), own)) != "other"), "other")


def _year_for(node: Node, phrase: Phrase, years: list[int]) -> int | None:
    """A year not written: from the same paragraph, the headings above, the contest when it has one year only."""
    if phrase.has_year():
        return None
    for text in (node.text[phrase.end :], node.text[: phrase.begin], *(place.text for place in node.ancestors())):
        named = {int(year) for year in re.findall(r"(?<!\d)20\d\d(?!\d)", text)}
        if len(named) == 1:
            return named.pop()
    return years[0] if len(years) == 1 else None


def is_tentative(node: Node) -> bool:
    """Whether "dự kiến" stands in the paragraph or in the heading right above it."""
    above = node.parent.text if node.parent is not None else ""
    return "du kien" in fold(" ".join([node.text, *node.row.cells])) or ("du kien" in fold(above) and len(above) < 200)


def table_milestones(table: Table, contest: Contest) -> tuple[list[Milestone], list[Notice]]:
    """A milestone for each period of each row of a table that has a column for the time."""
    milestones: list[Milestone] = []
    warnings: list[Notice] = []
    for row in table.rows:
        time, content = squeeze(table.cell(row, "time")), squeeze(table.cell(row, "content"))
        node = Node(TEXT, "", time, row, Node(TEXT, "", table.cell(table.head, "time"), table.head, table.node.parent))
        phrases = find_phrases(time)
        for at, phrase in enumerate(phrases):
            own = time[phrases[at - 1].end if at else 0 : phrase.begin].strip(" ,;:.-–()") if len(phrases) > 1 else ""
            settle(node, squeeze(f"{content} {own}"), phrase, contest, milestones, warnings)
    return milestones, warnings
