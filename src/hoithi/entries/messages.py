"""Letters and records about entries, in words. Letters speak Vietnamese, whatever the sender reads."""

from typing import NamedTuple

from django.conf import settings
from django.db.models import BigIntegerField, Q, QuerySet
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from hoithi.accounts import slips
from hoithi.accounts.actors import Actor
from hoithi.accounts.models import Person
from hoithi.entries.enums import Purpose
from hoithi.entries.models import Author, DataRequest, Entry, Submission
from hoithi.kit.dates import show_instant
from hoithi.kit.language import in_source_language
from hoithi.kit.prepared import given, prepared
from hoithi.notifications.actions import post
from hoithi.units.models import Member

VERBS = {
    "entries.start_entry": gettext_lazy("Bắt đầu soạn hồ sơ"),
    "entries.copy_entry": gettext_lazy("Chép từ hồ sơ cũ"),
    "entries.drop_draft": gettext_lazy("Bỏ hồ sơ đang soạn"),
    "entries.choose_auto_submit": gettext_lazy("Chọn việc tự nộp khi hết hạn"),
    "entries.ask_help": gettext_lazy("Nhờ ban tổ chức hỗ trợ"),
    "entries.add_author": gettext_lazy("Thêm tác giả"),
    "entries.edit_author": gettext_lazy("Sửa thông tin tác giả"),
    "entries.remove_author": gettext_lazy("Bỏ tác giả"),
    "entries.invite_author": gettext_lazy("Gửi lời mời tác giả"),
    "entries.answer_invitation": gettext_lazy("Tác giả trả lời lời mời"),
    "entries.confirm_on_paper": gettext_lazy("Tác giả đã ký trên giấy"),
    "entries.give_consent": gettext_lazy("Đồng ý cho dùng dữ liệu"),
    "entries.withdraw_consent": gettext_lazy("Rút sự đồng ý"),
    "entries.add_file": gettext_lazy("Thêm tệp"),
    "entries.place_sealed_file": gettext_lazy("Tệp đã chốt tải xong"),
    "entries.keep_late_file": gettext_lazy("Giữ tệp đến muộn"),
    "entries.quarantine_file": gettext_lazy("Cách ly tệp có mã độc"),
    "entries.remove_file": gettext_lazy("Bỏ tệp"),
    "entries.ask_unit": gettext_lazy("Xin đơn vị xác nhận"),
    "entries.answer_for_unit": gettext_lazy("Đơn vị trả lời"),
    "entries.confirm_unit_on_paper": gettext_lazy("Đơn vị xác nhận trên giấy"),
    "entries.submit_entry": gettext_lazy("Nộp hồ sơ"),
    "entries.withdraw_entry": gettext_lazy("Rút hồ sơ"),
    "entries.settle_version": gettext_lazy("Kiểm tra tệp đã về đủ"),
}
# What people agree to, word for word; `consents.WORDS` is raised with every change.
CONSENTS = {
    Purpose.ENTER: gettext_lazy(
        "Tôi đồng ý để ban tổ chức dùng thông tin cá nhân trong hồ sơ để tiếp nhận, kiểm tra và chấm giải pháp này."
    ),
    Purpose.PUBLISH: gettext_lazy("Tôi đồng ý công bố họ tên, đơn vị và ảnh giải pháp của tôi nếu giải pháp đạt giải."),
    Purpose.CONTACT: gettext_lazy("Tôi đồng ý công bố số điện thoại hoặc thư điện tử để người khác hỏi về giải pháp."),
    Purpose.ETHNICITY: gettext_lazy(
        "Tôi đồng ý để ban tổ chức dùng thông tin dân tộc của tôi, chỉ để xét giải dành cho đồng bào dân tộc thiểu số."
    ),
    Purpose.GUARDIAN: gettext_lazy("Tôi là cha mẹ hoặc người giám hộ, tôi đồng ý cho con dự thi."),
    Purpose.GUARDIAN_PUBLISH: gettext_lazy(
        "Tôi là cha mẹ hoặc người giám hộ, tôi đồng ý công bố họ tên, trường và ảnh của con nếu giải pháp đạt giải."
    ),
}


class Letter(NamedTuple):
    """A subject and plain paragraphs."""

    subject: str
    body: str


@in_source_language
def author_line(names: list[str]) -> str:
    """ "Điểu Xrê và 2 người khác", to be kept with the entry."""
    if not names:
        return ""
    rest = len(names) - 1
    return names[0] if not rest else _("%(first)s và %(rest)d người khác") % {"first": names[0], "rest": rest}


def _letter(entry: Entry, subject: str, *paragraphs: str) -> Letter:
    signed = entry.contest.organizer_name or entry.contest.name
    return Letter(subject, "\n\n".join([*(one for one in paragraphs if one), signed]))


@in_source_language
def invitation(entry: Entry, author: Author, secret: str) -> Letter:
    """Asks somebody named as an author to confirm; the secret stands behind "#", so that no server writes it down."""
    address = settings.BASE_URL + reverse("author_invitation") + f"#{secret}"
    return _letter(
        entry,
        _("Xác nhận bạn là tác giả giải pháp dự thi"),
        _("Kính gửi %s,") % author.full_name,
        _("%(owner)s ghi bạn là tác giả của giải pháp “%(title)s” dự thi %(contest)s.")
        % {"owner": entry.owner.full_name, "title": entry.title or _("chưa đặt tên"), "contest": entry.contest.name},
        _("Hãy mở liên kết này để xác nhận, hoặc để báo rằng không phải: %s") % address,
        _("Liên kết dùng được một lần, trong 14 ngày. Nếu không biết việc này, hãy bỏ qua thư."),
    )


@in_source_language
def unit_asked(entry: Entry, focal: Member) -> Letter:
    """Asks the focal point of a body to confirm an entry of one of its people."""
    address = settings.BASE_URL + reverse("unit_entries")
    return _letter(
        entry,
        _("Xin đơn vị xác nhận hồ sơ dự thi"),
        _("Kính gửi %s,") % focal.full_name,
        _("%(owner)s xin đơn vị xác nhận giải pháp “%(title)s” dự thi %(contest)s.")
        % {"owner": entry.owner.full_name, "title": entry.title, "contest": entry.contest.name},
        _("Xem và trả lời tại: %s") % address,
    )


@in_source_language
def typed_in(entry: Entry, code: str) -> Letter:
    """Asks the owner whether what was typed in for them is what their paper says; the code stands behind "#"."""
    address = settings.BASE_URL + reverse("typed_answer")
    return _letter(
        entry,
        _("Xác nhận bản nhập hộ hồ sơ %s") % entry.code,
        _("Kính gửi %s,") % entry.owner.full_name,
        _(
            "Ban tổ chức đã nhập hồ sơ %(code)s “%(title)s” từ bản giấy của bạn. "
            "Bản nhập chỉ có giá trị khi bạn xác nhận."
        )
        % {"code": entry.code, "title": entry.title},
        _("Hãy mở liên kết này, xem lại rồi xác nhận hoặc báo chỗ chưa đúng: %s") % f"{address}#{slips.shown(code)}",
        _("Hoặc mở %(address)s và gõ mã %(code)s. Mã dùng một lần, trong 14 ngày.")
        % {"address": address, "code": slips.shown(code)},
    )


@in_source_language
def request_answered(request: DataRequest) -> Letter:
    """Tells a person what was done about their data."""
    done = _("Yêu cầu của bạn đã được thực hiện.") if request.done else _("Yêu cầu của bạn chưa thực hiện được.")
    return Letter(
        _("Trả lời yêu cầu về dữ liệu cá nhân"),
        "\n\n".join(
            [_("Kính gửi %s,") % request.person_name, str(request.get_kind_display()) + ".", done, request.answer]
        ),
    )


def send_receipt(entry: Entry, version: Submission, *, by: Actor) -> None:
    """One letter to the owner and one to each co-author with an account and an address: number, time, code, list of
    files."""
    for person in _told(entry=entry.pk, owner=entry.owner_id):
        letter = receipt(entry, version, person)
        post(
            kind="entries.receipt", to_address=person.email or "", to_name=person.full_name, subject=letter.subject,
            body=letter.body, once_key=f"receipt:{version.uid}:{person.pk}", fresh=True, by=by,
        )  # fmt: skip


@prepared
def _told() -> QuerySet[Person]:
    named = Author.objects.filter(entry=given("entry", BigIntegerField()), removed_at=None, person__isnull=False)
    people = Person.objects.filter(Q(pk=given("owner", BigIntegerField())) | Q(pk__in=named.values("person")))
    return people.exclude(email=None).order_by("pk")


@in_source_language
def receipt(entry: Entry, version: Submission, person: Person) -> Letter:
    """The receipt in words."""
    address = settings.BASE_URL + reverse("entry_receipt", args=[entry.uid, version.number])
    files = "\n".join(f"- {one['name']} ({one['size']} byte, SHA-256 {one['sha256']})" for one in version.manifest)
    own = _("Hồ sơ được nộp tự động từ bản hoàn chỉnh gần nhất, như bạn đã chọn.") if version.provisional else ""
    return _letter(
        entry,
        _("Biên nhận hồ sơ %(code)s, lần nộp %(version)d") % {"code": entry.code, "version": version.number},
        _("Kính gửi %s,") % person.full_name,
        _("%(contest)s đã nhận hồ sơ %(code)s “%(title)s” lúc %(time)s (giờ Việt Nam).")
        % {
            "contest": entry.contest.name,
            "code": entry.code,
            "title": entry.title,
            "time": show_instant(version.received_at),
        },
        own,
        _("Mã biên nhận: %s") % version.receipt_code,
        _("Các tệp đã nhận:\n%s") % files if files else "",
        _("Xem và tải giấy biên nhận: %s") % address,
    )
