//! What can be taken away as a table: the curves, the rounds, and the comparison. Numbers are in base units, which the head names.

use precopy_formats::csv_text::{Cell, print};
use precopy_model::predict::rounds::Simulation;
use precopy_model::predict::{Prediction, Remaining};
use precopy_model::scenario::Checked;

use super::compare::{Column, Line, Value, difference, lines};
use crate::words::{compare as said, tables as words};
use precopy_formats::result_file::then;

/// What every number of it rests on.
#[derive(Clone, Copy, Debug)]
pub struct Predicted<'a> {
    /// The scenario.
    pub scenario: &'a Checked,
    /// What is not exceeded.
    pub bound: &'a Prediction,
    /// What is expected, round by round.
    pub rounds: &'a Simulation,
    /// What Salfner's equations say.
    pub paper: &'a Prediction,
}

/// Pages left over time: a row at every break point of any of the three curves, which are straight between them. Where one of them steps,
/// there are two rows of one moment. A cell is empty where its curve has ended.
#[must_use]
pub fn curve(predicted: &Predicted<'_>) -> String {
    let curves = [predicted.bound, &predicted.rounds.prediction, predicted.paper].map(|one| Walk::of(&one.remaining));
    let page = predicted.scenario.hypervisor.page_size.value.as_bytes();
    let mut rows = Vec::new();
    let mut walks = curves;
    while let Some(at) = walks.iter().filter_map(Walk::next_moment).reduce(f64::min) {
        let steps = walks.each_mut().map(|walk| walk.pass(at));
        let row = |values: [Option<f64>; 3]| {
            let mut row = vec![Cell::Number(at)];
            row.extend(values.map(Cell::from));
            row.push(Cell::Number(page));
            row
        };
        let (before, after) = (steps.map(|(before, _)| before), steps.map(|(_, after)| after));
        rows.push(row(before));
        if before != after {
            rows.push(row(after));
        }
    }
    print(&words::CURVE.map(Cell::from), &rows)
}

/// A curve that is passed from break point to break point.
struct Walk {
    knots: Vec<(f64, f64)>,
    /// So many lie behind.
    passed: usize,
}

impl Walk {
    fn of(remaining: &Remaining) -> Self {
        Self { knots: remaining.knots().map(|(time, parts)| (time.as_seconds(), parts.total)).collect(), passed: 0 }
    }

    fn next_moment(&self) -> Option<f64> {
        self.knots.get(self.passed).map(|(at, _)| *at)
    }

    /// Goes on to a moment that is not beyond the next break point: the values just before it and at it.
    fn pass(&mut self, to: f64) -> (Option<f64>, Option<f64>) {
        let before = self.passed.checked_sub(1).and_then(|index| self.knots.get(index)).copied();
        let Some(next) = self.knots.get(self.passed).copied() else { return (None, None) };
        if to < next.0 {
            let between = before.map(|(at, value)| value + (next.1 - value) * ((to - at) / (next.0 - at)));
            return (between, between);
        }
        let mut last = next;
        while let Some(knot) = self.knots.get(self.passed).copied().filter(|(at, _)| *at <= to) {
            last = knot;
            self.passed += 1;
        }
        (Some(next.1), Some(last.1))
    }
}

/// The rounds of the product's own loop; the whole of one that looks at every tick.
#[must_use]
pub fn rounds(predicted: &Predicted<'_>) -> String {
    let page = predicted.scenario.hypervisor.page_size.value.as_bytes();
    let row = |round: &precopy_model::predict::rounds::Round| {
        vec![
            Cell::Number(f64::from(round.number)),
            Cell::Number(round.start.as_seconds()),
            Cell::Number(round.end.as_seconds()),
            Cell::Number(round.known.as_pages()),
            Cell::Number(round.sent.as_pages()),
            Cell::Number(round.dirtied.as_pages()),
            Cell::Number(round.left.as_pages()),
            Cell::from(round.threshold.map(|pages| pages.as_pages())),
            Cell::Number(round.throttle),
            Cell::from(then(round.then)),
            Cell::Number(page),
        ]
    };
    print(&words::ROUNDS.map(Cell::from), &predicted.rounds.rounds.iter().map(row).collect::<Vec<_>>())
}

/// The present scenario beside those that are pinned, with all inputs: a row for each, a column for each scenario.
#[must_use]
pub fn comparison(columns: &[Column]) -> String {
    let mut head = vec![Cell::from(said::ROW), Cell::from(words::UNIT), Cell::from(words::DIFFERS)];
    head.extend(columns.iter().map(|column| Cell::from(said::column(column))));
    let rows = lines(columns, true).into_iter().map(|line| {
        let values: Vec<Value> = columns.iter().map(|column| column.value(line)).collect();
        // A number is of use where all are of one unit; else each says its own.
        let unit = match line {
            Line::Number(..) => values.iter().find_map(|value| match value {
                Value::Amount { compared, .. } => Some(words::unit(*compared)),
                _ => None,
            }),
            _ => None,
        };
        let differs = values.iter().any(|value| {
            values.first().is_some_and(|first| difference(first, value) != super::compare::Difference::None)
        });
        let mut row = vec![
            Cell::from(said::line(line)),
            Cell::from(unit.unwrap_or_default()),
            Cell::from(if differs { words::YES } else { words::NO }),
        ];
        row.extend(values.iter().map(|value| match value {
            Value::None => Cell::Empty,
            Value::Amount { compared, .. } if unit.is_some() => Cell::Number(compared.number()),
            value => Cell::from(said::value(line, value)),
        }));
        row
    });
    print(&head, &rows.collect::<Vec<_>>())
}

#[cfg(test)]
mod tests {
    use precopy_base::calculator::Calculator;
    use precopy_model::predict::{bound, paper, rounds as simulated};
    use precopy_model::quantity::Seconds;

    use super::*;

    fn read(text: &str) -> Vec<Vec<String>> {
        let mut reader = csv::ReaderBuilder::new().has_headers(false).from_reader(text.as_bytes());
        reader.records().map(|record| record.unwrap().iter().map(str::to_owned).collect()).collect()
    }

    fn with<T>(link: &str, look: impl FnOnce(&Predicted<'_>) -> T) -> T {
        let scenario = &Calculator::of_link(link).scenario;
        let rounds = simulated::simulate(scenario);
        look(&Predicted {
            scenario,
            bound: &bound::predict(scenario),
            rounds: &rounds,
            paper: &paper::predict(scenario),
        })
    }

    const LINKS: [&str; 5] = [
        "hv=qemu&mem=4GiB&ws=2.8GiB&hot=512MiB&dirty=22000pages/s&link=10Gbit/s",
        "hv=xen&mem=8GiB&dirty=60000pages/s&link=1Gbit/s",
        "hv=qemu&dirty=45000pages/s&link=1Gbit/s",
        "hv=kubevirt&mem=64GiB&dirty=400000pages/s",
        "hv=vmotion&mem=8GiB&other-first=20GiB",
    ];

    #[test]
    fn a_curve_is_at_each_moment_what_the_prediction_says() {
        for link in LINKS {
            with(link, |predicted| {
                let table = read(&curve(predicted));
                assert_eq!(table[0], words::CURVE);
                let curves = [predicted.bound, &predicted.rounds.prediction, predicted.paper];
                for (index, one) in curves.iter().enumerate() {
                    let points: Vec<(f64, f64)> = table[1..]
                        .iter()
                        .filter(|row| !row[index + 1].is_empty())
                        .map(|row| (row[0].parse().unwrap(), row[index + 1].parse().unwrap()))
                        .collect();
                    assert!(points.is_sorted_by_key(|(at, _)| *at), "{link}");
                    for (time, parts) in one.remaining.knots() {
                        assert!(points.contains(&(time.as_seconds(), parts.total)), "{link} {time:?}");
                    }
                    for (before, (at, value)) in points.iter().zip(&points[1..]) {
                        let is_step = before.0 == *at;
                        let expected = one.remaining.at(Seconds::from_seconds(*at)).total;
                        let later = points.iter().filter(|(other, _)| other == at).count();
                        assert!(
                            is_step || 1 < later || (value - expected).abs() <= 1e-6 * expected.max(1.0),
                            "{link} {at}: {value} for {expected}"
                        );
                    }
                }
            });
        }
    }

    #[test]
    fn rounds_are_all_there() {
        for link in LINKS {
            with(link, |predicted| {
                let table = read(&rounds(predicted));
                assert_eq!(table.len(), predicted.rounds.rounds.len() + 1);
                assert!(table.iter().all(|row| row.len() == words::ROUNDS.len()));
                for (row, round) in table[1..].iter().zip(&predicted.rounds.rounds) {
                    assert_eq!(row[6].parse::<f64>().unwrap(), round.left.as_pages());
                }
            });
        }
    }

    #[test]
    fn the_comparison_has_numbers_where_they_are_of_one_unit() {
        let calculator = Calculator::of_link("mem=8GiB&pin-a=%3DA,\"B\";mem:4GiB;dirty:45000pages/s;link:1Gbit/s");
        let mut columns = vec![Column::present(&calculator)];
        columns.extend(Column::pinned(&calculator.others));
        let table = read(&comparison(&columns));
        assert_eq!(table[0][3..], ["Present", "A · =A,\"B\""]);
        let row = |name: &str| table.iter().find(|row| row[0] == name).unwrap().clone();
        assert_eq!(row("Memory"), ["Memory", "", "yes", "8 GiB", "4 GiB"]);
        let time = row("Migration time, expected");
        assert_eq!((time[1].as_str(), time[4].as_str()), ("s", ""));
        assert!(0.0 < time[3].parse::<f64>().unwrap());
        assert_eq!(row("Hypervisor")[2], "no");
    }
}
