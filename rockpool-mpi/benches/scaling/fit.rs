//! Latency and bandwidth, of what was measured.

use crate::measure::Measured;

/// What sends numbers between ranks.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Wire {
    /// Seconds that a message takes, however short.
    pub(crate) latency: f64,
    /// Bytes a second, that a rank sends.
    pub(crate) bandwidth: f64,
    /// The root of the mean square of what the fit is off by, in parts of each measurement.
    pub(crate) error: f64,
}

/// Least squares of `latency * messages + bytes / bandwidth`, in parts of each measurement, so that short ones
/// count as much as long ones.
pub(crate) fn fit(measured: &[&Measured]) -> Wire {
    let rows =
        || measured.iter().map(|one| (one.messages as f64 / one.seconds, one.bytes as f64 / one.seconds));
    let sum = |of: fn((f64, f64)) -> f64| rows().map(of).sum::<f64>();
    let (mm, mb, bb) = (sum(|(m, _)| m * m), sum(|(m, b)| m * b), sum(|(_, b)| b * b));
    let (m, b) = (sum(|(m, _)| m), sum(|(_, b)| b));
    let determinant = mm * bb - mb * mb;
    let latency = ((m * bb - b * mb) / determinant).max(0.0);
    let of_a_byte = ((b * mm - m * mb) / determinant).max(1e-15);
    let squares = sum(|_| 1.0);
    let off: f64 = rows().map(|(m, b)| (latency * m + of_a_byte * b - 1.0).powi(2)).sum();
    Wire { latency, bandwidth: 1.0 / of_a_byte, error: (off / squares).sqrt() }
}
