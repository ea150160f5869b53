//! Scenario files: a flat JSON object, one entry per field, as text with a unit or as a number whose name says its unit.
//!
//! ```json
//! { "version": 1, "hypervisor": "qemu", "memory": "64 GiB", "workingSet": "40 GiB", "hotSet": "10 %",
//!   "dirtyRatePagesPerSecond": 20000, "link": "10 Gbit/s" }
//! ```

use precopy_model::problem::Problem;
use serde_json::{Map, Value as Json};

use crate::Inputs;
use crate::entries::{Entries, VERSION};
use crate::fields::row;

/// Reads a scenario file.
///
/// # Errors
/// Text that is no JSON object (with line and column), and every problem of its entries.
pub fn parse(text: &str) -> Result<Inputs, Vec<Problem>> {
    match serde_json::from_str::<Entries>(text) {
        Ok(entries) => entries.inputs(),
        Err(error) => Err(vec![Problem::general(format!("This is not a scenario in JSON: {error}."))]),
    }
}

/// Writes a scenario file; [`parse`] reads it back to the same inputs.
#[must_use]
pub fn print(inputs: &Inputs) -> String {
    let mut object = Map::new();
    object.insert("version".to_owned(), Json::from(VERSION));
    for (field, value) in inputs.entered() {
        object.insert(row(field).text.to_owned(), Json::from(value.text()));
    }
    // A map of texts always serialises.
    serde_json::to_string_pretty(&Json::Object(object)).unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;
    use precopy_model::problem::Field;

    #[track_caller]
    fn problem(text: &str) -> Problem {
        let mut problems = parse(text).unwrap_err();
        assert_eq!(problems.len(), 1, "{problems:?}");
        problems.remove(0)
    }

    #[test]
    fn prints_what_it_reads() {
        let inputs =
            parse(r#"{"hypervisor": "xen", "memory": "64 GiB", "hotSet": "5 %", "linkBytesPerSecond": 1.25e9}"#)
                .unwrap();
        assert_eq!(parse(&print(&inputs)), Ok(inputs));
    }

    #[test]
    fn both_spellings_at_once_are_a_problem() {
        let problem = problem(r#"{"memory": "4 GiB", "memoryBytes": 4294967296}"#);
        assert_eq!((problem.field, problem.what.as_str()), (Some(Field::Memory), "This is given twice."));
        assert_eq!(problem.allowed.unwrap(), r#"either memory: "64 GiB" or memoryBytes: a number"#);
    }

    #[test]
    fn a_repeated_name_is_a_problem() {
        assert_eq!(problem(r#"{"memory": "4 GiB", "memory": "8 GiB"}"#).what, "This is given twice.");
    }

    #[test]
    fn misspelt_names_get_the_nearest() {
        assert_eq!(problem(r#"{"memroy": "4 GiB"}"#).hint.as_deref(), Some("memory"));
        assert_eq!(problem(r#"{"dirtyRatePagePerSecond": 4}"#).hint.as_deref(), Some("dirtyRatePagesPerSecond"));
    }

    #[test]
    fn numbers_need_a_unit_in_their_name() {
        assert_eq!(
            problem(r#"{"memory": 4294967296}"#).what,
            "A number needs a unit in its name, or a text with a unit."
        );
        assert_eq!(problem(r#"{"memoryBytes": "4 GiB"}"#).what, "This spelling takes a number.");
        assert!(parse(r#"{"sharedBy": 2}"#).is_ok());
        assert_eq!(problem(r#"{"sharedBy": 2.5}"#).field, Some(Field::SharedBy));
    }

    #[test]
    fn what_is_no_object_is_refused() {
        for text in ["", "[]", "3", "null", "\"memory\"", "{", "{\"memory\": }", "{\"memory\": [\"4 GiB\"]}"] {
            assert!(parse(text).is_err(), "{text}");
        }
    }

    #[test]
    fn values_of_another_product_are_refused() {
        let problem = problem(r#"{"hypervisor": "xen", "downtimeLimit": "300 ms"}"#);
        assert_eq!(problem.what, "Xen 4.6 and later has no such value.");
    }
}
