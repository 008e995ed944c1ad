"""The assembled site on servers that the fault tests start and kill."""

import os
import time
from pathlib import Path

from config.settings.test import *
from config.settings.test import MIDDLEWARE, VAR

EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
EMAIL_HOST, EMAIL_PORT, EMAIL_TIMEOUT = "127.0.0.1", int(os.environ["FAULT_SMTP_PORT"]), 3
EMAIL_USE_TLS = EMAIL_USE_SSL = False
LEADS_SPOOL_DIR = VAR / "spool"
WEBHOOKS_TO_LOOPBACK = True
if os.environ.get("FAULT_CAPTCHA"):
    RECAPTCHA_PUBLIC_KEY, RECAPTCHA_PRIVATE_KEY = "public", "private"
    RECAPTCHA_DOMAIN = os.environ["FAULT_CAPTCHA"]
PAUSE = Path(VAR) / "pause"
MIDDLEWARE = ["fault_settings.pause_before_answering", *MIDDLEWARE]


def pause_before_answering(get_response):
    """Keep the answer back, after everything is done, while the file `pause` is there."""

    def middleware(request):
        response = get_response(request)
        while request.method == "POST" and PAUSE.exists():
            time.sleep(0.05)
        return response

    return middleware
