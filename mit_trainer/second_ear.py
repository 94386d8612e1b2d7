"""A second opinion on pitch, from an ear of another kind.

Praat compares a voice with itself a period later; SwiftF0 (Nieradzik 2025) is a small neural
network that has learned how voices look in a spectrogram.  The two go astray in different
places, so together they settle in which octave and where there is a voice at all; the fine
value stays Praat's.  The network comes with the optional extra ``second-ear``.  Without it
`second_opinion` gives None, and all else works a little less well.

Nothing is imported and no thread is started before the first question; the network is kept
for the next.  One thread and no chance: the same sound gets the same answer.

Conventions
-----------
Samples are at 16 kHz.  Times are seconds from the first sample, every 16 ms.
"""

from collections.abc import Callable
from dataclasses import dataclass
from functools import cache
from typing import Any

import numpy as np

from mit_trainer.units import Floats

RATE_HZ = 16000
SURE = 0.5  # confidence from which the network calls a frame voiced


@dataclass(frozen=True)
class Opinion:
    """Pitch as another ear heard it; all arrays have one length.

    Attributes
    ----------
    t_s : middle of each frame
    f0_hz : a value in every frame, also where there is no voice
    confidence : 0 ... 1 that there is a voice; voiced from 0.5
    """

    t_s: Floats
    f0_hz: Floats
    confidence: Floats


SecondEar = Callable[[Floats], Opinion | None]
"""Whatever can be asked for another opinion; None when it has none."""


def second_opinion(samples: Floats) -> Opinion | None:
    """Ask the network; None without the extra, or where there is nothing to hear."""
    detector = _detector()
    if detector is None or samples.size == 0 or not np.isfinite(samples).all():
        return None
    heard = detector.detect(np.clip(samples, -10.0, 10.0).astype(np.float32), RATE_HZ)
    return Opinion(heard.timestamps, heard.pitch_hz, heard.confidence)


def name() -> str | None:
    """Name and version of the second ear, None when there is none."""
    from importlib.metadata import version

    return None if _detector() is None else f"swift-f0 {version('swift-f0')}"


@cache
def _detector() -> Any:
    try:
        import swift_f0
    except ImportError:
        return None
    return swift_f0.SwiftF0(threads=1)
