"""Orders answered through the real worker process."""

import subprocess
import sys
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest

from mit_trainer.errors import BadInput
from mit_trainer.places import AUDIO
from mit_trainer.ports import PromptMaker
from mit_trainer.prompt.maker import make
from mit_trainer.prompt.model import Morph
from mit_trainer.prompt.service import PreparedPrompts
from mit_trainer.worker import Worker
from tests.prompt import listening


@pytest.fixture(scope="module")
def worker() -> Iterator[Worker]:
    """Have one worker process for all tests here."""
    one = Worker()
    yield one
    one.stop()


def test_the_worker_makes_the_same_prompt(worker: Worker, tmp_path: Path) -> None:
    """What comes from the other process is, to the bit, what this one would make."""
    prompts: PromptMaker = PreparedPrompts(worker, AUDIO, tmp_path)
    wanted = listening.order("thank you")
    made = prompts.order(wanted).result(timeout=60)
    np.testing.assert_array_equal(made.sound.samples, make(wanted, AUDIO).sound.samples)


def test_the_same_order_has_the_same_future(worker: Worker, tmp_path: Path) -> None:
    """While it is made and afterwards, an order is not made twice."""
    prompts = PreparedPrompts(worker, AUDIO, tmp_path)
    wanted = listening.order("good morning")
    first = prompts.order(wanted)
    assert prompts.order(wanted) is first
    first.result(timeout=60)
    assert prompts.order(replace(wanted)) is first
    assert len(list(tmp_path.iterdir())) == 1


def test_the_app_does_not_load_praat() -> None:
    """Who only orders prompts has neither Praat nor SciPy to wait for."""
    order = "import sys, mit_trainer.prompt.service as s; print(sorted(sys.modules))"
    loaded = subprocess.run(
        [sys.executable, "-c", order], capture_output=True, text=True, check=True
    ).stdout
    assert "'numpy'" in loaded
    assert "'parselmouth'" not in loaded
    assert "'scipy'" not in loaded


def test_trouble_arrives_as_its_sentence_and_is_tried_again(worker: Worker, tmp_path: Path) -> None:
    """An order that cannot be made raises its sentence, and is tried anew the next time."""
    prompts = PreparedPrompts(worker, AUDIO, tmp_path)
    wanted = replace(listening.order("thank you"), voice="nobody")
    first = prompts.order(wanted)
    with pytest.raises(BadInput, match="no voice called"):
        first.result(timeout=60)
    second = prompts.order(wanted)
    assert second is not first
    with pytest.raises(BadInput, match="no voice called"):
        second.result(timeout=60)


def test_old_orders_are_let_go(worker: Worker, tmp_path: Path) -> None:
    """Only the latest orders are held in memory; older ones come from the disk."""
    prompts = PreparedPrompts(worker, AUDIO, tmp_path)
    wanted = [
        replace(listening.order("thank you"), morph=Morph.even(number / 100.0))
        for number in range(26)
    ]
    first = prompts.order(wanted[0])
    for order in wanted[1:]:
        prompts.order(order).result(timeout=60)
    again = prompts.order(wanted[0])
    assert again is not first
    np.testing.assert_array_equal(
        again.result(timeout=60).sound.samples, first.result().sound.samples
    )
