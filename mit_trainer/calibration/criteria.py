"""The numbers of this room, read from their file."""

from dataclasses import dataclass
from pathlib import Path

import msgspec

from mit_trainer.calibration.delay import Delay
from mit_trainer.grading.rubric import Row
from mit_trainer.shipped import read_numbers


class SoundRows(msgspec.Struct, forbid_unknown_fields=True, frozen=True):
    """For the way through loudspeaker, air and microphone."""

    trials: Row
    least_good: Row
    most_spread_s: Row
    longest_s: Row
    least_clear: Row


class TouchRows(msgspec.Struct, forbid_unknown_fields=True, frozen=True):
    """For the way from the finger on the glass to the program."""

    trials: Row
    least_good: Row
    most_spread_s: Row
    longest_s: Row
    least_rise_db: Row


class ExpiryRows(msgspec.Struct, forbid_unknown_fields=True, frozen=True):
    """For how long a measurement holds."""

    days: Row


class VoiceRows(msgspec.Struct, forbid_unknown_fields=True, frozen=True):
    """For the comfortable range of a voice."""

    least_voiced_s: Row
    low_share: Row
    high_share: Row
    least_width_st: Row
    highest_hz: Row


class BeatRows(msgspec.Struct, forbid_unknown_fields=True, frozen=True):
    """For tapping to a beat."""

    tempi_bpm: Row
    step_bpm: Row
    tempi: Row
    taps: Row
    least_taps: Row
    steady_from: Row
    unsteady_below: Row
    steady_tempi: Row


class Criteria(msgspec.Struct, forbid_unknown_fields=True, frozen=True):
    """Everything in the file."""

    sound: SoundRows
    touch: TouchRows
    expiry: ExpiryRows
    voice: VoiceRows
    beat: BeatRows


@dataclass(frozen=True)
class Verdict:
    """Whether a delay may be used, and one sentence that says what to do if not."""

    accepted: bool
    why: str


def read_criteria(path: Path) -> Criteria:
    """Read the file; raises `BadInput` when it is missing or a number does not fit."""
    return read_numbers(path, Criteria)


def judge(delay: Delay, rows: SoundRows | TouchRows) -> Verdict:
    """Say whether a measurement is good enough to be used."""
    sound = isinstance(rows, SoundRows)
    if delay.n_good < rows.least_good.value:
        what = "bursts of noise" if sound else "touches"
        hint = (
            "turn the loudspeaker up, take off headphones and make the room quiet, then try again"
            if sound
            else "knock on the glass near the microphone, one knock after the other, and try again"
        )
        return Verdict(False, f"Only {delay.n_good} of {delay.n} {what} were heard; {hint}.")
    if not delay.spread_s <= rows.most_spread_s.value:
        return Verdict(
            False,
            f"The delay changed too much from one to the next ({1000 * delay.spread_s:.0f} ms); "
            "close other programs, use a wired loudspeaker if there is one, and try again.",
        )
    return Verdict(True, f"{1000 * delay.delay_s:.1f} ms, give or take {1000 * delay.spread_s:.1f}")
