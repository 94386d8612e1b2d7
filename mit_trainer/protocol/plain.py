"""What is wrong with a protocol file, in a sentence for the therapist who wrote it."""

import re
from collections.abc import Callable
from typing import Any, get_args

from mit_trainer.protocol import shape
from mit_trainer.protocol.variant import Manner, Sharing, Tapping, Verdict

_KINDS = {"float": "a number", "int": "a whole number", "str": "a text", "bool": "true or false"}
_KINDS |= {"array": "a list", "object": "a table", "null": "left out"}


def plain(error: str, raw: dict[str, Any]) -> str:
    """Turn into a therapist's sentence what the checker said, with the step's name in it."""
    said, _, path = error.partition(" - at ")
    where, line = _place(path.strip("`"), raw)
    for pattern, sentence in _SENTENCES:
        if found := re.match(pattern, said):
            return sentence(where, line, found)
    return f"{where}: {line} cannot be used as it is written; see the shipped protocols."


_SENTENCES: list[tuple[str, Callable[[str, str, re.Match[str]], str]]] = [
    (
        r"Object contains unknown field `(.*)`",
        lambda where, _, found: (
            f'{where} has a line "{found[1]}" that is not known; take it out or mend its name.'
        ),
    ),
    (
        r"Object missing required field `(.*)`",
        lambda where, _, found: f'{where} has no "{found[1]}"; add that line.',
    ),
    (
        r"Invalid enum value '?(.*?)'?$",
        lambda where, line, found: (
            f'{where}: {line} is "{found[1]}", which is not known; {_choose(line)}.'
        ),
    ),
    (
        r"Expected `int`, got `float`",
        lambda where, line, _: (
            f"{where}: {line} must be a whole number, not a number with a fraction."
        ),
    ),
    (
        r"Expected `(\w+)`, got `(\w+)`",
        lambda where, line, found: (
            f"{where}: {line} must be {_KINDS.get(found[1], found[1])}, "
            f"not {_KINDS.get(found[2], found[2])}."
        ),
    ),
    (
        r"Expected `\w+` >= (\S+?)(\.0)?$",
        lambda where, line, found: f"{where}: {line} must be at least {found[1]}.",
    ),
    (
        r"Expected `\w+` <= (\S+?)(\.0)?$",
        lambda where, line, found: f"{where}: {line} must be at most {found[1]}.",
    ),
    (
        r"Expected `str` matching regex '\\\\S'",
        lambda where, line, _: f"{where}: {line} is empty; write something there.",
    ),
]


# What may stand in the lines that allow only certain words.
_WORDS: dict[str, tuple[str, ...]] = {
    "manner": tuple(Manner),
    "sharing": tuple(Sharing),
    "tapping": tuple(Tapping),
    "passing": tuple(Verdict),
    "response": get_args(shape.Response),
    "trust": get_args(shape.Trust),
    "what": get_args(shape.What),
    "rule": get_args(shape.Rule),
    "high": get_args(shape.High),
    "unit": get_args(shape.Unit),
    "goal": get_args(shape.Goal),
}


def _choose(line: str) -> str:
    words = _WORDS.get(line.strip('"'))
    if words is None:
        return "see the shipped protocols"
    return "write " + ", ".join(f'"{word}"' for word in words[:-1]) + f' or "{words[-1]}"'


def _place(path: str, raw: dict[str, Any]) -> tuple[str, str]:
    """Where in the file: the row in words, and the line in quotes."""
    here: Any = raw
    words: list[str] = []
    line = "this part"
    for name, index in re.findall(r"\.(\w+)|\[(\d+|\.\.\.)\]", path):
        if name:
            line = f'"{name}"'
            here = here.get(name) if isinstance(here, dict) else None
            if isinstance(here, dict):
                words.append(f"the table [{name}]")
            continue
        here = here[int(index)] if isinstance(here, list) and index.isdigit() else None
        if isinstance(here, dict):
            called = here.get("id")
            name_of = line.strip('"')
            words.append(f'{name_of} "{called}"' if called else f"{name_of} {int(index) + 1}")
    return ", ".join(words) or "the file", line
