"""Make the outline: `python -m treatment.outline states-10m.json`."""

import json
import sys
from pathlib import Path

from treatment.outline.topology import outline

MADE = Path(__file__).resolve().parents[1] / "static/treatment/states.json"


def main() -> None:
    """Read us-atlas's file, named on the command line, and write ours."""
    if len(sys.argv) != 2:
        sys.exit("Usage: python -m treatment.outline path/to/us-atlas/states-10m.json")
    atlas = json.loads(Path(sys.argv[1]).read_text(encoding="utf-8"))
    MADE.write_text(json.dumps(outline(atlas), separators=(",", ":")) + "\n", encoding="utf-8")
    sys.stdout.write(f"{MADE}: {MADE.stat().st_size:,} bytes\n")


if __name__ == "__main__":
    main()
