"""Fields, eligibility and dossier of an edition (domain.md 1.2 to 1.6, 5)."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from django.db.models import TextChoices
from django.utils.translation import gettext as __
from django.utils.translation import gettext_lazy as _

from hoithi.contests.rule_schemas.reading import Problem, Rules, repeated
from hoithi.contests.rule_schemas.specs import Check, Choice, Choices, Code, Day, Lines, Rows, Text, Whole, spec


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
    employer_agrees: bool = spec(Check(label=_("Giải pháp làm theo nhiệm vụ phải có tổ chức đồng ý")))
    adviser: bool = spec(Check(label=_("Có thể ghi giáo viên, người hướng dẫn")))
    guardian: bool = spec(Check(label=_("Người dưới 16 tuổi phải có cha mẹ, người giám hộ đồng ý")))
    notes: str = spec(Lines(label=_("Điều kiện khác"), most=3000))

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
    ADDRESS = "address", _("Địa chỉ")
    PHONE = "phone", _("Số điện thoại")
    EMAIL = "email", _("Thư điện tử")
    ID_NUMBER = "id_number", _("Số căn cước công dân")
    BANK = "bank", _("Tài khoản nhận thưởng")


@dataclass(frozen=True)
class Section:
    """One part of the description of a solution."""

    code: str = spec(Code())
    name: str = spec(Text(label=_("Tên mục"), required=True))
    guide: str = spec(Lines(label=_("Hướng dẫn viết"), most=1000))
    required: bool = spec(Check(label=_("Bắt buộc")))
    most_words: int | None = spec(Whole(label=_("Số từ nhiều nhất"), least=20, most=20000))


@dataclass(frozen=True)
class Paper:
    """One paper, picture or object that belongs to the dossier."""

    code: str = spec(Code())
    name: str = spec(Text(label=_("Tên giấy tờ"), required=True))
    kind: str | None = spec(Choice(label=_("Loại"), options=PaperKind, required=True))
    least: int | None = spec(Whole(label=_("Ít nhất"), most=50))
    most: int | None = spec(Whole(label=_("Nhiều nhất"), least=1, most=50))
    note: str = spec(Text(label=_("Ghi chú"), most=500))


@dataclass(frozen=True)
class Dossier(Rules):
    """What an entry is made of."""

    sections: tuple[Section, ...] = spec(
        Rows(label=_("Các mục của bản mô tả"), of=Section, row=_("Mục"), least=1, most=30)
    )
    papers: tuple[Paper, ...] = spec(Rows(label=_("Giấy tờ, hình ảnh kèm theo"), of=Paper, row=_("Giấy tờ"), most=30))
    author_details: tuple[str, ...] = spec(Choices(label=_("Hỏi về mỗi tác giả"), options=AuthorDetail))
    shares: bool = spec(Check(label=_("Ghi tỷ lệ đóng góp của từng tác giả")))
    copies: int | None = spec(Whole(label=_("Số bộ hồ sơ giấy"), most=20))
    postmark: bool = spec(Check(label=_("Hồ sơ gửi bưu điện tính theo dấu bưu điện")))
    grace_minutes: int | None = spec(
        Whole(label=_("Số phút chờ tệp tải xong sau hạn"), most=120, help=_("Danh sách tệp đã chốt trước hạn."))
    )

    def check(self) -> Iterator[Problem]:
        yield from repeated(self.sections, "sections")
        yield from repeated(self.papers, "papers")
        for i, paper in enumerate(self.papers):
            if paper.most is not None and (paper.least or 0) > paper.most:
                yield Problem(f"papers.{i}.most", __("“%s”: nhiều nhất nhỏ hơn ít nhất.") % paper.name)
