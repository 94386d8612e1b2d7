"""Checking decks at the shell."""

from pathlib import Path

import pytest

from mit_trainer.__main__ import main
from mit_trainer.places import PHRASES

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


def test_only_check_is_known(capsys: pytest.CaptureFixture[str]) -> None:
    """Anything but "check" is refused with the usage."""
    with pytest.raises(SystemExit) as left:
        main(["decks", "mend"])
    assert left.value.code == 2
    assert "check" in capsys.readouterr().err
