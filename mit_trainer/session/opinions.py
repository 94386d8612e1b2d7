"""The machine's opinions on answers: asked in the background, kept when they come.

An opinion is shown only after the human's word, and nothing waits for it.
"""

import logging
from concurrent.futures import Future

import msgspec

from mit_trainer.grading.model import Grade
from mit_trainer.ports import Analyst, Answer
from mit_trainer.record import AttemptId, OpinionGiven, PatientId, SessionId
from mit_trainer.session.outbox import Outbox
from mit_trainer.session.spec import SessionSpec

_log = logging.getLogger(__name__)


class Opinions:
    """Asks the analyst and hands what he says to the outbox; `tick` often.

    Attributes
    ----------
    trouble : the last answer could not be listened to
    """

    def __init__(self, spec: SessionSpec, analyst: Analyst, outbox: Outbox) -> None:
        self.trouble = False
        self._started = spec.started
        self._analyst = analyst
        self._outbox = outbox
        self._asked: dict[AttemptId, Future[Grade]] = {}
        self._given: dict[AttemptId, Grade] = {}

    def ask(self, attempt: AttemptId, answer: Answer) -> None:
        """Have an answer listened to."""
        self._asked[attempt] = self._analyst.grade(answer)

    def of(self, attempt: AttemptId | None) -> Grade | None:
        """Give the opinion on an attempt, None while there is none."""
        return None if attempt is None else self._given.get(attempt)

    @property
    def pending(self) -> bool:
        """Whether one is still to come."""
        return bool(self._asked)

    def tick(self) -> None:
        """Hand on what has come."""
        for attempt in [attempt for attempt, grade in self._asked.items() if grade.done()]:
            future = self._asked.pop(attempt)
            error = future.exception()
            self.trouble = error is not None
            if error is not None:
                _log.error("an answer could not be listened to", exc_info=error)
                continue
            grade = future.result()
            self._given = {attempt: grade}  # only the last is ever shown
            started = self._started
            self._outbox.put(given(started.patient, started.session, attempt, grade))


def given(patient: PatientId, session: SessionId, attempt: AttemptId, grade: Grade) -> OpinionGiven:
    """State an opinion as a fact."""
    return OpinionGiven(
        patient=patient,
        session=session,
        attempt=attempt,
        grader=grade.grader,
        grade=msgspec.json.decode(msgspec.json.encode(grade)),  # NaN becomes null
    )
