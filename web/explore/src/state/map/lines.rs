//! The lines of the map: where a number crosses what is wanted, where the ending changes, and where the guest writes as fast as pages
//! are sent. All in shares of the map, from its lower left.

use precopy_model::explore::{Axis, Target};

use super::{Axes, Cell, Ending, Grid, Quantity, Subject};

/// Two points, or more, in shares of the map.
pub type Line = Vec<(f64, f64)>;

/// The points at which the load is asked for, each way.
const LOAD_SIDE: u32 = 25;

/// Where a value that is known at the points of a grid crosses zero, as short lines. Between two points it is taken to be straight, and
/// where one of them is infinite, the middle. Where it is not a number there is no line.
pub fn crossings(side: u32, value: impl Fn(u32, u32) -> f64) -> Vec<[(f64, f64); 2]> {
    let mut lines = Vec::new();
    let last = side.saturating_sub(1);
    let place = |index: u32| f64::from(index) / f64::from(last.max(1));
    for up in 0..last {
        let (mut low, mut high) = (value(0, up), value(0, up + 1));
        for across in 0..last {
            let (next_low, next_high) = (value(across + 1, up), value(across + 1, up + 1));
            let (left, right, bottom, top) = (place(across), place(across + 1), place(up), place(up + 1));
            let corners = [low, next_low, next_high, high];
            if !corners.iter().any(|corner| corner.is_nan()) {
                // Each edge from its lower or left end, so that neighbours find the same point.
                let edges = [
                    crossing(low, next_low).map(|share| (left + (right - left) * share, bottom)),
                    crossing(next_low, next_high).map(|share| (right, bottom + (top - bottom) * share)),
                    crossing(high, next_high).map(|share| (left + (right - left) * share, top)),
                    crossing(low, high).map(|share| (left, bottom + (top - bottom) * share)),
                ];
                let mut found = edges.into_iter().flatten();
                while let (Some(from), Some(to)) = (found.next(), found.next()) {
                    lines.push([from, to]);
                }
            }
            (low, high) = (next_low, next_high);
        }
    }
    lines
}

/// Where between two values zero lies, when they lie on two sides of it.
fn crossing(one: f64, other: f64) -> Option<f64> {
    if (one <= 0.0) == (other <= 0.0) {
        return None;
    }
    let share = one.abs() / (one.abs() + other.abs());
    Some(if one.is_finite() && other.is_finite() { share } else { 0.5 })
}

/// Where the pixels that a question answers with yes end.
pub fn runs(grid: &Grid, is: impl Fn(&Cell) -> bool) -> Vec<[(f64, f64); 2]> {
    crossings(grid.side, |across, up| match grid.cell(across, up) {
        Some(cell) if cell.ending == Ending::Impossible => f64::NAN,
        Some(cell) if is(cell) => f64::INFINITY,
        Some(_) => f64::NEG_INFINITY,
        None => f64::NAN,
    })
}

impl Grid {
    /// Where a number is what is wanted of it.
    #[must_use]
    pub fn contour(&self, quantity: Quantity, wanted: Target) -> Vec<[(f64, f64); 2]> {
        let wanted = match wanted {
            Target::Downtime(time) | Target::MigrationTime(time) => time.as_seconds(),
            Target::Data(data) => data.as_bytes(),
            Target::Completes => return runs(self, |cell| cell.ending != Ending::Completes),
        };
        crossings(self.side, |across, up| match self.cell(across, up) {
            Some(cell) if cell.ending == Ending::Impossible => f64::NAN,
            // On a scale of ratios, as the colours are.
            Some(cell) => cell.number(quantity).map_or(f64::INFINITY, |number| (number.max(1e-9) / wanted).ln()),
            None => f64::NAN,
        })
    }
}

/// Where the guest writes pages just as fast as they are sent, λ = 1; only where one of the two inputs makes it so.
#[must_use]
pub fn load_line(subject: &Subject) -> Vec<Line> {
    let Axes { across, up } = subject.axes;
    let Some((columns, rows)) = across.axis(LOAD_SIDE).zip(up.axis(LOAD_SIDE)) else { return Vec::new() };
    let load = |column: u32, row: u32| {
        let value = |axis: &Axis, index: u32| axis.at(index);
        let Some(scenario) = subject.axes.put(subject.scenario(), (value(&columns, column), value(&rows, row))) else {
            return f64::NAN;
        };
        let copy_rate = scenario.link.copy_rate(&scenario.hypervisor).used.as_pages_per_second();
        let rate = scenario.dirtying.rate.as_pages_per_second();
        // On whichever scale the axes have, the two are compared as they are.
        rate - copy_rate
    };
    joined(&crossings(LOAD_SIDE, load))
}

/// Short lines that meet, as long ones.
#[must_use]
pub fn joined(lines: &[[(f64, f64); 2]]) -> Vec<Line> {
    let mut left: Vec<[(f64, f64); 2]> = lines.to_vec();
    let mut all = Vec::new();
    while let Some([from, to]) = left.pop() {
        let mut line = vec![from, to];
        for _ in 0..2 {
            while let Some(end) = line.last().copied() {
                let Some(index) = left.iter().position(|[one, other]| *one == end || *other == end) else { break };
                let [one, other] = left.swap_remove(index);
                line.push(if one == end { other } else { one });
            }
            line.reverse();
        }
        all.push(line);
    }
    all
}

#[cfg(test)]
mod tests {
    use super::super::{Choice, Job};
    use super::*;
    use precopy_base::calculator::Calculator;
    use precopy_model::quantity::Seconds;

    #[test]
    fn a_straight_crossing_is_found_where_it_is() {
        let lines = joined(&crossings(5, |across, _| f64::from(across) - 1.5));
        assert_eq!(lines.len(), 1);
        assert_eq!(lines[0].len(), 5);
        assert!(lines[0].iter().all(|(across, _)| (across - 0.375).abs() < 1e-12));
        let slanted = joined(&crossings(9, |across, up| f64::from(across) + f64::from(up) - 8.2));
        assert_eq!(slanted.len(), 1);
        assert!(slanted[0].iter().all(|(across, up)| (across + up - 1.025).abs() < 1e-12));
        for side in [0, 1, 2] {
            assert!(crossings(side, |_, _| f64::NAN).is_empty());
        }
    }

    fn map(link: &str) -> (Subject, Grid) {
        let calculator = Calculator::of_link(link);
        let subject = Subject::of(&calculator, &Choice::of(&calculator).expect("a choice")).expect("a map");
        let mut job = Job::of(&subject, 48).expect("a job");
        while job.go_on(48) {}
        (subject, job.done())
    }

    #[test]
    fn the_load_line_lies_at_the_copy_rate() {
        // QEMU's cap of 128 MiB/s: 32,704 pages/s, on an axis that goes to 80,000.
        let (subject, _) = map("hv=qemu&mem=4GiB&ws=2.8GiB&hot=512MiB&dirty=22000pages/s&link=10Gbit/s");
        let lines = load_line(&subject);
        assert_eq!(lines.len(), 1);
        assert!(lines[0].iter().all(|(_, up)| (up * 80_000.0 - 32_704.0).abs() < 1.0), "{lines:?}");
        assert!(load_line(&map("map=mem,hot").0).is_empty());
        assert!(!load_line(&map("map=link,dirty-log&hv=xen").0).is_empty());
    }

    #[test]
    fn what_meets_the_target_lies_on_one_side_of_the_contour() {
        let (_, grid) = map("mem=4GiB&ws=2.8GiB&hot=512MiB&dirty=22000pages/s");
        let (least, most) = grid.range(Quantity::Time).expect("some complete");
        let wanted = Seconds::from_seconds((least * most).sqrt());
        let lines = grid.contour(Quantity::Time, Target::MigrationTime(wanted));
        assert!(!lines.is_empty());
        for (across, up) in lines.into_iter().flatten() {
            let near = |share: f64| [(share * 47.0).floor(), (share * 47.0).ceil()].map(|index| index as u32);
            let met = |x: u32, y: u32| {
                grid.cell(x, y)
                    .and_then(|cell| cell.number(Quantity::Time))
                    .is_some_and(|time| time <= wanted.as_seconds())
            };
            let around: Vec<bool> = near(across).into_iter().flat_map(|x| near(up).map(|y| met(x, y))).collect();
            assert!(around.contains(&true) && around.contains(&false), "{across} {up}");
        }
        assert!(!runs(&grid, |cell| cell.ending == Ending::Never).is_empty());
        assert!(!grid.contour(Quantity::Time, Target::Completes).is_empty());
    }
}
