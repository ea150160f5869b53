//! Inputs that are not known exactly, in links: one key each, and a seed.
//!
//! | key | value | for example |
//! | --- | --- | --- |
//! | `vary-` and the link's key of an input that takes an amount | [what is known of it](Known) | `vary-dirty=~20000pages/s..60000pages/s` |
//! | `seed` | a whole number: the same one, the same numbers | `seed=7` |
//!
//! The input's own key stays in the link, with the value that counts where nothing is said to vary. A share is one of the parent's own value,
//! and pages are of the product's size. A link varies in the sense in which its own value is given: bit/s, bytes/s or pages/s.

mod known;

pub use known::Known;

use precopy_model::explore::{self, Input};
use precopy_model::problem::{Field, Problem};
use precopy_model::quantity::text::{Kind, plain_number, written_out};
use precopy_model::scenario::Checked;

use crate::fields::{Row, Takes, row};
use crate::link;

/// What the key of an input begins with.
const VARY: &str = "vary-";
/// The key of the seed.
const SEED: &str = "seed";
/// The seed where a link has none.
const USUAL_SEED: u64 = 1;
/// The largest seed: whole numbers up to it are numbers of JavaScript too.
pub const LARGEST_SEED: u64 = (1 << 53) - 1;

/// What a link says of inputs that are not known exactly, in the units in which it says it.
#[derive(Clone, Debug, PartialEq)]
pub struct Varied {
    /// In the order of [`Input::ALL`], each once.
    known: Vec<(Input, Known)>,
    seed: u64,
}

impl Default for Varied {
    /// Everything is known exactly.
    fn default() -> Self {
        Self { known: Vec::new(), seed: USUAL_SEED }
    }
}

/// The row of an input and the kind of its amounts; none where links have no amount for it.
fn amounts(input: Input) -> Option<(&'static Row, Kind)> {
    let row = row(input.field());
    match row.takes {
        Takes::Amount(kind) => Some((row, kind)),
        Takes::Words(_) | Takes::Preset | Takes::Shape => None,
    }
}

/// The input that a key of a link varies.
fn input_of(key: &str) -> Option<Input> {
    let key = key.strip_prefix(VARY)?;
    Input::ALL.into_iter().find(|input| amounts(*input).is_some_and(|(row, _)| row.key == key))
}

impl Varied {
    /// Whether a key of a link is one of these, and so known, although it is none of the field table.
    #[must_use]
    pub fn has_key(key: &str) -> bool {
        key == SEED || input_of(key).is_some()
    }

    /// Reads what is here of the keys of a link that are no fields ([`link::Parsed::others`]), and what is wrong with it. What is wrong
    /// does not vary.
    ///
    /// ```
    /// use precopy_formats::{link, uncertain::Varied};
    /// let mut link = "v=1&dirty=20000pages/s&vary-dirty=~20000pages/s..60000pages/s&seed=7".to_owned();
    /// let parsed = link::parse(&link);
    /// let (varied, problems) = Varied::of_link(&parsed.others);
    /// assert_eq!((varied.seed(), problems), (7, vec![]));
    /// let scenario = parsed.inputs.scenario().unwrap();
    /// let median = varied.distributions(&scenario).unwrap().inputs().next().unwrap().1.at(0.5);
    /// assert_eq!(median, 20_000.0);
    /// let mut printed = link::print(&parsed.inputs);
    /// varied.push_to(&mut printed);
    /// assert!(printed.ends_with("&vary-dirty=~20000pages/s..60000pages/s&seed=7"));
    /// ```
    #[must_use]
    pub fn of_link(others: &[(String, String)]) -> (Self, Vec<Problem>) {
        let (mut varied, mut problems, mut seed) = (Self::default(), Vec::new(), None);
        for (key, text) in others {
            if key == SEED {
                match read_seed(text) {
                    Ok(read) => seed = seed.or(Some(read)),
                    Err(problem) => problems.push(problem),
                }
            }
            let Some(input) = input_of(key) else { continue };
            if varied.get(input).is_some() {
                let problem = Problem::at(input.field(), "The link says twice how this varies; the first one counts.");
                problems.push(problem.given(cut(text)));
                continue;
            }
            match Known::parse(input.field(), text) {
                Ok(known) => varied.set(input, known),
                Err(problem) => problems.push(problem),
            }
        }
        varied.seed = seed.unwrap_or(USUAL_SEED);
        (varied, problems)
    }

    /// Writes it to the end of a link: nothing where nothing varies.
    pub fn push_to(&self, link: &mut String) {
        for (input, known) in &self.known {
            link::push(link, &format!("{VARY}{}", row(input.field()).key), &known.compact());
        }
        if !self.known.is_empty() {
            link::push(link, SEED, &self.seed.to_string());
        }
    }

    /// What is known of an input that varies.
    #[must_use]
    pub fn get(&self, input: Input) -> Option<Known> {
        self.known.iter().find(|(other, _)| *other == input).map(|(_, known)| *known)
    }

    /// Says what is known of an input. One that links have no amount for stays known exactly.
    pub fn set(&mut self, input: Input, known: Known) {
        self.reset(input);
        if amounts(input).is_some() {
            let place = self.known.iter().take_while(|(other, _)| *other < input).count();
            self.known.insert(place, (input, known));
        }
    }

    /// Takes that back: the input is known exactly.
    pub fn reset(&mut self, input: Input) {
        self.known.retain(|(other, _)| *other != input);
    }

    /// The inputs that vary, in the order of [`Input::ALL`].
    pub fn inputs(&self) -> impl ExactSizeIterator<Item = Input> + '_ {
        self.known.iter().map(|(input, _)| *input)
    }

    /// The seed.
    #[must_use]
    pub const fn seed(&self) -> u64 {
        self.seed
    }

    /// Takes another seed; one that is too large for a link becomes the largest.
    pub const fn set_seed(&mut self, seed: u64) {
        self.seed = if LARGEST_SEED < seed { LARGEST_SEED } else { seed };
    }

    /// What varies, in base units, for [`explore::Uncertainty`].
    ///
    /// # Errors
    /// Every problem: an input that the scenario does not have, a link in another sense than its own value, ends in the wrong order.
    pub fn distributions(&self, scenario: &Checked) -> Result<explore::Uncertain, Vec<Problem>> {
        let (mut uncertain, mut problems) = (explore::Uncertain::default(), Vec::new());
        for (input, known) in &self.known {
            match known.distribution(*input, scenario) {
                Ok(distribution) => uncertain.set(*input, distribution),
                Err(problem) => problems.push(problem.given(known.text())),
            }
        }
        if problems.is_empty() { Ok(uncertain) } else { Err(problems) }
    }
}

fn read_seed(text: &str) -> Result<u64, Problem> {
    let digits = text.trim();
    let seed = plain_number(digits).filter(|_| digits.bytes().all(|byte| byte.is_ascii_digit()));
    match seed {
        Some(seed) if seed <= LARGEST_SEED as f64 => Ok(seed as u64),
        _ => {
            let most = written_out(LARGEST_SEED as f64);
            Err(Problem::general("The seed is not a whole number.").given(cut(text)).allowed(format!("0 to {most}")))
        }
    }
}

/// The beginning of a text, for messages.
fn cut(text: &str) -> String {
    text.chars().take(60).collect()
}

/// A problem at a field, for what was given.
fn problem(field: Field, what: impl Into<String>, given: &str) -> Problem {
    Problem::at(field, what).given(cut(given))
}

#[cfg(test)]
mod tests;
