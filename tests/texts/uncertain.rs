//! What is known of inputs that vary, in links: any text gives it or a problem, and what is printed reads back to the same.

use precopy_formats::fields::TABLE;
use precopy_formats::link;
use precopy_formats::uncertain::{Known, Varied};
use precopy_model::explore::{Input, Uncertainty, Who};
use proptest::prelude::*;
use proptest::test_runner::TestCaseError;

use super::config;

/// Pieces that come close to being right.
const PIECES: &[&str] = &[
    "..",
    "...",
    "~",
    ".",
    "1",
    "0",
    "64",
    "1.5",
    "1e999",
    "-1",
    " ",
    "GiB",
    "G",
    "%",
    "pct",
    "pages",
    "pages/s",
    "MiB/s",
    "Gbit/s",
    "ms",
    "s",
    "none",
    "4GiB..16GiB",
    "~20000pages/s..60000pages/s",
    "1Gbit/s..5Gbit/s..10Gbit/s",
    "100ms..1s",
    "NaN",
    "∞",
    "&",
    "=",
    "&seed=",
    "%2e%2e",
    "🦀",
    "e\u{301}",
    "\0",
];

const KEYS: [&str; 11] = [
    "vary-mem",
    "vary-ws",
    "vary-hot",
    "vary-dirty",
    "vary-link",
    "vary-max-downtime",
    "vary-stop-pages",
    "vary-cap",
    "vary-slow-down",
    "vary-",
    "seed",
];

fn a_text() -> impl Strategy<Value = String> {
    let pieces = prop::collection::vec(prop::sample::select(PIECES), 0..8).prop_map(|pieces| pieces.concat());
    prop_oneof![4 => pieces, 1 => ".{0,250}"]
}

fn gives_something_sound(given: &str) -> Result<bool, TestCaseError> {
    let parsed = link::parse(given);
    let (varied, problems) = Varied::of_link(&parsed.others);
    for problem in &problems {
        prop_assert!(problem.to_string().chars().count() < 500, "a message without end: {problem}");
    }
    let mut printed = String::new();
    varied.push_to(&mut printed);
    let (again, problems) = Varied::of_link(&link::parse(&printed).others);
    prop_assert_eq!(problems, vec![]);
    if 0 < varied.inputs().len() {
        prop_assert_eq!(&again, &varied);
    }
    let Ok(scenario) = parsed.inputs.scenario() else { return Err(TestCaseError::fail("links give sound scenarios")) };
    match varied.distributions(&scenario) {
        Ok(uncertain) => {
            prop_assert!(uncertain.inputs().map(|(input, _)| input).eq(varied.inputs()));
            let runs = Uncertainty::over(&scenario, &uncertain, Who::Bound, varied.seed(), 16, &[]);
            let runs = runs.map(|mut runs| (runs.next_runs(16), runs.done()));
            prop_assert_eq!(runs, Some((0, 16)), "{}", given);
            Ok(!uncertain.is_empty())
        }
        Err(problems) => {
            prop_assert!(!problems.is_empty());
            prop_assert!(problems.iter().all(|problem| problem.field.is_some() && problem.given.is_some()));
            Ok(false)
        }
    }
}

proptest! {
    #![proptest_config(config(1500))]

    #[test]
    fn any_text_in_any_key_gives_something_sound_or_a_problem(
        values in prop::collection::vec((prop::sample::select(&KEYS[..]), a_text()), 1..4),
        product in prop::sample::select(&["hv=qemu", "hv=xen", "link=1GB/s", "link=20000pages/s&page-size=2MiB&hv=custom"][..]),
    ) {
        let mut link = format!("v=1&{product}");
        for (key, value) in &values {
            link::push(&mut link, key, value);
        }
        gives_something_sound(&link)?;
        // Unescaped, too.
        for (key, value) in &values {
            gives_something_sound(&format!("{product}&{key}={value}"))?;
        }
    }

    #[test]
    fn what_is_known_of_a_field_reads_back(given in a_text(), row in prop::sample::select(TABLE)) {
        match Known::parse(row.field, &given) {
            Ok(known) => {
                prop_assert_eq!(Known::parse(row.field, &known.text()), Ok(known));
                prop_assert_eq!(Known::parse(row.field, &known.compact()), Ok(known));
            }
            Err(problem) => {
                prop_assert_eq!(problem.field, Some(row.field));
                prop_assert!(problem.given.is_some());
                // What is offered to be taken over can be.
                if let Some(hint) = problem.hint {
                    prop_assert!(Known::parse(row.field, &hint).is_ok(), "{given} {hint}");
                }
            }
        }
    }

}

proptest! {
    // Numbers without end are slow to print.
    #![proptest_config(config(300))]

    /// Numbers of any size, in any unit that there is for an input.
    #[test]
    fn amounts_of_any_size_are_read_and_run(
        numbers in [0.0..1e3_f64, 0.0..1e3, 0.0..1e3],
        power in prop::sample::select(&[1e-300, 1e-3, 1.0, 1e6, 1e300][..]),
        (key, unit) in prop::sample::select(&[
            ("mem", "GiB"), ("mem", "pages"), ("ws", "%"), ("ws", "MB"), ("hot", "%"), ("dirty", "pages/s"), ("dirty", "MiB/s"),
            ("link", "Gbit/s"), ("max-downtime", "ms"), ("cap", "MiB/s"),
        ][..]),
        form in 0..3,
    ) {
        let [a, b, c] = numbers.map(|number| number * power);
        let (low, high) = (a.min(b), a.max(b));
        let mode = c.clamp(low, high);
        let text = match form {
            0 => format!("{low:e}{unit}..{high:e}{unit}"),
            1 => format!("{low:e}{unit}..{mode:e}{unit}..{high:e}{unit}"),
            _ => format!("~{low:e}{unit}..{high:e}{unit}"),
        };
        let mut link = "v=1&hv=qemu".to_owned();
        link::push(&mut link, &format!("vary-{key}"), &text);
        // A median of zero is refused; and so is what is too large for a number.
        let sound = gives_something_sound(&link)?;
        prop_assert!(sound || low == 0.0 || power != 1.0, "{}", link);
    }
}

#[test]
fn every_input_with_an_amount_has_a_key() {
    let varied = |input: &&Input| {
        let row = TABLE.iter().find(|row| row.field == input.field());
        row.is_some_and(|row| Varied::has_key(&format!("vary-{}", row.key)))
    };
    let without: Vec<&Input> = Input::ALL.iter().filter(|input| !varied(input)).collect();
    // Links say whether a guest is slowed down, and not how much.
    assert_eq!(without, [&Input::FirstThrottle]);
}
