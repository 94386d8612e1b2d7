"""The drill against a sudden death: kill -9, again and again, and look what is left.

A child process keeps answers exactly as a sitting does: the sound is sealed as it comes,
then the row goes into the book, and only when that is on the disk does the child say so
("kept").  The parent kills it at a moment of chance, opens the book and looks:

- every answer that the child called kept is there, and its take sounds to the bit as it did;
- no row is without its take, and every entry is tied to the one before;
- the take that was cut off is found again, with all but its last quarter of a second.

It shows what the death of the program can do, not what the loss of power can.

    python -m tests.store.kill_drill --kills 200
"""

import argparse
import multiprocessing
import random
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import closing, contextmanager, suppress
from dataclasses import dataclass, field
from multiprocessing.connection import Connection
from pathlib import Path

import numpy as np

from mit_trainer.capture.take import Samples
from mit_trainer.hardware.clock import SystemClock
from mit_trainer.places import DataFolder
from mit_trainer.record import (
    AttemptMade,
    KeptTake,
    PatientAdded,
    SessionId,
)
from mit_trainer.store.book import Book, open_book
from tests.store.conftest import KEY
from tests.store.facts import ANNA, attempt, judgement, started
from tests.vault.ring import noise

RATE_HZ = 16000
BLOCK = 512
CHUNK = RATE_HZ // 4
LIVES_S = 0.4  # a child lives at most so long after it began
ENOUGH_S = 30.0


@dataclass
class Tally:
    """What was counted."""

    kills: int = 0
    kills_before_open: int = 0
    kept: int = 0
    found_whole: int = 0
    found_cut: int = 0
    unsaid: int = 0  # rows that were on the disk before the child could say so
    set_aside: int = 0
    troubles: list[str] = field(default_factory=list)

    def __str__(self) -> str:
        said = ", ".join(f"{name} {value}" for name, value in vars(self).items())
        return said.replace("troubles []", "nothing lost")


def n_samples(seed: int) -> int:
    """Say how long the answer with this seed is: up to four seconds."""
    return random.Random(seed).randrange(1, 4 * RATE_HZ)


def keep_answers(root: Path, seed: int, told: Connection) -> None:
    """Be the child: keep answers until killed.  Answer n has the sound of seed ``seed`` + n."""
    book = open_book(DataFolder(root), KEY, SystemClock()).result()
    if not book.ledger.patients().result():
        book.ledger.append(PatientAdded(ANNA, "A")).result()
    session = SessionId(f"from-{seed}")
    book.ledger.append(started(session)).result()
    told.send(("open", seed))
    while True:
        told.send(("begun", seed))
        writer = book.takes.begin(ANNA, RATE_HZ)
        for block in _blocks(noise(n_samples(seed), seed)):
            writer.write(block)
        made = attempt(str(seed), session=session, take=writer.finish())
        book.ledger.append(made).result()
        told.send(("kept", seed))
        book.ledger.append(judgement(str(seed), 1, session=session)).result()
        seed += 1


def _blocks(samples: Samples) -> Iterator[Samples]:
    for number, start in enumerate(range(0, samples.size, BLOCK)):
        if number % 2 == 0:
            time.sleep(0.0005)  # so that most deaths fall into a recording, as in life
        yield samples[start : start + BLOCK]


def drill(root: Path, n_kills: int, seed: int) -> Tally:
    """Kill and look ``n_kills`` times in one data folder."""
    chance = random.Random(seed)
    context = multiprocessing.get_context("forkserver")
    context.set_forkserver_preload(["mit_trainer.store.assembly", "tests.store.facts"])
    tally = Tally()
    kept: dict[SessionId, set[int]] = {}
    for number in range(1, n_kills + 1):
        ours, theirs = context.Pipe(duplex=False)
        first = number * 1_000_000
        child = context.Process(target=keep_answers, args=(root, first, theirs), daemon=True)
        child.start()
        theirs.close()
        if number % 4:  # one in four dies at any time, the others not before they keep answers
            ours.poll(ENOUGH_S)
        time.sleep(chance.uniform(0.0, LIVES_S))
        child.kill()
        child.join()
        child.close()
        said = list(_said(ours))
        tally.kills += 1
        tally.kills_before_open += not said
        session = SessionId(f"from-{first}")
        kept[session] = {one for what, one in said if what == "kept"}
        begun = [one for what, one in said if what == "begun"]
        with _opened(root) as book:
            _look(book, tally, session, kept[session], begun[-1] if begun else None)
    with _opened(root) as book:
        tally.troubles += book.verify(thorough=True).result().troubles
        for session, seeds in kept.items():
            tally.kept += len(seeds)
            tally.troubles += _lost(seeds, _rows(book, session))
    return tally


@contextmanager
def _opened(root: Path) -> Iterator[Book]:
    book = open_book(DataFolder(root), KEY, SystemClock()).result(timeout=ENOUGH_S)
    try:
        yield book
    finally:
        book.close()


def _said(ours: Connection) -> Iterator[tuple[str, int]]:
    """Read what the child could still say; the last word may be cut off."""
    with closing(ours), suppress(EOFError, OSError):
        while True:
            yield ours.recv()


def _look(book: Book, tally: Tally, session: SessionId, kept: set[int], last: int | None) -> None:
    """Check everything that was promised to the child that has just died."""
    rows = _rows(book, session)
    tally.unsaid += len(rows.keys() - kept)
    tally.troubles += book.verify().result().troubles
    tally.troubles += _lost(kept, rows)
    for seed, take in rows.items():
        if not _sounds(book, take, seed, whole=True):
            tally.troubles.append(f"answer {seed} sounds different")
    for found in book.sweep.found:
        tally.found_whole += found.whole
        tally.found_cut += not found.whole
        if last is None or not _sounds(book, found.take, last, whole=found.whole):
            tally.troubles.append(f"a found take is not answer {last}")
    tally.set_aside += len(book.sweep.set_aside)
    tally.troubles += [notice for notice in book.notices if "cannot be read" in notice]


def _lost(kept: set[int], rows: dict[int, KeptTake]) -> list[str]:
    return [f"answer {seed} is lost" for seed in kept - rows.keys()]


def _rows(book: Book, session: SessionId) -> dict[int, KeptTake]:
    facts = [entry.fact for entry in book.ledger.session(session).result()]
    return {
        int(fact.attempt): fact.take
        for fact in facts
        if isinstance(fact, AttemptMade) and fact.take
    }


def _sounds(book: Book, take: KeptTake, seed: int, *, whole: bool) -> bool:
    """Whether a take is that answer, to the bit; a cut one is its beginning, in whole chunks."""
    heard, due = book.takes.read(take).samples, noise(n_samples(seed), seed)
    if not whole and heard.size % CHUNK:
        return False
    return np.array_equal(heard, due if whole else due[: heard.size])


def main() -> int:
    """Run the drill; the status is 0 only when nothing was lost."""
    parser = argparse.ArgumentParser(description="Kill the book again and again.")
    parser.add_argument("--kills", type=int, default=200)
    parser.add_argument("--seed", type=int, default=1)
    arguments = parser.parse_args()
    begun_s = time.perf_counter()
    with tempfile.TemporaryDirectory() as place:
        tally = drill(Path(place) / "records", arguments.kills, arguments.seed)
    sys.stdout.write(f"{tally}, {time.perf_counter() - begun_s:.0f} s\n")
    return 1 if tally.troubles else 0


if __name__ == "__main__":
    sys.exit(main())
