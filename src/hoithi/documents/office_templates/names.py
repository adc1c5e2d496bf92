"""The names that may stand between braces: every fact of a kind, by its code or by its label, marks or none."""

from collections.abc import Iterable
from dataclasses import dataclass

from rapidfuzz import fuzz, process

from hoithi.kit.text import fold

COUNT, ROMAN = "stt", "la_ma"


@dataclass(frozen=True, slots=True)
class Name:
    """`code` is how the house calls a fact ("members", "members.name"), `written` how it is offered to people
    ("ban_to_chuc.ho_va_ten"); `many` for a list, whose columns are names of their own."""

    code: str
    written: str
    label: str
    required: bool = False
    many: bool = False

    @property
    def group(self) -> str:
        """The code of the list that it is a column of, or nothing."""
        return self.code.rpartition(".")[0]


class Names:
    """Finds names however they are spelt: `{{Cơ quan ban hành}}`, `{{co_quan_ban_hanh}}` and `{{issuer}}` are one."""

    def __init__(self, names: Iterable[Name]) -> None:
        self.all = list(names)
        self._known: dict[str, Name] = {}
        for spelling in ("written", "code"):
            for one in self.all:
                self._known.setdefault(normal(getattr(one, spelling)), one)

    def find(self, typed: str) -> Name | None:
        """The name that somebody typed between braces."""
        return self._known.get(normal(typed))

    def nearest(self, typed: str) -> Name | None:
        """What may have been meant by an unknown name."""
        found = process.extractOne(normal(typed), list(self._known), scorer=fuzz.ratio, score_cutoff=60)
        return self._known[found[0]] if found else None


def normal(typed: str) -> str:
    """A name without marks, case and signs; parts of it are kept apart."""
    return ".".join(slug(part) for part in typed.split("."))


def slug(label: str) -> str:
    """A label as a name: "Cơ quan ban hành" is co_quan_ban_hanh."""
    return fold(label.replace("_", " ")).replace(" ", "_")
