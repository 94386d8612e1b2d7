"""How long a sound is on its way from this program to this program.

Each burst is looked for with a matched filter (cross-correlation with the burst
itself).  Of all places that match, the first counts that is nearly as high as the
highest, because an echo comes later and may be louder.

Conventions
-----------
``played_from_s`` is take time: when, by the card's own word, the first sample of the
test sound was to be heard.  What is measured is how much later than that word it
arrives.
"""

import numpy as np

from mit_trainer.calibration.bursts import BAND_HZ, Bursts
from mit_trainer.calibration.delay import Delay, from_trials
from mit_trainer.capture.take import Sound
from mit_trainer.units import Floats

_EARLY_S = 0.05  # a card's word may be late as well
_NEARLY = 0.5  # of the highest match
_NOTHING = 1e-10  # power, 100 dB below full scale


def sound_delay(
    heard: Sound, played: Bursts, played_from_s: float, *, longest_s: float, least_clear: float
) -> Delay:
    """Find the bursts in a recording.

    Parameters
    ----------
    longest_s : no delay beyond this is looked for
    least_clear : a burst counts from this height of its match, of 1 for a perfect one

    Returns
    -------
    Delay, one trial a burst.  Both sounds must have the same rate (`ValueError`).
    """
    if heard.rate_hz != played.sound.rate_hz:
        raise ValueError("the recording and the test sound have different rates")
    samples = _in_band(heard)
    trials = [
        _one(samples, heard.rate_hz, pattern, played_from_s + start_s, longest_s, least_clear)
        for pattern, start_s in zip(played.patterns, played.starts_s, strict=True)
    ]
    return from_trials(np.array(trials))


def _one(
    samples: Floats,
    rate_hz: int,
    pattern: Floats,
    expected_s: float,
    longest_s: float,
    least_clear: float,
) -> float:
    """Delay of one burst, NaN when it does not stand out."""
    from scipy.signal import correlate  # slow to load

    first = max(0, round((expected_s - _EARLY_S) * rate_hz))
    last = round((expected_s + longest_s) * rate_hz) + pattern.size
    window = samples[first:last]
    if window.size <= pattern.size:
        return float("nan")
    match = np.abs(correlate(window, pattern, mode="valid", method="fft"))
    match /= np.sqrt(np.sum(pattern**2) * _energy(window, pattern.size))
    highest = float(match.max())
    if highest < least_clear:
        return float("nan")
    near = int(np.flatnonzero(match >= _NEARLY * highest)[0])
    width = round(0.001 * rate_hz)  # up to the top of the same peak
    at = near + int(np.argmax(match[near : near + width]))
    return (first + at) / rate_hz - expected_s


def _energy(window: Floats, n: int) -> Floats:
    """Energy of each stretch of ``n`` samples; never quite nothing."""
    total = np.concatenate(([0.0], np.cumsum(window**2)))
    return np.asarray(np.maximum(total[n:] - total[:-n], _NOTHING * n), dtype=np.float64)


def _in_band(heard: Sound) -> Floats:
    """Leave only the band in which the bursts lie; no frequency is delayed."""
    from scipy.signal import butter, sosfiltfilt  # slow to load

    samples = np.nan_to_num(np.asarray(heard.samples, dtype=np.float64))
    if samples.size < 100:
        return samples
    sos = butter(2, BAND_HZ, "bandpass", fs=heard.rate_hz, output="sos")
    return np.asarray(sosfiltfilt(sos, samples), dtype=np.float64)
