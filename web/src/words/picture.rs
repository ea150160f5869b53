//! What is said where no calculator can be: in a picture, and where the inputs are not shown.

pub use precopy_base::words::scenario_line;

use super::{
    DOWNTIME, EXPECTED, Figure, NAME, NO_BOUND, at_most, beside, downtime_figure, expected_downtime, time_figure,
    verdict, why,
};
use crate::state::{Curves, Results};

/// The answer, in one line.
#[must_use]
pub fn answer_line(results: &Results, curves: Curves) -> String {
    let (bound, expected) = (&results.bound, &results.simulation.prediction);
    let mut line = DOWNTIME.to_owned();
    line += &both(curves, at_most(results, true), &downtime_figure(bound), &expected_downtime(expected));
    line += ", migration time";
    line += &both(
        curves,
        at_most(results, false),
        &time_figure(bound.migration_time),
        &time_figure(expected.migration_time),
    );
    line + "."
}

/// Bound and expectation of one figure, as far as they are shown.
fn both(curves: Curves, most: &str, sure: &Figure, expected: &Figure) -> String {
    let mut text = String::from(" ");
    if curves.has_bound() {
        text += if most.is_empty() { beside("", sure) } else { beside(most, sure) }.trim_start();
    }
    if curves.has_expected() && sure.number != NO_BOUND {
        text += if curves.has_bound() { " (" } else { "" };
        text += &beside(EXPECTED, expected);
        text += if curves.has_bound() { ")" } else { "" };
    }
    text
}

/// The verdict and the reason.
#[must_use]
pub fn why_in_full(results: &Results, curves: Curves) -> String {
    let mut text = verdict(results, curves).0.to_owned();
    text += " ";
    text + &why(results, curves)
}

/// Who said so, and when.
#[must_use]
pub fn made_by(date: &str) -> String {
    format!("{NAME} {} · {date}", env!("CARGO_PKG_VERSION"))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::state::State;

    fn answer(link: &str) -> String {
        let state = State::from_link(link);
        answer_line(&state.results, state.shown().curves)
    }

    #[test]
    fn the_scenario_in_one_line() {
        let state = State::from_link("hv=qemu&mem=64GiB&ws=40GiB&hot=4GiB&dirty=20000pages/s&link=10Gbit/s");
        assert_eq!(
            scenario_line(&state.inputs),
            format!(
                "{} · memory 64 GiB · working set 40 GiB · hot set 4 GiB · dirty rate 20,000 pages/s · link 10 Gbit/s",
                state.inputs.preset().name
            )
        );
    }

    #[test]
    fn the_answer_in_one_line() {
        let line = answer("");
        assert!(line.starts_with("Downtime at most ") && line.contains(" (expected "), "{line}");
        let alone = answer("curves=expected");
        assert!(alone.starts_with("Downtime expected ") && !alone.contains("at most"), "{alone}");
        let never = answer("dirty=45000pages/s&link=1Gbit/s");
        assert!(never.starts_with("Downtime no bound"), "{never}");
    }
}
