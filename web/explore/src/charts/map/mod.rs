//! The map: axes, lines and words, drawn over its pixels; and what the colours say, in numbers.

mod frame;
mod labels;
mod legend;
pub mod pixels;

use plotters_backend::DrawingBackend;
use precopy_base::charts::pen::{Failure, Point};
use precopy_base::charts::ramp;
use precopy_base::charts::{Palette, Pen, Scale};
use precopy_model::explore::{Target, Who};

use self::frame::Frame;
use self::labels::Labels;
use crate::state::map::{Axes, Ending, Grid, Line, Quantity, Subject, load_line, runs};
use crate::words::map::{self as words, Beyond};

/// A line of two points, in shares of the map.
type Piece = [Point; 2];

/// What is drawn.
#[derive(Clone, Debug, PartialEq)]
pub struct Scene {
    /// The axes.
    pub axes: Axes,
    /// The number that the colours say.
    pub quantity: Quantity,
    /// Who says it.
    pub who: Who,
    /// From which numbers to which the colours go.
    pub tones: Scale,
    /// The least and the most of the numbers.
    range: Option<(f64, f64)>,
    /// Where the number is what is wanted.
    contour: Option<(Target, Vec<Piece>)>,
    /// Where the ending changes: what happens beyond, and the line with the side on which that is.
    cliffs: Vec<(&'static str, Vec<Piece>, Option<Anchor>)>,
    /// Where as much is written as is sent.
    load: Vec<Line>,
    /// Names of areas, each with its middle.
    areas: Vec<(&'static str, Point)>,
    /// What there is beside numbers.
    endings: Vec<(Ending, &'static str)>,
    /// The share of the map on which a migration completes.
    completing: f64,
}

/// A point of a line at which its words may stand, and what lies beyond.
type Anchor = (Point, Beyond);

/// Areas are looked for on so many points each way, and named from so many in a square on.
const AREA_SIDE: u32 = 24;
const AREA_LEAST: u32 = 4;

impl Scene {
    /// What follows from a map and from what of it is to be shown.
    #[must_use]
    pub fn of(subject: &Subject, grid: &Grid, quantity: Quantity, wanted: Option<Target>) -> Self {
        let who = subject.who;
        let named = [(Ending::Never, words::never(who)), (Ending::Cancelled, words::cancelled(who))];
        let others = named.into_iter().chain([(Ending::Impossible, words::NO_GUEST)]);
        let occurs = |ending: Ending| grid.cells.iter().any(|cell| cell.ending == ending);
        let endings: Vec<_> = others.filter(|(ending, _)| occurs(*ending)).collect();
        let completes = grid.cells.iter().filter(|cell| cell.ending == Ending::Completes).count();
        let range = grid.range(quantity);
        Self {
            axes: subject.axes,
            quantity,
            who,
            tones: ramp::tones(range),
            range,
            contour: wanted.map(|wanted| (wanted, grid.contour(quantity, wanted))),
            cliffs: named
                .into_iter()
                .map(|(ending, name)| {
                    let line = runs(grid, |cell| cell.ending == ending);
                    let anchor = anchor(grid, &line, ending);
                    (name, line, anchor)
                })
                .filter(|(_, line, _)| !line.is_empty())
                .collect(),
            load: load_line(subject),
            areas: endings.iter().filter_map(|(ending, name)| Some((*name, area(grid, *ending)?))).collect(),
            endings,
            completing: completes as f64 / grid.cells.len().max(1) as f64,
        }
    }

    /// What it says to those who do not see it.
    #[must_use]
    pub fn summary(&self) -> String {
        words::summary(&self.axes, self.quantity, self.who, self.completing, self.range)
    }
}

/// The middle of the largest square of an ending; none where it is small.
fn area(grid: &Grid, ending: Ending) -> Option<Point> {
    let place = |index: u32| index * grid.side.saturating_sub(1) / (AREA_SIDE - 1);
    let mut before = vec![0; AREA_SIDE as usize];
    let mut best = (AREA_LEAST - 1, (0.0, 0.0));
    for up in 0..AREA_SIDE {
        let mut row: Vec<u32> = Vec::with_capacity(AREA_SIDE as usize);
        let mut corner = 0;
        for (across, &below) in (0..AREA_SIDE).zip(&before) {
            let is = grid.cell(place(across), place(up)).is_some_and(|cell| cell.ending == ending);
            let left = row.last().copied().unwrap_or_default();
            let size = if is { 1 + below.min(left).min(corner) } else { 0 };
            if best.0 < size {
                let middle = |index: u32| (f64::from(index + 1) - f64::from(size) / 2.0) / f64::from(AREA_SIDE);
                best = (size, (middle(across), middle(up)));
            }
            corner = below;
            row.push(size);
        }
        before = row;
    }
    (AREA_LEAST <= best.0).then_some(best.1)
}

/// A point in the midst of a line, and on which side of it an ending is.
fn anchor(grid: &Grid, line: &[Piece], ending: Ending) -> Option<Anchor> {
    const AWAY: f64 = 0.04;
    let last = f64::from(grid.side.saturating_sub(1));
    let is = |(across, up): Point| {
        let on = (0.0..=1.0).contains(&across) && (0.0..=1.0).contains(&up);
        // Casts of floats saturate.
        let cell = grid.cell((across * last).round() as u32, (up * last).round() as u32);
        on && cell.is_some_and(|cell| cell.ending == ending)
    };
    let sides = |(across, up): Point| {
        [
            (Beyond::Above, (across, up + AWAY)),
            (Beyond::Below, (across, up - AWAY)),
            (Beyond::Right, (across + AWAY, up)),
            (Beyond::Left, (across - AWAY, up)),
        ]
    };
    let mut found: Option<(f64, Anchor)> = None;
    for [from, to] in line {
        let point = ((from.0 + to.0) / 2.0, (from.1 + to.1) / 2.0);
        let far = (point.0 - 0.5).abs() + (point.1 - 0.5).abs() * 0.25;
        if found.as_ref().is_some_and(|(least, _)| *least <= far) {
            continue;
        }
        // Not where both sides are alike, as at the edge of an islet.
        let [above, below, right, left] = sides(point).map(|(beyond, place)| (beyond, is(place)));
        let side = match ((above.1, below.1), (right.1, left.1)) {
            ((true, false), _) => above.0,
            ((false, true), _) => below.0,
            (_, (true, false)) => right.0,
            (_, (false, true)) => left.0,
            _ => continue,
        };
        found = Some((far, (point, side)));
    }
    found.map(|(_, anchor)| anchor)
}

/// Draws it.
///
/// # Errors
/// When the backend fails.
pub fn draw<B: DrawingBackend>(pen: &Pen<'_, B>, scene: &Scene, palette: &Palette) -> Result<(), Failure<B>> {
    let Some(frame) = Frame::of(pen.size()) else { return Ok(()) };
    legend::draw(pen, &frame, scene, palette)?;
    let placed = |line: &[Point]| -> Vec<Point> { line.iter().map(|point| frame.place(*point)).collect() };
    for line in &scene.load {
        pen.dashed_on(&placed(line), palette.ink, palette.ground, 1.25, (5.0, 4.0))?;
    }
    let cliffs = scene.cliffs.iter().map(|(_, line, _)| (line, palette.limit, 1.75));
    let contour = scene.contour.iter().map(|(_, line)| (line, palette.threshold, 2.25));
    for (line, colour, width) in cliffs.chain(contour) {
        for (colour, width) in [(palette.ground, width + 2.0), (colour, width)] {
            for piece in line {
                pen.line(&placed(piece), colour, width)?;
            }
        }
    }
    frame.draw(pen, &scene.axes, palette)?;
    let mut labels = Labels::within((frame.left, frame.top, frame.right, frame.bottom), frame.text);
    let up = frame.text * 1.3;
    if let Some((wanted, line)) = &scene.contour {
        let at = |share: f64| nearest(line, share).map(|point| frame.place(point));
        let points = [0.3, 0.1, 0.6, 0.8].into_iter().filter_map(at).map(|(x, y)| (x, y + up));
        labels.write(pen, &words::wanted(*wanted), points, palette.threshold, palette)?;
    }
    for (name, line, anchor) in &scene.cliffs {
        let Some((point, beyond)) = anchor else { continue };
        let (x, y) = frame.place(*point);
        let others =
            [0.75, 0.25, 0.9].into_iter().filter_map(|share| nearest(line, share)).map(|point| frame.place(point));
        let points = [(x, y - up), (x, y + up)].into_iter().chain(others.flat_map(|(x, y)| [(x, y - up), (x, y + up)]));
        labels.write(pen, &words::cliff(name, *beyond), points, palette.limit, palette)?;
    }
    for line in &scene.load {
        let pieces: Vec<Piece> = line.windows(2).filter_map(|pair| <Piece>::try_from(pair).ok()).collect();
        let at = |share: f64| nearest(&pieces, share).map(|point| frame.place(point));
        let points = [0.85, 0.2, 0.5].into_iter().filter_map(at).flat_map(|(x, y)| [(x, y - up), (x, y + up)]);
        labels.write(pen, words::LOAD, points, palette.ink, palette)?;
    }
    for (name, middle) in &scene.areas {
        labels.write(pen, name, [frame.place(*middle)], palette.ink, palette)?;
    }
    Ok(())
}

/// The point of a line that is nearest to a share of the way across.
fn nearest(line: &[Piece], share: f64) -> Option<Point> {
    let distance = |piece: &Piece| {
        let [(from, _), (to, _)] = *piece;
        ((from + to) / 2.0 - share).abs()
    };
    let nearest = line.iter().min_by(|one, other| distance(one).total_cmp(&distance(other)));
    nearest.map(|[from, to]| ((from.0 + to.0) / 2.0, (from.1 + to.1) / 2.0))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::state::map::{Choice, Job};
    use precopy_base::calculator::Calculator;
    use precopy_model::quantity::Seconds;

    fn scene(link: &str) -> Scene {
        let calculator = Calculator::of_link(link);
        let choice = Choice::of(&calculator).expect("a choice");
        let subject = Subject::of(&calculator, &choice).expect("a map");
        let mut job = Job::of(&subject, 48).expect("a job");
        while job.go_on(48) {}
        Scene::of(&subject, &job.done(), choice.quantity, choice.wanted(&calculator))
    }

    #[test]
    fn what_is_beyond_a_cliff_is_said() {
        let usual = scene("hv=qemu&mem=4GiB&ws=2.8GiB&hot=512MiB&dirty=22000pages/s&link=10Gbit/s&want-downtime=100ms");
        let [(name, line, Some((point, beyond)))] = usual.cliffs.as_slice() else { panic!("{:?}", usual.cliffs) };
        assert_eq!((*name, *beyond), ("never ends", Beyond::Above));
        assert!(!line.is_empty() && 0.3 < point.1 && point.1 < 0.6, "{point:?}");
        let [(area, middle)] = usual.areas.as_slice() else { panic!("{:?}", usual.areas) };
        assert_eq!(*area, "never ends");
        assert!(point.1 < middle.1);
        let Some((wanted, contour)) = &usual.contour else { panic!("no contour") };
        assert_eq!(*wanted, Target::Downtime(Seconds::from_seconds(0.1)));
        assert!(!contour.is_empty());
        let summary = usual.summary();
        assert!(
            summary.starts_with(
                "Map over hot set from 0 B to 2.8 GiB and dirty rate from 0 pages/s to 80,000 pages/s: on "
            ),
            "{summary}"
        );
        // A faster link makes it end.
        let links =
            scene("map=dirty,link,bound&hv=qemu&cap=none&mem=4GiB&ws=2.8GiB&hot=2GiB&dirty=100000pages/s&link=2Gbit/s");
        assert!(
            links.cliffs.iter().all(|(_, _, anchor)| anchor.is_some_and(|(_, beyond)| beyond == Beyond::Below)),
            "{:?}",
            links.cliffs
        );
    }

    #[test]
    fn a_guest_that_cannot_be_is_named() {
        let sets = scene("map=hot,ws&mem=4GiB&ws=2GiB&hot=1GiB");
        assert!(
            sets.areas.iter().any(|(name, (across, up))| *name == words::NO_GUEST && up < across),
            "{:?}",
            sets.areas
        );
    }
}
