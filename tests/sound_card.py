"""A private virtual sound card: real PortAudio without any hardware.

Two mono devices at 48 kHz.  What a program plays goes into ``speaker``; what it hears
comes out of ``air``.  Between the two there is silence unless a test plays a file into
the air or lets the speaker be heard there::

    program --> speaker        air --> program
                   |            ^
                   +-- (loop) --+-- file

They are null sinks of a PipeWire of our own, in a folder of its own, so neither the
user's sound nor her settings are touched, and samples arrive bit by bit as they left.
PyAudio finds them by way of PortAudio's ALSA devices ``default`` and ``pipewire``.

Also for a shell: ``python tests/sound_card.py -- COMMAND...`` runs a command with this
card; ``--loop SECONDS`` before the ``--`` lets it hear its own speaker that much later.
"""

import json
import os
import shutil
import subprocess
import sys
import tempfile
import time
from argparse import ArgumentParser
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from functools import cache
from pathlib import Path
from typing import Any

RATE_HZ = 48_000
SPEAKER, AIR = "speaker", "air"
PATIENCE_S = 30.0
TRIES = 2

_PROGRAMS = ("dbus-daemon", "pipewire", "wireplumber", "pipewire-pulse", "pactl", "pw-cli")

_SETTINGS = Path(__file__).parent / "data" / "sound_card"


class SoundCard:
    """The daemons, and what a test may do to the air and the cables."""

    def __init__(self) -> None:
        # The path must be short: sockets live in it, and their names end at 107 bytes.
        self._folder = Path(tempfile.mkdtemp(prefix="card-"))
        self._daemons: list[subprocess.Popen[bytes]] = []
        self.variables: dict[str, str | None] = {
            "XDG_RUNTIME_DIR": str(self._folder),
            "XDG_CONFIG_HOME": str(self._folder / "config"),
            "XDG_STATE_HOME": str(self._folder / "state"),
            "DBUS_SESSION_BUS_ADDRESS": f"unix:path={self._folder}/bus",
            "DISABLE_RTKIT": "1",
            "PULSE_SERVER": None,
            "PIPEWIRE_REMOTE": None,
        }

    @property
    def environment(self) -> dict[str, str]:
        """The whole environment for a child that is to find this card and no other."""
        merged = {**os.environ, **self.variables}
        return {name: value for name, value in merged.items() if value is not None}

    def start(self) -> None:
        """Bring the card up; raises `RuntimeError` when it does not come."""
        shutil.copytree(_SETTINGS, self._folder / "config")
        self._daemon(
            "dbus-daemon", "--nofork", "--nopidfile", f"--config-file={_SETTINGS / 'bus.conf'}"
        )
        self._wait("the message bus", (self._folder / "bus").exists)
        self._daemon("pipewire")
        self._wait("PipeWire", lambda: self._run("pw-cli", "info", "0").returncode == 0)
        self._daemon("wireplumber")
        self._daemon("pipewire-pulse")
        self._wait("its PulseAudio side", lambda: self._run("pactl", "info").returncode == 0)
        for device in (SPEAKER, AIR):
            self._plug_in(device)

    def stop(self) -> None:
        """End everything that was started and leave nothing behind."""
        for daemon in reversed(self._daemons):
            _end(daemon)
        self._daemons.clear()
        shutil.rmtree(self._folder, ignore_errors=True)

    def play_into_air(self, path: Path) -> None:
        """Let the microphone hear a sound file; returns when it has been played.

        The last hundredth of a second may be lost, so let the file end in silence.
        """
        with self.playing_into_air(path) as player:
            if player.wait() != 0:
                raise RuntimeError(f"pw-play could not play {path}")

    @contextmanager
    def playing_into_air(self, path: Path) -> Iterator["subprocess.Popen[bytes]"]:
        """Do the same without waiting; on leaving, whatever still sounds is cut off."""
        # Not to be moved elsewhere when the air is unplugged.
        stay = "{ node.dont-reconnect = true }"
        with self._running("pw-play", "--target", AIR, "-P", stay, str(path)) as player:
            yield player

    @contextmanager
    def speaker_to_air(self, delay_s: float = 0.0) -> Iterator[None]:
        """Let the microphone hear the speaker, this much later."""
        with self._running(
            "pw-loopback",
            *("--channels", "1", "-m", "[ MONO ]", "--delay", str(delay_s)),
            f"--capture-props={{ stream.capture.sink = true target.object = {SPEAKER} }}",
            f"--playback-props={{ target.object = {AIR} }}",
        ) as loop:
            self._wait("the loop", lambda: {SPEAKER, AIR} <= self._linked(), loop)
            yield

    @contextmanager
    def recording_speaker(self, path: Path) -> Iterator[None]:
        """Record what the speaker gives, as a mono float32 WAV file, from now until leaving."""
        with self._running(
            "parecord",
            *("--device", f"{SPEAKER}.monitor", "--file-format=wav", "--format=float32le"),
            *("--rate", str(RATE_HZ), "--channels", "1", "--latency-msec", "20", str(path)),
        ) as recorder:
            # The file's head is written before the first sound arrives.
            self._wait(
                "the recorder", lambda: path.exists() and path.stat().st_size > 1000, recorder
            )
            yield

    @contextmanager
    def unplugged(self, device: str) -> Iterator[None]:
        """Take ``speaker`` or ``air`` away, as when a cable is pulled; put it back on leaving.

        PipeWire moves a listener to what is left: without ``air`` it hears the speaker.
        """
        number = self._nodes()[device]
        self._run("pw-cli", "destroy", str(number))
        self._wait(f"the loss of {device}", lambda: device not in self._nodes())
        try:
            yield
        finally:
            self._plug_in(device)

    def _plug_in(self, device: str) -> None:
        properties = (
            "{ factory.name = support.null-audio-sink  media.class = Audio/Sink"
            "  object.linger = true  audio.position = [ MONO ]"
            "  session.suspend-timeout-seconds = 0  node.pause-on-idle = false"
            f"  audio.rate = {RATE_HZ}  node.name = {device}  node.description = {device} }}"
        )
        self._run("pw-cli", "create-node", "adapter", properties)
        kind, name = ("sink", device) if device == SPEAKER else ("source", f"{device}.monitor")

        def chosen() -> bool:
            self._run("pactl", f"set-default-{kind}", name)
            return self._run("pactl", f"get-default-{kind}").stdout.strip() == name

        self._wait(device, chosen)

    def _objects(self) -> list[dict[str, Any]]:
        try:
            return list(json.loads(self._run("pw-dump").stdout))
        except json.JSONDecodeError:  # nothing, or cut short, while the daemon starts or ends
            return []

    def _nodes(self) -> dict[str, int]:
        """Name and number of each node that is there now."""
        found = {}
        for thing in self._objects():
            properties = (thing.get("info") or {}).get("props") or {}
            if thing["type"].endswith(":Node") and "node.name" in properties:
                found[properties["node.name"]] = thing["id"]
        return found

    def _linked(self) -> set[str]:
        """Name the nodes at which at least one link begins or ends."""
        links = [thing["info"] for thing in self._objects() if thing["type"].endswith(":Link")]
        ends = {link[f"{end}-node-id"] for link in links for end in ("input", "output")}
        return {name for name, number in self._nodes().items() if number in ends}

    def _daemon(self, *words: str) -> None:
        with Path(self._folder, f"{words[0]}.log").open("wb") as log:
            self._daemons.append(self._child(words, stdout=log, stderr=log))

    def _child(self, words: tuple[str, ...], **more: Any) -> "subprocess.Popen[bytes]":
        # The kernel ends the child with us, even when we are killed.
        guarded = [*_going_first(), "setpriv", "--pdeathsig", "KILL", *words]
        return subprocess.Popen(guarded, env=self.environment, stdin=subprocess.DEVNULL, **more)

    @contextmanager
    def _running(self, *words: str) -> Iterator["subprocess.Popen[bytes]"]:
        child = self._child(words, stdout=subprocess.DEVNULL)
        try:
            yield child
        finally:
            _end(child)

    def _run(self, *words: str) -> "subprocess.CompletedProcess[str]":
        """Run a short command to its end; one that hangs has failed."""
        limited = ["timeout", "--signal=KILL", "5", *words]
        return subprocess.run(
            limited, env=self.environment, capture_output=True, text=True, check=False
        )

    def _wait(
        self, what: str, happened: Callable[[], bool], *more: "subprocess.Popen[bytes]"
    ) -> None:
        """Wait until it happened, for as long as everybody that it takes is alive."""
        end = time.monotonic() + PATIENCE_S
        while not happened():
            died = any(child.poll() is not None for child in (*self._daemons, *more))
            if died or time.monotonic() > end:
                raise RuntimeError(f"{what} did not come; {self._last_words()}")
            time.sleep(0.01)

    def _last_words(self) -> str:
        logs = sorted(self._folder.glob("*.log"))
        return " / ".join(f"{log.stem}: {log.read_text()[-300:].strip()}" for log in logs)


@cache
def _going_first() -> tuple[str, ...]:
    """Let the card and whoever plays run before all other work, where that is allowed.

    A player that is late leaves a hole of 21 ms in the air: measured 12 of them in 5 s
    beside ten jobs on two cores, and none when it goes first.
    """
    words = ("chrt", "--rr", "5")
    allowed = shutil.which("chrt") and subprocess.run(
        [*words, "true"], capture_output=True, check=False
    )
    return words if allowed and allowed.returncode == 0 else ()


def _end(child: "subprocess.Popen[bytes]") -> None:
    child.terminate()
    try:
        child.wait(timeout=5.0)
    except subprocess.TimeoutExpired:
        child.kill()
        child.wait()


@contextmanager
def virtual_sound_card() -> Iterator[SoundCard]:
    """Have a card that is up, and gone afterwards; tried twice before it is an error."""
    lacking = [name for name in _PROGRAMS if shutil.which(name) is None]
    if lacking:
        raise RuntimeError(f"{lacking[0]} is missing; packaging/setup.sh test installs it")
    for attempt in range(TRIES):
        card = SoundCard()
        try:
            card.start()
            break
        except RuntimeError:
            card.stop()
            if attempt + 1 == TRIES:
                raise
    try:
        yield card
    finally:
        card.stop()


def main() -> int:
    """Run a command with a card of its own; returns its exit status."""
    parser = ArgumentParser(description="Run a command with a virtual sound card.")
    parser.add_argument("--loop", type=float, metavar="SECONDS", help="hear the own speaker")
    parser.add_argument("command", nargs="+", metavar="COMMAND")
    asked = parser.parse_args()
    with ExitStack() as stack:
        card = stack.enter_context(virtual_sound_card())
        if asked.loop is not None:
            stack.enter_context(card.speaker_to_air(asked.loop))
        return subprocess.run(asked.command, env=card.environment, check=False).returncode


if __name__ == "__main__":
    sys.exit(main())
