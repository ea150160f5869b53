//! What the curves say at one moment, and at all moments that have a name.

use precopy_model::predict::Parts;
use precopy_model::quantity::Seconds;

use super::Scene;
use super::landmarks::{Event, Phase, add_bends, landmarks, phase};

/// What the curves say at a moment.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Reading {
    /// When.
    pub at: Seconds,
    /// The phase then.
    pub phase: Phase,
    /// The bound with its parts, in pages; where it is not shown, the expected one.
    pub parts: Parts,
    /// What the simulated loop knows to remain, in pages.
    pub expected: f64,
    /// What remains by the paper, in pages.
    pub paper: f64,
}

impl Reading {
    /// The values at a moment. Where the curve has a step, those after it.
    #[must_use]
    pub fn at(scene: &Scene<'_>, at: Seconds) -> Self {
        let results = scene.results;
        Self {
            at,
            phase: phase(scene.told(), at),
            parts: scene.lead().remaining.at(at),
            expected: results.simulation.prediction.remaining.at(at).total,
            paper: results.paper.remaining.at(at).total,
        }
    }
}

/// A row of the curve as a table.
#[derive(Clone, Debug, PartialEq)]
pub struct Row {
    /// What happens.
    pub events: Vec<Event>,
    /// The values.
    pub reading: Reading,
}

/// The curve as a table: a row for every moment that is told, and for every bend of the bound where that is shown, up to a moment.
#[must_use]
pub fn rows(scene: &Scene<'_>, until: Seconds) -> Vec<Row> {
    let row = |(events, at)| Row { events, reading: Reading::at(scene, at) };
    let mut moments = landmarks(scene.told(), until);
    add_bends(&mut moments, scene.lead(), until);
    moments.into_iter().map(|landmark| row((landmark.events, landmark.at))).collect()
}

/// The shortest time between two rows that differ in time; none when there are no two.
#[must_use]
pub fn least_step(rows: &[Row]) -> Option<f64> {
    rows.windows(2)
        .filter_map(|pair| match pair {
            [a, b] => Some(b.reading.at.as_seconds() - a.reading.at.as_seconds()),
            _ => None,
        })
        .filter(|step| 0.0 < *step)
        .reduce(f64::min)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::state::{Curves, Shown, State, View};

    fn table(link: &str) -> Vec<Row> {
        table_of(link, Curves::Both)
    }

    fn table_of(link: &str, curves: Curves) -> Vec<Row> {
        let state = State::from_link(link);
        let scene = Scene::of(&state.results, Shown { curves, paper: true }, View::default());
        rows(&scene, Seconds::from_seconds(1e12))
    }

    #[test]
    fn the_table_goes_from_all_memory_to_nothing() {
        let rows = table("hv=qemu&mem=4GiB&ws=2.8GiB&hot=512MiB&dirty=22000pages/s&link=10Gbit/s");
        let (first, last) = (&rows[0].reading, &rows[rows.len() - 1].reading);
        assert_eq!((first.parts.total, first.phase), (1_048_576.0, Phase::FirstPass));
        assert_eq!((last.parts.total, last.phase), (0.0, Phase::Done));
        let stops = rows.iter().find(|row| row.events.contains(&Event::GuestStops)).unwrap();
        assert_eq!(stops.reading.parts.total.floor(), 9926.0); // as the sentence below the figures says
        for row in &rows {
            let parts = row.reading.parts;
            assert!((parts.empty + parts.passive + parts.hot - parts.total).abs() < 1e-6);
        }
    }

    #[test]
    fn an_end_that_only_the_simulation_knows_is_in_the_table() {
        let link = "hv=qemu-auto-converge&dirty=45000pages/s";
        let results = State::from_link(link).results;
        let simulated = &results.simulation.prediction;
        let (t2, t3) = (simulated.stop.unwrap(), simulated.migration_time.unwrap());
        let rows = table(link);
        let at = |event: Event| rows.iter().find(|row| row.events.contains(&event)).map(|row| row.reading.at);
        assert_eq!((at(Event::GuestStops), at(Event::GuestRuns)), (Some(t2), Some(t3)));
        let bends = table_of(link, Curves::Bound);
        assert!(
            bends.iter().all(|bend| rows.iter().any(|row| row.reading.at == bend.reading.at)),
            "and the bound's bends"
        );
        assert!(rows.windows(2).all(|pair| pair[0].reading.at < pair[1].reading.at));
    }

    #[test]
    fn rows_are_few_and_in_order_whatever_the_scenario() {
        for link in ["mem=1PiB&dirty=50000000pages/s", "mem=1B&ws=1B&hot=1B", "ws=0pct&hot=0pct", "hv=xen", "hot=0B"] {
            let rows = table(link);
            assert!((2..20).contains(&rows.len()), "{link}: {}", rows.len());
            assert!(rows.windows(2).all(|pair| pair[0].reading.at < pair[1].reading.at), "{link}");
            assert!(least_step(&rows).is_some_and(|step| 0.0 < step), "{link}");
        }
    }
}
