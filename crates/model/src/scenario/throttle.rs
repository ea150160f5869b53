//! How a product slows the guest down while it writes too fast.

use crate::quantity::Seconds;

/// How a product slows the guest down.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Throttle {
    /// In steps of processor time (QEMU's auto-converge). The closed forms know it only as a way out: it lowers the dirty
    /// rate, so bounds hold with it; how far and when is simulated by the product's own loop.
    Steps {
        /// Share of time taken at first.
        initial: f64,
        /// Added with each further step.
        increment: f64,
        /// At most.
        most: f64,
        /// Dirtied bytes as a share of sent ones above which a period is bad.
        trigger: f64,
        /// How many bad periods make a step.
        bad_periods: u32,
        /// A period ends with the first look later than this.
        period: Seconds,
        /// It also looks when it has not for so long, but in the first pass; none: it does not.
        look_at_least_every: Option<Seconds>,
    },
    /// Until it writes no faster than this share of the copy rate (vMotion).
    BelowCopyRate(f64),
}

impl Throttle {
    /// QEMU's auto-converge with its defaults: qemu migration/options.c; ram.c `migration_trigger_throttle` and
    /// `migration_bitmap_sync`; cpu-throttle.c `CPU_THROTTLE_DIRTY_SYNC_TIMESLICE_MS` (since 9.2).
    pub const AUTO_CONVERGE: Self = Self::auto_converge(0.2, 0.1);

    /// The same with a share of time taken at first, and what each further step adds.
    #[must_use]
    pub const fn auto_converge(initial: f64, increment: f64) -> Self {
        Self::Steps {
            initial,
            increment,
            most: 0.99,
            trigger: 0.5,
            bad_periods: 2,
            period: Seconds::from_seconds(1.0),
            look_at_least_every: Some(Seconds::from_seconds(5.0)),
        }
    }
}
