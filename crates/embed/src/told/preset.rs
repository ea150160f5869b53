//! A product with its options and values.

use precopy_formats::fields::{Row, TABLE, Takes, row};
use precopy_formats::{Inputs, Value as Entered};
use precopy_model::problem::Field;
use precopy_model::quantity::text::Amount;
use precopy_model::scenario::presets;
use serde::Serialize;

use super::Source;

/// A product: its own names for its options, and its values with their sources.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
pub(crate) struct Preset {
    /// Its short name, as in `hypervisor`; never changes.
    #[cfg_attr(test, ts(type = "PresetId"))]
    pub(crate) id: &'static str,
    /// Its name.
    pub(crate) name: &'static str,
    /// The name of its group.
    pub(crate) group: &'static str,
    /// What is special about its loop, in one line.
    pub(crate) summary: &'static str,
    /// In what its loop differs from what is computed here; null: in nothing that is known.
    pub(crate) caveat: Option<&'static str>,
    /// Its options, in the order in which its manual has them.
    pub(crate) options: Vec<Setting>,
    /// Its values, as they are on a link of 10 Gbit/s.
    pub(crate) values: Vec<Value>,
}

/// An option of a product, as the product names it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
pub(crate) struct Setting {
    /// The field of the scenario.
    #[cfg_attr(test, ts(type = "Field"))]
    pub(crate) field: &'static str,
    /// The product's own name.
    pub(crate) name: &'static str,
    /// Where it is one of a few words: those that the product has; empty: all that the field takes.
    pub(crate) words: Vec<&'static str>,
}

/// A value of a product, with its source.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
#[serde(rename_all = "camelCase")]
pub(crate) struct Value {
    /// The field of the scenario.
    #[cfg_attr(test, ts(type = "Field"))]
    pub(crate) field: &'static str,
    /// The name that a person reads.
    pub(crate) name: &'static str,
    /// The value as a text, as the field takes it.
    pub(crate) text: String,
    /// The value in the unit of `numberField`, or a count; null for words and for "none".
    pub(crate) number: Option<f64>,
    /// The field of the scenario that takes the number; null where it has none.
    #[cfg_attr(test, ts(type = "NumberField | null"))]
    pub(crate) number_field: Option<&'static str>,
    /// Where it comes from.
    pub(crate) source: Source,
}

impl Preset {
    /// Of a product.
    pub(crate) fn of(group: &'static str, preset: &'static presets::Preset) -> Self {
        let mut inputs = Inputs::default();
        inputs.choose(preset);
        // What no scenario says by itself is the product's.
        let of_product = |row: &&Row| {
            row.default.is_empty()
                && row.field != Field::Shape
                && inputs.applies(row.field)
                && !inputs.is_moot(row.field)
        };
        Self {
            id: preset.id,
            name: preset.name,
            group,
            summary: preset.summary,
            caveat: Some(preset.caveat).filter(|caveat| !caveat.is_empty()),
            options: preset.options.iter().map(Setting::from).collect(),
            values: TABLE.iter().filter(of_product).map(|row| Value::of(&inputs, row)).collect(),
        }
    }
}

impl From<&'static presets::Setting> for Setting {
    fn from(setting: &'static presets::Setting) -> Self {
        Self { field: row(setting.field).text, name: setting.name, words: setting.words.to_vec() }
    }
}

impl Value {
    fn of(inputs: &Inputs, row: &'static Row) -> Self {
        let (value, source) = inputs.effective(row.field);
        Self {
            field: row.text,
            name: row.field.name(),
            text: value.text(),
            number: match (row.takes, &value) {
                (Takes::Amount(_), Entered::Amount(amount)) => number(*amount),
                _ => None,
            },
            number_field: row.number,
            source: source.into(),
        }
    }
}

/// An amount in its base unit; none where there is no limit. Line rates have no number of their own, and no product has one.
fn number(amount: Amount) -> Option<f64> {
    match amount {
        Amount::Bytes(size) => Some(size.as_bytes()),
        Amount::Pages(pages) => Some(pages.as_pages()),
        Amount::Share(share) => Some(share),
        Amount::PagesPerSecond(rate) => Some(rate.as_pages_per_second()),
        Amount::BytesPerSecond(rate) => Some(rate.as_bytes_per_second()),
        Amount::Seconds(time) => Some(time.as_seconds()),
        Amount::Count(count) => Some(count),
        Amount::BitsPerSecond(_) | Amount::Unlimited => None,
    }
}
