"""Answers that were kept, put together anew so that they can be listened to again.

The facts of a sitting say which phrase was asked for at which step, with which tune and
which help; together with the take that is all the analyst was given then, except our own
sounds.  An answer during which our voice sounded has therefore no better opinion to hope
for, and only gets one when it has none at all.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from enum import StrEnum

from mit_trainer.capture.take import Sound, Take
from mit_trainer.phrase.model import Deck, Phrase
from mit_trainer.ports import Answer
from mit_trainer.prosody.plan import ProsodyPlan
from mit_trainer.protocol.variant import Manner, Sharing, Step, Tapping, Variant
from mit_trainer.record import AttemptId, AttemptMade, Entry, KeptTake, OpinionGiven, SessionStarted
from mit_trainer.session.choices import accented_all
from mit_trainer.session.spec import SessionSpec

_OUR_VOICE = ("voice", "instruction-again")


class Left(StrEnum):
    """Why an answer is left as it is."""

    THERE = "has this opinion already"
    OUR_VOICE = "our voice sounded along"
    GONE = "its phrase or its protocol is not there any more, or was changed"


@dataclass(frozen=True)
class OldAnswer:
    """One kept answer; ``take`` is where it is kept."""

    attempt: AttemptMade
    take: KeptTake
    plan: ProsodyPlan
    manner: Manner
    taps_s: tuple[float, ...] | None
    prompt_heard: bool

    def given(self, sound: Sound) -> Answer:
        """Give what the analyst needs."""
        made = self.attempt
        return Answer(
            take=Take(sound, 0.0, made.n_gaps, made.ended_early),
            plan=self.plan,
            manner=self.manner,
            taps_s=self.taps_s,
            taps_uncertain_s=made.taps_uncertain_s,
            prompt_heard=self.prompt_heard,
            cue_s=made.cue_s,
            beats_s=made.beats_s,
        )


@dataclass(frozen=True)
class Material:
    """What the phrases and the protocols are now, by their ids."""

    decks: Mapping[str, Deck]
    variants: Mapping[str, Variant]


def old_answers(
    entries: Iterable[Entry], material: Material, grader: str
) -> tuple[OldAnswer | Left, ...]:
    """Look through one sitting: each answer that was kept, or why it is left.

    Parameters
    ----------
    entries : of one sitting, in order
    grader : who is to listen now
    """
    facts = [entry.fact for entry in entries if not entry.voided]
    started = next((fact for fact in facts if isinstance(fact, SessionStarted)), None)
    opinions: dict[AttemptId, list[OpinionGiven]] = {}
    for fact in facts:
        if isinstance(fact, OpinionGiven):
            opinions.setdefault(fact.attempt, []).append(fact)
    spec = None if started is None else _spec(started, material)
    return tuple(
        _old_answer(fact, fact.take, spec, opinions.get(fact.attempt, []), grader)
        for fact in facts
        if isinstance(fact, AttemptMade) and fact.take is not None
    )


def _spec(started: SessionStarted, material: Material) -> SessionSpec | None:
    variant, deck = material.variants.get(started.variant), material.decks.get(started.deck)
    if variant is None or deck is None:
        return None
    if started.level not in {level.id for level in variant.levels}:
        return None
    asked = tuple(phrase for phrase in deck.phrases if phrase.id in started.phrases)
    return SessionSpec(started, variant, accented_all(variant, asked), silence_s=0.0)


def _old_answer(
    made: AttemptMade,
    take: KeptTake,
    spec: SessionSpec | None,
    opinions: list[OpinionGiven],
    grader: str,
) -> OldAnswer | Left:
    if any(opinion.grader == grader for opinion in opinions):
        return Left.THERE
    step, phrase = _asked(made, spec)
    if spec is None or step is None or phrase is None or step.response is None:
        return Left.GONE
    plan = spec.plan(phrase, made.helps.get("melody", 1.0))
    if any(opinion.grade.get("phrase") != plan.phrase.text for opinion in opinions):
        return Left.GONE
    heard = _our_voice(made, step)
    if heard and opinions:
        return Left.OUR_VOICE
    # When the answer broke off nobody knows any more whether the hand tapped.
    unknown = made.ended_early is not None and not made.taps_s
    tapped = step.tapping is not Tapping.NONE and not unknown
    return OldAnswer(made, take, plan, step.response, made.taps_s if tapped else None, heard)


def _asked(made: AttemptMade, spec: SessionSpec | None) -> tuple[Step | None, Phrase | None]:
    if spec is None:
        return None, None
    step = next((step for step in spec.level.steps if step.id == made.step), None)
    return step, next((phrase for phrase in spec.phrases if phrase.id == made.phrase), None)


def _our_voice(made: AttemptMade, step: Step) -> bool:
    if made.cues or made.helps:
        return any(cue in made.cues for cue in _OUR_VOICE)
    # An answer that broke off has no cues; then the step says whether a model is joined.
    return step.sharing in (Sharing.UNISON, Sharing.FADING)
