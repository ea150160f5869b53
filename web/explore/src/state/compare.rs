//! The present scenario beside those that are pinned: what differs between them, and what that comes to.

use std::borrow::Borrow;

use precopy_base::calculator::Calculator;
use precopy_formats::fields::TABLE;
use precopy_formats::pins::{self, Pin};
use precopy_formats::scenario_file::Kept;
use precopy_formats::{Inputs, link};
use precopy_model::explore::Input;
use precopy_model::predict::{Outcome, Prediction, Reason, bound, rounds};
use precopy_model::problem::Field;
use precopy_model::quantity::Seconds;
use precopy_model::quantity::text::Amount;
use precopy_model::scenario::{Checked, LimitAction};

/// One scenario of the comparison.
#[derive(Clone, Debug, PartialEq)]
pub struct Column {
    /// The key of the link that holds it; none: the present one.
    pub key: Option<&'static str>,
    /// What a person calls it.
    pub name: String,
    /// What is entered.
    pub inputs: Inputs,
    scenario: Checked,
    bound: Prediction,
    expected: Prediction,
}

/// Who says a number.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Who {
    /// What is not exceeded.
    Bound,
    /// What the product's own loop does.
    Expected,
}

/// A number that is compared.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Quantity {
    /// How long the guest runs nowhere.
    Downtime,
    /// How long it takes.
    Time,
    /// Bytes on the wire.
    Data,
    /// How long the guest is throttled or waits.
    Brownout,
}

impl Quantity {
    /// In the order in which they stand.
    pub const ALL: [Self; 4] = [Self::Downtime, Self::Time, Self::Data, Self::Brownout];
}

/// What a row of the table is about.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Line {
    /// An input.
    Input(Field),
    /// How it ends.
    Ending(Who),
    /// A number.
    Number(Quantity, Who),
}

/// What stands in a cell.
#[derive(Clone, Debug, PartialEq)]
pub enum Value {
    /// Nothing: this product has no such input, or there is no such number.
    None,
    /// An amount, for what it is compared by where that is another one than what is shown.
    Amount {
        /// As it was entered or predicted.
        shown: Amount,
        /// In one unit for all columns.
        compared: Amount,
    },
    /// A word or a shape, by its input.
    Word(precopy_formats::Value),
    /// An ending, with what leads to it.
    Ending(Outcome, Reason),
}

impl Column {
    fn of(key: Option<&'static str>, name: String, inputs: &Inputs, scenario: &Checked) -> Self {
        let (bound, expected) = (bound::predict(scenario), rounds::predict(scenario));
        Self { key, name, inputs: inputs.clone(), scenario: scenario.clone(), bound, expected }
    }

    /// The one that is entered.
    #[must_use]
    pub fn present(calculator: &Calculator) -> Self {
        Self::of(None, calculator.name().to_owned(), &calculator.inputs, &calculator.scenario)
    }

    /// Those that are pinned, in the order of their letters. What cannot be read is none: the page says what is wrong with it.
    #[must_use]
    pub fn pinned(others: &[(String, String)]) -> Vec<Self> {
        let read = |key: &'static str| {
            let (_, text) = others.iter().find(|(known, _)| known == key)?;
            let Pin { name, inputs } = pins::parse(text).ok()?;
            let scenario = inputs.scenario().ok()?;
            Some(Self::of(Some(key), name, &inputs, &scenario))
        };
        pins::KEYS.into_iter().filter_map(read).collect()
    }

    /// Its letter; none of the present one.
    #[must_use]
    pub fn letter(&self) -> Option<char> {
        pins::letter(self.key?)
    }

    /// By what it is known in the document.
    #[must_use]
    pub const fn id(&self) -> &'static str {
        match self.key {
            Some(key) => key,
            None => "present",
        }
    }

    /// What it has in a row.
    #[must_use]
    pub fn value(&self, line: Line) -> Value {
        match line {
            Line::Input(field) => self.input(field),
            Line::Ending(who) => {
                let said = self.said(who);
                Value::Ending(said.outcome, said.reason)
            }
            Line::Number(quantity, who) => self.number(quantity, who).map_or(Value::None, Value::same),
        }
    }

    /// Whether its product slows a guest down, or lets it wait for pages. Most do not.
    fn may_have_brownout(&self) -> bool {
        let hypervisor = &self.scenario.hypervisor;
        hypervisor.throttle.value.is_some() || matches!(hypervisor.on_limit.value, LimitAction::PostCopy)
    }

    const fn said(&self, who: Who) -> &Prediction {
        match who {
            Who::Bound => &self.bound,
            Who::Expected => &self.expected,
        }
    }

    fn input(&self, field: Field) -> Value {
        if !self.inputs.applies(field) || self.inputs.is_moot(field) {
            return Value::None;
        }
        let (value, _) = self.inputs.effective(field);
        let Some(shown) = value.amount() else { return Value::Word(value) };
        // A share is compared by what it is a share of, a rate by the pages that it writes.
        let compared = match field {
            Field::Memory => Amount::Bytes(self.scenario.vm.memory),
            Field::WorkingSet => Amount::Bytes(self.scenario.vm.working_set),
            Field::HotSet => Amount::Bytes(self.scenario.dirtying.hot_set),
            Field::DirtyRate => Amount::PagesPerSecond(self.scenario.dirtying.rate),
            _ => shown,
        };
        Value::Amount { shown, compared }
    }

    /// A number; the bound's only where it bounds: it says nothing of what may be cancelled, and it does not know that some products raise
    /// their limit beyond it.
    fn number(&self, quantity: Quantity, who: Who) -> Option<Amount> {
        match who {
            Who::Expected => amount(&self.expected, quantity),
            Who::Bound => {
                let complete = [&self.expected, &self.bound].iter().all(|one| one.outcome == Outcome::Completes);
                let bound = amount(&self.bound, quantity).filter(|_| complete)?;
                let holds = amount(&self.expected, quantity).is_none_or(|expected| expected.number() <= bound.number());
                holds.then_some(bound)
            }
        }
    }
}

impl Value {
    const fn same(amount: Amount) -> Self {
        Self::Amount { shown: amount, compared: amount }
    }
}

fn amount(prediction: &Prediction, quantity: Quantity) -> Option<Amount> {
    let completes = prediction.outcome == Outcome::Completes;
    match quantity {
        Quantity::Downtime => prediction.downtime.filter(|_| completes).map(Amount::Seconds),
        Quantity::Time => prediction.migration_time.map(Amount::Seconds),
        Quantity::Data => prediction.data.map(Amount::Bytes),
        Quantity::Brownout => {
            Some(prediction.brownout).filter(|time| completes && Seconds::ZERO < *time).map(Amount::Seconds)
        }
    }
}

/// How a value differs from that of the base.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Difference {
    /// Not at all.
    None,
    /// It is something else.
    Other,
    /// By so much, which may be negative.
    By(Amount, f64),
    /// It is so many times as much.
    Times(f64),
}

/// Nothing differs that differs by less than printing it would show.
const ALIKE: f64 = 1e-9;

/// How a value differs from that of the base. A factor is said from twice and from half on, a difference within.
#[must_use]
pub fn difference(from: &Value, to: &Value) -> Difference {
    match (from, to) {
        (Value::Amount { compared: from, .. }, Value::Amount { compared: to, .. }) => between(*from, *to),
        (Value::Ending(from, why), Value::Ending(to, because)) => {
            let is_same = from == to && is_post_copy(why) == is_post_copy(because);
            if is_same { Difference::None } else { Difference::Other }
        }
        (from, to) if from == to => Difference::None,
        _ => Difference::Other,
    }
}

const fn is_post_copy(reason: &Reason) -> bool {
    matches!(reason, Reason::Limit { action: LimitAction::PostCopy, .. })
}

fn between(from: Amount, to: Amount) -> Difference {
    let is_one_unit = std::mem::discriminant(&from) == std::mem::discriminant(&to);
    let (from_base, to_base) = (from.number(), to.number());
    if from == to || (is_one_unit && (to_base - from_base).abs() <= ALIKE * from_base.abs()) {
        return Difference::None;
    }
    if !is_one_unit {
        return Difference::Other;
    }
    let times = to_base / from_base;
    if 0.0 < from_base && 0.0 < to_base && (2.0 <= times || times <= 0.5) {
        return Difference::Times(times);
    }
    Difference::By(to, to_base - from_base)
}

/// The rows: how it ends and the numbers; then those inputs that differ, or all that any of them has. What is dragged has its row always,
/// also while it happens to be the same, so that nothing comes and goes under the eyes of those who drag.
#[must_use]
pub fn lines<C: Borrow<Column>>(columns: &[C], all_inputs: bool) -> Vec<Line> {
    let columns: Vec<&Column> = columns.iter().map(Borrow::borrow).collect();
    let differs = |line: Line| {
        let Some((first, rest)) = columns.split_first() else { return false };
        let value = first.value(line);
        rest.iter().any(|column| difference(&value, &column.value(line)) != Difference::None)
    };
    let is_there = |line: Line| columns.iter().any(|column| column.value(line) != Value::None);
    let is_dragged = |field: Field| DRAGGED.iter().any(|input| input.field() == field);
    let mut lines = Vec::new();
    for who in [Who::Expected, Who::Bound] {
        lines.push(Line::Ending(who));
    }
    for quantity in Quantity::ALL {
        for who in [Who::Bound, Who::Expected] {
            let line = Line::Number(quantity, who);
            if quantity != Quantity::Brownout || columns.iter().any(|column| column.may_have_brownout()) {
                lines.push(line);
            }
        }
    }
    for row in TABLE.iter() {
        let line = Line::Input(row.field);
        if is_there(line) && (all_inputs || is_dragged(row.field) || differs(line)) {
            lines.push(line);
        }
    }
    lines
}

/// What has a slider.
const DRAGGED: [Input; 6] =
    [Input::Memory, Input::WorkingSet, Input::HotSet, Input::DirtyRate, Input::Link, Input::DowntimeLimit];

/// Whether anything is pinned that can be read.
#[must_use]
pub fn has_pins(others: &[(String, String)]) -> bool {
    others.iter().any(|(key, text)| pins::letter(key).is_some() && pins::parse(text).is_ok())
}

/// Why the present scenario cannot be pinned.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Refused {
    /// There is a pin under every letter.
    Full,
    /// The link would be longer than links are read.
    TooLong,
}

/// The key and the text that pin the present scenario under a name.
///
/// # Errors
/// When there is no place for it.
pub fn pin(calculator: &Calculator, name: &str) -> Result<(&'static str, String), Refused> {
    let is_free = |key: &&str| calculator.other(key).is_none_or(|text| pins::parse(text).is_err());
    let key = pins::KEYS.into_iter().find(is_free).ok_or(Refused::Full)?;
    let text = pins::print(name, &calculator.inputs);
    let mut whole = link::print(&calculator.inputs);
    for (other, said) in calculator.others.iter().filter(|(other, _)| other != key) {
        link::push(&mut whole, other, said);
    }
    link::push(&mut whole, key, &text);
    if link::MAX_BYTES < whole.len() { Err(Refused::TooLong) } else { Ok((key, text)) }
}

/// The link that takes a pinned scenario over: its inputs and its name, with what is wanted and compared as it is. What was known of the
/// inputs before is of other inputs.
#[must_use]
pub fn taken_over(calculator: &Calculator, column: &Column) -> String {
    let mut text = link::print(&column.inputs);
    let is_kept = |key: &str| key != "name" && key != "seed" && !key.starts_with("vary-");
    for (key, said) in calculator.shared().filter(|(key, _)| is_kept(key)) {
        link::push(&mut text, key, said);
    }
    if !column.name.is_empty() {
        link::push(&mut text, "name", &column.name);
    }
    text
}

/// The link that opens a kept scenario: what is kept, with what is compared and mapped as it is.
#[must_use]
pub fn opened(calculator: &Calculator, kept: &Kept) -> String {
    let mut text = kept.link();
    let is_of_the_page = |key: &str| pins::letter(key).is_some() || matches!(key, "map" | "curves");
    for (key, said) in calculator.shared().filter(|(key, _)| is_of_the_page(key)) {
        link::push(&mut text, key, said);
    }
    text
}

#[cfg(test)]
mod tests {
    use precopy_model::quantity::Bytes;

    use super::*;

    const MACHINE: &str = "hv=qemu&mem=4GiB&ws=2.8GiB&hot=512MiB&dirty=22000pages/s&link=10Gbit/s";

    fn with_pins(pinned: &[(&str, &str)]) -> Calculator {
        let mut text = MACHINE.to_owned();
        for (key, said) in pinned {
            link::push(&mut text, key, said);
        }
        Calculator::of_link(&text)
    }

    fn columns(calculator: &Calculator) -> Vec<Column> {
        let mut columns = vec![Column::present(calculator)];
        columns.extend(Column::pinned(&calculator.others));
        columns
    }

    #[test]
    fn what_is_pinned_is_a_column_and_what_cannot_be_read_is_none() {
        let calculator = with_pins(&[("pin-c", "Xen;hv:xen;mem:8GiB"), ("pin-a", "a;mem:8"), ("pin-b", ";mem:8GiB")]);
        let columns = columns(&calculator);
        let letters: Vec<Option<char>> = columns.iter().map(Column::letter).collect();
        assert_eq!(letters, [None, Some('B'), Some('C')]);
        assert!(has_pins(&calculator.others) && !has_pins(&with_pins(&[("pin-a", "a;mem:8"), ("map", "x")]).others));
        assert_eq!((&*columns[1].name, &*columns[2].name), ("", "Xen"));
        let (key, text) = pin(&calculator, "Now").unwrap();
        assert_eq!((key, pins::parse(&text).unwrap().inputs), ("pin-a", calculator.inputs.clone()));
        assert_eq!(Column::pinned(&[(key.to_owned(), text)])[0].bound, columns[0].bound);
    }

    #[test]
    fn there_is_room_for_six_and_for_what_a_link_can_hold() {
        let all = pins::KEYS.map(|key| (key, "a;mem:8GiB"));
        assert_eq!(pin(&with_pins(&all), "x"), Err(Refused::Full));
        let long = "n".repeat(link::MAX_BYTES - 150);
        assert_eq!(pin(&with_pins(&[("map", &long)]), "x"), Err(Refused::TooLong));
    }

    #[test]
    fn inputs_that_differ_or_are_dragged_have_a_row_unless_all_are_wanted() {
        let calculator = with_pins(&[("pin-a", "A;mem:4GiB;ws:70pct;hot:512MiB;dirty:44000pages/s;link:10Gbit/s")]);
        let columns = columns(&calculator);
        let inputs = |all: bool| {
            let lines = lines(&columns, all);
            lines.iter().filter(|line| matches!(line, Line::Input(_))).copied().collect::<Vec<_>>()
        };
        // The six that have sliders.
        assert_eq!(inputs(false).len(), 6);
        assert!(10 < inputs(true).len());
        let differs = |field: Field| {
            let [from, to] = [0, 1].map(|index| columns[index].value(Line::Input(field)));
            difference(&from, &to) != Difference::None
        };
        assert!(differs(Field::DirtyRate) && !differs(Field::WorkingSet), "70 % of 4 GiB are 2.8 GiB");
        assert!(!lines(&columns, false).contains(&Line::Number(Quantity::Brownout, Who::Expected)));
    }

    #[test]
    fn differences_are_factors_or_amounts() {
        let bytes = |gib: f64| Value::same(Amount::Bytes(Bytes::from_gib(gib)));
        let between = |from: f64, to: f64| difference(&bytes(from), &bytes(to));
        assert_eq!(between(4.0, 4.0), Difference::None);
        assert_eq!((between(4.0, 8.0), between(4.0, 1.0)), (Difference::Times(2.0), Difference::Times(0.25)));
        let Difference::By(_, by) = between(4.0, 3.0) else { panic!() };
        assert_eq!(by, -1024.0 * 1024.0 * 1024.0);
        assert!(matches!(between(0.0, 1.0), Difference::By(..)) && matches!(between(1.0, 0.0), Difference::By(..)));
        assert_eq!(difference(&Value::None, &bytes(1.0)), Difference::Other);
        assert_eq!(difference(&bytes(1.0), &Value::same(Amount::Unlimited)), Difference::Other);
        assert_eq!(difference(&Value::same(Amount::Unlimited), &Value::same(Amount::Unlimited)), Difference::None);
    }

    #[test]
    fn what_never_ends_differs_from_what_does() {
        let calculator = with_pins(&[("pin-a", "A;dirty:45000pages/s;link:1Gbit/s")]);
        let columns = columns(&calculator);
        let differs = |line: Line| difference(&columns[0].value(line), &columns[1].value(line));
        assert_eq!(differs(Line::Ending(Who::Expected)), Difference::Other);
        assert_eq!(columns[1].value(Line::Number(Quantity::Time, Who::Bound)), Value::None);
        assert_eq!(differs(Line::Number(Quantity::Time, Who::Bound)), Difference::Other);
    }

    #[test]
    fn a_bound_that_does_not_hold_is_not_compared() {
        let calculator = Calculator::of_link("hv=proxmox&dirty=284000pages/s&hot=1GiB");
        let column = Column::present(&calculator);
        assert_eq!(column.value(Line::Number(Quantity::Downtime, Who::Bound)), Value::None);
        assert_ne!(column.value(Line::Number(Quantity::Time, Who::Bound)), Value::None);
    }

    #[test]
    fn what_is_taken_over_keeps_what_is_compared_and_wanted() {
        let calculator = Calculator::of_link(
            "mem=8GiB&name=Now&want-time=1min&vary-hot=1GiB..2GiB&page=x&pin-a=Xen;hv:xen;mem:2GiB",
        );
        let column = Column::pinned(&calculator.others).remove(0);
        let over = Calculator::of_link(&taken_over(&calculator, &column));
        assert_eq!((&over.inputs, over.name()), (&column.inputs, "Xen"));
        let keys: Vec<&str> = over.others.iter().map(|(key, _)| key.as_str()).collect();
        assert_eq!(keys, ["want-time", "pin-a", "name"]);
    }
}
