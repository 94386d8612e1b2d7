"""What goes wrong with a disk, as sentences."""

import errno
import os
import subprocess
import sys
from pathlib import Path

import pytest
import sqlcipher3.dbapi2 as sqlcipher
from sqlalchemy import text

from mit_trainer.errors import StoreTrouble
from mit_trainer.places import DataFolder
from mit_trainer.simulated.clock import HandClock
from mit_trainer.store.book import open_book
from mit_trainer.store.troubles import Damaged, told
from tests.store.conftest import KEY, Opener
from tests.store.facts import attempt, started
from tests.store.raw import engine_of

BOOK = Path("/somewhere/book.db")


def raised(code: int) -> sqlcipher.Error:
    """Make an error as the database raises it."""
    error = sqlcipher.OperationalError("no matter what it says")
    error.sqlite_errorcode = code
    return error


@pytest.mark.parametrize(
    ("error", "sentence"),
    [
        (raised(sqlcipher.SQLITE_FULL), "/somewhere is full"),
        (raised(sqlcipher.SQLITE_READONLY | 8 << 8), "you may write to"),
        (raised(sqlcipher.SQLITE_CANTOPEN), "you may write to"),
        (raised(sqlcipher.SQLITE_BUSY), "Another program is using"),
        (raised(sqlcipher.SQLITE_IOERR | 3 << 8), "does not answer"),
        (OSError(errno.ENOSPC, "x"), "/somewhere is full"),
        (PermissionError(errno.EACCES, "x"), "you may write to"),
        (NotADirectoryError(errno.ENOTDIR, "x"), "you may write to"),
    ],
)
def test_each_trouble_has_its_sentence(error: Exception, sentence: str) -> None:
    """What a person can mend is told in one sentence with the place in it."""
    with pytest.raises(StoreTrouble, match=sentence) as trouble, told(BOOK):
        raise error
    assert trouble.value.__cause__ is error


@pytest.mark.parametrize("code", [sqlcipher.SQLITE_CORRUPT, sqlcipher.SQLITE_NOTADB])
def test_damage_is_its_own_finding(code: int) -> None:
    """Damage is told apart, for what to do then depends on the copies there are."""
    with pytest.raises(Damaged), told(BOOK):
        raise raised(code)


def test_a_defect_of_ours_stays_one(opened: Opener, folder: DataFolder) -> None:
    """An error that nobody can mend is not dressed up as one, and shows no values."""
    opened().close()
    with (
        engine_of(folder) as engine,
        pytest.raises(Exception, match="no such column") as defect,
        told(folder.store),
        engine.begin() as connection,
    ):
        connection.execute(text("SELECT no_such FROM event WHERE id = :id"), {"id": "secret"})
    assert not isinstance(defect.value, StoreTrouble)
    assert "secret" not in str(defect.value)


def test_a_book_that_cannot_grow_keeps_what_it_has(opened: Opener, folder: DataFolder) -> None:
    """When no more fits, the act is refused whole, reading goes on, and so does writing later."""
    book = opened()
    book.ledger.append(started()).result()
    book.close()
    book = opened()
    book.todays_copy.result()
    connection = book.ledger._thread._engine.raw_connection()  # type: ignore[attr-defined]
    ((pages,),) = connection.cursor().execute("PRAGMA page_count").fetchall()
    connection.cursor().execute(f"PRAGMA max_page_count = {pages + 2}").fetchall()
    many = [attempt(f"{i}") for i in range(200)]

    with pytest.raises(StoreTrouble, match=r"is full, so nothing more can be kept; .* is safe"):
        book.ledger.append(*many).result()
    assert book.verify().result().n_entries == 1
    connection.cursor().execute("PRAGMA max_page_count = 100000").fetchall()
    connection.close()
    book.ledger.append(*many).result()
    assert book.verify().result().n_entries == 201


ON_A_SMALL_DISK = """
import shutil, sys
from pathlib import Path
import numpy as np
from mit_trainer.errors import StoreTrouble
from mit_trainer.places import DataFolder
from mit_trainer.record import AttemptMade, PatientAdded
from mit_trainer.simulated.clock import HandClock
from mit_trainer.store.book import open_book
from tests.store.facts import ANNA, MONDAY, attempt, started

small, spare = map(Path, sys.argv[1:])
folder = DataFolder(small / "records")

def opened():
    return open_book(folder, bytes(range(32)), HandClock()).result()

book = opened()
book.ledger.append(PatientAdded(ANNA, "A"), started()).result()
kept, said, number = 0, [], 0
while len(said) < 5:
    number += 1
    try:
        writer = book.takes.begin(ANNA, 16000)
        writer.write(np.zeros(8000, dtype=np.float32))
        book.ledger.append(attempt(str(number), take=writer.finish())).result()
        kept += 1
    except StoreTrouble as trouble:
        said.append(str(trouble))
        try:
            book.ledger.append(*(attempt("no") for _ in range(2000))).result()
        except StoreTrouble as trouble:
            said.append(str(trouble))
book.close()
for path in sorted(folder.takes.iterdir())[:10]:
    shutil.move(path, spare / path.name)
book = opened()
for path in spare.iterdir():
    shutil.move(path, folder.takes / path.name)
entries = book.ledger.session(MONDAY).result()
rows = sum(isinstance(entry.fact, AttemptMade) for entry in entries)
print(kept, rows, book.verify(thorough=True).result().troubles)
book.close()
print(*said, sep="\\n")
"""


def test_a_full_disk_keeps_what_was_kept(tmp_path: Path) -> None:
    """On a real disk of one megabyte each act is refused in a sentence, and no kept one is lost."""
    if sys.platform != "linux" or os.geteuid() != 0:
        pytest.skip("mounting a small disk needs Linux and its administrator")
    if subprocess.run(["unshare", "--mount", "true"], check=False, capture_output=True).returncode:
        pytest.skip("this container may not mount a small disk")
    small, spare = tmp_path / "small", tmp_path / "spare"
    small.mkdir()
    spare.mkdir()
    script = f'mount -t tmpfs -o size=1m none {small} && exec "$0" -c "$1" {small} {spare}'
    ran = subprocess.run(
        ["unshare", "--mount", "sh", "-c", script, sys.executable, ON_A_SMALL_DISK],
        capture_output=True,
        text=True,
        check=False,
        cwd=Path(__file__).parents[2],
        timeout=60,
    )

    assert ran.returncode == 0, ran.stderr
    counted, *said = ran.stdout.splitlines()
    n_kept, n_rows, troubles = counted.split(maxsplit=2)
    assert 0 < int(n_kept) == int(n_rows)
    assert troubles == "()"
    assert len(said) >= 5
    assert all(f"The disk with {small}" in one and "is full" in one for one in said)


def test_a_folder_that_may_not_be_written_is_told(tmp_path: Path) -> None:
    """Somebody else's folder gives a sentence, and nothing appears in it."""
    if sys.platform == "win32" or os.geteuid() != 0:
        pytest.skip("acts as another user, which only the administrator can")
    os.seteuid(65534)
    try:
        with pytest.raises(StoreTrouble, match=r"cannot be kept in .* may write to"):
            open_book(DataFolder(tmp_path), KEY, HandClock()).result(timeout=20)
    finally:
        os.seteuid(0)
    assert list(tmp_path.iterdir()) == []
