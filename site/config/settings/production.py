"""Production: base, plus what must be given and what is refused."""

from django.core.exceptions import ImproperlyConfigured

from config.env import env
from config.settings.base import *
from config.settings.base import ALLOWED_HOSTS, LEADS_ENCRYPTION_KEYS, LEADS_HASH_KEY, SECRET_KEY

if len(SECRET_KEY) < 50:
    raise ImproperlyConfigured("SECRET_KEY must be set to at least 50 random characters.")
if not ALLOWED_HOSTS or "*" in ALLOWED_HOSTS:
    raise ImproperlyConfigured("ALLOWED_HOSTS must name the hosts served; `*` is refused.")
if not LEADS_ENCRYPTION_KEYS or not LEADS_HASH_KEY:
    raise ImproperlyConfigured("LEADS_ENCRYPTION_KEYS and LEADS_HASH_KEY must be set.")

SECURE_SSL_REDIRECT = env("SECURE_SSL")
SECURE_REDIRECT_EXEMPT = [r"^health/"]  # the load balancer asks over plain HTTP
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = env("SECURE_SSL")
SECURE_HSTS_SECONDS = 31_536_000 if env("SECURE_SSL") else 0
SECURE_HSTS_INCLUDE_SUBDOMAINS = SECURE_HSTS_PRELOAD = env("SECURE_SSL")
if env("BEHIND_PROXY"):
    SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")
