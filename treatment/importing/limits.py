"""How much of a file is read, so that none takes more than 256 MB of memory.

Django and the product take about 140 MB before anything is read. The largest federal files are
10 MB (CSV), 6 MB (XLSX, 60 MB unpacked) and 7 MB (JSON, a page of 2,000 rows).
"""

KB = 1024
MB = 1024 * KB

CHUNK = 64 * KB  # read at once

# Whole files.
LARGEST_TEXT = 128 * MB  # CSV, JSON: twelve times the largest
LARGEST_WORKBOOK = 32 * MB  # packed: five times the largest
MOST_ROWS = 250_000  # ten times as many facilities as there are

# One row. The longest real one has 819 characters; an export's header, 2,600 in 332 columns.
LONGEST_ROW = 100_000
MOST_COLUMNS = 2_000
LONGEST_REASON = 300  # of a refusal, which quotes the row
PREAMBLE = 20  # rows in which a header is looked for; real files have up to four before it

# Workbooks.
MOST_PARTS = 500  # files in the archive; a real one has about fifteen
LARGEST_PART = 256 * MB  # unpacked: two and a half times an export of all facilities
HIGHEST_RATIO = 200  # unpacked to packed; sheets reach 60, bombs 1,000
LARGEST_READ = MB  # of the archive's list of files, or of one tag: whoever needs more is hostile
MOST_SHEETS = 20
SHARED_STRINGS = 48 * MB  # in memory; a directory's take 15
LONGEST_CELL = 32_767  # Excel's own limit
MOST_ELEMENTS = 20_000_000  # in one part: four times those of a full export; bounds the time
MOST_NAMES = 1_000  # different tags and attributes; the parser keeps each for good
DEEPEST = 64  # tags within tags

MOST_NEW_CODES = 1_000  # in a code sheet; both together have 320

# JSON.
LARGEST_FRAME = 64 * KB  # what stands around the rows: a few numbers
