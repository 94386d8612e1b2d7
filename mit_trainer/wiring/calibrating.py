"""Measures the sound delay of this computer for a shell, with the real devices."""

import time
import uuid
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass

from mit_trainer import places
from mit_trainer.calibration.criteria import Verdict, judge, read_criteria
from mit_trainer.calibration.delay import Delay
from mit_trainer.calibration.model import Calibration
from mit_trainer.calibration.shelf import add_calibration
from mit_trainer.calibration.trial import SoundTrial
from mit_trainer.errors import DeviceTrouble
from mit_trainer.hardware.clock import SystemClock
from mit_trainer.hardware.sound_card import SoundCard
from mit_trainer.places import DataFolder
from mit_trainer.wiring import shelves

_LOOK_S = 0.02
_PATIENCE_S = 60.0


@dataclass(frozen=True)
class Measured:
    """What came out, and between which devices."""

    microphone: str
    speaker: str
    delay: Delay
    verdict: Verdict


def measure_sound(folder: DataFolder) -> Measured:
    """Sound the bursts, find them, and keep the delay if it can be trusted.

    Raises
    ------
    DeviceTrouble : a microphone or a loudspeaker is missing or was lost
    """
    card, clock = SoundCard(), SystemClock()
    try:
        card.wait_until_opened()
        for line in (card.microphone, card.speaker):
            if trouble := line.trouble():
                raise DeviceTrouble(trouble)
        rows = read_criteria(places.CALIBRATION).sound
        with ThreadPoolExecutor(1) as aside:
            trial = SoundTrial(
                card.microphone,
                card.speaker,
                rows,
                shelves.limits().voice,
                monotonic_s=clock.monotonic_s,
                aside=aside,
            )
            delay = _wait_for(trial, card, clock)
        found = Measured(card.microphone.name, card.speaker.name, delay, judge(delay, rows))
    finally:
        card.close()
    if found.verdict.accepted:
        made = Calibration(
            str(uuid.uuid4()), clock.now_utc(), found.microphone, found.speaker, sound=delay
        )
        add_calibration(folder.calibrations, made)
    return found


def _wait_for(trial: SoundTrial, card: SoundCard, clock: SystemClock) -> Delay:
    patience_ends_s = clock.monotonic_s() + _PATIENCE_S
    while not trial.delay.done():
        trial.tick()
        trouble = card.microphone.trouble() or card.speaker.trouble()
        if trouble or clock.monotonic_s() > patience_ends_s:
            trial.cancel()
            raise DeviceTrouble(trouble or "The sound system did not answer; please try again.")
        time.sleep(_LOOK_S)
    return trial.delay.result()
