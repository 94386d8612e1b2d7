"""Whether a protocol that is written correctly also makes sense.

A phrase must come to an end whatever is answered; a backup must be worth less than
the step it rescues; a name must lead somewhere.  Each check raises `BadInput` with
the step's name in it.
"""

from collections.abc import Iterator
from itertools import pairwise

from mit_trainer.errors import BadInput
from mit_trainer.protocol.machine import ENDS
from mit_trainer.protocol.rows import CURVES
from mit_trainer.protocol.shape import (
    FadingTable,
    RowTable,
    StepTable,
    StyleTable,
    VariantFile,
)


def check(file: str, variant: VariantFile) -> None:
    """Check every level of a variant as it was read from ``file``."""
    _unique(file, "level", [level.id for level in variant.level])
    for row in _rows(variant):
        _check_remarks(file, row)
    _check_tunes(file, variant.style)
    if variant.course and variant.course.phrases_min > variant.course.phrases_max:
        raise BadInput(f'{file}: "phrases_min" is more than "phrases_max"; swap them.')
    for level in variant.level:
        name = f'{file}: level "{level.id}"'
        _unique(name, "step", [step.id for step in level.step])
        if level.syllables_min > level.syllables_max:
            raise BadInput(f'{name}: "syllables_min" is more than "syllables_max"; swap them.')
        _check_fading(name, level.fading)
        steps = {step.id: step for step in level.step}
        for step in level.step:
            _check_step(f'{name}, step "{step.id}"', step, steps)
        _check_ends(name, steps)
        _check_reached(name, steps)


def _rows(variant: VariantFile) -> Iterator[RowTable]:
    yield from (variant.style, variant.tonic, variant.patience)
    if variant.course:
        yield variant.course
    for level in variant.level:
        yield from (level, level.criterion, *level.step)
        if level.fading:
            yield level.fading


def _check_tunes(file: str, style: StyleTable) -> None:
    if (style.high == "own-tune") != bool(style.tunes_st):
        raise BadInput(
            f'{file}: the table [style]: "tunes_st" is needed exactly when "high" is "own-tune"; '
            "add the tunes, take them out, or change the line."
        )


def _check_remarks(file: str, row: RowTable) -> None:
    for remark in row.remark:
        if remark.of not in row.__struct_fields__:
            raise BadInput(f'{file}: a remark speaks of "{remark.of}", which its row has not.')


def _check_fading(name: str, fading: FadingTable | None) -> None:
    for cue in CURVES if fading else ():
        at = [x for x, _ in getattr(fading, cue) or ()]
        if any(x >= after for x, after in pairwise(at)):
            raise BadInput(
                f'{name}, the table [fading]: the points of "{cue}" are out of order; '
                "begin with the smallest number of sittings and give each of them once."
            )


def _unique(where: str, kind: str, names: list[str]) -> None:
    for name in names:
        if name in ENDS:
            raise BadInput(f'{where}: no {kind} can be called "{name}"; it is the name of an end.')
        if names.count(name) > 1:
            raise BadInput(f'{where}: two are called {kind} "{name}"; give one a new id.')


def _check_step(name: str, step: StepTable, steps: dict[str, StepTable]) -> None:
    answered = step.response != "none"
    for line in ("on_success", "on_fail"):
        target = getattr(step, line)
        if target is not None and target not in steps and target not in ENDS:
            raise BadInput(
                f'{name}: "{line}" leads to "{target}", which is no step of this level; '
                'write the id of a step, "done" or "drop".'
            )
    if answered and step.on_fail is None:
        raise BadInput(f'{name} has no "on_fail"; say where the phrase goes then.')
    if answered == (step.sharing == "model"):
        raise BadInput(
            f'{name}: somebody answers exactly when "sharing" is not "model"; '
            'change "sharing" or "response".'
        )
    if not answered and (step.points or step.tries > 1 or step.backup):
        raise BadInput(f"{name}: nobody answers, so it has one try, no points and no backup.")
    _check_waiting(name, step)
    if (step.voice_share is not None) != (step.sharing == "fading"):
        raise BadInput(
            f'{name}: "voice_share" says where a model drops out, so it is needed exactly when '
            '"sharing" is "fading"; half of the phrase is voice_share = 0.5.'
        )
    if step.backup is None and step.points_after_backup is not None:
        raise BadInput(f'{name} has points after a backup but no "backup"; add or remove one.')
    if step.backup is not None:
        _check_backup(name, step, steps)


def _check_waiting(name: str, step: StepTable) -> None:
    if step.delay_up_to_s is not None and step.delay_up_to_s < step.delay_s:
        raise BadInput(f'{name}: "delay_up_to_s" is less than "delay_s"; swap them.')
    if step.delay_s > 0.0 and step.sharing != "alone":
        raise BadInput(
            f'{name}: only who answers alone can wait before; set "delay_s" to 0 or '
            '"sharing" to "alone".'
        )


def _check_backup(name: str, step: StepTable, steps: dict[str, StepTable]) -> None:
    if step.backup not in steps or step.backup == step.id:
        raise BadInput(
            f'{name}: the backup "{step.backup}" is no other step of this level; write such an id.'
        )
    reduced = step.points_after_backup
    if reduced is None or reduced >= step.points:
        raise BadInput(
            f'{name} has a backup without reduced points; give "points_after_backup" '
            f'less than its "points" ({step.points}).'
        )


def _next(step: StepTable) -> list[str]:
    targets = (step.on_success, step.on_fail or step.on_success)
    return [target for target in targets if target not in ENDS]


def _check_ends(name: str, steps: dict[str, StepTable]) -> None:
    """Refuse a cycle.  Tries and backups are counted, so a cycle is the only way to go on for ever.

    Steps from which every road is known to end are taken away until none is left.
    """
    left = dict(steps)
    while left:
        ending = [key for key, step in left.items() if not any(to in left for to in _next(step))]
        if not ending:
            raise BadInput(
                f'{name} never ends: step "{next(iter(left))}" comes back to itself; '
                'let one of its steps lead to "done" or "drop".'
            )
        for key in ending:
            del left[key]


def _check_reached(name: str, steps: dict[str, StepTable]) -> None:
    first = next(iter(steps))
    reached, border = {first}, [first]
    while border:
        border = [to for key in border for to in _next(steps[key]) if to not in reached]
        reached.update(border)
    backups = {steps[key].backup for key in reached}
    for key, step in steps.items():
        if key not in reached and key not in backups:
            raise BadInput(f'{name}: nothing leads to step "{key}"; lead to it or take it out.')
        if key not in reached and step.points:
            raise BadInput(f'{name}: step "{key}" is only a backup, so its "points" must be 0.')
