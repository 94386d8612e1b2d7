"""Protocol files: what the shipped one says, and what a written one may not say."""

import re
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from mit_trainer import places
from mit_trainer.errors import BadInput
from mit_trainer.protocol.reader import default_variant, read_variant, read_variants
from mit_trainer.protocol.variant import Manner, Verdict

SHIPPED = (places.VARIANTS / "classic-mit.toml").read_text(encoding="utf-8")
LINES = SHIPPED.splitlines()
THREE_LEVELS = (Path(__file__).parent / "data" / "three-levels.toml").read_text(encoding="utf-8")


def refused(folder: Path, text: str) -> str:
    """Write a protocol file and return the sentence with which it is refused."""
    path = folder / "mine.toml"
    path.write_text(text, encoding="utf-8")
    with pytest.raises(BadInput) as refusal:
        read_variant(path)
    return str(refusal.value)


def changed(old: str, new: str, text: str = SHIPPED) -> str:
    """Change the first place of ``old``, which must be there."""
    assert old in text
    return text.replace(old, new, 1)


def test_the_shipped_default_is_the_classic_elementary_level() -> None:
    """The numbers are those of the sources, copied here by hand."""
    variant = default_variant(places.VARIANTS)
    level = variant.level("elementary")

    assert variant.passing == (Verdict.UNDERSTOOD,)
    assert (variant.style.high_st, variant.style.syllables_per_min) == (3.0, 60.0)
    assert [(s.id, s.tries, s.points, s.on_fail) for s in level.steps] == [
        ("listen", 1, 0, "unison"),
        ("unison", 4, 1, "drop"),
        ("fading", 4, 1, "drop"),
        ("repeat", 1, 1, "drop"),
        ("probe", 1, 1, "done"),
    ]
    assert [(c.manner, c.times) for c in level.steps[0].cues] == [("hummed", 2), ("intoned", 2)]
    assert level.steps[0].response is None
    assert {step.response for step in level.steps[1:]} == {Manner.INTONED}
    assert level.points_max == 4
    assert (level.criterion.share, level.criterion.sessions, level.criterion.rule) == (
        0.9,
        5,
        "each",
    )
    assert variant.patience.silence_s >= 4.0


@pytest.mark.parametrize("variant", read_variants(places.VARIANTS), ids=lambda v: v.id)
def test_every_number_that_is_shipped_names_its_source(variant: object) -> None:
    """Each row that holds a number has a source and a mark of trust."""
    rows = [variant.style, variant.tonic, variant.patience]  # type: ignore[attr-defined]
    for level in variant.levels:  # type: ignore[attr-defined]
        rows += [level, level.criterion, *level.steps]
    for row in rows:
        assert row.source.strip()
        assert row.trust in {"T", "T2", "M", "I", "C"}
        assert all(remark.source.strip() for remark in row.remarks)


REFUSALS = [
    (
        changed('on_success = "fading"', 'on_success = "fadign"'),
        'mine.toml: level "elementary", step "unison": "on_success" leads to "fadign", which is '
        'no step of this level; write the id of a step, "done" or "drop".',
    ),
    (
        changed('on_fail = "drop"', 'on_fail = "listen"'),
        'mine.toml: level "elementary" never ends: step "listen" comes back to itself; '
        'let one of its steps lead to "done" or "drop".',
    ),
    (
        SHIPPED[: SHIPPED.rindex("source = ")] + 'trust = "T2"\n',
        'mine.toml: level "advanced", step "probe" has no "source"; add that line.',
    ),
    (
        re.sub('source = "Norton, Zipse.*"', 'source = " "', SHIPPED, count=1),
        'mine.toml: the table [style]: "source" is empty; write something there.',
    ),
    (
        changed("delay_s = 0.0", "delay_s = -6.0"),
        'mine.toml: level "elementary", step "listen": "delay_s" must be at least 0.',
    ),
    (
        changed("delay_s = 0.0", "delay_s = nan"),
        'mine.toml: level "elementary", step "listen": "delay_s" must be at least 0.',
    ),
    (
        changed('manner = "hummed"', 'manner = "yodelled"'),
        'mine.toml: level "elementary", step "listen", cues 1: "manner" is "yodelled", which is '
        'not known; write "drummed", "hummed", "intoned", "sprechgesang" or "spoken".',
    ),
    (
        changed('response = "intoned"', 'response = "yodelled"'),
        'mine.toml: level "elementary", step "unison": "response" is "yodelled", which is not '
        'known; write "none", "drummed", "hummed", "intoned", "sprechgesang" or "spoken".',
    ),
    (
        changed('points = 2, backup = "fading", points_after_backup = 1',
                'points = 2, backup = "fading"', THREE_LEVELS),
        'mine.toml: level "intermediate", step "delayed-repeat" has a backup without reduced '
        'points; give "points_after_backup" less than its "points" (2).',
    ),
    (
        changed("points_after_backup = 1", "points_after_backup = 2", THREE_LEVELS),
        'mine.toml: level "intermediate", step "delayed-repeat" has a backup without reduced '
        'points; give "points_after_backup" less than its "points" (2).',
    ),
    (
        changed('backup = "fading"', 'backup = "humming"', THREE_LEVELS),
        'mine.toml: level "intermediate", step "delayed-repeat": the backup "humming" is no other '
        "step of this level; write such an id.",
    ),
    (
        changed("tries = 4", "trys = 4"),
        'mine.toml: level "elementary", step "unison" has a line "trys" that is not known; '
        "take it out or mend its name.",
    ),
    (
        changed("tries = 4", 'tries = "four"'),
        'mine.toml: level "elementary", step "unison": "tries" must be a whole number, not a text.',
    ),
    (
        changed("tries = 4", "tries = 4.5"),
        'mine.toml: level "elementary", step "unison": "tries" must be a whole number, '
        "not a number with a fraction.",
    ),
    (
        changed("share = 0.9", "share = 90"),
        'mine.toml: level "elementary", the table [criterion]: "share" must be at most 1.',
    ),
    (
        changed('of = "cues"', 'of = "cue"'),
        'mine.toml: a remark speaks of "cue", which its row has not.',
    ),
    (
        changed('id = "fading"', 'id = "unison"'),
        'mine.toml: level "elementary": two are called step "unison"; give one a new id.',
    ),
    (
        changed('id = "fading"', 'id = "done"'),
        'mine.toml: level "elementary": no step can be called "done"; it is the name of an end.',
    ),
    (
        changed('sharing = "unison"', 'sharing = "model"'),
        'mine.toml: level "elementary", step "unison": somebody answers exactly when "sharing" is '
        'not "model"; change "sharing" or "response".',
    ),
    (
        changed('on_success = "repeat"\non_fail = "drop"', 'on_success = "repeat"'),
        'mine.toml: level "elementary", step "fading" has no "on_fail"; say where the phrase '
        "goes then.",
    ),
    (
        changed('on_success = "repeat"', 'on_success = "done"'),
        'mine.toml: level "elementary": nothing leads to step "repeat"; lead to it or take it out.',
    ),
    (
        changed("tries = 1, points = 0, on_success = \"delayed-repeat\"",
                "tries = 1, points = 1, on_success = \"delayed-repeat\"", THREE_LEVELS),
        'mine.toml: level "advanced": step "fading" is only a backup, so its "points" must be 0.',
    ),
    (
        changed("syllables_min = 2", "syllables_min = 5"),
        'mine.toml: level "elementary": "syllables_min" is more than "syllables_max"; swap them.',
    ),
    (
        SHIPPED.replace("points = 1\n", "", 1),
        'mine.toml: level "elementary", step "unison" has no "points"; add that line.',
    ),
    (
        changed("voice_share = 0.5\n", ""),
        'mine.toml: level "elementary", step "fading": "voice_share" says where a model drops out, '
        'so it is needed exactly when "sharing" is "fading"; half of the phrase is '
        "voice_share = 0.5.",
    ),
    (
        changed("light = [[0, 1.0], [15, 0.5]]", "light = [[15, 1.0], [15, 0.5]]"),
        'mine.toml: level "intermediate", the table [fading]: the points of "light" are out of '
        "order; begin with the smallest number of sittings and give each of them once.",
    ),
    (
        changed("light = [[0, 1.0], [15, 0.5]]", "light = [[0, 1.5]]"),
        'mine.toml: level "intermediate", the table [fading]: "light" must be at most 1.',
    ),
    (
        changed("stressed_gain_db = 3.0", 'stressed_gain_db = 3.0\nhigh = "own-tune"'),
        'mine.toml: the table [style]: "tunes_st" is needed exactly when "high" is "own-tune"; '
        "add the tunes, take them out, or change the line.",
    ),
    (
        changed("delay_s = 6.0", "delay_s = 6.0\ndelay_up_to_s = 3.0"),
        'mine.toml: level "intermediate", step "delayed-repeat": "delay_up_to_s" is less than '
        '"delay_s"; swap them.',
    ),
    (
        changed("lead_in = true\nmouth = true\ndelay_s = 0.0", "delay_s = 2.0"),
        'mine.toml: level "elementary", step "unison": only who answers alone can wait before; '
        'set "delay_s" to 0 or "sharing" to "alone".',
    ),
    (
        changed("phrases_min = 10", "phrases_min = 30"),
        'mine.toml: "phrases_min" is more than "phrases_max"; swap them.',
    ),
    ("", 'mine.toml: the file has no "id"; add that line.'),
]  # fmt: skip


@pytest.mark.parametrize(("text", "sentence"), REFUSALS, ids=lambda value: str(value)[-60:])
def test_a_bad_file_is_refused_with_one_sentence(tmp_path: Path, text: str, sentence: str) -> None:
    """What is wrong, where, and what to do, in words that a therapist knows."""
    assert refused(tmp_path, text) == sentence


def test_files_that_are_no_protocol_are_refused(tmp_path: Path) -> None:
    """A missing, binary, broken, bottomless or giant file ends in a sentence too."""
    with pytest.raises(BadInput, match=r"nowhere\.toml cannot be opened"):
        read_variant(tmp_path / "nowhere.toml")
    with pytest.raises(BadInput, match="cannot be opened"):
        read_variant(tmp_path)
    (tmp_path / "bytes.toml").write_bytes(b"\xff\xfe\x00id")
    with pytest.raises(BadInput, match="not a text file in UTF-8"):
        read_variant(tmp_path / "bytes.toml")
    assert "not well-formed TOML" in refused(tmp_path, "id = ")
    assert "not well-formed TOML" in refused(tmp_path, "id = " + "[" * 5000)
    assert "far too large" in refused(tmp_path, "#" * 1_000_001)


def test_one_of_the_folder_is_the_default(tmp_path: Path) -> None:
    """No default, two defaults, two of one name, and an empty folder are said, not guessed."""
    with pytest.raises(BadInput, match="no protocol file"):
        read_variants(tmp_path)
    (tmp_path / "a.toml").write_text(THREE_LEVELS, encoding="utf-8")
    with pytest.raises(BadInput, match="none does now"):
        default_variant(tmp_path)
    (tmp_path / "b.toml").write_text(SHIPPED, encoding="utf-8")
    assert default_variant(tmp_path).id == "classic-mit"
    (tmp_path / "c.toml").write_text(SHIPPED, encoding="utf-8")
    with pytest.raises(BadInput, match='called "classic-mit" too'):
        read_variants(tmp_path)


VALUES = ["nan", "inf", "-1", "0", "1e999", "[]", "{}", "[{}]", "true", '""', '"x"', "1979-05-27"]


@settings(max_examples=150, deadline=None)
@given(
    st.integers(0, len(LINES) - 1),
    st.sampled_from([None, *VALUES]),
)
def test_any_slip_of_the_pen_is_read_or_refused_in_one_sentence(
    tmp_path_factory: pytest.TempPathFactory, at: int, value: str | None
) -> None:
    """A line lost or changed never ends in anything but a protocol or a sentence."""
    line = LINES[at]
    new = "" if value is None else re.sub(r"= .*", f"= {value}", line)
    path = tmp_path_factory.getbasetemp() / "slip.toml"
    path.write_text("\n".join([*LINES[:at], new, *LINES[at + 1 :]]), encoding="utf-8")
    said = "A protocol."
    try:
        read_variant(path)
    except BadInput as refusal:
        said = str(refusal)
    assert re.fullmatch(r"[^\n]+\.", said)
