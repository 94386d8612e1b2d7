"""Facts about asking a child which devices there are."""

import os
import signal
import time
from multiprocessing.connection import Connection

import pytest

from mit_trainer.errors import DeviceTrouble
from mit_trainer.hardware.devices import NO_SOUND, Device
from mit_trainer.hardware.probe import devices

MICROPHONE = (
    b'[{"index":3,"name":"Mikrofon \\u00e4","api":"ALSA",'
    b'"channels_in":1,"channels_out":0,"rate_hz":48000}]'
)


def tells(pipe: Connection) -> None:
    """Tell of one device."""
    pipe.send_bytes(MICROPHONE)


def dies(_pipe: Connection) -> None:
    """End as a driver's segmentation fault does."""
    os.kill(os.getpid(), signal.SIGSEGV)


def hangs(_pipe: Connection) -> None:
    """Wait for a driver that never answers."""
    time.sleep(60.0)


def test_what_the_child_sees_comes_back() -> None:
    """The list arrives whole, with its accents."""
    assert devices(tell=tells) == (Device(3, "Mikrofon ä", "ALSA", 1, 0, 48000),)


def test_a_child_that_dies_means_no_sound() -> None:
    """A driver that takes its process with it costs us a sentence, not the program."""
    with pytest.raises(DeviceTrouble) as trouble:
        devices(tell=dies)
    assert str(trouble.value) == NO_SOUND


def test_a_child_that_hangs_is_not_waited_for() -> None:
    """After the patience is over the child is ended."""
    began_s = time.perf_counter()
    with pytest.raises(DeviceTrouble):
        devices(patience_s=0.2, tell=hangs)
    assert time.perf_counter() - began_s < 5.0
