"""The few things that a window, a command or a test may ask of the trainer.

Nothing here blocks: what needs the book is a future, whose result is fetched on a later
tick.  Whoever asks holds no records of her own.
"""

from concurrent.futures import Future
from dataclasses import dataclass

from mit_trainer.errors import BadInput
from mit_trainer.phrase.model import Deck, Phrase
from mit_trainer.protocol.variant import Variant
from mit_trainer.record import (
    AttemptId,
    Entry,
    Fact,
    PatientAdded,
    PatientId,
    SessionEnded,
    SessionId,
    SessionStarted,
    SessionSummary,
    SettingChanged,
    Voided,
)
from mit_trainer.session import choices, keeping, position
from mit_trainer.session.choices import Settings
from mit_trainer.session.choosing import chosen
from mit_trainer.session.futures import pass_on, settle, then
from mit_trainer.session.past import NOTHING, Past, past
from mit_trainer.session.position import Position
from mit_trainer.session.runner import Runner
from mit_trainer.session.spec import Ports, SessionSpec

INTERRUPTED = "The trainer was closed in the middle of this answer; all that was heard is kept."
_FIRST_CODE = "1"


@dataclass(frozen=True)
class Shelves:
    """What can be practised: decks of phrases, forms of the therapy, and the usual voice."""

    decks: tuple[Deck, ...]
    variants: tuple[Variant, ...]
    voice: str


class Trainer:
    """Begins sittings and answers questions about them.

    ``simulated`` says that the answers come from the simulated patient; each sitting
    remembers it.
    """

    def __init__(
        self, ports: Ports, shelves: Shelves, *, app_version: str, simulated: bool
    ) -> None:
        self._ports = ports
        self._shelves = shelves
        self._app_version = app_version
        self._simulated = simulated

    # -- people

    def patients(self) -> "Future[tuple[PatientAdded, ...]]":
        """List everybody who practises here, in the order in which they came."""
        return then(self._ports.ledger.patients(), _people)

    def add_patient(self, code: str) -> "Future[PatientId]":
        """Add a person under a code; raises `BadInput` when the code is empty."""
        if not code.strip():
            raise BadInput("A new person needs a code, such as a number; type one.")
        patient = PatientId(self._ports.new_id())
        added = self._ports.ledger.append(PatientAdded(patient, code.strip()))
        return then(added, lambda _: patient)

    def someone(self) -> "Future[PatientId]":
        """Find who was added last; on the first run somebody is added without a question."""
        found: Future[PatientId] = Future()

        def look(people: Future[tuple[PatientAdded, ...]]) -> None:
            if people.exception() is None and not people.result():
                pass_on(self.add_patient(_FIRST_CODE), found, lambda patient: patient)
            else:
                settle(people, found, lambda added: added[-1].patient)

        self.patients().add_done_callback(look)
        return found

    # -- settings and progress

    def settings(self, patient: PatientId) -> "Future[dict[str, str | float | bool]]":
        """Read what was decided for a person; a name that was never set is missing."""
        return self._ports.ledger.settings(patient)

    def change_setting(
        self, patient: PatientId, name: str, value: str | float | bool
    ) -> "Future[None]":
        """Decide something for a person from the next sitting on."""
        kept = self._ports.ledger.append(SettingChanged(patient, name, value))
        return then(kept, lambda _: None)

    def summaries(self, patient: PatientId) -> "Future[tuple[SessionSummary, ...]]":
        """Read every sitting of a person in numbers, oldest first."""
        return self._ports.ledger.summaries(patient)

    # -- sittings

    def past(self, patient: PatientId) -> "Future[Past]":
        """Read what a person has practised before."""
        found: Future[Past] = Future()
        ledger = self._ports.ledger

        def with_phrases(done: "Future[tuple[SessionSummary, ...]]") -> None:
            phrases = ledger.finished(patient)  # asked for after, answered after: the same state
            pass_on(phrases, found, lambda e: past(done.result(), e, simulated=self._simulated))

        ledger.summaries(patient).add_done_callback(with_phrases)
        return found

    def begin(self, patient: PatientId, settings: Settings, before: Past = NOTHING) -> Runner:
        """Begin a new sitting; raises `BadInput` when there is nothing to practise.

        ``before`` decides which phrases rest, and how far the cues have faded.
        """
        shelves = self._shelves
        chose = choices.choices(settings, shelves.variants, shelves.decks, shelves.voice)
        session = SessionId(self._ports.new_id())
        choice = chosen(
            chose.deck,
            chose.level,
            session,
            rules=chose.variant.course,
            past=before,
            now_utc=self._ports.clock.now_utc(),
            count=chose.n_phrases,
        )
        phrases = choices.accented_all(chose.variant, choice.phrases)
        started = self._started(chose, before, phrases, choice.why, (patient, session))
        spec = SessionSpec(started, chose.variant, phrases, chose.silence_s, chose.range_hz)
        return Runner(spec, self._ports, position.start(spec), (started,))

    def _started(
        self,
        chose: choices.Choices,
        before: Past,
        phrases: tuple[Phrase, ...],
        why: dict[str, str],
        ids: tuple[PatientId, SessionId],
    ) -> SessionStarted:
        patient, session = ids
        return SessionStarted(
            patient=patient,
            session=session,
            variant=chose.variant.id,
            level=chose.level.id,
            deck=chose.deck.id,
            deck_hash=chose.deck.content_hash,
            phrases=tuple(phrase.id for phrase in phrases),
            style=choices.style_numbers(chose.style),
            tonic_hz=chose.tonic_hz,
            voice=chose.voice,
            simulated=self._simulated,
            app_version=self._app_version,
            tunes=choices.tunes(chose.variant, phrases),
            sittings_before=before.finished_at(chose.variant.id, chose.level.id),
            why=why,
        )

    def unfinished(self, patient: PatientId) -> "Future[SessionId | None]":
        """Find the latest sitting of a person when it broke off before its goodbye."""
        return self._ports.ledger.unfinished(patient)

    def resume(self, session: SessionId, settings: Settings) -> "Future[Runner]":
        """Go on with a sitting that broke off or was stopped, where it was.

        The future raises `BadInput` when its protocol or one of its phrases is gone.
        """
        return then(
            self._ports.ledger.session(session), lambda entries: self._resumed(entries, settings)
        )

    def _resumed(self, entries: tuple[Entry, ...], settings: Settings) -> Runner:
        spec = self._spec_of(entries, settings)
        here = position.found(spec, entries)
        return Runner(spec, self._ports, here, self._mended(spec, here, entries))

    def _spec_of(self, entries: tuple[Entry, ...], settings: Settings) -> SessionSpec:
        started = next((e.fact for e in entries if isinstance(e.fact, SessionStarted)), None)
        if started is None:
            raise BadInput("That sitting is not in the book; begin a new one.")
        variant = next((v for v in self._shelves.variants if v.id == started.variant), None)
        if variant is None or started.level not in {level.id for level in variant.levels}:
            raise BadInput(
                f'The protocol "{started.variant}" of that sitting is not there any more; '
                "put its file back or begin a new sitting."
            )
        deck = next((deck for deck in self._shelves.decks if deck.id == started.deck), None)
        there = {phrase.id: phrase for phrase in deck.phrases} if deck else {}
        missing = [name for name in started.phrases if name not in there]
        if missing:
            raise BadInput(
                f'The phrase "{missing[0]}" of that sitting is not in the deck "{started.deck}" '
                "any more; put it back or begin a new sitting."
            )
        phrases = choices.accented_all(
            variant,
            tuple(there[name] for name in started.phrases),  # type: ignore[index]
        )
        range_hz = choices.comfortable(settings, started.tonic_hz)
        return SessionSpec(started, variant, phrases, choices.patience(settings, variant), range_hz)

    def _mended(
        self, spec: SessionSpec, here: Position, entries: tuple[Entry, ...]
    ) -> tuple[Fact, ...]:
        """Say what has to be said before going on: the broken answer, the goodbye taken back."""
        facts: list[Fact] = []
        broken = position.cut_off(entries)
        if broken is not None and position.answer_is_due(spec, here):
            attempt = AttemptId(self._ports.new_id())
            facts.append(keeping.interrupted(spec, here, attempt, broken.take, INTERRUPTED))
        if here.phrase is not None:
            patient = spec.started.patient
            facts += [
                Voided(patient, entry.id, "the sitting goes on", "trainer")
                for entry in entries
                if isinstance(entry.fact, SessionEnded) and not entry.voided
            ]
        return tuple(facts)


def _people(entries: tuple[Entry, ...]) -> tuple[PatientAdded, ...]:
    return tuple(
        entry.fact for entry in entries if isinstance(entry.fact, PatientAdded) and not entry.voided
    )
