"""Whose voice it is, what goes otherwise than planned, and the truth about what sounded.

Conventions
-----------
Times are seconds from the first sample.  A syllable's onset is the start of its vowel,
its end the end of its vowel.  Levels in dB are relative to a vowel unless said
otherwise; -inf is none.
"""

from dataclasses import dataclass

from mit_trainer.capture.take import Sound


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
    fry_s : the last part of each vowel, at most half of it, that breaks down into slow
        and irregular pulses
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
    fry_s: float = 0.0


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
    broken_off : indexes of syllables that are begun, broken off at once, and begun anew
        after a pause ("c... coffee")
    false_start : so many syllables are sung, then the phrase is begun anew after a pause
    extra_after : indexes of syllables after which a strange one is sung
    pitch_error_st : added to each planned syllable, or None
    octave_slips : indexes of syllables in whose last third the voice leaps up an octave
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
    broken_off: tuple[int, ...] = ()
    false_start: int = 0
    extra_after: tuple[int, ...] = ()
    pitch_error_st: tuple[float, ...] | None = None
    octave_slips: tuple[int, ...] = ()
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

    @property
    def nucleus_s(self) -> float:
        """Middle of the vowel."""
        return 0.5 * (self.onset_s + self.end_s)


@dataclass(frozen=True)
class Sung:
    """A sound and the truth about it."""

    sound: Sound
    syllables: tuple[SungSyllable, ...]

    def missing(self, n_planned: int) -> tuple[int, ...]:
        """Indexes of the planned syllables that did not sound."""
        there = {syllable.index for syllable in self.syllables}
        return tuple(index for index in range(n_planned) if index not in there)

    @property
    def n_added(self) -> int:
        """How many syllables sounded that were not planned."""
        return sum(syllable.index is None for syllable in self.syllables)
