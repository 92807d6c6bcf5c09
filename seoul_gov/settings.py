"""Settings of both profiles, read from the environment.

``embedded`` (the default) needs nothing: SQLite, a broker made of files and mail written to a folder, all of it
under ``PORTAL_VAR_DIR``. ``production`` takes everything from the environment and is loud about what is missing.
"""

import secrets
from datetime import timedelta
from pathlib import Path

from csp.constants import NONE, SELF
from django.core.exceptions import ImproperlyConfigured
from environs import Env

env = Env()

BASE_DIR = Path(__file__).resolve().parent.parent
PROFILE = env.str("PORTAL_PROFILE", "embedded")
if PROFILE not in ("embedded", "production"):
    raise ImproperlyConfigured(f"PORTAL_PROFILE must be embedded or production, not {PROFILE!r}.")
PRODUCTION = PROFILE == "production"
VAR_DIR = Path(env.str("PORTAL_VAR_DIR", str(BASE_DIR / "var"))).resolve()


def required(name: str, embedded: str) -> str:
    """The variable's value; in production it has to be set, in the embedded profile there is a default."""
    value = env.str(name, "" if PRODUCTION else embedded)
    if not value:
        raise ImproperlyConfigured(f"Set {name}: the production profile has no default for it.")
    return value


def embedded_secret() -> str:
    """A secret key made once for this machine and kept beside its data."""
    if PRODUCTION:
        return ""
    path = VAR_DIR / "secret_key"
    if not path.exists():
        path.parent.mkdir(parents=True, exist_ok=True)
        path.touch(mode=0o600)
        path.write_text(secrets.token_urlsafe(50))
    return path.read_text()


PORTAL_VERSION = "0.1.0"
DEBUG = False
SECRET_KEY = env.str("SECRET_KEY", "") or required("SECRET_KEY", embedded_secret())
SECRET_KEY_FALLBACKS = env.list("SECRET_KEY_FALLBACKS", [])
ALLOWED_HOSTS = [host for host in required("ALLOWED_HOSTS", "*").split(",") if host]
CSRF_TRUSTED_ORIGINS = env.list("CSRF_TRUSTED_ORIGINS", [])
PORTAL_DEMO = env.bool("PORTAL_DEMO", not PRODUCTION)
if PRODUCTION and PORTAL_DEMO:
    raise ImproperlyConfigured(
        "PORTAL_DEMO=1 opens logins that everybody knows; production refuses to start."
    )
PORTAL_DEMO_DOMAIN = "demo.example"
PORTAL_BASE_URL = required("PORTAL_BASE_URL", f"http://localhost:{env.int('PORT', 8000)}").rstrip("/")
PORTAL_INSTITUTION = env.str("PORTAL_INSTITUTION", "서울특별시")
PORTAL_ISSUER = env.str("PORTAL_ISSUER", f"{PORTAL_INSTITUTION}장")  # in whose name members are appointed
PORTAL_ADDRESS = env.str("PORTAL_ADDRESS", "(04524) 서울특별시 중구 세종대로 110")
PORTAL_PHONE = env.str("PORTAL_PHONE", "02-120")
PORTAL_OFFICIAL = env.bool("PORTAL_OFFICIAL", False)
PORTAL_UPLOAD_MAX_BYTES = env.int("PORTAL_UPLOAD_MAX_BYTES", 50 * 1024 * 1024)
PORTAL_TRUSTED_PROXIES = env.int("PORTAL_TRUSTED_PROXIES", 0)
PORTAL_METRICS_NETWORKS = env.list("PORTAL_METRICS_NETWORKS", ["127.0.0.0/8", "::1/128"])
PORTAL_LOG_FORMAT = env.str("PORTAL_LOG_FORMAT", "json" if PRODUCTION else "line")
# How long accesses to personal data are kept: two years, one at the very least (안전성 확보조치 기준 제8조).
PORTAL_ACCESS_LOG_DAYS = env.int("PORTAL_ACCESS_LOG_DAYS", 730)
if PORTAL_ACCESS_LOG_DAYS < 365:
    raise ImproperlyConfigured(
        "PORTAL_ACCESS_LOG_DAYS must be 365 or more: the log is kept for a year at least."
    )
PORTAL_WORK_CALENDAR = "projects.calendar.work_calendar"
# What each room holds on a person, for that person: functions of the account that answer seoul_gov.privacy.own.Sections.
PORTAL_HOLDINGS = (
    "seoul_gov.privacy.own.account",
    "panels.erasure.holdings.sections",
    "workflows.leaving.sections",
    "seoul_gov.privacy.own.notices",
)
# What rooms empty for themselves when seats of a panel are erased: functions of the seats' keys.
PORTAL_SEAT_ERASERS = ("workflows.leaving.erase_seats",)
# What is done once a backup is back in place: functions without arguments that answer how many rows they erased.
PORTAL_AFTER_RESTORE = ("panels.erasure.actions.erase_due",)

INSTALLED_APPS = [
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "whitenoise.runserver_nostatic",
    "django.contrib.staticfiles",
    "seoul_gov.accounts.apps.PortalAdminConfig",
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "auditlog",
    "crispy_forms",
    "django_filters",
    "csp",
    "django_prometheus",
    "seoul_gov.ui",
    "seoul_gov.accounts",
    "seoul_gov.audit",
    "seoul_gov.notifications",
    "seoul_gov.documents",
    "seoul_gov.health",
    "seoul_gov.privacy",
    "seoul_gov.operations",
    "seoul_gov.demo",
    "projects",
    "selection",
    "panels",
    "workflows",
]

MIDDLEWARE = [
    "seoul_gov.operations.middleware.RequestLog",
    "django_prometheus.middleware.PrometheusBeforeMiddleware",
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "csp.middleware.CSPMiddleware",
    "seoul_gov.api.answering.OneForAll",
    "seoul_gov.errors.PlainEncoding",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "seoul_gov.audit.middleware.ChangeLogOrigin",
    "seoul_gov.audit.middleware.RequestOrigin",
    "seoul_gov.accounts.middleware.IdleSession",
    "seoul_gov.accounts.middleware.StrongLogin",
    "django_prometheus.middleware.PrometheusAfterMiddleware",
    "seoul_gov.privacy.middleware.AccessLog",
]

ROOT_URLCONF = "seoul_gov.urls"
WSGI_APPLICATION = "seoul_gov.wsgi.application"
TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [BASE_DIR / "templates"],
        "APP_DIRS": True,
        "OPTIONS": {
            "builtins": ["seoul_gov.ui.templatetags.portal"],
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "seoul_gov.context.portal",
            ],
        },
    },
]
FORM_RENDERER = "seoul_gov.ui.rendering.FormRenderer"

DATABASES = {
    "default": env.dj_db_url("DATABASE_URL", required("DATABASE_URL", f"sqlite:///{VAR_DIR}/portal.sqlite3"))
}
if DATABASES["default"]["ENGINE"].endswith("sqlite3"):
    DATABASES["default"]["OPTIONS"] = {
        "transaction_mode": "IMMEDIATE",
        "timeout": 20,
        "init_command": "PRAGMA journal_mode=WAL;PRAGMA synchronous=NORMAL;PRAGMA foreign_keys=ON;",
    }
else:
    # Kept for a minute between requests: a new connection costs more than most pages ask of it.
    DATABASES["default"] |= {"CONN_MAX_AGE": 60, "CONN_HEALTH_CHECKS": True}
    DATABASES["default"]["OPTIONS"] = {
        # The pages ask the same questions again and again; planning them anew took a quarter of a page's time.
        "server_side_binding": True,
        "prepare_threshold": 3,
        # Short questions with many parts: compiling one takes seconds, answering it milliseconds.
        "options": "-c jit=off",
        **DATABASES["default"].get("OPTIONS", {}),
    }
    # Counts and times every statement; the embedded database does without.
    DATABASES["default"]["ENGINE"] = "django_prometheus.db.backends.postgresql"
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

# Counters of rate limits and codes that were used: a table, so that every process shares them and no page needs the
# broker. A full table throws entries away that still count, so it holds far more than one network can fill (decision 0005).
CACHES = {
    "default": {
        "BACKEND": "django.core.cache.backends.db.DatabaseCache",
        "LOCATION": "rate_limits",
        "OPTIONS": {"MAX_ENTRIES": 200_000},
    }
}

AUTH_USER_MODEL = "accounts.User"
AUTHENTICATION_BACKENDS = ["seoul_gov.accounts.backends.PortalBackend"]
AUTH_PASSWORD_VALIDATORS = [
    {
        "NAME": "seoul_gov.accounts.passwords.NotOneself",
        "OPTIONS": {"user_attributes": ("email", "name")},
    },
    {"NAME": "seoul_gov.accounts.passwords.LongEnough", "OPTIONS": {"min_length": 12}},
    {"NAME": "seoul_gov.accounts.passwords.NotCommon"},
    {"NAME": "seoul_gov.accounts.passwords.NotTheTopic"},
]
PASSWORD_RESET_TIMEOUT = 60 * 60
LOGIN_URL = "account_login"
LOGIN_REDIRECT_URL = "desk"
ACCOUNT_LOGOUT_REDIRECT_URL = "home"
ACCOUNT_USER_MODEL_USERNAME_FIELD = None
ACCOUNT_LOGIN_METHODS = {"email"}
ACCOUNT_SIGNUP_FIELDS = ["email*", "password1*", "password2*"]
ACCOUNT_ADAPTER = "seoul_gov.mail.PostingAdapter"
ACCOUNT_FORMS = {
    "login": "seoul_gov.accounts.forms.LoginForm",
    "signup": "seoul_gov.accounts.forms.SignupForm",
    "add_email": "seoul_gov.accounts.forms.ChangeEmailForm",
    "confirm_email_verification_code": "seoul_gov.accounts.forms.ConfirmEmailForm",
    "change_password": "seoul_gov.accounts.forms.ChangePasswordForm",
    "set_password": "seoul_gov.accounts.forms.SetPasswordForm",
    "reset_password": "seoul_gov.accounts.forms.ResetPasswordForm",
    "reset_password_from_key": "seoul_gov.accounts.forms.NewPasswordForm",
    "reauthenticate": "seoul_gov.accounts.forms.ReauthenticateForm",
}
# A code keeps sign-up in one browser, whose session remembers where the person was going.
ACCOUNT_EMAIL_VERIFICATION = "mandatory"
ACCOUNT_EMAIL_VERIFICATION_BY_CODE_ENABLED = True
ACCOUNT_EMAIL_VERIFICATION_BY_CODE_FORMAT = {"numeric": True, "dashed": False, "length": 6}
ACCOUNT_EMAIL_VERIFICATION_SUPPORTS_RESEND = True
ACCOUNT_CHANGE_EMAIL = True
ACCOUNT_EMAIL_NOTIFICATIONS = True
ACCOUNT_REAUTHENTICATION_REQUIRED = True
# By address of the account (key) strict, by address of the network wide: a whole city hall may sit behind one.
# Codes of six digits: 12 letters an hour with 3 tries each.
ACCOUNT_RATE_LIMITS = {
    "login": "300/m/ip",
    "login_failed": "60/m/ip,5/300s/key",
    "signup": "60/m/ip",
    "reset_password": "20/m/ip,5/h/key",
    "confirm_email": "1/10s/key,12/h/key",
}
ACCOUNT_EMAIL_SUBJECT_PREFIX = "[정보화사업 거버넌스] "
ALLAUTH_TRUSTED_PROXY_COUNT = PORTAL_TRUSTED_PROXIES
MFA_ADAPTER = "seoul_gov.accounts.adapters.FactorAdapter"
MFA_FORMS = {
    "authenticate": "seoul_gov.accounts.forms.FactorForm",
    "reauthenticate": "seoul_gov.accounts.forms.FactorAgainForm",
    "activate_totp": "seoul_gov.accounts.forms.ActivateAppForm",
    "add_webauthn": "seoul_gov.accounts.forms.AddPasskeyForm",
    "edit_webauthn": "seoul_gov.accounts.forms.RenamePasskeyForm",
}
MFA_SUPPORTED_TYPES = ["totp", "webauthn", "recovery_codes"]
MFA_PASSKEY_LOGIN_ENABLED = True
MFA_TOTP_ISSUER = "정보화사업 거버넌스"
MFA_TOTP_TOLERANCE = 1
MFA_WEBAUTHN_ALLOW_INSECURE_ORIGIN = not PRODUCTION
# Officials sign in with a second factor; the demo's well-known logins are let in without one.
PORTAL_STRONG_LOGIN = env.bool("PORTAL_STRONG_LOGIN", PRODUCTION)

# A session ends after this time without a request, and after SESSION_COOKIE_AGE in any case.
PORTAL_SESSION_SECONDS = env.int("PORTAL_SESSION_SECONDS", 30 * 60)
SESSION_ENGINE = "seoul_gov.accounts.session_store"
SESSION_COOKIE_AGE = 12 * 60 * 60
ACCOUNT_SESSION_REMEMBER = False
SESSION_EXPIRE_AT_BROWSER_CLOSE = True
SESSION_COOKIE_HTTPONLY = True
CSRF_COOKIE_HTTPONLY = True
CSRF_FAILURE_VIEW = "seoul_gov.errors.csrf_failure"
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = PRODUCTION
SECURE_SSL_REDIRECT = PRODUCTION
SECURE_REDIRECT_EXEMPT = [r"^health/", r"^metrics$"]
SECURE_HSTS_SECONDS = 31_536_000 if PRODUCTION else 0
SECURE_HSTS_INCLUDE_SUBDOMAINS = SECURE_HSTS_PRELOAD = PRODUCTION
SECURE_REFERRER_POLICY = "same-origin"
X_FRAME_OPTIONS = "DENY"
if PRODUCTION and PORTAL_TRUSTED_PROXIES:
    SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")
CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [SELF],
        "script-src": [SELF, "'wasm-unsafe-eval'"],
        "img-src": [SELF, "data:", "blob:"],
        "worker-src": [SELF, "blob:"],
        "object-src": [NONE],
        "base-uri": [SELF],
        "form-action": [SELF],
        "frame-ancestors": [NONE],
    }
}

LANGUAGE_CODE = "ko"
LANGUAGES = [("ko", "한국어")]
TIME_ZONE = "Asia/Seoul"
USE_TZ = True
USE_THOUSAND_SEPARATOR = False
FORMAT_MODULE_PATH = ["seoul_gov.ui.formats"]

STATIC_URL = "static/"
STATIC_ROOT = VAR_DIR / "static"
STATICFILES_DIRS = [BASE_DIR / "static"]
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": "seoul_gov.operations.static_files.Storage"},
}
MEDIA_ROOT = Path(required("MEDIA_ROOT", str(VAR_DIR / "files")))
MEDIA_URL = "unserved/"
FILE_UPLOAD_PERMISSIONS = 0o600
FILE_UPLOAD_TEMP_DIR = str(VAR_DIR / "uploads")
Path(FILE_UPLOAD_TEMP_DIR).mkdir(parents=True, exist_ok=True)
FILE_UPLOAD_HANDLERS = [
    "seoul_gov.documents.uploads.LimitedUploadHandler",
]
DATA_UPLOAD_MAX_MEMORY_SIZE = 5 * 1024 * 1024
DATA_UPLOAD_MAX_NUMBER_FIELDS = 2000
DATA_UPLOAD_MAX_NUMBER_FILES = 20

EMAIL_TIMEOUT = 10
mail = env.dj_email_url("EMAIL_URL", required("EMAIL_URL", "file:"))
EMAIL_BACKEND = mail["EMAIL_BACKEND"]
EMAIL_HOST = mail.get("EMAIL_HOST", "")
EMAIL_PORT = mail.get("EMAIL_PORT", 25)
EMAIL_HOST_USER = mail.get("EMAIL_HOST_USER", "")
EMAIL_HOST_PASSWORD = mail.get("EMAIL_HOST_PASSWORD", "")
EMAIL_USE_TLS = mail.get("EMAIL_USE_TLS", False)
EMAIL_USE_SSL = mail.get("EMAIL_USE_SSL", False)
EMAIL_FILE_PATH = str(VAR_DIR / "mail")
DEFAULT_FROM_EMAIL = env.str("DEFAULT_FROM_EMAIL", "governance@localhost")
SERVER_EMAIL = DEFAULT_FROM_EMAIL

CELERY_BROKER_URL = required("CELERY_BROKER_URL", "filesystem://")
CELERY_BROKER_CONNECTION_RETRY_ON_STARTUP = True
if CELERY_BROKER_URL.startswith("filesystem"):
    CELERY_BROKER_TRANSPORT = "seoul_gov.operations.folder_broker:Transport"
    # One folder for both directions: what is published is what is consumed.
    CELERY_BROKER_TRANSPORT_OPTIONS = {
        "data_folder_in": str(VAR_DIR / "broker"),
        "data_folder_out": str(VAR_DIR / "broker"),
        "control_folder": str(VAR_DIR / "broker-control"),
    }
else:
    CELERY_BROKER_TRANSPORT_OPTIONS = {"socket_timeout": 5, "socket_connect_timeout": 2}
CELERY_TIMEZONE = TIME_ZONE
CELERY_TASK_IGNORE_RESULT = True
CELERY_TASK_ACKS_LATE = True
CELERY_WORKER_PREFETCH_MULTIPLIER = 1
CELERY_TASK_TIME_LIMIT = 300
CELERY_BEAT_SCHEDULER = "seoul_gov.health.scheduler:HeartbeatScheduler"
CELERY_BEAT_SCHEDULE_FILENAME = str(VAR_DIR / "beat-schedule")
CELERY_BEAT_SCHEDULE = {
    "send-mail": {"task": "notifications.drain", "schedule": 5.0, "options": {"expires": 30}},
    "render-previews": {"task": "documents.render_pending", "schedule": 5.0, "options": {"expires": 30}},
    "render-papers": {"task": "reports.render_papers", "schedule": 5.0, "options": {"expires": 30}},
    "compute-trials": {"task": "draws.compute", "schedule": 5.0, "options": {"expires": 30}},
    "print-appointments": {
        "task": "panels.print_appointments",
        "schedule": 5.0,
        "options": {"expires": 30},
    },
    "end-terms": {
        "task": "panels.end_terms",
        "schedule": timedelta(hours=1),
        "options": {"expires": 3600},
    },
    "seal-audit": {"task": "audit.seal", "schedule": 60.0, "options": {"expires": 120}},
    "remind-meetings": {"task": "workflows.remind_meetings", "schedule": 60.0, "options": {"expires": 120}},
    "remind-reviews": {"task": "workflows.remind_reviews", "schedule": 300.0, "options": {"expires": 600}},
    "remind-issues": {"task": "workflows.remind_issues", "schedule": 300.0, "options": {"expires": 600}},
    "remind-votes": {"task": "workflows.remind_votes", "schedule": 300.0, "options": {"expires": 600}},
    "remind-desks": {"task": "workflows.remind_desks", "schedule": 60.0, "options": {"expires": 120}},
    "count-shares": {
        "task": "workflows.count_shares",
        "schedule": timedelta(hours=1),
        "options": {"expires": 3600},
    },
    "check-ties": {
        "task": "panels.check_ties",
        "schedule": timedelta(hours=1),
        "options": {"expires": 3600},
    },
    "sweep-files": {
        "task": "documents.sweep",
        "schedule": timedelta(minutes=20),
        "options": {"expires": 1200},
    },
    "clear-sessions": {
        "task": "accounts.clear_sessions",
        "schedule": timedelta(days=1),
        "options": {"expires": 3600},
    },
    "forget-accesses": {
        "task": "privacy.forget",
        "schedule": timedelta(days=1),
        "options": {"expires": 3600},
    },
    "tell-news": {"task": "calls.tell_news", "schedule": 60.0, "options": {"expires": 120}},
    "erase-due": {
        "task": "erasure.erase_due",
        "schedule": timedelta(days=1),
        "options": {"expires": 3600},
    },
}

# Field-level diffs of reference data, accounts and roles; what rooms do is in seoul_gov.audit.
AUDITLOG_INCLUDE_TRACKING_MODELS = (
    {"model": "accounts.User", "exclude_fields": ["password", "last_login"]},
    "accounts.Department",
    "accounts.RoleGrant",
    {"model": "mfa.Authenticator", "exclude_fields": ["data", "last_used_at"]},
    "projects.Holiday",
    "projects.Norm",
    "projects.ProposalChannel",
    {"model": "projects.Vendor", "m2m_fields": {"staff"}, "exclude_fields": ["parties"]},
    "selection.Edition",
    "selection.MatrixRow",
    "selection.QuestionText",
    "panels.SignedText",
)

CRISPY_ALLOWED_TEMPLATE_PACKS = ["krds"]
CRISPY_TEMPLATE_PACK = "krds"
CRISPY_FAIL_SILENTLY = False


LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {
        "line": {"()": "seoul_gov.operations.logs.Lines"},
        "json": {"()": "seoul_gov.operations.logs.JsonLines"},
    },
    "handlers": {"console": {"class": "logging.StreamHandler", "formatter": PORTAL_LOG_FORMAT}},
    "root": {"handlers": ["console"], "level": "INFO"},
    # Refusals stand in the line of their request; what is left here are errors with their places.
    "loggers": {"django.request": {"level": "ERROR"}},
}
