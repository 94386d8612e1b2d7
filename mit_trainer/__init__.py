"""MIT Trainer: the sung road back to speech.

This file holds no code, only the map::

    phrase --> prosody --> prompt --> protocol --> capture --> analysis --> grading
     text       plan       sound       step         take      features      opinion
                                                                               |
    report <-- chart <-- progress <---------- store <--------- record <--------+

Data moves only along the arrows.  ``session`` leads one sitting along that path,
through the ports; ``ui`` shows it; ``hardware`` (or ``simulated``), ``store`` and
``vault`` stand behind the ports; ``wiring`` joins them all; ``commands`` is the
same path for a shell.
"""

__version__ = "0.1.0"
