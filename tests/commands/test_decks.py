"""Checking decks at the shell."""

import hashlib
from pathlib import Path

import pytest

from mit_trainer.__main__ import main
from mit_trainer.places import PHRASES, data_folder
from mit_trainer.wiring import shelves

SHIPPED = PHRASES / "en" / "first-words.toml"


def test_the_shipped_decks_are_fine(capsys: pytest.CaptureFixture[str]) -> None:
    """All that is shipped passes, with exit status 0."""
    assert main(["decks", "check"]) == 0
    printed = capsys.readouterr()
    assert "10 phrases, nothing to mend" in printed.out
    assert printed.err == ""


def test_every_fault_of_every_deck_is_told(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """Two spoilt decks and a good one in a folder: three faults with lines, exit status 2."""
    text = SHIPPED.read_text(encoding="utf-8")
    (tmp_path / "sub").mkdir()
    (tmp_path / "good.toml").write_text(text)
    (tmp_path / "one.toml").write_text(
        text.replace("good MOR-ning", "good mor-ning").replace('"gift.png"', '"no.png"')
    )
    (tmp_path / "sub" / "two.toml").write_text("name = \n")
    assert main(["decks", "check", str(tmp_path)]) == 2
    printed = capsys.readouterr()
    told = printed.err.splitlines()
    assert len(told) == 3
    line = text.splitlines().index('notation = "good MOR-ning"') + 1
    assert told[0].startswith(f'one.toml, line {line}: phrase "good-morning": ')
    assert 'phrase "thank-you"' in told[1]
    assert told[2].startswith("two.toml, line 1: ")
    assert printed.out.startswith("good.toml:")


@pytest.mark.parametrize(
    ("path", "sentence"),
    [("none.toml", "no such file"), (".", "no deck"), ("none", "no such file")],
)
def test_a_wrong_path_is_one_sentence(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], path: str, sentence: str
) -> None:
    """A missing file and an empty folder: exit status 2 and one sentence."""
    assert main(["decks", "check", str(tmp_path / path)]) == 2
    printed = capsys.readouterr()
    assert sentence in printed.err
    assert printed.err.count("\n") == 1


def test_only_known_actions_are_done(capsys: pytest.CaptureFixture[str]) -> None:
    """Anything but the four actions is refused with the usage."""
    with pytest.raises(SystemExit) as left:
        main(["decks", "mend"])
    assert left.value.code == 2
    assert "check" in capsys.readouterr().err


def test_a_check_tells_who_wrote_a_deck_and_what_it_holds(
    capsys: pytest.CaptureFixture[str],
) -> None:
    """Version, author, licence and the beginning of the content's hash stand in the line."""
    assert main(["decks", "check", str(SHIPPED)]) == 0
    digest = hashlib.sha256(SHIPPED.read_bytes()).hexdigest()
    assert capsys.readouterr().out == (
        'first-words.toml: "First words", 10 phrases, nothing to mend '
        f"(version 1.0.0, MIT Trainer contributors, CC-BY-SA-4.0, content {digest[:12]}).\n"
    )


def test_a_table_becomes_a_deck_of_the_app(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """Imported, it is checked with the others; the bad row was told by its line."""
    table = tmp_path / "family.csv"
    table.write_text("text,probe\nCall Maria,Whom shall I call?\nTea ☕,\n", encoding="utf-8")
    assert main(["decks", "import", str(table)]) == 0
    told = capsys.readouterr()
    assert told.err.startswith('family.csv, line 3: "Tea ☕" has a picture sign')
    assert "1 phrase; what could not be used stands above (1)." in told.out
    assert main(["decks", "check"]) == 0
    assert '"family", 1 phrase,' in capsys.readouterr().out
    assert main(["decks", "import", str(table)]) == 2
    assert "already a deck" in capsys.readouterr().err
    assert main(["decks", "import", str(table), "--replace", "--name", "Family"]) == 0


def test_a_deck_is_shared_as_one_file(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Packed here and added there it is the same deck; a .toml file can be added, too."""
    shared = tmp_path / "words.mitdeck"
    assert main(["decks", "pack", str(SHIPPED), "-o", str(shared)]) == 0
    assert main(["decks", "add", str(shared)]) == 0
    assert '"First words", 10 phrases.' in capsys.readouterr().out
    own = tmp_path / "own.toml"
    own.write_text(SHIPPED.read_text(encoding="utf-8").replace("First words", "Own words"))
    assert main(["decks", "add", str(own)]) == 0
    names = [deck.name for deck in shelves.shelves(own=data_folder().decks).decks]
    assert names == ["First words", "Through the day", "First words", "Own words"]


@pytest.mark.parametrize(
    ("words", "sentence"),
    [
        (["add", "no.mitdeck"], "There is no file"),
        (["add", "bad.mitdeck"], "no deck that can be opened"),
        (["add", "bad.toml"], "bad.toml, line 1"),
        (["pack", "bad.toml", "-o", "a.mitdeck"], "bad.toml, line 1"),
        (["pack", "bad.toml", "-o", "a.zip"], "must end in .mitdeck"),
        (["import", "no.csv"], "There is no file"),
        (["import", "good.csv", "--language", "../x"], "short code of a language"),
        (["import", "good.csv", "-o", "deck.txt"], "ends in .toml"),
        (["import", "empty"], "no pictures or recordings"),
    ],
)
def test_what_cannot_be_done_is_one_sentence(
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
    words: list[str],
    sentence: str,
) -> None:
    """Exit status 2, one line on standard error, nothing written."""
    monkeypatch.chdir(tmp_path)
    (tmp_path / "bad.mitdeck").write_bytes(b"no archive")
    (tmp_path / "bad.toml").write_bytes(b"name =")
    (tmp_path / "good.csv").write_bytes(b"text\nmore tea\n")
    (tmp_path / "empty").mkdir()
    before = sorted(tmp_path.iterdir())
    assert main(["decks", *words]) == 2
    told = capsys.readouterr()
    assert sentence in told.err
    assert told.err.count("\n") == 1
    assert sorted(tmp_path.iterdir()) == before
