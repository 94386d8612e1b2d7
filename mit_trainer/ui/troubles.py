"""Which notice goes with which trouble: its picture, its sentence, and the ways out."""

from collections.abc import Callable, Mapping

from mit_trainer.ui import theme
from mit_trainer.ui.notice import Answer, NoticeSheet
from mit_trainer.ui.words import Words

_ANSWERS = {
    "try-again": "again",
    "simulated": "robot",
    "key-file": "key",
    "leave": "door",
}
_TROUBLES = {
    "no-microphone": ("microphone", ("try-again", "simulated", "leave")),
    "no-keys": ("key", ("key-file", "leave")),
    "already-open": ("house", ("leave",)),
    "records": ("folder", ("try-again", "leave")),
    "other": ("notes", ("try-again", "leave")),
}
"""Each trouble's picture and its ways out, the best one first."""


def trouble_sheet(
    key: str,
    words: Words,
    acts: Mapping[str, Callable[[], None]],
    *,
    text: str = "normal",
    sentence: str | None = None,
) -> NoticeSheet:
    """Make the notice of a trouble.

    Parameters
    ----------
    acts : what each way out does; only those that are given are offered
    sentence : shown instead of the words file's; records and others explain themselves
    """
    picture, ways = _TROUBLES[key]
    answers = tuple(
        Answer(theme.picture(_ANSWERS[way]), words(f"trouble.{way}"), acts[way])
        for way in ways
        if way in acts
    )
    return NoticeSheet(
        theme.picture(picture),
        words(f"trouble.{key}-title"),
        sentence if sentence is not None else words(f"trouble.{key}"),
        answers,
        text,
    )
