"""The kinds of paper that the contest needs: what each is filled from, how its content is made, and a sample.

Importing this package registers them all, in the order in which they are offered.
"""

from hoithi.documents.kinds import (  # noqa: I001 - the order in which they are offered
    plan,
    decisions,
    proposals,
    notices,
    letters,
    invitations,
    minutes,
    handing,
    reports,
    sheets,
    lists,
)

__all__ = [
    "decisions", "handing", "invitations", "letters", "lists", "minutes", "notices", "plan", "proposals", "reports",
    "sheets",
]  # fmt: skip
