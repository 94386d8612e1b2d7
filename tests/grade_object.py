"""The contract of the one object that ``mit-trainer grade --json`` prints."""

from typing import Any

# Every key, in order, and what its value may be.
SHAPE = {
    "grader": str, "phrase": str, "language": str, "manner": str, "duration_s": float,
    "measurable": {"pitch": bool, "rhythm": bool, "taps": bool, "why": [str]},
    "syllables_expected": int, "syllables_found": (int, None),
    "syllables": [{
        "text": str, "stress": bool, "found": bool,
        "onset_s": (float, None), "nucleus_s": (float, None), "end_s": (float, None),
        "f0_hz": (float, None), "pitch_st": (float, None), "pitch_error_cents": (float, None),
        "steadiness_s": (float, None), "tap_asynchrony_s": (float, None),
    }],
    "extra_syllables": (int, None),
    "melody": {
        "score": (float, None), "direction_correct": (int, None),
        "direction_total": (int, None), "interval_error_cents": (float, None),
    },
    "rhythm": {
        "score": (float, None), "rate_syll_per_s": (float, None), "npvi": (float, None),
        "onset_spread_s": (float, None),
    },
    "taps": {"n": int, "mean_asynchrony_s": (float, None), "resultant_length": (float, None)},
    "speech_index": (float, None),
    "hint": {"points": (int, None), "confidence": float, "reasons": [str]},
}  # fmt: skip


def agrees(value: Any, shape: Any) -> bool:
    """Whether a value has exactly the shape, keys in order."""
    if isinstance(shape, dict):
        same = isinstance(value, dict) and list(value) == list(shape)
        return same and all(agrees(value[key], inner) for key, inner in shape.items())
    if isinstance(shape, list):
        return isinstance(value, list) and all(agrees(one, shape[0]) for one in value)
    if isinstance(shape, tuple):
        return any(value is None if kind is None else agrees(value, kind) for kind in shape)
    return type(value) is shape
