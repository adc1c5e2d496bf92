from datetime import timedelta

import pytest
from django_tasks_db.models import DBTaskResult

from hoithi.accounts.actors import SYSTEM
from hoithi.accounts.enums import Role
from hoithi.audit.models import Event
from hoithi.contests.enums import State
from hoithi.contests.queries import actor_of
from hoithi.entries import book
from hoithi.entries.actions import save_part, start_entry, submit_entry, withdraw_entry
from hoithi.entries.actions.likeness import ask_comparison, compare_version, decide_match
from hoithi.entries.book import book_of
from hoithi.entries.conftest import fill
from hoithi.entries.inspection import inspect
from hoithi.entries.jobs.likeness import catch_up
from hoithi.entries.likeness.tests.conftest import SUMMARY
from hoithi.entries.likeness.texts import said_in
from hoithi.entries.models import Entry, EntryFile, Former, Match, Shingle, Submission
from hoithi.kit.clock import now
from hoithi.kit.jobs import run_pending
from hoithi.kit.models import StoredFile
from hoithi.kit.refusals import Refusal
from hoithi.kit.tests.standing import shared

pytestmark = pytest.mark.django_db


@shared
def old(take):
    """A former winner that the entry of the cast is like."""
    take(f"Hạt điều: máy tách vỏ;2019;Điểu Sơn;Xã An Phú;Giải Ba;Cơ khí;{SUMMARY}")
    return Former.objects.get(title="Hạt điều: máy tách vỏ")


@shared
def match(old, submitted):
    """Their likeness, found by the work that follows a submission."""
    run_pending()
    return Match.objects.get(entry=submitted, former=old)


def correct(entry, by, key, **answers):
    """Changes answers and submits anew."""
    entry = Entry.objects.get(pk=entry.pk)
    for part, text in answers.items():
        save_part(entry, part, {part: text}, base=entry.parts.get(part, 0), by=by)
    entry = Entry.objects.get(pk=entry.pk)
    submit_entry(entry, once_key=key, base=entry.version, by=by)
    run_pending()
    return Entry.objects.get(pk=entry.pk)


def test_a_submission_is_compared_with_what_came_before(match, submitted):
    assert (match.state, match.title_score > 0.8) == (Match.State.OPEN, True)
    own = Former.objects.get(entry=submitted)
    assert (own.title, own.version, own.authors_line) == ("Máy tách vỏ hạt điều", submitted.latest, "")
    assert "Hai trục quay ngược chiều." in own.text
    assert own.compared_at is not None


def test_receipts_go_first(submitted):
    waiting = DBTaskResult.objects.filter(task_path__endswith=".compare_entry")
    assert waiting.update(enqueued_at=now() - timedelta(days=1)) == 1
    last = list(DBTaskResult.objects.ready())[-1]
    assert last.task_path.endswith(".compare_entry")


def test_a_draft_is_compared_with_nothing(old, whole):
    run_pending()
    assert not Former.objects.filter(entry=whole).exists()


def test_an_entry_is_never_like_itself(submitted):
    run_pending()
    compare_version(submitted.latest)
    assert not Match.objects.exists()


def test_answers_that_name_people_and_choices_are_not_compared(receiving, rules_of, draft, entrant):
    sections = [
        {"code": "ly-do", "name": "Đặt vấn đề"},
        {"code": "noi-dung", "name": "Nội dung"},
        {"code": "nguoi", "name": "Người hướng dẫn", "kind": "long", "blind": True},
        {"code": "chi-phi", "name": "Chi phí", "kind": "money"},
    ]
    rules_of("form", sections=sections, papers=[])
    entry = fill(draft, entrant)
    save_part(entry, "nguoi", {"nguoi": "Thầy Điểu Minh dạy nghề."}, base=0, by=entrant)
    save_part(entry, "chi-phi", {"chi-phi": "1500000"}, base=0, by=entrant)
    entry = Entry.objects.get(pk=entry.pk)
    submit_entry(entry, once_key="nop", base=entry.version, by=entrant)
    said = said_in(Entry.objects.get(pk=entry.pk).latest)
    assert said.text == "Tách vỏ bằng tay chậm và độc.\n\nHai trục quay ngược chiều."
    assert said.typed == len(said.text)


def test_what_the_files_of_the_version_say_is_compared(whole, entrant):
    stored = StoredFile.objects.create(
        name="mo-ta.pdf", size=5, sha256="5" * 64, content_type="application/pdf", key="k", created_by_id=1
    )
    EntryFile.objects.create(
        entry=whole, slot="tai-lieu", file=stored, added_at=whole.created_at, added_by_name="A", text=SUMMARY
    )
    submit_entry(whole, once_key="nop", base=whole.version, by=entrant)
    version = Entry.objects.get(pk=whole.pk).latest
    later = StoredFile.objects.create(
        name="sau.pdf", size=5, sha256="6" * 64, content_type="application/pdf", key="m", created_by_id=1
    )
    EntryFile.objects.create(
        entry=whole, slot="tai-lieu", file=later, added_at=whole.created_at, added_by_name="A", text="Chưa nộp."
    )
    said = said_in(version)
    assert said.text.endswith(SUMMARY)
    assert said.text[: said.typed].endswith("Hai trục quay ngược chiều.")


def test_a_corrected_version_takes_the_place_of_the_first(match, submitted, entrant):
    shingles = Shingle.objects.count()
    correct(submitted, entrant, "hai", **{"noi-dung": SUMMARY})
    assert Former.objects.filter(entry=submitted).count() == 1
    match.refresh_from_db()
    assert (match.text_score, len(match.passages)) == (1, 1)
    assert Shingle.objects.count() > shingles
    correct(submitted, entrant, "ba", **{"noi-dung": "Hai trục quay ngược chiều."})
    assert Shingle.objects.count() == shingles


def test_an_older_version_that_is_compared_late_changes_nothing(submitted, entrant, old):
    first = submitted.latest
    correct(submitted, entrant, "hai", **{"noi-dung": SUMMARY})
    assert compare_version(first) == 0
    assert Former.objects.get(entry=submitted).version.number == 2


def test_a_likeness_that_is_gone_goes_unless_somebody_spoke(match, submitted, entrant, actor):
    save_part(submitted, "about", {"title": "Bảng tuần hoàn biết nói"}, base=submitted.parts["about"], by=entrant)
    decided = decide_match(match, state="different", reason="Khác nguyên lý.", version=1, by=actor(Role.OFFICER))
    correct(submitted, entrant, "hai")
    assert Match.objects.get().state == decided.state
    Match.objects.update(state=Match.State.OPEN, decided_at=None)
    compare_version(Entry.objects.get(pk=submitted.pk).latest)
    assert not Match.objects.exists()


def test_two_entries_are_like_each_other_once_and_stay_true(submitted, entrant, person, receiving):
    other = actor_of(person("Thị Lan"))
    later = fill(start_entry(receiving, by=other, once_key="hai"), other)
    submit_entry(later, once_key="nop", base=later.version, by=other)
    run_pending()
    match = Match.objects.get()
    assert (match.entry, match.former.entry, match.score > 0.6) == (later, submitted, True)
    save_part(submitted, "about", {"title": "Bảng tuần hoàn"}, base=submitted.parts["about"], by=entrant)
    correct(submitted, entrant, "hai", **{"ly-do": "Học sinh khó nhớ.", "noi-dung": "Bảng điện có đèn."})
    match.refresh_from_db()
    assert (match.score, match.passages) == (0, [])


def test_a_list_that_comes_later_is_compared_too(submitted, take):
    run_pending()
    take("Máy tách vỏ hạt điều;2018")
    assert Match.objects.get(entry=submitted).former.year == 2018


@pytest.mark.parametrize("state", [State.ARCHIVED, State.CANCELLED])
def test_what_is_frozen_or_withdrawn_is_not_compared_again(submitted, entrant, take, state):
    run_pending()
    withdraw_entry(submitted, reason="", by=entrant)
    take("Máy tách vỏ hạt điều;2018")
    assert not Match.objects.exists()
    Entry.objects.filter(pk=submitted.pk).update(state="submitted")
    type(submitted.contest).objects.update(state=state)
    take("Máy tách vỏ hạt điều;2017")
    assert not Match.objects.exists()


def test_what_was_missed_is_caught_up(submitted, old):
    """Its job never ran, and a list was sketched in an older way."""
    Shingle.objects.all().delete()
    Former.objects.update(sketch=0)
    catch_up.func()
    assert Match.objects.get(entry=submitted).former == old
    before = Former.objects.get(entry=submitted).compared_at
    catch_up.func()
    assert Former.objects.get(entry=submitted).compared_at == before


def test_it_is_compared_again_when_somebody_asks(submitted, actor, take):
    run_pending()
    before = Former.objects.get(entry=submitted).compared_at
    ask_comparison(submitted, by=actor(Role.SECRETARY))
    run_pending()
    assert Former.objects.get(entry=submitted).compared_at > before
    assert Event.objects.filter(verb="entries.ask_comparison").count() == 1


OFFICE = {Role.OFFICER, Role.SECRETARY}


@pytest.mark.parametrize("role", [None, *Role])
def test_who_may_decide_and_ask(match, submitted, actor, role):
    who = actor(role)
    if role in OFFICE:
        ask_comparison(submitted, by=who)
        assert decide_match(match, state="same", reason="Cùng một máy.", version=1, by=who).state == "same"
        return
    for act in (
        lambda: ask_comparison(submitted, by=who),
        lambda: decide_match(match, state="same", reason="Cùng một máy.", version=1, by=who),
    ):
        with pytest.raises(Refusal) as refused:
            act()
        assert refused.value.status == 404
    assert Match.objects.get(pk=match.pk).state == Match.State.OPEN


def test_the_author_who_also_works_in_the_office_does_not_judge_their_own(match, actor):
    officer = actor(Role.OFFICER)
    Entry.objects.filter(pk=match.entry_id).update(owner=officer.person_id)
    match.entry.refresh_from_db()
    with pytest.raises(Refusal) as refused:
        decide_match(match, state="different", reason="Không giống.", version=1, by=officer)
    assert refused.value.status == 404


def test_a_decision_is_kept_with_its_reason_and_the_version_looked_at(match, actor):
    officer = actor(Role.OFFICER)
    decide_match(match, state="builds_on", reason="Thêm sàng rung.", version=1, by=officer)
    match.refresh_from_db()
    assert (match.state, match.reason, match.decided_on) == ("builds_on", "Thêm sàng rung.", 1)
    assert (match.decided_by_id, match.decided_by_name) == (officer.person_id, officer.name)
    event = Event.objects.get(verb="entries.decide_match")
    assert (event.reason, event.data["state"]) == ("Thêm sàng rung.", "builds_on")
    assert match.entry.state == "submitted"


@pytest.mark.parametrize(
    ("given", "said"),
    [
        ({"reason": " "}, "Chưa nhập lý do."),
        ({"state": "open"}, "Hãy chọn một kết luận."),
        ({"state": "x"}, "Hãy chọn một kết luận."),
        ({"version": 7}, "Một cán bộ khác vừa kết luận"),
    ],
)
def test_a_decision_that_is_not_taken(match, actor, given, said):
    with pytest.raises(Refusal, match=said):
        decide_match(match, **{"state": "same", "reason": "Cùng máy.", "version": 1, **given}, by=actor(Role.OFFICER))
    assert not Event.objects.filter(verb="entries.decide_match").exists()


def test_no_decision_in_a_frozen_contest(match, actor):
    type(match.entry.contest).objects.update(state=State.ARCHIVED)
    match.entry.contest.refresh_from_db()
    with pytest.raises(Refusal, match="chỉ còn xem được"):
        decide_match(match, state="same", reason="Cùng máy.", version=1, by=actor(Role.OFFICER))


def test_the_system_compares_and_nobody_is_told_by_the_record(submitted):
    run_pending()
    assert not Event.objects.filter(actor_name=SYSTEM.name, verb__startswith="entries.compare").exists()


def prior_of(entry):
    entry = Entry.objects.select_related("contest", "latest").get(pk=entry.pk)
    found = inspect(entry, book_of(entry.contest, entry)).findings
    return next((one.ok, one.sentence) for one in found if one.code == "prior")


def test_earlier_prizes_pass_only_once_they_were_looked_for(receiving, rules_of, submitted):
    rules_of("eligibility", prior="not_awarded")
    book.forget()
    ok, sentence = prior_of(submitted)
    assert (ok, "Chưa so xong" in sentence) == (None, True)
    run_pending()
    assert prior_of(submitted)[0] is True


def test_a_like_solution_with_a_prize_and_the_entrants_own_word_are_for_a_person(
    receiving, rules_of, take, submitted, entrant
):
    rules_of("eligibility", prior="not_awarded")
    book.forget()
    take("Máy tách vỏ hạt điều;2019;Điểu Sơn;Xã An Phú;Giải Ba;Cơ khí;", owner=receiving.owner)
    run_pending()
    assert prior_of(submitted) == (None, "Có thể đã đạt giải: Giải Ba “Máy tách vỏ hạt điều”. Hãy xem lại.")
    Match.objects.update(state=Match.State.DIFFERENT, decided_at=now())
    assert prior_of(submitted)[0] is True
    content = submitted.latest.content
    content["answers"] |= {"giai-truoc": "Rồi", "giai-nao": [["Hội thi tỉnh", "2023", "Giải Nhất"]]}
    Submission.objects.filter(pk=submitted.latest_id).update(content=content)
    ok, sentence = prior_of(submitted)
    assert ok is None
    assert "người dự thi ghi: Hội thi tỉnh 2023 Giải Nhất" in sentence
