"""Names of levels are cut where there is no room, and rules stand between levels."""

from mit_trainer.chart import Role, Rule, Text
from mit_trainer.chart.axes import borders, sittings
from mit_trainer.chart.frame import Footer, Surround, frame
from mit_trainer.chart.shapes import text_width
from mit_trainer.progress import Phase
from tests.courses import ELEMENTARY, INTERMEDIATE, LEVELS, VARIANT

WORDS = Surround(title="Scores", simulated=False, names=("100 %",), phases=True)
WITHIN = frame(20, WORDS, aspect=2.0, type_size=0.05, y_max=1.0)


def _phases(*starts: int) -> list[Phase]:
    levels = [ELEMENTARY, INTERMEDIATE]
    ends = [*(start - 1 for start in starts[1:]), 20]
    return [
        Phase(VARIANT, levels[place % 2], first, last)
        for place, (first, last) in enumerate(zip(starts, ends, strict=True))
    ]


def test_a_dashed_rule_stands_half_way_between_two_levels() -> None:
    """The level changes between the 8th and the 9th sitting, and so does the chart."""
    rules = [one for one in borders(WITHIN, _phases(1, 9), LEVELS) if isinstance(one, Rule)]

    assert [(one.x0, one.dashed, one.role) for one in rules] == [
        ((WITHIN.x(8) + WITHIN.x(9)) / 2, True, Role.PHASE)
    ]


def test_a_name_without_room_is_cut_and_a_rule_remains() -> None:
    """Three sittings are too narrow for "Intermediate", one for any name at all."""
    shapes = borders(WITHIN, _phases(1, 9, 12, 13), LEVELS)
    names = [one.text for one in shapes if isinstance(one, Text)]

    assert names[0] == "Elementary"
    assert names[1].endswith("…")
    assert "Intermediate".startswith(names[1][:-1])
    assert len(names) == 3
    assert len([one for one in shapes if isinstance(one, Rule)]) == 3


def test_cut_names_do_not_reach_the_next_level() -> None:
    """Each name ends before the rule of the next phase."""
    shapes = borders(WITHIN, _phases(1, 4, 7, 11), LEVELS)
    names = sorted((one for one in shapes if isinstance(one, Text)), key=lambda one: one.x)
    rules = sorted(one.x0 for one in shapes if isinstance(one, Rule))

    for name, rule in zip(names, rules, strict=False):
        assert name.x + text_width(name.text, name.size, WITHIN.aspect) <= rule


def test_protocols_are_named_only_when_there_are_several() -> None:
    """A change from one protocol to another names both."""
    phases = [Phase(VARIANT, ELEMENTARY, 1, 10), Phase("rhythm-only", "first", 11, 20)]
    names = [one.text for one in borders(WITHIN, phases, LEVELS) if isinstance(one, Text)]

    assert names[0].startswith("classic-mit: Elem")
    assert names[1].startswith("rhythm-only: fi")


def test_n_stands_under_its_sitting() -> None:
    """The n of a sitting is written at that sitting's x."""
    footer = Footer("phrases", tuple(str(number * 2) for number in range(1, 21)))
    texts = [one for one in sittings(WITHIN, range(1, 21), [footer]) if isinstance(one, Text)]
    numbers = {one.x: one.text for one in texts if one.y == WITHIN.below(0)}
    counts = {one.x: one.text for one in texts if one.y == WITHIN.below(1)}

    shared = [x for x in numbers if numbers[x].isdigit()]
    assert shared
    assert all(int(counts[x]) == 2 * int(numbers[x]) for x in shared)
