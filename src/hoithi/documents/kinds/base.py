"""What a kind of paper is, and what nearly all of them ask."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _

from hoithi.documents.paper.model import Paper, Signature, Urgency
from hoithi.documents.paper.press import pdf_of
from hoithi.documents.paper.word import docx_of
from hoithi.kit.schemas.reading import Schema
from hoithi.kit.schemas.specs import Choice, Lines, Text, spec


class UrgencyChoice(TextChoices):
    URGENT = Urgency.URGENT, _("Khẩn")
    VERY_URGENT = Urgency.VERY_URGENT, _("Thượng khẩn")
    FLASH = Urgency.FLASH, _("Hỏa tốc")


@dataclass(frozen=True)
class Facts(Schema):
    """What every administrative paper asks: who issues it, about what, who signs, who gets it. Lines of text are one
    paragraph or one item each. Number and day are not facts: they come when it is issued."""

    parent: str = spec(Text(label=_("Cơ quan chủ quản trực tiếp"), help=_("Ví dụ: UBND HUYỆN HỚN QUẢN."), most=200))
    issuer: str = spec(Text(label=_("Cơ quan ban hành"), required=True, most=250))
    symbol: str = spec(Text(label=_("Ký hiệu"), help=_("Phần sau dấu gạch chéo, ví dụ: KH-BTC."), most=60))
    place: str = spec(Text(label=_("Địa danh"), most=100))
    abstract: str = spec(Text(label=_("Trích yếu"), required=True, most=1000))
    authority: str = spec(Text(label=_("Quyền hạn ký"), help=_("TM., KT., TL., TUQ. hoặc Q., nếu có."), most=200))
    position: str = spec(Text(label=_("Chức vụ người ký"), required=True, most=200))
    post: str = spec(Text(label=_("Chức vụ khác, ghi trên họ tên"), most=200))
    signer: str = spec(Text(label=_("Họ tên người ký"), most=100))
    recipients: str = spec(Lines(label=_("Nơi nhận"), help=_("Mỗi nơi một dòng, không ghi gạch đầu dòng."), most=4000))
    filing: str = spec(Text(label=_("Lưu"), help=_("Ví dụ: VT, KT."), most=100))
    urgency: str | None = spec(Choice(label=_("Độ khẩn"), options=UrgencyChoice, rare=True))

    def frame(self) -> dict[str, Any]:
        """The fields of `Paper` that these facts fill: `Paper(**facts.frame(), kind_name=..., blocks=...)`."""
        return {
            "parent": self.parent, "issuer": self.issuer, "symbol": self.symbol, "place": self.place,
            "abstract": self.abstract, "recipients": lines(self.recipients), "filing": self.filing,
            "urgency": Urgency(self.urgency or ""),
            "signature": Signature(
                authority=self.authority, position=self.position, post=self.post, name=self.signer
            ),
        }  # fmt: skip


def lines(text: str) -> tuple[str, ...]:
    """The lines of a box that say something."""
    return tuple(line.strip() for line in text.splitlines() if line.strip())


SAMPLE_DAY = date(2024, 3, 20)  # of most samples, whose numbers are made up too


@dataclass(frozen=True, slots=True, kw_only=True)
class Kind:
    """One kind: `code` names it in addresses and files ("ke-hoach"), `abbreviation` is that of the decree (annex III),
    "" where it has none (letters, and papers that are no administrative document).

    `lay` makes the content of filled facts, without number and day; it is pure. `layout` is raised whenever `lay`
    makes another paper of the same facts. `prescribed`: the layout of the decree binds it. `press`: its own way to PDF,
    when that is not the decree's. `personal`: it says of people what is not meant for everybody, so it is never public.
    """

    code: str
    name: Any  # a label for people, translated when shown
    group: Any  # the heading under which it is offered
    schema: type[Facts]
    lay: Callable[[Any], Paper]
    sample: Callable[[], Any]
    abbreviation: str = ""
    prescribed: bool = True
    personal: bool = False
    layout: int = 1
    sample_day: date = SAMPLE_DAY
    press: Callable[[Any, date | None], bytes] | None = None

    def pdf(self, facts: Any, number: int | None, day: date | None) -> bytes:
        """The paper of `facts` as PDF; without number and day while it is a draft."""
        return self.press(facts, day) if self.press else pdf_of(self._paper(facts, number, day))

    def docx(self, facts: Any, number: int | None, day: date | None) -> bytes:
        """The same as a Word file."""
        return docx_of(self._paper(facts, number, day))

    def _paper(self, facts: Any, number: int | None, day: date | None) -> Paper:
        paper = self.lay(facts)
        return paper.numbered(number, day) if number is not None and day is not None else paper


_kinds: dict[str, Kind] = {}


def register(kind: Kind) -> None:
    """Makes `kind` known; a code is taken once."""
    if _kinds.setdefault(kind.code, kind) is not kind:
        raise ValueError(f"two kinds of paper named {kind.code}")


def kind_of(code: str) -> Kind:
    """The kind of that code; `KeyError` when there is none."""
    return _kinds[code]


def all_kinds() -> list[Kind]:
    """Every kind, in the order in which they were registered."""
    return list(_kinds.values())
