"""Praat's overlap-add: a recording with other durations and another tune.

The voice is cut at its pulses and laid again, so that its timbre stays while pitch and
length change.  Before that `mit_trainer.praat.periods` mends the pulses and draws the
vowels out.

Conventions
-----------
All times are those of the recording, in seconds from its first sample; what comes out
is longer or shorter by the factors given.  Samples are float64, mono.
"""

from dataclasses import dataclass, replace

import numpy as np
import parselmouth
from parselmouth.praat import call, run

from mit_trainer.praat.periods import lengthened, mended
from mit_trainer.units import Floats

_COARSE_S = 0.05  # Praat's own pitch is replaced by ours
_PRAAT_ROOM = 3  # times the recording is all that Praat makes: silence behind it gives more
_EDGE_S = 1e-6  # a duration factor changes within this time


@dataclass(frozen=True)
class Score:
    """What a recording is to become.

    Attributes
    ----------
    edges_s : n + 1 times, ascending, from 0 to the end
    factors : n, how much longer each stretch between two edges becomes
    pitch_s, pitch_hz : the new tune, at recording times
    voiced_s : starts and ends of the vowels, which must stay voiced
    """

    edges_s: Floats
    factors: Floats
    pitch_s: Floats
    pitch_hz: Floats
    voiced_s: tuple[tuple[float, float], ...]


def resing(samples: Floats, rate_hz: int, score: Score, natural_hz: Floats, seed: int) -> Floats:
    """Lay the recording again as the score says.

    Parameters
    ----------
    natural_hz : [2, n], times and the recording's own pitch, without gaps
    seed : the same seed lays the same periods
    """
    length = round(float(np.dot(np.diff(score.edges_s), score.factors)) * rate_hz)
    pulses_s = mended(_pulses(samples, rate_hz, natural_hz), score.voiced_s, natural_hz)
    longer = lengthened(samples, rate_hz, pulses_s, score.edges_s, score.factors, seed)
    drawn = replace(
        score,
        edges_s=longer.edges_s,
        factors=score.factors * np.diff(score.edges_s) / np.diff(longer.edges_s),
        pitch_s=np.interp(score.pitch_s, score.edges_s, longer.edges_s),
    )
    room = np.zeros(max(length // _PRAAT_ROOM - longer.samples.size, 0) + rate_hz // 10)
    sound = parselmouth.Sound(np.concatenate((longer.samples, room)), float(rate_hz))
    work = call(sound, "To Manipulation", _COARSE_S, *_range(natural_hz))
    (sung,) = run(work, _script(sound.duration, drawn, longer.pulses_s, seed))
    return np.asarray(sung.values[0][:length], dtype=np.float64)


def _range(natural_hz: Floats) -> tuple[float, float]:
    return 0.7 * float(natural_hz[1].min()), 1.5 * float(natural_hz[1].max())


def _pulses(samples: Floats, rate_hz: int, natural_hz: Floats) -> Floats:
    """Where Praat hears the periods of the voice begin."""
    sound = parselmouth.Sound(samples, float(rate_hz))
    found = call(sound, "To PointProcess (periodic, cc)", *_range(natural_hz))
    if call(found, "Get number of points") == 0:
        return np.zeros(0)
    return np.asarray(call(found, "To Matrix").values[0], dtype=np.float64)


def _script(duration_s: float, score: Score, pulses_s: Floats, seed: int) -> str:
    """Write one script: a call for each of the hundreds of points would take a second."""
    first_s, last_s = score.edges_s[:-1] + _EDGE_S, score.edges_s[1:] - _EDGE_S
    factor_s = np.stack((first_s, last_s), axis=1).ravel()
    steps = [
        "work = selected()",
        # Voiceless stretches are laid by chance; the same seed shall lay them the same way.
        f"random_initializeWithSeedUnsafelyButPredictably ({seed})",
        f'pulses = Create empty PointProcess: "new", 0, {duration_s!r}',
        *(f"Add point: {at_s:.7f}" for at_s in pulses_s),
        f'pitch = Create PitchTier: "new", 0, {duration_s!r}',
        *_points(score.pitch_s, score.pitch_hz),
        f'length = Create DurationTier: "new", 0, {duration_s!r}',
        *_points(factor_s, np.repeat(score.factors, 2)),
    ]
    for tier, name in (("pulses", "pulses"), ("pitch", "pitch tier"), ("length", "duration tier")):
        steps += ["selectObject: work", f"plusObject: {tier}", f"Replace {name}"]
    steps += [
        "selectObject: work",
        "sung = Get resynthesis (overlap-add)",
        "removeObject: pulses, pitch, length",
        "random_initializeSafelyAndUnpredictably ()",
        "selectObject: sung",
    ]
    return "\n".join(steps)


def _points(at_s: Floats, values: Floats) -> list[str]:
    pairs = zip(at_s, values, strict=True)
    return [f"Add point: {time_s:.7f}, {value:.7f}" for time_s, value in pairs]
