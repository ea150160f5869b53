//! Quantities over one input, or over a list of scenarios.

use precopy_base::charts::ticks::{page_label, round_marks, time_label, time_marks};
use precopy_base::charts::{Range, Scale};
use precopy_formats::lessons::{Answer, Bench, Changes, Mark, Model, Named, Quantity, Series, SweepOf, Term};
use precopy_model::quantity::text::{Amount, short};

use super::curve::look;
use super::printed::Printed;
use super::{Axis, Graph, Line, Look};
use crate::learn::state::slider::Slider;
use crate::learn::words;

/// So many points a line has, and so many at each end of a piece are looked for.
const POINTS: u32 = 120;
/// So many marks an axis has, about.
const MARKS: f64 = 5.0;

/// Terms that are drawn together: a downtime has no height on the axis of the migration time, so these have an axis each.
#[must_use]
pub fn apart(show: &[Term]) -> Vec<Vec<Term>> {
    let is_time = |term: &&Term| term.quantity == Quantity::MigrationTime;
    let (times, others): (Vec<Term>, Vec<Term>) = show.iter().cloned().partition(|term| is_time(&term));
    if others.iter().any(|term| term.quantity == Quantity::Downtime) && !times.is_empty() {
        vec![others, times]
    } else {
        vec![show.to_vec()]
    }
}

/// Quantities over an input; none where it takes no amounts, which no lesson does.
#[must_use]
pub fn sweep(shown: &SweepOf, model: &mut Model, bench: &Bench) -> Option<Graph> {
    let across = &shown.across;
    let slider = Slider::of(&across.key, (&across.from, &across.to), across.is_logarithmic)?;
    let mut lines = Vec::new();
    let mut most = (0.0_f64, None);
    let ways = shown.beside.iter().map(|named| (Some(named), bench.of(named.at.as_ref())));
    for (named, start) in ways.chain([(None, bench.now.clone())]) {
        for term in &shown.show {
            let mut points = Vec::new();
            for step in 0..=POINTS {
                let (number, text) = slider.at(f64::from(step) / f64::from(POINTS));
                let mut changes = Changes::default();
                changes.set(&across.key, &text);
                let at = Bench { start: bench.start.clone(), now: start.changed(&changes).settled() };
                points.push((number, model.answer(term, &at).ok()));
            }
            lines.push(line(named, term, points, &mut most));
        }
    }
    tell_apart(&mut lines);
    // What is the same in a further scenario is drawn once.
    let own: Vec<Line> = lines.iter().filter(|line| line.look != Look::Beside).cloned().collect();
    lines.retain(|line| line.look != Look::Beside || !own.iter().any(|own| own.pieces == line.pieces));
    let mut here = Vec::new();
    let now = bench.now.value(&across.key).and_then(|text| slider.number(text));
    for term in &shown.show {
        let value = model.answer(term, bench).ok().and_then(|answer| answer.number());
        if let (Some(x), Some(y)) = (now.filter(|now| slider.scale.holds(*now)), value) {
            here.push((x, y));
        }
    }
    let mut upright = Vec::new();
    if shown.mark.contains(&Mark::CopyRate)
        && let Ok(rate) = Term::read("copy-rate")
        && let Some(rate) = model.answer(&rate, bench).ok().and_then(|answer| answer.number())
    {
        upright.push((rate, words::mark(Mark::CopyRate).to_owned()));
    }
    let printed = Printed::of(&shown.printed, most.1, |text| slider.number(text));
    most.0 = most.0.max(printed.most());
    lines.extend(printed.points);
    let across = Axis {
        name: slider.name(),
        scale: slider.scale,
        marks: slider.marks(MARKS).into_iter().map(|mark| (mark, short(slider.amount(mark)))).collect(),
    };
    Some(Graph { across, up: upwards(most), lines, upright, level: printed.levels, here })
}

/// Quantities over a list of scenarios.
#[must_use]
pub fn series(shown: &Series, model: &mut Model, bench: &Bench) -> Graph {
    let mut most = (0.0_f64, None);
    let mut lines = Vec::new();
    for term in &shown.show {
        let mut points = Vec::new();
        for (place, named) in shown.points.iter().enumerate() {
            let at = Bench { start: bench.start.clone(), now: bench.of(named.at.as_ref()) };
            points.push((place as f64, model.answer(term, &at).ok()));
        }
        lines.push(line(None, term, points, &mut most));
    }
    tell_apart(&mut lines);
    // Without a place on the axis it is of all points together, and stands in the table only.
    let place = |text: &str| shown.points.iter().position(|named| named.name == text).map(|place| place as f64);
    let printed = Printed { levels: Vec::new(), ..Printed::of(&shown.printed, most.1, place) };
    most.0 = most.0.max(printed.most());
    lines.extend(printed.points);
    let last = shown.points.len().saturating_sub(1) as f64;
    let marks = shown.points.iter().enumerate().map(|(place, named)| (place as f64, named.name.clone())).collect();
    let across = Axis { name: String::new(), scale: Scale::linear(Range::around(0.0, last)), marks };
    Graph { across, up: upwards(most), lines, upright: Vec::new(), level: Vec::new(), here: Vec::new() }
}

/// Of several quantities that the simulated loop says, the first alone has its look.
fn tell_apart(lines: &mut [Line]) {
    for line in lines.iter_mut().filter(|line| line.look == Look::Expected).skip(1) {
        line.look = Look::Again;
    }
}

/// The most that is drawn, and as what it is said.
type Most = (f64, Option<Amount>);

fn line(named: Option<&Named>, term: &Term, points: Vec<(f64, Option<Answer>)>, most: &mut Most) -> Line {
    let mut pieces = vec![Vec::new()];
    for (at, answer) in points {
        match answer.as_ref().and_then(Answer::number) {
            Some(number) => {
                most.0 = most.0.max(number);
                if let Some(Answer::Amount(amount)) = answer {
                    most.1 = Some(amount);
                }
                if let Some(piece) = pieces.last_mut() {
                    piece.push((at, number));
                }
            }
            None if pieces.last().is_some_and(|piece| !piece.is_empty()) => pieces.push(Vec::new()),
            None => {}
        }
    }
    let name = words::term(term);
    match named {
        Some(named) => Line { name: format!("{name}, {}", named.name), look: Look::Beside, pieces },
        None => Line { name, look: term.by.map_or(Look::Expected, look), pieces },
    }
}

fn upwards((most, kind): Most) -> Axis {
    let range = Range::from_zero_to_step_above(most * 1.02);
    let said = |mark: f64| match kind {
        Some(Amount::Seconds(_)) => time_label(mark),
        Some(Amount::Pages(_) | Amount::PagesPerSecond(_)) => page_label(mark),
        Some(kind) => short(kind.with_number(mark)),
        None => short(Amount::Count(mark)),
    };
    let marks =
        if matches!(kind, Some(Amount::Seconds(_))) { time_marks(range, MARKS) } else { round_marks(range, MARKS) };
    let name = match kind {
        Some(Amount::Pages(_)) => words::IN_PAGES,
        Some(Amount::PagesPerSecond(_)) => words::IN_PAGES_PER_SECOND,
        _ => "",
    };
    Axis {
        name: name.to_owned(),
        scale: Scale::linear(range),
        marks: marks.into_iter().map(|mark| (mark, said(mark))).collect(),
    }
}
