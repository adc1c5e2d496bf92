"""How the house says no: never a bare False, always what stops the person and what would open the door."""

from dataclasses import dataclass
from datetime import datetime
from typing import Self


class Refusal(Exception):  # noqa: N818 - a refusal is an answer, not an error of the program
    """A verb did nothing. `code` is stable ASCII, `sentence` Vietnamese, `status` the HTTP status that a page gives."""

    def __init__(self, code: str, sentence: str, *, status: int = 409, field: str | None = None) -> None:
        super().__init__(sentence)
        self.code, self.sentence, self.status, self.field = code, sentence, status, field


@dataclass(frozen=True, slots=True)
class Verdict:
    """The answer of a rule: whether, and if not why (a sentence for the person) and until when."""

    ok: bool
    code: str = "ok"
    reason: str = ""
    until: datetime | None = None
    status: int = 409

    @classmethod
    def yes(cls, *, until: datetime | None = None) -> Self:
        return cls(ok=True, until=until)

    @classmethod
    def no(cls, code: str, reason: str, *, until: datetime | None = None, status: int = 409) -> Self:
        return cls(ok=False, code=code, reason=reason, until=until, status=status)

    def __bool__(self) -> bool:
        return self.ok

    def enforce(self) -> None:
        """Raise the `Refusal` of a verdict that says no."""
        if not self.ok:
            raise Refusal(self.code, str(self.reason), status=self.status)
