"""Facts about choosing a device."""

from dataclasses import replace

import pytest

from mit_trainer.hardware.devices import (
    NO_MICROPHONE,
    NO_SOUND,
    NO_SPEAKER,
    Device,
    Way,
    candidates,
    choice,
)

HW = Device(0, "HDA Intel PCH: ALC256 (hw:0,0)", "ALSA", 2, 2, 44100)
HDMI = Device(1, "HDA Intel PCH: HDMI 0 (hw:0,3)", "ALSA", 0, 8, 44100)
PIPEWIRE = Device(5, "pipewire", "ALSA", 64, 64, 44100)
DEFAULT = Device(7, "default", "ALSA", 64, 64, 44100, True, True)
DESKTOP = (HW, HDMI, PIPEWIRE, DEFAULT)

MME = Device(0, "Microphone (USB)", "MME", 2, 0, 44100, True)
DIRECT = Device(4, "Microphone (USB Audio)", "Windows DirectSound", 2, 0, 44100, True)
WASAPI = Device(9, "Microphone (USB Audio)", "Windows WASAPI", 1, 0, 48000, True)
ARRAY = Device(8, "Microphone array", "Windows WASAPI", 2, 0, 48000)
WDM = Device(12, "Microphone (USB)", "Windows WDM-KS", 1, 0, 44100, True)
WINDOWS = (MME, DIRECT, ARRAY, WASAPI, WDM)


def test_the_sound_server_comes_before_the_bare_device() -> None:
    """On a Linux desktop the server's devices are tried first, the bare card last."""
    assert candidates(DESKTOP, Way.IN) == (DEFAULT, PIPEWIRE, HW)


def test_a_device_that_only_sounds_is_no_microphone() -> None:
    """Each way takes only devices that have it."""
    assert HDMI not in candidates(DESKTOP, Way.IN)
    assert HDMI in candidates(DESKTOP, Way.OUT)


def test_on_windows_the_quickest_layer_comes_first() -> None:
    """WASAPI before DirectSound before MME, and within it the system's own choice."""
    assert candidates(WINDOWS, Way.IN) == (WASAPI, ARRAY, DIRECT, MME, WDM)


def test_the_wanted_one_comes_before_all() -> None:
    """What was chosen in the settings is tried first; the others stay as a reserve."""
    assert candidates(DESKTOP, Way.IN, wanted=HW.name)[0] is HW
    assert len(candidates(DESKTOP, Way.IN, wanted="gone")) == 3


@pytest.mark.parametrize(("way", "sentence"), [(Way.IN, NO_MICROPHONE), (Way.OUT, NO_SPEAKER)])
def test_nothing_there_is_one_sentence(way: Way, sentence: str) -> None:
    """Without a device the choice is none, and the reason says what to do."""
    assert choice((), way).chosen is None
    assert choice((), way).why == sentence
    assert choice(None, way).why == NO_SOUND


@pytest.mark.parametrize(
    ("devices", "wanted", "name", "why"),
    [
        (DESKTOP, None, "default", "the computer's sound settings"),
        (DESKTOP, HW.name, HW.name, "chosen in the settings"),
        (DESKTOP, "Headset", "default", "“Headset” is not there now, and it follows"),
        ((replace(HW, default_in=True),), None, HW.name, "own first choice"),
        ((HW,), None, HW.name, "first one that works"),
    ],
)
def test_the_choice_says_why(
    devices: tuple[Device, ...], wanted: str | None, name: str, why: str
) -> None:
    """Each choice comes with its reason in plain words."""
    chosen = choice(devices, Way.IN, wanted)

    assert chosen.chosen == name
    assert why in chosen.why
    assert any(name in found for found in chosen.found)
