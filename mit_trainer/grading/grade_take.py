"""From a take to a grade in one call that another process can run."""

from math import isnan

from mit_trainer.capture.take import Take
from mit_trainer.grading.grade import grade
from mit_trainer.grading.model import Grade
from mit_trainer.grading.rubric import Rubric
from mit_trainer.prosody.plan import ProsodyPlan
from mit_trainer.protocol.variant import Manner


def grade_take(
    take: Take,
    plan: ProsodyPlan,
    manner: Manner,
    taps_s: tuple[float, ...] | None,
    taps_uncertain_s: float,
    *,
    prompt_heard: bool,
    rubric: Rubric,
) -> Grade:
    """Listen to one answer and judge it.

    Parameters
    ----------
    taps_s : take time, None when no tapping was asked for
    taps_uncertain_s : spread of the tap times, NaN when the pad is not calibrated
    prompt_heard : the model's voice sounded while the take was recorded
    """
    from mit_trainer.analysis.analyse import analyse  # here, so that no window loads Praat

    heard = analyse(take, plan, manner, prompt_heard=prompt_heard)
    return grade(heard, plan, manner, taps_s, rubric, tap_times_known=not isnan(taps_uncertain_s))
