from functools import partial

from django.urls import URLPattern

from hoithi.documents.access import APPROVING, KEEPING, READING, WRITING
from hoithi.documents.checker.access import WORKING
from hoithi.documents.views import deciding, editing, listing, preview, public, register, signing, templates
from hoithi.kit.routes import ANYONE, page

HERE = "lam-viec/hoi-thi/<slug:slug>/van-ban/"
ONE = f"{HERE}<slug:uid>/"
MODELS = f"{HERE}mau/"
FORM, PRESS = ("GET", "POST"), ("POST",)
read = partial(page, who=KEEPING)
write = partial(page, who=WRITING, methods=FORM)

urlpatterns: list[URLPattern] = [
    page(HERE, listing.document_list, name="document_list", who=READING),
    write(f"{HERE}soan/", listing.document_new, name="document_new"),
    read(f"{HERE}so/", register.register_of, name="document_register"),
    write(f"{HERE}so/mo/", register.series_new, name="series_new"),
    write(f"{HERE}so/giu/", register.numbers_reserve, name="numbers_reserve"),
    read(f"{HERE}so/<slug:uid>/", register.number, name="number", methods=FORM),
    read(f"{HERE}so/<slug:uid>/huy/", register.number_cancel, name="number_cancel", methods=FORM),
    read(MODELS, templates.template_list, name="template_list"),
    read(f"{MODELS}loai/<slug:kind>/", templates.template_kind, name="template_kind"),
    read(f"{MODELS}loai/<slug:kind>/khoi-dau/", templates.template_starter, name="template_starter"),
    write(f"{MODELS}loai/<slug:kind>/gui/", templates.template_new, name="template_new"),
    read(f"{MODELS}<slug:uid>/", templates.template, name="template"),
    read(f"{MODELS}<slug:uid>/tep/", templates.template_file, name="template_file"),
    read(f"{MODELS}<slug:uid>/dien-thu/", templates.template_sample, name="template_sample"),
    read(f"{MODELS}<slug:uid>/duyet/", templates.template_approve, name="template_approve", methods=PRESS),
    read(f"{MODELS}<slug:uid>/thoi-dung/", templates.template_withdraw, name="template_withdraw", methods=FORM),
    read(ONE, editing.document, name="document", methods=FORM),
    read(f"{ONE}xem/", preview.document_preview, name="document_preview", methods=PRESS),
    read(f"{ONE}trang/<slug:sha256>/<int:number>/", preview.document_page, name="document_page"),
    read(f"{ONE}tep/<slug:form>/", preview.document_file, name="document_file"),
    read(f"{ONE}ban/<slug:version>/", editing.document_version, name="document_version", methods=FORM),
    read(f"{ONE}y-kien/", deciding.document_comment, name="document_comment", methods=PRESS),
    page(f"{ONE}trinh/", deciding.document_submit, name="document_submit", who=WRITING, methods=PRESS),
    page(f"{ONE}duyet/", deciding.document_approve, name="document_approve", who=APPROVING, methods=PRESS),
    read(f"{ONE}tra-lai/", deciding.document_return, name="document_return", methods=FORM),
    write(f"{ONE}bo/", deciding.document_discard, name="document_discard"),
    write(f"{ONE}ban-hanh/", deciding.document_issue, name="document_issue"),
    page(f"{ONE}huy/", deciding.document_cancel, name="document_cancel", who=APPROVING, methods=FORM),
    write(f"{ONE}nguoi-doc/", deciding.document_audience, name="document_audience"),
    write(f"{ONE}thay-the/", deciding.document_correct, name="document_correct"),
    write(f"{ONE}mau-word/", templates.document_template, name="document_template"),
    read(f"{ONE}doi-chieu/", deciding.document_again, name="document_again", methods=FORM),
    read(f"{ONE}ky-so/", signing.document_sign, name="document_sign", methods=FORM),
    read(f"{ONE}tep-da-ky/", signing.document_attach_signed, name="document_attach_signed", methods=FORM),
    read(f"{ONE}ban-ky-tay/", signing.document_attach_scan, name="document_attach_scan", methods=FORM),
    read(f"{ONE}da-ky/<slug:signed>/", signing.signed_file, name="signed_file"),
    page(
        f"{ONE}da-ky/<slug:signed>/thu-hoi/",
        signing.document_withdraw_signed,
        name="document_withdraw_signed",
        who=APPROVING,
        methods=FORM,
    ),
    page("lam-viec/kiem-tra-chu-ky/", signing.check_signatures, name="check_signatures", who=WORKING, methods=FORM),
    page("van-ban/<slug:uid>/da-ky/", signing.issued_signed, name="issued_signed", who=ANYONE),
    page("van-ban/<slug:uid>/", public.issued_document, name="issued_document", who=ANYONE),
    page("van-ban/<slug:uid>/tep/<slug:form>/", public.issued_file, name="issued_file", who=ANYONE),
]
