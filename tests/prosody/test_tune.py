"""Where the high syllables come from."""

from hypothesis import given
from hypothesis import strategies as st

from mit_trainer.phrase.model import Phrase, PhraseId, Syllable
from mit_trainer.prosody.plan import Style, plan
from mit_trainer.prosody.tune import accented, own_tune
from mit_trainer.protocol.rows import StyleRow

MARKED = StyleRow(3.0, 60.0, 1.25, 3.0, "the test", "I")
LAST = StyleRow(5.0, 60.0, 2.0, 6.0, "the test", "I", high="last")
OWN = StyleRow(
    3.0, 60.0, 1.0, 0.0, "the test", "I", high="own-tune", tunes_st=((0.0, 4.0, 7.0), (7.0, 0.0))
)


def phrase(n: int, name: str = "p") -> Phrase:
    """Give a phrase of so many syllables, the first one stressed."""
    syllables = tuple(Syllable("la", stress=k == 0, starts_word=k == 0) for k in range(n))
    return Phrase(PhraseId(name), "la" * n, "en", syllables)


def test_the_end_of_a_phrase_is_accented_where_the_therapy_says_so() -> None:
    """The last syllable is high, long and loud beside those that the deck marks."""
    notes = plan(accented(phrase(3), LAST), Style(5.0, 60.0, 2.0, 6.0), 180.0).syllables
    assert [note.pitch_st for note in notes] == [5.0, 0.0, 5.0]
    assert [note.duration_s for note in notes] == [2.0, 1.0, 2.0]
    assert [note.gain_db for note in notes] == [6.0, 0.0, 6.0]
    assert accented(phrase(3), MARKED) == phrase(3)


@given(st.integers(1, 12), st.text(min_size=1, max_size=8))
def test_an_own_tune_is_stretched_over_the_syllables(n: int, name: str) -> None:
    """First to first, last to last, always the same for the same phrase."""
    tune_st = own_tune(phrase(n, name), OWN)
    assert tune_st is not None
    assert len(tune_st) == n
    assert tune_st == own_tune(phrase(n, name), OWN)
    assert any(tune_st[0] == tune[0] for tune in OWN.tunes_st)
    if n > 1:
        assert any((tune_st[0], tune_st[-1]) == (tune[0], tune[-1]) for tune in OWN.tunes_st)
    assert own_tune(phrase(n, name), MARKED) is None


def test_a_plan_takes_the_tune_and_keeps_the_lengths() -> None:
    """Heights are those of the tune, stress still makes long and loud."""
    notes = plan(phrase(3), Style(3.0, 60.0, 1.5, 3.0), 180.0, (0.0, 4.0, 7.0)).syllables
    assert [note.pitch_st for note in notes] == [0.0, 4.0, 7.0]
    assert [note.duration_s for note in notes] == [1.5, 1.0, 1.0]


def test_phrases_do_not_all_have_the_same_tune() -> None:
    """Their ids spread them over the tunes of the file."""
    assert len({own_tune(phrase(3, f"phrase-{k}"), OWN) for k in range(12)}) == 2
