"""What each screen shows, as plain values; no window is needed to know it.

Conventions
-----------
Places in a tune are shares of its rectangle: x from the first beat (0) to the end of
the last syllable (1), y from its lower (0) to its upper edge (1).  Names of pictures
and keys of sentences stand for themselves; the screens look them up.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from math import isnan
from statistics import median

from mit_trainer.grading.model import Grade
from mit_trainer.prosody.plan import ProsodyPlan
from mit_trainer.session.view import PracticeView, Press, Stage
from mit_trainer.ui.words import Words

LOW_Y, HIGH_Y = 0.27, 0.73
"""Heights of the lowest and the highest syllable; the voice may stray beyond them."""

LEAST_SPAN_ST = 3.0
"""A tune that never rises is drawn as if a minor third were above it."""

SIMULATED = "simulated"
"""The one notice that is always there; it is a picture, not a sentence."""

ANCHOR_S = 0.25
"""So much of the voice decides where its line begins."""

_HEARING = frozenset({Stage.INSTRUCTION, Stage.LISTEN})


@dataclass(frozen=True)
class Block:
    """One syllable: its letters, its place, and whether the word goes on into the next."""

    text: str
    left: float
    right: float
    y: float
    high: bool
    joins_next: bool


@dataclass(frozen=True)
class Practice:
    """The practice screen at one moment.

    Attributes
    ----------
    signs : pictures of what to do now: ear, speaking head, hand
    press : name of the large button's glyph and word, or None when there is no button
    judging : the helper is asked what was heard
    waiting : a slow breath is drawn in place of the button
    pad_awake : taps are wanted
    hand_beats : the hand pulses when a syllable lights
    trace_runs : whether the live voice may be drawn now
    noticed : a notice for the helper stands in place of the signs
    simulated : a small robot says who answers
    mouth : a drawn mouth stands in place of the speaking head
    """

    signs: tuple[str, ...]
    press: str | None
    judging: bool
    waiting: bool
    pad_awake: bool
    hand_beats: bool
    trace_runs: bool
    noticed: bool
    simulated: bool
    mouth: bool = False


def practice(view: PracticeView) -> Practice:
    """Say what the practice screen shows at this moment."""
    stage = view.stage
    signs: tuple[str, ...] = ()
    if stage in _HEARING:
        signs = ("ear",)
    elif stage is Stage.TOGETHER:
        signs = ("ear", "speaking-head")
    elif stage is Stage.YOUR_TURN:
        signs = ("speaking-head",)
    if signs and view.taps_wanted:
        signs += ("open-hand",)
    noticed = view.notice not in {None, SIMULATED}
    return Practice(
        signs=() if noticed else signs,
        press=None if view.press is Press.NOTHING else view.press.value,
        judging=stage is Stage.JUDGE,
        waiting=stage in {Stage.WAIT, Stage.PREPARING, Stage.KEEPING},
        pad_awake=view.taps_wanted,
        hand_beats=view.taps_shown,
        trace_runs=stage in {Stage.TOGETHER, Stage.YOUR_TURN},
        noticed=noticed,
        simulated=view.notice == SIMULATED,
        mouth=view.mouth and not noticed,
    )


def height(plan: ProsodyPlan, pitch_st: float) -> float:
    """Place of a height above the tonic in the tune's rectangle, kept inside it."""
    heights = [note.pitch_st for note in plan.syllables]
    low = min(heights)
    span = max(max(heights) - low, LEAST_SPAN_ST)
    y = LOW_Y + (HIGH_Y - LOW_Y) * (pitch_st - low) / span
    return min(0.98, max(0.02, y))


def blocks(plan: ProsodyPlan) -> tuple[Block, ...]:
    """Turn the syllables of a plan into blocks in its rectangle."""
    whole = plan.duration_s
    starts = [syllable.starts_word for syllable in plan.phrase.syllables[1:]]
    return tuple(
        Block(
            text=note.text,
            left=note.onset_s / whole,
            right=(note.onset_s + note.duration_s) / whole,
            y=height(plan, note.pitch_st),
            high=note.stress,
            joins_next=not starts_word,
        )
        for note, starts_word in zip(plan.syllables, [*starts, True], strict=True)
    )


def trace(
    plan: ProsodyPlan, points: Iterable[tuple[float, float]]
) -> tuple[tuple[tuple[float, float], ...], ...]:
    """Turn the live voice into lines over the blocks, broken where there was no voice.

    The line begins at the height of the syllable that is due when the voice begins, so
    only the person's own steps count: singing low, or an octave off, looks no worse.

    Parameters
    ----------
    points : (seconds from the first beat, semitones above the tonic), in order of time;
        semitones are NaN where no pitch was heard
    """
    points = tuple(points)
    shift_st = _shift(plan, points)
    lines: list[list[tuple[float, float]]] = [[]]
    for at_s, raw_st in points:
        pitch_st = raw_st + shift_st
        x = at_s / plan.duration_s
        if isnan(pitch_st) or not 0.0 <= x <= 1.0:
            if lines[-1]:
                lines.append([])
            continue
        lines[-1].append((x, height(plan, pitch_st)))
    return tuple(tuple(line) for line in lines if len(line) > 1)


def _shift(plan: ProsodyPlan, points: tuple[tuple[float, float], ...]) -> float:
    voiced = [(at_s, pitch_st) for at_s, pitch_st in points if not isnan(pitch_st)]
    if not voiced:
        return 0.0
    first_s = voiced[0][0]
    due = [note for note in plan.syllables if note.onset_s <= first_s] or plan.syllables[:1]
    begun = [pitch_st for at_s, pitch_st in voiced if at_s <= first_s + ANCHOR_S]
    return due[-1].pitch_st - median(begun)


@dataclass(frozen=True)
class Hint:
    """The machine's opinion for the helper: a dot for each syllable, and plain words."""

    dots: tuple[bool, ...]
    sentence: str


def hint(grade: Grade, words: Words) -> Hint:
    """Put the opinion on the last answer into dots and words."""
    if grade.syllables_found is None or not grade.measurable.rhythm:
        why = grade.measurable.why
        sentence = words("hint.none-because", why=why[0]) if why else words("hint.unsure")
        return Hint(dots=(), sentence=sentence)
    sentences = [
        words("hint.heard", found=grade.syllables_found, expected=grade.syllables_expected)
    ]
    right, asked = grade.melody.direction_correct, grade.melody.direction_total
    if grade.measurable.pitch and right is not None and asked:
        sentences.append(words("hint.melody" if right == asked else "hint.melody-part"))
    return Hint(
        dots=tuple(syllable.found for syllable in grade.syllables),
        sentence=" ".join(sentences),
    )


def notice(view: PracticeView, words: Words) -> str | None:
    """Find the calm sentence for the helper, or None."""
    if view.notice in {None, SIMULATED}:
        return None
    return words(f"notice.{view.notice}", **dict(view.notice_values))


def said(view: PracticeView, words: Words) -> str:
    """Give the instruction that is being spoken, in writing, for the helper."""
    spoken = view.stage in _HEARING | {Stage.TOGETHER, Stage.WAIT, Stage.YOUR_TURN}
    return words(f"instruction.{view.instruction}") if spoken else ""


def told(view: PracticeView) -> str:
    """Say in one line, for a log, where the sitting stands."""
    return (
        f"stage={view.stage} press={view.press} phrase={view.phrase.id} step={view.step} "
        f"notice={view.notice}"
    )
