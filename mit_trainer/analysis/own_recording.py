"""Somebody's own recording of a phrase: its syllables found, silence around it cut off.

The syllables are found without words, from loudness, voice and spectrum, with their number
known.  They carry a prompt well; a shipped recording's marks are finer.
"""

from dataclasses import replace

import numpy as np

from mit_trainer.analysis.envelope import Envelope, envelope
from mit_trainer.analysis.nuclei import nucleus
from mit_trainer.analysis.onsets import Candidates, candidates
from mit_trainer.analysis.pitch import PitchTrack, repair_octaves
from mit_trainer.analysis.prepare import RATE_HZ as HEARD_HZ
from mit_trainer.analysis.prepare import prepared
from mit_trainer.capture.take import Sound
from mit_trainer.errors import BadInput
from mit_trainer.phrase.model import Phrase
from mit_trainer.praat.listen import contour
from mit_trainer.prompt.recordings import Mark, Spoken, mark, spoken

_HIGHEST_RATE_HZ = 48_000
_SOUNDING_DB = -35.0  # below the loudest: the phrase has begun
_MARGIN_S = 0.08
_SHORTEST_VOWEL_S = 0.04
# Between two vowel starts of speech: a quarter of a second, more or less.
_APART_S, _QUICKEST_S, _USUAL_S = 0.09, 0.11, 0.25
_SURE = 1.0  # log-odds; one of 344 shipped recordings has two more of these than syllables
_FREE = 0.5  # so far (as a logarithm) costs nothing
_PACE = 3.0


def own_recording(sound: Sound, phrase: Phrase, name: str, *, certain: bool = False) -> Spoken:
    """Find the syllables of a phrase in a recording of it.

    Raises `BadInput` when there is no voice in it, or another number of syllables.

    Parameters
    ----------
    name : what the sentence calls the recording
    certain : it is known to hold the phrase once and nothing else
    """
    sound = _at_most_48_khz(sound)
    heard = _heard(sound)
    if not np.isfinite(heard.pitch.f0_hz).any():
        raise BadInput(f"There is no voice in {name}; speak the phrase aloud and record it again.")
    marks = _marks(heard, phrase, name, most=None if certain else len(phrase.syllables) + 1)
    return _cut_out(sound, marks, heard)


def vowel_starts(sound: Sound, wanted: int) -> list[float]:
    """Where so many vowels most likely start, ascending; none where they cannot be found."""
    return _likeliest(candidates(_heard(_at_most_48_khz(sound))), wanted)


def _heard(sound: Sound) -> Envelope:
    samples = prepared(sound)
    found = contour(samples, HEARD_HZ)
    track = PitchTrack(found.t_s, found.f0_hz, found.strength)
    return envelope(samples, repair_octaves(track))


def _marks(heard: Envelope, phrase: Phrase, name: str, *, most: int | None) -> tuple[Mark, ...]:
    """Give the marks of the syllables that were found, in order."""
    starts_s = _starts_s(heard, phrase, name, most=most)
    marks: list[Mark] = []
    begun_s = _sounding_s(heard)[0]
    for start_s, next_s in zip(starts_s, [*starts_s[1:], float(heard.t_s[-1])], strict=True):
        found = nucleus(heard, start_s, next_s)
        end_s = float(np.clip(found.end_s, start_s + _SHORTEST_VOWEL_S, next_s))
        marks.append(mark(min(begun_s, start_s), start_s, end_s))
        begun_s = end_s
    return tuple(marks)


def _starts_s(heard: Envelope, phrase: Phrase, name: str, *, most: int | None) -> list[float]:
    """Find where the vowels start: the likeliest times, as many as the phrase has syllables."""
    wanted = len(phrase.syllables)
    possible = candidates(heard)
    if most is not None and np.count_nonzero(possible.odds > _SURE) > most:
        raise BadInput(
            f'More than the {wanted} syllables of "{phrase.text}" are heard in {name}; '
            "record the phrase once, with nothing before or after it."
        )
    chosen = _likeliest(possible, wanted)
    if not chosen or (chosen[-1] - chosen[0]) < _QUICKEST_S * (wanted - 1):
        raise BadInput(
            f'Not all {wanted} syllables of "{phrase.text}" can be heard in {name}; '
            "speak the phrase a little slower and record it again."
        )
    return chosen


def _likeliest(possible: Candidates, wanted: int) -> list[float]:
    """Choose so many times that their odds are best and their distances natural."""
    t_s, odds = possible.t_s, possible.odds
    if t_s.size < wanted:
        return []
    score, came_from = odds.copy(), []
    apart_s = t_s[None, :] - t_s[:, None]  # [before, after]
    pace = np.full(apart_s.shape, np.inf)
    later = apart_s >= _APART_S
    away = np.abs(np.log(apart_s[later] / _USUAL_S)) - _FREE
    pace[later] = _PACE * np.square(np.maximum(away, 0.0))
    for _ in range(wanted - 1):
        reached = score[:, None] - pace
        came_from.append(np.argmax(reached, axis=0))
        score = reached.max(axis=0) + odds
    last = int(np.argmax(score))
    if not np.isfinite(score[last]):
        return []
    path = [last]
    for step in reversed(came_from):
        path.append(int(step[path[-1]]))
    return [float(t_s[k]) for k in reversed(path)]


def _sounding_s(heard: Envelope) -> tuple[float, float]:
    """When the recording begins and ceases to sound."""
    sounding = heard.t_s[heard.level_db > _SOUNDING_DB]
    return float(sounding[0]), float(sounding[-1])


def _cut_out(sound: Sound, marks: tuple[Mark, ...], heard: Envelope) -> Spoken:
    """Leave out the silence before and after the phrase."""
    begins_s, ends_s = _sounding_s(heard)
    start_s = max(min(begins_s, marks[0].onset_s) - _MARGIN_S, 0.0)
    end_s = max(ends_s, marks[-1].end_s) + _MARGIN_S
    first = round(start_s * sound.rate_hz)
    kept = sound.samples[first : round(end_s * sound.rate_hz)]
    moved_s = first / sound.rate_hz
    length_s = kept.size / sound.rate_hz
    moved = tuple(
        mark(one.onset_s - moved_s, one.vowel_s - moved_s, min(one.end_s - moved_s, length_s))
        for one in marks
    )
    return spoken(replace(sound, samples=kept), moved)


def _at_most_48_khz(sound: Sound) -> Sound:
    """Bring a finer rate down: nothing above 24 kHz is heard, and Praat would be slow."""
    from scipy.signal import resample_poly

    if sound.rate_hz <= _HIGHEST_RATE_HZ:
        return sound
    shared = int(np.gcd(sound.rate_hz, _HIGHEST_RATE_HZ))
    samples = resample_poly(sound.samples, _HIGHEST_RATE_HZ // shared, sound.rate_hz // shared)
    return Sound(samples.astype(np.float32), _HIGHEST_RATE_HZ)
