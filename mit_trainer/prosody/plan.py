"""A phrase becomes a plan: one note for each syllable.

Conventions
-----------
Times are seconds from the first beat.  A syllable's onset is its beat, and the beat
falls on the start of its *vowel* (consonants sound before it).  ``pitch_st`` is
semitones above the tonic, the low tone.  How stress becomes height, length and
loudness is a `Style`, whose numbers come from a protocol file with their source.
"""

from dataclasses import dataclass

from mit_trainer.phrase.model import Phrase
from mit_trainer.units import hertz


@dataclass(frozen=True)
class Style:
    """The few ways in which stress becomes sound.

    Attributes
    ----------
    high_st : height of a stressed syllable above the tonic, semitones
    syllables_per_min : beats a minute for unstressed syllables
    stressed_length : length of a stressed syllable relative to an unstressed one
    stressed_gain_db : loudness of a stressed syllable relative to an unstressed one
    """

    high_st: float
    syllables_per_min: float
    stressed_length: float
    stressed_gain_db: float


@dataclass(frozen=True)
class PlannedSyllable:
    """One note of the plan."""

    text: str
    stress: bool
    onset_s: float
    duration_s: float
    pitch_st: float
    gain_db: float


@dataclass(frozen=True)
class ProsodyPlan:
    """A phrase with a tune; the tonic is the low tone in Hz."""

    phrase: Phrase
    tonic_hz: float
    syllables: tuple[PlannedSyllable, ...]

    @property
    def duration_s(self) -> float:
        """From the first beat to the end of the last syllable."""
        last = self.syllables[-1]
        return last.onset_s + last.duration_s

    def f0_hz(self, index: int) -> float:
        """Planned frequency of one syllable."""
        return hertz(self.syllables[index].pitch_st, self.tonic_hz)


def plan(
    phrase: Phrase,
    style: Style,
    tonic_hz: float,
    heights_st: tuple[float, ...] | None = None,
) -> ProsodyPlan:
    """Give every syllable its beat, length, height and loudness.

    Stressed syllables lie ``style.high_st`` above the tonic, all others on it, unless the
    phrase has a tune of its own: ``heights_st``, one for each syllable.
    """
    beat_s = 60.0 / style.syllables_per_min
    by_stress_st = {True: style.high_st, False: 0.0}
    notes = []
    onset_s = 0.0
    for index, syllable in enumerate(phrase.syllables):
        duration_s = beat_s * (style.stressed_length if syllable.stress else 1.0)
        notes.append(
            PlannedSyllable(
                text=syllable.text,
                stress=syllable.stress,
                onset_s=onset_s,
                duration_s=duration_s,
                pitch_st=heights_st[index] if heights_st else by_stress_st[syllable.stress],
                gain_db=style.stressed_gain_db if syllable.stress else 0.0,
            )
        )
        onset_s += duration_s
    return ProsodyPlan(phrase=phrase, tonic_hz=tonic_hz, syllables=tuple(notes))
