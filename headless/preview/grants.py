"""Tokens for one draft: signed, good for ten minutes, ended by logging out.

wagtail-headless-preview 0.9 was considered: its token never ends, and names no editor whose rights
could be asked again. This is one row and a signature.
"""

import uuid
from typing import Any

from django.contrib.auth.signals import user_logged_out
from django.core.signing import BadSignature, Signer
from django.db.models import F
from django.utils import timezone
from wagtail.models import Page

from headless.models import PreviewGrant

_signer = Signer(salt="headless.preview")


def issue(page: Page, user: Any, *, in_panel: bool = False) -> tuple[PreviewGrant, str]:
    """Keep the draft as it stands, saved or not; return the grant and its token.

    The editor's panel has one grant, which follows what is typed; every other look has its own.
    """
    now = timezone.now()
    PreviewGrant.objects.filter(expires_at__lt=now).delete()
    draft = {"content": page.serializable_data(), "expires_at": now + PreviewGrant.LIFE}
    whose = {"page_id": page.pk, "user": user, "in_panel": in_panel}
    if not in_panel:
        grant = PreviewGrant.objects.create(**whose, **draft)
    else:
        grant, made = PreviewGrant.objects.update_or_create(
            **whose, defaults={**draft, "version": F("version") + 1}, create_defaults=draft
        )
        if not made:
            grant.refresh_from_db(fields=["version"])
    return grant, _signer.sign(str(grant.uid))


def renew(page_id: int, user: Any) -> PreviewGrant | None:
    """Let the panel's grant that still works live on, while its editor is open; return it."""
    now = timezone.now()
    mine = PreviewGrant.objects.filter(
        page_id=page_id, user=user, in_panel=True, expires_at__gt=now
    )
    mine.update(expires_at=now + PreviewGrant.LIFE)
    return mine.first()


def draft_of(token: str) -> Page | None:
    """Return the draft that a token is for, or None where it is not good any more.

    Its editor must still be active and still have the right to the page.
    """
    try:
        uid = uuid.UUID(_signer.unsign(token))
    except (BadSignature, ValueError):
        return None
    good = PreviewGrant.objects.filter(uid=uid, expires_at__gt=timezone.now())
    grant = good.select_related("page", "user").first()
    if grant is None or not grant.user.is_active:
        return None
    tester = grant.page.permissions_for_user(grant.user)
    if not (tester.can_edit() or tester.can_publish()):
        return None
    specific = grant.page.specific
    return specific.with_content_json(grant.content)


def revoke(user: Any) -> int:
    """End every grant of a user; return how many there were."""
    return PreviewGrant.objects.filter(user=user).delete()[0]


def _logged_out(sender: Any, user: Any = None, **kwargs: Any) -> None:
    if user is not None:
        revoke(user)


user_logged_out.connect(_logged_out, dispatch_uid="headless_preview")
