//! What JavaScript handed over, in plain Rust, and what it comes to.

use precopy_formats::entries::{Entries, Raw};
use precopy_formats::{Inputs, link, nearest};
use precopy_model::problem::Problem as Wrong;

use crate::told::{Failure, Other, Parsed, Problem, Scenario};

/// A scenario as it was handed over.
#[derive(Clone, Debug, PartialEq)]
pub(crate) enum Given {
    /// A link.
    Text(String),
    /// The entries of an object.
    Entries(Entries),
}

impl Given {
    /// The inputs that it makes.
    pub(crate) fn inputs(&self) -> Result<Inputs, Failure> {
        let Read { inputs, problems, .. } = self.read();
        match inputs {
            Some(inputs) if problems.is_empty() => Ok(inputs),
            _ => Err(Failure::of(&problems)),
        }
    }

    /// What it says, and what is wrong with it.
    pub(crate) fn parse(&self) -> Parsed {
        let Read { inputs, problems, others } = self.read();
        Parsed {
            scenario: inputs.as_ref().map(Scenario::of),
            problems: problems.iter().map(Problem::from).collect(),
            others: others.into_iter().map(|(key, value)| Other { key, value }).collect(),
        }
    }

    fn read(&self) -> Read {
        match self {
            Self::Text(text) => link(text),
            Self::Entries(entries) => match entries.inputs() {
                Ok(inputs) => Read { inputs: Some(inputs), problems: Vec::new(), others: Vec::new() },
                Err(problems) => Read { inputs: None, problems, others: Vec::new() },
            },
        }
    }
}

struct Read {
    inputs: Option<Inputs>,
    problems: Vec<Wrong>,
    others: Vec<(String, String)>,
}

/// Reads a link, or the fragment of one. An empty one is the page as it opens; a text without a single value is no link.
fn link(text: &str) -> Read {
    let text = text.trim();
    let (address, fragment) = text.split_once('#').unwrap_or(("", text));
    let is_address = !address.is_empty() || fragment.starts_with("https:") || fragment.starts_with("http:");
    let fragment = if address.is_empty() && is_address { "" } else { fragment };
    let link::Parsed { inputs, mut problems, others } = link::parse(fragment);
    if !is_address && !text.is_empty() && !text.bytes().any(|byte| byte == b'=') {
        let shown: String = text.chars().take(60).collect();
        problems.push(Wrong::general("This is neither a link nor a scenario file.").given(shown));
    }
    Read { inputs: Some(inputs), problems, others }
}

/// Finds a word that an argument may be; not given, it is the first one where there is a default.
pub(crate) fn word<T: Copy>(argument: &str, given: Option<&Raw>, words: &[(&str, T)]) -> Result<T, Failure> {
    let failure = |given: Option<String>, hint: Option<&str>| {
        let what = match given {
            Some(_) => "This name is not known here.",
            None => "This needs one of a few names.",
        };
        let mut allowed = String::new();
        for (index, (word, _)) in words.iter().enumerate() {
            if 0 < index {
                allowed.push_str(", ");
            }
            allowed.push_str(word);
        }
        let wrong =
            Wrong { field: None, what: what.to_owned(), given, allowed: Some(allowed), hint: hint.map(str::to_owned) };
        Failure::of_argument(argument, &wrong)
    };
    match given {
        None => words.first().map(|(_, value)| *value).ok_or_else(|| failure(None, None)),
        Some(Raw::Text(text)) => match words.iter().find(|(word, _)| word == text) {
            Some((_, value)) => Ok(*value),
            None => {
                let hint = nearest(text, words.iter().map(|(word, _)| *word));
                Err(failure(Some(text.chars().take(60).collect()), hint))
            }
        },
        Some(_) => Err(failure(None, None)),
    }
}
