//! What a paper prints, over the axes of ours: points where it says at which value, levels where it does not.

use std::mem::discriminant;

use precopy_formats::lessons::{Answer, PrintedNumber, literal};
use precopy_model::quantity::text::Amount;

use super::{Line, Look};
use crate::learn::words;

/// What of it can be drawn.
#[derive(Debug, Default)]
pub(super) struct Printed {
    /// The points; none where nothing is printed with its place on the axis.
    pub(super) points: Option<Line>,
    /// Values without a place, with their names.
    pub(super) levels: Vec<(f64, String)>,
}

impl Printed {
    /// What is of the kind of the axis upwards; `place` says where on the axis across a text stands.
    pub(super) fn of(numbers: &[PrintedNumber], kind: Option<Amount>, place: impl Fn(&str) -> Option<f64>) -> Self {
        let mut told = Self::default();
        let mut pieces = Vec::new();
        for number in numbers {
            let Some((value, at)) = value_of(number, kind).map(|value| (value, number.across.as_deref())) else {
                continue;
            };
            match at.map(&place) {
                Some(Some(at)) => pieces.push(vec![(at, value)]),
                Some(None) => {}
                None => told.levels.push((value, words::printed_level(&number.value))),
            }
        }
        let line = || Line { name: words::PRINTED.to_owned(), look: Look::Printed, pieces };
        told.points = Some(line()).filter(|line| !line.pieces.is_empty());
        told
    }

    /// The largest value in it.
    pub(super) fn most(&self) -> f64 {
        let points = self.points.iter().flat_map(|line| line.pieces.iter().flatten()).map(|(_, value)| *value);
        points.chain(self.levels.iter().map(|(value, _)| *value)).fold(0.0, f64::max)
    }
}

/// The number in the base unit, where it is of this kind.
fn value_of(number: &PrintedNumber, kind: Option<Amount>) -> Option<f64> {
    let answer = literal(&number.value)?;
    let Answer::Amount(amount) = &answer else { return None };
    kind.filter(|kind| discriminant(kind) == discriminant(amount)).and_then(|_| answer.number())
}

#[cfg(test)]
mod tests {
    use precopy_model::quantity::Seconds;

    use super::*;

    #[test]
    fn a_number_is_drawn_where_it_belongs() {
        let number = |value: &str, across: Option<&str>| PrintedNumber {
            name: String::new(),
            value: value.to_owned(),
            place: String::new(),
            across: across.map(ToOwned::to_owned),
            of: None,
        };
        let numbers = [number("7.66s", Some("1")), number("314ms", None), number("98%", None), number("2s", Some("x"))];
        let kind = Some(Amount::Seconds(Seconds::from_seconds(1.0)));
        let printed = Printed::of(&numbers, kind, |text| text.parse().ok());
        assert_eq!(printed.points.as_ref().unwrap().pieces, [vec![(1.0, 7.66)]]);
        assert_eq!(printed.levels.len(), 1);
        assert!(printed.levels[0].1.contains("314 ms") && printed.most() == 7.66);
        assert!(Printed::of(&numbers, None, |_| None).levels.is_empty());
    }
}
