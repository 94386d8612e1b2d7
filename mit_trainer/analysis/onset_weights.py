"""Weights of the vowel-start classifier, one for each feature of a candidate.

A logistic regression (ridge 0.001) on 46 962 candidates from 903 phrases in four
languages, intoned and spoken, clean and in noise, of speech synthesisers and of the
synthetic voice in `mit_trainer.simulated`, whose vowel starts are known.  On voices
that were not among them it tells true from false with an area under the curve of 0.95.
The order is that of the features in `mit_trainer.analysis.onsets.candidates`.
"""

import numpy as np

INTERCEPT = -4.105
WEIGHT = np.array(
    (-0.257, 0.333, 0.831, -0.449, -0.530, 1.012, 0.516, -0.166, 0.693, -0.106, 0.292, 0.522, 0.124)
)
CENTRE = np.array(
    (0.547, 0.561, 0.014, 0.111, 0.010, 0.676, 0.126, 0.736, 0.747, 0.232, 0.224, 0.920, 0.243)
)
SPREAD = np.array(
    (0.337, 0.329, 0.236, 0.741, 0.139, 0.799, 0.103, 0.427, 0.411, 0.302, 0.284, 0.814, 0.568)
)
