"""Octave slips are mended, tunes are not."""

import numpy as np

from mit_trainer.analysis.pitch import PitchTrack, on_grid, repair_octaves

T_S = np.arange(0.0, 3.0, 0.01)


def track(f0_hz: "np.ndarray[tuple[int], np.dtype[np.float64]]") -> PitchTrack:
    """Make a track on a grid of 10 ms."""
    return PitchTrack(T_S, f0_hz, np.where(np.isfinite(f0_hz), 0.9, 0.0))


def test_a_syllable_an_octave_low_is_brought_back() -> None:
    """Half a second at 100 Hz amid 200 Hz was 200 Hz."""
    f0_hz = np.full(T_S.size, 200.0)
    f0_hz[100:150] = 100.0

    np.testing.assert_array_equal(repair_octaves(track(f0_hz)).f0_hz, 200.0)


def test_a_planned_step_is_no_slip() -> None:
    """Five semitones up and down again stay as they were sung."""
    f0_hz = np.full(T_S.size, 200.0)
    f0_hz[100:200] = 200.0 * 2.0 ** (5.0 / 12.0)

    np.testing.assert_array_equal(repair_octaves(track(f0_hz)).f0_hz, f0_hz)


def test_voiceless_frames_stay_voiceless() -> None:
    """Repair fills no gap."""
    f0_hz = np.full(T_S.size, 200.0)
    f0_hz[50:90] = np.nan
    f0_hz[100:120] = 400.0

    mended = repair_octaves(track(f0_hz)).f0_hz

    np.testing.assert_array_equal(np.isnan(mended), np.isnan(f0_hz))
    assert mended[110] == 200.0


def test_a_finer_grid_takes_the_nearest_frame() -> None:
    """Values are copied, not blended, and there is none outside the track."""
    coarse = PitchTrack(np.array([0.1, 0.2]), np.array([100.0, 300.0]), np.array([0.5, 0.7]))

    fine = on_grid(coarse, np.array([0.0, 0.12, 0.19, 0.4]))

    np.testing.assert_array_equal(fine.f0_hz, [100.0, 100.0, 300.0, np.nan])
    np.testing.assert_array_equal(fine.strength, [0.5, 0.5, 0.7, 0.0])
