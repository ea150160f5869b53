//! Scenarios that are pinned, to be compared with the present one.

use std::rc::Rc;

use precopy_formats::Inputs;

use super::Results;

/// A pinned scenario.
#[derive(Clone, Debug, PartialEq)]
pub struct Pinned {
    /// A to F: what its curve is called.
    pub letter: char,
    /// Its name.
    pub name: String,
    /// Its inputs.
    pub inputs: Inputs,
    /// What follows from them.
    pub results: Rc<Results>,
}

/// The scenario of a link, pinned.
#[cfg(test)]
pub(crate) fn pinned(letter: char, link: &str) -> Pinned {
    let state = super::State::from_link(link);
    Pinned { letter, name: format!("scenario {letter}"), inputs: state.inputs, results: state.results }
}
