//! A scenario as named entries: what a JSON object and a JavaScript object have in common.
//!
//! Everything goes through the field table: both spellings of one field at once, misspelt names, NaN and infinity are
//! problems with the nearest right name, not silent defaults.

use std::fmt;

use precopy_model::problem::Problem;
use precopy_model::quantity::text::Amount;
use serde::de::{Deserialize, Deserializer, MapAccess, SeqAccess, Visitor};

use crate::fields::{Row, TABLE, Takes};
use crate::{Inputs, Value, nearest};

/// The version of the scenario format, in links and in JSON.
pub const VERSION: u32 = 1;

/// A value as it came.
#[derive(Clone, Debug, PartialEq)]
pub enum Raw {
    /// A text.
    Text(String),
    /// A number.
    Number(f64),
    /// Yes or no.
    Bool(bool),
    /// Nothing: the product's own value, or no limit.
    Null,
    /// A list or an object, which no field takes.
    Nested,
}

/// The entries of an object in the order in which they came, repeated names included.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Entries(pub Vec<(String, Raw)>);

impl Entries {
    /// The inputs that the entries make; what is not mentioned has its default.
    ///
    /// # Errors
    /// Every problem: unknown and repeated names, values that do not fit, and what is wrong with the whole scenario.
    pub fn inputs(&self) -> Result<Inputs, Vec<Problem>> {
        let mut problems = Vec::new();
        let mut inputs = Inputs::default();
        let mut seen: Vec<&str> = Vec::new();
        let mut values: Vec<(&'static Row, Value)> = Vec::new();
        for (name, raw) in &self.0 {
            if name == "version" {
                if *raw != Raw::Number(f64::from(VERSION)) {
                    problems.push(
                        Problem::general("This version of the format is not known.").allowed(format!("{VERSION}")),
                    );
                }
                continue;
            }
            let Some(row) = TABLE.iter().find(|row| row.text == name || row.number == Some(name.as_str())) else {
                problems.push(unknown(name));
                continue;
            };
            if seen.contains(&row.text) {
                problems.push(Problem::at(row.field, "This is given twice.").allowed(both_spellings(row)));
                continue;
            }
            seen.push(row.text);
            match value(row, name, raw) {
                Ok(Some(value)) => values.push((row, value)),
                Ok(None) => {}
                Err(problem) => problems.push(problem),
            }
        }
        // The preset first: choosing it takes back what was entered for another one.
        for (row, value) in &values {
            if let (Takes::Preset, Value::Word(id)) = (row.takes, value)
                && let Some(preset) = precopy_model::scenario::presets::find(id)
            {
                inputs.choose(preset);
            }
        }
        for (row, value) in values {
            inputs.set(row.field, value);
        }
        if problems.is_empty()
            && let Err(found) = inputs.scenario()
        {
            problems = found;
        }
        if problems.is_empty() { Ok(inputs) } else { Err(problems) }
    }
}

fn value(row: &'static Row, name: &str, raw: &Raw) -> Result<Option<Value>, Problem> {
    let as_number = row.number == Some(name) || (row.number.is_none() && matches!(row.takes, Takes::Amount(_)));
    match raw {
        Raw::Null => match row.takes {
            Takes::Amount(kind) if kind.allows_unlimited() => Ok(Some(Value::Amount(Amount::Unlimited))),
            _ => Ok(None),
        },
        Raw::Number(_) | Raw::Bool(_) if matches!(row.takes, Takes::Shape) => {
            Err(Problem::at(row.field, "This needs a text.").allowed(both_spellings(row)))
        }
        Raw::Number(number) if as_number => row.number(*number).map(Some),
        Raw::Number(_) => Err(Problem::at(row.field, "A number needs a unit in its name, or a text with a unit.")
            .allowed(both_spellings(row))),
        Raw::Text(_) if row.number == Some(name) => {
            Err(Problem::at(row.field, "This spelling takes a number.").allowed(both_spellings(row)))
        }
        Raw::Text(text) => row.parse(text).map(Some),
        Raw::Bool(yes) => row.parse(if *yes { "yes" } else { "no" }).map(Some),
        Raw::Nested => Err(Problem::at(row.field, "This needs a text or a number, not a list or an object.")),
    }
}

fn both_spellings(row: &Row) -> String {
    let example = match row.takes {
        Takes::Amount(kind) => kind.example(),
        Takes::Words(_) | Takes::Preset | Takes::Shape => row.default,
    };
    match row.number {
        Some(number) => format!("either {}: \"{example}\" or {number}: a number", row.text),
        None => format!("{} once", row.text),
    }
}

fn unknown(name: &str) -> Problem {
    let shown: String = name.chars().take(60).collect();
    let problem = Problem::general(format!("There is no input “{shown}”.")).given(shown);
    let names = TABLE.iter().flat_map(|row| [row.text].into_iter().chain(row.number));
    match nearest(name, names) {
        Some(hint) => problem.hint(hint),
        None => problem,
    }
}

impl<'de> Deserialize<'de> for Entries {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct Object;
        impl<'de> Visitor<'de> for Object {
            type Value = Entries;
            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str("an object with the fields of a scenario")
            }
            fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Entries, A::Error> {
                let mut entries = Vec::new();
                while let Some(entry) = map.next_entry()? {
                    entries.push(entry);
                }
                Ok(Entries(entries))
            }
        }
        // `deserialize_any`: what is not an object is refused by the visitor, also by serde-wasm-bindgen.
        deserializer.deserialize_any(Object)
    }
}

impl<'de> Deserialize<'de> for Raw {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct Any;
        impl<'de> Visitor<'de> for Any {
            type Value = Raw;
            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str("a text, a number, yes or no")
            }
            fn visit_bool<E>(self, value: bool) -> Result<Raw, E> {
                Ok(Raw::Bool(value))
            }
            fn visit_i64<E>(self, value: i64) -> Result<Raw, E> {
                Ok(Raw::Number(value as f64))
            }
            fn visit_u64<E>(self, value: u64) -> Result<Raw, E> {
                Ok(Raw::Number(value as f64))
            }
            fn visit_f64<E>(self, value: f64) -> Result<Raw, E> {
                Ok(Raw::Number(value))
            }
            fn visit_str<E>(self, value: &str) -> Result<Raw, E> {
                Ok(Raw::Text(value.to_owned()))
            }
            fn visit_unit<E>(self) -> Result<Raw, E> {
                Ok(Raw::Null)
            }
            fn visit_none<E>(self) -> Result<Raw, E> {
                Ok(Raw::Null)
            }
            fn visit_some<D: Deserializer<'de>>(self, deserializer: D) -> Result<Raw, D::Error> {
                Raw::deserialize(deserializer)
            }
            fn visit_seq<A: SeqAccess<'de>>(self, mut seq: A) -> Result<Raw, A::Error> {
                while seq.next_element::<serde::de::IgnoredAny>()?.is_some() {}
                Ok(Raw::Nested)
            }
            fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Raw, A::Error> {
                while map.next_entry::<serde::de::IgnoredAny, serde::de::IgnoredAny>()?.is_some() {}
                Ok(Raw::Nested)
            }
        }
        deserializer.deserialize_any(Any)
    }
}
