"""The open book as a whole."""

import subprocess
import sys
from datetime import timedelta
from pathlib import Path

import numpy as np
import pytest

from mit_trainer.errors import KeyTrouble, StoreTrouble
from mit_trainer.places import DataFolder
from mit_trainer.record import PatientAdded, PatientId, SessionEnded, SessionId, TakeFound
from mit_trainer.simulated.clock import HandClock
from mit_trainer.store.book import open_book
from tests.store.conftest import KEY, Opener
from tests.store.facts import ANNA, MONDAY, attempt, started
from tests.vault.ring import noise


def test_loading_the_facade_is_quick() -> None:
    """Importing `open_book` loads neither SQLAlchemy nor SQLCipher nor Alembic nor libsodium."""
    script = (
        "import sys, mit_trainer.store.book;"
        "print([name for name in ('sqlalchemy', 'sqlcipher3', 'alembic', 'nacl', 'keyring',"
        " 'numpy') if name in sys.modules])"
    )

    said = subprocess.run([sys.executable, "-c", script], capture_output=True, check=True)

    assert said.stdout.decode().strip() == "[]"


def test_opening_twice_is_refused_until_it_is_closed(opened: Opener, folder: DataFolder) -> None:
    """One program at a time: the second is told to go to the first one's window."""
    book = opened()

    with pytest.raises(StoreTrouble, match=r"already open .*go to its window"):
        open_book(folder, KEY, HandClock()).result(timeout=20)
    book.close()
    opened()


def test_another_program_is_refused_too(opened: Opener, folder: DataFolder) -> None:
    """The lock holds between programs, not only inside one."""
    opened()
    script = (
        "import sys; from pathlib import Path; from mit_trainer.places import DataFolder;"
        "from mit_trainer.simulated.clock import HandClock;"
        "from mit_trainer.store.book import open_book\n"
        "try: open_book(DataFolder(Path(sys.argv[1])), bytes(range(32)), HandClock()).result()\n"
        "except Exception as error: print(type(error).__name__, error)"
    )

    said = subprocess.run(
        [sys.executable, "-c", script, str(folder.root)], capture_output=True, check=True
    )

    assert said.stdout.decode().startswith("AlreadyOpen MIT Trainer is already open")


def test_the_key_is_asked_for_while_the_folder_is_locked(folder: DataFolder) -> None:
    """A key that has to be found or made is, by one program at a time, off the main thread."""
    seen: list[str] = []

    def key() -> bytes:
        with pytest.raises(StoreTrouble) as told:
            open_book(folder, KEY, HandClock()).result(timeout=20)
        seen.append(str(told.value))
        return KEY

    open_book(folder, key, HandClock()).result(timeout=20).close()

    assert "already open" in seen[0]


def test_trouble_with_the_key_frees_the_folder(opened: Opener, folder: DataFolder) -> None:
    """When no key can be had, nothing is made and the next try is not locked out."""

    def none() -> bytes:
        raise KeyTrouble("no key")

    with pytest.raises(KeyTrouble, match="no key"):
        open_book(folder, none, HandClock()).result(timeout=20)
    assert [path.name for path in folder.root.iterdir()] == ["in-use.lock"]
    opened()


def test_closing_waits_for_what_was_asked(opened: Opener) -> None:
    """Facts that were added just before closing are in the book; closing twice is no harm."""
    book = opened()
    futures = [book.ledger.append(attempt(f"{i}")) for i in range(20)]
    book.close()
    book.close()

    assert all(future.done() for future in futures)
    assert len(opened().ledger.session(MONDAY).result()) == 20


def test_an_interrupted_answer_gets_its_row(
    opened: Opener, clock: HandClock, folder: DataFolder
) -> None:
    """A take cut off in a sitting is found with that sitting, once, and can be heard."""
    book = opened()
    book.ledger.append(PatientAdded(ANNA, "A"), started()).result()
    clock.advance(10)
    writer = book.takes.begin(ANNA, 8000)
    writer.write(noise(9000))
    (part,) = folder.takes.iterdir()
    content = part.read_bytes()
    writer.abandon()
    book.close()
    part.write_bytes(content)

    book = opened()

    (entry,) = [
        one for one in book.ledger.session(MONDAY).result() if isinstance(one.fact, TakeFound)
    ]
    assert isinstance(entry.fact, TakeFound)
    assert not entry.fact.whole
    assert entry.fact.began_utc == clock.now_utc()
    np.testing.assert_array_equal(book.takes.read(entry.fact.take).samples, noise(9000)[:8000])
    assert book.notices == ("The trainer was interrupted; recordings saved from then: 1.",)
    assert book.ledger.unfinished(ANNA).result() == MONDAY
    book.close()
    book = opened()
    assert (book.sweep.found, book.notices) == ((), ())
    assert book.verify(thorough=True).result().troubles == ()


def test_a_take_found_outside_a_sitting_has_none(opened: Opener, clock: HandClock) -> None:
    """A take that began before a sitting, or after it was closed, is not put into it."""
    book = opened()
    book.ledger.append(PatientAdded(ANNA, "A")).result()
    before = book.takes.begin(ANNA, 8000).finish()
    clock.advance(1)
    book.ledger.append(started(), SessionEnded(ANNA, MONDAY, "finished")).result()
    clock.advance(1)
    after = book.takes.begin(ANNA, 8000).finish()
    clock.advance(1)
    book.ledger.append(started("tuesday")).result()
    book.close()

    book = opened()

    assert [found.take for found in book.sweep.found] == [before, after]
    assert len(book.ledger.session(MONDAY).result()) == 2
    assert len(book.ledger.session(SessionId("tuesday")).result()) == 1


def test_a_missing_take_is_told_at_opening(opened: Opener, folder: DataFolder) -> None:
    """When a recording that the book mentions is gone, opening says so and goes on."""
    book = opened()
    book.ledger.append(PatientAdded(ANNA, "A")).result()
    book.ledger.append(attempt("a", take=book.takes.begin(ANNA, 8000).finish())).result()
    book.close()
    for path in folder.takes.iterdir():
        path.unlink()

    assert "no longer in" in opened().notices[0]


def test_a_patient_needs_no_waiting(opened: Opener, clock: HandClock) -> None:
    """A take can be begun for a patient who was added, and for one the book never heard of."""
    book = opened()
    book.ledger.append(PatientAdded(ANNA, "A")).result()
    for patient in (ANNA, PatientId("unheard of")):
        assert book.takes.begin(patient, 8000).finish().duration_s == 0.0
    clock.advance(timedelta(days=1).total_seconds())


@pytest.mark.parametrize("name", ["Dropbox", "OneDrive - Clinic", "Google Drive", "iCloudDrive"])
def test_a_folder_in_the_cloud_is_told(tmp_path: Path, name: str) -> None:
    """Where the folder's name says that it is copied to other computers, a notice says so."""
    folder = DataFolder(tmp_path / name / "records")
    book = open_book(folder, KEY, HandClock()).result(timeout=20)
    book.close()

    (notice,) = book.notices
    assert name.split(" - ")[0].replace("iCloudDrive", "iCloud") in notice
