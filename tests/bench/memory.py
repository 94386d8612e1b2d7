"""How much memory a long sitting holds on to."""

import subprocess
import sys
import tempfile
from dataclasses import replace
from pathlib import Path

_PEER = "import mit_trainer.wiring, sqlalchemy, sqlcipher3, alembic, scipy.signal"


def after_thirty_phrases() -> tuple[float, float, float]:
    """Give MB held after 3 and after 30 phrases, and by a bare process with the same imports."""
    here = Path(__file__)
    early, late = map(float, _told([str(here), "sit"]).split())
    return early, late, float(_told([str(here), "peer"]))


def _told(words: list[str]) -> str:
    done = subprocess.run(
        [sys.executable, *words], stdout=subprocess.PIPE, text=True, check=True, timeout=1200
    )
    return done.stdout


def _held_mb() -> float:
    status = Path("/proc/self/status").read_text(encoding="ascii")
    [line] = [line for line in status.splitlines() if line.startswith("VmRSS")]
    return int(line.split()[1]) / 1024


def sit() -> None:
    """Practise thirty phrases in one sitting, and say what is held on the way."""
    from mit_trainer.phrase.model import PhraseId
    from mit_trainer.places import DataFolder
    from mit_trainer.session.headless import Pace, play
    from mit_trainer.session.trainer import Shelves, Trainer
    from mit_trainer.simulated.clock import HandClock
    from mit_trainer.wiring import shelves, simulation
    from mit_trainer.wiring.demo import idle
    from mit_trainer.wiring.engine import Engine

    shipped = shelves.shelves()
    [deck] = shipped.decks
    thirty = tuple(
        replace(phrase, id=PhraseId(f"{phrase.id}-{k}"))
        for k in range(3)
        for phrase in deck.phrases
    )
    many = Shelves((replace(deck, phrases=thirty),), shipped.variants, shipped.voice)
    with tempfile.TemporaryDirectory() as folder:
        clock = HandClock()
        engine = Engine(DataFolder(Path(folder)), clock, make_key_file=True)
        ears, patient = simulation.hurried(clock, simulation.ability("mild"), seed=1)
        trainer: Trainer = engine.trainer(ears, stock=many)
        runner = trainer.begin(trainer.add_patient("1").result(), {})
        held: dict[int, float] = {}

        def look() -> None:
            n_done = runner.view().n_done
            if n_done in {3, 30} and n_done not in held:
                held[n_done] = _held_mb()

        play(runner, Pace(clock.advance, idle), patient.verdict, "simulated", look)
        engine.close()
    print(held[3], held[30])


def peer() -> None:
    """Import the same and hold nothing."""
    exec(_PEER)  # noqa: S102  (our own line above)
    print(_held_mb())


if __name__ == "__main__":
    {"sit": sit, "peer": peer}[sys.argv[1]]()
