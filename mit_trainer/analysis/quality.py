"""Whether a take can be measured at all, and in plain words why not.

A wrong number harms; "could not be measured" does not.  Everything doubtful about the
recording itself is decided here, before any judgement.
"""

from dataclasses import dataclass, replace

import numpy as np

from mit_trainer.analysis.envelope import BAND_RANGE_DB, CENTRES_HZ, STEP_S, Envelope
from mit_trainer.capture.take import Take

_SHORTEST_S = 0.15  # of sound, below which no syllable fits
_LEAST_VOICED_S = 0.06
_LEAST_STRENGTH = 0.55  # noise that Praat takes for a voice is seldom more periodic
_QUIETEST_PEAK = 10.0 ** (-70.0 / 20.0)  # ten steps of a 16-bit recording
_LOUDEST_NOISE_DB = -8.0  # noise this near to the voice makes octaves uncertain
_CLEAR_NOISE_DB = -18.0
_CLIPPED_SHARE = 0.005
_BROKEN_SHARE = 0.5  # more of it at the limit is a fault, not a loud voice
_OPEN_DB = -12.0  # above 600 Hz against below, a closed mouth lets less through: nearly always
_WIDEST_DB = -9.0  # and at its widest
_MOVING_DB = 8.0  # a mouth that speaks opens and shuts by more
_VARIETY = 0.11  # of the spectrum, as a share of its 45 dB; words have 0.09 to 0.3
_MODEL = "the model's voice sounded along"
_HOLE_S = 0.004  # of nothing at all is no zero crossing
_BESIDE_S = 0.001
_UNBROKEN_DB = 6.0  # a voice falls silent before or after; a hum or a machine does not


@dataclass(frozen=True)
class Quality:
    """What can be known from this recording.

    Attributes
    ----------
    voice : a voice was heard
    pitch, rhythm : these can be measured
    hummed : the mouth stayed closed, as far as can be told
    clear : 0 ... 1, how far noise and overload leave the opinion to be trusted
    why : reasons in plain words, the first being the gravest
    """

    voice: bool
    pitch: bool
    rhythm: bool
    hummed: bool
    clear: float
    why: tuple[str, ...]


def quality(take: Take, heard: Envelope, *, prompt_heard: bool) -> Quality:
    """Judge a recording before anything in it is judged."""
    silent = _no_sound(take)
    if silent is None and _clipped_share(take) > _BROKEN_SHARE:
        silent = "the recording is badly overloaded"
    if silent is None:
        silent = _no_voice(heard)
    if silent is not None:
        return Quality(False, False, False, False, 0.0, (silent,))
    why, clear = [], 1.0
    if prompt_heard:
        why.append(_MODEL)
    gaps = take.n_gaps + _holes(take)
    if gaps > 0:
        why.append("the microphone lost some sound")
        clear *= 0.5
    if _clipped_share(take) > _CLIPPED_SHARE:
        why.append("the voice was too loud for the microphone")
        clear *= 0.7
    if heard.noise_db > _LOUDEST_NOISE_DB:
        why.append("the room was too loud")
        clear *= 0.3
    elif heard.noise_db > _CLEAR_NOISE_DB:
        clear *= 0.85
    if take.ended_early is not None:
        why.append("the recording stopped early")
        clear *= 0.5
    return Quality(
        voice=True,
        pitch=not prompt_heard and heard.noise_db <= _LOUDEST_NOISE_DB,
        rhythm=not prompt_heard and gaps == 0 and heard.noise_db <= _LOUDEST_NOISE_DB,
        hummed=_hummed(heard),
        clear=clear,
        why=tuple(why),
    )


def with_the_model(found: Quality, *, all_there: bool) -> Quality:
    """Judge what is left when the model's voice has been taken out of a recording.

    Where a whole answer is left, it came before or after the model and can be measured;
    otherwise a part of it may lie under the model, and nothing can be said.
    """
    if all_there:
        return replace(found, why=(*found.why, "the model's voice was left out"))
    return replace(found, pitch=False, rhythm=False, why=(_MODEL, *found.why))


def _no_sound(take: Take) -> str | None:
    samples = take.sound.samples
    if take.sound.duration_s < _SHORTEST_S:
        return "the recording is too short to hold a syllable"
    if not np.isfinite(samples).all():
        return "the recording is damaged"
    if float(np.ptp(samples)) < 2.0 * _QUIETEST_PEAK:  # an offset alone is no sound
        return "the recording is silent"
    return None


def _no_voice(heard: Envelope) -> str | None:
    sure = heard.pitch.strength > _LEAST_STRENGTH
    if sure.sum() * STEP_S < _LEAST_VOICED_S:
        return "could not hear a voice"
    if np.isfinite(heard.pitch.f0_hz).mean() > 0.9 and heard.pitch.t_s[-1] > 1.0:
        level = heard.level_db[5:-5]
        if np.quantile(level, 0.95) - np.quantile(level, 0.02) < _UNBROKEN_DB:
            return "heard one unbroken sound and no syllables"
    return None


def _holes(take: Take) -> int:
    """How often the sound breaks off in the middle and comes back: lost, not silent."""
    size = np.abs(take.sound.samples)
    loud = 0.1 * float(np.quantile(size, 0.99)) if size.size else 0.0
    nothing = np.concatenate(([False], size < 1e-7, [False])).astype(np.int8)
    edges = np.flatnonzero(np.diff(nothing))
    starts, ends = edges[::2], edges[1::2]
    long = (ends - starts >= _HOLE_S * take.sound.rate_hz) & (starts > 0) & (ends < size.size)
    starts, ends = starts[long], ends[long]
    near = int(_BESIDE_S * take.sound.rate_hz) + 1
    before = [size[max(0, s - near) : s].max(initial=0.0) for s in starts]
    after = [size[e : e + near].max(initial=0.0) for e in ends]
    return sum(b > loud and a > loud for b, a in zip(before, after, strict=True))


def _clipped_share(take: Take) -> float:
    """Share of samples that lie, three or more in a row, at the very top or bottom."""
    size = np.abs(take.sound.samples)
    top = float(size.max(initial=0.0))
    if top <= 0.0:
        return 0.0
    at_top = size >= 0.999 * top
    runs = at_top[2:] & at_top[1:-1] & at_top[:-2]
    return float(runs.mean()) if runs.size else 0.0


def _hummed(heard: Envelope) -> bool:
    """Whether the mouth stayed closed: dull, and the sound of the voice never changes."""
    voiced = np.isfinite(heard.pitch.f0_hz) & (heard.level_db > -20.0)
    if not voiced.any():
        return False
    bands = heard.bands[voiced][:, CENTRES_HZ < 4000.0]
    high = CENTRES_HZ[CENTRES_HZ < 4000.0] >= 600.0
    power = 10.0 ** (BAND_RANGE_DB / 10.0 * (bands - 1.0))
    open_db = 10.0 * np.log10(power[:, high].sum(axis=1) / power[:, ~high].sum(axis=1))
    variety = np.mean(np.std(bands - bands.mean(axis=1, keepdims=True), axis=0))
    shut_db, wide_db, widest_db = np.quantile(open_db, (0.1, 0.9, 0.99))
    shut = wide_db < _OPEN_DB and widest_db < _WIDEST_DB and wide_db - shut_db < _MOVING_DB
    return bool(shut and variety < _VARIETY)
