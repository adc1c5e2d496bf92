"""A certificate on one sheet A4 across, set by Typst. The decree knows no certificates, so the layout is free."""

from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from hoithi.documents.kinds.wording import stopped
from hoithi.documents.paper.measure import FACES, width
from hoithi.documents.paper.model import show_day
from hoithi.documents.paper.style import MM, Style
from hoithi.kit.typeset import pdf, qr_svg

if TYPE_CHECKING:
    from hoithi.documents.kinds.lists import CertificateFacts

_TEMPLATE = Path(__file__).parents[1] / "data" / "certificate.typ"
_NO_DAY = date(2000, 1, 1)  # a PDF for archives has a date, also before there is one
_ROOM = 235.0  # mm across, for what stands on one line


def certificate_pdf(facts: "CertificateFacts", day: date | None) -> bytes:
    """The certificate as PDF/A-2a, under 30 KB. A name of up to 60 letters stays on one line, in 34 to 18 pt."""
    winner, awarder, prize = facts.winner, facts.awarder.upper(), f"Đạt {facts.prize}".upper()
    body = (f"với giải pháp “{facts.title}”", facts.field and f"Lĩnh vực: {facts.field}", facts.contest)
    letters = sum(map(len, (*body, facts.unit, prize)))
    proof = (
        facts.number and f"Số vào sổ: {facts.number}", facts.decided and f"Theo {stopped(facts.decided)}",
        facts.code_shown and f"Mã kiểm tra: {facts.code_shown}", facts.verify_url.rstrip("/").rpartition("/")[0],
    )  # fmt: skip
    dated = day or _NO_DAY
    data: dict[str, object] = {
        "dated": {"year": dated.year, "month": dated.month, "day": dated.day},
        "design": facts.design or "classic", "heading": "GIẤY CHỨNG NHẬN", "author": facts.issuer,
        "awarder": awarder, "awarder_size": _fitting(awarder, most=15, least=11),
        "winner": winner, "winner_size": _fitting(winner, most=34, least=18), "unit": facts.unit,
        "unit_size": _fitting(facts.unit, most=15, least=10),
        "prize": prize, "prize_size": _fitting(prize, most=22, least=13), "body": [each for each in body if each],
        "body_size": 15 if letters < 350 else 12 if letters < 520 else 10,
        "room": 20 if letters < 520 else 11, "gap": 1 if letters < 520 else 0.2,
        "proof_size": 10.5 if len(facts.decided) < 150 else 8.5,
        "qr": qr_svg(facts.verify_url) if facts.verify_url else "",
        "qr_says": f"Mã QR dẫn đến {facts.verify_url}", "proof": [each for each in proof if each],
        "place_day": f"{facts.place}, {show_day(day)}", "authority": facts.authority, "position": facts.position,
        "post": facts.post, "signer": facts.signer,
    }  # fmt: skip
    return pdf(_TEMPLATE, data, faces=FACES, standards=("a-2a",))


def _fitting(words: str, *, most: int, least: int) -> int:
    """The largest size in pt at which bold `words` stay on one line; `least` when none does."""
    wide = width(words, Style(name="", size=most, bold=True)) / MM
    return max(least, min(most, int(most * _ROOM / wide))) if wide else most
