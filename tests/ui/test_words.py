"""Sentences: complete, short, kind."""

import re
import tomllib
from pathlib import Path

import pytest

from mit_trainer import places
from mit_trainer.errors import BadInput
from mit_trainer.protocol.reader import read_variants
from mit_trainer.protocol.variant import Verdict
from mit_trainer.session.view import Press
from mit_trainer.ui.words import read_words

SOURCES = Path(__file__).parents[2] / "mit_trainer"
KEY = re.compile(r"""words\(\s*"([a-z-]+\.[a-z-]+)""")
NOTICE = re.compile(r"""notice(?: = |=)"([a-z-]+)\"""")
UNKIND = ("wrong", "fail", "error", "incorrect", "invalid", "bad ")


def test_every_key_that_is_used_has_a_sentence() -> None:
    """Each key written out in the screens' code is in the English file."""
    words = read_words(places.WORDS, "en")
    used = {key for file in (SOURCES / "ui").glob("*.py") for key in KEY.findall(file.read_text())}

    assert len(used) > 20
    assert used <= words.keys()


def test_every_sentence_is_used() -> None:
    """No key is left over: each is written in the code, whole or in its parts."""
    code = "".join(file.read_text() for file in SOURCES.rglob("*.py"))
    spoken = {"instruction"}  # the spoken ones are shared with the recordings
    for key in sorted(read_words(places.WORDS, "en").keys()):
        table, name = key.split(".")
        family = f'"{table}.{{' in code and all(part in code for part in name.split("-"))
        assert table in spoken or f'"{key}"' in code or family, key


def test_every_step_and_every_word_of_a_sitting_has_a_sentence() -> None:
    """Instructions of all protocols, all presses, verdicts and notices can be shown."""
    keys = read_words(places.WORDS, "en").keys()
    steps = [
        step
        for variant in read_variants(places.VARIANTS)
        for level in variant.levels
        for step in level.steps
    ]
    notices = {
        name
        for file in (SOURCES / "session").glob("*.py")
        for name in NOTICE.findall(file.read_text())
    }

    assert {f"instruction.{step.instruction}" for step in steps} <= keys
    assert {f"judge.{verdict}" for verdict in Verdict} <= keys
    assert {f"press.{press}" for press in Press if press is not Press.NOTHING} <= keys
    assert notices
    assert {f"notice.{name}" for name in notices} <= keys


def test_what_is_written_is_what_is_said() -> None:
    """A sentence that is also spoken reads word for word as it sounds."""
    words = read_words(places.WORDS, "en")
    spoken = tomllib.loads((places.AUDIO / "en" / "instructions.toml").read_text("utf-8"))

    for key, sentence in spoken.items():
        assert words(f"instruction.{key}") == sentence


def test_sentences_are_short_and_kind() -> None:
    """No sentence has more than 20 words, and none speaks of failing."""
    table = tomllib.loads((places.WORDS / "en.toml").read_text("utf-8"))
    for sentences in table.values():
        for text in sentences.values():
            assert not any(word in text.lower() for word in UNKIND), text
            for sentence in re.split(r"(?<=[.?!]) ", text):
                assert len(sentence.split()) <= 20, sentence


def test_gaps_are_filled() -> None:
    """A gap in a sentence takes the value that is given for it."""
    words = read_words(places.WORDS, "en")

    assert words("hint.heard", found=3, expected=4) == "Heard 3 of 4 sounds."


def test_an_unknown_language_speaks_english(tmp_path: Path) -> None:
    """A language without a file, or with half of one, falls back to English sentences."""
    for name, text in (("en", '[a]\none = "one"\ntwo = "two"\n'), ("fr", '[a]\none = "un"\n')):
        (tmp_path / f"{name}.toml").write_text(text, encoding="utf-8")

    assert read_words(tmp_path, "xx")("a.one") == "one"
    assert read_words(tmp_path, "fr")("a.one") == "un"
    assert read_words(tmp_path, "fr")("a.two") == "two"


def test_a_broken_file_is_named(tmp_path: Path) -> None:
    """A file that is no TOML is told by its path in one sentence."""
    (tmp_path / "en.toml").write_text("[a\n", encoding="utf-8")

    with pytest.raises(BadInput, match=r"en\.toml cannot be read as TOML"):
        read_words(tmp_path, "en")
