"""Facts for tests: one plain example of each kind, and any that could ever be stated."""

from datetime import UTC, datetime
from math import nan
from typing import Any

from hypothesis import strategies as st

from mit_trainer.record import (
    AttemptId,
    AttemptMade,
    Fact,
    JudgementGiven,
    KeptTake,
    OpinionGiven,
    PatientAdded,
    PatientId,
    PhraseFinished,
    SessionEnded,
    SessionId,
    SessionStarted,
    SettingChanged,
    TakeFound,
    TakeName,
    Voided,
)
from mit_trainer.store.codec import KINDS

ANNA = PatientId("anna")
MONDAY = SessionId("monday")


def started(
    session: str = MONDAY, *, patient: str = ANNA, simulated: bool = False
) -> SessionStarted:
    """State that a sitting began."""
    return SessionStarted(
        patient=PatientId(patient),
        session=SessionId(session),
        variant="classic",
        level="elementary",
        deck="first",
        deck_hash="0" * 64,
        phrases=("coffee", "water"),
        style={"high_st": 3.0, "spread": nan},
        tonic_hz=180.5,
        voice="clb",
        simulated=simulated,
        app_version="0.1.0",
    )


def attempt(
    name: str,
    *,
    session: str = MONDAY,
    step: str = "hum",
    try_number: int = 1,
    take: KeptTake | None = None,
) -> AttemptMade:
    """State one try."""
    return AttemptMade(
        patient=ANNA,
        session=SessionId(session),
        attempt=AttemptId(name),
        phrase="coffee",
        step=step,
        try_number=try_number,
        after_backup=False,
        cues=("voice", "hand"),
        take=take,
        taps_s=(-0.1, 0.9),
        taps_uncertain_s=nan,
        n_gaps=0,
        ended_early=None,
    )


def kept(name: str = "0" * 32) -> KeptTake:
    """Name a take."""
    return KeptTake(TakeName(name), "f" * 64, 3.25, 48000)


def opinion(name: str, index: float | None, *, session: str = MONDAY) -> OpinionGiven:
    """State what the machine heard."""
    grade: dict[str, Any] = {"speech_index": index, "melody": {"score": None}, "syllables": []}
    return OpinionGiven(ANNA, SessionId(session), AttemptId(name), "1.0.0", grade)


def judgement(
    name: str, points: int, *, points_max: int = 1, session: str = MONDAY
) -> JudgementGiven:
    """State what the human heard."""
    return JudgementGiven(
        ANNA, SessionId(session), AttemptId(name), "understood", "carer", points, points_max
    )


def finished(
    points: int, points_max: int, *, session: str = MONDAY, item_set: str = "trained"
) -> PhraseFinished:
    """State that a phrase is through."""
    return PhraseFinished(
        ANNA, SessionId(session), "coffee", points, points_max, dropped=False, item_set=item_set
    )


ONE_OF_EACH: tuple[Fact, ...] = (
    PatientAdded(ANNA, "A. 🎵"),
    SettingChanged(ANNA, "tonic_hz", 180.5),
    started(),
    attempt("a", take=kept()),
    opinion("a", 0.25),
    judgement("a", 1),
    finished(3, 4),
    SessionEnded(ANNA, MONDAY, "stopped"),
    TakeFound(ANNA, MONDAY, kept("1" * 32), datetime(2030, 1, 1, 9, tzinfo=UTC), whole=False),
    Voided(ANNA, "entry", "a slip", "therapist"),
)

_json = st.recursive(
    st.none() | st.booleans() | st.floats(allow_nan=False, allow_infinity=False) | st.text(),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(), inner, max_size=3),
    max_leaves=8,
)
_moments = st.datetimes(timezones=st.just(UTC)).map(lambda moment: moment.replace(fold=0))


def any_fact() -> st.SearchStrategy[Fact]:
    """Any fact that could be stated, with any text and any number in it."""
    return st.one_of(
        *(
            st.builds(kind, grade=st.dictionaries(st.text(), _json, max_size=3))
            if kind is OpinionGiven
            else st.builds(kind, began_utc=_moments)
            if kind is TakeFound
            else st.builds(kind)
            for kind in KINDS.values()
        )
    )
