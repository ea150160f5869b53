//! Answers that are put back, cells that are predicted one by one, and questions that are refused.

mod advice;

use std::path::Path;
use std::{env, fs};

use precopy_formats::entries::{Entries, Raw};
use precopy_formats::fields::row;
use precopy_formats::link;
use precopy_model::scenario::LinkSpeed;
use serde_json::{Value, json};

use super::*;
use crate::questions::predict;

/// Scenarios of all kinds of links, thresholds and spellings.
const LINKS: [&str; 6] = [
    "hv=qemu&mem=64GiB&ws=40GiB&hot=4GiB&dirty=40000pages/s&link=10Gbit/s",
    "hv=xen&mem=8GiB&ws=4GiB&hot=10pct&dirty=20MiB/s&link=30000pages/s",
    "hv=ovirt-post-copy&mem=32GiB&dirty=60000pages/s&link=1Gbit/s",
    "hv=qemu-auto-converge&mem=16GiB&dirty=90000pages/s&link=900MB/s&cap=none",
    "hv=vmotion&mem=16GiB&writes=hot-sets&shape=70pct:20pct,30pct:80pct&link=25GbE",
    "hv=custom&mem=4GiB&page-size=2MiB&cap=none&max-downtime=50ms",
];

fn text(text: &str) -> Raw {
    Raw::Text(text.to_owned())
}

fn question(entries: &[(&str, Raw)]) -> Question {
    Question(Entries(entries.iter().map(|(name, raw)| ((*name).to_owned(), raw.clone())).collect()))
}

/// The same scenario as an object of texts, and with numbers wherever a field takes them.
fn spellings(link: &str) -> [Given; 3] {
    let texts = link::parse(link).inputs;
    let texts: Vec<(String, Raw)> =
        texts.entered().map(|(field, value)| (row(field).text.to_owned(), text(&value.text()))).collect();
    let inputs = link::parse(link).inputs;
    let checked = inputs.scenario().unwrap();
    let mut numbers = texts.clone();
    for (_, input) in Input::NAMES {
        if let Some(row) = amount::row(input)
            && let (Some(number), Some(value)) = (row.number, input.value(&checked))
            && inputs.get(row.field).is_some()
            && (row.text != "link" || matches!(checked.link.speed, LinkSpeed::Payload(_)))
        {
            numbers.retain(|(name, _)| name != row.text);
            numbers.push((number.to_owned(), Raw::Number(value)));
        }
    }
    [Given::Text(link.to_owned()), Given::Entries(Entries(texts)), Given::Entries(Entries(numbers))]
}

/// An object with fields of another one over its own, as JavaScript spreads them.
fn spread(given: &Given, fields: impl Iterator<Item = (String, Raw)>) -> Given {
    let Given::Entries(Entries(mut entries)) = given.clone() else { panic!("a link cannot be spread") };
    for (name, raw) in fields {
        entries.retain(|(other, _)| *other != name);
        entries.push((name, raw));
    }
    Given::Entries(Entries(entries))
}

fn targets() -> [(&'static str, Raw); 4] {
    [
        ("target.downtime", text("300 ms")),
        ("target.migrationTimeSeconds", Raw::Number(120.0)),
        ("target.data", text("4.5 GiB")),
        ("target.completes", Raw::Bool(true)),
    ]
}

#[test]
fn what_is_set_gives_what_was_predicted_bit_for_bit() {
    let (mut values, mut misses, mut without) = (0, 0, 0);
    for link in LINKS {
        for given in spellings(link) {
            for (name, _) in Input::NAMES {
                for target in targets() {
                    let asked = question(&[("input", text(name)), target]);
                    let Ok(solution) = solve_for(&given, &asked) else { continue };
                    assert_eq!(solution.value.is_none(), solution.nearest_miss.is_some());
                    for turned in [&solution.value, &solution.nearest_miss].into_iter().flatten() {
                        let Some(set) = &turned.set else {
                            without += 1;
                            continue;
                        };
                        values += 1;
                        misses += usize::from(solution.value.is_none());
                        if matches!(given, Given::Text(_)) {
                            continue;
                        }
                        let again = predict(&spread(&given, set.entries()), None).unwrap();
                        assert_eq!(again.summary, turned.predicted, "{link} {name} {set:?}");
                    }
                }
            }
        }
    }
    println!("{values} values, {misses} of them misses, {without} that no field says");
    assert!(100 < values && 0 < misses && 0 < without);
}

#[test]
fn the_present_is_what_is_predicted() {
    for link in LINKS {
        let [given, ..] = spellings(link);
        for predictor in ["bound", "rounds"] {
            let asked = question(&[
                ("input", text("hotSet")),
                ("target.completes", Raw::Bool(true)),
                ("predictor", text(predictor)),
            ]);
            let solution = solve_for(&given, &asked).unwrap();
            let summary = predict(&given, Some(&text(predictor))).unwrap().summary;
            assert_eq!(solution.present.predicted, summary);
            assert_eq!(
                solution.present.number,
                explore::Input::HotSet.value(&given.inputs().unwrap().scenario().unwrap()).unwrap()
            );
        }
    }
}

#[test]
fn a_cell_is_what_is_predicted_of_its_values() {
    let mut cells = 0;
    for link in LINKS {
        let [_, given, _] = spellings(link);
        for (across, down) in [("hotSet", "dirtyRate"), ("dirtyRate", "hotSet"), ("bandwidthCap", "dirtyRate")] {
            for predictor in ["bound", "rounds"] {
                let asked = question(&[
                    ("across.input", text(across)),
                    ("across.count", Raw::Number(4.0)),
                    ("down.input", text(down)),
                    ("down.count", Raw::Number(3.0)),
                    ("down.scale", text("linear")),
                    ("predictor", text(predictor)),
                ]);
                // A copy rate is above all caps.
                let Ok(axes) = sweep_axes(&given, &asked) else { continue };
                let checked = given.inputs().unwrap().scenario().unwrap();
                let downs = axes.down.unwrap();
                for (index, down_value) in downs.iter().enumerate() {
                    let row = sweep_row(&given, &asked, u32::try_from(index).unwrap()).unwrap();
                    assert_eq!(row.len(), 4 * axes.across.len());
                    for (cell, across_value) in row.chunks(4).zip(&axes.across) {
                        let fields = [(across, *across_value), (down, *down_value)].map(|(name, number)| {
                            let input = Input::NAMES.iter().find(|(other, _)| *other == name).unwrap().1;
                            (name.to_owned(), text(&Amount::of(amount::of(input, &checked, number), number).text))
                        });
                        let said =
                            predict(&spread(&given, fields.into_iter()), Some(&text(predictor))).unwrap().summary;
                        let numbers = [said.downtime_seconds, said.migration_time_seconds, said.data_bytes];
                        let bits = |number: f64| number.to_bits();
                        assert_eq!(
                            cell[1..].iter().copied().map(bits).collect::<Vec<_>>(),
                            numbers.map(|number| bits(number.unwrap_or(f64::NAN))),
                            "{link} {across}={across_value} {down}={down_value}"
                        );
                        cells += 1;
                    }
                }
                assert!(sweep_row(&given, &asked, 3).unwrap().is_empty());
            }
        }
    }
    println!("{cells} cells");
    assert!(300 < cells);
}

#[test]
fn an_axis_is_read_in_the_unit_of_its_input() {
    let [given, ..] = spellings(LINKS[0]);
    let ends = |given: &Given, entries: &[(&str, Raw)]| {
        let mut all = vec![("across.count", Raw::Number(2.0))];
        all.extend_from_slice(entries);
        let axes = sweep_axes(given, &question(&all)).unwrap();
        (axes.across_unit, axes.across)
    };
    use crate::told::Unit;
    let gib = f64::from(1 << 30);
    for (given, input, from, to, expected) in [
        (&given, "memory", text("1 GiB"), text("1048576 pages"), (Unit::Bytes, [gib, 4.0 * gib])),
        (&given, "workingSet", text("50 %"), Raw::Number(64.0 * gib), (Unit::Bytes, [32.0 * gib, 64.0 * gib])),
        (&given, "hotSet", text("50 %"), text("40 GiB"), (Unit::Bytes, [20.0 * gib, 40.0 * gib])),
        (&given, "dirtyRate", Raw::Number(0.0), text("4 MiB/s"), (Unit::PagesPerSecond, [0.0, 1024.0])),
        (&given, "link", text("1GbE"), text("10 Gbit/s"), (Unit::BitsPerSecond, [1e9, 1e10])),
        (&given, "downtimeLimit", text("30 ms"), text("2 s"), (Unit::Seconds, [0.03, 2.0])),
        (&given, "bandwidthCap", text("128 MiB/s"), Raw::Number(1e9), (Unit::BytesPerSecond, [134_217_728.0, 1e9])),
        (&spellings(LINKS[1])[0], "link", text("10 pages/s"), Raw::Number(20.0), (Unit::PagesPerSecond, [10.0, 20.0])),
        (&spellings(LINKS[1])[0], "stopThreshold", text("1 MiB"), Raw::Number(500.0), (Unit::Pages, [256.0, 500.0])),
        (&spellings(LINKS[3])[0], "link", text("1 GB/s"), Raw::Number(2e9), (Unit::BytesPerSecond, [1e9, 2e9])),
        (&spellings(LINKS[3])[0], "firstThrottle", text("5 %"), Raw::Number(0.5), (Unit::Share, [0.05, 0.5])),
    ] {
        let said = ends(given, &[("across.input", text(input)), ("across.from", from), ("across.to", to)]);
        assert_eq!(said, (expected.0, expected.1.to_vec()), "{input}");
    }
}

/// The arguments that problems are about, with their hints.
type Refused<'a> = &'a [(&'a str, Option<&'a str>)];

#[test]
fn questions_are_refused_with_everything_that_is_wrong() {
    let [given, ..] = spellings(LINKS[0]);
    let two = || ("across.count", Raw::Number(2.0));
    let link = |from: &str| [("across.input", text("link")), two(), ("across.from", text(from))];
    let solving: [(&[(&str, Raw)], Refused); 12] = [
        (&[], &[("input", None), ("target", None)]),
        (&[("inptu", text("link")), targets()[0].clone()], &[("inptu", Some("input")), ("input", None)]),
        (
            &[("input", text("lnik")), ("predictor", text("paper"))],
            &[("input", Some("link")), ("predictor", None), ("target", None)],
        ),
        (
            &[("input", text("link")), ("target.downtme", text("1 s"))],
            &[("target.downtme", Some("downtime")), ("target", None)],
        ),
        (&[("input", text("link")), ("target", text("1 s"))], &[("target", None), ("target", None)]),
        (&[("input", text("link")), targets()[0].clone(), targets()[3].clone()], &[("target.completes", None)]),
        (&[("input", text("link")), ("target.downtime", Raw::Number(1.0))], &[("target.downtime", None)]),
        (&[("input", text("link")), ("target.downtimeSeconds", text("1 s"))], &[("target.downtimeSeconds", None)]),
        (&[("input", text("link")), ("target.dataBytes", Raw::Number(f64::NAN))], &[("target.dataBytes", None)]),
        (&[("input", text("link")), ("target.data", text("7 pages"))], &[("target.data", None)]),
        (&[("input", text("link")), ("target.completes", Raw::Bool(false))], &[("target.completes", None)]),
        (&[("input", text("stopThreshold")), targets()[0].clone()], &[("input", None)]),
    ];
    let sweeping: [(&[(&str, Raw)], Refused); 11] = [
        (&[], &[("across.input", None), ("across.count", None)]),
        (&[("across.input", text("link")), ("across.count", Raw::Number(2.5))], &[("across.count", None)]),
        (&[("across.input", text("link")), ("across.count", Raw::Number(1025.0))], &[("across.count", None)]),
        (&[("across.input", text("link")), two(), ("across.scale", text("log"))], &[("across.scale", None)]),
        (&[("across.input", text("link")), two(), two()], &[("across.count", None)]),
        (&link("1 GB/s"), &[("across.from", None)]),
        (&link("none"), &[("across.from", None)]),
        (&link("9 Tbit/s"), &[("across.to", None)]),
        (&link("100"), &[("across.from", Some("100 Gbit/s"))]),
        (
            &[
                ("across.input", text("hotSet")),
                two(),
                ("across.from", Raw::Number(0.0)),
                ("across.scale", text("logarithmic")),
            ],
            &[("across.scale", None)],
        ),
        (
            &[("across.input", text("link")), two(), ("down.input", text("link")), ("down.count", Raw::Number(2.0))],
            &[("down.input", None)],
        ),
    ];
    let mut refused: Vec<(Failure, Refused)> = Vec::new();
    for (entries, expected) in solving {
        refused.push((solve_for(&given, &question(entries)).unwrap_err(), expected));
    }
    for (entries, expected) in sweeping {
        refused.push((sweep_axes(&given, &question(entries)).unwrap_err(), expected));
        assert!(sweep_row(&given, &question(entries), 0).is_err());
    }
    for (failure, expected) in refused {
        println!("{}", failure.message);
        let said = failure.problems.iter().map(|problem| (problem.field.as_deref().unwrap(), problem.hint.as_deref()));
        assert!(said.eq(expected.iter().copied()), "{:?} {expected:?}", failure.problems);
        assert_eq!(failure.message.lines().count(), expected.len());
    }
}

/// What JavaScript has to get too, bit for bit: a browser test reads the same file.
#[test]
fn recorded_values_are_the_native_ones() {
    let file = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../tests/browser/model_explore_values.json");
    let (mut solved, mut swept, mut advised) = (Vec::new(), Vec::new(), Vec::new());
    for (number, link) in LINKS.into_iter().enumerate() {
        let given = Given::Text(link.to_owned());
        let asked = question(&[("targets.downtime", text("300 ms")), ("targets.migrationTime", text("10 min"))]);
        let counsel = advise(&given, &asked).unwrap();
        let asked = json!({ "targets": { "downtime": "300 ms", "migrationTime": "10 min" } });
        advised.push(json!({ "scenario": link, "question": asked, "counsel": counsel }));
        for predictor in ["bound", "rounds"] {
            for (input, target) in [("dirtyRate", 0), ("link", 1), ("downtimeLimit", 0), ("memory", 2)] {
                let (name, raw) = targets()[(target + number) % 4].clone();
                let asked = question(&[("input", text(input)), (name, raw.clone()), ("predictor", text(predictor))]);
                let Ok(solution) = solve_for(&given, &asked) else { continue };
                let target = match raw {
                    Raw::Text(text) => json!(text),
                    Raw::Number(number) => json!(number),
                    _ => json!(true),
                };
                let name = name.trim_start_matches("target.");
                let asked = json!({ "input": input, "target": { name: target }, "predictor": predictor });
                solved.push(json!({ "scenario": link, "question": asked, "solution": solution }));
            }
            let asked = question(&[
                ("across.input", text("hotSet")),
                ("across.count", Raw::Number(5.0)),
                ("down.input", text("memory")),
                ("down.count", Raw::Number(3.0)),
                ("predictor", text(predictor)),
            ]);
            let axes = sweep_axes(&given, &asked).unwrap();
            let rows: Vec<Vec<f64>> = (0..3).map(|row| sweep_row(&given, &asked, row).unwrap()).collect();
            let asked = json!({ "across": { "input": "hotSet", "count": 5 }, "down": { "input": "memory", "count": 3 }, "predictor": predictor });
            swept.push(json!({ "scenario": link, "question": asked, "axes": axes, "rows": rows }));
        }
    }
    // A line each.
    let lines = |all: &[Value]| all.iter().map(Value::to_string).collect::<Vec<_>>().join(",\n");
    let recorded = format!(
        "{{\"solved\": [\n{}\n],\n\"swept\": [\n{}\n],\n\"advised\": [\n{}\n]}}\n",
        lines(&solved),
        lines(&swept),
        lines(&advised)
    );
    if env::var_os("PRECOPY_WRITE_VALUES").is_some() {
        fs::write(&file, &recorded).unwrap();
    }
    assert!(
        fs::read_to_string(&file).unwrap_or_default() == recorded,
        "the values of tests/browser/model_explore_values.json have changed: write them anew with PRECOPY_WRITE_VALUES=1, and review them"
    );
}
