"""The protocol meant at the shell."""

from pathlib import Path

import pytest

from mit_trainer.__main__ import main
from mit_trainer.commands.protocols import guess_note, protocol, tune
from mit_trainer.errors import BadInput
from mit_trainer.phrase.find import find
from mit_trainer.places import VARIANTS
from mit_trainer.protocol.reader import default_variant, read_variants


def test_the_default_is_the_one_whose_file_says_so() -> None:
    """Without a name the protocol is the one that declares itself the default."""
    assert protocol(None) == default_variant(VARIANTS)


def test_an_id_or_its_beginning_is_enough() -> None:
    """Every shipped protocol is found by its whole id; a beginning shared by none is refused."""
    for variant in read_variants(VARIANTS):
        assert protocol(variant.id) == variant
    assert protocol(default_variant(VARIANTS).id[:-1]).id.startswith(
        default_variant(VARIANTS).id[:-1]
    )
    with pytest.raises(BadInput, match="choose from"):
        protocol("nothing-of-the-kind")


def test_numbers_come_from_the_protocol_unless_asked_otherwise() -> None:
    """Style and low tone are the file's; --tonic and --tempo take their place."""
    variant = default_variant(VARIANTS)
    found = find("good morning")
    usual = tune(found, variant, None)
    assert usual.tonic_hz == variant.tonic.unknown_hz
    assert usual.syllables[1].pitch_st == variant.style.high_st
    asked = tune(found, variant, 123.0, 120.0)
    assert asked.tonic_hz == 123.0
    assert asked.syllables[1].onset_s == pytest.approx(0.5)


@pytest.mark.parametrize("tempo", [0.0, -60.0, 1e9, float("inf"), float("nan")])
def test_a_tempo_nobody_can_follow_is_refused(tempo: float) -> None:
    """Zero, negative, endless and no number are refused with the range."""
    with pytest.raises(BadInput, match="--tempo goes from 20 to 240"):
        tune(find("good morning"), default_variant(VARIANTS), None, tempo)


def test_only_guesses_have_a_note() -> None:
    """A phrase of known words has no note."""
    assert guess_note(find("good morning")) is None
    assert "Kyriakos" in (guess_note(find("call Kyriakos")) or "")


CLASSIC = VARIANTS / "classic-mit.toml"


@pytest.fixture
def own(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Give an empty folder for a therapist's own files."""
    monkeypatch.setenv("MIT_TRAINER_DATA", str(tmp_path))
    (tmp_path / "protocols").mkdir()
    return tmp_path / "protocols"


def mine(own: Path, old: str, new: str, name: str = "mine.toml") -> Path:
    """Write a changed copy of a shipped file."""
    text = CLASSIC.read_text("utf-8").replace('id = "classic-mit"', 'id = "my-own"')
    assert old in text
    (own / name).write_text(text.replace(old, new, 1), "utf-8")
    return own / name


def test_all_that_is_shipped_has_nothing_to_mend(
    own: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """Without a path everything is checked, also one's own files."""
    mine(own, "tries = 4", "tries = 3")
    assert main(["protocols", "check"]) == 0
    said = capsys.readouterr().out
    assert said.count("nothing to mend") == len(list(VARIANTS.glob("*.toml"))) + 1


@pytest.mark.parametrize(
    ("old", "new", "says"),
    [
        ('backup = "fading"', 'backup = "nowhere"', 'the backup "nowhere" is no other step'),
        ("delay_s = 6.0", "delay_s = -6.0", '"delay_s" must be at least 0'),
        ('manner = "hummed"', 'manner = "whistled"', 'write "drummed", "hummed"'),
        ("points = 1\n", "", 'has no "points"; add that line'),
        ('on_fail = "drop"', 'on_fail = "unison"', "never ends"),
        ('on_success = "fading"', 'on_success = "later"', "which is no step of this level"),
        ('source = "Helm', 'sauce = "Helm', '"sauce"'),
    ],
)
def test_a_bad_file_is_refused_by_name(
    own: Path, capsys: pytest.CaptureFixture[str], old: str, new: str, says: str
) -> None:
    """One sentence with the file, the place and the remedy; status 2; the others still count."""
    path = mine(own, old, new)

    assert main(["protocols", "check", str(path)]) == 2
    error = capsys.readouterr().err
    assert error.startswith("mine.toml")
    assert says in error
    assert main(["protocols", "list"]) == 2
    assert "classic-mit" in capsys.readouterr().out
    assert protocol(None).id == "classic-mit"


def test_ones_own_protocol_is_found_and_shown(
    own: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """It lies in the data folder, has its own id, and is never the default."""
    mine(own, "tries = 4", "tries = 3")

    assert protocol("my-own").default is False
    assert main(["protocols", "show", "my-own"]) == 0
    assert "tries: 3" in capsys.readouterr().out


def test_an_id_that_is_taken_is_said(own: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """A copy under the old name would hide which one is meant."""
    (own / "copy.toml").write_text(CLASSIC.read_text("utf-8"), "utf-8")
    assert main(["protocols", "list"]) == 2
    assert 'copy.toml: another protocol is called "classic-mit" too' in capsys.readouterr().err


def test_a_page_is_written_whole(own: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """As PDF or as pictures, by the ending of the name; any other ending is refused."""
    assert main(["protocols", "show", "spoken", "-o", str(own / "page.pdf")]) == 0
    assert (own / "page.pdf").read_bytes().startswith(b"%PDF")
    assert main(["protocols", "show", "spoken", "-o", str(own / "page.doc")]) == 2
    assert "must end in .pdf or .png" in capsys.readouterr().err
    assert not (own / "page.doc").exists()
