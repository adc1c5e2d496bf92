"""Addresses of the counter, of what is typed in from paper, and of things handed in."""

from functools import partial

from django.urls import URLPattern

from hoithi.entries.counter.access import OFFICE, TYPISTS
from hoithi.entries.counter.views import answers, desk, materials, people, typing
from hoithi.kit.routes import ANYONE, SIGNED_IN, page

both = ("GET", "POST")
read = partial(page, who=TYPISTS)
form = partial(page, who=TYPISTS, methods=both)
press = partial(page, who=TYPISTS, methods=("POST",))
keep = partial(page, who=OFFICE)
keeping = partial(page, who=OFFICE, methods=both)
DESK = "lam-viec/hoi-thi/<slug:slug>/quay/"
TYPING = f"{DESK}nhap/<slug:uid>/"
THINGS = "lam-viec/hoi-thi/<slug:slug>/hien-vat/"

urlpatterns: list[URLPattern] = [
    read(DESK, desk.counter, name="counter"),
    form(f"{DESK}nguoi-moi/", desk.counter_person, name="counter_person"),
    form(f"{DESK}nhan/<slug:person>/", desk.counter_take_in, name="counter_take_in"),
    read(f"{DESK}da-nhan/<slug:uid>/", desk.counter_taken, name="counter_taken"),
    read(f"{DESK}da-nhan/<slug:uid>/bien-nhan.pdf", desk.counter_receipt, name="counter_receipt"),
    read(f"{DESK}nhap/", typing.typing_list, name="typing_list"),
    read(TYPING, typing.typing, name="typing"),
    form(f"{TYPING}phan/<slug:part>/", typing.typing_part, name="typing_part"),
    form(f"{TYPING}tac-gia/", people.typing_author, name="typing_author_new"),
    form(f"{TYPING}tac-gia/<slug:author>/", people.typing_author, name="typing_author"),
    form(f"{TYPING}trang/", typing.typing_pages, name="typing_pages"),
    read(f"{TYPING}trang/<slug:file>/", typing.paper_page, name="paper_page"),
    press(f"{TYPING}chot/", typing.typing_finish, name="typing_finish"),
    press(f"{TYPING}mo-lai/", answers.typing_reopen, name="typing_reopen"),
    form(f"{TYPING}chu-ky/", answers.typed_paper, name="typed_paper"),
    read(f"{TYPING}ban-in/", answers.typed_print, name="typed_print"),
    press(f"{TYPING}gui-ma/", answers.typed_send, name="typed_send"),
    page("ho-so/xac-nhan-nhap-ho/", answers.typed_answer, name="typed_answer", who=ANYONE, methods=both),
    page("ho-so/<slug:uid>/nhap-ho/", answers.typed_own, name="typed_own", who=SIGNED_IN, methods=both),
    keep(THINGS, materials.materials, name="materials"),
    keeping(f"{THINGS}nhan/", materials.material_new, name="material_new"),
    keep(f"{THINGS}nhan-dan/<slug:uid>/", materials.material_labels, name="material_labels"),
    keep(f"{THINGS}<slug:uid>/", materials.material, name="material"),
    keeping(f"{THINGS}<slug:uid>/chuyen/", materials.material_move, name="material_move"),
    keeping(f"{THINGS}<slug:uid>/tra/", materials.material_return, name="material_return"),
    keep(f"{THINGS}<slug:uid>/bien-ban/", materials.material_paper, name="material_paper"),
    keep(f"{THINGS}<slug:uid>/tep/<slug:which>/", materials.material_file, name="material_file"),
]
