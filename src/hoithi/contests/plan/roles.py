"""Tasks that name their bodies by role: "Đơn vị chủ trì: ...", under the work itself or after it."""

import re

from hoithi.contests.plan.bodies import is_body, split_bodies
from hoithi.contests.plan.model import Assignment, Task
from hoithi.contests.plan.outline import Node
from hoithi.contests.plan.text import fold, squeeze, trim_item
from hoithi.contests.plan.topics import title_of

_ROLE = re.compile(
    r"(?:^|[.;,(]\s*)(?:(?:don vi|co quan|bo phan|nguoi|ca nhan|to chuc|phong,? ban)\s+)?"
    r"(?:chu tri(?:\s+(?:thuc hien|tham muu))?|thuc hien|phoi hop(?:\s+thuc hien)?|phu trach|chiu trach nhiem)\s*:\s*"
)
_ORGANISERS = re.compile(r"(?:don vi|co quan|ban|thanh phan|cac don vi)\s+(?:to chuc|chi dao|thuc hien|chu tri)")
_PERSON = re.compile(r"(?:ông|bà|đồng chí|đ/c|anh|chị)\s")
_PHONE = re.compile(r"\d[\d.\s]{7,}\d")
_END = re.compile(r"\.\s|\)|[.;]?\s*(?:thoi gian|thoi han|han|tien do|hoan thanh|kinh phi)\b[^:]{0,30}:|[.;]\s*$")


def names_roles(node: Node) -> bool:
    """Whether a paragraph gives bodies by their role."""
    return bool(_named(node))


def role_assignments(nodes: list[Node]) -> list[Assignment]:
    """For each body named by a role: the work of the paragraph, or of the heading above, as its task."""
    assignments: list[Assignment] = []
    for node in (node for node in nodes if not node.row.cells):
        for work, names in _named(node):
            above = node.parent if not work else node
            text = trim_item(work or title_of(above)) if above else ""
            if text and above and not _ORGANISERS.match(fold(text)):
                assignments.append(
                    Assignment(above.mark or None, squeeze(names), split_bodies(names), [Task(text, above.line)])
                )
    return assignments


def _named(node: Node) -> list[tuple[str, str]]:
    """Pairs of the work named before the first role, and the bodies of one role."""
    roles = list(_ROLE.finditer(fold(node.text)))
    pairs = []
    for role, following in zip(roles, [*roles[1:], None], strict=False):
        names = node.text[role.end() : following.start() if following else len(node.text)]
        end = _END.search(fold(names))
        names = names[: end.start()] if end else names
        if is_body(names) and not _PERSON.match(names.lower()) and not _PHONE.search(names):
            pairs.append((node.text[: roles[0].start()].strip(" (.;,"), names.strip(" .;,)")))
    return pairs
