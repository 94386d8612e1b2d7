"""New opinions on old answers: added to the book, never in the place of earlier ones.

What is done is done: each opinion is kept as it comes, so a run that was broken off goes
on where it stopped, and a second run finds nothing to do.
"""

from collections import Counter
from collections.abc import Callable, Iterator
from concurrent.futures import FIRST_COMPLETED, Future, wait
from dataclasses import dataclass

from mit_trainer import places
from mit_trainer.errors import StoreTrouble, TrainerError
from mit_trainer.grading.grade import grader
from mit_trainer.grading.model import Grade
from mit_trainer.grading.rubric import Rubric, default_rubric
from mit_trainer.ports import Ledger
from mit_trainer.protocol.reader import read_variants
from mit_trainer.record import PatientAdded
from mit_trainer.session.old_answers import Left, Material, OldAnswer, old_answers
from mit_trainer.session.opinions import given
from mit_trainer.store.book import Book
from mit_trainer.wiring import shelves
from mit_trainer.wiring.analyst import WorkerAnalyst
from mit_trainer.worker import Worker

_WAITING = 2  # answers in memory for each process: one under way, one that waits


@dataclass(frozen=True)
class Regraded:
    """What came of it.

    Attributes
    ----------
    grader : who listened
    n_new : opinions that were added
    left : how many answers were left as they are, by the reason
    troubles : one sentence for each recording that could not be listened to
    """

    grader: str
    n_new: int
    left: dict[Left, int]
    troubles: tuple[str, ...]


def shipped() -> Material:
    """Give the phrases and protocols that are there."""
    return Material(
        decks={deck.id: deck for deck in shelves.shelves(own=places.data_folder().decks).decks},
        variants={variant.id: variant for variant in read_variants(places.VARIANTS)},
    )


def regrade(
    book: Book,
    n_workers: int,
    tell: Callable[[int, int], None],
    material: Material | None = None,
) -> Regraded:
    """Listen to every old answer that has no opinion of the present grader.

    ``tell`` hears how many are done and how many there are, before the first and after
    each.  Raises `StoreTrouble` when an opinion cannot be kept.
    """
    rubric = default_rubric(places.RUBRICS)
    found = list(_old_answers(book.ledger, material or shipped(), grader(rubric)))
    answers = [one for one in found if isinstance(one, OldAnswer)]
    tell(0, len(answers))
    workers = [Worker() for _ in range(min(n_workers, len(answers)))]
    try:
        troubles = _listen(book, answers, workers, rubric, tell)
    finally:
        for worker in workers:
            worker.stop()
    left = Counter(one for one in found if isinstance(one, Left))
    return Regraded(grader(rubric), len(answers) - len(troubles), dict(left), troubles)


def _old_answers(ledger: Ledger, material: Material, who: str) -> Iterator[OldAnswer | Left]:
    for entry in ledger.patients().result():
        if isinstance(entry.fact, PatientAdded) and not entry.voided:
            for sitting in ledger.summaries(entry.fact.patient).result():
                entries = ledger.session(sitting.session).result()
                yield from old_answers(entries, material, who)


def _listen(
    book: Book,
    answers: list[OldAnswer],
    workers: list[Worker],
    rubric: Rubric,
    tell: Callable[[int, int], None],
) -> tuple[str, ...]:
    analysts = [WorkerAnalyst(worker, rubric) for worker in workers]
    waiting = list(reversed(answers))
    asked: dict[Future[Grade], tuple[OldAnswer, WorkerAnalyst]] = {}
    free = [analyst for analyst in analysts for _ in range(_WAITING)]
    troubles: list[str] = []
    while waiting or asked:
        while waiting and free:
            answer = waiting.pop()
            try:
                sound = book.takes.read(answer.take)
            except StoreTrouble as error:
                troubles.append(str(error))
                tell(len(answers) - len(waiting) - len(asked), len(answers))
                continue
            analyst = free.pop()
            asked[analyst.grade(answer.given(sound))] = (answer, analyst)
        for done in wait(asked, return_when=FIRST_COMPLETED).done:
            answer, analyst = asked.pop(done)
            free.append(analyst)
            trouble = _keep(book.ledger, answer, done)
            troubles += [] if trouble is None else [trouble]
            tell(len(answers) - len(waiting) - len(asked), len(answers))
    return tuple(troubles)


def _keep(ledger: Ledger, answer: OldAnswer, done: "Future[Grade]") -> str | None:
    """Keep an opinion; give the sentence to show when there is none."""
    made = answer.attempt
    error = done.exception()
    if error is not None:
        why = error if isinstance(error, TrainerError) else f"a fault of the program ({error!r})."
        return f"The recording {answer.take.name}: {why}"
    ledger.append(given(made.patient, made.session, made.attempt, done.result())).result()
    return None
