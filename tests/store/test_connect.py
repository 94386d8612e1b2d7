"""The connection to a sealed book."""

import subprocess
import sys
from pathlib import Path

import pytest
from sqlalchemy import text

from mit_trainer.store.connect import open_engine, raw_key
from tests.store.conftest import KEY


def test_the_book_is_sealed(tmp_path: Path) -> None:
    """Nothing that is written can be found in the file, not even that it is a database."""
    path = tmp_path / "book.db"
    engine = open_engine(path, KEY)
    with engine.begin() as connection:
        connection.exec_driver_sql("CREATE TABLE secret (x)")
        connection.execute(text("INSERT INTO secret VALUES ('mother tongue')"))
    beside = path.with_name("book.db-wal").read_bytes()
    engine.dispose()

    for content in (path.read_bytes(), beside):
        assert b"SQLite" not in content
        assert b"secret" not in content
        assert b"mother tongue" not in content


@pytest.mark.parametrize(
    ("pragma", "due"),
    [
        ("journal_mode", "wal"),
        ("synchronous", 2),  # FULL
        ("foreign_keys", 1),
        ("recursive_triggers", 1),
        ("secure_delete", 1),
        ("busy_timeout", 5000),
        ("cache_size", -65536),
        ("cipher_provider", "openssl"),
    ],
)
def test_the_promises_are_in_force(tmp_path: Path, pragma: str, due: object) -> None:
    """Each setting on which the promises rest is in force on the connection in use."""
    engine = open_engine(tmp_path / "book.db", KEY)
    with engine.begin() as connection:
        assert connection.exec_driver_sql(f"PRAGMA {pragma}").scalar() == due
    engine.dispose()


def test_the_key_is_raw(tmp_path: Path) -> None:
    """The key is 32 bytes as they are, and another purpose's than the store key itself."""
    spelled = raw_key(KEY)

    assert spelled.startswith("x'")
    assert len(bytes.fromhex(spelled[2:-1])) == 32
    assert KEY.hex() not in spelled
    assert KEY.hex() not in repr(open_engine(tmp_path / "book.db", KEY).url)
    assert spelled not in str(open_engine(tmp_path / "book.db", KEY).url)


def test_a_damaged_book_is_quiet(tmp_path: Path) -> None:
    """A damaged book writes nothing to standard error by itself."""
    path = tmp_path / "book.db"
    path.write_bytes(bytes(range(256)) * 64)
    script = (
        "import sys; from pathlib import Path; from mit_trainer.store.connect import open_engine\n"
        "try: open_engine(Path(sys.argv[1]), bytes(32)).connect()\n"
        "except Exception: print('refused')"
    )

    ran = subprocess.run([sys.executable, "-c", script, str(path)], capture_output=True, check=True)

    assert (ran.stdout, ran.stderr) == (b"refused\n", b"")
