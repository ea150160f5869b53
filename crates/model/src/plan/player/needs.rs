//! How much of a link each VM's migration needs to converge, reckoned once for all VMs of a kind.

use crate::plan::convergence::least_share;
use crate::scenario::CheckedSite;

/// Kinds that are looked through for one that was reckoned; those of a site with more are reckoned one by one.
const KINDS: usize = 64;

/// The least shares that were asked for so far.
#[derive(Clone, Debug)]
pub(super) struct Needs {
    /// By VM.
    known: Vec<Option<f64>>,
    /// The first VM of each kind.
    kinds: Vec<usize>,
}

impl Needs {
    /// Nothing was asked yet.
    pub(super) fn new(guests: usize) -> Self {
        Self { known: vec![None; guests], kinds: Vec::new() }
    }

    /// The least share of a VM, in bytes/s; infinite where no share is enough, and of a VM that does not exist.
    pub(super) fn of(&mut self, site: &CheckedSite, guest: usize) -> f64 {
        let Some(scenario) = site.migration(guest) else { return f64::INFINITY };
        if let Some(Some(known)) = self.known.get(guest) {
            return *known;
        }
        // All VMs of a site are moved by one product.
        let is_alike = |other: &&usize| {
            site.migration(**other).is_some_and(|other| {
                other.vm == scenario.vm && other.dirtying == scenario.dirtying && other.link == scenario.link
            })
        };
        let alike = self.kinds.iter().find(is_alike).and_then(|&other| *self.known.get(other)?);
        let least = alike.unwrap_or_else(|| {
            if self.kinds.len() < KINDS {
                self.kinds.push(guest);
            }
            least_share(scenario).as_bytes_per_second()
        });
        if let Some(known) = self.known.get_mut(guest) {
            *known = Some(least);
        }
        least
    }
}
