//! An axis of a sweep, as it was handed over.

use precopy_formats::entries::Raw;
use precopy_model::explore::{Axis, Scale};
use precopy_model::problem::Problem;
use precopy_model::quantity::text::written_out;

use super::question::Question;
use super::{Asked, amount};
use crate::questions::both;
use crate::told::{Failure, Input};

/// What an axis is told.
pub(super) const NAMES: [&str; 5] = ["input", "from", "to", "count", "scale"];

/// The most values of an axis: two of them make a million cells.
const MOST: u32 = 1024;

const SCALES: [(&str, Scale); 2] = [("linear", Scale::Linear), ("logarithmic", Scale::Logarithmic)];

/// The axis that a question describes under a name. What is left out is what is plausible.
pub(super) fn read(question: &Question, name: &str, asked: &Asked) -> Result<Axis, Failure> {
    let argument = |part: &str| format!("{name}.{part}");
    let wrong = |part: &str, problem: &Problem| Failure::of_argument(&argument(part), problem);
    let count = match question.get(&argument("count")) {
        Some(Raw::Number(count)) if 2.0 <= *count && *count <= f64::from(MOST) && count.fract() == 0.0 => {
            Ok(*count as u32)
        }
        given => Err(wrong("count", &no_count(given))),
    };
    let scale = match question.get(&argument("scale")) {
        None => Ok(None),
        Some(_) => question.word(&argument("scale"), &SCALES).map(Some),
    };
    let input = question.needed_word(&argument("input"), &Input::NAMES);
    let (input, (count, scale)) = both(input, both(count, scale))?;
    let plausible = input.plausible(&asked.scenario).ok_or_else(|| asked.has_no(&argument("input")))?;
    let end = |part: &str, otherwise: f64| match question.get(&argument(part)) {
        None => Ok(otherwise),
        Some(raw) => amount::read(input, &asked.scenario, raw).map_err(|problem| wrong(part, &problem)),
    };
    let (from, to) = both(end("from", plausible.from), end("to", plausible.to))?;
    // From zero there is no way in equal ratios: unless it is asked for, it goes in equal differences.
    let own = if from == 0.0 { Scale::Linear } else { input.scale() };
    Axis::new(input, scale.unwrap_or(own), from, to, count).ok_or_else(|| {
        if from < to {
            wrong("scale", &Problem::general("A logarithmic scale has to begin above zero."))
        } else {
            wrong("to", &Problem::general("This has to be more than where it begins.").given(written_out(to)))
        }
    })
}

fn no_count(given: Option<&Raw>) -> Problem {
    let problem = Problem::general("This needs a whole number.").allowed(format!("2 to {MOST}"));
    match given {
        Some(Raw::Number(count)) => problem.given(written_out(*count)),
        _ => problem,
    }
}

/// Both axes are the same input.
pub(super) fn goes_across_already() -> Problem {
    Problem::general("This input goes across already.")
}
