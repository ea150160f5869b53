//! The moment of greatest contention: where the most demand meets a full lane.
//!
//! **Definition.** A lane's contention at a moment is what all want of it, divided by what it carries, as long as it is full and more is wanted of
//! it than it carries, by a migration among others. What a migration wants is the most that it could have: the rate of the narrowest lane of its way, or the product's
//! cap if that is less; applications want their traffic. Full is a lane that carries 95 % of its rate, which leaves room for
//! VMs that stand still while their devices are moved. The greatest contention is the greatest of all lanes and moments; of several, the earliest, and of those the
//! lane that comes first. Where nowhere more is wanted than is carried there is none.

use precopy_model::plan::{Action, Steps};
use precopy_model::quantity::BytesPerSecond;
use precopy_model::scenario::Traffic;

use super::fate::{Bar, Fate};
use super::order::by_moment;
use super::scene::Played;

/// Carrying this share of its rate, a lane is full.
pub const FULL: f64 = 0.95;

/// The moment of greatest contention.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Contention {
    /// When it begins, in seconds.
    pub at: f64,
    /// The lane.
    pub lane: usize,
    /// What all want of it, as a multiple of what it carries.
    pub times: f64,
    /// Migrations that go over it then.
    pub migrations: usize,
}

/// From a moment on so much more is wanted of a lane, by so many more migrations.
#[derive(Clone, Copy, Debug)]
struct Change {
    at: f64,
    wanted: f64,
    migrations: i32,
}

/// The moment of greatest contention; none where nowhere more is wanted than is carried.
#[must_use]
pub(super) fn greatest(played: &Played, bars: &[Bar], ways: &[Vec<usize>]) -> Option<Contention> {
    let changes = changes(played, bars, ways);
    let mut greatest: Option<Contention> = None;
    for (lane, changes) in changes.iter().enumerate() {
        let Some(found) = of_lane(played, lane, changes) else { continue };
        let is_greater = greatest.is_none_or(|known| {
            let same = (found.times - known.times).abs() <= known.times * 1e-9;
            if same { found.at < known.at } else { known.times < found.times }
        });
        if is_greater {
            greatest = Some(found);
        }
    }
    greatest
}

/// By lane: how what is wanted of it changes.
fn changes(played: &Played, bars: &[Bar], ways: &[Vec<usize>]) -> Vec<Vec<Change>> {
    let (site, lanes) = (&played.site, played.site.lanes());
    let mut changes: Vec<Vec<Change>> = vec![Vec::new(); lanes.all().len()];
    let mut add = |lane: usize, change: Change| {
        if let Some(changes) = changes.get_mut(lane).filter(|_| change.at.is_finite()) {
            changes.push(change);
        }
    };
    let mut traffic = |host: usize, traffic: Traffic, at: f64, sign: f64| {
        let Some((out, into)) = lanes.port(host) else { return };
        for (lane, rate) in [(out, traffic.outgoing), (into, traffic.incoming)] {
            let wanted = rate.as_bytes_per_second() * sign;
            if wanted != 0.0 {
                add(lane, Change { at, wanted, migrations: 0 });
            }
        }
    };
    for guest in &site.guests {
        traffic(guest.host, guest.traffic, 0.0, 1.0);
    }
    for (at, host) in site.hosts.iter().enumerate().filter(|(_, host)| host.is_on) {
        traffic(at, host.background, 0.0, 1.0);
    }
    for bar in bars {
        let Some(ran) = played.timeline.ran.get(bar.step) else { continue };
        match ran.action {
            Action::Boot(host) | Action::Shutdown(host) => {
                let background = site.hosts.get(host).map_or(Traffic::NONE, |host| host.background);
                let boots = bar.fate == Fate::Boots;
                traffic(host, background, if boots { bar.end } else { bar.start }, if boots { 1.0 } else { -1.0 });
            }
            Action::Migrate { guest, to, .. } => {
                if let Some(((stops, runs), guest)) = bar.still.zip(site.guests.get(guest)) {
                    traffic(bar.host, guest.traffic, stops, -1.0);
                    traffic(if bar.fate.arrives() { to } else { bar.host }, guest.traffic, runs, 1.0);
                }
            }
        }
    }
    let cap = site.hypervisor.bandwidth_cap.value.map_or(f64::INFINITY, BytesPerSecond::as_bytes_per_second);
    for bar in bars {
        let way = ways.get(bar.step).map_or(&[][..], Vec::as_slice);
        let rates = way.iter().filter_map(|&lane| Some(lanes.all().get(lane)?.rate.as_bytes_per_second()));
        let wanted = rates.fold(cap, f64::min);
        for &lane in way {
            add(lane, Change { at: bar.start, wanted, migrations: 1 });
            add(lane, Change { at: bar.end, wanted: -wanted, migrations: -1 });
        }
    }
    changes
}

/// The greatest contention of a lane.
fn of_lane(played: &Played, lane: usize, changes: &[Change]) -> Option<Contention> {
    if changes.iter().all(|change| change.migrations == 0) {
        return None;
    }
    let rate = played.site.lanes().all().get(lane)?.rate.as_bytes_per_second();
    let timeline = &played.timeline;
    let [migrating, applications] = [&timeline.migrating, &timeline.applications]
        .map(|all| all.get(lane).map_or(&[][..], |steps: &Steps| steps.values.as_slice()));
    let all = changes.iter().map(|change| change.at).chain(migrating.iter().chain(applications).map(|(at, _)| *at));
    let moments = by_moment(all.enumerate().map(|(index, at)| (at, index)));
    let (mut carried, mut wanted, mut migrations) = ([0.0; 2], 0.0, 0);
    let mut greatest: Option<Contention> = None;
    for (place, &(at, index)) in moments.iter().enumerate() {
        match changes.get(index) {
            Some(change) => {
                wanted += change.wanted;
                migrations += change.migrations;
            }
            None => {
                let index = index - changes.len();
                match migrating.get(index) {
                    Some((_, value)) => carried[0] = *value,
                    None => {
                        let value = applications.get(index - migrating.len()).map_or(0.0, |(_, value)| *value);
                        carried[1] = value;
                    }
                }
            }
        }
        // Only what lasts counts, and only once all that happens at a moment has.
        let lasts = moments.get(place + 1).is_some_and(|(next, _)| at < *next);
        if lasts && 0 < migrations && rate * FULL <= carried[0] + carried[1] {
            let times = wanted / rate;
            if greatest.map_or(1.0, |known| known.times) * (1.0 + 1e-9) < times {
                greatest = Some(Contention { at, lane, times, migrations: migrations.unsigned_abs() as usize });
            }
        }
    }
    greatest
}
