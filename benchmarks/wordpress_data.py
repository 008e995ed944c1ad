"""A WordPress export of any size, as both of WordPress's editors leave it: about 6 kB a post."""

from collections.abc import Iterator
from itertools import count

from wxr_files import ANA, BASE, author, category, comment, export, item

TOPICS, TAGS = 20, 200
NUMBER = "202-555-0123"  # stands in every fiftieth post
_WORDS = (
    "recovery", "support", "counselor", "evening", "group", "family", "sleep", "honest",
    "meeting", "week", "home", "call", "walk", "morning", "worry", "craving", "plan", "doctor",
    "medicine", "friend", "kitchen", "water", "slow", "start", "again",
)  # fmt: skip


def large_export(posts: int, comments: int) -> Iterator[str]:
    """Yield the file in pieces."""
    head, tail = export().split("</channel>")
    yield head + author("2", "ben", "Ben Okafor")
    yield "".join(category(f"topic-{number}", f"Topic {number}") for number in range(TOPICS))
    numbers = count(1)
    for number in range(1, posts + 1):
        of_post = comments * number // posts - comments * (number - 1) // posts
        yield item(
            number,
            f"Post {number} on starting again",
            _content(number, posts),
            slug=f"post-{number}",
            creator=(ANA[1], "ben")[number % 2],
            terms=[
                ("category", f"topic-{number % TOPICS}", f"Topic {number % TOPICS}"),
                ("post_tag", f"tag-{number % TAGS}", f"Tag {number % TAGS}"),
                ("post_tag", "sleep", "Sleep"),
            ],
            comments=_comments(number, [next(numbers) for _ in range(of_post)]),
        )
    yield f"</channel>{tail}"


def _comments(post: int, numbers: list[int]) -> Iterator[str]:
    """Yield the comments of a post: two of three answer the one before."""
    for place, number in enumerate(numbers):
        yield comment(
            number,
            f"{_sentence(post + place)}\n\n{_sentence(number, 30)} &amp; <em>thanks</em>.",
            parent=numbers[place - 1] if place % 3 else 0,
            approved="0" if number % 20 == 0 else "1",
            name=f"Reader {number % 500}",
        )


def _content(post: int, posts: int) -> str:
    call = f"<p>Call {NUMBER} at any hour.</p>" if post % 50 == 0 else ""
    sections = (_section(post, section, posts) for section in range(4))
    if post % 2:
        return call + "".join(sections)
    return call + "\n\n".join(
        section.replace("<p>", "").replace("</p>", "\n").replace("<!-- ", "<!-- not ")
        for section in sections
    )


def _section(post: int, section: int, posts: int) -> str:
    text = " ".join(_sentence(post * 31 + section * 5 + number) for number in range(4))
    other = (post * 13 + section) % posts + 1
    return (
        f"<!-- wp:heading -->\n<h2>Section {section} of {post}</h2>\n<!-- /wp:heading -->\n"
        f"<!-- wp:paragraph -->\n<p>{text} <strong>{_sentence(post, 5)}</strong> "
        f'<a href="{BASE}/2020/02/post-{other}/">Read on</a>.</p>\n<!-- /wp:paragraph -->\n'
        f"<!-- wp:paragraph -->\n<p>{text}</p>\n<!-- /wp:paragraph -->\n"
        f"<!-- wp:list -->\n<ul><li>{_sentence(post + 1)}</li>"
        f"<li>{_sentence(post + 2)}</li></ul>\n<!-- /wp:list -->\n[recaptcha size:compact]\n"
    )


def _sentence(seed: int, words: int = 14) -> str:
    chosen = (_WORDS[(seed * 7 + place * (seed % 5 + 3)) % len(_WORDS)] for place in range(words))
    return f"{' '.join(chosen).capitalize()}."
