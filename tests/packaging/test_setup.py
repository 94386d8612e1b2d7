"""The set-up script: does what is needed, once, and says in one sentence what it cannot.

The script is real, the computer around it is not: a folder of small programs stands in
for apt, dpkg, uv and the user's rights, and writes down what it was asked for.
"""

import os
import shutil
import subprocess
import sys
import time
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
TOOLS = "sh dirname sed tr sort grep cat mkdir rm sha256sum ln touch env"
FOR_RUN = "gcc libc6-dev portaudio19-dev libgl1 libmtdev1 espeak-ng"
FOR_TEST = (
    "xvfb xdotool poppler-utils dbus pipewire pipewire-alsa pipewire-pulse wireplumber "
    "pulseaudio-utils"
)

UV = """
case "$1" in
venv)
    mkdir -p .venv/bin && ln -s "$(command -v python3)" .venv/bin/python
    echo "VIRTUAL_ENV='$PWD/.venv'" >.venv/bin/activate ;;
pip)
    touch .venv/bin/mit-trainer && chmod +x .venv/bin/mit-trainer ;;
esac
"""


class Computer:
    """A checkout, and the programs that the script finds beside it."""

    def __init__(self, folder: Path) -> None:
        self.checkout = folder / "checkout"
        self.programs = folder / "programs"
        self.asked = folder / "asked"
        for name in ("packaging/setup.sh", "requirements.lock", "pyproject.toml"):
            (self.checkout / name).parent.mkdir(parents=True, exist_ok=True)
            shutil.copy(ROOT / name, self.checkout / name)
        # The distribution's own Python is looked for in one place; play that as well.
        script = self.checkout / "packaging" / "setup.sh"
        script.write_text(script.read_text().replace("/usr/bin/python3", f"{folder}/own-python3"))
        self.programs.mkdir()
        for tool in [*TOOLS.split(), "chmod"]:
            (self.programs / tool).symlink_to(shutil.which(tool) or tool)
        # A venv's python leads back to its own folder, so only a small bridge will do.
        self.has("python3", f'exec "{sys.executable}" "$@"', noted=False)
        self.has("uv", UV)
        self.has("id", "echo 0", noted=False)
        self.installed(*FOR_RUN.split(), *FOR_TEST.split())

    def has(self, name: str, does: str, *, noted: bool = True) -> None:
        """Put a program there that notes how it was called."""
        note = f'echo "{name} $*" >>"{self.asked}"\n' if noted else ""
        program = self.programs / name
        program.write_text(f"#!/bin/sh\n{note}{does}\n")
        program.chmod(0o755)

    def installed(self, *packages: str) -> None:
        """Say which packages dpkg knows; what they stand for is told to who asks."""
        lines = [f"installed {package}" for package in packages]
        table = "\n".join(["cat <<'END'", *lines, "END"])
        plain = "sed 's/^\\(installed [^ ]*\\).*/\\1/'"
        script = ["tell() {", table, "}", 'case "$*" in *Provides*) tell ;;']
        script.append(f"*) tell | {plain} ;; esac")
        self.has("dpkg-query", "\n".join(script), noted=False)

    def set_up(self, purpose: str = "run") -> "subprocess.CompletedProcess[str]":
        """Run the script; forget what was asked before."""
        self.asked.write_text("")
        return subprocess.run(
            [self.checkout / "packaging" / "setup.sh", purpose],
            env={"PATH": str(self.programs), "HOME": str(self.checkout)},
            capture_output=True,
            text=True,
            check=False,
        )

    @property
    def calls(self) -> list[str]:
        """What the programs were asked for by the last set-up."""
        return self.asked.read_text().splitlines()


@pytest.fixture
def computer(tmp_path: Path) -> Computer:
    """Have a computer on which all system packages are there and uv is too."""
    return Computer(tmp_path)


def test_python_packages_come_from_the_lock_with_their_hashes(computer: Computer) -> None:
    """The first set-up makes the environment, fills it as locked, byte-compiled, and adds us."""
    ran = computer.set_up()

    assert ran.returncode == 0, ran.stderr
    venv, sync, ours = computer.calls
    assert venv.endswith(".venv")
    assert sync.startswith("uv pip sync")
    assert "--require-hashes --compile-bytecode" in sync
    assert sync.endswith("requirements.lock")
    assert ours.endswith("--no-deps --editable .")


def test_the_second_set_up_does_nothing_and_is_quick(computer: Computer) -> None:
    """With nothing to do it says nothing, asks nobody and takes a fraction of a second."""
    computer.set_up("test")
    took_s = []
    for _ in range(3):  # a busy machine may be slow once
        before_s = time.perf_counter()
        ran = computer.set_up("test")
        took_s.append(time.perf_counter() - before_s)
        assert (ran.returncode, ran.stdout, ran.stderr, computer.calls) == (0, "", "", [])

    assert min(took_s) < 1.0


@pytest.mark.parametrize("name", ["requirements.lock", "pyproject.toml"])
def test_a_new_lock_is_followed(computer: Computer, name: str) -> None:
    """When the lock or the project file changed, packages are synced again, in the same place."""
    computer.set_up()
    with (computer.checkout / name).open("a") as file:
        file.write("\n")
    computer.set_up()

    assert [call.split()[1:3] for call in computer.calls] == [["pip", "sync"], ["pip", "install"]]


def test_a_moved_checkout_is_set_up_again(computer: Computer) -> None:
    """Programs in the environment know their place by its full path, so it is made anew."""
    computer.set_up()
    computer.checkout = computer.checkout.rename(computer.checkout.with_name("elsewhere"))
    computer.set_up()

    assert [call.split()[1] for call in computer.calls] == ["venv", "pip", "pip"]


def test_a_set_up_that_broke_off_is_done_again(computer: Computer) -> None:
    """Without the network there is one sentence and no stamp; the next call tries afresh."""
    computer.has("uv", '[ "$1 $2" != "pip sync" ] || exit 1' + UV)
    broken = computer.set_up()
    computer.has("uv", UV)
    mended = computer.set_up()

    assert broken.returncode == 1
    assert broken.stderr == (
        "Set-up: the Python packages could not be installed; "
        "check the network, look into build/set-up.log, and try again.\n"
    )
    assert mended.returncode == 0
    assert any("pip sync" in call for call in computer.calls)


def test_missing_system_packages_and_only_they_are_installed(computer: Computer) -> None:
    """Root's apt is asked once, for exactly what is not there."""
    computer.installed("gcc", "libc6-dev", "libgl1", "pipewire", "libmtdev1", "espeak-ng")
    computer.has("apt-get", "")
    ran = computer.set_up()

    assert ran.returncode == 0, ran.stderr
    assert computer.calls[:2] == [
        "apt-get update",
        "apt-get install --yes --no-install-recommends portaudio19-dev",
    ]


def test_tests_need_a_screen_and_a_sound_card_too(computer: Computer) -> None:
    """Set-up for the tests adds the virtual screen and sound card."""
    computer.installed(*FOR_RUN.split())
    computer.has("apt-get", "")
    computer.set_up("test")

    assert computer.calls[1].endswith(f"--no-install-recommends {FOR_TEST}")


def test_a_package_under_its_new_name_counts(computer: Computer) -> None:
    """Some libraries were renamed; the new package says which name it stands for."""
    others = [package for package in FOR_RUN.split() if package != "libmtdev1"]
    computer.installed(*others, "libmtdev1t64 libmtdev1 (= 1.1.7-1), other")
    ran = computer.set_up()

    assert ran.returncode == 0
    assert not [call for call in computer.calls if call.startswith("apt-get")]


def test_sudo_is_used_when_there_is_one(computer: Computer) -> None:
    """Somebody who is not root is asked through sudo."""
    computer.installed()
    computer.has("id", "echo 1000", noted=False)
    computer.has("sudo", "")
    computer.has("apt-get", "")
    computer.set_up()

    assert computer.calls[0] == "sudo apt-get update"
    assert computer.calls[1].startswith("sudo env DEBIAN_FRONTEND=noninteractive apt-get install")


def test_without_rights_one_sentence_says_what_to_install(computer: Computer) -> None:
    """Neither root nor sudo: the missing packages are named, and nothing is begun."""
    computer.installed("gcc", "libc6-dev", "libgl1", "espeak-ng")
    computer.has("id", "echo 1000", noted=False)
    ran = computer.set_up()

    assert ran.returncode == 1
    assert ran.stderr == (
        "Set-up: these system packages are missing, ask an administrator to run: "
        "apt-get install portaudio19-dev libmtdev1\n"
    )
    assert computer.calls == []


def test_an_apt_that_cannot_is_told_in_one_sentence(computer: Computer) -> None:
    """When apt gives up, what was wanted and where to look is said."""
    computer.installed(*FOR_RUN.split()[1:])
    computer.has("apt-get", "exit 100")
    ran = computer.set_up()

    assert ran.returncode == 1
    assert ran.stderr == (
        "Set-up: apt could not install gcc; "
        "look into build/set-up.log, then run: apt-get install gcc\n"
    )


def test_another_system_is_told_what_it_takes(computer: Computer) -> None:
    """Without dpkg the parts are named in one sentence, and set-up goes on."""
    (computer.programs / "dpkg-query").unlink()
    ran = computer.set_up()

    assert ran.returncode == 0
    assert ran.stdout.splitlines()[0] == (
        "Set-up: not a Debian or Ubuntu system, so please see for yourself that there "
        "are Python 3.11 to 3.13, a C compiler, PortAudio with headers, OpenGL, mtdev."
    )


def test_without_a_python_the_distribution_gives_one(computer: Computer) -> None:
    """Where there is none, Python comes from apt with all that compiling PyAudio takes."""
    computer.has("python3", "exit 1", noted=False)
    computer.has("apt-get", "")
    computer.set_up()

    assert computer.calls[1].endswith(" python3 python3-venv python3-dev")


def test_a_python_that_does_not_fit_is_left_to_uv(computer: Computer) -> None:
    """With only an older or newer Python, uv is asked for one that fits."""
    computer.has("python3", "exit 1", noted=False)
    computer.has("../own-python3", "exit 1", noted=False)
    computer.has("apt-get", "")
    computer.set_up()

    assert computer.calls[1].endswith("--no-install-recommends python3-venv")
    assert "uv venv --python >=3.11,<3.14 .venv" in computer.calls


def test_an_unknown_purpose_is_refused(computer: Computer) -> None:
    """A word that is no purpose changes nothing."""
    ran = computer.set_up("dance")

    assert ran.returncode == 1
    assert ran.stderr == "Set-up: say 'run', 'test' or 'bench', not 'dance'.\n"
    assert not os.path.lexists(computer.checkout / "build")
