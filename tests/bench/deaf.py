"""How often the ear says nonsense with confidence, and how often it refuses a good answer."""

import sys
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from math import isfinite, nan
from pathlib import Path

import numpy as np

ROOT = Path(__file__).resolve().parents[2]
sys.path.insert(0, str(ROOT))

from mit_trainer import places  # noqa: E402  (after the path is set)
from mit_trainer.capture.take import Take  # noqa: E402
from mit_trainer.grading.grade_take import grade_take  # noqa: E402
from mit_trainer.grading.model import Grade, SyllableGrade  # noqa: E402
from mit_trainer.grading.rubric import Rubric, default_rubric  # noqa: E402
from mit_trainer.ports import Turn  # noqa: E402
from mit_trainer.prompt.recordings import read_voice  # noqa: E402
from mit_trainer.prosody.plan import ProsodyPlan  # noqa: E402
from mit_trainer.protocol.variant import Manner, Sharing  # noqa: E402
from mit_trainer.simulated.ability import intend, read_abilities  # noqa: E402
from mit_trainer.simulated.recorded import sing_recorded  # noqa: E402
from mit_trainer.simulated.surroundings import Surroundings, heard_in  # noqa: E402
from mit_trainer.simulated.voice import Sung, SungSyllable, sing  # noqa: E402
from tests.bench import hostile, utterances  # noqa: E402
from tests.bench.din import RATE_HZ  # noqa: E402

_OFF_CENTS = 100.0
_SURE = 0.5
_REPORTED = range(3000, 3010)  # the seeds of the table; nothing was tuned on them


@dataclass(frozen=True)
class Good:
    """An answer that must be measured."""

    kind: str
    take: Take
    plan: ProsodyPlan


def nonsense(item: hostile.Item, found: Grade) -> tuple[str, ...]:
    """Say what was told with confidence and is not so."""
    said = []
    if not item.melody and isfinite(found.melody.score):
        said.append("melody")
    if not item.point and found.hint.points == 1 and found.hint.confidence > _SURE:
        said.append("point")
    if found.measurable.pitch and any(_off(item.tones, one) for one in found.syllables):
        said.append("tone")
    return tuple(said)


def _off(tones: tuple[SungSyllable, ...], found: SyllableGrade) -> bool:
    """Whether a tone was told that nobody sang at that time."""
    if not isfinite(found.f0_hz):
        return False
    here = [
        tone
        for tone in tones
        if not isfinite(found.onset_s)
        or min(tone.end_s, found.end_s) - max(tone.onset_s, found.onset_s) > 0.0
    ]
    return all(abs(1200.0 * np.log2(found.f0_hz / tone.f0_hz)) > _OFF_CENTS for tone in here)


def refused(found: Grade) -> bool:
    """Whether a good answer was not measured or got no opinion."""
    return not found.measurable.pitch or not found.measurable.rhythm or found.hint.points is None


def good_answers(seeds: range) -> Iterator[Good]:
    """Answers of simulated patients and of recorded voices, in a room, 20 dB above its noise."""
    for name, ability in read_abilities(places.ABILITIES).items():
        for seed in seeds:
            chance = np.random.default_rng([seed, 77])
            plan = utterances.tune(chance)
            turn = Turn(plan, Manner.INTONED, Sharing.ALONE, 1, "", 0.0, (), taps_wanted=False)
            wish = intend(ability, turn, chance)
            voice_seed = int(chance.integers(2**31))
            sung = sing(plan, Manner.INTONED, wish.singer, wish.performance, voice_seed, RATE_HZ)
            if len({s.index for s in sung.syllables} - {None}) >= 2:
                yield Good(name, _in_a_room(sung, chance), plan)
            who = ("bdl", "clb")[seed % 2]
            voice = read_voice(places.AUDIO, "en", who)
            tonic_hz = wish.singer.tonic_hz * (1.0 if who == "clb" else 0.7)
            again = voice and sing_recorded(plan, voice, tonic_hz, wish.performance, voice_seed)
            if again and len({s.index for s in again.syllables} - {None}) >= 2:
                yield Good(f"{name}, recorded voice", _in_a_room(again, chance), plan)


def _in_a_room(sung: Sung, chance: np.random.Generator) -> Take:
    where = Surroundings(echo_s=chance.uniform(0.2, 0.6), echo_db=-6.0, noise_db=-20.0)
    return Take(heard_in(sung.sound, where, int(chance.integers(2**31))), 0.0)


def judged(item: hostile.Item, rubric: Rubric) -> Grade:
    """Grade one recording as the app would."""
    return grade_take(
        item.take,
        item.plan,
        Manner.INTONED,
        None,
        nan,
        prompt_heard=bool(item.played),
        rubric=rubric,
        played=item.played,
    )


def tables(seeds: range = _REPORTED) -> Iterator[str]:
    """Both tables in Markdown, line by line."""
    rubric = default_rubric(places.RUBRICS)
    n, bad, how = Counter[str](), Counter[str](), Counter[tuple[str, str]]()
    measured = Counter[str]()
    for item in hostile.items(seeds):
        found = judged(item, rubric)
        said = nonsense(item, found)
        n[item.kind] += 1
        bad[item.kind] += bool(said)
        measured[item.kind] += found.measurable.pitch
        how.update((item.kind, word) for word in said)
    yield "| hostile recording | n | tones told | confident nonsense | melody | point | tone |"
    yield "|---|---|---|---|---|---|---|"
    for kind in n:
        parts = " | ".join(str(how[kind, word]) for word in ("melody", "point", "tone"))
        yield f"| {kind} | {n[kind]} | {measured[kind]} | {bad[kind]} | {parts} |"
    total = sum(n.values())
    yield f"| **all** | {total} | | **{100.0 * sum(bad.values()) / total:.1f} %** | | | |"
    yield ""
    yield "| good answer in a room, 20 dB | n | wrongly refused |"
    yield "|---|---|---|"
    yield from _refusals(seeds, rubric)


def _refusals(seeds: range, rubric: Rubric) -> Iterator[str]:
    n, no = Counter[str](), Counter[str]()
    for good in good_answers(range(seeds.start, seeds.start + 3 * len(seeds))):
        found = grade_take(
            good.take, good.plan, Manner.INTONED, None, nan, prompt_heard=False, rubric=rubric
        )
        n[good.kind] += 1
        no[good.kind] += refused(found)
    for kind in n:
        yield f"| {kind} | {n[kind]} | {no[kind]} |"
    total = sum(n.values())
    yield f"| **all** | {total} | **{100.0 * sum(no.values()) / total:.1f} %** |"


if __name__ == "__main__":
    for line in tables():
        print(line, flush=True)
