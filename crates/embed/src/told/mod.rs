//! What is told: plain objects, with the unit of each number in its name, and null for what there is not.
//!
//! Their TypeScript definitions follow from these types (`definitions`), documentation included.

mod comparison;
mod counsel;
#[cfg(test)]
mod definitions;
mod failure;
mod parsed;
mod prediction;
mod preset;
mod scenario;
mod simulation;
mod solution;
mod source;
mod step;
mod swept;
mod words;

pub(crate) use comparison::Comparison;
pub(crate) use counsel::{Advice, Change, Counsel, Headroom, Snippet};
pub(crate) use failure::{Failure, Problem};
pub(crate) use parsed::{Other, Parsed};
pub(crate) use prediction::{Prediction, Summary};
pub(crate) use preset::Preset;
pub(crate) use scenario::Scenario;
pub(crate) use simulation::Simulation;
pub(crate) use solution::{Amount, Set, Solution, Span, Turned};
pub(crate) use source::Source;
pub(crate) use step::Step;
pub(crate) use swept::SweptAxes;
pub(crate) use words::{
    Acts, Answer, Disturbance, EndedBy, Input, Language, Mark, Outcome, Predictor, Quantity, Sharing, Side, Then, Unit,
};
