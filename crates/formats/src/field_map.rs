//! Something for some of the fields: a small map with the fields as keys, in the order of the table.

use precopy_model::problem::Field;

/// A map from fields to values.
#[derive(Clone, Debug, PartialEq)]
pub struct FieldMap<T> {
    values: [Option<T>; Field::ALL.len()],
}

impl<T> Default for FieldMap<T> {
    fn default() -> Self {
        Self { values: [const { None }; Field::ALL.len()] }
    }
}

impl<T> FieldMap<T> {
    /// The value of a field.
    #[must_use]
    pub fn get(&self, field: Field) -> Option<&T> {
        self.values.get(field as usize).and_then(Option::as_ref)
    }

    /// Gives a field a value.
    pub fn insert(&mut self, field: Field, value: T) {
        if let Some(place) = self.values.get_mut(field as usize) {
            *place = Some(value);
        }
    }

    /// Takes a field's value away.
    pub fn remove(&mut self, field: Field) {
        if let Some(place) = self.values.get_mut(field as usize) {
            *place = None;
        }
    }

    /// Keeps the values of those fields for which the answer is yes.
    pub fn retain(&mut self, keep: impl Fn(Field) -> bool) {
        for field in Field::ALL {
            if !keep(field) {
                self.remove(field);
            }
        }
    }

    /// The fields that have a value, with it.
    pub fn iter(&self) -> impl Iterator<Item = (Field, &T)> {
        Field::ALL.into_iter().filter_map(|field| self.get(field).map(|value| (field, value)))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_field_has_its_own_place() {
        let mut map = FieldMap::default();
        for (index, field) in Field::ALL.into_iter().enumerate() {
            assert_eq!(field as usize, index);
            map.insert(field, index);
        }
        map.retain(|field| field == Field::Link);
        assert_eq!(map.iter().collect::<Vec<_>>(), [(Field::Link, &7)]);
    }
}
