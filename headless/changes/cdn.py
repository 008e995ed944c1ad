"""A frontend-cache backend that purges by tag: Fastly, or Varnish with its module xkey."""

from typing import Any

import requests
from wagtail.contrib.frontend_cache.backends.base import BaseBackend

from headless.cache.answers import MANY
from headless.outbox.channels import DeliveryError

_TIMEOUT = (5.0, 15.0)  # seconds to connect, to answer
_TOGETHER = 200  # tags in one request: Fastly takes 256


class TagBackend(BaseBackend):
    """With TOKEN: Fastly's `POST /service/<id>/purge`. Without: `PURGE`, as xkey's VCL has it."""

    def __init__(self, params: dict[str, Any]) -> None:
        super().__init__(params)
        self.location, self.token = params["LOCATION"], params.get("TOKEN", "")

    def purge(self, url: str) -> None:
        """Do nothing: an address is purged by the tags of what it shows."""

    def purge_tags(self, tags: list[str]) -> None:
        """Purge every answer with one of these tags; raise DeliveryError where that failed."""
        tags = [MANY, *tags]
        with requests.Session() as session:
            session.trust_env = False
            for start in range(0, len(tags), _TOGETHER):
                self._purge(session, " ".join(tags[start : start + _TOGETHER]))

    def _purge(self, session: requests.Session, keys: str) -> None:
        method, headers = "PURGE", {"xkey-purge": keys}
        if self.token:
            method, headers = "POST", {"Surrogate-Key": keys, "Fastly-Key": self.token}
        try:
            answer = session.request(method, self.location, headers=headers, timeout=_TIMEOUT)
        except requests.RequestException as error:
            raise DeliveryError(f"The CDN cannot be reached: {type(error).__name__}") from error
        if not answer.ok:
            raise DeliveryError(f"The CDN answered {answer.status_code}")
