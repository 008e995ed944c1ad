"""Tests: development, quicker, on the databases of TEST_DATABASE_URL and TEST_REDIS_URL."""

from config.databases import cache, database
from config.env import env
from config.settings.development import *
from config.settings.development import ANSWER_CACHE, VAR

DEBUG = False
ALLOWED_HOSTS = ["testserver", "localhost", "127.0.0.1"]
DATABASE_POOL_SIZE = 4
DATABASES = {
    "default": database(
        env("TEST_DATABASE_URL"),
        default_path=VAR / "test.sqlite3",
        pool_size=DATABASE_POOL_SIZE,
        for_requests=env("SERVES_REQUESTS"),
    )
}
if DATABASES["default"]["ENGINE"].endswith("sqlite3"):
    DATABASES["default"]["TEST"] = {"NAME": ":memory:"}
CACHES = {"default": cache(env("TEST_REDIS_URL"))}
ANSWER_CACHE |= {"BYTES": 8 * 2**20, "FILE": VAR / "test-generations"}
MEDIA_ROOT = VAR / "test-media"
LEADS_SPOOL_DIR = VAR / "test-spool"
TREATMENT_IMPORT_DIR = VAR / "test-imports"
EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"
PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
