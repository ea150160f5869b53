//! What no plan can do in less time.

use super::rules::{Rule, Scope};
use super::task::Task;
use crate::quantity::Seconds;
use crate::scenario::CheckedSite;

/// Why nothing is quicker.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Limit {
    /// There is nothing to do.
    Nothing,
    /// So much has to go over a direction of a link, by number of the lane.
    Lane(usize),
    /// A VM: its host has to come up, its memory to be sent once.
    Guest(usize),
    /// A host has to be emptied and to go down, and maybe to come up again; before that, hosts that its VMs move to.
    Host(usize),
}

/// The least time in which a task can be done, and why.
///
/// ```text
/// over all lanes:  Σ least bytes of the VMs whose way goes over it / its rate
/// over all VMs:    ready(destination) + least bytes / the slowest lane of the way
/// over all hosts:  empty(host) + its shutdown + its boot, if it is restarted
///
/// ready(host) = its boot, if it is off; empty(host) + shutdown + boot, if it is restarted
/// empty(host) = the latest of its VMs above, and no sooner than: the first ready(destination) + Σ least bytes over a lane / its rate
/// ```
///
/// The least bytes of a VM are its working set, once, as it goes over the wire: whatever is written again comes on top. So the bound holds for
/// pre-copy and post-copy, any order and any number at once; it is far below what can be done where much is rewritten.
///
/// Edges: for hosts that wait for each other there is no plan, and what is said of them means nothing.
#[must_use]
pub fn least_completion(site: &CheckedSite, task: &Task, rules: &[Rule]) -> (Seconds, Limit) {
    let lanes = site.lanes().all();
    let copies = Transfer::all(site, task);
    let mut least = (0.0, Limit::Nothing);
    let mut raise = |seconds: f64, limit: Limit| {
        if least.0 < seconds {
            least = (seconds, limit);
        }
    };
    // One restart waits for the other, at most once through all of them.
    let mut ready: Vec<f64> =
        site.hosts.iter().map(|host| if host.is_on { 0.0 } else { host.boot.as_seconds() }).collect();
    for _ in 0..=task.restart.len() {
        let empty = empty(site, &copies, &ready);
        let mut is_same = true;
        for &host in &task.restart {
            let Some((data, ready)) = site.hosts.get(host).zip(ready.get_mut(host)) else { continue };
            let again = if data.is_on { data.shutdown.as_seconds() + data.boot.as_seconds() } else { continue };
            let at = empty.get(host).copied().unwrap_or_default() + again;
            is_same &= at <= *ready;
            *ready = ready.max(at);
        }
        if is_same {
            break;
        }
    }
    let at = |all: &[f64], host: usize| all.get(host).copied().unwrap_or_default();
    for copy in &copies {
        raise(at(&ready, copy.to) + copy.takes, Limit::Guest(copy.guest));
    }
    // Where only one may go on at once, all of them take what each takes.
    let is_alone = |rule: &Rule| matches!(rule, Rule::AtMost { migrations: 1, scope: Scope::Site });
    if let Some(last) = copies.last().filter(|_| rules.iter().any(is_alone)) {
        raise(copies.iter().map(|copy| copy.takes).sum(), Limit::Guest(last.guest));
    }
    let mut volume = vec![0.0; lanes.len()];
    for copy in &copies {
        for &lane in &copy.way {
            if let Some(volume) = volume.get_mut(lane) {
                *volume += copy.bytes;
            }
        }
    }
    for (at, (volume, lane)) in volume.iter().zip(lanes).enumerate() {
        raise(volume / lane.rate.as_bytes_per_second(), Limit::Lane(at));
    }
    let empty = empty(site, &copies, &ready);
    for &host in &task.switch_off {
        let down = site.hosts.get(host).filter(|host| host.is_on).map(|host| host.shutdown.as_seconds());
        raise(down.map_or(0.0, |down| at(&empty, host) + down), Limit::Host(host));
    }
    for &host in task.restart.iter().filter(|&&host| site.hosts.get(host).is_some_and(|host| host.is_on)) {
        raise(at(&ready, host), Limit::Host(host));
    }
    (Seconds::from_seconds(least.0), least.1)
}

/// What has to be sent of a VM at least.
struct Transfer {
    guest: usize,
    from: usize,
    to: usize,
    bytes: f64,
    way: Vec<usize>,
    /// Seconds, alone on its way.
    takes: f64,
}

impl Transfer {
    fn all(site: &CheckedSite, task: &Task) -> Vec<Self> {
        let lanes = site.lanes().all();
        let cap = site.hypervisor.bandwidth_cap.value.map_or(f64::INFINITY, |cap| cap.as_bytes_per_second());
        // The rest may be sent without the cap, while the VM is stopped; the first pass may not.
        let cap = if site.hypervisor.cap_in_stop.value { cap } else { f64::INFINITY };
        let page = site.hypervisor.page_size.value.as_bytes();
        let copies = task.moves.iter().filter_map(|one| {
            let guest = site.guests.get(one.guest)?;
            let way = site.lanes().between(guest.host, one.to)?;
            let bytes = guest.vm.working_set.as_bytes() / page * site.hypervisor.page_on_wire().as_bytes();
            let rates = way.iter().filter_map(|&lane| lanes.get(lane)).map(|lane| lane.rate.as_bytes_per_second());
            let takes = bytes / rates.fold(cap, f64::min);
            Some(Self { guest: one.guest, from: guest.host, to: one.to, bytes, way, takes })
        });
        copies.collect()
    }
}

/// By host: when all that leave it can have left it, at the earliest.
fn empty(site: &CheckedSite, copies: &[Transfer], ready: &[f64]) -> Vec<f64> {
    let mut empty = vec![0.0_f64; site.hosts.len()];
    // By lane, for those that begin at a host: when the first of them can begin, and what goes over it.
    let mut ports: Vec<Option<(usize, f64, f64)>> = vec![None; site.lanes().all().len()];
    for copy in copies {
        let begins = ready.get(copy.to).copied().unwrap_or_default();
        if let Some(empty) = empty.get_mut(copy.from) {
            *empty = empty.max(begins + copy.takes);
        }
        if let Some(port) = copy.way.first().and_then(|&lane| ports.get_mut(lane)) {
            let (_, first, bytes) = port.get_or_insert((copy.from, f64::INFINITY, 0.0));
            (*first, *bytes) = (first.min(begins), *bytes + copy.bytes);
        }
    }
    for (port, lane) in ports.iter().zip(site.lanes().all()) {
        let Some((host, first, bytes)) = port else { continue };
        if let Some(empty) = empty.get_mut(*host) {
            *empty = empty.max(first + bytes / lane.rate.as_bytes_per_second());
        }
    }
    empty
}
