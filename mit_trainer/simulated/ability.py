"""How well the simulated patient sings, as data, and what she does with one turn.

Conventions
-----------
A *performance* is everything that goes otherwise than planned.  It depends on the
ability, on the turn and on chance; the chance is handed in, so that the same seed gives
the same answer.
"""

from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from mit_trainer.ports import Turn
from mit_trainer.protocol.variant import Sharing
from mit_trainer.shipped import read_numbers
from mit_trainer.simulated.voice import Performance, Singer
from mit_trainer.units import Floats

_LEAD_S = 0.05  # room for the first consonant
_SOONEST_S = 0.25
_WOMAN_HZ = 200.0  # a tonic above this is a woman's or a child's


@dataclass(frozen=True)
class Ability:
    """One degree of ability; the file of the abilities says what each number means."""

    id: str
    silent: float
    left_out: float
    repeated: float
    broken_off: float
    unison: float
    fading: float
    next_try: float
    flat: float
    pitch_sd_st: float
    key_sd_st: float
    latency_s: float
    latency_sd_s: float
    unison_late_s: float
    unison_sd_s: float
    tempo: float
    tempo_sd: float
    gap_spread: float
    tap_early_s: float
    tap_sd_s: float
    tap_left_out: float
    tremor_st: float
    jitter: float
    creak: float
    fry_s: float
    breath_db: float
    source: str
    trust: str


@dataclass(frozen=True)
class _File:
    ability: tuple[Ability, ...]


@dataclass(frozen=True)
class Intention:
    """What she is about to do with a turn; ``after_s`` is from its opening or its first beat."""

    singer: Singer
    performance: Performance
    after_s: float
    silent: bool


def read_abilities(path: Path) -> dict[str, Ability]:
    """Read the file; raises `BadInput` when it is missing or does not fit."""
    rows = read_numbers(path, _File).ability
    return {row.id: row for row in rows}


def intend(ability: Ability, turn: Turn, chance: np.random.Generator) -> Intention:
    """Decide what she does with this turn."""
    n = len(turn.plan.syllables)
    help_ = {Sharing.UNISON: ability.unison, Sharing.FADING: ability.fading}.get(turn.sharing, 1.0)
    help_ *= ability.next_try ** (turn.try_number - 1)
    # Always the same draws in the same order, whatever comes of them: one more chance
    # in the file must not turn the whole course around.
    silent = chance.random() < ability.silent * help_
    omitted = _chosen(chance.random(n) < ability.left_out * help_)
    repeated, broken_off = _stumbles(ability, chance.random(n) / help_)
    flat = chance.random() < ability.flat
    error_st = chance.normal(0.0, ability.pitch_sd_st, n)
    key_st = chance.normal(0.0, ability.key_sd_st)
    late, pace = chance.normal(0.0, 1.0, 2)
    along = bool(turn.beats_s)
    tempo = _tempo_of_model(turn) if along else max(0.4, ability.tempo + ability.tempo_sd * pace)
    performance = Performance(
        starts_after_s=_LEAD_S,
        tempo=tempo,
        left_out=tuple(sorted(omitted)),
        repeated=tuple(sorted(repeated - omitted)),
        broken_off=() if along else tuple(sorted(broken_off - omitted)),
        pitch_error_st=tuple(float(e) for e in error_st),
        flat=flat,
        pauses_s=_room_for(omitted, turn, tempo) if along else (),
        gap_spread=ability.gap_spread * (0.5 if along else 1.0),
    )
    return Intention(
        singer=_singer(ability, turn.plan.tonic_hz, key_st),
        performance=performance,
        after_s=_after_s(ability, late, along=along),
        silent=bool(silent) or len(omitted) == n,
    )


def _stumbles(ability: Ability, drawn: Floats) -> tuple[set[int], set[int]]:
    """Choose the syllables that are begun twice, and those that are broken off first."""
    twice = drawn < ability.repeated
    off = ~twice & (drawn < ability.repeated + ability.broken_off)
    return _chosen(twice), _chosen(off)


def _chosen(flags: NDArray[np.bool_]) -> set[int]:
    return {int(k) for k in np.flatnonzero(flags)}


def _singer(ability: Ability, tonic_hz: float, key_st: float) -> Singer:
    return Singer(
        tonic_hz=tonic_hz * 2.0 ** (key_st / 12.0),
        formant_scale=1.17 if tonic_hz > _WOMAN_HZ else 1.0,
        tremor_st=ability.tremor_st,
        jitter=ability.jitter,
        creak=ability.creak,
        fry_s=ability.fry_s,
        breath_db=ability.breath_db,
    )


def _after_s(ability: Ability, late: float, *, along: bool) -> float:
    if along:
        return float(ability.unison_late_s + ability.unison_sd_s * late)
    return float(max(_SOONEST_S, ability.latency_s + ability.latency_sd_s * late))


def _tempo_of_model(turn: Turn) -> float:
    if len(turn.beats_s) < 2:
        return 1.0
    planned_s = turn.plan.syllables[len(turn.beats_s) - 1].onset_s - turn.plan.syllables[0].onset_s
    return planned_s / (turn.beats_s[-1] - turn.beats_s[0])


def _room_for(omitted: set[int], turn: Turn, tempo: float) -> tuple[tuple[int, float], ...]:
    """Singing along, she stays silent for as long as a syllable she cannot find lasts."""
    pauses: list[tuple[int, float]] = []
    owed_s = 0.0
    sung_before = False
    for index, syllable in enumerate(turn.plan.syllables):
        if index in omitted:
            owed_s += syllable.duration_s / tempo if sung_before else 0.0
            continue
        if owed_s:
            pauses.append((index, owed_s))
        owed_s, sung_before = 0.0, True
    return tuple(pauses)
