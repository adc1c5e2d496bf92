"""Lists and slips: entries, a receipt, payments, a certificate."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, time

from django.db.models import TextChoices
from django.utils.translation import gettext as __
from django.utils.translation import gettext_lazy as _

from hoithi.documents.certificates.layout import certificate_pdf
from hoithi.documents.kinds import samples
from hoithi.documents.kinds.base import Kind, register
from hoithi.documents.kinds.parts import (
    ENTRIES,
    ContestFacts,
    EntryRow,
    Row,
    entries_table,
    labelled,
    listed,
    rows,
    sample_of,
    sum_said,
    table,
)
from hoithi.documents.kinds.samples import COMMITTEE, DISTRICT, NAME
from hoithi.documents.kinds.sheets import GROUP
from hoithi.documents.kinds.wording import day, grouped, joined, moment, stopped
from hoithi.documents.paper.model import Align, Block, Paper, Paragraph, QrCode, Signature, Span
from hoithi.kit.schemas.reading import Problem
from hoithi.kit.schemas.specs import Check, Choice, Day, Hour, Lines, Money, Text, spec

_OFFICE = {key: COMMITTEE[key] for key in ("parent", "issuer", "place", "contest")}


@dataclass(frozen=True)
class SlipFacts(ContestFacts):
    """Of what carries no number of the register of papers."""

    symbol: str = spec(Text(label=_("Ký hiệu"), silent=True))


@dataclass(frozen=True)
class ListFacts(SlipFacts):
    """The entries that came in."""

    until: date | None = spec(Day(label=_("Tính đến hết ngày")))
    entries: tuple[EntryRow, ...] = spec(ENTRIES)
    clerk: str = spec(Text(label=_("Người lập danh sách"), most=100))


def lay_list(facts: ListFacts) -> Paper:
    until = f" tính đến hết {day(facts.until)}" if facts.until else ""
    blocks = (Paragraph(f"Tổng số hồ sơ{until}: {len(facts.entries):02d}."), entries_table(facts.entries))
    return Paper(
        **{**facts.frame(), "symbol": ""},
        kind_name="DANH SÁCH HỒ SƠ DỰ THI",
        blocks=blocks,
        closing="",
        second_signature=Signature(position="NGƯỜI LẬP DANH SÁCH", name=facts.clerk),
        wide=True,
    )


def sample_list() -> ListFacts:
    return sample_of(
        ListFacts,
        **_OFFICE,
        abstract=NAME,
        position="TỔ TRƯỞNG TỔ THƯ KÝ",
        signer="Bùi Quốc Khánh",
        until="15/4/2025",
        entries=samples.ENTRIES,
        clerk="Ngô Bích Liên",
    )


@dataclass(frozen=True)
class ReceiptFacts(SlipFacts):
    """What was handed in, by whom, when."""

    number: str = spec(Text(label=_("Mã hồ sơ"), most=30))
    title: str = spec(Text(label=_("Tên giải pháp"), required=True, most=300))
    giver: str = spec(Text(label=_("Người nộp"), required=True, most=200))
    unit: str = spec(Text(label=_("Đơn vị, địa chỉ"), most=300))
    items: str = spec(Lines(label=_("Đã nhận"), help=_("Mỗi thứ một dòng."), required=True, most=6000))
    at: time | None = spec(Hour(label=_("Giờ nhận"), required=True))
    on: date | None = spec(Day(label=_("Ngày nhận"), required=True))
    pending: str = spec(Lines(label=_("Còn thiếu"), help=_("Mỗi thứ một dòng."), most=3000))
    verify_url: str = spec(Text(label=_("Địa chỉ kiểm tra biên nhận"), most=300))


def lay_receipt(facts: ReceiptFacts) -> Paper:
    blocks: list[Block] = [
        *labelled("Người nộp", joined(facts.giver, facts.unit)),
        *labelled("Tên giải pháp", facts.title),
        *labelled("Mã hồ sơ", facts.number),
        *labelled("Thời gian nhận", moment(facts.at, facts.on)),
    ]
    blocks += [Paragraph("Đã nhận:"), *listed(facts.items, "+")] if facts.items else []
    blocks += [Paragraph("Còn thiếu, đề nghị bổ sung:"), *listed(facts.pending, "+")] if facts.pending else []
    blocks += [QrCode(facts.verify_url, "Quét để kiểm tra")] if facts.verify_url else []
    return Paper(
        **{**facts.frame(), "symbol": ""},
        kind_name="BIÊN NHẬN HỒ SƠ",
        blocks=tuple(blocks),
        closing="",
        second_signature=Signature(position="NGƯỜI NỘP", name=facts.giver, note="(Ký, ghi rõ họ tên)"),
    )


def sample_receipt() -> ReceiptFacts:
    return sample_of(
        ReceiptFacts,
        **_OFFICE,
        abstract=NAME,
        position="NGƯỜI NHẬN",
        signer="Ngô Bích Liên",
        number="HS-0001",
        title="Máy thái củ mì",
        giver="Điểu Văn Lành",
        unit="xã An Khương, huyện Hớn Quản",
        items="Phiếu đăng ký dự thi: 01 bản\nBản mô tả giải pháp: 02 bản\nẢnh máy: 06 tấm",
        at="9:15",
        on="14/4/2025",
        pending="Xác nhận của UBND xã",
        verify_url="https://hoithi.example.vn/bien-nhan/AB12-CD34",
    )


class Design(TextChoices):
    """How a certificate looks."""

    CLASSIC = "classic", _("Khung cổ điển")
    MODERN = "modern", _("Hiện đại")
    YOUTH = "youth", _("Thiếu niên, nhi đồng")


@dataclass(frozen=True)
class CertificateFacts(SlipFacts):
    """What a certificate says. The decree knows no certificates: the layout is free."""

    design: str | None = spec(Choice(label=_("Mẫu trình bày"), options=Design))
    awarder: str = spec(Text(label=_("Ai tặng"), help=_("Ví dụ: Ban Tổ chức Hội thi ..."), required=True, most=250))
    winner: str = spec(Text(label=_("Họ tên người, tên tập thể nhận"), required=True, most=200))
    unit: str = spec(Text(label=_("Đơn vị, địa chỉ"), most=200))
    prize: str = spec(Text(label=_("Giải"), required=True, most=100))
    title: str = spec(Text(label=_("Tên giải pháp"), required=True, most=300))
    field: str = spec(Text(label=_("Lĩnh vực"), most=200))
    decided: str = spec(Text(label=_("Theo quyết định nào"), help=_("Ghi loại, số, ký hiệu, ngày, cơ quan."), most=300))
    number: str = spec(Text(label=_("Số vào sổ"), most=40))
    code_shown: str = spec(Text(label=_("Mã kiểm tra"), most=40))
    verify_url: str = spec(Text(label=_("Địa chỉ kiểm tra"), most=300))


def lay_certificate(facts: CertificateFacts) -> Paper:
    """For Word, plain; `press` draws the designs."""
    field = f"Lĩnh vực: {facts.field}." if facts.field else ""
    decided = f"Theo {stopped(facts.decided)}" if facts.decided else ""
    number = f"Số vào sổ: {facts.number}" if facts.number else ""
    code = f"Mã kiểm tra: {facts.code_shown}" if facts.code_shown else ""
    said = (
        facts.awarder and Span(facts.awarder),
        Span("chứng nhận"),
        facts.winner and Span(facts.winner, bold=True),
        facts.unit and Span(facts.unit),
        facts.prize and Span(f"đạt {facts.prize}", bold=True),
        facts.title and Span(f"với giải pháp “{facts.title}”"),
        Span(facts.contest),
        field and Span(field),
        decided and Span(decided, italic=True),
        number and Span(number),
    )
    blocks: list[Block] = [Paragraph((one,), align=Align.CENTER, indent=False) for one in said if one]
    blocks += [QrCode(facts.verify_url, code)] if facts.verify_url else []
    return Paper(**{**facts.frame(), "symbol": ""}, kind_name="GIẤY CHỨNG NHẬN", blocks=tuple(blocks), closing="")


def sample_certificate() -> CertificateFacts:
    return sample_of(
        CertificateFacts,
        **_OFFICE,
        authority="TM. BAN TỔ CHỨC HỘI THI",
        position="TRƯỞNG BAN",
        post="PHÓ CHỦ TỊCH UBND HUYỆN",
        signer="Trần Quốc Tuấn",
        abstract=NAME,
        design="classic",
        awarder=f"Ban Tổ chức {NAME}",
        winner="Đỗ Thanh Bình",
        unit="Công ty TNHH MTV Cao su Bình Long",
        prize="Giải Nhất",
        title=samples.ENTRIES[1]["name"],
        field=samples.ENTRIES[1]["field"],
        decided="Quyết định số 1520/QĐ-UBND ngày 26/5/2025 của Chủ tịch Ủy ban nhân dân huyện Hớn Quản",
        number="01/2025",
        code_shown="K7QM-2X4P",
        verify_url="https://hoithi.example.vn/chung-nhan/K7QM-2X4P",
    )


@dataclass(frozen=True)
class PaymentRow(Row):
    """Somebody who is paid."""

    name: str = spec(Text(label=_("Họ và tên"), required=True, most=200))
    unit: str = spec(Text(label=_("Đơn vị"), most=200))
    what: str = spec(Text(label=_("Nội dung"), help=_("Ví dụ: Giải Nhất; chấm 12 hồ sơ."), most=300))
    amount: int | None = spec(Money(label=_("Số tiền (đồng)"), required=True))
    id_number: str = spec(Text(label=_("Số định danh cá nhân"), most=20, rare=True))
    account: str = spec(Text(label=_("Số tài khoản, ngân hàng"), most=150, rare=True))


@dataclass(frozen=True)
class PaymentFacts(SlipFacts):
    """Who is paid what. Numbers of persons and accounts are printed only where the payer needs them."""

    decided: str = spec(Text(label=_("Theo quyết định nào"), help=_("Ghi loại, số, ký hiệu, ngày, cơ quan."), most=400))
    payments: tuple[PaymentRow, ...] = spec(rows(PaymentRow, _("Danh sách chi"), _("Người nhận"), 1000))
    show_ids: bool = spec(Check(label=_("In số định danh"), help=_("Chỉ khi kho bạc, thuế yêu cầu.")))
    show_accounts: bool = spec(Check(label=_("In số tài khoản"), help=_("Chỉ khi chi bằng chuyển khoản.")))
    accountant: str = spec(Text(label=_("Kế toán"), most=100))

    def check(self) -> Iterator[Problem]:
        for at, one in enumerate(self.payments):
            if self.show_accounts and not one.account:
                yield Problem(f"payments.{at}.account", __("“%s”: chưa có số tài khoản.") % one.name)


def lay_payments(facts: PaymentFacts) -> Paper:
    heads = (
        ("Họ và tên", 22),
        ("Đơn vị", 20),
        ("Nội dung", 20),
        ("Số định danh", 14, Align.CENTER),
        ("Số tài khoản, ngân hàng", 18),
        ("Số tiền (đồng)", 14, Align.RIGHT),
        ("Ký nhận", 12),
    )
    cells = (
        (
            one.name,
            one.unit,
            one.what,
            one.id_number if facts.show_ids else "",
            one.account if facts.show_accounts else "",
            grouped(one.amount),
            "",
        )
        for one in facts.payments
    )
    total = grouped(sum(one.amount or 0 for one in facts.payments))
    signed = () if facts.show_accounts else ("Ký nhận",)  # who is paid by transfer signs nothing
    blocks: list[Block] = [
        *([Paragraph(f"Theo {stopped(facts.decided)}")] if facts.decided else []),
        table(heads, cells, total=("Cộng", "", "", "", "", total, ""), by_hand=signed),
        *sum_said("Tổng số tiền:", facts.payments),
    ]
    return Paper(
        **{**facts.frame(), "symbol": ""},
        kind_name="DANH SÁCH CHI TIỀN",
        blocks=tuple(blocks),
        closing="",
        second_signature=Signature(position="KẾ TOÁN", name=facts.accountant),
        wide=True,
    )


def sample_payments() -> PaymentFacts:
    return sample_of(
        PaymentFacts,
        **{key: DISTRICT[key] for key in ("issuer", "place", "contest")},
        abstract=f"Tiền thưởng {NAME}",
        position="TRƯỞNG PHÒNG KINH TẾ VÀ HẠ TẦNG",
        signer="Lê Thị Hồng Nhung",
        decided="Quyết định số 1520/QĐ-UBND ngày 26/5/2025 của Chủ tịch Ủy ban nhân dân huyện Hớn Quản",
        payments=[
            {"name": row["authors"], "unit": row["unit"], "what": row["prize"], "amount": row["amount"]}
            for row in samples.PRIZES
        ],
        accountant="Hồ Thị Cẩm Vân",
    )


for kind in (
    Kind(
        code="danh-sach-ho-so", name=_("Danh sách hồ sơ dự thi"), group=GROUP, schema=ListFacts, lay=lay_list,
        sample=sample_list, prescribed=False, personal=True, sample_day=date(2025, 4, 16),
    ),
    Kind(
        code="bien-nhan", name=_("Biên nhận hồ sơ"), group=GROUP, schema=ReceiptFacts, lay=lay_receipt,
        sample=sample_receipt, prescribed=False, personal=True, sample_day=date(2025, 4, 14),
    ),
    Kind(
        code="giay-chung-nhan", name=_("Giấy chứng nhận"), group=GROUP, schema=CertificateFacts,
        lay=lay_certificate, sample=sample_certificate, prescribed=False, sample_day=date(2025, 6, 12),
        press=certificate_pdf,
    ),
    Kind(
        code="danh-sach-chi-tien", name=_("Danh sách chi tiền"), group=GROUP, schema=PaymentFacts, lay=lay_payments,
        sample=sample_payments, prescribed=False, personal=True, sample_day=date(2025, 6, 10),
    ),
):  # fmt: skip
    register(kind)
