"""``mit-trainer doctor``: what works on this computer, and what to do about the rest.

It changes nothing unless ``--restore`` is given.  Exit status 0 when everything works,
1 when something does not.
"""

import argparse
import platform
from collections.abc import Callable, Iterator
from dataclasses import dataclass

from mit_trainer import __version__, places
from mit_trainer.errors import TrainerError

_AHEAD = {True: "  works   ", False: "  LOOK    ", None: "  note    "}


@dataclass(frozen=True)
class Finding:
    """One thing that was looked at: does it work (None: nothing to say), and a sentence."""

    works: bool | None
    sentence: str


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Describe the command's arguments."""
    parser.add_argument(
        "--thorough", action="store_true", help="open every recording too (may take minutes)"
    )
    parser.add_argument(
        "--restore",
        action="store_true",
        help="put the newest good copy in the place of damaged records, which are kept",
    )


def run(arguments: argparse.Namespace) -> int:
    """Look at everything and say what was found."""
    if arguments.restore:
        return _restore()
    print(f"MIT Trainer {__version__}, Python {platform.python_version()}, {platform.platform()}")
    looks: dict[str, Callable[[], Iterator[Finding]]] = {
        "Sound": _sound,
        "Screen": _screen,
        "Listening and singing": _praat,
        "Phrases": _decks,
        "Voices": _voices,
        "Key": _key,
        "Records": lambda: _records(thorough=arguments.thorough),
    }
    all_works = True
    for title, look in looks.items():
        print(title)
        for finding in _guarded(look):
            all_works &= finding.works is not False
            print(_AHEAD[finding.works] + finding.sentence)
    return 0 if all_works else 1


def _restore() -> int:
    from mit_trainer.wiring.records import restore_records

    done = restore_records(places.data_folder())
    print(f"The records are again as they were copied on {done.made_utc:%Y-%m-%d %H:%M} UTC.")
    print(f"The damaged ones lie in {done.set_aside}; recordings made since are found again.")
    return 0


def _guarded(look: Callable[[], Iterator[Finding]]) -> Iterator[Finding]:
    try:
        yield from look()
    except TrainerError as trouble:
        yield Finding(works=False, sentence=str(trouble))


def _sound() -> Iterator[Finding]:
    from mit_trainer.hardware import probe
    from mit_trainer.hardware.devices import Way, choice

    devices = probe.devices()
    names: dict[Way, str] = {}
    for way, name in ((Way.IN, "microphone"), (Way.OUT, "loudspeaker")):
        chosen = choice(devices, way)
        if chosen.chosen is None:
            yield Finding(works=False, sentence=chosen.why)
            continue
        names[way] = chosen.chosen
        others = [found for found in chosen.found if not found.startswith(chosen.chosen)]
        rest = f" Also there: {', '.join(others)}." if others else ""
        yield Finding(True, f"The {name} is “{chosen.chosen}”: {chosen.why}.{rest}")
    if len(names) == len(Way):
        yield from _delays(names[Way.IN], names[Way.OUT])


def _delays(microphone: str, speaker: str) -> Iterator[Finding]:
    from mit_trainer.calibration.criteria import read_criteria
    from mit_trainer.calibration.model import timing_now
    from mit_trainer.calibration.shelf import read_calibrations
    from mit_trainer.hardware.clock import SystemClock

    made = read_calibrations(places.data_folder().calibrations)
    days = read_criteria(places.CALIBRATION).expiry.days.value
    now = timing_now(made, microphone, speaker, SystemClock().now_utc(), days=days)
    for name, delay in (("sound", now.sound), ("touch", now.touch)):
        if delay is not None:
            yield Finding(
                True,
                f"The {name} delay is {1000 * delay.delay_s:.0f} ms, give or take "
                f"{1000 * delay.spread_s:.0f}.",
            )
    if now.touch is None:
        yield Finding(
            None,
            "When a tap comes is shown as not measurable, for want of a touch delay; the first "
            "checks behind the helper's menu measure it.",
        )
    if now.sound is None:
        yield Finding(None, f"As to sound, {now.why}; mit-trainer calibrate measures it.")


def _screen() -> Iterator[Finding]:
    from mit_trainer.commands.app import NO_SCREEN, screen_there

    there = screen_there()
    yield Finding(there, "There is a screen for the window." if there else NO_SCREEN)


def _praat() -> Iterator[Finding]:
    from mit_trainer.praat.listen import version
    from mit_trainer.worker import Worker

    worker = Worker()
    try:
        yield Finding(True, f"Praat {worker.submit(version).result()} answers.")
    finally:
        worker.stop()


def _decks() -> Iterator[Finding]:
    from mit_trainer.phrase.deck import check_deck

    added = places.data_folder().decks.glob("*/*/deck.toml")
    for path in (*sorted(places.PHRASES.glob("*/*.toml")), *sorted(added)):
        deck, faults = check_deck(path)
        if deck is not None:
            yield Finding(True, f"“{deck.name}” ({deck.language}): {len(deck.phrases)} phrases.")
        for fault in faults:
            yield Finding(works=False, sentence=str(fault))


def _voices() -> Iterator[Finding]:
    from mit_trainer.wiring.shelves import shipped_voices

    for voice in shipped_voices():
        damaged = voice.check()
        if not damaged:
            said = (
                f"{len(voice.texts)} phrases and questions, {len(voice.instructions)} instructions"
            )
            yield Finding(True, f"{voice.name} ({voice.sex}): {said}.")
        for sentence in damaged:
            yield Finding(works=False, sentence=sentence)


def _key() -> Iterator[Finding]:
    from mit_trainer.vault import keys
    from mit_trainer.wiring.records import key_file

    folder = places.data_folder()
    yield Finding(True, keys.describe(folder, key_file(folder)))


def _records(*, thorough: bool) -> Iterator[Finding]:
    from mit_trainer.vault.identity import has_records
    from mit_trainer.wiring import open_for_shell

    folder = places.data_folder()
    if not has_records(folder):
        yield Finding(True, f"There are none yet; they will be kept in {folder.root}.")
        return
    with open_for_shell() as book:
        health = book.verify(thorough=thorough).result()
        for sentence in (*book.notices, *health.troubles):
            yield Finding(works=False, sentence=sentence)
        if not health.troubles:
            copy = health.newest_copy_utc
            copied = f"last copied on {copy:%Y-%m-%d}" if copy else "not copied yet"
            yield Finding(
                True,
                f"{health.n_entries} entries and {health.n_takes} recordings in {folder.root}, "
                f"all as they were kept; {copied}.",
            )
