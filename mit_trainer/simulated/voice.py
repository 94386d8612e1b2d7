"""A singing voice that knows what it sang: the truth for tests, demo and bench.

It takes a plan, a manner and what goes otherwise than planned, and gives samples with
the true start, end and pitch of every syllable, taken from the synthesis itself.  The
same arguments give the same samples.
"""

import numpy as np

from mit_trainer.capture.take import Sound
from mit_trainer.prosody.plan import ProsodyPlan
from mit_trainer.protocol.variant import Manner
from mit_trainer.simulated.performance import Performance, Singer, Sung, SungSyllable
from mit_trainer.simulated.score import Note, contour_st, slips_st, tracks
from mit_trainer.simulated.throat import Folds, speak
from mit_trainer.simulated.timing import in_time
from mit_trainer.units import Floats, amplitude, hertz, level_db

__all__ = ["Performance", "Singer", "Sung", "SungSyllable", "pink", "sing"]

_TREMOR_HZ = 5.0
_VIBRATO_HZ = 5.5
_MORPH = {Manner.SPOKEN: 1.0, Manner.SPRECHGESANG: 0.5}
_LEVEL_DB = -22.0  # of the sung part, below full scale


def sing(
    plan: ProsodyPlan,
    manner: Manner,
    singer: Singer,
    performance: Performance,
    seed: int,
    rate_hz: int = 48000,
) -> Sung:
    """Sing a plan and say what was sung.

    Returns
    -------
    `Sung`: mono float32 at ``rate_hz``, about -22 dB below full scale, never clipped
    """
    chance = np.random.default_rng(seed)
    spoken = _MORPH.get(manner, 0.0) if performance.spoken is None else performance.spoken
    notes = list(in_time(plan, manner, performance, spoken, chance))
    if not notes:
        quiet = pink(rate_hz, rate_hz, chance) * amplitude(_LEVEL_DB + performance.noise_db)
        return Sung(Sound(quiet.astype(np.float32), rate_hz), ())
    t = np.arange(int((notes[-1].end_s + 0.2 + performance.ends_after_s) * rate_hz)) / rate_hz
    height_st = contour_st(t, notes, spoken) + slips_st(t, notes) + _wobble_st(t, singer, chance)
    f0_hz = hertz(height_st, singer.tonic_hz)
    mouth = tracks(t, f0_hz, notes, singer.formant_scale, singer.breath_db)
    fry = _fry(t, notes, singer.fry_s)
    folds = Folds(singer.jitter, singer.shimmer, singer.creak, fry)
    voice = speak(mouth, folds, rate_hz, chance)
    voice *= amplitude(_LEVEL_DB - level_db(voice[mouth.voice > 0.5]))
    voice += pink(t.size, rate_hz, chance) * amplitude(_LEVEL_DB + performance.noise_db)
    voice *= min(1.0, 0.98 / float(np.max(np.abs(voice))))
    truth = tuple(_truth(t, f0_hz, fry, note) for note in notes)
    return Sung(Sound(voice.astype(np.float32), rate_hz), truth)


def pink(n: int, rate_hz: int, chance: np.random.Generator) -> Floats:
    """Noise of a room, equal power in each octave, root mean square 1."""
    spectrum = np.fft.rfft(chance.normal(0.0, 1.0, n))
    f = np.fft.rfftfreq(n, 1.0 / rate_hz)
    noise = np.fft.irfft(spectrum / np.sqrt(np.maximum(f, 50.0)) * (f > 50.0), n)
    return np.asarray(noise / np.sqrt(np.mean(noise**2)), dtype=np.float64)


def _wobble_st(t: Floats, singer: Singer, chance: np.random.Generator) -> Floats:
    n = int(t[-1] * 2.0) + 3  # a held tone wanders within half a second
    drift = np.interp(t * 2.0, np.arange(n), chance.normal(0.0, singer.drift_cents, n))
    vibrato = singer.vibrato_cents * np.sin(
        2.0 * np.pi * _VIBRATO_HZ * t + chance.uniform(0.0, 6.3)
    )
    tremor = singer.tremor_st * np.sin(2.0 * np.pi * _TREMOR_HZ * t + chance.uniform(0.0, 6.3))
    return (drift + vibrato) / 100.0 + tremor


def _fry(t: Floats, notes: list[Note], fry_s: float) -> Floats:
    """0 ... 1 for each sample: how far the voice has broken down into slow pulses."""
    fry = np.zeros(t.size)
    for note in notes:
        length_s = min(fry_s, 0.5 * (note.end_s - note.onset_s))
        fry[_between(t, note.end_s - length_s, note.end_s)] = 1.0
    return fry


def _truth(t: Floats, f0_hz: Floats, fry: Floats, note: Note) -> SungSyllable:
    vowel = _between(t, note.onset_s, note.end_s)
    f0 = float(np.median(f0_hz[vowel][fry[vowel] < 0.5]))
    return SungSyllable(note.index, note.onset_s, note.end_s, f0)


def _between(t: Floats, start_s: float, end_s: float) -> slice:
    start, end = np.searchsorted(t, (start_s, end_s))
    return slice(int(start), int(end))
