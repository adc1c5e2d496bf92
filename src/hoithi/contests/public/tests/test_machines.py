"""What machines read: calendar, feeds, site map, robots, share card."""

import io
from datetime import date
from xml.etree import ElementTree

import pytest
from icalendar import Calendar
from PIL import Image

from hoithi.contests.models import Contest
from hoithi.contests.public import cards
from hoithi.contests.public.tests.conftest import day


def calendar(client, live):
    answer = client.get(f"/hoi-thi/{live.slug}/lich.ics")
    assert answer["Content-Type"] == "text/calendar; charset=utf-8"
    return Calendar.from_ical(answer.content)


def test_the_calendar_has_whole_days_and_the_hours_of_viet_nam(client, live):
    events = {str(event["summary"]).split(" · ")[0]: event for event in calendar(client, live).walk("VEVENT")}
    intake = events["Thời gian nhận hồ sơ"]
    assert (intake.decoded("dtstart"), intake.decoded("dtend")) == (date(2025, 3, 20), date(2025, 4, 16))
    assert events["Lễ Tổng kết, trao giải"]["status"] == "TENTATIVE"
    assert [zone["tzid"] for zone in calendar(client, live).walk("VTIMEZONE")] == ["Asia/Ho_Chi_Minh"]


def test_an_hour_stays_an_hour(client, live):
    live.milestones.filter(kind="entries").update(precision="minute")
    event = next(e for e in calendar(client, live).walk("VEVENT") if "nhận hồ sơ" in e["summary"])
    assert event.decoded("dtend").isoformat() == "2025-04-16T00:00:00+07:00"


def test_an_event_keeps_its_name_when_its_date_moves(client, live):
    before = {str(event["uid"]) for event in calendar(client, live).walk("VEVENT")}
    live.milestones.filter(kind="entries").update(ends_at=day("2025-04-20"))
    Contest.objects.get(pk=live.pk)
    assert {str(event["uid"]) for event in calendar(client, live).walk("VEVENT")} == before


def test_an_unconfirmed_date_is_in_no_calendar(client, live):
    live.milestones.update(confirmed_at=None)
    assert not calendar(client, live).walk("VEVENT")


@pytest.mark.parametrize("path", ["/tin-tuc.xml", "/hoi-thi/hoi-thi-hon-quan-8/tin-tuc.xml"])
def test_the_feed_is_atom(client, live, path):
    answer = client.get(path)
    assert answer["Content-Type"] == "application/atom+xml; charset=utf-8"
    titles = [e.text for e in ElementTree.fromstring(answer.content).iter("{http://www.w3.org/2005/Atom}title")]  # noqa: S314
    assert titles[1:] == ["Phát động Hội thi lần thứ VIII"]


def test_the_site_map_names_public_contests_only(client, live, district):
    Contest.objects.create(slug="nhap", name="Nháp", owner=district)
    text = client.get("/sitemap.xml").content.decode()
    assert f"/hoi-thi/{live.slug}/</loc>" in text
    assert "nhap" not in text
    assert "Sitemap: http" in client.get("/robots.txt").content.decode()


def test_the_share_card_is_a_picture_of_the_right_size(client, live):
    answer = client.get(f"/hoi-thi/{live.slug}/the-chia-se.png")
    image = Image.open(io.BytesIO(answer.content))
    assert image.size == (1200, 630)
    assert answer["Content-Type"] == "image/png"
    assert len(answer.content) < 60_000


@pytest.mark.parametrize("name", ["Thi", "Hội thi Sáng tạo " * 12, "Ộ" * 200])
def test_every_name_fits_on_the_card(name):
    lines, size = cards._fit(name)
    assert len(lines) * size * 1.32 <= 310
    assert cards.draw("Huyện", name, "Đang nhận hồ sơ", "")
