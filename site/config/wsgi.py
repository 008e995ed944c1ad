"""The WSGI entry point; production settings unless told otherwise."""

import gc
import os

from django.core.wsgi import get_wsgi_application

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings.production")
os.environ.setdefault("SERVES_REQUESTS", "1")

gc.disable()  # what is imported stays: to look for garbage meanwhile is a tenth of the start
django_application = get_wsgi_application()

from headless.cache.wsgi import kept  # noqa: E402 - the settings must have been read

application = kept(django_application)
gc.freeze()
gc.enable()
