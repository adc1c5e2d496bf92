from hoithi.contests.models.contest import Contest, Milestone, NewsItem, ReportingRegime
from hoithi.contests.models.people import Invitation, RoleGrant
from hoithi.contests.models.plan import PlanVersion
from hoithi.contests.models.proposals import Proposal
from hoithi.contests.models.rule_versions import RuleVersion

__all__ = [
    "Contest",
    "Invitation",
    "Milestone",
    "NewsItem",
    "PlanVersion",
    "Proposal",
    "ReportingRegime",
    "RoleGrant",
    "RuleVersion",
]
