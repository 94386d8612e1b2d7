"""The helper's ways: progress, settings, who practises, who answers, who judges."""

from concurrent.futures import Future
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from mit_trainer.progress import course
from mit_trainer.record import PatientAdded, PatientId, SessionSummary
from mit_trainer.session.advising import proposals
from mit_trainer.ui import person
from mit_trainer.ui.advice import sentences
from mit_trainer.ui.check_ways import CheckWays
from mit_trainer.ui.helper import MenuSheet
from mit_trainer.ui.parts import Wish
from mit_trainer.ui.pending import aside
from mit_trainer.ui.people import PeopleSheet
from mit_trainer.ui.progress_screen import ProgressSheet
from mit_trainer.ui.settings import SettingsSheet, Value
from mit_trainer.ui.therapy import TherapySheet

if TYPE_CHECKING:
    from mit_trainer.ui.guide import Guide


class HelperWays:
    """Leads the helper from screen to screen, and back to the first one."""

    def __init__(self, guide: "Guide") -> None:
        self._guide = guide
        self._trainer, self._simulated = guide.parts.trainer, guide.parts.simulated

    def menu(self) -> None:
        """Show where a helper may go."""
        guide = self._guide
        acts = {
            "practice": guide.refresh,
            "progress": self.progress,
            "settings": self.settings,
            "therapy": self.therapy,
            "checks": CheckWays(guide, self.menu, self._change).show,
            "people": self.people,
            "simulated": self._change_who_answers,
            "judge": self._change_who_judges,
            "finish": guide.finish,
        }
        guide.show(
            MenuSheet(
                guide.words,
                acts,
                guide.person.added.code,
                guide.parts.simulated,
                guide.choices.by,
                guide.hand,
                guide.text,
            )
        )

    def _change_who_answers(self) -> None:
        self._guide.open(Wish(simulated=not self._guide.parts.simulated))

    def _change_who_judges(self) -> None:
        by = "therapist" if self._guide.choices.by == "carer" else "carer"
        self._change("by", by)
        self.menu()

    def _change(self, name: str, value: Value) -> None:
        guide = self._guide
        guide.choices = replace(guide.choices, **{name: value})
        kept = self._trainer.change_setting(guide.person.patient, name, value)
        guide.pending.wait(kept, lambda _: None, guide.trouble)

    # -- settings

    def settings(self) -> None:
        """Show the settings."""
        guide = self._guide
        guide.show(
            SettingsSheet(
                guide.words,
                guide.choices,
                guide.parts.voices,
                self.menu,
                self._change,
                guide.parts.hear,
            )
        )

    def therapy(self) -> None:
        """Show the forms of the therapy and their levels."""
        guide = self._guide
        chosen = (guide.choices.variant, guide.choices.level)
        guide.show(
            TherapySheet(
                guide.words,
                guide.parts.protocols,
                chosen,
                self.menu,
                self._change,
                guide.hand,
                guide.text,
            )
        )

    # -- people

    def people(self) -> None:
        """Ask who practises."""
        self._guide.pending.wait(self._trainer.patients(), self._show_people, self._guide.trouble)

    def _show_people(self, people: tuple[PatientAdded, ...]) -> None:
        guide = self._guide
        by_id = {one.patient: one for one in people}
        guide.show(
            PeopleSheet(
                guide.words,
                [(one.patient, one.code) for one in people],
                guide.person.patient,
                self.menu,
                lambda patient: self._chosen(by_id[PatientId(patient)]),
                self._added,
                guide.hand,
                guide.text,
            )
        )

    def _chosen(self, added: PatientAdded) -> None:
        self._take(aside(lambda: person.choose(self._trainer, added, self._simulated)))

    def _added(self, code: str) -> None:
        self._take(aside(lambda: person.add(self._trainer, code, self._simulated)))

    def _take(self, found: "Future[person.Person]") -> None:
        def taken(one: person.Person) -> None:
            self._guide.take(one)
            self.menu()

        self._guide.pending.wait(found, taken, self._guide.trouble)

    # -- progress

    def progress(self) -> None:
        """Show the page of the person who practises."""
        guide = self._guide
        who = guide.person.added
        sheet = ProgressSheet(
            guide.words,
            who.code,
            self.menu,
            lambda kind: self._save(sheet, who, kind),
            guide.hand,
            guide.text,
        )
        guide.show(sheet)

        def drawn(summaries: tuple[SessionSummary, ...]) -> None:
            sheet.show(course(summaries), guide.parts.levels)
            sheet.advise(self._advice())

        guide.pending.wait(self._trainer.summaries(who.patient), drawn, guide.trouble)

    def _advice(self) -> str:
        """Say what the sittings speak for, for the protocol of the last one."""
        guide = self._guide
        last = guide.person.past.sittings[-1:]
        variants = {one.id: one for one in guide.parts.variants}
        for variant in (variants[one.variant] for one in last if one.variant in variants):
            found = proposals(variant, guide.person.past)
            return sentences(guide.words, variant, found)
        return ""

    def _save(self, sheet: ProgressSheet, who: PatientAdded, kind: str) -> None:
        guide = self._guide

        def saved(path: Path) -> None:
            sheet.saved(guide.words("progress.saved", path=str(path)))

        def not_saved(error: BaseException) -> None:
            sheet.saved(str(error))

        guide.pending.wait(guide.parts.save(who, kind), saved, not_saved)
