"""A sound on its way to the ear, and which syllable of it is heard now.

The light follows the sound card, not our intentions: it waits for the playback to say
when its first sample is heard.
"""

from mit_trainer.capture.take import Sound
from mit_trainer.errors import DeviceTrouble
from mit_trainer.ports import Playback, Speaker
from mit_trainer.prompt.model import Prompt


class Broken(Exception):
    """A device gave up; ``notice`` is the key of what to tell the helper."""

    def __init__(self, notice: str) -> None:
        super().__init__(notice)
        self.notice = notice


class Sounding:
    """One playback of a ``sound``; ``prompt`` is None for a spoken instruction."""

    def __init__(self, speaker: Speaker, sound: Sound, prompt: Prompt | None = None) -> None:
        self.sound = sound
        self._speaker = speaker
        self._prompt = prompt
        try:
            self._playback: Playback = speaker.play(sound)
        except DeviceTrouble as trouble:
            raise Broken("loudspeaker-lost") from trouble

    @property
    def started_at_s(self) -> float:
        """Monotonic time of its first sample; NaN until that is known."""
        return self._playback.started_at_s

    def over(self) -> bool:
        """Whether it has been heard; raises `Broken` when it never will be."""
        if self._speaker.trouble() is not None:
            raise Broken("loudspeaker-lost")
        return self._playback.done

    def stop(self) -> None:
        """Fade out."""
        if not self._playback.done:
            self._playback.stop()

    def lit(self, now_s: float) -> int | None:
        """Give the index of the syllable that is heard now, None before, after and without."""
        if self._prompt is None:
            return None
        since_s = now_s - self.started_at_s
        return sounding_index(self._prompt.beats_s, self._prompt.ends_s[-1], since_s)


def sounding_index(beats_s: tuple[float, ...], end_s: float, at_s: float) -> int | None:
    """Give the index of the last beat at or before a time, None outside; NaN is outside."""
    if not beats_s[0] <= at_s < end_s:
        return None
    return sum(beat_s <= at_s for beat_s in beats_s) - 1
