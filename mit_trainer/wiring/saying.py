"""Who speaks the phrases that nobody has recorded."""

from mit_trainer.phrase.model import Phrase
from mit_trainer.prompt.recordings import Spoken


def say(phrase: Phrase) -> Spoken | None:
    """Let the computer speak it; called in the worker, where Praat may be loaded."""
    from mit_trainer.analysis.said import said

    return said(phrase)
