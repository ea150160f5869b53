//! Text in and out: what is printed reads back to the same bits, any text at all gives a value or a problem, and links
//! that were once published keep their meaning.
//!
//! Random texts are the same in every run: the seed is fixed and nothing is written to disk.

use std::collections::BTreeMap;

use precopy_formats::fields::{Row, TABLE, Takes, row};
use precopy_formats::{Inputs, Value, json, link};
use precopy_model::problem::{Field, Problem};
use precopy_model::quantity::text::{self, Amount, Kind};
use precopy_model::quantity::{BitsPerSecond, Bytes, BytesPerSecond, Pages, PagesPerSecond, Seconds};
use precopy_model::scenario::{
    DataUnit, EmptyPages, LinkSpeed, LoopFamily, Pattern, Raised, Scenario, Threshold, TimeLimit, presets,
};
use proptest::prelude::*;
use proptest::test_runner::{Config, RngSeed, TestCaseError};

fn config(cases: u32) -> Config {
    Config {
        cases,
        rng_seed: RngSeed::Fixed(0x7E97),
        failure_persistence: None,
        max_global_rejects: 100_000,
        ..Config::default()
    }
}

const KINDS: [Kind; 12] = [
    Kind::Size,
    Kind::SizeOrShare,
    Kind::DirtyRate,
    Kind::LinkSpeed,
    Kind::ByteRateOrUnlimited,
    Kind::PageRateOrUnlimited,
    Kind::Duration,
    Kind::DurationOrUnlimited,
    Kind::Share,
    Kind::Count,
    Kind::CountOrUnlimited,
    Kind::PagesOrUnlimited,
];

// ---------------------------------------------------------------------------------------------------------------
// Amounts

/// Everything from the smallest to the largest number, and mostly what people write.
fn a_number() -> impl Strategy<Value = f64> {
    let any_size = prop::num::f64::POSITIVE | prop::num::f64::SUBNORMAL | prop::num::f64::ZERO;
    prop_oneof![
        2 => any_size,
        3 => (0.0..50.0_f64).prop_map(f64::exp),
        2 => 0.0..1.0_f64,
        2 => (0_u32..100_000, -3_i32..10).prop_map(|(digits, zeros)| f64::from(digits) * 10_f64.powi(zeros)),
        1 => (0_u32..100_000).prop_map(|sixteenths| f64::from(sixteenths) / 16.0),
    ]
}

/// Every variant that holds a number, with the kinds of field in which it can stand.
fn variants(number: f64) -> Vec<(Amount, &'static [Kind])> {
    use Kind::{
        ByteRateOrUnlimited, Count, CountOrUnlimited, DirtyRate, Duration, DurationOrUnlimited, LinkSpeed,
        PageRateOrUnlimited, PagesOrUnlimited, Share, Size, SizeOrShare,
    };
    vec![
        (Amount::Bytes(Bytes::from_bytes(number)), &[Size, SizeOrShare, PagesOrUnlimited]),
        (Amount::Pages(Pages::from_pages(number)), &[Size, SizeOrShare, PagesOrUnlimited]),
        (Amount::Share(number), &[SizeOrShare, Share]),
        (
            Amount::PagesPerSecond(PagesPerSecond::from_pages_per_second(number)),
            &[DirtyRate, LinkSpeed, PageRateOrUnlimited],
        ),
        (
            Amount::BytesPerSecond(BytesPerSecond::from_bytes_per_second(number)),
            &[DirtyRate, LinkSpeed, ByteRateOrUnlimited],
        ),
        (Amount::BitsPerSecond(BitsPerSecond::from_bits_per_second(number)), &[LinkSpeed]),
        (Amount::Seconds(Seconds::from_seconds(number)), &[Duration, DurationOrUnlimited]),
        (Amount::Count(number), &[Count, CountOrUnlimited]),
    ]
}

/// The variant and the bits of its number: stricter than `==`.
fn bits(amount: Amount) -> (std::mem::Discriminant<Amount>, u64) {
    let number = match amount {
        Amount::Bytes(value) => value.as_bytes(),
        Amount::Pages(value) => value.as_pages(),
        Amount::Share(value) | Amount::Count(value) => value,
        Amount::PagesPerSecond(value) => value.as_pages_per_second(),
        Amount::BytesPerSecond(value) => value.as_bytes_per_second(),
        Amount::BitsPerSecond(value) => value.as_bits_per_second(),
        Amount::Seconds(value) => value.as_seconds(),
        Amount::Unlimited => f64::INFINITY,
    };
    (std::mem::discriminant(&amount), number.to_bits())
}

fn reads_back(amount: Amount, kinds: &[Kind]) -> Result<(), TestCaseError> {
    for written in [text::print(amount), text::compact(amount)] {
        for &kind in kinds {
            let read = text::parse(&written, kind);
            prop_assert_eq!(read.map(bits), Ok(bits(amount)), "{:?} as “{}” for {:?}", amount, written, kind);
        }
    }
    let compact = text::compact(amount);
    prop_assert!(!compact.contains([' ', '%', '&', '=', '#']), "“{compact}” cannot stand in a link");
    Ok(())
}

proptest! {
    #![proptest_config(config(3000))]

    #[test]
    fn an_amount_reads_back_bit_for_bit(number in a_number()) {
        for (amount, kinds) in variants(number) {
            reads_back(amount, kinds)?;
        }
    }
}

#[test]
fn no_limit_reads_back_where_it_makes_sense() {
    for kind in KINDS {
        let read = text::parse(&text::print(Amount::Unlimited), kind);
        assert_eq!(read.is_ok(), kind.allows_unlimited(), "{kind:?}");
    }
}

#[test]
fn examples_and_defaults_read_in_their_own_kind() {
    for kind in KINDS {
        for example in kind.example().split([',']).flat_map(|part| part.split(" or ")) {
            assert!(text::parse(example, kind).is_ok(), "{kind:?} offers “{example}”, but refuses it");
        }
    }
    for row in TABLE.iter().filter(|row| !row.default.is_empty()) {
        assert!(row.parse(row.default).is_ok(), "{}", row.key);
    }
}

// ---------------------------------------------------------------------------------------------------------------
// Links and scenario files

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

// ---------------------------------------------------------------------------------------------------------------
// Any text

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

// ---------------------------------------------------------------------------------------------------------------
// What a link says, and what it puts right

/// What is said wrong is reported once, and what is said right is kept.
#[test]
fn a_small_memory_is_kept_although_the_default_hot_set_is_larger() {
    for (given, memory) in [("v=1&mem=256MiB", 268_435_456.0), ("v=1&hv=xen&mem=64MiB&ws=100pct", 67_108_864.0)] {
        let parsed = link::parse(given);
        let kept = parsed.inputs.scenario().map(|scenario| scenario.vm.memory.as_bytes());
        assert_eq!(kept, Ok(memory), "{given}: {:?}", parsed.problems);
    }
}

#[test]
fn a_problem_of_a_link_is_said_once() {
    for given in ["v=1&mem=256MiB", "v=1&mem=1GiB&ws=100MiB&hot=3GiB", "v=1&mem=1GiB&ws=3GiB", "v=1&link=0pages/s"] {
        let problems = link::parse(given).problems;
        let mut different: Vec<&Problem> = Vec::new();
        for problem in &problems {
            assert!(!different.contains(&problem), "{given} says {} times: {problem}", problems.len());
            different.push(problem);
        }
    }
}

/// A size in bytes is counted in pages of the size that was entered, wherever it stands.
#[test]
fn a_threshold_in_bytes_follows_the_page_size() {
    for given in ["hv=custom&stop-pages=4MiB&page-size=64KiB", "hv=custom&page-size=64KiB&stop-pages=4MiB"] {
        let scenario = link::parse(given).inputs.scenario().map(|scenario| scenario.hypervisor.threshold.value);
        assert_eq!(scenario, Ok(Threshold::Pages(Pages::from_pages(64.0))), "{given}");
    }
}

/// What a scenario says, as plain text: names as in scenario files, numbers in base units.
fn meaning(scenario: &Scenario) -> BTreeMap<&'static str, String> {
    let hypervisor = &scenario.hypervisor;
    let mut says = BTreeMap::new();
    let mut say = |name, value: String| says.insert(name, value);
    say("hypervisor", hypervisor.id.to_owned());
    say("memory", scenario.vm.memory.as_bytes().to_string());
    say("workingSet", scenario.vm.working_set.as_bytes().to_string());
    say("setup", scenario.hypervisor.setup.value.as_seconds().to_string());
    say("compressedTo", scenario.hypervisor.compression.value.to.to_string());
    say("hotSet", scenario.dirtying.hot_set.as_bytes().to_string());
    say("dirtyRate", scenario.dirtying.rate.as_pages_per_second().to_string());
    say(
        "link",
        match scenario.link.speed {
            LinkSpeed::Line(rate) => format!("line {}", rate.as_bits_per_second()),
            LinkSpeed::Payload(rate) => format!("payload {}", rate.as_bytes_per_second()),
            LinkSpeed::CopyRate(rate) => format!("copies {}", rate.as_pages_per_second()),
        },
    );
    say("goodput", scenario.link.goodput.to_string());
    say("sharedBy", scenario.link.shared_by.to_string());
    let numbers = |pairs: Vec<(f64, f64)>| pairs.iter().map(|(a, b)| format!("{a}:{b} ")).collect::<String>();
    say(
        "writes",
        match &scenario.dirtying.pattern {
            Pattern::RoundRobin => "round-robin".to_owned(),
            Pattern::Uniform => "uniform".to_owned(),
            Pattern::HotSets(sets) => numbers(sets.sets().iter().map(|set| (set.of_hot_set, set.of_rate)).collect()),
            Pattern::Load(load) => {
                numbers(load.phases().iter().map(|phase| (phase.lasts.as_seconds(), phase.of_rate)).collect())
            }
            Pattern::Distinct(curve) => numbers(curve.points().to_vec()),
        },
    );
    let or_none = |value: Option<f64>| value.map_or("none".to_owned(), |value| value.to_string());
    say("streamLimit", or_none(scenario.link.stream_limit.map(BytesPerSecond::as_bytes_per_second)));
    say("streams", scenario.link.streams.to_string());
    say("tunnelLimit", or_none(scenario.link.tunnel_limit.map(BytesPerSecond::as_bytes_per_second)));
    say("otherDataFirst", scenario.link.other_data.as_bytes().to_string());
    match hypervisor.threshold.value {
        Threshold::DowntimeLimit { limit, estimate, raised } => {
            if let Raised::OverTime { steps, every } = raised {
                say("downtimeSteps", steps.to_string());
                say("downtimeDelayPerGib", every.as_seconds().to_string());
            }
            say("downtimeLimit", limit.as_seconds().to_string());
            say("estimate", format!("{estimate:?}"));
        }
        Threshold::Pages(pages) => {
            say("stopThreshold", pages.as_pages().to_string());
        }
    }
    say("bandwidthCap", or_none(hypervisor.bandwidth_cap.value.map(BytesPerSecond::as_bytes_per_second)));
    say("capInStop", hypervisor.cap_in_stop.value.to_string());
    let (name, looks) = match hypervisor.family.value {
        LoopFamily::Fluid { tick } => ("fluid", Some(tick)),
        LoopFamily::ThresholdSync { burst, .. } => ("threshold", Some(burst)),
        LoopFamily::FixedRounds { .. } => ("rounds", None),
        LoopFamily::OvertakenRounds => ("overtaken", None),
        LoopFamily::EstimateRounds { .. } => ("estimate", None),
        LoopFamily::Vote { .. } => ("vote", None),
    };
    say("loop", name.to_owned());
    say("lookEvery", or_none(looks.map(Seconds::as_seconds)));
    say("roundLimit", or_none(hypervisor.round_limit.value.map(f64::from)));
    say("volumeLimit", or_none(hypervisor.volume_limit.value.map(|volume| volume.factor)));
    say("volumeCounts", format!("{:?}", hypervisor.volume_limit.value.map(|volume| volume.clock)));
    say("timeLimit", or_none(hypervisor.time_limit.value.map(|limit| limit.time.as_seconds())));
    if let Some(TimeLimit { time, per }) = hypervisor.time_limit.value
        && per != DataUnit::Migration
    {
        say("timeLimit", format!("{} {per:?}", time.as_seconds()));
    }
    say("slowDown", hypervisor.throttle.value.is_some().to_string());
    say("onLimit", format!("{:?}", hypervisor.on_limit.value));
    say(
        "emptyRate",
        match hypervisor.empty_pages.value {
            EmptyPages::Scanned(rate) => rate.as_pages_per_second().to_string(),
            EmptyPages::Skipped => "skipped".to_owned(),
            EmptyPages::SentInFull => "in full".to_owned(),
        },
    );
    say("deviceState", hypervisor.device_state.value.as_seconds().to_string());
    say("pageSize", hypervisor.page_size.value.as_bytes().to_string());
    say("pageHeader", hypervisor.page_header.value.as_bytes().to_string());
    say("emptyPage", hypervisor.empty_page.value.as_bytes().to_string());
    says
}

/// Every link that was ever published, with what it meant then. Lines are added, never changed: a link that has to mean
/// something else needs a new version.
const PUBLISHED: &[(&str, &[(&str, &str)])] = &[
    (
        "#v=1&hv=qemu&mem=64GiB&ws=40GiB&hot=4GiB&dirty=200MiB/s&link=10Gbit/s",
        &[
            ("hypervisor", "qemu"),
            ("memory", "68719476736"),
            ("workingSet", "42949672960"),
            ("hotSet", "4294967296"),
            ("dirtyRate", "51200"), // 200 MiB/s in pages of 4 KiB
            ("link", "line 10000000000"),
            ("sharedBy", "1"),
            ("streamLimit", "none"),
            ("loop", "threshold"),
            ("pageSize", "4096"),
        ],
    ),
    // What a link leaves out has the value that it had when version 1 began.
    (
        "#v=1",
        &[
            ("hypervisor", "qemu"),
            ("memory", "4294967296"),
            ("workingSet", "3006477107.2"), // 70 %
            ("hotSet", "541165879.296"),    // 18 % of 70 % of 4 GiB
            ("dirtyRate", "22000"),
            ("link", "line 10000000000"),
            ("streamLimit", "none"),
            ("writes", "round-robin"),
        ],
    ),
    (
        "#v=1&hv=kvm-paper&mem=4GB&ws=50pct&hot=25pct&dirty=17993pages/s&link=117.7MB/s&goodput=90pct&shared-by=2\
         &stream-max=1.2GB/s&max-downtime=1s&cap=none&empty-rate=unlimited&device-state=50ms",
        &[
            ("hypervisor", "kvm-paper"),
            ("memory", "4000000000"),
            ("workingSet", "2000000000"),
            ("hotSet", "500000000"),
            ("dirtyRate", "17993"),
            ("link", "payload 117700000"),
            ("goodput", "0.9"),
            ("sharedBy", "2"),
            ("streamLimit", "1200000000"),
            ("downtimeLimit", "1"),
            ("bandwidthCap", "none"),
            ("emptyRate", "skipped"),
            ("deviceState", "0.05"),
            ("loop", "fluid"),
            ("volumeLimit", "2"),
        ],
    ),
    (
        "#v=1&hv=xen&mem=524288pages&ws=100pct&hot=131072pages&dirty=20000pages/s&link=28735pages/s&device-state=0s",
        &[
            ("hypervisor", "xen"),
            ("memory", "2147483648"),
            ("workingSet", "2147483648"),
            ("hotSet", "536870912"),
            ("dirtyRate", "20000"),
            ("link", "copies 28735"),
            ("stopThreshold", "50"),
            ("roundLimit", "5"),
            ("deviceState", "0"),
            ("loop", "rounds"),
        ],
    ),
    (
        "#v=1&hv=custom&mem=1TiB&ws=512GiB&hot=0B&dirty=0pages/s&link=25Gbit/s&stop-pages=50pages&cap=1GB/s\
         &cap-in-stop=yes&loop=rounds&rounds=30&volume=3&time-limit=10min&on-limit=cancel&empty-rate=1000000pages/s\
         &device-state=1.5s&page-size=64KiB&page-header=16B&empty-page=1B",
        &[
            ("hypervisor", "custom"),
            ("memory", "1099511627776"),
            ("workingSet", "549755813888"),
            ("hotSet", "0"),
            ("dirtyRate", "0"),
            ("link", "line 25000000000"),
            ("stopThreshold", "50"),
            ("bandwidthCap", "1000000000"),
            ("capInStop", "true"),
            ("loop", "rounds"),
            ("roundLimit", "30"),
            ("volumeLimit", "3"),
            ("timeLimit", "600"),
            ("onLimit", "Cancel"),
            ("emptyRate", "1000000"),
            ("deviceState", "1.5"),
            ("pageSize", "65536"),
            ("pageHeader", "16"),
            ("emptyPage", "1"),
        ],
    ),
    (
        "#v=1&hv=custom&loop=fluid&on-limit=stop-and-copy&cap-in-stop=no&rounds=none&volume=none&time-limit=none\
         &stop-pages=none&max-downtime=500ms",
        &[
            ("loop", "fluid"),
            ("onLimit", "StopAndCopy"),
            ("capInStop", "false"),
            ("roundLimit", "none"),
            ("volumeLimit", "none"),
            ("timeLimit", "none"),
            ("downtimeLimit", "0.5"),
        ],
    ),
    (
        "#v=1&hv=custom&loop=fluid&look-every=250ms&estimate=mean&volume=2&volume-counts=bytes&empty-pages=full",
        &[
            ("loop", "fluid"),
            ("lookEvery", "0.25"),
            ("estimate", "MeanSinceStart"),
            ("volumeLimit", "2"),
            ("volumeCounts", "Some(BytesSent)"),
            ("emptyRate", "in full"),
        ],
    ),
    ("#v=1&hv=custom&loop=threshold&look-every=20ms", &[("loop", "threshold"), ("lookEvery", "0.02")]),
    (
        "#v=1&hv=custom&volume=3&volume-counts=time&empty-pages=skipped&estimate=last-window",
        &[("volumeCounts", "Some(Time)"), ("emptyRate", "skipped"), ("estimate", "LastWindow")],
    ),
    ("#v=1&hv=custom&empty-pages=scanned", &[("emptyRate", "5000000")]),
    ("#v=1&hv=custom&loop=estimate&estimate=last-round", &[("estimate", "LastRound")]),
    ("#v=1&hv=custom&loop=threshold", &[("loop", "threshold"), ("downtimeLimit", "0.3"), ("bandwidthCap", "none")]),
    ("#v=1&hv=custom&loop=estimate", &[("loop", "estimate"), ("downtimeLimit", "0.3"), ("pageSize", "4096")]),
    (
        "#v=1&hv=nova&mem=4GiB&streams=4&stream-max=10GB/s&tunnel-max=800MB/s&other-first=100GiB&downtime-steps=5\
         &downtime-delay=30s&slow-down=yes&on-limit=pause&time-limit=10min&max-downtime=1s",
        &[
            ("hypervisor", "nova"),
            ("streams", "4"),
            ("streamLimit", "10000000000"),
            ("tunnelLimit", "800000000"),
            ("otherDataFirst", "107374182400"),
            ("downtimeSteps", "5"),
            ("downtimeDelayPerGib", "30"),
            ("slowDown", "true"),
            ("onLimit", "Pause"),
            ("timeLimit", "600 GibAtLeastTwo"),
            ("downtimeLimit", "1"),
        ],
    ),
    (
        "#v=1&hv=kubevirt&on-limit=post-copy&slow-down=no",
        &[("onLimit", "PostCopy"), ("sharedBy", "2"), ("streams", "8")],
    ),
    ("#v=1&hv=custom&on-limit=stop-if-short&time-limit=60s", &[("onLimit", "StopIfWithin(Seconds(100.0))")]),
    ("#v=1&hv=custom&loop=vote&estimate=burst", &[("loop", "vote"), ("estimate", "SendBurst")]),
    ("#v=1&hv=custom&loop=overtaken", &[("loop", "overtaken")]),
    ("#v=1&hv=vmotion&link=1Gbit/s", &[("sharedBy", "4"), ("streamLimit", "1875000000")]),
    ("#v=1&hv=vmotion&link=10Gbit/s&stream-max=none", &[("sharedBy", "8"), ("streamLimit", "none")]),
    (
        "#v=1&hv=cloud-hypervisor&empty-pages=skipped&tunnel-max=none",
        &[("emptyRate", "skipped"), ("tunnelLimit", "none")],
    ),
    (
        "#v=1&hv=xen-3&rounds=10&stop-pages=100pages&volume=2",
        &[("roundLimit", "10"), ("volumeCounts", "Some(BytesSent)")],
    ),
    ("#v=1&hv=qemu-auto-converge", &[("hypervisor", "qemu-auto-converge"), ("slowDown", "true")]),
    ("#v=1&hv=qemu-1.4", &[("hypervisor", "qemu-1.4")]),
    ("#v=1&hv=qemu-kvm", &[("hypervisor", "qemu-kvm")]),
    ("#v=1&hv=libvirt", &[("hypervisor", "libvirt"), ("onLimit", "Pause")]),
    ("#v=1&hv=kubevirt-1.4", &[("hypervisor", "kubevirt-1.4")]),
    ("#v=1&hv=kubevirt-1.3", &[("hypervisor", "kubevirt-1.3"), ("timeLimit", "800 GbRoundedUp")]),
    ("#v=1&hv=ovirt-minimal-downtime", &[("hypervisor", "ovirt-minimal-downtime"), ("sharedBy", "2")]),
    ("#v=1&hv=ovirt-suspend", &[("hypervisor", "ovirt-suspend")]),
    ("#v=1&hv=ovirt-post-copy", &[("hypervisor", "ovirt-post-copy"), ("onLimit", "PostCopy")]),
    ("#v=1&hv=ovirt-very-large", &[("hypervisor", "ovirt-very-large")]),
    ("#v=1&hv=proxmox", &[("hypervisor", "proxmox"), ("downtimeLimit", "0.1")]),
    ("#v=1&hv=kvm-source", &[("hypervisor", "kvm-source"), ("volumeCounts", "Some(BytesSent)")]),
    ("#v=1&hv=xenserver", &[("hypervisor", "xenserver"), ("loop", "overtaken")]),
    ("#v=1&hv=vmotion-4.1", &[("hypervisor", "vmotion-4.1"), ("slowDown", "false")]),
    ("#v=1&hv=hyper-v", &[("hypervisor", "hyper-v"), ("sharedBy", "2")]),
    ("#v=1&hv=cloud-hypervisor-51", &[("hypervisor", "cloud-hypervisor-51"), ("roundLimit", "6")]),
    ("#v=1&writes=uniform", &[("writes", "uniform")]),
    ("#v=1&writes=hot-sets", &[("writes", "0.1:0.9 0.9:0.1 ")]),
    ("#v=1&writes=hot-sets&shape=25pct:75pct,75pct:25pct", &[("writes", "0.25:0.75 0.75:0.25 ")]),
    ("#v=1&writes=phases", &[("writes", "5:1 5:0.1 ")]),
    ("#v=1&writes=phases&shape=4s:100pct,1min:0pct", &[("writes", "4:1 60:0 ")]),
    ("#v=1&writes=history&shape=500ms:50,200,0", &[("writes", "0.5:0.25 0.5:1 0.5:0 ")]),
    ("#v=1&writes=distinct&shape=0:0,0.5:0.5,2:0.75,4:1", &[("writes", "0:0 0.5:0.5 2:0.75 4:1 ")]),
    ("#v=1&hv=virtualbox", &[("hypervisor", "virtualbox"), ("loop", "vote")]),
    // Escaped by a mail program, as a query, with keys of the page and of a later day.
    (
        "?v=1&hv=qemu&mem=8%20GiB&ws=50%25&hot=1%20GiB&dirty=20000%20pages%2Fs&link=1%20Gbit%2Fs&page=learn&embed=1",
        &[
            ("hypervisor", "qemu"),
            ("memory", "8589934592"),
            ("workingSet", "4294967296"),
            ("hotSet", "1073741824"),
            ("dirtyRate", "20000"),
            ("link", "line 1000000000"),
        ],
    ),
    (
        "#v=1&hv=proxmox&mem=8GiB&ws=4GiB&hot=1GiB&dirty=20000pages/s&link=10Gbit/s&setup=2s&compressed-to=40pct",
        &[("hypervisor", "proxmox"), ("setup", "2"), ("compressedTo", "0.4")],
    ),
];

#[test]
fn published_links_keep_their_meaning() {
    for (given, expected) in PUBLISHED {
        let parsed = link::parse(given);
        assert_eq!(parsed.problems, [], "{given}");
        let says = parsed.inputs.scenario().map(|scenario| meaning(&scenario));
        for (name, value) in *expected {
            let is = says.as_ref().map(|says| says.get(name).map(String::as_str));
            assert_eq!(is, Ok(Some(*value)), "{name} in {given}");
        }
    }
}

#[test]
fn every_key_stands_in_a_published_link() {
    for row in TABLE {
        let published = PUBLISHED.iter().any(|(link, _)| link.contains(&format!("{}=", row.key)));
        assert!(published, "add a link with the new key “{}” to PUBLISHED, so that it keeps its meaning", row.key);
    }
    for preset in presets::all() {
        let key = format!("hv={}", preset.id);
        let published = PUBLISHED.iter().any(|(link, _)| link.split(['#', '&']).any(|part| part == key));
        assert!(published, "add a link with the new product “{}” to PUBLISHED", preset.id);
    }
}

// ---------------------------------------------------------------------------------------------------------------
// Shapes

#[test]
fn a_link_without_its_shape_is_said_and_replaced() {
    let parsed = link::parse("v=1&mem=8GiB&writes=history");
    assert_eq!((parsed.inputs.pattern_word(), parsed.problems.len()), ("round-robin", 1), "{:?}", parsed.problems);
    assert_eq!(parsed.inputs.get(Field::Memory).map(|memory| memory.text()).as_deref(), Some("8 GiB"));
    // A shape that is wrong gives way to the default one, where there is one.
    let parsed = link::parse("v=1&writes=hot-sets&shape=10pct");
    assert_eq!((parsed.inputs.pattern_word(), parsed.problems.len()), ("hot-sets", 1), "{:?}", parsed.problems);
    assert_eq!(parsed.problems.first().and_then(|problem| problem.field), Some(Field::Shape));
    assert_eq!(link::print(&parsed.inputs), link::print(&link::parse("v=1&writes=hot-sets").inputs));
    let parsed = link::parse("v=1&writes=distinct&shape=0:1");
    assert_eq!((parsed.inputs.pattern_word(), parsed.problems.len()), ("round-robin", 2), "{:?}", parsed.problems);
}

#[test]
fn links_say_the_pattern_only_when_it_is_not_round_robin() {
    let print = |given: &str| link::print(&link::parse(given).inputs);
    assert!(!print("writes=round-robin").contains("writes"));
    assert!(
        print("writes=hot-sets&shape=10%25:90%25,90%25:10%25")
            .contains("&writes=hot-sets&shape=10pct:90pct,90pct:10pct")
    );
    assert!(print("writes=uniform&shape=").contains("&writes=uniform&link="));
}

#[test]
fn scenario_files_hold_patterns_as_texts() {
    let inputs = json::parse(r#"{"writes": "phases", "shape": "4 s: 100 %, 6 s: 0 %"}"#).unwrap_or_default();
    assert_eq!(inputs, link::parse("writes=phases&shape=4s:100pct,6s:0pct").inputs);
    assert!(json::print(&inputs).contains(r#""shape": "4s:100%, 6s:0%""#), "{}", json::print(&inputs));
    let problem = |text: &str| json::parse(text).err().and_then(|problems| problems.into_iter().next());
    for (text, field, what) in [
        (r#"{"writes": "history", "shape": 100}"#, Field::Shape, "This needs a text."),
        (r#"{"writes": "history", "shape": true}"#, Field::Shape, "This needs a text."),
        (r#"{"writes": 1}"#, Field::Pattern, "A number needs a unit in its name, or a text with a unit."),
        (r#"{"writes": "hot-sets", "shape": "10 %"}"#, Field::Shape, "Item 1: the colon is missing."),
    ] {
        let problem = problem(text);
        assert_eq!(
            problem.map(|problem| (problem.field, problem.what)),
            Some((Some(field), what.to_owned())),
            "{text}"
        );
    }
    let hint = problem(r#"{"writes": "hotsets"}"#).and_then(|problem| problem.hint);
    assert_eq!(hint.as_deref(), Some("hot-sets"));
}

// ---------------------------------------------------------------------------------------------------------------
// Names

#[test]
fn misspelt_names_get_the_nearest_one() {
    let hint = |problems: Result<Inputs, Vec<Problem>>| -> Option<String> {
        problems.err().and_then(|problems| problems.into_iter().next()).and_then(|problem| problem.hint)
    };
    for (misspelt, meant) in [
        ("memroy", "memory"),
        ("Memory", "memory"),
        ("memory_bytes", "memoryBytes"),
        ("workingset", "workingSet"),
        ("hotset", "hotSet"),
        ("dirtyRat", "dirtyRate"),
        ("dirtyRatePagePerSecond", "dirtyRatePagesPerSecond"),
        ("linkBytePerSecond", "linkBytesPerSecond"),
        ("downtimelimit", "downtimeLimit"),
        ("hypervisr", "hypervisor"),
    ] {
        let problems = json::parse(&format!("{{\"{misspelt}\": 1}}"));
        assert_eq!(hint(problems).as_deref(), Some(meant), "{misspelt}");
    }
    for (field, misspelt, meant) in [
        (Field::Hypervisor, "qmeu", Some("qemu")),
        (Field::Hypervisor, "kvm-papre", Some("kvm-paper")),
        (Field::Hypervisor, "Xenn", Some("xen")),
        (Field::Loop, "round", Some("rounds")),
        (Field::OnLimit, "stop-an-copy", Some("stop-and-copy")),
        (Field::OnLimit, "abort the whole thing", None),
        (Field::Hypervisor, "something else", None),
    ] {
        let problem = row(field).parse(misspelt).err();
        assert_eq!(problem.and_then(|problem| problem.hint).as_deref(), meant, "{misspelt}");
    }
}

#[test]
fn hints_for_amounts_can_be_taken_over() {
    for (field, given, meant) in [
        (Field::Memory, "64", "64 GiB"),
        (Field::Memory, "64 G", "64 GiB"),
        (Field::Link, "10", "10 Gbit/s"),
        (Field::Link, "10 gb/s", "10 Gbit/s"),
        (Field::DirtyRate, "20000", "20000 pages/s"),
        (Field::DowntimeLimit, "300", "300 ms"),
        (Field::Goodput, "94.1", "94.1 %"),
        (Field::BandwidthCap, "128", "128 MiB/s"),
    ] {
        let hint = row(field).parse(given).err().and_then(|problem| problem.hint);
        assert_eq!(hint.as_deref(), Some(meant), "{given}");
        assert!(row(field).parse(meant).is_ok(), "the hint “{meant}” is not understood itself");
    }
}
