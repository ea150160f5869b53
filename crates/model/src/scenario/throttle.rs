//! How a product slows the guest down while it writes too fast.

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
    },
    /// Until it writes no faster than this share of the copy rate (vMotion).
    BelowCopyRate(f64),
}

impl Throttle {
    /// QEMU's auto-converge with its defaults: qemu migration/options.c.
    pub const AUTO_CONVERGE: Self = Self::Steps { initial: 0.2, increment: 0.1, most: 0.99, trigger: 0.5 };
}
