"""Where the high syllables of a phrase come from: the deck, the last place, or a tune of its own.

Which of them a therapy uses stands in its file (`mit_trainer.protocol.rows.StyleRow`).
"""

import zlib
from dataclasses import replace

from mit_trainer.phrase.model import Phrase
from mit_trainer.protocol.rows import StyleRow


def accented(phrase: Phrase, row: StyleRow) -> Phrase:
    """Give the phrase the accents of the therapy; its question keeps those of the deck."""
    if row.high != "last" or phrase.syllables[-1].stress:
        return phrase
    last = replace(phrase.syllables[-1], stress=True)
    return replace(phrase, syllables=(*phrase.syllables[:-1], last))


def own_tune(phrase: Phrase, row: StyleRow) -> tuple[float, ...] | None:
    """Give the height of each syllable, in semitones, when the phrase has a tune of its own.

    A phrase takes one of the file's tunes by its id, so it is the same in every sitting,
    and has it stretched or shortened over its syllables, first to first and last to last.
    """
    if not row.tunes_st:
        return None
    tune_st = row.tunes_st[zlib.crc32(phrase.id.encode()) % len(row.tunes_st)]
    n, m = len(phrase.syllables), len(tune_st)
    if n == 1:
        return (tune_st[0],)
    return tuple(tune_st[round(k * (m - 1) / (n - 1))] for k in range(n))
