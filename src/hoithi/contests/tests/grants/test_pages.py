"""Pages of people: who opens them, what they do, and how many questions they ask the database."""

import re
from dataclasses import replace

import pytest

from hoithi.accounts.actors import Grant
from hoithi.accounts.enums import Role
from hoithi.accounts.models import Person
from hoithi.audit.models import Event
from hoithi.contests.grants.actions import grant_role, propose_role
from hoithi.contests.grants.exports import export_people
from hoithi.contests.models import Invitation, RoleGrant
from hoithi.contests.queries import actor_of
from hoithi.kit.refusals import Refusal
from hoithi.notifications.models import Message
from hoithi.units.models import Member

HOME = "/lam-viec/hoi-thi/hoi-thi-hon-quan-8/nguoi/"
ACCOUNTS = "/lam-viec/nguoi-dung/"
PASSWORD = "rẫy điều sau nhà"


@pytest.mark.parametrize(
    ("role", "status"),
    [
        (Role.OFFICER, 200),
        (Role.SECRETARY, 200),
        (Role.HEAD, 200),
        (Role.PANEL_CHAIR, 200),
        (Role.AUDITOR, 200),
        (Role.JUDGE, 404),
        (Role.FOCAL_POINT, 404),
        (Role.ADMIN, 404),
        (None, 404),
    ],
)
def test_who_reads_the_people_of_a_contest(actor, sign_in, role, status):
    assert sign_in(actor(role)).get(HOME).status_code == status


def test_a_visitor_is_led_to_sign_in(client, contest):
    assert client.get(HOME).headers["Location"] == f"/dang-nhap/?next={HOME}"


def test_the_list_asks_as_much_at_one_row_as_at_many(
    client, officer, person, contest, commune, django_assert_max_num_queries
):
    with django_assert_max_num_queries(9) as few:
        client.get(HOME)
    for n in range(40):
        grant_role(
            person(f"Người {n}"),
            role=Role.COMMITTEE,
            contest=contest,
            unit=commune,
            by=actor_of(Person.objects.get(pk=officer.person_id), second_factor=True),
        )
    with django_assert_max_num_queries(9) as many:
        page = client.get(HOME).content.decode()
    assert "Người 33" in page
    assert len(few) == len(many)


def test_an_officer_invites_by_address_and_sees_it_waiting(client, officer, contest, commune):
    form = client.get(f"{HOME}moi/").content.decode()
    offered = set(re.findall(r'<option value="([a-z_]+)"', form))
    assert offered == {"focal_point", "committee", "secretary", "judge", "panel_chair", "finance", "auditor"}
    data = {"role": "focal_point", "unit": commune.code, "full_name": "Thị Mơ", "email": "MO@example.vn"}
    assert client.post(f"{HOME}moi/", data).status_code == 302
    assert Message.objects.get().to_address == "mo@example.vn"
    page = client.get(HOME).content.decode()
    assert "Thị Mơ" in page
    assert client.post(f"{HOME}loi-moi/{Invitation.objects.get().uid}/thu-hoi/").status_code == 302
    assert "Thị Mơ" not in client.get(HOME).content.decode().replace("Đã mời Thị Mơ", "")


def test_what_was_typed_wrong_stays_and_is_named(client, officer, commune):
    response = client.post(f"{HOME}moi/", {"role": "focal_point", "full_name": "Thị Mơ", "email": "mo@example.vn"})
    assert response.status_code == 422
    assert "Hãy chọn đơn vị" in response.content.decode()
    assert 'value="Thị Mơ"' in response.content.decode()
    for bad in ({"role": "admin"}, {"role": "head"}, {"role": "x" * 5000}, {"unit": "\x00"}, {"email": "a\x00@b.vn"}):
        data = {"role": "judge", "full_name": "Ai", "email": "ai@example.vn"} | bad
        assert client.post(f"{HOME}moi/", data).status_code == 422 or bad == {"unit": "\x00"}
    assert not Invitation.objects.filter(role__in=["admin", "head"]).exists()


def test_without_an_address_the_link_is_shown_once(client, officer, commune):
    data = {"role": "focal_point", "unit": commune.code, "full_name": "Điểu Lên", "phone": "0912 345 678"}
    page = client.post(f"{HOME}moi/", data).content.decode()
    link = re.search(r"http://[^<]*/loi-moi/[\w-]+/", page)[0]
    client.post("/dang-xuat/")
    assert client.get(link.removeprefix("http://127.0.0.1:8000")).status_code == 200


def test_bulk_invitation_shows_first_and_sends_the_chosen(client, officer, commune, department):
    for unit, name in ((commune, "mo"), (department, "len")):
        Member.objects.create(
            unit=unit, full_name=f"Thị {name}", email=f"{name}@example.vn", duty=Member.Duty.FOCAL_POINT
        )
    page = client.get(f"{HOME}moi-dau-moi/").content.decode()
    assert page.count('type="checkbox" name="unit"') == 2
    assert not Message.objects.exists()
    client.post(f"{HOME}moi-dau-moi/", {"unit": [commune.pk, "x", "9" * 30]})
    assert Message.objects.get().to_address == "mo@example.vn"


def test_a_head_approves_on_the_page_of_the_role(client, actor, sign_in, person, contest):
    someone = person("Lê Giám")
    grant = propose_role(someone, role=Role.JUDGE, contest=contest, by=actor(Role.OFFICER))
    sign_in(actor(Role.HEAD))
    address = f"{HOME}{grant.uid}/"
    assert 'value="duyet"' in client.get(address).content.decode()
    assert client.post(address, {"viec": "duyet", "reason": ""}).status_code == 422
    client.post(address, {"viec": "duyet", "reason": "Quyết định 12/QĐ-BTC"})
    assert actor_of(someone, second_factor=True).holds_in(contest, Role.JUDGE)


def test_an_officer_does_not_approve(client, officer, actor, person, contest):
    grant = propose_role(person(), role=Role.JUDGE, contest=contest, by=actor(Role.SECRETARY))
    address = f"{HOME}{grant.uid}/"
    assert 'value="duyet"' not in client.get(address).content.decode()
    client.post(address, {"viec": "duyet", "reason": "được"})
    assert RoleGrant.objects.get(pk=grant.pk).state == RoleGrant.State.PROPOSED


def test_approving_twice_approves_once_and_a_button_nobody_drew_does_nothing(client, actor, sign_in, person, contest):
    someone = person("Lê Giám")
    grant = propose_role(someone, role=Role.JUDGE, contest=contest, by=actor(Role.OFFICER))
    sign_in(actor(Role.HEAD))
    address = f"{HOME}{grant.uid}/"
    for _ in range(2):
        assert client.post(address, {"viec": "duyet", "reason": "Quyết định 12/QĐ-BTC"}).status_code == 302
    assert client.post(address, {"viec": "khong-duyet", "reason": "muộn"}).status_code == 409
    for name in ("", "xoa"):
        assert client.post(address, {"viec": name, "reason": "thử"}).status_code == 404
    assert actor_of(someone, second_factor=True).holds_in(contest, Role.JUDGE)
    assert Event.objects.filter(verb__in=["grants.approve", "grants.end"]).count() == 1
    assert client.post(address, {"viec": "ket-thuc", "reason": "xin thôi"}).status_code == 302
    assert not actor_of(someone, second_factor=True).grants


def test_a_body_without_a_focal_point_is_one_press_away(actor, sign_in, contest, commune):
    page = sign_in(actor(Role.OFFICER)).get(f"/lam-viec/hoi-thi/{contest.slug}/nguoi/moi-dau-moi/").content.decode()
    assert "Chưa mời được ai" in page
    assert f'href="/lam-viec/don-vi/{commune.uid}/"' in page


@pytest.mark.parametrize("address", [HOME, ACCOUNTS])
@pytest.mark.parametrize("role", [Role.HEAD, Role.AUDITOR])
def test_who_takes_a_list_of_people_away_is_recorded(actor, sign_in, contest, role, address):
    who = actor(role)
    client = sign_in(who)
    assert "xuat=xlsx" in client.get(address).content.decode()
    before = Event.objects.count()
    for _again in range(2):
        assert client.get(address, {"xuat": "xlsx"})["Content-Type"].endswith("sheet")
    first, second = Event.objects.order_by("pk")[before:]
    assert (first.verb, first.actor_id, first.data) == ("grants.export_people", who.person_id, {"rows": 1})
    assert second.data == first.data
    assert bool(first.scope) == (address == HOME)


@pytest.mark.parametrize(
    ("role", "address"),
    [
        *((role, HOME) for role in (Role.OFFICER, Role.SECRETARY, Role.PANEL_CHAIR)),
        *((role, ACCOUNTS) for role in (Role.ADMIN, Role.OFFICER, Role.FOCAL_POINT)),
    ],
)
def test_who_only_reads_a_list_of_people_gets_the_page(actor, sign_in, role, address):
    client = sign_in(actor(role))
    before = Event.objects.count()
    page = client.get(address, {"xuat": "xlsx"})
    assert page["Content-Type"].startswith("text/html")
    assert "xuat=xlsx" not in page.content.decode()
    assert Event.objects.count() == before


def test_a_head_here_who_is_an_officer_elsewhere_takes_no_accounts_away(actor, contest):
    head = actor(Role.HEAD)
    both = replace(head, grants=(*head.grants, Grant(Role.OFFICER)))
    with pytest.raises(Refusal, match="Chỉ Trưởng Ban Tổ chức và giám sát"):
        export_people(Person.objects.get(pk=head.person_id), rows=3, by=both)
    assert not Event.objects.filter(verb="grants.export_people").exists()


def test_pressing_invite_twice_sends_one_letter_and_the_first_link_lives(client, officer, commune):
    once = re.search(r'name="once" value="(\w+)"', client.get(f"{HOME}moi/").content.decode())[1]
    data = {"role": "focal_point", "unit": commune.code, "full_name": "Thị Mơ", "email": "mo@example.vn", "once": once}
    for _ in range(2):
        assert client.post(f"{HOME}moi/", data).status_code == 302
    link = re.search(r"/loi-moi/[\w-]+/", Message.objects.get().body)[0]
    assert Invitation.objects.get().withdrawn_at is None
    client.post("/dang-xuat/")
    assert client.get(link).status_code == 200


def test_a_link_for_a_number_is_shown_at_the_first_press_only_and_a_strange_key_is_no_error(client, officer, commune):
    data = {
        "role": "focal_point",
        "unit": commune.code,
        "full_name": "Điểu Lên",
        "phone": "0912345678",
        "once": "x" * 40,
    }
    assert "/loi-moi/" in client.post(f"{HOME}moi/", data).content.decode()
    assert client.post(f"{HOME}moi/", data).status_code == 302
    assert Invitation.objects.get().withdrawn_at is None
    Invitation.objects.update(invited_by=None)
    assert client.post(f"{HOME}moi/", data).status_code == 409
