//! What is said about ready-made scenarios. (Their titles and lines come with them, from the formats crate.)

use precopy_base::words::field_text;
use precopy_formats::Inputs;
use precopy_formats::ready::Ready;
use precopy_model::problem::Field;
use precopy_model::scenario::Mark;

/// Label of the field that finds one.
pub const SEARCH: &str = "Search";
/// An example in that field.
pub const SEARCH_EXAMPLE: &str = "database, Xen, Table IV …";
/// Said when nothing is found.
pub const NOTHING_FOUND: &str = "No scenario has all of these words.";
/// Buttons.
pub const CLEAR: &str = "Show all again";
/// The tag beside an assumed input.
pub const ASSUMED: &str = "assumed";
/// The tag of the card that is loaded.
pub const LOADED: &str = "loaded";
/// How many there are.
#[must_use]
pub fn count(found: usize, all: usize) -> String {
    if found == all { format!("{all} scenarios") } else { format!("{found} of {all} scenarios") }
}

/// The small facts of a scenario.
#[must_use]
pub fn facts(inputs: &Inputs) -> [String; 4] {
    let text = |field: Field| field_text(&inputs.effective(field).0);
    [
        text(Field::Memory),
        format!("dirties {}", text(Field::DirtyRate)),
        format!("link {}", text(Field::Link)),
        inputs.preset().name.to_owned(),
    ]
}

/// Where a scenario comes from, before what it assumes; nothing before "every value".
#[must_use]
pub fn source_before(ready: &Ready) -> String {
    if ready.source.mark == Mark::Assumed { String::new() } else { format!("{} · ", source(ready)) }
}

/// Where a scenario comes from.
#[must_use]
pub fn source(ready: &Ready) -> String {
    let source = ready.source;
    if source.what.is_empty() { source.place.to_owned() } else { format!("{}, {}", source.what, source.place) }
}

/// What of a scenario is assumed.
#[must_use]
pub fn assumed(ready: &Ready) -> String {
    if ready.source.mark == Mark::Assumed {
        return "every value".to_owned();
    }
    let mut names = String::new();
    for (field, _) in ready.assumed {
        if !names.is_empty() {
            names += ", ";
        }
        names += &field.name().to_ascii_lowercase();
    }
    names
}

/// The line below the title of a loaded scenario: source, and what is assumed.
#[must_use]
pub fn line(ready: &Ready) -> String {
    format!("{} · assumed: {}", source(ready), assumed(ready))
}

#[cfg(test)]
mod tests {
    use super::*;
    use precopy_formats::{link, ready};

    #[test]
    fn a_line_says_source_and_assumptions() {
        let find = |id: &str| ready::all().find(|ready| ready.id == id).unwrap();
        assert_eq!(
            line(find("postal-3")),
            "Salfner, Tröger, Richly 2012, Table IV, row 3 · assumed: memory, link speed, downtime limit"
        );
        assert_eq!(line(find("idle")), "an example of ours · assumed: every value");
        assert_eq!(
            facts(&link::parse(find("postal-3").link).inputs),
            ["8 GiB", "dirties 16,217 pages/s", "link 14,000 pages/s", "KVM as in the paper"]
        );
    }

    #[test]
    fn counts_say_of_how_many() {
        assert_eq!((count(42, 42), count(0, 42)), ("42 scenarios".to_owned(), "0 of 42 scenarios".to_owned()));
    }
}
