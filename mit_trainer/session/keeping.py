"""A finished answer is closed, sealed and put into words for the book.

Closing waits for the disk, so it runs in the background; the sitting looks in on it.
When the disk refuses, the answer is still in memory and is written anew from there.
"""

import logging
from collections.abc import Callable, Iterable
from concurrent.futures import Future
from dataclasses import dataclass, replace
from math import hypot, isfinite, nan

from mit_trainer.calibration.delay import Delay
from mit_trainer.capture.recording import Recording
from mit_trainer.capture.take import Take
from mit_trainer.capture.tap import Tap, on_take_time
from mit_trainer.ports import TakeVault, TakeWriter
from mit_trainer.record import AttemptId, AttemptMade, KeptTake, PatientId
from mit_trainer.session.answering import Answering
from mit_trainer.session.position import Position
from mit_trainer.session.spec import Ports, SessionSpec

_LAST_BLOCKS_S = 10.0
_AGAIN_AFTER_S = 5.0
_log = logging.getLogger(__name__)


@dataclass(frozen=True)
class Sealed:
    """An answer; ``kept`` is None when nothing at all was heard, or it could not be kept."""

    take: Take
    kept: KeptTake | None


class Sealing:
    """The sealing of one answer; `tick` often.

    Attributes
    ----------
    trouble : the disk refuses; it is tried again from time to time
    """

    def __init__(self, ports: Ports, patient: PatientId, answering: Answering) -> None:
        assert answering.recording is not None  # noqa: S101  (nobody seals what never ran)
        assert answering.writer is not None  # noqa: S101
        self.trouble = False
        self._ports = ports
        self._patient = patient
        self._again_at_s = nan
        self._recording = answering.recording
        self._work: Future[Sealed] = ports.background.submit(
            _close, answering.recording, answering.writer
        )

    def tick(self) -> bool:
        """Whether it is over; starts anew when the disk refused a while ago."""
        if not self._work.done():
            return False
        error = self._work.exception()
        if error is None:
            self.trouble = False
            return True
        now_s = self._ports.clock.monotonic_s()
        if not self.trouble:
            _log.error("an answer could not be sealed", exc_info=error)
            self.trouble = True
            self._again_at_s = now_s + _AGAIN_AFTER_S
        elif now_s >= self._again_at_s:
            self._again_at_s = now_s + _AGAIN_AFTER_S
            self._work = self._ports.background.submit(
                _write_anew, self._ports.takes, self._patient, self._recording
            )
        return False

    def sealed(self) -> Sealed | None:
        """Hand out what was sealed; before that is over, what is in memory, if anything is."""
        if self._work.done() and self._work.exception() is None:
            return self._work.result()
        taken = self._recording.take
        if not taken.done() or taken.exception() is not None:
            return None
        return Sealed(taken.result(), None)


def _close(recording: Recording, writer: TakeWriter) -> Sealed:
    take = recording.take.result(timeout=_LAST_BLOCKS_S)
    if take.sound.samples.size == 0:
        writer.abandon()
        return Sealed(take, None)
    return Sealed(take, writer.finish())


def _write_anew(takes: TakeVault, patient: PatientId, recording: Recording) -> Sealed:
    take = recording.take.result(timeout=0)
    writer = takes.begin(patient, take.sound.rate_hz)
    writer.write(take.sound.samples)
    return Sealed(take, writer.finish())


def blank(
    spec: SessionSpec,
    here: Position,
    attempt: AttemptId,
    cues: tuple[str, ...],
    helps: dict[str, float] | None = None,
) -> AttemptMade:
    """State one try as far as it is known before anybody answers."""
    assert here.phrase is not None  # noqa: S101
    return AttemptMade(
        patient=spec.started.patient,
        session=spec.started.session,
        attempt=attempt,
        phrase=here.phrase,
        step=here.state.step,
        try_number=here.state.try_number,
        after_backup=here.state.after_backup,
        cues=cues,
        take=None,
        taps_s=(),
        taps_uncertain_s=nan,
        n_gaps=0,
        ended_early=None,
        helps=helps or {},
    )


def on_time(
    attempt: AttemptMade, taps: Iterable[Tap], touch: Callable[[], Delay | None] | None
) -> tuple[AttemptMade, tuple[Tap, ...]]:
    """Take the delay of the pad off each tap, and state it.

    When it was never measured nobody knows when the taps were; without ``touch`` they are
    exact.
    """
    if touch is None:
        return replace(attempt, touch_delay_s=0.0), tuple(taps)
    late = touch()
    if late is None:
        return attempt, tuple(replace(tap, uncertain_s=nan) for tap in taps)
    return replace(attempt, touch_delay_s=late.delay_s), tuple(
        replace(
            tap,
            at_s=tap.at_s - late.delay_s,
            uncertain_s=hypot(tap.uncertain_s, late.spread_s),
        )
        for tap in taps
    )


def with_answer(
    attempt: AttemptMade, sealed: Sealed, taps: Iterable[Tap], recorded_from_s: float
) -> AttemptMade:
    """State what was answered; ``recorded_from_s`` is about when the recording began."""
    take, taps = sealed.take, tuple(taps)
    if isfinite(take.started_at_s):
        taps_s = on_take_time(taps, take)
        uncertain_s = max((tap.uncertain_s for tap in taps), default=nan)
    else:  # the card told no time: roughly in place is all that is known
        taps_s, uncertain_s = tuple(tap.at_s - recorded_from_s for tap in taps), nan
    return replace(
        attempt,
        take=sealed.kept,
        taps_s=taps_s,
        taps_uncertain_s=uncertain_s,
        n_gaps=take.n_gaps,
        ended_early=take.ended_early,
    )


def with_moments(
    attempt: AttemptMade, take: Take, cue_s: float, beats_s: Iterable[float]
) -> AttemptMade:
    """State when the turn opened and when the model's beats were; given in monotonic time."""
    if not isfinite(take.started_at_s):
        return attempt
    moments_s = tuple(beat_s - take.started_at_s for beat_s in beats_s)
    return replace(attempt, cue_s=cue_s - take.started_at_s, beats_s=moments_s)


def interrupted(
    spec: SessionSpec, here: Position, attempt: AttemptId, kept: KeptTake, why: str
) -> AttemptMade:
    """State the try during which a sitting broke; when the hand tapped nobody knows any more."""
    return replace(blank(spec, here, attempt, ()), take=kept, ended_early=why)
