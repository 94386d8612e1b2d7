"""Whether what was heard is one living voice, and in plain words why not.

The signs are measured by `mit_trainer.analysis.signs`; where they stop being those of a
voice is for the rubric to say.  A wrong number harms; "could not be measured" does not.
"""

from dataclasses import dataclass, replace

from mit_trainer.analysis.features import Analysis
from mit_trainer.analysis.quality import Quality
from mit_trainer.analysis.signs import Signs
from mit_trainer.protocol.variant import Manner


@dataclass(frozen=True)
class VoiceLimits:
    """The rows of the rubric's table ``voice``; its comments say what each means."""

    one_line: float
    two_lines: float
    least_partial: float
    shortest_hold_s: float
    roughest_st_per_s: float
    shrillest: float
    highest_hz: float
    dullest: float
    dull_below_hz: float
    unchanging_db: float
    unchanging_from_st: float
    machine_st_per_s: float
    machine_from_st: float
    machine_second: float
    bursts: float
    burst_s: float
    second_alone: float
    second_with_range: float
    second_range_st: float
    widest_st: float
    most_extra: float


def deafened(heard: Analysis, manner: Manner, limits: VoiceLimits) -> Quality:
    """Take back what cannot be measured; the quality of a good recording stays as it is."""
    found, signs = heard.quality, heard.signs
    if not found.voice or not signs.n_stretches:
        return found
    why = _no_voice(signs, manner, limits)
    if why is not None:
        return Quality(False, False, False, False, 0.0, (why, *found.why))
    why = _not_alone(signs, limits) or _too_many(heard, limits)
    if why is not None:
        return replace(found, pitch=False, rhythm=False, why=(why, *found.why))
    if signs.range_st > limits.widest_st:
        why = "the pitch leapt about and could not be followed"
        return replace(found, pitch=False, why=(why, *found.why))
    return found


def _no_voice(signs: Signs, manner: Manner, limits: VoiceLimits) -> str | None:
    device = signs.two_lines_share >= limits.two_lines
    device = device and signs.lowest_partial_share < limits.least_partial
    dull = signs.shrill_share < limits.dullest and signs.height_hz < limits.dull_below_hz
    shrill = signs.shrill_share >= limits.shrillest or signs.height_hz > limits.highest_hz
    bursts = signs.n_stretches >= limits.bursts and signs.longest_s < limits.burst_s
    found = (
        (signs.one_line_share >= limits.one_line or device, "a whistle or a tone, and no voice"),
        (signs.longest_s < limits.shortest_hold_s, "clicks or knocks, and no voice"),
        (signs.slope_st_per_s > limits.roughest_st_per_s, "noises, and no voice"),
        (shrill, "something too high or too shrill for a voice"),
        (dull, "something too low and too dull for a voice"),
        (_is_instrument(signs, limits), "an instrument or a machine, and no voice"),
        (
            bursts and manner is not Manner.SPOKEN,
            "short bursts, like laughter, and no syllable that was held",
        ),
    )
    return next((f"heard {what}" for is_so, what in found if is_so), None)


def _is_instrument(signs: Signs, limits: VoiceLimits) -> bool:
    """No mouth keeps its sound on every tone, and no throat its pitch."""
    if signs.timbre_db < limits.unchanging_db and signs.range_st > limits.unchanging_from_st:
        return True
    machine = signs.slope_st_per_s < limits.machine_st_per_s
    tuneful = signs.range_st > limits.machine_from_st
    return machine and (tuneful or signs.second_voice_share > limits.machine_second)


def _not_alone(signs: Signs, limits: VoiceLimits) -> str | None:
    share = signs.second_voice_share
    ranging = signs.range_st > limits.second_range_st
    if share >= limits.second_alone or (ranging and share >= limits.second_with_range):
        return "more than one voice, or music, was heard at once"
    return None


def _too_many(heard: Analysis, limits: VoiceLimits) -> str | None:
    if len(heard.extras) >= limits.most_extra * len(heard.syllables) > 2.0:
        return "far more syllables were heard than the phrase has"
    return None
