"""The reporting regime: how often, by which day, to whom, about what."""

import re
from itertools import pairwise

from hoithi.contests.plan.bodies import is_body
from hoithi.contests.plan.dates import find_phrases
from hoithi.contests.plan.model import Reporting
from hoithi.contests.plan.outline import TEXT, Node
from hoithi.contests.plan.parts import is_closing_sentence
from hoithi.contests.plan.text import fold, squeeze, trim_item
from hoithi.contests.plan.topics import sections, topic_of

_EVERY = r"(?:hang|moi|dinh ky(?:\s+hang)?|theo|dinh ky theo|tung)\s+"
_PERIODS = [
    (
        "half_year",
        re.compile(
            rf"{_EVERY}(?:6|sau)\s+thang|(?:6|sau)\s+thang\s*(?:,|\(|va|mot lan|/\s*lan|1 lan|dau nam)"
            rf"|so ket 6 thang|bao cao\s+(?:dinh ky\s+)?(?:6|sau)\s+thang|nua nam"
        ),
    ),
    (
        "quarter",
        re.compile(rf"{_EVERY}quy\b|quy\s*/\s*lan|bao cao quy\b|thang cuoi quy|cuoi moi quy|cuoi quy|mot quy mot lan"),
    ),
    ("month", re.compile(rf"{_EVERY}thang\b|thang\s*/\s*lan|bao cao thang\b|cua thang\b|mot thang mot lan")),
    ("year", re.compile(rf"{_EVERY}nam\b|nam\s*/\s*lan|bao cao nam\b")),
]
_DAY = re.compile(r"\b(?:ngay|mong|mung)\s+(?P<day>[0-3]?\d)(?!\d)")
_DAY_MONTH = re.compile(r"\b(?P<day>[0-3]?\d)\s*(?:/|thang\s+)(?P<month>1[0-2]|0?[1-9])(?![\d/])")
_TO = re.compile(
    r"\bnoi nhan bao cao\s*:\s*|\b(?:gui|nop)(?:\s+(?:bao cao|ket qua|van ban|bang van ban"
    r"|ket qua thuc hien|tinh hinh))*\s+(?:ve"
    r"|cho|den|toi|qua)\s+|\bbao cao(?:\s+(?:ket qua|bang van ban|tinh hinh"
    r"|tien do))*(?:\s+[^.;:]{0,160}?)?\s+(?:ve|cho|gui ve|toi)\s+(?!viec|tinh hinh|cong tac|ket qua"
    r"|tien do)"
)
_DIRECTLY = re.compile(r"\bbao cao\s+(?=\w)")
_TO_END = re.compile(
    r"\s*(?:,\s*)?(?:\b(?:truoc|vao|cham nhat|de\s+(?:tong hop|theo doi|bao cao|tham muu|xem xet|kip|tong"
    r"|nam)|dinh ky|hang|voi\s+(?:cac\s+)?noi dung|ve\s+(?:cac\s+)?noi dung|gom|bao gom|mot lan|theo doi"
    r"|tong hop|khong qua|den het|trong|qua (?:email|thu dien tu|dia chi)|theo dia chi|muon nhat)\b|[.;:]"
    r"|$)"
)
_INLINE_CONTENT = re.compile(
    r"\b(?:gom|bao gom|noi dung bao cao|neu ro|noi dung)(?:\s+(?:cac noi dung|chinh|sau))*\s*:\s*"
)
_CONTENT_LEAD = re.compile(r"\bnoi dung\b|tap trung|gom\b|bao gom|can neu|can co|neu ro|phan anh")


def read_reporting(root: Node, nodes: list[Node]) -> tuple[Reporting, list[Node]]:
    """The regime, and the paragraphs it was read from. A recurring report is preferred to a final one."""
    parts = sections(root, "reporting") or [node for node in nodes if _is_regime(node)]
    parts = parts or [node for node in nodes if _is_single_report(node)]
    used = [node for part in parts for node in (part, *part.walk())]
    texts = [node for node in used if "bao cao" in fold(node.text) or _DAY.search(fold(node.text))]
    for node in texts:
        if _period(fold(node.text)):
            return _regime(node, texts, parts), used
    for node in texts:
        for phrase in find_phrases(node.text):
            if phrase.last and phrase.last.kind == "day" and phrase.has_year():
                return Reporting(
                    "once", due_date=phrase.last.last(), to=_to(texts, node), contents=_contents(parts)
                ), used
    return Reporting(to=_to(texts, None), contents=_contents(parts)), used


def _is_regime(node: Node) -> bool:
    """A sentence that asks for regular reports; inside a body's tasks, only one that names the day."""
    folded = fold(node.text)
    if topic_of(node) == "assignments" and not (_DAY.search(folded) or _DAY_MONTH.search(folded)):
        return False
    return (
        "bao cao" in folded
        and _period(folded) is not None
        and re.search(r"\b(?:ve|gui|nop|truoc|ngay)\b", folded) is not None
    )


def _is_single_report(node: Node) -> bool:
    """All bodies are asked for one report by a day."""
    asked = re.match(
        r"(?:yeu cau |de nghi )?(?:cac|tat ca|thu truong)\b[^.:]*\bbao cao\b[^.:]*\b(?:ve|gui)\b", fold(node.text)
    )
    return asked is not None and any(phrase.has_year() for phrase in find_phrases(node.text))


def _period(folded: str) -> str | None:
    """How often: by its word, else by fixed days of the year ("trước ngày 10/6 và 10/12")."""
    named = next((name for name, pattern in _PERIODS if pattern.search(folded)), None)
    months = sorted({int(found["month"]) for found in _DAY_MONTH.finditer(folded)})
    step = {2: 6, 4: 3}.get(len(months))
    if step and all(after - before == step for before, after in pairwise(months)):
        return "half_year" if step == 6 else "quarter"
    return named


def _regime(node: Node, texts: list[Node], parts: list[Node]) -> Reporting:
    folded = fold(node.text)
    period = _period(folded) or ""
    day, month = _due(folded, period)
    for other in texts:
        if day is None and other is not node:
            day, month = _due(fold(other.text), period)
    return Reporting(period, day, month, None, _to(texts, node), _contents(parts))


def _due(folded: str, period: str) -> tuple[int | None, str | None]:
    """Day of the month, and which month of the period it is ("tháng cuối quý", "ngày 05 tháng đầu quý sau")."""
    found = _DAY_MONTH.search(folded) or _DAY.search(folded)
    if not found:
        return None, None
    day = int(found["day"])
    around = folded[found.start() : found.end() + 60]
    if re.search(r"(?:thang|quy|ky)\s+(?:sau|tiep theo|ke tiep|lien ke)|thang dau (?:cua )?quy (?:sau|tiep)", around):
        return day, "next"
    if re.search(r"thang\s+cuoi|cuoi\s+(?:quy|thang|ky)|thang thu ba", around):
        return day, "last"
    if re.search(r"thang\s+dau", around):
        return day, "first"
    if "month" in found.groupdict():
        month = int(found["month"])
        size = {"quarter": 3, "half_year": 6, "year": 12}.get(period, 1)
        return day, "last" if month % size == 0 else "next" if month % size == 1 else None
    return day, None


def _to(texts: list[Node], first: Node | None) -> str | None:
    best: str | None = None
    for node in ([first] if first else []) + texts:
        folded = fold(node.text)
        for found in [*_TO.finditer(folded), *_DIRECTLY.finditer(folded)]:
            if found.re is _DIRECTLY and not is_body(node.text[found.end() :]):
                continue
            end = _TO_END.search(folded, found.end())
            text = squeeze(node.text[found.end() : end.start() if end else None]).strip(" ,;.")
            if len(text) > 2 and (is_body(text) or not best):
                best = text
            if best and is_body(best):
                return best
    return best


def _contents(parts: list[Node]) -> list[str]:
    """The list that says what a report holds: under a lead that names the content, else none; no closing sentence."""
    for part in parts:
        for node in (part, *part.walk()):
            if _CONTENT_LEAD.search(fold(node.text)) and node.text.rstrip(" *").endswith(":"):
                below = list(node.walk()) or _following_items(node)
                if below:
                    return [trim_item(child.text) for child in below if not is_closing_sentence(child.text)]
    return [re.sub(r"^\(?[\da-z]\)\s*", "", item) for item in _inline_contents(parts)]


def _inline_contents(parts: list[Node]) -> list[str]:
    """The contents in the sentence itself: "..., gồm: số sản phẩm; đánh giá kết quả"."""
    for part in parts:
        for node in (part, *part.walk()):
            found = _INLINE_CONTENT.search(fold(node.text))
            if found and (text := node.text[found.end() :].strip(" .")):
                return [item for item in (trim_item(piece) for piece in re.split(r";\s*", text.split(". ")[0])) if item]
    return []


def _following_items(node: Node) -> list[Node]:
    siblings = node.parent.children if node.parent else []
    after = siblings[siblings.index(node) + 1 :] if node in siblings else []
    kept = []
    for sibling in after:
        if sibling.rank == TEXT:
            break
        kept.append(sibling)
    return kept
