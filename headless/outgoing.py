"""How we ask other people's servers: never inside our own network, and never where they send us."""

import requests
from requests_hardened import Config, Manager

CONNECT_SECONDS, READ_SECONDS = 5.0, 15.0


def guarded_session(*, to_loopback: bool) -> requests.Session:
    """Return a session that resolves a name once, refuses private addresses, follows nothing.

    `to_loopback` is for tests. What it refuses raises `requests_hardened.ip_filter`'s
    InvalidIPAddress.
    """
    config = Config(
        ip_filter_enable=True,
        ip_filter_allow_loopback_ips=to_loopback,
        never_redirect=True,
        default_timeout=(CONNECT_SECONDS, READ_SECONDS),
        user_agent_override="recovery-cms",
    )
    session = Manager(config).get_session()
    session.trust_env = False  # a proxy would resolve the name again, past the filter
    return session
