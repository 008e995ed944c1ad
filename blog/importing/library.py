"""Which of our images and documents an uploaded file of the old site has become."""

from collections.abc import Iterable, Sequence
from html import escape

from django.db.models import Q

from blog.importing.drafts import Draft
from blog.importing.pictures import Wanted
from blog.importing.prose import Block
from blog.models import ImportedItem


class Library:
    """Looks up the pictures of a chunk of drafts in one query."""

    def __init__(self, source: str) -> None:
        self._source = source
        self.pretended: set[str] = set()  # numbers of files that a dry run would have imported

    def illustrate(self, drafts: Sequence[Draft]) -> None:
        """Put our images in the place of those wanted; leave out and note what we lack."""
        wanted = [one for draft in drafts for one in _wanted(draft)]
        files = self._files(wanted)
        for draft in drafts:
            if draft.lead:
                draft.lead_image = files.get(draft.lead.number, (None, ""))[0]
                if draft.lead_image is None:
                    draft.findings.note("featured image missing", f"file {draft.lead.number}")
            draft.blocks = _joined(self._settled(draft, files))

    def _files(self, wanted: Iterable[Wanted]) -> dict[str, tuple[int, str]]:
        """Return images with their descriptions, by the files' numbers and paths."""
        numbers = {one.number for one in wanted if one.number}
        paths = {one.path for one in wanted if one.path}
        if not numbers | paths:
            return {}
        rows = ImportedItem.objects.filter(
            Q(key__in=numbers) | Q(old_path__in=paths),
            source=self._source,
            kind=ImportedItem.Kind.FILE,
            image__isnull=False,
        ).values_list("key", "old_path", "image_id", "image__description")
        found = dict.fromkeys(numbers & self.pretended, (0, ""))
        for key, path, image, description in rows:
            found[key] = found[path] = (image, description)
        return found

    def _settled(self, draft: Draft, files: dict[str, tuple[int, str]]) -> Iterable[Block]:
        for block in draft.blocks:
            if block["type"] != "picture":
                yield block
                continue
            one: Wanted = block["value"]
            image, description = files.get(one.number) or files.get(one.path) or (None, "")
            if image is None:
                draft.findings.note("picture missing", one.address or f"file {one.number}")
                if text := _instead(one):
                    yield {"type": "paragraph", "value": text}
                continue
            alt = (one.alt or description)[:_LONGEST_ALT]
            if not alt:
                draft.findings.note("picture without description", one.address)
            chosen = {"image": image, "decorative": False, "alt_text": alt}
            yield {
                "type": "picture",
                "value": {"image": chosen, "caption": one.caption, "credit": ""},
            }


_LONGEST_ALT = 255


def _wanted(draft: Draft) -> Iterable[Wanted]:
    yield from (block["value"] for block in draft.blocks if block["type"] == "picture")
    if draft.lead:
        yield draft.lead


def _instead(one: Wanted) -> str:
    """Keep what a missing picture says to readers."""
    return f"<p>{escape(one.caption, quote=False)}</p>" if one.caption else ""


def _joined(blocks: Iterable[Block]) -> list[Block]:
    """Join paragraphs between which a picture is missing."""
    joined: list[Block] = []
    for block in blocks:
        if block["type"] == "paragraph" and joined and joined[-1]["type"] == "paragraph":
            joined[-1] = {"type": "paragraph", "value": joined[-1]["value"] + block["value"]}
        else:
            joined.append(block)
    return joined
