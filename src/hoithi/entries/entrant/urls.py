from functools import partial

from django.urls import URLPattern

from hoithi.entries.entrant.views import (
    authors,
    check,
    conflicts,
    ending,
    files,
    home,
    invitations,
    receipts,
    start,
    steps,
    unit,
)
from hoithi.kit.routes import ANYONE, SIGNED_IN, page

BOTH = ("GET", "POST")
read = partial(page, who=SIGNED_IN)
both = partial(page, who=SIGNED_IN, methods=BOTH)
press = partial(page, who=SIGNED_IN, methods=("POST",))
ONE = "ho-so/<slug:uid>"

urlpatterns: list[URLPattern] = [
    page("hoi-thi/<slug:slug>/du-thi/", start.entry_eligibility, name="entry_eligibility", who=ANYONE, methods=BOTH),
    # what a visitor sends here waits until they have signed in again: the view asks who it is
    page("hoi-thi/<slug:slug>/du-thi/bat-dau/", start.entry_begin, name="entry_begin", who=ANYONE, methods=BOTH),
    page("bien-nhan/", receipts.receipt_check, name="receipt_check", who=ANYONE),
    page("bien-nhan/<slug:code>/", receipts.receipt_of, name="receipt_of", who=ANYONE),
    read("ho-so/", home.entry_list, name="entry_list"),
    # asked by whoever holds a link: the secret is taken along while they sign in
    page("ho-so/loi-moi/", invitations.author_invitation, name="author_invitation", who=ANYONE, methods=BOTH),
    read(f"{ONE}/", home.entry_home, name="entry_home"),
    read(f"{ONE}/soan/", home.entry_tasks, name="entry_tasks"),
    press(f"{ONE}/ho-tro/", home.entry_help, name="entry_help"),
    press(f"{ONE}/tu-nop/", home.entry_auto, name="entry_auto"),
    # what a visitor sends here waits until they have signed in again: the views ask who it is
    page(f"{ONE}/giai-phap/", steps.entry_about, name="entry_about", who=ANYONE, methods=BOTH),
    page(f"{ONE}/buoc/<slug:part>/", steps.entry_step, name="entry_step", who=ANYONE, methods=BOTH),
    press(f"{ONE}/luu/<slug:part>/", steps.entry_save, name="entry_save"),
    read(f"{ONE}/ban-khac/", conflicts.entry_losts, name="entry_losts"),
    both(f"{ONE}/ban-khac/<slug:lost>/", conflicts.entry_lost, name="entry_lost"),
    read(f"{ONE}/tac-gia/", authors.entry_authors, name="entry_authors"),
    both(f"{ONE}/tac-gia/them/", authors.entry_author_add, name="entry_author_add"),
    both(f"{ONE}/tac-gia/<slug:author>/", authors.entry_author, name="entry_author"),
    both(f"{ONE}/tac-gia/<slug:author>/bo/", authors.entry_author_remove, name="entry_author_remove"),
    both(f"{ONE}/tac-gia/<slug:author>/moi/", authors.entry_author_invite, name="entry_author_invite"),
    press(f"{ONE}/tac-gia/<slug:author>/ky-giay/", authors.entry_author_paper, name="entry_author_paper"),
    read(f"{ONE}/tep/", files.entry_files, name="entry_files"),
    press(f"{ONE}/tep/<slug:slot>/", files.entry_file_add, name="entry_file_add"),
    read(f"{ONE}/tep/<slug:file>/tai/", files.entry_file, name="entry_file"),
    press(f"{ONE}/tep/<slug:file>/bo/", files.entry_file_remove, name="entry_file_remove"),
    press(f"{ONE}/tep/<slug:file>/len/", files.entry_file_up, name="entry_file_up"),
    both(f"{ONE}/don-vi/", unit.entry_unit, name="entry_unit"),
    both(f"{ONE}/kiem-tra/", check.entry_check, name="entry_check"),
    both(f"{ONE}/dong-y/", ending.entry_consents, name="entry_consents"),
    read(f"{ONE}/bien-nhan/<int:number>/", receipts.entry_receipt, name="entry_receipt"),
    read(f"{ONE}/bien-nhan/<int:number>/giay.pdf", receipts.entry_receipt_pdf, name="entry_receipt_pdf"),
    both(f"{ONE}/rut/", ending.entry_withdraw, name="entry_withdraw"),
    both(f"{ONE}/bo/", ending.entry_drop, name="entry_drop"),
]
