"""Series and answers become shapes; whoever has a surface paints them.

``shapes`` says what there is to paint and in which coordinates.  ``ui``, ``report.pdf``
and ``report.png`` paint the same shapes.
"""

from mit_trainer.chart.answer import answer_chart
from mit_trainer.chart.course import score_chart, speech_index_chart
from mit_trainer.chart.painter import DASH, LEFT_OF_X, SPACE, Painter, dashes
from mit_trainer.chart.shapes import (
    PAPER,
    Across,
    Band,
    Chart,
    Dot,
    DotShape,
    Line,
    Role,
    Rule,
    Shape,
    Text,
)
from mit_trainer.chart.steps import steps_chart

__all__ = [
    "DASH",
    "LEFT_OF_X",
    "PAPER",
    "SPACE",
    "Across",
    "Band",
    "Chart",
    "Dot",
    "DotShape",
    "Line",
    "Painter",
    "Role",
    "Rule",
    "Shape",
    "Text",
    "answer_chart",
    "dashes",
    "score_chart",
    "speech_index_chart",
    "steps_chart",
]
