"""From the paragraphs of a file to what the plan says."""

from hoithi.contests.plan.assignments import find_unnamed_part, read_assignments, standing_by_task
from hoithi.contests.plan.closing import read_recipients, read_signer
from hoithi.contests.plan.contest import read_contest
from hoithi.contests.plan.letterhead import gives_place, issuing_body, read_letterhead
from hoithi.contests.plan.milestones import CONTENT, read_milestones, table_milestones
from hoithi.contests.plan.model import Contest, Plan, Row, Source
from hoithi.contests.plan.outline import Node, build
from hoithi.contests.plan.parts import Parts, cut
from hoithi.contests.plan.preamble import issuing_sentence, read_bases
from hoithi.contests.plan.reception import read_reception
from hoithi.contests.plan.reporting import read_reporting
from hoithi.contests.plan.roles import role_assignments
from hoithi.contests.plan.sources.join import join_rows
from hoithi.contests.plan.tables import Table, find_tables, table_assignments, take_apart_layout
from hoithi.contests.plan.topics import items, sections, topic_of


def read(source: Source) -> Plan:
    """Everything that the plan says. Raises `NotAPlan` when the paragraphs are not those of a plan."""
    parts = cut(join_rows(take_apart_layout(source.rows)))
    root = build(parts.body)
    plan = Plan(
        read_letterhead(parts.letterhead + [row for row in parts.closing if gives_place(row)], parts.title),
        legal_bases=read_bases(parts.preamble),
    )
    plan.document.recipients = read_recipients(parts.closing)
    plan.document.signer = read_signer(parts.closing)
    plan.contest = _contest(parts, plan)
    _read_body(plan, root, find_tables(root) + _scheduled(parts.appendices))
    return plan


def _scheduled(appendices: list[Row]) -> list[Table]:
    """Tables of appendices that give times: such an appendix is the schedule of the plan."""
    return [table for table in find_tables(build(appendices)) if "time" in table.columns]


def _contest(parts: Parts, plan: Plan) -> Contest:
    rows: list[Row] = parts.preamble + parts.body
    issue = issuing_sentence(parts.preamble)
    return read_contest(plan.document.title, issue, issuing_body(parts.letterhead), rows)


def _read_body(plan: Plan, root: Node, tables: list[Table]) -> None:
    nodes = list(root.walk())
    if not sections(root, "assignments") and (unnamed := find_unnamed_part(root)):
        unnamed.topic = "assignments"
    plan.purposes = [text for section in sections(root, "purposes") for text in items(section)]
    plan.funding = [text for section in sections(root, "funding") for text in items(section)]
    plan.reporting, regime = read_reporting(root, nodes)
    content = [node for node in nodes if topic_of(node) in CONTENT and node not in regime]
    plan.milestones, plan.warnings = read_milestones(content, plan.contest)
    plan.reception = read_reception(content)
    plan.assignments = role_assignments(nodes)
    for section in sections(root, "assignments"):
        found, missed = read_assignments(section, regime)
        plan.assignments += found
        plan.warnings += missed
    for table in tables:
        dated, unread = table_milestones(table, plan.contest)
        plan.milestones += dated
        plan.warnings += unread
        plan.assignments += table_assignments(table)
    plan.contest.standing_agency = plan.contest.standing_agency or standing_by_task(plan.assignments)
    plan.assignments.sort(key=lambda given: min((task.line for task in given.tasks), default=0))
    plan.warnings = [warning for warning in plan.warnings if warning.line not in {node.line for node in regime}]
    plan.milestones.sort(key=lambda milestone: milestone.line)
