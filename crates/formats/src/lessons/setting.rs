//! A scenario of a lesson: its link, read without any problem.

use precopy_model::problem::Problem;
use precopy_model::scenario::Checked;

use super::Start;
use crate::uncertain::Varied;
use crate::{Inputs, link};

/// A link that reads well, as inputs, as a scenario, and with what varies in it.
#[derive(Clone, Debug, PartialEq)]
pub struct Setting {
    /// What is entered.
    pub inputs: Inputs,
    /// The scenario.
    pub scenario: Checked,
    /// What is not known exactly.
    pub varied: Varied,
}

impl Setting {
    /// Reads a link. Nothing is put in the place of what is wrong.
    ///
    /// # Errors
    /// The first problem.
    pub fn of(start: &Start) -> Result<Self, Problem> {
        let text = start.text();
        let parsed = link::parse(&text);
        let (varied, problems) = Varied::of_link(&parsed.others);
        if let Some(problem) = parsed.problems.into_iter().chain(problems).next() {
            return Err(problem);
        }
        let first = |mut problems: Vec<Problem>| match problems.is_empty() {
            true => Problem::general("This makes no scenario."),
            false => problems.remove(0),
        };
        let scenario = parsed.inputs.scenario().map_err(first)?;
        varied.distributions(&scenario).map_err(first)?;
        Ok(Self { inputs: parsed.inputs, scenario, varied })
    }
}
