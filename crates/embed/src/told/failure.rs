//! What is wrong with what was handed over, and the message of the error that says so.

use precopy_formats::fields::row;
use precopy_model::problem;
use serde::Serialize;

/// Everything that is wrong, at once.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub(crate) struct Failure {
    /// All of it, a line for each.
    pub(crate) message: String,
    /// One by one.
    pub(crate) problems: Vec<Problem>,
}

/// One thing that is wrong with one input.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
pub(crate) struct Problem {
    /// The field or argument that it is about, as it is spelt as a text; null: the whole.
    pub(crate) field: Option<String>,
    /// What is wrong, as a sentence.
    pub(crate) what: String,
    /// What was given.
    pub(crate) given: Option<String>,
    /// What is allowed.
    pub(crate) allowed: Option<String>,
    /// What may have been meant.
    pub(crate) hint: Option<String>,
}

impl From<&problem::Problem> for Problem {
    fn from(problem: &problem::Problem) -> Self {
        Self {
            field: problem.field.map(|field| row(field).text.to_owned()),
            what: problem.what.clone(),
            given: problem.given.clone(),
            allowed: problem.allowed.clone(),
            hint: problem.hint.clone(),
        }
    }
}

impl Failure {
    /// Of these problems.
    pub(crate) fn of(problems: &[problem::Problem]) -> Self {
        let mut message = String::new();
        for problem in problems {
            if !message.is_empty() {
                message.push('\n');
            }
            message.push_str(&problem.to_string());
        }
        Self { message, problems: problems.iter().map(Problem::from).collect() }
    }

    /// Both of them.
    pub(crate) fn and(mut self, other: Self) -> Self {
        self.message.push('\n');
        self.message.push_str(&other.message);
        self.problems.extend(other.problems);
        self
    }

    /// Of a problem with an argument that is no scenario.
    pub(crate) fn of_argument(argument: &str, problem: &problem::Problem) -> Self {
        let field = Some(argument.to_owned());
        Self { message: format!("{argument}: {problem}"), problems: vec![Problem { field, ..Problem::from(problem) }] }
    }
}
