"""How much of a file is kept at once, so that memory stays flat whatever the file holds."""

KB = 1024
MB = 1024 * KB

CHUNK = 64 * KB  # read at once
LARGEST_SILENCE = MB  # a tag without end: the parser keeps it until it is closed
DEEPEST = 32  # tags within tags; an export has six
MOST_NAMES = 1_000  # different tags and attributes; the parser keeps each for good

LONGEST_TEXT = 2 * MB  # characters of one field; a novel has one million
LONGEST_CHUNK = 8 * MB  # characters of the drafts that are written at once
LONGEST_ITEM = 16 * MB  # characters of a post with its comments; 50,000 usual ones
MOST_TERMS = 500  # categories, tags and meta fields of one post
MOST_NAMED = 20_000  # authors, and categories, of an export: these are kept in memory
MOST_PATTERNS = 8 * MB  # characters of all synced patterns, which are kept in memory
DEEPEST_PATTERNS = 3  # patterns in patterns

DEEPEST_HTML = 50  # elements within elements; deeper ones give their text
DEEPEST_PAGES = 5  # pages below pages: each level is one more pass over the file

SLOWEST_DOWNLOAD = 60  # seconds for one file
