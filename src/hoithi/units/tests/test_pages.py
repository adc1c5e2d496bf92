from datetime import date

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from hoithi.accounts.actors import SYSTEM
from hoithi.accounts.enums import Role
from hoithi.units.actions import add_alias, add_member, close_unit, create_unit, propose
from hoithi.units.models import Member, Proposal, Unit
from hoithi.units.queries import kind

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("contexts")]
LIST = "/lam-viec/don-vi/"


@pytest.fixture
def officer(sign_in, actor):
    return sign_in(actor(Role.OFFICER))


def form_of(client, address):
    """The empty form as the browser would send it back."""
    form = client.get(address).context["form"]
    return {bound.html_name: bound.value() if bound.value() is not None else "" for bound in form}


def page_of(unit):
    return reverse("unit_detail", args=[unit.uid])


def test_the_list_is_searched_without_marks_and_by_other_names(officer, department):
    add_alias(department, name="P. KTHT", by=SYSTEM)
    for words in ("kinh te ha tang", "PHÒNG KINH TẾ", "ktht", "697-kt"):
        page = officer.get(LIST, {"q": words}).context["page"]
        assert [row.object for row in page.rows] == [department]


def test_the_list_is_narrowed_to_those_that_still_exist(officer, department, district):
    close_unit(department, on=date(2020, 1, 1), reason="x", by=SYSTEM)
    found = officer.get(LIST, {"tinh-trang": "het"}).context["page"]
    assert [row.object for row in found.rows] == [department]
    assert department not in [row.object for row in officer.get(LIST).context["page"].rows]


def test_the_list_asks_as_often_for_a_hundred_bodies_as_for_one(
    officer, district, django_assert_num_queries, django_assert_max_num_queries
):
    with django_assert_max_num_queries(12) as few:
        officer.get(LIST)
    for number in range(100):
        Unit.objects.create(code=f"T{number}", name=f"Trường {number}", kind=kind("school"), parent=district)
    with django_assert_num_queries(len(few)):
        assert len(officer.get(LIST).context["page"].rows) == 50


def test_the_page_of_a_body_asks_as_often_for_many_as_for_few(
    officer, department, django_assert_num_queries, django_assert_max_num_queries
):
    def grow(number):
        create_unit(name=f"Tổ {number}", kind=kind("other"), parent=department, by=SYSTEM)
        add_member(department, full_name=f"Người {number}", by=SYSTEM)
        add_alias(department, name=f"Tên {number}", by=SYSTEM)

    grow(0)
    with django_assert_max_num_queries(18) as few:
        officer.get(page_of(department))
    for number in range(1, 20):
        grow(number)
    with django_assert_num_queries(len(few)):
        officer.get(page_of(department))


def test_people_and_history_are_shown_to_those_who_work_with_them_only(sign_in, actor, department):
    add_member(department, full_name="Điểu Xrê", phone="0900000001", by=SYSTEM)
    assert "Điểu Xrê" in sign_in(actor(Role.AUDITOR)).get(page_of(department)).content.decode()
    seen = sign_in(actor(Role.ADMIN)).get(page_of(department)).content.decode()
    assert "Điểu Xrê" not in seen
    assert "Thêm thành viên" not in seen


def test_an_officer_makes_a_body(officer, district):
    address = f"{LIST}them/?trong={district.uid}"
    data = form_of(officer, address) | {"name": "Phòng Nội vụ", "kind": str(kind("department").pk)}
    answer = officer.post(address, data)
    made = Unit.objects.get(name="Phòng Nội vụ")
    assert (answer.status_code, answer.url, made.parent) == (302, page_of(made), district)
    again = officer.post(address, data)
    assert again.status_code == 409
    assert "Đã có đơn vị" in again.content.decode()
    assert 'value="Phòng Nội vụ"' in again.content.decode()


@pytest.mark.parametrize(
    ("typed", "sentence"),
    [
        ({"name": "\u200b"}, "Chưa nhập tên đơn vị"),
        ({"parent": "Xã Không Đâu"}, "Không có đơn vị “Xã Không Đâu”"),
        ({"valid_from": "31/2/2025"}, "không có thật"),
        ({"phone": "12"}, "field-error"),
        ({"kind": "999999"}, "field-error"),
        ({"code": "697"}, "Mã 697 đã dùng"),
    ],
)
def test_what_was_typed_wrongly_is_said_at_its_field(officer, district, typed, sentence):
    address = f"{LIST}them/?trong={district.uid}"
    data = form_of(officer, address) | {"name": "Phòng Nội vụ", "kind": str(kind("department").pk)} | typed
    answer = officer.post(address, data)
    assert answer.status_code in {409, 422}
    assert sentence in answer.content.decode()


def test_an_officer_edits_and_an_old_form_is_refused(officer, department):
    address = reverse("unit_edit", args=[department.uid])
    old = form_of(officer, address)
    assert officer.post(address, old | {"address": "Khu phố 1"}).status_code == 302
    late = officer.post(address, old | {"address": "Khu phố 2"})
    assert late.status_code == 409
    assert "vừa được người khác sửa" in late.content.decode()
    department.refresh_from_db()
    assert department.address == "Khu phố 1"


@pytest.mark.parametrize(
    ("change", "typed", "check"),
    [
        ("doi-ten", {"name": "Phòng Kinh tế", "on": "1/3/2025", "reason": "QĐ 12"}, {"name": "Phòng Kinh tế"}),
        ("ten-khac", {"name": "P. KTHT"}, {"search_key__contains": "p ktht"}),
    ],
)
def test_an_officer_changes_names_at_once(officer, department, change, typed, check):
    address = reverse("unit_change", args=[department.uid, change])
    assert officer.get(address).status_code == 200
    assert officer.post(address, typed).status_code == 302
    assert Unit.objects.filter(pk=department.pk, **check).exists()


def test_an_officers_merger_waits_for_the_head(officer, sign_in, actor, department, district):
    other = create_unit(name="Phòng Công Thương", kind=kind("department"), parent=district, by=SYSTEM)
    typed = {
        "cham-dut": {"on": "1/7/2025", "reason": "NQ 1662"},
        "sap-nhap": {"successors": "Phòng Công Thương", "on": "1/7/2025", "reason": "NQ 1662"},
        "gop": {"duplicate": other.code, "reason": "Nhập hai lần"},
    }
    for change, data in typed.items():
        assert officer.post(reverse("unit_change", args=[department.uid, change]), data).status_code == 302
    assert Proposal.objects.count() == 3
    head = sign_in(actor(Role.HEAD))
    assert head.get(reverse("unit_proposals")).context["waiting"][0]["may_decide"]
    closing = Proposal.objects.get(change="succeed")
    address = reverse("unit_proposal", args=[closing.uid])
    assert "Phòng Công Thương" in head.get(address).content.decode()
    assert head.post(address, {"quyet-dinh": "duyet"}).status_code == 302
    department.refresh_from_db()
    assert department.valid_to is not None


def test_refusing_without_a_word_is_sent_back(sign_in, actor, department):
    proposal = propose(department, change="close", data={"on": "2025-07-01"}, reason="NQ", by=actor(Role.OFFICER))
    head = sign_in(actor(Role.HEAD))
    address = reverse("unit_proposal", args=[proposal.uid])
    assert "Chưa nhập lý do không duyệt" in head.post(address, {"quyet-dinh": "khong"}).content.decode()
    head.post(address, {"quyet-dinh": "khong", "answer": "Chưa có nghị quyết"})
    proposal.refresh_from_db()
    assert proposal.state == Proposal.State.REFUSED
    assert "Chưa có nghị quyết" in head.get(address).content.decode()


def test_a_focal_point_keeps_the_list_of_their_own_body(sign_in, actor, department, district):
    focal = sign_in(actor(Role.FOCAL_POINT))
    address = reverse("member_add", args=[department.uid])
    typed = {"full_name": "Lê Thị Hòa", "title": "Phó phòng", "duty": "member", "phone": "0912345678", "email": ""}
    assert focal.post(address, typed).status_code == 302
    member = Member.objects.get()
    edit = reverse("member_edit", args=[department.uid, member.uid])
    assert focal.post(edit, form_of(focal, edit) | {"title": "Trưởng phòng"}).status_code == 302
    assert focal.post(reverse("member_focal_point", args=[department.uid, member.uid])).status_code == 302
    assert focal.post(reverse("member_end", args=[department.uid, member.uid])).status_code == 302
    member.refresh_from_db()
    assert (member.title, member.duty, member.ends_on is None) == ("Trưởng phòng", "focal_point", False)
    assert focal.get(reverse("member_add", args=[district.uid])).status_code == 404


def test_moving_and_reopening_have_their_pages(sign_in, actor, officer, department, district):
    other = create_unit(name="Trung tâm", kind=kind("centre"), parent=district, by=SYSTEM)
    assert (
        officer.post(reverse("unit_move", args=[department.uid]), {"parent": other.code, "reason": "QĐ"}).status_code
        == 302
    )
    department.refresh_from_db()
    assert department.parent == other
    close_unit(department, on=date(2025, 7, 1), reason="x", by=SYSTEM)
    head = sign_in(actor(Role.HEAD))
    assert head.post(reverse("unit_reopen", args=[department.uid]), {"reason": "Nhầm"}).status_code == 302
    department.refresh_from_db()
    assert department.valid_to is None


def test_an_alias_is_forgotten_by_a_button(officer, department):
    alias = add_alias(department, name="P. KTHT", by=SYSTEM)
    assert "P. KTHT" in officer.get(page_of(department)).content.decode()
    officer.post(reverse("unit_alias_remove", args=[department.uid, alias.pk]))
    assert not department.aliases.exists()


def upload(text):
    return SimpleUploadedFile("ds.csv", text if isinstance(text, bytes) else text.encode())


def test_a_list_is_shown_before_it_is_loaded_and_loads_once(sign_in, actor):
    client = sign_in(actor(Role.OFFICER))
    assert client.get(reverse("unit_import")).status_code == 200
    text = "Mã;Tên;Mã cấp trên\nH1;Xã Mới;697\n"
    preview = client.post(reverse("unit_import"), {"file": upload(text)})
    assert preview.context["counts"] == {"new": 1, "changed": 0, "same": 0, "wrong": 0}
    assert not Unit.objects.filter(code="H1").exists()
    client.post(reverse("unit_import"), {"tep": preview.context["sealed"]})
    assert Unit.objects.get(code="H1").name == "Xã Mới"
    again = client.post(reverse("unit_import"), {"file": upload(text)})
    assert again.context["counts"]["same"] == 1
    assert not again.context["sealed"]


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        ("Tên\nXã Mới\n", "thiếu cột: Mã"),
        (b"\x00\x01", "Không đọc được tệp"),
        ("Mã;Tên;Mã cấp trên\nH1;Xã Mới;ZZ\n", "Không có đơn vị mã ZZ."),
        (b"x" * 1_600_000, "Tệp lớn hơn 1,5 MB"),
    ],
)
def test_a_wrong_list_is_said_and_nothing_is_loaded(officer, text, sentence):
    answer = officer.post(reverse("unit_import"), {"file": upload(text)})
    assert answer.status_code == 422
    assert sentence in answer.content.decode()


def test_a_forged_preview_is_refused(officer):
    answer = officer.post(reverse("unit_import"), {"tep": "forged"}, follow=True)
    assert "Bản xem trước đã cũ" in answer.content.decode()


def test_the_sample_is_a_list_that_can_be_loaded(sign_in, actor, tree):
    client = sign_in(actor(Role.OFFICER, contest=None))
    sample = client.get(reverse("unit_import_sample")).content
    preview = client.post(reverse("unit_import"), {"file": upload(sample)})
    assert preview.context["counts"]["wrong"] == 0
