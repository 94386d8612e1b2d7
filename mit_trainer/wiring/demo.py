"""One whole session with the simulated patient, through every part of the road.

Only the microphone, the loudspeaker, the hand and the clock are simulated: prompts are
made, answers recorded, sealed, listened to and judged, facts kept and pages written as
on any other day.  The same seed gives the same grades.
"""

import random
import time
import uuid
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from pathlib import Path

import msgspec

from mit_trainer import places
from mit_trainer.errors import BadInput, StoreTrouble, TrainerError
from mit_trainer.places import DataFolder
from mit_trainer.progress import levels
from mit_trainer.protocol.reader import read_variants
from mit_trainer.record import AttemptMade, Entry, OpinionGiven, PatientAdded
from mit_trainer.report.faces import faces_in
from mit_trainer.report.forms import FORMS, gather, write_report
from mit_trainer.session.headless import Pace
from mit_trainer.session.headless import play as lead
from mit_trainer.session.trainer import Shelves
from mit_trainer.simulated.clock import HandClock
from mit_trainer.store.book import Book
from mit_trainer.wiring import shelves, simulation
from mit_trainer.wiring.engine import Engine

_ENDING = {"text": "txt"}
_CODE = "simulated patient"


@dataclass(frozen=True)
class Demonstrated:
    """What a demo left behind.

    Attributes
    ----------
    points, points_max : of the whole session
    files : report, charts, tables and grades
    takes : the folder of the sealed recordings
    """

    points: int
    points_max: int
    n_phrases: int
    n_takes: int
    files: tuple[Path, ...]
    takes: Path


def play(
    out: Path,
    seed: int,
    ability: str = simulation.DEFAULT_ABILITY,
    n_phrases: int | None = None,
) -> Demonstrated:
    """Play a session of all or the first ``n_phrases`` phrases into a new or empty folder.

    Raises
    ------
    TrainerError
        The folder cannot be used, or a part of the road did not run.
    """
    who = simulation.ability(ability)
    stock = _first(n_phrases)
    folder = _fresh(out)
    clock = HandClock()
    engine = Engine(folder, clock, make_key_file=True)
    try:
        ears, patient = simulation.hurried(clock, who, seed)
        trainer = engine.trainer(ears, new_id=_ids(seed), stock=stock)
        added = trainer.add_patient(_CODE).result()
        runner = trainer.begin(added, {})
        played = lead(runner, Pace(clock.advance, idle), patient.verdict, "simulated")
        if played.notices:
            raise TrainerError(
                f"The session did not run as it should: {', '.join(sorted(played.notices))}."
            )
        return _written(out, folder, engine.book, PatientAdded(added, _CODE))
    finally:
        engine.close()


def _fresh(out: Path) -> DataFolder:
    try:
        out.mkdir(parents=True, exist_ok=True)
        if any(out.iterdir()):
            raise BadInput(f"The folder {out} is not empty; name a new one with --out.")
        (out / "records").mkdir()
    except OSError as error:
        raise BadInput(
            f"The folder {out} cannot be used ({error.strerror}); name another one with --out."
        ) from error
    return DataFolder(out / "records")


def _first(n_phrases: int | None) -> Shelves:
    stock = shelves.shelves()
    if n_phrases is not None and n_phrases < 1:
        raise BadInput(f"{n_phrases} phrases cannot be practised; choose 1 or more.")
    decks = (replace(deck, phrases=deck.phrases[:n_phrases]) for deck in stock.decks)
    return replace(stock, decks=tuple(decks))


def _ids(seed: int) -> Callable[[], str]:
    chance = random.Random(seed)  # noqa: S311  (names, no secrets; the same seed, the same names)
    return lambda: str(uuid.UUID(int=chance.getrandbits(128), version=4))


def idle() -> None:
    """Wait a moment of real time for what runs in the background."""
    time.sleep(0.001)


def _written(out: Path, folder: DataFolder, book: Book, who: PatientAdded) -> Demonstrated:
    """Write the pages, and look whether every part of the road left its trace."""
    known = levels(read_variants(places.VARIANTS))
    material = gather(who, book.ledger, known, written=HandClock().now_utc())
    files: list[Path] = []
    for form in FORMS:
        path = out / f"progress.{_ENDING.get(form, form)}"
        files += write_report(material, form, path, faces_in(places.FONTS))
    grades = _grades(material.entries)
    files.append(out / "grades.json")
    files[-1].write_bytes(msgspec.json.format(msgspec.json.encode(grades)) + b"\n")
    attempts = [e.fact for e in material.entries if isinstance(e.fact, AttemptMade)]
    takes = [fact.take for fact in attempts if fact.take is not None]
    for take in takes:
        book.takes.read(take)
    troubles = book.verify().result().troubles
    if troubles:
        raise StoreTrouble(troubles[0])
    if not takes or len(grades) != len(takes):
        raise TrainerError(f"{len(takes)} answers were recorded, but {len(grades)} listened to.")
    [summary] = material.summaries
    return Demonstrated(
        points=summary.points,
        points_max=summary.points_max,
        n_phrases=summary.n_phrases,
        n_takes=len(takes),
        files=tuple(files),
        takes=folder.takes,
    )


def _grades(entries: tuple[Entry, ...]) -> list[Mapping[str, object]]:
    tries = {e.fact.attempt: e.fact for e in entries if isinstance(e.fact, AttemptMade)}
    opinions = [e.fact for e in entries if isinstance(e.fact, OpinionGiven)]
    return [
        {
            "phrase": tries[opinion.attempt].phrase,
            "step": tries[opinion.attempt].step,
            "try": tries[opinion.attempt].try_number,
            "grade": opinion.grade,
        }
        for opinion in opinions
    ]
