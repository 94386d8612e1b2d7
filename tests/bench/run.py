"""Measures the promised times and prints them as ratios to a named peer in the same run.

``make bench`` runs it; ``python tests/bench/run.py NAME ...`` runs some.  Nothing here is
a test: a busy machine makes figures worse, never a build red.  Each figure is the median
of several runs; ours and the peer's take turns, so that both meet the same machine.
"""

import argparse
import os
import platform
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
sys.path.insert(0, str(ROOT))

from tests.bench import deaf, listening, memory, syllables  # noqa: E402  (after the path is set)
from tests.virtual_screen import environment, virtual_screen  # noqa: E402

_RUNS = 5


@dataclass(frozen=True)
class Row:
    """One line of the table; the ratio is ours to the peer's."""

    what: str
    ours: str
    peer: str
    ratio: float


def start() -> list[Row]:
    """Give the time from the process's start to its first picture, on a virtual screen."""
    first: dict[str, list[float]] = {"app": [], "empty": []}
    ready: list[float] = []
    with virtual_screen() as variables, environment(variables):
        for _ in range(_RUNS):
            for what, times in first.items():
                said = _opened(what)
                times.append(said["first"])
                ready += [said["ready"]] if "ready" in said else []
    ours, peer = (statistics.median(first[what]) for what in ("app", "empty"))
    usable = statistics.median(ready)
    return [
        Row(
            "start to first picture",
            f"{ours:.2f} s",
            f"empty Kivy window {peer:.2f} s",
            ours / peer,
        ),
        Row(
            "start to ready to practise",
            f"{usable:.2f} s",
            f"empty Kivy window {peer:.2f} s",
            usable / peer,
        ),
    ]


def _opened(what: str) -> dict[str, float]:
    with tempfile.TemporaryDirectory() as folder:
        key = Path(folder) / "book.key"
        key.write_bytes(os.urandom(32))
        key.chmod(0o600)
        here = Path(__file__).with_name("first_screen.py")
        done = subprocess.run(
            [sys.executable, str(here), what, str(time.perf_counter())],
            env={**os.environ, "MIT_TRAINER_DATA": folder, "MIT_TRAINER_KEY_FILE": str(key)},
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            text=True,
            check=True,
        )
    return {name: float(value) for name, value in map(str.split, done.stdout.splitlines())}


def stall() -> list[Row]:
    """Give the longest standstill of the main thread while ten answers are listened to."""
    ours, peer = listening.stalls()
    return [
        Row(
            "longest standstill while listening",
            f"{1e3 * ours:.0f} ms",
            f"the same on a thread of the window's process {1e3 * peer:.0f} ms",
            ours / peer,
        )
    ]


def grade() -> list[Row]:
    """Give the time to listen to an answer of four seconds."""
    ours, peer = listening.times()
    return [
        Row(
            "listening to a 4 s answer",
            f"{1e3 * ours:.0f} ms",
            f"Praat's own pitch call {1e3 * peer:.0f} ms",
            ours / peer,
        )
    ]


def held() -> list[Row]:
    """Give the memory of a process after a sitting of thirty phrases."""
    early, late, peer = memory.after_thirty_phrases()
    return [
        Row(
            "memory after 30 phrases",
            f"{late:.0f} MB",
            f"after the first 3 phrases {early:.0f} MB",
            late / early,
        ),
        Row(
            "memory after 30 phrases",
            f"{late:.0f} MB",
            f"Python with the same imports {peer:.0f} MB",
            late / peer,
        ),
    ]


BENCHES: dict[str, Callable[[], list[Row]]] = {
    "start": start,
    "stall": stall,
    "grade": grade,
    "memory": held,
}

# Whole tables of their own, line by line in Markdown.
TABLES: dict[str, Callable[[], Iterator[str]]] = {
    "deaf": deaf.tables,
    "syllables": syllables.tables,
}


def main() -> int:
    """Run what was asked for and print tables in Markdown."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("names", nargs="*", choices=[*BENCHES, *TABLES, []], default=[])
    names = parser.parse_args().names or [*BENCHES, *TABLES]
    load = os.getloadavg()[0]
    machine = f"{platform.platform()}, Python {platform.python_version()}"
    print(f"{machine}, {os.cpu_count()} cores, load {load:.1f}")
    print("\n| what | ours | peer | ratio |\n|---|---|---|---|")
    for name in filter(BENCHES.__contains__, names):
        for row in BENCHES[name]():
            print(f"| {row.what} | {row.ours} | {row.peer} | {row.ratio:.2f} |", flush=True)
    for name in filter(TABLES.__contains__, names):
        print()
        for line in TABLES[name]():
            print(line, flush=True)
    return 0


if __name__ == "__main__":
    sys.exit(main())
