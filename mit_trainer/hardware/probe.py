"""Asks a short-lived child process which sound devices there are.

Looking for devices runs through every sound driver of the system, and some end the
process that looks.  The child may die of it; we then know that there is no sound.
"""

import multiprocessing
from collections.abc import Callable
from multiprocessing.connection import Connection

import msgspec

from mit_trainer.errors import DeviceTrouble
from mit_trainer.hardware.devices import NO_SOUND, Device

_PATIENCE_S = 20.0


def _tell(pipe: Connection) -> None:
    from mit_trainer.hardware.pyaudio_io import PortAudio

    audio = PortAudio()
    pipe.send_bytes(msgspec.json.encode(audio.devices()))
    audio.close()


def devices(
    patience_s: float = _PATIENCE_S, tell: Callable[[Connection], None] = _tell
) -> tuple[Device, ...]:
    """List the devices, as a new process sees them; takes about half a second.

    ``tell`` is what the child does: it sends the list as JSON.

    Raises
    ------
    DeviceTrouble : the child died or did not answer within ``patience_s``
    """
    spawn = multiprocessing.get_context("spawn")
    ours, theirs = spawn.Pipe(duplex=False)
    child = spawn.Process(target=tell, args=(theirs,), name="sound-probe", daemon=True)
    child.start()
    theirs.close()
    try:
        if not ours.poll(patience_s):
            raise DeviceTrouble(NO_SOUND)
        return msgspec.json.decode(ours.recv_bytes(), type=tuple[Device, ...])
    except EOFError as error:
        raise DeviceTrouble(NO_SOUND) from error
    finally:
        ours.close()
        child.join(1.0)
        if child.is_alive():
            child.kill()
            child.join()
        child.close()
