"""Papers of the demo: those of the founding contest as they went out, and the ward's at every stage."""

from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from django.core.files.base import ContentFile

from hoithi.accounts.actors import Actor
from hoithi.contests.models import Contest
from hoithi.documents.actions import (
    approve_document,
    approve_template,
    cancel_number,
    comment,
    create_document,
    issue_document,
    open_series,
    reserve_numbers,
    save_document,
    submit_for_approval,
    upload_template,
)
from hoithi.documents.content import gathered
from hoithi.documents.enums import Audience
from hoithi.documents.kinds.base import kind_of
from hoithi.documents.models import Document, Series
from hoithi.documents.office_templates.starter import template_for
from hoithi.kit.schemas.reading import as_data
from hoithi.site.demo.stage import Stage


@dataclass(frozen=True, slots=True)
class Office:
    """Who writes and who approves in a contest."""

    contest: Contest
    officer: Actor
    head: Actor

    def drafted(self, kind: str, facts: dict[str, Any]) -> Document:
        return create_document(self.contest, kind=kind, facts=facts, by=self.officer)

    def submitted(self, kind: str, facts: dict[str, Any]) -> Document:
        document = self.drafted(kind, facts)
        return submit_for_approval(document, version=document.version, by=self.officer)

    def approved(self, kind: str, facts: dict[str, Any]) -> Document:
        document = self.submitted(kind, facts)
        return approve_document(document, version=document.version, by=self.head)

    def issued(self, kind: str, facts: dict[str, Any], series: Series, day: date, audience: str) -> Document:
        document = self.approved(kind, facts)
        return issue_document(
            document, series=series, day=day, audience=audience, version=document.version, by=self.officer,
            once_key=document.uid,
        )  # fmt: skip

    def series(self, name: str, symbol: str, *, committee: bool) -> Series:
        return open_series(self.contest, name=name, symbol=symbol, committee=committee, by=self.officer)


def founding_papers(contest: Contest, officer: Actor, head: Actor) -> None:
    """What the founding contest sent out: the decision on its committee, the plan, the notice of the dates, the call;
    and the proposal of prizes, which is being written."""
    office = Office(contest, officer, head)
    body = office.series("Ủy ban nhân dân huyện Hớn Quản", "UBND", committee=False)
    own = office.series("Ban Tổ chức Hội thi", "BTC", committee=True)
    office.issued("quyet-dinh-ban-to-chuc", _sample("quyet-dinh-ban-to-chuc"), body, date(2024, 1, 3), Audience.MEMBERS)
    office.issued("ke-hoach", _plan(contest, officer), own, date(2024, 3, 20), Audience.PUBLIC)
    for kind, day in _OUT:
        office.issued(kind, _sample(kind), own, day, Audience.PUBLIC)
    office.drafted("to-trinh-giai-thuong", _sample("to-trinh-giai-thuong"))


def _plan(contest: Contest, by: Actor) -> dict[str, Any]:
    """The plan as it was read, with what the scanner misread put right."""
    read = gathered("ke-hoach", contest, by=by)
    right = {
        name: text.replace("Hón Quản", "Hớn Quản") if isinstance(text, str) else text for name, text in read.items()
    }
    return {**right, "symbol": "KH-BTC"}


_OUT = (
    ("cong-van-moi-du-thi", date(2024, 4, 2)),
    ("thong-bao-lich", date(2025, 4, 16)),
)


def _sample(kind: str) -> dict[str, Any]:
    return as_data(kind_of(kind).sample())


def ward_papers(stage: Stage) -> None:
    """The ward's papers, one at each stage, numbers kept for paper, of which one was given up, and its own template."""
    office, day = Office(stage.contest, stage.officer, stage.head), stage.day
    own = office.series("Ban Tổ chức Hội thi phường Tân Khai", "BTC", committee=True)
    years = stage.contest.years
    name = f"Hội thi Sáng tạo kỹ thuật phường Tân Khai lần thứ I, năm {years}"
    common = {**_COMMON, "contest": name}
    office.issued("thong-bao-lich", {**common, **_dates(name, day)}, own, day - timedelta(days=14), Audience.PUBLIC)
    kept = reserve_numbers(
        own, stage.contest, count=2, subject="Giấy mời viết tay dự lễ phát động", day=day - timedelta(days=12),
        by=stage.officer, once_key="giay-moi",
    )  # fmt: skip
    cancel_number(kept[1], reason="In hỏng, không dùng tới", by=stage.officer)
    office.approved("quyet-dinh-gia-han", {**common, **_longer(name, day)})
    office.submitted("cong-van-don-doc", {**common, **_reminder(name, day)})
    asked = {**common, **_INVITED, "abstract": f"Dự họp Ban Tổ chức {name}"}
    draft = office.drafted("giay-moi", asked)
    draft = save_document(
        draft, facts={**asked, "where": "Hội trường UBND phường Tân Khai"}, version=draft.version,
        note="Đã hỏi văn phòng về hội trường", by=stage.officer,
    )  # fmt: skip
    comment(draft, text="Ghi thêm giờ họp, và mời cả Đoàn Thanh niên.", by=stage.head, once_key="demo")
    template = upload_template(
        stage.contest, kind="giay-moi", name="Giấy mời của UBND phường", by=stage.officer, once_key="giay-moi",
        upload=ContentFile(template_for(kind_of("giay-moi")), name="giay-moi-ubnd-phuong.docx"),
    )  # fmt: skip
    approve_template(template, contest=stage.contest, by=stage.head)


_COMMON = {
    "parent": "UBND PHƯỜNG TÂN KHAI",
    "issuer": "BAN TỔ CHỨC HỘI THI SÁNG TẠO KỸ THUẬT LẦN THỨ I",
    "place": "Tân Khai",
    "authority": "TM. BAN TỔ CHỨC HỘI THI",
    "position": "TRƯỞNG BAN",
    "post": "PHÓ CHỦ TỊCH UBND PHƯỜNG",
    "signer": "Trần Quốc Bảo",
    "recipients": "CT, các PCT. UBND phường\nThành viên Ban Tổ chức, Tổ Thư ký\nCác khu phố, trường học",
    "filing": "VT, VHXH",
}
_INVITED = {
    "symbol": "GM-BTC",
    "host": "Ban Tổ chức Hội thi",
    "event": "cuộc họp kiểm tra tiến độ nhận hồ sơ dự thi",
    "chair": "Ông Trần Quốc Bảo, Phó Chủ tịch UBND phường, Trưởng Ban Tổ chức",
    "programme": "+ Báo cáo tình hình nhận hồ sơ;\n+ Phân công hỗ trợ các khu phố.",
}


def _dates(name: str, day: date) -> dict[str, Any]:
    steps = [
        {"name": "Kiểm tra điều kiện dự thi", "from_day": day + timedelta(days=22), "to_day": day + timedelta(days=26)},
        {"name": "Giám khảo chấm hồ sơ", "from_day": day + timedelta(days=33), "to_day": day + timedelta(days=43)},
        {"name": "Lễ tổng kết, trao giải", "from_day": day + timedelta(days=75), "to_day": day + timedelta(days=75)},
    ]
    shown = [{key: f"{value:%d/%m/%Y}" if isinstance(value, date) else value for key, value in step.items()}
             for step in steps]  # fmt: skip
    return {"symbol": "TB-BTC", "abstract": f"Lịch chấm thi {name}", "steps": shown}


def _longer(name: str, day: date) -> dict[str, Any]:
    return {
        "symbol": "QĐ-BTC",
        "authority": "",
        "abstract": f"Về việc gia hạn thời gian nhận hồ sơ dự thi {name}",
        "decider": "Trưởng Ban Tổ chức Hội thi Sáng tạo kỹ thuật phường Tân Khai",
        "bases": "Căn cứ Kế hoạch tổ chức Hội thi\nXét đề nghị của cơ quan thường trực Hội thi",
        "what": "thời gian nhận hồ sơ dự thi",
        "from_day": f"{day + timedelta(days=21):%d/%m/%Y}",
        "to_day": f"{day + timedelta(days=28):%d/%m/%Y}",
        "executors": "Tổ Thư ký, các khu phố, trường học và cá nhân có liên quan",
    }


def _reminder(name: str, day: date) -> dict[str, Any]:
    late = [
        {
            "name": "Phòng Văn hóa - Xã hội",
            "task": "Tuyên truyền về Hội thi",
            "due": f"{day - timedelta(days=3):%d/%m/%Y}",
        },
        {
            "name": "Đoàn Thanh niên phường",
            "task": "Vận động đoàn viên dự thi",
            "due": f"{day - timedelta(days=8):%d/%m/%Y}",
        },
    ]
    return {
        "symbol": "BTC-VHXH",
        "abstract": f"đôn đốc thực hiện Kế hoạch tổ chức {name}",
        "addressees": "Phòng Văn hóa - Xã hội\nĐoàn Thanh niên phường",
        "plan": "Kế hoạch tổ chức Hội thi của Ban Tổ chức",
        "late": late,
        "new_due": f"{day + timedelta(days=7):%d/%m/%Y}",
        "contact": "Tổ Thư ký Hội thi",
    }
