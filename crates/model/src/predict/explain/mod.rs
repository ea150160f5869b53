//! Where a number comes from: any result as numbered steps, from the link to the number.
//!
//! Question: why is the downtime (migration time, data) what it is, and what would I have to put where to get it by hand?
//!
//! Each step is a formula in the symbols of [`crate::predict::Terms`], the same with the numbers put in, what comes of it, and where
//! formula or constant come from: the equation of Salfner, Tröger and Richly, the derivation in [`crate::docs::validity`], the loop in
//! [`crate::docs::loops`], or the product's own source. The numbers come from the functions that predict, not from the texts; the last
//! step's value is the prediction's, bit for bit.
//!
//! Edges: a migration that never ends has "never" as its last value; one that is cancelled has a downtime of zero. A simulated loop of
//! many rounds is told from its beginning and its end, the middle summed up.

mod bound;
mod derivation;
mod ending;
mod link;
mod memory;
mod paper;
mod rounds;
mod step;

pub use step::{Step, Value};

use super::Predictor;
use crate::scenario::{Checked, Source};

/// Which number is to be explained.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Quantity {
    /// t3 − t2: the guest runs nowhere.
    Downtime,
    /// t3 − t0: until the source is no longer needed.
    MigrationTime,
    /// Bytes on the wire.
    Data,
}

/// Explains one number of one predictor.
///
/// ```
/// // Table III, row 6 (SPEC 30): 72.91 s, with r_u, memory and threshold as assumed where `paper::predict` shows it.
/// use precopy_model::predict::Predictor;
/// use precopy_model::predict::explain::{Quantity, Value, explain};
/// use precopy_model::quantity::{Bytes, Pages, PagesPerSecond};
/// use precopy_model::scenario::*;
/// let pages = |n: f64| Pages::from_pages(n).in_bytes(Bytes::from_bytes(4096.0));
/// let mut kvm = presets::find("kvm-paper").unwrap().hypervisor();
/// kvm.empty_pages.enter(EmptyPages::Skipped);
/// let scenario = Scenario {
///     vm: Vm { memory: pages(1_048_576.0), working_set: pages(688_627.0) },
///     dirtying: Dirtying::round_robin(pages(90_284.0), PagesPerSecond::from_pages_per_second(33_707.0)),
///     link: Link {
///         speed: LinkSpeed::CopyRate(PagesPerSecond::from_pages_per_second(30_000.0)),
///         ..Link::line(Default::default())
///     },
///     hypervisor: kvm,
/// }.check().unwrap();
/// let steps = explain(&scenario, Predictor::Paper, Quantity::MigrationTime);
/// let first_pass = steps.iter().find(|step| step.title == "End of the first pass").unwrap();
/// assert_eq!(first_pass.formula, "t1 = ESET / r_e + WSET / r_u");
/// assert_eq!(first_pass.with, "359,949 / ∞ + 688,627 / 30,000");
/// assert_eq!(first_pass.value.in_words(), "22.95 s");
/// assert_eq!(first_pass.source.place, "equation (12)");
/// let result = steps.last().unwrap();
/// assert_eq!(result.formula, "t3 = t2 + f(t2) / r_u");
/// assert_eq!(result.with, "69.91 s + 90,284 / 30,000");
/// assert_eq!(result.value.in_words(), "72.91 s");
/// ```
#[must_use]
pub fn explain(scenario: &Checked, predictor: Predictor, quantity: Quantity) -> Vec<Step> {
    match predictor {
        Predictor::Paper => paper::steps(scenario, quantity),
        Predictor::Bound => bound::steps(scenario, quantity),
        Predictor::Rounds => rounds::steps(scenario, quantity),
    }
}

/// A place in Salfner, Tröger and Richly.
const fn equation(place: &'static str) -> Source {
    Source::third_party("Salfner, Tröger, Richly 2012", place)
}

/// A place in the derivation of the bound.
const fn bound_place(place: &'static str) -> Source {
    Source::inferred("docs/validity.md", place)
}

#[cfg(test)]
mod tests;
