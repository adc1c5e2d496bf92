from functools import partial

from django.urls import URLPattern

from hoithi.documents.certificates.access import HEADING, READING, WRITING
from hoithi.documents.certificates.views import deciding, files, public, runs
from hoithi.kit.routes import ANYONE, page

HERE = "lam-viec/hoi-thi/<slug:slug>/giay-chung-nhan/"
ONE = f"{HERE}<slug:uid>/"
FORM, PRESS = ("GET", "POST"), ("POST",)
read = partial(page, who=READING)
write = partial(page, who=WRITING)

urlpatterns: list[URLPattern] = [
    read(HERE, runs.certificate_list, name="certificate_list"),
    write(f"{HERE}lap/", runs.certificate_draft, name="certificate_draft", methods=PRESS),
    read(ONE, runs.certificate_run, name="certificate_run", methods=FORM),
    read(f"{ONE}tien-do/", runs.certificate_progress, name="certificate_progress"),
    read(f"{ONE}anh/<int:line>/", files.certificate_picture, name="certificate_picture"),
    write(f"{ONE}trinh/", deciding.certificate_submit, name="certificate_submit", methods=PRESS),
    page(f"{ONE}duyet/", deciding.certificate_approve, name="certificate_approve", who=HEADING, methods=PRESS),
    read(f"{ONE}tra-lai/", deciding.certificate_return, name="certificate_return", methods=FORM),
    write(f"{ONE}bo/", deciding.certificate_discard, name="certificate_discard", methods=FORM),
    write(f"{ONE}cap-so/", deciding.certificate_issue, name="certificate_issue", methods=FORM),
    read(f"{ONE}tat-ca.zip", files.certificate_zip, name="certificate_zip"),
    read(f"{ONE}in.pdf", files.certificate_print, name="certificate_print"),
    read(f"{ONE}<slug:one>/tep/", files.certificate_file, name="certificate_file"),
    page(f"{ONE}<slug:one>/huy/", deciding.certificate_cancel, name="certificate_cancel", who=HEADING, methods=FORM),
    page("chung-nhan/", public.certificate_check, name="certificate_check", who=ANYONE),
    page("chung-nhan/<slug:code>/", public.certificate, name="certificate", who=ANYONE, methods=FORM),
]
