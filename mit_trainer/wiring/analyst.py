"""The analyst of the app: listens in the worker process, so that nothing here stands still."""

from concurrent.futures import Future

from mit_trainer.grading.grade_take import grade_take
from mit_trainer.grading.model import Grade
from mit_trainer.grading.rubric import Rubric
from mit_trainer.ports import Answer
from mit_trainer.worker import Worker


class WorkerAnalyst:
    """A `ports.Analyst` that judges by one rubric."""

    def __init__(self, worker: Worker, rubric: Rubric) -> None:
        self._worker = worker
        self._rubric = rubric

    def grade(self, answer: Answer) -> "Future[Grade]":
        return self._worker.submit(
            grade_take,
            answer.take,
            answer.plan,
            answer.manner,
            answer.taps_s,
            answer.taps_uncertain_s,
            prompt_heard=answer.prompt_heard,
            rubric=self._rubric,
            played=answer.played,
            cue_s=answer.cue_s,
            beats_s=answer.beats_s,
        )
