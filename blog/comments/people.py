"""Who wrote: known by a keyed hash, from a network and never from an address."""

from ipaddress import ip_address, ip_network

from blog.models import Comment
from leads.encryption import keyed_hash

TRUSTED_AFTER = 2  # approved comments
_KEPT_BITS = {4: 24, 6: 48}  # of an address: a neighbourhood of networks, no household


def person_hash(email: str) -> str:
    """Return the keyed hash of a mail address, the same for every way of writing it."""
    return keyed_hash(f"mail {email.strip().lower()}") if email.strip() else ""


def network_of(address: str) -> str:
    """Return the network of an IP address, as in 192.0.2.0/24; empty where it is none."""
    try:
        found = ip_address(address.strip())
    except ValueError:
        return ""
    found = getattr(found, "ipv4_mapped", None) or found
    plain = str(found).partition("%")[0]  # without the zone of a link-local address
    return str(ip_network(f"{plain}/{_KEPT_BITS[found.version]}", strict=False))


def is_trusted(email_hash: str) -> bool:
    """Say whether this person's comments were approved twice; nobody without an address is."""
    if not email_hash:
        return False
    approved = Comment.objects.filter(email_hash=email_hash, status=Comment.Status.APPROVED)
    return approved[:TRUSTED_AFTER].count() == TRUSTED_AFTER
