"""What the sittings speak for, in a sentence with the sittings that led there."""

from collections.abc import Iterable

from mit_trainer.protocol.variant import Variant
from mit_trainer.session.advising import Proposal
from mit_trainer.ui.words import Words


def sentence(words: Words, variant: Variant, proposal: Proposal) -> str:
    """Say a proposal; the therapist decides."""
    names = {level.id: level.name for level in variant.levels}
    because = words(
        "advice.sittings" if len(proposal.points) > 1 else "advice.sitting",
        first=proposal.points[0].number if proposal.points else "",
        last=proposal.points[-1].number if proposal.points else "",
        scores=", ".join(f"{point.value:.0f}" for point in proposal.points),
    )
    key = "dropped" if proposal.dropped else proposal.kind.value
    return words(
        f"advice.{key}",
        level=names[proposal.level],
        to=names[proposal.to] if proposal.to else names[proposal.level],
        because=because,
        n=proposal.dropped,
    )


def sentences(words: Words, variant: Variant, found: Iterable[Proposal]) -> str:
    """Say all of them, one after the other."""
    return " ".join(sentence(words, variant, one) for one in found)
