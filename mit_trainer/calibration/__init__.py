"""How late sound and touch are on this device, measured apart, each with its spread.

``bursts`` makes the test sound, ``sound_delay`` finds it in what the microphone heard,
``touch_delay`` finds the knock of a finger.  Both end in a `Delay`; ``criteria`` says
from a file when one may be trusted, and for how long.
"""
