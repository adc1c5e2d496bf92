"""Who has to do what: the bodies of "Tổ chức thực hiện" with their tasks."""

import re

from hoithi.contests.plan.bodies import split_bodies
from hoithi.contests.plan.headings import BodyHeading, opens_task, read_heading
from hoithi.contests.plan.model import Assignment, Notice, Task
from hoithi.contests.plan.outline import DASH, SECTION, TEXT, Node
from hoithi.contests.plan.parts import is_closing_sentence
from hoithi.contests.plan.roles import names_roles
from hoithi.contests.plan.text import fold, trim_item
from hoithi.contests.plan.topics import inline_of, title_of, topic_of

_MATTER = re.compile(
    r"(?:cong tac|noi dung|ve |thoi gian|kinh phi|tuyen truyen|to chuc|bao cao|che do|dia diem|hinh thuc"
    r"|giai thuong|cap )"
)
_STANDING = re.compile(
    r"(?:^|[;,.]\s*)(?:la|lam|dam nhiem)\s+(?:nhiem vu\s+)?(?:co quan|don vi|bo phan)\s+(?:dau moi\W+)?thuong truc"
)
_OF_ALL = re.compile(r"\b(?:cac|tat ca|toan the|moi)\b.*\bbao cao\b")
_LEAD = re.compile(r"(?:giao|đề nghị|yêu cầu|mời|phân công)\s")
_INTRO = re.compile(
    r"(?:nhiem vu|trach nhiem)\W*$|(?:nhu )?sau\s*:?$|(?:cac )?(?:nhiem vu|noi dung"
    r"|cong viec)(?: cu the)?(?: nhu)? sau\s*:?$"
)


def find_unnamed_part(root: Node) -> Node | None:
    """The part most of whose items tell bodies what to do, in a plan that gives it no heading of its own."""
    for node in (root, *root.walk()):
        told = [child for child in node.children if topic_of(child) == "content" and _names_itself(child)]
        if len(told) >= 2 and len(told) * 2 > len(node.children):
            return node
    return None


def read_assignments(section: Node, regime: list[Node]) -> tuple[list[Assignment], list[Notice]]:
    """Assignments under a part, in order; a paragraph whose body was not understood becomes a warning."""
    assignments: list[Assignment] = []
    warnings: list[Notice] = []
    nodes = [node for node in section.children if topic_of(node) == "assignments" and not node.row.cells]
    nodes = [node for node in nodes if node not in regime]
    headings = sum(_heading(node) is not None for node in nodes)
    named = headings > 0
    for node in nodes:
        if not any(names_roles(place) for place in (node, *node.children)):
            _read_node(node, named and (node.rank < DASH or headings * 2 > len(nodes)), regime, assignments, warnings)
    return assignments, warnings


def _read_node(
    node: Node, named: bool, regime: list[Node], assignments: list[Assignment], warnings: list[Notice]
) -> None:
    heading = _heading(node) or (_plain_heading(node) if named else None)
    if heading and not _groups_bodies(node, heading):
        assignments.append(_assignment(node, heading, regime))
    elif node.children:
        found, missed = read_assignments(node, regime)
        assignments += found
        warnings += missed
    elif not _is_closing(node):
        warnings.append(Notice(node.line, "Chưa rõ đơn vị nào thực hiện nội dung này."))


def _heading(node: Node) -> BodyHeading | None:
    if _is_closing(node):
        return None
    heading = read_heading(node.text)
    if heading and not heading.task and not node.children and not node.text.endswith(":"):
        return None if node.rank == TEXT or len(node.text) > 120 else heading
    return heading


def _plain_heading(node: Node) -> BodyHeading | None:
    """A numbered heading among headings of bodies, whose own words open no body that is known."""
    title, inline = title_of(node), inline_of(node)
    if not SECTION <= node.rank < TEXT or not (inline or node.children) or len(title) > 120 or opens_task(title):
        return None
    if node.rank >= DASH and not opens_task(inline):
        return None
    if _MATTER.match(fold(title)) or title.endswith((".", ";")):
        return None
    return BodyHeading(title, split_bodies(title), inline)


def _groups_bodies(node: Node, heading: BodyHeading) -> bool:
    """Whether the heading only gathers bodies, each with a heading of its own below ("1. Các phòng chuyên môn")."""
    if (heading.task and not _INTRO.search(fold(heading.task))) or not node.children:
        return False
    own = [child for child in node.children if _names_itself(child)]
    return len(own) * 2 > len(node.children)


def _names_itself(node: Node) -> bool:
    heading = read_heading(node.text)
    told = _LEAD.match(node.text.lower()) is not None or not opens_task(node.text)
    return heading is not None and told and bool(heading.task or node.children)


def _assignment(node: Node, heading: BodyHeading, regime: list[Node]) -> Assignment:
    tasks = [Task(trim_item(heading.task), node.line)] if heading.task and not _INTRO.search(fold(heading.task)) else []
    below = [child for child in node.walk() if not _is_closing(child) and not _is_lead(child)]
    below = [
        child for child in below if not (child in regime and child.rank == TEXT and _OF_ALL.search(fold(child.text)))
    ]
    tasks += [Task(trim_item(child.text), child.line) for child in below]
    return Assignment(
        node.mark if node.mark[:1].isalnum() else None, heading.unit, heading.units, [t for t in tasks if t.text]
    )


def _is_lead(node: Node) -> bool:
    """Words that only open the list of tasks ("Là cơ quan thường trực, có trách nhiệm:")."""
    return bool(node.children) and len(node.text) < 120 and _INTRO.search(fold(node.text)) is not None


def _is_closing(node: Node) -> bool:
    return node.rank == TEXT and is_closing_sentence(node.text)


def standing_by_task(assignments: list[Assignment]) -> str | None:
    """The body one of whose tasks is to be the standing agency."""
    for given in assignments:
        if any(_STANDING.search(fold(task.text)) for task in given.tasks):
            return given.units[0]
    return None
