"""The sample plans: the founding plan as it is, and those of the ward and the city with dates that follow today."""

import re
from dataclasses import dataclass, field
from datetime import date, timedelta
from pathlib import Path

SAMPLES = Path(__file__).resolve().parents[4] / "samples" / "plans"
FOUNDING = "ke-hoach-hon-quan-viii.md"
WARD = "phuong-tan-khai.md"
CITY = "thanh-pho-dong-nai.md"
# Days from today. The ward's entries close in three weeks, so that there is always something to enter.
DAYS = {
    "signed": -45,
    "launch": -35,
    "opens": -30,
    "closes": 21,
    "funds": 10,
    "jury": 28,
    "judging_from": 33,
    "judging_to": 43,
    "promotion": 50,
    "ceremony": 75,
    "province_signed": -80,
    "province_launch": -70,
    "province_opens": -60,
    "province_closes": 60,
    "province_jury": 70,
    "province_judging_from": 80,
    "province_judging_to": 95,
    "province_ceremony": 130,
}
# The scanner read "Hón Quản" for Hớn Quản; whoever reviews the founding plan puts its name right.
MISREAD = {
    "contest": {
        "contest.name": "Hội thi Sáng tạo kỹ thuật huyện Hớn Quản",
        "contest.organizer": "Ban Tổ chức Hội thi Sáng tạo kỹ thuật huyện Hớn Quản",
    },
    "reception": {
        "reception.agency": "Phòng Kinh tế và Hạ tầng huyện Hớn Quản",
        "reception.address": "Trụ sở HĐND-UBND huyện, KP1, TT. Tân Khai, huyện Hớn Quản, tỉnh Bình Phước",
    },
}
_HOLE = re.compile(r"\{(\w+)(:long)?\}")


@dataclass(frozen=True, slots=True)
class SamplePlan:
    """A file to upload, and the body that uploads it (its code)."""

    name: str
    data: bytes
    owner: str
    upper: str = ""
    template: str = ""
    corrections: dict[str, dict[str, str]] = field(default_factory=dict)


def sample_plans(today: date) -> list[SamplePlan]:
    """The plans in the order in which they are confirmed: the upper tier first."""
    return [
        SamplePlan(CITY, filled(CITY, today), owner="75", template="toan-quoc"),
        SamplePlan(WARD, filled(WARD, today), owner="25357", upper=CITY, template="cap-xa-2026"),
        SamplePlan(
            FOUNDING, (SAMPLES / FOUNDING).read_bytes(), owner="694", template="binh-phuoc", corrections=MISREAD
        ),
    ]


def filled(name: str, today: date) -> bytes:
    """The text of a sample with its dates counted from `today`."""
    days = {key: today + timedelta(days=offset) for key, offset in DAYS.items()}
    words = {
        "years": " - ".join(sorted({str(days["launch"].year), str(days["ceremony"].year)})),
        "number": "112",
        "province_number": "08",
        "ceremony_month": f"{days['ceremony'].month}/{days['ceremony'].year}",
        "province_ceremony_month": f"{days['province_ceremony'].month}/{days['province_ceremony'].year}",
    }

    def fill(match: re.Match[str]) -> str:
        name, long = match.groups()
        if name in words:
            return words[name]
        day = days[name]
        return f"{day:%d} tháng {day:%m} năm {day:%Y}" if long else f"{day:%d/%m/%Y}"

    return _HOLE.sub(fill, (SAMPLES / name).read_text(encoding="utf-8")).encode()
