//! What can be turned in a scenario, in the units in which people type it.

use super::Change;
use crate::quantity::{
    BITS_PER_GBIT, BYTES_PER_MIB, BitsPerSecond, BytesPerSecond, MILLISECONDS_PER_SECOND, Pages, PagesPerSecond,
    Seconds,
};
use crate::scenario::{LimitAction, LinkSpeed};

/// A megabyte: links in bytes a second are given so.
pub(super) const BYTES_PER_MB: f64 = 1e6;

/// Something that can be turned, in the unit in which its figures are.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) enum Dial {
    /// Milliseconds.
    DowntimeLimit,
    /// Pages.
    StopThreshold,
    /// MiB/s; infinite: lifted.
    BandwidthCap,
    /// Seconds.
    RaisedEvery,
    /// A count.
    RoundLimit,
    /// Seconds.
    TimeLimit,
    /// No figure.
    OnLimit(LimitAction),
    /// A count.
    SharedBy,
    /// A count.
    Streams,
    /// No figure.
    SlowedDown,
    /// No figure.
    Policy(&'static str),
    /// Pages/s.
    DirtyRate,
    /// Gbit/s.
    Line,
    /// MB/s.
    Payload,
    /// Pages/s.
    CopyRate,
}

impl Dial {
    pub(super) fn change(self, figure: f64) -> Change {
        match self {
            Self::DowntimeLimit => Change::DowntimeLimit(Seconds::from_seconds(figure / MILLISECONDS_PER_SECOND)),
            Self::StopThreshold => Change::StopThreshold(Pages::from_pages(figure)),
            Self::BandwidthCap => {
                let cap = BytesPerSecond::from_bytes_per_second(figure * BYTES_PER_MIB);
                Change::BandwidthCap(Some(cap).filter(|_| figure.is_finite()))
            }
            Self::RaisedEvery => Change::RaisedEvery(Seconds::from_seconds(figure)),
            Self::RoundLimit => Change::RoundLimit(figure as u32),
            Self::TimeLimit => Change::TimeLimit(Seconds::from_seconds(figure)),
            Self::OnLimit(action) => Change::OnLimit(action),
            Self::SharedBy => Change::SharedBy(figure as u32),
            Self::Streams => Change::Streams(figure as u32),
            Self::SlowedDown => Change::SlowedDown,
            Self::Policy(id) => Change::Policy(id),
            Self::DirtyRate => Change::DirtyRate(PagesPerSecond::from_pages_per_second(figure)),
            Self::Line => Change::Link(LinkSpeed::Line(BitsPerSecond::from_bits_per_second(figure * BITS_PER_GBIT))),
            Self::Payload => {
                let rate = BytesPerSecond::from_bytes_per_second(figure * BYTES_PER_MB);
                Change::Link(LinkSpeed::Payload(rate))
            }
            Self::CopyRate => Change::Link(LinkSpeed::CopyRate(PagesPerSecond::from_pages_per_second(figure))),
        }
    }

    /// Whether any whole figure between two others can be typed as well.
    pub(super) const fn has_finer(self) -> bool {
        matches!(
            self,
            Self::DowntimeLimit
                | Self::StopThreshold
                | Self::BandwidthCap
                | Self::DirtyRate
                | Self::Payload
                | Self::CopyRate
        )
    }
}

/// Figures of a dial in one direction, the nearest to the present one first.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Run {
    pub(super) dial: Dial,
    /// The present figure.
    pub(super) present: f64,
    pub(super) figures: Vec<f64>,
    /// What is changed beside it.
    pub(super) with: Option<Change>,
}

impl Run {
    pub(super) const fn new(dial: Dial, present: f64, figures: Vec<f64>) -> Self {
        Self { dial, present, figures, with: None }
    }

    pub(super) fn switch(dial: Dial) -> Self {
        Self::new(dial, 0.0, vec![0.0])
    }

    pub(super) fn changes(&self, figure: f64) -> Vec<Change> {
        let change = self.dial.change(figure);
        self.with.into_iter().chain([change]).collect()
    }
}
