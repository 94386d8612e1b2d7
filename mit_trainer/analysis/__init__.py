"""What one take says: pitch, syllables, melody, rhythm, taps, and whether it can be known.

Everything here is pure but for one call: the pitch contour comes from
`mit_trainer.praat.listen`.  Clinical thresholds are handed in, never written here.
"""
