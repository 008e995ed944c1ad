"""Development: base, relaxed. Needs no server, no key, no network."""

from config.settings.base import *
from config.settings.base import ANSWER_CACHE, INSTALLED_APPS, STORAGES

DEBUG = True
INSTALLED_APPS = ["demo", *INSTALLED_APPS]
ALLOWED_HOSTS = ["*"]
SECRET_KEY = ALTCHA_HMAC_SECRET = "development-only-" + "0" * 40
# Fixed so that a restart can read what was stored; worthless outside development.
LEADS_ENCRYPTION_KEYS = ["ZGV2ZWxvcG1lbnQtb25seS1rZXktMzItYnl0ZXMhISE="]
LEADS_HASH_KEY = "development-only"
STORAGES["staticfiles"] = {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"}
SILENCED_SYSTEM_CHECKS = [
    "altcha.W001",  # replay protection in one process's memory is right for one process
]
# Templates change while one works on them, so every answer is built anew. It carries the ETag and
# Cache-Control that it has in production: front ends are built against this server.
ANSWER_CACHE["BYTES"] = 0
# The demo accounts, and the styleguide, exist only where this is true.
DEMO_ALLOWED = True
