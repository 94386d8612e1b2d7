"""Fits the numbers of `mit_trainer.analysis.onset_weights` again, and prints them.

``python tests/bench/fit_onsets.py [PHRASES]``.  The answers are made by the voices of
`tests.bench.speakers.LEARNT_FROM` and by our own synthetic voice, never by those that are
reported on.  The voices that are installed decide the last digits: the shipped numbers
come from all eight, three phrases each, and from 450 answers of an earlier set.
"""

import sys
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import numpy as np

ROOT = Path(__file__).resolve().parents[2]
sys.path.insert(0, str(ROOT))

from mit_trainer.analysis.envelope import envelope  # noqa: E402  (after the path is set)
from mit_trainer.analysis.hearing import followed  # noqa: E402
from mit_trainer.analysis.onsets import candidates, features  # noqa: E402
from mit_trainer.analysis.prepare import prepared  # noqa: E402
from mit_trainer.capture.take import Sound  # noqa: E402
from mit_trainer.protocol.variant import Manner  # noqa: E402
from mit_trainer.simulated.voice import Performance, Singer, sing  # noqa: E402
from mit_trainer.units import Floats  # noqa: E402
from tests.bench.answers import KINDS, answer, in_room, pink  # noqa: E402
from tests.bench.speakers import LEARNT_FROM, missing, say  # noqa: E402
from tests.voices import tune  # noqa: E402

_NEAR_S = 0.06  # a candidate this near is the vowel start; others as near are left out
_RIDGE = 150.0
_MOST_STEPS = 500
_PHRASES = {
    "en": ("I WANT COF-fee", "CALL my DAUGH-ter", "I am HUN-gry", "GIVE me the PA-per"),
    "de": ("DAN-ke SCHÖN", "ich HA-be HUN-ger"),
    "es": ("QUIE-ro ca-FÉ", "MU-chas GRA-cias"),
}
_TONICS_HZ = (85.0, 110.0, 150.0, 210.0, 290.0)


def fit(x: Floats, is_start: Floats) -> tuple[float, Floats, Floats, Floats]:
    """Logistic regression with a ridge: intercept, weights, and centre and spread of features."""
    from scipy.optimize import minimize

    centre, spread = x.mean(axis=0), x.std(axis=0) + 1e-6
    z = (x - centre) / spread

    def loss(b: Floats) -> tuple[float, Floats]:
        odds = b[0] + z @ b[1:]
        away = 1.0 / (1.0 + np.exp(-np.clip(odds, -30.0, 30.0))) - is_start
        value = np.logaddexp(0.0, odds).sum() - is_start @ odds + 0.5 * _RIDGE * b[1:] @ b[1:]
        return float(value), np.concatenate(([away.sum()], z.T @ away + _RIDGE * b[1:]))

    start = np.zeros(x.shape[1] + 1)
    options = {"maxiter": _MOST_STEPS}
    found = minimize(loss, start, jac=True, method="L-BFGS-B", options=options).x
    return float(found[0]), found[1:], centre, spread


def examples(sound: Sound, starts_s: list[float]) -> tuple[Floats, Floats]:
    """Features of all candidates of one answer, and which are vowel starts."""
    samples = prepared(sound)
    heard = envelope(samples, followed(samples))
    found = candidates(heard)
    apart_s = np.abs(found.t_s[:, None] - np.array(starts_s)[None, :])
    is_start = np.zeros(found.t_s.size)
    if found.t_s.size:
        nearest = apart_s.argmin(axis=0)
        is_start[nearest[apart_s.min(axis=0) < _NEAR_S]] = 1.0
    kept = (is_start > 0.0) | (apart_s.min(axis=1) >= _NEAR_S)
    return features(heard, found.frame)[kept], is_start[kept]


def answers(n_phrases: int) -> Iterator[tuple[Sound, list[float]]]:
    """Make the answers to learn from, with their true vowel starts."""
    absent, noise = missing(LEARNT_FROM), pink(30.0, 48_000, 2)
    print(f"Not installed: {', '.join(absent) or 'none'}.")
    for nth, speaker in enumerate(s for s in LEARNT_FROM if s.name not in absent):
        for k, notation in enumerate(_PHRASES[speaker.language][:n_phrases]):
            n = len(notation.replace("-", " ").split())
            said = say(speaker, notation.replace("-", "").lower(), n)
            if said is None:
                continue
            for manner in (Manner.INTONED, Manner.SPOKEN):
                for j, kind in enumerate(KINDS):
                    hz = _TONICS_HZ[(nth + k + j) % 3 + 2 * speaker.woman]
                    made = answer(said, said, tune(notation), manner, kind, hz, 100 * nth + k)
                    for one in (made, in_room(made, noise, 20.0 - 10.0 * (j % 2), k)):
                        yield one.sound, [true.onset_s for true in one.syllables]
    for k, hz in enumerate(_TONICS_HZ * n_phrases):
        notation = _PHRASES["en"][k % 4]
        singer = Singer(tonic_hz=hz, tremor_st=0.4 * (k % 2), breath_db=-12.0 - 10.0 * (k % 3))
        performance = replace(Performance(), noise_db=-50.0 + 15.0 * (k % 3), gap_spread=0.1)
        sung = sing(tune(notation), Manner.INTONED, singer, performance, k, 16_000)
        yield sung.sound, [true.onset_s for true in sung.syllables]


def main() -> int:
    """Fit and print."""
    n_phrases = int(sys.argv[1]) if len(sys.argv) > 1 else 3
    pairs = [examples(*one) for one in answers(n_phrases)]
    x, is_start = (np.concatenate(parts) for parts in zip(*pairs, strict=True))
    intercept, weight, centre, spread = fit(x, is_start)
    print(f"{len(pairs)} answers, {is_start.size} candidates, {int(is_start.sum())} vowel starts")
    print(f"INTERCEPT = {intercept:.3f}")
    for name, values in (("WEIGHT", weight), ("CENTRE", centre), ("SPREAD", spread)):
        print(f"{name} = np.array(({', '.join(f'{value:.3f}' for value in values)}))")
    return 0


if __name__ == "__main__":
    sys.exit(main())
