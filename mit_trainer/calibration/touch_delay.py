"""How much later a touch is told than the finger met the glass.

The finger is heard knocking: its sound reaches the microphone at once, the touch event
comes later.  The delay is the one shift that brings most events onto a knock; knocks
without a touch and touches without a knock do no harm.

Conventions
-----------
Take time, seconds.  What is measured is touch less microphone: what has to be taken off
a tap so that it can be compared with a voice.
"""

import numpy as np

from mit_trainer.calibration.delay import Delay, from_trials
from mit_trainer.capture.take import Sound
from mit_trainer.units import Floats

_STEP_S = 0.001
_SMOOTH_S = 0.002
_BEFORE_S = (0.040, 0.006)  # the moment before, with which a knock is compared
_SAME_KNOCK_S = 0.10
_EARLY_S = 0.03
_TOGETHER_S = 0.045  # touches of one delay lie within this of each other
_LOWEST_HZ = 150.0


def knocks_s(heard: Sound, *, least_rise_db: float) -> Floats:
    """Find the starts of short, sudden sounds, float64 [knocks], ascending."""
    level = _level(heard)
    n_back, n_gap = (round(s / _STEP_S) for s in _BEFORE_S)
    if level.size <= n_back + 1:
        return np.zeros(0)
    quiet = np.concatenate(([0.0], np.cumsum(level)))
    before = np.full(level.size, np.inf)
    before[n_back:] = (quiet[n_back - n_gap : -1 - n_gap] - quiet[: -1 - n_back]) / (n_back - n_gap)
    floor = max(float(np.median(level)), 1e-10)
    sudden = level > 10.0 ** (least_rise_db / 10.0) * np.maximum(before, floor)
    out: list[float] = []
    for k in np.flatnonzero(sudden):
        if out and k * _STEP_S - out[-1] < _SAME_KNOCK_S:
            continue
        out.append(_start(level, int(k)) * _STEP_S)
    return np.array(out)


def touch_delay(touches_s: Floats, knocked_s: Floats, *, longest_s: float) -> Delay:
    """Bring touches onto knocks.

    Parameters
    ----------
    touches_s : float64 [touches], take time as the program was told
    knocked_s : float64 [knocks], from `knocks_s`

    Returns
    -------
    Delay, one trial a touch
    """
    later_s = touches_s[:, None] - knocked_s[None, :]
    possible = later_s[(later_s >= -_EARLY_S) & (later_s <= longest_s)]
    if possible.size == 0:
        return from_trials(np.full(touches_s.size, np.nan))
    centre_s = max(np.sort(possible), key=lambda middle: _votes(later_s, float(middle)))
    away_s = np.abs(later_s - float(centre_s))
    nearest = np.argmin(away_s, axis=1)
    rows = np.arange(touches_s.size)
    return from_trials(
        np.where(away_s[rows, nearest] <= _TOGETHER_S, later_s[rows, nearest], np.nan)
    )


def _votes(later_s: Floats, middle_s: float) -> tuple[int, float]:
    """How many touches this delay explains, then how closely, for comparing delays."""
    nearest = np.min(np.abs(later_s - middle_s), axis=1)
    explained = nearest <= _TOGETHER_S
    return int(explained.sum()), -float(np.mean(nearest[explained])) if explained.any() else 0.0


def _level(heard: Sound) -> Floats:
    """Power in steps of a millisecond, without rumble."""
    from scipy.signal import butter, sosfilt  # slow to load

    samples = np.nan_to_num(np.asarray(heard.samples, dtype=np.float64))
    if samples.size == 0:
        return np.zeros(0)
    sos = butter(2, _LOWEST_HZ, "highpass", fs=heard.rate_hz, output="sos")
    power = np.asarray(sosfilt(sos, samples)) ** 2
    step = round(_STEP_S * heard.rate_hz)
    n = power.size // step
    fine = power[: n * step].reshape(n, step).mean(axis=1)
    width = round(_SMOOTH_S / _STEP_S)
    return np.convolve(fine, np.ones(width) / width)[:n]


def _start(level: Floats, k: int) -> int:
    """Go back from a sudden rise to where the knock began."""
    top = float(level[k : k + 10].max())
    while k > 0 and level[k - 1] > 0.1 * top:
        k -= 1
    return k
