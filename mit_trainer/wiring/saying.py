"""Who speaks the phrases that no shipped voice has recorded."""

from contextlib import suppress
from pathlib import Path

from mit_trainer.capture.take import Sound
from mit_trainer.errors import BadInput
from mit_trainer.phrase.model import Phrase
from mit_trainer.prompt.recordings import Spoken


def say(phrase: Phrase) -> Spoken | None:
    """Take the recording of its deck, else let the computer speak it.

    Called in the worker, where Praat may be loaded.
    """
    from mit_trainer.analysis.said import said

    with suppress(BadInput):  # not all its syllables were heard: the computer says them all
        if phrase.recording is not None:
            return _recorded(phrase, Path(phrase.recording))
    return said(phrase)


def _recorded(phrase: Phrase, path: Path) -> Spoken | None:
    import soundfile

    from mit_trainer.analysis.own_recording import own_recording

    try:
        samples, rate_hz = soundfile.read(path, dtype="float32")
    except (OSError, soundfile.LibsndfileError) as error:
        raise BadInput(f"The recording {path} cannot be read; add its deck again.") from error
    return own_recording(Sound(samples, rate_hz), phrase, str(path))
