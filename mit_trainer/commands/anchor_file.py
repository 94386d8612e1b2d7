"""A person's own models of song and speech, as a file for ``mit-trainer grade --anchor``.

The file holds the speech indices of her own sung and spoken models, as ``grade --json``
printed them without an anchor::

    {"sung": [0.02, 0.05, 0.03], "spoken": [0.71, 0.64, 0.8]}
"""

import json
from pathlib import Path
from statistics import median
from typing import Any

from mit_trainer.analysis.speech_index import Anchor, logit
from mit_trainer.errors import BadInput

_LEAST = 3  # of each: the median of fewer is one answer
_FINEST = 0.0005  # indices are printed with three digits
_LEAST_APART = 1.0  # logits; models that are alike anchor nothing
_LARGEST = 100_000  # bytes
_FORM = 'write {"sung": [0.02, 0.05, 0.03], "spoken": [0.71, 0.64, 0.8]}.'


def read_anchor(path: Path) -> Anchor:
    """Read the file; `BadInput` says what is not right with it."""
    if not path.is_file():
        raise BadInput(f"There is no file {path} with the person's own models; check its name.")
    try:
        if path.stat().st_size > _LARGEST:
            raise BadInput(f"{path} is far too large for a person's own models; {_FORM}")
        read = json.loads(path.read_text("utf-8"))
    except (ValueError, RecursionError) as error:
        raise BadInput(f"{path} is not JSON; {_FORM}") from error
    except OSError as error:
        raise BadInput(f"{path} cannot be opened ({error.strerror}); check it.") from error
    if not isinstance(read, dict):
        raise BadInput(f"{path} does not hold a person's own models; {_FORM}")
    anchor = Anchor(sung=_middle(path, read, "sung"), spoken=_middle(path, read, "spoken"))
    if anchor.sung - anchor.spoken < _LEAST_APART:
        raise BadInput(
            f"{path}: the sung and the spoken models are too alike to tell her answers apart; "
            "record them anew."
        )
    return anchor


def _middle(path: Path, read: dict[str, Any], manner: str) -> float:
    """Median logit of "sung" of the indices of one manner."""
    values = read.get(manner)
    if not isinstance(values, list) or len(values) < _LEAST or not all(map(_is_index, values)):
        raise BadInput(f"{path} needs {_LEAST} or more {manner} indices from 0 to 1; {_FORM}")
    return median(-logit(min(max(value, _FINEST), 1.0 - _FINEST)) for value in values)


def _is_index(value: object) -> bool:
    return isinstance(value, int | float) and not isinstance(value, bool) and 0.0 <= value <= 1.0
