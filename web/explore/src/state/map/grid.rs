//! The pixels of the map: predicted coarse first, then fine, in pieces; and the same as rows for a file or a table.

use precopy_base::calculator::Calculator;
use precopy_model::explore::{Figures, Sweep};
use precopy_model::predict::Outcome;

use super::{Axes, Choice, Quantity, Subject};

/// How a migration ends there.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Ending {
    /// The guest runs at the destination.
    Completes,
    /// The guest stays where it is.
    Cancelled,
    /// It goes on for ever, or, of a bound, may do so.
    Never,
    /// There is no such guest.
    Impossible,
}

/// One pixel.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Cell {
    /// How it ends.
    pub ending: Ending,
    /// Seconds, seconds and bytes, in the order of [`Quantity::ALL`]; NaN where it does not complete.
    numbers: [f64; 3],
}

impl Cell {
    /// What of a prediction is shown.
    #[must_use]
    pub fn of(figures: Option<&Figures>) -> Self {
        let ending = match figures.map(|figures| figures.outcome) {
            Some(Outcome::Completes) => Ending::Completes,
            Some(Outcome::Cancelled) => Ending::Cancelled,
            Some(Outcome::Never) => Ending::Never,
            None => Ending::Impossible,
        };
        let number = |quantity: Quantity| figures.and_then(|figures| quantity.of(figures)).unwrap_or(f64::NAN);
        Self { ending, numbers: Quantity::ALL.map(number) }
    }

    /// The number of a migration that completes: seconds, or bytes.
    #[must_use]
    pub fn number(&self, quantity: Quantity) -> Option<f64> {
        let [downtime, time, data] = self.numbers;
        let number = match quantity {
            Quantity::Downtime => downtime,
            Quantity::Time => time,
            Quantity::Data => data,
        };
        (!number.is_nan()).then_some(number)
    }
}

/// A map of so many pixels each way. The first and the last lie at the ends of the axes.
#[derive(Clone, Debug, PartialEq)]
pub struct Grid {
    /// Pixels each way.
    pub side: u32,
    /// Row by row from below, each from the left.
    pub cells: Vec<Cell>,
}

impl Grid {
    /// One of them, counted from the lower left.
    #[must_use]
    pub fn cell(&self, across: u32, up: u32) -> Option<&Cell> {
        if self.side <= across {
            return None;
        }
        self.cells.get(up as usize * self.side as usize + across as usize)
    }

    /// The least and the most of a number.
    #[must_use]
    pub fn range(&self, quantity: Quantity) -> Option<(f64, f64)> {
        let numbers = self.cells.iter().filter_map(|cell| cell.number(quantity));
        numbers.fold(None, |range, number| match range {
            None => Some((number, number)),
            Some((least, most)) => Some((number.min(least), number.max(most))),
        })
    }
}

/// A grid that is being predicted.
#[derive(Debug)]
pub struct Job {
    sweep: Sweep,
    grid: Grid,
}

impl Job {
    /// Begins a map of so many pixels each way.
    #[must_use]
    pub fn of(subject: &Subject, side: u32) -> Option<Self> {
        let Axes { across, up } = subject.axes;
        let sweep = Sweep::over(subject.scenario(), subject.who, across.axis(side)?, Some(up.axis(side)?))?;
        let cells = Vec::with_capacity(side as usize * side as usize);
        Some(Self { sweep, grid: Grid { side, cells } })
    }

    /// Predicts so many more pixels, of one row at most; false when all are done.
    pub fn go_on(&mut self, most: u32) -> bool {
        let Some(row) = self.sweep.next_cells(most) else { return false };
        self.grid.cells.extend(row.cells.iter().map(|cell| Cell::of(cell.as_ref())));
        true
    }

    /// The map, once all is done.
    #[must_use]
    pub fn done(self) -> Grid {
        self.grid
    }
}

/// A value of either input, and what comes of it.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Sample {
    /// The input that goes across, in its base unit.
    pub across: f64,
    /// The one that goes upwards.
    pub up: f64,
    /// What is predicted; none where there is no such guest.
    pub figures: Option<Figures>,
}

/// The present map as rows of numbers, so many values each way (at least two): from below, each from the left. None where nothing can
/// be mapped.
///
/// This predicts all of them at once: on a page, a few hundred.
#[must_use]
pub fn samples(calculator: &Calculator, choice: &Choice, side: u32) -> Option<Vec<Sample>> {
    let subject = Subject::of(calculator, choice)?;
    let Axes { across, up } = subject.axes;
    let (across, up) = (across.axis(side)?, up.axis(side)?);
    let sweep = Sweep::over(subject.scenario(), subject.who, across, Some(up))?;
    let of_row = |row: precopy_model::explore::Row| {
        let values = across.values();
        let up = row.value.unwrap_or(f64::NAN);
        row.cells.into_iter().zip(values).map(move |(figures, across)| Sample { across, up, figures })
    };
    Some(sweep.flat_map(of_row).collect())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn grid(link: &str, side: u32, most: u32) -> (Subject, Grid) {
        let calculator = Calculator::of_link(link);
        let subject = Subject::of(&calculator, &Choice::of(&calculator).expect("a choice")).expect("a map");
        let mut job = Job::of(&subject, side).expect("a job");
        while job.go_on(most) {}
        (subject, job.done())
    }

    #[test]
    fn a_pixel_is_the_single_prediction() {
        let mut endings = Vec::new();
        for link in [
            "mem=4GiB&ws=2.8GiB&hot=512MiB&dirty=22000pages/s",
            "map=link,mem-log,time,bound&hv=xen",
            "map=dirty-log,ws,data,bound&hv=ovirt",
            "map=hot,ws&mem=4GiB&ws=2GiB&hot=1GiB",
            "hv=custom&time-limit=60s&on-limit=cancel&map=dirty,hot",
        ] {
            let (subject, grid) = grid(link, 9, 4);
            assert_eq!(grid.cells.len(), 81);
            for up in 0..9 {
                for across in 0..9 {
                    let value = |axis: Option<precopy_model::explore::Axis>, index| axis.expect("an axis").at(index);
                    let point = (value(subject.axes.across.axis(9), across), value(subject.axes.up.axis(9), up));
                    let single = subject.axes.put(subject.scenario(), point).map(|single| subject.who.figures(&single));
                    let cell = grid.cell(across, up).expect("a cell");
                    assert_eq!(cell.ending, Cell::of(single.as_ref()).ending);
                    for quantity in Quantity::ALL {
                        assert_eq!(cell.number(quantity), single.and_then(|single| quantity.of(&single)), "{link}");
                    }
                    if !endings.contains(&cell.ending) {
                        endings.push(cell.ending);
                    }
                }
            }
            assert_eq!((grid.cell(9, 0), grid.cell(0, 9)), (None, None));
        }
        assert_eq!(endings.len(), 4, "{endings:?}");
    }

    #[test]
    fn the_rows_of_a_file_are_the_pixels() {
        let calculator = Calculator::of_link("map=link,hot");
        let choice = Choice::of(&calculator).expect("a choice");
        let rows = samples(&calculator, &choice, 5).expect("rows");
        let (_, grid) = grid("map=link,hot", 5, 100);
        assert_eq!(rows.len(), 25);
        for (row, cell) in rows.iter().zip(&grid.cells) {
            let of_row = Cell::of(row.figures.as_ref());
            let numbers = |cell: &Cell| Quantity::ALL.map(|quantity| cell.number(quantity));
            assert_eq!((of_row.ending, numbers(&of_row)), (cell.ending, numbers(cell)));
        }
        assert!(rows[0].across < rows[1].across && rows[0].up < rows[5].up && rows[0].up == rows[1].up);
        assert_eq!(samples(&calculator, &choice, 1), None);
    }

    #[test]
    fn the_range_is_of_those_that_complete() {
        let (_, grid) = grid("mem=4GiB&ws=2.8GiB&hot=512MiB&dirty=22000pages/s", 12, 100);
        assert!(grid.cells.iter().any(|cell| cell.ending == Ending::Never));
        let (least, most) = grid.range(Quantity::Downtime).expect("some complete");
        assert!(0.0 <= least && least < most && most < 1e4, "{least} {most}");
        assert_eq!(Grid { side: 0, cells: Vec::new() }.range(Quantity::Time), None);
    }
}
