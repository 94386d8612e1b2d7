"""The columns of the table of attempts, as they stand in its dictionary."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Column:
    """One column; ``values`` says what may stand in it."""

    name: str
    unit: str
    values: str
    meaning: str


_YES_NO = "yes or no"
_TEXT = "text"
_COUNT = "0, 1, 2 ..."

COLUMNS = (
    Column("patient_code", "", _TEXT, "what the therapist calls this person"),
    Column("simulated", "", _YES_NO, "the voice was the simulated patient's"),
    Column("session_id", "", _TEXT, "unique name of the sitting"),
    Column("session_number", "", "1, 2 ...", "place of the sitting among all of this person"),
    Column("protocol", "", _TEXT, "id of the protocol file"),
    Column("level", "", _TEXT, "id of the level in that file"),
    Column("attempt_id", "", _TEXT, "unique name of the attempt"),
    Column("recorded_utc", "ISO 8601, UTC", "date and time", "when the attempt was written down"),
    Column("phrase", "", _TEXT, "id of the phrase in its deck"),
    Column(
        "item_set",
        "",
        "trained, untrained-same-pattern, untrained-other-pattern",
        "set of the phrase; empty when the phrase was not finished",
    ),
    Column("step", "", _TEXT, "id of the step in the protocol file"),
    Column("try_number", "", "1, 2 ...", "which try at this step"),
    Column("after_backup", "", _YES_NO, "the step before was run again first"),
    Column("help", "", "cues with '; ' between them", "what helped at this try"),
    Column("verdict", "", "understood, nearly, not-yet", "what the human heard; the latest counts"),
    Column("points", "points", _COUNT, "earned by this try"),
    Column("points_max", "points", _COUNT, "what the step earns at most; 0 as a backup"),
    Column("scorer", "", "therapist, carer, simulated", "who gave the verdict"),
    Column("grader", "", _TEXT, "version of the listening rules"),
    Column("answer_s", "s", "number", "length of the recording; empty without one"),
    Column("n_taps", "", _COUNT, "taps during the answer"),
    Column("taps_uncertain_s", "s", "number", "spread of the tap times; empty if not calibrated"),
    Column("n_gaps", "", _COUNT, "how often the sound card lost samples"),
    Column("ended_early", "", _TEXT, "why the recording stopped before its end"),
    Column("syllables_expected", "", _COUNT, "syllables of the phrase"),
    Column("syllables_found", "", _COUNT, "of these, how many the machine heard"),
    Column("extra_syllables", "", _COUNT, "heard beyond those expected"),
    Column("melody_score", "", "0 to 1", "steps between the singer's own syllables"),
    Column("interval_error_cents", "cents", "number", "error of the size of those steps"),
    Column("rhythm_score", "", "0 to 1", "timing relative to the singer's own tempo"),
    Column("rate_syll_per_s", "syllables/s", "number", "rate of the answer"),
    Column("tap_asynchrony_s", "s", "number", "mean of tap minus syllable; negative is early"),
    Column("speech_index", "", "0 to 1", "0 sung, 1 spoken; empty if it could not be measured"),
    Column("hint_points", "points", _COUNT, "the machine's opinion; it decides nothing"),
    Column("hint_confidence", "", "0 to 1", "how sure the machine is of its opinion"),
    Column(
        "not_measurable_why", "", "reasons with '; ' between them", "what could not be measured"
    ),
    Column("voided", "", _YES_NO, "the attempt was taken back and does not count"),
    Column("void_reason", "", _TEXT, "why it was taken back"),
    Column("app_version", "", _TEXT, "version of MIT Trainer with which the sitting began"),
)

TEXT_CELLS = Column(
    "(every text cell)",
    "",
    _TEXT,
    "one ' stands before a leading = + - @, tab or line end, so that no spreadsheet runs it as "
    "a formula; take it away to get the text",
)
