//! Where every constant of every product comes from.

use precopy_formats::fields::TABLE;
use precopy_formats::{Inputs, Value};
use precopy_model::problem::Field;
use precopy_model::scenario::presets::{GROUPS, Preset};
use precopy_model::scenario::{Mark, Source};

/// The marks, in the order in which they are offered.
pub const MARKS: [Mark; 5] = [Mark::SourceCode, Mark::Documentation, Mark::ThirdParty, Mark::Inferred, Mark::Assumed];

/// A constant of a product.
#[derive(Clone, Debug, PartialEq)]
pub struct Constant {
    /// Which.
    pub field: Field,
    /// Its value.
    pub value: Value,
    /// Where it comes from.
    pub source: Source,
}

/// A product with its constants.
#[derive(Clone, Debug)]
pub struct Product {
    /// The name of its group.
    pub group: &'static str,
    /// The product.
    pub preset: &'static Preset,
    /// Its constants.
    pub constants: Vec<Constant>,
}

impl Product {
    /// Those with a mark; all where none is wanted.
    pub fn marked(&self, mark: Option<Mark>) -> impl Iterator<Item = &Constant> {
        self.constants.iter().filter(move |constant| mark.is_none_or(|mark| constant.source.mark == mark))
    }
}

/// Every product, as they are grouped. One's own has no constants: all of it is entered.
#[must_use]
pub fn products() -> Vec<Product> {
    let mut products = Vec::new();
    for group in GROUPS {
        for preset in group.presets.iter().flat_map(|presets| presets.iter()).filter(|preset| preset.id != "custom") {
            let mut inputs = Inputs::default();
            inputs.choose(preset);
            let constants = TABLE.iter().filter(|row| row.default.is_empty() && row.field != Field::Shape);
            let constants = constants.map(|row| row.field).filter(|&field| !inputs.is_moot(field)).map(|field| {
                let (value, source) = inputs.effective(field);
                Constant { field, value, source }
            });
            products.push(Product { group: group.name, preset, constants: constants.collect() });
        }
    }
    products
}

/// How many constants have a mark; all of them where none is given.
#[must_use]
pub fn count(products: &[Product], mark: Option<Mark>) -> usize {
    products.iter().map(|product| product.marked(mark).count()).sum()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_constant_has_one_of_the_marks() {
        let products = products();
        assert!(20 < products.len());
        let all = count(&products, None);
        assert_eq!(MARKS.into_iter().map(|mark| count(&products, Some(mark))).sum::<usize>(), all);
        assert!(300 < all, "{all}");
        for product in &products {
            assert!(5 < product.constants.len(), "{}", product.preset.id);
        }
    }

    #[test]
    fn what_was_read_in_source_code_says_where() {
        for product in &products() {
            for constant in product.marked(Some(Mark::SourceCode)) {
                assert!(!constant.source.what.is_empty() && !constant.source.place.is_empty(), "{constant:?}");
            }
        }
    }
}
