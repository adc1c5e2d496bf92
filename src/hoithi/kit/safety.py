"""Settings that make no sense stop the start: each check names the variable and the mend (docs/settings.md)."""

import stat
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from django.conf import settings
from django.core import checks
from django.core.exceptions import ImproperlyConfigured
from django.db import connections
from django.utils.formats import get_format

LOCAL = {"127.0.0.1", "localhost", "::1", "[::1]"}
TEST_HOSTS = {"testserver"}
_WEAK_KEYS = ("demo-only", "django-insecure", "changeme", "change-me", "secret")
Finding = tuple[str, str, str]  # id, sentence, hint


def settings_check(function: Callable[[], Iterator[Finding]]) -> Callable[..., list[checks.CheckMessage]]:
    """A system check out of a function that yields (id, sentence, hint); ids with W are warnings."""

    def check(**kwargs: Any) -> list[checks.CheckMessage]:  # noqa: ARG001
        return [
            (checks.Warning if ".W" in name else checks.Error)(sentence, hint=hint, id=name)
            for name, sentence, hint in function()
        ]

    check.__name__, check.__doc__ = function.__name__, function.__doc__
    return checks.register("hoithi")(check)


def is_private() -> bool:
    """Whether only this machine can reach the installation."""
    return set(settings.ALLOWED_HOSTS) <= LOCAL | TEST_HOSTS and urlsplit(settings.BASE_URL).hostname in LOCAL


@settings_check
def modes() -> Iterator[Finding]:
    """Debug and demo modes are for one's own machine."""
    for name, on in (("HOITHI_DEBUG", settings.DEBUG), ("HOITHI_DEMO", settings.DEMO)):
        if on and not is_private():
            yield (
                "hoithi.E101",
                f"{name} is on, but the site can be reached from elsewhere.",
                f"Unset {name}, or keep HOITHI_HOSTS and HOITHI_BASE_URL at 127.0.0.1.",
            )
    if settings.CHAOS and not (settings.DEBUG or settings.DEMO):
        yield "hoithi.E116", "HOITHI_CHAOS is set: the site would kill itself.", "Unset HOITHI_CHAOS."


@settings_check
def secret_key() -> Iterator[Finding]:
    """Everything signed hangs on the key."""
    try:
        key = settings.SECRET_KEY
    except ImproperlyConfigured:  # what Django says to an empty one
        key = ""
    weak = len(key) < 50 or len(set(key)) < 10 or key.lower().startswith(_WEAK_KEYS)
    if weak and not (settings.DEBUG or settings.DEMO):
        yield (
            "hoithi.E102",
            "HOITHI_SECRET_KEY is missing, short or a sample.",
            'Make one: python3 -c "import secrets; print(secrets.token_urlsafe(60))"',
        )


@settings_check
def keys() -> Iterator[Finding]:
    """What is sealed and what is signed hangs on keys that nobody could guess, each for one use."""
    given = [*settings.DATA_KEYS, *filter(None, [settings.RECEIPT_KEY])]
    if any(len(set(key)) < 12 for key in given):
        yield "hoithi.E114", "HOITHI_DATA_KEYS or HOITHI_RECEIPT_KEY holds a sample.", "Make keys at random."
    if len(set(given)) < len(given):
        yield "hoithi.E115", "HOITHI_DATA_KEYS and HOITHI_RECEIPT_KEY hold a key twice.", "Make one for each use."


@settings_check
def hosts() -> Iterator[Finding]:
    """Only the names of the site are answered, and links are made with one of them."""
    names = settings.ALLOWED_HOSTS
    if not names or "*" in names:
        yield "hoithi.E103", "HOITHI_HOSTS is empty or *.", "Name the hosts: HOITHI_HOSTS=hoithi.tinh.gov.vn"
    base = urlsplit(settings.BASE_URL)
    if base.scheme not in {"http", "https"} or not base.hostname or base.path or base.query:
        yield "hoithi.E104", "HOITHI_BASE_URL is no plain address.", "Write it as https://hoithi.tinh.gov.vn"
    elif base.hostname not in LOCAL and base.hostname not in names:
        yield "hoithi.E104", "The host of HOITHI_BASE_URL is not in HOITHI_HOSTS.", "Add it to HOITHI_HOSTS."
    if base.scheme == "http" and base.hostname not in LOCAL:
        yield "hoithi.E105", "HOITHI_BASE_URL is not https: passwords would travel in clear.", "Use https://"


@settings_check
def proxies() -> Iterator[Finding]:
    """Addresses of visitors, for rate limits and the record, are read past exactly this many proxies."""
    if not 0 <= settings.TRUSTED_PROXIES <= 5:
        yield "hoithi.E106", "HOITHI_TRUSTED_PROXIES must be from 0 to 5.", "Count the proxies before the server."
    elif settings.HTTPS and not settings.TRUSTED_PROXIES:
        yield (
            "hoithi.W106",
            "The site is https, but no proxy is trusted: all visitors look like one address.",
            "Set HOITHI_TRUSTED_PROXIES=1 when one proxy ends TLS before the server.",
        )


@settings_check
def vietnamese_time() -> Iterator[Finding]:
    """Days and deadlines are those of Viet Nam, and a day comes before its month."""
    if settings.TIME_ZONE != "Asia/Ho_Chi_Minh" or not settings.USE_TZ:
        yield "hoithi.E107", "The time zone is not Asia/Ho_Chi_Minh.", "Leave TIME_ZONE and USE_TZ as they are."
    if get_format("DATE_INPUT_FORMATS", "vi")[:1] != ["%d/%m/%Y"]:
        yield "hoithi.E108", "Dates are not read day first.", "Leave FORMAT_MODULE_PATH as it is."


@settings_check
def files() -> Iterator[Finding]:
    """Uploaded files are never served as they lie, and only the service reads them."""
    media, static = Path(settings.MEDIA_ROOT).resolve(), Path(settings.STATIC_ROOT).resolve()
    if media.is_relative_to(static) or static.is_relative_to(media):
        yield "hoithi.E109", "Uploaded files and static files lie in one another.", "Keep HOITHI_VAR as one folder."
    if media.exists() and media.stat().st_mode & (stat.S_IROTH | stat.S_IXOTH):
        yield "hoithi.E110", f"Everybody on this machine can read {media.name}/.", f"Run: chmod 700 {media}"


@settings_check
def mail() -> Iterator[Finding]:
    """Letters and the mail password travel under TLS."""
    if not settings.EMAIL_BACKEND.endswith("smtp.EmailBackend"):
        if not (settings.DEBUG or settings.DEMO):
            yield (
                "hoithi.W111",
                "HOITHI_MAIL_URL is not set: letters wait and are not sent.",
                "Set HOITHI_MAIL_URL=smtp+tls://USER:PASSWORD@HOST:587",
            )
    elif not (settings.EMAIL_USE_TLS or settings.EMAIL_USE_SSL) and settings.EMAIL_HOST not in LOCAL:
        yield "hoithi.E111", "HOITHI_MAIL_URL sends letters without TLS.", "Use smtp+tls:// or smtps://"


@settings_check
def shared_cache() -> Iterator[Finding]:
    """A Redis that anybody can reach holds sessions of rate limits that anybody can change."""
    location = str(settings.CACHES["default"].get("LOCATION", ""))
    parts = urlsplit(location)
    if parts.scheme in {"redis", "rediss"} and parts.hostname not in LOCAL and not parts.password:
        yield "hoithi.E112", "HOITHI_REDIS_URL has no password.", "Write redis://:PASSWORD@HOST:6379/0"


@checks.register(checks.Tags.database)
def durable_database(databases: Sequence[str] | None = None, **kwargs: Any) -> list[checks.CheckMessage]:  # noqa: ARG001
    """What was acknowledged stays: asked of the open database itself."""
    found: list[checks.CheckMessage] = []
    for alias in databases or []:
        connection = connections[alias]
        wanted = _POSTGRES if connection.vendor == "postgresql" else _SQLITE
        with connection.cursor() as cursor:
            for question, answers, sentence in wanted:
                cursor.execute(question)
                if str(cursor.fetchone()[0]).lower() not in answers:
                    found.append(checks.Error(sentence, hint="See docs/settings.md, database.", id="hoithi.E113"))
    return found


_SQLITE = [
    ("PRAGMA journal_mode", {"wal", "memory"}, "SQLite does not keep a write-ahead log."),
    ("PRAGMA synchronous", {"2", "3"}, "SQLite does not wait for the disk (synchronous)."),
    ("PRAGMA foreign_keys", {"1"}, "SQLite does not hold foreign keys."),
]
_POSTGRES = [
    ("SHOW fsync", {"on"}, "PostgreSQL runs with fsync off."),
    ("SHOW synchronous_commit", {"on", "remote_write", "remote_apply"}, "PostgreSQL commits without waiting."),
    ("SHOW full_page_writes", {"on"}, "PostgreSQL runs with full_page_writes off."),
]
