"""What helps during a try: of which cue how much, for the screen and for the record."""

from math import ceil

from mit_trainer.protocol.machine import Orders
from mit_trainer.protocol.variant import Sharing

_CUES = ("voice", "light", "hand", "mouth", "clicks")


def given(now: Orders) -> dict[str, float]:
    """Say how much is given of each cue while somebody answers (or only listens)."""
    along = now.sharing is not Sharing.ALONE
    return {
        "voice": now.helps.voice,
        "light": now.helps.light,
        "hand": now.helps.hand,
        "mouth": now.helps.mouth,
        "clicks": float(along and now.clicks),
        "melody": now.helps.melody,
        "wait_s": now.delay_s,
    }


def cues(now: Orders) -> tuple[str, ...]:
    """List what helps, by name."""
    amounts = given(now)
    return tuple(cue for cue in _CUES if amounts[cue])


def within(index: int | None, n_syllables: int, share: float) -> int | None:
    """Give the syllable that sounds now while it belongs to the first ``share`` of them."""
    return index if index is not None and index < ceil(share * n_syllables) else None
