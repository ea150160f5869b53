//! How the guest rewrites its memory while it is being migrated.

use crate::quantity::{Bytes, PagesPerSecond};

/// The hot set and the rate at which it is rewritten.
///
/// In any span of time τ at most `min(hot set, rate × τ)` distinct pages become dirty; which ones, is not said.
/// That is what a round-robin writer does, and the worst that any writer of this rate can do.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Dirtying {
    /// The part of the working set that is rewritten (HWSET).
    pub hot_set: Bytes,
    /// Page writes per second (RATE); a page counts as often as it is written again.
    pub rate: PagesPerSecond,
}
