"""At the shell old answers are listened to again, or one sentence says why not."""

from pathlib import Path

import pytest

from mit_trainer.__main__ import main

Captured = pytest.CaptureFixture[str]


@pytest.mark.parametrize(
    ("words", "says"),
    [
        (["--workers", "0"], "from 1 to 64"),
        (["--workers", "65"], "from 1 to 64"),
        (["--scheduler", "tcp://127.0.0.1:8786"], "not built yet"),
        ([], "There are no records"),
    ],
)
def test_what_cannot_be_done_is_said(
    words: list[str],
    says: str,
    tmp_path: Path,
    capsys: Captured,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """Status 2 and one sentence: too few or too many processes, a cluster, no records."""
    monkeypatch.setenv("MIT_TRAINER_DATA", str(tmp_path / "nowhere"))

    assert main(["regrade", *words]) == 2
    said = capsys.readouterr()
    assert said.out == ""
    assert says in said.err
    assert said.err.count("\n") == 1
    assert not (tmp_path / "nowhere").exists()
