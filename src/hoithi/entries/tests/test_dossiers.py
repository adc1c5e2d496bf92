"""A ZIP of dossiers: asked for, made in the background, taken by whoever asked while they may."""

import errno
import io
import zipfile
from datetime import timedelta

import pytest
from django.core.files.storage import default_storage
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from hoithi.accounts.enums import Role
from hoithi.audit.models import Event
from hoithi.contests.models import RoleGrant
from hoithi.entries.actions import add_file, submit_entry
from hoithi.entries.actions.desk import ask_dossiers, delete_view, save_view, take_dossiers
from hoithi.entries.jobs import dossiers
from hoithi.entries.jobs.dossiers import expire_dossiers, make_dossiers
from hoithi.entries.models import DossierExport, Entry, EntryFile, SavedView
from hoithi.kit.clock import now
from hoithi.kit.files import PLANS, read, store
from hoithi.kit.jobs import run_pending
from hoithi.kit.models import StoredFile
from hoithi.kit.refusals import Refusal
from hoithi.kit.tests.standing import shared

pytestmark = pytest.mark.django_db
State = DossierExport.State


@pytest.fixture(autouse=True)
def files_apart():
    """The files of `with_files` lie where those of all tests of this module do."""


@shared
def officer(actor):
    return actor(Role.OFFICER)


@shared
def with_files(whole, entrant):
    """A submitted entry with two files of one name and one that is text, prepared for those who look at them."""
    for name, text in (("mô tả.txt", "Một"), ("mô tả.txt", "Hai"), ("CON.txt", "Ba")):
        stored = store(SimpleUploadedFile(name, text.encode()), kinds=PLANS, by=entrant)
        add_file(whole, "tai-lieu", stored, by=entrant)
    entry = Entry.objects.get(pk=whole.pk)
    submit_entry(entry, once_key="a", base=entry.version, by=entrant)
    run_pending()
    return Entry.objects.select_related("contest").get(pk=whole.pk)


def ask(entry, by, **more):
    return ask_dossiers(entry.contest, [entry.pk], **({"query": "", "by": by, "once_key": "k"} | more))


def made(export):
    export.refresh_from_db()
    return zipfile.ZipFile(io.BytesIO(read(export.file)))


def test_a_folder_for_each_with_its_files_and_its_text(with_files, officer):
    export = ask(with_files, officer)
    run_pending()
    archive = made(export)
    assert sorted(archive.namelist()) == [
        "HS-0001/_CON.txt",
        "HS-0001/ho-so.txt",
        "HS-0001/mô tả (2).txt",
        "HS-0001/mô tả.txt",
    ]
    assert archive.testzip() is None
    assert {archive.read(f"HS-0001/{name}").decode() for name in ("mô tả.txt", "mô tả (2).txt")} == {"Một", "Hai"}
    text = archive.read("HS-0001/ho-so.txt").decode("utf-8-sig")
    for words in ("HS-0001: Máy tách vỏ hạt điều", "Hai trục quay ngược chiều.", "Điểu Xuân Lộc", "SHA-256"):
        assert words in text
    assert (export.state, export.done, export.total) == (State.DONE, 1, 1)
    assert Event.objects.filter(verb="entries.make_dossiers").count() == 1


def test_what_is_kept_from_everybody_is_named_and_left_out(with_files, officer):
    EntryFile.objects.filter(file__name="CON.txt").update(scan=EntryFile.Scan.INFECTED)
    export = ask(with_files, officer)
    run_pending()
    archive = made(export)
    assert not any("CON" in name for name in archive.namelist())
    assert "Không có trong tệp ZIP: CON.txt" in archive.read("HS-0001/ho-so.txt").decode("utf-8-sig")


def test_bytes_that_are_gone_stop_nothing(with_files, officer):
    StoredFile.objects.filter(name="CON.txt").update(key="ma/mat")
    assert not default_storage.exists("ma/mat")
    export = ask(with_files, officer)
    run_pending()
    assert "Không có trong tệp ZIP: CON.txt" in made(export).read("HS-0001/ho-so.txt").decode("utf-8-sig")


def test_a_full_disk_is_said(with_files, officer, monkeypatch):
    def full(*_args):
        raise OSError(errno.ENOSPC, "full")

    monkeypatch.setattr(dossiers, "_write", full)
    export = ask(with_files, officer)
    run_pending()
    export.refresh_from_db()
    assert (export.state, export.said) == (State.FAILED, "Máy chủ tạm hết chỗ lưu tệp. Hãy thử lại sau.")


def test_the_version_in_force_and_not_the_working_copy(with_files, officer, entrant):
    late = store(SimpleUploadedFile("sau.txt", "Bốn".encode()), kinds=PLANS, by=entrant)
    with_files.files.update(removed_at=now())
    add_file(with_files, "tai-lieu", late, by=entrant)
    export = ask(with_files, officer)
    run_pending()
    names = made(export).namelist()
    assert "HS-0001/sau.txt" not in names
    assert "HS-0001/mô tả.txt" in names


def test_asked_twice_it_is_made_once_and_a_second_run_changes_nothing(with_files, officer):
    export = ask(with_files, officer)
    assert ask(with_files, officer) == export
    with pytest.raises(Refusal, match="nội dung khác"):
        ask_dossiers(with_files.contest, [with_files.pk, 99], query="", by=officer, once_key="k")
    run_pending()
    export.refresh_from_db()
    make_dossiers.func(export.uid)
    assert DossierExport.objects.get().file_id == export.file_id


def test_begun_anew_when_the_worker_died(with_files, officer):
    export = ask(with_files, officer)
    DossierExport.objects.update(state=State.DOING, done=1)
    make_dossiers.func(export.uid)
    assert "HS-0001/ho-so.txt" in made(export).namelist()


def test_progress_is_told_on_the_way(many, officer, receiving, monkeypatch):
    monkeypatch.setattr(dossiers, "TOLD_EVERY", 1)
    entries = many(3)
    export = ask_dossiers(receiving, [entry.pk for entry in entries], query="", by=officer, once_key="k")
    told = []
    tell = dossiers._tell
    monkeypatch.setattr(dossiers, "_tell", lambda one, done: (told.append(done), tell(one, done)))
    make_dossiers.func(export.uid)
    assert told == [0, 1, 2, 3]


def test_who_lost_the_role_meanwhile_gets_nothing(with_files, officer):
    export = ask(with_files, officer)
    RoleGrant.objects.update(ends_at=now())
    run_pending()
    export.refresh_from_db()
    assert (export.state, export.file) == (State.FAILED, None)
    assert "không còn quyền" in export.said


@pytest.mark.parametrize("role", [None, Role.HEAD, Role.AUDITOR, Role.JUDGE, Role.FOCAL_POINT])
def test_only_the_office_asks(submitted, actor, role):
    with pytest.raises(Refusal) as refused:
        ask(submitted, actor(role))
    assert refused.value.status == 404


def test_neither_nothing_nor_too_much(submitted, officer):
    for chosen, words in (([], "Chưa có hồ sơ nào"), (list(range(1, 2002)), "tối đa 2000")):
        with pytest.raises(Refusal, match=words):
            ask_dossiers(submitted.contest, chosen, query="", by=officer, once_key=words)


def test_taken_by_whoever_asked_and_each_time_recorded(with_files, officer, actor, sign_in):
    export = ask(with_files, officer)
    path = reverse("intake_dossier", args=[with_files.contest.slug, export.uid])
    client = sign_in(officer)
    assert "0/1" in client.get(path).content.decode()
    assert client.get(f"{path}tai/").status_code == 409
    run_pending()
    piece = client.get(path, headers={"HX-Request": "true"}).content.decode()
    assert f"{path}tai/" in piece
    assert "<html" not in piece
    response = client.get(f"{path}tai/")
    assert response.headers["Content-Type"] == "application/zip"
    assert zipfile.ZipFile(io.BytesIO(b"".join(response.streaming_content))).namelist()
    assert Event.objects.filter(verb="entries.take_dossiers").count() == 1
    other = sign_in(actor(Role.SECRETARY))
    assert other.get(path).status_code == other.get(f"{path}tai/").status_code == 404
    assert path not in other.get(reverse("intake_dossiers", args=[with_files.contest.slug])).content.decode()


def test_the_right_is_asked_again_at_the_door(with_files, officer, sign_in):
    export = ask(with_files, officer)
    run_pending()
    RoleGrant.objects.update(ends_at=now())
    path = reverse("intake_dossier_file", args=[with_files.contest.slug, export.uid])
    assert sign_in(officer).get(path).status_code == 404


def test_it_expires(with_files, officer, time_machine):
    export = ask(with_files, officer)
    run_pending()
    time_machine.move_to(now() + timedelta(days=7, seconds=1), tick=False)
    export.refresh_from_db()
    with pytest.raises(Refusal, match="đã hết hạn"):
        take_dossiers(export, by=officer)
    expire_dossiers.func()
    export.refresh_from_db()
    assert (export.state, export.file) == (State.EXPIRED, None)


def test_one_file_to_the_office_alone(with_files, officer, sign_in, actor, entrant):
    placed = with_files.files.first()
    path = reverse("intake_file", args=[with_files.uid, placed.uid])
    client = sign_in(officer)
    assert b"".join(client.get(path).streaming_content).decode() == "Một"
    EntryFile.objects.filter(pk=placed.pk).update(scan=EntryFile.Scan.WAITING)
    assert client.get(path).status_code == 404
    EntryFile.objects.filter(pk=placed.pk).update(scan=EntryFile.Scan.OFF)
    RoleGrant.objects.all().delete()
    with_files.contest.__class__.objects.update(state="closed")
    for role in (Role.HEAD, Role.AUDITOR, Role.FOCAL_POINT, Role.JUDGE):
        assert sign_in(actor(role)).get(path).status_code == 404


def test_a_file_that_was_not_submitted_is_not_the_office_s(with_files, officer, sign_in, entrant):
    late = store(SimpleUploadedFile("sau.txt", "Bốn".encode()), kinds=PLANS, by=entrant)
    EntryFile.objects.all().delete()
    placed = add_file(with_files, "tai-lieu", late, by=entrant)
    path = reverse("intake_file", args=[with_files.uid, placed.uid])
    assert sign_in(officer).get(path).status_code == 404


def test_views_are_one_s_own_and_at_most_thirty(receiving, officer, actor):
    view = save_view(receiving, name="Chờ tôi", query="q=a", by=officer)
    with pytest.raises(Refusal) as refused:
        delete_view(view, by=actor(Role.SECRETARY))
    assert refused.value.status == 404
    for number in range(29):
        save_view(receiving, name=f"Lọc {number}", query="", by=officer)
    with pytest.raises(Refusal, match="tối đa 30"):
        save_view(receiving, name="Nữa", query="", by=officer)
    save_view(receiving, name="Chờ tôi", query="q=b", by=officer)
    assert SavedView.objects.get(name="Chờ tôi").query == "q=b"
    with pytest.raises(Refusal) as refused:
        save_view(receiving, name="A", query="", by=actor(Role.JUDGE))
    assert refused.value.status == 404


def test_one_that_was_called_back_while_it_was_made_stays_so(with_files, officer, monkeypatch):
    """Somebody in it was erased: what had been written names them."""
    export = ask(with_files, officer)
    write = dossiers._write

    def slow(*args):
        write(*args)
        DossierExport.objects.update(state=State.EXPIRED)

    monkeypatch.setattr(dossiers, "_write", slow)
    make_dossiers.func(export.uid)
    export.refresh_from_db()
    assert (export.state, export.file) == (State.EXPIRED, None)


def test_one_that_failed_for_good_says_so(with_files, officer, monkeypatch, time_machine):
    export = ask(with_files, officer)

    def broken(*_args):
        raise ValueError("broken")

    monkeypatch.setattr(dossiers, "_write", broken)
    with pytest.raises(ValueError, match="broken"):
        make_dossiers.func(export.uid)
    for hours, state in ((1, State.DOING), (2, State.FAILED)):
        time_machine.move_to(export.asked_at + timedelta(hours=hours), tick=False)
        expire_dossiers.func()
        export.refresh_from_db()
        assert export.state == state
    assert "Hãy yêu cầu lại" in export.said
