"""Memory and cold start: the assembled site beside plain Wagtail (`plain_settings.py`).

Both answer the same addresses from one worker. Memory is that worker's proportional share (PSS).
A cold start is from the server's start to its first answer.
"""

import os
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
sys.path[:0] = [str(ROOT), str(ROOT / "site"), str(ROOT / "benchmarks")]

from cache import environment
from load import get, serving

ROUNDS, ASKED = 3, 200
MOST_MEMORY, LONGEST_START = 1.3, 2.0  # times plain Wagtail's; seconds
PATHS = ["/api/v2/pages/?limit=20", "/api/v2/images/?limit=20"]


def memory() -> int:
    """Return how many bytes the server's workers hold; what several share is divided among them."""
    (server,) = _children(os.getpid())
    return sum(_share(worker) for worker in _children(server))


def _children(process: int) -> list[int]:
    return [
        int(pid) for pid in Path(f"/proc/{process}/task/{process}/children").read_text().split()
    ]


def _share(process: int) -> int:
    lines = Path(f"/proc/{process}/smaps_rollup").read_text().splitlines()
    return next(int(line.split()[1]) * 1024 for line in lines if line.startswith("Pss:"))


def measure(application: str, told: dict[str, str]) -> tuple[float, int]:
    """Start a server; return the seconds to its first answer and its bytes after some use."""
    begun = time.perf_counter()
    with serving(application, workers=1, **told) as port:
        get(port, PATHS[0])
        started = time.perf_counter() - begun
        if any(get(port, PATHS[turn % len(PATHS)])[0] != 200 for turn in range(ASKED)):
            raise SystemExit(f"{application} does not answer.")
        return started, memory()


def main() -> int:
    """Measure both in turn; return how many bars were missed."""
    with tempfile.TemporaryDirectory() as folder:
        ours = environment(folder)
        fill = [sys.executable, str(ROOT / "benchmarks" / "cache.py"), "fill"]
        subprocess.run(fill, check=True, env={**os.environ, **ours})
        plain = {
            "DATABASE_URL": ours["TEST_DATABASE_URL"],
            "DJANGO_SETTINGS_MODULE": "plain_settings",
        }
        rounds = [
            (measure("config.wsgi:application", ours), measure("plain_wsgi:application", plain))
            for _ in range(ROUNDS)
        ]
    start = statistics.median(one[0] for one, _ in rounds)
    other = statistics.median(plain[0] for _, plain in rounds)
    size = statistics.median(one[1] for one, _ in rounds)
    share = statistics.median(one[1] / plain[1] for one, plain in rounds)
    print(
        f"  memory after {ASKED} answers: {size / 2**20:.0f} MB, {share:.2f} times plain Wagtail's"
    )
    print(f"  cold start: {start:.2f} s, plain Wagtail {other:.2f} s")
    return (share > MOST_MEMORY) + (start > LONGEST_START)


if __name__ == "__main__":
    sys.exit(main())
