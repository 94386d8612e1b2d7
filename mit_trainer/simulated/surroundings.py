"""The room between a voice and the microphone, and what sounds in it besides.

Conventions
-----------
Levels are relative to the voice where it sounds; -inf is none.  The voice's first
sample keeps its time: a room adds what comes later and shifts nothing.
"""

from dataclasses import dataclass
from math import inf

import numpy as np

from mit_trainer.capture.take import Sound
from mit_trainer.simulated import noises
from mit_trainer.simulated.voice import pink
from mit_trainer.units import Floats, amplitude, level_db

_WINDOW_S = 0.05
_SOUNDS_DB = -20.0  # below the loudest, a window counts as silence
_EARLIEST_S = 0.004  # the first wall


@dataclass(frozen=True)
class Surroundings:
    """Where somebody sings.

    Attributes
    ----------
    echo_s : time in which the room's echo falls by 60 dB; 0 is no room
    echo_db : level of the whole echo against the voice that comes straight
    noise_db, hum_db, radio_db, talk_db : hiss, mains, kitchen radio, another voice
    hum_hz : 50 or 60
    n_talking : how many talk
    """

    echo_s: float = 0.0
    echo_db: float = -6.0
    noise_db: float = -inf
    hum_db: float = -inf
    hum_hz: float = 50.0
    radio_db: float = -inf
    talk_db: float = -inf
    n_talking: int = 1


def heard_in(sound: Sound, where: Surroundings, seed: int) -> Sound:
    """Let a sound be heard in a place; as long as before, never clipped."""
    chance = np.random.default_rng(seed)
    rate_hz = sound.rate_hz
    dry = sound.samples.astype(np.float64)
    voice_db = sounding_db(dry, rate_hz)
    out = dry + _echo(dry, rate_hz, where, chance) if where.echo_s > 0.0 else dry.copy()
    for noise_db, make in (
        (where.noise_db, pink),
        (where.hum_db, lambda n, r, c: noises.mains(n, r, c, where.hum_hz)),
        (where.radio_db, noises.radio),
        (where.talk_db, lambda n, r, c: noises.talk(n, r, c, where.n_talking)),
    ):
        if noise_db > -inf:
            out += amplitude(voice_db + noise_db) * make(out.size, rate_hz, chance)
    out *= min(1.0, 0.98 / max(float(np.max(np.abs(out), initial=0.0)), 1e-12))
    return Sound(out.astype(np.float32), rate_hz)


def sounding_db(samples: Floats, rate_hz: int) -> float:
    """Level below full scale, of the moments that are not silent."""
    width = max(1, int(_WINDOW_S * rate_hz))
    n = samples.size // width
    if n == 0:
        return level_db(samples)
    power = np.mean(samples[: n * width].reshape(n, width) ** 2, axis=1)
    loud = power[power > amplitude(2.0 * _SOUNDS_DB) * power.max()]
    return 10.0 * float(np.log10(loud.mean())) if loud.size else -inf


def _echo(dry: Floats, rate_hz: int, where: Surroundings, chance: np.random.Generator) -> Floats:
    n = int(where.echo_s * rate_hz)
    t = np.arange(n) / rate_hz
    response = chance.normal(0.0, 1.0, n) * np.exp(-6.9 * t / where.echo_s)
    response[t < _EARLIEST_S] = 0.0
    response *= amplitude(where.echo_db) / np.sqrt(np.sum(response**2))
    n_fft = 1 << int(np.ceil(np.log2(dry.size + n)))
    both = np.fft.rfft(dry, n_fft) * np.fft.rfft(response, n_fft)
    return np.asarray(np.fft.irfft(both, n_fft)[: dry.size], dtype=np.float64)
