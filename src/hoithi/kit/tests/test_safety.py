"""Settings that make no sense stop the start, each by its own check; sensible ones pass them all."""

import json
import logging
import os
import re
import stat
import subprocess
import sys
from pathlib import Path

import pytest
from django.core import checks
from django.core.exceptions import ImproperlyConfigured
from django.db import connection
from django.test import RequestFactory

from hoithi.kit import environment, safety
from hoithi.kit.databases import postgres_settings
from hoithi.kit.limits import RefuseHugeBodies
from hoithi.kit.logs import logging_settings

ROOT = Path(__file__).parents[4]
KEY = "k7Yq-3hT0pXw9ZrVb2NfLs8JmDc5UeGa1QiWoB6xKtRy4EuHvPn"
SOUND = {
    "DEBUG": False,
    "DEMO": False,
    "SECRET_KEY": KEY,
    "ALLOWED_HOSTS": ["hoithi.example.vn"],
    "BASE_URL": "https://hoithi.example.vn",
    "HTTPS": True,
    "TRUSTED_PROXIES": 1,
    **environment.mail_settings("smtp+tls://a:b@mail.example.vn"),
}
EVERY = [
    safety.modes,
    safety.secret_key,
    safety.keys,
    safety.hosts,
    safety.proxies,
    safety.vietnamese_time,
    safety.files,
    safety.mail,
    safety.shared_cache,
]


def found(settings, **changed):
    for name, value in {**SOUND, **changed}.items():
        setattr(settings, name, value)
    return [finding.id.removeprefix("hoithi.") for check in EVERY for finding in check()]


def test_sensible_settings_pass(settings):
    assert found(settings) == []


@pytest.mark.parametrize(
    ("changed", "expected"),
    [
        ({"DEBUG": True}, "E101"),
        ({"DEMO": True}, "E101"),
        ({"SECRET_KEY": ""}, "E102"),
        ({"SECRET_KEY": KEY[:40]}, "E102"),
        ({"SECRET_KEY": "a" * 80}, "E102"),
        ({"SECRET_KEY": "django-insecure-" + KEY}, "E102"),
        ({"DATA_KEYS": [bytes(32)]}, "E114"),
        ({"RECEIPT_KEY": b"0123" * 8}, "E114"),
        ({"DATA_KEYS": [bytes(range(32))] * 2}, "E115"),
        ({"DATA_KEYS": [bytes(range(32))], "RECEIPT_KEY": bytes(range(32))}, "E115"),
        ({"ALLOWED_HOSTS": ["*", "hoithi.example.vn"]}, "E103"),
        ({"BASE_URL": "https://other.example.vn"}, "E104"),
        ({"BASE_URL": "https://hoithi.example.vn/x"}, "E104"),
        ({"BASE_URL": "hoithi.example.vn"}, "E104"),
        ({"BASE_URL": "http://hoithi.example.vn"}, "E105"),
        ({"TRUSTED_PROXIES": -1}, "E106"),
        ({"TRUSTED_PROXIES": 99}, "E106"),
        ({"TRUSTED_PROXIES": 0}, "W106"),
        ({"TIME_ZONE": "UTC"}, "E107"),
        ({"USE_TZ": False}, "E107"),
        (environment.mail_settings("smtp://mail.example.vn"), "E111"),
        (environment.mail_settings(""), "W111"),
        ({"CACHES": {"default": environment.cache_settings("redis://cache.example.vn:6379/0")}}, "E112"),
    ],
)
def test_nonsense_is_named(settings, changed, expected):
    assert found(settings, **changed) == [expected]


def test_no_host_at_all(settings):
    assert found(settings, ALLOWED_HOSTS=[]) == ["E103", "E104"]


def test_dates_read_month_first_are_named(monkeypatch):
    monkeypatch.setattr(safety, "get_format", lambda *_: ["%m/%d/%Y"])
    assert [finding.id for finding in safety.vietnamese_time()] == ["hoithi.E108"]


def test_a_private_machine_may_debug_and_mail_in_clear(settings):
    private = {"ALLOWED_HOSTS": ["127.0.0.1"], "BASE_URL": "http://127.0.0.1:8000", "HTTPS": False, "DEBUG": True}
    assert (
        found(settings, **private, SECRET_KEY="demo-only", **environment.mail_settings("smtp://127.0.0.1:8025")) == []
    )
    assert found(settings, CACHES={"default": environment.cache_settings("redis://127.0.0.1")}) == []
    assert found(settings, CACHES={"default": environment.cache_settings("rediss://:pw@cache.example.vn")}) == []


def test_uploads_are_neither_served_nor_open_to_all(settings, tmp_path):
    settings.STATIC_ROOT = tmp_path / "static"
    assert found(settings, MEDIA_ROOT=tmp_path / "static" / "files") == ["E109"]
    assert found(settings, MEDIA_ROOT=tmp_path) == ["E109"]
    open_to_all = tmp_path / "files"
    open_to_all.mkdir()
    open_to_all.chmod(0o755)
    assert found(settings, MEDIA_ROOT=open_to_all) == ["E110"]
    open_to_all.chmod(stat.S_IRWXU)
    assert found(settings, MEDIA_ROOT=open_to_all) == []


def durable():
    return [finding.msg for finding in safety.durable_database(databases=["default"])]


@pytest.mark.django_db(transaction=True)
def test_a_database_that_forgets_is_named():
    word = "PRAGMA synchronous = {}" if connection.vendor == "sqlite" else "SET synchronous_commit = {}"
    before = durable()
    with connection.cursor() as cursor:
        cursor.execute(word.format("off"))
        assert len(durable()) == len(before) + 1
        cursor.execute(word.format("2" if connection.vendor == "sqlite" else "on"))
    assert durable() == before
    if connection.vendor == "sqlite":
        assert before == []


@pytest.mark.django_db(transaction=True)
@pytest.mark.once
def test_sqlite_without_foreign_keys_is_named():
    with connection.cursor() as cursor:
        cursor.execute("PRAGMA foreign_keys = OFF")
        assert durable() == ["SQLite does not hold foreign keys."]
        cursor.execute("PRAGMA foreign_keys = ON")


@pytest.mark.parametrize("url", ["mail.example.vn", "http://mail.example.vn", "smtp://"])
def test_no_mail_address(url):
    with pytest.raises(ImproperlyConfigured, match="HOITHI_MAIL_URL"):
        environment.mail_settings(url)


def test_a_mail_address_may_hold_odd_letters():
    read = environment.mail_settings("smtps://a%40b:p%3Aw@mail.example.vn")
    assert (read["EMAIL_HOST_USER"], read["EMAIL_HOST_PASSWORD"], read["EMAIL_PORT"]) == ("a@b", "p:w", 465)
    assert read["EMAIL_USE_SSL"]
    assert not read["EMAIL_USE_TLS"]


@pytest.mark.parametrize("url", ["memcached://x", "127.0.0.1:6379"])
def test_no_redis_address(url):
    with pytest.raises(ImproperlyConfigured, match="HOITHI_REDIS_URL"):
        environment.cache_settings(url)


@pytest.mark.parametrize("url", ["s3://bucket", "https://host/bucket", "https://k:s@host", "https://k:s@host/a/b"])
def test_no_bucket_address(url):
    with pytest.raises(ImproperlyConfigured, match="HOITHI_S3_URL"):
        environment.file_settings(url)


@pytest.mark.parametrize("text", ["", "short", "x" * 44, "khóa" * 11, "A" * 42 + "!"])
def test_no_key(text):
    with pytest.raises(ImproperlyConfigured, match="HOITHI_DATA_KEYS"):
        environment.key_bytes("HOITHI_DATA_KEYS", text)


@pytest.mark.parametrize("text", ["-_" + "A" * 41, "+/" + "A" * 41 + "=", " -_" + "A" * 41 + "\n"])
def test_a_key_is_read_in_either_alphabet(text):
    assert environment.key_bytes("HOITHI_DATA_KEYS", text) == b"\xfb\xf0" + bytes(30)


@pytest.mark.parametrize("url", ["mysql://host/name", "postgresql://host", "x.sqlite3"])
def test_no_database_address(url):
    with pytest.raises(ValueError, match="HOITHI_DATABASE_URL"):
        postgres_settings(url)


@pytest.mark.once
@pytest.mark.parametrize(
    ("changed", "name"),
    [
        ({"HOITHI_DEBUG": "maybe"}, "HOITHI_DEBUG"),
        ({"HOITHI_TRUSTED_PROXIES": "two"}, "HOITHI_TRUSTED_PROXIES"),
        ({"HOITHI_DATABASE_URL": "mysql://x/y"}, "HOITHI_DATABASE_URL"),
        ({"HOITHI_DATA_KEYS": "short"}, "HOITHI_DATA_KEYS"),
        ({"HOITHI_RECEIPT_KEY": "short"}, "HOITHI_RECEIPT_KEY"),
        ({"HOITHI_SECRET_KEY": "", "HOITHI_DEBUG": "0"}, "HOITHI_SECRET_KEY"),
    ],
)
def test_the_server_does_not_start_on_nonsense_and_says_why_in_one_line(changed, name, tmp_path):
    environment = {**os.environ, "PYTHONPATH": str(ROOT / "src"), "HOITHI_VAR": str(tmp_path), **changed}
    command = [sys.executable, "-m", "hoithi.cli", "serve"]
    done = subprocess.run(command, env=environment, capture_output=True, text=True, timeout=30, check=False)
    assert done.returncode == 1
    assert done.stderr.startswith("hoithi serve: ")
    assert name in done.stderr
    assert "Traceback" not in done.stderr
    assert len(done.stderr.strip().splitlines()) == 1


@pytest.mark.parametrize(("length", "status"), [("10", 200), ("", 200), ("9" * 9, 413), ("x", 413), ("9" * 50, 413)])
def test_a_huge_body_is_refused_unread(length, status):
    answer = type("Answer", (), {"status_code": 200})()
    request = RequestFactory().get("/")
    request.META["CONTENT_LENGTH"] = length
    assert RefuseHugeBodies(lambda _request: answer)(request).status_code == status


def test_logs_are_one_json_object_a_line():
    words = logging_settings(readable=False, level="INFO")["formatters"]["line"]
    formatter = words.pop("()")(**words)
    try:
        raise ValueError("Hỏng")
    except ValueError:
        record = logging.LogRecord("x", logging.ERROR, "f", 1, "lỗi %s", ("A",), sys.exc_info())
    line = formatter.format(record)
    assert "\n" not in line
    assert json.loads(line)["event"] == "lỗi A"
    assert "Hỏng" in json.loads(line)["exception"]


def test_every_variable_is_documented():
    used = set()
    for folder in ("src", "scripts"):
        for path in (path for path in (ROOT / folder).rglob("*.py") if "tests" not in path.parts):
            used |= set(re.findall(r"HOITHI_[A-Z0-9_]+", path.read_text()))
    documented = set(re.findall(r"`(HOITHI_[A-Z0-9_]+)`", (ROOT / "docs" / "settings.md").read_text()))
    assert used - documented == set()
    assert documented - used == set()
    assert len(used) >= 12


def test_the_whole_project_passes_its_checks(settings):
    found(settings)
    assert [finding for finding in checks.run_checks() if finding.is_serious()] == []
