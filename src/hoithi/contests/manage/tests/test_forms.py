"""What happens when a manage page is sent: saved, proposed, refused with nothing lost, never overwritten silently."""

import pytest
from django.urls import reverse

from hoithi.accounts.actors import SYSTEM
from hoithi.accounts.enums import Role
from hoithi.contests.actions import edit_contest, edit_reception, set_rules
from hoithi.contests.enums import Decision, State
from hoithi.contests.models import Contest, ReportingRegime
from hoithi.contests.queries import current_rules
from hoithi.kit.ids import public_id

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("contexts")]


def at(name, contest, *more):
    return reverse(name, args=[contest.slug, *more])


def details(contest, **changes):
    return {"name": contest.name, "kind": "technical", "version": contest.version, **changes}


def new(owner, **changes):
    return {"owner": owner.pk, "kind": "technical", "name": "Hội thi xã", "template": "cap-xa-2026", **changes}


class TestNew:
    def test_a_few_answers_make_a_draft_with_rules_and_a_deadline(self, officer, district, sign_in):
        sent = new(district, closes_on="15/4/2099", contact_phone="0943.999.025", start_year="2026", once=public_id())
        client = sign_in(officer)
        first, second = (client.post(reverse("manage_new"), sent) for _ in range(2))
        made = Contest.objects.get(name="Hội thi xã")
        assert first.url == second.url == at("contest_manage", made)
        assert len(current_rules(made)) == 5
        assert made.milestones.get().confirmed_by_id == officer.person_id

    def test_what_is_wrong_is_said_and_what_was_typed_stays(self, officer, district, sign_in):
        sent = new(district, name="", closes_on="31/4/2099", contact_phone="gọi anh Ba")
        response = sign_in(officer).post(reverse("manage_new"), sent)
        page = response.content.decode()
        assert response.status_code == 422
        assert "Ngày 31/4/2099 không có thật." in page
        assert "gọi anh Ba" in page
        assert not Contest.objects.filter(kind="technical", state="draft").exists()

    def test_nobody_makes_one_for_a_body_out_of_reach(self, officer, district, sign_in):
        response = sign_in(officer).post(reverse("manage_new"), new(district.parent))
        assert response.status_code == 422
        assert not Contest.objects.filter(kind="technical", state="draft").exists()

    def test_the_next_edition_is_a_copy(self, full, officer, sign_in):
        client = sign_in(officer)
        sent = {"name": "Lần sau", "shift_years": "2", "once": public_id()}
        for _ in range(2):
            client.post(at("manage_copy", full), sent)
        assert full.next_editions.get().milestones.count() == full.milestones.count()


class TestDetails:
    def test_a_draft_is_changed(self, draft, officer, sign_in):
        sign_in(officer).post(at("manage_details", draft), details(draft, edition="9", purposes="Một\n\nHai"))
        draft.refresh_from_db()
        assert (draft.edition, draft.purposes) == (9, ["Một", "Hai"])

    def test_two_people_see_both_texts(self, draft, officer, sign_in):
        edit_contest(draft, name="Của người trước", by=SYSTEM)
        client = sign_in(officer)
        sent = details(draft, name="Của tôi")
        response = client.post(at("manage_details", draft), sent)
        page = response.content.decode()
        assert response.status_code == 409
        assert "Của người trước" in page
        assert "Của tôi" in page
        again = client.post(at("manage_details", draft), {**sent, "version": response.context["form"].data["version"]})
        assert again.status_code == 302
        draft.refresh_from_db()
        assert draft.name == "Của tôi"

    def test_a_running_contest_gets_a_proposal(self, running, officer, sign_in):
        sent = details(running, name="Tên khác", reason="Đổi theo quyết định mới")
        response = sign_in(officer).post(at("manage_details", running), sent)
        proposal = running.proposals.get()
        assert response.url == at("manage_proposal", running, proposal.uid)
        assert any("Tên khác" in line for line in proposal.summary)

    def test_what_waits_can_be_found_by_its_words(self, running, officer, sign_in):
        client = sign_in(officer)
        client.post(at("manage_details", running), details(running, name="Tên khác", reason="Theo quyết định mới"))
        waiting = client.get(at("manage_proposals", running), {"ket-luan-la": "cho-duyet"}).content.decode()
        assert "Tên khác" in waiting
        assert (
            "Tên khác" not in client.get(at("manage_proposals", running), {"ket-luan-la": "approved"}).content.decode()
        )

    def test_a_reason_is_asked(self, running, officer, sign_in):
        response = sign_in(officer).post(at("manage_details", running), details(running, name="Tên khác"))
        assert response.status_code == 422
        assert "Chưa nhập lý do." in response.content.decode()

    def test_contact_is_changed_at_once_and_never_silently_overwritten(self, running, officer, sign_in):
        client = sign_in(officer)
        sent = {"contact_phone": "0943.999.025", "version": running.version}
        assert client.post(at("manage_reception", running), sent).status_code == 302
        edit_reception(running, contact_phone="0911 222 333", by=SYSTEM)
        response = client.post(at("manage_reception", running), sent)
        assert response.status_code == 409
        assert "0911 222 333" in response.content.decode()

    def test_a_head_reads_but_does_not_write(self, draft, head, sign_in):
        client = sign_in(head)
        assert "Gửi đề xuất" not in client.get(at("manage_details", draft)).content.decode()
        assert client.post(at("manage_details", draft), details(draft, name="Khác")).status_code == 403

    def test_reporting(self, draft, officer, sign_in):
        sent = {"period": "quarter", "due_day": "20", "due_month": "last", "before": "yes", "contents": "a\nb"}
        assert sign_in(officer).post(at("manage_reporting", draft), sent).status_code == 302
        regime = ReportingRegime.objects.get(contest=draft)
        assert (regime.due_day, regime.before, regime.contents) == (20, True, ["a", "b"])

    def test_reporting_without_a_day(self, draft, officer, sign_in):
        response = sign_in(officer).post(at("manage_reporting", draft), {"period": "quarter", "before": "no"})
        assert response.status_code == 422


class TestMilestones:
    SENT = {"label": "Nhận hồ sơ", "kind": "entries", "precision": "day", "bound": "in"}

    def test_the_last_day_is_in_or_out(self, draft, officer, sign_in):
        client = sign_in(officer)
        for bound in ("in", "out"):
            sent = {**self.SENT, "label": bound, "end_day": "15/4/2099", "bound": bound}
            client.post(at("manage_milestone_new", draft), sent)
        ends = dict(draft.milestones.values_list("label", "ends_at"))
        assert (ends["in"] - ends["out"]).days == 1

    def test_a_second_look_is_asked_once(self, draft, officer, sign_in):
        client = sign_in(officer)
        sent = {**self.SENT, "end_day": "30/4/2099", "once": public_id()}
        response = client.post(at("manage_milestone_new", draft), sent)
        assert "Ngày Chiến thắng" in response.content.decode()
        assert not draft.milestones.exists()
        sent["seen"] = response.context["form"].data["seen"]
        for _ in range(2):
            assert client.post(at("manage_milestone_new", draft), sent).status_code == 302
        assert draft.milestones.count() == 1

    def test_a_reading_is_confirmed_with_one_press(self, draft, officer, sign_in):
        row = draft.milestones.create(label="Chấm thi", kind="judging", starts_at="2099-05-01T00:00+07:00")
        sent = {"uid": row.uid, "version": row.version}
        assert sign_in(officer).post(at("manage_milestones", draft), sent).status_code == 302
        row.refresh_from_db()
        assert row.confirmed_by_id == officer.person_id

    def test_a_stale_press_confirms_nothing(self, draft, officer, sign_in):
        row = draft.milestones.create(label="Chấm thi", kind="judging", starts_at="2099-05-01T00:00+07:00", version=2)
        response = sign_in(officer).post(at("manage_milestones", draft), {"uid": row.uid, "version": "1"})
        assert response.status_code == 409
        row.refresh_from_db()
        assert row.confirmed_at is None

    def test_the_form_shows_what_it_saved(self, ready, officer, sign_in):
        row = ready.milestones.get()
        client = sign_in(officer)
        first = client.get(at("manage_milestone", ready, row.uid)).context["form"]
        sent = {name: first[name].value() for name in first.fields if first[name].value() not in (None, False)}
        client.post(at("manage_milestone", ready, row.uid), {**sent, "end_day": "15/4/2099"})
        again = ready.milestones.get()
        assert again.ends_at == row.ends_at

    def test_an_extension_of_a_running_contest_is_proposed(self, running, officer, sign_in):
        row = running.milestones.get()
        sent = {**self.SENT, "end_day": "22/4/2099", "version": row.version, "reason": "Mưa bão", "once": public_id()}
        response = sign_in(officer).post(at("manage_milestone", running, row.uid), sent)
        assert response.url == at("manage_proposal", running, running.proposals.get().uid)
        assert running.milestones.get().ends_at == row.ends_at

    def test_removed_after_asking(self, draft, officer, sign_in):
        row = draft.milestones.create(label="Khác", kind="other")
        sign_in(officer).post(at("manage_milestone_remove", draft, row.uid), {"version": row.version})
        assert not draft.milestones.exists()

    @pytest.mark.parametrize("uid", ["khong-co", "0" * 40])
    def test_one_that_is_not_there(self, draft, officer, sign_in, uid):
        assert sign_in(officer).get(at("manage_milestone", draft, uid)).status_code == 404


class TestRules:
    FIELDS = {"number": "0", "items-count": "1", "items-0-name": "Y dược", "unconfirmed-count": "0"}

    def test_saved(self, draft, officer, sign_in):
        assert sign_in(officer).post(at("manage_rules", draft, "fields"), self.FIELDS).status_code == 302
        assert current_rules(draft)["fields"].data["items"][0]["code"] == "y-duoc"

    @pytest.mark.parametrize(
        ("wish", "names"),
        [
            ("add:items", ["Y dược", "Cơ khí", ""]),
            ("drop:items:0", ["Cơ khí"]),
            ("up:items:1", ["Cơ khí", "Y dược"]),
            ("up:items:0", ["Y dược", "Cơ khí"]),
            ("drop:items:99", ["Y dược", "Cơ khí"]),
            ("drop:nothing:0", ["Y dược", "Cơ khí"]),
            ("drop:items:" + "9" * 5000, ["Y dược", "Cơ khí"]),
        ],
    )
    def test_rows_without_a_script(self, draft, officer, sign_in, wish, names):
        sent = {**self.FIELDS, "items-count": "2", "items-1-name": "Cơ khí", "do": wish}
        response = sign_in(officer).post(at("manage_rules", draft, "fields"), sent)
        lines = response.context["editor"].tables[0].lines
        assert response.status_code == 200
        assert [line.boxes[0].value for line in lines] == names
        assert not current_rules(draft)

    def test_what_is_wrong_is_said_and_what_was_typed_stays(self, full, officer, sign_in):
        client = sign_in(officer)
        editor = client.get(at("manage_rules", full, "rubric")).context["editor"]
        sent = {
            "number": "1",
            "mode": "score",
            "step": "nửa điểm",
            "combine": "mean",
            "places": "2",
            "criteria-count": "1",
        }
        sent |= {"criteria-0-name": "Tính mới", "criteria-0-weight": "99", "criteria-0-bands": "cao: 10"}
        response = client.post(at("manage_rules", full, "rubric"), sent)
        page = response.content.decode()
        assert len(editor.tables[0].lines) == 4
        assert response.status_code == 422
        assert "nửa điểm" in page
        assert "cao: 10" in page
        assert 'href="#criteria-0-bands"' in page

    def test_a_point_is_confirmed_by_ticking_it(self, full, officer, sign_in):
        client = sign_in(officer)
        before = current_rules(full)["prizes"]
        sent = {"number": str(before.number), "do": "save", "unconfirmed-count": "1", "unconfirmed-0-done": "on"}
        sent |= {"unconfirmed-0-where": "levels", "unconfirmed-0-why": "x", "levels-count": "1"}
        sent |= {"levels-0-name": "Giải Nhất", "levels-0-per": "contest", "levels-0-amount": "1.500.000"}
        assert client.post(at("manage_rules", full, "prizes"), sent).status_code == 302
        after = current_rules(full)["prizes"].data
        assert (after["unconfirmed"], after["levels"][0]["amount"]) == ([], 1_500_000)

    def test_two_people_see_what_differs(self, draft, officer, sign_in):
        set_rules(draft, kind="fields", data={"items": [{"name": "Cơ khí"}]}, by=SYSTEM)
        client = sign_in(officer)
        response = client.post(at("manage_rules", draft, "fields"), self.FIELDS)
        assert response.status_code == 409
        assert "Cơ khí" in response.content.decode()
        assert client.post(at("manage_rules", draft, "fields"), {**self.FIELDS, "number": "1"}).status_code == 302
        assert current_rules(draft)["fields"].number == 2

    def test_a_running_contest_gets_a_proposal_with_its_words(self, running, officer, sign_in):
        sent = {**self.FIELDS, "number": "1", "reason": "Theo văn bản mới", "once": public_id()}
        client = sign_in(officer)
        for _ in range(2):
            client.post(at("manage_rules", running, "fields"), sent)
        assert "Lĩnh vực “Y dược”: thêm mới." in running.proposals.get().summary
        assert current_rules(running)["fields"].number == 1

    def test_a_template_is_taken(self, draft, officer, sign_in):
        client = sign_in(officer)
        client.post(at("manage_rules_home", draft), {"template": "binh-phuoc"})
        assert len(current_rules(draft)["fields"].data["items"]) == 7
        assert client.post(at("manage_rules_home", draft), {"template": "../../etc"}).status_code == 422

    def test_a_kind_that_is_not_there(self, draft, officer, sign_in):
        assert sign_in(officer).get(at("manage_rules", draft, "khac")).status_code == 404

    @pytest.mark.parametrize("count", ["99999999", "-1", "abc", "9" * 5000, ""])
    def test_noise_in_the_number_of_rows(self, draft, officer, sign_in, count):
        sent = {**self.FIELDS, "items-count": count, "number": "9" * 50}
        assert sign_in(officer).post(at("manage_rules", draft, "fields"), sent).status_code in {302, 409, 422}


class TestNews:
    def test_written_and_put_out_then_taken_back(self, running, officer, sign_in):
        client = sign_in(officer)
        sent = {"title": "Tin", "body": "Một\n\nHai", "do": "publish", "once": public_id()}
        for _ in range(2):
            client.post(at("manage_news_new", running), sent)
        item = running.news.get()
        assert item.published_at
        client.post(at("manage_news_switch", running, item.uid), {"do": "unpublish"})
        item.refresh_from_db()
        assert item.published_at is None

    def test_news_of_a_draft_is_not_put_out(self, full, officer, sign_in):
        item = full.news.get()
        assert sign_in(officer).post(at("manage_news_switch", full, item.uid), {"do": "publish"}).status_code == 409


class TestState:
    def test_announced_with_one_press(self, ready, head, sign_in):
        sign_in(head).post(at("manage_announce", ready))
        ready.refresh_from_db()
        assert ready.state == State.OPEN

    def test_what_is_missing_is_said(self, draft, head, sign_in):
        response = sign_in(head).post(at("manage_announce", draft))
        assert response.status_code == 422
        assert "Chưa xác nhận hạn cuối nhận hồ sơ." in response.content.decode()

    def test_every_missing_thing_leads_to_its_page(self, draft, officer, sign_in):
        client = sign_in(officer)
        missing = client.get(at("contest_manage", draft)).context["missing"]
        assert len(missing) == 4
        for one in missing:
            more = (one.arg,) if one.arg else ()
            assert client.get(at(one.url_name, draft, *more)).status_code == 200

    def test_a_move_is_proposed(self, running, officer, sign_in):
        sent = {"do": "move", "to": "closed", "reason": "Hết chỗ", "once": public_id()}
        assert sign_in(officer).post(at("manage_state", running), sent).status_code == 302
        assert running.proposals.get().data == {"to": "closed"}

    def test_cancelled_by_the_head(self, running, head, sign_in):
        sent = {"do": "cancel", "end-reason": "Sáp nhập", "end-version": running.version}
        sign_in(head).post(at("manage_state", running), sent)
        running.refresh_from_db()
        assert running.state == State.CANCELLED

    def test_a_proposal_is_decided(self, proposal, running, head, over, sign_in):
        address = at("manage_proposal", running, proposal.uid)
        assert sign_in(over(Role.SECRETARY)).post(address, {"do": "approve"}).status_code == 403
        client = sign_in(head)
        assert client.post(address, {"do": "reject"}).status_code == 422
        assert client.post(address, {"do": "approve", "answer": "Đồng ý"}).status_code == 302
        proposal.refresh_from_db()
        assert (proposal.decision, proposal.answer) == (Decision.APPROVED, "Đồng ý")
