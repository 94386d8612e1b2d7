"""Opens the trainer for a window: real sound, or the simulated patient's."""

import contextlib
from collections.abc import Callable
from concurrent.futures import Future
from dataclasses import replace
from datetime import datetime
from pathlib import Path

from mit_trainer import places
from mit_trainer.errors import DeviceTrouble
from mit_trainer.hardware.clock import SystemClock
from mit_trainer.hardware.sound_card import SoundCard
from mit_trainer.hardware.sound_memory import SoundMemory
from mit_trainer.phrase.model import Phrase, PhraseId, Syllable
from mit_trainer.places import DataFolder
from mit_trainer.ports import Clock, Speaker
from mit_trainer.progress import levels
from mit_trainer.prompt.hearing import read_hearing
from mit_trainer.prompt.model import Prompt, PromptOrder
from mit_trainer.prosody.plan import plan
from mit_trainer.protocol.reader import default_variant
from mit_trainer.protocol.variant import Manner
from mit_trainer.record import PatientAdded
from mit_trainer.report.faces import faces_in
from mit_trainer.report.forms import gather, write_report
from mit_trainer.session import choices
from mit_trainer.session.trainer import Shelves
from mit_trainer.ui.parts import Parts, ProtocolChoice, VoiceChoice, Wish
from mit_trainer.wiring import shelves
from mit_trainer.wiring.checking import Checks
from mit_trainer.wiring.engine import Ears, Engine
from mit_trainer.wiring.simulation import DEFAULT_ABILITY, Company


def open_app(folder: DataFolder, wish: Wish) -> Parts:
    """Open everything; takes a second or two, so never on the window's thread.

    Raises `TrainerError` with the sentence to show.
    """
    engine = Engine(folder, SystemClock(), make_key_file=wish.key_file)
    closing = contextlib.ExitStack()
    closing.callback(engine.close)
    try:
        return _parts(folder, wish, engine, closing)
    except BaseException:
        closing.close()
        raise


def _parts(folder: DataFolder, wish: Wish, engine: Engine, closing: contextlib.ExitStack) -> Parts:
    card = _card(folder, engine.clock, closing)
    if wish.simulated:
        company = Company(engine, card.speaker, DEFAULT_ABILITY)
        closing.callback(company.leave)
        ears = company.ears
    else:
        ears = Ears(card.microphone, card.speaker)
    checks = Checks(folder, ears.microphone, ears.speaker, engine.clock, engine.worker)
    if not wish.simulated:
        ears = replace(ears, touch=checks.touch)
    variants, bad_files = shelves.variants(folder)
    stock = shelves.shelves(variants)
    return Parts(
        trainer=engine.trainer(ears, stock=stock),
        levels=levels(variants),
        voices=tuple(VoiceChoice(voice.name, voice.sex) for voice in shelves.shipped_voices()),
        voice=shelves.shipped_voices()[0].name,
        tonic_hz=shelves.usual_tonic_hz(),
        simulated=wish.simulated,
        microphone_trouble=None if wish.simulated else card.microphone.trouble(),
        notices=(*engine.book.notices, *bad_files),
        hear=_tone(engine, card.speaker),
        save=_saver(folder, engine),
        checks=checks,
        close=closing.close,
        protocols=_protocols(stock),
        variants=variants,
    )


def _card(folder: DataFolder, clock: Clock, closing: contextlib.ExitStack) -> SoundCard:
    """Open the sound card, each loudspeaker as loud as it was set."""
    sound = SoundMemory(folder.sound_levels, read_hearing(places.HEARING).first_level.level_db)
    card = SoundCard(level_of=sound.level_db)
    closing.callback(_count_sound, sound, card, clock)
    closing.callback(card.close)
    with contextlib.suppress(DeviceTrouble):  # the lines say so themselves
        card.wait_until_opened()
    return card


def _count_sound(sound: SoundMemory, card: SoundCard, clock: Clock) -> None:
    """Add to this week's dose what was sounded since the app was opened."""
    line = card.speaker
    sound.add(clock.now_utc(), line.name, line.sounded_s, line.square_s)


def _protocols(stock: Shelves) -> tuple[ProtocolChoice, ...]:
    """Give the protocols that some deck has phrases for, the usual one first."""
    spoken = [v for v in stock.variants if any(choices.speaks(v, deck) for deck in stock.decks)]
    return tuple(
        ProtocolChoice(one.id, one.name, tuple((level.id, level.name) for level in one.levels))
        for one in sorted(spoken, key=lambda one: not one.default)
    )


def _tone(engine: Engine, speaker: Speaker) -> Callable[[float], None]:
    """Let the low tone be heard as it will be hummed."""
    syllable = Syllable("m", stress=False, starts_word=True)
    tone = Phrase(PhraseId("tone"), "m", shelves.LANGUAGE, (syllable,))
    style = choices.style(default_variant(places.VARIANTS), {})
    voice = shelves.shipped_voices()[0].name

    def sound(made: "Future[Prompt]") -> None:
        with contextlib.suppress(DeviceTrouble):  # the practice screen tells of a lost loudspeaker
            speaker.play(made.result().sound)

    def hear(tonic_hz: float) -> None:
        order = PromptOrder(plan(tone, style, tonic_hz), Manner.HUMMED, voice)
        engine.prompts.order(order).add_done_callback(sound)

    return hear


def _saver(folder: DataFolder, engine: Engine) -> Callable[[PatientAdded, str], "Future[Path]"]:
    def write(who: PatientAdded, form: str) -> Path:
        now = datetime.now().astimezone()
        known = levels(shelves.variants(folder)[0])
        material = gather(who, engine.book.ledger, known, written=now)
        folder.reports.mkdir(parents=True, exist_ok=True)
        path = folder.reports / f"progress {now:%Y-%m-%d %H.%M.%S}.{form}"
        return write_report(material, form, path, faces_in(places.FONTS))[0]

    return lambda who, form: engine.aside(write, who, form)
