"""The colour of a voice's hum, taken from its own /m/, for `render_audio`."""

import numpy as np
from speaking import Floats

HUM_STEP_HZ, HUM_HIGHEST_HZ = 100.0, 5_000.0


def partials_of(
    samples: Floats, rate_hz: int, start_s: float, end_s: float
) -> list[tuple[float, float]]:
    """Frequency and level of each partial in a stretch of voice, relative to the strongest."""
    part = samples[int(start_s * rate_hz) : int(end_s * rate_hz)]
    spectrum = np.abs(np.fft.rfft(part * np.hanning(part.size), 16384))
    power = np.fft.irfft(np.square(spectrum))
    lags = np.arange(rate_hz // 300, rate_hz // 75)
    f0_hz = rate_hz / float(lags[np.argmax(power[lags])])
    found = []
    for hz in np.arange(f0_hz, HUM_HIGHEST_HZ, f0_hz):
        low, high = (int(edge * 16384 / rate_hz) for edge in (hz - f0_hz / 3, hz + f0_hz / 3))
        found.append((float(hz), float(spectrum[low:high].max())))
    highest = max(level for _, level in found)
    return [(hz, 20.0 * np.log10(level / highest)) for hz, level in found]


def timbre(found: list[tuple[float, float]]) -> list[float]:
    """Levels every 100 Hz of a hum, smoothed over all the /m/ that were found."""
    hz, level = np.array(found).T
    grid = np.arange(0.0, HUM_HIGHEST_HZ, HUM_STEP_HZ)
    weights = np.exp(-0.5 * np.square((grid[:, None] - hz) / HUM_STEP_HZ)) + 1e-9
    smooth = (weights * level).sum(axis=1) / weights.sum(axis=1)
    return [round(float(value - smooth.max()), 1) for value in smooth]
