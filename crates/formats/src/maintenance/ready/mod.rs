//! Ready-made maintenance: from papers, with what they leave out marked as assumed, and of ours.
//!
//! A short id never changes once it is published: links name it.

mod deshpande;
mod drain;
mod kherbache;
mod published;
#[cfg(test)]
mod tests;
mod traffic;

use precopy_model::scenario::Source;

use super::Sheets;

pub use published::Published;

/// One that can be chosen.
#[derive(Clone, Copy, Debug)]
pub struct ReadyMade {
    /// Short name; never changes once published.
    pub id: &'static str,
    /// What it is; the sheets have the same title.
    pub title: &'static str,
    /// What it shows, in one line.
    pub shows: &'static str,
    /// Paper and place; for an example of ours: assumed.
    pub source: Source,
    /// What the source does not say, and what it is taken to be.
    pub assumed: &'static [&'static str],
    /// What the source printed of plans that it ran.
    pub published: &'static [Published],
    /// Makes it.
    pub make: fn() -> Sheets,
}

/// All of them, in the order in which they are offered.
pub static ALL: &[ReadyMade] = &[
    drain::ONE_HOST,
    drain::ROLLING,
    drain::THOUSAND,
    traffic::TWO_VMS,
    deshpande::NETPERF_PRE_COPY,
    deshpande::NETPERF_POST_COPY,
    deshpande::NETPERF_BY_TRAFFIC,
    deshpande::REDIS_PRE_COPY,
    deshpande::REDIS_POST_COPY,
    deshpande::REDIS_BY_TRAFFIC,
    kherbache::SCENARIO_1,
    kherbache::SCENARIO_2,
    kherbache::SIX_AT_ONCE,
    kherbache::SIX_BY_THREE,
    kherbache::SIX_BY_CABLE,
    kherbache::FOUR_A_LINK,
    kherbache::TWO_A_LINK,
    kherbache::ONE_A_LINK,
];

/// The one with this short name.
#[must_use]
pub fn find(id: &str) -> Option<&'static ReadyMade> {
    ALL.iter().find(|one| one.id == id)
}

/// An example of ours.
const OURS: Source = Source::assumed("an example of ours");
