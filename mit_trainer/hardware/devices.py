"""Which microphones and loudspeakers there are, and which of them we would take.

Conventions
-----------
``api`` is PortAudio's name of the system's sound layer.  An ``index`` is valid only
until devices come or go, so it is compared with the name again before it is used.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum


class Way(StrEnum):
    """Which way the sound goes."""

    IN = "in"
    OUT = "out"


@dataclass(frozen=True)
class Device:
    """One device as PortAudio lists it.

    ``default_in`` and ``default_out`` say that it is the first choice of its own ``api``.
    """

    index: int
    name: str
    api: str
    channels_in: int
    channels_out: int
    rate_hz: int
    default_in: bool = False
    default_out: bool = False

    def channels(self, way: Way) -> int:
        """How many channels it has that way."""
        return self.channels_in if way is Way.IN else self.channels_out

    def is_default(self, way: Way) -> bool:
        """Whether its api prefers it for that way."""
        return self.default_in if way is Way.IN else self.default_out


# The sound server shares a device with other programs; a device taken directly is
# held by the server, or taken from everybody else.
_SERVERS = ("default", "pipewire", "pulse")
# Windows lists each device once for each api.  WASAPI has the shortest delay and true
# times; MME, the system's own default, is some 90 ms late.
_APIS = ("Windows WASAPI", "Core Audio", "ALSA", "Windows DirectSound", "MME")

NO_MICROPHONE = (
    "No microphone was found; please plug one in or switch it on. "
    "You can go on with the simulated patient meanwhile."
)
NO_SPEAKER = "No loudspeaker was found; please plug one in or switch it on."
NO_SOUND = (
    "The computer's sound system does not answer; please restart the computer. "
    "You can go on with the simulated patient meanwhile."
)
ABSENT = {Way.IN: NO_MICROPHONE, Way.OUT: NO_SPEAKER}


def candidates(
    devices: Iterable[Device], way: Way, wanted: str | None = None
) -> tuple[Device, ...]:
    """Devices that have that way, best first; one whose name is ``wanted`` comes before all."""

    def order(device: Device) -> tuple[bool, int, int, bool, int]:
        return (
            device.name != wanted,
            _place(device.api, _APIS),
            _place(device.name, _SERVERS),
            not device.is_default(way),
            device.index,
        )

    return tuple(sorted((d for d in devices if d.channels(way) > 0), key=order))


def _place(name: str, names: tuple[str, ...]) -> int:
    return names.index(name) if name in names else len(names)


@dataclass(frozen=True)
class Choice:
    """One way of the sound: what there is, what is taken, and why, in plain words.

    ``chosen`` is None when there is nothing; ``why`` is then the sentence that says so.
    """

    found: tuple[str, ...]
    chosen: str | None
    why: str


def choice(devices: Iterable[Device] | None, way: Way, wanted: str | None = None) -> Choice:
    """Say what would be used; ``devices`` is None when the sound system did not answer."""
    if devices is None:
        return Choice((), None, NO_SOUND)
    usable = candidates(devices, way, wanted)
    found = tuple(f"{device.name} ({device.api})" for device in usable)
    if not usable:
        return Choice(found, None, ABSENT[way])
    first = usable[0]
    if first.name == wanted:
        why = "it was chosen in the settings"
    elif first.name in _SERVERS:
        why = "it follows the choice made in the computer's sound settings"
    elif first.is_default(way):
        why = "it is the computer's own first choice"
    else:
        why = "it is the first one that works this way"
    if wanted is not None and first.name != wanted:
        why = f"“{wanted}” is not there now, and {why}"
    return Choice(found, first.name, why)
