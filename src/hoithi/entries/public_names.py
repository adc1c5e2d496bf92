"""What the public may read of an author. Pure: no clock, no database.

Sources: Law 91/2025/QH15, article 24 (a child and the representative both agree); permission matrix, note 12; INV-16.
"""

from collections.abc import Collection
from datetime import date
from typing import Protocol

from hoithi.entries.eligibility import GUARDED, age_on
from hoithi.entries.enums import Purpose

SPEAKS = 7  # years: from then on a child has to agree too


class Named(Protocol):
    """What an author has to say."""

    full_name: str
    birth_date: date | None
    guardian_name: str


def may_publish(author: Named, consents: Collection[str], day: date) -> bool:
    """Whether name, school or workplace, and photo of `author` may be public on `day`; `consents` are the purposes in
    force. Under 16 the guardian agrees, and from 7 on the child too. Whose birth date is not known counts as a child
    when a guardian is named."""
    if author.birth_date is None:
        needed = {Purpose.PUBLISH, Purpose.GUARDIAN_PUBLISH} if author.guardian_name else {Purpose.PUBLISH}
    else:
        age = age_on(author.birth_date, day)
        if age >= GUARDED:
            needed = {Purpose.PUBLISH}
        else:
            needed = {Purpose.GUARDIAN_PUBLISH} | ({Purpose.PUBLISH} if age >= SPEAKS else set())
    return needed <= set(consents)


def public_name(author: Named, consents: Collection[str], day: date) -> str:
    """The name as the public may read it on `day`: whole where `may_publish`, else the given name and the first letter
    of the family name ("Lộc Đ."), and nothing else."""
    if may_publish(author, consents, day):
        return author.full_name
    family, *rest = author.full_name.split() or [""]
    return f"{rest[-1]} {family[0]}." if rest else family[:1] and f"{family[0]}."
