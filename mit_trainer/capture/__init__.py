"""The answer as it was given: samples and taps, on one time line."""
