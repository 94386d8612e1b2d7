"""Keeps a spoken recording of a deck: one channel, FLAC, nothing but the sound."""

import io

import numpy as np

from mit_trainer.errors import BadInput

LARGEST_BYTES = 30_000_000
_LONGEST_S = 30.0
_RATES_HZ = (8_000, 192_000)


def flac(data: bytes, name: str) -> bytes:
    """Write a recording anew as FLAC.

    Raises `BadInput` when ``data`` is no sound, is silent, or is longer than 30 s.
    """
    import soundfile

    if len(data) > LARGEST_BYTES:
        raise BadInput(f"{name} is larger than {LARGEST_BYTES // 1_000_000} MB; cut it shorter.")
    try:
        with soundfile.SoundFile(io.BytesIO(data)) as file:
            rate_hz = int(file.samplerate)
            if not _RATES_HZ[0] <= rate_hz <= _RATES_HZ[1] or file.frames > _LONGEST_S * rate_hz:
                raise BadInput(f"{name} is longer than {_LONGEST_S:g} s; keep only the phrase.")
            samples = file.read(dtype="float32", always_2d=True)
    except (soundfile.LibsndfileError, RuntimeError, ValueError) as error:
        raise BadInput(
            f"{name} is not a recording that can be read; save it as WAV or FLAC and try again."
        ) from error
    if samples.size == 0 or not np.isfinite(samples).all() or not samples.any():
        raise BadInput(f"{name} holds no sound; record it again.")
    made = io.BytesIO()
    one = samples.mean(axis=1)
    soundfile.write(made, np.clip(one, -1.0, 1.0), rate_hz, format="FLAC", subtype="PCM_16")
    return made.getvalue()
