"""Numbers of the regression that tells vowel starts from other changes of the sound.

Fitted by logistic regression (ridge 150) on 38118 candidates of 850 answers by voices that are
not the ones it is tested on: Flite slt and kal, MBROLA us2 and en1, eSpeak NG in English,
German, French and Spanish, and our own synthetic voice; spoken, and intoned by resynthesis;
clean and in pink noise; whole, with a syllable left out, repeated or put in, and halting.
``tests/bench/fit_onsets.py`` makes such a fit.

The order is that of `mit_trainer.analysis.onsets.features`.
"""

import numpy as np

INTERCEPT = -4.010
WEIGHT = np.array(
    (
        0.057,
        0.469,
        0.567,
        -0.348,
        -0.232,
        0.950,
        0.250,
        -0.413,
        0.182,
        0.120,
        0.265,
        0.407,
        0.148,
        -0.318,
        0.148,
        -0.397,
        -0.255,
        -0.256,
        -0.052,
        0.478,
        0.390,
        -0.107,
        0.000,
        0.037,
        0.217,
        0.014,
    )
)
CENTRE = np.array(
    (
        0.613,
        0.622,
        0.009,
        0.095,
        0.007,
        0.700,
        0.123,
        0.771,
        0.775,
        0.203,
        0.214,
        0.817,
        0.193,
        0.607,
        0.758,
        -1.151,
        0.101,
        0.066,
        0.098,
        0.082,
        -0.028,
        0.165,
        0.163,
        0.411,
        0.066,
        0.176,
    )
)
SPREAD = np.array(
    (
        0.340,
        0.334,
        0.242,
        0.731,
        0.147,
        0.884,
        0.115,
        0.410,
        0.398,
        0.288,
        0.281,
        0.784,
        0.506,
        0.317,
        0.374,
        1.038,
        0.195,
        0.142,
        0.167,
        0.096,
        0.171,
        0.247,
        0.137,
        0.706,
        0.175,
        0.255,
    )
)
