//! What is said of targets: their sentences with a gap for the amount, whether they are met, and what a month of migrations comes to.

use precopy_formats::targets::{Targets, Want};
use precopy_model::explore::{Availability, MOST_NINES, Verdict};
use precopy_model::predict::{Outcome, Prediction};
use precopy_model::quantity::text::{short_seconds, with_places};
use precopy_model::quantity::{SECONDS_PER_MINUTE, Seconds};

use crate::state::{Curves, Results};

/// Name of the row.
pub const TARGETS: &str = "Targets";
/// Before the targets that can be added.
pub const ADD: &str = "Add a target:";
/// Buttons.
pub const WHAT_WOULD: &str = "How to meet it";
/// The section that answers.
pub const EXPLORE: &str = "What would change it";
/// While a target is met, its sign.
pub const MET_SIGN: &str = "✓";
/// The sign of one that is not.
pub const MISSED_SIGN: &str = "✗";

/// The words around the gap of a target.
#[must_use]
pub const fn around(want: Want) -> (&'static str, &'static str) {
    match want {
        Want::Downtime => ("Downtime at most", ""),
        Want::Time => ("Done within", ""),
        Want::Warning => ("Failure foretold", "ahead,"),
        Want::Reaction => ("less", "to react"),
        Want::PerMonth => ("This VM moves", "times a month"),
    }
}

/// The name of its field.
#[must_use]
pub const fn name(want: Want) -> &'static str {
    match want {
        Want::Downtime => "Downtime at most",
        Want::Time => "Done within",
        Want::Warning => "Failure foretold ahead by",
        Want::Reaction => "less, to react: time to detect and to decide",
        Want::PerMonth => "This VM moves so many times a month",
    }
}

/// What a click wants: keys and texts.
#[must_use]
pub const fn preset(want: Want) -> &'static [(Want, &'static str)] {
    match want {
        Want::Downtime => &[(Want::Downtime, "300ms")],
        Want::Time => &[(Want::Time, "10min")],
        Want::Warning | Want::Reaction => &[(Want::Warning, "90s"), (Want::Reaction, "10s")],
        Want::PerMonth => &[(Want::PerMonth, "4")],
    }
}

/// The button that does so.
#[must_use]
pub const fn add(want: Want) -> &'static str {
    match want {
        Want::Downtime => "downtime at most 300 ms",
        Want::Time => "done within 10 min",
        Want::Warning | Want::Reaction => "failure foretold 90 s ahead",
        Want::PerMonth => "4 migrations a month",
    }
}

/// The prediction that answers: the bound, or what is expected where only that is shown.
fn answer(results: &Results, curves: Curves) -> &Prediction {
    if curves.has_bound() { &results.bound } else { &results.simulation.prediction }
}

/// Whether a target is met, and by how much, or by how much it is missed; none where it asks nothing.
#[must_use]
pub fn verdict(targets: &Targets, want: Want, results: &Results, curves: Curves) -> Option<(bool, String)> {
    let target = targets.target(want)?;
    let wanted = if want == Want::Warning { targets.lead_time()?.as_seconds() } else { targets.get(want)? };
    let one = answer(results, curves);
    let number = if want == Want::Downtime { one.downtime } else { one.migration_time };
    let text = match target.judge(&precopy_model::explore::Figures::of(one)) {
        Verdict::Met => {
            let spare = wanted - number.map_or(0.0, Seconds::as_seconds);
            return Some((true, format!("met, {} to spare", short_seconds(Seconds::from_seconds(spare.max(0.0))))));
        }
        Verdict::Missed(by) => format!("missed by {}", short_seconds(Seconds::from_seconds(by))),
        Verdict::DoesNotComplete => format!("missed: {}", end(one, curves)),
    };
    Some((false, text))
}

/// Why what does not complete has no number.
const fn end(one: &Prediction, curves: Curves) -> &'static str {
    match (one.outcome, curves.has_bound()) {
        (Outcome::Never, true) => "no bound on the end",
        (Outcome::Never, false) => "it does not end",
        (_, true) => "it may be cancelled",
        (_, false) => "it is cancelled",
    }
}

/// The verdicts, for those who hear the page.
#[must_use]
pub fn spoken(targets: &Targets, results: &Results, curves: Curves) -> String {
    let mut text = String::new();
    for (want, _) in targets.all() {
        if let Some((_, verdict)) = verdict(targets, want, results, curves) {
            text += " ";
            text += name(want);
            text += " ";
            text += &want.print(targets.get(want).unwrap_or(0.0));
            text += ": ";
            text += &verdict;
            text += ".";
        }
    }
    text
}

/// A year's time without the guest: in minutes from one to an hour, as it is agreed on.
fn down(time: Seconds) -> String {
    let minutes = time.as_seconds() / SECONDS_PER_MINUTE;
    if !(1.0..60.0).contains(&minutes) {
        return short_seconds(time);
    }
    with_places(minutes, if minutes < 9.95 { 1 } else { 0 }) + " min"
}

/// What a month of migrations comes to in a year: "at most 2.2 min down a year; 99.9995 % remain: five nines".
#[must_use]
pub fn a_year(per_month: f64, results: &Results, curves: Curves) -> String {
    let one = answer(results, curves);
    let Some(downtime) = one.downtime.filter(|_| one.outcome == Outcome::Completes) else {
        return end(one, curves).to_owned();
    };
    let Availability { down_each_year, share, nines } = Availability::of(per_month, downtime);
    let kind = if curves.has_bound() { super::at_most(results, true) } else { super::EXPECTED };
    // Rounded down, or it might show a nine more than there is.
    let (mut places, mut unit) = (1_u8, 10.0);
    while places + 1 < nines.min(MOST_NINES) {
        places += 1;
        unit *= 10.0;
    }
    let percent = (share * 100.0 * unit).floor() / unit;
    let nines = NINES.get(usize::from(nines)).copied().unwrap_or("more than nine nines");
    format!("{kind} {} down a year; {} % remain: {nines}", down(down_each_year), with_places(percent, places))
}

const NINES: [&str; MOST_NINES as usize + 1] = [
    "not one nine",
    "one nine",
    "two nines",
    "three nines",
    "four nines",
    "five nines",
    "six nines",
    "seven nines",
    "eight nines",
    "nine nines",
];

/// The 95th percentile in the small line of a figure.
pub const P95: &str = "P95";

/// The share of what may be that completes.
#[must_use]
pub fn completes(share: f64) -> String {
    // Rounded down, and to a tenth near the end: all is said of all only.
    let tenths = (share * 1000.0 + 1e-6).floor() / 10.0;
    let percent = if 99.0 < tenths && tenths < 100.0 { with_places(tenths, 1) } else { with_places(tenths.floor(), 0) };
    format!("Completes in {percent} % of what may be.")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::state::State;

    fn said(link: &str, want: Want) -> Option<(bool, String)> {
        let state = State::from_link(link);
        verdict(&state.targets, want, &state.results, state.shown().curves)
    }

    #[test]
    fn a_target_is_met_or_missed_by_so_much() {
        let (met, text) = said("want-downtime=300ms", Want::Downtime).unwrap();
        assert!(met && text.starts_with("met, 24") && text.ends_with(" ms to spare"), "{text}");
        let (met, text) = said("want-downtime=10ms", Want::Downtime).unwrap();
        assert!(!met && text.starts_with("missed by 4") && text.ends_with(" ms"), "{text}");
        assert_eq!(said("want-time=10min", Want::Downtime), None);
        let (met, text) = said("dirty=45000pages/s&want-time=10min", Want::Time).unwrap();
        assert_eq!((met, &*text), (false, "missed: no bound on the end"));
        let (met, text) = said("dirty=45000pages/s&want-time=10min&curves=expected", Want::Time).unwrap();
        assert_eq!((met, &*text), (false, "missed: it does not end"));
    }

    #[test]
    fn the_lead_time_is_what_detection_and_decision_leave() {
        let time = State::from_link("").results.bound.migration_time.unwrap().as_seconds();
        let link = |reaction: f64| format!("warning=90s&reaction={reaction}s");
        assert!(said(&link(90.0 - time - 1.0), Want::Warning).unwrap().0);
        let (met, text) = said(&link(90.0 - time + 1.0), Want::Warning).unwrap();
        assert_eq!((met, &*text), (false, "missed by 1 s"));
    }

    #[test]
    fn the_curve_that_answers_is_the_one_that_is_judged() {
        let (bound, expected) =
            ["want-downtime=53ms", "want-downtime=53ms&curves=expected"].map(|link| said(link, Want::Downtime)).into();
        assert!(!bound.unwrap().0 && expected.unwrap().0);
    }

    #[test]
    fn a_year_is_told_in_one_line() {
        let say = |link: &str, per_month: f64| {
            let state = State::from_link(link);
            a_year(per_month, &state.results, state.shown().curves)
        };
        assert_eq!(say("", 200.0), "at most 2.2 min down a year; 99.9995 % remain: five nines");
        assert!(say("curves=expected", 4.0).starts_with("expected 2.48 s down a year; 99.99999"));
        assert_eq!(say("dirty=45000pages/s", 4.0), "no bound on the end");
        let all = say("hv=xen&hot=1GiB&dirty=1000000pages/s", 2.6e6);
        assert!(all.ends_with("; 0.0 % remain: not one nine"), "{all}");
    }

    #[test]
    fn minutes_are_told_where_a_year_has_some() {
        let told = [59.0, 60.0, 596.9, 597.1, 3599.0, 3600.0].map(|seconds| down(Seconds::from_seconds(seconds)));
        assert_eq!(told, ["59 s", "1.0 min", "9.9 min", "10 min", "60 min", "1 h"]);
    }

    #[test]
    fn all_is_said_of_all_only() {
        let said = [1.0, 0.9996, 0.9949, 0.97, 0.0004, 0.0].map(completes);
        let shares =
            said.iter().map(|text| text.trim_end_matches(" of what may be.").trim_start_matches("Completes in "));
        assert_eq!(shares.collect::<Vec<_>>(), ["100 %", "99.9 %", "99.4 %", "97 %", "0 %", "0 %"]);
    }
}
