"""Authors: asked only what the rules ask, never lost, each confirming."""

from datetime import date
from decimal import Decimal

import pytest
from django.contrib.messages import get_messages

from hoithi.contests.queries import actor_of
from hoithi.entries import book
from hoithi.entries.actions import add_author, answer_invitation, edit_author, invite_author
from hoithi.entries.entrant.tests.conftest import browser, hidden
from hoithi.entries.enums import AuthorState, Purpose
from hoithi.entries.models import Author, Consent
from hoithi.kit.clock import today
from hoithi.kit.dates import show_date
from hoithi.kit.sealed import unseal
from hoithi.kit.tests.standing import shared
from hoithi.notifications.models import Message

pytestmark = pytest.mark.django_db


def add(desk, entry, **data):
    return desk.post("entry_author_add", entry, {"full_name": "Thị Hen", **data})


@shared
def hen(draft, entrant):
    """A co-author who has not answered."""
    return add_author(draft, by=entrant, full_name="Thị Hen", share=Decimal(40))


def test_added_and_seen(at_desk, draft):
    assert add(at_desk, draft, birth_date="15/4/1990", share="33,5").status_code == 302
    author = Author.objects.get(full_name="Thị Hen")
    assert (author.birth_date, author.share, author.state) == (date(1990, 4, 15), Decimal("33.5"), AuthorState.PENDING)
    page = at_desk.get("entry_authors", draft).content.decode()
    assert "Thị Hen" in page
    assert "Chờ xác nhận" in page
    assert "33,5%" in page


def test_pressed_twice_is_one_author_and_another_needs_a_page_of_its_own(at_desk, draft):
    """F12."""
    once = hidden(at_desk.get("entry_author_add", draft), "once")
    assert [add(at_desk, draft, once=once).status_code for _press in range(2)] == [302, 302]
    assert draft.authors.filter(full_name="Thị Hen").count() == 1
    other = add(at_desk, draft, once=once, full_name="Lê Văn Thử")
    assert (other.status_code, "Lê Văn Thử" in other.content.decode()) == (422, True)
    add(at_desk, draft, once=hidden(at_desk.get("entry_author_add", draft), "once"))
    assert draft.authors.filter(full_name="Thị Hen").count() == 2


def test_co_authors_survive_every_other_save_and_reload(at_desk, draft, hen, fresh):
    """OpenReview 359, pretalx 2517."""
    at_desk.save("entry_about", draft, {"title": "Máy", "entrant": "group"})
    at_desk.save("entry_step", draft, {"q-ly-do": "Một."}, part="ly-do")
    at_desk.post(
        "entry_author",
        draft,
        {"version": "1", "full_name": "Điểu Xuân Lộc"},
        author=draft.authors.get(represents=True).uid,
    )
    add(at_desk, draft, full_name="Lê Văn Thử")
    for _reload in range(2):
        page = at_desk.get("entry_authors", draft).content.decode()
        assert all(name in page for name in ("Điểu Xuân Lộc", "Thị Hen", "Lê Văn Thử"))
    assert fresh(draft).authors_line == "Điểu Xuân Lộc và 2 người khác"


@pytest.mark.parametrize(
    ("box", "typed", "said"),
    [
        ("full_name", "", "Chưa nhập họ và tên"),
        ("full_name", " \u00a0 ", "Chưa nhập họ và tên"),
        ("full_name", "\u200b\u200b", "Chưa nhập họ và tên"),
        ("full_name", "a" * 1000, "Tối đa 100 ký tự (đang có 1000)"),
        ("full_name", "Nguyeãn Vaên", "bảng mã cũ"),
        ("full_name", "Nguyễn\x00Văn", "ký tự không hợp lệ"),
        ("full_name", "a" + "\u0301" * 300, "quá nhiều dấu"),
        ("full_name", "\u202eneL", "Có ký tự ẩn đảo chiều chữ"),
        ("full_name", "Lan 👩‍🔬", "không dùng biểu tượng"),
        ("full_name", "Аdmin", "không phải là chữ Việt"),
        ("birth_date", "04/15/2005", "tháng phải từ 1 đến 12"),
        ("birth_date", "15/4/05", "đủ 4 chữ số"),
        ("birth_date", "29/02/2023", "không có thật"),
        ("birth_date", "1/1/2199", "Ngày sinh phải trước hôm nay"),
        ("birth_date", "1/1/0001", "năm phải từ 1900 đến 2200"),
        ("birth_date", "31/12/9999", "năm phải từ 1900 đến 2200"),
        ("birth_date", "ngày 15/4", "năm"),
        ("birth_date", show_date(today()), "Ngày sinh phải trước hôm nay và sau ngày 1/1/1900."),
        ("birth_date", "31/12/1899", "1900"),
        ("id_number", "123456789", "CMND 9 số không còn dùng"),
        ("id_number", "70084000999", "Ý bạn là 070084000999?"),
        ("id_number", "0700840009999", "đúng 12 chữ số"),
        ("phone", "0123456789", "10 chữ số"),
        ("phone", "19001234", "10 chữ số"),
        ("email", "khong-phai", "thư"),
        ("share", "101", "100"),
        ("share", "0", "0,01"),
        ("ethnicity", "S'tiêng", "phải đánh dấu đồng ý"),
    ],
)
def test_each_box_says_what_is_wrong_and_keeps_the_rest(at_desk, draft, box, typed, said):
    answer = add(at_desk, draft, occupation="Nông dân", **{box: typed})
    words = answer.content.decode()
    assert answer.status_code == 422
    assert said.replace("'", "&#x27;") in words
    assert 'value="Nông dân"' in words
    assert draft.authors.count() == 1


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("Y", "Y"), ("H'Hen Niê", "H'Hen Niê"), ("K’Brơi", "K’Brơi"), ("Ðặng Thị Lan", "Đặng Thị Lan"),
        ("Nguyê\u0303n Va\u0306n Ha\u0323", "Nguyễn Văn Hạ"), ("Lan\r\nBcc: x@y", "Lan Bcc: x@y"),
    ],
)  # fmt: skip
def test_names_as_people_write_them(at_desk, draft, typed, kept):
    assert add(at_desk, draft, full_name=typed).status_code == 302
    assert Author.objects.get(represents=False).full_name == kept


def test_a_name_without_marks_is_asked_about(at_desk, draft):
    add(at_desk, draft, full_name="Nguyen Van Ha")
    assert "chưa có dấu" in at_desk.get("entry_authors", draft).content.decode()


def test_a_letter_of_an_old_font_is_changed_and_said(at_desk, draft):
    add(at_desk, draft, full_name="\u00d0ặng Thị Lan")
    words = at_desk.get("entry_authors", draft).content.decode()
    assert "Đã đổi chữ “Ð” của phông cũ thành “Đ”: Đặng Thị Lan." in words
    assert Author.objects.get(represents=False).full_name == "Đặng Thị Lan"


def test_a_number_that_another_entry_has_is_taken_without_a_word(at_desk, draft, whole, many):
    """Whoever types numbers does not learn by it who entered."""
    (other,) = many(1)
    edit_author(other.authors.get(), version=1, by=actor_of(other.owner), id_number="070084000999")
    said = add(at_desk, draft, id_number="070084000999")
    assert said.status_code == 302
    assert at_desk.get("entry_authors", draft).content.decode().count("070084000999") == 0
    assert [str(one) for one in get_messages(said.wsgi_request)] == ["Đã thêm Thị Hen."]


def test_the_same_contact_for_two_children_is_taken(at_desk, draft):
    for name in ("Thị Na", "Thị Mơ"):
        assert add(at_desk, draft, full_name=name, phone="0943.999.025", email="ME@b.vn").status_code == 302
    assert "Trẻ em ghi số của cha mẹ cũng được." in at_desk.get("entry_author_add", draft).content.decode()
    kept = {(one.details["phone"], one.details["email"]) for one in Author.objects.filter(represents=False)}
    assert kept == {("0943999025", "me@b.vn")}


def test_a_day_of_birth_is_a_day_wherever_it_is_read(at_desk, draft):
    """Viet Nam was eight hours ahead in 1970: a day of birth is no instant."""
    add(at_desk, draft, birth_date="1/1/1970")
    author = Author.objects.get(represents=False)
    assert author.birth_date == date(1970, 1, 1)
    assert 'value="1/1/1970"' in at_desk.get("entry_author", draft, author=author.uid).content.decode()


def test_the_id_number_is_sealed_and_never_shown_again(at_desk, draft):
    add(at_desk, draft, id_number="０７００８４０００９９９\n", birth_date="1/1/1990")
    author = Author.objects.get(represents=False)
    assert unseal(author.id_sealed, purpose="author.id_number") == "070084000999"
    assert author.id_last == "0999"
    page = at_desk.get("entry_authors", draft).content.decode()
    assert "năm sinh 1984" in page
    edit = at_desk.get("entry_author", draft, author=author.uid).content.decode()
    for words in (page, edit, at_desk.get("entry_check", draft).content.decode()):
        assert "070084000999" not in words
    assert "đuôi 0999" in edit
    sent = {"version": "1", "full_name": "Thị Hen", "id_number": ""}
    at_desk.post("entry_author", draft, sent, author=author.uid)
    author.refresh_from_db()
    assert author.id_last == "0999"


def test_ethnicity_is_kept_with_its_own_consent_and_goes_with_it(at_desk, draft, whole):
    own = draft.authors.get(represents=True)
    sent = {"version": own.version, "full_name": own.full_name, "ethnicity": "S'tiêng", "ethnicity_agreed": "on"}
    assert at_desk.post("entry_author", draft, sent, author=own.uid).status_code == 302
    own.refresh_from_db()
    assert unseal(own.ethnicity_sealed, purpose="author.ethnicity") == "S'tiêng"
    assert Consent.objects.get(author=own, purpose=Purpose.ETHNICITY).how == "click"
    at_desk.post("entry_consents", draft, {"author": own.uid, "purpose": "ethnicity", "do": "withdraw"})
    own.refresh_from_db()
    assert own.ethnicity_sealed == ""


def test_only_what_the_rules_ask(at_desk, draft, rules_of):
    rules_of("form", author_details=["birth_date"], shares=False)
    book.forget()
    words = at_desk.get("entry_author_add", draft).content.decode()
    for box in ("ethnicity", "id_number", "phone", "share", "guardian_name", "bank"):
        assert f'name="{box}"' not in words
    add(at_desk, draft, id_number="070084000999", ethnicity="Kinh", ethnicity_agreed="on")
    author = Author.objects.get(represents=False)
    assert (author.id_sealed, author.ethnicity_sealed) == ("", "")


def test_a_child_needs_a_guardian(at_desk, draft, rules_of):
    rules_of("eligibility", guardian=True)
    book.forget()
    answer = add(at_desk, draft, birth_date="1/1/2020")
    assert "hãy ghi cha, mẹ hoặc người giám hộ" in answer.content.decode()
    assert (
        add(at_desk, draft, birth_date="1/1/2020", guardian_name="Thị Mơ", guardian_phone="0943.999.025").status_code
        == 302
    )
    assert Author.objects.get(represents=False).guardian_phone == "0943999025"


def test_a_child_is_asked_for_a_guardian_whatever_the_edition_says(at_desk, draft):
    assert 'name="guardian_name"' not in at_desk.get("entry_author_add", draft).content.decode()
    answer = add(at_desk, draft, birth_date="3/3/2015").content.decode()
    assert "hãy ghi cha, mẹ hoặc người giám hộ" in answer
    assert 'name="guardian_name"' in answer
    add(at_desk, draft, birth_date="3/3/2015", guardian_name="Thị Mơ")
    child = Author.objects.get(represents=False)
    assert child.guardian_name == "Thị Mơ"
    assert 'value="Thị Mơ"' in at_desk.get("entry_author", draft, author=child.uid).content.decode()
    page = at_desk.get("entry_check", draft).content.decode()
    assert f'name="guardian_{child.uid}"' in page


def test_shares_and_their_sum(at_desk, draft, hen, entrant):
    page = at_desk.get("entry_authors", draft).content.decode()
    assert "phải bằng 100%" in page
    own = draft.authors.get(represents=True)
    edit_author(own, version=own.version, by=entrant, share=Decimal(60))
    assert "phải bằng 100%" not in at_desk.get("entry_authors", draft).content.decode()


def test_more_authors_than_the_rules_allow(at_desk, draft, rules_of, hen):
    rules_of("eligibility", most_authors=2)
    book.forget()
    answer = add(at_desk, draft, full_name="Người thứ ba")
    assert answer.status_code == 422
    assert "tối đa 2 tác giả" in answer.content.decode()


def test_edited_elsewhere_meanwhile(at_desk, draft, hen, entrant):
    page = at_desk.get("entry_author", draft, author=hen.uid)
    edit_author(hen, version=1, by=entrant, full_name="Thị Hen Niê")
    answer = at_desk.post(
        "entry_author", draft, {"version": hidden(page, "version"), "full_name": "Hen"}, author=hen.uid
    )
    assert answer.status_code == 409
    assert 'value="Hen"' in answer.content.decode()
    hen.refresh_from_db()
    assert hen.full_name == "Thị Hen Niê"


def test_removed_after_a_question(at_desk, draft, hen):
    assert at_desk.get("entry_author_remove", draft, author=hen.uid).status_code == 200
    assert Author.objects.get(pk=hen.pk).removed_at is None
    at_desk.post("entry_author_remove", draft, author=hen.uid)
    assert Author.objects.get(pk=hen.pk).removed_at is not None
    own = draft.authors.get(represents=True)
    assert at_desk.post("entry_author_remove", draft, author=own.uid).status_code == 409


def test_signed_on_paper(at_desk, draft, hen):
    at_desk.post("entry_author_paper", draft, author=hen.uid)
    hen.refresh_from_db()
    assert hen.state == AuthorState.ON_PAPER


def test_the_link_is_shown_once_and_sent(at_desk, draft, hen):
    answer = at_desk.post("entry_author_invite", draft, {"email": "hen@example.vn"}, author=hen.uid)
    secret = answer.content.decode().partition("/ho-so/loi-moi/#")[2].partition("<")[0]
    assert secret in Message.objects.get(kind="entries.invitation").body
    assert secret not in at_desk.get("entry_author_invite", draft, author=hen.uid).content.decode()


def test_nobody_sends_mail_through_us(at_desk, draft, entrant, rules_of):
    rules_of("eligibility", most_authors=20)
    book.forget()
    for number in range(10):
        invite_author(add_author(draft, by=entrant, full_name=f"Người {number}"), by=entrant)
    last = add_author(draft, by=entrant, full_name="Người cuối")
    answer = at_desk.post("entry_author_invite", draft, {"email": "x@example.vn"}, author=last.uid)
    assert answer.status_code == 429
    assert "tối đa 10 lời mời" in answer.content.decode()
    assert not Message.objects.filter(to_address="x@example.vn").exists()


@shared
def link(hen, entrant):
    """The secret of the link to `hen`."""
    return invite_author(hen, by=entrant)


def test_the_invited_person_signs_in_and_accepts(client, person, draft, hen, link):
    desk = browser(client)
    assert desk.get("author_invitation").status_code == 200
    answer = client.post(desk.address("author_invitation"), {"secret": link})
    assert answer["Location"] == "/dang-nhap/?next=/ho-so/loi-moi/"
    other = person("Thị Hen")
    client.force_login(other)
    words = desk.get("author_invitation").content.decode()
    assert "Thị Hen" in words
    assert link in words
    assert "checked" not in words
    sent = {"secret": link, "answer": "accept"}
    refused = client.post(desk.address("author_invitation"), sent)
    assert refused.status_code == 422
    hen.refresh_from_db()
    assert hen.state == AuthorState.PENDING
    answer = client.post(desk.address("author_invitation"), {**sent, "enter": "on", "publish": "on"})
    assert answer["Location"] == desk.address("entry_home", draft)
    hen.refresh_from_db()
    assert (hen.state, hen.person) == (AuthorState.CONFIRMED, other)
    assert set(Consent.objects.filter(author=hen).values_list("purpose", flat=True)) == {"enter", "publish"}
    assert desk.get("entry_home", draft).status_code == 200
    assert client.post(desk.address("author_invitation"), {**sent, "enter": "on"}).status_code == 410


def test_looking_answers_nothing(client, sign_in, person, hen, link):
    sign_in(actor_of(person("Thị Hen")))
    client.get("/ho-so/loi-moi/")
    client.post("/ho-so/loi-moi/", {"secret": link})
    hen.refresh_from_db()
    assert (hen.state, hen.person) == (AuthorState.PENDING, None)


def test_declined(client, sign_in, person, draft, hen, link):
    sign_in(actor_of(person("Ai đó")))
    client.post("/ho-so/loi-moi/", {"secret": link, "answer": "decline"})
    hen.refresh_from_db()
    assert hen.state == AuthorState.DECLINED
    assert browser(client).get("entry_home", draft).status_code == 404


def test_who_waits_for_a_co_author_is_led_on_and_called_back_when_that_one_declines(
    at_desk, person, draft, entrant, hen
):
    first = Author.objects.get(entry=draft, represents=True)
    edit_author(first, version=first.version, by=entrant, full_name=first.full_name, share=Decimal(60))
    assert "Đang chờ" in at_desk.get("entry_tasks", draft).content.decode()
    answer_invitation(invite_author(hen, by=entrant), accept=False, by=actor_of(person("Ai đó")))
    words = at_desk.get("entry_tasks", draft).content.decode()
    assert "Đang chờ" not in words
    assert "Cần sửa" in words


@pytest.mark.parametrize("secret", ["", "x", "x" * 500, "a\x00b"])
def test_a_link_that_is_none(client, sign_in, person, secret):
    sign_in(actor_of(person("Ai đó")))
    assert client.post("/ho-so/loi-moi/", {"secret": secret, "answer": "accept", "enter": "on"}).status_code in {
        410,
        422,
    }


def test_an_author_puts_right_what_is_said_of_them(client, sign_in, person, draft, hen):
    other = person("Thị Hen")
    Author.objects.filter(pk=hen.pk).update(person=other, state=AuthorState.CONFIRMED)
    sign_in(actor_of(other))
    desk = browser(client)
    assert (
        desk.post("entry_author", draft, {"version": "1", "full_name": "Thị Hen Niê"}, author=hen.uid).status_code
        == 302
    )
    own = draft.authors.get(represents=True)
    assert desk.post("entry_author", draft, {"version": "1", "full_name": "Đổi"}, author=own.uid).status_code in {
        404,
        409,
    }
    own.refresh_from_db()
    assert own.full_name == "Điểu Xuân Lộc"


def test_nobody_lets_themself_in(client, sign_in, person, draft, hen):
    other = person("Thị Hen")
    Author.objects.filter(pk=hen.pk).update(person=other, state=AuthorState.CONFIRMED)
    sign_in(actor_of(other))
    desk = browser(client)
    words = desk.get("entry_author", draft, author=hen.uid).content.decode()
    assert 'name="may_edit"' not in words
    assert 'name="share"' not in words
    sent = {"version": "1", "full_name": "Thị Hen", "may_edit": "on", "share": "99"}
    desk.post("entry_author", draft, sent, author=hen.uid)
    edit_author(Author.objects.get(pk=hen.pk), version=2, by=actor_of(other), may_edit=True, share=Decimal(99))
    hen.refresh_from_db()
    assert (hen.may_edit, hen.share) == (False, 40)


def test_an_account_of_another_name_is_warned_and_told_to_the_owner(client, sign_in, person, draft, link, entrant):
    desk = browser(client)
    sign_in(actor_of(person("Thị Hẹn")))
    warned = "Ban tổ chức thấy tài khoản nào đã xác nhận"
    assert warned not in client.post(desk.address("author_invitation"), {"secret": link}).content.decode()
    sign_in(actor_of(person("Điểu Ôn")))
    assert warned in client.post(desk.address("author_invitation"), {"secret": link}).content.decode()
    client.post(desk.address("author_invitation"), {"secret": link, "answer": "accept", "enter": "on"})
    sign_in(entrant)
    page = desk.get("entry_authors", draft).content.decode()
    assert "Xác nhận bằng tài khoản Điểu Ôn." in page
    assert "Tài khoản mang tên khác." in page
