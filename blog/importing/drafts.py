"""An item of the export becomes the draft of a page."""

import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from hashlib import sha256
from typing import Any

from django.utils import timezone

from blog.importing.addresses import LONGEST, OldSite, old_path
from blog.importing.body import read_body
from blog.importing.findings import Findings
from blog.importing.html import plain_text
from blog.importing.numbers import Numbers
from blog.importing.patterns import with_patterns
from blog.importing.pictures import Wanted
from blog.importing.prose import Block
from blog.importing.records import Item
from blog.importing.shortcodes import Shortcodes
from leads.models import PhoneLine

_LONGEST_SUMMARY = 300
_TITLE_ROOM = 250
_NO_PAGE = {"trash", "auto-draft", "inherit", "cut"}
_TERMS = {"category", "post_tag", "post_format"}  # a format is a matter of the look
_DRAFTS = {"draft", "pending", "private", "future", "publish"}


@dataclass(slots=True)
class Draft:
    """What is to become a page."""

    item: Item
    title: str
    slug: str
    summary: str
    seo_title: str
    description: str
    blocks: list[Block]
    live: bool
    old_path: str
    findings: Findings
    go_live_at: datetime | None = None
    lead: Wanted | None = None
    lead_image: int | None = None
    topics: list[str] = field(default_factory=list)
    tags: list[str] = field(default_factory=list)

    @property
    def published_at(self) -> datetime | None:
        """When readers first saw it; None for what they never did."""
        return self.item.published_at if self.item.status in {"publish", "private"} else None

    def fingerprint(self, refers_to: Any) -> str:
        """Return what changes with anything that would be written."""
        told = [
            self.title, self.summary, self.seo_title, self.description, self.blocks, self.live,
            self.go_live_at, self.lead_image, self.item.published_at, self.item.modified_at,
            self.tags, refers_to,
        ]  # fmt: skip
        return sha256(json.dumps(told, default=str).encode()).hexdigest()


def refusal(item: Item) -> str:
    """Return why an item becomes no page, or ''."""
    if not item.key:
        return "has no number"
    if item.status == "cut":
        return "is longer than two million characters"
    return f"status {item.status}" if item.status in _NO_PAGE else ""


def read_draft(
    item: Item, old: OldSite, lines: Mapping[str, PhoneLine], patterns: Mapping[str, str]
) -> Draft:
    """Return the draft of a post or page, with what was found on the way."""
    findings = Findings()
    blocks = read_body(with_patterns(item.content, patterns), old, lines, findings)
    codes = Shortcodes(findings)
    title = codes.in_text(plain_text(item.title)).strip()
    if not title:
        findings.note("title missing")
    summary = _summary(codes.in_text(plain_text(item.excerpt)), findings)
    numbers = Numbers(lines, findings)
    numbers.note(title, "title")
    numbers.note(summary, "summary")
    draft = Draft(
        item=item,
        title=title[:_TITLE_ROOM] or f"Untitled {item.key}"[:_TITLE_ROOM],
        slug=item.slug or title,
        summary=summary,
        seo_title=_seo(item, "_yoast_wpseo_title")[:LONGEST],
        description=_seo(item, "_yoast_wpseo_metadesc"),
        blocks=blocks,
        live=_is_live(item, findings),
        old_path=old_path(item.link) if old.owns(item.link) and not old.number(item.link) else "",
        findings=findings,
        lead=_lead(item),
        topics=[term.slug for term in item.terms if term.domain == "category"],
        tags=_tags(item),
    )
    if item.status in {"future", "publish"} and _is_to_come(item):
        draft.go_live_at = item.published_at
    for term in item.terms:
        if term.domain not in _TERMS:
            findings.note("term of another kind left out", f"{term.domain}: {term.name}")
    if item.left_out:
        findings.note("beyond the limits", f"{item.left_out} comments, tags or fields")
    return draft


def _is_live(item: Item, findings: Findings) -> bool:
    """Say whether the public saw it; note what it did not see, and why."""
    if item.has_password:
        findings.note("became a draft", "it had a password")
    elif item.status != "publish":
        if item.status not in _DRAFTS:
            findings.note("unknown status", item.status)
        findings.note("became a draft", item.status)
    elif _is_to_come(item):
        findings.note("became a draft", "its date is to come; publish it to schedule it")
    else:
        return True
    return False


def _is_to_come(item: Item) -> bool:
    return bool(item.published_at and item.published_at > timezone.now())


def _summary(text: str, findings: Findings) -> str:
    text = " ".join(text.split())
    if len(text) <= _LONGEST_SUMMARY:
        return text
    findings.note("excerpt shortened", text)
    return text[: _LONGEST_SUMMARY - 1].rpartition(" ")[0] + "…"


def _seo(item: Item, name: str) -> str:
    """Return what an editor typed for search engines; not the templates of the SEO plugin."""
    text = plain_text(item.meta.get(name, ""))
    return "" if "%%" in text else text


def _lead(item: Item) -> Wanted | None:
    number = item.meta.get("_thumbnail_id", "").strip()
    return Wanted(number, "", "", "", "") if number.isdecimal() else None


def _tags(item: Item) -> list[str]:
    names = (plain_text(term.name)[:100] for term in item.terms if term.domain == "post_tag")
    return list(dict.fromkeys(name for name in names if name))
