"""Facts that a paper begins with: what a contest, its plan, its rules, its dates and its people say."""

import json
from datetime import UTC, date, datetime

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from hoithi.accounts.actors import SYSTEM
from hoithi.accounts.enums import Role
from hoithi.contests.enums import MilestoneKind, PlanState, Precision, RuleKind
from hoithi.contests.models import Contest, Milestone, PlanVersion, RuleVersion
from hoithi.contests.plan.reading import read_plan, read_source
from hoithi.contests.rule_schemas.templates import rule_templates
from hoithi.contests.tests.plan_files import SEED
from hoithi.documents.kinds import sources
from hoithi.documents.kinds.base import all_kinds, kind_of
from hoithi.documents.kinds.from_contest import _ABSTRACTS, GATHERED
from hoithi.documents.kinds.from_plan import plan_facts
from hoithi.documents.kinds.sources import facts_for, register_source
from hoithi.documents.paper.model import Heading, Level
from hoithi.kit.models import StoredFile
from hoithi.kit.schemas.reading import DataProblems, read_data, specs_of
from hoithi.kit.tests.standing import shared

CODES = [kind.code for kind in all_kinds()]
every = pytest.mark.parametrize("code", CODES)
STARTED = datetime(2024, 1, 1, tzinfo=UTC)


@shared
def planned(contest):
    """The contest of the cast with the seed as its plan, rules, dates and people."""
    file = StoredFile.objects.create(name=SEED.name, size=1, sha256="0" * 64, content_type="x", key="plan")
    PlanVersion.objects.create(
        contest=contest, owner=contest.owner, number=1, state=PlanState.CONFIRMED, file=file,
        lines=read_source(SEED), reading=read_plan(SEED),
    )  # fmt: skip
    template = rule_templates()["binh-phuoc"]
    for kind in template.rules:
        data = template.data(kind, start_year=2024, end_year=2025)
        RuleVersion.objects.create(contest=contest, kind=kind, number=1, data=data, made_at=STARTED, made_by_name="A")
    stones = (
        (MilestoneKind.ENTRIES, "Nhận hồ sơ", None, datetime(2025, 4, 15, 17, tzinfo=UTC), Precision.DAY),
        (MilestoneKind.JUDGING, "Chấm thi", datetime(2025, 4, 30, 17, tzinfo=UTC),
         datetime(2025, 5, 15, 17, tzinfo=UTC), Precision.DAY),
        (MilestoneKind.CEREMONY, "Trao giải", datetime(2025, 9, 30, 17, tzinfo=UTC),
         datetime(2025, 12, 31, 17, tzinfo=UTC), Precision.QUARTER),
    )  # fmt: skip
    for kind, label, starts, ends, precision in stones:
        Milestone.objects.create(
            contest=contest, kind=kind, label=label, starts_at=starts, ends_at=ends, precision=precision,
            confirmed_at=STARTED, written="- Dự kiến trong quý IV, năm 2025",
        )  # fmt: skip
    return contest


def asked(kind, raw):
    """What is still asked of raw facts; anything but an empty box fails."""
    try:
        read_data(kind.schema, raw)
    except DataProblems as refused:
        return {problem.where: problem.sentence for problem in refused.problems}
    return {}


def check_facts(code, contest):
    kind = kind_of(code)
    raw = facts_for(kind, contest, by=SYSTEM)
    assert set(raw) <= set(specs_of(kind.schema))
    assert {"issuer", "position"} <= set(raw)
    for where, sentence in asked(kind, raw).items():
        assert sentence.startswith("Hãy ghi") or "cần từ 1 đến" in sentence, (where, sentence)
    assert json.loads(json.dumps(raw)) == raw


@every
def test_facts_of_a_bare_contest_are_such_as_the_kind_can_read(code, contest):
    check_facts(code, contest)


@every
def test_facts_of_a_whole_contest_are_such_as_the_kind_can_read(code, planned):
    check_facts(code, planned)


@every
def test_the_queries_are_the_same_few_for_a_large_contest(code, planned, person, actor):
    kind = kind_of(code)
    facts_for(kind, planned, by=SYSTEM)  # versions of rules are read once a process
    counts = []
    for _round in range(2):
        with CaptureQueriesContext(
            connection,
        ) as asked_:
            facts_for(kind, Contest.objects.get(pk=planned.pk), by=SYSTEM)
        counts.append(len(asked_))
        for number in range(5):
            actor(Role.JUDGE)
            actor(Role.SECRETARY)
            Milestone.objects.create(
                contest=planned,
                kind=MilestoneKind.OTHER,
                label=f"Mốc {number}",
                confirmed_at=STARTED,
            )
    assert counts[0] == counts[1] <= 9


def test_the_plan_goes_out_from_what_was_kept_of_it(planned):
    raw = facts_for(kind_of("ke-hoach"), planned, by=SYSTEM)
    meant = plan_facts(read_source(SEED), SEED.name, read_plan(SEED))
    assert {name: raw[name] for name in meant if meant[name]} == {name: value for name, value in meant.items() if value}
    assert asked(kind_of("ke-hoach"), raw) == {}


def test_a_plan_in_review_or_discarded_says_nothing(planned):
    planned.plans.update(state=PlanState.DISCARDED)
    assert "parts" not in facts_for(kind_of("ke-hoach"), planned, by=SYSTEM)


def test_the_committee_signs_as_in_the_plan_and_the_district_decides(planned):
    notice = facts_for(kind_of("thong-bao-lich"), planned, by=SYSTEM)
    assert (notice["parent"], notice["symbol"], notice["place"]) == ("UBND HUYỆN HỚN QUẢN", "TB-BTC", "Hón Quản")
    assert (notice["authority"], notice["position"], notice["post"], notice["signer"]) == (
        "TM. BAN TỔ CHỨC HỘI THI", "TRƯỞNG BAN", "PHÓ CHỦ TỊCH UBND HUYỆN", "Nguyễn Văn Hạ",
    )  # fmt: skip
    assert (notice["filing"], notice["recipients"].splitlines()[0]) == ("VT", "CT, các PCT. UBND huyện")
    assert facts_for(kind_of("quyet-dinh-hoi-dong-giam-khao"), planned, by=SYSTEM).get("authority") is None
    results = facts_for(kind_of("quyet-dinh-ket-qua"), planned, by=SYSTEM)
    assert (results["issuer"], results["symbol"]) == ("ỦY BAN NHÂN DÂN HUYỆN HỚN QUẢN", "QĐ-UBND")
    assert results["decider"] == "Chủ tịch Ủy ban nhân dân huyện Hớn Quản"
    assert "signer" not in results


def test_a_committee_signs_for_itself_when_the_body_itself_issued_the_plan(planned):
    planned.organizer_name = "Ủy ban nhân dân huyện Hớn Quản"
    version = planned.plans.get()
    version.reading["document"]["signer"] = {
        "authority": "TM. ỦY BAN NHÂN DÂN KT. CHỦ TỊCH", "position": "PHÓ CHỦ TỊCH", "name": "Nguyễn Văn Hạ",
    }  # fmt: skip
    version.save()
    notice = facts_for(kind_of("thong-bao-lich"), planned, by=SYSTEM)
    assert (notice["parent"], notice["issuer"]) == (
        "UBND HUYỆN HỚN QUẢN", f"Ban Tổ chức {planned.name}".upper(),
    )  # fmt: skip
    assert [notice[name] for name in ("authority", "position", "post", "signer")] == [
        "TM. BAN TỔ CHỨC", "TRƯỞNG BAN", "PHÓ CHỦ TỊCH UBND HUYỆN HỚN QUẢN", "Nguyễn Văn Hạ",
    ]  # fmt: skip


def test_recipients_are_those_of_the_paper_and_not_of_the_plan(planned):
    version = planned.plans.get()
    version.reading["document"]["recipients"] = ["CT, các PCT", "Các đơn vị tại mục IV", "Lưu: VT"]
    version.save()
    given = {
        code: facts_for(kind_of(code), planned, by=SYSTEM)["recipients"]
        for code in ("thong-bao-lich", "cong-van-don-doc")
    }
    assert given == {"thong-bao-lich": "CT, các PCT", "cong-van-don-doc": "Như trên\nCT, các PCT"}


@pytest.mark.parametrize("code", ["phieu-cham", "bang-tong-hop-diem", "danh-sach-ho-so", "bien-ban-tieu-ban"])
def test_the_head_of_the_committee_signs_no_sheet_of_another(code, planned):
    raw = facts_for(kind_of(code), planned, by=SYSTEM)
    assert raw["position"] not in {"", "TRƯỞNG BAN"}
    assert [raw.get(name) or "" for name in ("authority", "post", "signer", "recipients")] == [""] * 4


def test_a_contest_is_named_with_its_edition_and_years(contest):
    assert facts_for(kind_of("giay-moi"), contest, by=SYSTEM)["contest"] == (
        "Hội thi Sáng tạo kỹ thuật huyện Hớn Quản lần thứ VIII, năm 2024-2025"
    )
    contest.edition = contest.start_year = contest.end_year = None
    assert facts_for(kind_of("giay-moi"), contest, by=SYSTEM)["contest"] == "Hội thi Sáng tạo kỹ thuật huyện Hớn Quản"


def test_a_plan_is_cited_once_its_number_is_known(planned):
    assert "bases" not in facts_for(kind_of("quyet-dinh-gia-han"), planned, by=SYSTEM)
    plan = planned.plans.get()
    plan.review = {"document": {"number": "12", "symbol": "KH-BTC", "date": "2024-03-20"}}
    plan.save()
    assert facts_for(kind_of("quyet-dinh-gia-han"), planned, by=SYSTEM)["bases"] == (
        "Căn cứ Kế hoạch số 12/KH-BTC ngày 20 tháng 3 năm 2024 của Ban Tổ chức Hội thi Sáng tạo kỹ thuật huyện Hớn Quản"
    )


def test_the_rules_in_force_become_articles(planned):
    kind = kind_of("the-le")
    raw = facts_for(kind, planned, by=SYSTEM)
    raw["bases"] = "Căn cứ Kế hoạch số 12/KH-BTC"
    facts = read_data(kind.schema, raw)
    assert facts.fields.splitlines()[0] == "Công nghệ thông tin, điện tử, viễn thông"
    assert sum(one.most for one in facts.criteria) == 100
    assert [one.count for one in facts.prizes][:4] == [7, 7, 14, 21]
    assert "đến hết ngày 15 tháng 4 năm 2025" in facts.reception
    articles = [one for one in kind.lay(facts).annexes[0].blocks if isinstance(one, Heading)]
    assert [one.title for one in articles if one.level == Level.ARTICLE] == [
        "Lĩnh vực dự thi", "Đối tượng dự thi", "Điều kiện của giải pháp dự thi", "Hồ sơ dự thi",
        "Thời gian, địa điểm nộp hồ sơ", "Tiêu chí chấm điểm, xét giải", "Cơ cấu giải thưởng",
    ]  # fmt: skip


def test_rules_that_can_no_longer_be_read_are_left_out(planned):
    RuleVersion.objects.create(
        contest=planned, kind=RuleKind.RUBRIC, number=2, data={"criteria": "?"}, made_at=STARTED,
        made_by_name="A",
    )  # fmt: skip
    assert "criteria" not in facts_for(kind_of("the-le"), planned, by=SYSTEM)
    assert "fields" in facts_for(kind_of("the-le"), planned, by=SYSTEM)


def test_dates_to_the_day_stand_in_the_schedule_and_others_in_the_words_of_the_plan(planned):
    steps = read_data(kind_of("thong-bao-lich").schema, facts_for(kind_of("thong-bao-lich"), planned, by=SYSTEM)).steps
    assert [(one.name, one.from_day, one.to_day) for one in steps] == [
        ("Nhận hồ sơ", None, date(2025, 4, 15)),
        ("Chấm thi", date(2025, 5, 1), date(2025, 5, 15)),
        ("Dự kiến trong quý IV, năm 2025", None, None),
    ]
    assert facts_for(kind_of("quyet-dinh-gia-han"), planned, by=SYSTEM)["from_day"] == "2025-04-15"


@pytest.mark.parametrize("mark", ["", "- ", "4. ", "a) ", "12) "])
def test_words_of_the_plan_stand_in_the_schedule_without_their_mark(mark, planned):
    said = "Y tế quý IV/2025: trao giải"
    planned.milestones.filter(kind=MilestoneKind.CEREMONY).update(written=f"{mark}{said}")
    assert facts_for(kind_of("thong-bao-lich"), planned, by=SYSTEM)["steps"][-1]["name"] == said


@pytest.mark.parametrize(
    ("code", "table"),
    [
        ("quyet-dinh-danh-sach-du-thi", "entries"),
        ("quyet-dinh-ket-qua", "prizes"),
        ("to-trinh-giai-thuong", "prizes"),
        ("thong-bao-ket-qua", "prizes"),
        ("cong-van-chuyen-ho-so", "entries"),
    ],
)
def test_a_paper_about_a_list_asks_for_what_stands_in_it(code, table, planned):
    assert "cần từ 1 đến" in asked(kind_of(code), facts_for(kind_of(code), planned, by=SYSTEM))[table]


def test_the_jury_is_named_from_its_roles(planned, actor):
    for role in (Role.JUDGE, Role.PANEL_CHAIR, Role.OFFICER):
        actor(role)
    members = facts_for(kind_of("quyet-dinh-hoi-dong-giam-khao"), planned, by=SYSTEM)["members"]
    assert [one["duty"] for one in members] == ["Trưởng tiểu ban", "Ủy viên"]


def test_who_holds_which_role_is_told_to_those_who_may_read_it(planned, actor):
    actor(Role.JUDGE)
    kind = kind_of("quyet-dinh-hoi-dong-giam-khao")
    assert "members" in facts_for(kind, planned, by=actor(Role.OFFICER))
    assert "members" not in facts_for(kind, planned, by=actor(Role.COMMITTEE))


def test_a_domain_above_has_the_last_word(contest, monkeypatch):
    monkeypatch.setattr(sources, "_sources", {})
    register_source("giay-moi", lambda _contest, _by: {"host": "Ai khác", "unknown": "x"})
    raw = facts_for(kind_of("giay-moi"), contest, by=SYSTEM)
    assert raw["host"] == "Ai khác"
    assert "unknown" not in raw


def test_every_table_of_kinds_names_kinds_that_exist():
    assert set(GATHERED) | set(_ABSTRACTS) | set(sources._sources) <= set(CODES)
