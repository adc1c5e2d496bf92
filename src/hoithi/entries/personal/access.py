"""Who takes the pages about personal data."""

from hoithi.accounts.enums import Role
from hoithi.entries.queries import OFFICE
from hoithi.kit.routes import Who

ANSWERERS = Who("data_answerers", lambda actor: actor.holds(*OFFICE, Role.ADMIN))
OPENERS = Who("data_openers", lambda actor: actor.holds(*OFFICE))
READERS = Who("data_readers", lambda actor: actor.holds(*OFFICE, Role.HEAD, Role.AUDITOR))
