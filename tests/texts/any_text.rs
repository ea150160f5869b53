//! Any text gives a value or a problem, and never a panic.

use precopy_formats::fields::TABLE;
use precopy_formats::{json, link};
use precopy_model::quantity::text::{self, Amount};
use proptest::prelude::*;
use proptest::test_runner::TestCaseError;

use super::amounts::{bits, reads_back};
use super::{KINDS, config};

/// Pieces that come close to being right.
const PIECES: &[&str] = &[
    "1",
    "0",
    "64",
    "1.5",
    "1e9",
    "1e999",
    "e",
    "-",
    "−",
    "+",
    ".",
    ",",
    "_",
    "'",
    " ",
    "\u{a0}",
    "\u{2009}",
    "%",
    "pct",
    "GiB",
    "GB",
    "G",
    "k",
    "pages",
    "pages/s",
    "/s",
    "Gbit/s",
    "gb/s",
    "GbE",
    "ms",
    "µs",
    "μs",
    "s",
    "min",
    "none",
    "unlimited",
    "∞",
    "NaN",
    "inf",
    "×",
    "x",
    "#",
    "?",
    "&",
    "=",
    "v=1",
    "v=99",
    "hv",
    "hv=qemu",
    "hv=xen",
    "hv=custom",
    "&mem=",
    "&ws=",
    "&hot=",
    "&dirty=",
    "&link=",
    "&max-downtime=",
    "&stop-pages=",
    "&page-size=",
    "&loop=",
    "rounds",
    "&volume=",
    "&time-limit=",
    "&shared-by=",
    "&goodput=",
    "&writes=",
    "history",
    "&shape=",
    "1s:100,80",
    "&embed=1",
    "%20",
    "%",
    "%f",
    "%ff%fe",
    "%00",
    "{",
    "}",
    "[",
    "]",
    ":",
    "\"",
    "\"memory\"",
    "\"memoryBytes\":",
    "null",
    "true",
    "\\u0000",
    "\0",
    "\n",
    "\u{202e}",
    "🦀",
    "ﬀ",
    "İ",
    "٣",
    "½",
    "e\u{301}",
];

fn a_text() -> impl Strategy<Value = String> {
    let pieces = prop::collection::vec(prop::sample::select(PIECES), 0..12).prop_map(|pieces| pieces.concat());
    prop_oneof![3 => pieces, 1 => ".{0,80}", 1 => any::<String>()]
}

/// Long, deep, broken and strange ones that chance does not find.
fn nasty() -> Vec<String> {
    let mut texts: Vec<String> = vec![
        String::new(),
        "&".repeat(5000),
        "&".repeat(100_000),
        "=".repeat(5000),
        "#".repeat(5000),
        "%".repeat(8000),
        "%25".repeat(2500),
        "mem=64GiB&".repeat(800),
        "mem=64GiB&".repeat(100_000),
        "x=1&".repeat(2000),
        "9".repeat(60),
        "9".repeat(1_000_000),
        format!("{} GiB", "9".repeat(50)),
        format!("0.{}1 GiB", "0".repeat(50)),
        "1,000,000,000,000,000,000,000 B".to_owned(),
        "1e+ GiB".to_owned(),
        "1e GiB".to_owned(),
        "1e-999 GiB".to_owned(),
        "+-1 GiB".to_owned(),
        "-0 B".to_owned(),
        "\u{feff}64 GiB".to_owned(),
        "６４ GiB".to_owned(),
        "64\u{0}GiB".to_owned(),
        "64 GİB".to_owned(),
        "٣ s".to_owned(),
        "🦀".repeat(3000),
        "é".repeat(61),
        "hv=%ff%fe&mem=%e2%82".to_owned(),
        "hv=custom&loop=rounds&page-size=0B&mem=0B&link=0pages/s&shared-by=0&goodput=0pct&volume=0&rounds=0".to_owned(),
        "hv=custom&page-size=1e300B&page-header=1e300B&mem=1e300B&ws=1e300B&hot=1e300B&dirty=1e300/s".to_owned(),
        "mem=1B&ws=900pct&hot=900pct&dirty=1e10/s&link=1e300bit/s&cap=1e300B/s".to_owned(),
        "[".repeat(100_000),
        "{\"a\":".repeat(100_000),
        format!("{{\"memory\": {}1{}}}", "[".repeat(100_000), "]".repeat(100_000)),
        format!("{{\"memory\": {}}}", "{\"a\":".repeat(100)),
        format!("{{\"memory\": \"{}\"}}", "9".repeat(100_000)),
        format!("{{\"memoryBytes\": {}}}", "9".repeat(400)),
        "{\"memoryBytes\": 1e999}".to_owned(),
        "{\"memoryBytes\": -1}".to_owned(),
        "{\"memoryBytes\": NaN}".to_owned(),
        "{\"memory\": \"\\ud800\"}".to_owned(),
        "{\"\": \"\"}".to_owned(),
        "{\"version\": 1e400}".to_owned(),
        format!("{{{}\"x\": 1}}", "\"memory\": \"4 GiB\", ".repeat(5000)),
    ];
    texts.extend(TABLE.iter().map(|row| format!("{}={}", row.key, "9".repeat(40))));
    texts
}

fn gives_a_value_or_a_problem(given: &str) -> Result<(), TestCaseError> {
    for kind in KINDS {
        match text::parse(given, kind) {
            Ok(Amount::Unlimited) => prop_assert!(kind.allows_unlimited()),
            Ok(amount) => {
                let number = f64::from_bits(bits(amount).1);
                prop_assert!(number.is_finite() && number.is_sign_positive(), "{given:?} became {amount:?}");
                reads_back(amount, &[kind])?;
            }
            Err(problem) => prop_assert!(problem.what.ends_with('.') && problem.what.chars().count() < 200),
        }
    }
    for row in TABLE {
        match row.parse(given) {
            Ok(value) => prop_assert_eq!(row.parse(&value.text()), Ok(value)),
            Err(problem) => {
                prop_assert_eq!(problem.field, Some(row.field));
                prop_assert!(problem.to_string().chars().count() < 500, "a message without end: {problem}");
            }
        }
    }
    let parsed = link::parse(given);
    prop_assert_eq!(parsed.inputs.scenario().err(), None);
    let again = link::parse(&link::print(&parsed.inputs));
    prop_assert_eq!((again.inputs, again.problems), (parsed.inputs, Vec::new()));
    match json::parse(given) {
        Ok(inputs) => {
            prop_assert_eq!(inputs.scenario().err(), None);
            prop_assert_eq!(json::parse(&json::print(&inputs)), Ok(inputs));
        }
        Err(problems) => prop_assert!(!problems.is_empty()),
    }
    Ok(())
}

proptest! {
    #![proptest_config(config(1500))]

    #[test]
    fn any_text_gives_a_value_or_a_problem(given in a_text()) {
        gives_a_value_or_a_problem(&given)?;
    }

    #[test]
    fn any_text_in_any_key_of_a_link_leaves_a_sound_scenario(
        values in prop::collection::vec((prop::sample::select(TABLE), a_text()), 1..6),
    ) {
        let mut link = String::from("v=1");
        for (row, value) in &values {
            link::push(&mut link, row.key, value);
        }
        gives_a_value_or_a_problem(&link)?;
        // Escaping holds: no value becomes a key.
        prop_assert_eq!(link::parse(&link).others, Vec::new());
    }

    #[test]
    fn any_text_in_any_entry_of_a_file_gives_inputs_or_problems(row in prop::sample::select(TABLE), given in a_text()) {
        let quoted = given.replace('\\', "\\\\").replace('"', "\\\"");
        let quoted: String = quoted.chars().filter(|c| !c.is_control()).collect();
        for name in [Some(row.text), row.number].into_iter().flatten() {
            gives_a_value_or_a_problem(&format!("{{\"{name}\": \"{quoted}\"}}"))?;
            gives_a_value_or_a_problem(&format!("{{\"{name}\": {given}}}"))?;
        }
    }
}

#[test]
fn nasty_texts_give_a_value_or_a_problem() {
    for given in nasty() {
        let shown: String = given.chars().take(40).collect();
        let error = gives_a_value_or_a_problem(&given).err().map(|error| error.to_string());
        assert_eq!(error, None, "{shown}");
    }
}
