"""The tune: blocks in time, one line through all, and a voice that strikes no word out."""

import itertools

import pytest

from mit_trainer.ui.layout import Rect
from mit_trainer.ui.theme import Sizes
from tests.ui.stage import Stage


@pytest.fixture
def tune(stage: Stage):
    """Lay out "Call the doctor" on a place of 800 by 260."""
    from mit_trainer.ui.tune_view import TuneView
    from tests.ui.gallery import planned

    tune = TuneView()
    tune.fit(Rect(0, 0, 800, 260), Sizes.of(1280, 800))
    tune.show(planned("call-the-doctor"), None)
    return tune


def test_blocks_stand_in_time_and_do_not_touch(tune) -> None:
    """Each block lies within its syllable's time; inside a word the gap is the smallest."""
    rects = [tune.rect_of(index) for index in range(4)]
    gaps = [there.x - here.right for here, there in itertools.pairwise(rects)]
    whole = tune.plan.duration_s

    for note, rect in zip(tune.plan.syllables, rects, strict=True):
        assert rect.x >= 800 * note.onset_s / whole
        assert rect.right <= 800 * (note.onset_s + note.duration_s) / whole + 0.01
    assert min(gaps) > 0
    assert gaps[2] == min(gaps)  # doc-tor


def test_stressed_syllables_stand_higher(tune) -> None:
    """Call and doc stand above the and tor."""
    tops = [tune.rect_of(index).top for index in range(4)]

    assert tops[0] == tops[2] > tops[1] == tops[3]


def test_one_line_runs_through_every_block(tune) -> None:
    """The line only goes forward and passes through the lower part of each block."""
    points = tune._string.points
    xs, ys = points[::2], points[1::2]

    assert all(there >= here for here, there in itertools.pairwise(xs))
    for index in range(4):
        rect = tune.rect_of(index)
        inside = [y for x, y in zip(xs, ys, strict=True) if rect.x <= x <= rect.right]
        assert any(rect.y < y < rect.y + rect.height / 2 for y in inside)


def test_letters_stand_above_the_line(tune) -> None:
    """No letter is struck out: the words' places end above the lane of the voice."""
    for index, word in enumerate(tune.words):
        assert word.y > tune._lane(tune.rect_of(index)) - 0.01


def test_all_syllables_share_one_size_of_type(tune) -> None:
    """A short syllable is not written larger than a long one."""
    assert len({word.font_size for word in tune.words}) == 1


def test_the_voice_on_target_lies_on_the_line(tune) -> None:
    """Sung exactly as planned, the voice covers the line of its block."""
    from mit_trainer.ui import present

    points = [(note.onset_s + 0.3, note.pitch_st) for note in tune.plan.syllables]
    tune.show_voice(present.trace(tune.plan, points))

    smooth = next(one for one in tune._voice.group.children if hasattr(one, "points"))
    for index, (x, y) in enumerate(zip(smooth.points[::2], smooth.points[1::2], strict=True)):
        rect = tune.rect_of(index)
        assert rect.x < x < rect.right
        assert y == pytest.approx(tune._lane(rect), abs=0.5)


def test_a_new_phrase_clears_the_voice(tune) -> None:
    """What was sung to one phrase is not drawn over the next."""
    from tests.ui.gallery import planned

    tune.show_voice((((0.0, 0.5), (0.5, 0.5)),))
    tune.show(planned("more-water"), None)

    assert tune._lines == ()
    assert len(tune.words) == 3
