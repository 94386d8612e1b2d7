"""Where real things, or simulated ones, are made and joined.

`open_app` is what the window opens, `open_for_shell` what a command opens, `play` what
the demo and a machine without a screen play.  Nobody below this room knows which of the
things behind the ports are real.
"""

from mit_trainer.wiring.app import open_app
from mit_trainer.wiring.demo import Demonstrated, play
from mit_trainer.wiring.records import open_for_shell
from mit_trainer.wiring.regrading import Regraded, regrade

__all__ = ["Demonstrated", "Regraded", "open_app", "open_for_shell", "play", "regrade"]
