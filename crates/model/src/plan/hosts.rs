//! Hosts while a plan is played: whether they run, what is on them, and what they draw.

use crate::quantity::{Bytes, Watts};
use crate::scenario::CheckedSite;

/// Processor cores that a migration keeps busy at either end: assumed, one thread that sends and one that receives.
pub const CORES_PER_MIGRATION: f64 = 1.0;

/// Where a host is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum HostState {
    Off,
    Booting,
    On,
    GoingDown,
}

/// A host at a moment.
#[derive(Clone, Copy, Debug)]
struct Now {
    state: HostState,
    /// VMs on it or on their way to it, and their memory.
    guests: u32,
    held: Bytes,
    /// Cores that are busy.
    busy: f64,
}

/// All hosts at a moment.
#[derive(Clone, Debug)]
pub(super) struct Hosts(Vec<Now>);

impl Hosts {
    /// At the beginning, without their VMs.
    pub(super) fn new(site: &CheckedSite) -> Self {
        let state = |on: bool| if on { HostState::On } else { HostState::Off };
        let now = |on: bool| Now { state: state(on), guests: 0, held: Bytes::ZERO, busy: 0.0 };
        Self(site.hosts.iter().map(|host| now(host.is_on)).collect())
    }

    pub(super) fn state(&self, host: usize) -> Option<HostState> {
        self.0.get(host).map(|now| now.state)
    }

    pub(super) fn set(&mut self, host: usize, state: HostState) {
        if let Some(now) = self.0.get_mut(host) {
            now.state = state;
        }
    }

    /// Memory that is held on a host.
    pub(super) fn held(&self, host: usize) -> Bytes {
        self.0.get(host).map_or(Bytes::ZERO, |now| now.held)
    }

    /// Whether no VM is on a host, or on its way to it.
    pub(super) fn is_empty(&self, host: usize) -> bool {
        self.0.get(host).is_some_and(|now| now.guests == 0)
    }

    /// One more VM on a host, or on its way.
    pub(super) fn hold(&mut self, host: usize, memory: Bytes) {
        if let Some(now) = self.0.get_mut(host) {
            now.held = now.held + memory;
            now.guests += 1;
        }
    }

    /// One less.
    pub(super) fn release(&mut self, host: usize, memory: Bytes) {
        if let Some(now) = self.0.get_mut(host) {
            now.guests = now.guests.saturating_sub(1);
            // Nothing is left of rounding when the last one is gone.
            now.held = if now.guests == 0 { Bytes::ZERO } else { now.held - memory };
        }
    }

    /// So many more cores are busy, or fewer.
    pub(super) fn keep_busy(&mut self, host: usize, cores: f64) {
        if let Some(now) = self.0.get_mut(host) {
            now.busy = (now.busy + cores).max(0.0);
        }
    }

    /// What all of them draw: a host that runs, between idle and loaded by the share of its cores that is busy.
    pub(super) fn draw(&self, site: &CheckedSite) -> Watts {
        let hosts = site.hosts.iter().zip(&self.0);
        hosts.fold(Watts::ZERO, |all, (host, now)| {
            let power = host.power;
            all + match now.state {
                HostState::Off => power.off,
                HostState::Booting | HostState::GoingDown => power.booting,
                HostState::On => power.idle + (power.loaded - power.idle) * (now.busy / host.cores).min(1.0),
            }
        })
    }
}
