"""Services and keys in the environment, made into Django's settings. A wrong one stops the start with its name."""

from pathlib import Path
from typing import Any
from urllib.parse import parse_qsl, unquote, urlsplit

from cryptography.x509 import load_der_x509_certificate, load_pem_x509_certificates
from django.core.exceptions import ImproperlyConfigured

from hoithi.kit.base64url import from_text

_MAIL = {"smtp": 25, "smtp+tls": 587, "smtps": 465}
_HOW = 'make one: python3 -c "import secrets; print(secrets.token_urlsafe(32))"'


def mail_settings(url: str) -> dict[str, Any]:
    """Django's mail settings for `smtp+tls://user:password@host:587` (STARTTLS), `smtps://` or `smtp://` (in clear).

    Without an address letters are written to the console and sent nowhere.
    """
    if not url:
        return {"EMAIL_BACKEND": "django.core.mail.backends.console.EmailBackend", "EMAIL_TIMEOUT": 20}
    parts = urlsplit(url)
    if parts.scheme not in _MAIL or not parts.hostname:
        raise ImproperlyConfigured("HOITHI_MAIL_URL must be smtp+tls://, smtps:// or smtp://USER:PASSWORD@HOST:PORT")
    return {
        "EMAIL_BACKEND": "django.core.mail.backends.smtp.EmailBackend",
        "EMAIL_HOST": parts.hostname,
        "EMAIL_PORT": parts.port or _MAIL[parts.scheme],
        "EMAIL_HOST_USER": unquote(parts.username or ""),
        "EMAIL_HOST_PASSWORD": unquote(parts.password or ""),
        "EMAIL_USE_TLS": parts.scheme == "smtp+tls",
        "EMAIL_USE_SSL": parts.scheme == "smtps",
        "EMAIL_TIMEOUT": 20,
    }


def cache_settings(redis_url: str) -> dict[str, Any]:
    """The shared cache: Redis or Valkey when there is an address, else a table; never the memory of one process,
    where each worker would count rate limits for itself."""
    if not redis_url:
        return {"BACKEND": "django.core.cache.backends.db.DatabaseCache", "LOCATION": "kit_cache"}
    if urlsplit(redis_url).scheme not in {"redis", "rediss", "unix"}:
        raise ImproperlyConfigured("HOITHI_REDIS_URL must be redis://:PASSWORD@HOST:PORT/NUMBER or rediss://")
    return {"BACKEND": "django.core.cache.backends.redis.RedisCache", "LOCATION": redis_url, "KEY_PREFIX": "hoithi"}


def clamd_address(words: str) -> str | tuple[str, int] | None:
    """Where ClamAV listens: `HOST:PORT`, or the path of its socket as `unix:/run/clamav/clamd.ctl`; None without."""
    if not words:
        return None
    if words.startswith("unix:/"):
        return words.removeprefix("unix:")
    host, _, port = words.rpartition(":")
    if not host or not port.isdecimal() or not 0 < int(port) < 65536:
        raise ImproperlyConfigured("HOITHI_CLAMD must be HOST:PORT or unix:/PATH")
    return host, int(port)


def file_settings(s3_url: str) -> dict[str, Any]:
    """Where files are kept: a folder, or a bucket: `https://KEY:SECRET@HOST:PORT/BUCKET?region=REGION`."""
    if not s3_url:
        return {"BACKEND": "hoithi.kit.files.keep.DurableStorage"}
    parts = urlsplit(s3_url)
    bucket = parts.path.strip("/")
    if parts.scheme not in {"http", "https"} or not bucket or "/" in bucket or not parts.username:
        raise ImproperlyConfigured("HOITHI_S3_URL must be https://KEY:SECRET@HOST:PORT/BUCKET?region=REGION")
    host = parts.netloc.rpartition("@")[2]
    return {
        "BACKEND": "storages.backends.s3.S3Storage",
        "OPTIONS": {
            "bucket_name": bucket,
            "endpoint_url": f"{parts.scheme}://{host}",
            "access_key": unquote(parts.username),
            "secret_key": unquote(parts.password or ""),
            "region_name": dict(parse_qsl(parts.query)).get("region", "us-east-1"),
            "default_acl": None,
            "file_overwrite": False,
            "signature_version": "s3v4",
            "addressing_style": "path",
        },
    }


def certificates_in(name: str, folder: str) -> list[bytes]:
    """The files of certificates (.pem, .crt, .cer) in `folder`, in the order of their names; none without a folder."""
    if not folder:
        return []
    files = [one for one in sorted(Path(folder).glob("*")) if one.suffix.lower() in {".pem", ".crt", ".cer"}]
    if not files:
        raise ImproperlyConfigured(f"{name} must be a folder with certificates (.pem, .crt, .cer)")
    return [_certificate(name, one) for one in files]


def _certificate(name: str, file: Path) -> bytes:
    data = file.read_bytes()
    try:
        if b"-----BEGIN" in data:
            load_pem_x509_certificates(data)
        else:
            load_der_x509_certificate(data)
    except ValueError as error:
        raise ImproperlyConfigured(f"{name}: {file.name} is no certificate") from error
    return data


def web_address(name: str, text: str) -> str:
    """An address of a service on the web, or none."""
    try:
        parts = urlsplit(text)
        good = not text or (parts.scheme in {"http", "https"} and bool(parts.hostname) and parts.port != 0)
    except ValueError:
        good = False
    if not good:
        raise ImproperlyConfigured(f"{name} must be https://HOST/PATH")
    return text


def token_settings(module: str, label: str, pin: str, certificate: str) -> dict[str, str] | None:
    """The token that signs: its PKCS#11 library, its label, its PIN, and the label of the certificate in it when it
    holds several; None without a library."""
    if not module and not label and not pin:
        return None
    if not Path(module).is_file():
        raise ImproperlyConfigured("HOITHI_TOKEN_MODULE must be the path of a PKCS#11 library")
    if not label or not pin:
        raise ImproperlyConfigured("HOITHI_TOKEN_LABEL and HOITHI_TOKEN_PIN go with HOITHI_TOKEN_MODULE")
    return {"module": module, "label": label, "pin": pin, "certificate": certificate}


def key_bytes(name: str, text: str) -> bytes:
    """The 32 bytes of a key, written as base64 (either alphabet, with or without padding)."""
    try:
        key = from_text(text.strip().rstrip("=").translate(str.maketrans("+/", "-_")))
    except ValueError:
        key = b""
    if len(key) != 32:
        raise ImproperlyConfigured(f"{name} must be 32 random bytes in base64; {_HOW}")
    return key


def chaos_settings(text: str) -> dict[str, float]:
    """Where tests kill the process, and how often: `POINT:PROBABILITY,POINT:PROBABILITY`."""
    points: dict[str, float] = {}
    for word in filter(None, text.split(",")):
        name, __, chance = word.partition(":")
        try:
            points[name.strip()] = float(chance or "1")
        except ValueError as error:
            raise ImproperlyConfigured("HOITHI_CHAOS must be POINT:PROBABILITY,POINT:PROBABILITY") from error
    return points
