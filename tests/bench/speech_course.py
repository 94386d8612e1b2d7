"""How the speech index runs while a prompt goes from sung to spoken.

``python tests/bench/speech_course.py [N]`` takes every Nth shipped phrase (20 unless told)
in both voices, makes it in eleven steps from intoned to spoken, listens to each as to an
answer, and prints for each course Spearman's correlation of index and step.
"""

import sys
from functools import cache

import numpy as np
from scipy.stats import spearmanr

from mit_trainer import places
from mit_trainer.capture.take import Take
from mit_trainer.commands.protocols import protocol
from mit_trainer.grading.grade_take import grade_take
from mit_trainer.grading.rubric import Rubric, default_rubric
from mit_trainer.phrase.deck import read_decks
from mit_trainer.phrase.model import Phrase
from mit_trainer.prompt.maker import make
from mit_trainer.prompt.model import Morph, PromptOrder
from mit_trainer.prosody.plan import Style, plan
from mit_trainer.protocol.variant import Manner
from mit_trainer.units import Floats

STEPS = np.linspace(0.0, 1.0, 11)
VOICES = {"bdl": 110.0, "clb": 200.0}  # and a low tone that suits


@cache
def rubric() -> Rubric:
    """Read the shipped rubric once."""
    return default_rubric(places.RUBRICS)


def phrases() -> tuple[Phrase, ...]:
    """List all shipped English phrases."""
    return tuple(p for deck in read_decks(places.PHRASES, "en") for p in deck.phrases)


def index_of(phrase: Phrase, voice: str, manner: Manner, morph: float = 0.0) -> float:
    """Make one prompt and place it between song and speech."""
    row = protocol(None).style
    style = Style(row.high_st, row.syllables_per_min, row.stressed_length, row.stressed_gain_db)
    planned = plan(phrase, style, VOICES[voice])
    prompt = make(PromptOrder(planned, manner, voice, Morph.even(morph)), places.AUDIO)
    take = Take(prompt.sound, 0.0)
    judged = Manner.SPOKEN if manner is Manner.SPOKEN else Manner.INTONED
    return grade_take(
        take, planned, judged, None, 0.0, prompt_heard=False, rubric=rubric()
    ).speech_index


def course(phrase: Phrase, voice: str) -> Floats:
    """Index of a phrase at each of the steps."""
    return np.array([index_of(phrase, voice, Manner.INTONED, float(m)) for m in STEPS])


def kept(indices: Floats) -> float:
    """Spearman's correlation with the steps, over those that could be measured."""
    known = np.isfinite(indices)
    if known.sum() < 5:
        return float("nan")
    return float(spearmanr(STEPS[known], indices[known]).statistic)


def main() -> None:
    """Print every course and the median of all."""
    every = int(sys.argv[1]) if len(sys.argv) > 1 else 20
    found, sung, spoken = [], [], []
    for phrase in phrases()[::every]:
        for voice in VOICES:
            indices = course(phrase, voice)
            found.append(kept(indices))
            sung.append(indices[0])
            spoken.append(index_of(phrase, voice, Manner.SPOKEN))
            told = " ".join(f"{value:.2f}" for value in indices)
            print(f"{found[-1]:.3f}  {told}  spoken {spoken[-1]:.2f}  {voice} {phrase.text}")
    print(
        f"median of {len(found)}: Spearman {np.nanmedian(found):.3f}, sung prompts "
        f"{np.nanmedian(sung):.2f}, spoken ones {np.nanmedian(spoken):.2f}"
    )


if __name__ == "__main__":
    main()
