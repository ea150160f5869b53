//! What is said of pressure.

use precopy_formats::log::print_moment;
use precopy_model::numeric::{Interval, Logistic};
use precopy_model::quantity::Seconds;
use precopy_model::quantity::text::{Amount, grouped, short, to_digits, with_places};
use precopy_model::records::log::{
    Associated, CONFIDENCE, CostUnit, FEWEST_EVENTS, Measure, Moment, NoCurve, PressureBin,
};

use super::amounts::{counted, percent};
use crate::records::state::pressed::{Loaded, Scale, odds};

/// The head.
pub const TITLE: &str = "Pressure";
/// Name of a choice.
pub const MEASURE: &str = "Pressure is";
/// Name of a choice.
pub const COST: &str = "Cost is";
/// Both of it.
pub const UNITS: [CostUnit; 2] = [CostUnit::Bytes, CostUnit::Seconds];
/// The axis across of the timeline.
pub const WHEN: &str = "time, UTC";
/// An axis.
pub const FAILED: &str = "share that failed";
/// An axis.
pub const FITTED: &str = "share that the curve expects";
/// Head of the second picture.
pub const AGAINST: &str = "Failure against pressure";
/// Head of the third picture.
pub const CALIBRATION: &str = "Does the curve fit?";
/// What it shows.
pub const CALIBRATION_LINE: &str = "Each square is a bin of migrations under about the same pressure; on the diagonal as many failed as the \
    curve expects. Where an interval misses the diagonal, the curve does not fit there. Drag across to look only at these.";
/// What the second one shows.
pub const AGAINST_LINE: &str = "Squares: the rate in a bin, with its Wilson interval. Line: the fitted logistic curve in its 95 % band. Dashed: the \
    straight line. Drag across to look only at what began under such pressure.";
/// What the first one shows.
pub const TIMELINE_LINE: &str = "Area: the most at once in each stretch. Line: the mean. Drag across, or press \
    Enter at both ends, to look closer at a stretch, and only at what began in it.";
/// Said always.
pub const NO_CAUSE: &str = "That failures go with pressure does not say that pressure makes them: what both depend on, such as the hour, a host \
    or a backup that runs at night, may be behind it.";
/// When nothing tells when it began.
pub const NO_TIMES: &str =
    "Pressure needs to know when migrations began and how long they took; this log does not tell that of any.";
/// While costs are being made.
pub const PENDING: &str = "What each migration costs is being predicted; until then each counts the same.";
/// Name of the table.
pub const BINS: &str = "Failures by pressure";
/// Name of the table.
pub const NUMBERS: &str = "How failure goes with pressure";

/// A measure.
#[must_use]
pub const fn measure(measure: Measure) -> &'static str {
    match measure {
        Measure::Count => "migrations in flight",
        Measure::Cost => "their cost",
        Measure::CountOnHost => "migrations at a host",
        Measure::CostOnHost => "cost at a host",
    }
}

/// A cost.
#[must_use]
pub const fn unit(unit: CostUnit) -> &'static str {
    match unit {
        CostUnit::Bytes => "expected data",
        CostUnit::Seconds => "expected time",
    }
}

/// What costs are, where they count.
#[must_use]
pub fn costs(loaded: &Loaded) -> String {
    let count = loaded.swept.flights.len();
    match loaded.unit {
        None => "Nothing is known of sizes, so that each migration costs the same.".to_owned(),
        Some(_) if 0 < loaded.assumed => {
            format!("For {} of {} the cost is not known; the middle one is assumed.", grouped(loaded.assumed as f64), grouped(count as f64))
        }
        Some(_) => "Costs are what each migration is expected to send or to take, from its size and what this site's others did.".to_owned(),
    }
}

/// The axis of what is in flight.
#[must_use]
pub const fn in_flight(scale: Scale) -> &'static str {
    match scale {
        Scale::Count => "migrations in flight",
        Scale::Bytes => "expected data of those in flight, GiB",
        Scale::Minutes => "expected time of those in flight, min",
    }
}

/// What the timeline says at a moment.
#[must_use]
pub fn read(moment: Seconds, most: f64, mean: f64, scale: Scale) -> String {
    format!("{}: at most {}, on average {}", minute(moment), shown(most, scale), shown(mean, scale))
}

/// The same with a rule.
#[must_use]
pub fn read_both(moment: Seconds, was: f64, is: f64, scale: Scale) -> String {
    format!("{}: at most {}, under the rule {}", minute(moment), shown(was, scale), shown(is, scale))
}

/// A moment to the minute.
fn minute(moment: Seconds) -> String {
    let text = print_moment(Moment { since_1970: moment, minutes_ahead: None });
    text.chars().take(16).map(|letter| if letter == 'T' { ' ' } else { letter }).collect()
}

/// What the curve says under a pressure, and what was seen there.
#[must_use]
pub fn read_curve(pressure: f64, curve: Option<&Logistic>, bin: Option<&PressureBin>, scale: Scale) -> String {
    let mut said = Vec::new();
    if let Some(curve) = curve {
        let interval = curve.probability_interval(pressure, CONFIDENCE);
        let share = percent(curve.probability(pressure));
        said.push(format!(
            "the curve expects {share} to fail ({} to {})",
            percent(interval.least),
            percent(interval.most)
        ));
    }
    if let Some((bin, share)) = bin.and_then(|bin| Some((bin, bin.rate.share()?))) {
        let [range, failed, of, ..] = self::bin(bin, scale);
        said.push(format!("under {range} {failed} of {of} failed ({})", percent(share)));
    }
    format!("{}: {}", shown(pressure / scale.one(), scale), said.join("; "))
}

/// A number on the axis of a scale with what it is of, in about three digits.
fn shown(number: f64, scale: Scale) -> String {
    let number = short(Amount::Count(to_digits(number, 3)));
    match scale {
        Scale::Count => format!("{number} in flight"),
        Scale::Bytes => format!("{number} GiB in flight"),
        Scale::Minutes => format!("{number} min in flight"),
    }
}

/// The axis of pressure at a begin.
#[must_use]
pub const fn pressure(scale: Scale) -> &'static str {
    match scale {
        Scale::Count => "in flight when it began, itself included",
        Scale::Bytes => "GiB in flight when it began, itself included",
        Scale::Minutes => "minutes in flight when it began, itself included",
    }
}

/// A number on an axis.
#[must_use]
pub fn mark(number: f64) -> String {
    short(Amount::Count(number))
}

/// A share on an axis.
#[must_use]
pub fn share_mark(share: f64) -> String {
    short(Amount::Share(share))
}

/// The timeline, for those who do not see it.
#[must_use]
pub fn timeline(loaded: &Loaded) -> String {
    let most = loaded.swept.pressures.iter().map(|pressure| pressure.count).max().unwrap_or_default();
    format!(
        "{} in flight over time, at most {most} at once.",
        counted(loaded.swept.flights.len(), "migration", "migrations")
    )
}

/// The timeline of one host, for those who do not see it.
#[must_use]
pub fn timeline_at(host: &str, most: u32) -> String {
    format!("Only what left {host} or went there, at most {most} at once.")
}

/// What it comes to.
#[must_use]
pub fn sentence(associated: &Associated, scale: Scale) -> String {
    match &associated.curve {
        Ok(curve) => {
            let [factor, least, most] = odds(curve, scale, CONFIDENCE);
            let one = match scale {
                Scale::Count => "one more migration in flight",
                Scale::Bytes => "one more GiB in flight",
                Scale::Minutes => "one more minute in flight",
            };
            let how = if least <= 1.0 && 1.0 <= most {
                "That may be chance."
            } else if 1.0 < least {
                "Under more pressure more fail."
            } else {
                "Under more pressure fewer fail."
            };
            format!("With {one} the odds of failing are {} times as high ({} to {}). {how}", times(factor), times(least), times(most))
        }
        Err(NoCurve::TooFew(events)) => format!(
            "Too few for a curve: {} of the rarer outcome, and {FEWEST_EVENTS} are wanted. Rates by pressure are shown, and may be chance.",
            counted(*events as usize, "migration", "migrations")
        ),
        Err(NoCurve::NoSpread) => "All began under the same pressure, so that nothing can be said of it.".to_owned(),
        Err(NoCurve::Separated) => "Pressure tells failed and completed migrations apart without an exception. A curve could be as steep as one \
             likes and would mean nothing, so that there is none; the boundary is in the table."
            .to_owned(),
        Err(NoCurve::Unsettled) => "The numbers are too extreme for a curve.".to_owned(),
    }
}

fn times(factor: f64) -> String {
    if factor < 100.0 { with_places(factor, if factor < 10.0 { 2 } else { 1 }) } else { grouped(factor) }
}

/// Rows of the table of numbers.
#[must_use]
pub fn numbers(associated: &Associated) -> Vec<(&'static str, String)> {
    let number = |number: f64| {
        let sign = if number < 0.0 { "−" } else { "" };
        format!("{sign}{}", with_places(number.abs(), 3))
    };
    let with = |(r, interval): (f64, Option<Interval>)| match interval {
        Some(one) => format!("{} ({} to {})", number(r), number(one.least), number(one.most)),
        None => number(r),
    };
    let mut rows = Vec::new();
    if let Some(pearson) = associated.pearson {
        rows.push(("Pearson’s r, migration by migration", with(pearson)));
    }
    if let Some(spearman) = associated.spearman {
        rows.push(("Spearman’s ρ", with(spearman)));
    }
    if let Some(r) = associated.pearson_of_bins {
        rows.push(("r of the bins, each counted once (as the slides have it)", number(r)));
    }
    if let Some(line) = associated.line {
        rows.push(("R² of the straight line through the bins", number(line.r_squared)));
    }
    if let Ok(curve) = &associated.curve {
        rows.push(("Explained by the curve (McFadden)", number(curve.explained())));
    }
    rows
}

/// Columns of the table of bins.
pub const BIN_COLUMNS: [&str; 6] = ["Pressure", "Failed", "of", "Share", "95 % interval", "curve"];

/// A row of it.
#[must_use]
pub fn bin(bin: &PressureBin, scale: Scale) -> [String; 6] {
    let [from, to] = [bin.from, bin.to].map(|pressure| amount(pressure, scale));
    let interval =
        bin.interval.map_or_else(String::new, |one| format!("{} to {}", percent(one.least), percent(one.most)));
    [
        if from == to { from } else { format!("{from} to {to}") },
        grouped(bin.rate.failed as f64),
        grouped(bin.rate.of as f64),
        bin.rate.share().map_or_else(String::new, percent),
        interval,
        bin.fitted.map_or_else(|| "–".to_owned(), percent),
    ]
}

/// A pressure.
#[must_use]
pub fn amount(pressure: f64, scale: Scale) -> String {
    let number = pressure / scale.one();
    match scale {
        Scale::Count => grouped(number),
        Scale::Bytes => format!("{} GiB", mark(number)),
        Scale::Minutes => format!("{} min", mark(number)),
    }
}

/// The second picture, for those who do not see it.
#[must_use]
pub fn summary(associated: &Associated, scale: Scale) -> String {
    format!("{} bins of pressure. {}", associated.bins.len(), sentence(associated, scale))
}
