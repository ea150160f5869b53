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
    /// A VM: its host has to come up, its memory to be sent once, its old host to go down.
    Guest(usize),
    /// A host has to go down.
    Host(usize),
}

/// The least time in which a task can be done, and why.
///
/// ```text
/// over all lanes:  Σ least bytes of the VMs whose way goes over it / its rate
/// over all VMs:    boot of the destination + least bytes / the slowest lane of the way + shutdown of the source
/// ```
///
/// The least bytes of a VM are its working set, once, as it goes over the wire: whatever is written again comes on top. So the bound holds for
/// pre-copy and post-copy, any order and any number at once; it is far below what can be done where much is rewritten.
#[must_use]
pub fn least_completion(site: &CheckedSite, task: &Task, rules: &[Rule]) -> (Seconds, Limit) {
    let lanes = site.lanes().all();
    let mut volume = vec![0.0; lanes.len()];
    let mut least = (0.0, Limit::Nothing);
    let mut raise = |seconds: f64, limit: Limit| {
        if least.0 < seconds {
            least = (seconds, limit);
        }
    };
    let cap = site.hypervisor.bandwidth_cap.value.map_or(f64::INFINITY, |cap| cap.as_bytes_per_second());
    let mut one_by_one = 0.0;
    for one in &task.moves {
        let Some((guest, way)) = site.guests.get(one.guest).zip(way(site, one.guest, one.to)) else { continue };
        let page = site.hypervisor.page_size.value.as_bytes();
        let bytes = guest.vm.working_set.as_bytes() / page * site.hypervisor.page_on_wire().as_bytes();
        // The rest may be sent without the cap, while the VM is stopped; the first pass may not.
        let mut slowest = f64::INFINITY;
        for &lane in &way {
            if let Some((volume, lane)) = volume.get_mut(lane).zip(lanes.get(lane)) {
                *volume += bytes;
                slowest = slowest.min(lane.rate.as_bytes_per_second());
            }
        }
        let host = |host: usize| site.hosts.get(host);
        let boot = host(one.to).filter(|host| !host.is_on).map_or(0.0, |host| host.boot.as_seconds());
        let is_switched_off = task.switch_off.contains(&guest.host);
        let shutdown = host(guest.host).filter(|_| is_switched_off).map_or(0.0, |host| host.shutdown.as_seconds());
        let copies = bytes / slowest.min(if site.hypervisor.cap_in_stop.value { cap } else { f64::INFINITY });
        one_by_one += copies;
        raise(boot + copies + shutdown, Limit::Guest(one.guest));
    }
    // Where only one may go on at once, all of them take what each takes.
    let is_alone = |rule: &Rule| matches!(rule, Rule::AtMost { migrations: 1, scope: Scope::Site });
    if let Some(last) = task.moves.last().filter(|_| rules.iter().any(is_alone)) {
        raise(one_by_one, Limit::Guest(last.guest));
    }
    for (at, (volume, lane)) in volume.iter().zip(lanes).enumerate() {
        raise(volume / lane.rate.as_bytes_per_second(), Limit::Lane(at));
    }
    for &host in &task.switch_off {
        raise(site.hosts.get(host).map_or(0.0, |host| host.shutdown.as_seconds()), Limit::Host(host));
    }
    (Seconds::from_seconds(least.0), least.1)
}

fn way(site: &CheckedSite, guest: usize, to: usize) -> Option<Vec<usize>> {
    site.lanes().between(site.guests.get(guest)?.host, to)
}
