"""From a take to a grade in one call that another process can run."""

from math import nan

from mit_trainer.analysis.speech_index import Anchor
from mit_trainer.capture.take import Played, Take
from mit_trainer.grading.grade import grade
from mit_trainer.grading.known import Circumstances
from mit_trainer.grading.model import Grade
from mit_trainer.grading.rubric import Rubric
from mit_trainer.prosody.plan import ProsodyPlan
from mit_trainer.protocol.variant import Manner


def grade_take(  # noqa: PLR0913  (each is one fact of the answer)
    take: Take,
    plan: ProsodyPlan,
    manner: Manner,
    taps_s: tuple[float, ...] | None,
    taps_uncertain_s: float,
    *,
    prompt_heard: bool,
    rubric: Rubric,
    played: tuple[Played, ...] = (),
    cue_s: float = nan,
    beats_s: tuple[float, ...] = (),
    anchor: Anchor | None = None,
    range_hz: tuple[float, float] | None = None,
) -> Grade:
    """Listen to one answer and judge it.

    Parameters
    ----------
    taps_s : take time, None when no tapping was asked for
    taps_uncertain_s : spread of the tap times, NaN when the pad is not calibrated
    prompt_heard : the model's voice sounded while the take was recorded
    played : our own sounds of that time; where none of them reached the microphone the
        answer is measured although ``prompt_heard``
    cue_s : when the turn began, take time; NaN when not known
    beats_s : the beats of the model that sounded along, take time
    anchor : the person's own sung and spoken models, if there are some
    range_hz : the person's lowest and highest pitch, if they are known
    """
    from mit_trainer.analysis.analyse import analyse  # here, so that no window loads Praat

    heard = analyse(take, plan, manner, prompt_heard=prompt_heard, played=played, range_hz=range_hz)
    known = Circumstances(taps_s, taps_uncertain_s, cue_s, beats_s, anchor)
    return grade(heard, plan, manner, known, rubric)
