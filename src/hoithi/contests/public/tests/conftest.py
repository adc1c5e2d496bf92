"""A contest as the public meets it: dates around a fixed day, rules of a ready template, a plan, news."""

from datetime import UTC, datetime

import pytest

from hoithi.contests.enums import MilestoneKind, PlanState, Precision, RuleKind
from hoithi.contests.models import Milestone, NewsItem, PlanVersion, RuleVersion
from hoithi.kit.clock import start_of
from hoithi.kit.models import StoredFile

NOW = datetime(2025, 4, 3, 2, 0, tzinfo=UTC)  # 9 giờ 00, thứ Năm, 3/4/2025 in Viet Nam


def day(text):
    """The first instant of an ISO day in Viet Nam."""
    return start_of(datetime.fromisoformat(text).date())


def milestone(contest, kind, label, starts=None, ends=None, *, confirmed=True, **more):
    """A milestone of `contest`; `ends` is the first day that is out."""
    return Milestone.objects.create(
        contest=contest,
        kind=kind,
        label=label,
        starts_at=day(starts) if starts else None,
        ends_at=day(ends) if ends else None,
        confirmed_at=NOW if confirmed else None,
        **more,
    )


def furnish(contest):
    """Everything that the public page of `contest` can show."""
    milestone(contest, MilestoneKind.LAUNCH, "Lễ phát động", "2025-03-20", "2025-03-21", place="Hội trường huyện")
    milestone(contest, MilestoneKind.ENTRIES, "Thời gian nhận hồ sơ", "2025-03-20", "2025-04-16")
    milestone(contest, MilestoneKind.JUDGING, "Chấm giải", "2025-05-01", "2025-05-16")
    milestone(
        contest,
        MilestoneKind.CEREMONY,
        "Lễ Tổng kết, trao giải",
        "2025-10-01",
        "2026-01-01",
        precision=Precision.QUARTER,
        tentative=True,
    )
    rules = {
        RuleKind.FIELDS: {
            "items": [{"code": "ck", "name": "Cơ khí, tự động hóa"}, {"code": "nn", "name": "Nông nghiệp"}]
        },
        RuleKind.PRIZES: {
            "levels": [
                {"code": "nhat", "name": "Giải Nhất", "quota": 1, "per": "contest", "amount": 10_000_000},
                {"code": "nhi", "name": "Giải Nhì", "quota": 2, "per": "field", "amount": 5_000_000},
            ]
        },
        RuleKind.FORM: {
            "sections": [{"code": "moi", "name": "Tính mới", "required": True}],
            "papers": [{"code": "don", "name": "Phiếu đăng ký dự thi", "kind": "document", "least": 1, "most": 1}],
            "copies": 2,
        },
    }
    for kind, data in rules.items():
        RuleVersion.objects.create(
            contest=contest, kind=kind, number=1, data=data, made_at=NOW, made_by_name="Trần Thị Mẫu", reason="Ban hành"
        )
    for name, value in {
        "reception_agency": "Phòng Kinh tế và Hạ tầng huyện Hớn Quản",
        "reception_address": "Trụ sở HĐND-UBND huyện, KP1, TT. Tân Khai",
        "contact_name": "ông Nguyễn Văn Mẫu",
        "contact_phone": "0900.000.025",
        "summary": "Khơi dậy phong trào lao động sáng tạo trong mọi tầng lớp nhân dân huyện Hớn Quản.",
        "purposes": ["Thúc đẩy việc áp dụng có hiệu quả các giải pháp kỹ thuật vào sản xuất và đời sống."],
    }.items():
        setattr(contest, name, value)
    contest.announced_at = day("2025-03-01")
    contest.save()
    NewsItem.objects.create(
        contest=contest,
        title="Phát động Hội thi lần thứ VIII",
        body="Sáng 20/3.\n\nHơn 200 người.",
        published_at=NOW,
    )
    return contest


@pytest.fixture(autouse=True)
def today(time_machine):
    """The day on which the public looks."""
    time_machine.move_to(NOW, tick=False)


@pytest.fixture
def live(contest):
    """The contest of the cast with all that its page shows."""
    return furnish(contest)


@pytest.fixture
def plan(live, district):
    """A confirmed plan of the contest, its file kept by its key only."""
    file = StoredFile.objects.create(
        name="ke-hoach.pdf", size=84_000, sha256="0" * 64, content_type="application/pdf", key="plans/a"
    )
    review = {
        "document": {"title": "Tổ chức Hội thi", "recipients": ["UBND huyện"], "signer": {"name": "Nguyễn Văn Mẫu"}},
        "legal_bases": [{"text": "Căn cứ Kế hoạch số 72/KH-HTSTKT ngày 29/02/2024"}],
        "assignments": [{"order": "2", "unit": "Phòng Nội vụ", "tasks": [{"text": "Tham mưu khen thưởng", "line": 9}]}],
    }
    return PlanVersion.objects.create(
        contest=live, owner=district, number=1, state=PlanState.CONFIRMED, file=file, review=review, confirmed_at=NOW
    )
