//! The same VM, dirtying and link under every product.

use std::cmp::Ordering;

use precopy_formats::Inputs;
use precopy_model::predict::{Outcome, Prediction, bound, rounds};
use precopy_model::problem::Field;
use precopy_model::scenario::presets::{GROUPS, Preset};

use super::Calculator;
use super::measure::Entries;

/// How the products are compared.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Compared {
    /// Whether each product shares the link as it does by default; otherwise it has it to itself.
    pub shared: bool,
    /// By what they are sorted; none: as they are grouped.
    pub order: Option<Order>,
}

/// By what the products are sorted.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Order {
    /// By which column.
    pub column: Column,
    /// Whether the largest comes first.
    pub descending: bool,
}

/// A column of the table.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Column {
    /// The product's name.
    Product,
    /// How it ends.
    Outcome,
    /// How long the guest runs nowhere.
    Downtime,
    /// How long it takes.
    MigrationTime,
    /// Bytes on the wire.
    Data,
    /// How long the guest is throttled or waits.
    Brownout,
}

impl Column {
    /// All of them, as they stand.
    pub const ALL: [Self; 6] =
        [Self::Product, Self::Outcome, Self::Downtime, Self::MigrationTime, Self::Data, Self::Brownout];
}

/// What a person chooses.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Change {
    /// Each product shares the link as it does by default, or has it to itself.
    Shared(bool),
    /// The head of a column was pressed.
    Sort(Column),
}

impl Compared {
    /// What it is after a choice. The head of a column sorts upwards first, then downwards, then not at all.
    #[must_use]
    pub fn after(self, change: Change) -> Self {
        match change {
            Change::Shared(shared) => Self { shared, ..self },
            Change::Sort(column) => {
                let order = match self.order.filter(|order| order.column == column) {
                    None => Some(Order { column, descending: false }),
                    Some(Order { descending: false, .. }) => Some(Order { column, descending: true }),
                    Some(_) => None,
                };
                Self { order, ..self }
            }
        }
    }
}

/// What one product would do.
#[derive(Clone, Debug)]
pub struct Row {
    /// The product.
    pub preset: &'static Preset,
    /// The name of its group.
    pub group: &'static str,
    /// Whether it is the one that is chosen, with what is entered for it.
    pub own: bool,
    /// How many migrations share the link.
    pub shared_by: u32,
    /// What is expected, and what is not exceeded; or what is wrong.
    pub said: Result<Said, String>,
}

/// What is said of one product.
#[derive(Clone, Debug)]
pub struct Said {
    /// Its loop, simulated.
    pub expected: Prediction,
    /// The bound.
    pub bound: Prediction,
}

impl Said {
    /// Whether the bound speaks of a column: it says nothing of what may be cancelled, and it does not know that some products
    /// raise their limit beyond it.
    #[must_use]
    pub fn bounds(&self, column: Column) -> bool {
        let complete = [&self.expected, &self.bound].iter().all(|one| one.outcome == Outcome::Completes);
        complete && number(&self.expected, column) <= number(&self.bound, column)
    }
}

/// What every product would do, as they are grouped.
#[must_use]
pub fn rows(calculator: &Calculator, alone: bool) -> Vec<Row> {
    let chosen = calculator.inputs.preset().id;
    let mut rows = Vec::new();
    for group in GROUPS {
        for preset in group.presets.iter().flat_map(|presets| presets.iter()) {
            let scenario = calculator.inputs.under(preset, alone).scenario();
            let shared_by = scenario.as_ref().map_or(1, |scenario| scenario.link.shared_by);
            let said = match scenario {
                Ok(scenario) => Ok(Said { expected: rounds::predict(&scenario), bound: bound::predict(&scenario) }),
                Err(problems) => Err(problems.first().map(ToString::to_string).unwrap_or_default()),
            };
            rows.push(Row { preset, group: group.name, own: preset.id == chosen, shared_by, said });
        }
    }
    rows
}

/// The rows in an order.
#[must_use]
pub fn in_order(rows: &[Row], order: Option<Order>) -> Vec<&Row> {
    let mut sorted: Vec<&Row> = rows.iter().collect();
    if let Some(Order { column, descending }) = order {
        sorted.sort_by(|a, b| {
            if column == Column::Product {
                let by_name = a.preset.name.cmp(b.preset.name);
                return if descending { by_name.reverse() } else { by_name };
            }
            // Those that do not get there come last either way, but where the ending itself is looked at.
            let by_ending = ending(a).cmp(&ending(b));
            let by_value = value(a, column).partial_cmp(&value(b, column)).unwrap_or(Ordering::Equal);
            match (column, descending) {
                (Column::Outcome, true) => by_ending.reverse(),
                (_, true) => by_ending.then(by_value.reverse()),
                (_, false) => by_ending.then(by_value),
            }
        });
    }
    sorted
}

fn ending(row: &Row) -> u8 {
    match row.said.as_ref().map(|said| said.expected.outcome) {
        Ok(Outcome::Completes) => 0,
        Ok(Outcome::Cancelled) => 1,
        Ok(Outcome::Never) => 2,
        Err(_) => 3,
    }
}

/// The number in a column that a row is sorted by.
fn value(row: &Row, column: Column) -> f64 {
    row.said.as_ref().map_or(0.0, |said| number(&said.expected, column))
}

/// The number in a column, by one of the two.
fn number(prediction: &Prediction, column: Column) -> f64 {
    match column {
        Column::Product | Column::Outcome => 0.0,
        Column::Downtime => prediction.downtime.map_or(0.0, |time| time.as_seconds()),
        Column::MigrationTime => prediction.migration_time.map_or(0.0, |time| time.as_seconds()),
        Column::Data => prediction.data.map_or(0.0, |data| data.as_bytes()),
        Column::Brownout => prediction.brownout.as_seconds(),
    }
}

/// What has to be entered for a product, so that the calculator shows what its row says.
#[must_use]
pub fn entries(inputs: &Inputs, preset: &'static Preset, alone: bool) -> Entries {
    let mut entries = vec![(Field::Hypervisor, preset.id.to_owned())];
    let shared = inputs.under(preset, false).scenario().is_ok_and(|scenario| scenario.link.shared_by != 1);
    if alone && shared {
        entries.push((Field::SharedBy, "1".to_owned()));
    }
    entries
}

#[cfg(test)]
mod tests {
    use super::*;
    use precopy_formats::Value;
    use precopy_model::scenario::presets;

    fn calculator(link: &str) -> Calculator {
        Calculator::of_link(link)
    }

    fn row<'a>(rows: &'a [Row], id: &str) -> &'a Row {
        rows.iter().find(|row| row.preset.id == id).unwrap()
    }

    fn time(row: &Row) -> f64 {
        row.said.as_ref().unwrap().expected.migration_time.unwrap().as_seconds()
    }

    #[test]
    fn every_product_has_a_row_and_the_chosen_one_is_marked() {
        let rows = rows(&calculator("hv=xen&mem=8GiB"), true);
        assert_eq!(rows.len(), presets::all().count());
        assert!(rows.iter().map(|row| row.preset.id).eq(presets::all().map(|preset| preset.id)));
        assert_eq!(rows.iter().filter(|row| row.own).map(|row| row.preset.id).collect::<Vec<_>>(), ["xen"]);
        assert!(rows.iter().all(|row| row.said.is_ok()));
    }

    #[test]
    fn options_count_for_the_chosen_product_only() {
        let entered = calculator("hv=qemu&cap=none&dirty=2000pages/s");
        let (own, plain) = (rows(&entered, true), rows(&calculator("hv=libvirt&dirty=2000pages/s"), true));
        assert!(time(row(&own, "qemu")) < time(row(&plain, "qemu")));
        assert_eq!(time(row(&own, "qemu-1.4")), time(row(&plain, "qemu-1.4")));
        assert_eq!(row(&own, "qemu").said.as_ref().unwrap().bound, bound::predict(&entered.scenario));
    }

    #[test]
    fn alone_a_product_is_faster_than_with_its_own_sharing() {
        let calculator = calculator("hv=qemu&dirty=1000pages/s&link=1Gbit/s");
        let (alone, shared) = (rows(&calculator, true), rows(&calculator, false));
        assert!(alone.iter().all(|row| row.shared_by == 1));
        assert!(1 < row(&shared, "vmotion").shared_by);
        assert!(time(row(&alone, "vmotion")) < time(row(&shared, "vmotion")) / 2.0);
        assert_eq!(time(row(&alone, "libvirt")), time(row(&shared, "libvirt")));
    }

    #[test]
    fn the_head_of_a_column_sorts_up_then_down_then_not_at_all() {
        let mut compared = Compared::default();
        let mut seen = Vec::new();
        for _ in 0..3 {
            compared = compared.after(Change::Sort(Column::Downtime));
            seen.push(compared.order.map(|order| order.descending));
        }
        assert_eq!(seen, [Some(false), Some(true), None]);
        let other = compared.after(Change::Sort(Column::Data)).after(Change::Sort(Column::Brownout));
        assert_eq!(other.order, Some(Order { column: Column::Brownout, descending: false }));
    }

    #[test]
    fn what_does_not_get_there_comes_last_both_ways() {
        let rows = rows(&calculator("hv=qemu&mem=8GiB&dirty=60000pages/s&link=1Gbit/s"), true);
        for descending in [false, true] {
            let sorted = in_order(&rows, Some(Order { column: Column::MigrationTime, descending }));
            let endings: Vec<u8> = sorted.iter().map(|row| ending(row)).collect();
            assert!(endings.is_sorted() && endings.first() < endings.last(), "{endings:?}");
            let times: Vec<f64> = sorted.iter().filter(|row| ending(row) == 0).map(|row| time(row)).collect();
            assert!(times.is_sorted_by(|a, b| if descending { a >= b } else { a <= b }), "{times:?}");
        }
        let names = in_order(&rows, Some(Order { column: Column::Product, descending: false }));
        assert!(names.is_sorted_by_key(|row| row.preset.name));
        assert!(in_order(&rows, None).iter().map(|row| row.preset.id).eq(rows.iter().map(|row| row.preset.id)));
    }

    #[test]
    fn what_is_entered_gives_what_the_row_says() {
        let calculator = calculator("hv=qemu&cap=1GB/s&dirty=1000pages/s&link=1Gbit/s");
        for alone in [true, false] {
            for row in &rows(&calculator, alone) {
                let mut inputs = calculator.inputs.clone();
                for (field, text) in entries(&calculator.inputs, row.preset, alone) {
                    match precopy_formats::fields::row(field).parse(&text).unwrap() {
                        Value::Word(id) => inputs.choose(presets::find(id).unwrap()),
                        value => inputs.set(field, value),
                    }
                }
                let scenario = inputs.scenario().unwrap();
                let said = row.said.as_ref().unwrap();
                assert_eq!(rounds::predict(&scenario), said.expected, "{}", row.preset.id);
            }
        }
    }
}
