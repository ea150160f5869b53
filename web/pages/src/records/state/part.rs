//! The part of a log that is looked at: what its migrations have to be, and under which pressure they began.

use precopy_model::records::log::{Filter, Log, Measure, Record, Swept};

use super::large::Large;
use super::pressed::Scale;

/// It.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Part {
    /// What they have to be.
    pub filter: Filter,
    /// Under which pressure they began; none: any.
    pub band: Option<Band>,
}

/// Pressures from one to another, both ends included.
#[derive(Clone, Debug, PartialEq)]
pub struct Band {
    /// With what was in flight.
    pub swept: Large<Swept>,
    /// Measured so.
    pub measure: Measure,
    /// And told so.
    pub scale: Scale,
    /// From this.
    pub from: f64,
    /// To that.
    pub to: f64,
}

impl Band {
    /// Whether a migration began under such a pressure; not where the log does not tell when it ran.
    fn takes(&self, place: u32) -> bool {
        // Flights stand in the order of the log.
        let at = self.swept.flights.binary_search_by_key(&place, |flight| flight.place).ok();
        let pressure = at.and_then(|at| self.swept.pressures.get(at)).map(|pressure| self.measure.of(pressure));
        pressure.is_some_and(|pressure| self.from <= pressure && pressure <= self.to)
    }
}

impl Part {
    /// Whether a migration is in it.
    #[must_use]
    pub fn takes(&self, place: u32, record: &Record) -> bool {
        self.filter.takes(record) && self.band.as_ref().is_none_or(|band| band.takes(place))
    }

    /// Whether nothing is asked.
    #[must_use]
    pub fn is_all(&self) -> bool {
        self.band.is_none() && self.filter == Filter::default()
    }

    /// The places of a log that are in it, from one on in steps.
    pub fn places<'a>(&'a self, log: &'a Log, first: usize, step: usize) -> impl Iterator<Item = u32> + 'a {
        let some = log.records.iter().zip(0..).skip(first).step_by(step);
        some.filter(|(record, place)| self.takes(*place, record)).map(|(_, place)| place)
    }
}

#[cfg(test)]
mod tests {
    use precopy_model::records::log::{Costs, Recipe, Sweep, flights};

    use super::*;

    #[test]
    fn a_band_takes_what_began_under_its_pressure() {
        let log = Recipe { records: 300, ..Recipe::sample() }.made();
        let mut sweep = Sweep::new(flights(&log, &Costs::alike(300)));
        while !sweep.go_on(1000) {}
        let swept = Large::new(sweep.finish());
        let of = |from, to| {
            let band = Band { swept: swept.clone(), measure: Measure::Count, scale: Scale::Count, from, to };
            Part { band: Some(band), ..Part::default() }
        };
        let count = |from, to| of(from, to).places(&log, 0, 1).count();
        assert_eq!(count(0.0, f64::INFINITY), 300);
        assert_eq!(count(0.0, 2.0) + count(3.0, f64::INFINITY), 300);
        let alone: Vec<u32> = of(1.0, 1.0).places(&log, 0, 1).collect();
        assert!(alone.iter().all(|place| swept.pressures[*place as usize].count == 1) && !alone.is_empty());
        assert!(Part::default().is_all() && !of(1.0, 1.0).is_all());
        assert_eq!(Part::default().places(&log, 1, 2).count(), 150);
    }
}
