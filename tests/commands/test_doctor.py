"""``mit-trainer doctor``: says what works and what to do about the rest."""

import subprocess
import sys
from pathlib import Path

import pytest

from mit_trainer.__main__ import main
from mit_trainer.hardware.clock import SystemClock
from mit_trainer.phrase.deck import read_decks
from mit_trainer.places import DataFolder
from mit_trainer.record import PatientAdded, PatientId
from mit_trainer.vault.keys import make_key_file
from mit_trainer.wiring.records import open_records
from tests.sound_card import SoundCard


@pytest.fixture
def records(data_folder: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Have a book with one entry, its key in a file."""
    key = data_folder.parent / "key"
    make_key_file(key)
    monkeypatch.setenv("MIT_TRAINER_KEY_FILE", str(key))
    for facts in ((PatientAdded(PatientId("p"), "one"),), ()):  # the second opening copies it
        book = open_records(DataFolder(data_folder), SystemClock())
        if facts:
            book.ledger.append(*facts).result()
        book.todays_copy.result()
        book.close()
    return data_folder


def _said(capsys: pytest.CaptureFixture[str], *words: str) -> tuple[int, str]:
    status = main(["doctor", *words])
    return status, capsys.readouterr().out


def test_good_records_decks_and_voices_work(
    records: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """What is in order is said to work, with its numbers."""
    _, said = _said(capsys)

    assert "works   1 entries and 0 recordings" in said
    assert "10 phrases." in said
    n_said = 2 * sum(len(deck.phrases) for deck in read_decks())
    assert f"{n_said} phrases and questions" in said
    assert "which only you can read" in said


def test_damaged_records_are_told_and_a_copy_is_put_back(
    records: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """A flipped bit is told with the way out, and that way works."""
    store = DataFolder(records).store
    data = bytearray(store.read_bytes())
    data[5000] ^= 1
    store.write_bytes(data)

    status, said = _said(capsys)
    assert status == 1
    assert "--restore" in said

    status, said = _said(capsys, "--restore")
    assert status == 0
    assert "recordings made since are found again" in said
    _, said = _said(capsys)
    assert "1 entries" in said


def test_without_a_sound_card_it_says_what_to_do(capsys: pytest.CaptureFixture[str]) -> None:
    """On a machine without sound the microphone and the loudspeaker are asked for."""
    status, said = _said(capsys)

    assert status == 1
    assert "No microphone was found; please plug one in" in said
    assert "No loudspeaker was found; please plug one in" in said


def test_with_a_sound_card_both_devices_work(sound_card: SoundCard) -> None:
    """A microphone and a loudspeaker that are there are named, with the reason."""
    done = subprocess.run(
        [sys.executable, "-m", "mit_trainer", "doctor"],
        env=sound_card.environment,
        stdout=subprocess.PIPE,
        text=True,
        check=False,
        timeout=120,
    )

    assert "works   The microphone is" in done.stdout
    assert "works   The loudspeaker is" in done.stdout
