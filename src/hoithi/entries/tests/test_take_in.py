from dataclasses import replace
from datetime import timedelta

import pytest

from hoithi.accounts.enums import Role
from hoithi.accounts.models import Person
from hoithi.audit.models import Event
from hoithi.contests.models import Milestone
from hoithi.contests.queries import actor_of
from hoithi.entries.actions import add_file, give_consent, save_part, submit_entry
from hoithi.entries.actions.counter import Brought, Thing, enter_person, take_in
from hoithi.entries.actions.submitting import digest
from hoithi.entries.book import book_of
from hoithi.entries.conftest import BROUGHT
from hoithi.entries.enums import EntryState
from hoithi.entries.models import Author, Entry, Material, Submission
from hoithi.entries.queries import to_type_in, visible_to
from hoithi.kit.clock import VIETNAM, now, today
from hoithi.kit.refusals import Refusal

pytestmark = pytest.mark.django_db
HERE = Brought(about=BROUGHT)


def take(contest, owner, by, brought=HERE, key="a", **more):
    return take_in(contest, brought, owner=owner, once_key=key, by=by, **more)


def test_three_boxes_make_a_received_dossier_with_number_receipt_and_things(receiving, mother, officer):
    things = (Thing("papers", "Bộ hồ sơ giấy", 2), Thing("medium", "USB"))
    version = take(receiving, mother, officer, replace(HERE, things=things))
    entry = Entry.objects.get()
    assert (entry.state, entry.code, entry.owner, entry.typed_by_id) == (
        EntryState.SUBMITTED, "HS-0001", mother, officer.person_id,
    )  # fmt: skip
    assert (entry.source, entry.typing_done, entry.latest) == ("counter", False, version)
    assert version.counts_at is None
    assert list(Material.objects.values_list("kind", "count")) == [("papers", 2), ("medium", 1)]
    assert list(to_type_in(officer, receiving)) == [entry]
    event = Event.objects.get(verb="entries.take_in")
    assert (event.actor_id, event.data["owner"]) == (officer.person_id, mother.uid)


def test_pressed_twice_is_one_dossier_and_the_key_of_another_is_refused(receiving, mother, officer, person):
    first = take(receiving, mother, officer)
    assert take(receiving, mother, officer) == first
    for owner, about in ((person("Người khác"), BROUGHT), (mother, {**BROUGHT, "title": "Tên khác"})):
        with pytest.raises(Refusal) as refused:
            take(receiving, owner, officer, Brought(about=about))
        assert refused.value.status == 422
    assert (Entry.objects.count(), Submission.objects.count()) == (1, 1)


def test_pages_of_the_paper_have_their_place_in_every_form(receiving, mother, officer, page):
    kept = page(officer)
    version = take(receiving, mother, officer, replace(HERE, pages=(kept,)))
    assert [(one["slot"], one["sha256"]) for one in version.manifest] == [("ban-giay", kept.sha256)]
    assert book_of(receiving).paper_name("ban-giay") == "Bản giấy"


def test_who_enters_online_has_no_place_for_pages_of_paper(draft, entrant, page):
    kept = page(entrant)
    with pytest.raises(Refusal) as refused:
        add_file(draft, "ban-giay", kept, by=entrant)
    assert refused.value.code == "entries.slot"


@pytest.mark.parametrize("role", [Role.OFFICER, Role.SECRETARY, Role.FOCAL_POINT, Role.COMMITTEE])
def test_office_and_bodies_type_for_others(receiving, mother, actor, role, department):
    by = actor(role)
    about = {**BROUGHT, "unit": department.uid} if role in {Role.FOCAL_POINT, Role.COMMITTEE} else BROUGHT
    version = take(receiving, mother, by, Brought(about=about))
    assert visible_to(by).filter(pk=version.entry_id).exists()
    assert visible_to(actor_of(mother)).filter(pk=version.entry_id).exists()


@pytest.mark.parametrize("role", [None, *sorted(set(Role) - {
    Role.OFFICER, Role.SECRETARY, Role.FOCAL_POINT, Role.COMMITTEE})])  # fmt: skip
def test_nobody_else_does(receiving, mother, actor, role):
    with pytest.raises(Refusal) as refused:
        take(receiving, mother, actor(role))
    assert refused.value.status == 404
    assert not Entry.objects.exists()


@pytest.mark.parametrize(
    ("about", "field", "said"),
    [
        ({**BROUGHT, "title": ""}, "title", "Chưa ghi tên giải pháp."),
        ({**BROUGHT, "field": ""}, "field", "Chưa chọn lĩnh vực"),
        ({**BROUGHT, "field": "khong-co"}, "field", "Hãy chọn một mục"),
        ({**BROUGHT, "entrant": ""}, "entrant", "tư cách"),
        ({**BROUGHT, "entrant": "organization"}, "organization", "Chưa ghi tên tổ chức"),
    ],
)
def test_what_the_three_boxes_need_is_said_and_nothing_is_left(receiving, mother, officer, about, field, said):
    with pytest.raises(Refusal, match=said) as refused:
        take(receiving, mother, officer, Brought(about=about))
    assert (refused.value.status, refused.value.field) == (422, field)
    assert not Entry.objects.exists()


@pytest.mark.parametrize(("after", "in_time"), [(-0.001, True), (0, False)])
def test_at_the_counter_the_clock_of_the_server_decides(receiving, mother, officer, deadline, after, in_time):
    moment = deadline + timedelta(seconds=after)
    if in_time:
        assert take(receiving, mother, officer, at=moment).received_at == moment
    else:
        with pytest.raises(Refusal, match="Đã hết hạn nộp"):
            take(receiving, mother, officer, at=moment)


def posted(day):
    return Brought(about=BROUGHT, source="post", postmarked_on=day)


def test_by_post_the_end_of_the_day_of_the_postmark_counts_and_both_instants_are_kept(
    receiving, mother, officer, rules_of, deadline
):
    rules_of("form", postmark=True)
    last = deadline.astimezone(VIETNAM).date() - timedelta(days=1)  # this whole day lies before the deadline
    came = deadline + timedelta(days=5)
    version = take(receiving, mother, officer, posted(last), at=came)
    version.refresh_from_db()
    assert version.received_at == came
    assert version.counts_at.astimezone(VIETNAM).date() == last < deadline.astimezone(VIETNAM).date()
    assert version.hash == digest(version)
    assert "counts_at" in version.receipt
    assert version.entry.postmarked_on == last


def test_a_postmark_of_the_day_on_which_the_deadline_falls_at_an_hour_is_too_late(
    receiving, mother, officer, rules_of, deadline
):
    rules_of("form", postmark=True)
    day = deadline.astimezone(VIETNAM).date()
    with pytest.raises(Refusal, match="Đã hết hạn nộp"):
        take(receiving, mother, officer, posted(day), at=deadline + timedelta(days=5))


def test_where_the_rules_do_not_speak_of_postmarks_the_day_it_came_decides(receiving, mother, officer, deadline):
    day = deadline.astimezone(VIETNAM).date() - timedelta(days=2)
    with pytest.raises(Refusal, match="Đã hết hạn nộp"):
        take(receiving, mother, officer, posted(day), at=deadline + timedelta(days=1))
    version = take(receiving, mother, officer, posted(today()))
    assert version.counts_at is None


@pytest.mark.parametrize(("day", "said"), [(None, "hãy ghi ngày"), (timedelta(days=1), "không thể sau hôm nay")])
def test_a_postmark_is_there_and_not_of_tomorrow(receiving, mother, officer, rules_of, day, said):
    rules_of("form", postmark=True)
    with pytest.raises(Refusal, match=said) as refused:
        take(receiving, mother, officer, posted(day and today() + day))
    assert refused.value.field == "postmarked_on"


def test_once_judging_has_begun_nothing_is_taken_in(receiving, mother, officer, rules_of, deadline):
    rules_of("form", postmark=True)
    begins = deadline + timedelta(days=1)
    Milestone.objects.create(contest=receiving, kind="judging", label="Chấm thi", starts_at=begins, confirmed_at=now())
    day = deadline.astimezone(VIETNAM).date() - timedelta(days=2)
    with pytest.raises(Refusal, match="đã sang bước chấm"):
        take(receiving, mother, officer, posted(day), at=begins)
    assert take(receiving, mother, officer, posted(day), at=begins - timedelta(seconds=1))


def test_a_child_behind_the_number_of_a_parent_is_the_author_and_the_number_only_a_contact(
    receiving, mother, officer, rules_of
):
    """Bad-input catalogue, row 72: two children share the number of their mother."""
    rules_of("eligibility", most_entries=1)
    for key, name in (("a", "Điểu Na"), ("b", "Điểu Bảo")):
        take(receiving, mother, officer, Brought(about={**BROUGHT, "title": name}, author=name), key=key)
    assert list(Author.objects.order_by("pk").values_list("full_name", "person")) == [
        ("Điểu Na", None), ("Điểu Bảo", None),
    ]  # fmt: skip
    assert Author.objects.first().details["phone"] == mother.phone
    assert Entry.objects.order_by("pk").first().authors_line == "Điểu Na"
    with pytest.raises(Refusal, match="đã gửi 1 giải pháp khác"):
        take(receiving, mother, officer, Brought(about=BROUGHT, author="Điểu Na"), key="c")


def test_nobody_takes_in_their_own(receiving, officer, account):
    with pytest.raises(Refusal) as refused:
        take(receiving, account(officer), officer)
    assert refused.value.code == "entries.own"


def test_a_name_that_no_certificate_could_carry(receiving, mother, officer):
    with pytest.raises(Refusal) as refused:
        take(receiving, mother, officer, Brought(about=BROUGHT, author="Na ★"))
    assert (refused.value.status, refused.value.field) == (422, "author")


def test_name_and_number_make_a_person(receiving, officer):
    made = enter_person(receiving, full_name="Thị Hoa", phone="0912345679", by=officer)
    assert (made.phone, made.created_by_id) == ("0912345679", officer.person_id)
    with pytest.raises(Refusal, match="Số này là của Thị Hoa") as refused:
        enter_person(receiving, full_name="Con của Thị Hoa", phone="0912345679", by=officer)
    assert (refused.value.code, refused.value.field) == ("contact_taken", "phone")


@pytest.mark.parametrize("role", [Role.FOCAL_POINT, Role.COMMITTEE])
def test_bodies_make_accounts_for_their_people_here(receiving, actor, role):
    assert enter_person(receiving, full_name="Thị Hoa", phone="0912345679", by=actor(role)).pk


@pytest.mark.parametrize("role", [None, Role.JUDGE, Role.HEAD, Role.AUDITOR])
def test_others_make_none(receiving, actor, role):
    by = actor(role)
    before = Person.objects.count()
    with pytest.raises(Refusal):
        enter_person(receiving, full_name="Thị Hoa", phone="0912345679", by=by)
    assert Person.objects.count() == before


def test_what_the_owner_submits_themself_needs_no_typing_any_more(taken_in, officer, receiving):
    owner = actor_of(taken_in.owner)
    save_part(taken_in, "ly-do", {"ly-do": "Tự viết."}, base=0, by=owner)
    save_part(taken_in, "noi-dung", {"noi-dung": "Tự viết."}, base=0, by=owner)
    give_consent(taken_in.authors.get(represents=True), "enter", by=owner)
    entry = Entry.objects.get(pk=taken_in.pk)
    submit_entry(entry, once_key="tu-nop", base=entry.version, by=owner, at=now())
    assert not to_type_in(officer, receiving).exists()
