"""The public pages: what they say, to whom, in how many queries, and that they stand without JavaScript."""

import json
import re
from datetime import UTC, datetime, timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from hoithi.accounts.enums import Role
from hoithi.contests.enums import MilestoneKind, Precision, State
from hoithi.contests.models import Contest, Milestone, NewsItem
from hoithi.contests.public import words
from hoithi.contests.public.tests.conftest import NOW, day
from hoithi.kit import public_cache

PAGES = ("", "ke-hoach/", "the-le/", "tin-tuc/", "lich.ics", "tin-tuc.xml", "the-chia-se.png")


def text_of(answer):
    """The words of a page, tags taken out."""
    assert answer.status_code == 200
    return re.sub(r"\s+", " ", re.sub(r"<[^>]*>", " ", answer.content.decode()))


@pytest.fixture
def say(client, live):
    """The words of the contest's page or of one below it."""
    return lambda part="": text_of(client.get(f"/hoi-thi/{live.slug}/{part}"))


def test_the_contest_page_says_all_that_a_visitor_asks(say, plan):
    page = say()
    for words_ in (
        "Lần thứ VIII",
        "Đang nhận hồ sơ",
        "Hạn nộp hồ sơ",
        "12 ngày nữa",
        "hết thứ Ba, 15/4/2025",
        "Cách nộp hồ sơ",
        "Cơ khí, tự động hóa",
        "10.000.000 đồng",
        "Phiếu đăng ký dự thi",
        "dự kiến quý IV năm 2025",
        "Phát động Hội thi lần thứ VIII",
        "Tải bản đã ký (PDF, 84 KB)",
    ):
        assert words_ in page


def test_the_number_can_be_called_with_a_tap(client, live):
    assert 'href="tel:0900000025"' in client.get(f"/hoi-thi/{live.slug}/").content.decode()


def test_the_last_hours_are_counted_and_the_deadline_closes_the_door(say, time_machine):
    time_machine.move_to(day("2025-04-15") + timedelta(hours=20), tick=False)
    assert "4 giờ nữa" in say()
    time_machine.move_to(day("2025-04-16") - timedelta(seconds=1), tick=False)
    assert "Đang nhận hồ sơ" in say()
    time_machine.move_to(day("2025-04-16"), tick=False)
    assert "Đã hết hạn nhận hồ sơ" in say()


def test_an_unconfirmed_date_is_shown_as_the_plan_writes_it_and_counts_nothing(say, live):
    live.milestones.filter(kind=MilestoneKind.ENTRIES).update(confirmed_at=None, written="đến hết ngày 15/4/2025")
    page = say()
    assert "đến hết ngày 15/4/2025" in page
    assert "Hạn nộp hồ sơ" not in page


def test_a_bare_contest_still_has_a_page(client, contest):
    page = text_of(client.get(f"/hoi-thi/{contest.slug}/"))
    assert "Ban Tổ chức chưa công bố đầu mối liên hệ" not in page
    assert "Phòng Kinh tế và Hạ tầng" in page


@pytest.mark.parametrize("part", PAGES)
def test_a_draft_is_for_those_who_prepare_it(client, live, plan, part, sign_in, actor):
    address = f"/hoi-thi/{live.slug}/{part}"
    assert client.get(address).status_code == 200
    Contest.objects.filter(pk=live.pk).update(state=State.DRAFT)
    client.cookies.clear()
    public_cache.bump("site")
    assert client.get(address).status_code == 404
    assert sign_in(actor()).get(address).status_code == 404
    assert sign_in(actor(Role.OFFICER)).get(address).status_code == 200


@pytest.mark.parametrize(
    "path", ["/hoi-thi/khong-co/", "/hoi-thi/khong-co/ke-hoach/tep/", "/hoi-thi/khong-co/lich.ics"]
)
def test_what_is_not_there_is_not_found(client, db, path):
    assert client.get(path).status_code == 404


def test_news_that_is_not_out_yet_is_not_shown(client, live):
    later = NewsItem.objects.create(contest=live, title="Tin mai", body="a", published_at=NOW + timedelta(days=1))
    draft = NewsItem.objects.create(contest=live, title="Tin nháp", body="a")
    for path in ("", "tin-tuc/", "tin-tuc.xml"):
        page = client.get(f"/hoi-thi/{live.slug}/{path}").content.decode()
        assert "Tin mai" not in page
        assert "Tin nháp" not in page
    for item in (later, draft):
        assert client.get(f"/hoi-thi/{live.slug}/tin-tuc/{item.uid}/").status_code == 404


def test_a_piece_of_news_is_plain_paragraphs(client, live):
    NewsItem.objects.update(body="Một.\n\n<script>alert(1)</script>")
    page = client.get(f"/hoi-thi/{live.slug}/tin-tuc/{NewsItem.objects.get().uid}/").content.decode()
    assert "<p>Một.</p>" in page
    assert "<script>alert" not in page


def test_the_plan_can_be_read_by_its_parts(say, plan):
    page = say("ke-hoach/")
    for words_ in ("72/KH-HTSTKT", "Phòng Nội vụ", "Tham mưu khen thưởng", "UBND huyện", "Nguyễn Văn Mẫu"):
        assert words_ in page


def test_without_a_plan_there_is_no_plan_page(client, live):
    assert client.get(f"/hoi-thi/{live.slug}/ke-hoach/").status_code == 404


def test_the_rules_page_shows_versions_and_reasons(say):
    page = say("the-le/")
    for words_ in ("Lĩnh vực dự thi", "Nông nghiệp", "Giải Nhất", "Bản 1, ngày 3/4/2025", "Lý do: Ban hành"):
        assert words_ in page


def test_rules_that_no_schema_reads_do_not_break_the_page(say, live):
    live.rule_versions.filter(kind="prizes").update(data={"levels": "không phải danh sách"})
    assert "Phần này đang được soạn lại" in say("the-le/")


def test_the_list_finds_without_marks_and_by_year_and_body(client, live, district):
    Contest.objects.create(
        slug="k", name="Cuộc thi thiếu nhi", owner=district, start_year=2019, end_year=2020, state="open"
    )
    found = {
        "q=hon+quan": True,
        "q=HỚN quẢN": True,
        "q=thieu nhi": False,
        "nam=2025": True,
        "nam=2019": False,
        "don-vi=697": True,
        "don-vi=70": False,
        "nam=hai nghin&trang=abc": True,
    }
    for query, expected in found.items():
        assert ("lần thứ VIII" in text_of(client.get(f"/hoi-thi/?{query}"))) is expected, query


@pytest.mark.parametrize(
    "value", ["%00", "%ED%A0%80", "%FF", "a" * 5000, "-1", "9" * 30, "'; drop", "<script>", "e%CC%81" * 9]
)
@pytest.mark.parametrize("key", ["q", "nam", "don-vi", "trang"])
def test_no_address_breaks_the_list(client, live, key, value):
    page = client.get(f"/hoi-thi/?{key}={value}")
    assert page.status_code == 200
    assert "<script>" not in page.content.decode().replace("<script type", "")


def test_a_cancelled_contest_says_why_and_asks_for_nothing(client, live):
    Contest.objects.filter(pk=live.pk).update(state=State.CANCELLED, state_reason="Dừng theo Công văn số 12")
    page = client.get(f"/hoi-thi/{live.slug}/").content.decode()
    assert "Dừng theo Công văn số 12" in page
    assert "hero__call" not in page


def test_the_front_page_puts_open_contests_first_with_what_is_left(client, live):
    page = text_of(client.get("/"))
    assert page.index("Đang nhận hồ sơ") < page.index(live.name) < page.index("12 ngày nữa")


@pytest.mark.parametrize("path", ["/", "/hoi-thi/", "/hoi-thi/{}/", "/hoi-thi/{}/the-le/", "/hoi-thi/{}/ke-hoach/"])
def test_queries_do_not_grow(client, live, plan, path, district):
    def queries():
        with CaptureQueriesContext(
            connection,
        ) as seen:
            assert client.get(path.format(live.slug) + "?a=1").status_code == 200
        return len(seen)

    queries()
    before = queries()
    for i in range(20):
        other = Contest.objects.create(
            slug=f"c{i}", name=f"Hội thi {i}", owner=district, state=State.OPEN, end_year=2020
        )
        Milestone.objects.create(
            contest=other, kind="entries", label="Nhận", ends_at=day("2025-05-01"), confirmed_at=NOW
        )
        Milestone.objects.create(contest=live, kind="other", label=f"Mốc {i}", starts_at=day("2025-05-01"))
        NewsItem.objects.create(contest=live, title=f"Tin {i}", body="a", published_at=NOW)
    assert queries() == before <= 8


def test_structured_data_is_json_and_closes_no_tag(client, live):
    Contest.objects.filter(pk=live.pk).update(organizer_name="</script><script>alert(1)</script>")
    page = client.get(f"/hoi-thi/{live.slug}/").content.decode()
    data = json.loads(re.search(r'application/ld\+json">(.*?)</script>', page, re.DOTALL)[1])
    assert data["organizer"]["name"].startswith("</script>")
    assert data["endDate"].startswith("2026-01-01")
    assert "<script>alert" not in page


@pytest.mark.parametrize(
    ("precision", "starts", "ends", "tentative", "expected"),
    [
        ("day", "2025-04-15", "2025-04-16", False, "thứ Ba, 15/4/2025"),
        ("day", None, "2025-04-30", False, "đến hết thứ Ba, 29/4/2025"),
        ("day", "2025-05-01", "2025-05-16", False, "từ thứ Năm, 1/5/2025 đến hết thứ Năm, 15/5/2025"),
        ("day", "2025-05-01", None, True, "dự kiến thứ Năm, 1/5/2025"),
        ("month", "2025-05-01", "2025-06-01", False, "tháng 5/2025"),
        ("quarter", "2025-01-01", "2025-04-01", False, "quý I năm 2025"),
        ("quarter", "2025-01-01", "2025-07-01", False, "từ thứ Tư, 1/1/2025 đến hết thứ Hai, 30/6/2025"),
        ("year", "2025-01-01", "2026-01-01", False, "năm 2025"),
        ("day", None, None, False, "chưa định ngày"),
    ],
)
def test_dates_in_words(precision, starts, ends, tentative, expected):
    dated = Milestone(
        precision=precision,
        starts_at=day(starts) if starts else None,
        ends_at=day(ends) if ends else None,
        tentative=tentative,
        confirmed_at=NOW,
    )
    assert words.when(dated) == expected


def test_an_hour_is_said_as_an_hour():
    end = datetime(2025, 4, 15, 10, 0, tzinfo=UTC)
    dated = Milestone(precision=Precision.MINUTE, ends_at=end, confirmed_at=NOW)
    assert words.when(dated) == "đến 17 giờ 00, thứ Ba, 15/4/2025"


def test_the_line_of_time_stays_inside_its_frame(live):
    picture = words.line_of_time(list(live.milestones.order_by("starts_at")), NOW)
    bars = [re.search(r'class="bar" x1="([\d.]+)%" x2="([\d.]+)%"', row["bar"]).groups() for row in picture["rows"]]
    assert len(bars) == 4
    for start, end in bars:
        assert 0 <= float(start) <= float(end) <= 100.1
    assert "hôm nay" in picture["today"]
    assert ">4/2025<" in picture["ticks"]
    assert [row["phase"] for row in picture["rows"]] == ["past", "now", "next", "next"]


def test_one_date_makes_no_picture(live):
    live.milestones.exclude(kind=MilestoneKind.LAUNCH).delete()
    live.milestones.update(ends_at=None)
    picture = words.line_of_time(list(live.milestones.all()), NOW)
    assert not picture["ticks"]
    assert "bar" not in picture["rows"][0]


def test_addresses_below_a_contest_are_those_of_its_routes(client, live, plan):
    page = client.get(f"/hoi-thi/{live.slug}/").content.decode()
    for name in ("rules", "plan", "plan_file", "news", "feed", "calendar", "card"):
        assert reverse(f"contest_{name}", args=[live.slug]) + '"' in page
