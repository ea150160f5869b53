//! What is said of the value of one input that meets a target.

use precopy_model::explore::{Answer, Measure, Side, Span, Target, Verdict, Who};
use precopy_model::quantity::text::{Amount, short, short_seconds};
use precopy_model::quantity::{Bytes, Seconds};

use super::figures::{self, input, number};
use crate::state::solve::{Aim, Solved};

/// The disclosure.
pub const NAME: &str = "Solve for one input";
/// Before the choice of an input.
pub const WHICH: &str = "Which";
/// Before the choice of a target.
pub const GIVES: &str = "gives";
/// Names of fields.
pub const INPUT: &str = "Input to solve for";
/// Names of fields.
pub const AIM: &str = "Target to solve for";
/// Names of fields.
pub const AMOUNT: &str = "At most";
/// While it is reckoned.
pub const SOLVING: &str = "Solving …";
/// What no field takes.
pub const NO_FIELD: &str = "There is no field to enter this in.";

/// A target, as it stands in a list.
#[must_use]
pub const fn aim(aim: Aim) -> &'static str {
    match aim {
        Aim::Completes => "that it completes",
        Aim::Downtime => "a downtime of at most",
        Aim::Time => "an end within",
        Aim::Data => "data of at most",
    }
}

fn value(solved: &Solved, value: f64) -> String {
    let question = &solved.question;
    figures::value(question.input, value, &question.scenario, question.entered)
}

/// The answer, in a sentence or two.
#[must_use]
pub fn answer(solved: &Solved) -> String {
    let one = input(solved.question.input);
    let text = |number: f64| value(solved, number);
    let Span { from, to } = solved.solution.searched;
    let mut told = match (solved.solution.answer, solved.solution.good_side) {
        (Answer::Everywhere, _) => format!("Any {one} from {} to {} meets it.", text(from), text(to)),
        (Answer::From(bracket), Side::Higher) => format!("A {one} of {} or more meets it.", text(bracket.met)),
        (Answer::From(bracket), Side::Lower) => format!("A {one} of up to {} meets it.", text(bracket.met)),
        (Answer::Between { lower, upper }, _) => {
            let [lower, upper] = [(lower, from), (upper, to)].map(|(end, or)| text(end.map_or(or, |end| end.met)));
            format!("A {one} from {lower} to {upper} meets it; less and more do not.")
        }
        (Answer::Nowhere(miss), _) => {
            let by = match (miss.verdict, solved.question.target) {
                (Verdict::Missed(by), Target::Data(_)) => {
                    format!("is {} too much", short(Amount::Bytes(Bytes::from_bytes(by))))
                }
                (Verdict::Missed(by), _) => format!("is {} too long", short_seconds(Seconds::from_seconds(by))),
                (Verdict::Met | Verdict::DoesNotComplete, _) => "does not complete either".to_owned(),
            };
            format!(
                "No {one} from {} to {} meets it. {} comes nearest, and {by}.",
                text(from),
                text(to),
                text(miss.value)
            )
        }
    };
    if let Some(first) = solved.solution.islands.first() {
        told += " So do some values apart, around ";
        told += &text(first.from);
        told += ", which are luck of a round.";
    }
    told
}

/// What it is now.
#[must_use]
pub fn now(solved: &Solved) -> String {
    let met = if solved.solution.met_now { "meets it" } else { "does not" };
    format!("The present {} {met}.", value(solved, solved.solution.present))
}

/// What a button enters.
#[must_use]
pub fn apply(solved: &Solved, take: f64) -> String {
    format!("Apply {}", value(solved, take))
}

/// What that gives.
#[must_use]
pub fn gives(solved: &Solved) -> String {
    let Some((_, figures)) = &solved.take else { return String::new() };
    let mut text = String::new();
    for measure in [Measure::Downtime, Measure::MigrationTime] {
        if let Some(value) = measure.of(figures) {
            text += if text.is_empty() { "" } else { ", " };
            text += match measure {
                Measure::Downtime => "downtime ",
                Measure::MigrationTime | Measure::Data => "time ",
            };
            text += match solved.question.who {
                Who::Bound => "at most ",
                Who::Rounds => "expected ",
            };
            text += &number(measure, value);
        }
    }
    text
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::state::solve::{Question, Solving};
    use crate::state::work::Job;
    use precopy_base::calculator::Calculator;
    use precopy_model::explore::Input;

    fn said(link: &str, input: Input, target: Target) -> String {
        let calculator = Calculator::of_link(link);
        let entered = calculator.inputs.effective(input.field()).0.amount();
        let scenario = calculator.scenario;
        let mut solving = Solving::begin(&Question { scenario, input, entered, target, who: Who::Bound }).unwrap();
        solving.go_on();
        answer(&solving.finish().unwrap())
    }

    #[test]
    fn every_kind_of_answer_is_a_sentence() {
        let busy = "hv=libvirt&mem=16GiB&ws=12GiB&hot=2GiB&dirty=45000pages/s&link=1Gbit/s";
        let link = said(busy, Input::Link, Target::Completes);
        assert!(link.starts_with("A link speed of ") && link.ends_with("bit/s or more meets it."), "{link}");
        let rate = said(busy, Input::DirtyRate, Target::Completes);
        assert!(rate.starts_with("A dirty rate of up to 2") && rate.ends_with("pages/s meets it."), "{rate}");
        let never = said(busy, Input::DowntimeLimit, Target::MigrationTime(Seconds::from_seconds(1.0)));
        assert!(never.starts_with("No downtime limit from ") && never.contains(" too long."), "{never}");
        let any = said("hv=qemu&dirty=100pages/s&hot=1MiB", Input::HotSet, Target::Completes);
        assert!(any.starts_with("Any hot set from "), "{any}");
    }
}
