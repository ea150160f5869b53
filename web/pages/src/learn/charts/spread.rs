//! How a number is distributed where inputs vary, and what remains over time then.

use precopy_base::charts::ticks::{page_label, round_marks, time_label, time_marks};
use precopy_base::charts::{Range, Scale};
use precopy_model::explore::{Measure, Uncertainty};
use precopy_model::quantity::Bytes;
use precopy_model::quantity::text::{Amount, short};

use super::{Axis, Graph, Line, Look};
use crate::learn::words;

/// So many marks an axis has, about.
const MARKS: f64 = 5.0;
/// The shares of the runs that are marked.
pub const MARKED: [u8; 3] = [50, 90, 99];

/// Which share of the runs stays below a number; none where no run gets through.
#[must_use]
pub fn spread(runs: &Uncertainty, measure: Measure) -> Option<Graph> {
    let quantile = |percent: u8| runs.quantile(measure, f64::from(percent) / 100.0).and_then(|one| one.value);
    let points: Vec<(f64, f64)> =
        (0..=100).filter_map(|percent| Some((quantile(percent)?, f64::from(percent) / 100.0))).collect();
    // Ninety-nine of a hundred: the longest run of all would stretch the axis.
    let most = quantile(99).or(points.last().map(|(value, _)| *value))?;
    let range = Range::from_zero_to_step_above(most * 1.1);
    let within: Vec<(f64, f64)> = points.into_iter().filter(|(value, _)| *value <= range.max()).collect();
    let upright = MARKED.into_iter().filter_map(|percent| Some((quantile(percent)?, words::percentile(percent))));
    let marks = match measure {
        Measure::Data => {
            let said = |mark: f64| (mark, short(Amount::Bytes(Bytes::from_bytes(mark))));
            round_marks(range, MARKS).into_iter().map(said).collect()
        }
        Measure::Downtime | Measure::MigrationTime => labelled(time_marks(range, MARKS), time_label),
    };
    let shares = Range::around(0.0, 1.0);
    Some(Graph {
        across: Axis { name: words::measure(measure).to_owned(), scale: Scale::linear(range), marks },
        up: Axis {
            name: words::SHARE_OF_RUNS.to_owned(),
            scale: Scale::linear(shares),
            marks: labelled(round_marks(shares, MARKS), |share| short(Amount::Share(share))),
        },
        lines: vec![Line { name: words::SHARE_OF_RUNS.to_owned(), look: Look::Expected, pieces: vec![within] }],
        upright: upright.collect(),
        level: Vec::new(),
        here: Vec::new(),
    })
}

/// What remains over time, in the middle and at both ends; none where nothing was run.
#[must_use]
pub fn band(runs: &Uncertainty) -> Option<Graph> {
    let bands: Vec<_> = runs.bands().collect();
    let end = bands.last()?.at.as_seconds();
    let most = bands.iter().fold(0.0, |most: f64, band| most.max(band.p95.as_pages()));
    let (times, pages) = (Range::from_zero_to_step_above(end), Range::around(0.0, most * 1.08));
    let [low, middle, high] = words::BAND;
    let line = |name: &str, look: Look, pages: fn(&precopy_model::explore::Band) -> f64| Line {
        name: name.to_owned(),
        look,
        pieces: vec![bands.iter().map(|band| (band.at.as_seconds(), pages(band))).collect()],
    };
    Some(Graph {
        across: Axis {
            name: words::TIME.to_owned(),
            scale: Scale::linear(times),
            marks: labelled(time_marks(times, MARKS), time_label),
        },
        up: Axis {
            name: words::PAGES.to_owned(),
            scale: Scale::linear(pages),
            marks: labelled(round_marks(pages, MARKS), page_label),
        },
        lines: vec![
            line(high, Look::Paper, |band| band.p95.as_pages()),
            line(middle, Look::Expected, |band| band.p50.as_pages()),
            line(low, Look::Beside, |band| band.p5.as_pages()),
        ],
        upright: Vec::new(),
        level: Vec::new(),
        here: Vec::new(),
    })
}

fn labelled(marks: Vec<f64>, label: impl Fn(f64) -> String) -> Vec<(f64, String)> {
    marks.into_iter().map(|mark| (mark, label(mark))).collect()
}
