"""Recordings of which nothing, or not everything, may be scored.

Each kind is drawn at random from a seed, as many times as one likes, with the truth
about what may be said of it.

*Confident nonsense* is a melody score where none may be given, a point with a confidence
above 0.5 where none may be given, or a tone that is told as measured and lies more than
100 cents from every tone that really sounded there.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import cache

import numpy as np

from mit_trainer import places
from mit_trainer.capture.take import Played, Sound, Take
from mit_trainer.prompt.maker import make
from mit_trainer.prompt.model import Prompt, PromptOrder
from mit_trainer.prosody.plan import ProsodyPlan
from mit_trainer.protocol.variant import Manner
from mit_trainer.simulated.voice import Sung, SungSyllable
from mit_trainer.units import Floats
from tests.bench import din, utterances
from tests.bench.din import RATE_HZ, Chance


@dataclass(frozen=True)
class Item:
    """One recording and what may be said of it.

    Attributes
    ----------
    tones : what the person who is to be measured really sang
    melody, point : whether a melody score, and a point, may be given
    """

    kind: str
    take: Take
    plan: ProsodyPlan
    played: tuple[Played, ...] = ()
    tones: tuple[SungSyllable, ...] = ()
    melody: bool = False
    point: bool = False


def items(seeds: range) -> Iterator[Item]:
    """Every kind once for each seed."""
    for seed in seeds:
        for number, (kind, make_one) in enumerate(KINDS.items()):
            yield make_one(kind, np.random.default_rng([seed, number]))


def _alone(sound: Callable[[Chance], Floats]) -> Callable[[str, Chance], Item]:
    """Nobody answers; there is only this."""

    def one(kind: str, chance: Chance) -> Item:
        samples = np.clip(sound(chance), -1.0, 1.0).astype(np.float32)
        return Item(kind, Take(Sound(samples, RATE_HZ), 0.0), utterances.tune(chance))

    return one


def _spoilt(how: Callable[[Chance, Sung], Sound]) -> Callable[[str, Chance], Item]:
    """Somebody answers well, and it reaches the microphone spoilt."""

    def one(kind: str, chance: Chance) -> Item:
        plan = utterances.tune(chance)
        sung = utterances.answer(chance, plan)
        take = Take(how(chance, sung), 0.0)
        return Item(kind, take, plan, tones=sung.syllables, melody=True, point=True)

    return one


def _hummed(kind: str, chance: Chance) -> Item:
    plan = utterances.tune(chance)
    sung = utterances.answer(chance, plan, Manner.HUMMED)
    return Item(kind, Take(sung.sound, 0.0), plan, tones=sung.syllables, melody=True)


def _other_words(kind: str, chance: Chance) -> Item:
    plan = utterances.tune(chance)
    sung = utterances.answer(chance, utterances.tune(chance, but_not=plan.phrase.text))
    return Item(kind, Take(sung.sound, 0.0), plan, tones=sung.syllables, melody=True)


def _backwards(kind: str, chance: Chance) -> Item:
    plan = utterances.tune(chance)
    sung = utterances.answer(chance, plan)
    end_s = sung.sound.duration_s
    tones = tuple(
        SungSyllable(s.index, end_s - s.end_s, end_s - s.onset_s, s.f0_hz) for s in sung.syllables
    )
    sound = Sound(sung.sound.samples[::-1].copy(), RATE_HZ)
    return Item(kind, Take(sound, 0.0), plan, tones=tones, melody=True)


def _moment(kind: str, chance: Chance) -> Item:
    plan = utterances.tune(chance)
    sung = utterances.answer(chance, plan)
    at = int((sung.syllables[0].onset_s + 0.05) * RATE_HZ)
    n = int(chance.choice((0.0, 0.001, 0.01, 0.03, 0.1)) * RATE_HZ)
    return Item(kind, Take(Sound(sung.sound.samples[at : at + n], RATE_HZ), 0.0), plan)


def _not_numbers(kind: str, chance: Chance) -> Item:
    plan = utterances.tune(chance)
    samples = utterances.answer(chance, plan).sound.samples.copy()
    bad = chance.choice((np.nan, np.inf, -np.inf))
    samples[chance.integers(samples.size, size=int(chance.choice((1, 100, 20000))))] = bad
    return Item(kind, Take(Sound(samples, RATE_HZ), 0.0), plan)


def _wrong_speed(kind: str, chance: Chance) -> Item:
    plan = utterances.tune(chance)
    sound = utterances.at_speed(chance, utterances.answer(chance, plan))
    return Item(kind, Take(sound, 0.0), plan)


@cache
def _prompt(plan: ProsodyPlan, voice: str) -> Prompt:
    made = make(PromptOrder(plan, Manner.INTONED, voice), places.AUDIO)
    thinned = np.interp(
        np.arange(0.0, made.sound.duration_s, 1.0 / RATE_HZ),
        np.arange(made.sound.samples.size) / made.sound.rate_hz,
        made.sound.samples,
    )
    sound = Sound(thinned.astype(np.float32), RATE_HZ)
    return Prompt(sound, made.beats_s, made.ends_s, made.voice, made.recorded)


def _only_prompt(kind: str, chance: Chance) -> Item:
    plan = utterances.tune(chance)
    prompt = _prompt(plan, str(chance.choice(("bdl", "clb"))))
    told_s = chance.uniform(0.0, 1.0)
    n = int((told_s + prompt.sound.duration_s + 1.0) * RATE_HZ)
    late_s = told_s + chance.uniform(0.0, 0.4)
    bleed = 0.3 * utterances.through_the_room(chance, prompt.sound, late_s, n)
    bleed += 1e-4 * chance.normal(0.0, 1.0, n)
    take = Take(Sound(bleed.astype(np.float32), RATE_HZ), 0.0)
    return Item(kind, take, plan, (Played(prompt.sound, told_s),))


def _unison(kind: str, chance: Chance) -> Item:
    plan = utterances.tune(chance)
    sung = utterances.answer(chance, plan)
    prompt = _prompt(plan, str(chance.choice(("bdl", "clb"))))
    told_s = sung.syllables[0].onset_s - prompt.beats_s[0] - chance.uniform(0.0, 0.3)
    late_s = told_s + chance.uniform(0.0, 0.3)
    n = sung.sound.samples.size
    bleed = utterances.through_the_room(chance, prompt.sound, late_s, n)
    take = Take(utterances.mixed(sung.sound, bleed, chance.uniform(-12.0, 6.0)), 0.0)
    played = (Played(prompt.sound, told_s),)
    return Item(kind, take, plan, played, sung.syllables, melody=True, point=True)


def _tail(kind: str, chance: Chance) -> Item:
    plan = utterances.tune(chance)
    sung = utterances.answer(chance, plan)
    prompt = _prompt(plan, str(chance.choice(("bdl", "clb"))))
    # It ends before the first syllable; its last word or two are still in the take.
    ends_s = max(0.15, sung.syllables[0].onset_s - chance.uniform(0.15, 0.4))
    late_s = ends_s - prompt.sound.duration_s
    bleed = utterances.through_the_room(chance, prompt.sound, late_s, sung.sound.samples.size)
    take = Take(utterances.mixed(sung.sound, bleed, chance.uniform(-12.0, 6.0)), 0.0)
    played = (Played(prompt.sound, late_s - chance.uniform(0.0, 0.3)),)
    return Item(kind, take, plan, played, sung.syllables, melody=True, point=True)


KINDS: dict[str, Callable[[str, Chance], Item]] = {
    "silence or offset": _alone(din.silence),
    "white noise": _alone(din.white),
    "pink noise": _alone(din.pinkish),
    "mains hum": _alone(din.hum),
    "fan": _alone(din.fan),
    "knocks, claps": _alone(din.knocks),
    "barking dog": _alone(din.barks),
    "telephone tones": _alone(din.telephone),
    "square, saw, siren, beeps": _alone(din.waves),
    "chords": _alone(din.chords),
    "tune with drums": _alone(din.band),
    "piano tune": _alone(din.piano),
    "flute tune": _alone(din.flute),
    "kitchen radio": _alone(din.radio),
    "babble": _alone(din.babble),
    "far talk in reverb": _alone(din.far_talk),
    "whistling": _alone(din.whistle),
    "coughs, panting": _alone(utterances.coughs),
    "laughter": _alone(utterances.laughter),
    "0 to 100 ms": _moment,
    "NaN, infinite": _not_numbers,
    "backwards": _backwards,
    "3 to 6 times too fast, slow": _wrong_speed,
    "humming": _hummed,
    "other words": _other_words,
    "prompt alone": _only_prompt,
    "prompt and voice": _unison,
    "end of the prompt, then voice": _tail,
    "two speakers": _spoilt(utterances.with_another),
    "voice and radio": _spoilt(utterances.with_radio),
    "voice in noise or hum": _spoilt(utterances.with_noise),
    "overloaded": _spoilt(utterances.overloaded),
    "dropouts": _spoilt(utterances.with_dropouts),
}
