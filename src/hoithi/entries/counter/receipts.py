"""The receipt of the counter, from what was sealed: for the giver and to be kept, both signed."""

from django.utils.translation import gettext as _
from django.utils.translation import override

from hoithi.contests.models import Contest
from hoithi.entries.book import Book, book_of
from hoithi.entries.documents import ReceiptFacts, ReceivedFile
from hoithi.entries.enums import Source
from hoithi.entries.models import Entry, Material, Submission
from hoithi.entries.receipts import verify_url
from hoithi.kit.dates import show_date


def facts_of(version: Submission) -> ReceiptFacts:
    """What the paper says of `version`, in Vietnamese. The time on it is that of the server; for what came by post the
    day of the postmark stands beside it."""
    with override("vi"):
        entry, contest = version.entry, version.contest
        book = book_of(contest, entry)
        about = version.content["about"]
        return ReceiptFacts(
            contest=contest.name,
            edition=_edition(contest),
            organizer=contest.organizer_name,
            agency=contest.reception_agency or str(contest.standing_agency or contest.owner),
            address=contest.reception_address,
            phone=contest.contact_phone,
            number=entry.code,
            code=version.receipt_code,
            title=about.get("title", ""),
            field=book.field_name(about.get("field", "")),
            representative=_representative(version),
            authors=tuple(author["full_name"] for author in version.content["authors"]),
            unit=about.get("unit_label", ""),
            version=version.number,
            received_at=version.received_at,
            source=source_words(entry),
            received_by=version.by_name,
            files=_files(version, book),
            items=tuple(item_words(one) for one in Material.objects.filter(entry=entry)),
            verify_url=verify_url(version),
            key_id=version.key_id,
        )


def _edition(contest: Contest) -> str:
    years = f" ({contest.years.replace('-', '–')})" if contest.years else ""
    return (_("lần thứ %d") % contest.edition if contest.edition else "") + years


def _representative(version: Submission) -> str:
    authors = version.content["authors"]
    return next((one["full_name"] for one in authors if one.get("represents")), version.entry.owner.full_name)


def source_words(entry: Entry) -> str:
    """How the dossier came: "Gửi qua bưu điện, dấu bưu điện ngày 14/4/2025"."""
    label = str(Source(entry.source).label)
    if entry.source == Source.POST and entry.postmarked_on:
        return _("%(how)s, dấu bưu điện ngày %(day)s") % {"how": label, "day": show_date(entry.postmarked_on)}
    return label


def item_words(material: Material) -> str:
    """ "Mô hình máy tách vỏ (Mô hình, hiện vật), 1 cái"."""
    return _("%(name)s (%(kind)s): %(count)d") % {
        "name": material.name,
        "kind": material.get_kind_display().lower(),
        "count": material.count,
    }


def _files(version: Submission, book: Book) -> tuple[ReceivedFile, ...]:
    return tuple(
        ReceivedFile(label=book.paper_name(one["slot"]), name=one["name"], size=one["size"], sha256=one["sha256"])
        for one in version.manifest
    )
