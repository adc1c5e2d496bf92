"""Backup and restore: everything comes back, nothing comes back broken, and nothing is overwritten."""

import gzip
import io
import json
import tarfile
from contextlib import contextmanager
from pathlib import Path

import pytest
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.db import connection, transaction

from hoithi.accounts.actors import SYSTEM
from hoithi.audit.actions import record
from hoithi.audit.models import Event
from hoithi.kit import files
from hoithi.kit.databases import guard_append_only, lift_append_only
from hoithi.kit.tests.commands import hoithi
from hoithi.site.ops import Failure
from hoithi.site.ops.backup import back_up
from hoithi.site.ops.restore import open_archive
from hoithi.site.tests.test_cli import one_line

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def place(tmp_path, settings, contest):
    """This installation with a contest, two files and three events."""
    settings.MEDIA_ROOT, settings.VAR = tmp_path / "files", tmp_path
    for number in range(2):
        text = f"Kế hoạch {number}".encode()
        stored = files.store(ContentFile(text, f"kế hoạch {number}.txt"), kinds=files.PLANS, by=SYSTEM)
    for number in range(3):
        with transaction.atomic():
            record("kit.test", on=stored, by=SYSTEM, number=number)
    return tmp_path


def copy(place, name="copy.tar.gz"):
    return back_up(place / name, say=lambda _line: None)


@contextmanager
def empty_place(folder):
    """The variables of an installation that holds nothing yet."""
    known = connection.settings_dict
    if connection.vendor == "sqlite":
        yield {}
        return
    name = "hoithi_restored"
    with connection.cursor() as cursor:
        cursor.execute(f"CREATE DATABASE {name}")
    try:
        yield {
            "HOITHI_DATABASE_URL": f"postgresql://{known['USER']}:{known['PASSWORD']}@{known['HOST']}:{known['PORT']}/{name}"
        }
    finally:
        with connection.cursor() as cursor:
            cursor.execute(f"DROP DATABASE {name} WITH (FORCE)")


def test_everything_comes_back_in_an_empty_place_and_in_no_other(place, tmp_path_factory):
    manifest = copy(place)
    assert oct((place / "copy.tar.gz").stat().st_mode)[-3:] == "600"
    assert manifest["counts"]["contests_contest"] == 1
    assert manifest["audit"] == list(Event.objects.order_by("-pk").values_list("pk", "hash")[0])
    new = tmp_path_factory.mktemp("new") / "var"
    with empty_place(new) as variables:
        back = hoithi("restore", place / "copy.tar.gz", place=new, **variables)
        assert back.returncode == 0, back.stderr
        assert "files 2/2" in back.stderr
        again = hoithi("backup", new / "again.tar.gz", place=new, **variables)
        assert again.returncode == 0, again.stderr
        once_more = hoithi("restore", place / "copy.tar.gz", place=new, **variables)
        assert "is not empty" in one_line(once_more)
    twin = open_archive(new / "again.tar.gz", tmp_path_factory.mktemp("twin"))
    for part in ("counts", "files", "audit", "migrations", "vendor"):
        assert twin[part] == manifest[part]


def test_a_backup_overwrites_nothing(place):
    copy(place)
    with pytest.raises(Failure, match="give another name"):
        copy(place)
    with pytest.raises(Failure, match="cannot write"):
        back_up(place / "none" / "copy.tar.gz", say=print)


def test_a_missing_file_is_said_and_the_rest_is_kept(place):
    stored = files.store(ContentFile(b"x", "x.txt"), kinds=files.PLANS, by=SYSTEM)
    default_storage.delete(stored.key)
    with pytest.raises(Failure, match="1 files are missing or altered"):
        copy(place)
    assert len(open_archive(place / "copy.tar.gz", place / "out")["files"]) == 2


def rewritten(source, target, change):
    """The archive `source` with each member passed through `change(name, data) -> data or None`."""
    with tarfile.open(source) as old, tarfile.open(target, "w:gz") as new:
        for member in old:
            data = change(member.name, old.extractfile(member).read())
            if data is not None:
                member.size = len(data)
                new.addfile(member, io.BytesIO(data))
    return target


def without(wanted):
    return lambda name, data: None if name.startswith(wanted) else data


def altered(wanted):
    return lambda name, data: data[:-1] + bytes([data[-1] ^ 1]) if name.startswith(wanted) else data


def other_format(name, data):
    return json.dumps({**json.loads(data), "format": 99}).encode() if name == "manifest.json" else data


def other_vendor(name, data):
    return json.dumps({**json.loads(data), "vendor": "oracle"}).encode() if name == "manifest.json" else data


@pytest.mark.parametrize(
    ("change", "words"),
    [
        (without("manifest"), "has no manifest"),
        (without("database"), "is missing or altered"),
        (without("files/"), "is missing or altered"),
        (altered("database"), "is missing or altered"),
        (altered("files/"), "is missing or altered"),
        (other_format, "has format 99"),
        (other_vendor, "was made on oracle"),
    ],
)
def test_an_archive_with_one_thing_wrong_is_refused(place, change, words):
    copy(place)
    bad = rewritten(place / "copy.tar.gz", place / "bad.tar.gz", change)
    with pytest.raises(Failure, match=words):
        open_archive(bad, place / "out")


def test_what_is_no_archive_is_refused(place):
    copy(place)
    whole = (place / "copy.tar.gz").read_bytes()
    bad = place / "bad.tar.gz"
    for data in (whole[: len(whole) // 2], b"noise" * 100, b"", gzip.compress(b"noise" * 1000)):
        bad.write_bytes(data)
        with pytest.raises(Failure):
            open_archive(bad, place / "out")
    with pytest.raises(Failure, match="there is no file"):
        open_archive(place / "none.tar.gz", place / "out")


def test_an_archive_cannot_write_outside(place):
    for name in ("../../evil", "/srv/evil", "files/../../evil"):
        bad = place / "bad.tar.gz"
        with tarfile.open(bad, "w:gz") as tar:
            tar.add(__file__, name)
        with pytest.raises(Failure, match="no backup of hoithi"):
            open_archive(bad, place / "out")
    assert not list(Path(place).rglob("evil"))


def test_a_record_that_was_tampered_with_is_found_after_the_restore(place, tmp_path_factory):
    lift_append_only(Event)
    Event.objects.filter(pk=Event.objects.first().pk).update(reason="khác")
    guard_append_only(Event)
    copy(place)
    with empty_place(place) as variables:
        new = tmp_path_factory.mktemp("new") / "var"
        done = hoithi("restore", place / "copy.tar.gz", place=new, **variables)
        assert "was altered after it was written" in one_line(done)
