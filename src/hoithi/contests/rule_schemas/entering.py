"""Fields, eligibility and dossier of an edition (domain.md 1.2 to 1.6, 5)."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal
from typing import Self

from django.db.models import TextChoices
from django.utils.translation import gettext as __
from django.utils.translation import gettext_lazy as _

from hoithi.contests.rule_schemas.base import Rules
from hoithi.contests.rule_schemas.question_checks import check_conditions, check_questions, check_steps, linked
from hoithi.kit.schemas.reading import Problem, repeated
from hoithi.kit.schemas.specs import (
    Check,
    Choice,
    Choices,
    Code,
    Day,
    Lines,
    Points,
    Reference,
    Rows,
    Text,
    Whole,
    spec,
)

MOST_NUMBER = Decimal(999_999_999_999)
COUNTED = ("number", "money", "table", "people")  # kinds with a least and a most
DECLARED = "có"  # the answer of a ticked declaration, in a condition


@dataclass(frozen=True)
class Field:
    """One field in which entries compete."""

    code: str = spec(Code())
    name: str = spec(Text(label=_("Tên lĩnh vực"), required=True))
    note: str = spec(Text(label=_("Ghi chú"), most=500))


@dataclass(frozen=True)
class Fields(Rules):
    """The fields of the edition, in their order."""

    items: tuple[Field, ...] = spec(Rows(label=_("Các lĩnh vực"), of=Field, row=_("Lĩnh vực"), least=1, most=30))

    def check(self) -> Iterator[Problem]:
        yield from repeated(self.items, "items")


class Entrant(TextChoices):
    INDIVIDUAL = "individual", _("Cá nhân")
    GROUP = "group", _("Nhóm tác giả")
    ORGANIZATION = "organization", _("Tổ chức")


class Applied(TextChoices):
    NO = "no", _("Không bắt buộc")
    TESTED = "tested", _("Đã áp dụng hoặc đã thử nghiệm")
    YES = "yes", _("Đã áp dụng")


class Prior(TextChoices):
    ALLOWED = "allowed", _("Được dự thi lại")
    NOT_AWARDED = "not_awarded", _("Chưa đạt giải từ cấp tỉnh trở lên")
    NEVER_ENTERED = "never_entered", _("Chưa từng dự thi cấp tỉnh trở lên")


@dataclass(frozen=True)
class Eligibility(Rules):
    """Who may enter what. Ages count in whole years on one stated day."""

    entrants: tuple[str, ...] = spec(Choices(label=_("Ai được dự thi"), options=Entrant, required=True))
    who: str = spec(Lines(label=_("Đối tượng, phạm vi"), most=2000))
    age_min: int | None = spec(Whole(label=_("Tuổi nhỏ nhất"), most=120))
    age_max: int | None = spec(Whole(label=_("Tuổi lớn nhất"), most=120))
    age_on: date | None = spec(Day(label=_("Tính tuổi đến ngày")))
    made_from: date | None = spec(Day(label=_("Giải pháp tạo ra từ ngày")))
    made_to: date | None = spec(Day(label=_("Giải pháp tạo ra đến hết ngày")))
    applied: str | None = spec(Choice(label=_("Việc áp dụng"), options=Applied, required=True))
    prior: str | None = spec(Choice(label=_("Giải pháp đã dự thi, đã đạt giải"), options=Prior, required=True))
    most_authors: int | None = spec(Whole(label=_("Số tác giả nhiều nhất của một giải pháp"), least=1, most=50))
    most_entries: int | None = spec(Whole(label=_("Số giải pháp nhiều nhất của một người"), least=1, most=100))
    unit_confirms: bool = spec(Check(label=_("Đơn vị phải xác nhận hồ sơ")))
    preselect: bool = spec(
        Check(label=_("Đơn vị chọn trước giải pháp gửi dự thi"), help=_("Đơn vị cũng xác nhận hồ sơ được chọn."))
    )
    unit_most: int | None = spec(Whole(label=_("Số giải pháp nhiều nhất một đơn vị được gửi"), least=1, most=1000))
    employer_agrees: bool = spec(Check(label=_("Giải pháp làm theo nhiệm vụ phải có tổ chức đồng ý")))
    adviser: bool = spec(Check(label=_("Có thể ghi giáo viên, người hướng dẫn")))
    guardian: bool = spec(Check(label=_("Người dưới 16 tuổi phải có cha mẹ, người giám hộ đồng ý")))
    notes: str = spec(Lines(label=_("Điều kiện khác"), most=3000))

    def settled(self) -> Self:
        """A unit that chooses among its own confirms what it sends."""
        return replace(self, unit_confirms=True) if self.preselect else self

    def check(self) -> Iterator[Problem]:
        if self.age_min is not None and self.age_max is not None and self.age_min > self.age_max:
            yield Problem("age_max", __("Tuổi lớn nhất nhỏ hơn tuổi nhỏ nhất."))
        if (self.age_min is not None or self.age_max is not None) and self.age_on is None:
            yield Problem("age_on", __("Có giới hạn tuổi thì phải ghi tuổi tính đến ngày nào."))
        if self.made_from and self.made_to and self.made_from > self.made_to:
            yield Problem("made_to", __("Ngày cuối đứng trước ngày đầu."))
        if self.most_authors is not None and self.most_authors > 1 and set(self.entrants) == {Entrant.INDIVIDUAL}:
            yield Problem("most_authors", __("Chỉ nhận cá nhân thì mỗi giải pháp có một tác giả."))


class PaperKind(TextChoices):
    DOCUMENT = "document", _("Văn bản (PDF, Word)")
    IMAGE = "image", _("Ảnh")
    VIDEO = "video", _("Video")
    ANY = "any", _("Tệp bất kỳ")
    OBJECT = "object", _("Hiện vật, mô hình")


class AuthorDetail(TextChoices):
    """What may be asked of an author beyond the name; personal data only where the rules need it."""

    BIRTH_DATE = "birth_date", _("Ngày sinh")
    SEX = "sex", _("Giới tính")
    ETHNICITY = "ethnicity", _("Dân tộc")
    OCCUPATION = "occupation", _("Nghề nghiệp")
    QUALIFICATION = "qualification", _("Trình độ chuyên môn")
    WORKPLACE = "workplace", _("Nơi làm việc, học tập")
    SCHOOL_CLASS = "school_class", _("Trường, lớp")
    ADDRESS = "address", _("Địa chỉ")
    PHONE = "phone", _("Số điện thoại")
    EMAIL = "email", _("Thư điện tử")
    ID_NUMBER = "id_number", _("Số căn cước công dân")
    BANK = "bank", _("Tài khoản nhận thưởng")


class QuestionKind(TextChoices):
    """How a question is answered."""

    LINE = "line", _("Một dòng")
    LONG = "long", _("Đoạn văn")
    CHOICE = "choice", _("Chọn một")
    CHOICES = "choices", _("Chọn một hoặc nhiều")
    NUMBER = "number", _("Số")
    MONEY = "money", _("Số tiền")
    DATE = "date", _("Ngày")
    TABLE = "table", _("Bảng")
    PEOPLE = "people", _("Danh sách người")
    DECLARATION = "declaration", _("Cam đoan, đồng ý")


class AskedRow:
    """What questions and papers share: asked only when another answer says so, required or frozen from a day."""

    code: str
    name: str
    when_question: str
    when_value: str
    required_from: date | None
    frozen_from: date | None
    blind: bool


_WHEN_QUESTION = Reference(label=_("Chỉ hỏi khi câu"), rare=True, inner=True)
_WHEN_HELP = _("Ghi một lựa chọn của câu ấy. Để trống với câu cam đoan: hỏi khi đã đánh dấu.")
_WHEN_VALUE = Text(label=_("được trả lời là"), help=_WHEN_HELP, rare=True, inner=True)
_REQUIRED_FROM = Day(label=_("Bắt buộc từ ngày"), rare=True)
_FROZEN_FROM = Day(label=_("Không sửa được từ ngày"), rare=True)
_BLIND = Check(label=_("Có tên người, nơi làm việc: giám khảo không xem"), rare=True, inner=True)


@dataclass(frozen=True)
class Section(AskedRow):
    """One question of the dossier. The first forms knew only parts of the description: no kind is a long text."""

    code: str = spec(Code())
    name: str = spec(Text(label=_("Câu hỏi"), required=True))
    kind: str | None = spec(
        Choice(label=_("Cách trả lời"), options=QuestionKind, help=_("Không chọn thì là đoạn văn."), inner=True)
    )
    most_words: int | None = spec(Whole(label=_("Số từ nhiều nhất"), least=20, most=20000, kinds=("", "line", "long")))
    required: bool = spec(Check(label=_("Bắt buộc")))
    guide: str = spec(Lines(label=_("Hướng dẫn trả lời"), most=1000))
    options: str = spec(
        Lines(label=_("Các lựa chọn"), help=_("Mỗi lựa chọn một dòng."), most=2000, kinds=("choice", "choices"))
    )
    columns: str = spec(Lines(label=_("Các cột"), help=_("Mỗi cột một dòng."), most=800, kinds=("table",), inner=True))
    example: str = spec(
        Lines(label=_("Ví dụ"), help=_("Một câu trả lời mẫu, viết như người dự thi viết."), most=600, inner=True)
    )
    least: Decimal | None = spec(
        Points(label=_("Ít nhất"), help=_("Giá trị, hoặc số dòng."), most=MOST_NUMBER, kinds=COUNTED, rare=True)
    )
    most: Decimal | None = spec(
        Points(label=_("Nhiều nhất"), help=_("Giá trị, hoặc số dòng."), most=MOST_NUMBER, kinds=COUNTED, rare=True)
    )
    group: str = spec(
        Text(
            label=_("Hỏi chung một trang, dưới tiêu đề"),
            help=_("Những câu đứng liền nhau và cùng tiêu đề thì chung một trang. Để trống: một trang riêng."),
            rare=True,
            inner=True,
        )
    )
    criterion: str = spec(Text(label=_("Dùng để chấm tiêu chí"), most=200, rare=True, inner=True))
    when_question: str = spec(_WHEN_QUESTION)
    when_value: str = spec(_WHEN_VALUE)
    required_from: date | None = spec(_REQUIRED_FROM)
    frozen_from: date | None = spec(_FROZEN_FROM)
    blind: bool = spec(_BLIND)

    @property
    def asks(self) -> QuestionKind:
        """The kind of the answer."""
        return QuestionKind(self.kind or QuestionKind.LONG)

    @property
    def choices(self) -> tuple[str, ...]:
        """The options in their order."""
        return tuple(filter(None, self.options.split("\n")))

    @property
    def heads(self) -> tuple[str, ...]:
        """The columns of a table; those of people are always the same, so that any program finds the name."""
        if self.asks == QuestionKind.PEOPLE:
            return (__("Họ và tên"), __("Chức danh hoặc đơn vị"), __("Điện thoại"))
        return tuple(filter(None, self.columns.split("\n")))

    @property
    def decides(self) -> tuple[str, ...]:
        """The answers on which another question may hang; none for a kind that no condition can name."""
        if self.asks in {QuestionKind.CHOICE, QuestionKind.CHOICES}:
            return self.choices
        return (DECLARED,) if self.asks == QuestionKind.DECLARATION else ()


@dataclass(frozen=True)
class Paper(AskedRow):
    """One paper, picture or object that belongs to the dossier."""

    code: str = spec(Code())
    name: str = spec(Text(label=_("Tên giấy tờ"), required=True))
    kind: str | None = spec(Choice(label=_("Loại"), options=PaperKind, required=True))
    least: int | None = spec(Whole(label=_("Ít nhất"), most=50))
    most: int | None = spec(Whole(label=_("Nhiều nhất"), least=1, most=50))
    note: str = spec(Text(label=_("Ghi chú"), most=500))
    help: str = spec(Lines(label=_("Hướng dẫn chuẩn bị"), most=1000, inner=True))
    max_mb: int | None = spec(Whole(label=_("Mỗi tệp nặng nhất (MB)"), least=1, most=2000, rare=True))
    when_question: str = spec(_WHEN_QUESTION)
    when_value: str = spec(_WHEN_VALUE)
    required_from: date | None = spec(_REQUIRED_FROM)
    frozen_from: date | None = spec(_FROZEN_FROM)
    blind: bool = spec(_BLIND)

    @property
    def kind_words(self) -> str:
        """Its kind as people read it."""
        return str(PaperKind(self.kind).label) if self.kind else ""


@dataclass(frozen=True)
class Dossier(Rules):
    """What an entry is made of."""

    sections: tuple[Section, ...] = spec(
        Rows(label=_("Các câu hỏi của hồ sơ"), of=Section, row=_("Câu hỏi"), least=1, most=40)
    )
    papers: tuple[Paper, ...] = spec(Rows(label=_("Giấy tờ, hình ảnh kèm theo"), of=Paper, row=_("Giấy tờ"), most=30))
    author_details: tuple[str, ...] = spec(Choices(label=_("Hỏi về mỗi tác giả"), options=AuthorDetail))
    shares: bool = spec(Check(label=_("Ghi tỷ lệ đóng góp của từng tác giả")))
    copies: int | None = spec(Whole(label=_("Số bộ hồ sơ giấy"), most=20))
    postmark: bool = spec(Check(label=_("Hồ sơ gửi bưu điện tính theo dấu bưu điện")))
    grace_minutes: int | None = spec(
        Whole(label=_("Số phút chờ tệp tải xong sau hạn"), most=120, help=_("Danh sách tệp đã chốt trước hạn."))
    )

    @property
    def described(self) -> tuple[Section, ...]:
        """The parts of the description, as the public reads of them."""
        return tuple(one for one in self.sections if one.asks == QuestionKind.LONG)

    def settled(self) -> Self:
        """Conditions written by the name of a question point to its code, their values to its own words."""
        sections = tuple(linked(one, self.sections) for one in self.sections)
        return replace(self, sections=sections, papers=tuple(linked(one, self.sections) for one in self.papers))

    def check(self) -> Iterator[Problem]:
        yield from repeated(self.sections, "sections")
        yield from repeated(self.papers, "papers")
        yield from check_questions(self.sections)
        yield from check_steps(self.sections)
        yield from check_conditions(self.sections, self.papers)
        for i, paper in enumerate(self.papers):
            if paper.most is not None and (paper.least or 0) > paper.most:
                yield Problem(f"papers.{i}.most", __("“%s”: nhiều nhất nhỏ hơn ít nhất.") % paper.name)
