"""How long an article takes to read."""

from math import ceil

from wagtail.blocks import StreamValue

# Adults read non-fiction silently at about 238 words a minute (M. Brysbaert, "How many words do we
# read per minute?", Journal of Memory and Language 109, 2019). A frightened reader is slower.
WORDS_A_MINUTE = 200


def reading_minutes(body: StreamValue) -> int:
    """Return the minutes that a body's words take, rounded up; at least one."""
    words = sum(len(text.split()) for text in body.stream_block.get_searchable_content(body))
    return max(1, ceil(words / WORDS_A_MINUTE))
