//! The field table: one row per input, from which links, attributes, JSON, fields on the page and their help all come.

use precopy_model::problem::{Field, Problem};
use precopy_model::quantity::text::{self, Amount, Kind};
use precopy_model::quantity::{Bytes, BytesPerSecond, Pages, PagesPerSecond, Seconds};
use precopy_model::scenario::presets;

use crate::{Value, nearest, shape};

mod table;

pub use table::{EMPTY_PAGES, ESTIMATES, LOOPS, ON_LIMIT, PATTERNS, TABLE, VOLUME_COUNTS, YES_NO};

/// One input: all its spellings, its kind, default and help.
#[derive(Clone, Copy, Debug)]
pub struct Row {
    /// Which input.
    pub field: Field,
    /// In links and as an attribute of the custom element.
    pub key: &'static str,
    /// In JSON, as text with a unit.
    pub text: &'static str,
    /// In JSON, as a number in the base unit that its name says; none where no unit is needed.
    pub number: Option<&'static str>,
    /// What values it takes.
    pub takes: Takes,
    /// The value when nothing is entered; empty: what the chosen product has.
    pub default: &'static str,
    /// Whose input it is.
    pub scope: Scope,
    /// What it means, in a sentence.
    pub help: &'static str,
}

/// What values a field takes.
#[derive(Clone, Copy, Debug)]
pub enum Takes {
    /// An amount in the unit grammar.
    Amount(Kind),
    /// One of these words.
    Words(&'static [Word]),
    /// The short name of a preset.
    Preset,
    /// The shape of a pattern of writes; what it has to be depends on the pattern.
    Shape,
}

/// One of the words that a field takes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Word {
    /// In links and files.
    pub id: &'static str,
    /// For people.
    pub name: &'static str,
}

const fn word(id: &'static str, name: &'static str) -> Word {
    Word { id, name }
}

/// Whose input it is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Scope {
    /// Of every scenario.
    Always,
    /// Of products that aim at a downtime.
    DowntimeProducts,
    /// Of every product, with the product's default.
    Product,
    /// Of the custom product, and of products that have it among their options.
    Option,
    /// Of products that have it among their options.
    NamedOption,
}

/// The row of a field.
#[must_use]
pub fn row(field: Field) -> &'static Row {
    // Every field has a row; a test holds that. The first row stands in, so that nothing can panic here.
    #[allow(clippy::indexing_slicing)] // at compile time
    static FIRST: Row = TABLE[0];
    TABLE.iter().find(|row| row.field == field).unwrap_or(&FIRST)
}

impl Row {
    /// Reads a value as it was written.
    ///
    /// # Errors
    /// One problem at this field, with what is allowed and a hint where there is one.
    pub fn parse(&self, given: &str) -> Result<Value, Problem> {
        let problem = |what: String| Problem::at(self.field, what).given(given.chars().take(60).collect::<String>());
        match self.takes {
            Takes::Amount(kind) => text::parse(given, kind).map(Value::Amount).map_err(|error| {
                let problem = problem(error.what).allowed(format!("for example {}", kind.example()));
                match error.hint {
                    Some(hint) => problem.hint(hint),
                    None => problem,
                }
            }),
            Takes::Words(words) => self.find_word(given, words.iter().map(|word| word.id)),
            Takes::Preset => self.find_word(given, presets::all().map(|preset| preset.id)),
            Takes::Shape => shape::text(given).map(Value::Text),
        }
    }

    fn find_word(&self, given: &str, words: impl Iterator<Item = &'static str> + Clone) -> Result<Value, Problem> {
        let given = given.trim();
        if let Some(id) = words.clone().find(|id| id.eq_ignore_ascii_case(given)) {
            return Ok(Value::Word(id));
        }
        let problem = Problem::at(self.field, "This name is not known here.")
            .given(given.chars().take(60).collect::<String>())
            .allowed(words.clone().collect::<Vec<_>>().join(", "));
        Err(match nearest(given, words) {
            Some(hint) => problem.hint(hint),
            None => problem,
        })
    }

    /// Reads a number in the field's base unit.
    ///
    /// # Errors
    /// When the number is NaN, infinite or negative, or the field takes words.
    pub fn number(&self, number: f64) -> Result<Value, Problem> {
        let problem = |what: &str| Problem::at(self.field, what).given(text::written_out(number));
        let Takes::Amount(kind) = self.takes else {
            return Err(problem("This needs a word, not a number."));
        };
        if !number.is_finite() {
            return Err(problem("This is not a finite number."));
        }
        if number < 0.0 {
            return Err(problem("This must not be negative."));
        }
        Ok(Value::Amount(match kind {
            Kind::Size | Kind::SizeOrShare => Amount::Bytes(Bytes::from_bytes(number)),
            Kind::DirtyRate | Kind::PageRateOrUnlimited => {
                Amount::PagesPerSecond(PagesPerSecond::from_pages_per_second(number))
            }
            Kind::LinkSpeed | Kind::ByteRateOrUnlimited => {
                Amount::BytesPerSecond(BytesPerSecond::from_bytes_per_second(number))
            }
            Kind::Duration | Kind::DurationOrUnlimited => Amount::Seconds(Seconds::from_seconds(number)),
            Kind::Share => Amount::Share(number),
            Kind::Count | Kind::CountOrUnlimited => Amount::Count(number),
            Kind::PagesOrUnlimited => Amount::Pages(Pages::from_pages(number)),
        }))
    }

    /// The words that the field takes; empty where it takes amounts.
    #[must_use]
    pub fn words(&self) -> Vec<Word> {
        match self.takes {
            Takes::Amount(_) | Takes::Shape => Vec::new(),
            Takes::Words(words) => words.to_vec(),
            Takes::Preset => presets::all().map(|preset| word(preset.id, preset.name)).collect(),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_field_has_exactly_one_row_in_the_same_order() {
        let rows: Vec<Field> = TABLE.iter().map(|row| row.field).collect();
        assert_eq!(rows, Field::ALL);
    }

    #[test]
    fn spellings_are_unique() {
        let mut names: Vec<&str> = TABLE.iter().flat_map(|row| [row.text].into_iter().chain(row.number)).collect();
        let mut keys: Vec<&str> = TABLE.iter().map(|row| row.key).collect();
        for list in [&mut names, &mut keys] {
            let count = list.len();
            list.sort_unstable();
            list.dedup();
            assert_eq!(list.len(), count);
        }
    }

    #[test]
    fn defaults_read_in_their_own_field() {
        for row in TABLE.iter().filter(|row| !row.default.is_empty()) {
            assert!(row.parse(row.default).is_ok(), "{}", row.key);
        }
    }

    #[test]
    fn a_misspelt_preset_gets_a_hint() {
        let problem = row(Field::Hypervisor).parse("qmeu").unwrap_err();
        assert_eq!(problem.hint.as_deref(), Some("qemu"));
    }
}
