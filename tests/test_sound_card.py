"""The virtual sound card carries sound as a real one would, seen through real PyAudio."""

import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import numpy.typing as npt
import pytest
import soundfile

from tests.sound_card import AIR, RATE_HZ, SoundCard, virtual_sound_card

HERE = Path(__file__).parent
# On a very busy machine a block is now and then late and lost, and nothing says so; that
# is the machine's fault, not the card's, so one whole take in so many is enough.
TAKES = 5
Samples = npt.NDArray[np.float32]


@dataclass
class Heard:
    """What the probe brought home."""

    samples: Samples
    heard_at_s: float
    played_at_s: float


def a_chirp_in_noise() -> Samples:
    """Make half a second that cannot be mistaken for anything else."""
    t_s = np.arange(RATE_HZ // 2) / RATE_HZ
    chirp = 0.4 * np.sin(2 * np.pi * (300 * t_s + 2000 * t_s**2))
    noise = np.random.default_rng(7).uniform(-0.1, 0.1, t_s.size)
    return (chirp + noise).astype(np.float32)


@pytest.fixture
def signal(tmp_path: Path) -> Path:
    """Write the signal to a file, with some silence around it."""
    path = tmp_path / "signal.wav"
    padded = np.pad(a_chirp_in_noise(), RATE_HZ // 10)
    soundfile.write(path, padded, RATE_HZ, subtype="FLOAT")
    return path


@contextmanager
def probing(
    card: SoundCard, out: Path, seconds: float, *played: Path
) -> Iterator["subprocess.Popen[str]"]:
    """Run the probe from its first sound to its end."""
    words: list[str | Path] = [
        sys.executable,
        HERE / "pyaudio_probe.py",
        str(seconds),
        out,
        *played,
    ]
    with subprocess.Popen(
        words, env=card.environment, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True
    ) as probe:
        assert probe.stdout is not None
        assert probe.stdout.readline() == "listening\n"
        yield probe
        assert probe.wait(timeout=30) == 0


def brought(out: Path) -> Heard:
    """Read what the probe wrote."""
    with np.load(out) as table:
        return Heard(table["heard"], float(table["heard_at_s"]), float(table["played_at_s"]))


def place_of(needle: Samples, hay: Samples) -> int:
    """Find where in the hay something most like the needle begins."""
    size = 1 << (hay.size + needle.size).bit_length()
    likeness = np.fft.irfft(np.fft.rfft(hay, size) * np.fft.rfft(needle, size).conj(), size)
    return int(np.argmax(likeness[: hay.size]))


def samples_that_differ(hay: Samples) -> list[int]:
    """Find the signal, and list the places where it is not exactly as it was."""
    played = a_chirp_in_noise()
    start = place_of(played, hay)
    found = np.zeros_like(played)
    found[: hay[start:].size] = hay[start : start + played.size]
    return np.flatnonzero(found != played).tolist()


def until_whole(take: Callable[[], Samples]) -> list[int]:
    """Repeat until a take is whole; lists what differed in the last one."""
    for _ in range(TAKES):
        different = samples_that_differ(take())
        if not different:
            break
    return different


def test_the_air_reaches_pyaudio_bit_by_bit(
    sound_card: SoundCard, signal: Path, tmp_path: Path
) -> None:
    """A file played into the air is what PyAudio records: every sample, not about so."""

    def heard() -> Samples:
        with probing(sound_card, tmp_path / "heard.npz", 1.4):
            sound_card.play_into_air(signal)
        return brought(tmp_path / "heard.npz").samples

    assert until_whole(heard) == []


def test_what_pyaudio_plays_comes_out_of_the_speaker(
    sound_card: SoundCard, signal: Path, tmp_path: Path
) -> None:
    """The speaker gives sample by sample what PyAudio was handed, and the air stays silent."""

    def given() -> Samples:
        path = tmp_path / "speaker.wav"
        path.unlink(missing_ok=True)
        with (
            sound_card.recording_speaker(path),
            probing(sound_card, tmp_path / "heard.npz", 1.2, signal),
        ):
            pass
        samples, rate_hz = soundfile.read(path, dtype="float32")
        assert rate_hz == RATE_HZ
        return np.asarray(samples)

    assert until_whole(given) == []
    assert not brought(tmp_path / "heard.npz").samples.any()


@pytest.mark.parametrize("delay_s", [0.03, 0.12])
def test_the_microphone_hears_the_speaker_after_the_delay(
    sound_card: SoundCard, signal: Path, tmp_path: Path, delay_s: float
) -> None:
    """With the loop in place the way from speaker to microphone takes the time asked for."""
    lead_s = 0.1  # silence before the signal

    def way_s() -> float:
        with probing(sound_card, tmp_path / "heard.npz", 1.4, signal):
            pass
        heard = brought(tmp_path / "heard.npz")
        start_s = place_of(a_chirp_in_noise(), heard.samples) / RATE_HZ
        return (heard.heard_at_s + start_s) - (heard.played_at_s + lead_s)

    with sound_card.speaker_to_air(delay_s):
        assert any(abs(way_s() - delay_s) < 0.001 for _ in range(TAKES))


def test_an_unplugged_microphone_falls_silent_and_comes_back(
    sound_card: SoundCard, signal: Path, tmp_path: Path
) -> None:
    """Pulling the cable in mid-stream gives exact zeros and no error; plugged in, it hears."""
    humming = tmp_path / "humming.wav"
    soundfile.write(humming, np.tile(a_chirp_in_noise(), 20), RATE_HZ, subtype="FLOAT")

    with (
        probing(sound_card, tmp_path / "first.npz", 2.5) as probe,
        sound_card.playing_into_air(humming),
    ):
        time.sleep(1.0)  # long enough to be heard
        with sound_card.unplugged(AIR):
            probe.wait(timeout=30)
    with probing(sound_card, tmp_path / "second.npz", 1.4):
        sound_card.play_into_air(signal)

    first = brought(tmp_path / "first.npz").samples
    second = brought(tmp_path / "second.npz").samples
    assert np.abs(first).max() > 0.3
    assert not first[-RATE_HZ // 4 :].any()
    assert np.abs(second).max() > 0.3


def read_if_there(path: Path) -> str:
    """Read a file that may vanish meanwhile, or belong to somebody else."""
    try:
        return path.read_text(errors="replace")
    except OSError:
        return ""


def any_process_knows(word: str) -> bool:
    """Look for a word in the environments of all running processes."""
    return any(word in read_if_there(path) for path in Path("/proc").glob("[0-9]*/environ"))


def test_nothing_is_left_when_the_card_is_gone() -> None:
    """Daemons and folder end with the card."""
    with virtual_sound_card() as card:
        folder = Path(card.environment["XDG_RUNTIME_DIR"])
        assert folder.is_dir()
        assert any_process_knows(folder.name)

    assert not folder.exists()
    assert not any_process_knows(folder.name)


def test_a_command_runs_with_a_card_and_keeps_its_status() -> None:
    """From a shell: the command finds both devices, and its exit status comes back."""
    asked = "pactl list short sinks; exit 7"
    ran = subprocess.run(
        [sys.executable, HERE / "sound_card.py", "--", "sh", "-c", asked],
        capture_output=True,
        text=True,
        check=False,
    )

    assert ran.returncode == 7
    assert [line.split()[1] for line in ran.stdout.splitlines()] == ["speaker", "air"]


def test_without_a_card_a_test_fails_and_is_not_skipped(tmp_path: Path) -> None:
    """On a machine without the daemons the tests that need them are red, with a reason."""
    needy = tmp_path / "test_needy.py"
    needy.write_text("def test_needs_it(sound_card):\n    pass\n")
    ran = subprocess.run(
        [sys.executable, "-m", "pytest", "-p", "tests.conftest", "-p", "no:cacheprovider", needy],
        env={"PATH": "/nowhere", "HOME": str(tmp_path)},
        cwd=HERE.parent,
        capture_output=True,
        text=True,
        check=False,
    )

    assert ran.returncode == 1
    assert "no virtual sound card: dbus-daemon is missing" in ran.stdout
