//! How many migrations are in flight at once, and how heavy they are together.

use super::{Costs, Log, Name};
use crate::numeric::Sorting;
use crate::quantity::Seconds;

/// What ends in the moment in which it begins is in flight for so long.
const SHORTEST: f64 = 1e-3;

/// A migration in flight.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Flight {
    /// Its place in the log.
    pub place: u32,
    /// When it begins, since 1970.
    pub start: Seconds,
    /// When it ends.
    pub end: Seconds,
    /// The host that it leaves.
    pub source: Option<Name>,
    /// The host that it goes to.
    pub destination: Option<Name>,
    /// What it costs while it is in flight.
    pub cost: f64,
}

impl Flight {
    /// Its hosts, each once.
    pub(super) fn hosts(&self) -> impl Iterator<Item = Name> + use<> {
        let other = self.destination.filter(|_| self.destination != self.source);
        self.source.into_iter().chain(other)
    }

    /// The same, begun at another time.
    #[must_use]
    pub fn begun(&self, start: Seconds) -> Self {
        Self { start, end: start + (self.end - self.start), ..*self }
    }
}

/// The migrations of a log that tell when they began and how long they took.
#[must_use]
pub fn flights(log: &Log, costs: &Costs) -> Vec<Flight> {
    let told = log.records.iter().zip(&costs.each).zip(0..);
    told.filter_map(|((record, cost), place)| {
        let start = record.start?.since_1970;
        let duration = record.duration?.max(Seconds::from_seconds(SHORTEST));
        let flight = Flight {
            place,
            start,
            end: start + duration,
            source: record.source,
            destination: record.destination,
            cost: *cost,
        };
        (flight.start.is_finite() && flight.end.is_finite()).then_some(flight)
    })
    .collect()
}

/// What is in flight right after a migration began, itself included.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Pressure {
    /// Migrations, of the whole site.
    pub count: u32,
    /// Their costs together.
    pub cost: f64,
    /// Migrations at the busier one of its two hosts.
    pub count_on_host: u32,
    /// Costs at the costlier one.
    pub cost_on_host: f64,
}

/// By what pressure is measured.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Measure {
    /// Migrations in flight.
    Count,
    /// Their costs together.
    Cost,
    /// Migrations at one host.
    CountOnHost,
    /// Costs at one host.
    CostOnHost,
}

impl Measure {
    /// All of them.
    pub const ALL: [Self; 4] = [Self::Count, Self::Cost, Self::CountOnHost, Self::CostOnHost];

    /// The pressure as a number.
    #[must_use]
    pub fn of(self, pressure: &Pressure) -> f64 {
        match self {
            Self::Count => f64::from(pressure.count),
            Self::Cost => pressure.cost,
            Self::CountOnHost => f64::from(pressure.count_on_host),
            Self::CostOnHost => pressure.cost_on_host,
        }
    }
}

/// What is in flight from a moment on.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Step {
    /// From then on, until the next one.
    pub at: Seconds,
    /// Migrations.
    pub count: u32,
    /// Their costs together.
    pub cost: f64,
}

/// Pressure of many migrations, on its way: begins and ends in order, and what is in flight between them.
///
/// Question: how much was going on when each began? Half-open: what ends in the moment in which another begins is over; those that
/// begin in one moment count each other. Source: Kesavan, *An Analysis of Virtual Machine Live Migrations in the Wild*, who calls it
/// management resource pressure: too many intensive migrations at once.
///
/// Edges: a migration without hosts is alone there. Cost: n·log n steps for n migrations.
///
/// ```
/// use precopy_model::quantity::Seconds;
/// use precopy_model::records::log::{Flight, Sweep};
/// let flight = |start, end| {
///     let [start, end] = [start, end].map(Seconds::from_seconds);
///     Flight { place: 0, start, end, source: None, destination: None, cost: 2.0 }
/// };
/// let mut sweep = Sweep::new(vec![flight(0.0, 10.0), flight(5.0, 15.0), flight(10.0, 20.0)]);
/// while !sweep.go_on(1) {}
/// let swept = sweep.finish();
/// assert_eq!(swept.pressures.iter().map(|one| (one.count, one.cost)).collect::<Vec<_>>(), [(1, 2.0), (2, 4.0), (2, 4.0)]);
/// ```
#[derive(Clone, Debug)]
pub struct Sweep {
    flights: Vec<Flight>,
    starts: Order,
    ends: Order,
    site: Load,
    hosts: Vec<Load>,
    pressures: Vec<Pressure>,
    steps: Vec<Step>,
}

/// Moments in order, and how far they have been passed.
#[derive(Clone, Debug)]
enum Order {
    Sorting(Sorting),
    Sorted(Vec<(f64, u32)>, usize),
}

impl Order {
    fn go_on(&mut self, steps: usize) -> bool {
        match self {
            Self::Sorting(sorting) => {
                if sorting.go_on(steps) {
                    let sorted = std::mem::replace(sorting, Sorting::new([])).finish();
                    *self = Self::Sorted(sorted, 0);
                }
                false
            }
            Self::Sorted(..) => true,
        }
    }

    fn next(&self) -> Option<(f64, u32)> {
        match self {
            Self::Sorting(_) => None,
            Self::Sorted(sorted, passed) => sorted.get(*passed).copied(),
        }
    }

    const fn pass(&mut self) {
        if let Self::Sorted(_, passed) = self {
            *passed += 1;
        }
    }
}

/// What is in flight somewhere.
#[derive(Clone, Copy, Debug, Default)]
struct Load {
    count: u32,
    cost: f64,
}

impl Load {
    fn add(&mut self, cost: f64) {
        self.count += 1;
        self.cost += cost;
    }

    fn take(&mut self, cost: f64) {
        self.count = self.count.saturating_sub(1);
        // Nothing is exactly nothing, whatever sums have lost.
        self.cost = if self.count == 0 { 0.0 } else { self.cost - cost };
    }
}

/// What was in flight, when all is done.
#[derive(Clone, Debug, PartialEq)]
pub struct Swept {
    /// The migrations, as they were given.
    pub flights: Vec<Flight>,
    /// The pressure on each, in the same order.
    pub pressures: Vec<Pressure>,
    /// What was in flight over time.
    pub steps: Vec<Step>,
}

impl Sweep {
    /// Begins.
    #[must_use]
    pub fn new(flights: Vec<Flight>) -> Self {
        let order = |moment: fn(&Flight) -> Seconds| {
            Order::Sorting(Sorting::new(flights.iter().map(|flight| moment(flight).as_seconds())))
        };
        let (starts, ends) = (order(|flight| flight.start), order(|flight| flight.end));
        let hosts = flights.iter().flat_map(Flight::hosts).map(|host| host.index() + 1).max().unwrap_or_default();
        Self {
            starts,
            ends,
            site: Load::default(),
            hosts: vec![Load::default(); hosts],
            pressures: vec![Pressure::default(); flights.len()],
            steps: Vec::new(),
            flights,
        }
    }

    /// Goes on by so many steps; true when all is done.
    pub fn go_on(&mut self, steps: usize) -> bool {
        if !self.starts.go_on(steps) || !self.ends.go_on(steps) {
            return false;
        }
        for _ in 0..steps {
            let Some((start, _)) = self.starts.next() else { return self.fall(steps) };
            match self.ends.next() {
                Some((end, flight)) if end <= start => self.end(end, flight),
                _ => self.begin_all_at(start),
            }
        }
        false
    }

    /// Nothing begins any more; what is in flight ends.
    fn fall(&mut self, steps: usize) -> bool {
        for _ in 0..steps {
            let Some((end, flight)) = self.ends.next() else { return true };
            self.end(end, flight);
        }
        false
    }

    fn end(&mut self, at: f64, flight: u32) {
        self.ends.pass();
        let Some(flight) = self.flights.get(flight as usize) else { return };
        self.site.take(flight.cost);
        for host in flight.hosts() {
            if let Some(load) = self.hosts.get_mut(host.index()) {
                load.take(flight.cost);
            }
        }
        self.note(at);
    }

    fn begin_all_at(&mut self, at: f64) {
        let mut begun = Vec::new();
        while let Some((_, flight)) = self.starts.next().filter(|(start, _)| *start <= at) {
            self.starts.pass();
            begun.push(flight as usize);
            let Some(flight) = self.flights.get(flight as usize) else { continue };
            self.site.add(flight.cost);
            for host in flight.hosts() {
                if let Some(load) = self.hosts.get_mut(host.index()) {
                    load.add(flight.cost);
                }
            }
        }
        for place in begun {
            let (Some(flight), Some(pressure)) = (self.flights.get(place), self.pressures.get_mut(place)) else {
                continue;
            };
            let own = Load { count: 1, cost: flight.cost };
            let loads = flight.hosts().filter_map(|host| self.hosts.get(host.index()));
            let busiest = loads.fold(own, |busiest, load| Load {
                count: busiest.count.max(load.count),
                cost: busiest.cost.max(load.cost),
            });
            *pressure = Pressure {
                count: self.site.count,
                cost: self.site.cost,
                count_on_host: busiest.count,
                cost_on_host: busiest.cost,
            };
        }
        self.note(at);
    }

    /// Several events in one moment are one step.
    fn note(&mut self, at: f64) {
        let step = Step { at: Seconds::from_seconds(at), count: self.site.count, cost: self.site.cost };
        match self.steps.last_mut().filter(|last| last.at == step.at) {
            Some(last) => *last = step,
            None => self.steps.push(step),
        }
    }

    /// What was in flight, once [`Self::go_on`] has said so.
    #[must_use]
    pub fn finish(self) -> Swept {
        Swept { flights: self.flights, pressures: self.pressures, steps: self.steps }
    }
}

/// What was in flight during a span.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct InFlight {
    /// From then.
    pub from: Seconds,
    /// Until then.
    pub to: Seconds,
    /// The most migrations at once.
    pub most: u32,
    /// The mean over time.
    pub mean: f64,
    /// The highest cost at once.
    pub most_cost: f64,
    /// The mean cost over time.
    pub mean_cost: f64,
}

/// What was in flight between two moments, in so many equal spans: what a picture of that many pixels needs. Steps stand in order.
#[must_use]
pub fn spans(steps: &[Step], from: Seconds, to: Seconds, count: u32) -> Vec<InFlight> {
    let width = (to - from) / f64::from(count.max(1));
    let goes_on = Seconds::ZERO < width;
    if !goes_on {
        return Vec::new();
    }
    let mut next = steps.partition_point(|step| step.at <= from);
    let mut now = next.checked_sub(1).and_then(|last| steps.get(last)).copied();
    let mut spans = Vec::new();
    for index in 0..count {
        let (from, to) = (from + width * f64::from(index), from + width * f64::from(index + 1));
        let mut span = InFlight { from, to, most: 0, mean: 0.0, most_cost: 0.0, mean_cost: 0.0 };
        let mut at = from;
        loop {
            let step = steps.get(next).filter(|step| step.at < to);
            let until = step.map_or(to, |step| step.at);
            if let Some(now) = now.filter(|_| at < until) {
                let share = (until - at) / width;
                span.mean += share * f64::from(now.count);
                span.mean_cost += share * now.cost;
                span.most = span.most.max(now.count);
                span.most_cost = span.most_cost.max(now.cost);
            }
            let Some(step) = step else { break };
            (now, at, next) = (Some(*step), until, next + 1);
        }
        spans.push(span);
    }
    spans
}

#[cfg(test)]
mod tests {
    use super::super::Names;
    use super::*;
    use crate::numeric::Random;

    fn sweep(flights: Vec<Flight>, steps: usize) -> Swept {
        let mut sweep = Sweep::new(flights);
        while !sweep.go_on(steps) {}
        sweep.finish()
    }

    /// Everybody is asked about everybody else.
    #[test]
    fn pressure_is_what_counting_gives() {
        let mut names = Names::default();
        let hosts = ["a", "b", "c", "d"].map(|text| names.named(text).unwrap());
        let mut random = Random::seeded(17);
        let flights: Vec<Flight> = (0..150)
            .map(|place| {
                let start = Seconds::from_seconds((random.share() * 60.0).floor());
                let end = start + Seconds::from_seconds(1.0 + (random.share() * 20.0).floor());
                let mut host = || hosts.get((random.share() * 5.0) as usize).copied();
                let (source, destination) = (host(), host());
                Flight { place, start, end, source, destination, cost: (random.share() * 8.0).floor() }
            })
            .collect();
        let swept = sweep(flights.clone(), 3);
        assert_eq!(swept, sweep(flights.clone(), 100_000));
        for (flight, pressure) in flights.iter().zip(&swept.pressures) {
            let beside: Vec<&Flight> =
                flights.iter().filter(|other| other.start <= flight.start && flight.start < other.end).collect();
            assert_eq!(pressure.count as usize, beside.len());
            assert_eq!(pressure.cost, beside.iter().map(|other| other.cost).sum::<f64>());
            let busiest = flight.hosts().map(|host| {
                beside.iter().filter(|other| other.source == Some(host) || other.destination == Some(host)).count()
            });
            assert_eq!(pressure.count_on_host as usize, busiest.max().unwrap_or(1));
        }
        assert_eq!(swept.steps.last().map(|step| (step.count, step.cost)), Some((0, 0.0)));
    }

    #[test]
    fn spans_keep_peaks_and_areas() {
        let seconds = Seconds::from_seconds;
        let step = |at, count| Step { at: seconds(at), count, cost: f64::from(count) * 2.0 };
        let steps = [step(0.0, 1), step(1.0, 5), step(1.5, 2), step(4.0, 0)];
        let spans = spans(&steps, seconds(0.0), seconds(6.0), 3);
        let told: Vec<(u32, f64)> = spans.iter().map(|span| (span.most, span.mean)).collect();
        assert_eq!(told, [(5, 2.25), (2, 2.0), (0, 0.0)]);
        assert_eq!(spans[0].mean_cost, 4.5);
        assert!(super::spans(&steps, seconds(3.0), seconds(3.0), 4).is_empty());
    }
}
