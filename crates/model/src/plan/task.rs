//! What is wanted of a plan: VMs that have to leave, where they may go, and hosts that are to be off in the end.

use super::Technique;
use super::rules::Rule;
use crate::quantity::Bytes;
use crate::scenario::CheckedSite;

/// A VM that is to be moved.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Wanted {
    /// The VM.
    pub guest: usize,
    /// Where it is to go.
    pub to: usize,
    /// How.
    pub technique: Technique,
}

/// What is to be done, without an order.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Task {
    /// VMs that are to be moved.
    pub moves: Vec<Wanted>,
    /// Hosts that are to be switched off once they are empty.
    pub switch_off: Vec<usize>,
}

impl Task {
    /// Everything leaves these hosts, by pre-copy, and finds a place elsewhere. None when there is not enough memory, or nowhere that the
    /// rules allow.
    ///
    /// Method. The largest VMs first, each to the host that is then filled least, by share of its memory; hosts that are off are used when
    /// no host that is on has room. VMs that have to be apart ([`Rule::Apart`]) are put on different hosts. `onto` says which hosts may be
    /// used; none: all that are not emptied.
    #[must_use]
    pub fn drain(
        site: &CheckedSite,
        hosts: &[usize],
        onto: Option<&[usize]>,
        rules: &[Rule],
        switch_off: bool,
    ) -> Option<Self> {
        let is_drained = |host: usize| hosts.contains(&host);
        let may_take = |host: usize| !is_drained(host) && onto.is_none_or(|onto| onto.contains(&host));
        let mut places: Vec<usize> = site.guests.iter().map(|guest| guest.host).collect();
        let mut held = vec![Bytes::ZERO; site.hosts.len()];
        for guest in &site.guests {
            if let Some(held) = held.get_mut(guest.host) {
                *held = *held + guest.vm.memory;
            }
        }
        let mut leaving: Vec<usize> =
            (0..site.guests.len()).filter(|&at| places.get(at).is_some_and(|&host| is_drained(host))).collect();
        let memory = |guest: usize| site.guests.get(guest).map_or(0.0, |guest| guest.vm.memory.as_bytes());
        leaving.sort_by(|&a, &b| memory(b).total_cmp(&memory(a)).then(a.cmp(&b)));
        let mut moves = Vec::with_capacity(leaving.len());
        for guest in leaving {
            let apart: Vec<usize> = rules.iter().filter_map(|rule| others_apart(rule, guest)).flatten().collect();
            let keeps_apart = |host: usize| !apart.iter().any(|&other| places.get(other) == Some(&host));
            let room = site.hosts.iter().enumerate().filter(|&(host, data)| {
                let filled = held.get(host).map_or(f64::INFINITY, |held| held.as_bytes());
                may_take(host) && keeps_apart(host) && filled + memory(guest) <= data.memory.as_bytes()
            });
            let filled = |&(host, data): &(usize, &crate::scenario::Host)| {
                let held = held.get(host).map_or(0.0, |held| held.as_bytes());
                (!data.is_on && held == 0.0, (held + memory(guest)) / data.memory.as_bytes())
            };
            let best = room.min_by(|a, b| {
                let (a, b) = (filled(a), filled(b));
                a.0.cmp(&b.0).then(a.1.total_cmp(&b.1))
            });
            let to = best?.0;
            if let Some(held) = held.get_mut(to) {
                *held = *held + Bytes::from_bytes(memory(guest));
            }
            if let Some(place) = places.get_mut(guest) {
                *place = to;
            }
            moves.push(Wanted { guest, to, technique: Technique::PreCopy });
        }
        // In the order of the hosts that are emptied, then of the VMs: how a person would go about it.
        let host_of = |guest: usize| site.guests.get(guest).map(|guest| guest.host);
        let place_of = |guest: usize| hosts.iter().position(|&host| host_of(guest) == Some(host));
        moves.sort_by_key(|one| (place_of(one.guest), one.guest));
        Some(Self { moves, switch_off: if switch_off { hosts.to_vec() } else { Vec::new() } })
    }

    /// Hosts that have to come up first: destinations that are off.
    #[must_use]
    pub fn boots(&self, site: &CheckedSite) -> Vec<usize> {
        let mut hosts: Vec<usize> = Vec::new();
        for one in &self.moves {
            if site.hosts.get(one.to).is_some_and(|host| !host.is_on) && !hosts.contains(&one.to) {
                hosts.push(one.to);
            }
        }
        hosts
    }
}

/// Those that have to be on other hosts than a VM.
fn others_apart(rule: &Rule, guest: usize) -> Option<Vec<usize>> {
    match rule {
        Rule::Apart(guests) if guests.contains(&guest) => {
            Some(guests.iter().copied().filter(|&other| other != guest).collect())
        }
        _ => None,
    }
}
