"""Papers about entries: the receipt, as facts and as a PDF. Papers speak Vietnamese, whatever the reader's language."""

from dataclasses import asdict, dataclass
from datetime import datetime
from pathlib import Path

from django.utils.translation import get_language

from hoithi.kit.clock import VIETNAM
from hoithi.kit.codes import show_code
from hoithi.kit.dates import WEEKDAYS, show_date
from hoithi.kit.language import in_source_language
from hoithi.kit.numbers import show_size
from hoithi.kit.typeset import pdf, qr_svg

_RECEIPT = Path(__file__).parent / "data" / "receipt.typ"


@dataclass(frozen=True, slots=True)
class ReceivedFile:
    """A file as it was received: its place in the dossier, its name, its bytes, their SHA-256 in hex."""

    label: str
    name: str
    size: int
    sha256: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ReceiptFacts:
    """All that a receipt says; plain words, already allowed to be shown to whoever holds the paper.

    `edition` as people say it ("lần thứ 8 (2024–2025)"); `number` of the register; `code` as `kit.codes` makes it;
    `representative` as the entrant typed it; `source` how the dossier came ("Nộp trực tuyến", "Nộp trực tiếp tại
    quầy", "Gửi qua bưu điện, dấu bưu điện ngày 14/4/2025"); `received_by` the person at the counter; `items` what
    came besides files, one line each; `pending` a sentence about bytes that are still on their way; `key_id` of the
    signature. Empty texts leave their line out.
    """

    contest: str
    edition: str
    organizer: str
    agency: str
    address: str
    phone: str
    number: str
    code: str
    title: str
    field: str
    representative: str
    authors: tuple[str, ...]
    unit: str
    version: int
    received_at: datetime
    source: str
    verify_url: str
    key_id: str
    received_by: str = ""
    files: tuple[ReceivedFile, ...] = ()
    items: tuple[str, ...] = ()
    pending: str = ""


@in_source_language
def receipt_pdf(facts: ReceiptFacts, *, copies: int = 1) -> bytes:
    """The receipt on A4. With `copies` of 2 it is for the counter: one for the giver, one to be kept, both signed.

    The same facts give the same bytes, so a receipt need not be kept as a file.
    """
    local = facts.received_at.astimezone(VIETNAM)
    data: dict[str, object] = {
        **asdict(facts),
        "code": show_code(facts.code),
        "received_at": show_second(facts.received_at),
        "date": f"Ngày {local.day} tháng {local.month} năm {local.year}",
        "files": [{**asdict(each), "size": show_size(each.size)} for each in facts.files],
        "total": show_size(sum(each.size for each in facts.files)),
        "qr": qr_svg(facts.verify_url),
        "copies": copies,
    }
    return pdf(_RECEIPT, data)


def show_second(moment: datetime) -> str:
    """ "14 giờ 32 phút 07 giây, thứ Ba, ngày 15/4/2025 (giờ Việt Nam)"; the second that had begun."""
    local = moment.astimezone(VIETNAM)
    if get_language() == "en":
        return f"{local:%H:%M:%S}, {show_date(local, weekday=True)} (Vietnam time)"
    return (
        f"{local.hour} giờ {local.minute:02d} phút {local.second:02d} giây, "
        f"{WEEKDAYS[local.weekday()]}, ngày {local.day}/{local.month}/{local.year} (giờ Việt Nam)"
    )
