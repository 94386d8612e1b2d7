"""The pitch of an answer, as two ears heard it.

Praat gives the fine value.  The second ear, where it is installed, says first where nobody
sings, so that an even noise can be taken off; then in which range and in which octave the
voice lies; and last whether a doubtful frame holds a voice at all.  Where the two disagree
and Praat is not sure, the frame counts as unvoiced: not measured is better than wrong.
Without a second ear Praat's own first pass takes its place.

The rules and their numbers were chosen on voices with known pitch, real and made, and
reported on others (``packaging/listening-accuracy.md``).

Conventions
-----------
Samples are at 16 kHz, as `mit_trainer.analysis.prepare` leaves them.  Times are seconds
from the first sample.  Unvoiced is NaN.
"""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from mit_trainer.analysis.noise import without_noise
from mit_trainer.analysis.octaves import raised
from mit_trainer.analysis.pitch import PitchTrack, repair_octaves
from mit_trainer.analysis.prepare import RATE_HZ
from mit_trainer.praat.listen import contour, first_pass, version
from mit_trainer.second_ear import SURE, Opinion, SecondEar, name, second_opinion
from mit_trainer.units import Floats

_SILENT = 0.35  # confidence below which the second ear hears nobody
_LEAST_VOICED = 5  # frames that tell a range
_BELOW = 0.55  # of the lower quartile of the voice lies the floor,
_ABOVE = 1.7  # of the upper one the ceiling; the fallen end of a creaky voice is inside
_BELOW_ALONE = 0.7  # where no second ear settles the octave, a lower floor invites slips
_FLOOR_HZ = (45.0, 400.0)
_LEAST_RANGE = 2.2
_ALIKE = 1.5 / 12.0  # octaves: two ears that differ by less mean the same pitch
_OCTAVE_SURE = 0.3  # confidence from which the second ear's octave counts
_STRONG = 0.8  # periodicity at which Praat is believed against the other ear
_CLEAR = 0.6  # periodicity at which Praat needs nobody to say that there is a voice
_SUPPORT = 0.2  # confidence of the second ear that lets a weaker frame count
_NEAR, _FAR = 15.0 / 1200.0, 35.0 / 1200.0  # octaves: from here on the two are averaged
_SHARE = 0.5


def followed(
    samples: Floats,
    *,
    range_hz: tuple[float, float] | None = None,
    second_ear: SecondEar = second_opinion,
) -> PitchTrack:
    """Follow the pitch of one answer.  Calls Praat, so it belongs in the worker process.

    Parameters
    ----------
    range_hz : lowest and highest pitch of this person, when they are known
    second_ear : gives another opinion, or None
    """
    opinion = second_ear(samples)
    if opinion is None:
        return _by_praat_alone(samples, range_hz)
    voiced_hz = np.where(opinion.confidence >= SURE, opinion.f0_hz, np.nan)
    voiced_hz = raised(samples, opinion.t_s, voiced_hz)
    other = _Other(opinion, np.where(np.isfinite(voiced_hz), voiced_hz, opinion.f0_hz))
    step_s = float(opinion.t_s[1]) if opinion.t_s.size > 1 else 1.0
    cleaned = without_noise(samples, ~_widened(opinion.confidence >= _SILENT, 1), step_s)
    found = contour(cleaned, RATE_HZ, range_hz or _range(voiced_hz, _BELOW), doubtful=True)
    track = _settled(PitchTrack(found.t_s, found.f0_hz, found.strength), samples, other)
    return repair_octaves(track)


def _by_praat_alone(samples: Floats, range_hz: tuple[float, float] | None) -> PitchTrack:
    first = first_pass(samples, RATE_HZ)
    cleaned = samples
    if first.t_s.size > 1:
        step_s = float(first.t_s[1] - first.t_s[0])
        # Praat's frames do not begin at 0: as many quiet ones stand before them.
        before = np.zeros(round(float(first.t_s[0]) / step_s), dtype=bool)
        voiced = np.concatenate((before, np.isfinite(first.f0_hz)))
        cleaned = without_noise(samples, ~_widened(voiced, 3), step_s)
        if cleaned is not samples:
            first = first_pass(cleaned, RATE_HZ)
    first_hz = raised(samples, first.t_s, first.f0_hz)
    found = contour(cleaned, RATE_HZ, range_hz or _range(first_hz, _BELOW_ALONE))
    f0_hz = raised(samples, found.t_s, found.f0_hz)
    return repair_octaves(PitchTrack(found.t_s, f0_hz, found.strength))


def ears() -> tuple[str, ...]:
    """Name whatever listens for pitch here, with versions."""
    other = name()
    return (f"praat {version()}",) if other is None else (f"praat {version()}", other)


@dataclass(frozen=True)
class _Other:
    """The second ear's opinion with its octave put right."""

    opinion: Opinion
    f0_hz: Floats

    def at(self, t_s: Floats) -> tuple[Floats, Floats]:
        """Octaves above 1 Hz and confidence at other times; no line is drawn across jumps."""
        own_s, height = self.opinion.t_s, np.log2(self.f0_hz)
        confidence = np.interp(t_s, own_s, self.opinion.confidence)
        if own_s.size < 2:
            return np.full(t_s.size, height[0]), confidence
        after = np.clip(np.searchsorted(own_s, t_s), 1, own_s.size - 1)
        nearest = after - (t_s - own_s[after - 1] < own_s[after] - t_s)
        jump = np.abs(height[after] - height[after - 1]) > 2.0 * _ALIKE
        return np.where(jump, height[nearest], np.interp(t_s, own_s, height)), confidence


def _settled(track: PitchTrack, samples: Floats, other: _Other) -> PitchTrack:
    """Take the octave and the doubtful frames from both ears together."""
    others, confidence = other.at(track.t_s)
    height = np.log2(track.f0_hz)
    # Where both surely heard the same, the octave has been judged already.
    judged = (np.abs(others - height) < _ALIKE) & (confidence >= SURE)
    alone_hz = np.where(judged, np.nan, track.f0_hz)
    height = np.fmax(height, np.log2(raised(samples, track.t_s, alone_hz)))
    low = (np.abs(others - height - 1.0) < _ALIKE) & (confidence >= _OCTAVE_SURE)
    height = height + low
    away = others - height
    alike = np.abs(away) < _ALIKE
    sure = (alike & ((track.strength >= _CLEAR) | (confidence >= _SUPPORT))) | (
        track.strength >= _STRONG
    )
    share = _SHARE * np.clip((np.abs(away) - _NEAR) / (_FAR - _NEAR), 0.0, 1.0) * alike
    f0_hz = np.where(sure, 2.0 ** (height + share * np.where(alike, away, 0.0)), np.nan)
    return PitchTrack(track.t_s, f0_hz, np.where(np.isfinite(f0_hz), track.strength, 0.0))


def _range(voiced_hz: Floats, below: float) -> tuple[float, float] | None:
    voiced_hz = voiced_hz[np.isfinite(voiced_hz)]
    if voiced_hz.size < _LEAST_VOICED:
        return None
    low, high = np.quantile(voiced_hz, (0.25, 0.75))
    floor_hz = float(np.clip(below * low, *_FLOOR_HZ))
    return floor_hz, float(np.clip(_ABOVE * high, _LEAST_RANGE * floor_hz, 1200.0))


def _widened(flags: NDArray[np.bool_], reach: int) -> NDArray[np.bool_]:
    """Add so many frames on both sides of each flag."""
    spread = np.convolve(flags, np.ones(2 * reach + 1), "same") > 0.5
    return np.asarray(spread[: flags.size])
