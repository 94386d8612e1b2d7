"""eSpeak NG's library, which tells of each phoneme while it speaks; its program does not."""

import ctypes
from collections.abc import Callable
from typing import Any

import numpy as np

from mit_trainer.capture.take import Samples, Sound

_TELL_PHONEMES, _AS_IPA, _SYNCHRONOUS, _PHONEME_EVENT = 1, 2, 2, 7


class _Id(ctypes.Union):
    _fields_ = (("number", ctypes.c_int), ("string", ctypes.c_char * 8))


class _Event(ctypes.Structure):
    _fields_ = (
        ("type", ctypes.c_int),
        ("unique", ctypes.c_uint),
        ("text_at", ctypes.c_int),
        ("length", ctypes.c_int),
        ("audio_ms", ctypes.c_int),
        ("sample", ctypes.c_int),
        ("user", ctypes.c_void_p),
        ("id", _Id),
    )


class Espeak:
    """The library of eSpeak NG, which tells of each phoneme while it speaks."""

    def __init__(self) -> None:
        self._library = ctypes.CDLL("libespeak-ng.so.1")
        self.rate_hz = self._library.espeak_Initialize(
            _SYNCHRONOUS, 500, None, _TELL_PHONEMES | _AS_IPA
        )
        told = ctypes.CFUNCTYPE(
            ctypes.c_int, ctypes.POINTER(ctypes.c_short), ctypes.c_int, ctypes.POINTER(_Event)
        )
        self._told: Callable[..., Any] = told(self._hear)
        self._library.espeak_SetSynthCallback(self._told)
        self._sound: list[Samples] = []
        self._events: list[tuple[str, float]] = []

    def _hear(self, samples: Any, n: int, events: Any) -> int:
        if samples and n:
            self._sound.append(np.ctypeslib.as_array(samples, (n,)).astype(np.float32) / 32768.0)
        k = 0
        while events[k].type != 0:
            if events[k].type == _PHONEME_EVENT:
                name = events[k].id.string.decode("utf-8", "ignore").strip("ˈˌː")
                self._events.append((name, events[k].audio_ms / 1000.0))
            k += 1
        return 0

    def say(self, voice: str, text: str) -> tuple[Sound, list[tuple[str, float, float]]]:
        """Give the sound, and each phoneme with its start and end in seconds."""
        self._sound, self._events = [], []
        if self._library.espeak_SetVoiceByName(voice.encode()) != 0:
            raise SystemExit(f"eSpeak NG has no voice {voice}")
        words = text.encode("utf-8")
        self._library.espeak_Synth(words, len(words) + 1, 0, 0, 0, 1, None, None)
        self._library.espeak_Synchronize()
        samples = np.concatenate(self._sound)
        ends_s = [at_s for _, at_s in self._events[1:]] + [samples.size / self.rate_hz]
        return Sound(samples, self.rate_hz), [
            (name, start_s, min(end_s, samples.size / self.rate_hz))
            for (name, start_s), end_s in zip(self._events, ends_s, strict=True)
        ]
