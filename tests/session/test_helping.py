"""How much helps, for the record and for the screen."""

from dataclasses import replace

import pytest

from mit_trainer.protocol.machine import State, orders
from mit_trainer.session.helping import cues, given, within
from tests.session.rig import CLASSIC

LEVEL = CLASSIC.levels[0]


@pytest.mark.parametrize(
    ("index", "share", "shown"),
    [(0, 1.0, 0), (3, 1.0, 3), (1, 0.5, 1), (2, 0.5, None), (0, 0.1, 0), (0, 0.0, None)],
)
def test_a_share_of_the_syllables_is_shown(index: int, share: float, shown: int | None) -> None:
    """The first ones, rounded up; none at all when nothing is left."""
    assert within(index, 4, share) == shown
    assert within(None, 4, share) is None


def test_what_is_gone_is_not_named() -> None:
    """A cue that has faded to nothing is no cue; half a cue is one, and its amount is kept."""
    now = orders(LEVEL, State("unison"))
    faded = replace(now, helps=replace(now.helps, light=0.0, hand=0.5))

    assert cues(now) == ("voice", "light", "hand", "mouth")
    assert cues(faded) == ("voice", "hand", "mouth")
    assert given(faded)["hand"] == 0.5


def test_clicks_help_only_where_they_sound_along() -> None:
    """Under a model that is only listened to before the answer they are no help in it."""
    alone = replace(orders(LEVEL, State("repeat")), clicks=True)
    assert given(alone)["clicks"] == 0.0
    assert given(orders(LEVEL, State("listen")))["clicks"] == 1.0
