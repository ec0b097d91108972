"""Settings of the portal, all of them from the environment (docs/operations.md lists them).

`PORTAL_ENV` is `production` unless it says `local`; production refuses to start on a missing or weak secret.
"""

from pathlib import Path

import environ
from csp.constants import NONCE, NONE, SELF
from django.utils.translation import gettext_lazy as _

from pim_portal.secrets import require_strong_secret
from pim_portal.storage import storage_of

BASE_DIR = Path(__file__).resolve().parent.parent
env = environ.Env()

LOCAL = env("PORTAL_ENV", default="production") == "local"
DEBUG = LOCAL and env.bool("PORTAL_DEBUG", default=False)
SAMPLE_MODE = env.bool("PORTAL_SAMPLE", default=False)
SAMPLE_PASSWORD = env("PORTAL_SAMPLE_PASSWORD", default="")
DATA_DIR = Path(env("PORTAL_DATA_DIR", default=str(BASE_DIR / ".data"))).resolve()

SECRET_KEY = require_strong_secret("SECRET_KEY", env("SECRET_KEY", default=""))
ALLOWED_HOSTS = env.list("ALLOWED_HOSTS", default=["*"] if LOCAL else [])
CSRF_TRUSTED_ORIGINS = env.list("CSRF_TRUSTED_ORIGINS", default=[])
PORTAL_ADDRESS = env("PORTAL_ADDRESS", default="http://127.0.0.1:8000").rstrip("/")

INSTALLED_APPS = [
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.postgres",
    "django.contrib.staticfiles",
    "django.contrib.humanize",
    "django.forms",
    "corsheaders",
    "csp",
    "django_filters",
    "django_htmx",
    "django_prose_editor",
    "drf_spectacular",
    "js_asset",
    "rest_framework",
    "template_partials",
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "core",
    "accounts",
    "activity",
    "documents",
    "publishing",
    "cities",
    "networks",
    "initiatives",
    "improvement_plans",
    "reviews",
    "catalogue",
    "tracking",
    "pim_portal",
]

MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "catalogue.middleware.OpenDataMiddleware",
    "corsheaders.middleware.CorsMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "csp.middleware.CSPMiddleware",
    "core.middleware.WellFormedMiddleware",
    "core.middleware.PrivatePagesMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.locale.LocaleMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "accounts.middleware.SignInAgainMiddleware",
    "accounts.middleware.SecondFactorMiddleware",
    "core.middleware.RefusalMiddleware",
]

ROOT_URLCONF = "pim_portal.urls"
WSGI_APPLICATION = "pim_portal.wsgi.application"
# An address typed without its scheme means https, as from Django 6 on.
FORMS_URLFIELD_ASSUME_HTTPS = True
FORM_RENDERER = "core.forms.renderer.PortalRenderer"

TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [BASE_DIR / "templates"],
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.template.context_processors.i18n",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "csp.context_processors.nonce",
                "pim_portal.context.portal",
            ],
        },
    }
]

DATABASES = {"default": env.db("DATABASE_URL", default="postgres:///portal")}
DATABASES["default"].update(
    ENGINE="django.db.backends.postgresql",
    ATOMIC_REQUESTS=False,
    CONN_HEALTH_CHECKS=True,
)
DATABASES["default"].setdefault("OPTIONS", {})["pool"] = {"min_size": 1, "max_size": 8, "timeout": 10}
DATABASES["default"]["CONN_MAX_AGE"] = 0

REDIS_URL = env("REDIS_URL", default="redis://127.0.0.1:6379/0")
REDIS_CLIENT_URL = REDIS_URL.replace("redis+socket://", "unix://")
CACHES = {
    "default": {
        "BACKEND": "core.cache.ForgivingCache",
        "LOCATION": REDIS_CLIENT_URL,
        # A server that hangs must not hold the pages longer than one that is away.
        "OPTIONS": {"socket_connect_timeout": 1, "socket_timeout": 1},
        "KEY_PREFIX": "pim",
    }
}
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

CELERY_BROKER_URL = REDIS_URL
CELERY_TASK_IGNORE_RESULT = True
CELERY_TASK_ACKS_LATE = True
CELERY_TASK_REJECT_ON_WORKER_LOST = True
CELERY_TASK_DEFAULT_QUEUE = "interactive"
CELERY_TASK_SOFT_TIME_LIMIT = 120
CELERY_TASK_TIME_LIMIT = 150
CELERY_WORKER_PREFETCH_MULTIPLIER = 1
CELERY_BROKER_CONNECTION_RETRY_ON_STARTUP = True
# `priority`: a worker takes from its queues in the order in which it was given them, `interactive` before `batch`.
CELERY_BROKER_TRANSPORT_OPTIONS = {
    "visibility_timeout": 600,
    "queue_order_strategy": "priority",
    "socket_connect_timeout": 5,
    "socket_timeout": 30,
}
# A person does not wait for a broker that is away: the clock sends the work later.
CELERY_TASK_PUBLISH_RETRY_POLICY = {"max_retries": 2, "interval_start": 0.1, "interval_step": 0.2}
#: whether PDFs are made with the fast parts of `publishing/rendering/fast`; the files are the same to the byte without.
PORTAL_FAST_PDF = env.bool("PORTAL_FAST_PDF", default=True)
#: megabytes that making one PDF may add to its process; 0 means no ceiling
PORTAL_PDF_MEMORY = env.int("PORTAL_PDF_MEMORY", default=1024)
CELERY_TASK_ALWAYS_EAGER = env.bool("PORTAL_TASKS_EAGER", default=False)

EMAIL_CONFIG = env.email_url("EMAIL_URL", default="consolemail://")
vars().update(EMAIL_CONFIG)
# A mail server that hangs must not hold a worker.
EMAIL_TIMEOUT = env.int("EMAIL_TIMEOUT", default=30)
EMAIL_FILE_PATH = env("EMAIL_FILE_PATH", default=str(DATA_DIR / "mail"))
DEFAULT_FROM_EMAIL = env("DEFAULT_FROM_EMAIL", default="Portal PIM <portal@pim.example>")
SERVER_EMAIL = DEFAULT_FROM_EMAIL

AUTH_USER_MODEL = "accounts.User"
AUTHENTICATION_BACKENDS = ["allauth.account.auth_backends.AuthenticationBackend"]
AUTH_PASSWORD_VALIDATORS = [
    {
        "NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator",
        "OPTIONS": {"user_attributes": ("name", "email")},
    },
    {"NAME": "django.contrib.auth.password_validation.MinimumLengthValidator", "OPTIONS": {"min_length": 12}},
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
]
LOGIN_REDIRECT_URL = "desk"
LOGIN_URL = "account_login"
LOGOUT_REDIRECT_URL = "home"
ACCOUNT_ADAPTER = "accounts.adapter.InvitationOnlyAdapter"
ACCOUNT_LOGIN_METHODS = {"email"}
ACCOUNT_SIGNUP_FIELDS = ["email*", "password1*", "password2*"]
ACCOUNT_USER_MODEL_USERNAME_FIELD = None
ACCOUNT_EMAIL_VERIFICATION = "none"
ACCOUNT_PREVENT_ENUMERATION = True
# Nobody who has no account hears from the portal because somebody typed their address.
ACCOUNT_EMAIL_UNKNOWN_ACCOUNTS = False
ACCOUNT_LOGOUT_ON_GET = False
ACCOUNT_SESSION_REMEMBER = False
ACCOUNT_USER_DISPLAY = "accounts.adapter.display_name"
ACCOUNT_CHANGE_EMAIL = True
ACCOUNT_EMAIL_NOTIFICATIONS = True
ACCOUNT_EMAIL_SUBJECT_PREFIX = ""
ACCOUNT_FORMS = {
    "login": "accounts.forms.SignInForm",
    "reset_password": "accounts.forms.PasswordResetForm",
    "reset_password_from_key": "accounts.forms.PasswordResetKeyForm",
    "change_password": "accounts.forms.PasswordChangeForm",
    "set_password": "accounts.forms.PasswordSetForm",
    "add_email": "accounts.forms.EmailChangeForm",
    "reauthenticate": "accounts.forms.ConfirmPasswordForm",
}
ACCOUNT_RATE_LIMITS = {
    "login": "30/m/ip",
    "login_failed": "20/m/ip,5/5m/key",
    "reset_password": "20/h/ip,5/h/key",
    "reset_password_from_key": "20/m/ip",
    "change_password": "10/m/user",
    "reauthenticate": "10/m/user",
    "manage_email": "10/h/user",
}
ACCOUNT_REAUTHENTICATION_REQUIRED = True
ALLAUTH_TRUSTED_PROXY_COUNT = env.int("PORTAL_TRUSTED_PROXIES", default=0)
MFA_ADAPTER = "accounts.adapter.SecondFactorAdapter"
MFA_FORMS = {
    "authenticate": "accounts.forms.CodeForm",
    "reauthenticate": "accounts.forms.ConfirmCodeForm",
    "activate_totp": "accounts.forms.AppForm",
    "add_webauthn": "accounts.forms.KeyForm",
    "login_webauthn": "accounts.forms.KeySignInForm",
    "authenticate_webauthn": "accounts.forms.KeySecondStepForm",
    "reauthenticate_webauthn": "accounts.forms.ConfirmKeyForm",
    "edit_webauthn": "accounts.forms.KeyNameForm",
}
# An invitation reaches only the owner of the address; an unfinished change of address must not block the second factor.
MFA_ALLOW_UNVERIFIED_EMAIL = True
MFA_TOTP_TOLERANCE = 1
MFA_SUPPORTED_TYPES = ["totp", "webauthn", "recovery_codes"]
MFA_PASSKEY_LOGIN_ENABLED = True
MFA_WEBAUTHN_ALLOW_INSECURE_ORIGIN = LOCAL
MFA_TOTP_ISSUER = "PIM"
PORTAL_FORCE_SECOND_FACTOR = not SAMPLE_MODE

LANGUAGE_CODE = "pl"
LANGUAGES = [("pl", _("Polish")), ("en", _("English"))]
LOCALE_PATHS = [BASE_DIR / "locale"]
FORMAT_MODULE_PATH = ["core.formats"]
TIME_ZONE = "Europe/Warsaw"
USE_I18N = True
USE_TZ = True
USE_THOUSAND_SEPARATOR = False

STATIC_URL = "/static/"
# In the embedded default static files are served from where they are.
STATIC_ROOT = None if LOCAL else Path(env("STATIC_ROOT", default=str(DATA_DIR / "static")))
STATICFILES_DIRS = [BASE_DIR / "static"]
WHITENOISE_USE_FINDERS = LOCAL
WHITENOISE_AUTOREFRESH = DEBUG
MEDIA_ROOT = Path(env("MEDIA_ROOT", default=str(DATA_DIR / "media")))
STORAGES = {
    "default": storage_of(env),
    "staticfiles": {
        "BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"
        if LOCAL
        else "whitenoise.storage.CompressedManifestStaticFilesStorage"
    },
}
FILE_UPLOAD_PERMISSIONS = 0o640
FILE_UPLOAD_HANDLERS = [
    "core.files.LimitedUploadHandler",
    "django.core.files.uploadhandler.MemoryFileUploadHandler",
    "django.core.files.uploadhandler.TemporaryFileUploadHandler",
]
DATA_UPLOAD_MAX_MEMORY_SIZE = 3 * 1024 * 1024
DATA_UPLOAD_MAX_NUMBER_FIELDS = 2000
PORTAL_ANNEX_MAX_BYTES = 20 * 1024 * 1024

CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [NONE],
        "script-src": [SELF, NONCE],
        "style-src": [SELF],
        "img-src": [SELF, "data:"],
        "font-src": [SELF],
        "connect-src": [SELF],
        "form-action": [SELF],
        "base-uri": [NONE],
        "frame-ancestors": [NONE],
        "object-src": [NONE],
    }
}
X_FRAME_OPTIONS = "DENY"
SECURE_CONTENT_TYPE_NOSNIFF = True
SECURE_REFERRER_POLICY = "same-origin"
SESSION_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = "Lax"
SESSION_COOKIE_AGE = 12 * 60 * 60
CSRF_COOKIE_HTTPONLY = True
CSRF_FAILURE_VIEW = "pim_portal.views.errors.csrf_failure"
if not LOCAL:
    SESSION_COOKIE_SECURE = True
    CSRF_COOKIE_SECURE = True
    SECURE_SSL_REDIRECT = env.bool("SECURE_SSL_REDIRECT", default=True)
    SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")
    SECURE_HSTS_SECONDS = env.int("SECURE_HSTS_SECONDS", default=31536000)
    SECURE_HSTS_INCLUDE_SUBDOMAINS = True
    SECURE_HSTS_PRELOAD = True
    SECURE_REDIRECT_EXEMPT = [r"^healthz$"]

#: signs in the footer and on documents, from the left: a label, and after "|" the name of a file in PORTAL_MARKS_DIR.
#: Without a file the label stands in a frame; with it the label is the file's text alternative.
_MARKS = [
    mark.partition("|")
    for mark in env.list(
        "PORTAL_MARKS",
        default=[
            "Fundusze Europejskie",
            "Rzeczpospolita Polska",
            "Dofinansowane przez Unię Europejską",
            "Bank Światowy",
        ],
    )
]
PORTAL_MARKS = [label.strip() for label, _bar, _file in _MARKS]
PORTAL_MARK_FILES = {label.strip(): file.strip() for label, _bar, file in _MARKS if file.strip()}
PORTAL_MARKS_DIR = Path(env("PORTAL_MARKS_DIR", default=str(DATA_DIR / "marks")))

#: who runs the portal; what is empty is shown as to be filled in by the owner. Dates are ISO.
PORTAL_OWNER = {
    "name": env("PORTAL_OWNER_NAME", default="Ministerstwo Funduszy i Polityki Regionalnej"),
    "postal": env("PORTAL_OWNER_POSTAL", default=""),
    "email": env("PORTAL_OWNER_EMAIL", default="pim@mfipr.gov.pl"),
    "phone": env("PORTAL_OWNER_PHONE", default=""),
    "accessibility_person": env("PORTAL_ACCESSIBILITY_PERSON", default=""),
    "accessibility_email": env("PORTAL_ACCESSIBILITY_EMAIL", default="pim@mfipr.gov.pl"),
    "accessibility_phone": env("PORTAL_ACCESSIBILITY_PHONE", default=""),
    # full, partial or none
    "status": env("PORTAL_ACCESSIBILITY_STATUS", default="partial"),
    # the name of the auditor from outside; empty for a self-assessment
    "auditor": env("PORTAL_ACCESSIBILITY_AUDITOR", default=""),
    "architecture": env("PORTAL_ACCESSIBILITY_ARCHITECTURE", default=""),
    "communication": env("PORTAL_ACCESSIBILITY_COMMUNICATION", default=""),
    "data_protection": env("PORTAL_DATA_PROTECTION_OFFICER", default=""),
    "published": env("PORTAL_PUBLISHED_ON", default=""),
    "updated": env("PORTAL_UPDATED_ON", default=""),
    "declared": env("PORTAL_STATEMENT_ON", default=""),
    "reviewed": env("PORTAL_STATEMENT_REVIEWED_ON", default=""),
}

DJANGO_PROSE_EDITOR_PRESETS: dict = {}

#: answers of the API and files of data that one address may ask for in a minute
PORTAL_API_REQUESTS = env.int("PORTAL_API_REQUESTS", default=300)
PORTAL_FILE_REQUESTS = env.int("PORTAL_FILE_REQUESTS", default=200)
# Open data may be read from any page in the world; nothing else may, and never with a cookie.
CORS_URLS_REGEX = r"^/(en/)?((api|dane)/|(bariery|rekomendacje|dobre-praktyki)/[-\w]+\.json$)"
CORS_ALLOW_ALL_ORIGINS = True
CORS_ALLOW_CREDENTIALS = False
CORS_ALLOW_METHODS = ["GET", "HEAD", "OPTIONS"]
CORS_EXPOSE_HEADERS = ["ETag", "Last-Modified", "Link", "Retry-After", "Content-Disposition"]
CORS_PREFLIGHT_MAX_AGE = 86_400
REST_FRAMEWORK = {
    "DEFAULT_AUTHENTICATION_CLASSES": [],
    "DEFAULT_PERMISSION_CLASSES": [],
    "DEFAULT_PARSER_CLASSES": ["rest_framework.parsers.JSONParser"],
    "DEFAULT_RENDERER_CLASSES": ["catalogue.api.formats.Json"],
    "DEFAULT_CONTENT_NEGOTIATION_CLASS": "catalogue.api.formats.AlwaysJson",
    "DEFAULT_THROTTLE_CLASSES": ["catalogue.api.throttling.PerAddress"],
    "DEFAULT_PAGINATION_CLASS": "catalogue.api.paging.Pages",
    "DEFAULT_SCHEMA_CLASS": "drf_spectacular.openapi.AutoSchema",
    "DEFAULT_METADATA_CLASS": None,
    "EXCEPTION_HANDLER": "catalogue.api.formats.as_sentence",
    "UNAUTHENTICATED_USER": None,
    "UNAUTHENTICATED_TOKEN": None,
}
SPECTACULAR_SETTINGS = {
    "TITLE": "Portal PIM – API",
    "DESCRIPTION": "Open data of the Polish Cities’ Partnership Initiative (Partnerska Inicjatywa Miast). Read-only.",
    "VERSION": "1",
    "OAS_VERSION": "3.1.1",
    "LICENSE": {"name": "CC BY 4.0", "identifier": "CC-BY-4.0"},
    "SERVERS": [{"url": PORTAL_ADDRESS}],
    "SERVE_AUTHENTICATION": [],
    "SERVE_INCLUDE_SCHEMA": False,
    "POSTPROCESSING_HOOKS": [],
}

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"line": {"format": "{asctime} {levelname} {name} {message}", "style": "{"}},
    "handlers": {"console": {"class": "logging.StreamHandler", "formatter": "line"}},
    "root": {"handlers": ["console"], "level": env("LOG_LEVEL", default="INFO")},
}
