//! From the items of a shape to a pattern.

use precopy_model::problem::{Field, Problem};
use precopy_model::quantity::text::{Amount, Kind, parse, plain_number, print};
use precopy_model::quantity::{Seconds, limits};
use precopy_model::scenario::{DistinctCurve, HotSet, HotSets, Load, Pattern, Phase};

/// Rounded shares need not add up exactly: three thirds may be 99 %.
const ADDS_UP_WITHIN: f64 = 0.015;

type Read<T> = Result<T, Problem>;

fn problem(what: impl Into<String>) -> Problem {
    Problem::at(Field::Shape, what)
}

/// One of the items that are separated by commas.
#[derive(Clone, Copy)]
struct Item<'a> {
    number: usize,
    text: &'a str,
}

fn items(shape: &str) -> impl Iterator<Item = Item<'_>> {
    shape.split(',').zip(1..).map(|(text, number)| Item { number, text })
}

impl<'a> Item<'a> {
    fn problem(self, what: &str) -> Problem {
        problem(format!("Item {}: {what}", self.number)).given(self.text)
    }

    /// Its two halves.
    fn halves(self) -> Read<(&'a str, &'a str)> {
        if self.text.is_empty() {
            return Err(self.problem("nothing is written here."));
        }
        self.text.split_once(':').ok_or_else(|| self.problem("the colon is missing."))
    }

    fn amount(self, text: &str, kind: Kind) -> Read<Amount> {
        parse(text, kind).map_err(|error| self.problem(&error.what))
    }

    fn share(self, text: &str) -> Read<f64> {
        match self.amount(text, Kind::Share)? {
            Amount::Share(share) => Ok(share),
            _ => Ok(0.0),
        }
    }

    fn duration(self, text: &str) -> Read<Seconds> {
        match self.amount(text, Kind::Duration)? {
            Amount::Seconds(time) if time.as_seconds() <= limits::TIME.max && Seconds::ZERO < time => Ok(time),
            Amount::Seconds(time) if Seconds::ZERO < time => Err(self.problem("this takes too long.")),
            _ => Err(self.problem("this takes no time.")),
        }
    }

    fn number(self, text: &str) -> Read<f64> {
        match plain_number(text) {
            Some(number) if 0.0 <= number => Ok(number),
            Some(_) => Err(self.problem("this must not be negative.")),
            None if text.is_empty() => Err(self.problem("nothing is written here.")),
            None => Err(self.problem(&format!("“{text}” is not a number."))),
        }
    }
}

fn too_many(shape: &str, most: usize) -> Problem {
    problem(format!("There are {} items; at most {most} are possible.", items(shape).count()))
}

pub(super) fn hot_sets(shape: &str) -> Read<Pattern> {
    let mut sets = Vec::new();
    for item in items(shape) {
        let (of_hot_set, of_rate) = item.halves()?;
        sets.push(HotSet { of_hot_set: item.share(of_hot_set)?, of_rate: item.share(of_rate)? });
    }
    if HotSets::MOST < sets.len() {
        return Err(too_many(shape, HotSets::MOST));
    }
    adds_up("the hot set", sets.iter().map(|set| set.of_hot_set).sum())?;
    adds_up("the dirty rate", sets.iter().map(|set| set.of_rate).sum())?;
    HotSets::new(&sets).map(Pattern::HotSets).ok_or_else(|| problem("Nothing is written in it."))
}

fn adds_up(what: &str, sum: f64) -> Read<()> {
    if (sum - 1.0).abs() <= ADDS_UP_WITHIN {
        return Ok(());
    }
    Err(problem(format!("The shares of {what} add up to {}, not to 100 %.", shown(sum))))
}

/// A share without the noise of a sum.
fn shown(share: f64) -> String {
    print(Amount::Share((share * 1e6).round() / 1e6))
}

pub(super) fn phases(shape: &str) -> Read<Pattern> {
    let mut phases = Vec::new();
    for item in items(shape) {
        let (lasts, of_rate) = item.halves()?;
        phases.push(Phase { lasts: item.duration(lasts)?, of_rate: item.share(of_rate)? });
    }
    let highest = phases.iter().map(|phase| phase.of_rate).fold(0.0, f64::max);
    if highest != 1.0 {
        let what = format!("The highest share is {}; it has to be 100 %, which is the dirty rate.", shown(highest));
        return Err(problem(what));
    }
    Load::new(&phases).map(Pattern::Load).ok_or_else(|| too_many(shape, Load::MOST))
}

pub(super) fn history(shape: &str) -> Read<Pattern> {
    if shape.is_empty() {
        return Err(problem("Paste a history: how long each value counts, a colon, and the values."));
    }
    let (mut lasts, mut phases) = (Seconds::ZERO, Vec::new());
    for item in items(shape) {
        let value = if item.number == 1 {
            let (time, first) = item.halves()?;
            lasts = item.duration(time)?;
            first
        } else {
            item.text
        };
        phases.push(Phase { lasts, of_rate: item.number(value)? });
    }
    if Load::MOST < phases.len() {
        return Err(too_many(shape, Load::MOST));
    }
    Load::new(&phases).map(Pattern::Load).ok_or_else(|| problem("Nothing is written in it."))
}

pub(super) fn distinct(shape: &str) -> Read<Pattern> {
    if shape.is_empty() {
        return Err(problem("Enter a measured curve: points of two numbers each, from 0:0."));
    }
    let mut points: Vec<(f64, f64)> = Vec::new();
    for item in items(shape) {
        let (x, y) = item.halves()?;
        let (x, y) = (item.number(x)?, item.number(y)?);
        let wrong = match points.last() {
            None if (x, y) != (0.0, 0.0) => "the curve has to begin with 0:0.",
            Some(before) if x <= before.0 => "the first number has to be larger than the one before.",
            Some(before) if y < before.1 => "the second number is smaller than the one before.",
            _ if x.min(1.0) < y => "the second number is larger than the first one, or than 1.",
            _ => "",
        };
        if !wrong.is_empty() {
            return Err(item.problem(wrong));
        }
        points.push((x, y));
    }
    if points.len() < 2 {
        return Err(problem("The curve needs a point after 0:0."));
    }
    DistinctCurve::of_shape(&points).map(Pattern::Distinct).ok_or_else(|| too_many(shape, DistinctCurve::MOST + 2))
}
