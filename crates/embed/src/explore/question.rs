//! A question as it was handed over: the names and values of an object, those of an object within it as `name.inner`.

use precopy_formats::entries::{Entries, Raw};
use precopy_formats::nearest;
use precopy_model::problem::Problem;

use crate::given;
use crate::told::Failure;

/// A question as it was handed over.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Question(pub(crate) Entries);

impl Question {
    /// The value of a name.
    pub(super) fn get(&self, name: &str) -> Option<&Raw> {
        self.0.0.iter().find(|(given, _)| given == name).map(|(_, raw)| raw)
    }

    /// Whether an object within it says anything.
    pub(super) fn mentions(&self, object: &str) -> bool {
        self.0.0.iter().any(|(given, _)| within(given, object).is_some() || given == object)
    }

    /// A word that may be left out: then it is the first one.
    pub(super) fn word<T: Copy>(&self, name: &str, words: &[(&str, T)]) -> Result<T, Failure> {
        given::word(name, self.get(name), words)
    }

    /// A word that may not be left out.
    pub(super) fn needed_word<T: Copy>(&self, name: &str, words: &[(&str, T)]) -> Result<T, Failure> {
        given::word(name, self.get(name).or(Some(&Raw::Null)), words)
    }

    /// Refuses what has no place in it: it may have these names, with these ones within where they are objects.
    pub(super) fn has_only(&self, names: &[(&str, &[&str])]) -> Result<(), Failure> {
        let mut failure: Option<Failure> = None;
        for (place, (given, _)) in self.0.0.iter().enumerate() {
            let twice = self.0.0.iter().take(place).any(|(before, _)| before == given);
            let wrong = if twice { Some(Problem::general("This is given twice.")) } else { misplaced(given, names) };
            if let Some(wrong) = wrong {
                let one = Failure::of_argument(&shown(given), &wrong);
                failure = Some(match failure {
                    Some(failure) => failure.and(one),
                    None => one,
                });
            }
        }
        failure.map_or(Ok(()), Err)
    }
}

/// What is wrong with a name.
fn misplaced(given: &str, names: &[(&str, &[&str])]) -> Option<Problem> {
    for (name, inner) in names {
        if given == *name {
            let object = || Problem::general("This needs a plain object.").allowed(inner.join(", "));
            return (!inner.is_empty()).then(object);
        }
        if let Some(rest) = within(given, name) {
            return if inner.contains(&rest) { None } else { Some(unknown(rest, inner)) };
        }
    }
    let outer: Vec<&str> = names.iter().map(|(name, _)| *name).collect();
    Some(unknown(given.split('.').next().unwrap_or(given), &outer))
}

/// The name within an object.
fn within<'a>(given: &'a str, object: &str) -> Option<&'a str> {
    given.strip_prefix(object)?.strip_prefix('.')
}

fn unknown(given: &str, names: &[&str]) -> Problem {
    let wrong = Problem::general("This name is not known here.").given(shown(given)).allowed(names.join(", "));
    match nearest(given, names.iter().copied()) {
        Some(hint) => wrong.hint(hint),
        None => wrong,
    }
}

fn shown(given: &str) -> String {
    given.chars().take(60).collect()
}

/// An input that a scenario does not have.
pub(super) fn no_such_value(product: &str) -> Problem {
    Problem::general(format!("{product} has no such value."))
}
