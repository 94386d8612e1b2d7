"""What goes wrong with a disk or a file, as sentences."""

import errno
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import sqlcipher3.dbapi2 as sqlcipher
from sqlalchemy.exc import DBAPIError

from mit_trainer.errors import StoreTrouble

_FULL = (sqlcipher.SQLITE_FULL,)
_DAMAGED = (sqlcipher.SQLITE_CORRUPT, sqlcipher.SQLITE_NOTADB)
_CLOSED = (sqlcipher.SQLITE_READONLY, sqlcipher.SQLITE_CANTOPEN, sqlcipher.SQLITE_PERM)
_TAKEN = (sqlcipher.SQLITE_BUSY, sqlcipher.SQLITE_LOCKED)


class Damaged(Exception):
    """A page of the book is not as it was written."""


@contextmanager
def told(book: Path) -> Iterator[None]:
    """Turn the errors of disk and database into `StoreTrouble`, or `Damaged`."""
    try:
        yield
    except DBAPIError as error:
        raise _from_code(book, getattr(error.orig, "sqlite_errorcode", None), error) from error
    except sqlcipher.Error as error:
        raise _from_code(book, getattr(error, "sqlite_errorcode", None), error) from error
    except OSError as error:
        raise _from_system(book, error) from error


def _from_code(book: Path, code: int | None, error: Exception) -> Exception:
    primary = (code or 0) & 0xFF  # the higher bits only tell which act it was
    if primary in _DAMAGED:
        return Damaged(str(book))
    if primary in _FULL:
        return _full(book)
    if primary in _CLOSED:
        return _closed(book)
    if primary in _TAKEN:
        return StoreTrouble(
            f"Another program is using {book}; close it and try again, nothing was changed."
        )
    if primary == sqlcipher.SQLITE_IOERR:
        return StoreTrouble(
            f"The disk with {book} does not answer; check that it is connected and has room, "
            "then start again."
        )
    return error  # a defect of ours


def _from_system(book: Path, error: OSError) -> StoreTrouble:
    if error.errno in (errno.ENOSPC, errno.EDQUOT):
        return _full(book)
    return _closed(book)


def _full(book: Path) -> StoreTrouble:
    return StoreTrouble(
        f"The disk with {book.parent} is full, so nothing more can be kept; what was kept before "
        "is safe, please free some space."
    )


def _closed(book: Path) -> StoreTrouble:
    return StoreTrouble(
        f"Records cannot be kept in {book.parent}: it is no folder that you may write to; "
        "choose another folder (MIT_TRAINER_DATA) or ask for the right to write there."
    )
