//! The map as a table to be taken away: a row for each point of a grid over its axes.

use precopy_base::calculator::Calculator;
use precopy_formats::csv_text::{Cell, print};
use precopy_formats::fields::row;
use precopy_model::explore::{Figures, Input};
use precopy_model::scenario::{LinkSpeed, Scenario};

use super::map::{Axes, Choice, Sample, samples};
use crate::words::tables as words;

/// Points each way: enough to draw it again, and predicted in a moment.
const SIDE: u32 = 25;

/// The present map; none where nothing can be mapped.
#[must_use]
pub fn map(calculator: &Calculator) -> Option<String> {
    let choice = Choice::of(calculator)?;
    let axes = Axes::of(calculator, &choice)?;
    let inputs = [axes.across.input, axes.up.input];
    let mut head = inputs.map(|input| Cell::from(column(input, &calculator.scenario))).to_vec();
    head.extend(words::MAP.map(Cell::from));
    let predictor = choice.who.predictor().id();
    let rows = samples(calculator, &choice, SIDE)?;
    Some(print(&head, &rows.iter().map(|sample| cells(sample, predictor)).collect::<Vec<_>>()))
}

/// Whether there is a map.
#[must_use]
pub fn can_be_mapped(calculator: &Calculator) -> bool {
    Choice::of(calculator).is_some_and(|choice| Axes::of(calculator, &choice).is_some())
}

/// Where a point is, and what is predicted there; nothing where there is no such guest.
fn cells(sample: &Sample, predictor: &'static str) -> Vec<Cell> {
    let mut cells = vec![Cell::Number(sample.across), Cell::Number(sample.up), Cell::from(predictor)];
    if let Some(Figures { outcome, migration_time, downtime, brownout, data, rounds }) = sample.figures {
        cells.push(Cell::from(outcome.id()));
        cells.push(Cell::from(downtime.map(|time| time.as_seconds())));
        cells.push(Cell::from(migration_time.map(|time| time.as_seconds())));
        cells.push(Cell::from(data.map(|data| data.as_bytes())));
        cells.push(Cell::Number(brownout.as_seconds()));
        cells.push(Cell::from(rounds.map(f64::from)));
    }
    cells
}

/// The head of an input's column: its key in a link, and its base unit.
fn column(input: Input, scenario: &Scenario) -> String {
    let unit = match input {
        Input::Memory | Input::WorkingSet | Input::HotSet => "bytes",
        Input::DirtyRate => "pages_per_s",
        Input::Link => match scenario.link.speed {
            LinkSpeed::Line(_) => "bit_per_s",
            LinkSpeed::Payload(_) => "bytes_per_s",
            LinkSpeed::CopyRate(_) => "pages_per_s",
        },
        Input::BandwidthCap => "bytes_per_s",
        Input::DowntimeLimit => "s",
        Input::StopThreshold => "pages",
        Input::FirstThrottle => "share",
    };
    let mut column: String =
        row(input.field()).key.chars().map(|letter| if letter == '-' { '_' } else { letter }).collect();
    column.push('_');
    column + unit
}

#[cfg(test)]
mod tests {
    use precopy_model::explore::Who;

    use super::*;

    #[test]
    fn each_row_is_what_is_predicted_at_its_point() {
        let calculator =
            Calculator::of_link("mem=4GiB&ws=2.8GiB&hot=512MiB&dirty=22000pages/s&map=hot,dirty,downtime,bound");
        let text = map(&calculator).unwrap();
        let mut reader = csv::Reader::from_reader(text.as_bytes());
        let heads: Vec<String> = reader.headers().unwrap().iter().map(str::to_owned).collect();
        assert_eq!(heads[..4], ["hot_bytes", "dirty_pages_per_s", "predictor", "outcome"]);
        let rows: Vec<csv::StringRecord> = reader.records().map(Result::unwrap).collect();
        assert_eq!(rows.len(), (SIDE * SIDE) as usize);
        for row in rows.iter().step_by(37) {
            let number = |index: usize| row[index].parse::<f64>().unwrap();
            let there =
                Input::DirtyRate.put(&Input::HotSet.put(&calculator.scenario, number(0)).unwrap(), number(1)).unwrap();
            let figures = Who::Bound.figures(&there);
            assert_eq!((&row[2], &row[3]), ("bound", figures.outcome.id()));
            assert_eq!(row[4].parse().ok(), figures.downtime.map(|time| time.as_seconds()));
        }
    }
}
