"""What every environment shares, with production's values; development and test relax them."""

from importlib.metadata import distribution
from pathlib import Path
from zoneinfo import available_timezones

import environ

from config.csp import ADMIN_POLICY, READER_POLICY
from config.databases import cache, database
from config.env import env

ROOT = Path(__file__).resolve().parents[3]
VAR = Path(env("VAR_DIR") or ROOT / "var")
for folder in ("static", "media/images"):  # servers refuse to start without what they serve
    (VAR / folder).mkdir(parents=True, exist_ok=True)

SECRET_KEY = env("SECRET_KEY")
SECRET_KEY_FALLBACKS = env("SECRET_KEY_FALLBACKS")
DEBUG = False
ALLOWED_HOSTS = env("ALLOWED_HOSTS")
ROOT_URLCONF = "config.urls"
WSGI_APPLICATION = "config.wsgi.application"

INSTALLED_APPS = [
    # The product: upper plugins first, so that their templates and commands win.
    "treatment",
    "blog",
    "leads",
    "home",
    "headless",
    "ninja",  # for its files of the API's documentation alone
    "corsheaders",
    "altcha_django",
    "django_recaptcha",
    "wagtail_modeladmin",
    "wagtail.contrib.forms",
    "wagtail.contrib.redirects",
    "wagtail.contrib.settings",
    "wagtail.contrib.typed_table_block",
    "wagtail.api.v2",
    "wagtail.api.v3",
    "wagtail.embeds",
    "wagtail.sites",
    "wagtail.users",
    "wagtail.snippets",
    "wagtail.documents",
    "wagtail.images",
    "wagtail.search",
    "wagtail.admin",
    "wagtail",
    "modelcluster",
    "taggit",
    "django_filters",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
]

MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "corsheaders.middleware.CorsMiddleware",
    "config.middleware.DatabaseLimits",
    "headless.cache.middleware.PrivateAnswers",
    "headless.keys.middleware.ApiKeyMiddleware",
    "config.csp.PolicyByAudience",
    "django_permissions_policy.PermissionsPolicyMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "home.publishing.middleware.PublishBlockedMiddleware",
    "config.middleware.IncompletePosts",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "headless.redirects.RedirectMiddleware",
]

TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [ROOT / "templates"],
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
            ],
        },
    },
]

# Data
DATABASE_POOL_SIZE = env("DATABASE_POOL_SIZE")
DATABASES = {
    "default": database(
        env("DATABASE_URL"),
        default_path=VAR / "db.sqlite3",
        pool_size=DATABASE_POOL_SIZE,
        for_requests=env("SERVES_REQUESTS"),
    )
}
CACHES = {"default": cache(env("REDIS_URL"))}
ANSWER_CACHE = {
    "BYTES": env("ANSWER_CACHE_MB") * 2**20,
    "FILE": env("ANSWER_CACHE_FILE") or VAR / "generations",
    "REDIS_URL": env("ANSWER_CACHE_REDIS_URL"),
    "SHARED_SECONDS": env("ANSWER_CACHE_SHARED_SECONDS"),
    "STALE_SECONDS": 30,  # in which a CDN may still send the old answer while it asks for the new
    "PATHS": ("/api/v2/",),  # besides the pages, which are offered when they are served
}
WAGTAILFRONTENDCACHE = {}
if env("PURGE_URL"):
    WAGTAILFRONTENDCACHE["tags"] = {
        "BACKEND": "headless.changes.cdn.TagBackend",
        "LOCATION": env("PURGE_URL"),
        "TOKEN": env("PURGE_TOKEN"),
    }
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"
DATA_UPLOAD_MAX_NUMBER_FIELDS = 10_000  # long StreamFields post many fields

# People
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": f"django.contrib.auth.password_validation.{name}"}
    for name in (
        "UserAttributeSimilarityValidator",
        "MinimumLengthValidator",
        "CommonPasswordValidator",
        "NumericPasswordValidator",
    )
]
AUTHENTICATION_BACKENDS = ["config.auth.NoDemoPassword"]
LOGIN_URL = "wagtailadmin_login"

# Language and time
LANGUAGE_CODE = "en-us"
TIME_ZONE = env("TIME_ZONE")
USE_I18N = True
USE_TZ = True

# Files
STATIC_URL = "/static/"
STATIC_ROOT = VAR / "static"
# Leaflet's files without its app, whose admin module wants GDAL where Django's admin is installed.
STATICFILES_DIRS = [
    ROOT / "static",
    str(distribution("django-leaflet").locate_file("leaflet/static")),
]
MEDIA_URL = "/media/"
MEDIA_ROOT = VAR / "media"
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": "whitenoise.storage.CompressedManifestStaticFilesStorage"},
}

# Mail
DEFAULT_FROM_EMAIL = env("DEFAULT_FROM_EMAIL")
EMAIL_TIMEOUT = 10  # seconds
vars().update(environ.Env.email_url_config(env("EMAIL_URL") or f"filemail:///{VAR / 'mail'}"))

# Browsers
CONTENT_SECURITY_POLICY = READER_POLICY
CONTENT_SECURITY_POLICY_ADMIN = ADMIN_POLICY
PERMISSIONS_POLICY: dict[str, list[str]] = {
    "geolocation": ["self"],  # the locator asks for it, when the reader presses the button
    **{feature: [] for feature in ("camera", "display-capture", "microphone", "payment", "usb")},
}
TRUSTED_PROXIES = env("TRUSTED_PROXIES")
SECURE_REFERRER_POLICY = "same-origin"
SESSION_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = "Lax"
CSRF_COOKIE_SAMESITE = "Lax"
CSRF_FAILURE_VIEW = "config.errors.csrf_failure"

# Logs hold no personal data: no request bodies, no mail to administrators with them.
LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"line": {"format": "{asctime} {levelname} {name} {message}", "style": "{"}},
    "handlers": {"console": {"class": "logging.StreamHandler", "formatter": "line"}},
    "root": {"handlers": ["console"], "level": env("LOG_LEVEL")},
    "loggers": {
        # Replaces Django's own handlers, one of which mails request bodies to administrators.
        "django": {"handlers": ["console"], "level": env("LOG_LEVEL"), "propagate": False},
        "django_tasks": {"level": "WARNING"},  # two lines for every index update otherwise
    },
}
DEFAULT_EXCEPTION_REPORTER_FILTER = "config.errors.SilentReporterFilter"

# Wagtail
WAGTAIL_SITE_NAME = "Recovery"
WAGTAILADMIN_BASE_URL = env("BASE_URL") or "http://localhost:8000"
WAGTAILSEARCH_BACKENDS = {"default": {"BACKEND": "home.search.backend"}}
WAGTAILIMAGES_EXTENSIONS = ["avif", "gif", "jpg", "jpeg", "png", "webp"]
WAGTAILDOCS_EXTENSIONS = ["csv", "docx", "odt", "pdf", "txt", "xlsx"]
WAGTAILDOCS_MAX_UPLOAD_SIZE = 10 * 1024 * 1024
WAGTAILAPI_LIMIT_MAX = 100
WAGTAILAPI_BASE_URL = env("BASE_URL") or None
WAGTAILAPI_RICH_TEXT_FORMAT = "html"
# Nobody else's server is asked about our editors or our version.
WAGTAIL_GRAVATAR_PROVIDER_URL = None
WAGTAIL_ENABLE_UPDATE_CHECK = False
WAGTAIL_ENABLE_WHATS_NEW_BANNER = False
# Browsers do not know "localtime" and "Factory", which some machines list: their script stops.
WAGTAIL_USER_TIME_ZONES = ["UTC", *sorted(zone for zone in available_timezones() if "/" in zone)]

# Captcha: reCAPTCHA where keys are configured, the self-hosted proof of work otherwise.
RECAPTCHA_PUBLIC_KEY = env("RECAPTCHA_PUBLIC_KEY")
RECAPTCHA_PRIVATE_KEY = env("RECAPTCHA_PRIVATE_KEY")
ALTCHA_HMAC_SECRET = SECRET_KEY
ALTCHA_CHALLENGE = {"max_number": 1000, "cost": 1000}  # about a second of a phone's time

# Personal data
LEADS_ENCRYPTION_KEYS = env("LEADS_ENCRYPTION_KEYS")
LEADS_HASH_KEY = env("LEADS_HASH_KEY")
# Requests wait here, sealed, while the database is away: on a disk that outlives the machine.
LEADS_SPOOL_DIR = env("LEADS_SPOOL_DIR") or VAR / "spool"

# Maps draw an outline of the states, unless the operator names a tile server.
LOCATOR_TILES_URL = env("LOCATOR_TILES_URL")
LOCATOR_TILES_ATTRIBUTION = env("LOCATOR_TILES_ATTRIBUTION")
# Files that staff upload to be imported lie here until they are compared and written.
TREATMENT_IMPORT_DIR = VAR / "imports"

WEBHOOKS_TO_LOOPBACK = env("WEBHOOKS_TO_LOOPBACK")

# Other front ends: no cookie is ever sent or taken.
CORS_ALLOWED_ORIGINS = env("CORS_ALLOWED_ORIGINS")
CORS_URLS_REGEX = r"^/api/v2/(?!preview/)"  # the preview answers its own front end alone
CORS_ALLOW_METHODS = ["GET", "HEAD", "OPTIONS", "POST"]
CORS_ALLOW_HEADERS = ["accept", "content-type", "idempotency-key"]
