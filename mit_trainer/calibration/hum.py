"""Listens to a hum and gives its comfortable range; calls Praat, so in the worker process."""

from mit_trainer.analysis.prepare import RATE_HZ, prepared
from mit_trainer.calibration.criteria import VoiceRows
from mit_trainer.calibration.voice_range import VoiceRange, voice_range
from mit_trainer.capture.take import Sound


def hummed_range(sound: Sound, rows: VoiceRows) -> VoiceRange | None:
    """Find the range in ten seconds of humming; None when too little was hummed."""
    from mit_trainer.praat.listen import STEP_S, contour  # here, so that no window loads Praat

    return voice_range(contour(prepared(sound), RATE_HZ).f0_hz, STEP_S, rows)
