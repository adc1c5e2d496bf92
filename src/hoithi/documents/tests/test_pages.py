import re
from datetime import date
from io import BytesIO

import docx
import pytest
from django.urls import reverse
from PIL import Image
from python_calamine import CalamineWorkbook

from hoithi.accounts.actors import SYSTEM
from hoithi.accounts.enums import Role
from hoithi.contests.actions import create_contest
from hoithi.documents.actions import (
    create_document,
    issue_document,
    open_series,
    reserve_numbers,
    save_document,
    set_audience,
)
from hoithi.documents.enums import Audience, DocumentState, NumberState
from hoithi.documents.kinds.base import all_kinds, kind_of
from hoithi.documents.models import Comment, Document, Number, Series
from hoithi.kit.clock import today
from hoithi.kit.ids import public_id
from hoithi.kit.schemas.reading import as_data
from hoithi.kit.tests.standing import shared

DAY = date(2025, 6, 2)


def url(document, name="document", **more):
    return reverse(name, kwargs={"slug": document.contest.slug, "uid": document.uid, **more})


def listed(contest, name, **more):
    return reverse(name, kwargs={"slug": contest.slug, **more})


def typed(document, **changes):
    """What the editor of an invitation sends."""
    facts = {name: value if value is not None else "" for name, value in document.facts.items()}
    return {"do": "save", "version": document.version, "of_version": "", **facts, **changes}


@pytest.fixture
def as_officer(sign_in, officer):
    return sign_in(officer)


@shared
def issued(approved, series, officer):
    document = issue_document(
        approved, series=series, day=DAY, audience=Audience.OFFICE, version=approved.version, by=officer, once_key="k"
    )
    return Document.objects.select_related("contest").get(pk=document.pk)


# The list, and beginning


def test_the_list_is_searched_without_marks(as_officer, contest, invitation):
    page = as_officer.get(listed(contest, "document_list"), {"q": "giay moi tong ket"})
    assert invitation.title in page.content.decode()
    page = as_officer.get(listed(contest, "document_list"), {"q": "quyet dinh"})
    assert invitation.title not in page.content.decode()


def test_others_see_in_the_list_what_went_out_for_them(sign_in, actor, contest, issued, invitation, officer):
    judge = sign_in(actor(Role.JUDGE))
    address = reverse("issued_document", args=[issued.uid])
    assert address not in judge.get(listed(contest, "document_list")).content.decode()
    assert judge.get(address).status_code == 404
    set_audience(issued, audience=Audience.MEMBERS, by=officer)
    assert address in judge.get(listed(contest, "document_list")).content.decode()
    assert judge.get(address).status_code == 200
    assert judge.get(url(issued)).status_code == 404


def test_every_kind_is_offered_and_begun_with_what_the_contest_knows(as_officer, contest):
    page = as_officer.get(listed(contest, "document_new")).content.decode()
    assert re.findall(r'name="kind" value="([^"]+)"', page) == [kind.code for kind in all_kinds()]
    once = public_id()
    for _press in range(2):
        answer = as_officer.post(listed(contest, "document_new"), {"kind": "thong-bao-lich", "once": once})
    document = Document.objects.get()
    assert answer.url == url(document)
    assert document.facts["issuer"].startswith("BAN TỔ CHỨC")


def test_an_unknown_kind_gets_a_sentence(as_officer, contest):
    answer = as_officer.post(listed(contest, "document_new"), {"kind": "khong-co", "once": public_id()})
    assert answer.status_code == 422
    assert "Hãy chọn loại văn bản" in answer.content.decode()


# The editor


def test_what_is_typed_is_saved(as_officer, invitation):
    said = {"abstract": "Dự họp", "note": "Mang theo giấy mời."}
    answer = as_officer.post(url(invitation), typed(invitation, **said, of_version="Đổi tên"))
    assert (answer.status_code, answer.url) == (302, url(invitation))
    invitation.refresh_from_db()
    assert {name: invitation.facts[name] for name in said} == said
    assert invitation.versions.first().note == "Đổi tên"


def test_the_editor_says_loudly_what_is_missing(as_officer, invitation, officer):
    save_document(invitation, facts={**invitation.facts, "where": "", "at": "25 giờ"}, version=1, by=officer)
    page = as_officer.get(url(invitation)).content.decode()
    assert re.findall(r'<a href="#([a-z-]+)">Hãy ghi', page) == ["where"]
    assert '<a href="#at">' in page
    assert 'value="25 giờ"' in page


def test_no_two_boxes_of_the_editor_have_one_name(as_officer, invitation):
    names = re.findall(r'<(?:input|textarea)[^>]* name="(\w+)"', _editor(as_officer.get(url(invitation))))
    assert "note" in names
    assert len(names) == len(set(names))


def _editor(answer):
    return re.search(r'<form id="van-ban".*?</form>', answer.content.decode(), re.DOTALL)[0]


def test_an_unfinished_draft_is_saved_but_not_submitted(as_officer, invitation):
    answer = as_officer.post(url(invitation), typed(invitation, do="submit", where=""))
    assert answer.status_code == 422
    assert 'id="where-error"' in answer.content.decode()
    invitation.refresh_from_db()
    assert (invitation.state, invitation.facts["where"]) == (DocumentState.DRAFT, "")
    again = typed(invitation, do="submit", where="Hội trường", version=2)
    assert as_officer.post(url(invitation), again).status_code == 302
    invitation.refresh_from_db()
    assert invitation.state == DocumentState.SUBMITTED


def test_two_who_write_at_once_see_both_texts(as_officer, invitation, actor):
    colleague = actor(Role.SECRETARY)
    save_document(invitation, facts={**invitation.facts, "where": "Nhà kia"}, version=1, by=colleague)
    mine = typed(invitation, where="Nhà này")
    answer = as_officer.post(url(invitation), mine)
    page = answer.content.decode()
    assert answer.status_code == 409
    assert "từ “Nhà kia” thành “Nhà này”" in page
    assert 'value="Nhà này"' in page or ">Nhà này</textarea>" in page
    version = re.search(r'name="version" value="(\d+)"', page)[1]
    assert as_officer.post(url(invitation), {**mine, "version": version}).status_code == 302
    invitation.refresh_from_db()
    assert invitation.facts["where"] == "Nhà này"


def test_what_is_typed_while_a_colleague_submits_is_kept(as_officer, submitted):
    page = as_officer.post(url(submitted), typed(submitted, where="Nhà này", version=1))
    assert page.status_code == 409
    assert "Nhà này" in page.content.decode()
    assert submitted.versions.get(number=None).facts["where"] == "Nhà này"


def test_rows_are_added_without_a_script(as_officer, contest):
    as_officer.post(listed(contest, "document_new"), {"kind": "thong-bao-lich", "once": public_id()})
    document = Document.objects.get()
    sent = {"do": "add:steps", "version": 1, "steps-count": 1, "steps-0-name": "Chấm", "abstract": "Lịch"}
    page = as_officer.post(url(document), sent).content.decode()
    assert 'name="steps-count" value="2"' in page
    assert ">Chấm</textarea>" in page
    document.refresh_from_db()
    assert document.version == 1


def test_the_preview_shows_what_is_typed_and_saves_nothing(as_officer, invitation):
    sent = typed(invitation, abstract="Một trích yếu khác", where="")
    piece = as_officer.post(url(invitation, "document_preview"), sent, headers={"HX-Request": "true"}).content.decode()
    assert "<html" not in piece
    assert '<a href="#where">' in piece
    assert "Một trích yếu khác" in piece
    picture = as_officer.get(re.search(r'src="([^"]+)"', piece)[1])
    drawn = Image.open(BytesIO(picture.content)).convert("RGB")
    assert drawn.size == (990, 1400)
    assert any(red > 150 and green < 60 and blue < 80 for _count, (red, green, blue) in drawn.getcolors(1 << 24))
    whole = as_officer.post(url(invitation, "document_preview"), sent).content.decode()
    assert "Những gì vừa ghi chưa được lưu" in whole
    invitation.refresh_from_db()
    assert invitation.version == 1


def test_a_picture_is_of_ones_own_paper(as_officer, sign_in, client, invitation, actor):
    piece = as_officer.get(url(invitation)).content.decode()
    address = re.search(r'<img[^>]*src="([^"]+)"', piece)[1]
    assert as_officer.get(address).status_code == 200
    assert as_officer.get(address.replace("/1/", "/2/")).status_code == 404
    assert as_officer.get(re.sub(r"/[0-9a-f]{64}/", f"/{'0' * 64}/", address)).status_code == 404
    assert sign_in(actor(Role.JUDGE)).get(address).status_code == 404


def test_markup_and_templates_are_words(as_officer, invitation):
    hostile = "<script>alert(1)</script> {{7*7}} %(x)s"
    as_officer.post(url(invitation), typed(invitation, abstract=hostile))
    page = as_officer.get(url(invitation)).content.decode()
    assert "<script>alert(1)" not in page
    assert "&lt;script&gt;alert(1)&lt;/script&gt; {{7*7}} %(x)s" in page
    made = as_officer.get(url(invitation, "document_file", form="docx"))
    words = [one.text for one in docx.Document(BytesIO(b"".join(made.streaming_content))).paragraphs]
    assert hostile in words


def test_a_draft_is_taken_away_under_the_name_of_a_draft(as_officer, invitation):
    for form, head in (("pdf", b"%PDF"), ("docx", b"PK")):
        answer = as_officer.get(url(invitation, "document_file", form=form))
        assert f'filename="giay-moi-du-thao-1.{form}"' in answer["Content-Disposition"]
        assert b"".join(answer.streaming_content).startswith(head)
    assert as_officer.get(url(invitation, "document_file", form="exe")).status_code == 404


def test_an_older_version_is_taken_up_again(as_officer, invitation, officer):
    first = invitation.versions.get()
    save_document(invitation, facts={**invitation.facts, "where": "Nơi khác"}, version=1, by=officer)
    address = url(invitation, "document_version", version=first.uid)
    assert "từ “Hội trường" in as_officer.get(address).content.decode()
    as_officer.post(address, {"on": 1})  # the page was opened before the last save
    invitation.refresh_from_db()
    assert invitation.facts["where"] == "Nơi khác"
    as_officer.post(address, {"on": invitation.version})
    invitation.refresh_from_db()
    assert invitation.facts == first.facts
    assert [one.number for one in invitation.versions.all()] == [3, None, 2, 1]


# Deciding


def test_a_comment_is_written_and_an_empty_one_is_not(sign_in, head, submitted):
    client = sign_in(head)
    once = public_id()
    answer = client.post(url(submitted, "document_comment"), {"text": "", "once": once})
    assert answer.status_code == 422
    assert "Chưa nhập Ý kiến của bạn" in answer.content.decode()
    client.post(url(submitted, "document_comment"), {"text": "Thêm giờ", "once": once})
    assert Comment.objects.get().text == "Thêm giờ"
    assert "Thêm giờ" in client.get(url(submitted)).content.decode()


def test_the_head_approves_with_one_button(sign_in, head, submitted):
    client = sign_in(head)
    page = client.get(url(submitted)).content.decode()
    assert url(submitted, "document_approve") in page
    client.post(url(submitted, "document_approve"), {"version": submitted.version})
    submitted.refresh_from_db()
    assert submitted.state == DocumentState.APPROVED


def test_who_may_not_approve_has_no_button_and_no_page(as_officer, submitted):
    assert url(submitted, "document_approve") not in as_officer.get(url(submitted)).content.decode()
    assert as_officer.post(url(submitted, "document_approve"), {"version": submitted.version}).status_code == 404
    submitted.refresh_from_db()
    assert submitted.state == DocumentState.SUBMITTED


def test_a_paper_is_returned_with_a_reason(sign_in, head, submitted):
    client = sign_in(head)
    address = url(submitted, "document_return")
    assert client.post(address, {"reason": "", "version": submitted.version}).status_code == 422
    client.post(address, {"reason": "Sai giờ", "version": submitted.version})
    submitted.refresh_from_db()
    assert (submitted.state, submitted.reason) == (DocumentState.DRAFT, "Sai giờ")


def test_a_paper_goes_out_from_its_page(as_officer, approved, series):
    address = url(approved, "document_issue")
    page = as_officer.get(address).content.decode()
    assert f'value="so-{series.uid}"' in page
    sent = {
        "number": f"so-{series.uid}", "day": "2/6/2025", "audience": "public", "version": approved.version, "once": "k",
    }  # fmt: skip
    bad = as_officer.post(address, {**sent, "day": "31/6/2025"})
    assert bad.status_code == 422
    assert "Ngày 31/6/2025 không có thật" in bad.content.decode()
    for _press in range(2):
        assert as_officer.post(address, sent).url == url(approved)
    page = as_officer.get(url(approved)).content.decode()
    assert "01/GM-BTC" in page
    assert Number.objects.count() == 1
    assert approved.title in as_officer.get(reverse("contest_detail", args=[approved.contest.slug])).content.decode()


def test_everybody_is_not_offered_as_reader_of_what_says_of_people(as_officer, approved, series):
    address = url(approved, "document_issue")
    assert 'value="public"' in as_officer.get(address).content.decode()
    Document.objects.filter(pk=approved.pk).update(kind="danh-sach-ho-so")
    page = as_officer.get(address).content.decode()
    assert 'value="members"' in page
    assert 'value="public"' not in page


def test_without_a_series_the_way_to_one_is_shown(as_officer, approved):
    assert listed(approved.contest, "series_new") in as_officer.get(url(approved, "document_issue")).content.decode()


def test_what_went_out_is_shown_and_taken_as_it_was(as_officer, issued):
    page = as_officer.get(url(issued)).content.decode()
    assert issued.pdf_sha256 in page
    assert as_officer.get(re.search(r'<img[^>]*src="([^"]+)"', page)[1]).status_code == 200
    answer = as_officer.get(url(issued, "document_file", form="docx"))
    assert "giay-moi-01-gm-btc.docx" in answer["Content-Disposition"]
    assert as_officer.post(url(issued), typed(issued, where="Khác")).status_code == 409
    issued.refresh_from_db()
    assert issued.facts["where"] != "Khác"


def test_everybody_reads_what_is_for_everybody(client, issued, officer):
    address = reverse("issued_document", args=[issued.uid])
    assert client.get(address).status_code == 404
    set_audience(issued, audience=Audience.PUBLIC, by=officer)
    page = client.get(address).content.decode()
    assert "Giấy mời số 01/GM-BTC" in page
    for form, head in (("pdf", b"%PDF"), ("docx", b"PK")):
        answer = client.get(reverse("issued_file", args=[issued.uid, form]))
        assert b"".join(answer.streaming_content).startswith(head)


def test_a_paper_that_replaces_is_begun_from_the_old_one(as_officer, sign_in, head, issued):
    sent = {"relation": "replaces", "kind": issued.kind, "once": public_id()}
    for _press in range(2):
        answer = as_officer.post(url(issued, "document_correct"), sent)
    new = Document.objects.exclude(pk=issued.pk).get()
    assert answer.url == url(new)
    assert (new.corrects, new.facts) == (issued, issued.facts)
    assert "01/GM-BTC" in as_officer.get(url(new)).content.decode()
    assert url(new) in as_officer.get(url(issued)).content.decode()
    as_head = sign_in(head)
    assert as_head.get(url(new)).status_code == 404
    assert url(new) not in as_head.get(url(issued)).content.decode()


def test_made_again_it_says_what_has_changed_since(as_officer, issued, contest):
    address = url(issued, "document_again")
    assert "Không có gì thay đổi" in as_officer.get(address).content.decode()
    contest.name = "Hội thi Sáng tạo kỹ thuật huyện Hớn Quản mở rộng"
    contest.save()
    page = as_officer.get(address).content.decode()
    assert "mở rộng" in page
    assert as_officer.get(re.search(r'<img[^>]*src="([^"]+)"', page)[1]).status_code == 200
    as_officer.post(address, {"once": public_id()})
    new = Document.objects.exclude(pk=issued.pk).get()
    assert "mở rộng" in str(new.facts)
    assert new.facts["where"] == issued.facts["where"]


def test_the_head_is_not_told_of_changes_that_only_their_own_sight_makes(sign_in, head, actor, issued):
    address = url(issued, "document_again")
    assert sign_in(actor(Role.AUDITOR)).get(address).status_code == 200
    as_head = sign_in(head)
    assert as_head.get(address).status_code == 404
    assert address not in as_head.get(url(issued)).content.decode()


def test_the_head_calls_a_paper_off(sign_in, head, issued):
    sign_in(head).post(url(issued, "document_cancel"), {"reason": "Hoãn lễ"})
    issued.refresh_from_db()
    assert issued.state == DocumentState.CANCELLED


# The register


def test_a_series_is_opened_and_numbers_are_kept(as_officer, contest):
    sent = {"name": "Ban Tổ chức", "symbol": "BTC", "whose": "committee"}
    as_officer.post(listed(contest, "series_new"), sent)
    series = Series.objects.get()
    sent = {"series": series.uid, "count": "2", "day": f"{today():%d/%m/%Y}", "subject": "Giấy mời", "once": "k"}
    for _press in range(2):
        assert as_officer.post(listed(contest, "numbers_reserve"), sent).status_code == 302
    assert [one.shown for one in Number.objects.order_by("number")] == ["01", "02"]
    bad = as_officer.post(listed(contest, "numbers_reserve"), {**sent, "count": "0", "once": "k2"})
    assert bad.status_code == 422
    assert 'value="Giấy mời"' in bad.content.decode()


def test_a_number_is_used_then_cancelled_and_stays(as_officer, sign_in, head, contest, series, officer):
    line = reserve_numbers(series, contest, count=1, subject="Giấy", day=DAY, by=officer, once_key="k")[0]
    address = listed(contest, "number", uid=line.uid)
    sent = {"day": "2/6/2025", "symbol": "", "kind_name": "Công văn", "subject": "Mời họp"}
    assert as_officer.post(address, sent).status_code == 422
    assert as_officer.post(address, {**sent, "symbol": "BTC-KT"}).status_code == 302
    client = sign_in(head)
    client.post(listed(contest, "number_cancel", uid=line.uid), {"reason": "Nhầm sổ"})
    line.refresh_from_db()
    assert line.state == NumberState.CANCELLED
    page = client.get(listed(contest, "document_register"), {"q": "moi hop"}).content.decode()
    assert "01/BTC-KT" in page
    assert "Nhầm sổ" in page


def test_the_register_is_taken_away_whole(as_officer, issued, contest, series, officer):
    reserve_numbers(series, contest, count=1, subject="=1+1", day=DAY, by=officer, once_key="k")
    answer = as_officer.get(listed(contest, "document_register"), {"xuat": "xlsx"})
    rows = CalamineWorkbook.from_filelike(BytesIO(b"".join(answer.streaming_content))).get_sheet_by_index(0).to_python()
    assert [row[0] for row in rows[1:]] == ["02", "01/GM-BTC"]
    assert rows[1][3] == "=1+1"
    assert len(issued.facts["recipients"].splitlines()) > 1
    assert rows[2][5] == "; ".join(issued.facts["recipients"].splitlines())


def test_numbers_for_another_contest_are_counted_but_not_told(as_officer, contest, district, officer):
    other = create_contest(owner=district, name="Cuộc thi khác", by=SYSTEM)
    body = open_series(other, name="UBND huyện", symbol="UBND", committee=False, by=SYSTEM)
    line = reserve_numbers(body, other, count=1, subject="Chuyện riêng", day=DAY, by=SYSTEM, once_key="k")[0]
    page = as_officer.get(listed(contest, "document_register")).content.decode()
    assert "Của hội thi khác" in page
    assert "Chuyện riêng" not in page
    found = as_officer.get(listed(contest, "document_register"), {"q": "chuyen rieng"}).content.decode()
    assert "Không tìm thấy gì" in found
    assert as_officer.get(listed(contest, "number", uid=line.uid)).status_code == 404


def test_a_kind_that_is_gone_is_still_listed(as_officer, invitation, contest):
    Document.objects.update(kind="loai-cu")
    assert "loai-cu" in as_officer.get(listed(contest, "document_list")).content.decode()
    page = as_officer.get(url(invitation))
    assert page.status_code == 200
    assert "không còn biết loại văn bản này" in page.content.decode()


def test_the_sample_of_each_kind_opens_in_the_editor(as_officer, contest, officer):
    for kind in all_kinds():
        facts = as_data(kind_of(kind.code).sample())
        page = as_officer.get(url(create_document(contest, kind=kind.code, facts=facts, by=officer)))
        assert page.status_code == 200
        assert 'class="missing"' not in page.content.decode()
