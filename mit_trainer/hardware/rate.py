"""Another sampling rate, for a device that insists on its own."""

import numpy as np

from mit_trainer.capture.take import Sound

_EDGE_S = 0.02  # silence around the sound, so that its ends do not meet


def at_rate(sound: Sound, rate_hz: int) -> Sound:
    """Convert a whole sound through its spectrum; the same sound when nothing changes.

    Everything below half of the lower rate is kept exactly, everything above is gone.
    The first sample stays at time 0.
    """
    if sound.rate_hz == rate_hz or sound.samples.size == 0:
        return Sound(sound.samples, rate_hz)
    # Both lengths must last equally long: whole steps of the rates' common divisor.
    unit = int(np.gcd(sound.rate_hz, rate_hz))
    step_in, step_out = sound.rate_hz // unit, rate_hz // unit
    n_steps = -(-(sound.samples.size + 2 * round(_EDGE_S * sound.rate_hz)) // step_in)
    spectrum = np.fft.rfft(sound.samples.astype(np.float64), n_steps * step_in)
    n_out = n_steps * step_out
    shorter = min(n_steps * step_in, n_out) // 2
    kept = np.zeros(n_out // 2 + 1, dtype=np.complex128)
    kept[:shorter] = spectrum[:shorter]
    samples = np.fft.irfft(kept, n_out) * (step_out / step_in)
    n = round(sound.samples.size * step_out / step_in)
    return Sound(samples[:n].astype(np.float32), rate_hz)
