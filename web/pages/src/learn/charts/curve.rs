//! What remains over time, of the predictors that a lesson names.

use precopy_base::charts::ticks::{page_label, round_marks, time_label, time_marks};
use precopy_base::charts::{Range, Scale};
use precopy_formats::lessons::{Bench, By, Curve, Mark, PartOf, Setting, Start, predict};
use precopy_model::predict::{Parts, Prediction};

use super::{Axis, Graph, Line, Look};
use crate::learn::words;

/// How much longer than its first pass a migration is drawn that never ends.
const ENDLESS: f64 = 4.0;
/// So many marks an axis has, about.
const MARKS: f64 = 5.0;

/// The graph; none where the scenario cannot be read, which no lesson does.
#[must_use]
pub fn curve(shown: &Curve, bench: &Bench) -> Option<Graph> {
    let of = |start: &Start, by: By| Some(predict(by, &Setting::of(start).ok()?.scenario)).flatten();
    let lead_by = *shown.by.first()?;
    let own: Vec<(By, Prediction)> = shown.by.iter().filter_map(|&by| Some((by, of(&bench.now, by)?))).collect();
    let beside: Vec<(&str, Prediction)> = shown
        .beside
        .iter()
        .filter_map(|named| Some((named.name.as_str(), of(&bench.of(named.at.as_ref()), lead_by)?)))
        .collect();
    let lead = &own.first()?.1;
    let mut end = 0.0_f64;
    let mut most = 0.0_f64;
    for one in own.iter().map(|(_, one)| one).chain(beside.iter().map(|(_, one)| one)) {
        end = end.max(one.end().map_or(one.first_pass_end.as_seconds() * ENDLESS, |end| end.as_seconds()));
        most = one.remaining.knots().fold(most, |most, (_, parts)| most.max(parts.total));
    }
    let times = Range::from_zero_to_step_above(end * 1.02);
    let pages = Range::around(0.0, most * 1.08);
    let mut lines = Vec::new();
    if shown.parts {
        lines.push(line(words::HOT, Look::Hot, lead, times.max(), |parts| parts.hot));
        lines.push(line(words::PASSIVE, Look::Passive, lead, times.max(), |parts| parts.hot + parts.passive));
        lines.push(line(words::EMPTY, Look::Empty, lead, times.max(), |parts| parts.total));
    }
    for (name, one) in &beside {
        lines.push(line(name, Look::Beside, one, times.max(), |parts| parts.total));
    }
    let only = |parts: Parts| {
        if shown.only.is_empty() {
            return parts.total;
        }
        shown
            .only
            .iter()
            .map(|part| match part {
                PartOf::Empty => parts.empty,
                PartOf::Passive => parts.passive,
                PartOf::Hot => parts.hot,
            })
            .sum()
    };
    for (by, one) in &own {
        lines.push(line(words::by(*by), look(*by), one, times.max(), only));
    }
    let mut upright = Vec::new();
    let mut level = Vec::new();
    for mark in &shown.mark {
        let at = match mark {
            Mark::FirstPass => Some(lead.first_pass_end),
            Mark::Stop => lead.stop,
            Mark::End => lead.end(),
            Mark::Limit => lead.limit,
            Mark::Threshold => {
                level.push((lead.threshold.as_pages(), words::mark(*mark).to_owned()));
                None
            }
            Mark::CopyRate => None,
        };
        if let Some(at) = at {
            upright.push((at.as_seconds(), words::mark(*mark).to_owned()));
        }
    }
    Some(Graph {
        across: Axis {
            name: words::TIME.to_owned(),
            scale: Scale::linear(times),
            marks: time_marks(times, MARKS).into_iter().map(|mark| (mark, time_label(mark))).collect(),
        },
        up: Axis {
            name: words::PAGES.to_owned(),
            scale: Scale::linear(pages),
            marks: round_marks(pages, MARKS).into_iter().map(|mark| (mark, page_label(mark))).collect(),
        },
        lines,
        upright,
        level,
        here: Vec::new(),
    })
}

/// How the line of a predictor looks.
pub(super) const fn look(by: By) -> Look {
    match by {
        By::Bound | By::Most => Look::Bound,
        By::Rounds | By::Average => Look::Expected,
        By::Paper | By::AsPrinted | By::Least => Look::Paper,
    }
}

/// A curve up to the edge of the picture.
fn line(name: &str, look: Look, of: &Prediction, until: f64, part: impl Fn(Parts) -> f64) -> Line {
    let mut points: Vec<(f64, f64)> = Vec::new();
    for (at, parts) in of.remaining.knots() {
        if until < at.as_seconds() {
            let there = of.remaining.at(precopy_model::quantity::Seconds::from_seconds(until));
            points.push((until, part(there)));
            break;
        }
        points.push((at.as_seconds(), part(parts)));
    }
    // What never ends goes on.
    if of.end().is_none()
        && let Some(&(at, last)) = points.last()
        && at < until
    {
        points.push((until, last));
    }
    Line { name: name.to_owned(), look, pieces: vec![points] }
}
