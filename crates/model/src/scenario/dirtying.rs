//! How the guest rewrites its memory while it is being migrated.

use super::Pattern;
use crate::quantity::{Bytes, PagesPerSecond};

/// The hot set, the rate at which it is rewritten, and in which way.
///
/// In any span of time τ at most `min(hot set, rate × τ)` distinct pages become dirty, whatever the pattern. That is all
/// that the closed forms know; the simulated loops follow the pattern.
#[derive(Clone, Debug, PartialEq)]
pub struct Dirtying {
    /// The part of the working set that is rewritten (HWSET).
    pub hot_set: Bytes,
    /// Page writes per second (RATE), the most there are at any moment; a page counts as often as it is written again.
    pub rate: PagesPerSecond,
    /// Which page is written when.
    pub pattern: Pattern,
}

impl Dirtying {
    /// A hot set that is rewritten page after page, always at the same rate: the worst that a writer of this rate can do.
    #[must_use]
    pub const fn round_robin(hot_set: Bytes, rate: PagesPerSecond) -> Self {
        Self { hot_set, rate, pattern: Pattern::RoundRobin }
    }
}
