//! Migrations that wait for each other: a log played again under a rule, by discrete events.

use std::cmp::Reverse;
use std::collections::{BinaryHeap, VecDeque};

use super::super::{Flight, Name};
use super::Rule;
use crate::numeric::Sorting;
use crate::quantity::Seconds;

/// Something of which there is only so much: the site, or a host.
#[derive(Clone, Debug, Default)]
struct Resource {
    used: f64,
    running: u32,
    /// In the order in which they came.
    waiting: VecDeque<u32>,
}

/// The one or two resources that a migration takes something of.
type Needs = [Option<usize>; 2];

/// An end that is to come; whole numbers order it, since what is in seconds has no order of its own.
type End = Reverse<(u64, u32)>;

/// A log played again, on its way. Each migration comes when it came, waits until its rule lets it begin, and takes as long as it
/// took. What waits for the same thing begins in the order in which it came, and nobody is passed over: a migration begins when it is
/// the first of all that it waits for, and there is room. One that needs more than there is begins when nothing else is in flight there.
#[derive(Clone, Debug)]
pub(super) struct Queue {
    flights: Vec<Flight>,
    rule: Rule,
    arriving: Option<Sorting>,
    arrivals: Vec<(f64, u32)>,
    arrived: usize,
    ends: BinaryHeap<End>,
    resources: Vec<Resource>,
    starts: Vec<Seconds>,
}

/// Moments as whole numbers in the same order (IEEE 754 has been made so: for what is not negative, bits rise as numbers do).
const fn key(at: f64) -> u64 {
    let bits = at.to_bits();
    if bits >> 63 == 0 { bits | 1 << 63 } else { !bits }
}

const fn moment(key: u64) -> f64 {
    f64::from_bits(if key >> 63 == 1 { key & !(1 << 63) } else { !key })
}

impl Queue {
    pub(super) fn new(flights: Vec<Flight>, rule: Rule) -> Self {
        let hosts = flights.iter().flat_map(Flight::hosts).map(|host| host.index() + 1).max().unwrap_or_default();
        let count = if rule.is_by_host() { hosts } else { 1 };
        Self {
            arriving: Some(Sorting::new(flights.iter().map(|flight| flight.start.as_seconds()))),
            arrivals: Vec::new(),
            arrived: 0,
            ends: BinaryHeap::new(),
            resources: vec![Resource::default(); count],
            starts: flights.iter().map(|flight| flight.start).collect(),
            rule,
            flights,
        }
    }

    /// Goes on by so many steps; true when all have ended.
    pub(super) fn go_on(&mut self, steps: usize) -> bool {
        if let Some(arriving) = &mut self.arriving {
            if arriving.go_on(steps) {
                self.arrivals = self.arriving.take().map(Sorting::finish).unwrap_or_default();
            }
            return false;
        }
        for _ in 0..steps {
            let arrival = self.arrivals.get(self.arrived).copied();
            let end = self.ends.peek().map(|Reverse((key, flight))| (moment(*key), *flight));
            match (arrival, end) {
                (Some((at, flight)), Some((end, _))) if at < end => self.arrive(at, flight),
                (Some((at, flight)), None) => self.arrive(at, flight),
                (_, Some((at, flight))) => self.end(at, flight),
                (None, None) => return true,
            }
        }
        false
    }

    /// The migrations, each begun when it could.
    pub(super) fn finish(self) -> (Vec<Flight>, Vec<Seconds>) {
        (self.flights, self.starts)
    }

    /// What a migration takes something of.
    fn needs(&self, flight: u32) -> Needs {
        if !self.rule.is_by_host() {
            return [Some(0), None];
        }
        let mut hosts = self.flights.get(flight as usize).into_iter().flat_map(Flight::hosts).map(Name::index);
        [hosts.next(), hosts.next()]
    }

    fn arrive(&mut self, at: f64, flight: u32) {
        self.arrived += 1;
        let needs = self.needs(flight);
        for need in needs.into_iter().flatten() {
            if let Some(resource) = self.resources.get_mut(need) {
                resource.waiting.push_back(flight);
            }
        }
        if !self.begins(at, flight) {
            return;
        }
        self.let_in(at, needs);
    }

    fn end(&mut self, at: f64, flight: u32) {
        self.ends.pop();
        let needs = self.needs(flight);
        let amount = self.flights.get(flight as usize).map_or(0.0, |flight| self.rule.need(flight));
        for need in needs.into_iter().flatten() {
            if let Some(resource) = self.resources.get_mut(need) {
                resource.running = resource.running.saturating_sub(1);
                resource.used = if resource.running == 0 { 0.0 } else { resource.used - amount };
            }
        }
        self.let_in(at, needs);
    }

    /// Begins what stands first in these queues, and then in those where others have become first by that.
    fn let_in(&mut self, at: f64, needs: Needs) {
        let mut places: Vec<usize> = needs.into_iter().flatten().collect();
        while let Some(place) = places.pop() {
            let first = self.resources.get(place).and_then(|resource| resource.waiting.front()).copied();
            let Some(flight) = first else { continue };
            if self.begins(at, flight) {
                places.extend(self.needs(flight).into_iter().flatten());
            }
        }
    }

    /// Begins a migration if it may.
    fn begins(&mut self, at: f64, flight: u32) -> bool {
        let needs = self.needs(flight);
        let Some(amount) = self.flights.get(flight as usize).map(|flight| self.rule.need(flight)) else { return false };
        let capacity = self.rule.capacity();
        let may = needs.into_iter().flatten().filter_map(|need| self.resources.get(need)).all(|resource| {
            let has_room = resource.running == 0 || resource.used + amount <= capacity;
            has_room && resource.waiting.front() == Some(&flight)
        });
        if !may {
            return false;
        }
        for need in needs.into_iter().flatten() {
            if let Some(resource) = self.resources.get_mut(need) {
                resource.waiting.pop_front();
                resource.running += 1;
                resource.used += amount;
            }
        }
        if let (Some(flown), Some(start)) = (self.flights.get(flight as usize), self.starts.get_mut(flight as usize)) {
            *start = Seconds::from_seconds(at);
            self.ends.push(Reverse((key(flown.begun(*start).end.as_seconds()), flight)));
        }
        true
    }
}

#[cfg(test)]
mod tests {
    use super::super::super::Names;
    use super::*;
    use crate::numeric::Random;
    use crate::quantity::BytesPerSecond;

    fn flight(start: f64, end: f64, hosts: [Option<Name>; 2], cost: f64) -> Flight {
        let [source, destination] = hosts;
        Flight {
            place: 0,
            start: Seconds::from_seconds(start),
            end: Seconds::from_seconds(end),
            source,
            destination,
            cost,
        }
    }

    fn starts(flights: &[Flight], rule: Rule, steps: usize) -> Vec<f64> {
        let mut queue = Queue::new(flights.to_vec(), rule);
        while !queue.go_on(steps) {}
        queue.finish().1.into_iter().map(Seconds::as_seconds).collect()
    }

    #[test]
    fn one_at_a_time_is_a_queue() {
        let flights =
            [flight(0.0, 10.0, [None; 2], 1.0), flight(1.0, 3.0, [None; 2], 1.0), flight(20.0, 21.0, [None; 2], 1.0)];
        assert_eq!(starts(&flights, Rule::AtMost(1), 1), [0.0, 10.0, 20.0]);
        assert_eq!(starts(&flights, Rule::AtMost(2), 1), [0.0, 1.0, 20.0]);
    }

    #[test]
    fn a_heavy_one_waits_and_nobody_passes_it() {
        let flights: Vec<Flight> = [(0.0, 3.0), (1.0, 9.0), (2.0, 1.0), (3.0, 1.0)]
            .map(|(start, cost)| flight(start, start + 10.0, [None; 2], cost))
            .into();
        assert_eq!(starts(&flights, Rule::Cost(10.0), 1), [0.0, 10.0, 10.0, 20.0]);
        // More than there ever is: alone.
        assert_eq!(starts(&flights, Rule::Cost(4.0), 1), [0.0, 10.0, 20.0, 20.0]);
    }

    #[test]
    fn hosts_wait_for_themselves_only() {
        let mut names = Names::default();
        let [a, b, c, d] = ["a", "b", "c", "d"].map(|text| names.named(text));
        let flights = [
            flight(0.0, 10.0, [a, b], 1.0),
            flight(1.0, 11.0, [b, c], 1.0),
            flight(2.0, 12.0, [c, d], 1.0),
            flight(3.0, 13.0, [None, None], 1.0),
        ];
        // The second waits for b, the third is behind it at c, the fourth needs nobody.
        assert_eq!(starts(&flights, Rule::AtMostOnHost(1), 1), [0.0, 10.0, 20.0, 3.0]);
        // Half of the link is enough for two, a tenth for none: then each has its hosts for itself.
        let leave = |share| {
            let [link, each] = [10.0, 2.5].map(BytesPerSecond::from_bytes_per_second);
            starts(&flights, Rule::LeaveOfLink { share, link, each }, 1)
        };
        assert_eq!((leave(0.5), leave(0.9)), (vec![0.0, 1.0, 2.0, 3.0], vec![0.0, 10.0, 20.0, 3.0]));
    }

    #[test]
    fn rules_hold_at_all_times_and_everybody_begins() {
        let mut names = Names::default();
        let hosts = ["a", "b", "c"].map(|text| names.named(text));
        let mut random = Random::seeded(41);
        let flights: Vec<Flight> = (0..300)
            .map(|_| {
                let start = (random.share() * 500.0).floor();
                let mut host = || hosts[(random.share() * 3.0) as usize];
                let hosts = [host(), host()];
                flight(
                    start,
                    start + 1.0 + (random.share() * 30.0).floor(),
                    hosts,
                    1.0 + (random.share() * 5.0).floor(),
                )
            })
            .collect();
        for rule in [Rule::AtMost(4), Rule::AtMostOnHost(2), Rule::Cost(9.0)] {
            let begun = starts(&flights, rule, 7);
            assert_eq!(begun, starts(&flights, rule, 100_000));
            let flown: Vec<Flight> =
                flights.iter().zip(&begun).map(|(flight, start)| flight.begun(Seconds::from_seconds(*start))).collect();
            for (one, flight) in flown.iter().zip(&flights) {
                assert!(flight.start <= one.start);
                let beside: Vec<&Flight> =
                    flown.iter().filter(|other| other.start <= one.start && one.start < other.end).collect();
                match rule {
                    Rule::AtMost(most) => assert!(beside.len() <= most as usize),
                    Rule::Cost(most) => assert!(beside.iter().map(|other| other.cost).sum::<f64>() <= most),
                    _ => {
                        for host in hosts {
                            let at = beside.iter().filter(|other| other.source == host || other.destination == host);
                            assert!(at.count() <= 2);
                        }
                    }
                }
            }
        }
    }

    #[test]
    fn whole_numbers_rise_as_moments_do() {
        let moments = [-1e9, -1.0, -0.5, 0.0, 1e-9, 1.0, 1.7e9];
        assert!(moments.windows(2).all(|pair| key(pair[0]) < key(pair[1])));
        assert!(moments.iter().all(|at| moment(key(*at)) == *at));
    }
}
