"""Facts about the real microphone and loudspeaker, on the virtual sound card."""

import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from time import monotonic, sleep

import numpy as np
import pytest
import soundfile

from mit_trainer.hardware.devices import NO_MICROPHONE, NO_SPEAKER
from mit_trainer.hardware.input_line import DEAF, LOST
from mit_trainer.phrase.model import Phrase, PhraseId, Syllable
from mit_trainer.prosody.plan import Style, plan
from mit_trainer.protocol.variant import Manner
from mit_trainer.simulated.air import FileAir
from mit_trainer.simulated.voice import Performance, Singer, sing
from tests.hardware.on_the_card import (
    RATE_HZ,
    Elsewhere,
    elsewhere,
    hear_ourselves,
    leave_open,
    open_stale,
    place_of,
    record_for,
    record_until_lost,
    wait_for_a_card,
    with_broken_callbacks,
    without_devices,
)
from tests.sound_card import AIR, SoundCard, virtual_sound_card

HERE = Path(__file__).parent


@pytest.fixture(scope="module")
def process(sound_card: SoundCard) -> Iterator[Elsewhere]:
    """Have a process that finds the virtual sound card."""
    with elsewhere(sound_card.variables) as somewhere:
        yield somewhere


@pytest.fixture
def hiss(tmp_path: Path) -> Path:
    """Have a file with two minutes of a quiet room."""
    path = tmp_path / "room.wav"
    noise = np.random.default_rng(4).normal(0.0, 0.001, 120 * RATE_HZ)
    soundfile.write(path, noise, RATE_HZ, subtype="FLOAT")
    return path


def wait_until_there(path: Path) -> None:
    """Wait for a sign of the other process."""
    end_s = monotonic() + 60.0
    while not path.exists():
        assert monotonic() < end_s, f"no sign: {path.name}"
        sleep(0.005)


@pytest.mark.parametrize(("delay_s", "busy"), [(0.03, False), (0.12, True)])
def test_what_we_play_comes_back_bit_by_bit_and_in_time(
    sound_card: SoundCard, process: Elsewhere, delay_s: float, busy: bool
) -> None:
    """The stamps give the known way to 3 ms, busy or not; no loss goes unreported."""
    with sound_card.speaker_to_air(delay_s):
        heard = process.run(hear_ourselves, busy=busy)

    assert heard[-1].clean
    assert heard[-1].identical
    assert heard[-1].way_s == pytest.approx(delay_s, abs=0.003)
    assert all(one.identical or not one.clean for one in heard)


def test_the_simulated_patient_can_sing_to_a_real_microphone(
    sound_card: SoundCard, process: Elsewhere, tmp_path: Path
) -> None:
    """Her voice as a file, played into the air, is in the take of the real microphone."""
    phrase = Phrase(
        PhraseId("coffee"),
        "coffee",
        "en",
        (Syllable("cof", True, True), Syllable("fee", False, False)),
    )
    tune = plan(phrase, Style(3.0, 100.0, 1.25, 3.0), tonic_hz=140.0)
    sung = sing(tune, Manner.INTONED, Singer(), Performance(), seed=1).sound
    written: list[Path] = []
    FileAir(tmp_path, lambda path, _at_s: written.append(path)).sing(sung, 0.0)
    recording = process.begin(record_for, sung.duration_s + 1.0, tmp_path / "listening")
    wait_until_there(tmp_path / "listening")
    sound_card.play_into_air(written[0])
    heard, began_s = recording.result(60.0)

    start = place_of(sung.samples, heard)
    found = heard[start : start + sung.samples.size]
    assert found.size == sung.samples.size
    assert np.corrcoef(found, sung.samples)[0, 1] > 0.5  # a lost stretch shifts the rest
    assert began_s > 0.0


def test_an_unplugged_microphone_keeps_the_take_and_tells_the_trouble(
    sound_card: SoundCard, process: Elsewhere, hiss: Path, tmp_path: Path
) -> None:
    """Pulled out in mid-take: no exception, everything until then kept, a sentence in 1.5 s."""
    with sound_card.playing_into_air(hiss):
        recording = process.begin(record_until_lost, tmp_path / "listening")
        wait_until_there(tmp_path / "listening")
    # The sound must end too: the server would lead it, and us, to another device together.
    with sound_card.unplugged(AIR):
        kept = recording.result(60.0)

    assert kept.trouble == kept.ended_early == DEAF
    assert kept.sounding_s >= 0.5
    assert kept.duration_s >= kept.sounding_s
    assert kept.told_after_s < 1.5


def test_a_sound_server_that_dies_keeps_the_take_and_tells_the_trouble(
    hiss: Path, tmp_path: Path
) -> None:
    """The whole card gone in mid-take: the take ends by itself, is kept, and nothing hangs."""
    with virtual_sound_card() as card, elsewhere(card.variables) as process:
        with card.playing_into_air(hiss):
            recording = process.begin(record_until_lost, tmp_path / "listening")
            wait_until_there(tmp_path / "listening")
            card.stop()
        kept = recording.result(60.0)

    assert kept.trouble == kept.ended_early == LOST
    assert kept.sounding_s >= 0.5
    assert kept.told_after_s < 2.0
    assert kept.closed_after_s < 2.0


def test_a_microphone_that_comes_later_or_comes_back_is_taken(tmp_path: Path) -> None:
    """Begun without any sound, the trainer finds the card, loses it and finds it again."""
    waiting, lost = tmp_path / "waiting", tmp_path / "lost"
    card = SoundCard()
    with elsewhere(card.variables) as process:
        counting = process.begin(wait_for_a_card, waiting, lost)
        try:
            wait_until_there(waiting)
            card.start()
            wait_until_there(lost)
            card.stop()
            sleep(1.5)
            card.start()
            before, after, *n_blocks = counting.result(150.0)
        finally:
            card.stop()

    assert before == NO_MICROPHONE
    assert after == LOST
    assert min(n_blocks) > 20


def test_without_any_device_there_is_a_sentence(tmp_path: Path) -> None:
    """No sound at all: both lines say so and refuse; nothing else happens."""
    nowhere = {"XDG_RUNTIME_DIR": str(tmp_path), "PULSE_SERVER": None, "PIPEWIRE_REMOTE": None}
    with elsewhere(nowhere) as process:
        absence = process.run(without_devices)

    assert absence.microphone == absence.refused == NO_MICROPHONE
    assert absence.speaker == NO_SPEAKER
    assert absence.silenced


@pytest.mark.parametrize(
    ("index", "name"), [(99, "default"), (-1, "default"), (0, "was here before")]
)
def test_a_stale_index_never_reaches_the_driver(process: Elsewhere, index: int, name: str) -> None:
    """PyAudio would end the process; ours lives and says which device it was."""
    says = process.run(open_stale, index, name)

    assert len(says) == 2
    assert all(f"“{name}” could not be opened" in sentence for sentence in says)


def test_a_defect_in_a_callback_surfaces_nowhere_else(process: Elsewhere) -> None:
    """PyAudio would throw it into the thread that opened the stream, and stop the stream."""
    assert process.run(with_broken_callbacks) == (True, True)


def test_leaving_with_an_open_card_ends_cleanly_and_quietly(sound_card: SoundCard) -> None:
    """Exit status 0, and not one of the drivers' 80 lines on the terminal."""
    words = f"from {leave_open.__module__} import leave_open; leave_open()"
    left = subprocess.run(
        [sys.executable, "-c", words],
        env=sound_card.environment,
        cwd=HERE.parent.parent,
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )

    assert (left.returncode, left.stdout, left.stderr) == (0, "", "")
