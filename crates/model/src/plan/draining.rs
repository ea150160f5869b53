//! Hosts that are emptied: where their VMs go, and what becomes of them afterwards.

use super::Technique;
use super::rules::Rule;
use super::task::{Task, Wanted};
use crate::quantity::Bytes;
use crate::scenario::CheckedSite;

/// What becomes of a host once it is empty.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum Afterwards {
    /// Nothing: it stays on.
    #[default]
    StayOn,
    /// It is switched off.
    SwitchOff,
    /// It is switched off and on again, and may take VMs then: a rolling upgrade, where one host follows the other.
    Restart,
}

/// Pre-copy or post-copy for the VMs of a task.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum Techniques {
    /// All of them by pre-copy.
    #[default]
    PreCopy,
    /// All of them by post-copy.
    PostCopy,
    /// Each by its traffic ([`super::choose_techniques`]).
    ByTraffic,
}

/// Which hosts are emptied, and onto which.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Draining {
    /// The hosts, in the order in which that is done.
    pub hosts: Vec<usize>,
    /// Which hosts may take their VMs; none: all.
    pub onto: Option<Vec<usize>>,
    /// VMs, also of other hosts, and the host that each of them is to go to: what somebody has decided.
    pub given: Vec<(usize, usize)>,
    /// What becomes of the hosts.
    pub afterwards: Afterwards,
}

/// There is no host that has the memory for a VM, and that the rules and the draining allow.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct NoRoom {
    /// The VM.
    pub guest: usize,
}

impl Task {
    /// Everything leaves these hosts, by pre-copy, and finds a place elsewhere.
    ///
    /// Method. What is given is done. Of the others, the largest VMs come first, each to the host that is then filled least, by share of its
    /// memory; hosts that are off are used when no host that is on has room. VMs that have to be apart ([`Rule::Apart`]) are put on different
    /// hosts. Hosts that are restarted are emptied one after the other: the VMs of the next one may go where another one has been restarted, if no
    /// host that is not emptied has room for them.
    ///
    /// Conditions: that what is given fits is for [`super::check()`] to say, not for this.
    ///
    /// Edges: a host or a VM that does not exist, and a VM that is where it is to go, are passed over; so is what is said of a VM a second time.
    ///
    /// # Errors
    /// The first VM for which there is no room.
    pub fn drain(site: &CheckedSite, draining: &Draining, rules: &[Rule]) -> Result<Self, NoRoom> {
        let mut places = Places::of(site, draining, rules);
        let mut moves = places.give(&draining.given);
        let given: Vec<usize> = moves.iter().map(|one| one.guest).collect();
        let leave = |host: usize| {
            let on_it = site.guests.iter().enumerate().filter(move |(_, guest)| guest.host == host).map(|(at, _)| at);
            on_it.filter(|guest| !given.contains(guest))
        };
        let batches: Vec<Vec<usize>> = match draining.afterwards {
            Afterwards::Restart => draining.hosts.iter().map(|&host| leave(host).collect()).collect(),
            Afterwards::StayOn | Afterwards::SwitchOff => {
                // By number, so that VMs of the same size are taken in one order whatever that of the hosts.
                let mut all: Vec<usize> = draining.hosts.iter().flat_map(|&host| leave(host)).collect();
                crate::numeric::sort(&mut all);
                all.dedup();
                vec![all]
            }
        };
        for (at, mut batch) in batches.into_iter().enumerate() {
            crate::numeric::sort_by(&mut batch, |&a, &b| places.memory(b).total_cmp(&places.memory(a)).then(a.cmp(&b)));
            for guest in batch {
                let to = places.best_for(guest).ok_or(NoRoom { guest })?;
                places.put(guest, to);
                moves.push(Wanted { guest, to, technique: Technique::PreCopy });
            }
            if draining.afterwards == Afterwards::Restart {
                places.restarted.extend(draining.hosts.get(at));
            }
        }
        // In the order of the hosts that are emptied, then of the VMs: how a person would go about it. What moves elsewhere makes room first.
        let turn = |one: &Wanted| {
            let host = site.guests.get(one.guest).map(|guest| guest.host);
            draining.hosts.iter().position(|&drained| host == Some(drained))
        };
        crate::numeric::sort_by(&mut moves, |one, other| (turn(one), one.guest).cmp(&(turn(other), other.guest)));
        let mut hosts = Vec::with_capacity(draining.hosts.len());
        for &host in draining.hosts.iter().filter(|&&host| host < site.hosts.len()) {
            if !hosts.contains(&host) {
                hosts.push(host);
            }
        }
        let mut task = Self { moves, switch_off: Vec::new(), restart: Vec::new() };
        match draining.afterwards {
            Afterwards::StayOn => {}
            Afterwards::SwitchOff => task.switch_off = hosts,
            Afterwards::Restart => task.restart = hosts,
        }
        Ok(task)
    }
}

/// Where VMs are, and what that leaves, while places are found one by one.
struct Places<'a> {
    site: &'a CheckedSite,
    draining: &'a Draining,
    /// By host: whether it is emptied.
    is_drained: Vec<bool>,
    /// Hosts that have been restarted by now.
    restarted: Vec<usize>,
    /// By VM.
    places: Vec<usize>,
    /// By VM: those that have to be on other hosts.
    apart: Vec<Vec<usize>>,
    /// By host: memory of VMs that are on it, or come to it, and do not leave it.
    held: Vec<f64>,
}

impl<'a> Places<'a> {
    fn of(site: &'a CheckedSite, draining: &'a Draining, rules: &[Rule]) -> Self {
        let mut is_drained = vec![false; site.hosts.len()];
        for &host in &draining.hosts {
            if let Some(is_drained) = is_drained.get_mut(host) {
                *is_drained = true;
            }
        }
        let mut held = vec![0.0; site.hosts.len()];
        for guest in &site.guests {
            if let Some(held) = held.get_mut(guest.host).filter(|_| is_drained.get(guest.host) == Some(&false)) {
                *held += guest.vm.memory.as_bytes();
            }
        }
        let mut apart = vec![Vec::new(); site.guests.len()];
        for rule in rules {
            let Rule::Apart(guests) = rule else { continue };
            for &guest in guests {
                if let Some(apart) = apart.get_mut(guest) {
                    apart.extend(guests.iter().copied().filter(|&other| other != guest));
                }
            }
        }
        let places = site.guests.iter().map(|guest| guest.host).collect();
        Self { site, draining, is_drained, restarted: Vec::new(), places, apart, held }
    }

    fn memory(&self, guest: usize) -> f64 {
        self.site.guests.get(guest).map_or(0.0, |guest| guest.vm.memory.as_bytes())
    }

    fn is_drained(&self, host: usize) -> bool {
        self.is_drained.get(host) == Some(&true)
    }

    /// What somebody has decided.
    fn give(&mut self, given: &[(usize, usize)]) -> Vec<Wanted> {
        let mut moves: Vec<Wanted> = Vec::with_capacity(given.len());
        for &(guest, to) in given {
            let from = self.site.guests.get(guest).map(|guest| guest.host);
            let is_new = !moves.iter().any(|one| one.guest == guest);
            if to < self.site.hosts.len() && from.is_some_and(|from| from != to) && is_new {
                self.put(guest, to);
                moves.push(Wanted { guest, to, technique: Technique::PreCopy });
            }
        }
        moves
    }

    fn put(&mut self, guest: usize, to: usize) {
        let memory = self.memory(guest);
        let from = self.places.get(guest).copied().filter(|&from| !self.is_drained(from));
        for (host, more) in [(from, -memory), (Some(to), memory)] {
            if let Some(held) = host.and_then(|host| self.held.get_mut(host)) {
                *held += more;
            }
        }
        if let Some(place) = self.places.get_mut(guest) {
            *place = to;
        }
    }

    /// The host that is then filled least: first those that are not emptied and are on, then those that are off, then those that have been restarted.
    fn best_for(&self, guest: usize) -> Option<usize> {
        let memory = self.memory(guest);
        let apart = self.apart.get(guest).map_or(&[][..], Vec::as_slice);
        let mut best: Option<(usize, (u8, f64))> = None;
        for (at, host) in self.site.hosts.iter().enumerate() {
            let is_allowed = self.draining.onto.as_ref().is_none_or(|onto| onto.contains(&at))
                && (!self.is_drained(at) || self.restarted.contains(&at))
                && self.places.get(guest) != Some(&at)
                && !apart.iter().any(|&other| self.places.get(other) == Some(&at));
            let held = self.held.get(at).copied().unwrap_or(f64::INFINITY);
            if !is_allowed || host.memory < Bytes::from_bytes(held + memory) {
                continue;
            }
            let turn = if self.is_drained(at) { 2 } else { u8::from(!host.is_on && held == 0.0) };
            let rank = (turn, (held + memory) / host.memory.as_bytes());
            if best.is_none_or(|(_, least)| rank < least) {
                best = Some((at, rank));
            }
        }
        best.map(|(at, _)| at)
    }
}
