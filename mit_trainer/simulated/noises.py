"""What else sounds in a home: the mains, a kitchen radio, people talking.

Conventions
-----------
Each gives ``n`` float64 samples with root mean square 1.  Chance is handed in.
"""

import numpy as np

from mit_trainer.phrase.model import Phrase, PhraseId, Syllable
from mit_trainer.prosody.plan import Style, plan
from mit_trainer.protocol.variant import Manner
from mit_trainer.simulated.voice import Performance, Singer, pink, sing
from mit_trainer.units import Floats, amplitude, hertz

_HUM_FALL_DB = 5.0  # from one partial of the mains to the next
_TALK = ("ba", "do", "gi", "lu", "me", "na", "ro", "sa", "ti", "we", "fo", "ka", "li", "pu", "sto")
_PARTIALS = 8
_CHORDS_ST = ((0, 4, 7), (5, 9, 12), (7, 11, 14), (-3, 0, 4))
_SCALE_ST = (0, 2, 4, 5, 7, 9, 11, 12)


def mains(n: int, rate_hz: int, chance: np.random.Generator, hum_hz: float = 50.0) -> Floats:
    """Hum of the mains with its overtones up to 1 kHz, the even ones stronger."""
    t = np.arange(n) / rate_hz
    out = np.zeros(n)
    for k in range(1, int(1000.0 / hum_hz) + 1):
        level_db = -_HUM_FALL_DB * (k - 1) / 2.0 - (4.0 if k % 2 else 0.0)
        phase = chance.uniform(0.0, 2.0 * np.pi)
        out += amplitude(level_db) * np.sin(2.0 * np.pi * hum_hz * k * t + phase)
    return _even(out)


def talk(n: int, rate_hz: int, chance: np.random.Generator, n_voices: int = 1) -> Floats:
    """One person or several, talking without a stop in no language."""
    out = np.zeros(n)
    for _ in range(n_voices):
        at = -int(chance.uniform(0.0, 0.5) * rate_hz)
        while at < n:
            said = _sentence(rate_hz, chance)
            start, end = max(at, 0), min(at + said.size, n)
            if end > start:
                out[start:end] += said[start - at : end - at]
            at += said.size
    return _even(out)


def melody(n: int, rate_hz: int, chance: np.random.Generator, note_s: float = 0.4) -> Floats:
    """One instrument that plays a tune of single, decaying notes."""
    out = np.zeros(n)
    low_hz = chance.uniform(150.0, 350.0)
    for at_s in np.arange(0.0, n / rate_hz, note_s):
        f0_hz = float(hertz(float(chance.choice(_SCALE_ST)), low_hz))
        _strike(out, at_s, note_s, f0_hz, rate_hz)
    return _even(out)


def chords(n: int, rate_hz: int, chance: np.random.Generator, chord_s: float = 0.8) -> Floats:
    """Triads, one after the other."""
    out = np.zeros(n)
    low_hz = chance.uniform(130.0, 260.0)
    for k, at_s in enumerate(np.arange(0.0, n / rate_hz, chord_s)):
        for height_st in _CHORDS_ST[k % len(_CHORDS_ST)]:
            _strike(out, at_s, chord_s, float(hertz(float(height_st), low_hz)), rate_hz)
    return _even(out)


def drums(n: int, rate_hz: int, chance: np.random.Generator) -> Floats:
    """Beat a low drum and a hissing one in turn."""
    out = np.zeros(n)
    t = np.arange(int(0.15 * rate_hz)) / rate_hz
    low = np.exp(-t / 0.04) * np.sin(2.0 * np.pi * 70.0 * t)
    for k, at_s in enumerate(np.arange(0.0, n / rate_hz, 0.25)):
        hiss = 0.3 * np.exp(-t / 0.02) * chance.normal(0.0, 1.0, t.size)
        _add(out, low if k % 2 == 0 else hiss, int(at_s * rate_hz))
    return _even(out)


def radio(n: int, rate_hz: int, chance: np.random.Generator) -> Floats:
    """Music with somebody talking over it, through a small loudspeaker."""
    music = melody(n, rate_hz, chance) + chords(n, rate_hz, chance) + drums(n, rate_hz, chance)
    both = _even(music) + talk(n, rate_hz, chance) + 0.05 * pink(n, rate_hz, chance)
    f = np.fft.rfftfreq(n, 1.0 / rate_hz)
    small = 1.0 / np.sqrt(1.0 + (250.0 / np.maximum(f, 1.0)) ** 4)
    return _even(np.asarray(np.fft.irfft(np.fft.rfft(both) * small, n), dtype=np.float64))


def _sentence(rate_hz: int, chance: np.random.Generator) -> Floats:
    texts = chance.choice(_TALK, int(chance.integers(4, 9)))
    stress = chance.random(texts.size) < 0.4
    syllables = tuple(
        Syllable(str(text), bool(s), first == 0)
        for first, (text, s) in enumerate(zip(texts, stress, strict=True))
    )
    phrase = Phrase(PhraseId("talk"), " ".join(texts), "en", syllables)
    tune = plan(phrase, Style(3.0, 72.0, 1.25, 3.0), 150.0)
    high = bool(chance.random() < 0.5)
    singer = Singer(
        tonic_hz=chance.uniform(170.0, 230.0) if high else chance.uniform(90.0, 140.0),
        formant_scale=1.17 if high else 1.0,
        jitter=0.006,
    )
    pause_s = chance.uniform(0.0, 0.25)
    performance = Performance(starts_after_s=0.05, ends_after_s=pause_s, noise_db=-80.0)
    seed = int(chance.integers(2**31))
    sung = sing(tune, Manner.SPOKEN, singer, performance, seed, rate_hz)
    return np.asarray(sung.sound.samples, dtype=np.float64)


def _strike(out: Floats, at_s: float, length_s: float, f0_hz: float, rate_hz: int) -> None:
    """Add one struck string to what sounds already."""
    t = np.arange(int(length_s * rate_hz)) / rate_hz
    note = np.zeros(t.size)
    for k in range(1, _PARTIALS + 1):
        if k * f0_hz < 0.45 * rate_hz:
            note += np.exp(-t * (2.0 + 1.5 * k)) * np.sin(2.0 * np.pi * k * f0_hz * t) / k
    edge = min(t.size // 2, int(0.005 * rate_hz))
    note[:edge] *= np.linspace(0.0, 1.0, edge)
    note[-edge:] *= np.linspace(1.0, 0.0, edge)
    _add(out, note, int(at_s * rate_hz))


def _add(out: Floats, sound: Floats, at: int) -> None:
    end = min(at + sound.size, out.size)
    if end > at:
        out[at:end] += sound[: end - at]


def _even(samples: Floats) -> Floats:
    return samples / max(float(np.sqrt(np.mean(samples**2))), 1e-12)
