"""Samples as the ear wants them: 16 kHz, no offset, no rumble.

All of it is done in the frequency domain, which delays nothing and needs numpy alone.
"""

from math import gcd

import numpy as np

from mit_trainer.capture.take import Sound
from mit_trainer.units import Floats

RATE_HZ = 16000
_RUMBLE_HZ = 100.0  # second-order, zero phase: helps in rooms, keeps voices from 80 Hz


def prepared(sound: Sound) -> Floats:
    """Bring a sound to 16 kHz, float64, high-passed at 100 Hz, its length kept to a sample."""
    if sound.samples.size == 0:
        return np.zeros(0)
    shared = gcd(sound.rate_hz, RATE_HZ)
    block_in, block_out = sound.rate_hz // shared, RATE_HZ // shared
    # Zeros behind the end keep the end from wrapping round to the beginning.
    n_blocks = handy(int(np.ceil((sound.samples.size + 0.1 * sound.rate_hz) / block_in)))
    padded = np.zeros(n_blocks * block_in)
    padded[: sound.samples.size] = sound.samples
    padded[: sound.samples.size] -= np.mean(sound.samples, dtype=np.float64)
    spectrum = np.fft.rfft(padded)
    n_out = n_blocks * block_out
    f = np.arange(min(spectrum.size, n_out // 2 + 1)) / (n_out / RATE_HZ)
    kept = spectrum[: f.size] / (1.0 + (_RUMBLE_HZ / np.maximum(f, 1e-3)) ** 4)
    out = np.fft.irfft(kept, n_out) * (n_out / padded.size)
    return np.asarray(out[: round(sound.duration_s * RATE_HZ)], dtype=np.float64)


def handy(n: int) -> int:
    """Find the next number that is a product of twos, threes and fives: quick to transform."""
    while True:
        rest = n
        for prime in (2, 3, 5):
            while rest % prime == 0:
                rest //= prime
        if rest == 1:
            return n
        n += 1
