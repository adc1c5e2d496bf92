from functools import partial

from django.urls import URLPattern

from hoithi.entries.manage.access import DESK, ENTRY_READERS, READERS
from hoithi.entries.manage.views import bulk, dossiers, entry, extensions, inbox, register
from hoithi.kit.routes import page

HERE = "lam-viec/hoi-thi/<slug:slug>/"
INBOX = f"{HERE}ho-so/"
ZIPS = f"{INBOX}tep-zip/"
LATE = f"{INBOX}gia-han/"
ENTRY = "lam-viec/ho-so/<slug:uid>/"
read = partial(page, who=READERS)
desk = partial(page, who=DESK)
press = partial(page, who=READERS, methods=("POST",))

urlpatterns: list[URLPattern] = [
    read(INBOX, inbox.intake_list, name="intake_list"),
    press(f"{INBOX}bo-loc/", inbox.intake_view_save, name="intake_view_save"),
    press(f"{INBOX}bo-loc/<slug:uid>/xoa/", inbox.intake_view_delete, name="intake_view_delete"),
    desk(f"{INBOX}nhieu/", bulk.intake_bulk, name="intake_bulk", methods=("POST",)),
    desk(f"{INBOX}nhieu/<slug:uid>/", bulk.intake_bulk_result, name="intake_bulk_result"),
    read(f"{HERE}so-tiep-nhan/", register.intake_register, name="intake_register"),
    desk(ZIPS, dossiers.intake_dossiers, name="intake_dossiers"),
    desk(f"{ZIPS}<slug:uid>/", dossiers.intake_dossier, name="intake_dossier"),
    desk(f"{ZIPS}<slug:uid>/tai/", dossiers.intake_dossier_file, name="intake_dossier_file"),
    read(LATE, extensions.intake_extensions, name="intake_extensions"),
    read(f"{LATE}<slug:uid>/", extensions.intake_extension, name="intake_extension", methods=("GET", "POST")),
    desk(
        f"{LATE}<slug:uid>/de-nghi/",
        extensions.intake_extension_new,
        name="intake_extension_new",
        methods=("GET", "POST"),
    ),
    page(ENTRY, entry.intake_entry, name="intake_entry", who=ENTRY_READERS),
    page(f"{ENTRY}so-sanh/", entry.intake_compare, name="intake_compare", who=READERS),
    page(f"{ENTRY}tep/<slug:file>/", entry.intake_file, name="intake_file", who=ENTRY_READERS),
    page(f"{ENTRY}tep/<slug:file>/anh/<int:number>/", entry.intake_picture, name="intake_picture", who=ENTRY_READERS),
    page(f"{ENTRY}giay/<slug:paper>/", entry.intake_paper, name="intake_paper", who=ENTRY_READERS),
    desk(f"{ENTRY}<slug:decision>/", entry.intake_decide, name="intake_decide", methods=("GET", "POST")),
]
