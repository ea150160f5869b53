//! What a product reports of one measurement, and whether that makes a sample.

use precopy_model::problem::Problem;
use precopy_model::quantity::limits;
use precopy_model::quantity::{BYTES_PER_MIB, Bytes, BytesPerSecond, Seconds};
use precopy_model::scenario::distinct_pages::Sample;

use super::{Mode, Origin};

/// How far a measurement has come.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Status {
    Unstarted,
    Measuring,
    Measured,
}

impl Status {
    /// As QEMU writes it, or as libvirt numbers it.
    pub(super) fn named(name: &str) -> Option<Self> {
        match name.trim() {
            "unstarted" | "0" => Some(Self::Unstarted),
            "measuring" | "1" => Some(Self::Measuring),
            "measured" | "2" => Some(Self::Measured),
            _ => None,
        }
    }
}

/// A report as far as it has been read.
#[derive(Clone, Debug)]
pub(super) struct Report {
    pub(super) origin: Origin,
    pub(super) status: Option<Status>,
    /// Seconds.
    pub(super) window: Option<f64>,
    /// Bytes per second.
    pub(super) rate: Option<f64>,
    /// Pages per second, where it counts pages.
    pub(super) pages: Option<f64>,
    pub(super) page_size: Bytes,
    pub(super) mode: Option<Mode>,
}

impl Report {
    pub(super) fn of(origin: Origin) -> Self {
        Self { origin, status: None, window: None, rate: None, pages: None, page_size: super::PAGE, mode: None }
    }

    pub(super) fn set_mib_per_second(&mut self, mib: f64) {
        self.rate = Some(mib * BYTES_PER_MIB);
    }

    /// The sample, or why there is none.
    pub(super) fn sample(&self) -> Result<Sample, Problem> {
        match self.status {
            Some(Status::Unstarted) => {
                return Err(Problem::general("No measurement was started before this was asked."));
            }
            Some(Status::Measuring) => {
                return Err(Problem::general("This was asked while the measurement was still running: ask again."));
            }
            Some(Status::Measured) | None => {}
        }
        let rate = self.rate.or(self.pages.map(|pages| pages * self.page_size.as_bytes()));
        let Some(rate) = rate else { return Err(self.nothing()) };
        // QEMU 5.2 and 6.0 say −1 for "none".
        if rate < 0.0 || (rate == 0.0 && self.origin.is_of_a_migration()) {
            return Err(self.nothing());
        }
        let most = limits::DIRTY_RATE.max * super::PAGE.as_bytes();
        if most < rate || !rate.is_finite() {
            return Err(Problem::general("This dirty rate is too large to be one."));
        }
        if self.window.is_some_and(|window| !(limits::TIME_LIMIT.contains(window))) {
            return Err(Problem::general("The length of the measurement is not a time."));
        }
        let window = self.window.map(Seconds::from_seconds);
        Ok(Sample { window, rate: BytesPerSecond::from_bytes_per_second(rate) })
    }

    fn nothing(&self) -> Problem {
        Problem::general(match self.origin {
            Origin::QueryMigrate => {
                "This is an answer of query-migrate, and holds no dirty rate: no migration is running."
            }
            Origin::DomJobInfo => {
                "This is an answer of virsh domjobinfo, and holds no dirty rate: no migration is running."
            }
            _ => "This holds no dirty rate.",
        })
    }
}
