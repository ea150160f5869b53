//! Links and scenario files: what is printed reads back to the same inputs.

use precopy_formats::fields::{Row, TABLE, Takes, row};
use precopy_formats::{Inputs, Value, json, link};
use precopy_model::problem::Field;
use precopy_model::quantity::text::{self, Amount, Kind};
use precopy_model::quantity::{BitsPerSecond, Bytes, BytesPerSecond, Pages, PagesPerSecond, Seconds};
use precopy_model::scenario::presets;
use proptest::prelude::*;

use super::config;

/// Inputs of a sound scenario, in all units, with numbers as sliders and conversions leave them.
fn inputs() -> impl Strategy<Value = Inputs> {
    let preset = prop::sample::select(presets::all().collect::<Vec<_>>());
    let share = || prop_oneof![(0_u32..=1000).prop_map(|n| f64::from(n) / 1000.0), 0.0..=1.0_f64];
    let entered = prop::collection::vec((any::<bool>(), 0.0..1.0_f64, 0_usize..3), TABLE.len());
    (preset, 20.0..40.0_f64, share(), share(), entered).prop_map(|(preset, memory, working, hot, entered)| {
        let mut inputs = Inputs::default();
        if let Some(preset) = presets::find(preset.id) {
            inputs.choose(preset);
        }
        for (row, (wanted, number, unit)) in TABLE.iter().zip(entered) {
            if wanted
                && inputs.applies(row.field)
                && let Some(value) = some_value(row, number, unit)
            {
                inputs.set(row.field, value);
            }
        }
        // Sizes that fit into each other, in bytes or as shares.
        let size = |bytes| Value::Amount(Amount::Bytes(Bytes::from_bytes(bytes)));
        let memory = memory.exp2();
        inputs.set(Field::Memory, size(memory));
        inputs.set(Field::WorkingSet, Value::Amount(Amount::Share(working)));
        inputs.set(Field::HotSet, size(memory * working * hot * 0.999));
        if let Ok(shape) = row(Field::Shape).parse(&some_shape(inputs.pattern_word(), working, hot)) {
            inputs.set(Field::Shape, shape);
        }
        // Values that exclude each other, as a downtime limit and a threshold in pages do: one of them goes.
        for _ in TABLE {
            if let Some(field) = inputs.scenario().err().and_then(|problems| problems.first()?.field) {
                inputs.reset(field);
            }
        }
        inputs
    })
}

/// A shape of this pattern, chosen by two numbers between 0 and 1; for some patterns now and then none.
fn some_shape(pattern: &str, one: f64, other: f64) -> String {
    let percent = |share: f64| text::print(Amount::Share(share));
    match pattern {
        "hot-sets" if one < 0.8 => {
            format!("{}:{},{} : {}", percent(one), percent(other), percent(1.0 - one), percent(1.0 - other))
        }
        "phases" if one < 0.8 => format!("{} s:100 %, 2 min:{}", one + 0.01, percent(other)),
        "history" => format!("{} ms: {one},1e1, {other}", 1.0 + other * 1e4),
        "distinct" => format!("0:0, {}:{}, 2:1", one.max(0.01), one.max(0.01) * other),
        _ => String::new(),
    }
}

/// A value that this field accepts, chosen by a number between 0 and 1 and a unit.
fn some_value(row: &Row, number: f64, unit: usize) -> Option<Value> {
    let word = |count: usize| (number * count as f64) as usize;
    let across = |low: f64, high: f64| low * (high / low).powf(number);
    Some(match row.takes {
        // A shape belongs to its pattern.
        Takes::Preset | Takes::Shape => return None,
        Takes::Words(words) => Value::Word(words.get(word(words.len()))?.id),
        Takes::Amount(kind) if kind.allows_unlimited() && unit == 0 => Value::Amount(Amount::Unlimited),
        Takes::Amount(kind) => Value::Amount(match (kind, unit) {
            (Kind::Size, 0) => Amount::Pages(Pages::from_pages(across(1.0, 16.0))),
            (Kind::Size, _) => Amount::Bytes(Bytes::from_bytes(across(512.0, 65_536.0))),
            (Kind::DirtyRate | Kind::LinkSpeed, 0) => {
                Amount::PagesPerSecond(PagesPerSecond::from_pages_per_second(across(1.0, 1e7)))
            }
            (Kind::LinkSpeed, 1) => Amount::BitsPerSecond(BitsPerSecond::from_bits_per_second(across(1e6, 1e12))),
            (Kind::DirtyRate | Kind::LinkSpeed | Kind::ByteRateOrUnlimited, _) => {
                Amount::BytesPerSecond(BytesPerSecond::from_bytes_per_second(across(1e5, 1e11)))
            }
            (Kind::PageRateOrUnlimited, _) => {
                Amount::PagesPerSecond(PagesPerSecond::from_pages_per_second(across(1e3, 1e8)))
            }
            (Kind::Duration | Kind::DurationOrUnlimited, _) => {
                Amount::Seconds(Seconds::from_seconds(across(1e-3, 1e5)))
            }
            (Kind::Share | Kind::SizeOrShare, _) => Amount::Share(across(0.01, 1.0)),
            (Kind::Count | Kind::CountOrUnlimited, _) => Amount::Count(across(1.0, 1000.0).round()),
            (Kind::PagesOrUnlimited, 1) => Amount::Pages(Pages::from_pages(across(0.5, 1e6))),
            (Kind::PagesOrUnlimited, _) => Amount::Bytes(Bytes::from_bytes(across(4096.0, 1e9))),
        }),
    })
}

proptest! {
    #![proptest_config(config(1000))]

    #[test]
    fn a_link_reads_back(inputs in inputs()) {
        prop_assert_eq!(inputs.scenario().err(), None);
        let written = link::print(&inputs);
        let read = link::parse(&written);
        prop_assert_eq!(&read.problems, &Vec::new(), "{}", written);
        prop_assert_eq!(&read.others, &Vec::new(), "{}", written);
        prop_assert_eq!(&read.inputs, &inputs, "{}", written);
        prop_assert_eq!(&link::print(&read.inputs), &written);
        // As pasted from an address bar, a query or a mail program.
        for also in [format!("#{written}"), format!("?{written}"), written.replace('/', "%2F")] {
            prop_assert_eq!(link::parse(&also).inputs, inputs.clone(), "{}", also);
        }
    }

    #[test]
    fn a_scenario_file_reads_back(inputs in inputs()) {
        let written = json::print(&inputs);
        prop_assert_eq!(json::parse(&written), Ok(inputs.clone()), "{}", written);
        // The same scenario through the other format.
        let through_a_link = link::parse(&link::print(&inputs)).inputs;
        prop_assert_eq!(json::print(&through_a_link), written);
    }
}
