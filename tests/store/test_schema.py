"""From one version of the book to the next."""

from pathlib import Path

import pytest
from alembic.autogenerate import compare_metadata
from alembic.config import Config
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import text

from mit_trainer.errors import StoreTrouble
from mit_trainer.places import DataFolder
from mit_trainer.simulated.clock import HandClock
from mit_trainer.store import schema
from mit_trainer.store.book import open_book
from mit_trainer.store.connect import open_engine
from mit_trainer.store.tables import metadata
from tests.store.conftest import KEY, Opener
from tests.store.facts import MONDAY, ONE_OF_EACH, started
from tests.store.raw import engine_of


def nothing(_revision: str) -> None:
    """Put no copy aside."""


def test_the_newest_step_is_the_newest_version() -> None:
    """The steps form one line, and its end is the version that this program writes."""
    config = Config()
    config.set_main_option("script_location", str(schema.MIGRATIONS))

    assert ScriptDirectory.from_config(config).get_heads() == [schema.NEWEST]


def test_the_steps_lead_to_the_tables(tmp_path: Path) -> None:
    """What the steps make is what the program believes it works with."""
    engine = open_engine(tmp_path / "book.db", KEY)
    schema.migrate(engine, nothing)

    with engine.connect() as connection:
        assert schema.revision(connection) == schema.NEWEST
        assert compare_metadata(MigrationContext.configure(connection), metadata) == []
    engine.dispose()


def test_a_step_is_taken_whole_or_not_at_all(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """When something goes wrong in a step there is neither a table nor a receipt."""
    engine = open_engine(tmp_path / "book.db", KEY)
    with engine.begin() as connection:  # so that the step stumbles half-way
        connection.exec_driver_sql("CREATE TABLE other (x)")
        connection.exec_driver_sql("CREATE INDEX event_of_session ON other (x)")

    with pytest.raises(Exception, match="event_of_session already exists"):
        schema.migrate(engine, nothing)

    with engine.connect() as connection:
        names = set(connection.execute(text("SELECT name FROM sqlite_master")).scalars())
        assert names == {"other", "event_of_session"}
        assert schema.revision(connection) is None
        connection.exec_driver_sql("DROP TABLE other")
        connection.commit()
    schema.migrate(engine, nothing)
    engine.dispose()


def test_a_book_of_today_is_left_alone(opened: Opener, folder: DataFolder) -> None:
    """A book that is up to date is neither changed nor copied."""
    opened().close()
    before = folder.store.read_bytes()
    called: list[str] = []

    with engine_of(folder) as engine:
        schema.migrate(engine, called.append)

    assert called == []
    assert folder.store.read_bytes() == before


def test_a_newer_book_is_refused(opened: Opener, folder: DataFolder) -> None:
    """A book from a later version gives a sentence and is not touched."""
    book = opened()
    book.ledger.append(started()).result()
    book.close()
    with engine_of(folder) as engine, engine.begin() as connection:
        connection.execute(text("UPDATE alembic_version SET version_num = '0999'"))
    before = folder.store.read_bytes()

    with pytest.raises(StoreTrouble, match="newer version of MIT Trainer; update this one"):
        opened()
    assert folder.store.read_bytes() == before


def test_an_older_book_is_copied_first(tmp_path: Path) -> None:
    """Before the first step over an existing book a copy is asked for, by its old version."""
    engine = open_engine(tmp_path / "book.db", KEY)
    schema.migrate(engine, nothing)
    with engine.begin() as connection:
        connection.execute(text("UPDATE alembic_version SET version_num = '0000'"))

    def stop(revision: str) -> None:
        raise StoreTrouble(f"no room for a copy of {revision}")

    with pytest.raises(StoreTrouble, match="no room for a copy of 0000"):
        schema.migrate(engine, stop)
    with engine.connect() as connection:
        assert schema.revision(connection) == "0000"
    engine.dispose()


LEDGERS = Path(__file__).parents[1] / "data" / "ledgers"


def test_there_is_a_book_of_every_version() -> None:
    """For each version that was ever written there is a book to open."""
    config = Config()
    config.set_main_option("script_location", str(schema.MIGRATIONS))
    versions = {script.revision for script in ScriptDirectory.from_config(config).walk_revisions()}

    assert {path.stem for path in LEDGERS.glob("*.db")} == versions


@pytest.mark.parametrize("path", sorted(LEDGERS.glob("*.db")), ids=lambda path: path.stem)
def test_every_book_ever_released_opens(path: Path, folder: DataFolder) -> None:
    """A book of each version opens, with everything in it as it was written then."""
    folder.root.mkdir()
    folder.store.write_bytes(path.read_bytes())

    book = open_book(folder, KEY, HandClock()).result(timeout=20)
    patients = book.ledger.patients().result()
    session = book.ledger.session(MONDAY).result()
    health = book.verify().result()
    book.close()

    written = [entry.fact for entry in (*patients, *session)]
    assert repr(written) == repr([ONE_OF_EACH[0], *ONE_OF_EACH[2:9]])
    assert health.n_entries >= len(ONE_OF_EACH)
    assert all("are missing" in trouble for trouble in health.troubles)
