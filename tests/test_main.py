"""The command line as a whole: help, version, unknown words."""

import pytest

from mit_trainer import __version__
from mit_trainer.__main__ import main
from mit_trainer.commands import COMMANDS


def test_help_names_every_command(capsys: pytest.CaptureFixture[str]) -> None:
    """The help text lists each command with its sentence."""
    with pytest.raises(SystemExit) as end:
        main(["--help"])

    said = capsys.readouterr().out
    assert end.value.code == 0
    assert all(name in said for name in COMMANDS)


def test_version(capsys: pytest.CaptureFixture[str]) -> None:
    """The version is the package's."""
    with pytest.raises(SystemExit):
        main(["--version"])

    assert capsys.readouterr().out == f"mit-trainer {__version__}\n"


def test_an_unknown_command_ends_with_status_2(capsys: pytest.CaptureFixture[str]) -> None:
    """A word that is no command is refused and what would be one is listed."""
    with pytest.raises(SystemExit) as end:
        main(["sing-me-something"])

    assert end.value.code == 2
    assert "sing-me-something" in capsys.readouterr().err


@pytest.mark.parametrize("name", sorted(COMMANDS))
def test_every_command_explains_itself(name: str, capsys: pytest.CaptureFixture[str]) -> None:
    """``COMMAND --help`` works for each command in the list."""
    with pytest.raises(SystemExit) as end:
        main([name, "--help"])

    assert end.value.code == 0
    assert COMMANDS[name] in capsys.readouterr().out.replace("\n", " ").replace("  ", " ")
