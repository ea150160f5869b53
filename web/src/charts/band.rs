//! Where the curve lies when the inputs are uncertain: between two lines.

use super::frame::Frame;
use crate::state::Band as Row;
use precopy_base::charts::pen::Point;

/// The band as it is drawn: its upper and its lower edge, from left to right.
#[derive(Debug, Default)]
pub(super) struct Band {
    pub(super) upper: Vec<Point>,
    pub(super) lower: Vec<Point>,
}

impl Band {
    /// The part of it that is on the plot.
    pub(super) fn of(rows: &[Row], frame: &Frame) -> Self {
        let mut band = Self::default();
        let (from, to) = (frame.axes.times.min(), frame.axes.times.max());
        let mut before: Option<[f64; 3]> = None;
        for row in rows {
            let (at, low, high) = (row.at.as_seconds(), row.low.as_pages(), row.high.as_pages());
            if let Some([before, low_before, high_before]) = before {
                // An edge of the plot between the two.
                for edge in [from, to].into_iter().filter(|&edge| before < edge && edge < at) {
                    let share = (edge - before) / (at - before);
                    let mix = |before: f64, now: f64| before + (now - before) * share;
                    band.add(frame, edge, mix(low_before, low), mix(high_before, high));
                }
            }
            if from <= at && at <= to {
                band.add(frame, at, low, high);
            }
            before = Some([at, low, high]);
        }
        band
    }

    fn add(&mut self, frame: &Frame, at: f64, low: f64, high: f64) {
        self.upper.push((frame.x(at), frame.y(high)));
        self.lower.push((frame.x(at), frame.y(low)));
    }

    /// All round it.
    pub(super) fn outline(&self) -> Vec<Point> {
        self.upper.iter().chain(self.lower.iter().rev()).copied().collect()
    }
}
