//! Who sends over which lanes: migrations, and the applications of VMs and hosts; and what each gets.

use crate::numeric::fair_share::{Flow, Share, shares};
use crate::scenario::{CheckedSite, Traffic};

/// A stream of an application: its lane, and what it wants and gets, in bytes/s.
#[derive(Clone, Copy, Debug)]
struct Stream {
    lane: usize,
    wants: f64,
    gets: f64,
    /// Since when.
    since: f64,
}

/// The streams of a VM, or of a host beside its VMs: out, and in.
#[derive(Clone, Copy, Debug, Default)]
struct Streams([Option<Stream>; 2]);

/// A stream that competes: of whom, out or in, its lane, and what it wants.
type Competing = (usize, usize, [usize; 1], f64);

/// How lanes are divided.
struct Shared {
    /// The shares of migrations, then of the streams that compete.
    shares: Vec<Share>,
    competing: Vec<Competing>,
    /// Streams that get what they want and have less: of whom, out or in, and what they want.
    met: Vec<(usize, usize, f64)>,
}

/// What applications send and receive while a plan is played.
#[derive(Clone, Debug)]
pub(super) struct Flows {
    capacities: Vec<f64>,
    /// By VM, then by host.
    streams: Vec<Streams>,
    guests: usize,
    /// By lane: what applications want of it, and in how many streams.
    wanted: Vec<f64>,
    count: Vec<u32>,
    /// By lane: moments, and what applications send more of from then on.
    pub(super) changes: Vec<Vec<(f64, f64)>>,
    /// By VM: bytes wanted and carried.
    pub(super) served: Vec<[f64; 2]>,
}

impl Flows {
    /// All VMs where they are at the beginning.
    pub(super) fn new(site: &CheckedSite) -> Self {
        let lanes = site.lanes().all();
        let (guests, hosts) = (site.guests.len(), site.hosts.len());
        let mut flows = Self {
            capacities: lanes.iter().map(|lane| lane.rate.as_bytes_per_second()).collect(),
            streams: vec![Streams::default(); guests + hosts],
            guests,
            wanted: vec![0.0; lanes.len()],
            count: vec![0; lanes.len()],
            changes: vec![Vec::new(); lanes.len()],
            served: vec![[0.0; 2]; guests],
        };
        for (at, guest) in site.guests.iter().enumerate() {
            flows.place(at, site, guest.host, guest.traffic, 0.0);
        }
        for (at, host) in site.hosts.iter().enumerate() {
            if host.is_on {
                flows.place(guests + at, site, at, host.background, 0.0);
            }
        }
        flows
    }

    /// A VM runs on a host from now on, or nowhere.
    pub(super) fn move_guest(&mut self, guest: usize, site: &CheckedSite, host: Option<usize>, now: f64) {
        self.silence(guest, now);
        if let Some((host, guest_data)) = host.zip(site.guests.get(guest)) {
            self.place(guest, site, host, guest_data.traffic, now);
        }
    }

    /// A host has come up, or goes down.
    pub(super) fn switch_host(&mut self, host: usize, site: &CheckedSite, on: bool, now: f64) {
        self.silence(self.guests + host, now);
        if let Some(data) = site.hosts.get(host).filter(|_| on) {
            self.place(self.guests + host, site, host, data.background, now);
        }
    }

    fn place(&mut self, at: usize, site: &CheckedSite, host: usize, traffic: Traffic, now: f64) {
        let port = site.lanes().port(host);
        let Some((streams, (out, into))) = self.streams.get_mut(at).zip(port) else { return };
        let wants = [(out, traffic.outgoing), (into, traffic.incoming)];
        for ((lane, rate), stream) in wants.into_iter().zip(&mut streams.0) {
            let wants = rate.as_bytes_per_second();
            if 0.0 < wants {
                *stream = Some(Stream { lane, wants, gets: 0.0, since: now });
                if let Some((wanted, count)) = self.wanted.get_mut(lane).zip(self.count.get_mut(lane)) {
                    *wanted += wants;
                    *count += 1;
                }
            }
        }
    }

    fn silence(&mut self, at: usize, now: f64) {
        for side in 0..2 {
            self.give(at, side, 0.0, now);
            let stream = self.streams.get_mut(at).and_then(|streams| streams.0.get_mut(side)).and_then(Option::take);
            let Some(stream) = stream else { continue };
            let lane = self.wanted.get_mut(stream.lane).zip(self.count.get_mut(stream.lane));
            if let Some((wanted, count)) = lane {
                *wanted -= stream.wants;
                *count = count.saturating_sub(1);
            }
        }
    }

    /// A stream gets so much from now on.
    fn give(&mut self, at: usize, side: usize, rate: f64, now: f64) {
        let stream = self.streams.get_mut(at).and_then(|streams| streams.0.get_mut(side)).and_then(Option::as_mut);
        let Some(stream) = stream else { return };
        if let Some([wanted, carried]) = self.served.get_mut(at) {
            *wanted += stream.wants * (now - stream.since);
            *carried += stream.gets * (now - stream.since);
        }
        stream.since = now;
        if rate != stream.gets {
            if let Some(changes) = self.changes.get_mut(stream.lane) {
                changes.push((now, rate - stream.gets));
            }
            stream.gets = rate;
        }
    }

    /// What migrations get, each with the most that it takes and its lanes, beside applications, which compete with them in their own
    /// direction.
    pub(super) fn share(&mut self, migrations: &[(f64, &[usize])], now: f64) -> Vec<Share> {
        let Shared { shares: mut all, competing, met } = self.shared(migrations);
        let streams = all.split_off(migrations.len().min(all.len()));
        for ((at, side, ..), share) in competing.iter().zip(streams) {
            self.give(*at, *side, share.rate, now);
        }
        for (at, side, wants) in met {
            self.give(at, side, wants, now);
        }
        all
    }

    /// What they would get.
    pub(super) fn would_share(&self, migrations: &[(f64, &[usize])]) -> Vec<Share> {
        let mut all = self.shared(migrations).shares;
        all.truncate(migrations.len());
        all
    }

    fn shared(&self, migrations: &[(f64, &[usize])]) -> Shared {
        let mut used = vec![0_u32; self.capacities.len()];
        for &lane in migrations.iter().flat_map(|(_, lanes)| *lanes) {
            if let Some(used) = used.get_mut(lane) {
                *used += 1;
            }
        }
        // A stream that wants no more than each flow of its lane would have if all of them wanted all that they can get has that for certain. So
        // has each stream where no migration goes, if there is enough for all.
        let for_certain: Vec<f64> = (0..used.len())
            .map(|lane| {
                let at = |all: &[f64]| all.get(lane).copied().unwrap_or_default();
                let (capacity, wanted) = (at(&self.capacities), at(&self.wanted));
                let [used, streams] = [&used, &self.count].map(|all| all.get(lane).copied().unwrap_or_default());
                if used == 0 && wanted <= capacity {
                    f64::INFINITY
                } else {
                    capacity / f64::from((used + streams).max(1))
                }
            })
            .collect();
        let mut left = self.capacities.clone();
        let mut competing: Vec<Competing> = Vec::new();
        let mut met = Vec::new();
        for (at, streams) in self.streams.iter().enumerate() {
            for (side, stream) in streams.0.iter().enumerate() {
                let Some(stream) = stream else { continue };
                if for_certain.get(stream.lane).is_some_and(|most| stream.wants <= *most) {
                    if let Some(left) = left.get_mut(stream.lane) {
                        *left -= stream.wants;
                    }
                    if stream.gets != stream.wants {
                        met.push((at, side, stream.wants));
                    }
                } else {
                    competing.push((at, side, [stream.lane], stream.wants));
                }
            }
        }
        let mut all: Vec<Flow<'_>> = migrations.iter().map(|&(demand, uses)| Flow { demand, uses }).collect();
        all.extend(competing.iter().map(|(_, _, lane, wants)| Flow { demand: *wants, uses: lane }));
        let shares = shares(&left, &all);
        Shared { shares, competing, met }
    }

    /// It is over: what was carried until now is counted.
    pub(super) fn end(&mut self, now: f64) {
        for at in 0..self.guests {
            for side in 0..2 {
                let gets = self.streams.get(at).and_then(|streams| *streams.0.get(side)?).map(|stream| stream.gets);
                if let Some(gets) = gets {
                    self.give(at, side, gets, now);
                }
            }
        }
    }
}
