//! A recorded history of a guest's writes: two columns, time and what was written, as a spreadsheet or a script saves them.
//!
//! ```text
//! # written down by a script
//! seconds,pages          or: time;MiB/s, or nothing: then seconds, and pages since the line before
//! 1,22000
//! 2,18000
//! 3,0
//! ```
//!
//! * Columns are separated by a comma, a semicolon or a tab; the decimal sign is a point; `#` begins a comment.
//! * Times rise. Where the first one is zero, each line begins an interval; else each line ends one. An interval that has only
//!   one end is as long as the one beside it, and begins no earlier than zero.
//! * The second column is what was written in the interval (`pages`, `MiB`) or a rate (`pages/s`, `MiB/s`), by its heading or
//!   in each cell, in the one unit grammar: MB/s and MiB/s are different.
//! * What cannot be read becomes a problem with its line; the rest is kept.
//!
//! A history becomes equal intervals, because that is what fits into a link. Unequal ones are laid on a grid of the shortest,
//! and means are taken; a history that is too long becomes coarser.

mod columns;
mod grid;

use precopy_model::problem::Problem;
use precopy_model::quantity::{Bytes, PagesPerSecond, Seconds, limits};
use precopy_model::scenario::{Load, Phase};

use self::columns::{Columns, Row, Written};
use self::grid::Grid;
use crate::dirty_rate::{LineProblem, MAX_BYTES};
use crate::shape::{MOST_CHARACTERS, history_text};

/// A highest rate that is lower by less has only been rounded.
const ROUNDING: f64 = 1e-9;
/// Further problems are counted, not listed.
const MAX_PROBLEMS: usize = 20;

/// What a text says.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Reading {
    /// The history; none when nothing could be read.
    pub history: Option<History>,
    /// What could not be read.
    pub problems: Vec<LineProblem>,
}

/// A recorded history.
#[derive(Clone, Debug, PartialEq)]
pub struct History {
    /// Rates as shares of the highest one, in equal intervals.
    pub load: Load,
    /// The highest rate of an interval.
    pub peak: PagesPerSecond,
    /// The mean rate.
    pub mean: PagesPerSecond,
    /// The shape as it is entered.
    pub shape: String,
    /// How many lines it is made of.
    pub lines: usize,
    /// How long an interval is.
    pub each: Seconds,
    /// The highest rate that was recorded, where no interval has it any more: a bound from [`Self::peak`] is then below what was
    /// recorded.
    pub lost_peak: Option<PagesPerSecond>,
    /// Whether several lines became one interval because a link holds no more.
    pub is_coarser: bool,
}

/// Reads a history; sizes are counted in pages of this size.
///
/// ```
/// use precopy_formats::history::read;
/// use precopy_model::quantity::Bytes;
/// let history = read("time,MiB/s\n2,100\n4,50\n", Bytes::from_bytes(4096.0)).history.unwrap();
/// // 100 MiB/s are 25,600 pages/s.
/// assert_eq!((history.peak.as_pages_per_second(), history.shape.as_str()), (25_600.0, "2s:100,50"));
/// ```
#[must_use]
pub fn read(text: &str, page: Bytes) -> Reading {
    let mut problems = Problems::default();
    let history = if MAX_BYTES < text.len() {
        problems.add(None, Problem::general("This text is too long.").allowed("about 1 MB"));
        None
    } else {
        let rows = rows(text, page, &mut problems);
        match history(&rows) {
            Ok(history) => history,
            Err(problem) => {
                problems.add(None, problem);
                None
            }
        }
    };
    Reading { history, problems: problems.finish() }
}

#[derive(Default)]
struct Problems {
    listed: Vec<LineProblem>,
    further: usize,
}

impl Problems {
    fn add(&mut self, line: Option<usize>, problem: Problem) {
        if self.listed.len() < MAX_PROBLEMS {
            self.listed.push(LineProblem { line, problem });
        } else {
            self.further += 1;
        }
    }

    fn finish(mut self) -> Vec<LineProblem> {
        if 0 < self.further {
            let problem = Problem::general(format!("And {} more like these.", self.further));
            self.listed.push(LineProblem { line: None, problem });
        }
        self.listed
    }
}

/// The lines that could be read, in rising order.
fn rows(text: &str, page: Bytes, problems: &mut Problems) -> Vec<Row> {
    let mut columns = Columns::new(page);
    let mut rows: Vec<Row> = Vec::new();
    for (line, text) in (1..).zip(text.lines()) {
        let text = text.split('#').next().unwrap_or_default().trim();
        if text.is_empty() {
            continue;
        }
        match columns.read(text) {
            Ok(None) => {}
            Ok(Some(row)) if rows.last().is_none_or(|before| before.at < row.at) => rows.push(row),
            Ok(Some(_)) => {
                problems.add(Some(line), Problem::general("This is no later than the line before.").given(text));
            }
            Err(problem) => problems.add(Some(line), problem),
        }
    }
    rows
}

/// The history that the rows make; none when there are none.
fn history(rows: &[Row]) -> Result<Option<History>, Problem> {
    let intervals = intervals(rows)?;
    let Some(grid) = Grid::of(&intervals) else { return Ok(None) };
    let mut count = grid.count.min(Load::MOST);
    loop {
        let (each, rates) = grid.cells(count);
        let peak = rates.iter().copied().fold(0.0, f64::max);
        if peak <= 0.0 {
            return Err(Problem::general("Nothing was written in all this time."));
        }
        if !limits::DIRTY_RATE.contains(peak) {
            return Err(Problem::general("This is too much for any machine."));
        }
        let shape = history_text(each, rates.iter().map(|rate| rate / peak));
        if MOST_CHARACTERS < shape.len() && 1 < count {
            count = count.div_ceil(2);
            continue;
        }
        let phases: Vec<Phase> = rates.iter().map(|&of_rate| Phase { lasts: each, of_rate }).collect();
        let Some(load) = Load::new(&phases) else { return Err(Problem::general("These times are too long.")) };
        let pages = PagesPerSecond::from_pages_per_second;
        return Ok(Some(History {
            load,
            peak: pages(peak),
            mean: pages(rates.iter().sum::<f64>() / rates.len() as f64),
            shape,
            lines: rows.len(),
            each,
            // Lost to a grid that straddles unequal intervals as well as to one that was made coarser; rounding is no loss.
            lost_peak: (peak < grid.peak * (1.0 - ROUNDING)).then(|| pages(grid.peak)),
            is_coarser: count < grid.count,
        }));
    }
}

/// Length in seconds and rate in pages/s of what lies between the rows.
fn intervals(rows: &[Row]) -> Result<Vec<(f64, f64)>, Problem> {
    let steps = rows.windows(2).filter_map(|pair| if let [a, b] = pair { Some(b.at - a.at) } else { None });
    let mut lengths: Vec<f64> = steps.collect();
    match (rows.first(), lengths.first().copied(), lengths.last().copied()) {
        (None, ..) => {}
        (Some(first), None, _) if first.at == 0.0 => {
            return Err(Problem::general("One line at the time 0 does not say how long it lasts."));
        }
        // Each line begins an interval.
        (Some(first), _, Some(last)) if first.at == 0.0 => lengths.push(last),
        // Each line ends one.
        (Some(first), next, _) => lengths.insert(0, next.map_or(first.at, |next| next.min(first.at))),
    }
    let rate = |row: &Row, length: f64| match row.written {
        Written::Rate(rate) => rate,
        Written::Pages(pages) => pages / length,
    };
    Ok(rows.iter().zip(lengths).map(|(row, length)| (length, rate(row, length))).collect())
}

#[cfg(test)]
mod tests {
    use super::*;

    const PAGE: Bytes = Bytes::from_bytes(4096.0);

    #[track_caller]
    fn whole(text: &str) -> History {
        let reading = read(text, PAGE);
        assert_eq!(reading.problems, [], "{text}");
        reading.history.unwrap()
    }

    #[track_caller]
    fn problem(text: &str) -> (Option<usize>, String) {
        let mut problems = read(text, PAGE).problems;
        assert_eq!(problems.len(), 1, "{text}: {problems:?}");
        let LineProblem { line, problem } = problems.remove(0);
        (line, problem.what)
    }

    #[track_caller]
    fn says(text: &str, shape: &str, peak: f64) {
        let history = whole(text);
        assert_eq!((history.shape.as_str(), history.peak.as_pages_per_second()), (shape, peak), "{text}");
    }

    #[test]
    fn pages_since_the_line_before() {
        says("1,22000\n2,11000\n3,0\n", "1s:100,50,0", 22_000.0);
        says("seconds,pages\n2,22000\n4,11000\n", "2s:100,50", 11_000.0);
        says("# a script wrote this\n\nSeconds;Pages  # both\n0.5;100\n1;50", "500ms:100,50", 200.0);
        says("\"time\"\t\"dirtied pages\"\n\"1\"\t\"10\"\n\"2\"\t\"20\"", "1s:50,100", 20.0);
        assert_eq!(whole("1,22000\n2,11000\n3,0\n").mean.as_pages_per_second(), 11_000.0);
    }

    #[test]
    fn rates_in_either_kind_of_megabytes() {
        says("time,MiB/s\n1,100\n2,25", "1s:100,25", 25_600.0);
        // 102.4 MB/s are 25,000 pages of 4096 bytes.
        says("time,rate (MB/s)\n1,102.4\n2,25.6", "1s:100,25", 25_000.0);
        says("1,3 MiB/s\n2,200 pages/s\n3,1 MiB", "1s:100,26,33.3", 768.0);
        says("time [ms];writes/s\n1000;5\n2000;10", "1s:50,100", 10.0);
        assert_eq!(problem("time,mb/s\n1,5"), (Some(1), "“mb/s” can be read in two ways.".to_owned()));
        assert_eq!(problem("1,5\n2,5 mb/s"), (Some(2), "“mb/s” can be read in two ways.".to_owned()));
        assert_eq!(problem("time,rate\n1,5"), (Some(1), "The heading of the second column names no unit.".to_owned()));
    }

    #[test]
    fn lines_begin_or_end_an_interval() {
        says("0,100\n10,50", "10s:100,50", 10.0);
        says("10,100\n20,50", "10s:100,50", 10.0);
        // Seconds since 1970.
        says("1700000010,100\n1700000020,50", "10s:100,50", 10.0);
        says("5,100", "5s:100", 20.0);
        assert_eq!(problem("0,100").0, None);
    }

    #[test]
    fn unequal_intervals_keep_what_was_written() {
        // 1 s at 100, 3 s at 20, 2 s at 50 pages/s.
        let history = whole("1,100 pages/s\n4,20 pages/s\n6,50 pages/s");
        assert_eq!(history.shape, "1s:100,20,20,20,50,50");
        assert_eq!(history.mean.as_pages_per_second(), 260.0 / 6.0);
        assert_eq!((history.lost_peak, history.is_coarser), (None, false));
        // 4.5 s at 0, 1 s at 100, 1.5 s at 0: on the grid of the shortest the second at 100 is cut in two halves.
        let history = whole("10,0 pages/s\n11.5,0 pages/s\n13,0 pages/s\n14,100 pages/s\n15.5,0 pages/s");
        let pages = PagesPerSecond::from_pages_per_second;
        assert_eq!((&*history.shape, history.peak), ("1s:0,0,0,0,100,100,0", pages(50.0)));
        assert_eq!((history.lost_peak, history.is_coarser), (Some(pages(100.0)), false));
        // A clock that is a little early or late.
        let history = whole("1.01,100\n2.0,50\n2.99,0\n4.0,100");
        assert_eq!((history.shape.split(',').count(), history.each), (4, Seconds::from_seconds(0.995)));
    }

    #[test]
    fn what_cannot_be_read_is_said_with_its_line_and_the_rest_is_used() {
        let reading = read("1,100\n2,lots\nlater\n1.5,7,7\n0.5,3\n3;1,5\n4,50", PAGE);
        let problems: Vec<_> = reading.problems.iter().map(|one| (one.line, one.problem.what.as_str())).collect();
        assert_eq!(
            problems,
            [
                (Some(2), "This does not begin with a number."),
                (Some(3), "There is only one column."),
                (Some(4), "There are more than two columns."),
                (Some(5), "This is no later than the line before."),
                (Some(6), "The comma is not understood here; the decimal sign is a point."),
            ]
        );
        assert_eq!(reading.history.map(|history| history.lines), Some(2));
        let many = read(&"x\n".repeat(100), PAGE);
        assert_eq!((many.problems.len(), many.history), (21, None));
        assert_eq!(read("", PAGE), Reading::default());
        assert_eq!(problem("1,0\n2,0").1, "Nothing was written in all this time.");
        assert_eq!(problem("1,-5\n2,5").1, "This must not be negative.");
        assert_eq!(problem("1,1e300\n2,5").1, "This is too much for any machine.");
        assert_eq!(problem(&"1,1\n".repeat(300_000)).1, "This text is too long.");
    }

    #[test]
    fn a_long_history_becomes_coarser_until_it_fits_into_a_link() {
        let lines: Vec<String> =
            (1..=20_000).map(|s| format!("{s},{}", if s == 7 { 9999 } else { 1000 + s % 7 })).collect();
        let history = whole(&lines.join("\n"));
        assert_eq!((history.lines, history.lost_peak), (20_000, Some(PagesPerSecond::from_pages_per_second(9999.0))));
        assert!(history.is_coarser && history.shape.len() <= MOST_CHARACTERS && 1000 < history.load.phases().len());
        assert!((history.mean.as_pages_per_second() / 1003.4 - 1.0).abs() < 1e-3, "{:?}", history.mean);
        assert!(crate::fields::row(precopy_model::problem::Field::Shape).parse(&history.shape).is_ok());
    }

    #[test]
    fn a_shape_reads_back_as_the_history() {
        let history = whole("1,1000\n2,500\n3,250");
        let Ok(precopy_model::scenario::Pattern::Load(load)) = crate::shape::pattern("history", &history.shape) else {
            panic!("{}", history.shape)
        };
        assert_eq!(load, history.load);
    }

    #[test]
    fn any_text_is_read_without_failing() {
        for text in [
            "\u{0}",
            ",",
            ";;",
            "\t\t",
            "∞,∞",
            "1e999,1",
            "1,1e999",
            "nan,nan",
            "0,0\n0,0",
            "1e-300,1\n2e-300,1",
            "1e8,1\n1e9,2",
            "#",
        ] {
            let _ = read(text, PAGE);
            let _ = read(text, Bytes::ZERO);
        }
    }
}
