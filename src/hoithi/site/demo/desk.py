"""What the office of the ward decides on the entries of the demo, and the list of former solutions that it has."""

from datetime import timedelta
from pathlib import Path

from django.core.files.base import ContentFile

from hoithi.entries.actions.archives import bring_list, take_list
from hoithi.entries.actions.extensions import approve_extension, propose_extension
from hoithi.entries.actions.intake import accept_entry, add_note, mark_duplicate, reject_entry, request_supplement
from hoithi.entries.enums import EntryState
from hoithi.entries.models import Entry
from hoithi.entries.windows import window_of
from hoithi.kit.clock import now, start_of
from hoithi.site.demo.dossiers import Solution, solutions
from hoithi.site.demo.stage import Stage

ARCHIVE = Path(__file__).resolve().parents[4] / "samples" / "archives" / "giai-phap-dat-giai-2018-2024.csv"
_LONGER = {  # by code of the entry: why it should stay open longer, and whether the head has agreed
    "rua-tay": ("Trường đang sửa điện sân sau, tuần tới mới chụp lại được ảnh.", True),
    "gay-thong-minh": ("Cha mẹ em Long đi làm xa, đầu tháng mới về ký giấy đồng ý.", False),
}
_NOTES = {
    "may-say": "Đã gọi điện, ông hẹn sang tuần mang sơ đồ đến vẽ chung tại quầy.",
    "may-thai-mi": "Xem cùng hồ sơ máy xắt lát của ông Hương: hai hộ làm chung một máy.",
}


def bring_archive(stage: Stage) -> None:
    """The winners of former contests in the former district, so that likeness has something to compare with."""
    upload = ContentFile(ARCHIVE.read_bytes(), name=ARCHIVE.name)
    name = "Hội thi Sáng tạo kỹ thuật huyện Hớn Quản"
    owner = stage.contest.owner
    archive = bring_list(upload, owner=owner, contest_name=name, year=None, published=True, by=stage.officer)
    take_list(archive, version=archive.version, by=stage.officer)


def decide_all(stage: Stage, entered: dict[str, Entry]) -> None:
    """Each entry comes into the state that its data names."""
    for one in solutions():
        entry = entered[one.code]
        entry.refresh_from_db()
        if one.state == EntryState.RETURNED:
            _ask_for_more(stage, entry, one)
        elif one.state == EntryState.ACCEPTED:
            accept_entry(entry, version=entry.desk_version, by=stage.officer)
        elif one.state == EntryState.REJECTED:
            reject_entry(entry, reason=one.reason, version=entry.desk_version, by=stage.officer)
        elif one.state == EntryState.DUPLICATE:
            version = entry.desk_version
            mark_duplicate(entry, entered[one.of], reason=one.reason, version=version, by=stage.officer)
    for code, text in _NOTES.items():
        add_note(entered[code], text=text, by=stage.officer, once_key="demo")
    _keep_open(stage, entered)


def _ask_for_more(stage: Stage, entry: Entry, one: Solution) -> None:
    """Until the end of a day to come; what is `due` in no days is over a moment later."""
    due = start_of(stage.day + timedelta(days=one.due + 1)) if one.due else now() + timedelta(seconds=1)
    request_supplement(
        entry, reasons=one.reasons, text=one.reason, due_at=due, version=entry.desk_version, by=stage.officer,
        once_key="demo",
    )  # fmt: skip


def _keep_open(stage: Stage, entered: dict[str, Entry]) -> None:
    closes = window_of(stage.contest, now()).closes
    if closes is None:
        raise RuntimeError("the ward's plan names a deadline")
    for code, (reason, agreed) in _LONGER.items():
        until = closes + timedelta(days=3)
        asked = propose_extension(entered[code], until=until, reason=reason, by=stage.officer)
        if agreed:
            approve_extension(asked, by=stage.head)
