"""A singing voice that knows what it sang: the truth for tests, demo and bench.

It takes a plan, a manner and what goes otherwise than planned, and gives samples with
the true start, end and pitch of every syllable, taken from the synthesis itself.

Conventions
-----------
Times are seconds from the first sample.  A syllable's onset is the start of its vowel,
its end the end of its vowel.  Levels in dB are relative to a vowel unless said
otherwise; -inf is none.  The same arguments give the same samples.
"""

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np

from mit_trainer.capture.take import Sound
from mit_trainer.prosody.plan import PlannedSyllable, ProsodyPlan
from mit_trainer.protocol.variant import Manner
from mit_trainer.simulated.letters import HUM, Consonant, Spelling, spell
from mit_trainer.simulated.score import Note, contour_st, tracks
from mit_trainer.simulated.throat import Folds, speak
from mit_trainer.units import Floats, amplitude, hertz, level_db

_SPOKEN_GAP_S = 0.21  # 4.8 syllables a second, conversational speech (Ozaki et al. 2024)
_SPOKEN_CONSONANTS = 0.6  # length of a consonant in quick speech, relative to slow
_TREMOR_HZ = 5.0
_VIBRATO_HZ = 5.5
_MORPH = {Manner.SPOKEN: 1.0, Manner.SPRECHGESANG: 0.5}
_LEVEL_DB = -22.0  # of the sung part, below full scale


@dataclass(frozen=True)
class Singer:
    """Whose voice it is; the defaults are a plausible, healthy man.

    Attributes
    ----------
    tonic_hz : the singer's own low tone; the plan's tonic is not used
    formant_scale : 1 for a man, about 1.17 for a woman, 1.3 for a child
    vibrato_cents, tremor_st : half the swing, at 5.5 Hz and 5 Hz
    drift_cents : slow wandering of a held tone, standard deviation
    jitter, shimmer : standard deviation from cycle to cycle, share
    breath_db : noise of the breath under the voice
    creak : 0 ... 1, how much every second cycle is weaker and late
    """

    tonic_hz: float = 160.0
    formant_scale: float = 1.0
    vibrato_cents: float = 0.0
    tremor_st: float = 0.0
    drift_cents: float = 8.0
    jitter: float = 0.003
    shimmer: float = 0.03
    breath_db: float = -40.0
    creak: float = 0.0


@dataclass(frozen=True)
class Performance:
    """What goes otherwise than planned.

    Attributes
    ----------
    starts_after_s : silence before the first sound
    ends_after_s : silence after the last
    tempo : 2 is twice as fast as planned
    left_out : indexes of syllables that are not sung; the rest closes up
    repeated : indexes of syllables that are begun twice ("cof-cof-fee")
    extra_after : indexes of syllables after which a strange one is sung
    pitch_error_st : added to each planned syllable, or None
    flat : every syllable on the tonic
    spoken : 0 sung ... 1 spoken; None takes it from the manner
    pauses_s : silence before a syllable, by index
    gap_spread : standard deviation of each gap between onsets, share
    voiced_share : share of each sung vowel's room that is filled
    noise_db : hiss of the room
    """

    starts_after_s: float = 0.3
    ends_after_s: float = 0.4
    tempo: float = 1.0
    left_out: tuple[int, ...] = ()
    repeated: tuple[int, ...] = ()
    extra_after: tuple[int, ...] = ()
    pitch_error_st: tuple[float, ...] | None = None
    flat: bool = False
    spoken: float | None = None
    pauses_s: tuple[tuple[int, float], ...] = ()
    gap_spread: float = 0.0
    voiced_share: float = 0.92
    noise_db: float = -50.0


@dataclass(frozen=True)
class SungSyllable:
    """One syllable that really sounded; ``index`` is None for one that was not planned."""

    index: int | None
    onset_s: float
    end_s: float
    f0_hz: float  # median over the vowel


@dataclass(frozen=True)
class Sung:
    """A sound and the truth about it."""

    sound: Sound
    syllables: tuple[SungSyllable, ...]


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
    notes = list(_in_time(plan, manner, performance, spoken, chance))
    if not notes:
        quiet = _pink(rate_hz, rate_hz, chance) * amplitude(_LEVEL_DB + performance.noise_db)
        return Sung(Sound(quiet.astype(np.float32), rate_hz), ())
    t = np.arange(int((notes[-1].end_s + 0.2 + performance.ends_after_s) * rate_hz)) / rate_hz
    height_st = contour_st(t, notes, spoken) + _wobble_st(t, singer, chance)
    f0_hz = hertz(height_st, singer.tonic_hz)
    mouth = tracks(t, f0_hz, notes, singer.formant_scale, singer.breath_db)
    folds = Folds(singer.jitter, singer.shimmer, singer.creak)
    voice = speak(mouth, folds, rate_hz, chance)
    voice *= amplitude(_LEVEL_DB - level_db(voice[mouth.voice > 0.5]))
    voice += _pink(t.size, rate_hz, chance) * amplitude(_LEVEL_DB + performance.noise_db)
    voice *= min(1.0, 0.98 / float(np.max(np.abs(voice))))
    truth = tuple(
        SungSyllable(n.index, n.onset_s, n.end_s, float(np.median(f0_hz[_vowel(t, n)])))
        for n in notes
    )
    return Sung(Sound(voice.astype(np.float32), rate_hz), truth)


def _wobble_st(t: Floats, singer: Singer, chance: np.random.Generator) -> Floats:
    n = int(t[-1] * 2.0) + 3  # a held tone wanders within half a second
    drift = np.interp(t * 2.0, np.arange(n), chance.normal(0.0, singer.drift_cents, n))
    vibrato = singer.vibrato_cents * np.sin(
        2.0 * np.pi * _VIBRATO_HZ * t + chance.uniform(0.0, 6.3)
    )
    tremor = singer.tremor_st * np.sin(2.0 * np.pi * _TREMOR_HZ * t + chance.uniform(0.0, 6.3))
    return (drift + vibrato) / 100.0 + tremor


def _pink(n: int, rate_hz: int, chance: np.random.Generator) -> Floats:
    """Noise of a room, equal power in each octave, root mean square 1."""
    spectrum = np.fft.rfft(chance.normal(0.0, 1.0, n))
    f = np.fft.rfftfreq(n, 1.0 / rate_hz)
    noise = np.fft.irfft(spectrum / np.sqrt(np.maximum(f, 50.0)) * (f > 50.0), n)
    return np.asarray(noise / np.sqrt(np.mean(noise**2)), dtype=np.float64)


def _in_time(
    plan: ProsodyPlan,
    manner: Manner,
    performance: Performance,
    spoken: float,
    chance: np.random.Generator,
) -> Iterator[Note]:
    """Place each syllable that is sung: consonants first, then the vowel until the next."""
    pauses = dict(performance.pauses_s)
    now_s = performance.starts_after_s
    sung = list(_as_performed(plan, performance))
    spellings = [_hummed() if manner is Manner.HUMMED else spell(s.text) for _, s in sung]
    before = scale = _SPOKEN_CONSONANTS**spoken
    for k, ((index, syllable), spelling) in enumerate(zip(sung, spellings, strict=True)):
        repeats = index is None and k + 1 < len(sung) and sung[k + 1][1] is syllable
        gap_s = _gap_s(syllable, spoken) / performance.tempo * (0.6 if repeats else 1.0)
        gap_s *= max(0.5, 1.0 + chance.normal(0.0, performance.gap_spread))
        tail = spellings[k + 1].onset if k + 1 < len(sung) else ()
        here = scale * min(1.0, 0.45 * gap_s / (scale * _length_s(spelling.coda + tail) + 1e-9))
        if k == 0:
            now_s += scale * _length_s(spelling.onset)
        now_s += pauses.get(index, 0.0) if index is not None else 0.0
        share = 1.0 if spoken > 0.5 else performance.voiced_share
        end_s = now_s + (gap_s - here * _length_s(spelling.coda + tail)) * share
        height_st = _height_st(syllable, index, performance)
        yield Note(index, spelling, height_st, syllable.stress, now_s, end_s, before, here)
        before = here
        now_s += gap_s


def _height_st(syllable: PlannedSyllable, index: int | None, performance: Performance) -> float:
    height_st = 0.0 if performance.flat else syllable.pitch_st
    if performance.pitch_error_st is None or index is None:
        return height_st
    return height_st + performance.pitch_error_st[index]


def _gap_s(syllable: PlannedSyllable, spoken: float) -> float:
    """Time from this vowel to the next, between the plan's and that of quick speech."""
    spoken_s = _SPOKEN_GAP_S * (1.25 if syllable.stress else 0.9)
    return float(syllable.duration_s ** (1.0 - spoken) * spoken_s**spoken)


def _as_performed(
    plan: ProsodyPlan, performance: Performance
) -> Iterator[tuple[int | None, PlannedSyllable]]:
    strange = PlannedSyllable("na", False, 0.0, plan.syllables[0].duration_s, 0.0, 0.0)
    for index, syllable in enumerate(plan.syllables):
        if index in performance.left_out:
            continue
        if index in performance.repeated:
            yield None, syllable
        yield index, syllable
        if index in performance.extra_after:
            yield None, strange


def _hummed() -> Spelling:
    return Spelling((Consonant(0.06, -20.0, HUM),), (HUM,), ())


def _length_s(consonants: tuple[Consonant, ...]) -> float:
    return sum(consonant.length_s for consonant in consonants)


def _vowel(t: Floats, note: Note) -> slice:
    start, end = np.searchsorted(t, (note.onset_s, note.end_s))
    return slice(int(start), int(end))
