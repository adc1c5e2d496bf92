"""What each part of the plan is about: purposes, funding, assignments, reporting, or its content."""

import re

from hoithi.contests.plan.outline import ARTICLE, ITEM, LETTER, SUBITEM, TEXT, Node
from hoithi.contests.plan.parts import is_closing_sentence
from hoithi.contests.plan.text import fold, is_caps, squeeze, trim_item

_AND = r"(?:\s*(?:,|;|va|&|-|–)\s*)"
_AIM = (
    r"(?:muc dich|yeu cau|muc tieu|y nghia|quan diem)(?:\s+(?:chung|cu the|cua hoi thi|cua cuoc thi"
    r"|to chuc|hoi thi|cuoc thi))?"
)
_TOPICS = [
    ("purposes", re.compile(rf"{_AIM}(?:{_AND}{_AIM})*\s*[:.]?$")),
    (
        "funding",
        re.compile(
            r"(?:nguon\s+|du\s+toan\s+)?kinh\s+phi\b|nguon\s+(?:luc\s+)?tai\s+chinh"
            r"|co\s+so\s+vat\s+chat\W+kinh\s+phi|kinh phi"
        ),
    ),
    (
        "reporting",
        re.compile(
            r"(?:che do\s+|cong tac\s+|thoi gian\s+|quy dinh\s+"
            r"|thuc hien\s+)?(?:thong tin\W+(?:va\s+)?)?(?:so ket\W+)?(?:tong ket\W+(?:va\s+)?)?(?:che do\s+)?bao cao\b"
        ),
    ),
    (
        "assignments",
        re.compile(
            r"to chuc (?:va )?thuc hien\b|giao (?:trach nhiem|nhiem vu)\b|to chuc trien khai\b|phan cong\b"
            r"|trach nhiem\b|nhiem vu (?:cua"
            r"|cu the cua|va trach nhiem)\b|trien khai thuc hien\b"
            r"|bien phap to chuc thuc hien|cong tac to chuc thuc hien"
        ),
    ),
    (
        "rules",
        re.compile(
            r"(?:doi tuong|dieu kien|linh vuc|tieu chuan|tieu chi|the le|giai thuong|co cau giai|quyen loi"
            r"|ho so du thi|san pham du thi|noi dung thi|hinh thuc)\b"
        ),
    ),
    (
        "content",
        re.compile(
            r"(?:noi dung|thoi gian|tien do|lich|ke hoach thoi gian|moc|cach thuc|tuyen truyen|cong tac"
            r"|to chuc|le phat dong|phat dong|dia diem)\b"
        ),
    ),
]


def title_of(node: Node) -> str:
    """The heading words of a node, without the text that follows its colon."""
    return squeeze(node.text.split(":", 1)[0] if ":" in node.text[:160] else node.text)


def inline_of(node: Node) -> str:
    """The text after the heading's colon."""
    return squeeze(node.text.split(":", 1)[1]) if ":" in node.text[:160] else ""


def topic_of(node: Node) -> str:
    """Topic of the nearest heading that has one; "content" where none says it."""
    for place in (node, *node.ancestors()):
        if place.topic:
            return place.topic
        if place.rank < TEXT and place.text and (topic := _own_topic(place)):
            return topic
    return "content"


def _own_topic(node: Node) -> str:
    title = fold(title_of(node)).strip(' *.“"')
    if node.rank > LETTER or len(title) > 140 or not (is_caps(title_of(node)) or len(title) < 100):
        return ""
    for topic, pattern in _TOPICS:
        if pattern.match(title) and (node.rank <= ARTICLE + 0.95 or topic != "content"):
            return "" if topic == "rules" and node.rank > SUBITEM + 0.9 else topic
    return ""


def sections(root: Node, topic: str) -> list[Node]:
    """The topmost nodes whose own heading has the topic."""
    return [
        node
        for node in root.walk()
        if node.rank < TEXT
        and (node.topic or _own_topic(node)) == topic
        and (node.parent is None or topic_of(node.parent) != topic)
    ]


def items(section: Node) -> list[str]:
    """Texts of a part: its inline text and every paragraph under it; sub-headings are no items."""
    texts = [inline_of(section)] if inline_of(section) else []
    for node in section.walk():
        if node.row.cells:
            texts.append(_row_text(node))
        elif node.rank == TEXT and is_closing_sentence(node.text):
            continue
        elif node.children and (_own_topic(node) or is_caps(node.text) or not inline_of(node)):
            texts += [inline_of(node)] if inline_of(node) and _own_topic(node) else []
        else:
            texts.append(_item_text(node))
    return [text for text in (trim_item(text) for text in texts) if text]


def _row_text(node: Node) -> str:
    """A row of a table as one text; its head, which counts nothing, is none."""
    text = ": ".join(squeeze(cell) for cell in node.row.cells if cell and not cell.strip(" .").isdigit())
    return text if re.search(r"\d", text) else ""


def _item_text(node: Node) -> str:
    if node.rank >= ITEM and _own_topic(node) and inline_of(node):
        return inline_of(node)
    return node.text
