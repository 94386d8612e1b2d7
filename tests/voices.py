"""Plans and answers with known truth, for the tests of the ear."""

from functools import cache

from mit_trainer.analysis.analyse import analyse
from mit_trainer.analysis.features import Analysis
from mit_trainer.capture.take import Take
from mit_trainer.phrase.model import Phrase, PhraseId, Syllable
from mit_trainer.prosody.plan import ProsodyPlan, Style, plan
from mit_trainer.protocol.variant import Manner
from mit_trainer.simulated.voice import Performance, Singer, Sung, sing

RATE_HZ = 16000  # quick to make, and as much as the ear keeps

COFFEE = "i want COF-fee"
BED = "GO to BED"
MUSIC = "let us LIS-ten to MU-sic"


def tune(notation: str) -> ProsodyPlan:
    """Plan a phrase written with capitals for stress: three semitones, one syllable a second."""
    syllables = tuple(
        Syllable(text.lower(), text.isupper(), first == 0)
        for word in notation.split()
        for first, text in enumerate(word.split("-"))
    )
    text = notation.replace("-", "").lower()
    phrase = Phrase(PhraseId(text.replace(" ", "-")), text, "en", syllables)
    return plan(phrase, Style(3.0, 60.0, 1.0, 0.0), 180.0)


@cache
def answer(
    notation: str = COFFEE,
    performance: Performance | None = None,
    singer: Singer | None = None,
    manner: Manner = Manner.INTONED,
    seed: int = 1,
) -> Sung:
    """Sing a phrase; the same answer is only made once."""
    return sing(
        tune(notation), manner, singer or Singer(), performance or Performance(), seed, RATE_HZ
    )


def take_of(sung: Sung) -> Take:
    """Give the answer as a recording without a flaw."""
    return Take(sung.sound, started_at_s=0.0)


@cache
def heard_well() -> Analysis:
    """Listen to a good answer."""
    return analyse(take_of(answer()), tune(COFFEE), Manner.INTONED, prompt_heard=False)
