//! Questions over predictions, as JavaScript asks them: an object each, of whose names and values nothing is taken for granted.

mod advice;
mod amount;
mod axis;
mod question;
mod target;

use precopy_formats::Inputs;
use precopy_model::explore::{self, Figures, Sweep, Who};
use precopy_model::predict::Outcome;
use precopy_model::quantity::{Bytes, Seconds};
use precopy_model::scenario::Checked;

use crate::given::Given;
use crate::questions::both;
use crate::told::{Amount, Failure, Input, Set, Solution, Span, Summary, SweptAxes, Turned};

pub(crate) use advice::advise;
pub(crate) use question::Question;

/// Who can be asked such questions, the default first.
const WHO: [(&str, Who); 2] = [("bound", Who::Bound), ("rounds", Who::Rounds)];

/// A scenario, as it was handed over and as it was checked.
struct Asked<'a> {
    given: &'a Given,
    inputs: Inputs,
    scenario: Checked,
}

impl<'a> Asked<'a> {
    fn of(given: &'a Given) -> Result<Self, Failure> {
        let inputs = given.inputs()?;
        let scenario = inputs.scenario().map_err(|problems| Failure::of(&problems))?;
        Ok(Self { given, inputs, scenario })
    }

    fn span(&self, input: explore::Input, span: explore::Span) -> Span {
        let amount = |number| Amount::of(amount::of(input, &self.scenario, number), number);
        Span { from: amount(span.from), to: amount(span.to) }
    }

    /// What another scenario has for an input, how to get there, and what is predicted then.
    fn turned(&self, input: explore::Input, changed: &Checked, who: Who) -> Option<Turned> {
        let number = input.value(changed)?;
        let Amount { number, text } = Amount::of(amount::of(input, changed, number), number);
        let set = self.set(input, changed);
        Some(Turned { number, text, set, predicted: Summary::of(changed, &who.predict(changed)) })
    }

    /// The fields that make a scenario of this one in which an input has been turned; none where no field says it.
    fn set(&self, input: explore::Input, changed: &Checked) -> Option<Set> {
        let row = amount::row(input).filter(|row| self.inputs.applies(row.field))?;
        let followed_by: &[explore::Input] = match input {
            explore::Input::Memory => &[explore::Input::WorkingSet, explore::Input::HotSet],
            explore::Input::WorkingSet => &[explore::Input::HotSet],
            _ => &[],
        };
        let mut set = Set::default();
        for (input, row) in [(input, row)]
            .into_iter()
            .chain(followed_by.iter().filter_map(|input| Some((*input, amount::row(*input)?))))
        {
            let number = input.value(changed)?;
            match row.number.filter(|name| self.given.names(name)) {
                Some(name) => set.number(name, number),
                None => set.text(row.text, amount::of(input, changed, number)),
            }
        }
        // A product may let more migrations share a faster link; here as many as before do.
        if input == explore::Input::Link {
            amount::same_sharing(&self.inputs, changed, &mut set);
        }
        Some(set)
    }

    fn has_no(&self, argument: &str) -> Failure {
        Failure::of_argument(argument, &question::no_such_value(self.inputs.preset().name))
    }
}

/// Which value of an input meets a target.
pub(crate) fn solve_for(scenario: &Given, question: &Question) -> Result<Solution, Failure> {
    let named = question.has_only(&[("input", &[]), ("target", &target::NAMES), ("predictor", &[])]);
    let words = both(question.needed_word("input", &Input::NAMES), question.word("predictor", &WHO));
    let wanted = both(words, target::read(question));
    let (((), ((input, who), target)), asked) = both(both(named, wanted), Asked::of(scenario))?;
    let none = || asked.has_no("input");
    let found = explore::solve_for(&asked.scenario, input, target, who).ok_or_else(none)?;
    let turned = |value| asked.turned(input, &input.put(&asked.scenario, value)?, who);
    let miss = if let explore::Answer::Nowhere(miss) = &found.answer { Some(miss.value) } else { None };
    Ok(Solution {
        input: input.into(),
        unit: amount::of(input, &asked.scenario, found.present).into(),
        answer: (&found.answer).into(),
        good_side: found.good_side.into(),
        value: found.value().and_then(turned),
        range: found.range().map(|range| asked.span(input, range)),
        islands: found.islands.iter().map(|island| asked.span(input, *island)).collect(),
        nearest_miss: miss.and_then(turned),
        present: asked.turned(input, &asked.scenario, who).ok_or_else(none)?,
        met_now: found.met_now,
        searched: asked.span(input, found.searched),
        predictions: found.predictions,
    })
}

/// The values over which a sweep goes.
pub(crate) fn sweep_axes(scenario: &Given, question: &Question) -> Result<SweptAxes, Failure> {
    let (asked, sweep) = sweep(scenario, question)?;
    let unit = |axis: &explore::Axis| amount::of(axis.input(), &asked.scenario, axis.at(0)).into();
    Ok(SweptAxes {
        across_unit: unit(sweep.across()),
        across: sweep.across().values().collect(),
        down_unit: sweep.down().map(unit),
        down: sweep.down().map(|down| down.values().collect()),
    })
}

/// One row of a sweep: four numbers a cell (outcome by [`code`], downtime, migration time, data), NaN where there is none; nothing
/// after the last row.
pub(crate) fn sweep_row(scenario: &Given, question: &Question, row: u32) -> Result<Vec<f64>, Failure> {
    let (_, mut sweep) = sweep(scenario, question)?;
    sweep.go_to(row);
    let cells = sweep.next_row().map(|row| row.cells).unwrap_or_default();
    let seconds = |time: Option<Seconds>| time.map_or(f64::NAN, Seconds::as_seconds);
    let numbers = |cell: Option<Figures>| {
        let (downtime, time, data) =
            cell.map_or((None, None, None), |cell| (cell.downtime, cell.migration_time, cell.data));
        [code(cell.map(|cell| cell.outcome)), seconds(downtime), seconds(time), data.map_or(f64::NAN, Bytes::as_bytes)]
    };
    Ok(cells.into_iter().flat_map(numbers).collect())
}

/// What stands for an outcome among numbers; `core.js` has the same list of words.
const fn code(outcome: Option<Outcome>) -> f64 {
    match outcome {
        None => 0.0,
        Some(Outcome::Completes) => 1.0,
        Some(Outcome::Cancelled) => 2.0,
        Some(Outcome::Never) => 3.0,
    }
}

fn sweep<'a>(scenario: &'a Given, question: &Question) -> Result<(Asked<'a>, Sweep), Failure> {
    let named = question.has_only(&[("across", &axis::NAMES), ("down", &axis::NAMES), ("predictor", &[])]);
    let (((), who), asked) = both(both(named, question.word("predictor", &WHO)), Asked::of(scenario))?;
    let down = if question.mentions("down") { axis::read(question, "down", &asked).map(Some) } else { Ok(None) };
    let (across, down) = both(axis::read(question, "across", &asked), down)?;
    match Sweep::over(&asked.scenario, who, across, down) {
        Some(sweep) => Ok((asked, sweep)),
        // Each is an input of the scenario, so that they can only be the same one.
        None => Err(Failure::of_argument("down.input", &axis::goes_across_already())),
    }
}

#[cfg(test)]
mod tests;
