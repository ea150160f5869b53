//! Scenarios that are pinned beside the present one, as keys of its link: `pin-a` to `pin-f`.
//!
//! ```text
//! pin-a=Today;hv:qemu;mem:64GiB;dirty:200MiB/s
//! ```
//!
//! The name, then the inputs as in a link, with `;` for `&` and `:` for the first `=` of each. Nothing but inputs stands in a pin.

use precopy_model::problem::Problem;

use crate::{Inputs, link};

/// The keys of a link, in the order in which they are given away.
pub const KEYS: [&str; 6] = ["pin-a", "pin-b", "pin-c", "pin-d", "pin-e", "pin-f"];

/// Longer names are cut: they stand beside each other.
const MOST_CHARACTERS: usize = 40;

/// A pinned scenario.
#[derive(Clone, Debug, PartialEq)]
pub struct Pin {
    /// What a person calls it; may be empty.
    pub name: String,
    /// Its inputs.
    pub inputs: Inputs,
}

/// The letter of a key, as people read it: `A` of `pin-a`. None when it is no such key.
#[must_use]
pub fn letter(key: &str) -> Option<char> {
    let key = KEYS.iter().find(|known| **known == key)?;
    key.chars().last().map(|letter| letter.to_ascii_uppercase())
}

/// The key of a letter.
#[must_use]
pub fn key(letter: char) -> Option<&'static str> {
    KEYS.into_iter().find(|key| self::letter(key) == Some(letter))
}

/// A name as a pin can have it: one line, not too long, without what parts it from the inputs.
#[must_use]
pub fn name(given: &str) -> String {
    let letters = given.trim().chars().filter(|letter| *letter != ';' && !letter.is_control());
    letters.take(MOST_CHARACTERS).collect()
}

/// Reads a pin.
///
/// ```
/// use precopy_formats::{link, pins};
/// let pin = pins::parse("Today;hv:xen;mem:8GiB").unwrap();
/// assert_eq!((&*pin.name, pin.inputs), ("Today", link::parse("hv=xen&mem=8GiB").inputs));
/// assert!(pins::parse("Today;mem:8").is_err());
/// ```
///
/// # Errors
/// Everything that is wrong with its inputs, and keys that are no inputs.
pub fn parse(text: &str) -> Result<Pin, Vec<Problem>> {
    let (given, pieces) = text.split_once(';').unwrap_or((text, ""));
    let mut as_link = String::with_capacity(pieces.len());
    for piece in pieces.split(';') {
        let (key, value) = piece.split_once(':').unwrap_or((piece, ""));
        for part in [key, "=", value, "&"] {
            as_link += part;
        }
    }
    let mut parsed = link::parse(as_link.trim_end_matches(['&', '=']));
    let no_inputs = parsed.others.iter().map(|(key, _)| Problem::general("This is no input.").given(key.as_str()));
    parsed.problems.extend(no_inputs);
    if parsed.problems.is_empty() { Ok(Pin { name: name(given), inputs: parsed.inputs }) } else { Err(parsed.problems) }
}

/// Writes a pin. [`parse`] reads it back to the same inputs.
#[must_use]
pub fn print(name: &str, inputs: &Inputs) -> String {
    let mut text = self::name(name);
    // The version stands in the link around it.
    for piece in link::print(inputs).split('&').skip(1) {
        let (key, value) = piece.split_once('=').unwrap_or((piece, ""));
        for part in [";", key, ":", value] {
            text += part;
        }
    }
    text
}

#[cfg(test)]
mod tests {
    use precopy_model::scenario::presets;

    use super::*;

    #[test]
    fn every_letter_has_its_key() {
        assert_eq!(KEYS.map(letter), ['A', 'B', 'C', 'D', 'E', 'F'].map(Some));
        assert_eq!((letter("pin-g"), letter("pin"), key('C'), key('c')), (None, None, Some("pin-c"), None));
    }

    #[test]
    fn what_is_printed_is_read_again_also_out_of_a_link() {
        for preset in presets::all() {
            for rest in ["", "&mem=64GiB&ws=50pct&writes=hot-sets&shape=10pct:90pct,90pct:10pct&link=25GbE"] {
                let inputs = link::parse(&format!("hv={}{rest}", preset.id)).inputs;
                let text = print("100 % busy & = # ü", &inputs);
                let mut around = link::print(&Inputs::default());
                link::push(&mut around, "pin-a", &text);
                let read = link::parse(&around).others.remove(0).1;
                let pin = Pin { name: "100 % busy & = # ü".to_owned(), inputs };
                assert_eq!(parse(&read), Ok(pin), "{around}");
            }
        }
    }

    #[test]
    fn a_name_stays_a_name() {
        assert_eq!(name("  a;b\n c "), "ab c");
        assert_eq!(name(&"n".repeat(99)).len(), 40);
        assert_eq!(parse("").unwrap().name, "");
        assert_eq!(parse(";mem:8GiB").unwrap().name, "");
    }

    #[test]
    fn bad_inputs_and_other_keys_are_problems() {
        for text in ["a;mem:8", "a;mem", "a;curves:bound", "a;mem:1GiB;ws:2GiB", "a;v:2;mem:8GiB", "a;pin-a:x"] {
            assert!(parse(text).is_err(), "{text}");
        }
    }
}
