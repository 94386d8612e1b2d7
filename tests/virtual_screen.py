"""A private X screen for windows, so that tests neither need nor disturb a real one.

Can also be used from a shell: ``python tests/virtual_screen.py -- COMMAND...`` runs a
command on such a screen.  Kivy opens its window when ``kivy.core.window`` is first
imported, so a screen must be there by then.
"""

import os
import shutil
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager

SIZE = "1400x1300x24"  # holds a window of 1280x800 as well as one of 800x1280

# Settings for the window system; None takes a variable away.
_ELSEWHERE: dict[str, str | None] = {"WAYLAND_DISPLAY": None, "SDL_VIDEODRIVER": "x11"}


@contextmanager
def virtual_screen() -> Iterator[dict[str, str | None]]:
    """Start a screen; gives the environment variables that lead windows to it.

    Raises `RuntimeError` when it cannot be started.
    """
    if shutil.which("Xvfb") is None:
        raise RuntimeError("Xvfb is missing; packaging/setup.sh test installs it")
    reading, writing = os.pipe()
    options = f"-screen 0 {SIZE} +extension GLX +render -noreset -nolisten tcp".split()
    with subprocess.Popen(
        ["setpriv", "--pdeathsig", "KILL", "Xvfb", "-displayfd", str(writing), *options],
        pass_fds=[writing],
        stderr=subprocess.DEVNULL,
    ) as server:
        os.close(writing)
        with os.fdopen(reading) as answer:
            number = answer.readline().strip()  # comes when the screen is ready, or never
        try:
            if not number:
                raise RuntimeError(f"Xvfb ended with status {server.wait()}")
            yield {**_ELSEWHERE, "DISPLAY": f":{number}"}
        finally:
            server.terminate()


@contextmanager
def environment(changes: dict[str, str | None]) -> Iterator[None]:
    """Set variables of this process and put them back afterwards; None takes one away."""
    before = {name: os.environ.get(name) for name in changes}
    _set(changes)
    try:
        yield
    finally:
        _set(before)


def _set(values: dict[str, str | None]) -> None:
    for name, value in values.items():
        if value is None:
            os.environ.pop(name, None)
        else:
            os.environ[name] = value


def main(words: list[str]) -> int:
    """Run a command on a screen of its own; returns its exit status."""
    if words[:1] != ["--"] or len(words) < 2:
        print("usage: python tests/virtual_screen.py -- COMMAND...", file=sys.stderr)  # noqa: T201
        return 2
    with virtual_screen() as changes, environment(changes):
        return subprocess.run(words[1:], check=False).returncode


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
