"""Listening in another process."""

import msgspec

from mit_trainer import places
from mit_trainer.capture.take import Take
from mit_trainer.grading.rubric import default_rubric
from mit_trainer.ports import Answer
from mit_trainer.protocol.variant import Manner
from mit_trainer.wiring.analyst import WorkerAnalyst
from mit_trainer.worker import Worker
from tests.session.rig import HELLO, PERFECT, sung_once
from tests.session.test_position import spec
from tests.session.test_whole_phrase import Listening


def test_the_worker_hears_what_would_be_heard_here() -> None:
    """The same answer gives the same object in both processes."""
    plan = spec().plan(HELLO)
    sung = sung_once(plan, Manner.INTONED, PERFECT)
    taps_s = tuple(s.onset_s for s in sung.syllables)
    answer = Answer(Take(sung.sound, 5.0), plan, Manner.INTONED, taps_s, 0.001, prompt_heard=False)
    worker = Worker()
    try:
        there = WorkerAnalyst(worker, default_rubric(places.RUBRICS)).grade(answer).result(60)
    finally:
        worker.stop()
    here = Listening().grade(answer).result(0)

    assert msgspec.json.encode(there) == msgspec.json.encode(here)
    assert there.syllables_found == 2
    assert there.taps.n == 2
