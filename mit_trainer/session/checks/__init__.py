"""The first checks of a device, a voice and a hand; each is started, ticked, and done."""

from mit_trainer.session.checks.device import SoundCheck, TouchCheck
from mit_trainer.session.checks.model import Check, CheckPorts, Outcome
from mit_trainer.session.checks.person import BeatCheck, HumCheck

__all__ = ["BeatCheck", "Check", "CheckPorts", "HumCheck", "Outcome", "SoundCheck", "TouchCheck"]
