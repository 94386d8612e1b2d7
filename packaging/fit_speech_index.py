"""Fits the speech index on 75 real speakers, and says how good it is.

Without arguments it fits anew, compares with the rubric that is shipped, and ends with
status 1 when a number there is not the fitted one.  With ``--write`` it puts the fitted
numbers into the rubric.

Method
------
Logistic regression of "sung" on the six terms of `mit_trainer.analysis.speech_index`,
both classes weighted alike, a ridge of one on standardised terms.  So that slowness does
not pass for song, every spoken unit is shown at its own speed, slowed 1.6 and 2.5 times,
every sung one at its own speed and slowed 1.6 times.  Slowing by k multiplies the longest
hold by k, divides slope and rate by k, and leaves shares and spread as they are.

Each figure of merit comes from leaving one speaker out: nobody is judged by weights that
were fitted on his own voice.
"""

import csv
import re
import sys
import tomllib
from pathlib import Path

import numpy as np
from numpy.typing import NDArray
from scipy.optimize import minimize
from scipy.stats import rankdata

from mit_trainer import places
from mit_trainer.analysis.speech_index import terms

Floats = NDArray[np.float64]

TABLE = Path(__file__).parent / "speech_index" / "song_speech_units.csv"
RUBRIC = places.RUBRICS / "standard.toml"
HOLD_MOST_S, VOICED_MOST = 0.4, 0.8
SUNG_SLOWED, SPOKEN_SLOWED = (1.0, 1.6), (1.0, 1.6, 2.5)
SLOW_SYLL_PER_S = 4.0
RIDGE = 1.0
NAMES = ("hold", "slope", "voiced", "near", "spread", "share")
_DIGITS = 3


class Units:
    """The table: one array for each column, and who and what each row is."""

    def __init__(self, path: Path = TABLE) -> None:
        with path.open(encoding="utf-8", newline="") as file:
            rows = list(csv.DictReader(file))
        texts = ("speaker", "manner")
        self.speaker = np.array([row["speaker"] for row in rows])
        self.sung = np.array([row["manner"] == "sung" for row in rows])
        self.columns = {
            name: np.array([float(row[name] or "nan") for row in rows])
            for name in rows[0]
            if name not in texts
        }

    def terms(self, slowed: float = 1.0) -> Floats:
        """Terms of every row as if it had been said ``slowed`` times slower, [rows, 6]."""
        there = dict(self.columns)
        there["flat_s"] = there["flat_s"] * slowed
        there["slope_cents_per_s"] = there["slope_cents_per_s"] / slowed
        there["rate_syll_per_s"] = there["rate_syll_per_s"] / slowed
        parts = terms(there, hold_most_s=HOLD_MOST_S, voiced_most=VOICED_MOST)
        return np.stack([parts[name] for name in NAMES], axis=1)


def fit(units: Units, without: str | None = None) -> Floats:
    """Intercept and weights, fitted without one speaker."""
    kept = units.speaker != without
    parts, sung = [], []
    for which, slowings in ((units.sung, SUNG_SLOWED), (~units.sung, SPOKEN_SLOWED)):
        for slowed in slowings:
            parts.append(units.terms(slowed)[kept & which])
            sung.append(units.sung[kept & which].astype(float))
    x, y = np.concatenate(parts), np.concatenate(sung)
    weight = np.where(y == 1.0, 0.5 / y.mean(), 0.5 / (1.0 - y.mean()))
    middle, width = x.mean(axis=0), x.std(axis=0)
    z = np.column_stack((np.ones(len(y)), (x - middle) / width))

    def loss(b: Floats) -> tuple[float, Floats]:
        odds = z @ b
        wrong = weight * (1.0 / (1.0 + np.exp(-odds)) - y)
        ridge = RIDGE * np.concatenate(([0.0], b[1:]))
        total = np.sum(weight * (np.logaddexp(0.0, odds) - y * odds)) + 0.5 * ridge @ b
        return float(total), z.T @ wrong + ridge

    b = minimize(loss, np.zeros(z.shape[1]), jac=True, method="BFGS").x
    slopes = b[1:] / width
    return np.concatenate(([b[0] - slopes @ middle], slopes))


def left_out(units: Units) -> tuple[Floats, Floats]:
    """Logit of every row by weights of the other speakers: at its own speed, and slowed 1.6."""
    own, slowed = units.terms(), units.terms(1.6)
    here, there = np.zeros(len(own)), np.zeros(len(own))
    for speaker in np.unique(units.speaker):
        b = fit(units, without=speaker)
        his = units.speaker == speaker
        here[his], there[his] = b[0] + own[his] @ b[1:], b[0] + slowed[his] @ b[1:]
    return here, there


def auc(of_sung: Floats, of_spoken: Floats) -> float:
    """Chance that a sung unit has a higher logit than a spoken one."""
    ranks = rankdata(np.concatenate((of_sung, of_spoken)))[: of_sung.size].sum()
    return float((ranks - of_sung.size * (of_sung.size + 1) / 2) / of_sung.size / of_spoken.size)


def merit(units: Units) -> dict[str, float]:
    """How well song and speech are told apart, each speaker by the others' weights."""
    here, slowed = left_out(units)
    sung, slow = units.sung, units.columns["rate_syll_per_s"] < SLOW_SYLL_PER_S
    return {
        "AUC of all units": auc(here[sung], here[~sung]),
        "AUC of units slower than 4 syllables a second": auc(here[sung & slow], here[~sung & slow]),
        "AUC of song against speech slowed 1.6 times": auc(here[sung], slowed[~sung]),
    }


def band(units: Units, b: Floats) -> float:
    """Give the standard deviation of the logits of one speaker's units of one manner."""
    odds = b[0] + units.terms() @ b[1:]
    groups = [
        odds[(units.speaker == speaker) & (units.sung == manner)]
        for speaker in np.unique(units.speaker)
        for manner in (True, False)
    ]
    squares = sum(float(np.sum((g - g.mean()) ** 2)) for g in groups if g.size > 1)
    return float(np.sqrt(squares / sum(g.size - 1 for g in groups if g.size > 1)))


def rows(units: Units) -> dict[str, float]:
    """Rows of the rubric's table ``speech_index`` that come from the fit."""
    b = fit(units)
    fitted = {"intercept": b[0], **dict(zip(NAMES, b[1:], strict=True)), "band": band(units, b)}
    found = {name: round(float(value), _DIGITS) for name, value in fitted.items()}
    return {**found, "hold_most_s": HOLD_MOST_S, "voiced_most": VOICED_MOST}


def write(found: dict[str, float], path: Path = RUBRIC) -> None:
    """Put the numbers into the rubric, nothing else there is changed."""
    text = path.read_text("utf-8")
    for name, value in found.items():
        head = re.escape(f"[speech_index.{name}]")
        text = re.sub(rf"({head}[^\n]*\nvalue = )[^\n]*", rf"\g<1>{value!r}", text)
    path.write_text(text, "utf-8")


def main() -> int:
    """Fit, compare or write, and print the figures of merit."""
    units = Units()
    found = rows(units)
    if "--write" in sys.argv[1:]:
        write(found)
    shipped = tomllib.loads(RUBRIC.read_text("utf-8"))["speech_index"]
    for name, value in found.items():
        note = "" if shipped[name]["value"] == value else f"   rubric: {shipped[name]['value']}"
        print(f"{name:12}{value:9.3f}{note}")
    for name, value in merit(units).items():
        print(f"{name}: {value:.3f}")
    return 0 if all(shipped[name]["value"] == value for name, value in found.items()) else 1


if __name__ == "__main__":
    sys.exit(main())
