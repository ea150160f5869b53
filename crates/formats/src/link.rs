//! The state of the page in its address, after the `#`: flat, versioned, readable.
//!
//! ```text
//! #v=1&hv=qemu&mem=64GiB&ws=40GiB&hot=4GiB&dirty=200MiB/s&link=10Gbit/s
//! ```
//!
//! Bad values become a problem at their field and the default takes their place. Unknown keys are kept and listed: a
//! newer page may know them. An old link keeps its meaning for ever.

use percent_encoding::{AsciiSet, CONTROLS, percent_decode_str, utf8_percent_encode};
use precopy_model::problem::{Field, Problem};
use precopy_model::scenario::presets;

use crate::entries::VERSION;
use crate::fields::{TABLE, Takes, row};
use crate::{Inputs, Value};

/// Longer addresses are cut by browsers and mail programs, and not read here. Without pins, nothing that this crate writes comes near.
pub const MAX_BYTES: usize = 8192;

/// What has to be escaped in a fragment so that `&`, `=` and spaces keep their meaning.
const ESCAPED: &AsciiSet = &CONTROLS.add(b' ').add(b'"').add(b'#').add(b'%').add(b'&').add(b'<').add(b'>').add(b'`');

/// What a link says.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Parsed {
    /// The scenario; defaults stand where the link says nothing or something wrong.
    pub inputs: Inputs,
    /// What is wrong with it.
    pub problems: Vec<Problem>,
    /// Keys that are not fields: of the page (`page`, `embed`, …) or of a newer version, in their order.
    pub others: Vec<(String, String)>,
}

/// Reads a fragment or query, with or without its `#` or `?`.
#[must_use]
pub fn parse(link: &str) -> Parsed {
    let mut parsed = Parsed::default();
    let link = link.trim_start_matches(['#', '?']);
    if MAX_BYTES < link.len() {
        parsed.problems.push(Problem::general("This link is too long to be read."));
        return parsed;
    }
    let mut values: Vec<(&'static crate::fields::Row, Value)> = Vec::new();
    let mut seen: Vec<&'static str> = Vec::new();
    for part in link.split('&').filter(|part| !part.is_empty()) {
        let (key, text) = part.split_once('=').unwrap_or((part, ""));
        let (key, text) = (decode(key), decode(text));
        if key == "v" {
            if text != VERSION.to_string() {
                parsed.problems.push(
                    Problem::general("This link was made by another version and is read as far as it is understood.")
                        .given(text),
                );
            }
            continue;
        }
        let Some(row) = TABLE.iter().find(|row| row.key == key) else {
            parsed.others.push((key, text));
            continue;
        };
        if seen.contains(&row.key) {
            parsed.problems.push(Problem::at(row.field, "The link says this twice; the first one counts.").given(text));
            continue;
        }
        seen.push(row.key);
        match row.parse(&text) {
            Ok(value) => values.push((row, value)),
            Err(problem) => parsed.problems.push(problem),
        }
    }
    for (row, value) in &values {
        if let (Takes::Preset, Value::Word(id)) = (row.takes, value)
            && let Some(preset) = presets::find(id)
        {
            parsed.inputs.choose(preset);
        }
    }
    for (row, value) in values {
        parsed.inputs.set(row.field, value);
    }
    replace_what_is_wrong(&mut parsed);
    parsed
}

/// Puts defaults in place of values that read well but make no sound scenario, until it is one.
fn replace_what_is_wrong(parsed: &mut Parsed) {
    // Each turn takes back at least one value; there are no more turns than fields.
    for _ in TABLE {
        let Err(problems) = parsed.inputs.scenario() else { return };
        for problem in problems {
            if let Some(field) = problem.field {
                // A pattern that cannot do without its shape goes with it.
                if field == Field::Shape && parsed.inputs.get(field).is_none() {
                    parsed.inputs.reset(Field::Pattern);
                }
                parsed.inputs.reset(field);
            }
            if !parsed.problems.contains(&problem) {
                parsed.problems.push(problem);
            }
        }
    }
    // Values that exclude each other although each is a default: nothing can be kept.
    if parsed.inputs.scenario().is_err() {
        parsed.inputs = Inputs::default();
    }
}

/// Writes a fragment, without the `#`. [`parse`] reads it back to the same inputs.
#[must_use]
pub fn print(inputs: &Inputs) -> String {
    let mut link = format!("v={VERSION}");
    for (field, value) in inputs.entered() {
        let row = row(field);
        // What every scenario has by default and nobody changed would only make the link long.
        let extra = matches!(field, Field::TunnelLimit | Field::OtherData | Field::Pattern);
        if extra && row.parse(row.default).is_ok_and(|default| default == value) {
            continue;
        }
        push(&mut link, row.key, &value.compact());
    }
    link
}

/// Writes a fragment that keeps its meaning when defaults change: every value that counts is in it.
#[must_use]
pub fn print_complete(inputs: &Inputs) -> String {
    let mut link = format!("v={VERSION}");
    for (field, value) in inputs.complete().entered() {
        push(&mut link, row(field).key, &value.compact());
    }
    link
}

/// Adds a key that is not a field.
pub fn push(link: &mut String, key: &str, value: &str) {
    link.push('&');
    link.extend(utf8_percent_encode(key, ESCAPED));
    link.push('=');
    link.extend(utf8_percent_encode(value, ESCAPED));
}

fn decode(text: &str) -> String {
    percent_decode_str(text).decode_utf8_lossy().into_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn reads_the_published_example() {
        let parsed = parse("#v=1&hv=qemu&mem=64GiB&ws=40GiB&hot=4GiB&dirty=200MiB/s&link=10Gbit/s");
        assert_eq!((&parsed.problems, &parsed.others), (&vec![], &vec![]));
        assert_eq!(print(&parsed.inputs), "v=1&hv=qemu&mem=64GiB&ws=40GiB&hot=4GiB&dirty=200MiB/s&link=10Gbit/s");
    }

    #[test]
    fn escaped_links_read_like_plain_ones() {
        let plain = parse("mem=64GiB&dirty=200MiB/s&ws=50pct");
        assert_eq!(parse("mem=64%20GiB&dirty=200%20MiB%2Fs&ws=50%25"), plain);
    }

    #[test]
    fn bad_values_give_way_to_defaults_and_say_so() {
        let parsed = parse("mem=64&hot=lots&link=1Gbit/s&mem=3GiB");
        assert_eq!(parsed.inputs.get(Field::Memory), Inputs::default().get(Field::Memory));
        let fields: Vec<_> = parsed.problems.iter().map(|problem| problem.field).collect();
        assert_eq!(fields, [Some(Field::Memory), Some(Field::HotSet), Some(Field::Memory)]);
        assert!(parsed.inputs.scenario().is_ok());
    }

    #[test]
    fn a_hot_set_larger_than_the_working_set_is_said_and_replaced() {
        let parsed = parse("mem=1GiB&ws=100MiB&hot=3GiB");
        assert!(parsed.problems.iter().any(|problem| problem.field == Some(Field::HotSet)));
        assert!(parsed.inputs.scenario().is_ok());
    }

    #[test]
    fn unknown_keys_are_kept() {
        let parsed = parse("page=plan&future=1&mem=8GiB");
        assert_eq!(parsed.others, [("page".to_owned(), "plan".to_owned()), ("future".to_owned(), "1".to_owned())]);
    }
}
