"""One whole session with the simulated patient, through every part of the road.

Only the microphone, the loudspeaker, the hand and the clock are simulated: prompts are
made, answers recorded, sealed, listened to and judged, facts kept and pages written as
on any other day.  The same seed gives the same grades.
"""

import random
import time
import uuid
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path

import msgspec

from mit_trainer import places
from mit_trainer.errors import BadInput, StoreTrouble, TrainerError
from mit_trainer.places import DataFolder
from mit_trainer.progress import Levels, levels
from mit_trainer.protocol.reader import read_variants
from mit_trainer.protocol.variant import Manner, Variant
from mit_trainer.record import (
    AttemptMade,
    Entry,
    OpinionGiven,
    PatientAdded,
    SessionStarted,
)
from mit_trainer.report.faces import faces_in
from mit_trainer.report.forms import FORMS, gather, write_report
from mit_trainer.session.choices import LEVEL, N_PHRASES, VARIANT
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
    variant: Variant | None = None,
) -> Demonstrated:
    """Play a session into a new or empty folder.

    Parameters
    ----------
    n_phrases : so many phrases, in place of what the protocol says
    variant : a protocol of which every level is played, one session for each; without
        one the usual protocol's first level is

    Raises
    ------
    TrainerError
        The folder cannot be used, or a part of the road did not run.
    """
    who = simulation.ability(ability)
    if n_phrases is not None and n_phrases < 1:
        raise BadInput(f"{n_phrases} phrases cannot be practised; choose 1 or more.")
    folder = _fresh(out)
    clock = HandClock()
    engine = Engine(folder, clock, make_key_file=True)
    try:
        ears, patient = simulation.hurried(clock, who, seed)
        trainer = engine.trainer(ears, new_id=_ids(seed), stock=_stock(variant))
        added = trainer.add_patient(_CODE).result()
        for settings in _sittings(variant, n_phrases):
            runner = trainer.begin(added, settings, trainer.past(added).result())
            played = lead(runner, Pace(clock.advance, idle), patient.verdict, "simulated")
            if played.notices:
                raise TrainerError(
                    f"The session did not run as it should: {', '.join(sorted(played.notices))}."
                )
        return _written(out, folder, engine.book, PatientAdded(added, _CODE), variant)
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


def _stock(variant: Variant | None) -> Shelves:
    """Lay out the phrases of a language that the protocol is made for."""
    if variant is None:
        return shelves.shelves()
    language = variant.languages[0] if variant.languages else shelves.LANGUAGE
    return shelves.shelves((variant,), language)


def _sittings(variant: Variant | None, n_phrases: int | None) -> list[dict[str, str | float]]:
    """Give the settings of each session that is to be played."""
    usual: dict[str, str | float] = {} if n_phrases is None else {N_PHRASES: n_phrases}
    if variant is None:
        return [usual]
    return [{**usual, VARIANT: variant.id, LEVEL: level.id} for level in variant.levels]


def _ids(seed: int) -> Callable[[], str]:
    chance = random.Random(seed)  # noqa: S311  (names, no secrets; the same seed, the same names)
    return lambda: str(uuid.UUID(int=chance.getrandbits(128), version=4))


def idle() -> None:
    """Wait a moment of real time for what runs in the background."""
    time.sleep(0.001)


def _written(
    out: Path, folder: DataFolder, book: Book, who: PatientAdded, variant: Variant | None
) -> Demonstrated:
    """Write the pages, and look whether every part of the road left its trace."""
    known = levels((*read_variants(places.VARIANTS), *([variant] if variant else [])))
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
    n_voiced = len(takes) - len(_by_hand(attempts, material.entries, known))
    for take in takes:
        book.takes.read(take)
    troubles = book.verify().result().troubles
    if troubles:
        raise StoreTrouble(troubles[0])
    if not takes or len(grades) != n_voiced:
        raise TrainerError(f"{n_voiced} answers were recorded, but {len(grades)} listened to.")
    return Demonstrated(
        points=sum(summary.points for summary in material.summaries),
        points_max=sum(summary.points_max for summary in material.summaries),
        n_phrases=sum(summary.n_phrases for summary in material.summaries),
        n_takes=len(takes),
        files=tuple(files),
        takes=folder.takes,
    )


def _by_hand(
    attempts: list[AttemptMade], entries: tuple[Entry, ...], known: Levels
) -> list[AttemptMade]:
    """Find the answers that were tapped and not voiced: nobody listens to them."""
    started = {e.fact.session: e.fact for e in entries if isinstance(e.fact, SessionStarted)}
    responses = {
        (session, step.id): step.response
        for session, fact in started.items()
        for step in known[fact.variant, fact.level].steps
    }
    return [
        fact
        for fact in attempts
        if fact.take is not None and responses[fact.session, fact.step] is Manner.DRUMMED
    ]


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
