"""Before the first word: eligibility with the rule quoted, one press one draft, copies of one's own."""

import re
from datetime import timedelta

import pytest

from hoithi.accounts.enums import Role
from hoithi.contests.enums import State
from hoithi.entries import book
from hoithi.entries.actions import add_author, save_part
from hoithi.entries.entrant.tests.conftest import browser, hidden
from hoithi.entries.models import Entry, EntryFile

pytestmark = pytest.mark.django_db


def ask(client, contest, **answers):
    given = {"entrant": "individual", "applied": "yes", **answers}
    return client.post(browser(client).address("entry_eligibility", slug=contest.slug), given)


@pytest.mark.parametrize(
    ("rule", "answers", "said", "quoted"),
    [
        ({"entrants": ["organization"]}, {}, "không được nhận", "Được dự thi: tổ chức."),
        ({"applied": "yes"}, {"applied": "tested"}, "chưa được áp dụng như yêu cầu", "Việc áp dụng: đã áp dụng."),
        ({"prior": "not_awarded"}, {"prior": "awarded"}, "không được dự thi lại", "chưa đạt giải từ cấp tỉnh"),
        ({"made_from": "2022-01-01"}, {"made_on": "31/12/2021"}, "Tạo ra ngày 31/12/2021", "từ ngày 1/1/2022"),
        ({"age_min": 18, "age_on": "2026-01-01"}, {"birth_date": "2/1/2008"}, "17 tuổi", "Tuổi từ 18 đến 120"),
    ],
)
def test_who_is_not_eligible_reads_the_rule(client, receiving, rules_of, rule, answers, said, quoted):
    rules_of("eligibility", **rule)
    book.forget()
    words = ask(client, receiving, **answers).content.decode()
    assert "Có điều kiện chưa đạt" in words
    assert said in words
    assert quoted in words


@pytest.mark.parametrize(
    ("rule", "answers"),
    [
        ({}, {}),
        ({"prior": "not_awarded"}, {"prior": "entered"}),
        ({"made_from": "2022-01-01", "made_to": "2022-12-31"}, {"made_on": "31/12/2022"}),
        ({"age_min": 18, "age_on": "2026-01-01"}, {"birth_date": "01.01.2008"}),
    ],
)
def test_who_is_eligible_may_begin(client, receiving, rules_of, rule, answers):
    rules_of("eligibility", **rule)
    book.forget()
    words = ask(client, receiving, **answers).content.decode()
    assert "Bạn được dự thi" in words
    assert "Bắt đầu soạn hồ sơ" in words


def test_what_takes_time_is_said_at_the_start(client, receiving, rules_of):
    rules_of("eligibility", unit_confirms=True, guardian=True, employer_agrees=True)
    book.forget()
    words = ask(client, receiving).content.decode()
    assert words.count("Cần chuẩn bị:") == 3
    assert "Bạn được dự thi" in words


@pytest.mark.parametrize(("typed", "said"), [("04/15/2005", "tháng phải từ 1"), ("15/4", "năm"), ("", "Ngày sinh")])
def test_a_day_that_cannot_be_read(client, receiving, rules_of, typed, said):
    rules_of("eligibility", age_min=6, age_on="2026-01-01")
    book.forget()
    answer = ask(client, receiving, birth_date=typed)
    assert answer.status_code in {200, 422}
    assert said.lower() in answer.content.decode().lower()


def test_nothing_was_made_on_a_day_to_come(client, receiving, rules_of):
    rules_of("eligibility", made_from="2020-01-01")
    book.forget()
    words = ask(client, receiving, made_on="1/3/2030").content.decode()
    assert "Ngày muộn nhất nhận được là" in words
    assert "Bạn được dự thi" not in words


def test_nothing_of_the_questions_is_kept(at_desk, client, receiving):
    ask(client, receiving)
    assert not Entry.objects.exists()


def test_the_contests_page_leads_here_while_it_receives(client, receiving, deadline, time_machine):
    link = browser(client).address("entry_eligibility", slug=receiving.slug)
    assert f'href="{link}">Nộp hồ sơ' in client.get(f"/hoi-thi/{receiving.slug}/").content.decode()
    time_machine.move_to(deadline)
    assert link not in client.get(f"/hoi-thi/{receiving.slug}/").content.decode()


def test_a_visitor_signs_in_and_comes_back(client, receiving):
    desk = browser(client)
    words = ask(client, receiving).content.decode()
    begin = desk.address("entry_begin", slug=receiving.slug)
    assert f'href="{begin}"' in words
    assert client.get(begin)["Location"] == f"/dang-nhap/?next={begin}"


@pytest.mark.parametrize(("after", "said"), [(-1, None), (0, "Đã hết hạn nộp"), (1, "Đã hết hạn nộp")])
def test_at_the_deadline(at_desk, client, receiving, deadline, time_machine, after, said):
    page = at_desk.get("entry_begin", slug=receiving.slug)
    time_machine.move_to(deadline + timedelta(seconds=after), tick=False)
    seen = at_desk.get("entry_eligibility", slug=receiving.slug)
    assert seen.status_code == 200
    answer = at_desk.post("entry_begin", data={"once": hidden(page, "once")}, slug=receiving.slug)
    if said:
        assert said in seen.content.decode()
        assert (answer.status_code, said in answer.content.decode()) == (409, True)
        assert "Cần giúp?" in answer.content.decode()
    assert Entry.objects.exists() == (said is None)


def test_before_it_opens(client, contest, receiving):
    receiving.milestones.all().delete()
    receiving.announced_at = None
    receiving.state = State.ANNOUNCED
    receiving.save()
    words = browser(client).get("entry_eligibility", slug=receiving.slug).content.decode()
    assert "chưa nhận hồ sơ" in words


def test_one_press_one_draft_however_often(at_desk, receiving):
    page = at_desk.get("entry_begin", slug=receiving.slug)
    assert not Entry.objects.exists()
    sent = {"once": hidden(page, "once")}
    addresses = {at_desk.post("entry_begin", data=sent, slug=receiving.slug)["Location"] for _press in range(3)}
    assert len(addresses) == Entry.objects.count() == 1


def begun_with(desk, contest, **about):
    """The page that begins, sent with its first part."""
    page = desk.get("entry_begin", slug=contest.slug)
    sent = {**{name: hidden(page, name) for name in ("once", "base", "tab")}, **about}
    return sent, desk.post("entry_begin", data=sent, slug=contest.slug)


def test_the_first_part_filled_in_here_leads_to_the_second(at_desk, receiving):
    sent, answer = begun_with(at_desk, receiving, title="Máy tách vỏ", field="nong-nghiep", entrant="individual")
    entry = Entry.objects.get()
    assert answer["Location"] == at_desk.address("entry_step", entry, part="ly-do")
    assert "Đã mở hồ sơ" in at_desk.client.get(answer["Location"]).content.decode()
    assert (entry.title, entry.about["field"], entry.about["entrant"]) == ("Máy tách vỏ", "nong-nghiep", "individual")
    again = at_desk.post("entry_begin", data=sent | {"title": "Máy tách vỏ điều"}, slug=receiving.slug)
    assert again["Location"] == answer["Location"]
    assert Entry.objects.get().title == "Máy tách vỏ điều"


def test_an_old_page_that_begins_does_not_write_over_what_was_changed_since(at_desk, receiving):
    sent, __ = begun_with(at_desk, receiving, title="Máy một")
    entry = Entry.objects.get()
    at_desk.save("entry_about", entry, {"title": "Máy hai"})
    answer = at_desk.post("entry_begin", data=sent | {"title": "Máy ba"}, slug=receiving.slug)
    assert answer.status_code == 409
    assert "Máy hai" in answer.content.decode() and "Máy ba" in answer.content.decode()
    assert Entry.objects.get().title == "Máy hai"


def test_what_cannot_be_read_stays_in_its_box(at_desk, receiving):
    __, answer = begun_with(at_desk, receiving, title="Máy" * 200)
    assert answer.status_code == 422
    assert "Máy" * 200 in answer.content.decode()
    assert Entry.objects.get().work["typed"] == {"title": "Máy" * 200}


def test_signed_out_before_the_first_press_the_text_comes_back(at_desk, client, sign_in, entrant, receiving):
    client.logout()
    where = at_desk.address("entry_begin", slug=receiving.slug)
    answer = client.post(where, {"once": "a", "title": "Máy tách vỏ", "field": "nong-nghiep"})
    assert answer["Location"] == f"/dang-nhap/?next={where}"
    sign_in(entrant)
    words = client.get(where).content.decode()
    assert 'value="Máy tách vỏ"' in words and re.search('value="nong-nghiep"[^>]* checked', words)
    begun_with(at_desk, receiving, title="Máy tách vỏ")
    assert "kept_text" not in client.session


@pytest.mark.parametrize("once", ["", "x" * 1000])
def test_a_key_that_is_none(at_desk, receiving, once):
    assert at_desk.post("entry_begin", data={"once": once}, slug=receiving.slug).status_code == 422
    assert not Entry.objects.exists()


def test_what_was_begun_is_shown_first(at_desk, draft):
    words = at_desk.get("entry_begin", slug=draft.contest.slug).content.decode()
    assert "Hồ sơ bạn đang soạn cho hội thi này" in words
    assert at_desk.address("entry_tasks", draft) in words


def test_copied_from_an_earlier_entry_of_ones_own(at_desk, submitted, entrant):
    save_part(submitted, "chi-phi", {"chi-phi": "5"}, base=0, by=entrant)
    add_author(submitted, by=entrant, full_name="Thị Hen")
    page = at_desk.get("entry_begin", slug=submitted.contest.slug)
    assert "Chép từ “Máy tách vỏ hạt điều”" in page.content.decode()
    assert 'name="title"' not in page.content.decode()  # the copy brings its own
    sent = {"once": hidden(page, "once"), "source": submitted.uid}
    at_desk.post("entry_begin", data=sent, slug=submitted.contest.slug)
    new = Entry.objects.exclude(pk=submitted.pk).get()
    assert (new.state, new.number, new.copied_from) == ("draft", None, submitted)
    assert new.answers["ly-do"] == "Tách vỏ bằng tay chậm và độc."
    assert [author.full_name for author in new.authors.all()] == ["Điểu Xuân Lộc", "Thị Hen"]
    assert not EntryFile.objects.filter(entry=new).exists()


def test_nobody_copies_anothers(client, sign_in, actor, submitted):
    sign_in(actor())
    desk = browser(client)
    page = desk.get("entry_begin", slug=submitted.contest.slug)
    sent = {"once": hidden(page, "once"), "source": submitted.uid}
    desk.post("entry_begin", data=sent, slug=submitted.contest.slug)
    assert Entry.objects.filter(copied_from=submitted).count() == 0


def test_the_office_tries_it_as_an_entrant(client, sign_in, actor, receiving, deadline, time_machine):
    sign_in(actor(Role.OFFICER))
    time_machine.move_to(deadline + timedelta(days=1))
    desk = browser(client)
    page = client.get(desk.address("entry_begin", slug=receiving.slug) + "?thu=1")
    assert "ĐANG DÙNG THỬ" in page.content.decode()
    desk.post("entry_begin", data={"once": hidden(page, "once"), "trial": "1"}, slug=receiving.slug)
    entry = Entry.objects.get()
    assert entry.trial
    assert desk.save("entry_step", entry, {"q-ly-do": "Thử."}, part="ly-do").status_code == 302
    for name in ("entry_tasks", "entry_about", "entry_authors", "entry_files", "entry_check", "entry_consents"):
        assert "ĐANG DÙNG THỬ" in desk.get(name, entry).content.decode()
    assert 'id="submit"' not in desk.get("entry_check", entry).content.decode()
    answer = desk.post("entry_check", entry, {"once": "a", "base": entry.version, "enter": "on"})
    assert answer.status_code in {409, 422}
    assert Entry.objects.get().number is None


@pytest.mark.parametrize("role", [None, Role.FOCAL_POINT, Role.JUDGE, Role.AUDITOR])
def test_a_trial_is_the_offices_alone(client, sign_in, actor, receiving, role):
    sign_in(actor(role))
    desk = browser(client)
    page = client.get(desk.address("entry_begin", slug=receiving.slug) + "?thu=1")
    assert "ĐANG DÙNG THỬ" not in page.content.decode()
    desk.post("entry_begin", data={"once": hidden(page, "once"), "trial": "1"}, slug=receiving.slug)
    assert not Entry.objects.get().trial


def test_a_contest_that_is_not_public(client, receiving):
    receiving.state = State.DRAFT
    receiving.save()
    hidden_one = browser(client).get("entry_eligibility", slug=receiving.slug)
    assert hidden_one.status_code == browser(client).get("entry_eligibility", slug="khong-co").status_code == 404
