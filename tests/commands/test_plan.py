"""The plan at the shell: its keys are a contract, its numbers a sum by hand."""

import json

import pytest

from mit_trainer.__main__ import main


def test_the_object_has_the_promised_keys_and_numbers(capsys: pytest.CaptureFixture[str]) -> None:
    """Coffee at 200 Hz: high is a minor third up, 237.841 Hz; beats at 0, 1, 2.25 and 3.5 s."""
    assert main(["plan", "I want coffee", "--tonic", "200", "--json"]) == 0
    found = json.loads(capsys.readouterr().out)

    assert list(found) == ["phrase", "language", "protocol", "tonic_hz", "syllables"]
    assert (found["phrase"], found["language"], found["tonic_hz"]) == ("I want coffee", "en", 200.0)
    assert all(
        list(one) == ["text", "stress", "onset_s", "duration_s", "pitch_st", "f0_hz"]
        for one in found["syllables"]
    )
    rows = [tuple(one.values()) for one in found["syllables"]]
    assert rows == [
        ("I", False, 0.0, 1.0, 0.0, 200.0),
        ("want", True, 1.0, 1.25, 3.0, 237.841),
        ("cof", True, 2.25, 1.25, 3.0, 237.841),
        ("fee", False, 3.5, 1.0, 0.0, 200.0),
    ]


def test_the_table_shows_the_stress(capsys: pytest.CaptureFixture[str]) -> None:
    """Without --json there is one line for each syllable, high ones in capitals."""
    assert main(["plan", "good morning"]) == 0
    lines = capsys.readouterr().out.splitlines()
    assert len(lines) == 5
    assert lines[3].split()[:2] == ["MOR", "high"]
    assert lines[4].split()[:2] == ["ning", "low"]


def test_a_guess_is_told_beside_the_answer(capsys: pytest.CaptureFixture[str]) -> None:
    """An unknown name is divided, and standard error says that this is a guess."""
    assert main(["plan", "call Kyriakos", "--json"]) == 0
    printed = capsys.readouterr()
    assert json.loads(printed.out)["phrase"] == "call Kyriakos"
    assert '"Kyriakos" are a guess' in printed.err


@pytest.mark.parametrize(
    ("arguments", "sentence"),
    [
        ([""], "no words"),
        (["😀"], "no words"),
        (["la " * 60], "60 syllables"),
        (["שלום"], "not an English word"),
        (["ciao", "--language", "it"], "divided by itself in English"),
        (["hello", "--language", "english"], "code of a language"),
        (["hello", "--tonic", "5"], "--tonic goes from"),
        (["hello", "--tonic", "nan"], "--tonic goes from"),
        (["hello", "--protocol", "nothing"], "no one protocol"),
        (["hello", "--protocol", ""], "no one protocol"),
    ],
)
def test_what_cannot_be_planned_is_one_sentence(
    capsys: pytest.CaptureFixture[str], arguments: list[str], sentence: str
) -> None:
    """Exit status 2, one sentence on standard error, nothing on standard output."""
    assert main(["plan", *arguments, "--json"]) == 2
    printed = capsys.readouterr()
    assert printed.out == ""
    assert sentence in printed.err
    assert printed.err.count("\n") == 1
