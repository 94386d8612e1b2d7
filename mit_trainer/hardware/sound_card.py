"""Keeps a microphone and a loudspeaker open, and brings them back when they were lost.

One thread, the keeper, makes every call into PortAudio: it opens, looks four times a
second whether both still run, and closes.  A device that is gone raises nothing by
itself; the keeper sees it by a stream that is no longer active or whose callbacks stay
away, and the line tells the trouble from then on.  New devices are looked for in a
child process, less and less often, and taken while nothing sounds and nobody listens.
"""

import atexit
import sys
import threading
import time
from collections.abc import Callable
from typing import TYPE_CHECKING

from mit_trainer.errors import DeviceTrouble
from mit_trainer.hardware import input_line, output_line, probe
from mit_trainer.hardware.devices import ABSENT, NO_SOUND, Device, Way, candidates
from mit_trainer.hardware.input_line import SILENT_S, InputLine
from mit_trainer.hardware.output_line import OutputLine

if TYPE_CHECKING:
    from mit_trainer.hardware.pyaudio_io import PortAudio, Stream

_LOOK_S = 0.25
# How long a busy thread may keep Python's lock while a callback waits for it.  A block lasts
# 10.7 ms and three threads of ours handle it: with Python's own 5 ms every sound was broken
# while another thread calculated, with 1 ms none was.
_LOCK_S = 0.001
_FIRST_WAIT_S = 1.0
_LONGEST_WAIT_S = 30.0
_GONE = {Way.IN: input_line.LOST, Way.OUT: output_line.LOST}


class SoundCard:
    """The microphone and the loudspeaker of this computer.

    Attributes
    ----------
    microphone, speaker : the ports; they stay the same objects whatever is plugged in
    """

    def __init__(
        self,
        microphone: str | None = None,
        speaker: str | None = None,
        look: Callable[[], tuple[Device, ...]] = probe.devices,
        level_of: Callable[[str], float] = lambda _: 0.0,
    ) -> None:
        """Begin to open in the background; ``microphone`` and ``speaker`` are wanted names.

        ``level_of`` tells how loud a loudspeaker is set, in dB at most 0, by its name.
        """
        sys.setswitchinterval(min(sys.getswitchinterval(), _LOCK_S))
        self.microphone = InputLine()
        self.speaker = OutputLine(level_of)
        self._wanted = {Way.IN: microphone, Way.OUT: speaker}
        self._look = look
        self._audio: PortAudio | None = None
        self._streams: dict[Way, Stream] = {}
        self._silent: set[Way] = set()
        self._opened = threading.Event()
        self._closing = threading.Event()
        self._next_try_s = 0.0
        self._wait_s = _FIRST_WAIT_S
        self._keeper = threading.Thread(target=self._keep, name="sound-card", daemon=True)
        self._keeper.start()
        atexit.register(self.close)

    def wait_until_opened(self, patience_s: float = 30.0) -> None:
        """Wait for the first attempt, about a second; the lines say how it went.

        Raises
        ------
        DeviceTrouble : the sound system did not answer in that time
        """
        if not self._opened.wait(patience_s):
            raise DeviceTrouble(NO_SOUND)

    def close(self) -> None:
        """Let go of both devices; may be called twice, and while Python ends."""
        atexit.unregister(self.close)
        self._closing.set()
        self._keeper.join(3.0)
        self.microphone.close()

    # -- the keeper

    def _keep(self) -> None:
        self._connect()
        self._opened.set()
        while not self._closing.wait(_LOOK_S):
            self._notice_losses()
            idle = not (self.microphone.busy or self.speaker.busy)
            if len(self._streams) < len(Way) and idle and time.perf_counter() > self._next_try_s:
                self._connect()
        self._release()

    def _line(self, way: Way) -> InputLine | OutputLine:
        return self.microphone if way is Way.IN else self.speaker

    def _notice_losses(self) -> None:
        for way, stream in tuple(self._streams.items()):
            # Twice in a row: a machine that stood still for a moment has lost nothing.
            silent = self._line(way).silent_for_s > SILENT_S
            if not stream.active or (silent and way in self._silent):
                self._line(way).disconnect(_GONE[way])
                self._streams.pop(way).close()
                self._next_try_s, self._wait_s = 0.0, _FIRST_WAIT_S
            (self._silent.add if silent else self._silent.discard)(way)

    def _connect(self) -> None:
        """Open what is missing if there is something to open; what runs is opened again with it."""
        self._next_try_s = time.perf_counter() + self._wait_s
        self._wait_s = min(2.0 * self._wait_s, _LONGEST_WAIT_S)
        missing = [way for way in Way if way not in self._streams]
        try:
            seen = self._look()
            if any(candidates(seen, way) for way in missing):
                self._release()
                self._open_all()
        except DeviceTrouble as trouble:
            for way in missing:
                self._line(way).disconnect(str(trouble))

    def _open_all(self) -> None:
        from mit_trainer.hardware.pyaudio_io import PortAudio

        self._audio = PortAudio()
        devices = self._audio.devices()
        for way in Way:
            trouble = ABSENT[way]
            for device in candidates(devices, way, self._wanted[way]):
                try:
                    self._streams[way] = self._open(self._audio, way, device)
                    break
                except DeviceTrouble as error:
                    trouble = str(error)
            else:
                self._line(way).disconnect(trouble)

    def _open(self, audio: "PortAudio", way: Way, device: Device) -> "Stream":
        if way is Way.IN:
            stream = audio.open_input(device, self.microphone.hear)
        else:
            stream = audio.open_output(device, self.speaker.fill)
        self._line(way).connect(device.name, stream.rate_hz)
        return stream

    def _release(self) -> None:
        """Let go of the devices; the lines keep what waits in them."""
        for stream in self._streams.values():
            stream.close()
        self._streams.clear()
        if self._audio is not None:
            self._audio.close()
        self._audio = None
