"""The drawn mouth: open, wide, round or closed."""

import pytest

from tests.ui.stage import Stage


@pytest.mark.parametrize(
    ("syllable", "like"),
    [("mor", "o"), ("ning", "i"), ("YOU", "o"), ("\u00e9", "e"), ("\u304a", "a"), ("hmm", "a")],
)
def test_the_first_vowel_forms_the_mouth(stage: Stage, syllable: str, like: str) -> None:
    """Capitals and accents make no difference; a letter nobody knows opens it."""
    from mit_trainer.ui.mouth import opening

    assert opening(syllable) == opening(like)


def test_between_the_syllables_it_is_closed(stage: Stage) -> None:
    """Nothing opens it less than silence; a wide mouth is wider than a round one."""
    from mit_trainer.ui.mouth import opening

    assert opening(None)[1] < min(opening(vowel)[1] for vowel in "aeiou")
    assert opening("e")[0] > opening("u")[0]


def test_the_mouth_moves_on_the_screen(stage: Stage) -> None:
    """Another syllable draws another opening, in the middle of the face."""
    from mit_trainer.ui.mouth import Mouth

    mouth = Mouth()
    mouth.pos, mouth.size = (0, 0), (100, 100)
    mouth.show("doc")
    first = mouth._inside.size
    mouth.show("need")
    assert mouth._inside.size != first
    assert mouth._inside.pos[0] + mouth._inside.size[0] / 2 == pytest.approx(50)
