"""Makes the charts that the README shows, from a simulated course of sessions.

    PYTHONPATH=. .venv/bin/python packaging/pictures.py OUT_FOLDER

Fourteen sessions of ten phrases are led through the shipped protocol by the trainer's own
step machine; what stands in for the patient is chance, a little kinder each time.  No
voice was heard and nobody's results are shown, and every picture says so.  The same
pictures come out each time.
"""

import argparse
import sys
from collections import Counter
from datetime import UTC, datetime, timedelta
from pathlib import Path
from random import Random

from PIL import ImageOps

from mit_trainer import places
from mit_trainer.chart import PAPER, Chart, Role, score_chart, speech_index_chart, steps_chart
from mit_trainer.progress import course, levels
from mit_trainer.protocol.machine import advance, begin, orders
from mit_trainer.protocol.reader import default_variant
from mit_trainer.protocol.variant import Level, Sharing
from mit_trainer.record import SessionId, SessionSummary
from mit_trainer.report.faces import faces_in
from mit_trainer.report.png import picture

SESSIONS, PHRASES, SEED = 14, 10, 5
BEGINS = datetime(2026, 1, 5, 10, 0, tzinfo=UTC)
HEIGHT_PX = 500
MARGIN_PX = 20
# Chance of passing one try in the first session, by who carries the sound; it grows to
# nearly one.  Made up for the pictures.
FIRST = {Sharing.MODEL: 1.0, Sharing.UNISON: 0.65, Sharing.FADING: 0.5, Sharing.ALONE: 0.4}


def phrase(level: Level, growth: float, chance: Random) -> tuple[dict[str, int], Counter[str]]:
    """Lead one phrase to its end; gives points by step, and the tries of each step."""
    state = begin(level)
    tries: Counter[str] = Counter()
    while not state.ended:
        order = orders(level, state)
        tries[order.step] += 1
        first = FIRST[order.sharing]
        state = advance(level, state, chance.random() < first + (1.0 - first) * growth)
    return dict(state.earned), tries


def phrases(
    level: Level, growth: float, chance: Random
) -> tuple[dict[str, tuple[int, int]], Counter[str]]:
    """Lead all phrases of a session; gives (points, at most) by step, and tries by step."""
    earned: Counter[str] = Counter()
    reached: Counter[str] = Counter()
    tried: Counter[str] = Counter()
    for _ in range(PHRASES):
        points, tries = phrase(level, growth, chance)
        earned.update(points)
        reached.update(set(tries))
        tried.update(tries)
    scored = [step for step in level.steps if step.points]
    by_step = {step.id: (earned[step.id], step.points * reached[step.id]) for step in scored}
    return by_step, tried


def session(number: int, variant: str, level: Level, chance: Random) -> SessionSummary:
    """Sum up one simulated session."""
    growth = min(0.97, 0.1 + 0.95 * (number - 1) / (SESSIONS - 1))
    by_step, tried = phrases(level, growth, chance)
    n_answers = sum(n for step, n in tried.items() if level.step(step).response is not None)
    n_measured = round(n_answers * chance.uniform(0.6, 0.95))
    index = 0.06 + 0.05 * growth + chance.gauss(0.0, 0.015)
    return SessionSummary(
        session=SessionId(f"simulated-{number}"),
        started_utc=BEGINS + timedelta(days=2 * number),
        variant=variant,
        level=level.id,
        points=sum(points for points, _ in by_step.values()),
        points_max=PHRASES * level.points_max,
        n_phrases=PHRASES,
        n_attempts=tried.total(),
        n_measured=n_measured,
        speech_index=index,
        simulated=True,
        points_by_step=by_step,
        n_answers=n_answers,
        speech_index_quartiles=(max(0.0, index - 0.05), index + 0.08),
    )


def pictures() -> dict[str, Chart]:
    """Draw the charts of the course by the names of their files."""
    variant = default_variant(places.VARIANTS)
    level = variant.levels[0]
    chance = Random(SEED)  # noqa: S311  (a picture, not a secret)
    looked_at = course(
        [session(number, variant.id, level, chance) for number in range(1, SESSIONS + 1)]
    )
    known = levels([variant])
    return {
        "progress-scores": score_chart(looked_at, known),
        "progress-speech-index": speech_index_chart(looked_at, known),
        "progress-steps": steps_chart(looked_at, known),
    }


def main() -> int:
    """Write the pictures into the folder that was given."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("folder", type=Path, metavar="OUT_FOLDER")
    folder: Path = parser.parse_args().folder
    folder.mkdir(parents=True, exist_ok=True)
    faces = faces_in(places.FONTS)
    for name, chart in pictures().items():
        height_px = round(HEIGHT_PX * 2.2 / chart.aspect)  # all of one width
        path = folder / f"{name}.png"
        painted = picture(chart, faces, height_px=height_px)
        ImageOps.expand(painted, MARGIN_PX, PAPER[Role.PAPER]).save(path, "png", optimize=True)
        print(path)
    return 0


if __name__ == "__main__":
    sys.exit(main())
