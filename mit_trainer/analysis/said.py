"""A phrase that nobody has recorded, spoken by the computer and ready to be sung."""

from mit_trainer.analysis.own_recording import own_recording
from mit_trainer.errors import BadInput
from mit_trainer.phrase.model import Phrase
from mit_trainer.prompt.computer_voice import computer_voice
from mit_trainer.prompt.recordings import Spoken

_NAME = "the computer voice"


def said(phrase: Phrase) -> Spoken | None:
    """Let the computer say it; None when it cannot, or its syllables are not found."""
    sound = computer_voice(phrase.text, phrase.language)
    if sound is None:
        return None
    try:
        return own_recording(sound, phrase, _NAME, certain=True)
    except BadInput:
        return None
