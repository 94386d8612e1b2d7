"""French words, against the number of vowels that a pronouncing dictionary gives them."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mit_trainer.phrase.french import divide_french, pieces_of
from mit_trainer.phrase.notation import read_notation, write_notation

WORDS = {
    "demain": 2, "petite": 2, "fenêtre": 2, "samedi": 2, "maintenant": 2, "porte": 1, "année": 2,
    "vie": 1, "jouent": 1, "crier": 2, "client": 2, "théâtre": 2, "Noël": 2, "voyage": 2,
    "crayon": 2, "fille": 1, "travail": 2, "bouillon": 2, "aujourd'hui": 3, "l'hôpital": 3,
    "médecin": 2, "boulangerie": 3, "regarder": 3, "vendredi": 3, "appartement": 4, "payer": 2,
    "quatre": 1, "guitare": 2, "langue": 1, "mangeons": 2, "pays": 2, "maïs": 2, "radio": 2,
    "télévision": 4, "oiseau": 2, "musique": 2, "argent": 2, "arrivent": 2, "oui": 1, "juin": 1,
    "étudier": 3, "dorment": 1, "vraiment": 2, "les": 1, "doucement": 2, "œil": 1,
    "poète": 2, "yaourt": 2, "pièce": 1, "lumière": 2, "aïe": 1,
}  # fmt: skip


@pytest.mark.parametrize(("word", "count"), WORDS.items())
def test_a_word_has_as_many_syllables_as_spoken_vowels(word: str, count: int) -> None:
    """Mute endings make no syllable, nor does an e between single consonants."""
    pieces = pieces_of(word)
    assert len(pieces) == count, pieces
    assert "".join(pieces) == word


@pytest.mark.parametrize(
    ("text", "notation"),
    [
        ("Mon grand ami", "Mon grand a-MI"),
        ("J'ai besoin d'aide", "J'ai be-soin D'AIDE"),  # no two accents side by side
        ("A-t-il faim", "a-til FAIM"),
        ("Qui est là", "QUI est LÀ"),
        ("Une petite table", "Une pe-tite TABLE"),
        ("Je suis fatigué", "Je suis FA-ti-GUÉ"),  # never four low in a row
    ],
)
def test_the_accent_ends_a_group(text: str, notation: str) -> None:
    """Small words lean on the next one; the last syllable of the group is high."""
    assert write_notation(divide_french(text).syllables) == notation


@given(st.lists(st.sampled_from(list(WORDS)), min_size=1, max_size=4))
def test_what_is_divided_can_be_written_and_read_back(words: list[str]) -> None:
    """The notation of any phrase of these words reads back as the same syllables."""
    text = " ".join(words)
    found = divide_french(text).syllables
    assert read_notation(write_notation(found), text) == found
