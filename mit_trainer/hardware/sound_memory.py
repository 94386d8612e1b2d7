"""Remembers for each loudspeaker how loud it is set, and what it has sounded in each week.

One small file without a name in it.  It may be lost at any moment: then every loudspeaker
begins low again.
"""

import json
import os
import threading
from collections.abc import Iterator
from contextlib import suppress
from datetime import datetime
from pathlib import Path
from typing import Any

from mit_trainer.prompt.hearing import Sounded

_MOST_WEEKS = 60
_LEVELS_DB = (-40.0, 0.0)
_LEVEL, _FULL_SCALE = "level_db", "full_scale_dba"


class SoundMemory:
    """The file; every change is written at once, all of it or nothing."""

    def __init__(self, path: Path, first_level_db: float) -> None:
        self._path = path
        self._first_level_db = first_level_db
        self._lock = threading.Lock()
        self._facts = _read(path)

    def level_db(self, device: str) -> float:
        """How loud a device is set; low for one that was never used."""
        level_db = self._facts["devices"].get(device, {}).get(_LEVEL)
        return _within(level_db) if _is_number(level_db) else self._first_level_db

    def set_level(self, device: str, level_db: float) -> float:
        """Remember how loud a device shall be; gives the level that counts, at most 0."""
        kept = _within(level_db)
        self._change(device, _LEVEL, kept)
        return kept

    def set_full_scale(self, device: str, full_scale_dba: float) -> None:
        """Remember the measured sound level of a device at full scale."""
        self._change(device, _FULL_SCALE, full_scale_dba)

    def add(self, when: datetime, device: str, seconds: float, square_s: float) -> None:
        """Add what a device has sounded to the week of that day."""
        if not device or seconds <= 0.0:
            return
        with self._lock:
            weeks = self._facts["weeks"]
            row = weeks.setdefault(_week(when), {}).setdefault(device, [0.0, 0.0])
            row[0], row[1] = row[0] + seconds, row[1] + square_s
            for old in sorted(weeks)[:-_MOST_WEEKS]:
                del weeks[old]
            self._write()

    def week(self, when: datetime) -> tuple[Sounded, ...]:
        """Everything that sounded in the week of that day."""
        return tuple(self._rows(self._facts["weeks"].get(_week(when), {})))

    def _rows(self, week: dict[str, Any]) -> Iterator[Sounded]:
        for device, (seconds, square_s) in week.items():
            measured = self._facts["devices"].get(device, {}).get(_FULL_SCALE)
            yield Sounded(device, seconds, square_s, measured if _is_number(measured) else None)

    def _change(self, device: str, name: str, value: float) -> None:
        with self._lock:
            self._facts["devices"].setdefault(device, {})[name] = value
            self._write()

    def _write(self) -> None:
        part = self._path.with_name(f".{self._path.name}.{os.getpid()}.part")
        try:
            self._path.parent.mkdir(parents=True, exist_ok=True)
            part.write_text(json.dumps(self._facts, ensure_ascii=False), encoding="utf-8")
            part.replace(self._path)
        except OSError:  # a full disk must not stop practice
            with suppress(OSError):
                part.unlink(missing_ok=True)


def _read(path: Path) -> dict[str, Any]:
    try:
        facts = json.loads(path.read_text(encoding="utf-8"))
        devices = {str(k): dict(v) for k, v in facts["devices"].items()}
        weeks = {
            str(week): {str(k): [float(s), float(q)] for k, (s, q) in rows.items()}
            for week, rows in facts["weeks"].items()
        }
    except (OSError, ValueError, KeyError, TypeError, AttributeError):
        return {"devices": {}, "weeks": {}}
    return {"devices": devices, "weeks": weeks}


def _week(when: datetime) -> str:
    year, week, _ = when.isocalendar()
    return f"{year}-W{week:02d}"


def _is_number(value: object) -> bool:
    return isinstance(value, int | float) and not isinstance(value, bool) and abs(value) < 1e3


def _within(level_db: float) -> float:
    return min(max(level_db, _LEVELS_DB[0]), _LEVELS_DB[1])
