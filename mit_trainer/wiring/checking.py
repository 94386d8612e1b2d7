"""The first checks behind the window: which devices, and where what came out is kept."""

import uuid
from collections.abc import Callable
from concurrent.futures import Future, ThreadPoolExecutor
from datetime import datetime

from mit_trainer import places
from mit_trainer.calibration.criteria import read_criteria
from mit_trainer.calibration.delay import Delay
from mit_trainer.calibration.hum import hummed_range
from mit_trainer.calibration.model import Calibration, Timing, timing_now
from mit_trainer.calibration.shelf import add_calibration, read_calibrations
from mit_trainer.calibration.voice_range import VoiceRange, low_tone_hz
from mit_trainer.capture.take import Sound
from mit_trainer.errors import BadInput
from mit_trainer.places import DataFolder
from mit_trainer.ports import Clock, Microphone, Speaker
from mit_trainer.protocol.reader import default_variant
from mit_trainer.session.checks import (
    BeatCheck,
    Check,
    CheckPorts,
    HumCheck,
    Outcome,
    SoundCheck,
    TouchCheck,
)
from mit_trainer.wiring import shelves
from mit_trainer.worker import Worker

_CHECKS: dict[str, Callable[[CheckPorts], Check]] = {
    "sound": SoundCheck,
    "touch": TouchCheck,
    "voice": HumCheck,
    "beat": BeatCheck,
}


class Checks:
    """Begins checks on the devices of a trainer and keeps what they measured."""

    def __init__(
        self,
        folder: DataFolder,
        microphone: Microphone,
        speaker: Speaker,
        clock: Clock,
        worker: Worker,
    ) -> None:
        self._folder, self._worker = folder, worker
        # Read once, while the trainer opens: taps ask for it on the window's thread.
        self._made = _read(folder)
        self._needs = CheckPorts(
            clock=clock,
            microphone=microphone,
            speaker=speaker,
            limits=shelves.limits(),
            background=ThreadPoolExecutor(max_workers=1, thread_name_prefix="checks"),
            criteria=read_criteria(places.CALIBRATION),
            hear_range=self._hear_range,
        )

    def begin(self, name: str) -> Check:
        """Begin the check of that name.  Raises `DeviceTrouble` when a device is missing."""
        return _CHECKS[name](self._needs)

    def keep(self, outcome: Outcome, name: str) -> None:
        """Keep a measured delay of the device.  Raises `BadInput` when it cannot be written."""
        if outcome.delay is None:
            return
        delays = {"sound": outcome.delay} if name == "sound" else {"touch": outcome.delay}
        made = Calibration(
            id=str(uuid.uuid4()),
            made_utc=self._now(),
            microphone=self._needs.microphone.name,
            speaker=self._needs.speaker.name,
            **delays,
        )
        add_calibration(self._folder.calibrations, made)
        self._made = (*self._made, made)

    def timing(self) -> Timing:
        """Give the delays that hold now for the devices that are open."""
        return timing_now(
            self._made,
            self._needs.microphone.name,
            self._needs.speaker.name,
            self._now(),
            days=self._needs.criteria.expiry.days.value,
        )

    def touch(self) -> Delay | None:
        """Give the touch delay that holds now, None when there is none."""
        return self.timing().touch

    def low_tone_hz(self, found: VoiceRange) -> float:
        """Give the low tone for a voice of that range, for the usual form of the therapy."""
        interval_st = default_variant(places.VARIANTS).style.high_st
        return low_tone_hz(found, interval_st, self._needs.criteria.voice)

    def _hear_range(self, sound: Sound) -> "Future[VoiceRange | None]":
        return self._worker.submit(hummed_range, sound, self._needs.criteria.voice)

    def _now(self) -> datetime:
        return self._needs.clock.now_utc()


def _read(folder: DataFolder) -> tuple[Calibration, ...]:
    """Read what was measured; a damaged file counts as nothing, and doctor tells of it."""
    try:
        return read_calibrations(folder.calibrations)
    except BadInput:
        return ()
