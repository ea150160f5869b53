//! What is wanted of a plan: VMs that have to move, and what becomes of the hosts that they leave.

use super::technique::{Leaving, choose_techniques};
use super::{Technique, Techniques};
use crate::quantity::BytesPerSecond;
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
    /// Hosts that are to be switched off and on again once they are empty: whoever moves to one of them waits until it is up again.
    pub restart: Vec<usize>,
}

impl Task {
    /// The same with another technique for its VMs: one and the same for all, or each by its traffic, source host by source host
    /// ([`choose_techniques`]). What counts as traffic beside them is that of the hosts, and of VMs that stay where they are.
    #[must_use]
    pub fn with_techniques(mut self, site: &CheckedSite, techniques: Techniques) -> Self {
        let technique = match techniques {
            Techniques::PreCopy => Technique::PreCopy,
            Techniques::PostCopy => Technique::PostCopy,
            Techniques::ByTraffic => {
                self.choose_by_traffic(site);
                return self;
            }
        };
        for one in &mut self.moves {
            one.technique = technique;
        }
        self
    }

    fn choose_by_traffic(&mut self, site: &CheckedSite) {
        // What each host's port carries whatever is chosen: out, and in.
        let mut stays: Vec<[BytesPerSecond; 2]> =
            site.hosts.iter().map(|host| [host.background.outgoing, host.background.incoming]).collect();
        let mut leaves = vec![false; site.guests.len()];
        for one in &self.moves {
            if let Some(leaves) = leaves.get_mut(one.guest) {
                *leaves = true;
            }
        }
        for (guest, _) in site.guests.iter().zip(&leaves).filter(|(_, leaves)| !**leaves) {
            if let Some([out, into]) = stays.get_mut(guest.host) {
                (*out, *into) = (*out + guest.traffic.outgoing, *into + guest.traffic.incoming);
            }
        }
        let side = |host: usize, side: usize| {
            stays.get(host).and_then(|both| both.get(side)).copied().unwrap_or(BytesPerSecond::ZERO)
        };
        for source in 0..site.hosts.len() {
            let from_here: Vec<usize> = (0..self.moves.len())
                .filter(|&at| {
                    self.moves.get(at).and_then(|one| site.guests.get(one.guest)).map(|guest| guest.host)
                        == Some(source)
                })
                .collect();
            // The destinations of these alone, so that those which take nothing cost nothing.
            let mut destinations: Vec<usize> = Vec::new();
            let mut leaving = Vec::with_capacity(from_here.len());
            for one in from_here.iter().filter_map(|&at| self.moves.get(at)) {
                let to = destinations.iter().position(|&host| host == one.to).unwrap_or_else(|| {
                    destinations.push(one.to);
                    destinations.len() - 1
                });
                if let Some(guest) = site.guests.get(one.guest) {
                    leaving.push(Leaving { name: &guest.name, traffic: guest.traffic, to });
                }
            }
            if leaving.is_empty() {
                continue;
            }
            let into: Vec<BytesPerSecond> = destinations.iter().map(|&host| side(host, 1)).collect();
            let choice = choose_techniques(&leaving, side(source, 0), &into);
            for (&at, technique) in from_here.iter().zip(choice.techniques) {
                if let Some(one) = self.moves.get_mut(at) {
                    one.technique = technique;
                }
            }
        }
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
