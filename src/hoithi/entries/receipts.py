"""The facts of a receipt, out of a sealed version: the same for the page, the paper and the counter."""

from django.conf import settings
from django.urls import reverse
from django.utils.translation import gettext as _

from hoithi.entries.book import Book
from hoithi.entries.documents import ReceiptFacts, ReceivedFile
from hoithi.entries.enums import Source, VersionState
from hoithi.entries.models import Submission
from hoithi.kit.dates import show_date, show_instant


def facts_of(version: Submission, book: Book, *, items: tuple[str, ...] = (), received_by: str = "") -> ReceiptFacts:
    """What the receipt of `version` says; no query when entry, contest, its owner and its agency were fetched with
    it."""
    entry, contest, about = version.entry, version.contest, version.content["about"]
    authors = version.content["authors"]
    first = next((one for one in authors if one["represents"]), authors[0] if authors else None)
    return ReceiptFacts(
        contest=contest.name, edition=_edition(version), organizer=contest.organizer_name,
        agency=contest.reception_agency or str(contest.standing_agency or ""), address=contest.reception_address,
        phone=contest.contact_phone, number=entry.code, code=version.receipt_code, title=about.get("title", ""),
        field=book.field_name(about["field"]) if about.get("field") else "",
        representative=about.get("organization") or (first["full_name"] if first else ""),
        authors=tuple(one["full_name"] for one in authors), unit=about.get("unit_label", ""), version=version.number,
        received_at=version.received_at, source=_source(version), verify_url=verify_url(version),
        key_id=version.key_id, received_by=received_by, files=_files(version, book), items=items,
        pending=_pending(version),
    )  # fmt: skip


def verify_url(version: Submission) -> str:
    """Where anybody who holds the receipt checks it."""
    return settings.BASE_URL + reverse("receipt_of", args=[version.receipt_code])


def _edition(version: Submission) -> str:
    contest = version.contest
    number = _("lần thứ %d") % contest.edition if contest.edition else ""
    years = f"({contest.years.replace('-', '–')})" if contest.years else ""
    return " ".join(filter(None, [number, years]))


def _source(version: Submission) -> str:
    entry = version.entry
    label = str(Source(entry.source).label)
    if entry.source == Source.POST and entry.postmarked_on:
        return _("%(source)s, dấu bưu điện ngày %(day)s") % {"source": label, "day": show_date(entry.postmarked_on)}
    return label


def _files(version: Submission, book: Book) -> tuple[ReceivedFile, ...]:
    names = {paper.code: paper.name for paper in book.dossier.papers}
    return tuple(
        ReceivedFile(names.get(one["slot"], one["slot"]), one["name"], one["size"], one["sha256"])
        for one in version.manifest
    )


def _pending(version: Submission) -> str:
    if version.state == VersionState.WAITING and version.grace_until:
        words = _("Còn tệp đang tải lên: danh sách đã chốt đúng hạn, nội dung được bổ sung đến %s.")
        return words % show_instant(version.grace_until)
    return _("Có tệp chưa về đủ khi hết thời gian chờ.") if version.state == VersionState.INCOMPLETE else ""
