"""A report as plain text, to be pasted into any record system."""

from textwrap import wrap

from mit_trainer.report.summary import Summary

_WIDTH = 80


def plain(summary: Summary) -> str:
    """Write a summary as lines of at most 80 letters, the human's part left open."""
    paragraphs = [
        f"PROGRESS IN MELODIC INTONATION THERAPY: {summary.code}",
        f"Period {summary.period}. Written {summary.written}. Protocol {summary.protocol}.",
        *([f"*** {summary.notice} ***"] if summary.notice else []),
        "",
        *(_figure(summary, place) for place in range(len(summary.figures))),
        "",
        *summary.sentences,
        "",
        "Assessment:",
        "",
        "Plan:",
        "",
        *summary.small_print,
    ]
    return "\n".join(line for one in paragraphs for line in wrap(one, _WIDTH) or [""]) + "\n"


def _figure(summary: Summary, place: int) -> str:
    figure = summary.figures[place]
    missing = f"; {figure.missing}" if figure.missing else ""
    return f"{figure.name}: {figure.value} ({figure.n}; {figure.method}{missing})"
