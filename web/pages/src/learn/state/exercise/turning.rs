//! What a student may turn: how an input is turned, how far, and which inputs can be offered.

use precopy_formats::fields::{Row, TABLE, Takes, Word};
use precopy_formats::lessons::{Setting, Start};
use precopy_formats::{Inputs, Value, link};
use precopy_model::explore::Input;
use precopy_model::problem::Field;
use precopy_model::quantity::text::{Amount, short};
use precopy_model::scenario::Checked;

use super::super::slider::Slider;

/// A slider goes to so many times its first value, and to such a part of it.
const REACH: f64 = 256.0;

/// How an input is turned.
#[derive(Clone, Debug)]
pub enum Way {
    /// Along a slider.
    Slide(Slider),
    /// By choosing a word.
    Choose(Vec<Word>),
    /// By typing.
    Type,
}

/// An input that a student may turn.
#[derive(Clone, Debug)]
pub struct Turned {
    /// Its row of the table.
    pub row: &'static Row,
    /// How.
    pub way: Way,
}

impl Turned {
    /// The input of a key; none where there is no such input. The slider hangs on the start alone, so that it stands still.
    #[must_use]
    pub fn of(key: &str, start: &Start) -> Option<Self> {
        let row = TABLE.iter().find(|row| row.key == key)?;
        let way = match row.takes {
            Takes::Words(_) | Takes::Preset => Way::Choose(row.words()),
            Takes::Shape => Way::Type,
            Takes::Amount(_) => {
                let setting = Setting::of(start).ok();
                let slider = setting.and_then(|setting| slider(row, &setting.inputs, &setting.scenario));
                slider.map_or(Way::Type, Way::Slide)
            }
        };
        Some(Self { row, way })
    }
}

/// What an input is now, whether it was entered or is the product's own.
#[must_use]
pub fn value(now: &Start, field: Field) -> Value {
    link::parse(&now.text()).inputs.effective(field).0
}

/// A value, for the eye.
#[must_use]
pub fn said(row: &Row, value: &Value) -> String {
    match value {
        Value::Amount(Amount::Unlimited) => "none".to_owned(),
        Value::Amount(amount) => short(*amount),
        Value::Word(id) => row
            .words()
            .into_iter()
            .find(|word| word.id == *id)
            .map_or_else(|| (*id).to_owned(), |word| word.name.to_owned()),
        Value::Text(text) => text.to_string(),
    }
}

fn slider(row: &Row, inputs: &Inputs, scenario: &Checked) -> Option<Slider> {
    let amount = inputs.effective(row.field).0.amount()?;
    let input = Input::ALL.into_iter().find(|input| input.field() == row.field);
    let is_share = matches!(amount, Amount::Share(_));
    let text = |number: f64| Value::Amount(amount.with_number(number)).compact();
    if is_share {
        let from = if row.field == Field::HotSet { 1e-4 } else { 0.01 };
        return Slider::of(row.key, (&text(from), &text(1.0)), row.field == Field::HotSet);
    }
    let now = amount.number();
    let span = input.and_then(|input| input.plausible(scenario)).filter(|span| span.contains(now));
    let (from, to) = match span {
        Some(span) if 0.0 < now => (span.from.max(now / REACH), span.to.min(now * REACH)),
        Some(span) => (span.from, span.to),
        None if 0.0 < now && now.is_finite() => (now / REACH, now * REACH),
        None => return None,
    };
    let from = if matches!(amount, Amount::Count(_) | Amount::Pages(_)) { from.max(1.0) } else { from };
    (from < to).then(|| Slider::of(row.key, (&text(from), &text(to)), true)).flatten()
}

/// All inputs that count, with their values for the eye.
#[must_use]
pub fn inputs_that_count(inputs: &Inputs) -> Vec<(&'static str, String)> {
    let all = TABLE.iter().filter(|row| inputs.applies(row.field) && !inputs.is_moot(row.field));
    let said = all.map(|row| (row.field.name(), said(row, &inputs.effective(row.field).0)));
    said.filter(|(_, value)| !value.is_empty()).collect()
}

/// The inputs that can be offered: those that most people turn, and the others. A pattern is no single value.
#[must_use]
pub fn offered(inputs: &Inputs) -> [Vec<&'static Row>; 2] {
    let all = TABLE.iter().filter(|row| {
        inputs.applies(row.field) && !inputs.is_moot(row.field) && !matches!(row.field, Field::Pattern | Field::Shape)
    });
    let is_first =
        |row: &&Row| row.field == Field::Hypervisor || Input::ALL.into_iter().any(|input| input.field() == row.field);
    let (first, others) = all.partition(is_first);
    [first, others]
}

#[cfg(test)]
mod tests {
    use super::*;

    fn start(link: &str) -> Start {
        Start::read(&link::print_complete(&link::parse(link).inputs)).unwrap()
    }

    #[test]
    fn whatever_is_offered_can_be_turned_and_begins_where_it_is() {
        for link in ["hv=qemu", "hv=xen&dirty=0pages/s", "hv=custom&ws=3GiB&mem=4GiB&link=30000pages/s", "hv=ovirt"] {
            let start = start(link);
            let inputs = Setting::of(&start).unwrap().inputs;
            for row in offered(&inputs).concat() {
                let turned = Turned::of(row.key, &start).unwrap();
                let value = value(&start, row.field);
                assert!(!said(row, &value).is_empty());
                if let Way::Slide(slider) = turned.way {
                    let (first, last) =
                        (slider.at_position(0), slider.at_position(super::super::super::slider::POSITIONS));
                    assert!(row.parse(&first).is_ok() && row.parse(&last).is_ok(), "{first} {last}");
                    let (low, now, high) =
                        (slider.number(&first), slider.number(&value.compact()), slider.number(&last));
                    assert!(low <= now && now <= high || now == Some(0.0), "{} {low:?} {now:?} {high:?}", row.key);
                }
            }
        }
    }

    #[test]
    fn words_are_chosen_and_what_has_no_number_is_typed() {
        let start = start("hv=qemu&cap=none");
        assert!(matches!(Turned::of("hv", &start).unwrap().way, Way::Choose(words) if 5 < words.len()));
        assert!(matches!(Turned::of("mem", &start).unwrap().way, Way::Slide(_)));
        assert!(matches!(Turned::of("tunnel-max", &start).unwrap().way, Way::Type));
        assert!(Turned::of("speed", &start).is_none());
    }
}
