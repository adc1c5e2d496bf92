"""The permission matrix, held: for each row that is built, each role may do exactly what its cell says.

`permissions.csv` is the matrix; `PROBES` says how each letter of a row is asked of the rules. A row that has no probe
yet is named in `NOT_BUILT`, and the two lists together are the whole table, so that no row is forgotten.
"""

import csv
import re
from collections.abc import Callable
from pathlib import Path

import pytest

from hoithi.accounts import rules as account_rules
from hoithi.accounts.actors import VISITOR, Actor
from hoithi.accounts.enums import LETTERS, Role
from hoithi.accounts.models import Person
from hoithi.contests import rules as contest_rules
from hoithi.contests.enums import State
from hoithi.contests.grants import rules as grant_rules
from hoithi.contests.grants.scopes import UNIT_ROLES, Scope
from hoithi.contests.models import Contest, Proposal, RoleGrant
from hoithi.contests.queries import visible_to as visible_contests
from hoithi.documents import rules as paper_rules
from hoithi.documents.enums import Audience, DocumentState, RunState
from hoithi.documents.models import CertificateRun, Document
from hoithi.documents.queries import runs_of
from hoithi.documents.queries import visible_to as visible_papers
from hoithi.kit.clock import now
from hoithi.kit.ids import public_id
from hoithi.kit.models import StoredFile
from hoithi.units import rules as unit_rules
from hoithi.units.queries import visible_to as visible_units
from tests.test_entry_permissions import ENTRY_PROBES

pytestmark = pytest.mark.django_db
TABLE = Path(__file__).resolve().parent.parent / "permissions.csv"
ROWS = list(csv.DictReader(TABLE.open(encoding="utf-8")))
COLUMNS = ("P", "E", *LETTERS.values())  # C, the co-author, is a signed-in person like E until there are entries
ROLES = {letter: role for role, letter in LETTERS.items()}
Probe = Callable[[Actor, Contest], bool]


def reads_draft(actor, contest):
    return contest in visible_contests(actor) and bool(contest_rules.can_read_configuration(actor, contest))


def decides(actor, contest):
    """Somebody else proposed it, and the actor comes with a second factor (note 2)."""
    proposal = Proposal(contest=contest, proposed_by_id=None, decision="")
    return bool(contest_rules.can_decide(actor, proposal))


def proposes(actor, contest):
    return bool(contest_rules.can_propose(actor, contest))


def proposes_rubric(actor, contest):
    return bool(contest_rules.can_propose(actor, contest, rubric=True))


def reads_roles(actor, contest):
    return bool(grant_rules.can_read_people(actor, contest))


def approves_role(role):
    """Somebody else proposed somebody else (note 2)."""

    def probe(actor, contest):
        grant = RoleGrant(contest=contest, role=role, state=RoleGrant.State.PROPOSED)
        if role in UNIT_ROLES:
            grant.unit = contest.standing_agency
        return bool(grant_rules.can_decide(actor, grant))

    return probe


def gives(rule, role):
    """`rule` asked for `role`, for the body of the cast where the role speaks for one."""
    return lambda actor, contest: bool(
        rule(actor, role, Scope(contest, contest.standing_agency if role in UNIT_ROLES else None))
    )


def edits_itself(actor, contest):
    return actor.person_id is not None and bool(
        account_rules.can_edit_profile(actor, Person.objects.get(pk=actor.person_id))
    )


def paper(contest, state, **fields):
    """A paper of `contest` by somebody else, for everybody once it is out."""
    moment = now()
    return Document.objects.create(
        contest=contest, kind="ke-hoach", state=state, audience=Audience.PUBLIC, created_at=moment, changed_at=moment,
        created_by_name="Người khác", changed_by_name="Người khác", **fields,
    )  # fmt: skip


def reads_paper(actor, contest):
    return paper(contest, DocumentState.SUBMITTED) in visible_papers(actor)


def reads_issued(actor, contest):
    file = StoredFile.objects.create(name="a", size=1, sha256="0" * 64, content_type="x", key=public_id())
    document = paper(contest, DocumentState.ISSUED, issued_at=now(), pdf=file, word=file)
    return document in visible_papers(actor)


def approves_paper(actor, contest):
    return bool(paper_rules.can_approve(actor, paper(contest, DocumentState.SUBMITTED)))


def run_of(contest, state):
    """Certificates of `contest` that somebody else drafted."""
    moment = now()
    return CertificateRun.objects.create(
        contest=contest, state=state, created_at=moment, changed_at=moment, created_by_name="Người khác",
        changed_by_name="Người khác",
    )  # fmt: skip


CERTIFICATES = {
    "R": lambda actor, contest: run_of(contest, RunState.DRAFT) in runs_of(actor, contest),
    "CX": lambda actor, contest: bool(paper_rules.can_issue_run(actor, run_of(contest, RunState.APPROVED))),
    "A": lambda actor, contest: bool(paper_rules.can_approve_run(actor, run_of(contest, RunState.SUBMITTED))),
}
PUBLIC = {
    "R": lambda actor, contest: contest in visible_contests(actor),
    "CU": lambda actor, contest: bool(contest_rules.can_edit_public(actor, contest)),
}
CONFIGURATION = {
    "R": reads_draft,
    "U": lambda actor, contest: bool(contest_rules.can_edit(actor, contest)),
}
PROBES: dict[tuple[str, str], tuple[State, dict[str, Probe]]] = {
    ("Public pages, regulations, calendar", "any"): (State.OPEN, PUBLIC),
    ("Contest configuration", "K0"): (State.DRAFT, CONFIGURATION),
    ("Contest configuration", "K1+"): (
        State.OPEN,
        {"R": lambda a, c: bool(contest_rules.can_read_configuration(a, c)), "P": proposes, "A": decides},
    ),
    ("Deadline / extension", ""): (State.OPEN, {"R": PUBLIC["R"], "P": proposes, "A": decides}),
    ("Rubric, weights, tie rules", "K0–K2"): (State.DRAFT, {"U": CONFIGURATION["U"]}),
    ("Rubric", "K3+"): (State.JUDGING, {"P": proposes_rubric, "A": decides}),
    ("Organisation units, mergers", ""): (
        State.OPEN,
        {
            "R": lambda actor, contest: contest.owner in visible_units(actor),
            "P": lambda actor, contest: bool(unit_rules.can_propose(actor, contest.standing_agency.path)),
            "U": lambda actor, contest: bool(unit_rules.can_change(actor, contest.standing_agency.path)),
            "A": lambda actor, contest: bool(unit_rules.can_settle(actor, contest.standing_agency.path)),
        },
    ),
    ("Role grants: unit/commune", ""): (
        State.OPEN,
        {
            "R": reads_roles,
            "P": gives(grant_rules.can_propose, Role.COMMITTEE),
            "CU": gives(grant_rules.can_grant, Role.FOCAL_POINT),
            "A": approves_role(Role.COMMITTEE),
        },
    ),
    ("Role grants: judge, chair, secretary, finance, auditor", ""): (
        State.OPEN,
        {
            "R": reads_roles,
            "P": gives(grant_rules.can_propose, Role.JUDGE),
            "C": gives(grant_rules.can_grant, Role.JUDGE),
            "A": approves_role(Role.JUDGE),
        },
    ),
    ("Official documents", "draft"): (
        State.OPEN,
        {
            "R": reads_paper,
            "CU": lambda actor, contest: bool(paper_rules.can_draft(actor, contest)),
            "A": approves_paper,
        },
    ),
    # Note 21, asked for a paper whose audience is everybody; `documents` asks for the other audiences.
    ("Official documents", "issued, register"): (State.OPEN, {"R": reads_issued}),
    ("Certificates", "K6"): (State.PUBLISHED, CERTIFICATES),
    ("Audit log", "business"): (
        State.OPEN,
        {"R": lambda actor, contest: bool(contest_rules.can_read_history(actor, contest))},
    ),
    ("Exports with personal data", ""): (
        State.OPEN,
        {"X": lambda actor, contest: bool(grant_rules.can_export_people(actor, contest))},
    ),
    # An account without role and password is a proposal: it opens nothing until a role is given.
    ("Accounts", ""): (
        State.OPEN,
        {"U": edits_itself, "CP": lambda actor, contest: bool(account_rules.can_create_person(actor))},
    ),
}
# Where a rule is stated in words beside the matrix: the cell's letters as the product reads them, and why.
READ_AS = {
    ("Public pages, regulations, calendar", "any", "O"): "RCU",  # who may write may read
    ("Public pages, regulations, calendar", "any", "S"): "RCU",
    ("Contest configuration", "K0", "Y"): "",  # note 1: technical flags only, which are settings, not pages
    ("Contest configuration", "K1+", "B"): "RA",  # who decides reads what is decided
    ("Contest configuration", "K1+", "Y"): "",
    ("Deadline / extension", "", "O"): "RP",
    ("Deadline / extension", "", "S"): "RP",
    ("Deadline / extension", "", "B"): "RA",
    ("Deadline / extension", "", "F"): "R",  # a deadline is public (column P); the cell is empty by oversight
    ("Deadline / extension", "", "Y"): "R",
    ("Organisation units, mergers", "", "J"): "R",  # names and codes of public bodies are public (column P)
    ("Organisation units, mergers", "", "H"): "R",
    ("Organisation units, mergers", "", "F"): "R",
    ("Organisation units, mergers", "", "B"): "RA",
    **{("Role grants: unit/commune", "", letter): said for letter, said in (("O", "RCU"), ("B", "RA"), ("H", "R"))},
    **{
        ("Role grants: judge, chair, secretary, finance, auditor", "", letter): said
        for letter, said in (("O", "RP"), ("S", "RP"), ("H", "RP"), ("B", "RA"))
    },
    # Note 5: an administrator sees the roles of a person on the page of the account, not the people of a contest.
    ("Role grants: unit/commune", "", "Y"): "",
    ("Role grants: judge, chair, secretary, finance, auditor", "", "Y"): "",
    # The log of one entry, and a judge's own acts, come with entries and judging.
    **{("Audit log", "business", letter): "" for letter in "EJH"},
    # One's own data, a body's and what note 15 lets two persons do together have no list yet: nobody takes them away.
    **{("Exports with personal data", "", letter): "" for letter in "ECUXOSVF"},
    # Whoever holds a certificate looks it up by its code, which is no right of a role; one's own, and those of a body,
    # come to their people with the results.
    **{("Certificates", "K6", letter): "" for letter in ("P", "E", "U", "X", "V")},
    ("Certificates", "K6", "B"): "RA",  # who approves reads what is approved
    ("Official documents", "issued, register", "Y"): "R",  # what everybody may read, an administrator may
    ("Accounts", "", "S"): "UP",  # everybody mends their own name and number
    ("Accounts", "", "B"): "RU",
    ("Accounts", "", "A"): "RU",
    ("Organisation units, mergers", "", "O"): "RPCU",  # who may do may also propose
}
# Rows of what later work brings. Whoever builds one moves it to `PROBES`.
NOT_BUILT = {
    "judging": (
        "Blind copies",
        "Conflict-of-interest declarations", "Assignment judge↔entry", "List of panel members (by decision)",
        "Scoresheet", "Unlock own sheet", "Scoresheets", "Change after lock", "Progress counters",
        "Minutes, deliberation notes",
    ),
    "results": (
        "Preliminary ranking", "Ranking approved", "Publication switch", "Results public",
        "Own score summary/comments", "Complaint (khiếu nại)", "Award decision (draft → issued)", "Public statistics",
    ),
    "papers, reports, money, promotion": (
        "Forwarding dossier", "Quarterly report", "Quarterly summary (aggregate)",
        "Budget, prize payments", "Sponsor/donor records",
    ),
    "not pages of the site: commands and settings": (
        "Technical log, health, jobs", "API tokens, webhooks", "Backup / restore",
    ),
}  # fmt: skip


def cell(row: dict[str, str], column: str) -> str:
    """The letters of a cell, without notes and remarks; `r`, reading less, counts as reading."""
    said = READ_AS.get((row["object"], row["state"], column))
    letters = re.sub(r"\*\d+|\(.*?\)", "", row[column]) if said is None else said
    return letters.replace("r", "R")


CASES = [
    pytest.param(row, column, letters, id=f"{row['object']}-{row['state']}-{column}-{letters}")
    for row in ROWS
    if (row["object"], row["state"]) in PROBES
    for column in COLUMNS
    for letters in PROBES[row["object"], row["state"]][1]
]


@pytest.mark.parametrize(("row", "column", "letters"), CASES)
def test_each_role_may_do_what_its_cell_says(row, column, letters, contest, actor):
    state, probes = PROBES[row["object"], row["state"]]
    Contest.objects.filter(pk=contest.pk).update(state=state)
    contest.refresh_from_db()
    who = VISITOR if column == "P" else actor(ROLES.get(column))
    assert probes[letters](who, contest) == any(letter in cell(row, column) for letter in letters)


def test_the_table_is_whole_and_what_is_not_built_is_named():
    assert len(ROWS) == 57
    assert len(CASES) > 200
    later = {name for names in NOT_BUILT.values() for name in names}
    built = {name for name, _state in PROBES} | {name for name, _state in ENTRY_PROBES}
    assert {row["object"] for row in ROWS} == later | built
    assert not later & built
    assert set(ROLES) <= set(ROWS[0])
    assert set(ROLES.values()) == set(Role)
