"""The second ear hears a voice where there is one, or says that it is not there."""

import subprocess
import sys

import numpy as np
import pytest

from mit_trainer.second_ear import RATE_HZ, SURE, name, second_opinion


def test_a_sum_of_harmonics_is_heard_at_its_pitch() -> None:
    """Ten harmonics of 220 Hz are a voice at 220 Hz, within 20 cents."""
    pytest.importorskip("swift_f0")
    t_s = np.arange(RATE_HZ) / RATE_HZ
    samples = sum(0.1 / k * np.sin(2.0 * np.pi * 220.0 * k * t_s) for k in range(1, 11))
    heard = second_opinion(np.asarray(samples, dtype=np.float64))

    assert heard is not None
    sure_hz = heard.f0_hz[heard.confidence >= SURE]
    assert sure_hz.size > 40
    assert abs(1200.0 * np.log2(np.median(sure_hz) / 220.0)) < 20.0


def test_no_number_has_no_opinion() -> None:
    """Where the samples are no numbers, or none, there is nothing to ask about."""
    assert second_opinion(np.zeros(0)) is None
    assert second_opinion(np.full(1600, np.nan)) is None


def test_the_network_is_not_loaded_before_it_is_asked() -> None:
    """Importing the room imports neither the network nor its engine."""
    program = (
        "import sys, mit_trainer.second_ear\n"
        "print('swift_f0' in sys.modules, 'onnxruntime' in sys.modules)\n"
    )
    said = subprocess.run(
        [sys.executable, "-c", program], capture_output=True, text=True, check=True
    )

    assert said.stdout.split() == ["False", "False"]


def test_it_says_its_name() -> None:
    """Name and version go into the record."""
    pytest.importorskip("swift_f0")

    assert str(name()).startswith("swift-f0 ")
