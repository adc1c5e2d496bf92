import pypdfium2
import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from hoithi.accounts.enums import Role
from hoithi.accounts.models import Person
from hoithi.contests.queries import actor_of
from hoithi.entries.conftest import BROUGHT, photo
from hoithi.entries.counter.people import find_people
from hoithi.entries.models import Entry, EntryFile, Material
from hoithi.kit import panels

pytestmark = pytest.mark.django_db
TYPISTS = {Role.OFFICER, Role.SECRETARY, Role.FOCAL_POINT, Role.COMMITTEE}


def url(name, contest, *more):
    return reverse(name, args=[contest.slug, *more])


@pytest.fixture
def desk(sign_in, officer):
    """The client of an officer."""
    return sign_in(officer)


def post(**more):
    return {**BROUGHT, "source": "counter", "once": "quay-1", **more}


@pytest.mark.parametrize("typed", ["0912 345 678", "+84912345678", "0912.345.678", "84912345678"])
def test_a_number_finds_its_holder_however_it_is_written(desk, receiving, mother, typed):
    page = desk.get(url("counter", receiving), {"q": typed})
    assert mother.full_name in page.content.decode()
    assert url("counter_take_in", receiving, mother.uid) in page.content.decode()


@pytest.mark.parametrize("typed", ["0123456789", "190012345", "094399902"])
def test_what_is_no_number_is_said(desk, receiving, typed):
    page = desk.get(url("counter", receiving), {"q": typed}).content.decode()
    assert "Số di động gồm 10 chữ số, bắt đầu 03, 05, 07, 08 hoặc 09." in page


def test_a_name_finds_only_those_who_entered_here(desk, receiving, officer, submitted, person):
    person("Điểu Xuân Mai")
    found = find_people(officer, receiving, "dieu xuan")
    assert [one.full_name for one in found.people] == ["Điểu Xuân Lộc"]


def test_nobody_found_leads_to_a_new_person_with_the_number_kept(desk, receiving):
    page = desk.get(url("counter", receiving), {"q": "0912345679"}).content.decode()
    assert f"{url('counter_person', receiving)}?sdt=0912345679" in page
    answer = desk.post(url("counter_person", receiving), {"full_name": "Thị Hoa", "phone": "0912345679"})
    made = Person.objects.get(phone="0912345679")
    assert answer["Location"] == url("counter_take_in", receiving, made.uid)


def test_one_page_takes_it_in_with_pages_and_things(desk, receiving, mother):
    files = [SimpleUploadedFile(f"trang {n}.jpg", photo(colour)) for n, colour in ((1, "teal"), (2, "red"))]
    data = post(copies="2", model="Máy tách vỏ", usb="1", scans=files)
    answer = desk.post(url("counter_take_in", receiving, mother.uid), data)
    entry = Entry.objects.get()
    assert answer["Location"] == url("counter_taken", receiving, entry.uid)
    assert EntryFile.objects.filter(entry=entry, slot="ban-giay").count() == 2
    assert sorted(Material.objects.values_list("kind", "count")) == [("medium", 1), ("model", 1), ("papers", 2)]
    shown = desk.get(answer["Location"]).content.decode()
    assert "HS-0001" in shown
    assert reverse("person_slip", args=[mother.uid]) not in shown  # somebody else made her account
    desk.post(url("counter_take_in", receiving, mother.uid), post())
    assert Entry.objects.count() == 1


def test_who_was_made_at_the_counter_gets_a_login_slip(desk, receiving):
    desk.post(url("counter_person", receiving), {"full_name": "Thị Hoa", "phone": "0912345679"})
    made = Person.objects.get(phone="0912345679")
    desk.post(url("counter_take_in", receiving, made.uid), post())
    page = desk.get(url("counter_taken", receiving, Entry.objects.get().uid)).content.decode()
    assert reverse("person_slip", args=[made.uid]) in page
    assert "Phiếu đăng nhập" in desk.post(reverse("person_slip", args=[made.uid])).content.decode()


def test_what_is_missing_is_said_at_its_box_and_nothing_typed_is_lost(desk, receiving, mother):
    answer = desk.post(url("counter_take_in", receiving, mother.uid), post(title="", author="Điểu Na"))
    page = answer.content.decode()
    assert answer.status_code == 422
    assert "Chưa nhập tên giải pháp." in page
    assert "Điểu Na" in page
    assert not Entry.objects.exists()


def test_a_file_that_is_no_page_is_refused_in_words(desk, receiving, mother):
    data = post(scans=[SimpleUploadedFile("trang.jpg", b"MZ khong phai anh")])
    answer = desk.post(url("counter_take_in", receiving, mother.uid), data)
    assert answer.status_code == 422
    assert "Chỉ nhận" in answer.content.decode()
    assert not Entry.objects.exists()


def test_the_receipt_is_a_pdf_in_duplicate_with_the_things(desk, receiving, taken_in):
    answer = desk.get(url("counter_receipt", receiving, taken_in.uid))
    assert answer["Content-Type"] == "application/pdf"
    document = pypdfium2.PdfDocument(answer.content)
    texts = [page.get_textpage().get_text_range() for page in document]
    document.close()
    said = " ".join(" ".join(texts).split())
    assert "HS-0001" in said
    assert "Mô hình máy tách vỏ" in said
    assert said.count("Liên 1") >= 1
    assert "Liên 2" in said


@pytest.mark.parametrize("role", [None, *Role])
def test_who_takes_the_pages(client, sign_in, actor, receiving, taken_in, role):
    sign_in(actor(role))
    may = role in TYPISTS
    pages = {
        url("counter", receiving): may,
        url("counter_person", receiving): may,
        url("counter_take_in", receiving, taken_in.owner.uid): may,
        url("typing_list", receiving): may,
        url("counter_taken", receiving, taken_in.uid): role in {Role.OFFICER, Role.SECRETARY},
        url("counter_receipt", receiving, taken_in.uid): role in {Role.OFFICER, Role.SECRETARY},
        url("typing", receiving, taken_in.uid): role in {Role.OFFICER, Role.SECRETARY},
        url("typing_part", receiving, taken_in.uid, "ly-do"): role in {Role.OFFICER, Role.SECRETARY},
    }
    answers = {address: client.get(address).status_code for address in pages}
    assert answers == {address: 200 if allowed else 404 for address, allowed in pages.items()}


def test_bodies_take_in_for_their_own_and_see_it(client, sign_in, actor, receiving, mother, department):
    sign_in(actor(Role.FOCAL_POINT))
    client.post(url("counter_take_in", receiving, mother.uid), post(unit=department.uid))
    entry = Entry.objects.get()
    assert entry.unit == department
    assert client.get(url("counter_taken", receiving, entry.uid)).status_code == 200
    sign_in(actor(Role.FOCAL_POINT))
    assert client.get(url("counter_taken", receiving, entry.uid)).status_code == 404


def test_panels_say_who_typed_for_whom(rf, receiving, typed, officer, entrant):
    entry = Entry.objects.select_related("contest", "owner").get(pk=typed.entry_id)
    asked = rf.get("/")
    asked.actor = officer
    shown = {row["template"]: row for row in panels.collect("entry_checks", asked, entry=entry)}
    assert shown["entries/counter/_assist.html"]["assist"] == typed
    assert len(shown["entries/counter/_materials.html"]["materials"]) == 2
    asked.actor = actor_of(entry.owner)
    assert panels.collect("entry_entrant", asked, entry=entry)[0]["waits"] is True
    assert not [row for row in panels.collect("entry_checks", asked, entry=entry) if "counter" in row["template"]]
    asked.actor = entrant
    assert panels.collect("entry_entrant", asked, entry=entry) == []
