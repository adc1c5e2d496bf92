"""A contest that receives entries, and dossiers in it: a draft begun, one that is whole, one submitted. Made by
verbs."""

import hashlib
import io
from datetime import UTC, datetime, timedelta

import pytest
from django.core.files.base import ContentFile
from PIL import Image

from hoithi.accounts.enums import Role
from hoithi.accounts.models import Person
from hoithi.contests.enums import MilestoneKind, Precision, RuleKind
from hoithi.contests.models import Milestone, RuleVersion
from hoithi.contests.queries import actor_of
from hoithi.entries import book
from hoithi.entries.actions import give_consent, save_part, start_entry, submit_entry
from hoithi.entries.actions.counter import Brought, Thing, take_in
from hoithi.entries.actions.typing import finish_typing
from hoithi.entries.enums import Purpose
from hoithi.entries.models import Entry
from hoithi.entries.uploading import PLACE, running_of, target_of
from hoithi.kit.clock import now
from hoithi.kit.files import EVIDENCE, store
from hoithi.kit.models import StoredFile
from hoithi.kit.tests.standing import shared
from hoithi.kit.uploads import begin

FIELDS = {"items": [{"code": "cntt", "name": "Công nghệ thông tin"}, {"code": "nong-nghiep", "name": "Nông nghiệp"}]}
ELIGIBILITY = {
    "entrants": ["individual", "group", "organization"],
    "applied": "tested",
    "prior": "allowed",
    "most_authors": 5,
}
FORM = {
    "sections": [
        {"code": "ly-do", "name": "Đặt vấn đề", "required": True, "most_words": 300},
        {"code": "noi-dung", "name": "Nội dung kỹ thuật", "required": True},
        {"code": "chi-phi", "name": "Chi phí", "kind": "money"},
    ],
    "papers": [
        {"code": "anh", "name": "Ảnh sản phẩm", "kind": "image", "least": 0, "most": 3},
        {"code": "tai-lieu", "name": "Tài liệu khác", "kind": "any", "least": 0, "most": 3},
    ],
    "author_details": ["birth_date", "occupation", "phone", "email", "id_number", "ethnicity"],
    "shares": True,
    "grace_minutes": 30,
}


@pytest.fixture(autouse=True)
def nothing_read_before():
    """Versions of rules are read once a process; their numbers come again when a test is undone."""
    book.forget()


@shared
def rules_of(contest):
    """Makes the next version of a kind of rule: `rules_of("form", papers=[])` changes what is named."""
    book.forget()
    standing = {RuleKind.FIELDS: FIELDS, RuleKind.ELIGIBILITY: ELIGIBILITY, RuleKind.FORM: FORM}

    def make(kind, **changes):
        kind = RuleKind(kind)
        number = RuleVersion.objects.filter(contest=contest, kind=kind).count() + 1
        return RuleVersion.objects.create(
            contest=contest,
            kind=kind,
            number=number,
            data={**standing[kind], **changes},
            made_at=datetime(2026, 1, 1, tzinfo=UTC),
            made_by_name="Hệ thống",
        )

    return make


@shared
def deadline(standing):
    """When entries close: ten days from now, on a whole second."""
    return (now() + timedelta(days=10)).replace(microsecond=0)


@shared
def receiving(contest, rules_of, deadline):
    """The contest of the cast, receiving entries until `deadline`."""
    for kind in (RuleKind.FIELDS, RuleKind.ELIGIBILITY, RuleKind.FORM):
        rules_of(kind)
    Milestone.objects.create(
        contest=contest,
        kind=MilestoneKind.ENTRIES,
        label="Nhận hồ sơ",
        starts_at=now() - timedelta(days=20),
        ends_at=deadline,
        precision=Precision.MINUTE,
        confirmed_at=now() - timedelta(days=30),
    )
    return contest


@shared
def entrant(person):
    """Somebody who enters: an actor."""
    return actor_of(person("Điểu Xuân Lộc", phone="0943999025"))


@shared
def draft(receiving, entrant):
    """A draft that was only begun."""
    return start_entry(receiving, by=entrant, once_key="mot")


def fill(entry, by, title="Máy tách vỏ hạt điều"):
    """Types all that `entry` needs."""
    save_part(entry, "about", {"title": title, "field": "nong-nghiep", "entrant": "individual"}, base=0, by=by)
    save_part(entry, "ly-do", {"ly-do": "Tách vỏ bằng tay chậm và độc."}, base=0, by=by)
    save_part(entry, "noi-dung", {"noi-dung": "Hai trục quay ngược chiều."}, base=0, by=by)
    give_consent(entry.authors.get(represents=True), Purpose.ENTER, by=by)
    return Entry.objects.get(pk=entry.pk)


@shared
def whole(draft, entrant):
    """A draft that lacks nothing."""
    return fill(draft, entrant)


@shared
def submitted(whole, entrant):
    """A submitted entry."""
    submit_entry(whole, once_key="nop", base=whole.version, by=entrant)
    return Entry.objects.get(pk=whole.pk)


@shared
def many(receiving, person):
    """Makes that many submitted entries of different people: `many(3)`."""

    def make(count):
        made = []
        for number in range(count):
            who = actor_of(person(f"Người dự thi {number}"))
            entry = fill(start_entry(receiving, by=who, once_key=f"{number}"), who, title=f"Giải pháp số {number}")
            submit_entry(entry, once_key="nop", base=entry.version, by=who)
            made.append(Entry.objects.get(pk=entry.pk))
        return made

    return make


@pytest.fixture
def account():
    """The account of an actor."""
    return lambda actor: Person.objects.get(pk=actor.person_id)


@pytest.fixture
def stored():
    """Makes a kept file: `stored("anh.jpg", size=10)`; its bytes are not there, only its row."""
    count = 0

    def make(name="anh.jpg", size=1000):
        nonlocal count
        count += 1
        digest = hashlib.sha256(f"{count}".encode()).hexdigest()
        return StoredFile.objects.create(name=name, size=size, sha256=digest, content_type="image/jpeg", key=digest)

    return make


@pytest.fixture
def arriving():
    """An upload of five bytes on its way to the pictures of an entry, as it is sealed: `arriving(entry, by)`."""

    def make(entry, by):
        target = target_of(entry, "anh")
        begun = begin(place=PLACE, target=target, name="anh.jpg", size=5, sha256="5" * 64, by=by)
        return running_of([begun])[0]

    return make


@pytest.fixture(autouse=True)
def files_apart(tmp_path, settings):
    """Files of a test lie in a folder of its own."""
    settings.MEDIA_ROOT = tmp_path / "tep"


def photo(colour="teal"):
    """The bytes of a small photograph."""
    memory = io.BytesIO()
    Image.new("RGB", (40, 30), colour).save(memory, "JPEG")
    return memory.getvalue()


@pytest.fixture
def page():
    """Keeps a photographed page of paper: `page(by)`."""

    def make(by, colour="teal", name="trang 1.jpg"):
        return store(ContentFile(photo(colour), name), kinds=EVIDENCE, by=by)

    return make


@shared
def officer(actor):
    """Works in the office of the contest: an actor."""
    return actor(Role.OFFICER)


@shared
def mother(person):
    """Somebody at the counter, with a telephone and no e-mail."""
    return person("Thị Liên", phone="0912345678", email=None)


BROUGHT = {"title": "Máy tách vỏ hạt điều", "field": "nong-nghiep", "entrant": "individual"}


@shared
def taken_in(receiving, officer, mother):
    """A paper dossier that was received at the counter and is still to be typed in."""
    things = (Thing("papers", "Bộ hồ sơ giấy", 2), Thing("model", "Mô hình máy tách vỏ"))
    version = take_in(receiving, Brought(about=BROUGHT, things=things), owner=mother, once_key="quay", by=officer)
    return Entry.objects.get(pk=version.entry_id)


@shared
def typed(taken_in, officer):
    """The same, typed in and waiting for the word of its owner."""
    save_part(taken_in, "ly-do", {"ly-do": "Tách vỏ bằng tay chậm."}, base=0, by=officer)
    entry = Entry.objects.get(pk=taken_in.pk)
    return finish_typing(entry, once_key="nhap", base=entry.version, by=officer)
