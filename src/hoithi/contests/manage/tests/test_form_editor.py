"""The editor of the dossier form and its preview: what they show, save and refuse, and to whom."""

import re

import pytest
from django.urls import reverse

from hoithi.accounts.actors import SYSTEM
from hoithi.accounts.enums import Role
from hoithi.contests.actions import take_template
from hoithi.contests.manage.form_preview import preview_of
from hoithi.contests.queries import current_rules
from hoithi.contests.rules import READERS

pytestmark = pytest.mark.django_db
CHOICE = {"name": "Dạng giải pháp", "kind": "choice", "options": "Máy móc\r\nPhần mềm"}
AFTER = {"name": "Viết bằng gì", "kind": "line", "when_question": "Dạng giải pháp", "when_value": "phần mềm"}


def typed(*rows, papers=(), **more):
    """The boxes of the editor as a browser sends them."""
    data = {"number": "0", "sections-count": len(rows), "papers-count": len(papers), "unconfirmed-count": "0", **more}
    for table, given in (("sections", rows), ("papers", papers)):
        for n, row in enumerate(given):
            data |= {f"{table}-{n}-{name}": value for name, value in row.items()}
    return data


def editor(contest):
    return reverse("manage_rules", args=[contest.slug, "form"])


def preview(contest):
    return reverse("manage_form_preview", args=[contest.slug])


class TestEditor:
    def test_saves_a_condition_by_the_code_of_its_question(self, draft, officer, sign_in):
        assert sign_in(officer).post(editor(draft), {**typed(CHOICE, AFTER), "do": "save"}).status_code == 302
        made = current_rules(draft)["form"].data["sections"][1]
        assert (made["when_question"], made["when_value"]) == ("dang-giai-phap", "Phần mềm")

    def test_offers_the_questions_that_can_decide_and_keeps_the_choice(self, draft, officer, sign_in):
        client = sign_in(officer)
        client.post(editor(draft), {**typed(CHOICE, AFTER), "do": "save"})
        page = client.get(editor(draft)).content.decode()
        assert '<option value="dang-giai-phap" selected>Dạng giải pháp</option>' in page
        assert 'value="viet-bang-gi"' in page  # its code is kept
        assert '<option value="viet-bang-gi"' not in page

    def test_an_error_opens_its_question_and_loses_nothing(self, draft, officer, sign_in):
        rows = ({"name": "Một"}, {"name": "Hai", "kind": "choice", "options": "chỉ một"})
        response = sign_in(officer).post(editor(draft), {**typed(*rows), "do": "save"})
        page = response.content.decode()
        assert response.status_code == 422
        assert "chỉ một" in page
        assert '<a href="#sections-1-options">' in page
        assert re.search(r'id="sections-1" open', page)
        assert not re.search(r'id="sections-0" open', page)
        assert not current_rules(draft)

    def test_a_new_question_stands_open_with_the_cursor_in_it(self, draft, officer, sign_in):
        page = sign_in(officer).post(editor(draft), {**typed(CHOICE), "do": "add:sections"}).content.decode()
        assert re.search(r'id="sections-1" open', page)
        assert re.search(r'id="sections-1-name"[^>]*autofocus', page)

    def test_rare_settings_are_folded_until_they_are_used(self, draft, officer, sign_in):
        client = sign_in(officer)
        page = client.post(editor(draft), {**typed(CHOICE, AFTER), "do": "add:papers"}).content.decode()
        first, second = re.findall(
            r'id="sections-\d.*?(?=<details class="details rule-line"|<section)', page, re.DOTALL
        )[:2]
        assert '<details class="details"><summary>' in first
        assert '<details class="details" open><summary>' in second

    def test_offers_the_criteria_of_the_rubric(self, draft, officer, sign_in):
        take_template(draft, "cap-xa-2026", by=SYSTEM)
        page = sign_in(officer).get(editor(draft)).content.decode()
        assert '<option value="Khả năng áp dụng"></option>' in page


class TestPreview:
    def test_shows_what_was_typed_and_saves_nothing(self, draft, officer, sign_in):
        paper = {"name": "Ảnh sản phẩm", "kind": "image", "least": "1", "most": "5", "max_mb": "20"}
        response = sign_in(officer).post(
            preview(draft), typed(CHOICE, AFTER, papers=[paper]), headers={"HX-Request": "true"}
        )
        page = response.content.decode()
        assert response.status_code == 200
        for words in (
            "Trang 1 trên 2",
            'name="q-dang-giai-phap"',
            'data-when-value="Phần mềm"',
            "mỗi tệp tối đa 20 MB",
        ):
            assert words in page
        assert "<html" not in page
        assert not current_rules(draft)

    def test_is_a_page_of_its_own_without_a_script(self, draft, officer, sign_in):
        page = sign_in(officer).post(preview(draft), typed(CHOICE)).content.decode()
        assert "<html" in page
        assert "Kiểm tra thử" in page
        assert '<input type="hidden" name="sections-0-name" value="Dạng giải pháp">' in page

    def test_can_be_filled_in_and_says_what_an_entrant_is_told(self, draft, officer, sign_in):
        rows = typed({"name": "Tiền", "kind": "money"}, {"name": "Tính mới", "required": "on"}, CHOICE)
        sent = {**rows, "q-tien": "1.5tr", "q-dang-giai-phap": "Máy móc", "try": "1"}
        page = sign_in(officer).post(preview(draft), sent).content.decode()
        assert "“1.5tr” không phải là số tiền" in page
        assert 'value="1.5tr"' in page
        assert "Chưa trả lời “Tính mới”." in page
        assert 'type="hidden" name="q-' not in page
        whole = {**rows, "q-tien": "1500", "q-tinh-moi": "Mới", "try": "1"}
        assert "Các câu hỏi đã trả lời đủ" in sign_in(officer).post(preview(draft), whole).content.decode()

    def test_stands_beside_the_editor_before_anything_is_typed(self, full, officer, sign_in):
        page = sign_in(officer).get(editor(full)).content.decode()
        assert 'name="q-y-tuong"' in page
        assert page.count("<form") == page.count("</form>")
        assert f'hx-post="{preview(full)}"' in page
        for kind in ("fields", "eligibility", "rubric", "prizes"):
            other = sign_in(officer).get(reverse("manage_rules", args=[full.slug, kind])).content.decode()
            assert "xem-thu" not in other

    @pytest.mark.parametrize("role", [None, *Role])
    def test_is_for_those_who_may_see_the_editor(self, full, over, actor, sign_in, role):
        client = sign_in(over(role) if role else actor())
        wanted = 200 if role in READERS else 404
        assert client.get(editor(full)).status_code == wanted
        assert client.post(preview(full), typed(CHOICE)).status_code == wanted

    def test_sends_a_visitor_to_sign_in_and_answers_no_get(self, full, officer, client, sign_in):
        assert client.post(preview(full), typed(CHOICE)).status_code == 302
        assert client.post(preview(full), typed(CHOICE), headers={"HX-Request": "true"}).status_code == 401
        assert sign_in(officer).get(preview(full)).status_code == 405

    def test_another_contest_is_unknown(self, full, actor, sign_in):
        assert sign_in(actor(Role.OFFICER)).post(preview(full), typed(CHOICE)).status_code == 404


class TestUnfinished:
    def test_rows_are_left_out_with_the_reason_and_the_others_shown(self):
        rows = [CHOICE, {"name": ""}, {"name": "Bảng", "kind": "table"}, {**AFTER, "when_value": "Phần mềm"}]
        made = preview_of({"sections": rows, "papers": [{"name": "Ảnh", "kind": "?"}]})
        assert [question.name for page in made.pages for _box, question in page.boxes] == [
            "Dạng giải pháp",
            "Viết bằng gì",
        ]
        assert len(made.problems) == 3
        assert not made.papers

    def test_what_hangs_on_an_unfinished_question_is_left_out_too(self):
        made = preview_of({"sections": [{"name": "Tên"}, {**CHOICE, "options": "Một"}, AFTER]})
        assert [question.name for page in made.pages for _box, question in page.boxes] == ["Tên"]
        assert len(made.problems) == 2

    @pytest.mark.parametrize("raw", [{}, {"sections": []}, {"sections": [{}]}, {"sections": [{"name": "x"}] * 41},
                                     {"sections": "x"}, {"sections": [None, 7]}])  # fmt: skip
    def test_noise_is_no_preview_and_no_crash(self, raw):
        assert preview_of(raw).pages == []

    @pytest.mark.parametrize("sent", [{"sections-count": "-1"}, {"sections-count": "9" * 400}, {"sections-count": "x"}])
    def test_hostile_counts_are_an_empty_preview(self, draft, officer, sign_in, sent):
        assert sign_in(officer).post(preview(draft), sent).status_code == 200
