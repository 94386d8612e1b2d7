"""PortAudio through PyAudio: the only file that imports it.

Everything here is called by one thread, the sound card's keeper; only the callbacks run
on PortAudio's own threads.

Conventions
-----------
Sound is mono float32.  Two separate streams, never one for both ways: a stream for both
loses samples without saying so.  Times are the card's own, seconds.  The list of devices
is frozen when `PortAudio` is made; to see new ones, close it and make another.

PyAudio ends the process when a stale index reaches its ``open``, and throws an exception
of a callback into whichever thread opened the stream.  Hence every index is compared with
the list right before, and callbacks are wrapped completely.
"""

import contextlib
import os
import sys
import time
from collections.abc import Callable, Iterator, Mapping

import pyaudio

from mit_trainer.errors import DeviceTrouble
from mit_trainer.hardware.devices import NO_SOUND, Device, Way

RATE_HZ = 48000
FRAMES = 512  # 10.7 ms
_PIPEWIRE = "PIPEWIRE_ALSA"

Hear = Callable[[bytes, float, float, float, bool], object]
"""Called with float32 bytes, ADC time, card's now, monotonic now, samples were lost."""
Fill = Callable[[int, float, float, float, bool], bytes]
"""Called with frames wanted, DAC time, card's now, monotonic now, samples were lost."""

_OPENING = {
    Way.IN: "The microphone “{name}” could not be opened; please check that no other program "
    "holds it and that recording is allowed in the system's settings.",
    Way.OUT: "The loudspeaker “{name}” could not be opened; please check that no other program "
    "holds it.",
}


class Stream:
    """One open way of sound."""

    def __init__(self, stream: pyaudio.Stream, rate_hz: int) -> None:
        self._stream = stream
        self.rate_hz = rate_hz

    @property
    def active(self) -> bool:
        """False once the device is gone, or the sound server."""
        try:
            return bool(self._stream.is_active())
        except OSError:
            return False

    def close(self) -> None:
        """Let go at once; a device that is gone already is fine.

        Not by way of ``stop_stream``, which waits for the card to play what it was given:
        when the sound server has died, PortAudio 19.6 waits for it in vain, and after half
        a minute its thread spins for ever.
        """
        with contextlib.suppress(OSError):
            self._stream.close()


class PortAudio:
    """PortAudio, from its start to its end."""

    def __init__(self) -> None:
        """Start it; raises `DeviceTrouble` when the sound system does not answer."""
        try:
            with _drivers_silenced():
                self._audio = pyaudio.PyAudio()
        except OSError as error:
            raise DeviceTrouble(NO_SOUND) from error

    def devices(self) -> tuple[Device, ...]:
        """Everything PortAudio saw when it started."""
        return tuple(self._device(index) for index in range(self._audio.get_device_count()))

    def _device(self, index: int) -> Device:
        info = self._audio.get_device_info_by_index(index)
        api = self._audio.get_host_api_info_by_index(int(info["hostApi"]))
        return Device(
            index=index,
            name=str(info["name"]),
            api=str(api["name"]),
            channels_in=int(info["maxInputChannels"]),
            channels_out=int(info["maxOutputChannels"]),
            rate_hz=int(info["defaultSampleRate"]),
            default_in=api["defaultInputDevice"] == index,
            default_out=api["defaultOutputDevice"] == index,
        )

    def open_input(self, device: Device, hear: Hear) -> Stream:
        """Open a microphone; ``hear`` is called on PortAudio's thread from now on."""

        def heard(
            data: bytes | None, _n: int, times: Mapping[str, float], flags: int
        ) -> tuple[None, int]:
            now_s = time.perf_counter()
            with contextlib.suppress(BaseException):
                card_s, card_now_s = times["input_buffer_adc_time"], times["current_time"]
                hear(data or b"", card_s, card_now_s, now_s, bool(flags & pyaudio.paInputOverflow))
            return None, pyaudio.paContinue

        with _time_to_fetch():
            return self._open(device, Way.IN, heard)

    def open_output(self, device: Device, fill: Fill) -> Stream:
        """Open a loudspeaker; ``fill`` is called on PortAudio's thread from now on."""

        def wanted(
            _data: bytes | None, n: int, times: Mapping[str, float], flags: int
        ) -> tuple[bytes, int]:
            now_s = time.perf_counter()
            out = b""
            with contextlib.suppress(BaseException):
                card_s, card_now_s = times["output_buffer_dac_time"], times["current_time"]
                lost = bool(flags & pyaudio.paOutputUnderflow)
                out = fill(n, card_s, card_now_s, now_s, lost)
            return out if len(out) == 4 * n else bytes(4 * n), pyaudio.paContinue

        return self._open(device, Way.OUT, wanted)

    def _open(
        self, device: Device, way: Way, callback: Callable[..., tuple[bytes | None, int]]
    ) -> Stream:
        trouble = DeviceTrouble(_OPENING[way].format(name=device.name))
        if not self._is_there(device, way):
            raise trouble
        try:
            rate_hz = self._rate_hz(device, way)
            stream = self._audio.open(
                rate=rate_hz,
                channels=1,
                format=pyaudio.paFloat32,
                input=way is Way.IN,
                output=way is Way.OUT,
                frames_per_buffer=FRAMES,
                input_device_index=device.index if way is Way.IN else None,
                output_device_index=device.index if way is Way.OUT else None,
                stream_callback=callback,
            )
        except (OSError, ValueError) as error:
            raise trouble from error
        return Stream(stream, rate_hz)

    def _is_there(self, device: Device, way: Way) -> bool:
        if not 0 <= device.index < self._audio.get_device_count():
            return False
        now = self._device(device.index)
        return now.name == device.name and now.channels(way) > 0

    def _rate_hz(self, device: Device, way: Way) -> int:
        prefix = "input" if way is Way.IN else "output"
        try:
            self._audio.is_format_supported(
                RATE_HZ,
                **{
                    f"{prefix}_device": device.index,
                    f"{prefix}_channels": 1,
                    f"{prefix}_format": pyaudio.paFloat32,
                },
            )
        except ValueError:  # shared WASAPI knows no other rate than its own
            return device.rate_hz
        return RATE_HZ

    def close(self) -> None:
        """End PortAudio; streams that are still open are closed."""
        self._audio.terminate()


@contextlib.contextmanager
def _time_to_fetch() -> Iterator[None]:
    """Let PipeWire keep a third of a second of what it heard until we fetch it.

    PyAudio asks for the shortest way, and so for the smallest store: with twelve other
    jobs on two cores it ran over 2 to 33 times in 5 s, this one not once.  Nothing comes
    later: each block is fetched when it is there.  Other sound systems do not read this.
    """
    if _PIPEWIRE in os.environ:  # somebody knows better
        yield
        return
    os.environ[_PIPEWIRE] = "{ alsa.buffer-bytes=65536 alsa.period-bytes=2048 }"  # float32, mono
    try:
        yield
    finally:
        del os.environ[_PIPEWIRE]


@contextlib.contextmanager
def _drivers_silenced() -> Iterator[None]:
    """Keep the drivers' own 80 lines about what they did not find off the terminal."""
    try:
        sys.stderr.flush()
        kept = os.dup(2)
    except (OSError, AttributeError):  # no terminal at all, as in a program without a console
        yield
        return
    nowhere = os.open(os.devnull, os.O_WRONLY)
    try:
        os.dup2(nowhere, 2)
        yield
    finally:
        os.dup2(kept, 2)
        os.close(kept)
        os.close(nowhere)
