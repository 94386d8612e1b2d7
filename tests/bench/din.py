"""Sounds that are no answer: from silence to a barking dog, made by arithmetic.

Conventions
-----------
Each gives float64 samples at `RATE_HZ`, mostly three to five seconds, at any level.
Chance is handed in and decides everything that may vary.
"""

import numpy as np

from mit_trainer.simulated import noises
from mit_trainer.simulated.voice import pink
from mit_trainer.units import Floats, amplitude

RATE_HZ = 16000
Chance = np.random.Generator
_DTMF_HZ = ((697.0, 770.0, 852.0, 941.0), (1209.0, 1336.0, 1477.0, 1633.0))


def _times(chance: Chance) -> Floats:
    return np.arange(int(chance.uniform(3.0, 5.0) * RATE_HZ)) / RATE_HZ


def _loud(chance: Chance, low_db: float = -40.0, high_db: float = -10.0) -> float:
    return amplitude(chance.uniform(low_db, high_db))


def silence(chance: Chance) -> Floats:
    """Nothing, an offset, or the last bit of a sound card."""
    n = _times(chance).size
    dither = chance.normal(0.0, 1.0, n) * float(chance.choice((0.0, 1e-5, 1e-4)))
    return dither + float(chance.choice((0.0, 0.3, -0.8)))


def white(chance: Chance) -> Floats:
    """White noise."""
    return _loud(chance, -70.0, -6.0) * chance.normal(0.0, 1.0, _times(chance).size)


def pinkish(chance: Chance) -> Floats:
    """Pink noise that swells and sinks."""
    t = _times(chance)
    swell = 1.0 + 0.6 * np.sin(2.0 * np.pi * chance.uniform(0.2, 4.0) * t)
    return _loud(chance, -60.0, -12.0) * pink(t.size, RATE_HZ, chance) * swell


def hum(chance: Chance) -> Floats:
    """Hum as the mains alone do, with some hiss."""
    n = _times(chance).size
    hiss = pink(n, RATE_HZ, chance) * amplitude(chance.uniform(-40.0, -6.0))
    return _loud(chance) * (
        noises.mains(n, RATE_HZ, chance, float(chance.choice((50.0, 60.0)))) + hiss
    )


def fan(chance: Chance) -> Floats:
    """Run a fan or a vacuum cleaner: noise and the whine of its blades."""
    t = _times(chance)
    blades_hz = chance.uniform(80.0, 400.0)
    whine = sum(np.sin(2.0 * np.pi * blades_hz * k * t) / k for k in (1, 2, 3))
    air = pink(t.size, RATE_HZ, chance)
    beat = 1.0 + 0.3 * np.sin(2.0 * np.pi * chance.uniform(2.0, 8.0) * t)
    return _loud(chance) * (air * beat + chance.uniform(0.2, 1.5) * whine)


def knocks(chance: Chance) -> Floats:
    """Knocking on wood or clapping, four to eight times."""
    t = _times(chance)
    out = np.zeros(t.size)
    low_hz, clap = chance.uniform(80.0, 350.0), bool(chance.random() < 0.5)
    for k in range(int(chance.integers(4, 9))):
        since = t - 0.3 - 0.45 * k - chance.uniform(0.0, 0.1)
        fall = np.where(since >= 0.0, np.exp(-np.maximum(since, 0.0) / 0.03), 0.0)
        body = chance.normal(0.0, 1.0, t.size) if clap else np.sin(2.0 * np.pi * low_hz * since)
        out += fall * body
    return _loud(chance) * (out + 0.003 * chance.normal(0.0, 1.0, t.size))


def barks(chance: Chance) -> Floats:
    """Bark like a dog: short rough bursts that rise and fall."""
    t = _times(chance)
    out = np.zeros(t.size)
    base_hz = chance.uniform(350.0, 700.0)
    for at_s in np.arange(0.3, t[-1] - 0.5, chance.uniform(0.35, 0.7)):
        x = np.clip((t - at_s) / chance.uniform(0.12, 0.2), 0.0, 1.0)
        f0_hz = base_hz * (0.7 + 0.6 * np.sin(np.pi * x)) * (1.0 + 0.04 * chance.normal())
        phase = 2.0 * np.pi * np.cumsum(f0_hz) / RATE_HZ
        voice = sum(np.sin(k * phase) / k for k in range(1, 7))
        out += np.sin(np.pi * x) ** 0.5 * (voice + chance.normal(0.0, 0.6, t.size))
    return _loud(chance) * (out + 0.003 * chance.normal(0.0, 1.0, t.size))


def telephone(chance: Chance) -> Floats:
    """Give a dialling tone, a ringing tone or dialled digits."""
    t = _times(chance)
    which = int(chance.integers(3))
    if which == 0:
        return _loud(chance) * (np.sin(2200.0 * t) + np.sin(2765.0 * t))
    if which == 1:
        return _loud(chance) * np.sin(2.0 * np.pi * 425.0 * t) * ((t % 1.2) < 0.6)
    out = np.zeros(t.size)
    for at_s in np.arange(0.2, t[-1] - 0.3, 0.35):
        here = (t > at_s) & (t < at_s + 0.2)
        for group in _DTMF_HZ:
            out[here] += np.sin(2.0 * np.pi * float(chance.choice(group)) * t[here])
    return _loud(chance) * out


def waves(chance: Chance) -> Floats:
    """Give a square or saw-tooth wave, a siren, or beeps."""
    t = _times(chance)
    f_hz = chance.uniform(80.0, 500.0)
    which = int(chance.integers(4))
    if which == 0:
        return _loud(chance) * np.sign(np.sin(2.0 * np.pi * f_hz * t))
    if which == 1:
        return _loud(chance) * (2.0 * ((f_hz * t) % 1.0) - 1.0)
    if which == 2:
        f = f_hz * 2.0 ** (0.5 * np.sin(2.0 * np.pi * chance.uniform(0.3, 1.5) * t))
        phase = np.cumsum(f) / RATE_HZ
        return _loud(chance) * np.sign(np.sin(2.0 * np.pi * phase))
    return _loud(chance) * np.sin(2.0 * np.pi * f_hz * t) * ((t % 0.5) < 0.25)


def chords(chance: Chance) -> Floats:
    """Triads."""
    return _loud(chance) * noises.chords(_times(chance).size, RATE_HZ, chance)


def band(chance: Chance) -> Floats:
    """Play a tune with drums and, sometimes, chords."""
    n = _times(chance).size
    out = noises.melody(n, RATE_HZ, chance, chance.uniform(0.25, 0.7))
    out += chance.uniform(0.2, 1.0) * noises.drums(n, RATE_HZ, chance)
    return _loud(chance) * (
        out + float(chance.choice((0.0, 0.7))) * noises.chords(n, RATE_HZ, chance)
    )


def piano(chance: Chance) -> Floats:
    """Play a tune of single struck notes and nothing else."""
    n = _times(chance).size
    return _loud(chance) * noises.melody(n, RATE_HZ, chance, chance.uniform(0.3, 0.8))


def flute(chance: Chance) -> Floats:
    """Blow or bow four to eight held notes."""
    t = _times(chance)
    note_s = chance.uniform(0.4, 0.9)
    steps = chance.choice((0, 2, 3, 5, 7), int(t[-1] / note_s) + 2)
    f0_hz = chance.uniform(200.0, 440.0) * 2.0 ** (steps[(t / note_s).astype(int)] / 12.0)
    f0_hz *= 1.0 + 0.006 * np.sin(2.0 * np.pi * 5.0 * t)
    phase = 2.0 * np.pi * np.cumsum(f0_hz) / RATE_HZ
    fall = chance.uniform(1.0, 2.5)
    tone = sum(np.sin(k * phase) / k**fall for k in range(1, 8))
    gate = np.clip(np.minimum(t % note_s, note_s - t % note_s) / 0.03, 0.0, 1.0)
    gate *= (t > 0.3) & (t < t[-1] - 0.3)
    return np.asarray(_loud(chance) * tone * gate + 1e-4 * chance.normal(0.0, 1.0, t.size))


def radio(chance: Chance) -> Floats:
    """Music with somebody talking over it."""
    return _loud(chance) * noises.radio(_times(chance).size, RATE_HZ, chance)


def babble(chance: Chance) -> Floats:
    """Four to eight people at once."""
    n_voices = int(chance.integers(4, 9))
    return _loud(chance) * noises.talk(_times(chance).size, RATE_HZ, chance, n_voices)


def far_talk(chance: Chance) -> Floats:
    """Somebody talking in another room, all echo."""
    dry = noises.talk(_times(chance).size, RATE_HZ, chance)
    t = np.arange(int(chance.uniform(1.2, 2.5) * RATE_HZ)) / RATE_HZ
    echo = chance.normal(0.0, 1.0, t.size) * np.exp(-6.9 * t / t[-1])
    n_fft = 1 << int(np.ceil(np.log2(dry.size + echo.size)))
    wet = np.fft.irfft(np.fft.rfft(dry, n_fft) * np.fft.rfft(echo, n_fft), n_fft)[: dry.size]
    wet /= np.sqrt(np.mean(wet**2))
    hiss = amplitude(chance.uniform(-30.0, -10.0)) * pink(dry.size, RATE_HZ, chance)
    return _loud(chance, -60.0, -30.0) * (wet + hiss)


def whistle(chance: Chance) -> Floats:
    """Whistling four to seven notes with the lips."""
    t = _times(chance)
    note_s = chance.uniform(0.4, 0.8)
    steps = chance.choice((0, 2, 3, 5, 7), int(t[-1] / note_s) + 2)
    f0_hz = chance.uniform(700.0, 1500.0) * 2.0 ** (steps[(t / note_s).astype(int)] / 12.0)
    f0_hz *= 1.0 + 0.004 * np.sin(2.0 * np.pi * 5.0 * t)
    phase = 2.0 * np.pi * np.cumsum(f0_hz) / RATE_HZ
    gate = np.clip(np.minimum(t % note_s, 0.9 * note_s - t % note_s) / 0.03, 0.0, 1.0)
    tone = np.sin(phase) + 0.01 * np.sin(2.0 * phase)
    return _loud(chance) * gate * (tone + 0.02 * chance.normal(0.0, 1.0, t.size))
