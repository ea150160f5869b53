//! From the items of a shape to a pattern.

use precopy_model::problem::{Field, Problem};
use precopy_model::quantity::text::{Amount, Kind, parse, plain_number, print};
use precopy_model::quantity::{Seconds, limits};
use precopy_model::scenario::{DistinctCurve, HotSet, HotSets, Load, Pattern, Phase};

/// Rounded shares need not add up exactly: three thirds may be 99 %.
const ADDS_UP_WITHIN: f64 = 0.015;

type Read<T> = Result<T, Problem>;

/// What one half of an item is.
#[derive(Clone, Copy, PartialEq)]
enum Half {
    Share,
    Duration,
    Number,
}

fn problem(what: impl Into<String>) -> Problem {
    Problem::at(Field::Shape, what)
}

fn in_item(index: usize, given: &str, what: &str) -> Problem {
    problem(format!("Item {}: {what}", index + 1)).given(given)
}

/// Every item as two numbers in their base units. With `one_time`, only the first has the first half, which counts for all.
fn pairs(shape: &str, first: Half, second: Half, one_time: bool) -> Read<Vec<(f64, f64)>> {
    let mut pairs: Vec<(f64, f64)> = Vec::new();
    for (index, item) in shape.split(',').enumerate() {
        let number = |half: Half, text: &str| read(half, text).map_err(|what| in_item(index, item, &what));
        let pair = match (pairs.first(), item.split_once(':')) {
            (Some(before), _) if one_time => (before.0, number(second, item)?),
            (_, Some((one, other))) => (number(first, one)?, number(second, other)?),
            (_, None) if item.is_empty() => return Err(in_item(index, item, "nothing is written here.")),
            (_, None) => return Err(in_item(index, item, "the colon is missing.")),
        };
        pairs.push(pair);
    }
    Ok(pairs)
}

fn read(half: Half, text: &str) -> Result<f64, String> {
    let kind = if half == Half::Share { Kind::Share } else { Kind::Duration };
    let wrong = match half {
        Half::Number => match plain_number(text) {
            Some(number) if 0.0 <= number => return Ok(number),
            Some(_) => "this must not be negative.",
            None if text.is_empty() => "nothing is written here.",
            None => return Err(format!("“{text}” is not a number.")),
        },
        _ => match parse(text, kind).map_err(|error| error.what)? {
            Amount::Seconds(time) if time <= Seconds::ZERO => "this takes no time.",
            Amount::Seconds(time) if limits::TIME.max < time.as_seconds() => "this takes too long.",
            Amount::Seconds(time) => return Ok(time.as_seconds()),
            Amount::Share(share) => return Ok(share),
            _ => return Ok(0.0),
        },
    };
    Err(wrong.to_owned())
}

fn too_many(count: usize, most: usize) -> Problem {
    problem(format!("There are {count} items; at most {most} are possible."))
}

pub(super) fn hot_sets(shape: &str) -> Read<Pattern> {
    let pairs = pairs(shape, Half::Share, Half::Share, false)?;
    for (what, sum) in [
        ("hot set", pairs.iter().map(|pair| pair.0).sum::<f64>()),
        ("dirty rate", pairs.iter().map(|pair| pair.1).sum()),
    ] {
        if ADDS_UP_WITHIN < (sum - 1.0).abs() {
            return Err(problem(format!("The shares of the {what} add up to {}, not to 100 %.", shown(sum))));
        }
    }
    let sets: Vec<HotSet> = pairs.iter().map(|&(of_hot_set, of_rate)| HotSet { of_hot_set, of_rate }).collect();
    HotSets::new(&sets).map(Pattern::HotSets).ok_or_else(|| too_many(pairs.len(), HotSets::MOST))
}

/// A share without the noise of a sum.
fn shown(share: f64) -> String {
    print(Amount::Share((share * 1e6).round() / 1e6))
}

pub(super) fn phases(shape: &str) -> Read<Pattern> {
    let pairs = pairs(shape, Half::Duration, Half::Share, false)?;
    let highest = pairs.iter().map(|pair| pair.1).fold(0.0, f64::max);
    if highest != 1.0 {
        let what = format!("The highest share is {}; it has to be 100 %, which is the dirty rate.", shown(highest));
        return Err(problem(what));
    }
    load(&pairs)
}

pub(super) fn history(shape: &str) -> Read<Pattern> {
    if shape.is_empty() {
        return Err(problem("Paste a history: how long each value counts, a colon, and the values."));
    }
    let pairs = pairs(shape, Half::Duration, Half::Number, true)?;
    if pairs.iter().all(|pair| pair.1 == 0.0) {
        return Err(problem("Nothing is written in it."));
    }
    load(&pairs)
}

fn load(pairs: &[(f64, f64)]) -> Read<Pattern> {
    let phase = |&(lasts, of_rate): &(f64, f64)| Phase { lasts: Seconds::from_seconds(lasts), of_rate };
    let phases: Vec<Phase> = pairs.iter().map(phase).collect();
    Load::new(&phases).map(Pattern::Load).ok_or_else(|| too_many(pairs.len(), Load::MOST))
}

pub(super) fn distinct(shape: &str) -> Read<Pattern> {
    if shape.is_empty() {
        return Err(problem("Enter a measured curve: points of two numbers each, from 0:0."));
    }
    let points = pairs(shape, Half::Number, Half::Number, false)?;
    let mut before = None;
    for (index, (&point, item)) in points.iter().zip(shape.split(',')).enumerate() {
        let (x, y) = point;
        let wrong = match before {
            None if point != (0.0, 0.0) => "the curve has to begin with 0:0.",
            Some((last, _)) if x <= last => "the first number has to be larger than the one before.",
            Some((_, last)) if y < last => "the second number is smaller than the one before.",
            _ if x.min(1.0) < y => "the second number is larger than the first one, or than 1.",
            _ if points.len() == 1 => "the curve needs a point after this one.",
            _ => {
                before = Some(point);
                continue;
            }
        };
        return Err(in_item(index, item, wrong));
    }
    DistinctCurve::of_shape(&points)
        .map(Pattern::Distinct)
        .ok_or_else(|| too_many(points.len(), DistinctCurve::MOST + 2))
}
