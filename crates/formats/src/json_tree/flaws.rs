//! What is wrong with a JSON text, each thing with its place.

use std::fmt;

use precopy_model::problem::Problem;

use super::Tree;
use crate::nearest;

/// Something that is wrong at a place of a file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Flaw {
    /// Where: `scenarios[2].inputs.hotSet`; empty for the file as a whole.
    pub path: String,
    /// What.
    pub problem: Problem,
}

impl fmt::Display for Flaw {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if !self.path.is_empty() {
            write!(f, "{}: ", self.path)?;
        }
        // The path says the field.
        let said = Problem { field: None, ..self.problem.clone() }.to_string();
        f.write_str(&said)?;
        match &self.problem.given {
            Some(given) if !said.contains(given.as_str()) => write!(f, " (“{given}”)"),
            _ => Ok(()),
        }
    }
}

/// All that is wrong, in the order of the file.
#[derive(Default)]
pub(crate) struct Flaws(pub(crate) Vec<Flaw>);

impl Flaws {
    pub(crate) fn add(&mut self, path: impl Into<String>, problem: Problem) {
        self.0.push(Flaw { path: path.into(), problem });
    }

    /// The members of an object that may have these names, in the order of the names. Everything else is a flaw.
    pub(crate) fn members<'a, const N: usize>(
        &mut self,
        path: &str,
        tree: &'a Tree,
        names: [&str; N],
    ) -> [Option<&'a Tree>; N] {
        let mut found = [None; N];
        self.find(path, tree, &names, &mut found);
        found
    }

    pub(crate) fn find<'a>(&mut self, path: &str, tree: &'a Tree, names: &[&str], found: &mut [Option<&'a Tree>]) {
        let Tree::Object(members) = tree else {
            self.wrong_kind(path, tree, "an object");
            return;
        };
        for (name, value) in members {
            match names.iter().position(|known| known == name).and_then(|index| found.get_mut(index)) {
                None => {
                    let problem = Problem::general("There is no such entry.");
                    let hint = nearest(name, names.iter().copied());
                    self.add(below(path, name), with_hint(problem, hint));
                }
                Some(Some(_)) => self.add(below(path, name), Problem::general("This is given twice.")),
                Some(place) => *place = Some(value),
            }
        }
    }

    pub(crate) fn wrong_kind(&mut self, path: impl Into<String>, tree: &Tree, wanted: &str) {
        self.add(path, Problem::general(format!("This is {}.", tree.kind())).allowed(wanted));
    }

    pub(crate) fn missing(&mut self, path: impl Into<String>) {
        self.add(path, Problem::general("This is missing."));
    }
}

/// The path of a member. A name that would not read as one is quoted.
pub(crate) fn below(path: &str, name: &str) -> String {
    let shown: String = name.chars().take(60).collect();
    let is_plain = !shown.is_empty()
        && shown.chars().all(|letter| letter.is_ascii_alphanumeric() || letter == '_' || letter == '$');
    match (is_plain, path.is_empty()) {
        (true, true) => shown,
        (true, false) => format!("{path}.{shown}"),
        (false, _) => format!("{path}[{shown:?}]"),
    }
}

fn with_hint(problem: Problem, hint: Option<&str>) -> Problem {
    match hint {
        Some(hint) => problem.hint(hint),
        None => problem,
    }
}
