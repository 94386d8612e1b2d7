"""What the screens show, without a screen."""

from dataclasses import replace
from math import nan

import pytest

from mit_trainer import places
from mit_trainer.grading.model import Grade, Hint, Measurable, Melody, Rhythm, SyllableGrade, Taps
from mit_trainer.phrase.model import Phrase, PhraseId, Syllable
from mit_trainer.prosody.plan import Style, plan
from mit_trainer.session.view import PracticeView, Press, Stage
from mit_trainer.ui import present
from mit_trainer.ui.words import read_words

WORDS = read_words(places.WORDS, "en")
SYLLABLES = (
    Syllable("call", True, True),
    Syllable("doc", True, True),
    Syllable("tor", False, False),
)
PHRASE = Phrase(PhraseId("call-doctor"), "Call doctor", "en", SYLLABLES)
STYLE = Style(high_st=3.0, syllables_per_min=60.0, stressed_length=1.5, stressed_gain_db=3.0)
PLAN = plan(PHRASE, STYLE, 130.0)  # beats at 0.0, 1.5, 3.0; 4.0 s long
GRADE = Grade(
    grader="1.0.0",
    phrase="Call doctor",
    language="en",
    manner="intoned",
    duration_s=4.0,
    measurable=Measurable(True, True, False, ()),
    syllables_expected=3,
    syllables_found=2,
    syllables=tuple(SyllableGrade(s.text, s.stress, s.text != "tor") for s in SYLLABLES),
    extra_syllables=0,
    melody=Melody(0.5, 1, 2, 40.0),
    rhythm=Rhythm(),
    taps=Taps(0),
    speech_index=nan,
    hint=Hint(None, 0.5, ()),
)


def view(stage: Stage, press: Press = Press.NOTHING, **more: object) -> PracticeView:
    """Make a moment."""
    return PracticeView(stage, PHRASE, PLAN, "unison", "sing-together", press, **more)


@pytest.mark.parametrize(
    ("stage", "signs"),
    [
        (Stage.READY, ()),
        (Stage.INSTRUCTION, ("ear",)),
        (Stage.LISTEN, ("ear",)),
        (Stage.TOGETHER, ("ear", "speaking-head")),
        (Stage.YOUR_TURN, ("speaking-head",)),
        (Stage.JUDGE, ()),
    ],
)
def test_signs_say_what_to_do(stage: Stage, signs: tuple[str, ...]) -> None:
    """Ear to listen, head to sing, both together; a hand beside them when taps are wanted."""
    assert present.practice(view(stage)).signs == signs
    if signs:
        wanted = present.practice(view(stage, taps_wanted=True)).signs
        assert wanted == (*signs, "open-hand")


def test_one_button_or_none() -> None:
    """The button is named after what it does, and is not there when it would do nothing."""
    assert present.practice(view(Stage.READY, Press.START)).press == "start"
    assert present.practice(view(Stage.LISTEN)).press is None


def test_judging_and_waiting_have_their_own_moments() -> None:
    """Only at JUDGE is the helper asked; waiting, making and keeping breathe."""
    judging = {stage for stage in Stage if present.practice(view(stage)).judging}
    waiting = {stage for stage in Stage if present.practice(view(stage)).waiting}

    assert judging == {Stage.JUDGE}
    assert waiting == {Stage.WAIT, Stage.PREPARING, Stage.KEEPING}


def test_a_notice_takes_the_place_of_the_signs() -> None:
    """A lost microphone is told in words; the simulated patient only by a picture."""
    lost = view(Stage.YOUR_TURN, Press.DONE, notice="microphone-lost")
    robot = view(Stage.YOUR_TURN, Press.DONE, notice="simulated")

    assert present.practice(lost).signs == ()
    assert present.practice(lost).noticed
    assert present.notice(lost, WORDS) == WORDS("notice.microphone-lost")
    assert present.practice(robot).signs == ("speaking-head",)
    assert present.practice(robot).simulated
    assert present.notice(robot, WORDS) is None


def test_blocks_stand_where_the_plan_has_them() -> None:
    """Of 4.0 s the first syllable takes 1.5, the second 1.5, the last 1.0; two are high."""
    blocks = present.blocks(PLAN)

    assert [block.left for block in blocks] == [0.0, 0.375, 0.75]
    assert [block.right for block in blocks] == [0.375, 0.75, 1.0]
    assert [block.y for block in blocks] == [present.HIGH_Y, present.HIGH_Y, present.LOW_Y]
    assert [block.joins_next for block in blocks] == [False, True, False]


def test_a_tune_without_a_rise_stays_low() -> None:
    """A phrase without any stress is drawn on one line, not spread over the whole height."""
    flat = replace(PHRASE, syllables=tuple(replace(s, stress=False) for s in SYLLABLES))

    assert {block.y for block in present.blocks(plan(flat, STYLE, 130.0))} == {present.LOW_Y}


@pytest.mark.parametrize("key_st", [0.0, -12.0, 5.5])
def test_the_voice_is_drawn_without_a_key(key_st: float) -> None:
    """The same steps an octave lower, or in any other key, give the same line."""
    heights = [3.0] * 15 + [3.0] * 15 + [0.0] * 10
    points = [(0.1 * i, heights[i] + key_st) for i in range(40)]

    (line,) = present.trace(PLAN, points)

    assert line[0] == (0.0, pytest.approx(present.HIGH_Y))
    assert line[-1] == (pytest.approx(0.975), pytest.approx(present.LOW_Y))


def test_the_voice_is_broken_where_there_was_none() -> None:
    """An unvoiced moment ends a line; single points and what lies outside are left out."""
    points = [
        (0.0, 3.0),
        (0.1, 3.0),
        (0.2, nan),
        (0.3, 3.0),
        (0.4, nan),
        (0.5, 3.0),
        (0.6, 3.0),
        (9.0, 3.0),
    ]

    lines = present.trace(PLAN, points)

    assert [len(line) for line in lines] == [2, 2]
    assert present.trace(PLAN, []) == ()
    assert present.trace(PLAN, [(0.0, nan)]) == ()


def test_a_stray_voice_stays_inside() -> None:
    """A squeal two octaves up is drawn at the edge of the tune, not beyond it."""
    lines = present.trace(PLAN, [(0.0, 0.0), (0.2, 0.0), (0.4, 24.0), (0.5, -24.0)])

    assert max(y for _, y in lines[0]) == 0.98
    assert min(y for _, y in lines[0]) == 0.02


def test_the_hint_is_dots_and_plain_words() -> None:
    """Two of three syllables heard, one of two steps right."""
    hint = present.hint(GRADE, WORDS)

    assert hint.dots == (True, True, False)
    assert hint.sentence == "Heard 2 of 3 sounds. Melody partly kept."


def test_the_hint_says_when_it_is_deaf() -> None:
    """What could not be measured is not shown as nothing heard."""
    deaf = replace(GRADE, syllables_found=None)
    along = ("the model's voice sounded along",)
    drowned = replace(GRADE, measurable=Measurable(False, False, False, along))
    toneless = replace(GRADE, measurable=Measurable(False, True, False, ("noise",)))

    assert present.hint(deaf, WORDS) == present.Hint((), WORDS("hint.unsure"))
    assert present.hint(drowned, WORDS).sentence == "No hint: the model's voice sounded along."
    assert present.hint(toneless, WORDS).sentence == "Heard 2 of 3 sounds."


def test_what_is_spoken_is_written_for_the_helper() -> None:
    """While an instruction matters it can be read; at other times nothing stands there."""
    assert present.said(view(Stage.TOGETHER), WORDS) == "Sing with me."
    assert present.said(view(Stage.READY), WORDS) == ""
