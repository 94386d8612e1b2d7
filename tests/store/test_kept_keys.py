"""The patients' keys, as the book keeps them."""

from concurrent.futures import ThreadPoolExecutor

import pytest
from sqlalchemy import text

from mit_trainer.errors import StoreTrouble
from mit_trainer.places import DataFolder
from mit_trainer.record import PatientAdded, PatientId
from mit_trainer.store.book import Book
from mit_trainer.vault import takefile
from tests.store.conftest import Opener
from tests.store.facts import ANNA
from tests.store.raw import engine_of
from tests.vault.ring import noise

BORIS = PatientId("boris")


def key_of(book: Book, patient: PatientId, folder: DataFolder) -> bytes:
    """Record a take; returns the key id that stands in it."""
    kept = book.takes.begin(patient, 8000).finish()
    with (folder.takes / f"{kept.name}.take").open("rb") as file:
        return takefile.read_header(file).key_id


def test_a_patient_keeps_her_key(opened: Opener, folder: DataFolder) -> None:
    """All takes of a person are sealed with one key, over every opening; others have theirs."""
    book = opened()
    book.ledger.append(PatientAdded(ANNA, "A")).result()
    ids = [key_of(book, who, folder) for who in (ANNA, BORIS)]
    book.close()
    book = opened()
    ids += [key_of(book, who, folder) for who in (ANNA, BORIS)]

    assert ids[0] == ids[2] != ids[1] == ids[3]


def test_many_threads_get_the_same_new_key(book: Book, folder: DataFolder) -> None:
    """However many ask for a new person's key at once, there is one."""
    with ThreadPoolExecutor(8) as pool:
        ids = set(pool.map(lambda _: key_of(book, ANNA, folder), range(16)))

    assert len(ids) == 1


def test_without_her_row_her_takes_are_silent(opened: Opener, folder: DataFolder) -> None:
    """When a person's key is taken out of the book, her takes cannot be heard any more."""
    book = opened()
    book.ledger.append(PatientAdded(ANNA, "A")).result()
    writer = book.takes.begin(ANNA, 8000)
    writer.write(noise(5000))
    kept = writer.finish()
    assert book.takes.read(kept).samples.size == 5000
    book.close()
    before = (folder.takes / f"{kept.name}.take").read_bytes()
    with engine_of(folder) as engine, engine.begin() as connection:
        connection.execute(text("DELETE FROM patient_key"))

    book = opened()

    (aside,) = book.sweep.set_aside
    assert aside.read_bytes() == before
    aside.rename(folder.takes / aside.name)
    with pytest.raises(StoreTrouble, match="its key is gone"):
        book.takes.read(kept)


def test_a_patient_and_her_key_are_one_act(opened: Opener, folder: DataFolder) -> None:
    """There is never a patient without a key, and adding her twice gives no second one."""
    book = opened()
    book.ledger.append(PatientAdded(ANNA, "A"), PatientAdded(ANNA, "A again")).result()
    book.close()

    with engine_of(folder) as engine, engine.connect() as connection:
        patients = connection.execute(text("SELECT patient FROM patient_key")).scalars().all()
    assert patients == [ANNA]
