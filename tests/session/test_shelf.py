"""What sounds in each step, and prompts that are there before they are needed."""

import pytest

from mit_trainer.protocol.machine import State, orders
from mit_trainer.session.shelf import Shelf, drops_out_s, models, once_more
from tests.session.rig import COFFEE, HELLO, LEAD_S, PlainPrompts
from tests.session.test_position import spec


def sounds(step: str) -> list[tuple[str, str, bool, bool, bool, bool]]:
    """Say of each sound of a step what it is."""
    plan = spec()
    now = orders(plan.level, State(step))
    return [
        (m.order.plan.phrase.id, m.order.manner.value, m.joined, m.order.fade,
         m.order.clicks, m.order.lead_in)
        for m in models(plan, HELLO, now)
    ]  # fmt: skip


def test_each_step_of_the_classic_form_sounds_as_its_file_says() -> None:
    """Hum twice, intone twice; sing along, drop out; sing once; ask."""
    model, question = ("hel-lo", "intoned"), ("hel-lo-probe", "intoned")
    assert sounds("listen") == [
        ("hel-lo", "hummed", False, False, True, False),
        ("hel-lo", "hummed", False, False, True, False),
        (*model, False, False, True, False),
        (*model, False, False, True, False),
    ]
    assert sounds("unison") == [(*model, True, False, False, True)]
    assert sounds("fading") == [(*model, True, True, False, True)]
    assert sounds("repeat") == [(*model, False, False, False, False)]
    assert sounds("probe") == [(*question, False, False, False, False)]


def test_hearing_the_model_once_more_is_to_listen() -> None:
    """Nothing fades and nothing is joined."""
    plan = spec()
    model = once_more(plan, HELLO, orders(plan.level, State("fading")))
    assert (model.joined, model.order.fade, model.order.lead_in) == (False, False, False)
    assert model.order.plan == plan.plan(HELLO)


def test_all_prompts_of_a_phrase_are_ordered_before_its_first_step() -> None:
    """And those of the next phrase's first step, so that nobody waits between two."""
    maker = PlainPrompts()
    shelf = Shelf(spec(), maker)
    shelf.stock(HELLO, COFFEE)

    ordered = [(o.plan.phrase.id, o.manner.value, o.fade, o.lead_in) for o in maker.ordered]
    assert ordered == [
        ("hel-lo", "hummed", False, False),
        ("hel-lo", "intoned", False, False),
        ("hel-lo", "intoned", False, True),
        ("hel-lo", "intoned", True, True),
        ("hel-lo", "intoned", False, False),
        ("hel-lo-probe", "intoned", False, False),
        ("i-want-cof-fee", "hummed", False, False),
        ("i-want-cof-fee", "intoned", False, False),
    ]
    shelf.stock(COFFEE, None)
    assert [o.plan.phrase.id for o in maker.ordered[8:]] == ["i-want-cof-fee"] * 3 + [
        "i-want-cof-fee-probe"
    ]


def test_a_prompt_that_could_not_be_made_is_tried_again_when_wanted() -> None:
    """A worker that died once does not cost the phrase for good."""
    maker = PlainPrompts()
    maker.broken = lambda _: True
    shelf = Shelf(spec(), maker)
    order = models(spec(), HELLO, orders(spec().level, State("repeat")))[0].order
    shelf.want(order)
    assert shelf.ready(order)
    assert shelf.trouble(order)
    maker.broken = lambda _: False
    shelf.want(order)

    assert not shelf.trouble(order)
    assert shelf.prompt(order).beats_s == (LEAD_S, LEAD_S + 1.25)


@pytest.mark.parametrize(("phrase", "drops_out"), [(HELLO, 1.25), (COFFEE, 2.0)])
def test_a_fading_model_leaves_off_after_half_of_the_syllables(
    phrase: object, drops_out: float
) -> None:
    """Rounded up: after one of two (1.25 s), after two of four (1.0 + 1.0 s)."""
    plan = spec()
    order = models(plan, phrase, orders(plan.level, State("fading")))[0].order  # type: ignore[arg-type]
    prompt = PlainPrompts().order(order).result(0)
    assert drops_out_s(prompt, order.fade_after) == pytest.approx(LEAD_S + drops_out)
