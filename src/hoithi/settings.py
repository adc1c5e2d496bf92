"""Settings, read from the environment; a value that makes no sense stops the start with its name and the mend.

Every variable is listed in docs/settings.md. `HOITHI_DEMO=1` is for a visitor's own machine only.
"""

from pathlib import Path
from zoneinfo import ZoneInfo

from csp.constants import NONCE, NONE, SELF
from environs import Env

from hoithi.kit.environment import (
    cache_settings,
    certificates_in,
    chaos_settings,
    clamd_address,
    file_settings,
    key_bytes,
    mail_settings,
    token_settings,
    web_address,
)
from hoithi.kit.logs import logging_settings

env = Env()
VAR = Path(env.str("HOITHI_VAR", "var")).resolve()
DEMO = env.bool("HOITHI_DEMO", False)
DEBUG = env.bool("HOITHI_DEBUG", False)
SECRET_KEY = env.str("HOITHI_SECRET_KEY", "demo-only-not-a-secret" if DEMO or DEBUG else "")
SECRET_KEY_FALLBACKS: list[str] = env.list("HOITHI_OLD_SECRET_KEYS", [])
DATA_KEYS: list[bytes] = [key_bytes("HOITHI_DATA_KEYS", each) for each in env.list("HOITHI_DATA_KEYS", [""]) if each]
RECEIPT_KEY: bytes = key_bytes("HOITHI_RECEIPT_KEY", _typed) if (_typed := env.str("HOITHI_RECEIPT_KEY", "")) else b""
ALLOWED_HOSTS = env.list("HOITHI_HOSTS", ["127.0.0.1", "localhost", "[::1]"] if DEMO or DEBUG else [])
BASE_URL = env.str("HOITHI_BASE_URL", "http://127.0.0.1:8000").rstrip("/")
HTTPS = BASE_URL.startswith("https://")

INSTALLED_APPS = [
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "whitenoise.runserver_nostatic",
    "django.contrib.staticfiles",
    "django.contrib.humanize",
    "django.forms",
    "django_cotton",
    "django_htmx",
    "django_tasks",
    "django_tasks_db",
    "hoithi.kit",
    "hoithi.audit",
    "hoithi.notifications",
    "hoithi.accounts",
    "hoithi.units",
    "hoithi.contests",
    "hoithi.documents",
    "hoithi.planning",
    "hoithi.entries",
    "hoithi.site",
    "allauth",  # after ours: its pages are ours
    "allauth.account",
    "allauth.mfa",
    "allauth.usersessions",
]

MIDDLEWARE = [
    "hoithi.kit.limits.RefuseHugeBodies",
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "django.middleware.gzip.GZipMiddleware",
    "hoithi.kit.content_policy.KeptCSPMiddleware",
    "hoithi.kit.public_cache.PublicCache",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "hoithi.kit.language.LanguageMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "hoithi.site.middleware.ActorMiddleware",
    "hoithi.accounts.middleware.SecondFactorGate",
    "hoithi.kit.routes.DenyUnregistered",
]

ROOT_URLCONF = "hoithi.site.urls"
WSGI_APPLICATION = "hoithi.wsgi.application"
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"
AUTH_USER_MODEL = "accounts.Person"

TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "OPTIONS": {
            "loaders": [
                (
                    "django.template.loaders.cached.Loader",
                    [
                        "django_cotton.cotton_loader.Loader",
                        "django.template.loaders.app_directories.Loader",
                    ],
                )
            ],
            "builtins": [
                "django_cotton.templatetags.cotton",
                "django.templatetags.i18n",
                "django.templatetags.static",
                "hoithi.kit.templatetags.kit",
                "hoithi.kit.templatetags.kept",
                "hoithi.kit.templatetags.fields",
            ],
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.messages.context_processors.messages",
                "hoithi.site.context.shell",
            ],
        },
    }
]

FORM_RENDERER = "hoithi.kit.boxes.Renderer"

DATABASE_URL = env.str("HOITHI_DATABASE_URL", f"sqlite:///{VAR / 'hoithi.sqlite3'}")
if DATABASE_URL.startswith("sqlite:///"):
    DATABASES = {
        "default": {
            "ENGINE": "hoithi.kit.sqlite",
            "NAME": DATABASE_URL.removeprefix("sqlite:///"),
            "CONN_MAX_AGE": None,  # opening a file and setting it up costs more than a page from the cache
            "OPTIONS": {
                "transaction_mode": "IMMEDIATE",
                "timeout": 20,
                "init_command": (
                    "PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL; PRAGMA foreign_keys=ON; "
                    "PRAGMA busy_timeout=20000; PRAGMA journal_size_limit=67108864; "
                    # reads of long lists copy nothing: a search of 10,000 entries takes 28 ms instead of 41
                    "PRAGMA mmap_size=268435456;"
                ),
            },
            # in memory; a number of the test process may be put behind it
            "TEST": {"NAME": "file:test?mode=memory&cache=shared&process="},
        }
    }
else:
    from hoithi.kit.databases import postgres_settings

    DATABASES = {"default": postgres_settings(DATABASE_URL)}

CACHES = {"default": cache_settings(env.str("HOITHI_REDIS_URL", ""))}
globals().update(mail_settings(env.str("HOITHI_MAIL_URL", "")))
DEFAULT_FROM_EMAIL = SERVER_EMAIL = env.str("HOITHI_MAIL_FROM", "hoithi@localhost")
LOGGING = logging_settings(readable=DEBUG or DEMO, level=env.str("HOITHI_LOG_LEVEL", "WARNING" if DEMO else "INFO"))
TASKS = {"default": {"BACKEND": "django_tasks_db.DatabaseBackend", "QUEUES": []}}
JOB_LEASE_SECONDS = env.float("HOITHI_JOB_LEASE_SECONDS", 60)
CHAOS = chaos_settings(env.str("HOITHI_CHAOS", ""))

AUTHENTICATION_BACKENDS = ["hoithi.accounts.backends.PersonBackend"]
PASSWORD_HASHERS = ["hoithi.kit.hashers.Argon2Hasher"]
AUTH_PASSWORD_VALIDATORS = [
    {
        "NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator",
        "OPTIONS": {"user_attributes": ("full_name", "email", "phone")},
    },
    {"NAME": "django.contrib.auth.password_validation.MinimumLengthValidator", "OPTIONS": {"min_length": 8}},
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
]
PASSWORD_RESET_TIMEOUT = 1800
TRUSTED_PROXIES = env.int("HOITHI_TRUSTED_PROXIES", 0)

ACCOUNT_ADAPTER = "hoithi.accounts.adapters.AccountAdapter"
ACCOUNT_USER_MODEL_USERNAME_FIELD = None
ACCOUNT_LOGIN_METHODS = {"email", "phone"}
ACCOUNT_SIGNUP_FIELDS = ["email*", "password1*"]  # for the library's checks; the form is ours
ACCOUNT_EMAIL_VERIFICATION = "mandatory"
ACCOUNT_EMAIL_VERIFICATION_BY_CODE_ENABLED = True
ACCOUNT_EMAIL_VERIFICATION_BY_CODE_TIMEOUT = 1800
ACCOUNT_EMAIL_VERIFICATION_SUPPORTS_RESEND = True
ACCOUNT_CHANGE_EMAIL = True
ACCOUNT_EMAIL_NOTIFICATIONS = True
ACCOUNT_LOGIN_BY_CODE_ENABLED = True
ACCOUNT_LOGIN_BY_CODE_TIMEOUT = 600
ACCOUNT_SESSION_REMEMBER = True
ACCOUNT_LOGOUT_ON_PASSWORD_CHANGE = False
# An account first, then an address; a whole school stands behind one address.
ACCOUNT_RATE_LIMITS = {
    "login": "",
    "login_failed": "5/15m/key,60/15m/ip",  # codes of the second factor; passwords are counted in accounts.tries
    "signup": "300/15m/ip",
    "request_login_code": "3/15m/key,100/15m/ip",
    "reset_password": "3/15m/key,100/15m/ip",
    "reset_password_from_key": "300/15m/ip",
    "confirm_email": "5/15m/key",
    "reauthenticate": "10/15m/user",
}
_FORMS = "hoithi.accounts.forms"
ACCOUNT_FORMS = {
    "login": f"{_FORMS}.signin.SignInForm",
    "signup": f"{_FORMS}.signin.SignUpForm",
    "request_login_code": f"{_FORMS}.signin.CodeRequestForm",
    "confirm_login_code": f"{_FORMS}.signin.CodeForm",
    "confirm_email_verification_code": f"{_FORMS}.signin.CodeForm",
    "reset_password": f"{_FORMS}.signin.ResetRequestForm",
    "reset_password_from_key": f"{_FORMS}.signin.ResetForm",
    "change_password": f"{_FORMS}.signin.ChangePasswordForm",
    "set_password": f"{_FORMS}.signin.NewPasswordForm",
    "reauthenticate": f"{_FORMS}.signin.ReauthenticateForm",
}
MFA_ADAPTER = "hoithi.accounts.adapters.SecondFactorAdapter"
MFA_ALLOW_UNVERIFIED_EMAIL = True  # somebody who signs in by phone has no address to prove
MFA_TOTP_TOLERANCE = 1
MFA_FORMS = {
    "authenticate": f"{_FORMS}.second_factor.AuthenticateForm",
    "reauthenticate": f"{_FORMS}.second_factor.ReauthenticateForm",
    "activate_totp": f"{_FORMS}.second_factor.ActivateForm",
    "deactivate_totp": f"{_FORMS}.second_factor.DeactivateForm",
    "generate_recovery_codes": f"{_FORMS}.second_factor.GenerateForm",
}

LANGUAGE_CODE = "vi"
LANGUAGES = [("vi", "Tiếng Việt"), ("en", "English")]
LOCALE_PATHS = [Path(__file__).parent / "locale"]
USE_I18N = True
USE_TZ = True
TIME_ZONE = "Asia/Ho_Chi_Minh"
VIETNAM = ZoneInfo(TIME_ZONE)
FORMAT_MODULE_PATH = ["hoithi.kit.formats"]

STATIC_URL = "/static/"
STATIC_ROOT = VAR / "static"
MEDIA_ROOT = VAR / "files"
FILE_UPLOAD_PERMISSIONS = 0o600
FILE_UPLOAD_DIRECTORY_PERMISSIONS = 0o700
STORAGES = {
    "default": file_settings(env.str("HOITHI_S3_URL", "")),
    "staticfiles": {"BACKEND": "hoithi.kit.static_files.StaticFiles"},
}

CLAMD = clamd_address(env.str("HOITHI_CLAMD", ""))

SIGNING_ROOTS = certificates_in("HOITHI_SIGNING_ROOTS", env.str("HOITHI_SIGNING_ROOTS", ""))
TIMESTAMP_URL = web_address("HOITHI_TIMESTAMP_URL", env.str("HOITHI_TIMESTAMP_URL", ""))
_TOKEN = ("HOITHI_TOKEN_MODULE", "HOITHI_TOKEN_LABEL", "HOITHI_TOKEN_PIN", "HOITHI_TOKEN_CERTIFICATE")
TOKEN = token_settings(*(env.str(name, "") for name in _TOKEN))

SESSION_ENGINE = "hoithi.accounts.session_store"
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = HTTPS
SESSION_COOKIE_SAMESITE = "Lax"
SESSION_COOKIE_HTTPONLY = True
SESSION_COOKIE_AGE = 30 * 24 * 3600
CSRF_COOKIE_HTTPONLY = True
SECURE_SSL_REDIRECT = HTTPS
SECURE_HSTS_SECONDS = 31536000 if HTTPS else 0
# Other names under the same domain are other bodies' sites: what they do about https is theirs to say.
SILENCED_SYSTEM_CHECKS = ["security.W005", "security.W021"]
SECURE_REFERRER_POLICY = "same-origin"
X_FRAME_OPTIONS = "DENY"
if HTTPS and TRUSTED_PROXIES:
    SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")
CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [NONE],
        "script-src": [SELF, NONCE],
        "style-src": [SELF, NONCE],
        "img-src": [SELF, "data:"],
        "font-src": [SELF],
        "connect-src": [SELF],
        "manifest-src": [SELF],
        "form-action": [SELF],
        "frame-ancestors": [NONE],
        "base-uri": [NONE],
    }
}
DATA_UPLOAD_MAX_NUMBER_FIELDS = 10_000  # a list of 1,200 rows of a paper has seven boxes a row
DATA_UPLOAD_MAX_NUMBER_FILES = 50
MAX_BODY_BYTES = 64 * 1024 * 1024
LOGIN_URL = "account_login"
LOGIN_REDIRECT_URL = "today"
