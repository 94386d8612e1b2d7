"""Every screen with real phrases, pictures and plans and with values as they really come.

`GALLERY` maps a name to a function that makes that screen for a hand and a size of
type.  The layout tests walk through it, and ``screens.py`` takes its pictures.
"""

from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from math import nan, pi, sin

from mit_trainer import places
from mit_trainer.grading.model import Grade, Hint, Measurable, Melody, Rhythm, SyllableGrade, Taps
from mit_trainer.phrase.deck import read_deck
from mit_trainer.progress import course, levels
from mit_trainer.prosody.plan import ProsodyPlan, Style, plan
from mit_trainer.protocol.reader import default_variant
from mit_trainer.record import SessionId, SessionSummary
from mit_trainer.session.checks import Check, Outcome
from mit_trainer.session.view import PracticeView, Press, Stage
from mit_trainer.ui.checks import CheckSheet, ChecksSheet
from mit_trainer.ui.goodbye import GoodbyeSheet
from mit_trainer.ui.helper import MenuSheet
from mit_trainer.ui.home import HomeActs, HomeSheet
from mit_trainer.ui.parts import ProtocolChoice, VoiceChoice
from mit_trainer.ui.people import PeopleSheet
from mit_trainer.ui.practice import Acts, PracticeSheet
from mit_trainer.ui.progress_screen import ProgressSheet
from mit_trainer.ui.settings import Choices, SettingsSheet
from mit_trainer.ui.sheet import Sheet
from mit_trainer.ui.therapy import TherapySheet
from mit_trainer.ui.troubles import trouble_sheet
from mit_trainer.ui.words import read_words

WORDS = read_words(places.WORDS, "en")
DECK = read_deck(places.PHRASES / "en" / "first-words.toml")
VARIANT = default_variant(places.VARIANTS)
LEVEL = VARIANT.levels[0]
STYLE = Style(
    high_st=VARIANT.style.high_st,
    syllables_per_min=VARIANT.style.syllables_per_min,
    stressed_length=VARIANT.style.stressed_length,
    stressed_gain_db=VARIANT.style.stressed_gain_db,
)


def nothing(*_: object) -> None:
    """Do nothing."""


def planned(phrase_id: str) -> ProsodyPlan:
    """Make the plan of a phrase of the shipped deck."""
    phrase = next(phrase for phrase in DECK.phrases if phrase.id == phrase_id)
    return plan(phrase, STYLE, 131.0)


def view(
    phrase_id: str, stage: Stage, press: Press = Press.NOTHING, **more: object
) -> PracticeView:
    """Make a moment of practice."""
    tune = planned(phrase_id)
    step = LEVEL.steps[1]
    usual = {"instruction": step.instruction, "n_done": 3, "n_phrases": len(DECK.phrases)}
    return PracticeView(
        stage=stage,
        phrase=tune.phrase,
        plan=tune,
        step=step.id,
        press=press,
        **{**usual, **more},
    )


def voice(tune: ProsodyPlan, share: float) -> list[tuple[float, float]]:
    """Sing a plan as a person would, up to a share of it: a little late, low and unsteady."""
    points = []
    for step in range(int(tune.duration_s * share / 0.02)):
        at_s = step * 0.02
        note = max(
            (note for note in tune.syllables if note.onset_s <= at_s), key=lambda n: n.onset_s
        )
        into_s = at_s - note.onset_s
        voiced = 0.06 < into_s < note.duration_s - 0.12
        wobble = 0.05 * sin(2 * pi * 4.6 * at_s) - 0.9 * max(0.0, 0.25 - into_s)
        points.append((at_s, note.pitch_st - 0.2 + wobble if voiced else nan))
    return points


def opinion(phrase_id: str, found: int) -> Grade:
    """Make the opinion on an answer of which the first ``found`` syllables were heard."""
    notes = planned(phrase_id).syllables
    return Grade(
        grader="1.0.0",
        phrase=phrase_id,
        language="en",
        manner="intoned",
        duration_s=4.1,
        measurable=Measurable(pitch=True, rhythm=True, taps=False, why=("no taps given",)),
        syllables_expected=len(notes),
        syllables_found=found,
        syllables=tuple(
            SyllableGrade(text=note.text, stress=note.stress, found=i < found)
            for i, note in enumerate(notes)
        ),
        extra_syllables=0,
        melody=Melody(0.8, found - 1, len(notes) - 1, 35.0),
        rhythm=Rhythm(),
        taps=Taps(n=0),
        speech_index=0.1,
        hint=Hint(points=1, confidence=0.8, reasons=()),
    )


def sittings(n: int) -> tuple[SessionSummary, ...]:
    """Sittings over some weeks, with a gap where the voice could not be measured."""
    points = (14, 17, 16, 22, 21, 25, 28, 27, 31, 33, 36, 35)
    return tuple(
        SessionSummary(
            session=SessionId(f"s{i}"),
            started_utc=datetime(2025, 3, 3, 9, 30, tzinfo=UTC) + timedelta(days=2 * i),
            variant=VARIANT.id,
            level=LEVEL.id,
            points=points[i],
            points_max=40,
            n_phrases=10,
            n_attempts=44 - i,
            n_measured=0 if i == 4 else 30,
            speech_index=nan if i == 4 else 0.08 + 0.03 * i,
            simulated=False,
            n_answers=34,
            speech_index_quartiles=(nan, nan) if i == 4 else (0.05 + 0.025 * i, 0.14 + 0.035 * i),
        )
        for i in range(n)
    )


def practice(shown: PracticeView, sung: float = 0.0) -> Callable[[str, str], Sheet]:
    """Make the practice screen at a moment, with the live voice up to a share of the plan."""

    def make(hand: str, text: str) -> Sheet:
        acts = Acts(nothing, nothing, nothing, nothing, nothing)
        sheet = PracticeSheet(WORDS, places.PICTURES, acts, hand, text)
        sheet.show(shown)
        if sung:
            sheet.show_voice(voice(shown.plan, sung))
        return sheet

    return make


def home(unfinished: bool, simulated: bool, ready: bool = True) -> Callable[[str, str], Sheet]:
    """Make the first screen."""

    def make(hand: str, text: str) -> Sheet:
        sheet = HomeSheet(WORDS, HomeActs(nothing, nothing, nothing), hand, text)
        if ready:
            sheet.ready(unfinished, simulated)
        return sheet

    return make


def menu(hand: str, text: str) -> Sheet:
    """Make the helper's first screen."""
    acts = dict.fromkeys(
        (
            "practice",
            "progress",
            "settings",
            "therapy",
            "checks",
            "people",
            "simulated",
            "judge",
            "finish",
        ),
        nothing,
    )
    return MenuSheet(WORDS, acts, "1", False, "carer", hand, text)


def settings(hand: str, text: str) -> Sheet:
    """Make the settings."""
    voices = (VoiceChoice("clb", "female"), VoiceChoice("bdl", "male"))
    choices = Choices(hand=hand, text=text, voice="clb")
    return SettingsSheet(WORDS, choices, voices, nothing, nothing, nothing)


PROTOCOLS = (
    ProtocolChoice(
        "classic", "Melodic intonation therapy, three levels", (("a", "Elementary"), ("b", "Next"))
    ),
    ProtocolChoice("spoken", "Spoken repetition (for comparison)", (("c", "Spoken steps"),)),
)


def therapy(hand: str, text: str) -> Sheet:
    """Make the choice of the therapy."""
    return TherapySheet(WORDS, PROTOCOLS, ("", ""), nothing, nothing, hand, text)


def checks(hand: str, text: str) -> Sheet:
    """Make the first checks, one of each kind of sentence below."""
    known = {
        "sound": WORDS("checks.sound-measured", ms=48, spread=1),
        "touch": WORDS("checks.unknown"),
        "voice": WORDS("checks.voice-known", low=131, high=196),
        "beat": WORDS("checks.beat-try-both"),
    }
    return ChecksSheet(WORDS, known, nothing, nothing, hand, text)


class _Under(Check):
    """A check that is under way for ever."""

    def __init__(self, taps_wanted: bool, dots: tuple[bool, ...], outcome: Outcome | None) -> None:
        super().__init__()
        self.taps_wanted, self._dots, self._at_end = taps_wanted, dots, outcome

    @property
    def dots(self) -> tuple[bool, ...]:
        return self._dots

    def tick(self) -> None:
        self.outcome = self._at_end

    def cancel(self) -> None:
        self.outcome = None


def check(name: str, under: _Under | None = None, said: str = "") -> Callable[[str, str], Sheet]:
    """Make one check: before it begins, under way, or at its end with a sentence."""

    def make(hand: str, text: str) -> Sheet:
        sheet = CheckSheet(name, WORDS, lambda: under, lambda _: said, nothing, hand, text)
        if under is not None:
            sheet.button.press()
            sheet.tick()
        return sheet

    return make


def people(hand: str, text: str) -> Sheet:
    """Make the choice of who practises."""
    persons = [(f"p{i}", f"{i}") for i in range(1, 4)]
    return PeopleSheet(WORDS, persons, "p1", nothing, nothing, nothing, hand, text)


def progress(n: int, advised: bool = False) -> Callable[[str, str], Sheet]:
    """Make the progress page after some sittings, with the longest advice or none."""

    def make(hand: str, text: str) -> Sheet:
        sheet = ProgressSheet(WORDS, "1", nothing, nothing, hand, text)
        sheet.show(course(sittings(n)), levels([VARIANT]))
        if advised:
            words = WORDS("advice.sittings", first=10, last=15, scores="60, 61, 60, 60, 58, 60")
            sheet.advise(WORDS("advice.plateau", because=words))
        return sheet

    return make


def goodbye(hand: str, text: str) -> Sheet:
    """Make the end of a sitting."""
    return GoodbyeSheet(WORDS, nothing, hand, text)


def trouble(key: str, sentence: str | None = None) -> Callable[[str, str], Sheet]:
    """Make a notice over the whole screen."""

    def make(hand: str, text: str) -> Sheet:
        acts = dict.fromkeys(("try-again", "simulated", "key-file", "leave"), nothing)
        return trouble_sheet(key, WORDS, acts, text=text, sentence=sentence)

    return make


_HINT = opinion("call-the-doctor", 3)

GALLERY: dict[str, Callable[[str, str], Sheet]] = {
    "home": home(unfinished=False, simulated=False),
    "home-waking": home(unfinished=False, simulated=False, ready=False),
    "home-unfinished": home(unfinished=True, simulated=False),
    "home-simulated": home(unfinished=False, simulated=True),
    "practice-preparing": practice(view("good-morning", Stage.PREPARING)),
    "practice-ready": practice(view("good-morning", Stage.READY, Press.START)),
    "practice-instruction": practice(
        view("good-morning", Stage.INSTRUCTION, instruction="sing-on-alone")
    ),
    "practice-listen": practice(
        view("i-love-you", Stage.LISTEN, lit=1, taps_shown=True, instruction="listen")
    ),
    "practice-together": practice(
        view(
            "call-the-doctor",
            Stage.TOGETHER,
            lit=2,
            taps_wanted=True,
            taps_shown=True,
            mouth=True,
            mouthed=2,
        ),
        0.7,
    ),
    "practice-simulated": practice(
        view(
            "more-water",
            Stage.TOGETHER,
            lit=0,
            taps_wanted=True,
            taps_shown=True,
            notice="simulated",
        )
    ),
    "practice-wait": practice(view("thank-you", Stage.WAIT)),
    "practice-your-turn": practice(
        view(
            "come-on-in",
            Stage.YOUR_TURN,
            Press.DONE,
            taps_wanted=True,
            instruction="sing-after",
        ),
        0.6,
    ),
    "practice-your-turn-no-taps": practice(view("come-on-in", Stage.YOUR_TURN, Press.DONE)),
    "practice-keeping": practice(view("come-on-in", Stage.KEEPING)),
    "practice-judge": practice(view("my-head-hurts", Stage.JUDGE)),
    "practice-hint": practice(view("call-the-doctor", Stage.READY, Press.START, hint=_HINT)),
    "practice-hint-unsure": practice(
        view(
            "call-the-doctor",
            Stage.BETWEEN,
            Press.NEXT,
            hint=replace(
                _HINT,
                syllables_found=None,
                measurable=Measurable(False, False, False, ("the model's voice sounded along",)),
            ),
        )
    ),
    "practice-notice": practice(
        view("call-the-doctor", Stage.READY, Press.START, notice="microphone-lost")
    ),
    "practice-goodbye": practice(view("call-the-doctor", Stage.GOODBYE, Press.LEAVE)),
    "goodbye": goodbye,
    "helper": menu,
    "settings": settings,
    "therapy": therapy,
    "checks": checks,
    "check-sound": check("sound"),
    "check-sound-now": check("sound", _Under(False, (), None)),
    "check-sound-few": check(
        "sound",
        _Under(False, (), Outcome("too-few", good=False)),
        WORDS("checks.sound-too-few", good=4, all=9),
    ),
    "check-touch-now": check("touch", _Under(True, (True,) * 4 + (False,) * 5, None)),
    "check-voice-done": check(
        "voice",
        _Under(False, (True,) * 5, Outcome("measured", good=True)),
        WORDS("checks.voice-measured", low=131, high=196, tone=147),
    ),
    "check-beat-now": check("beat", _Under(True, (True, False, False), None)),
    "people": people,
    "progress": progress(12),
    "progress-empty": progress(0),
    "progress-advice": progress(12, advised=True),
    "notice-no-microphone": trouble("no-microphone"),
    "notice-no-keys": trouble("no-keys"),
    "notice-already-open": trouble("already-open"),
    "notice-records": trouble(
        "records",
        "The book /home/anna/.local/share/mit-trainer/book.db cannot be written; "
        "free some space on the disk and start again.",
    ),
    "notice-other": trouble(
        "other",
        'The phrase "call-the-doctor" of that sitting is not in the deck "First words" any '
        "more; put it back or begin a new sitting.",
    ),
}
