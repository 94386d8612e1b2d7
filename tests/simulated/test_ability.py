"""Facts about how the simulated patient decides what to do with a turn."""

from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest

from mit_trainer import places
from mit_trainer.errors import BadInput
from mit_trainer.phrase.model import Phrase, PhraseId, Syllable
from mit_trainer.ports import Turn
from mit_trainer.prosody.plan import Style, plan
from mit_trainer.protocol.variant import Manner, Sharing
from mit_trainer.simulated.ability import Ability, Intention, intend, read_abilities

ABILITIES = read_abilities(places.ABILITIES)
PHRASE = Phrase(
    id=PhraseId("i-want-coffee"),
    text="I want coffee",
    language="en",
    syllables=(
        Syllable("I", False, True),
        Syllable("want", False, True),
        Syllable("cof", True, True),
        Syllable("fee", False, False),
    ),
)
PLAN = plan(PHRASE, Style(3.0, 60.0, 1.25, 3.0), tonic_hz=140.0)
ALONE = Turn(
    plan=PLAN,
    manner=Manner.INTONED,
    sharing=Sharing.ALONE,
    try_number=1,
    step="E4",
    opens_at_s=100.0,
    beats_s=(),
    taps_wanted=True,
)
UNISON = replace(
    ALONE, sharing=Sharing.UNISON, beats_s=tuple(101.0 + s.onset_s for s in PLAN.syllables)
)
N = 1000


def many(ability: Ability, turn: Turn) -> list[Intention]:
    """Let chance decide a thousand times."""
    return [intend(ability, turn, np.random.default_rng(seed)) for seed in range(N)]


def missing_share(ability: Ability, turn: Turn) -> float:
    """Give the share of syllables that are left out."""
    return float(np.mean([len(one.performance.left_out) / 4 for one in many(ability, turn)]))


def test_each_row_names_its_source_and_says_that_it_is_our_own() -> None:
    """Three degrees, from severe to mild, none of them a measurement."""
    assert list(ABILITIES) == ["severe", "moderate", "mild"]
    for row in ABILITIES.values():
        assert row.trust == "I"
        assert "own choice" in row.source


@pytest.mark.parametrize("name", ABILITIES)
def test_syllables_are_left_out_as_often_as_the_file_says(name: str) -> None:
    """Alone at the first try: the share in a thousand answers is the file's, to two points."""
    row = ABILITIES[name]

    assert missing_share(row, ALONE) == pytest.approx(row.left_out, abs=0.02)


def test_help_helps() -> None:
    """Fewer syllables are missing with the model, and at a further try, by the file's factors."""
    row = ABILITIES["severe"]
    alone = missing_share(row, ALONE)

    assert missing_share(row, UNISON) == pytest.approx(alone * row.unison, abs=0.02)
    again = replace(ALONE, try_number=3)
    assert missing_share(row, again) == pytest.approx(alone * row.next_try**2, abs=0.02)


def test_singing_along_she_waits_where_a_syllable_is_missing() -> None:
    """Whoever cannot find the second syllable sings the third one when it is its time."""
    left_out_second = [
        one
        for one in many(ABILITIES["severe"], UNISON)
        if one.performance.left_out == (1,) and not one.silent
    ]

    assert left_out_second
    for one in left_out_second:
        (pause,) = one.performance.pauses_s
        assert pause == pytest.approx((2, 1.0))
        assert one.performance.tempo == pytest.approx(1.0)


def test_singing_along_she_takes_the_tempo_of_the_model() -> None:
    """A model at half the planned tempo is followed at half the planned tempo."""
    slow = replace(UNISON, beats_s=tuple(101.0 + 2.0 * s.onset_s for s in PLAN.syllables))

    assert intend(
        ABILITIES["mild"], slow, np.random.default_rng(1)
    ).performance.tempo == pytest.approx(0.5)


def test_nothing_to_sing_is_silence() -> None:
    """When every syllable is left out she does not answer at all."""
    mute = replace(ABILITIES["mild"], left_out=1.0)

    assert all(one.silent for one in many(mute, ALONE))


def test_a_missing_file_is_named(tmp_path: Path) -> None:
    """One sentence says which file, and what to do."""
    with pytest.raises(BadInput, match=r"gone\.toml cannot be read; please install"):
        read_abilities(tmp_path / "gone.toml")


def test_a_bad_number_is_named(tmp_path: Path) -> None:
    """The place of the trouble is in the sentence."""
    text = places.ABILITIES.read_text(encoding="utf-8")
    bad = tmp_path / "abilities.toml"
    bad.write_text(text.replace("tempo = 0.75 ", 'tempo = "slow" '), encoding="utf-8")

    with pytest.raises(BadInput, match=r"ability\[0\]\.tempo|tempo"):
        read_abilities(bad)


def test_syllables_are_broken_off_as_often_as_the_file_says() -> None:
    """Alone at the first try; singing along nobody has the time for it."""
    row = ABILITIES["severe"]
    present = 1.0 - row.left_out
    alone = np.mean([len(one.performance.broken_off) / 4 for one in many(row, ALONE)])

    assert alone == pytest.approx(row.broken_off * present, abs=0.015)
    assert not any(one.performance.broken_off for one in many(row, UNISON))
