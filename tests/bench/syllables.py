"""How well the ear finds syllables in answers of voices that it was not made with.

``make bench`` runs it; ``python tests/bench/syllables.py [PHRASES]`` runs it alone with so
many phrases of each voice.  The answers are made on the fly by the offline voices that are
installed (`tests.bench.speakers`), because those voices cannot be shipped; what is missing is
said.  No figure comes from a voice that the ear's numbers were fitted on.
"""

import sys
from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path

import numpy as np

ROOT = Path(__file__).resolve().parents[2]
sys.path.insert(0, str(ROOT))

from mit_trainer.analysis.analyse import analyse  # noqa: E402  (after the path is set)
from mit_trainer.analysis.features import Analysis  # noqa: E402
from mit_trainer.capture.take import Samples, Take  # noqa: E402
from mit_trainer.protocol.variant import Manner  # noqa: E402
from mit_trainer.witness.english import available  # noqa: E402
from tests.bench.answers import KINDS, Answer, answer, babble, in_room, pink  # noqa: E402
from tests.bench.speakers import TESTED_ON, Said, Speaker, missing, say  # noqa: E402
from tests.voices import tune  # noqa: E402

_NEAR_S = 0.05
_PLACED_S = 0.08  # an extra syllable counts as named when it is put so near
_ROOM_S, _RATE_HZ = 30.0, 48_000
_ROOMS = {"pink": (20.0, 10.0), "babble": (20.0, 10.0)}
_LEAST_SYLLABLES, _MOST_SYLLABLES = 3, 7
_OTHER_LANGUAGES = {
    "de": ("GU-ten MOR-gen", "ich MÖCH-te KAF-fee", "DAN-ke SCHÖN", "WO ist MEI-ne BRIL-le"),
    "fr": ("ça va BIEN", "à de-MAIN", "un ca-FÉ", "où est mon CHA-peau"),
}


@dataclass(frozen=True)
class Row:
    """One condition; shares are 0 ... 1, NaN where they do not apply.

    Attributes
    ----------
    near : vowel starts within 50 ms
    counted : answers with every syllable found and none too many
    seen : changed answers in which one syllable too few or too many was counted
    named : and it was the right one
    sure, near_when_sure : found syllables that are certain, and their share within 50 ms
    """

    language: str
    manner: str
    what: str
    n: int
    near: float
    counted: float
    seen: float
    named: float
    sure: float
    near_when_sure: float


def rows(n_phrases: int = 3) -> list[Row]:
    """Measure all conditions with so many phrases of each voice."""
    judged: dict[tuple[str, str, str], list[tuple[Answer, Analysis]]] = {}
    for speaker, made, what in _answers(n_phrases):
        language = "English" if speaker.language == "en" else "others"
        heard = analyse(Take(made.sound, 0.0), made.plan, made.manner, prompt_heard=False)
        judged.setdefault((language, made.manner.value, what), []).append((made, heard))
    return [_row(key, pairs) for key, pairs in judged.items()]


def table(found: list[Row]) -> Iterator[str]:
    """Lines of a table in Markdown."""
    absent = missing(TESTED_ON)
    yield f"Voices: {', '.join(s.name for s in TESTED_ON if s.name not in absent)}."
    yield f"Not installed: {', '.join(absent) or 'none'}."
    yield f"Second witness: {'pocketsphinx' if available() else 'sonority alone'}."
    yield ""
    yield "| language | manner | answer | n | within 50 ms | count right | seen | named | sure | of these within 50 ms |"  # noqa: E501
    yield "|---|---|---|---|---|---|---|---|---|---|"
    for row in found:
        shares = (row.near, row.counted, row.seen, row.named, row.sure, row.near_when_sure)
        cells = " | ".join("" if np.isnan(share) else f"{100.0 * share:.0f} %" for share in shares)
        yield f"| {row.language} | {row.manner} | {row.what} | {row.n} | {cells} |"


def _answers(n_phrases: int) -> Iterator[tuple[Speaker, Answer, str]]:
    absent = missing(TESTED_ON)
    spoken = {s: _phrases(s, n_phrases) for s in TESTED_ON if s.name not in absent}
    talk = [said for some in spoken.values() for _, said in some]
    rooms = {
        "pink": pink(_ROOM_S, _RATE_HZ, 1),
        "babble": babble(talk, _ROOM_S, _RATE_HZ, 1) if talk else pink(1.0, _RATE_HZ, 1),
    }
    for nth, (speaker, some) in enumerate(spoken.items()):
        chance = np.random.default_rng(nth)
        for k, (notation, said) in enumerate(some):
            plan = tune(notation)
            plan = replace(plan, phrase=replace(plan.phrase, language=speaker.language))
            other = some[(k + 1) % len(some)][1]
            for manner in (Manner.INTONED, Manner.SPOKEN):
                for kind in KINDS:
                    low_hz, high_hz = (160.0, 300.0) if speaker.woman else (80.0, 170.0)
                    tonic_hz, seed = float(chance.uniform(low_hz, high_hz)), 100 * nth + k
                    made = answer(said, other, plan, manner, kind, tonic_hz, seed)
                    yield speaker, made, kind
                    if kind == "whole":
                        yield from ((speaker, *one) for one in _noisy(made, rooms, seed))


def _noisy(made: Answer, rooms: dict[str, Samples], seed: int) -> Iterator[tuple[Answer, str]]:
    for name, levels_db in _ROOMS.items():
        for snr_db in levels_db:
            yield in_room(made, rooms[name], snr_db, seed), f"whole, {name} {snr_db:.0f} dB"


def _phrases(speaker: Speaker, n: int) -> list[tuple[str, Said]]:
    """Give phrases that this voice says with as many syllables as are written."""
    if speaker.language == "en":
        file = ROOT / "tests" / "data" / "phrases" / "english_truth.txt"
        lines = [line.strip() for line in file.read_text("utf-8").splitlines()]
        order = np.random.default_rng(sum(map(ord, speaker.voice))).permutation(len(lines))
        notations = [lines[k] for k in order if lines[k] and not lines[k].startswith("#")]
    else:
        notations = list(_OTHER_LANGUAGES[speaker.language])
    out: list[tuple[str, Said]] = []
    for notation in notations:
        n_syllables = len(notation.replace("-", " ").split())
        if len(out) < n and _LEAST_SYLLABLES <= n_syllables <= _MOST_SYLLABLES:
            said = say(speaker, notation.replace("-", "").lower(), n_syllables)
            out += [(notation, said)] if said is not None else []
    return out


def _row(key: tuple[str, str, str], pairs: list[tuple[Answer, Analysis]]) -> Row:
    whole = key[2].startswith("whole") or key[2] == "halting"
    near = [one for made, heard in pairs for one in _near(made, heard)]
    sure = [one for one in near if one[1]]
    return Row(
        *key,
        n=len(pairs),
        near=float(np.mean([one[0] for one in near])),
        counted=_mean([_counted(heard, 0, 0) for _, heard in pairs]) if whole else np.nan,
        seen=np.nan if whole else _mean([_seen(made, heard) for made, heard in pairs]),
        named=np.nan if whole else _mean([_named(made, heard) for made, heard in pairs]),
        sure=len(sure) / max(1, len(near)),
        near_when_sure=_mean([one[0] for one in sure]),
    )


def _mean(flags: list[bool]) -> float:
    return float(np.mean(flags)) if flags else float("nan")


def _near(made: Answer, heard: Analysis) -> Iterator[tuple[bool, bool]]:
    """Whether each planned syllable that was said lies right, and whether it is certain."""
    for true in made.syllables:
        if true.index is not None:
            found = heard.syllables[true.index]
            right = found is not None and abs(found.nucleus.onset_s - true.onset_s) <= _NEAR_S
            yield right, found is not None and found.certain


def _counted(heard: Analysis, n_missing: int, n_extra: int) -> bool:
    return heard.syllables.count(None) == n_missing and len(heard.extras) == n_extra


def _seen(made: Answer, heard: Analysis) -> bool:
    n_extra = sum(true.index is None for true in made.syllables)
    return _counted(heard, 1 - n_extra, n_extra)


def _named(made: Answer, heard: Analysis) -> bool:
    """Whether the right one is missing, or the extra one lies where it, or its twin, was said."""
    if not _seen(made, heard):
        return False
    said = {true.index for true in made.syllables}
    if not heard.extras:
        return all((found is not None) == (k in said) for k, found in enumerate(heard.syllables))
    at = next(k for k, true in enumerate(made.syllables) if true.index is None)
    twins = made.syllables[at : at + 2]
    extra_s = heard.extras[0].nucleus.onset_s
    return any(abs(extra_s - twin.onset_s) <= _PLACED_S for twin in twins)


def tables() -> Iterator[str]:
    """Measure, and give the table line by line."""
    yield from table(rows())


if __name__ == "__main__":
    print("\n".join(table(rows(*(int(word) for word in sys.argv[1:2])))))
