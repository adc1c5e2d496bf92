"""Criteria, points and prizes of an edition (domain.md 1.7 to 1.9)."""

from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal

from django.db.models import TextChoices
from django.utils.translation import gettext as __
from django.utils.translation import gettext_lazy as _

from hoithi.contests.rule_schemas.bands import Band, Bands, check_bands
from hoithi.contests.rule_schemas.base import Rules
from hoithi.kit.numbers import show_decimal
from hoithi.kit.schemas.reading import Problem, repeated
from hoithi.kit.schemas.specs import Choice, Code, Lines, Money, Points, Rows, Text, Whole, spec


class Mode(TextChoices):
    SCORE = "score", _("Xếp hạng theo điểm")
    RECOGNITION = "recognition", _("Công nhận hoặc không công nhận")


class Combine(TextChoices):
    MEAN = "mean", _("Trung bình cộng các giám khảo")
    TRIMMED = "trimmed", _("Trung bình sau khi bỏ điểm cao nhất và thấp nhất")
    MEDIAN = "median", _("Trung vị")
    STANDARDISED = "standardised", _("Chuẩn hóa theo từng giám khảo rồi lấy trung bình")


@dataclass(frozen=True)
class Criterion:
    """One criterion; `weight` is its highest number of points."""

    code: str = spec(Code())
    name: str = spec(Text(label=_("Tên tiêu chí"), required=True))
    weight: Decimal | None = spec(Points(label=_("Điểm tối đa"), least=Decimal("0.5"), required=True))
    tie_order: int | None = spec(Whole(label=_("Thứ tự xét khi bằng điểm"), least=1, most=20))
    section: str = spec(Text(label=_("Xem ở mục của bản mô tả"), most=100))
    guide: str = spec(Lines(label=_("Gợi ý chấm"), most=1500))
    bands: tuple[Band, ...] = spec(Bands(label=_("Các mức điểm"), help=_("Mỗi mức một dòng: 27 - 30: mới hoàn toàn")))


@dataclass(frozen=True)
class Rubric(Rules):
    """How entries are scored and how the scores are combined."""

    mode: str | None = spec(Choice(label=_("Cách kết luận"), options=Mode, required=True))
    criteria: tuple[Criterion, ...] = spec(
        Rows(label=_("Các tiêu chí"), of=Criterion, row=_("Tiêu chí"), least=1, most=20)
    )
    public_vote: Decimal | None = spec(Points(label=_("Điểm bình chọn của công chúng"), most=Decimal(50)))
    step: Decimal | None = spec(Points(label=_("Bước điểm"), least=Decimal("0.01"), most=Decimal(10), required=True))
    judges_per_entry: int | None = spec(Whole(label=_("Số giám khảo chấm mỗi hồ sơ"), least=1, most=30))
    combine: str | None = spec(Choice(label=_("Cách tổng hợp điểm"), options=Combine, required=True))
    places: int | None = spec(Whole(label=_("Số chữ số thập phân khi làm tròn"), most=4, required=True))
    deviation: Decimal | None = spec(Points(label=_("Chênh lệch điểm phải chấm lại")))
    minimum: Decimal | None = spec(Points(label=_("Tổng điểm thấp nhất để được xét")))

    def check(self) -> Iterator[Problem]:
        yield from repeated(self.criteria, "criteria")
        total = sum((c.weight or Decimal(0) for c in self.criteria), self.public_vote or Decimal(0))
        if total != 100:
            sentence = __("Tổng điểm tối đa của các tiêu chí phải bằng 100 (đang %s).") % show_decimal(total)
            yield Problem("criteria", sentence)
        yield from self._check_criteria()
        if self.combine == Combine.TRIMMED and (self.judges_per_entry or 3) < 3:
            yield Problem("combine", __("Bỏ điểm cao nhất và thấp nhất thì mỗi hồ sơ cần ít nhất 3 giám khảo."))
        if self.mode == Mode.RECOGNITION and self.minimum is None:
            yield Problem("minimum", __("Công nhận hay không cần một mức điểm thấp nhất."))

    def _check_criteria(self) -> Iterator[Problem]:
        orders: set[int] = set()
        for i, criterion in enumerate(self.criteria):
            weight = criterion.weight or Decimal(0)
            for sentence in check_bands(criterion.bands, weight):
                yield Problem(f"criteria.{i}.bands", sentence)
            if self.step and weight % self.step:
                sentence = __("“%(name)s”: điểm tối đa không chia hết cho bước điểm %(step)s.")
                words = {"name": criterion.name, "step": show_decimal(self.step)}
                yield Problem(f"criteria.{i}.weight", sentence % words)
            if criterion.tie_order in orders:
                yield Problem(f"criteria.{i}.tie_order", __("Thứ tự xét khi bằng điểm bị trùng."))
            if criterion.tie_order is not None:
                orders.add(criterion.tie_order)


class Per(TextChoices):
    CONTEST = "contest", _("Cả hội thi")
    FIELD = "field", _("Mỗi lĩnh vực")


class By(TextChoices):
    """How a special prize finds its winner."""

    DECISION = "decision", _("Ban Tổ chức chọn")
    YOUNGEST = "youngest", _("Tác giả nhỏ tuổi nhất")
    OLDEST = "oldest", _("Tác giả lớn tuổi nhất")
    ETHNIC = "ethnic", _("Tác giả người dân tộc thiểu số")
    MOST_FINALS = "most_finals", _("Tập thể có nhiều sản phẩm vào chung khảo nhất")
    TEAM = "team", _("Toàn đoàn")


@dataclass(frozen=True)
class Prize:
    """One level of prizes. `quota` is a ceiling, never a duty."""

    code: str = spec(Code())
    name: str = spec(Text(label=_("Tên giải"), required=True, most=100))
    quota: int | None = spec(Whole(label=_("Nhiều nhất"), least=1, most=500))
    per: str | None = spec(Choice(label=_("Tính theo"), options=Per, required=True))
    amount: int | None = spec(Money(label=_("Mức thưởng (đồng)")))
    minimum: Decimal | None = spec(Points(label=_("Điểm thấp nhất")))


@dataclass(frozen=True)
class SpecialPrize:
    """A prize beside the ranking."""

    code: str = spec(Code())
    name: str = spec(Text(label=_("Tên giải"), required=True, most=150))
    by: str | None = spec(Choice(label=_("Cách chọn"), options=By, required=True))
    quota: int | None = spec(Whole(label=_("Nhiều nhất"), least=1, most=100))
    amount: int | None = spec(Money(label=_("Mức thưởng (đồng)")))


@dataclass(frozen=True)
class Prizes(Rules):
    """The prizes, the highest first."""

    levels: tuple[Prize, ...] = spec(Rows(label=_("Các giải"), of=Prize, row=_("Giải"), least=1, most=15))
    specials: tuple[SpecialPrize, ...] = spec(Rows(label=_("Giải phụ"), of=SpecialPrize, row=_("Giải phụ"), most=20))
    cap: int | None = spec(Whole(label=_("Tổng số giải nhiều nhất"), least=1, most=2000))
    council_share: Decimal | None = spec(
        Points(label=_("Tỷ lệ thành viên Ban Tổ chức phải đồng ý (%)"), least=Decimal(1))
    )
    notes: str = spec(Lines(label=_("Khen thưởng khác"), most=2000))

    def check(self) -> Iterator[Problem]:
        yield from repeated(self.levels, "levels")
        yield from repeated(self.specials, "specials")
        last: Decimal | None = None
        for i, prize in enumerate(self.levels):
            if prize.minimum is not None and last is not None and prize.minimum > last:
                sentence = __("“%s”: điểm thấp nhất lại cao hơn của giải trên.") % prize.name
                yield Problem(f"levels.{i}.minimum", sentence)
            last = prize.minimum if prize.minimum is not None else last
            if self.cap is not None and prize.per == Per.CONTEST and (prize.quota or 0) > self.cap:
                yield Problem(f"levels.{i}.quota", __("“%s”: nhiều hơn tổng số giải.") % prize.name)
