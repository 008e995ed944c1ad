"""The site as production serves it, on the database of DATABASE_URL; the urlconf is chosen."""

import os

from config.settings.base import *
from config.settings.base import ANSWER_CACHE, MIDDLEWARE

SECRET_KEY = "only for the benchmark"
ALLOWED_HOSTS = ["127.0.0.1", "localhost"]
ROOT_URLCONF = os.environ.get("BENCH_URLCONF", "config.urls")
WSGI_APPLICATION = "config.wsgi.application"
MIDDLEWARE = list(MIDDLEWARE)
if not os.environ.get("BENCH_MEMORY"):
    ANSWER_CACHE = {**ANSWER_CACHE, "BYTES": None}
