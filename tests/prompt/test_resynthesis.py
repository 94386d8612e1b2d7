"""How a recording has to run: against sums by hand."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from mit_trainer.phrase.model import Phrase, PhraseId
from mit_trainer.phrase.notation import read_notation
from mit_trainer.prompt.model import Morph
from mit_trainer.prompt.recordings import Mark, mark
from mit_trainer.prompt.resynthesis import Course, course
from mit_trainer.prosody.plan import ProsodyPlan, Style, plan
from mit_trainer.protocol.variant import Manner
from mit_trainer.units import Floats, semitones

STYLE = Style(high_st=3.0, syllables_per_min=60.0, stressed_length=1.25, stressed_gain_db=3.0)
MARKS = (mark(0.05, 0.10, 0.30), mark(0.35, 0.42, 0.62), mark(0.65, 0.70, 0.90))
DURATION_S = 1.0
SPOKEN_HZ = np.array([[0.1, 0.9], [180.0, 120.0]])


def tune(notation: str = "good MOR-ning", tempo: float = 60.0) -> ProsodyPlan:
    """Plan a phrase above 200 Hz."""
    phrase = Phrase(PhraseId("test"), notation, "en", read_notation(notation))
    style = Style(STYLE.high_st, tempo, STYLE.stressed_length, STYLE.stressed_gain_db)
    return plan(phrase, style, 200.0)


def run(
    manner: Manner = Manner.INTONED, morph: float = 0.0, *, planned: ProsodyPlan | None = None
) -> Course:
    """Plan the resynthesis of the recording above."""
    return course(
        MARKS,
        DURATION_S,
        planned or tune(),
        manner=manner,
        morph=Morph.even(morph),
        natural_hz=SPOKEN_HZ,
        seed=1,
    )


def sung_pitch(found: Course) -> tuple[Floats, Floats]:
    """Give times and heights above the tonic of the planned pitch, in sung time."""
    at_s = np.interp(found.score.pitch_s, found.score.edges_s, found.edges_s)
    return at_s, np.asarray(semitones(found.score.pitch_hz, 200.0))


def test_vowels_start_on_the_beat() -> None:
    """The first vowel starts after its own consonants, the others 1 s and 2.25 s later."""
    assert run().beats_s == pytest.approx((0.10, 1.10, 2.35))


def test_only_the_held_parts_are_drawn_out() -> None:
    """Consonants and the edges of vowels keep their length: factor 1 but for three stretches."""
    factors = run().score.factors
    assert np.count_nonzero(np.abs(factors - 1.0) < 1e-9) == factors.size - 3
    # Between two vowel starts lie 0.32 s, of which 0.14 s are held: 1 s wants 0.82 s of it.
    assert factors[3] == pytest.approx((1.0 - 0.18) / 0.14)


def test_the_last_syllable_ends_with_its_note() -> None:
    """From the last beat to the end of the sound passes the length of the last note."""
    found = run()
    assert found.edges_s[-1] - found.beats_s[-1] == pytest.approx(1.0)


def test_consonants_give_way_when_the_beat_is_short() -> None:
    """At 240 a minute the beats still fall where planned, and a third of each is still held."""
    found = run(planned=tune(tempo=240.0))
    assert np.diff(found.beats_s) == pytest.approx([0.25, 0.3125])
    held_s = np.diff(found.edges_s)[3]
    assert held_s >= 0.35 * 0.25 - 1e-9


def test_pitch_is_flat_in_vowels_and_glides_between() -> None:
    """Each vowel lies on its note within a fifth of a semitone; the glide is a straight line."""
    found = run()
    at_s, height_st = sung_pitch(found)
    for start_s, end_s, wanted_st in zip(found.beats_s, found.ends_s, (0.0, 3.0, 0.0), strict=True):
        inside = (at_s >= start_s) & (at_s <= end_s)
        assert np.abs(height_st[inside] - wanted_st).max() < 0.35
        assert abs(np.median(height_st[inside]) - wanted_st) < 0.08
    middle_s = 0.5 * (found.ends_s[0] + found.beats_s[1])
    assert np.interp(middle_s, at_s, height_st) == pytest.approx(1.5, abs=0.3)


def test_a_glide_takes_at_least_60_ms() -> None:
    """Two vowels that touch still get a glide, taken from the end of the first."""
    touching = (mark(0.05, 0.10, 0.40), mark(0.40, 0.40, 0.70))
    found = course(
        touching,
        0.8,
        tune("a-BOUT"),
        manner=Manner.INTONED,
        morph=Morph(),
        natural_hz=SPOKEN_HZ,
        seed=1,
    )
    at_s, height_st = sung_pitch(found)
    gliding = at_s[(height_st > 0.5) & (height_st < 2.5)]
    assert gliding.max() - gliding.min() == pytest.approx(0.04, abs=0.015)


def test_fully_morphed_is_as_it_was_spoken() -> None:
    """At 1 no stretch changes its length and the pitch is the recording's own."""
    found = run(morph=1.0)
    assert found.score.factors == pytest.approx(np.ones(found.score.factors.size))
    assert found.beats_s == pytest.approx([one.vowel_s for one in MARKS])
    spoken_hz = 200.0 * 2.0 ** (
        np.interp(found.score.pitch_s, SPOKEN_HZ[0], semitones(SPOKEN_HZ[1], 200.0)) / 12.0
    )
    assert found.score.pitch_hz == pytest.approx(spoken_hz)


def test_half_way_is_the_geometric_mean() -> None:
    """At 0.5 a held vowel is as long as the root of sung times spoken length."""
    half = np.diff(run(morph=0.5).edges_s)
    sung, said = np.diff(run(morph=0.0).edges_s), np.diff(run(morph=1.0).edges_s)
    assert half == pytest.approx(np.sqrt(sung * said))


def test_a_long_voiced_beginning_of_a_syllable_is_not_sung_for_long() -> None:
    """The "y" of a slow "you", 0.3 s and voiced, takes 0.11 s; a voiceless one keeps its 0.3 s."""
    slow = (mark(0.05, 0.10, 0.30), mark(0.35, 0.65, 0.80))
    for natural_s, sung_s in ((np.arange(0.1, 0.8, 0.005), 0.11), (np.array([0.1, 0.8]), 0.3)):
        natural_hz = np.array([natural_s, np.full(natural_s.size, 150.0)])
        found = course(
            slow,
            0.9,
            tune("thank YOU"),
            manner=Manner.INTONED,
            morph=Morph(),
            natural_hz=natural_hz,
            seed=1,
        )
        assert found.beats_s[1] - found.sung_s(0.35) == pytest.approx(sung_s)
        assert np.diff(found.beats_s) == pytest.approx([1.0])


def test_the_parts_of_the_way_to_speech_can_be_gone_one_by_one() -> None:
    """Time alone leaves the tune, pitch alone leaves the beats."""
    said_time, said_pitch = (
        course(
            MARKS,
            DURATION_S,
            tune(),
            manner=Manner.INTONED,
            morph=morph,
            natural_hz=SPOKEN_HZ,
            seed=1,
        )
        for morph in (Morph(time=1.0), Morph(pitch=1.0))
    )
    assert said_time.beats_s == pytest.approx(run(morph=1.0).beats_s)
    assert np.median(said_time.tune.height_st[said_time.tune.in_vowel]) < 3.2
    assert said_pitch.beats_s == pytest.approx(run().beats_s)
    spoken_st = run(morph=1.0).tune.height_st
    assert said_pitch.tune.height_st[0] == pytest.approx(spoken_st[0])


def test_sprechgesang_keeps_the_beat_and_leaves_the_note() -> None:
    """Beats are those of the song; within a vowel the pitch falls, most on the stressed one."""
    found = run(Manner.SPRECHGESANG)
    assert found.beats_s == pytest.approx(run().beats_s)
    at_s, height_st = sung_pitch(found)
    falls = [
        np.interp(start_s + 0.02, at_s, height_st) - np.interp(end_s - 0.02, at_s, height_st)
        for start_s, end_s in zip(found.beats_s, found.ends_s, strict=True)
    ]
    assert min(falls) > 2.0
    assert falls[1] == max(falls)


@given(
    borders=st.lists(st.floats(0.01, 0.5), min_size=9, max_size=9),
    tempo=st.floats(30.0, 180.0),
    morph=st.floats(0.0, 1.0),
)
def test_any_recording_can_be_planned(borders: list[float], tempo: float, morph: float) -> None:
    """Whatever the marks, time runs forward, and unmorphed beats lie where planned."""
    times = np.cumsum(borders)
    marks: tuple[Mark, ...] = tuple(mark(*times[i : i + 3]) for i in (0, 3, 6))
    planned = tune(tempo=tempo)
    found = course(
        marks,
        float(times[-1]) + 0.1,
        planned,
        manner=Manner.INTONED,
        morph=Morph.even(morph),
        natural_hz=SPOKEN_HZ,
        seed=1,
    )
    assert np.all(np.diff(found.edges_s) > 0.0)
    assert np.all(np.diff(found.score.pitch_s) > 0.0)
    assert np.isfinite(found.score.pitch_hz).all()
    if morph == 0.0:
        wanted_s = [note.onset_s for note in planned.syllables]
        assert np.array(found.beats_s) - found.beats_s[0] == pytest.approx(wanted_s)
